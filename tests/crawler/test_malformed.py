"""Answers that break the rules of HTTP and HTML: each costs its own page at most."""

import asyncio

MEBIBYTE = 1024 * 1024
MEMORY = 260 * MEBIBYTE
"""Peak of the crawling process; most of it is libraries."""

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


async def one_long_header(asked, writer):
    writer.write(HEAD + b"X-Long: ")
    for _ in range(32):
        writer.write(b"v" * MEBIBYTE)
        await writer.drain()
    writer.close()


async def many_headers(asked, writer):
    writer.write(HEAD)
    for first in range(0, 300_000, 10_000):
        writer.write(b"".join(b"X-%d: %d\r\n" % (n, n) for n in range(first, first + 10_000)))
        await writer.drain()
    writer.close()


async def drip(asked, writer):
    writer.write(HEAD + b"Content-Length: 100000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.05)


def until_closed(answer):
    """An answer without a length: it ends where the connection does."""

    async def answered(asked, writer):
        writer.write(answer)
        await writer.drain()
        writer.close()

    return answered


def test_each_malformed_answer_costs_its_own_page(sites, newsroom, told):
    site = sites()
    html = told.page_html(site.url("/x")).encode()
    whole = told.answer(html)
    body = HEAD + b"Content-Length: %d\r\n" % len(html)
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(html), html)
    laughs = b"".join(
        b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
    )
    site.routes |= {
        "/no-length": until_closed(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + html),
        "/no-length-1.1": until_closed(HEAD + b"Connection: close\r\n\r\n" + html),
        "/length-in-words": HEAD + b"Content-Length: many\r\n\r\n" + html,
        "/two-lengths": body + b"Content-Length: 5\r\n\r\n" + html,
        "/length-and-chunks": body + b"Transfer-Encoding: chunked\r\n\r\n" + chunks,
        "/one-long-header": one_long_header,
        "/many-headers": many_headers,
        "/nul-in-header": body + b"X-Nul: a\x00b\r\n\r\n" + html,
        "/continue": b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000 + whole,
        "/tiny-paragraphs": told.answer(b"<p>x</p>" * (8 * MEBIBYTE)),
        "/nested": told.answer(b"<html><body>" + b"<div>" * 200_000 + html),
        "/tables": told.answer(html.replace(b"</article>", b"<table><tr><td>x" * 3000)),
        "/attribute": told.answer(
            html.replace(b"<article", b"<article data-x='%b'" % (b"v" * 5_000_000))
        ),
        "/laughs": told.answer(
            b"<!DOCTYPE html [" + laughs + b"]>" + html.replace(b"<p>", b"<p>&l9; ", 1)
        ),
        "/secrets": told.answer(
            b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
            + html.replace(b"<p>", b"<p>&f; ", 1)
        ),
        "/utf-16-it-says": told.answer(html, content_type="text/html; charset=utf-16"),
    }
    pages = site.routes.keys() - {"/robots.txt"}

    ran = newsroom.fetch(site, *pages, settings={"backoff": []}, measured=True)

    assert newsroom.problems() == {
        "/length-in-words": "connection",
        "/two-lengths": "connection",
        "/one-long-header": "connection",
        "/many-headers": "connection",
        "/tiny-paragraphs": "too_large",
        "/nested": "no_text",
    }
    assert ran.counts["articles_new"] == len(pages) - 6
    texts = [text for (text,) in newsroom.rows("SELECT text FROM versions")]
    assert all("stone bridge at Orrin was closed" in text for text in texts)
    assert not any("hahaha" in text or "root:" in text for text in texts)
    assert ran.peak < MEMORY


def test_body_that_drips_is_given_up(sites, newsroom):
    site = sites()
    site.routes["/drip"] = drip

    newsroom.fetch(site, "/drip", settings={"timeout": 1.0, "backoff": []})

    assert newsroom.problems() == {"/drip": "timeout"}
