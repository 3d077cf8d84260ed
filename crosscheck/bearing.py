"""Does a cited page bear a claim out: the same number, another one for its question, or none?

The page is laid beside the article as if the two told one story; its numbers are those of claims
that ask what the article's claim asks. Pure functions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crosscheck.check import lay_out
from crosscheck.model import CheckArticle, Decision, LedgerClaim
from crosscheck.values.conversion import between_units
from nlp.lexicon.stems import STOPWORDS, words_of
from terms.enums import Kind
from terms.model import Number

LARGEST = 150
"""Numbers of a page that are laid beside an article: those whose sentences share most with it."""

TELLING_DIGITS = 3
"""Significant digits from which on an equal number is hardly another one by accident."""

SHARED_WORDS = 2
"""Words that two sentences share beside an equal number that is not telling by itself."""

ALIKE = 0.4
"""Part of its words that a claim shares with one that asks the same in other places."""


class Finding(StrEnum):
    """What a cited page says of a claim."""

    SAME = "same"
    ANOTHER = "another"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the page says, and the claim of the page that says it."""

    finding: Finding
    claim: LedgerClaim | None = None


def bearing(
    article: CheckArticle,
    claims: Sequence[LedgerClaim],
    page: CheckArticle,
    printed: Sequence[LedgerClaim],
) -> dict[str, Bearing]:
    """For each of the article's ``claims``, by its id, what the page ``printed``."""
    stems = {claim.id: _words(claim) for claim in (*claims, *printed)}
    chosen = _nearest(claims, printed, stems)
    together = Decision(0, "", "", f"article:{article.id} article:{page.id}", "same_story")
    batch = lay_out([article, page], [*claims, *chosen], decisions=[together])
    groups = {claim.id: group for group in batch.figures.values() for claim in group}
    theirs = {claim.id for claim in chosen}
    return {
        claim.id: _bearing(
            claim,
            [other for other in groups.get(claim.id, ()) if other.id in theirs],
            chosen,
            stems,
        )
        for claim in claims
    }


def _bearing(
    claim: LedgerClaim,
    answers: Sequence[LedgerClaim],
    printed: Sequence[LedgerClaim],
    stems: Mapping[str, frozenset[str]],
) -> Bearing:
    mine = stems[claim.id]
    answers = [o for o in answers if mine & stems[o.id] or not _counts_apart(claim, o)]
    same = [other for other in answers if _meet(claim, other)]
    same = same or [o for o in printed if _equal(claim, o, len(mine & stems[o.id]))]
    if same:
        return Bearing(Finding.SAME, _best(same, mine, stems))
    asked = answers or [
        other
        for other in printed
        if _asks_alike(claim, other) and len(mine & stems[other.id]) >= ALIKE * len(mine)
    ]
    another = [
        other
        for other in asked
        if not _meet(claim, other) and _on_one_thing(claim, other, len(mine & stems[other.id]))
    ]
    if another:
        return Bearing(Finding.ANOTHER, _best(another, mine, stems))
    return Bearing(Finding.NONE)


def _best(
    found: Iterable[LedgerClaim], mine: frozenset[str], stems: Mapping[str, frozenset[str]]
) -> LedgerClaim:
    return max(found, key=lambda one: (len(mine & stems[one.id]), one.salience, one.id))


def _nearest(
    claims: Sequence[LedgerClaim],
    printed: Sequence[LedgerClaim],
    stems: Mapping[str, frozenset[str]],
) -> list[LedgerClaim]:
    """The page's numbers of a dimension that is asked for, at most ``LARGEST`` of them."""
    dimensions = {claim.question.dimension for claim in claims}
    asked = frozenset[str]().union(*(stems[claim.id] for claim in claims))
    values = {claim.value for claim in claims if claim.value is not None}
    fitting = [c for c in printed if c.question.dimension in dimensions or c.value in values]
    fitting.sort(key=lambda c: (c.value not in values, -len(asked & stems[c.id]), c.id))
    return fitting[:LARGEST]


def _words(claim: LedgerClaim) -> frozenset[str]:
    """The stems of a claim's sentence, its number aside with its "million" or "per cent"."""
    if claim.question.dimension not in ("money", "share"):
        return _stems(claim.sentence)
    at = claim.start - claim.sentence_start
    end = at + claim.end - claim.start
    return _stems(claim.sentence[:at] + " " + claim.sentence[end:])


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in words_of(text)
        if (shown := text[word.start : word.end]).casefold() not in STOPWORDS
        and not any(char.isdigit() for char in shown)
    )


def _thing(claim: LedgerClaim) -> frozenset[str]:
    """Stems of what the number is of: its subject, and what the measure is of or is."""
    asked = claim.question
    return asked.subject | _stems(asked.measure_whole or asked.measure_head or "")


def _asks_alike(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do two claims measure one kind of thing, as far as both say what?"""
    x, y = a.question, b.question
    if x.dimension != y.dimension or (a.change is None) != (b.change is None):
        return False
    heads = tuple(_stems(q.measure_head or "") or None for q in (x, y))
    pairs = ((x.counted, y.counted), (x.word_class, y.word_class), heads)
    return any(one is not None for one, _ in pairs) and all(
        one == other for one, other in pairs if one is not None and other is not None
    )


def _counts_apart(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do they say that they count different things: deaths, and samples of water?"""
    x, y = a.question, b.question
    told = x.counted is not None and y.counted is not None and x.counted != y.counted
    return told and (x.word_class is None or x.word_class != y.word_class)


def _on_one_thing(a: LedgerClaim, b: LedgerClaim, shared: int) -> bool:
    """Do two different numbers speak of one thing: a class of event, a subject, or words?"""
    x, y = a.question, b.question
    for one, other in ((x.word_class, y.word_class), (x.counted, y.counted)):
        if one not in (None, "people") and one == other:
            return True
    if x.dimension == "count":
        return shared > 0  # the noun that is counted is among the words
    mine, theirs = _thing(a), _thing(b)
    if mine and theirs and not mine & theirs:
        return shared >= SHARED_WORDS
    return shared > 0


def _equal(a: LedgerClaim, b: LedgerClaim, shared: int) -> bool:
    """Is it one number, in one kind of unit: by its digits, or by the words beside it?"""
    if a.value is None or _counts_apart(a, b):
        return False
    telling = _digits(a.value) >= TELLING_DIGITS
    if a.question.dimension != b.question.dimension:
        # "2,150 nurses over a decade" may be read as a rate.
        rate = Kind.RATE in (a.kind, b.kind) and a.value == b.value
        return rate and telling and shared >= SHARED_WORDS
    if _scaled(b.value, b, a) != a.value:
        return False
    return shared >= (1 if telling else SHARED_WORDS)


def _digits(value: Number) -> int:
    return len(f"{value:.12g}".replace(".", "").replace("-", "").strip("0"))


def _meet(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do the intervals of two numbers meet, in the unit of the first?"""
    low, high = _scaled(b.low, b, a), _scaled(b.high, b, a)
    if (b.low is not None and low is None) or (b.high is not None and high is None):
        return False
    ends = [end for end in (a.low, low) if end is not None]
    tops = [end for end in (a.high, high) if end is not None]
    least, most = max(ends, default=None), min(tops, default=None)
    if least is None or most is None:
        return a.value is not None and _scaled(b.value, b, a) == a.value
    return least < most or (least == most and (a.low == a.high or low == high))


def _scaled(value: Number | None, of: LedgerClaim, to: LedgerClaim) -> Number | None:
    """A value in another claim's unit; ``None`` where there is no fixed way."""
    if value is None or of.unit == to.unit or of.question.dimension == "count":
        return value
    if {of.unit, to.unit} == {"percent", "fraction"}:
        return value / 100 if of.unit == "percent" else value * 100
    way = between_units(of.unit, to.unit) if of.unit and to.unit else None
    return None if way is None else way.apply(value)
