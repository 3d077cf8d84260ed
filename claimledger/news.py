"""What a run found that was not known before, in a few lines."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from answers import words
from answers.cards import cards
from answers.queries import figures, home
from answers.queries.rows import Row
from answers.shapes import Card
from claimledger.clock import stamp
from claimledger.ledgers import opened
from claimledger.stages import StageReport

LINES = 20
"""Conflicts and edits told one by one; the others are counted."""


def mark(moment: datetime) -> str:
    """The time from which on something counts as new."""
    return stamp(moment)


def since(database: Path, start: str, reports: Sequence[StageReport]) -> list[str]:
    """Lines that tell what came since ``start``: conflicts, silent edits, problems."""
    with opened(database) as db:
        conn = db.conn
        wanted = figures.Wanted(["conflict"], since=start)
        found = figures.cards(conn, wanted, sort="severity", limit=LINES)
        lines = [_conflict(card) for card in cards(conn, found)]
        total = figures.count(conn, wanted)
        edits = [row for row in home.silent_edits(conn, limit=LINES) if row["seen_at"] >= start]
    if total > len(found):
        lines.append(f"and {total - len(found)} more conflicts: claimledger conflicts")
    lines += [edit_line(row) for row in edits]
    problems = sum(report.problems for report in reports)
    if problems:
        lines.append(f"{words.plural(problems, 'new problem')}: claimledger status --problems")
    return lines


def _conflict(card: Card) -> str:
    sides = " | ".join(
        f"{side['called']} ({', '.join(side['outlets'] + side['copies']) or 'nobody now'})"
        for side in card["sides"]
    )
    return f"{card['verdict']['word']}  {card['label']}: {sides}"


def edit_line(row: Row) -> str:
    """One line about a number that changed in place."""
    return (
        f"changed   {row['outlet']}: {row['old_quote']} became {row['new_quote']} "
        f"without a notice in {row['title'] or row['url']}"
    )
