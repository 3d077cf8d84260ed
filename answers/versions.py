"""Two versions of an article side by side, paragraph by paragraph, with what changed marked."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries import articles
from answers.queries.rows import Connection, Row
from answers.shapes import Answer

PARAGRAPHS = 400
"""Paragraphs of a version that are compared."""

WORDS = 1500
"""Words of a paragraph that are compared one by one; longer ones are shown as replaced whole."""

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Piece = tuple[str, bool]
"""Words, and whether they stand on this side only."""


def page(conn: Connection, asked: Parameters, article_id: str) -> Answer:
    """The differences of two versions, by default the latest two.

    On a public server there are no texts: only the numbers that changed, with their sentences.
    """
    row = articles.article(conn, article_id)
    if row is None:
        raise NotThere("There is no article with this id in the ledger.")
    versions = articles.versions(conn, article_id)
    if len(versions) < 2:
        raise NotThere("Only one version of this article is in the ledger.")
    last = versions[-1]["number"]
    new = numbered(versions, asked.whole("new", last, 1, 1_000_000))
    old = numbered(versions, asked.whole("old", max(1, new["number"] - 1), 1, 1_000_000))
    between = [
        item
        for item in articles.revisions(conn, article_id)
        if old["number"] < item["new_number"] <= new["number"]
    ]
    rows = []
    if not asked.public:
        rows = side_by_side(articles.text(conn, old["id"]), articles.text(conn, new["id"]))
    return {
        "kind": "versions",
        "id": article_id,
        "title": row["title"] or row["url"],
        "outlet": row["outlet"],
        "outlet_id": row["outlet_id"],
        "numbers": [version["number"] for version in versions],
        "old": {"number": old["number"], "seen_at": old["seen_at"]},
        "new": {"number": new["number"], "seen_at": new["seen_at"]},
        "revisions": between,
        "text_hidden": asked.public,
        "rows": rows,
    }


def numbered(versions: Sequence[Row], number: int) -> Row:
    """The version with this number. Raises ``WrongParameter``."""
    for version in versions:
        if version["number"] == number:
            return version
    raise WrongParameter(
        f"The article has no version {number}; it has 1 to {versions[-1]['number']}."
    )


def side_by_side(old: str, new: str) -> list[dict[str, Any]]:
    """Rows of two cells, each a list of ``Piece``; runs of equal paragraphs are only counted."""
    before = [part for part in old.split("\n\n") if part.strip()][:PARAGRAPHS]
    after = [part for part in new.split("\n\n") if part.strip()][:PARAGRAPHS]
    rows: list[dict[str, Any]] = []
    for tag, i, j, k, n in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            rows.append({"same": j - i, "old": [], "new": []})
            continue
        for index in range(max(j - i, n - k)):
            left = before[i + index] if i + index < j else ""
            right = after[k + index] if k + index < n else ""
            pieces = words_apart(left, right)
            rows.append({"same": 0, "old": pieces[0], "new": pieces[1]})
    return rows


def words_apart(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both paragraphs in pieces; what stands on one side only is flagged.

    >>> words_apart("Nine died.", "Ten died.")
    ([('Nine', True), (' died.', False)], [('Ten', True), (' died.', False)])
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > WORDS:
        return [(old, True)], [(new, True)]
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, n in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        differs = tag != "equal"
        if j > i:
            left.append(("".join(before[i:j]), differs))
        if n > k:
            right.append(("".join(after[k:n]), differs))
    return left, right
