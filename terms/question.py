"""The question that a claim answers: all that its sentence says beside the value, read once.

Stages that compare claims compare questions; they never read the sentence again. What the text
does not show is ``None``, ``False`` or empty: unknown, which is compatible with everything.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from terms.fields import defaults_of


@dataclass(frozen=True, slots=True)
class TimeCue:
    """Years, days ("12-31") or months ("12") that are named, and words like "last summer"."""

    years: frozenset[int] = frozenset()
    days: frozenset[str] = frozenset()
    past: bool = False

    @property
    def other(self) -> bool:
        """Does anything point to a time?"""
        return bool(self.years or self.days or self.past)


@dataclass(frozen=True, slots=True)
class Question:
    """What a claim answers, field by field.

    What is measured: ``dimension`` (only equal dimensions can ever be compared: "count", "money",
    "share", "magnitude", "length", "rate:USD/kWh", …), ``counted`` (the stem of the counted noun,
    "people" for all who are), ``head`` (the stem of the unit as printed), ``word_class`` (the class
    of the lexicon that the number is bound to; ``tight``: by a word next to it), ``subgroups``
    (named parts of people, "child").

    The measure phrase in its parts, as printed: ``measure_head`` (the noun with its modifiers),
    ``measure_whole`` (what that is of, for or in), ``measure_predicate`` (what happened to it) and
    ``measure_argument`` (what decides the predicate): "votes | | needed | to break a filibuster".

    By the parse: ``subject`` (stems of whose number it is), ``event`` (of the verb over it and what
    its prepositions name), ``background`` (its clause describes another thing, or lies before).

    Words: ``topic`` and ``beside`` (stems of the words within five and within three words of the
    number), ``words`` (the topic as printed), ``names`` (stems of the sentence's capitalised
    words), ``landmarks`` (of those next to the number), ``area`` (words of the place named after
    it).

    When: ``times`` (cues of the number's own time first, then of sentences before it that set the
    scene), ``clock`` (times of day in the sentence, in minutes after midnight), ``dated`` (the
    sentence prints the claim's period near the number), ``dated_by`` (where the period stands:
    "sentence", or "passage" where it is carried over from another one), ``base_year`` (the year of
    the earlier level: "up 180 from 2023").

    Of which whole: ``part`` ("of them"), ``rest`` ("another"), ``complement`` ("all but"), ``item``
    (the label before a colon in a list), ``ballot`` (both numbers of a vote), ``inhabitants`` (how
    many live somewhere).

    How it is told: ``standing`` ("told" for facts, "ahead" for what may or will hold, "rule" for
    what usually does), ``witness``
    (what one person saw or did), ``fresh`` (a thing newly brought in: "another study in 84 women"),
    ``in_name`` (a size that is part of a name), ``hyphened`` (the number only describes a thing:
    "the 240-seat assembly"), ``poll`` (a sample), ``which`` (words that pick one event out of
    several, "first").

    What it replaces: ``superseding`` (words of the sentence by which one number takes the place of
    another), ``superseded`` (words before this number by which it is the old one), ``provisional``,
    ``after_from`` ("from 41"), ``replaces`` (where numbers of the sentence begin that stand in the
    place of this one or it in theirs), ``goes_on`` (where the sentence before begins, when this one
    goes on about its number). Both are offsets into the text.
    """

    dimension: str = "count"
    counted: str | None = None
    head: str | None = None
    word_class: str | None = None
    tight: bool = False
    subgroups: frozenset[str] = frozenset()
    measure_head: str | None = None
    measure_whole: str | None = None
    measure_predicate: str | None = None
    measure_argument: str | None = None
    subject: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()
    background: bool = False
    topic: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    words: str = ""
    names: frozenset[str] = frozenset()
    landmarks: frozenset[str] = frozenset()
    area: frozenset[str] = frozenset()
    times: tuple[TimeCue, ...] = ()
    clock: frozenset[int] = frozenset()
    dated: bool = False
    dated_by: str | None = None
    base_year: int | None = None
    part: bool = False
    rest: bool = False
    complement: bool = False
    item: str | None = None
    ballot: tuple[int, int] | None = None
    inhabitants: bool = False
    standing: str = "told"
    witness: bool = False
    fresh: bool = False
    in_name: bool = False
    hyphened: bool = False
    poll: bool = False
    which: frozenset[str] = frozenset()
    superseding: str | None = None
    superseded: str | None = None
    provisional: bool = False
    after_from: bool = False
    replaces: frozenset[int] = frozenset()
    goes_on: int | None = None


NO_QUESTION = Question()


def to_json(question: Question, without: tuple[str, ...] = ()) -> str:
    """The fields that say something, as JSON in a fixed order; ``without`` are left out."""
    return json.dumps(_plain(question, without), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | None, **known: object) -> Question:
    """The question that ``to_json`` wrote; ``known`` are the fields that were left out."""
    held = json.loads(text) if text else {}
    if not isinstance(held, dict):
        raise ValueError(f"no question: {text}")
    return Question(**_read(Question, held), **known)  # type: ignore[arg-type]


def _plain(value: Question | TimeCue, without: tuple[str, ...] = ()) -> dict[str, object]:
    found: dict[str, object] = {}
    kind: Any = type(value)
    for name, default in defaults_of(kind):
        held = getattr(value, name)
        if held is default or name in without or held == default:
            continue
        if isinstance(held, frozenset):
            held = sorted(held)
        elif isinstance(held, tuple):
            held = [_plain(one) if isinstance(one, TimeCue) else one for one in held]
        found[name] = held
    return found


@cache
def _readers(kind: Any) -> dict[str, Callable[[Any], object] | None]:
    """What makes the values of the fields out of JSON; ``None`` where JSON has them as they are."""
    return {name: _reader_of(hint) for name, hint in get_type_hints(kind).items()}


def _reader_of(wanted: Any) -> Callable[[Any], object] | None:
    if get_origin(wanted) is UnionType:
        wanted = get_args(wanted)[0]
    if get_origin(wanted) is frozenset:
        return frozenset
    if get_origin(wanted) is not tuple:
        return None
    if get_args(wanted)[0] is not TimeCue:
        return tuple
    return lambda given: tuple(TimeCue(**_read(TimeCue, one)) for one in given)  # type: ignore[arg-type]


def _read(kind: Any, held: Mapping[str, Any]) -> dict[str, object]:
    """Values of JSON as the fields of the dataclass hold them; unknown keys are left out."""
    readers = _readers(kind)
    return {
        name: given if (read := readers[name]) is None else read(given)
        for name, given in held.items()
        if name in readers
    }
