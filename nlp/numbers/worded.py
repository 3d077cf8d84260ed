"""Quantities that are printed without a plain numeral or unit, and read by their wording.

``worded_numbers`` finds ranks, running counts, multiples, nothing and one of a unit by the patterns
of ``lexicon/worded_numbers.tsv``; ``read_topics`` gives bare numbers the unit that their sentence's
topic tells, by ``lexicon/topic_numbers.tsv``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from nlp.lexicon import pattern, patterns, rows
from nlp.lexicon.number_words import GROUPS, ONES, ORDINALS, SCALES, TENS
from nlp.numbers.drafts import Draft, worded
from nlp.numbers.numerals import Form, part_behind
from nlp.numbers.rates import singular
from nlp.numbers.sentence import Context
from nlp.numbers.units import WORDS
from terms.enums import Change, Kind

_FIRST_COUNTS = {row.id for row in rows("worded_numbers") if row.cells["first"] == "yes"}
_PERSONS = patterns("worded_numbers", "persons.")
_ARTICLE = re.compile(r"(?<![a-z])an? ")
_HARM = re.compile(
    rf"{pattern('worded_numbers.harmed').pattern}|{pattern('worded_numbers.harms').pattern}"
)
_FACTORS = {
    "dou": Decimal(2), "twi": Decimal(2), "tri": Decimal(3), "tre": Decimal(3), "thr": Decimal(3),
    "qua": Decimal(4), "qui": Decimal(5), "hal": Decimal("0.5"),
}  # fmt: skip
"""What the first letters of a multiple say: doubled, twice, tripled, trebled, thrice, …"""
_LARGER = pattern("number_links.larger-than-one")
_REACH = 24
"""Characters before a number that introduce or hedge it: "registering about "."""


def worded_numbers(folded: str) -> list[Draft]:
    """Every worded quantity of a folded sentence, in order; they may overlap."""
    found = [
        draft
        for gate, read, wordings in _READ
        if gate.search(folded)
        for row, wording in wordings
        for match in wording.finditer(folded)
        for draft in read(row, match)
    ]
    return sorted(found, key=lambda draft: draft.start)


def ordinal_value(word: str) -> int:
    """What an ordinal counts: "45th" → 45, "twenty-third" → 23."""
    if word[0].isdigit():
        return int(re.sub(r"[^0-9]", "", word))
    ten, _, last = word.rpartition("-")
    return TENS.get(ten, 0) + ORDINALS[last]


def _ordinal(row: str, found: re.Match[str]) -> Iterator[Draft]:
    """ "third-largest", "ranks 45th", "the No 26 seed"; "the fifth straight week", a count."""
    value = ordinal_value(found["ordinal"])
    if value > 1 or (value == 1 and row in _FIRST_COUNTS):
        ranked = row.startswith("rank.")
        kind, unit, form = (Kind.RANK, "rank", "rank") if ranked else (Kind.COUNT, None, "streak")
        yield worded(found.span("span"), kind, value, unit, form)


def _multiple(row: str, found: re.Match[str]) -> Iterator[Draft]:
    """ "doubled", "twice as many", "threefold", "by half"."""
    if row == "multiple.by-half":
        yield worded(found.span("span"), Kind.RATIO, Decimal("0.5"), "fraction", "half")
        return
    fold = found["fold"] if row == "multiple.fold" else ""
    known = (
        _FACTORS.get(found["span"][:3]) if not fold else (ONES | TENS | GROUPS | SCALES).get(fold)
    )
    span, value = found.span("span"), Decimal(fold) if known is None else Decimal(known)
    yield worded(span, Kind.RATIO, value, "times", "multiple", Change.MULTIPLE_OF)


def _nothing(row: str, found: re.Match[str]) -> Iterator[Draft]:
    """ "no one was hurt", "none of the crew was injured", "no injuries": a count of 0."""
    nobody = row == "nothing.nobody"
    unit = "person" if nobody and found["span"] != "none" else None
    yield worded(found.span("span"), Kind.COUNT, 0, unit, "nothing")
    for more in _HARM.finditer(found.string, *found.span("more")):
        named = unit if nobody else singular(more.group())
        yield worded(more.span(), Kind.COUNT, 0, named, "nothing")


def names_persons(folded: str) -> bool:
    """Whether a folded text counts people by listing them."""
    return " and a" in folded and any(row.search(folded) for row in _PERSONS.values())


def _persons(row: str, found: re.Match[str]) -> Iterator[Draft]:
    """ "a woman and a man were killed": as many people as are listed."""
    count = len(_ARTICLE.findall(found["span"]))
    yield worded(found.span("span"), Kind.COUNT, count, "person", "persons")


def _one_of_a_unit(row: str, found: re.Match[str]) -> Iterator[Draft]:
    """ "more than a decade", "20 minutes to an hour": one of a unit, hedged or ending a range."""
    start, end = found.span("span")
    if _LARGER.search(found.string[max(0, start - _REACH) : start]):
        unit, more = WORDS[found["unit"]], part_behind(found.string, end)
        value, end = (1 + more[0], more[1]) if more else (Decimal(1), end)
        yield worded((start, end), unit.kind, value, unit.name, "unit")


_ANY = re.compile("")
_IN_ORDER = re.compile(rf"(?:{pattern('worded_numbers.ordinal').pattern})|\bn(?:o\.?|umber) [0-9]")
"""What a sentence with a rank or a running count holds; cheap, and never too narrow."""
_Reader = Callable[[str, re.Match[str]], Iterable[Draft]]
_READ: list[tuple[re.Pattern[str], _Reader, list[tuple[str, re.Pattern[str]]]]] = [
    (gate, read, [row for ids in prefixes for row in patterns("worded_numbers", ids).items()])
    for gate, read, *prefixes in (
        (_IN_ORDER, _ordinal, "rank.", "streak."),
        (_ANY, _multiple, "multiple."),
        (re.compile("no|zero"), _nothing, "nothing."),
        (re.compile(" and a"), _persons, "persons."),
        (_ANY, _one_of_a_unit, "unit."),
    )
]
"""What a sentence must hold, who reads the matches, and the rows."""


_PATTERNS = ("topic", "unless", "before", "behind")
_TOPICS = [
    (row.cells, {name: re.compile(row.cells[name]) for name in _PATTERNS})
    for row in rows("topic_numbers")
]
_LINK = 6
"""Characters between two numbers of one list: ", and "."""


def read_topics(context: Context, drafts: list[Draft]) -> None:
    """Give bare numbers the unit that the topic tells: "two quakes, measuring 7.6 and 7.4"."""
    folded = context.folded
    for cells, topic in _TOPICS:
        if topic["topic"].search(folded) is None or topic["unless"].search(folded):
            continue
        behind = topic["behind"]
        for at, draft in enumerate(drafts):
            if not _is_open(draft, cells["places"], Decimal(cells["most"])):
                continue
            named = behind.match(folded, draft.end)
            listed = cells["lists"] == "yes" and (
                any(
                    one.unit == cells["unit"] and draft.start - one.end <= _LINK
                    for one in drafts[max(0, at - 1) : at]
                )
                or any(
                    behind.match(folded, one.end) and one.start - draft.end < _LINK
                    for one in drafts[at + 1 : at + 2]
                )
            )
            left = folded[max(0, draft.start - _REACH) : draft.start]
            if named or listed or topic["before"].search(left):
                draft.measure(Kind(cells["kind"]), cells["unit"], named.end() if named else None)


def _is_open(draft: Draft, places: str, most: Decimal) -> bool:
    """Whether a number may have a topic's unit: bare, and neither large nor too fine."""
    if draft.look is not None or draft.value is None or not 0 <= draft.value <= most:
        return False
    bare = draft.kind is Kind.COUNT and draft.bare and not draft.scaled
    if places != "-":
        return bare and draft.places == int(places)
    return bare or draft.numeral.form is Form.FRACTION
