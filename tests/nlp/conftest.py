"""One loaded reader for all tests of the stage."""

from collections.abc import Callable

import pytest

from nlp.model import Claim, Document
from nlp.reader import Reader

ClaimsOf = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def claims_of(reader: Reader) -> ClaimsOf:
    """Claims of a text printed by a fictional outlet on Friday, 27 September 2024."""

    def read(text: str, **fields: object) -> list[Claim]:
        given = {"published_at": "2024-09-27", "outlet": "The Lorn Post", "country": "GB", **fields}
        return list(reader.read(Document(text, **given)).claims)  # type: ignore[arg-type]

    return read
