"""The words that pages use for the ledger's enumerated values and numbers.

A verdict has a word and a mark, never only a colour. None of the words says who is right.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from answers.money import is_currency, money
from nlp.lexicon.number_words import VAGUE
from terms.enums import Change, Qualifier, Relation, Verdict

VERDICTS: dict[str, tuple[str, str]] = {
    Verdict.SINGLE: ("one voice", "•"),
    Verdict.AGREE: ("agree", "="),
    Verdict.COMPATIBLE: ("compatible", "≈"),
    Verdict.UPDATED: ("changed over time", "→"),
    Verdict.CONFLICT: ("conflict", "≠"),
}
"""Verdict → (word, mark)."""

VERDICT_MEANINGS: dict[str, str] = {
    Verdict.SINGLE: "One voice prints it; there is nothing to compare it with.",
    Verdict.AGREE: "Independent voices or copies of one print the same number.",
    Verdict.COMPATIBLE: "The numbers differ in print; nothing shows that they cannot all hold.",
    Verdict.UPDATED: "The number moved; later coverage replaces earlier coverage.",
    Verdict.CONFLICT: "At least two printed numbers cannot both hold.",
}

NOT_SETTLED = (
    "not settled",
    "≁",
    "Its numbers may answer different questions, and nothing settles whether they do.",
)
"""Word, mark and meaning of a verdict "compatible" that rests on no rounding, bound or scope."""

TIERS: dict[str, tuple[str, str, str]] = {
    "contradiction": (
        "contradiction",
        "≠",
        "Two printed numbers answer one question and cannot both hold.",
    ),
    "lead": (
        "lead",
        "?",
        "Two printed numbers may contradict each other; what is open stands with them.",
    ),
}
"""Tier of a conflict → (word, mark, meaning)."""

RELATIONS: dict[str, str] = {
    Relation.CONVERTED: "same amount in another unit",
    Relation.STOCK_VS_FLOW: "a total beside new cases",
    Relation.DIFFERENT_PERIOD: "different periods",
    Relation.DIFFERENT_POPULATION: "different groups",
    Relation.SUBSET: "one is part of the other",
    Relation.PART_EXCEEDS_WHOLE: "part larger than its whole",
    Relation.ECHO: "same number, same origin",
    Relation.CORROBORATED: "same number, independent origins",
    Relation.ROUNDED: "rounding",
    Relation.BOUND: "one is a bound that the other meets",
    Relation.UPDATED: "updated",
    Relation.REVISED_DOWN: "revised down",
    Relation.DERIVED: "follows by arithmetic",
    Relation.DERIVED_WRONGLY: "arithmetic slip",
    Relation.MISQUOTE: "looks like a slip in copying",
    Relation.REPORTING_ERROR: "reporting error",
    Relation.SOURCE_DISPUTE: "sources dispute",
    Relation.INCONSISTENT_WITHIN_ARTICLE: "one article prints both",
    Relation.UNATTRIBUTED_CONFLICT: "who counted is open",
}

CONFLICTING = (
    Relation.PART_EXCEEDS_WHOLE,
    Relation.DERIVED_WRONGLY,
    Relation.MISQUOTE,
    Relation.REPORTING_ERROR,
    Relation.SOURCE_DISPUTE,
    Relation.INCONSISTENT_WITHIN_ARTICLE,
    Relation.UNATTRIBUTED_CONFLICT,
)
"""The relations that make a figure a conflict."""

MAKES: dict[str, tuple[Relation, ...]] = {
    Verdict.CONFLICT: CONFLICTING,
    Verdict.UPDATED: (Relation.UPDATED, Relation.REVISED_DOWN),
    Verdict.COMPATIBLE: (
        Relation.CONVERTED,
        Relation.ROUNDED,
        Relation.BOUND,
        Relation.DERIVED,
        Relation.STOCK_VS_FLOW,
        Relation.DIFFERENT_PERIOD,
        Relation.DIFFERENT_POPULATION,
        Relation.SUBSET,
    ),
    Verdict.AGREE: (Relation.CORROBORATED, Relation.ECHO),
    Verdict.SINGLE: (),
}
"""Verdict → the relations that lead to it, most telling first."""

QUALIFIERS: dict[str, str] = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "about",
    Qualifier.NEARLY: "nearly",
    Qualifier.AT_LEAST: "at least",
    Qualifier.MORE_THAN: "more than",
    Qualifier.AT_MOST: "at most",
    Qualifier.LESS_THAN: "less than",
    Qualifier.RANGE: "between",
    Qualifier.VAGUE: "some",
}

CHANGES: dict[str, str] = {
    Change.INCREASE_BY: "up by",
    Change.DECREASE_BY: "down by",
    Change.INCREASE_TO: "up to a level of",
    Change.DECREASE_TO: "down to a level of",
    Change.FROM_LEVEL: "from a level of",
    Change.MULTIPLE_OF: "a multiple:",
}

_UNIT_SIGNS = {
    "percent": "%",
    "percentage_point": " percentage points",
    "fraction": "",
    "times": "×",
}
_NO_UNIT = {"magnitude", "rank"}
_UNCOUNTED = {"mph", "kmh", "kph", "kwh", "ppm", "ppb", "rpm", "bpm", "psi", "hertz", "celsius",
              "percent", "aircraft", "cattle", "sheep", "police", "staff", "personnel"}  # fmt: skip
_IRREGULAR = {"foot": "feet", "inch": "inches", "person": "people", "child": "children",
              "man": "men", "woman": "women", "century": "centuries"}  # fmt: skip

_LARGEST_PART = 20
"""Fractions up to twentieths are written as such: 2/3, 7/9; finer ones as decimals."""


def lasting(hours: float) -> str:
    """A time in hours, from three days on in days.

    >>> lasting(0.5), lasting(1), lasting(30.2), lasting(80)
    ('30 minutes', '1 hour', '30 hours', '3 days')
    """
    if hours < 1:
        return plural(round(hours * 60), "minute")
    return plural(round(hours), "hour") if hours < 72 else plural(round(hours / 24), "day")


def number(value: float | int | None) -> str:
    """A number with thousands separators and no more digits than it has.

    >>> number(1200000), number(4.5), number(None)
    ('1,200,000', '4.5', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.2f}"
    return f"{int(value):,}"


def amount(value: float | int | None, unit: str | None) -> str:
    """A number with its unit: "12%", "€1.2 million", "48 km"; nouns that are counted follow.

    >>> amount(12, "percent"), amount(5, "CHF"), amount(3, "house"), amount(2 / 3, "fraction")
    ('12%', 'CHF 5', '3 houses', '2/3')
    """
    shown = number(value)
    if unit == "fraction" and isinstance(value, float) and not value.is_integer():
        part = Fraction(value).limit_denominator(_LARGEST_PART)
        if abs(float(part) - value) < 1e-4 and part:
            return f"{part.numerator}/{part.denominator}"
    if not unit or unit in _NO_UNIT:
        return shown
    if unit in _UNIT_SIGNS:
        return shown + _UNIT_SIGNS[unit]
    if is_currency(unit):
        return money(shown, value, unit)
    noun, _, per = unit.partition("/")
    if per and many(noun) != noun:
        return f"{shown} {many(noun) if value != 1 else noun} per {per}"
    return f"{shown} {many(unit) if value != 1 else unit}"


def many(noun: str) -> str:
    """The plural of a unit that is an English word; symbols stay as they are.

    >>> many("mile"), many("foot"), many("km"), many("mph"), many("inch")
    ('miles', 'feet', 'km', 'mph', 'inches')
    """
    if not noun.isascii() or not noun.isalpha() or not noun.islower():
        return noun
    if len(noun) < 3 or noun in _UNCOUNTED:
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def shown_unit(unit: str | None, kind: str | None) -> str | None:
    """The unit to write after a number: none for counts, whose noun stands in the question."""
    return None if kind == "count" else unit


def reading(
    value: float | int | None,
    low: float | int | None,
    high: float | int | None,
    qualifier: str,
    unit: str | None = None,
) -> str:
    """How a reading is called: "at least 12", "8 to 10", "24 or more", "about 40%".

    A range or a vague word has no value; its ends are shown instead.
    """
    if value is not None:
        word = QUALIFIERS.get(qualifier, "") if qualifier not in ("range", "vague") else ""
        return f"{word} {amount(value, unit)}".strip()
    if low is not None and high is not None:
        first = amount(low, unit) if unit and is_currency(unit) else number(low)
        return f"{first} to {amount(high, unit)}"
    if low is not None:
        return f"{amount(low, unit)} or more"
    if high is not None:
        return f"up to {amount(high, unit)}"
    return "no number"


_BARE = re.compile(r"[\d.,\s]+")


def as_printed(
    quote: str | None,
    value: float | int | None,
    low: float | int | None,
    high: float | int | None,
    qualifier: str,
    unit: str | None = None,
    change: str | None = None,
) -> str:
    """A number as it stands in print, with its hedge: "at least 14", "dozens", "no injuries".

    A step or an earlier level says so: "up 150", "from 150".

    A bare numeral whose unit stands elsewhere (a table's head) gets its unit; where nothing is
    printed the number is named by its value (``reading``).

    >>> as_printed("Dozens", None, 24, None, "vague"), as_printed("14", 14, 14, None, "at_least")
    ('dozens', 'at least 14')
    >>> as_printed("5.2", 5.2, 5.2, 5.2, "exact", "percent")
    '5.2%'
    >>> as_printed("150", 150, 150, 150, "exact", None, "increase_by")
    'up 150'
    """
    told = _told(quote, value, low, high, qualifier, unit)
    return f"{STEPS[change]} {told}" if change in STEPS else told


def with_noun(called: str, noun: str | None, value: float | int | None) -> str:
    """A count as printed, with what it counts, unless it says so already.

    >>> with_noun("fourteen", "storey", 14), with_noun("14 houses", "house", 14)
    ('fourteen storeys', '14 houses')
    """
    counted = noun if noun and value == 1 else many(noun or "")
    return called if not counted or counted in called else f"{called} {counted}"


STEPS: dict[str, str] = {
    Change.INCREASE_BY: "up",
    Change.DECREASE_BY: "down",
    Change.FROM_LEVEL: "from",
}
"""Changes whose number is not the level itself → the word before it."""


def _told(
    quote: str | None,
    value: float | int | None,
    low: float | int | None,
    high: float | int | None,
    qualifier: str,
    unit: str | None,
) -> str:
    if not quote or (unit not in (None, *_NO_UNIT) and _BARE.fullmatch(quote)):
        return reading(value, low, high, qualifier, unit)
    words = within(quote)
    of_two = " and " in words and not re.search(r"\b(?:to|or|between)\b|[-–—]", words)
    if qualifier == "range" and of_two:
        words = f"between {words}"
    hedge = QUALIFIERS.get(qualifier, "") if qualifier not in ("range", "vague") else ""
    return f"{hedge} {words}".strip() if value else words


_SPELLED = re.compile(r"(?:[A-Z][a-z-]+\b|A(?=\s))(?![^\d]*\d)")
"""A number in words that begins a sentence; with digits it is a currency's name."""
_BOTH_ENDS = re.compile(r"\W*\d[\d.,]*(?: [a-z]+)? and \W*\d")
_NO_COUNT = re.compile(
    rf"^no\b.*\b(?:reports?|word|news|signs?|indications?)\b|\ba (?:few|handful|couple)\b"
    rf"|\b(?:{'|'.join(VAGUE)})\b",
    re.IGNORECASE,
)


def within(quote: str) -> str:
    """A printed number as it stands within a sentence: what began one is not spelled large.

    >>> within("Nineteen"), within("A dozen"), within("Rs 30"), within("1,500 and 2,000")
    ('nineteen', 'a dozen', 'Rs 30', 'between 1,500 and 2,000')
    """
    words = " ".join(quote.split())
    if _BOTH_ENDS.match(words):
        return f"between {words}"
    return words[0].lower() + words[1:] if _SPELLED.match(words) else words


def counts(printed: str) -> bool:
    """Whether what is printed gives a number to reckon with: "dozens" and "no reports" do not.

    >>> counts("dozens"), counts("no immediate reports of injuries"), counts("no injuries")
    (False, False, True)
    """
    return any(char.isdigit() for char in printed) or not _NO_COUNT.search(printed)


def listed(items: Sequence[str]) -> str:
    """Items as people list them.

    >>> listed(["77", "80", "84"]), listed(["77"])
    ('77, 80 and 84', '77')
    """
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def moment(at: str) -> str:
    """A time in words, with its year.

    >>> moment("2031-05-13T09:00:00Z"), moment("2031-05-13"), moment("soon")
    ('13 May 2031, 09:00 UTC', '13 May 2031', 'soon')
    """
    date, _, clock = at.partition("T")
    try:
        day = datetime.strptime(date, "%Y-%m-%d")
    except ValueError:
        return at
    told = f"{day.day} {day.strftime('%B')} {day.year}"
    return f"{told}, {clock[:5]} UTC" if clock else told


def plural(count: int, noun: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "copy", "copies"), plural(2, "copy", "copies"), plural(0, "outlet")
    ('1 copy', '2 copies', '0 outlets')
    """
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
