"""Crosscheck between the ledger and the pure functions: rows in, dataclasses through, rows out."""

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
from crosscheck.articles import Chance, Part, Reach, day_of, reach, sketch_of, telling_terms
from crosscheck.check import crosscheck as check
from crosscheck.decisions import rulings
from crosscheck.figures import SHARED, facets_of, keys_of
from crosscheck.identity import rules_digest
from crosscheck.meaning import known_meaning
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
from db.decisions import all_decisions, articles_decided
from db.ids import content_id
from db.ledger import CheckRows, CrosscheckRows, load_check_batch, store_crosscheck, touched
from db.neighbours import (
    articles_asking,
    articles_named,
    articles_sharing,
    claims_of_article,
    figure_mates,
    links_of,
    publication_dates,
    story_mates,
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
from terms.fields import defaults_of
from terms.model import TextRegion
from terms.rows import fields_of


def _fields(kind: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row that are fields of a dataclass."""
    return {name: row[name] for name, _ in defaults_of(kind) if name in row}


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
    known = {"current": bool(row["current"]), "chain": tuple(chain), "meaning": known_meaning(row)}
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


def decision_of(row: Row) -> Decision:
    """A decision as the crosscheck takes it."""
    return Decision(**_fields(Decision, row))


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


def conclude(rows: CheckRows, stories: Part, now: str) -> Outcome:
    """What the crosscheck makes of rows of the ledger, whose stories are known, at a time."""
    there = {row["id"] for row in rows.articles}
    return check(
        articles_of(rows.articles),
        claims_of(rows),
        prior=_priors(rows),
        decisions=[decision_of(row) for row in rows.decisions],
        versions=_versions(rows),
        now=now,
        stories=[held for story in stories if (held := [key for key in story if key in there])],
    )


@dataclass(frozen=True, slots=True)
class Around:
    """What a ledger knows of the articles around one; ``waiting`` are those that changed."""

    db: Database
    waiting: Collection[str]

    def named(self, keys: Iterable[str]) -> list[CheckArticle]:
        return articles_of(articles_named(self.db, keys))

    def published(self, keys: Iterable[str]) -> Mapping[str, str | None]:
        return publication_dates(self.db, keys)

    def is_new(self, key: str) -> bool:
        return key in self.waiting

    def around(self, article: CheckArticle) -> list[str]:
        terms = telling_terms(sketch_of(article))
        return articles_sharing(self.db, terms, day_of(article), article.id)

    def links(self, key: str) -> Mapping[str, Chance]:
        return {other: Chance(link, kin) for other, link, kin in links_of(self.db, key)}

    def mates(self, key: str) -> Sequence[str]:
        return story_mates(self.db, key)

    def answering(self, key: str) -> list[str]:
        found = figure_mates(self.db, key)
        claims = [_claim(row, ()) for row in claims_of_article(self.db, key)]
        for article in self.named([key]) if claims else ():
            asked = [keys_of(claim, facets_of(claim, article)) for claim in claims]
            some = list(filter(None, asked))
            found += articles_asking(self.db, some, day_of(article), key, SHARED)
        return found


BATCH = 500
"""Changed articles that are worked through at once, with all that they can move: workers idle while
the last shards of a batch are compared, and when the next one's stories are found."""
SHARD = 16
"""Articles a shard, at least: stories that one file of rows comes of."""
SECONDS = 3600.0
"""What one shard may take a worker."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Whole stories for one worker, in parts: all that the ledger has of them.

    Of what is concluded of a part nothing else moves anything, also what lies in one shard with it.
    ``name`` is a digest of the rules, the time, the parts and the rows.
    """

    name: str
    rules: str
    now: str
    parts: tuple[Part, ...]
    rows: CheckRows


def make_shard(rows: CheckRows, parts: Sequence[Part], rules: str, now: str) -> Shard:
    """The shard of these rows."""
    return Shard(content_id(rules, now, repr((parts, rows))), rules, now, tuple(parts), rows)


def check_rules(rules: str) -> None:
    """Raise ``CommandError`` where a worker has other rules than those of this digest."""
    if rules_digest() != rules:
        raise CommandError("a worker compares by other rules: it needs the same claimledger")


def fill_shard(shard: Shard, folder: Path) -> str:
    """Compare the claims of a shard and write its file. Runs in a worker, here or elsewhere."""
    check_rules(shard.rules)
    tables: dict[str, list[dict[str, object]]] = {f.name: [] for f in dataclasses.fields(Outcome)}
    for part in shard.parts:
        alone = shard.rows.of({key for story in part for key in story})
        outcome = conclude(alone, part, shard.now)
        for name, found in tables.items():
            found += _table(name, getattr(outcome, name))
    rows = [ShardRow(name, json.dumps(found)) for name, found in tables.items()]
    write_shard(folder, shard.name, rows)
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
    queue = touched(db)
    work = _Pass(db, rules, now, step, (folder or shard_folder(db)) / "crosscheck", set(queue))
    if queue:
        sweep(work.folder)
        with opened(-(-len(queue) // SHARD)) as engine:
            for _ in range(engine.ahead):  # workers load the code while stories are found
                engine.begin(SECONDS, check_rules, rules)
            while queue:
                chosen, queue = queue[:BATCH], queue[BATCH:]
                left = [key for key in chosen if key in work.waiting]
                if left:
                    work.check(engine, left, queue[:BATCH])
        sweep(work.folder)
        with suppress(OSError):  # shards of the reader lie there
            work.folder.parent.rmdir()
    return StageReport("crosscheck", dict(work.counts))


def shared_out(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts for one shard after the other, so many that each has enough articles."""
    some: list[Part] = []
    for part in parts:
        some.append(part)
        if sum(len(story) for one in some for story in one) >= SHARD:
            yield some
            some = []
    if some:
        yield some


@dataclass
class _Pass:
    """One pass over what changed: batches, parted into shards, and what comes back taken in."""

    db: Database
    rules: str
    now: str
    step: Step
    folder: Path
    waiting: set[str]
    """The articles that changed and were not dealt with."""
    counts: Counter[str] = field(default_factory=Counter)

    def check(self, engine: Engine, batch: Sequence[str], after: Sequence[str]) -> None:
        """Crosscheck what some articles can move; they wait no longer, and who was followed.

        While workers compare, what the articles ``after`` them are about is looked at.
        """
        ruled = rulings([decision_of(row) for row in all_decisions(self.db)], {})
        found = reach(
            batch, Around(self.db, self.waiting), ruled.same_story, ruled.other_story, self._decided
        )

        def begin(shard: Shard) -> Awaited[str]:
            return engine.begin(SECONDS, fill_shard, shard, self.folder)

        for number, (shard, outcome) in enumerate(in_turn(engine, self._shards(found), begin)):
            if number == 0:
                for article in articles_of(articles_named(self.db, after)):
                    sketch_of(article)
            self._settle(shard, outcome, found)
        nothing = CrosscheckRows(
            scope_story_ids=(), scope_figure_ids=(), scope_article_ids=(), touched=batch
        )
        store_crosscheck(self.db, nothing, self.now)
        self.waiting -= {*batch, *found.followed}

    @cached_property
    def _decided(self) -> list[tuple[str, str]]:
        """Pairs of articles that decisions speak of together: they are of one part."""
        return [pair for named in articles_decided(self.db) for pair in pairwise(sorted(named))]

    def _shards(self, found: Reach) -> Iterator[Shard]:
        for parts in shared_out(found.parts):
            articles = sorted(key for part in parts for story in part for key in story)
            shard = make_shard(load_check_batch(self.db, articles), parts, self.rules, self.now)
            told = {"articles": len(shard.rows.articles), "claims": len(shard.rows.claims)}
            self.step("comparing", told)
            yield shard

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
            kin=found.kin(own),
            links=found.weighed(own),
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
