"""Reviewers' decisions about a figure, its claims and relations: what a form asks for.

Off unless the configuration names reviewers; who they are is Datasette's authentication to say.
The next crosscheck takes the decisions as given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from answers import review
from answers.actions import ON_CLAIM, ON_FIGURE, ON_RELATION
from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries import figures
from answers.queries.rows import Connection
from answers.words import VERDICTS
from crosscheck.answered import UNDONE
from db.decisions import decide
from explore.forms import Form, Wish

if TYPE_CHECKING:
    from sqlite_utils import Database

NOTE_LENGTH = 1000


def about_figure(conn: Connection, asked: Parameters, form: Form, figure_id: str) -> Wish:
    """``POST /figures/ID/decide``: one decision about the figure, a claim or a relation of it."""
    subject, action, note = decision(conn, figure_id, form)
    return Wish(
        lambda db, reviewer, at: decide(db, reviewer, subject, action, at, note),
        f"/figures/{figure_id}?decided=1#decisions",
    )


def answer(conn: Connection, asked: Parameters, form: Form) -> Wish:
    """``POST /review/answer``: how two claims stand to each other."""
    action = form.get("answer", "")
    subject = review.answer(
        conn, form.get("a", ""), form.get("b", ""), action, asked.reviewer or ""
    )
    note = form.get("note", "").strip()[:NOTE_LENGTH] or None

    def write(db: Database, reviewer: str, at: str) -> None:
        if subject is not None:  # sent twice: it stands so already
            decide(db, reviewer, subject, action, at, note)

    return Wish(write, "/review")


def undo(conn: Connection, asked: Parameters, form: Form) -> Wish:
    """``POST /review/undo``: take back what one answered last, and see that pair again."""
    subject = review.last_subject(conn, asked.reviewer or "")
    first, second = (part.partition(":")[2] for part in subject.split())
    return Wish(
        lambda db, reviewer, at: decide(db, reviewer, subject, UNDONE, at),
        f"/review?a={first}&b={second}",
    )


def decision(
    conn: Connection, figure_id: str, form: Mapping[str, str]
) -> tuple[str, str, str | None]:
    """Subject, action and note that a form asks for; raises ``WrongParameter`` or ``NotThere``."""
    if figures.figure(conn, figure_id) is None:
        raise NotThere("There is no figure with this id in the ledger.")
    action = form.get("action", "")
    note = form.get("note", "").strip()[:NOTE_LENGTH] or None
    about = form.get("about", "")
    if about == "claim":
        return _about_claim(conn, figure_id, form.get("claim", ""), action, note)
    if about == "relation":
        return _about_relation(conn, figure_id, form.get("relation", ""), action, note)
    if about != "figure" or action not in ON_FIGURE:
        raise WrongParameter("The form does not say what is decided about what.")
    if action == "verdict":
        verdict = form.get("verdict", "")
        if verdict not in VERDICTS:
            raise WrongParameter(f"A verdict is one of {', '.join(VERDICTS)}.")
        return f"figure:{figure_id}", action, f"{verdict} {note or ''}".strip()
    if action == "same_figure":
        other = form.get("other", "").strip().rpartition("/")[2]
        ours, theirs = _claims(conn, figure_id), _claims(conn, other)
        if other == figure_id or not ours or not theirs:
            raise WrongParameter("Name another figure of the ledger, by its id or address.")
        return f"claim:{ours[0]} claim:{theirs[0]}", action, note
    return f"figure:{figure_id}", action, _needed(note)


def _about_claim(
    conn: Connection, figure_id: str, claim_id: str, action: str, note: str | None
) -> tuple[str, str, str | None]:
    claims = _claims(conn, figure_id)
    if claim_id not in claims or action not in ON_CLAIM:
        raise WrongParameter("Choose one of the figure's claims and what is to be said of it.")
    if action == "other_figure":
        rest = [other for other in claims if other != claim_id]
        if not rest:
            raise WrongParameter("The figure has no other claim to split this one from.")
        return f"claim:{claim_id} claim:{rest[0]}", action, note
    return f"claim:{claim_id}", action, _needed(note) if action == "note" else note


def _about_relation(
    conn: Connection, figure_id: str, pair: str, action: str, note: str | None
) -> tuple[str, str, str | None]:
    known = {
        f"{row['reading_a']} {row['reading_b']}" for row in figures.relations(conn, [figure_id])
    }
    if pair not in known or action not in ON_RELATION:
        raise WrongParameter("Choose one of the figure's relations and whether it holds.")
    first, second = pair.split(" ")
    subject = f"reading:{first} reading:{second}"
    return subject, action, _needed(note) if action == "note" else note


def _claims(conn: Connection, figure_id: str) -> list[str]:
    """The figure's claims, the first printed first."""
    return [row["id"] for row in reversed(figures.claims(conn, figure_id))]


def _needed(note: str | None) -> str:
    if note is None:
        raise WrongParameter("A note needs words.")
    return note
