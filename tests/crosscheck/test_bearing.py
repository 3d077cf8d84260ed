"""Does a page bear a number out: the same one, another one for its question, or none?"""

from typing import Any

import pytest

from crosscheck.bearing import Finding, bearing
from tests.crosscheck.conftest import Desk

PERCENT: dict[str, Any] = {"kind": "percent", "unit": "percent"}


@pytest.mark.parametrize(
    ("says", "page", "given", "finding"),
    [
        ("The mine employed [348] people, a report says.",
         "The mine employed [348] people last year.", {}, Finding.SAME),
        ("The blast injured [73] people, a notice says.",
         "The blast injured [37] people at the mill.", {}, Finding.ANOTHER),
        ("The blast injured [73] people, a notice says.",
         "The garden club has [912] members in all.", {}, Finding.NONE),
        ("Unemployment was [6.1 percent] in May.",
         "Unemployment was [6.1 per cent] in May.", PERCENT, Finding.SAME),
    ],
)  # fmt: skip
def test_what_a_page_says(
    desk: Desk, says: str, page: str, given: dict[str, Any], finding: Finding
) -> None:
    article = desk.write("echo", says, dict(given))
    cited = desk.write("office", page, dict(given))
    claims = [c for c in desk.claims if c.article_id == article.id]
    printed = [c for c in desk.claims if c.article_id == cited.id]
    found = bearing(article, claims, cited, printed)
    assert [one.finding for one in found.values()] == [finding]
    shown = [one.claim and one.claim.id for one in found.values()]
    assert shown == ([c.id for c in printed] if finding is not Finding.NONE else [None])


def test_a_page_without_numbers_bears_nothing_out(desk: Desk) -> None:
    article = desk.write("echo", "The mine employed [348] people.", {})
    cited = desk.write("office", "Visitors leave their coats in the hall.")
    found = bearing(article, desk.claims, cited, [])
    assert [one.finding for one in found.values()] == [Finding.NONE]
