"""A small ledger to write into; its outlet, article and sentences are invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import connect
from db.crawl import ArticlePage, store_article, upsert_outlets
from db.outlets import OutletRow
from nlp.model import Claim, Entity, Extraction, Hop, Mention
from nlp.vocabulary import Kind, Region, Role, SourceClass

NOON = "2031-05-04T12:00:00Z"
LATER = "2031-05-05T12:00:00Z"
URL = "https://harbour-post.example/2031/ferry"
TEXT = "Ferry fire hurts 12\n\nTwelve people were hurt, the coast guard said. Smoke cost $3m."


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = connect(tmp_path / "ledger.db")
    upsert_outlets(
        database,
        [OutletRow("The Harbour Post", ("harbour-post.example",), country="NZ", language="en")],
    )
    yield database
    database.conn.close()


def page(text: str = TEXT, *, url: str = URL, seen_at: str = NOON) -> ArticlePage:
    return ArticlePage(
        url=url,
        outlet_id="the-harbour-post",
        title="Ferry fire hurts 12",
        byline=None,
        language="en",
        published_at="2031-05-04T09:30:00Z",
        published_zone="Pacific/Auckland",
        modified_at=None,
        seen_at=seen_at,
        paywalled=None,
        text=text,
        headline_end=text.index("\n"),
    )


def claim(text: str, quote: str, value: float, **fields: object) -> Claim:
    """A claim on ``quote`` where it first stands in ``text``."""
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
        chain=(OUTLET_HOP,),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


OUTLET_HOP = Hop(Role.OUTLET, "The Harbour Post", SourceClass.OUTLET)


def coast_guard_hop(text: str, entity: int | None = 0) -> Hop:
    start = text.index("the coast guard")
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


def extraction(text: str = TEXT, extractor: str = "test 1") -> Extraction:
    """Two claims of the ferry story: one with an origin, one of the outlet's own."""
    start = text.index("the coast guard")
    guard = Entity(
        "Coast Guard", "body", "NZ", (Mention(start, start + 15, "the coast guard"),), "same name"
    )
    return Extraction(
        extractor,
        entities=(guard,),
        claims=(
            claim(text, "Twelve", 12, chain=(coast_guard_hop(text), OUTLET_HOP)),
            claim(text, "$3m", 3_000_000, kind=Kind.MONEY, unit="NZD", unit_assumed=True),
        ),
    )


@pytest.fixture
def version(db: Database) -> str:
    """The version of the ferry article, stored and not yet read."""
    return store_article(db, page(), None).version_id
