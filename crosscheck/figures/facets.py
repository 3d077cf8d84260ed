"""What a claim asks: its dimension, counted noun, class and scope, read without a parse.

A facet that the text does not show is ``None`` or empty: unknown, which is compatible with all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crosscheck import lexicon
from crosscheck.figures.binding import around, nearest
from crosscheck.figures.events import EventTime, carried_time, event_time, names_own_time
from crosscheck.figures.modality import Modality, modality
from crosscheck.model import CheckArticle, CheckClaim
from crosscheck.values.conversion import dimension_of_unit
from crosscheck.words import STOPWORDS, content_stems, stem, word_list, words_of

_TIGHT = 3.5
_LEAD = 350
_LABEL = re.compile(r"(?:^|\n)\W*([A-Z][^:;,.!?\n]{2,50}): *(?:[a-z]+ ){0,2}$")
_LONGEST_LABEL = 6
_SHOT_DEAD = re.compile(
    r"\bfatally (?:\w+ )?sho(?:t|ot)|\bsho(?:t|ot\w*) (?:and kill|dead|to death)", re.IGNORECASE
)
_HEDGE = r"(?:more than |over |about |around |some |at least |nearly |almost |up to |an? )?"
_REST_BEFORE = re.compile(
    rf"\b(?:another|other|additional|further|remaining|rest of the) {_HEDGE}[$£€]?$", re.IGNORECASE
)
_REST_AFTER = re.compile(r"\s+(?:\w+ )?(?:more|others?|other)\b", re.IGNORECASE)
_COMPLEMENT = re.compile(r"\b(?:all but|all except|except for|apart from|bar) $", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))?(?: ?: ?\d\d)? ?([ap])\. ?m\b"
    r"|\b(\d{1,2})(?:[:.](\d\d))?([ap])m\b"
    r"|\b([01]?\d|2[0-3]):(\d\d)\b",
    re.IGNORECASE,
)
# The two sides of a vote: "134 to 63", "a 134-63 vote".
_VOTE_PAIR = re.compile(r"\b(\d{1,4})(?:-to-| to |[-–])(\d{1,4})\b")
_VOTING = frozenset(map(stem, ("vote", "elect", "win", "victory", "defeat", "ballot", "pass")))
_PART = re.compile(r"\s+(?:\w+ )?of (?:the|them|these|those|its|their|whom)\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:of (?:them|whom|those|these)|including|among (?:them|those|whom))\b[^,;]*$",
    re.IGNORECASE,
)

STATUS_CLASSES = {
    "stated": "actual", "confirmed": "actual", "estimated": "actual",
    "suspected": "unproved", "probable": "unproved",
    "projected": "ahead", "planned": "ahead", "proposed": "ahead",
    "denied": "rejected", "withdrawn": "withdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facets:
    """A claim's question, as far as its own sentence and article show it.

    ``dimension`` decides what can be compared at all; ``noun`` is the stem of what is counted
    ("people" for all who are) and ``head`` that of the word itself,
    ``word_class`` the class of ``crosscheck.lexicon`` that the number is bound to (``tight``: by a
    word next to it), ``lead`` whether it stands in the headline or the first lines, ``topic`` the
    stems of the words near it and ``words`` these as printed, ``beside`` the stems right beside it
    and ``phrase`` those and the measure's, ``subgroups`` the named parts ("child"), ``when`` the
    cues of another event's time, ``clock`` the times of day in the sentence, ``names`` its
    capitalised words and ``landmarks`` those next to the number; ``part``, ``rest`` and
    ``complement`` say whether the words count a part ("of them"), a rest ("another") or all but so
    many; ``cell`` that the number stands in a table, without words of its own, ``item`` the label
    before a colon when it stands in a list ("Riverside mall: 12 dead"), ``ballot`` both numbers of
    a vote, ``vague`` that it is a word like "dozens".
    """

    dimension: str
    noun: str | None
    head: str | None
    word_class: str | None
    tight: bool
    lead: bool
    topic: frozenset[str]
    words: str
    phrase: frozenset[str]
    beside: frozenset[str]
    subgroups: frozenset[str]
    when: EventTime
    names: frozenset[str]
    landmarks: frozenset[str]
    part: bool
    rest: bool
    cell: bool
    item: str | None
    ballot: tuple[int, int] | None
    vague: bool
    complement: bool
    clock: frozenset[int]
    status_class: str
    accumulation: str | None
    change: str | None
    modality: Modality


def dimension_of(claim: CheckClaim) -> str:
    """What kind of thing the number measures; only equal dimensions are ever compared.

    Counts are one dimension, whose nouns are told apart by ``noun_of``; so is money of any
    currency. Readings of a quake's strength are a dimension of their own, however the text puts
    them ("a 6.1 earthquake").
    """
    unit = claim.unit or ""
    if claim.kind == "money":
        return "money"
    if claim.kind in ("percent", "ratio") and unit in ("percent", "fraction", ""):
        return "share"
    if claim.kind == "rate":
        return f"rate:{unit}"
    if claim.kind in ("percent", "percentage_points", "ratio", "rank"):
        return claim.kind
    if _is_magnitude(claim):
        return "magnitude"
    if claim.kind in ("measurement", "duration"):
        return dimension_of_unit(unit) or f"unit:{stem(unit)}"
    return "count"


def _is_magnitude(claim: CheckClaim) -> bool:
    if claim.kind not in ("count", "measurement") or claim.value is None or claim.value >= 10:
        return False
    if (claim.unit or "").casefold() in ("magnitude", "richter"):
        return True
    decimal = re.search(r"\d\.\d", claim.quote) is not None
    quake = claim.unit is not None and stem(claim.unit) in _QUAKES
    if decimal and quake:
        return True
    before = claim.sentence[: claim.start - claim.sentence_start][-40:]
    after = claim.sentence[claim.end - claim.sentence_start :][:20]
    return decimal and claim.unit is None and bool(_MAGNITUDE.search(before + " # " + after))


def noun_of(claim: CheckClaim) -> str | None:
    """What a count counts: "people" for any noun that names them, a noun's stem, ``None``.

    Weekdays and names that a reader took for the counted thing are none; votes are people.
    """
    if not claim.unit or not claim.unit.split() or dimension_of(claim) != "count":
        return None
    last = claim.unit.split()[-1]
    if last.casefold() in WEEKDAYS:
        return None
    if lexicon.is_person_noun(last) or stem(last) in lexicon.PERSON_STATES:
        return "people"
    return lexicon.SYNONYMS.get(stem(last), stem(last))


def _classes_for(dimension: str) -> Mapping[str, frozenset[str]]:
    if dimension == "people":
        return lexicon.PERSON_CLASSES
    if dimension == "count":
        return {**lexicon.THING_CLASSES, **lexicon.PERSON_CLASSES}
    if dimension == "things":
        return lexicon.THING_CLASSES
    if dimension == "money":
        return lexicon.MONEY_CLASSES
    if dimension == "share":
        return lexicon.PERCENT_CLASSES
    if dimension == "[length]":
        return lexicon.LENGTH_CLASSES
    if dimension == "[length] / [time]":
        return lexicon.SPEED_CLASSES
    return {}


@lru_cache(maxsize=64)
def _trigger_table(dimension: str) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for name, stems in _classes_for(dimension).items():
        for trigger in stems:
            table.setdefault(trigger, name)
    return table


def _window(sentence: str, start: int, end: int, reach: int = 5) -> frozenset[str]:
    """Content stems within ``reach`` words of the number, stopping at the next number."""
    kept: set[str] = set()
    for word in around(sentence, start, end, reach, reach - 1):
        surface = sentence[word.start : word.end].casefold()
        if surface not in STOPWORDS and len(surface) > 1:
            kept.add(word.stem)
    return frozenset(kept)


def _words_beside(sentence: str, start: int, end: int) -> str:
    """The words of the topic as they are printed."""
    kept = (sentence[word.start : word.end] for word in around(sentence, start, end, 5, 4))
    return " ".join(kept)


def _names(sentence: str) -> frozenset[str]:
    """Stems of capitalised words inside the sentence (not its first word)."""
    words = words_of(sentence)
    return frozenset(
        w.stem
        for i, w in enumerate(words)
        if i and w.capital and sentence[w.start : w.end].casefold() not in STOPWORDS
    )


def _when(
    claim: CheckClaim, article: CheckArticle, start: int, end: int, day: str | None
) -> EventTime:
    published = article.published_at or day
    own = event_time(claim.sentence, start, end, published)
    if own.other or not claim.current or names_own_time(claim.sentence):
        return own
    return carried_time(article.text, claim.sentence_start, published)


def _ballot(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Both numbers of a vote such as "134 to 63", when the number is one of them."""
    if not _VOTING & content_stems(sentence):
        return None
    for match in _VOTE_PAIR.finditer(sentence):
        if match.start() <= start and end <= match.end():
            return int(match.group(1)), int(match.group(2))
    return None


def _item(before: str) -> str | None:
    found = _LABEL.search(before)
    if found is None or len(found.group(1).split()) > _LONGEST_LABEL:
        return None
    return " ".join(sorted(content_stems(found.group(1)))) or None


def _landmarks(sentence: str, start: int, end: int) -> frozenset[str]:
    """Stems of the capitalised words after the number, up to the next one, else before it.

    They name what the number is measured from ("14 miles north of Westerbrook") or was paid for
    ("$300 at Toy Castle"). Weekdays and months are none.
    """
    right, left = (
        frozenset(
            word.stem
            for word in around(sentence, start, end, *reach)
            if word.capital
            and word.start
            and sentence[word.start : word.end].casefold() not in STOPWORDS | _MONTHS
        )
        for reach in ((8, 0), (0, 5))
    )
    return right or left


def clock_times(sentence: str) -> frozenset[int]:
    """The times of day that a sentence prints, in minutes after midnight."""
    found = set()
    for hour, minute, half, hour2, minute2, half2, hour3, minute3 in _CLOCK.findall(sentence):
        hours, minutes = int(hour or hour2 or hour3), int(minute or minute2 or minute3 or 0)
        if (half or half2).casefold() == "p" and hours < 12:
            hours += 12
        elif (half or half2).casefold() == "a" and hours == 12:
            hours = 0
        found.add(hours * 60 + minutes)
    return frozenset(found)


def facets_of(claim: CheckClaim, article: CheckArticle, day: str | None = None) -> Facets:
    """Read the facets of a claim from its fields, its sentence and its article's date.

    ``day`` stands in for the date of an undated article: its story's.
    """
    sentence = claim.sentence
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    dimension, noun = dimension_of(claim), noun_of(claim)
    topic = {None: "count", "people": "people"}.get(noun, "things")
    kind = topic if dimension == "count" else dimension
    word_class, distance = _class_of(claim, sentence, start, end, kind)
    before, after = sentence[max(0, start - 40) : start], sentence[end : end + 20]
    return Facets(
        dimension=dimension,
        noun=noun,
        head=stem(claim.unit.split()[-1]) if claim.unit and claim.unit.split() else None,
        word_class=word_class,
        tight=distance < _TIGHT,
        lead=claim.start < article.headline_end + _LEAD,
        topic=_window(sentence, start, end),
        words=_words_beside(sentence, start, end),
        beside=_window(sentence, start, end, 3),
        phrase=content_stems(claim.measure or "") | _window(sentence, start, end, 3),
        subgroups=_subgroups(claim, noun),
        when=_when(claim, article, start, end, day),
        names=_names(sentence),
        landmarks=_landmarks(sentence, start, end),
        part=claim.part_of is not None or bool(_PART_OF.search(before[-24:]) or _PART.match(after)),
        rest=bool(_REST_BEFORE.search(before) or _REST_AFTER.match(after)),
        cell=claim.region == "table",
        item=_item(sentence[:start]),
        ballot=_ballot(sentence, start, end),
        vague=claim.qualifier == "vague",
        complement=bool(_COMPLEMENT.search(before)),
        clock=clock_times(sentence),
        status_class=STATUS_CLASSES.get(claim.status, "actual"),
        accumulation=claim.accumulation,
        change=claim.change,
        modality=modality(
            sentence,
            start,
            end,
            ahead=STATUS_CLASSES.get(claim.status) == "ahead",
            people=noun == "people",
        ),
    )


def _class_of(
    claim: CheckClaim, sentence: str, start: int, end: int, dimension: str
) -> tuple[str | None, float]:
    if claim.kind == "count" and _ballot(sentence, start, end):
        return ("voted" if _VOTE_PAIR.match(sentence, start) else "against"), 0.0
    table = _trigger_table(dimension)
    if claim.unit and dimension == "people":
        named = table.get(stem(claim.unit))
        if named is not None and stem(claim.unit) not in _WEAK_UNITS:
            return named, 0.0
    found, distance = nearest(sentence, start, end, table, _WEAK_UNITS)
    if found == "shot" and _SHOT_DEAD.search(sentence[max(0, start - 40) : end + 40]):
        return "killed", distance
    if distance < _TIGHT:
        return found, distance
    for word in words_of(claim.predicate or ""):
        named = table.get(word.stem)
        if named is not None:
            return named, distance
    return found, distance


_MONTHS = frozenset(lexicon.MONTHS)
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_QUAKES = frozenset(map(stem, ("quake", "earthquake", "tremor", "temblor", "aftershock")))
_MAGNITUDE = re.compile(r"\bmagnitude|\brichter\b|\bmeasur\w+\b", re.IGNORECASE)
# Nouns that name people by a class but count them in any role ("passengers were injured").
_WEAK_UNITS = frozenset(
    stem(word)
    for word in word_list(
        """passenger crew troop suspect spectator patient staff employee survivor life gun refugee
    baby
    hostage"""
    )
)


def _subgroups(claim: CheckClaim, noun: str | None) -> frozenset[str]:
    if noun != "people":
        return frozenset()
    found: set[str] = set()
    for text in (claim.unit, claim.population):
        if text:
            for word in words_of(text):
                found |= lexicon.subgroups_of(word.stem)
    return frozenset(found)
