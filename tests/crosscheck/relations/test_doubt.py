"""What keeps a clash open: pairs of sentences, and the words by which the doubt is named."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from crosscheck.figures.facets import facets_of
from crosscheck.relations.doubt import OPEN, Told, left_open, lists_of, several_events

PLACE = "one place or name"
TWICE = "one question twice"
CASES: list[tuple[str, str, dict[str, Any], str, dict[str, Any], str]] = [
    # (name, one text, its claim's fields, another text, fields, what is open; "" for nothing)
    ("same words", "The blast killed [12] people.", {}, "It killed [15] people, police said.", {}, ""),
    ("a forecast", "Taxes could cost the firm [$12] million.", {"kind": "money", "unit": "USD", "status": "projected"}, "Taxes cost the firm [$30] million.", {"kind": "money", "unit": "USD"}, "told as facts"),
    ("a threat", "The rebels threatened to fire [4] missiles.", {"unit": "missile", "status": "planned"}, "The rebels fired [3] missiles.", {"unit": "missile"}, "told as facts"),
    ("a limit", "The trams have a top speed of [50] mph.", {"kind": "measurement", "unit": "mph"}, "The tram took a speed of [40] mph into the bend.", {"kind": "measurement", "unit": "mph"}, "told as facts"),
    ("a witness", "From where I was there were [2] fire engines.", {"unit": "engine"}, "There were [8] fire engines.", {"unit": "engine"}, "one witness saw"),
    ("one person's deed", "A nurse said she had already treated [20] people.", {}, "The hospital treated [50] people.", {}, "one witness saw"),
    ("another thing", "Another study in [84] women found less hunger.", {"unit": "woman"}, "A study in [103] women found less hunger.", {"unit": "woman"}, "one thing"),
    ("part of a name", "The [13-inch] Lumo Book costs more.", {"kind": "measurement", "unit": "inch"}, "The [16-inch] Lumo Book costs more.", {"kind": "measurement", "unit": "inch"}, "one thing"),
    ("two places", "The wave killed [230,000] people across Asia.", {}, "The wave killed [170,000] people in Sumatra.", {}, PLACE),
    ("two towns", "The camp lies [14] miles north of Aster.", {"kind": "measurement", "unit": "mile"}, "The camp lies [20] miles north of Brel.", {"kind": "measurement", "unit": "mile"}, PLACE),
    ("a list", "The shelling killed [5] people in Aster and 3 people in Brel.", {}, "The shelling killed [9] people.", {}, ""),
    ("two of a list", "The shelling killed [5] people near a mill, and [3] people near a dam.", {}, "The shelling killed [9] people.", {}, "beside it"),
    ("two polls", "[47] percent back Holt in a poll of voters.", {"kind": "percent", "unit": "percent"}, "[43] percent back Holt, a survey of voters found.", {"kind": "percent", "unit": "percent"}, "two samples"),
    ("first and last", "The first quake had a depth of [5] miles.", {"kind": "measurement", "unit": "mile"}, "The last quake had a depth of [3] miles.", {"kind": "measurement", "unit": "mile"}, "several events"),
    ("an earlier year", "In April last year a quake struck [431] miles off Brel.", {"kind": "measurement", "unit": "mile"}, "The quake struck [320] miles off Brel.", {"kind": "measurement", "unit": "mile"}, "one event"),
    ("nothing counted", "It was followed by a [3] at night.", {"unit": None}, "It was followed by [2] tremors at night.", {"unit": "tremor"}, "what is counted"),
    ("loosely bound", "Holt and his [3] brothers grew up there before their father died.", {"unit": "brother"}, "He killed [5] teachers.", {"unit": "teacher"}, "bound to"),
]  # fmt: skip


def told(desk: Any, text: str, outlet: str, given: dict[str, Any]) -> list[Told]:
    written = desk.write(outlet, text, *[given] * text.count("["))
    claims = [c for c in desk.claims if c.article_id == written.id]
    facets = {c.id: facets_of(c, written) for c in claims}
    sentences = defaultdict(list)
    for claim in claims:
        sentences[claim.version_id, claim.sentence_start].append(claim)
    lists = lists_of(sentences, facets)
    return [Told(c, facets[c.id], lists.get(c.id, ())) for c in claims]


@pytest.mark.parametrize(
    ("name", "one", "given", "other", "also", "expected"), CASES, ids=lambda x: str(x)[:20]
)
def test_what_is_open_is_named(
    new_desk: Callable[[], Any],
    name: str,
    one: str,
    given: dict[str, Any],
    other: str,
    also: dict[str, Any],
    expected: str,
) -> None:
    a = told(new_desk(), one, "lantern", given)[:1]
    b = told(new_desk(), other, "courier", also)[:1]
    for found in (left_open(*a, *b, several=False), left_open(*b, *a, several=False)):
        said = "; ".join(found)
        assert (expected in said) if expected else not said, said
        assert set(found) <= set(OPEN)


def test_one_article_is_asked_for_more(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    text = "Ilse Varga stopped [27] shots. Bram Oskarsson stopped [35] shots."
    (first, second) = told(desk, text, "lantern", {"unit": "shot", "predicate": "stop"})
    assert TWICE in "; ".join(left_open(first, second, several=False))
    desk = new_desk()
    text = (
        "Some [12] people were killed by mill fires. Later [15] people were killed by mill fires."
    )
    first, second = told(desk, text, "lantern", {"measure": "people killed in mill"})
    assert not left_open(first, second, several=False)
    assert not left_open(second, first, several=False)


def test_lists_that_share_a_number_are_read_side_by_side(new_desk: Callable[[], Any]) -> None:
    given = {"kind": "measurement", "unit": "magnitude"}
    a = told(new_desk(), "Quakes of [7.6] and [7.4] struck the coast.", "lantern", given)
    b = told(new_desk(), "Quakes of [7.6] and [7.5] struck the coast.", "courier", given)
    assert not left_open(a[1], b[1], several=True)
    assert left_open(a[1], b[0], several=True)


def test_a_figure_may_name_several_events(new_desk: Callable[[], Any]) -> None:
    given = {"kind": "measurement", "unit": "mile"}
    early = told(new_desk(), "It struck at 4:43, [85] miles off Brel.", "lantern", given)
    late = told(new_desk(), "It struck at 7:48, [50] miles off Brel.", "courier", given)
    bare = told(new_desk(), "It struck some [70] miles off Brel.", "orbit", given)
    assert several_events([t.facets for t in early + late])
    assert "several events" in "; ".join(left_open(*bare, *early, several=True))
    assert not several_events([t.facets for t in bare + late])
