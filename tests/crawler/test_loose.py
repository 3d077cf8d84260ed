"""Text of an article outside of its paragraphs."""

import pytest

from crawler.articles import read_page

LONG = [
    "<p>The ferry company said its crews would stay ashore until the swell in the bay eased, and "
    "that tickets for the night boats would be valid on any later day of the same month.</p>",
    "<p>Bakers and grocers near the quay opened late, pupils were sent home by the school, and the "
    "market under the arches was moved to the old corn hall behind the station.</p>",
    "<p>The harbour board will meet in the town hall to hear from fishermen and engineers, who "
    "have asked for a higher wall since the storms of the winter before last.</p>",
    "<p>Lorries with sand stood ready along the embankment, and volunteers filled bags under the "
    "lamps of the fish market while the band of the fire brigade played for them.</p>",
]
LINE = "Waves carried off 14 boats"
HASHED = "<div class='x1'><div class='x2'>{}</div></div>"


def body_of(markup, frame="<main><article>{}</article></main>", rest=2, foot=""):
    """What is read of an article with markup behind its second paragraph."""
    told = "<h1>Storm</h1>" + "".join(LONG[:2]) + markup + "".join(LONG[2:] * rest)
    page = f"<html lang='en'><head><title>Storm</title></head><body>{frame.format(told)}{foot}"
    return read_page(f"{page}</body></html>".encode(), "https://quay.example/storm").body


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{LINE}.</div>",
        f"<div><span>{LINE}</span>, she said.</div>",
        f"<section>{LINE}.<br><br>Nobody was on board.</section>",
        f"<section>{LINE}.<p>Nobody was on board.</p></section>",
        f"<article>{LINE}.</article>",
        f"<center>{LINE}.</center>",
        f"<figure>{LINE} in one night.</figure>",
        f"<label>{LINE}.</label>",
        f"<fact-box>{LINE}.</fact-box>",
        f"<details open><summary>So far</summary>{LINE}.</details>",
        f"{LINE}.<br><br>Nobody was on board.",
    ],
)
@pytest.mark.parametrize("rest", [1, 2, 6])
@pytest.mark.parametrize("frame", ["<main><article>{}</article></main>", HASHED])
def test_a_line_with_a_number_is_kept_once_wherever_it_stands(markup, rest, frame):
    body = body_of(markup, frame, rest)

    assert body.count(LINE) == 1
    assert "stay ashore" in body
    assert body.index("Bakers") < body.index(LINE) < body.index("harbour board")


@pytest.mark.parametrize(
    "markup",
    [
        f"<ul><li>{LINE}.</li><li>Nobody was on board.</li></ul>",
        f"<h2>{LINE}</h2>",
        f"<dl><dt>Harbour</dt><dd>{LINE}.</dd></dl>",
    ],
)
def test_lists_and_headings_are_kept_where_nothing_is_named(markup):
    assert body_of(markup, HASHED).count(LINE) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='related-box'>Storm of 1990 killed 14 people</div>",
        "<div class='share-bar'>Told on by 14 readers</div>",
        "<div class='by-line'>Ines Roe, 14 Quay Street office</div>",
        "<div><a href='/a'>Flood drowns 14 sheep</a> <a href='/b'>Thaw</a></div>",
        "<div>Photo: 14 boats adrift, Ines Roe</div>",
        "<div role='dialog'>We keep data for 14 months</div>",
        "<div>14 May 2031, 09:30</div>",
    ],
)
def test_furniture_stays_outside(markup):
    assert "14" not in body_of(markup)


def test_captions_of_a_slide_show_stand_behind_it_in_their_order():
    slides = "".join(
        f"<div class='slide'><img src='{number}.jpg'><p class='slide-caption'>{words}</p></div>"
        for number, words in enumerate(["Some 14 boats were lost.", "Crews cleared 9 lanes."])
    )
    body = body_of(f"<div class='photo-carousel'>{slides}</div>")

    assert body.index("14 boats were") < body.index("9 lanes") < body.index("harbour board")
