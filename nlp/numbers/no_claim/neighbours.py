"""Whether one bare number is no claim, judged by the words right beside it.

Years, ages behind a name, numbers that belong to names ("Section 230", "the Delta 4 rocket"), "one"
that counts nothing, lengths of time that say when ("five years ago"). Spans that own their digits
are found by ``spans``. The words are rows of the tables ``no_claim`` and ``named_things``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp.lexicon import alternation, column, pattern, patterns, rule
from nlp.lexicon.gazetteer import country_of
from nlp.numbers.no_claim.spans import Look
from nlp.numbers.numerals import Form, Numeral
from nlp.numbers.sentence import Context

_NEAR = 32
"""How many characters before a number are looked at."""
_NAME = 48
"""How many characters before a number its name may begin."""
_AROUND = 60
"""How many characters before and behind "one" may tell of harm."""
_OLDEST = 115
"""From this number of years nobody is that old."""
_BEFORE_LENGTH = 70
"""How many characters before a length of time are looked at."""
_SHORT_LENGTHS = frozenset({"second", "minute", "millisecond"})
_CLAUSE_END = re.compile(r"[.;:,]\s")

_OF = patterns("no_claim", "year.", "name.", "zero.", "one.", "age.", "window.")
_HEDGED = pattern("number_clues.hedged")
_MODEL = pattern("number_clues.scale.model-behind")
_THING = re.compile(rf"(?:^|[^a-z0-9])({alternation('named_things')})s? ?#?$")
_COUNTS = column("named_things", "counts")
_OPENING = '"“‘('
"""What a sentence may begin behind, inside another."""
_LETTER_BEFORE = re.compile(r"[^\W\d_],? $")


@dataclass(frozen=True, slots=True)
class Place:
    """A bare number in its sentence: ``start``/``end`` with its currency, ``left`` before it."""

    context: Context
    numeral: Numeral
    start: int
    end: int

    @property
    def left(self) -> str:
        """The folded text before the number."""
        return self.context.folded[max(0, self.start - _NEAR) : self.start]

    @property
    def printed_left(self) -> str:
        """The text before the number as it is printed."""
        return self.context.tidied[max(0, self.start - _NAME) : self.start]

    @property
    def capital_next(self) -> bool:
        """Whether the next word has a capital."""
        return self.context.tidied[self.end + 1 : self.end + 2].isupper()

    def before(self, row: str) -> re.Match[str] | None:
        """The match of a row of ``no_claim`` that ends or stands before the number."""
        return _OF[row].search(self.left)

    def after(self, row: str) -> re.Match[str] | None:
        """The match of a row of ``no_claim`` that begins right behind the number."""
        return _OF[row].match(self.context.folded, self.end)


def look(
    context: Context, numeral: Numeral, start: int, end: int, *, bare: bool, span: str | None = None
) -> Look | None:
    """Why a number is no claim, judged by what stands beside it; ``None`` when nothing says so.

    ``start`` and ``end`` bound the number with its currency and unit; ``bare`` says that it has
    neither those nor a scale word; ``span`` is the unit of a length of time.
    """
    place = Place(context, numeral, start, end)
    if span is not None:
        return _look_of_day(place) or look_of_length(context, start, end, span)
    if not bare:
        return None
    if numeral.form is Form.WORDS and numeral.value == 0:
        return _look_of_zero(place)
    if numeral.value == 1 and context.folded.startswith("one", numeral.start):
        return _look_of_one(place)
    if numeral.form not in (Form.DIGITS, Form.WORDS):
        return None
    if numeral.places:
        asked = _OF_DECIMALS
    elif numeral.form is Form.WORDS:
        asked = _OF_WORDS
    else:
        asked = _OF_GROUPED if numeral.grouped else _OF_DIGITS
    return next((found for judge in asked if (found := judge(place))), None)


@rule("no-claim.some-day")
def _look_of_day(place: Place) -> Look | None:
    """ "one day", where it opens a clause, and lengths that are names ("the Six-Day War")."""
    context = place.context
    if not context.titled and _OF["name.titled-length"].search(
        context.tidied, place.start, place.end
    ):
        return Look.NAME
    opens = _OF["one.some-day"].match(context.folded, place.start) and place.before("one.opens")
    return Look.ONE if opens else None


@rule("no-claim.named-zero")
def _look_of_zero(place: Place) -> Look | None:
    """Zero in a name or a phrase: "net zero", "ground zero", "zero tolerance"."""
    titled = place.capital_next and not place.context.titled
    return Look.NAME if titled or place.before("zero.before") or place.after("zero.after") else None


@rule("no-claim.one")
def _look_of_one(place: Place) -> Look | None:
    """ "one" is read where it counts people or cases; elsewhere it points or generalises."""
    folded, left = place.context.folded, place.left
    harmed = _OF["one.harm-near"].search(
        folded[max(0, place.start - _AROUND) : place.end + _AROUND]
    )
    if folded.startswith("-", place.end) or (left.endswith("-") and not left.endswith(" -")):
        return Look.ONE
    if left.endswith("in ") and place.after("one.case"):
        return Look.ONE
    if left.endswith("at least ") and not harmed:
        return Look.ONE
    counted = place.after("one.counted")
    if counted and not place.before("one.determined"):
        alone = _OF["one.person"].search(counted.group()) and not harmed
        return Look.ONE if alone else None
    return None if place.before("one.harmed") else Look.ONE


@rule("no-claim.year")
def _look_of_year(place: Place) -> Look | None:
    """A number of four digits is a year, unless it is hedged, round or counts people or things."""
    numeral = place.numeral
    if numeral.end - numeral.start != 4 or numeral.value is None:
        return None
    year = int(numeral.value)
    if not 1000 <= year <= 2199 or place.after("year.people-next"):
        return None
    plural, lead = place.after("year.plural-next"), place.before("year.lead")
    if 1900 <= year <= 2100:
        sized = place.before("year.sized") or (year % 100 == 0 and not lead and place.left)
        return None if (plural and sized) or _counts_things(place) else Look.YEAR
    if place.before("year.old-lead") and year > 1700 and year % 100 and not plural:
        return Look.YEAR
    return Look.YEAR if lead and not place.after("name.noun-next") else None


def _counts_things(place: Place) -> bool:
    """ "drowned 1950 sheep", "and 1987 were saved": no year, before what is counted."""
    if place.context.titled or place.before("year.time-lead"):
        return False
    if place.after("year.verb-next"):
        return place.before("year.listed") is not None
    return place.left != "" and place.after("year.counted-next") is not None


@rule("no-claim.number-of-thing")
def _look_of_thing(place: Place) -> Look | None:
    """The number of a kind of thing that has one: "room 12", "on Line 3 trains"."""
    found = _THING.search(place.left)
    if found is None:
        return None
    counts = _COUNTS[found.group(1)]
    if place.numeral.places:
        return Look.NAME if counts == "version" else None
    if place.numeral.form is Form.WORDS:
        return None if place.after("name.noun-next") else Look.NAME
    if counts == "version":
        return None if place.after("name.noun-next") else Look.NAME
    if counts == "plural":
        return None if place.after("year.plural-next") else Look.NAME
    if counts == "often" and place.after("name.plural-soon") and not place.capital_next:
        printed = place.printed_left[-len(place.left[found.start(1) :]) :]
        return Look.NAME if printed[:1].isupper() and not place.context.titled else None
    return Look.NAME


@rule("no-claim.number-in-name")
def _look_of_name(place: Place) -> Look | None:
    """A number in a name, by capitals, hyphens and quotation marks around it."""
    context, tidied = place.context, place.context.tidied
    word = _OF["name.word-before"].search(place.printed_left[-_NEAR:])
    if place.after("name.bits") or _look_of_coined(place):
        return Look.NAME
    if context.titled or _HEDGED.search(place.left) or (word and country_of(word.group(1))):
        return None
    quoted = _OF["name.opens-quotation"].search(tidied[max(0, place.start - 2) : place.start])
    if quoted and place.capital_next:
        return Look.NAME
    if _OF["name.determined"].search(place.printed_left) and not place.after("year.people-next"):
        return Look.NAME
    if _OF["name.hyphen-capital"].match(tidied, place.end):
        return Look.NAME
    if _OF["name.title-goes-on"].match(tidied, place.end) or _is_model(place):
        return Look.NAME
    return Look.NAME if word and _ends_name(place, word) else None


def _look_of_coined(place: Place) -> Look | None:
    """A number behind initials of no country, or a word that begins small: "lornOS 11"."""
    word = _OF["name.word-before"].search(place.printed_left[-_NEAR:])
    if word is None:
        return None
    if _OF["name.small-capital"].match(word[1]):
        return Look.NAME
    initials = _OF["name.initials"].fullmatch(word[1])
    coined = initials and not place.context.tidied.isupper() and country_of(word[1]) is None
    return Look.NAME if coined else None


def _is_model(place: Place) -> bool:
    """A number that is counted or owned like a thing: "two new 737 jets", "its own 787 Lorner"."""
    if place.numeral.end - place.numeral.start < 2:
        return False
    counted = place.before("name.counted-kind")
    if counted and (" " in counted[0].strip() or _MODEL.match(place.context.folded, place.end)):
        return place.after("name.noun-next") is not None
    owned = place.before("name.owned") and place.capital_next
    return bool(owned) and not place.after("name.plural-soon")


def _ends_name(place: Place, word: re.Match[str]) -> bool:
    """Whether the capitalised word before a number is a name that the number belongs to."""
    printed = word.group(1)
    counted = place.after("name.noun-next") and not place.capital_next
    plural = counted and place.after("name.plural-soon")
    if not printed[0].isupper():
        return False
    earlier = place.context.tidied[: place.start - len(word.group())].rstrip()
    if not earlier or earlier[-1] in _OPENING:
        inner = not counted and _OF["name.inner-capital"].match(printed) is not None
        return inner or place.after("name.verb-next") is not None
    return not printed.endswith(("'s", "’s")) and not plural


@rule("no-claim.titled-word")
def _look_of_titled_word(place: Place) -> Look | None:
    """ "the Big Ten": a number word with a capital inside a sentence."""
    context, numeral = place.context, place.numeral
    tidied = context.tidied
    if context.titled or not tidied[numeral.start].isupper():
        return None
    if _OF["name.opens-quotation"].search(tidied[max(0, numeral.start - 2) : numeral.start]):
        return Look.NAME if place.capital_next else None
    if _OF["name.determined"].search(place.printed_left):
        return Look.NAME
    inside = _LETTER_BEFORE.search(place.printed_left)
    return Look.NAME if inside and not place.after("name.plural-soon") else None


@rule("no-claim.again")
def _look_of_again(place: Place) -> Look | None:
    """ "the other two": what was counted before."""
    return Look.ONE if place.before("name.again") and not place.after("name.noun-next") else None


@rule("no-claim.age")
def _look_of_age(place: Place) -> Look | None:
    """ ", 44," behind a capitalised name or a person; "he will be 35"."""
    numeral, context, start = place.numeral, place.context, place.start
    if numeral.value is None or not 0 < numeral.value < _OLDEST:
        return None
    if place.before("age.is") and place.after("age.is-ends"):
        return Look.AGE
    adverb = place.before("age.adverb")
    start -= len(adverb.group()) if adverb else 0
    if context.folded[start - 2 : start] != ", " or not place.after("age.goes-on"):
        return None
    name = _OF["age.behind-name"].search(context.tidied[max(0, start - _NAME) : start])
    if name is not None:
        return Look.AGE
    person = _OF["age.behind-person"].search(context.folded[max(0, start - _NEAR) : start])
    return Look.AGE if person and place.after("age.person-goes-on") else None


@rule("no-claim.window")
def look_of_length(context: Context, start: int, end: int, unit: str) -> Look | None:
    """ "the past six months", "five years ago", "the highest in 12 years": a place in time."""
    folded = context.folded
    left = folded[max(0, start - _BEFORE_LENGTH) : start]
    if (found := _OF["window.after"].match(folded, end)) is not None:
        placed = found.group().startswith((" after", " before"))
        told = _OF["window.lasted"].search(left) or _OF["window.aside"].search(left)
        return None if placed and told else Look.PERIOD
    on = unit == "minute" and _OF["window.on"].search(left)
    if on or _OF["window.before"].search(left):
        return Look.PERIOD
    if unit not in _SHORT_LENGTHS and _is_placed(folded, left, end):
        return Look.PERIOD
    return Look.FREQUENCY if _OF["window.every"].search(left) else None


def _is_placed(folded: str, left: str, end: int) -> bool:
    """Whether a longer length is the time of a record, a period or another figure."""
    if _OF["window.superlative"].search(left):
        return True
    if _OF["window.to"].match(folded, end) and not left.endswith("for "):
        return True
    if _OF["window.in"].search(left) is None:
        return False
    clause = _CLAUSE_END.split(left)[-1]
    told = _OF["window.figure"].search(clause)
    return told is not None and _OF["window.feat"].search(clause) is None


Judge = Callable[[Place], Look | None]
_OF_WORDS: tuple[Judge, ...] = (_look_of_again, _look_of_thing, _look_of_titled_word, _look_of_age)
_OF_DIGITS: tuple[Judge, ...] = (_look_of_year, _look_of_thing, _look_of_name, _look_of_age)
_OF_DECIMALS: tuple[Judge, ...] = (_look_of_thing, _look_of_coined)
_OF_GROUPED: tuple[Judge, ...] = (_look_of_age,)
