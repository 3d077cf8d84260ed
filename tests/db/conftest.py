"""A small ledger to write into, and builders of what is written; the story is invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import connect
from db.crawl import ArticlePage, OutletRow, store_article, upsert_outlets
from db.ledger import store_extraction
from nlp.model import Claim, Entity, Extraction, Hop, Mention
from nlp.vocabulary import Kind, Region, Role, SourceClass


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
        names = [name for name in database.table_names() if "_fts_" not in name]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}

    return rows
