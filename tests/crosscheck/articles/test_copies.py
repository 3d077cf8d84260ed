from dataclasses import replace
from typing import Any

import pytest

from crosscheck.articles.copies import find_copies, wire_of
from crosscheck.model import CheckArticle

BODY = (
    "Divers searched the hull of the Morning Tern all night while relatives waited on the quay.\n"
    "The harbour office of Port Kaldera said that the ferry had left in spite of a storm warning.\n"
    "Its captain was among those who were taken off by helicopter before the ship went down."
)
OTHER = (
    "A council meeting in Westerbrook ended in uproar after a vote on the bridge toll was put off.\n"
    "Drivers had come from all over the valley to hear what they would have to pay next year."
)


def article(key: str, text: str, at: str, **given: Any) -> CheckArticle:
    return CheckArticle(
        key,
        key,
        given.pop("outlet", key),
        None,
        key,
        None,
        given.pop("byline", None),
        text,
        at,
        at,
        **given,
    )


def test_the_later_article_is_the_copy_and_paragraphs_count() -> None:
    first = article("a", BODY, "2031-03-04T08:00:00Z")
    whole = article("b", f"Our own headline.\n{BODY}", "2031-03-04T09:00:00Z")
    partial = article("c", f"{OTHER}\n{BODY.splitlines()[1]}", "2031-03-05T09:00:00Z")
    apart = article("d", OTHER, "2031-03-06T09:00:00Z")
    found = {
        (c.article, c.of): c
        for c in find_copies([partial, apart, whole, first], [[first, whole, partial, apart]])
    }
    assert found["b", "a"].share > 0.9
    assert 0.15 < found["c", "a"].share < 0.6
    assert ("d", "a") not in found
    start, end = found["c", "a"].spans[0]
    assert partial.text[start:end] == BODY.splitlines()[1]


def test_an_agency_is_the_original_whatever_the_clock_says() -> None:
    wire = article("w", BODY, "2031-03-04T09:00:00Z", outlet="Northern News Agency")
    paper = article("p", BODY, "2031-03-04T08:00:00Z")
    assert [(c.article, c.of) for c in find_copies([wire, paper], [[wire, paper]])] == [("p", "w")]


@pytest.mark.parametrize(
    ("given", "agency"),
    [
        ({"byline": "Associated Press"}, "Associated Press"),
        ({"byline": "By Ana Ruiz, Reuters"}, "Reuters"),
        ({"text": "PORT KALDERA (AP) — A ferry sank."}, "Associated Press"),
        ({"text": "PORT KALDERA, March 4 (Reuters) - A ferry sank."}, "Reuters"),
        ({"text": "A ferry sank. (AFP)"}, "Agence France-Presse"),
        ({"byline": "Marren Press Agency"}, "Marren Press Agency"),
        ({"byline": "Ana Ruiz"}, None),
        ({"text": "An ap for phones told Reuters readers of the ferry."}, None),
    ],
)
def test_wire_bylines(given: dict[str, str], agency: str | None) -> None:
    plain = article("a", "A ferry sank.", "2031-03-04T08:00:00Z")
    assert wire_of(replace(plain, **given)) == agency  # type: ignore[arg-type]


def test_two_papers_with_one_wire_are_one_voice(desk: Any) -> None:
    lead = "The ferry Morning Tern capsized off Port Kaldera harbour on Tuesday."
    desk.write("lantern", f"{lead} [12] people were killed.", {}, byline="Reuters")
    desk.write("courier", f"{lead} It left [12] people dead.", {}, byline="Reuters")
    outcome = desk.check()
    figure = desk.figure_of(outcome, "12", "lantern")
    assert (figure.verdict, figure.origin_count, figure.outlet_count) == ("single", 1, 2)


def test_a_family_is_one_voice(desk: Any) -> None:
    lead = "The ferry Morning Tern capsized off Port Kaldera harbour on Tuesday."
    desk.write("lantern", f"{lead} [12] people were killed.", {}, group="Light Papers")
    desk.write("courier", f"{lead} It left [12] people dead.", {}, group="Light Papers")
    figure = desk.figure_of(desk.check(), "12", "lantern")
    assert (figure.verdict, figure.origin_count) == ("single", 1)
