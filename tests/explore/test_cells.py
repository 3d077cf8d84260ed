"""Pieces of HTML."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from explore import cells, tables


def test_examples_in_docstrings() -> None:
    result = doctest.testmod(cells)
    assert result.attempted > 0
    assert result.failed == 0


def href(kind: str, name: str) -> str:
    return f"/{kind}/{name}"


def claim(start: int, end: int, **more: object) -> dict[str, object]:
    return {
        "id": f"c{start}-{end}", "start": start, "end": end, "figure_id": "f1", "salient": True,
        "verdict": {"name": "conflict", "word": "conflict", "mark": "≠"}, "called": "9",
        "measure": None, "chain": [{"name": "Police"}, {"name": "Herald"}],
    } | more  # fmt: skip


def test_text_with_overlapping_claims_keeps_every_letter() -> None:
    text = "Head <1>\n\nFrom 8 to 10 people & more\n\n\n\nEnd 5"
    low = text.index("8")
    found = [
        claim(low, low + 7),
        claim(low + 5, low + 7),
        claim(len(text) - 1, len(text), figure_id=None),
    ]
    html = cells.text_with_claims(text, found, href, headline_end=8)
    plain = Markup(html).striptags()
    assert "Head <1>" in plain
    assert html.count('class="claim') == 2
    assert html.count("<p") == 3
    assert '<p class="headline">' in html


@given(
    st.text(alphabet="ab \n<9", max_size=60),
    st.lists(st.tuples(st.integers(-3, 62), st.integers(-3, 62)), max_size=6),
)
def test_any_spans_leave_the_text_whole(text: str, spans: list[tuple[int, int]]) -> None:
    found = [claim(start, end) for start, end in spans]
    html = str(cells.text_with_claims(text, found, href))
    import re

    bare = re.sub(r'<span class="tip".*?</span>', "", html)
    bare = re.sub(r"</?(p|a|span)[^>]*>", "", bare)
    assert bare.replace("\n", "").replace(" ", "") == str(escape(text)).replace("\n", "").replace(
        " ", ""
    )


@given(st.text(max_size=40), st.integers(-5, 45), st.integers(-5, 45))
def test_marking_loses_nothing(sentence: str, start: int, end: int) -> None:
    html = str(cells.marked(sentence, start, end))
    assert html.replace("<mark>", "").replace("</mark>", "") == str(escape(sentence))


@pytest.mark.parametrize(
    ("moment", "now", "shown"),
    [
        ("2031-05-13T09:00:00Z", "2031-06-01T00:00:00Z", "13 May, 09:00 UTC"),
        ("2030-05-13T09:00:00Z", "2031-06-01T00:00:00Z", "13 May 2030, 09:00 UTC"),
        ("2031-05-13", None, "13 May 2031"),
        ("soon", None, "soon"),
        ("2031-99-13", None, "2031-99-13"),
        ("2031-05-13T", None, "13 May 2031"),
    ],
)
def test_times(moment: str, now: str | None, shown: str) -> None:
    assert cells.spoken_time(moment, now) == shown


class Cells(dict[str, object]):
    """A row as ``sqlite3.Row`` looks to ``render_cell``."""


@pytest.mark.parametrize(
    ("row", "column", "table", "shown"),
    [
        ({"sentence": "9 of 9", "quote": "9", "start": 25, "sentence_start": 20}, "sentence", "claims",
         "9 of <mark>9</mark>"),
        ({"sentence": "9 of 9", "quote": "9"}, "sentence", "claims_flat", "<mark>9</mark> of 9"),
        ({"sentence": "none", "quote": "9"}, "sentence", None, "none"),
        ({"verdict": "conflict"}, "verdict", "figures", "≠ conflict"),
        ({"verdict": "odd"}, "verdict", "figures", None),
        ({"figure_id": "a/b"}, "figure_id", None, '<a href="/figures/a%2Fb">a/b</a>'),
        ({"figure_id": "ab"}, "figure_id", "readings", None),
        ({"label": "<i>", "id": "f"}, "label", "figures", '<a href="/figures/f">&lt;i&gt;</a>'),
        ({"label": "x"}, "label", "figures", None),
        ({"label": "x", "figure_id": "f"}, "label", None, '<a href="/figures/f">x</a>'),
        ({"label": 3}, "label", "figures", None),
    ],
)  # fmt: skip
def test_cells_of_tables(
    row: dict[str, object], column: str, table: str | None, shown: str | None
) -> None:
    found = tables.cell(Cells(row), row[column], column, table, lambda path: path)
    assert (None if found is None else str(found)) == shown


def test_the_time_of_an_undated_print_says_what_it_is() -> None:
    seen = {"at": "2031-05-13T09:00:00Z", "at_is": "first seen"}
    assert str(cells.dated(seen)).startswith("first seen <time")
    assert str(cells.dated({**seen, "at_is": "published"})).startswith("<time")
