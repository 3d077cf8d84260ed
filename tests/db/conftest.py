"""A small ledger to write into, and builders of what is written; the story is invented."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import connect
from db.crawl import ArticlePage, OutletRow, store_article, upsert_outlets
from db.ledger import CrosscheckRows, store_crosscheck, store_extraction
from terms.enums import Kind, Region, Role, SourceClass
from terms.model import Claim, Entity, Extraction, Hop, Mention


class Ferry:
    """The story of a ferry fire, as one outlet tells it."""

    noon = "2031-05-04T12:00:00Z"
    later = "2031-05-05T12:00:00Z"
    latest = "2031-05-06T12:00:00Z"
    url = "https://harbour-post.example/2031/ferry"
    outlet_id = "the-harbour-post"
    text = "Ferry fire hurts 12\n\nTwelve people were hurt, the coast guard said. Smoke cost $3m."
    outlet_hop = Hop(Role.OUTLET, "The Harbour Post", SourceClass.OUTLET)

    def page(self, **fields: object) -> ArticlePage:
        """The article's page; ``headline_end`` follows the text."""
        text = str(fields.get("text", self.text))
        plain = ArticlePage(
            url=self.url,
            outlet_id=self.outlet_id,
            title=text.split("\n")[0],
            byline=None,
            language="en",
            published_at="2031-05-04T09:30:00Z",
            published_zone="Pacific/Auckland",
            modified_at=None,
            seen_at=self.noon,
            paywalled=None,
            text=text,
            headline_end=text.index("\n"),
        )
        return replace(plain, **fields)

    def claim(self, quote: str, value: float, text: str | None = None, **fields: object) -> Claim:
        """A claim on ``quote`` where it first stands in the text."""
        text = text or self.text
        start = text.index(quote)
        plain = Claim(
            sentence=text,
            sentence_start=0,
            start=start,
            end=start + len(quote),
            quote=quote,
            region=Region.BODY,
            kind=Kind.COUNT,
            value=value,
            low=value,
            high=value,
            p_low=value,
            p_high=value,
            unit="people",
            measure="people hurt",
            chain=(self.outlet_hop,),
        )
        return replace(plain, **fields)

    def guard_hop(self, entity: int | None = 0, text: str | None = None) -> Hop:
        """The hop of the coast guard, as an origin; ``entity`` is its index."""
        start = (text or self.text).index("the coast guard")
        return Hop(
            Role.ORIGIN,
            "Coast Guard",
            SourceClass.BODY,
            start,
            start + len("the coast guard"),
            "said",
            entity=entity,
            rule="trailing-clause",
            confidence=0.9,
        )

    def extraction(self, extractor: str = "test 1", text: str | None = None) -> Extraction:
        """Two claims: the hurt, on the coast guard's word, and the cost, on the outlet's own."""
        text = text or self.text
        start = text.index("the coast guard")
        mention = Mention(start, start + 15, "the coast guard")
        return Extraction(
            extractor,
            entities=(Entity("Coast Guard", "body", "NZ", (mention,), "same name"),),
            claims=(
                self.claim("Twelve", 12, text, chain=(self.guard_hop(0, text), self.outlet_hop)),
                self.claim("$3m", 3e6, text, kind=Kind.MONEY, unit="NZD", measure="cost of smoke"),
            ),
        )


@pytest.fixture
def ferry() -> Ferry:
    return Ferry()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """A ledger that knows one outlet."""
    database = connect(path)
    upsert_outlets(
        database,
        [OutletRow("The Harbour Post", ("harbour-post.example",), country="NZ", language="en")],
    )
    yield database
    database.close()


@pytest.fixture
def version(db: Database, ferry: Ferry) -> str:
    """The version of the ferry article, stored and not yet read."""
    return store_article(db, ferry.page(), None).version_id


@pytest.fixture
def claims(db: Database, ferry: Ferry, version: str) -> dict[str, str]:
    """The ferry article, read: ids of its claims by quote."""
    store_extraction(db, version, ferry.extraction(), ferry.noon)
    return dict(db.execute("SELECT quote, id FROM claims").fetchall())


@pytest.fixture
def snapshot():
    """A function that gives all rows of all tables, to see whether anything changed."""

    def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
        names = [name for name in database.table_names() if not re.search("_fts_|_stat", name)]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}

    return rows


class Dispute:
    """Two outlets that print different numbers of people hurt, and what crosscheck made of it."""

    other_url = "https://valley.example/ferry"
    other_text = "Ferry fire hurts 21\n\nTwenty-one people were hurt on the ferry."

    def __init__(self, db: Database, ferry: Ferry) -> None:
        self.db, self.ferry = db, ferry
        upsert_outlets(db, [OutletRow("Valley Times", ("valley.example",), group_name="Valley")])
        first = store_article(db, ferry.page(), None)
        second = store_article(
            db,
            ferry.page(url=self.other_url, outlet_id="valley-times", text=self.other_text),
            None,
        )
        other = Extraction(
            "test 1",
            claims=(
                ferry.claim("Twenty-one", 21, self.other_text, chain=()),
                ferry.claim("21", 21, self.other_text, region=Region.HEADLINE, chain=()),
            ),
        )
        store_extraction(db, first.version_id, ferry.extraction(), ferry.noon)
        store_extraction(db, second.version_id, other, ferry.noon)
        self.articles = (first.article_id, second.article_id)
        self.claims: dict[str, str] = dict(db.execute("SELECT quote, id FROM claims").fetchall())

    def rows(self, **fields: object) -> CrosscheckRows:
        """What crosscheck concludes: one story, one figure in conflict, two readings."""
        guard = self.db.execute("SELECT id FROM entities").fetchone()[0]
        figure = {
            "id": "f1",
            "story_id": "s1",
            "label": "people hurt in the ferry fire",
            "measure": "people hurt",
            "unit": "people",
            "place": None,
            "population": None,
            "period_start": None,
            "period_end": None,
            "low": 12,
            "high": 21,
            "verdict": "conflict",
            "severity": 0.56,
            "article_count": 2,
            "outlet_count": 2,
            "origin_count": 2,
            "copy_count": 0,
            "first_seen_at": self.ferry.noon,
            "changed_at": self.ferry.noon,
        }
        reading = {
            "id": "r1",
            "figure_id": "f1",
            "value": 12,
            "low": 12,
            "high": 12,
            "unit": "people",
            "qualifier": "exact",
            "origin_id": guard,
            "as_of": None,
            "status": "stated",
            "first_at": self.ferry.noon,
            "last_at": self.ferry.noon,
            "claim_count": 1,
            "voice_count": 1,
        }
        plain = CrosscheckRows(
            stories=[
                {
                    "id": "s1",
                    "label": "Ferry fire",
                    "first_seen_at": self.ferry.noon,
                    "last_seen_at": self.ferry.noon,
                }
            ],
            story_articles=[{"story_id": "s1", "article_id": article} for article in self.articles],
            figures=[figure],
            figure_history=[
                {
                    "figure_id": "f1",
                    "at": self.ferry.noon,
                    "verdict": "conflict",
                    "severity": 0.56,
                    "reason": "12 against 21",
                }
            ],
            readings=[
                reading,
                {**reading, "id": "r2", "value": 21, "low": 21, "high": 21, "origin_id": None},
            ],
            figure_claims=[
                {"figure_id": "f1", "claim_id": self.claims[quote], "reading_id": answer}
                for quote, answer in (("Twelve", "r1"), ("Twenty-one", "r2"), ("21", "r2"))
            ],
            relations=[
                {
                    "figure_id": "f1",
                    "reading_a": "r1",
                    "reading_b": "r2",
                    "relation": "misquote",
                    "possible": False,
                    "rule": "transposed",
                    "reason": "12 and 21 have their digits swapped",
                    "severity": 0.56,
                }
            ],
            implications=[
                {
                    "id": "i1",
                    "figure_id": "f1",
                    "value": 33,
                    "low": 33,
                    "high": 33,
                    "unit": "people",
                    "period_start": None,
                    "period_end": None,
                    "inputs": json.dumps([self.claims["Twelve"], self.claims["21"]]),
                    "formula": "a + b",
                    "reason": "12 + 21",
                }
            ],
        )
        return replace(plain, **fields)


@pytest.fixture
def dispute(db: Database, ferry: Ferry) -> Dispute:
    return Dispute(db, ferry)


@pytest.fixture
def judged(dispute: Dispute) -> Dispute:
    """The dispute with crosscheck's conclusions in the ledger."""
    store_crosscheck(dispute.db, dispute.rows(), dispute.ferry.noon)
    return dispute
