"""Strangers' servers at their worst: each fault ends in the outcome that docs/crawling.md names."""

import asyncio
import gzip
import struct
import zlib

import brotli
import pytest

pytestmark = pytest.mark.slow

MEBIBYTE = 1024 * 1024
MEMORY = 260 * MEBIBYTE
"""Peak of the crawling process and of its readers; most of it is libraries."""


def bomb(layers=1, mebibytes=400):
    """Gzip of so many MiB of blanks, made in pieces."""
    maker = zlib.compressobj(1, zlib.DEFLATED, 31)
    block = b" " * MEBIBYTE
    body = b"".join([maker.compress(block) for _ in range(mebibytes)]) + maker.flush()
    for _ in range(layers - 1):
        body = gzip.compress(body)
    return body


def brotli_bomb(mebibytes=400):
    maker = brotli.Compressor(quality=1)
    block = b" " * MEBIBYTE
    return b"".join([maker.process(block) for _ in range(mebibytes)]) + maker.finish()


def zstd_bomb(mebibytes=400):
    zstd = pytest.importorskip("backports.zstd")
    maker = zstd.ZstdCompressor()
    block = b" " * MEBIBYTE
    return b"".join([maker.compress(block) for _ in range(mebibytes)]) + maker.flush()


def deflate_bomb(mebibytes=400):
    maker = zlib.compressobj(1)
    block = b" " * MEBIBYTE
    return b"".join([maker.compress(block) for _ in range(mebibytes)]) + maker.flush()


async def endless(asked, writer):
    """Chunks without an end."""
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    block = b"<p>lorem</p>" * 5000
    while not writer.is_closing():
        writer.write(b"%x\r\n%b\r\n" % (len(block), block))
        await writer.drain()


def reset(asked, writer):
    writer.transport.get_extra_info("socket").setsockopt(1, 13, struct.pack("ii", 1, 0))
    writer.transport.abort()


def cut(asked, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<p>")
    writer.close()


def silent(asked, writer):
    return asyncio.sleep(60)


def test_bodies_that_explode_are_refused_within_memory(sites, newsroom, told):
    site = sites()
    bombs = {
        "/gzip": ("gzip", bomb()),
        "/gzip-in-gzip": ("gzip, gzip", bomb(2)),
        "/deflate": ("deflate", deflate_bomb()),
        "/brotli": ("br", brotli_bomb()),
        "/zstd": ("zstd", zstd_bomb()),
    }
    for path, (encoding, body) in bombs.items():
        site.routes[path] = told.answer(body, Content_Encoding=encoding)
    site.routes["/announced"] = told.answer(b"", Content_Length=str(1000 * MEBIBYTE))
    site.routes["/endless"] = endless

    ran = newsroom.fetch(site, *bombs, "/announced", "/endless", measured=True)

    assert newsroom.problems() == dict.fromkeys([*bombs, "/announced", "/endless"], "too_large")
    assert ran.peak < MEMORY
    assert newsroom.one("SELECT count(*) FROM articles") == 0


def test_lists_that_explode_are_refused_within_memory(sites, newsroom, told):
    site = sites()
    site.routes["/bomb.xml.gz"] = told.answer(bomb(), content_type="application/gzip")
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
    )
    site.routes["/laughs.xml"] = told.answer(
        f"<?xml version='1.0'?><!DOCTYPE x [{laughs}]><urlset><url><loc>&l9;</loc></url></urlset>",
        content_type="application/xml",
    )
    site.routes["/secret.xml"] = told.answer(
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        f"<urlset><url><loc>{site.url('/news/a-b-c-d')}?x=&f;</loc></url></urlset>",
        content_type="application/xml",
    )
    site.routes["/laughing-feed"] = told.answer(
        f"<?xml version='1.0'?><!DOCTYPE x [{laughs}]><rss><channel><item><link>&l9;</link></item>"
        "</channel></rss>",
        content_type="application/rss+xml",
    )

    ran = newsroom.crawl(
        told.outlet(
            site,
            sitemaps=["/bomb.xml.gz", "/laughs.xml", "/secret.xml"],
            feeds=["/laughing-feed"],
        ),
        measured=True,
    )

    found = newsroom.problems()
    assert found["/bomb.xml.gz"] == "sitemap_refused"
    assert {"/laughs.xml", "/laughing-feed"} <= set(found)
    assert not any("root:" in target.target for target in site.asked)
    assert ran.peak < MEMORY


def test_broken_transfers_are_tried_again_and_then_named(sites, newsroom, told):
    site = sites()
    page = gzip.compress(told.page_html(site.url("/x")).encode())
    site.routes |= {
        "/reset": reset,
        "/cut": cut,
        "/silent": silent,
        "/truncated-gzip": told.answer(page[: len(page) // 2], Content_Encoding="gzip"),
        "/not-gzip": told.answer(b"no markup at all", Content_Encoding="gzip"),
        "/unasked-encoding": told.answer(b"zzz", Content_Encoding="compress"),
        "/bad-status-line": b"HTTP/9 hello\r\n\r\n",
        "/negative-length": told.answer(b"x", Content_Length="-5"),
        "/bad-location": told.answer(status=302, Location="http://[bad"),
        "/bad-chunk": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZ\r\nbroken",
        "/loop": told.answer(status=302, Location="/loop"),
        "/other-status": told.answer("x", 999),
        "/forbidden": told.answer("x", 403),
    }

    ran = newsroom.fetch(site, *site.routes.keys() - {"/robots.txt", "/silent"})
    newsroom.fetch(site, "/silent", settings={"timeout": 0.5, "backoff": [0.1]})

    assert newsroom.problems() == {
        "/reset": "connection",
        "/cut": "truncated",
        "/silent": "timeout",
        "/truncated-gzip": "truncated",
        "/not-gzip": "bad_encoding",
        "/unasked-encoding": "bad_encoding",
        "/bad-status-line": "connection",
        "/negative-length": "connection",
        "/bad-location": "bad_response",
        "/bad-chunk": "truncated",
        "/loop": "redirect_loop",
        "/other-status": "http_999",
        "/forbidden": "http_403",
    }
    assert site.paths().count("/truncated-gzip") == 4
    assert site.paths().count("/forbidden") == 1
    assert site.paths().count("/loop") <= 6
    assert newsroom.one("SELECT count(*) FROM versions") == 0
    assert ran.counts["failed"] == 12
    assert newsroom.rows("SELECT DISTINCT truncated FROM captures") == [(1,)]


def test_transient_errors_are_got_over_in_the_same_run(sites, newsroom, told):
    site = sites()
    names = {"/busy": 503, "/slow-down": 429, "/ill": 500}
    for name, status in names.items():
        site.page(name)
        well = site.routes[name]

        def serve(asked, writer, status=status, well=well, name=name):
            if site.paths().count(name) == 1:
                extra = {} if status == 500 else {"Retry_After": "1"}
                writer.write(told.answer("later", status, **extra))
            else:
                well(asked, writer)

        site.routes[name] = serve

    ran = newsroom.fetch(site, *names)

    assert ran.counts["articles_new"] == 3
    assert ran.counts["retries"] == 3
    assert ran.problems == 0
    assert ran.seconds >= 1


def test_what_fails_for_a_moment_is_due_again_at_the_next_run(sites, newsroom, told):
    site = sites()
    names = ["/news/lost-bridge-at-orrin", "/news/barred-bridge-at-orrin"]
    site.feed("/feed.xml", *names)
    site.routes |= {names[0]: reset, names[1]: told.answer("x", 403)}
    outlet = told.outlet(site, feeds=["/feed.xml"])

    newsroom.crawl(outlet)
    for name in names:
        site.page(name)
    newsroom.now = "2031-05-05T12:05:00+00:00"
    newsroom.crawl(outlet)
    soon = newsroom.frontier()
    newsroom.now = "2031-05-05T13:05:00+00:00"
    newsroom.crawl(outlet)

    assert (soon[names[0]], soon[names[1]]) == ("done", "failed")
    assert newsroom.frontier()[names[1]] == "done"


def test_pages_that_are_none_are_held_back(sites, newsroom, told):
    site = sites()
    site.routes |= {
        "/empty": told.answer(b""),
        "/blank": told.answer("<html><body></body></html>"),
        "/lost": told.answer("<html><title>Page not found</title><h1>Sorry!</h1></html>"),
        "/wall": told.answer(
            "<html><title>Before you continue</title><body><p>We value your privacy. Accept all "
            "cookies to go on reading.</p></body></html>"
        ),
        "/picture": told.answer(b"\x89PNG\r\n\x1a\n", content_type="image/png"),
        "/calendar": told.answer("<html><a href='/calendar?m=2'>next</a></html>"),
        "/home-again": told.answer(status=302, Location="/"),
        "/": told.answer(told.page_html(site.url("/"))),
    }

    newsroom.fetch(site, *site.routes.keys() - {"/robots.txt", "/"})

    assert newsroom.problems() == {
        "/empty": "empty",
        "/blank": "no_text",
        "/lost": "soft_404",
        "/wall": "wall",
        "/picture": "not_html",
        "/calendar": "no_text",
        "/home-again": "redirected_away",
        "/": "yield_dropped",
    }
    assert newsroom.one("SELECT count(*) FROM articles") == 0


def test_odd_pages_are_read_all_the_same(sites, newsroom, told):
    site = sites()
    html = told.page_html(site.url("/x"), title="The repair costs €5 million")
    latin = html.replace("utf-8", "windows-1252").encode("cp1252")
    site.routes |= {
        "/utf8-called-latin1": told.answer(html, content_type="text/html; charset=iso-8859-1"),
        "/cp1252-called-utf8": told.answer(
            html.replace('<meta charset="utf-8">', "").encode("cp1252"),
            content_type="text/html; charset=utf-8",
        ),
        "/cp1252-in-meta": told.answer(latin, content_type="text/html"),
        "/unknown-charset": told.answer(html, content_type="text/html; charset=x-none"),
        "/no-content-type": told.answer(html, content_type=None),
        "/octet": told.answer(html, content_type="application/octet-stream"),
        "/many-headers": told.answer(html, **{f"X_{n}": "v" * 1000 for n in range(40)}),
        "/header-without-colon": told.answer(html).replace(
            b"Content-Type", b"what?\r\nContent-Type"
        ),
        "/garbage-after-gzip": told.answer(
            gzip.compress(html.encode()) + b"junk", Content_Encoding="gzip"
        ),
        "/unclosed": told.answer(html.replace("</p>", "").replace("</article>", "")),
    }

    newsroom.fetch(site, *site.routes.keys() - {"/robots.txt"})

    titles = newsroom.rows("SELECT title FROM articles")
    assert titles == [("The repair costs €5 million",)] * 10
    assert newsroom.problems() == {"/cp1252-called-utf8": "encoding_suspect"}
    assert dict(newsroom.rows("SELECT charset_source, count(*) FROM captures GROUP BY 1")) == {
        "bytes": 8,
        "meta": 1,
        "guess": 1,
    }


def test_nobody_leads_the_crawl_to_addresses_inside(sites, newsroom, told):
    inside = sites("127.0.0.2")
    inside.page("/secret")
    site = sites()
    number = 127 * 256**3 + 2
    ways = {
        "/by-dots": inside.url("/secret"),
        "/by-number": f"http://{number}:{inside.port}/secret",
        "/by-hex": f"http://0x7f.0.0.2:{inside.port}/secret",
        "/by-six": f"http://[::ffff:127.0.0.2]:{inside.port}/secret",
        "/by-name": f"http://localhost:{inside.port}/secret",
        "/by-user": f"http://{site.netloc}@127.0.0.2:{inside.port}/secret",
        "/link-local": "http://169.254.169.254/latest/meta-data",
        "/to-file": "file:///etc/passwd",
        "/to-ftp": "ftp://127.0.0.2/x",
        "/to-data": "data:text/html,<p>hello",
    }
    site.routes |= {path: told.answer(status=302, Location=to) for path, to in ways.items()}
    site.routes["/refresh"] = told.answer(
        f"<html><head><meta http-equiv='refresh' content='0; url={inside.url('/secret')}'></head>"
    )
    locations = "".join(f"<url><loc>{to}</loc></url>" for to in ways.values())
    site.routes["/sitemap.xml"] = told.answer(
        f"<urlset>{locations}</urlset>", content_type="application/xml"
    )
    links = "".join(f"<a href='{to}'>A headline of five words</a>" for to in ways.values())
    site.routes["/section"] = told.answer(f"<html>{links}</html>")
    items = "".join(f"<item><link>{to}</link></item>" for to in [*ways.values(), "javascript:x()"])
    site.routes["/feed"] = told.answer(f"<rss><channel>{items}</channel></rss>")
    newsroom.crawl(
        told.outlet(site, sitemaps=["/sitemap.xml"], sections=["/section"], feeds=["/feed"])
    )

    newsroom.fetch(site, *ways, "/refresh")

    assert inside.asked == []
    assert newsroom.one("SELECT count(*) FROM articles") == 0
    problems = newsroom.problems()
    assert {
        problems[path] for path in ("/by-dots", "/by-number", "/by-six", "/link-local", "/refresh")
    } == {"refused_address"}
    urls = [url for (url,) in newsroom.rows("SELECT url FROM frontier")]
    assert all(url.startswith(f"http://{site.netloc}/") for url in urls)


def test_names_that_lead_inside_are_refused_even_for_an_outlet(sites, newsroom):
    inside = sites("127.0.0.2")
    inside.page("/news/bridge-at-orrin-closed", zipped=False)
    netloc = f"told.example:{inside.port}"
    job = {
        "targets": [f"http://{netloc}/news/bridge-at-orrin-closed"],
        "names": {"told.example": "127.0.0.2"},
    }
    outlets = [{"name": "The Told", "hosts": [netloc]}]

    newsroom.run("import", outlets, **job)
    asked = list(inside.asked)
    kind, detail = newsroom.rows("SELECT kind, detail FROM problems")[0]
    allowed = newsroom.run("import", outlets, **job, settings={"allow_hosts": ["told.example"]})

    assert asked == []
    assert (kind, "not a public address" in detail) == ("refused_address", True)
    assert allowed.counts["articles_new"] == 1


def test_unconfigured_private_target_is_refused(sites, newsroom):
    site = sites()
    site.page("/news/x")

    newsroom.run("import", [], targets=[site.url("/news/x")])

    assert site.asked == []
    assert list(newsroom.problems().values()) == ["refused_address"]


def test_self_signed_certificate_is_refused(newsroom, tls_site):
    newsroom.run(
        "import",
        [{"name": "The Told", "hosts": [tls_site]}],
        targets=[f"https://{tls_site}/news/x"],
    )

    (kind, detail) = newsroom.rows("SELECT kind, detail FROM problems")[0]
    assert kind == "robots_unreachable"
    assert "certificate" in detail


def test_cookies_stay_with_their_outlet_and_out_of_the_archive(sites, newsroom, told):
    first, second = sites(), sites("127.0.0.3")
    html = told.page_html(first.url("/consent"))

    def consent(asked, writer):
        if "seen=yes" in asked.headers.get("cookie", ""):
            writer.write(told.answer(html))
        else:
            writer.write(
                told.answer(status=302, Location="/consent", Set_Cookie="seen=yes; Path=/")
            )

    first.routes["/consent"] = consent
    first.routes["/away"] = told.answer(status=302, Location=second.url("/news/there"))
    second.page("/news/there", zipped=False)
    outlets = [told.outlet(first), told.outlet(second, "The Other")]

    ran = newsroom.run(
        "import",
        outlets,
        targets=[first.url("/consent"), first.url("/away")],
        settings={"delay": 0.2},
    )

    assert ran.counts["articles_new"] == 2
    assert all("cookie" not in asked.headers for asked in second.asked)
    (file,) = newsroom.warcs.glob("*.warc.gz")
    archived = gzip.decompress(file.read_bytes()).lower()
    assert b"seen=yes" not in archived
    assert b"cookie" not in archived


def test_traps_without_an_end_are_bounded(sites, newsroom, told):
    site = sites()

    def index(asked, writer):
        number = int(asked.path.removeprefix("/index").removesuffix(".xml"))
        writer.write(
            told.answer(
                "<sitemapindex><sitemap><loc>"
                f"{site.url(f'/index{number + 1}.xml')}</loc></sitemap></sitemapindex>",
                content_type="application/xml",
            )
        )

    def calendar(asked, writer):
        number = int(asked.target.partition("=")[2] or 0)
        links = f"<a href='/calendar?month={number + 1}' rel=next>next</a>"
        days = "".join(f"<a href='/calendar/2031-{d}'>{d}</a>" for d in range(30))
        writer.write(told.answer(f"<html>{days}{links}</html>"))

    site.routes |= {f"/index{number}.xml": index for number in range(30)}
    site.routes["/calendar"] = calendar

    newsroom.crawl(told.outlet(site, sitemaps=["/index0.xml"], sections=["/calendar"]))

    assert len([path for path in site.paths() if path.startswith("/index")]) == 3
    assert len([path for path in site.paths() if path.startswith("/calendar")]) <= 3
    assert "sitemap_depth" in newsroom.problems().values()


def test_text_that_shrank_is_held_back_until_it_is_seen_again(sites, newsroom, told):
    site = sites()
    paragraphs = told.default_paragraphs("x")
    site.page("/news/bridge-at-orrin-closed", paragraphs=paragraphs * 2)
    newsroom.fetch(site, "/news/bridge-at-orrin-closed")
    paragraphs = paragraphs[:3]
    site.page("/news/bridge-at-orrin-closed", paragraphs=paragraphs)
    newsroom.now = "2031-05-05T15:00:00+00:00"

    newsroom.fetch(site, "/news/bridge-at-orrin-closed")
    held = newsroom.one("SELECT count(*) FROM versions")
    kind = newsroom.problems()["/news/bridge-at-orrin-closed"]
    newsroom.now = "2031-05-05T18:00:00+00:00"
    newsroom.fetch(site, "/news/bridge-at-orrin-closed")

    assert (held, kind) == (1, "shrunk")
    assert newsroom.one("SELECT count(*) FROM versions") == 2


def test_reservations_are_read_before_anything_is_written(sites, newsroom, told):
    site = sites()
    html = told.page_html(site.url("/x"))
    site.routes |= {
        "/noarchive-header": told.answer(html, X_Robots_Tag="noarchive"),
        "/noarchive-meta": told.answer(
            html.replace("<head>", "<head><meta name='robots' content='max-snippet:-1, NOARCHIVE'>")
        ),
        "/for-another-robot": told.answer(html, X_Robots_Tag="otherbot: noarchive"),
        "/tdm": told.answer(html, tdm_reservation="1"),
        "/noindex": told.answer(html, X_Robots_Tag="noindex"),
    }

    newsroom.fetch(site, *site.routes.keys() - {"/robots.txt"}, settings={"respect_noindex": True})

    archived = dict(newsroom.rows("SELECT url, warc_file IS NOT NULL FROM captures"))
    assert archived == {
        site.url("/noarchive-header"): 0,
        site.url("/noarchive-meta"): 0,
        site.url("/for-another-robot"): 1,
    }
    assert newsroom.problems() == {"/tdm": "tdm_reserved", "/noindex": "noindex"}
    assert newsroom.one("SELECT count(*) FROM articles") == 3


def test_huge_sitemaps_and_headers_are_borne(sites, newsroom, told):
    site = sites()
    entries = "".join(
        f"<url><loc>{site.url(f'/news/bridge-at-orrin-{number}')}</loc></url>"
        for number in range(20_000)
    )
    site.routes["/sitemap.xml"] = told.answer(
        f"<urlset>{entries}</urlset>", content_type="application/xml"
    )
    many = b"".join(b"X-%d: %d\r\n" % (number, number) for number in range(50_000))
    page = told.answer(told.page_html(site.url("/x")))
    site.routes["/news/bridge-at-orrin-0"] = page.replace(b"\r\n", b"\r\n" + many, 1)

    ran = newsroom.crawl(
        told.outlet(site, sitemaps=["/sitemap.xml"]), settings={"max_pages": 3}, measured=True
    )

    assert newsroom.one("SELECT count(*) FROM frontier WHERE kind = 'article'") == 20_000
    assert newsroom.one("SELECT count(*) FROM frontier WHERE state = 'in_flight'") == 0
    assert ran.counts["articles_new"] >= 1
    assert ran.peak < MEMORY
