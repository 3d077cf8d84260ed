"""Keys of questions that are wholly printed: what finds their other answers in the whole ledger.

A claim that says where, for which period of a week or more, and of what, asks the same months later
and in any story. Each of its keys is the place, the period, the dimension and one word of what is
measured; claims that share two keys are compared. A step from a year that it names ("up 40 on
2023") has the keys of that year's level, which it may have been taken for.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from crosscheck.articles import day_of
from crosscheck.figures.facets import Facets
from crosscheck.model import CheckArticle, LedgerClaim, QuestionKeyRow
from nlp.lexicon.stems import content_stems

SHARED = 2
"""Keys that two claims have in common, at least, to be compared."""
_MOST_WORDS = 10
_SHORTEST_DAYS = 6


def keys_of(claim: LedgerClaim, facets: Facets) -> frozenset[str]:
    """The keys of a claim; none where its question is not wholly printed."""
    period = _period(claim, facets)
    place = " ".join(sorted(content_stems(claim.place or "")))
    if period is None or not place or claim.region == "table" or facets.part or facets.rest:
        return frozenset()
    words = sorted(facets.phrase - content_stems(claim.place or ""))[:_MOST_WORDS]
    return frozenset(f"{facets.dimension}|{place}|{period}|{word}" for word in words)


def _period(claim: LedgerClaim, facets: Facets) -> str | None:
    if facets.base_year is not None:
        return f"{facets.base_year}-01-01/{facets.base_year}-12-31"
    if not claim.period_start or not claim.period_end:
        return None
    start, end = claim.period_start[:10], claim.period_end[:10]
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return f"{start}/{end}" if days >= _SHORTEST_DAYS else None


def key_rows(
    claims: Iterable[LedgerClaim],
    facets: Mapping[str, Facets],
    articles: Mapping[str, CheckArticle],
) -> tuple[QuestionKeyRow, ...]:
    """The rows of ``question_keys``, sorted."""
    found = {(c.article_id, key) for c in claims if c.current for key in keys_of(c, facets[c.id])}
    return tuple(QuestionKeyRow(at, key, day_of(articles[at])) for at, key in sorted(found))
