"""Every number expression of a text: value, unit, hedge and span, without a parse.

``find_quantities`` reads the surface alone; ``refine`` takes a second look with a parsed spaCy
span. Sentences are read one by one and know nothing of each other.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.numbers.drafts import Draft, from_wording
from nlp.numbers.forms import hedged_units, multiples, nothings, ranks, seeds, streaks
from nlp.numbers.joins import join
from nlp.numbers.no_claim import Look, Taken, look, refine, taken
from nlp.numbers.numerals import SEED
from nlp.numbers.readings import read_at
from nlp.numbers.sentence import Context
from nlp.text.folding import fold, tidy
from terms.enums import Kind
from terms.model import Number, Quantity

__all__ = ["Candidate", "find_candidates", "find_quantities", "has_number", "refine"]

_BREAK = re.compile(r"\n|(?<=[.!?])[\"'”’)\]]{0,3}[ \u00a0]{1,8}(?=[\"'“‘(\[]{0,2}[A-Z£€$])")
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:approx|no|nos|vs|st|dr|mr|mrs|ms|gen|gov|sen|rep|rs|re|est|ca|c|p|pp"
    r"|fig|jr|sr|inc|ltd|co"
    r"|corp|lt|col|sgt|capt|prof|rev|hon|mt|ft|tk|fr|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov"
    r"|dec|[a-z]|u\.s|u\.k"
    r"|a\.m|p\.m|e\.g|i\.e|sq)\.$",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"[0-9½¼¾⅓⅔⅛⅜⅝⅞]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|[a-z]{3,5}teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|zero|dozens?|scores|hundreds?"
    r"|thousands?|millions?"
    r"|billions?|trillions?|lakhs?|crores?|half|halv(?:e|es|ed|ing)|thirds?|quarters?"
    r"|[a-z]{3,5}ths?|second|first"
    r"|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)"
    r"|twice|nobody|no|none"
    r"|tens|[a-z]{3,8}fold|an?(?= (?:decade|century|year|month|week|day|hour|mile|kilomet)))\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity and why it is no claim, if so."""

    quantity: Quantity
    look: Look | None


def has_number(folded: str) -> bool:
    """Whether a folded text may hold a quantity at all; linear and cheap."""
    return _ANY.search(folded) is not None


def find_quantities(
    text: str, start: int = 0, end: int | None = None, *, country: str | None = None
) -> list[Quantity]:
    """The quantities of ``text[start:end]``, in the order of their spans.

    ``country`` (ISO 3166-1 alpha-2) settles what a bare "$" or "pounds" is. Dates, years, clock
    times, scores, names and the like are left out. ``unit`` is ``None`` where only grammar can
    say what is counted. Offsets are those of ``text``.

    >>> [(q.quote, q.value, q.unit) for q in find_quantities("Nearly €3.4m went to 12 towns.")]
    [('€3.4m', 3400000, 'EUR'), ('12', 12, None)]
    """
    found = find_candidates(text, start, end, country=country)
    return _without(found)


def _without(candidates: list[Candidate]) -> list[Quantity]:
    """The claims among candidates, with ``converts`` counted anew."""
    kept = [at for at, candidate in enumerate(candidates) if candidate.look is None]
    place = {old: new for new, old in enumerate(kept)}
    return [_renumbered(candidates[at].quantity, place) for at in kept]


def _renumbered(quantity: Quantity, place: dict[int, int]) -> Quantity:
    if quantity.converts is None:
        return quantity
    from dataclasses import replace

    return replace(quantity, converts=place.get(quantity.converts))


def find_candidates(
    text: str, start: int = 0, end: int | None = None, *, country: str | None = None
) -> list[Candidate]:
    """Like ``find_quantities`` with everything that was left out, and why."""
    end = len(text) if end is None else end
    found: list[Candidate] = []
    for first, last in _sentences(text, start, end):
        if last - first < 1:
            continue
        piece = text[first:last]
        folded = fold(piece)
        if not has_number(folded):
            continue
        drafts = _read(Context.of(folded, tidy(piece)), country)
        base = len(found)
        where = {id(draft): base + at for at, draft in enumerate(drafts)}
        found.extend(_candidate(text, first, draft, where) for draft in drafts)
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Rough sentences and lines: what one may not know of the next."""
    first = start
    for found in _BREAK.finditer(text, start, end):
        if found.group() != "\n" and _ABBREVIATION.search(
            text, max(first, found.start() - 8), found.start()
        ):
            continue
        yield first, found.start() + len(found.group().rstrip(" \u00a0"))
        first = found.end()
    yield first, end


def _read(context: Context, country: str | None) -> list[Draft]:
    folded = context.folded
    spans = taken(context)
    worded = [
        from_wording(wording)
        for forms in (ranks, seeds, streaks, multiples, nothings, hedged_units)
        for wording in forms(folded)
    ]
    worded.sort(key=lambda draft: draft.start)
    drafts: list[Draft] = []
    at = 0
    for found in SEED.finditer(folded):
        position = found.start()
        if position < at:
            continue
        draft, at = read_at(context, position, country)
        if draft is None:
            continue
        _judge(context, draft, spans)
        if draft.look is None and draft.bare and _named_before(context, draft, drafts):
            draft.look = Look.NAME
        drafts.append(draft)
    drafts = _merge(_doubled(context, drafts), worded)
    return join(context, drafts)


def _named_before(context: Context, draft: Draft, earlier: list[Draft]) -> bool:
    """ "the Lornphone 11 and *11* Pro": the number of a name, before more of that name."""
    if not context.tidied[draft.end + 1 : draft.end + 2].isupper():
        return False
    printed = context.folded[draft.start : draft.end]
    return any(
        one.look is Look.NAME and context.folded[one.start : one.end] == printed for one in earlier
    )


def _doubled(context: Context, drafts: list[Draft]) -> list[Draft]:
    """ "thousands and thousands" is said twice and means once."""
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.numeral.magnitude
            and last.numeral.magnitude == draft.numeral.magnitude
            and context.folded[last.end : draft.start] in (" and ", " upon ")
        ):
            draft.start = last.start
            out[-1] = draft
        else:
            out.append(draft)
    return out


def _judge(context: Context, draft: Draft, spans: list[Taken]) -> None:
    numeral = draft.numeral
    for span in _overlapping(spans, numeral.start, numeral.end):
        if span.look is Look.AGE and draft.value is not None and draft.value > 150:
            continue
        draft.look = span.look
        return
    length = draft.unit if draft.kind is Kind.DURATION else None
    draft.look = look(context, numeral, draft.start, draft.end, bare=draft.bare, span=length)


def _overlapping(spans: list[Taken], start: int, end: int) -> Iterator[Taken]:
    """The taken spans that overlap a number; they are few around any one place."""
    last = bisect_left(spans, end, key=lambda span: span.start)
    for span in reversed(spans[max(0, last - 8) : last]):
        if span.end > start:
            yield span


def _merge(drafts: list[Draft], worded: list[Draft]) -> list[Draft]:
    """Both lists in order; a worded form owns its span."""
    if not worded:
        return drafts
    kept: list[Draft] = []
    merged: list[Draft] = []
    for draft in worded:
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    at = 0
    for draft in drafts:
        while at < len(kept) and kept[at].end <= draft.start:
            merged.append(kept[at])
            at += 1
        if at < len(kept) and kept[at].start < draft.end:
            if draft.form == "number" and kept[at].form in ("half", "unit") and draft.own:
                del kept[at]
                merged.append(draft)
            continue
        merged.append(draft)
    merged.extend(kept[at:])
    return merged


def _number(value: Decimal | None) -> Number | None:
    """An int where the value is whole, else the nearest float."""
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 30:
        return int(value)
    return float(value)


def _candidate(text: str, base: int, draft: Draft, where: dict[int, int]) -> Candidate:
    start, end = base + draft.start, base + draft.end
    hedge = (base + draft.hedge[0], base + draft.hedge[1]) if draft.hedge else None
    part = draft.form == "part"
    quantity = Quantity(
        start,
        end,
        text[start:end],
        draft.kind,
        _number(draft.value),
        None if part else _number(draft.low),
        None if part else _number(draft.high),
        draft.qualifier,
        draft.unit,
        draft.assumed,
        hedge,
        draft.change,
        where.get(id(draft.converts)) if draft.converts is not None else None,
        draft.places,
        draft.scaled,
    )
    return Candidate(quantity, draft.look)


KINDS_WITHOUT_NOUN = frozenset(
    {Kind.PERCENT, Kind.MONEY, Kind.RATE, Kind.DURATION, Kind.MEASUREMENT}
)
