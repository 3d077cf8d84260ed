"""A ledger that was filled by hand, so that the verbs which read need no crawl and no model."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.connection import connect
from db.crawl import ArticlePage, OutletRow, store_article, upsert_outlets
from db.ledger import store_extraction
from terms.enums import Kind, Region, Role, SourceClass
from terms.model import Claim, Entity, Extraction, Hop, Mention

AT = "2031-05-13T09:00:00Z"


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> Iterator[None]:
    """A shell's background job ignores Ctrl-C, and its children with it: take that back."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def page(outlet_id: str, url: str, title: str, body: str, published: str) -> ArticlePage:
    """An article of the hand-made ledger."""
    return ArticlePage(
        url=url,
        outlet_id=outlet_id,
        title=title,
        byline=None,
        language="en",
        published_at=published,
        published_zone=None,
        modified_at=None,
        seen_at=AT,
        paywalled=None,
        text=f"{title}\n\n{body}",
        headline_end=len(title),
    )


def reading(text: str, quote: str, value: int, source: str) -> Extraction:
    """One claim, as a reader would hand it over."""
    start = text.index(quote)
    sentence_start = text.index("\n\n") + 2
    named = text.index(source)
    claim = Claim(
        sentence=text[sentence_start:],
        sentence_start=sentence_start,
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
        unit="person",
        measure="people arrested",
        predicate="arrest",
        chain=(
            Hop(
                Role.ORIGIN, source, SourceClass.BODY, named, named + len(source), "said", entity=0
            ),
            Hop(Role.OUTLET, "outlet", SourceClass.OUTLET),
        ),
    )
    entity = Entity(source, "body", None, (Mention(named, named + len(source), source),), "name")
    return Extraction("hand 1", (entity,), (claim,))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two outlets that print different numbers of arrests, extracted, not crosschecked."""
    path = tmp_path / "news.db"
    db = connect(path)
    rows = [OutletRow("Harbour Post", ("p.example",), "https://p.example/", "GB", "en", None),
            OutletRow("Hill Gazette", ("g.example",), None, "GB", "en", None)]  # fmt: skip
    outlets = upsert_outlets(db, rows)
    for name, host, quote, value in (
        ("Harbour Post", "p.example", "31", 31),
        ("Hill Gazette", "g.example", "13", 13),
    ):
        body = f"The Tarn police said {quote} people were arrested at the quarry march on Monday."
        article = page(
            outlets[name], f"https://{host}/march", "Quarry march in Tarn", body, "2031-05-12"
        )
        stored = store_article(db, article, None)
        found = reading(article.text, quote, value, "Tarn police")
        store_extraction(db, stored.version_id, found, AT)
    db.close()
    return path
