"""The meanings of claims: which are wanted, and as rows of the ledger."""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crosscheck.meaning.encoder import Encoder, encoder_name, meanings
from crosscheck.model import CheckArticle, CheckVersion, LedgerClaim, MeaningRow


def with_meanings(
    claims: Sequence[LedgerClaim],
    stories: Iterable[Sequence[CheckArticle]],
    versions: Iterable[CheckVersion] = (),
    reader: Encoder | None = None,
) -> list[LedgerClaim]:
    """The claims, each with its meaning where its story has another article.

    A number of which its own article alone tells is held against no other. ``versions`` hold the
    texts of claims that do not stand in the latest one; ``reader`` replaces the shipped encoder.
    """
    earlier = {version.id: (version.text, version.headline_end) for version in versions}
    wanted: dict[str, list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        if not claim.meaning:
            wanted[claim.article_id].append(claim)
    found: dict[str, bytes] = {}
    for story in stories:
        for article in story if len(story) > 1 else ():
            latest = article.text, article.headline_end
            by_version: dict[str, list[LedgerClaim]] = defaultdict(list)
            for claim in wanted.get(article.id, ()):
                by_version[claim.version_id].append(claim)
            for version, own in by_version.items():
                text, end = earlier.get(version, latest)
                numbers = [(c.id, c.start, c.end) for c in own if text[c.start : c.end] == c.quote]
                found |= meanings(text, end, numbers, reader)
    return [
        replace(claim, meaning=found[claim.id]) if claim.id in found else claim for claim in claims
    ]


def meaning_rows(claims: Iterable[LedgerClaim]) -> tuple[MeaningRow, ...]:
    """The rows of ``meanings``, sorted."""
    known = sorted((claim for claim in claims if claim.meaning), key=lambda claim: claim.id)
    return tuple(
        MeaningRow(claim.id, encoder_name(), b64encode(claim.meaning).decode()) for claim in known
    )


def known_meaning(row: Mapping[str, Any]) -> bytes:
    """What the ledger has of a claim by the shipped encoder; empty where it has nothing."""
    told = row.get("vector") if row.get("encoder") == encoder_name() else None
    return b64decode(told) if told else b""
