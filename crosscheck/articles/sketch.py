"""An article in brief: what is needed to say whether two are about one event."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crosscheck.articles.rarity import rarity
from crosscheck.model import CheckArticle
from nlp.lexicon import alternation
from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.lexicon.stems import words_of

LEAD = 700
"""Characters of the text, headline included, that say what an article is about."""
LONGEST = 20_000
"""Characters of a text whose words are counted: beyond lie dumps."""
_PLAIN = 0.28
"""Words below this rarity are grammar and say nothing of an event."""
_TELLING_DIGITS = 3
"""Digits, noughts at the end aside, from which an equal number is hardly chance."""
_SOON = timedelta(days=3)
"""How far after publication a day named without a year may lie and be this year's."""

_PLACES: dict[str, int] = {}
"""The stems that were met, each with its place among them."""


class Sparse(NamedTuple):
    """Some stems, by their places among all that were met, and their weights, in order of spelling.

    So sums over them have the same digits whatever was read before.
    """

    stems: NDArray[np.intp]
    weights: NDArray[np.float64]


def stem_count() -> int:
    """How many stems were met: places are below it."""
    return len(_PLACES)


def _sparse(vector: Mapping[str, float]) -> Sparse:
    stems = sorted(vector)
    places = [_PLACES.setdefault(stem, len(_PLACES)) for stem in stems]
    return Sparse(np.array(places, np.intp), np.array([vector[stem] for stem in stems], float))


_MONTH = rf"(?P<month>{alternation('months')})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH_DAY = re.compile(rf"\b{_MONTH} {_DAY}\b(?!\d)", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"\b{_DAY} (?:of )?{_MONTH}\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b{alternation('weekdays')}\b", re.IGNORECASE)
_NAMED_MONTH = re.compile(r"\b[A-Z][a-z]{2,8}\b")
_YEAR = re.compile(r"\b(?:19[5-9]|20[0-4])\d\b")
_NUMBER = re.compile(r"\d[\d,.]*\d")
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night|overnight)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What an article is about, by its words, names, numbers and dates.

    ``title`` and ``lead`` are unit vectors over stems; ``words`` and ``names`` give each
    stem's rarity (0 to 1), ``opening`` and ``lead_names`` those of the lead, ``full_names`` two
    words each that stand side by side in capitals ("lake street"). ``numbers`` are telling ones, as
    printed. ``day`` is that of publication as an ordinal; ``days``, ``month_days`` ("03-14"),
    ``months``, ``years`` and ``weekdays`` are what headline and lead name, ``days`` resolved
    against the publication. ``length`` counts characters, ``weight`` is the rarity of all words.
    """

    title: Sparse
    lead: Sparse
    words: Sparse
    lead_names: Sparse
    opening: Mapping[str, float]
    names: Mapping[str, float]
    full_names: frozenset[str]
    numbers: frozenset[str]
    day: int | None
    days: frozenset[int]
    month_days: frozenset[tuple[int, int]]
    months: frozenset[int]
    years: frozenset[int]
    weekdays: frozenset[int]
    length: int
    weight: float


@lru_cache(maxsize=4096)
def sketch_of(article: CheckArticle) -> Sketch:
    """The sketch of an article; its outlet's name and byline are no part of it."""
    text = _without_outlet(article.text[:LONGEST], article.outlet)
    title = article.title or text[:90]
    house = _house(article)
    full, names = _counted(text, house)
    lead, _ = _counted(text[:LEAD], house)
    rare = {stem: weight for stem, (_, weight) in full.items()}
    published = article.published_at
    day = date.fromisoformat(published[:10]) if published else None
    opening = text[:LEAD]
    month_days = frozenset(_month_days(opening))
    weekdays = frozenset(WEEKDAYS[m.group().casefold()] for m in _WEEKDAY.finditer(opening))
    return Sketch(
        title=_sparse(_unit(_counted(title, house)[0])),
        lead=_sparse(_unit(lead)),
        words=_sparse(rare),
        lead_names=_sparse({stem: rare[stem] for stem in names if stem in lead}),
        opening={stem: rare[stem] for stem in lead if stem in rare},
        names={stem: rare[stem] for stem in names},
        full_names=frozenset(_full_names(text, rare)),
        numbers=frozenset(_telling(text)),
        day=day.toordinal() if day else None,
        days=frozenset(_days(opening, day, month_days, weekdays)) if day else frozenset(),
        month_days=month_days,
        months=frozenset(_months(opening)),
        years=frozenset(int(m.group()) for m in _YEAR.finditer(opening)),
        weekdays=weekdays,
        length=len(article.text),
        weight=sum(rare.values()),
    )


def _house(article: CheckArticle) -> set[str]:
    """Stems by which an outlet speaks of itself: the noun of its name ("Gleaner"), the byline.

    What stands before the noun is often a place that its articles are about: "Grenmore".
    """
    name = article.outlet.partition("(")[0].strip()
    nouns = name.split(".")[-2:-1] if "." in name and " " not in name else name.split()[-1:]
    return {word.stem for word in words_of(" ".join([*nouns, article.byline or ""]))}


def _without_outlet(text: str, outlet: str) -> str:
    """A text without its outlet's name and without brackets of its words: "(Lakeside)"."""
    words = [re.escape(word) for word in outlet.split()]
    if not words:
        return text
    own = rf"\b{' '.join(words)}\b|\((?:(?:{'|'.join(words)})\s?)+\)"
    return re.sub(own, lambda found: " " * len(found.group()), text)


def _counted(text: str, house: set[str]) -> tuple[dict[str, tuple[int, float]], list[str]]:
    """Each telling stem with its count and rarity, and the stems that are names."""
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    rare: dict[str, float] = {}
    for word in words_of(text):
        if word.number or word.stem in house:
            continue
        weight = rarity(text[word.start : word.end].casefold())
        if weight >= _PLAIN:
            counts[word.stem] += 1
            capital[word.stem] += word.capital
            rare[word.stem] = weight
    names = [stem for stem in counts if capital[stem] * 2 > counts[stem]]
    return {stem: (n, rare[stem]) for stem, n in counts.items()}, names


def _full_names(text: str, telling: Collection[str]) -> Iterable[str]:
    """Neighbours in capitals, both of them telling words."""
    for a, b in pairwise(words_of(text)):
        beside = a.capital and b.capital and b.start - a.end == 1
        if beside and a.stem in telling and b.stem in telling:
            yield f"{a.stem} {b.stem}"


def _unit(counted: Mapping[str, tuple[int, float]]) -> dict[str, float]:
    """Term weights (1 + ln count) × rarity, of length 1."""
    raw = {stem: (1.0 + math.log(n)) * weight for stem, (n, weight) in counted.items()}
    length = math.sqrt(sum(x * x for x in raw.values()))
    return {stem: x / length for stem, x in raw.items()} if length else {}


def _telling(text: str) -> Iterable[str]:
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group()).strip("0")
        if len(digits) >= _TELLING_DIGITS and not _YEAR.fullmatch(match.group()):
            yield match.group()


def _month_days(text: str) -> Iterable[tuple[int, int]]:
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        for match in pattern.finditer(text):
            month, day = MONTHS[match["month"].casefold()], int(match["day"])
            if 1 <= day <= 31:
                yield month, day


def _months(text: str) -> Iterable[int]:
    """Months by their whole names; short ones are words as well ("may", "mar")."""
    for match in _NAMED_MONTH.finditer(text):
        name = match.group().casefold()
        if name in MONTHS and (len(name) > 3 or name == "may"):
            yield MONTHS[name]


def _days(
    text: str, today: date, month_days: Iterable[tuple[int, int]], weekdays: Iterable[int]
) -> Iterable[int]:
    """The days that a text names, as ordinals, the latest that each may mean."""
    for weekday in weekdays:
        yield today.toordinal() - (today.weekday() - weekday) % 7
    for month, day in month_days:
        for year in (today.year, today.year - 1):
            try:
                named = date(year, month, day)
            except ValueError:  # 29 February, or a day that the month does not have
                continue
            if named <= today + _SOON:
                yield named.toordinal()
                break
    if _TODAY.search(text):
        yield today.toordinal()
    if _YESTERDAY.search(text):
        yield today.toordinal() - 1
