"""Crosscheck between the ledger and the pure functions: rows in, dataclasses through, rows out."""

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from answers import reasons
from claimledger.clock import Clock, stamp
from claimledger.engines import Opened, here, in_turn
from claimledger.exits import CommandError
from claimledger.extracting import shard_folder
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
from db.connection import LedgerError
from db.decisions import articles_decided
from db.ids import content_id
from db.ledger import CheckRows, CrosscheckRows, load_check_batch, store_crosscheck, touched
from db.neighbours import (
    articles_asking,
    articles_named,
    articles_sharing,
    articles_together,
    claims_of_article,
)
from db.rows import Row
from db.shards import (
    Engine,
    ShardRow,
    await_shard,
    path_of,
    read_shard,
    sweep,
    write_shard,
)
from db.shards import Outcome as Awaited
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
SHARD = 16
"""Articles a shard, at least: stories that one file of rows comes of."""
SECONDS = 3600.0
"""What one shard may take a worker."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Whole stories for one worker: all that the ledger has of them, and that nothing else moves.

    ``name`` is a digest of the rules, the time and the rows.
    """

    name: str
    rules: str
    now: str
    rows: CheckRows


def make_shard(rows: CheckRows, rules: str, now: str) -> Shard:
    """The shard of these rows."""
    return Shard(content_id(rules, now, repr(rows)), rules, now, rows)


def fill_shard(shard: Shard, folder: Path) -> str:
    """Compare the claims of a shard and write its file. Runs in a worker, here or elsewhere."""
    if rules_digest() != shard.rules:
        raise CommandError("a worker compares by other rules: it needs the same claimledger")
    outcome = conclude(shard.rows, shard.now)
    tables = (
        (field.name, _table(field.name, getattr(outcome, field.name)))
        for field in dataclasses.fields(outcome)
    )
    write_shard(folder, shard.name, [ShardRow(name, json.dumps(rows)) for name, rows in tables])
    return shard.name


def crosscheck(
    db: Database,
    *,
    clock: Clock,
    step: Step,
    rebuild: bool = False,
    opened: Opened = here,
    folder: Path | None = None,
) -> StageReport:
    """Lay claims side by side where articles changed, and everywhere when the rules did.

    ``rebuild`` does so everywhere as well. What was begun goes on with the next call. ``opened``
    opens workers, which write to ``folder``: the rows are the same whoever makes them.
    """
    now = stamp(clock())
    step("reading the ledger", {})
    rules = rules_digest()
    if rebuild or rules_in_force(db, "crosscheck") != rules:
        put_in_force(db, "crosscheck", rules, now)
    waiting, done = touched(db), set[str]()
    work = _Pass(db, rules, now, step, (folder or shard_folder(db)) / "crosscheck")
    if waiting:
        sweep(work.folder)
        with opened(-(-len(waiting) // SHARD)) as engine:
            while waiting:
                chosen, waiting = waiting[:BATCH], waiting[BATCH:]
                left = [key for key in chosen if key not in done]
                if left:
                    done |= work.check(engine, left)
        sweep(work.folder)
        with suppress(OSError):  # shards of the reader lie there
            work.folder.parent.rmdir()
    return StageReport("crosscheck", dict(work.counts))


@dataclass
class _Pass:
    """One pass over what changed: batches, parted into shards, and what comes back taken in."""

    db: Database
    rules: str
    now: str
    step: Step
    folder: Path
    counts: Counter[str] = field(default_factory=Counter)

    def check(self, engine: Engine, waiting: Sequence[str]) -> set[str]:
        """Crosscheck what some articles can move; returns the articles that were dealt with."""
        found = reach_of(self.db, waiting)

        def begin(shard: Shard) -> Awaited[str]:
            return engine.begin(SECONDS, fill_shard, shard, self.folder)

        for shard, outcome in in_turn(engine, self._shards(found), begin):
            self._settle(shard, outcome, found)
        nothing = CrosscheckRows(
            scope_story_ids=(), scope_figure_ids=(), scope_article_ids=(), touched=waiting
        )
        store_crosscheck(self.db, nothing, self.now)
        return {*waiting, *found.followed}

    @cached_property
    def _decided(self) -> list[tuple[str, str]]:
        """Pairs of articles that decisions speak of together: they go to one shard."""
        return [pair for named in articles_decided(self.db) for pair in pairwise(sorted(named))]

    def _shards(self, found: Reach) -> Iterator[Shard]:
        for articles in self._shared_out(found):
            shard = make_shard(load_check_batch(self.db, articles), self.rules, self.now)
            told = {"articles": len(shard.rows.articles), "claims": len(shard.rows.claims)}
            self.step("comparing", told)
            yield shard

    def _shared_out(self, found: Reach) -> Iterator[list[str]]:
        """The articles of a batch for one shard after the other; nothing joins two of them."""
        articles: list[str] = []
        for part in found.parts(self._decided):
            articles += part
            if len(articles) >= SHARD:
                yield sorted(articles)
                articles = []
        if articles:
            yield sorted(articles)

    def _settle(self, shard: Shard, outcome: Awaited[str], found: Reach) -> None:
        """Take a shard in; what no worker could do is done here."""
        error = outcome.exception()
        if isinstance(error, LedgerError | CommandError):
            raise error
        if error is not None:
            fill_shard(shard, self.folder)
        await_shard(self.folder, shard.name)
        tables: dict[str, Any] = {
            row.key: json.loads(row.body) for row in read_shard(self.folder, shard.name)
        }
        articles = [row["id"] for row in shard.rows.articles]
        own = set(articles)
        checked = CrosscheckRows(
            **tables,
            kin=sorted(pair for pair in found.kin if not own.isdisjoint(pair)),
            scope_story_ids=[row["id"] for row in shard.rows.stories],
            scope_figure_ids=[row["id"] for row in shard.rows.figures],
            scope_article_ids=articles,
            touched=sorted(own & found.followed),
        )
        self.counts["articles"] += len(articles)
        self.counts["figures"] += len(checked.figures)
        self.counts["conflicts"] += sum(row["verdict"] == "conflict" for row in checked.figures)
        self.counts["rows_written"] += store_crosscheck(self.db, checked, self.now)
        path_of(self.folder, shard.name).unlink(missing_ok=True)
