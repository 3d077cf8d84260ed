"""What a claim asks: its dimension, counted noun, class and scope, read without a parse.

A facet that the text does not show is ``None`` or empty: unknown, which is compatible with all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crosscheck import lexicon
from crosscheck.conversion import dimension_of_unit
from crosscheck.model import CheckArticle, CheckClaim
from crosscheck.words import STOPWORDS, Word, content_stems, stem, word_list, words_of

_LEFT_PENALTY = 0.8
_NUMBER_PENALTY = 4.0
_COMMA_PENALTY = 0.7
_SEMICOLON_PENALTY = 3.0
_FARTHEST = 16.0
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_PAST_EVENT = re.compile(
    r"\b(?:last (?:year|month|summer|winter|autumn|fall|spring|decade|century)"
    r"|(?:a|\w+) (?:years?|months?|decades?|centuries|weeks?) (?:ago|earlier|before)"
    r"|in the (?:\d{4}|nineteen|twentieth)\b|by comparison|in comparison|previous (?:attack|quake|"
    r"earthquake|crash|shooting|election|record|year)|back in|similar (?:incident|attack|accident|"
    r"case)|since then|historically|the worst since|deadliest since|at the time)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:of (?:them|whom|those|these)|including|among (?:them|those|whom)|alone)\b", re.IGNORECASE
)
_NEGATED = re.compile(r"^(?:no|none|nobody|zero|0)\b", re.IGNORECASE)

STATUS_CLASSES = {
    "stated": "actual", "confirmed": "actual", "estimated": "actual",
    "suspected": "unproved", "probable": "unproved",
    "projected": "ahead", "planned": "ahead", "proposed": "ahead",
    "denied": "rejected", "withdrawn": "withdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facets:
    """A claim's question, as far as its own sentence and article show it.

    ``dimension`` decides what can be compared at all; ``noun`` is the stem of what is counted,
    ``word_class`` the class of ``crosscheck.lexicon`` that the number is bound to, ``topic`` the
    stems of the words near it, ``subgroups`` the named parts ("child"), ``years`` and ``places``
    what the sentence names besides the article's own, ``background`` whether a cue says that
    another event is meant, ``part`` whether the words say that a part is counted.
    """

    dimension: str
    noun: str | None
    word_class: str | None
    topic: frozenset[str]
    phrase: frozenset[str]
    subgroups: frozenset[str]
    years: frozenset[int]
    names: frozenset[str]
    background: bool
    part: bool
    status_class: str
    accumulation: str | None
    change: str | None


def dimension_of(claim: CheckClaim) -> str:
    """What kind of thing the number measures; only equal dimensions are ever compared.

    People are one dimension whatever noun counts them; so is money of any currency.
    """
    unit = claim.unit or ""
    if claim.kind == "money":
        return "money"
    if claim.kind in ("percent", "ratio") and unit in ("percent", "fraction", ""):
        return "share"
    if claim.kind in ("percent", "percentage_points", "ratio", "rank", "rate"):
        return f"{claim.kind}:{unit}" if claim.kind == "rate" else claim.kind
    if claim.kind in ("measurement", "duration"):
        return dimension_of_unit(unit) or f"unit:{stem(unit)}"
    if not unit:
        return "count"
    return "people" if lexicon.is_person_noun(unit) else f"count:{_noun_of(unit)}"


@lru_cache(maxsize=4096)
def _noun_of(unit: str) -> str:
    last = unit.split()[-1] if unit.split() else unit
    return lexicon.SYNONYMS.get(stem(last), stem(last))


def _classes_for(dimension: str) -> Mapping[str, frozenset[str]]:
    if dimension == "people":
        return lexicon.PERSON_CLASSES
    if dimension == "money":
        return lexicon.MONEY_CLASSES
    if dimension == "share":
        return lexicon.PERCENT_CLASSES
    if dimension == "[length]":
        return lexicon.LENGTH_CLASSES
    if dimension == "[length] / [time]":
        return lexicon.SPEED_CLASSES
    if dimension.startswith("count"):
        return lexicon.THING_CLASSES
    return {}


@lru_cache(maxsize=64)
def _trigger_table(dimension: str) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for name, stems in _classes_for(dimension).items():
        for trigger in stems:
            table.setdefault(trigger, name)
    return table


def nearest_class(sentence: str, start: int, end: int, dimension: str) -> tuple[str | None, float]:
    """The class of the trigger nearest to ``sentence[start:end]``, and how far it is.

    Distance in words, with a price for every other number, comma or clause between, and a little
    more for triggers on the left: in "killed 5 and injured 12" the verb follows its own number
    only once.
    """
    table = _trigger_table(dimension)
    words = words_of(sentence)
    counted = next((i for i, w in enumerate(words) if w.start >= end), None)
    best: tuple[float, str] | None = None
    for index, word in enumerate(words):
        name = table.get(word.stem)
        if name is None or (word.start < end and word.end > start):
            continue
        if word.stem in _WEAK_UNITS and counted is not None and index - counted in (0, 1):
            continue
        cost = _distance(sentence, words, index, start, end)
        if cost <= _FARTHEST and (best is None or cost < best[0]):
            best = (cost, name)
    return (None, _FARTHEST) if best is None else (best[1], best[0])


def _distance(sentence: str, words: Sequence[Word], index: int, start: int, end: int) -> float:
    word = words[index]
    left = word.end <= start
    low, high = (word.end, start) if left else (end, word.start)
    between = [w for w in words if w.start >= low and w.end <= high]
    gap = sentence[low:high]
    cost = 1.0 + 0.5 * len(between)
    cost += _NUMBER_PENALTY * sum(w.number or w.stem in _NUMBER_WORDS for w in between)
    cost += _COMMA_PENALTY * gap.count(",") + _SEMICOLON_PENALTY * sum(map(gap.count, ";:–—"))
    return cost + (_LEFT_PENALTY if left else 0.0)


_NUMBER_WORDS = frozenset(
    stem(word)
    for word in word_list(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    hundreds thousand thousands million billion dozen dozens scores"""
    )
)


def _window(sentence: str, start: int, end: int, reach: int = 5) -> frozenset[str]:
    """Content stems within ``reach`` words of the number, stopping at the next number."""
    words = words_of(sentence)
    right = [w for w in words if w.start >= end]
    left = [w for w in words if w.end <= start][::-1]
    kept: set[str] = set()
    for side in (right[:reach], left[: reach - 1]):
        for word in side:
            if word.number or word.stem in _NUMBER_WORDS:
                break
            text = sentence[word.start : word.end].casefold()
            if text not in STOPWORDS and len(text) > 1:
                kept.add(word.stem)
    return frozenset(kept)


def _names(sentence: str) -> frozenset[str]:
    """Stems of capitalised words inside the sentence (not its first word)."""
    words = words_of(sentence)
    return frozenset(
        w.stem
        for i, w in enumerate(words)
        if i and w.capital and sentence[w.start : w.end].casefold() not in STOPWORDS
    )


def facets_of(claim: CheckClaim, article: CheckArticle) -> Facets:
    """Read the facets of a claim from its fields, its sentence and its article's date."""
    sentence = claim.sentence
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    dimension = dimension_of(claim)
    if dimension == "count" and nearest_class(sentence, start, end, "people")[1] < 3.0:
        dimension = "people"
    noun = _noun_of(claim.unit) if claim.unit and claim.kind == "count" else None
    word_class = _class_of(claim, sentence, start, end, dimension)
    own_year = (article.published_at or "")[:4]
    years = frozenset(int(y) for y in _YEAR.findall(sentence) if y != own_year and y != claim.quote)
    local = sentence[max(0, start - 40) : end + 60]
    return Facets(
        dimension=dimension,
        noun=noun,
        word_class=word_class,
        topic=_window(sentence, start, end),
        phrase=content_stems(claim.measure or "") | _window(sentence, start, end, 3),
        subgroups=_subgroups(claim, dimension),
        years=years,
        names=_names(sentence),
        background=bool(_PAST_EVENT.search(sentence)),
        part=claim.part_of is not None or bool(_PART_OF.search(local)),
        status_class=STATUS_CLASSES.get(claim.status, "actual"),
        accumulation=claim.accumulation,
        change=claim.change,
    )


def _class_of(claim: CheckClaim, sentence: str, start: int, end: int, dimension: str) -> str | None:
    table = _trigger_table(dimension)
    if claim.unit and dimension == "people":
        named = table.get(stem(claim.unit))
        if named is not None and stem(claim.unit) not in _WEAK_UNITS:
            return named
    for text in (claim.predicate,):
        if text:
            for word in words_of(text):
                if word.stem in table:
                    return table[word.stem]
    return nearest_class(sentence, start, end, dimension)[0]


# Nouns that name people by a class but count them in any role ("passengers were injured").
_WEAK_UNITS = frozenset(
    stem(word)
    for word in word_list(
        """passenger crew troop suspect spectator patient staff employee survivor life gun refugee
    baby
    hostage"""
    )
)


def _subgroups(claim: CheckClaim, dimension: str) -> frozenset[str]:
    if dimension != "people":
        return frozenset()
    found: set[str] = set()
    for text in (claim.unit, claim.population):
        if text:
            for word in words_of(text):
                found |= lexicon.subgroups_of(word.stem)
    return frozenset(found)
