"""Crosscheck between the ledger and the pure functions: rows in, dataclasses through, rows out."""

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from answers import reasons
from claimledger.clock import Clock, stamp
from claimledger.progress import Step
from claimledger.stages import StageReport
from crosscheck.articles import Reach, day_of, reach, sketch_of, telling_terms
from crosscheck.check import crosscheck as check
from crosscheck.figures import SHARED, facets_of, keys_of
from crosscheck.identity import rules_digest
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
from db.neighbours import (
    articles_asking,
    articles_named,
    articles_sharing,
    articles_together,
    claims_of_article,
)
from db.rows import Row
from db.touching import put_in_force, rules_in_force
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
    return [_claim(row, chains.get(row["id"], ())) for row in rows.claims]


def _claim(row: Row, chain: Sequence[CheckHop]) -> LedgerClaim:
    known = {"current": bool(row["current"]), "chain": tuple(chain)}
    return LedgerClaim(**_fields(LedgerClaim, row) | fields_of(row) | known)


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


def reach_of(db: Database, waiting: Sequence[str]) -> Reach:
    """The articles that those waiting can move: their stories, links, and printed questions."""

    def around(article: CheckArticle) -> list[CheckArticle]:
        terms = telling_terms(sketch_of(article))
        return articles_of(articles_sharing(db, terms, day_of(article), article.id))

    def together(article: CheckArticle) -> list[CheckArticle]:
        claims = [_claim(row, ()) for row in claims_of_article(db, article.id)]
        asked = [keys_of(claim, facets_of(claim, article)) for claim in claims]
        asking = articles_asking(db, filter(None, asked), day_of(article), article.id, SHARED)
        return articles_of([*articles_together(db, article.id), *asking])

    return reach(articles_of(articles_named(db, json.dumps(list(waiting)))), around, together)


BATCH = 200
"""Changed articles that are worked through at once, with all that they can move."""


def crosscheck(db: Database, *, clock: Clock, step: Step, rebuild: bool = False) -> StageReport:
    """Lay claims side by side where articles changed, and everywhere when the rules did.

    ``rebuild`` does so everywhere as well. What was begun goes on with the next call.
    """
    now = stamp(clock())
    step("reading the ledger", {})
    rules = rules_digest()
    if rebuild or rules_in_force(db, "crosscheck") != rules:
        put_in_force(db, "crosscheck", rules, now)
    counts: Counter[str] = Counter()
    waiting, done = touched(db), set[str]()
    while waiting:
        chosen, waiting = waiting[:BATCH], waiting[BATCH:]
        left = [key for key in chosen if key not in done]
        if left:
            done |= _check_batch(db, left, now, step, counts)
    return StageReport("crosscheck", dict(counts))


def _check_batch(
    db: Database, waiting: Sequence[str], now: str, step: Step, counts: Counter[str]
) -> set[str]:
    """Crosscheck what some articles can move; returns the articles that were dealt with."""
    found = reach_of(db, waiting)
    batch = [article.id for article in found.articles]
    rows = load_check_batch(db, batch)
    step("comparing", {"articles": len(rows.articles), "claims": len(rows.claims)})
    outcome = conclude(rows, now)
    tables: dict[str, Any] = {
        field.name: _table(field.name, getattr(outcome, field.name))
        for field in dataclasses.fields(outcome)
    }
    checked = CrosscheckRows(
        **tables,
        kin=sorted(found.kin),
        scope_story_ids=[row["id"] for row in rows.stories],
        scope_figure_ids=[row["id"] for row in rows.figures],
        scope_article_ids=batch,
        touched=[*waiting, *batch],
    )
    counts["articles"] += len(rows.articles)
    counts["figures"] += len(outcome.figures)
    counts["conflicts"] += sum(figure.verdict == "conflict" for figure in outcome.figures)
    counts["rows_written"] += store_crosscheck(db, checked, now)
    return {*waiting, *batch}
