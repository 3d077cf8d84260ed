"""Crosscheck between the ledger and the pure functions: rows in, dataclasses through, rows out."""

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from answers import reasons
from claimledger.clock import Clock, stamp
from claimledger.progress import Step
from claimledger.stages import StageReport
from crosscheck.articles import day_of, reach, sketch_of, telling_terms
from crosscheck.check import crosscheck as check
from crosscheck.model import (
    CheckArticle,
    CheckHop,
    CheckVersion,
    Decision,
    Facts,
    LedgerClaim,
    Outcome,
    Prior,
)
from crosscheck.relations.facts import to_json
from db.ledger import CheckRows, CrosscheckRows, load_check_batch, store_crosscheck, touched
from db.neighbours import articles_named, articles_sharing, articles_together
from terms.enums import Region
from terms.model import TextRegion
from terms.rows import fields_of


def _fields(kind: type[Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row that are fields of a dataclass."""
    return {field.name: row[field.name] for field in dataclasses.fields(kind) if field.name in row}


def articles_of(rows: Iterable[Mapping[str, Any]]) -> list[CheckArticle]:
    """Articles as the crosscheck takes them."""
    return [CheckArticle(**_fields(CheckArticle, row)) for row in rows]


def claims_of(rows: CheckRows) -> list[LedgerClaim]:
    """Claims with their source chains as the crosscheck takes them."""
    chains: dict[str, list[CheckHop]] = {}
    for hop in rows.attributions:
        chains.setdefault(hop["claim_id"], []).append(CheckHop(**_fields(CheckHop, hop)))
    return [
        LedgerClaim(
            **_fields(LedgerClaim, row)
            | fields_of(row)
            | {"current": bool(row["current"]), "chain": tuple(chains.get(row["id"], ()))}
        )
        for row in rows.claims
    ]


def _versions(rows: CheckRows) -> list[CheckVersion]:
    regions: dict[str, list[TextRegion]] = {}
    for row in rows.regions:
        region = TextRegion(row["start"], row["end"], Region(row["kind"]))
        regions.setdefault(row["version_id"], []).append(region)
    return [
        CheckVersion(**_fields(CheckVersion, row), regions=tuple(regions.get(row["id"], ())))
        for row in rows.versions
    ]


def _priors(rows: CheckRows) -> list[Prior]:
    claims: dict[str, set[str]] = {}
    for row in rows.figure_claims:
        claims.setdefault(row["figure_id"], set()).add(row["claim_id"])
    return [
        Prior(**_fields(Prior, row), claim_ids=frozenset(claims.get(row["id"], ())))
        for row in rows.figures
    ]


_SENTENCES: Mapping[str, tuple[str, Callable[[str, Facts], str]]] = {
    "relations": ("rule", reasons.relation),
    "figure_history": ("rule", reasons.relation),
    "implications": ("formula", reasons.implied),
}
"""The tables whose rows say why: the column that names the rule, and what words it."""


def _table(name: str, rows: Iterable[Any]) -> list[dict[str, object]]:
    """The rows of a table as the ledger takes them, with the reason in words beside its facts."""
    found = [dataclasses.asdict(row) for row in rows]
    if name in _SENTENCES:
        rule, worded = _SENTENCES[name]
        for row in found:
            row["reason"] = worded(row[rule], row["facts"])
            row["facts"] = to_json(row["facts"])
    return found


def conclude(rows: CheckRows, now: str) -> Outcome:
    """What the crosscheck makes of rows of the ledger at a time."""
    return check(
        articles_of(rows.articles),
        claims_of(rows),
        prior=_priors(rows),
        decisions=[Decision(**_fields(Decision, row)) for row in rows.decisions],
        versions=_versions(rows),
        now=now,
    )


def batch_of(db: Database, waiting: Sequence[str]) -> list[str]:
    """The articles that those waiting can move: their stories, and what they are linked with."""

    def around(article: CheckArticle) -> list[CheckArticle]:
        terms = telling_terms(sketch_of(article))
        return articles_of(articles_sharing(db, terms, day_of(article), article.id))

    touched_now = articles_of(articles_named(db, json.dumps(list(waiting))))
    found = reach(touched_now, around, lambda key: articles_of(articles_together(db, key)))
    return [article.id for article in found]


def crosscheck(db: Database, *, clock: Clock, step: Step, rebuild: bool = False) -> StageReport:
    """Lay claims side by side where articles changed; ``rebuild`` does so everywhere."""
    waiting = touched(db)
    if not waiting and not rebuild:
        return StageReport("crosscheck")
    step("reading the ledger", {})
    now = stamp(clock())
    batch = None if rebuild else batch_of(db, waiting)
    rows = load_check_batch(db, batch)
    step("comparing", {"articles": len(rows.articles), "claims": len(rows.claims)})
    outcome = conclude(rows, now)
    tables: dict[str, Any] = {
        field.name: _table(field.name, getattr(outcome, field.name))
        for field in dataclasses.fields(outcome)
    }
    scope: dict[str, Any] = {}
    if batch is not None:
        scope = {
            "scope_story_ids": [row["id"] for row in rows.stories],
            "scope_figure_ids": [row["id"] for row in rows.figures],
            "scope_article_ids": batch,
            "touched": waiting,
        }
    written = store_crosscheck(db, CrosscheckRows(**tables, **scope), now)
    return StageReport(
        "crosscheck",
        {
            "articles": len(rows.articles),
            "figures": len(outcome.figures),
            "conflicts": sum(figure.verdict == "conflict" for figure in outcome.figures),
            "rows_written": written,
        },
    )
