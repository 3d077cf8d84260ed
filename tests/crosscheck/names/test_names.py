"""Names of figures and stories."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crosscheck.model import CheckHop
from crosscheck.names.figure_names import figure_labels
from crosscheck.names.periods import in_words
from crosscheck.names.story_names import about, story_label


def named(desk: Any, *names: str) -> str:
    known = replace(about(desk.articles, desk.claims), names=names)
    return figure_labels({"figure": desk.claims}, known)["figure"]


def test_a_figure_is_named_by_what_where_and_when(desk: Any) -> None:
    day = {"period_start": "2025-05-12", "period_end": "2025-05-12", "place": "Orlo"}
    desk.write("courier", "The slide buried [60] homes.", {"measure": "homes buried", **day})
    assert named(desk) == "Homes buried · Orlo · 12 May 2025"


def test_the_phrase_is_borne_out_by_all_claims(desk: Any) -> None:
    desk.write("courier", "The slide buried [60] homes.", {"measure": "homes buried by the slide"})
    desk.write("gazette", "Mud took [60] homes.", {"measure": "homes buried"})
    desk.write("herald", "[60], it said.", {"measure": "answers of mayor"})
    assert named(desk).startswith("Homes buried")


def test_the_size_of_a_movement_says_so(desk: Any) -> None:
    step = {"measure": "exports of timber", "change": "increase_by", "kind": "percent"}
    desk.write("courier", "Exports of timber rose [12]%.", step)
    assert named(desk) == "Rise in exports of timber"


def test_a_name_of_the_story_says_whose(desk: Any) -> None:
    desk.write("courier", "The slide buried [60] homes.", {"measure": "homes buried"})
    assert named(desk, "Mount Tarn") == "Homes buried · Mount Tarn"


def test_two_figures_of_one_story_have_two_names(desk: Any) -> None:
    desk.write("courier", "[60] homes were buried.", {"measure": "homes buried"})
    first = desk.claims[0]
    other = replace(first, id="other", status="projected")
    labels = figure_labels({"a": [first], "b": [other]}, about(desk.articles, desk.claims))
    assert len({label.casefold() for label in labels.values()}) == 2


def test_where_no_phrase_will_do_the_sentence_is_quoted(desk: Any) -> None:
    desk.write("courier", "It was [60] then.", {"measure": None})
    assert named(desk) == "“It was [60] then.”"


def test_a_name_does_not_print_the_answer(desk: Any) -> None:
    day = {"period_start": "2025-05-12", "period_end": "2025-05-12"}
    desk.write("courier", "The slide buried [12] homes.", {"measure": "homes buried", **day})
    assert named(desk) == "Homes buried · 2025"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2016-07-14", "2016-07-14", "14 July 2016"),
        ("2025-05-01", "2025-05-31", "May 2025"),
        ("2025-01-01", "2025-07-31", "January to July 2025"),
        ("2025-01-01", "2025-03-31", "first quarter of 2025"),
        ("2025-04-01", "2025-06-30", "second quarter of 2025"),
        ("2025-07-01", "2025-12-31", "second half of 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2023-01-01", "2024-12-31", "2023 to 2024"),
        ("2025-06-28", "2025-07-09", "28 June to 9 July 2025"),
        ("2025-06-02", "2025-06-09", "2 to 9 June 2025"),
        ("2025-09-01", "2025-09-30", "September 2025"),
    ],
)
def test_a_period_in_words(first: str, last: str, told: str) -> None:
    assert in_words(date.fromisoformat(first), date.fromisoformat(last)) == told


def test_a_story_is_named_without_its_outlets_template(desk: Any) -> None:
    desk.write("courier", "The flood at Lake Tarn took [60] homes.", {})
    article = replace(
        desk.articles[0], title="UPDATE: flood takes homes", published_at="2025-05-12"
    )
    known = replace(about([article], desk.claims), names=["Lake Tarn"])
    title, more, day = story_label([article], known).split(" · ")
    assert (title, day) == ("Flood takes homes", "12 May 2025")
    assert "Lake Tarn" in more


def test_the_headline_that_others_bear_out_names_the_story(desk: Any) -> None:
    for outlet, title in (
        ("courier", "Lessons for us all"),
        ("gazette", "Flood at Lake Tarn takes homes"),
        ("herald", "My summer in a tent"),
    ):
        desk.write(outlet, "The flood at Lake Tarn took [60] homes, said the ranger.", {})
        desk.articles[-1] = replace(desk.articles[-1], title=title)
    assert story_label(desk.articles, about(desk.articles, desk.claims)).startswith("Flood at Lake")


def test_a_storys_names_are_in_most_of_its_articles(desk: Any) -> None:
    for outlet in ("courier", "gazette", "herald"):
        desk.write(outlet, "The flood at Lake Tarn took [60] homes on Monday.", {})
    assert about(desk.articles, desk.claims).names == ["Lake Tarn"]


def test_a_name_at_the_head_of_sentences_and_in_capitals_is_a_name(desk: Any) -> None:
    for outlet in ("courier", "gazette"):
        desk.write(outlet, "LAKE TARN - The flood took [60] homes.", {})
    desk.write("herald", "Lake Tarn lost [60] homes.", {})
    assert about(desk.articles, desk.claims).names == ["Lake Tarn"]


def test_who_only_speaks_names_no_story(desk: Any) -> None:
    hop = CheckHop("origin", "Ida Prow", "person")
    for outlet in ("courier", "gazette"):
        desk.write(outlet, "In Orlo, mayor Ida Prow said [60] homes were gone.", {})
    claims = [replace(claim, chain=(hop,)) for claim in desk.claims]
    assert "Ida Prow" in about(desk.articles, desk.claims).names
    assert about(desk.articles, claims).names == ["Orlo"]


def test_people_are_named_by_what_happened_to_them(desk: Any) -> None:
    for outlet, measure in (("courier", "souls of the place"), ("gazette", "tally by night")):
        desk.write(outlet, "Crews rescued [18] people from the water.", {"measure": measure})
    assert named(desk).startswith("People rescued")
