from collections.abc import Callable
from typing import Any

import pytest

from crosscheck.articles.revisions import noted
from crosscheck.model import CheckVersion, Prior
from terms.enums import Region
from terms.model import TextRegion

FERRY = "The ferry Morning Tern capsized off Port Kaldera harbour in heavy seas on Tuesday."


def test_an_edit_is_aligned_by_its_sentence(desk: Any) -> None:
    before = f"{FERRY} [36] people were hurt. It carried [212] passengers."
    after = f"{FERRY} It carried [212] passengers when it left. [63] people were hurt."
    article = desk.write("lantern", before, {}, {})
    desk.rewrite(article, before, after, {}, {})
    outcome = desk.check()
    quotes = {c.id: c.quote for c in desk.claims}
    assert [(quotes[r.old_claim], quotes[r.new_claim], r.noted) for r in outcome.revisions] == [
        ("36", "63", False)
    ]


def test_a_correction_notice_is_noted(desk: Any) -> None:
    before, after = f"{FERRY} [36] people were hurt.", f"{FERRY} [63] people were hurt."
    article = desk.write("lantern", before, {})
    desk.rewrite(
        article, before, after, {}, notice="\n\nCorrection: an earlier version gave another number."
    )
    assert [r.noted for r in desk.check().revisions] == [True]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Plain.", "Plain.", False),
        ("Plain.", "Plain. This article was amended on Tuesday.", True),
        ("This story has been updated.", "This story has been updated.", False),
        ("Plain.", "Plain. Clarification: the fee was lower.", True),
    ],
)
def test_notices(old: str, new: str, expected: bool) -> None:
    versions = [
        CheckVersion(str(n), "a", n, "2031-03-04", text) for n, text in ((1, old), (2, new))
    ]
    assert noted(*versions) is expected


def test_a_live_blog_changes_in_the_open() -> None:
    live = (TextRegion(0, 6, Region.LIVEBLOG),)
    old, new = (CheckVersion(str(n), "a", n, "2031-03-04", "Plain.", 0, live) for n in (1, 2))
    assert noted(old, new)


def test_an_unchanged_number_under_a_new_version_keeps_its_figure(desk: Any) -> None:
    before, after = f"{FERRY} [36] people were hurt.", f"Late news. {FERRY} [36] people were hurt."
    article = desk.write("lantern", before, {})
    first = desk.check()
    desk.rewrite(article, before, after, {})
    prior = [
        Prior(
            f.id,
            frozenset(c.claim_id for c in first.figure_claims if c.figure_id == f.id),
            f.verdict,
            f.severity,
            f.changed_at,
            f.first_seen_at,
        )
        for f in first.figures
    ]
    second = desk.check(prior=prior)
    assert [f.id for f in second.figures] == [f.id for f in first.figures]
    assert not second.revisions
    assert not second.figure_history


def test_a_conflict_that_an_edit_resolves_becomes_updated(new_desk: Callable[[], Any]) -> None:
    by = {"by": "Port Hospital"}
    before, after = f"{FERRY} [36] people were hurt.", f"{FERRY} [63] people were hurt."
    desk = new_desk()
    desk.write("courier", f"{FERRY} [63] people were hurt.", by, at="2031-03-04T06:00:00Z")
    article = desk.write("lantern", before, by)
    first = desk.check()
    assert [f.verdict for f in first.figures] == ["conflict"]
    desk.rewrite(article, before, after, by)
    prior = [
        Prior(
            f.id,
            frozenset(c.claim_id for c in first.figure_claims),
            f.verdict,
            f.severity,
            f.changed_at,
            f.first_seen_at,
        )
        for f in first.figures
    ]
    second = desk.check(prior=prior)
    (figure,) = second.figures
    assert (figure.id, figure.verdict) == (first.figures[0].id, "updated")
    assert [row.verdict for row in second.figure_history] == ["updated"]
