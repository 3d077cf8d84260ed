"""A page in, an article out: headline once, paragraphs apart, regions and links in their place."""

import time

import pytest

from crawler.articles import MAX_TEXT, compose, not_an_article, read_page, read_plain
from crawler.bodies import Paragraph
from terms.enums import Region

URL = "https://told.example/news/bridge"


def page(body, head="", title="Bridge at Orrin closes"):
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | The Told</title>{head}</head><body>"
        f"<main><article><h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


LEAD = (
    "<p>The stone bridge at Orrin was closed on Sunday after the river rose by 3 metres, "
    "<a href='/topic/floods'>the county's engineers</a> said in a "
    "<a href='https://county.example/report.pdf'>report</a>.</p>"
    "<p>About 1,200 people live on the northern bank and now drive 40 kilometres.</p>"
    "<p>The repair may cost €2.5 million, according to a first estimate by the roads office.</p>"
)


def spans(reading, kind):
    return [
        reading.text[region.start : region.end] for region in reading.regions if region.kind == kind
    ]


def test_headline_blank_line_body():
    reading = read_page(page(LEAD), URL)

    paragraphs = reading.text.split("\n\n")
    assert paragraphs[0] == "Bridge at Orrin closes"
    assert reading.text[: reading.headline_end] == paragraphs[0]
    assert len(paragraphs) == 4
    assert paragraphs[3].startswith("The repair may cost €2.5 million")


def test_body_that_opens_with_the_headline_has_it_once():
    composed = compose(
        "Bridge at Orrin closes",
        [Paragraph("Bridge at Orrin closes", "head"), Paragraph("The bridge was closed.", "p")],
    )

    assert composed.text == "Bridge at Orrin closes\n\nThe bridge was closed."
    plain = read_plain("Bridge at Orrin closes\n\nThe bridge was closed.", "Bridge at Orrin closes")
    assert plain.text == composed.text


def test_masthead_laid_out_as_a_table_is_no_text():
    table = (
        "<table><tr><td><b><a href='/'>The Orrin Told</a></b></td><td><a href='/'>Front page</a> | "
        "<a href='/archive'>Archive</a></td></tr></table>"
    )
    html = f"<html><body>{table}<hr><h1>Bridge at Orrin closes</h1>{LEAD}</body></html>"

    reading = read_page(html.encode(), URL)

    assert "Archive" not in reading.text
    assert reading.body.startswith("The stone bridge")


def test_links_stand_at_their_words():
    reading = read_page(page(LEAD), URL)

    assert [(reading.text[link.start : link.end], link.href) for link in reading.links] == [
        ("the county's engineers", "https://told.example/topic/floods"),
        ("report", "https://county.example/report.pdf"),
    ]


def test_second_of_two_same_words_is_linked():
    lead = LEAD.replace("3 metres", "3 metres, a report of a report")

    reading = read_page(page(lead), URL)

    link = next(link for link in reading.links if link.href.endswith(".pdf"))
    assert reading.text[link.start - 2 : link.end + 1] == "a report."


def test_tables_are_rows_and_one_region():
    table = (
        "<table><tr><th>Bridge</th><th>Cracks</th></tr><tr><td>Orrin</td><td>7</td></tr>"
        "<tr><td>Kell</td><td>2</td></tr></table>"
    )

    reading = read_page(page(LEAD + table + LEAD.replace("1,200", "1,300")), URL)

    assert spans(reading, Region.TABLE) == ["Bridge | Cracks\n\nOrrin | 7\n\nKell | 2"]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this article said that 180 people live there.",
        "This article was amended on 5 May 2031 to correct the number of arches.",
        "An earlier version of this story misstated the cost of the repair.",
        "Editor's note: this story has been updated with the council's decision.",
    ],
)
def test_corrections_are_found_by_their_words(note):
    reading = read_page(page(LEAD + f"<p>{note}</p>"), URL)

    assert spans(reading, Region.CORRECTION) == [note]
    plain = read_plain(f"The bridge was closed.\n\n{note}", "Bridge closes")
    assert [region.kind for region in plain.regions] == [Region.CORRECTION]


@pytest.mark.parametrize(
    "sentence",
    [
        "Corrections officers said that three people were hurt.",
        "The article was published by the county in 2030.",
        "An earlier version of the bridge stood here until 1911.",
    ],
)
def test_what_is_no_correction(sentence):
    assert spans(read_page(page(LEAD + f"<p>{sentence}</p>"), URL), Region.CORRECTION) == []


def test_live_blog_and_transcript_are_whole_regions():
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    turns = "".join(
        f"<p>{name}: We counted {n} cracks in the arches and closed the bridge at once.</p>"
        for n, name in enumerate(["KELL", "REED"] * 4)
    )

    assert len(spans(read_page(page(LEAD, live), URL), Region.LIVEBLOG)) == 1
    assert len(spans(read_page(page(turns), URL), Region.TRANSCRIPT)) == 1


def test_read_more_lines_are_related():
    reading = read_page(page(LEAD + "<p>Read more: Kell bridge reopens</p>" + LEAD[:0]), URL)

    assert spans(reading, Region.RELATED) in ([], ["Read more: Kell bridge reopens"])
    plain = read_plain("The bridge was closed.\n\nRelated: Kell bridge reopens", "Bridge")
    assert [region.kind for region in plain.regions] == [Region.RELATED]


def test_hidden_characters_do_not_reach_the_text():
    reading = read_page(page(LEAD.replace("2.5", "2\u200b.\u202e5")), URL)

    assert "€2.5 million" in reading.text


def test_long_text_is_cut_and_said():
    reading = read_plain("\n\n".join(["A bridge was closed. " * 50] * 200), "Bridge")

    assert len(reading.text) <= MAX_TEXT
    assert [kind for kind, _ in reading.troubles] == ["text_cut"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<",
        b"\x00\x01",
        b"<html></html>",
        b"<div>" * 100_000,
        b"<table><tr>" * 3000,
        b"<p class='" + b"x" * 2_000_000 + b"'>a</p>",
        b"<?xml version='1.0' encoding='utf-16'?><html><p>x</p></html>",
    ],
)
def test_malformed_pages_neither_raise_nor_hang(body):
    began = time.process_time()
    reading = read_page(body, URL)
    assert not_an_article(reading) is not None
    assert time.process_time() - began < 8


def test_news_flash_is_an_article():
    head = '<meta property="og:type" content="article">'

    reading = read_page(
        page("<p>The bridge at Orrin was closed on Sunday, police said.</p>", head), URL
    )

    assert not_an_article(reading) is None
