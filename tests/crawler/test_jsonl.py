"""Articles one a line: what is taken, what is reported."""

import json

import pytest

from crawler.jsonl import BadLine, read_lines

GOOD = {
    "url": "https://told.example/news/bridge",
    "title": "Bridge at Orrin closes",
    "published": "2031-05-04",
    "text": "The bridge was closed.\n\nAbout 1,200 people live there.",
}


def read(tmp_path, *records):
    path = tmp_path / "articles.jsonl"
    lines = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in records]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return list(read_lines(path))


def test_text(tmp_path):
    (item,) = read(tmp_path, {**GOOD, "outlet": "The Told", "country": "ad", "byline": "Jo Reed"})

    assert item.reading.text == (
        "Bridge at Orrin closes\n\nThe bridge was closed.\n\nAbout 1,200 people live there."
    )
    assert (item.outlet, item.country, item.reading.byline) == ("The Told", "AD", "Jo Reed")
    assert item.reading.published.text == "2031-05-04"
    assert item.reading.headlines == (("Bridge at Orrin closes", "given"),)


def test_html_and_links_and_other_keys(tmp_path):
    html = (
        "<html><body><article><h1>Bridge at Orrin closes</h1><p>The bridge was closed by the "
        "county on Sunday, and 1,200 people now drive 40 kilometres to the next one.</p>"
        "<p>The county said so in a report about the seven arches.</p></article></body></html>"
    )
    first, second = read(
        tmp_path,
        {"url": GOOD["url"], "html": html, "published": None, "topic": "floods"},
        {**GOOD, "links": [{"text": "1,200 people", "href": "https://county.example/r"}, {"x": 1}]},
    )

    assert "1,200 people now drive" in first.reading.text
    (link,) = second.reading.links
    assert second.reading.text[link.start : link.end] == "1,200 people"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"\xff\xfe", "not JSON"),
        ({**GOOD, "url": "ftp://told.example/x"}, "url: expected"),
        ({**GOOD, "url": None}, "url: expected"),
        ({**GOOD, "text": "", "title": None}, "text: missing"),
        ({**GOOD, "text": 7}, "text: expected text"),
        ({**GOOD, "text": " \u200b ", "title": ""}, "text: the article is empty"),
        ({**GOOD, "published": "soon"}, "published: expected"),
        ({**GOOD, "country": "Andorra"}, "country: expected"),
        ({**GOOD, "links": "x"}, "links: expected"),
    ],
)
def test_bad_lines_are_named_and_the_rest_is_read(tmp_path, line, reason):
    first, bad, last = read(tmp_path, GOOD, line, GOOD)

    assert isinstance(bad, BadLine)
    assert bad.number == 2
    assert bad.reason.startswith(reason)
    assert first == last


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ({"text": "A storm hurt 109 people.", "title": None}, "A storm hurt 109 people."),
        ({"text": "", "title": "Storm hurts 109 in Orlo"}, "Storm hurts 109 in Orlo"),
        ({"text": None, "title": "Storm hurts 109 in Orlo"}, "Storm hurts 109 in Orlo"),
        ({"html": "<p>A storm hurt 109 people.</p>"}, "Flash\n\nA storm hurt 109 people."),
        ({"html": "A storm hurt 109 people.", "title": None}, "A storm hurt 109 people."),
        ({"html": "<h1>Storm hurts 109</h1>", "title": None}, "Storm hurts 109"),
        ({"html": "<div>A storm.<br>It hurt 109.</div>", "title": "T"}, "T\n\nA storm.\n\nIt hurt 109."),
        (
            {"html": "<html><body><p>A <b>storm</b> hurt 109.</p></body></html>"},
            "Flash\n\nA storm hurt 109.",
        ),
        ({"html": "<html><head><title>Storm hurts 109</title></head><body></body></html>",
          "title": None}, "Storm hurts 109"),
    ],
)  # fmt: skip
def test_a_sentence_or_a_headline_is_an_article(tmp_path, line, text):
    (item,) = read(tmp_path, {"url": GOOD["url"], "title": "Flash", **line})

    assert item.reading.text == text


def test_blank_lines_and_long_lines(tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.jsonl.MAX_LINE", 1000)

    items = read(tmp_path, GOOD, b"", b"x" * 5000, GOOD)

    assert [type(item).__name__ for item in items] == [
        "ImportedArticle",
        "BadLine",
        "ImportedArticle",
    ]
    assert items[1].number == 3


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_other_character_sets(tmp_path, charset):
    path = tmp_path / "a.jsonl"
    line = json.dumps(
        {"url": "https://told.example/a", "title": "Ča", "text": "Čapek hurt 9."},
        ensure_ascii=False,
    )
    path.write_text(f"{line}\n{line}\n", encoding=charset)

    read = list(read_lines(path))

    assert [item.reading.body for item in read] == ["Čapek hurt 9."] * 2


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>The storm hurt 109 people.</p>", "The storm hurt 109 people."),
        ("The storm hurt 109 people.", "The storm hurt 109 people."),
        ("<div><b>Flash:</b> 9 hurt</div>", "Flash: 9 hurt"),
        ("<p>Nine hurt.</p><p>Two dead.</p>", "Nine hurt.\n\nTwo dead."),
        ("<ul><li>9 hurt</li><li>2 dead</li></ul>", "9 hurt\n\n2 dead"),
        ("<p>Now <s>8</s> 9 hurt</p>", "Now 9 hurt"),
    ],
)
def test_fragments_are_all_article(tmp_path, html, body):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"url": "https://told.example/a", "title": "Flash", "html": html}))

    (item,) = read_lines(path)

    assert item.reading.body == body
