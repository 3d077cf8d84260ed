"""The meanings of claims, each read where it stands, and as rows of the ledger."""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crosscheck.meaning.encoder import Encoder, encoder_name, meanings
from crosscheck.model import CheckArticle, CheckVersion, LedgerClaim, MeaningRow


def with_meanings(
    claims: Sequence[LedgerClaim],
    articles: Mapping[str, CheckArticle],
    versions: Iterable[CheckVersion] = (),
    reader: Encoder | None = None,
) -> list[LedgerClaim]:
    """The claims with their meanings; of those that have one it stays.

    ``versions`` hold the texts of claims that do not stand in the latest one of their article;
    what is not where a claim says has no meaning. ``reader`` replaces the shipped encoder.
    """
    earlier = {version.id: (version.text, version.headline_end) for version in versions}
    wanted: dict[tuple[str, str], list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        if not claim.meaning:
            wanted[claim.article_id, claim.version_id].append(claim)
    found: dict[str, bytes] = {}
    for (key, version), own in wanted.items():
        latest = articles[key].text, articles[key].headline_end
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
    told = row.get("vector")
    return b64decode(told) if told and row["encoder"] == encoder_name() else b""
