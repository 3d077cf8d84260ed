"""Every number expression of a text: value, unit, hedge and span, without a parse.

``find_quantities`` reads the surface alone; ``refine`` takes a second look with a parsed spaCy
span. Sentences are read one by one and know nothing of each other.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.lexicon import pattern
from nlp.numbers.drafts import Draft
from nlp.numbers.grouping import with_commas
from nlp.numbers.looks import (
    Look,
    Taken,
    look_of_length,
    look_of_measurement,
    look_of_number,
    overlapping,
    taken,
)
from nlp.numbers.neighbours import join
from nlp.numbers.numerals import SEED
from nlp.numbers.parsed import kept
from nlp.numbers.readings import read_at
from nlp.numbers.sentence import Context
from nlp.numbers.worded import names_persons, worded_numbers
from nlp.numbers.years import LEAD, is_like_year
from nlp.text.folding import fold, tidy
from nlp.text.sentences import split_sentences
from terms.enums import Kind
from terms.model import Number, Quantity

_ANY = pattern("number_clues.any")
_OLDEST = 150
"""Years that a person may have; a larger number is no age."""
_LARGEST_INT = Decimal(10) ** 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity and why it is no claim, if so."""

    quantity: Quantity
    look: Look | None


def has_number(folded: str) -> bool:
    """Whether a folded text may hold a quantity at all; linear and cheap."""
    return _ANY.search(folded) is not None or names_persons(folded)


def find_quantities(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    country: str | None = None,
    doubtful: bool = False,
) -> list[Quantity]:
    """The quantities of ``text[start:end]``, in the order of their spans.

    ``country`` (ISO 3166-1 alpha-2) settles what a bare "$" or "pounds" is. Dates, years, clock
    times, scores, names and the like are left out; with ``doubtful``, the years stay that may be
    counts, for ``refine`` to judge. ``unit`` is ``None`` where only grammar can
    say what is counted. Offsets are those of ``text``.

    >>> [(q.quote, q.value, q.unit) for q in find_quantities("Nearly €3.4m went to 12 towns.")]
    [('€3.4m', 3400000, 'EUR'), ('12', 12, None)]
    """
    found: list[Quantity] = []
    wanted: list[bool] = []
    for candidate in find_candidates(text, start, end, country=country):
        quantity = candidate.quantity
        if doubtful and candidate.look is Look.YEAR:
            before = text[max(start, quantity.start - LEAD) : quantity.start]
            quantity = replace(quantity, doubtful=is_like_year(quantity, fold(before)))
        found.append(quantity)
        wanted.append(candidate.look is None or quantity.doubtful)
    return kept(found, wanted)


def find_candidates(
    text: str, start: int = 0, end: int | None = None, *, country: str | None = None
) -> list[Candidate]:
    """Like ``find_quantities`` with everything that was left out, and why."""
    part = text[start:end]
    found: list[Candidate] = []
    for first, last in split_sentences(part):
        piece = part[first:last]
        folded = fold(piece)
        if not has_number(folded):
            continue
        tidied = tidy(piece)
        drafts = _read(Context.of(with_commas(folded, tidied, text), tidied), country)
        where = {id(draft): len(found) + at for at, draft in enumerate(drafts)}
        found += [_candidate(text, start + first, draft, where) for draft in drafts]
    return found


def _read(context: Context, country: str | None) -> list[Draft]:
    spans = taken(context)
    drafts: list[Draft] = []
    at = 0
    for seed in SEED.finditer(context.folded):
        if seed.start() < at:
            continue
        draft, at = read_at(context, seed.start(), country)
        if draft is None:
            continue
        draft.look = _look(context, draft, spans)
        if draft.look is None and draft.bare and _named_before(context, draft, drafts):
            draft.look = Look.NAME
        drafts.append(draft)
    return join(context, _merge(_doubled(context, drafts), worded_numbers(context.folded)))


def _look(context: Context, draft: Draft, spans: list[Taken]) -> Look | None:
    """Why a number is no claim: the span that it stands in, else the words beside it."""
    numeral = draft.numeral
    for span in overlapping(spans, numeral.start, numeral.end):
        priced = span.look is Look.CLOCK and numeral.places > 0
        if draft.kind is Kind.MONEY and (priced or span.look is Look.ADDRESS):
            continue
        if span.look is not Look.AGE or draft.value is None or draft.value <= _OLDEST:
            return span.look
    if draft.kind is Kind.DURATION and draft.unit is not None:
        return look_of_length(context, draft.start, draft.end, draft.unit)
    if draft.kind is Kind.MEASUREMENT:
        return look_of_measurement(context, draft.start, draft.end)
    return look_of_number(context, numeral, draft.end) if draft.bare else None


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
        same = out and out[-1].numeral.magnitude == draft.numeral.magnitude > 0
        if same and context.folded[out[-1].end : draft.start] in (" and ", " upon "):
            draft.start = out.pop().start
        out.append(draft)
    return out


def _merge(drafts: list[Draft], worded: list[Draft]) -> list[Draft]:
    """Both lists in order; a worded form owns its span."""
    kept: list[Draft] = []
    for draft in worded:
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    merged: list[Draft] = []
    for draft in drafts:
        while kept and kept[0].end <= draft.start:
            merged.append(kept.pop(0))
        if not kept or kept[0].start >= draft.end:
            merged.append(draft)
        elif draft.form == "number" and kept[0].form in ("half", "unit") and draft.own:
            del kept[0]
            merged.append(draft)
    return merged + kept


def _number(value: Decimal | None) -> Number | None:
    """An int where the value is whole, else the nearest float."""
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < _LARGEST_INT:
        return int(value)
    return float(value)


def _candidate(text: str, base: int, draft: Draft, where: dict[int, int]) -> Candidate:
    start, end = base + draft.start, base + draft.end
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
        (base + draft.hedge[0], base + draft.hedge[1]) if draft.hedge else None,
        draft.change,
        where.get(id(draft.converts)) if draft.converts is not None else None,
        draft.places,
        draft.scaled,
    )
    return Candidate(quantity, draft.look)
