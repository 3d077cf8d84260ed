"""Content hashes: the same thing seen again gets the same id, so that a re-run adds no rows."""

import re
import unicodedata
from hashlib import sha256

ID_LENGTH = 16
"""Hex digits of an id: 64 bits, a collision in a billion rows has a chance of about 3 %."""

_SEPARATOR = "\x1f"


def content_id(*parts: str) -> str:
    """The first 16 hex digits of the SHA-256 over the parts; order and borders count."""
    return sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:ID_LENGTH]


def article_id(url: str) -> str:
    """Id of the article at this canonical URL."""
    return content_id(url)


def version_id(article_id: str, text_sha256: str, recurrence: int = 0) -> str:
    """Id of one text of an article; ``recurrence`` counts earlier returns to the same text."""
    if recurrence:
        return content_id(article_id, text_sha256, str(recurrence))
    return content_id(article_id, text_sha256)


def claim_id(version_id: str, start: int, end: int, ordinal: int) -> str:
    """Id of a claim; ``ordinal`` counts the claims of the same span (nearly always 0)."""
    return content_id(version_id, str(start), str(end), str(ordinal))


def entity_id(kind: str, key: str) -> str:
    """Id of an entity by the key that joins its spellings."""
    return content_id(kind, key)


def capture_id(url: str, fetched_at: str, sha256: str) -> str:
    """Id of one HTTP response."""
    return content_id(url, fetched_at, sha256)


def outlet_slug(name: str) -> str:
    """Readable id of an outlet.

    >>> outlet_slug("The Harbour Post")
    'the-harbour-post'
    >>> outlet_slug("Æther")
    'ther-5632'

    Letters outside ASCII that have no plain form are dropped and a piece of the name's hash is
    added, so that two names of another script do not become one.
    """
    plain = unicodedata.normalize("NFKD", name.strip().casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", kept).strip("-")
    if slug and not any(char.isalnum() and not char.isascii() for char in kept):
        return slug
    digest = sha256(name.strip().casefold().encode()).hexdigest()[:4]
    return f"{slug}-{digest}" if slug else f"outlet-{digest}"
