"""What a number counts or measures: its dimension, its noun, and the class of what happened."""

import re

from nlp.lexicon import pattern
from nlp.lexicon.classes import class_of_stem, is_person_noun, stems, synonyms
from nlp.lexicon.classes import subgroups_of as groups_of
from nlp.lexicon.days import WEEKDAYS
from nlp.lexicon.stems import stem, words_of
from nlp.meaning.question.nearness import Line
from nlp.numbers.units import BY_NAME
from terms.enums import Kind
from terms.model import ClaimFields

TIGHT = 3.5
"""A class is bound tightly by a word that is nearer than this."""

_QUAKES = frozenset({"quak", "earthquak", "tremor", "temblor", "aftershock"})
_DECIMAL = re.compile(r"\d\.\d")
_SHARES = ("percent", "fraction", "", None)
_MAGNITUDE = pattern("question_cues.magnitude")
_SHOT_DEAD = pattern("question_cues.shot-dead")
_PEOPLE_BY_STATE = stems("person_states", "state.") | stems("question_words", "sign")
_WEAK_UNITS = stems("question_words", "role")
# The two sides of a vote: "134 to 63", "a 134-63 vote".
_VOTE_PAIR = re.compile(r"\b(\d{1,4})(?:-to-| to |[-–])(\d{1,4})\b")
_VOTING = stems("question_words", "voting")


def dimension_of(claim: ClaimFields) -> str:
    """What kind of thing the number measures; only equal dimensions are ever compared.

    Counts are one dimension, whose nouns are told apart by ``counted_noun``; so is money of any
    currency. Readings of a quake's strength are a dimension of their own, however the text puts
    them ("a 6.1 earthquake").
    """
    kind, unit = claim.kind, claim.unit or ""
    if kind is Kind.MONEY:
        return "money"
    if kind in (Kind.PERCENT, Kind.RATIO) and unit in _SHARES:
        return "share"
    if kind is Kind.RATE:
        return f"rate:{unit}"
    if kind in (Kind.PERCENT, Kind.PERCENTAGE_POINTS, Kind.RATIO, Kind.RANK):
        return kind.value
    if _is_magnitude(claim):
        return "magnitude"
    if kind in (Kind.MEASUREMENT, Kind.DURATION):
        known = BY_NAME.get(unit)
        if known is None or known.dimension == "share":  # parts per million are no percent
            return f"unit:{stem(unit)}"
        return known.dimension
    return "count"


def _is_magnitude(claim: ClaimFields) -> bool:
    if claim.kind not in (Kind.COUNT, Kind.MEASUREMENT) or claim.value is None or claim.value >= 10:
        return False
    if (claim.unit or "").casefold() in ("magnitude", "richter"):
        return True
    if _DECIMAL.search(claim.quote) is None:
        return False
    if claim.unit is not None:
        return stem(claim.unit) in _QUAKES
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    around = claim.sentence[:start][-40:] + " # " + claim.sentence[end : end + 20]
    return _MAGNITUDE.search(around) is not None


def counted_noun(claim: ClaimFields) -> str | None:
    """What a count counts: "people" for any noun that names them, a noun's stem, ``None``.

    Weekdays that a reader took for the counted thing are none; votes are people.
    """
    words = (claim.unit or "").split()
    if not words or words[-1].casefold() in WEEKDAYS:
        return None
    last, stemmed = words[-1], stem(words[-1])
    if is_person_noun(last) or stemmed in _PEOPLE_BY_STATE:
        return "people"
    return synonyms().get(stemmed, stemmed)


def subgroups_of(claim: ClaimFields) -> frozenset[str]:
    """The named parts of people that a count of them is of: "child", "soldier"."""
    return frozenset(
        group
        for text in (claim.unit, claim.population)
        if text
        for word in words_of(text)
        for group in groups_of(word.stem)
    )


def ballot_of(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """Both numbers of a vote such as "134 to 63", when the number is one of them."""
    if _VOTING.isdisjoint(line.stems):
        return None
    for match in _VOTE_PAIR.finditer(line.text):
        if match.start() <= start and end <= match.end():
            return int(match.group(1)), int(match.group(2))
    return None


def word_class_of(
    claim: ClaimFields, line: Line, start: int, end: int, dimension: str, counted: str | None
) -> tuple[str | None, float]:
    """The class of the lexicon that a number is bound to, and how far its word is."""
    table = class_of_stem(kind_of(dimension, counted))
    if claim.unit and dimension == "count" and counted == "people":
        named = table.get(stem(claim.unit))
        if named is not None and stem(claim.unit) not in _WEAK_UNITS:
            return named, 0.0
    found, distance = line.nearest(start, end, table, _WEAK_UNITS)
    if found == "shot" and _SHOT_DEAD.search(line.text[max(0, start - 40) : end + 40]):
        return "killed", distance
    if distance >= TIGHT:
        for word in words_of(claim.predicate or ""):
            if word.stem in table:
                return table[word.stem], distance
    return found, distance


def class_in_vote(line: Line, start: int) -> tuple[str, float]:
    """The side of a vote that a number is: the first of the two is in favour."""
    return ("voted" if _VOTE_PAIR.match(line.text, start) else "against"), 0.0


def kind_of(dimension: str, counted: str | None) -> str:
    """The kind of number that the table of classes knows."""
    if dimension != "count":
        return dimension
    return {None: "count", "people": "people"}.get(counted, "things")
