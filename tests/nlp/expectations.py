"""What a marked sentence asks of the reader, and whether it holds.

A sentence marks its number in ``[brackets]``; ``|`` parts paragraphs, ``||`` the headline from
them. What is asked is a field and
a value. The tables of ``nlp/lexicon`` and the rows of ``tests/nlp/rows`` are both checked here.

A field asks one of four things:

- ``unit``, ``qualifier``, ``period`` …: the claim of the marked number (``OF_CLAIM``, else a field
  of the claim, else of its question);
- ``every unit`` …: all claims of the text in order, values parted by ``; ``; every number that is a
  claim is marked, and no other;
- ``printed number``, ``every printed number`` …: the same of the numbers as printed, before any
  grammar (``OF_PRINTED``);
- ``parsed``, ``sentences``, ``no claim``, ``days``, ``names`` …: the text as a whole (``OF_TEXT``).
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from nlp.gate import needs_parse
from nlp.numbers import Look, find_candidates, find_quantities
from nlp.reader import Reader
from nlp.sources import SOURCE_RULES, Frame, chain_at, find_frames
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax
from nlp.time import find_periods
from terms.enums import Kind, Qualifier
from terms.model import Claim, Document, Extraction, Hop, Quantity

PUBLISHED = "2024-09-27"
Found = TypeVar("Found", Claim, Quantity)
PARTS = "; "
NOTHING = "-"
_MARKED = re.compile(r"\[([^\]]+)\]")
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A marked sentence taken apart: its text, the spans of its numbers, what is asked of it."""

    text: str
    marks: tuple[tuple[int, int], ...]
    wanted: tuple[tuple[str, str], ...]
    headline_end: int = 0

    @property
    def start(self) -> int:
        """Where the first marked number starts; 0 where none is marked."""
        return self.marks[0][0] if self.marks else 0

    @property
    def end(self) -> int:
        """Where the first marked number ends."""
        return self.marks[0][1] if self.marks else 0


class Texts:
    """Marked texts that are read together, printed by a fictional outlet on a Friday."""

    def __init__(self, asked: Sequence[Asked], reader: Reader) -> None:
        self.asked = asked
        self._reader = reader

    @cached_property
    def extractions(self) -> list[Extraction]:
        """All that is read out of each text."""
        documents = [
            Document(
                one.text,
                one.headline_end,
                published_at=PUBLISHED,
                outlet="The Lorn Post",
                country="GB",
                language="en",
            )
            for one in self.asked
        ]
        return list(self._reader.read_many(documents, batch_size=256))

    @cached_property
    def chains(self) -> list[tuple[Hop, ...]]:
        """Whose word the first marked number of each text is, every sentence parsed."""
        documents = [Document(one.text) for one in self.asked]
        spans = [split_sentences(one.text) for one in documents]
        wanted = [
            (document.text, cut, [True] * len(cut))
            for document, cut in zip(documents, spans, strict=True)
        ]
        docs = self._reader._parser.annotate_many(wanted)
        found = []
        for one, document, cut, doc in zip(self.asked, documents, spans, docs, strict=True):
            frames = find_frames(Syntax(doc, cut, text=document.text), document)
            for frame in frames:
                check_frame(frame, document.text)
            found.append(chain_at(one.start, one.end, frames, document))
        return found

    def faults(self) -> list[str]:
        """What is wrong with each text: its faults in a line, empty where all is as asked."""
        readings = (Reading(one, self, place) for place, one in enumerate(self.asked))
        return ["; ".join(faults(reading)) for reading in readings]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, and what each part of the reader makes of it when it is asked."""

    one: Asked
    texts: Texts
    place: int

    @property
    def extraction(self) -> Extraction:
        """All that is read out of the text."""
        return self.texts.extractions[self.place]

    @property
    def quantities(self) -> list[Quantity]:
        """The numbers as printed."""
        return find_quantities(self.one.text)

    @property
    def chain(self) -> tuple[Hop, ...]:
        """Whose word the marked number is."""
        return self.texts.chains[self.place]


def check_frame(frame: Frame, text: str) -> None:
    """What every frame promises: a catalogued rule, ordered spans, the text's own words."""
    assert frame.rule in SOURCE_RULES
    assert 0 < frame.confidence <= 1
    assert frame.contents
    assert all(0 <= low < high <= len(text) for low, high in frame.contents)
    assert list(frame.contents) == sorted(frame.contents)
    for source in (*((frame.origin,) if frame.origin else ()), *frame.relays):
        assert text[source.start : source.end] == source.text
        assert 1 <= len(source.name.split()) <= 10


def take_apart(marked: str, *wanted: tuple[str, str]) -> Asked:
    """``About [40] fled.`` and what is asked; ``|`` parts paragraphs, ``||`` the headline from
    them, ``\\n`` lines."""
    headline, parted, _ = marked.strip().partition(" || ")
    headline_end = len(_MARKED.sub(r"\1", headline)) if parted else 0
    rest = marked.strip().replace(" || ", " | ").replace(" | ", "\n\n").replace("\\n", "\n")
    text, marks = "", []
    while found := _MARKED.search(rest):
        text += rest[: found.start()]
        marks.append((len(text), len(text) + len(found[1])))
        text += found[1]
        rest = rest[found.end() :]
    return Asked(text + rest, tuple(marks), wanted, headline_end)


def asked(example: str) -> Asked:
    """``About [40] fled. => qualifier=about; unit=person``."""
    marked, arrow, wanted = example.rpartition("=>")
    assert arrow, f"no => in {example!r}"
    pairs = [tuple(part.strip().split("=", 1)) for part in wanted.split(";")]
    assert all(len(pair) == 2 for pair in pairs), f"want field=value in {example!r}"
    return take_apart(marked, *((pair[0].strip(), pair[1].strip()) for pair in pairs))


def faults(reading: Reading) -> list[str]:
    """What is wrong, one line a thing that was asked."""
    found = (_fault(reading, name, value) for name, value in reading.one.wanted)
    return [fault for fault in found if fault]


def _fault(reading: Reading, name: str, value: str) -> str | None:
    every, _, asked_of = name.rpartition("every ")
    if asked_of.startswith("printed "):
        print_of = OF_PRINTED[asked_of.removeprefix("printed ")]
        quantities = reading.quantities
        got = (
            _all(reading.one, quantities, print_of) if every or name != asked_of
            else next(iter(_at(reading.one, quantities, print_of)), "nothing there")
        )  # fmt: skip
        return None if _same(got, value) else f"{name} is {got}, not {value}"
    if name != asked_of:
        got = _all(reading.one, reading.extraction.claims, lambda one: _of_claim(one, asked_of))
        return None if got == value else f"{name} is {got}, not {value}"
    if name in OF_TEXT:
        got = OF_TEXT[name](reading)
        right = value in got.split(",") if name in ("entity", "no claim") else got == value
        return None if right else f"{name} is {got}, not {value}"
    return _of_marked(reading, name, value)


def _of_marked(reading: Reading, name: str, value: str) -> str | None:
    """What is wrong with the claim of the marked number."""
    one, claims = reading.one, reading.extraction.claims
    claim = next((c for c in claims if c.start < one.end and one.start < c.end), None)
    if name == "claim":
        right = (claim is not None) == (value == "yes")
        return None if right else f"claim is {claim and claim.quote}, wanted: {value}"
    if claim is None:
        return "no claim there"
    got = claims[claim.part_of].quote if name == "whole" and claim.part_of is not None else None
    got = got or _of_claim(claim, name)
    if name == "measure" and value != NOTHING:
        missing = [word for word in value.split() if word not in got.split()]
        return f"measure is {got!r}, without {missing}" if missing else None
    return None if got == value else f"{name} is {got}, not {value}"


def _at(
    one: Asked, quantities: Sequence[Quantity], of: Callable[[Quantity], str]
) -> list[str]:  # fmt: skip
    return [of(found) for found in quantities if found.start < one.end and one.start < found.end]


def _all(one: Asked, found: Sequence[Found], of: Callable[[Found], str]) -> str:
    """The values of all, or what is marked and not read, or read and not marked."""
    spans = [(each.start, each.end) for each in found]
    fit = len(spans) == len(one.marks) and all(
        start < last and first < end
        for (start, end), (first, last) in zip(spans, one.marks, strict=True)
    )
    if not fit:
        return f"numbers {[each.quote for each in found]}"
    return PARTS.join(map(of, found)) or NOTHING


def _same(got: str, value: str) -> bool:
    """Equal but for the last digits of a number."""
    if _NUMBERS.sub("#", got) != _NUMBERS.sub("#", value):
        return False
    pairs = zip(_NUMBERS.findall(got), _NUMBERS.findall(value), strict=True)
    return all(math.isclose(float(one), float(other), rel_tol=1e-6) for one, other in pairs)


def _text(value: object) -> str:
    """A field as an example writes it: ``-`` for nothing, yes or no, members parted by commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ",".join(sorted(map(str, value))) or NOTHING
    return NOTHING if value is None else str(value)


def _number(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, int | float) else NOTHING


def _value(found: Claim | Quantity) -> str:
    if found.value is None and (found.low is not None or found.high is not None):
        return f"{_number(found.low)}..{_number(found.high)}"
    return _number(found.value)


def _times(claim: Claim) -> str:
    named = [
        *(str(year) for time in claim.question.times for year in time.years),
        *(day for time in claim.question.times for day in time.days),
        *("past" for time in claim.question.times if time.past),
    ]
    return ",".join(named) or NOTHING


def _of_claim(claim: Claim, name: str) -> str:
    if name in OF_CLAIM:
        return OF_CLAIM[name](claim)
    return _text(getattr(claim if hasattr(claim, name) else claim.question, name))


def _period(start: str | None, end: str | None) -> str:
    return NOTHING if start is None and end is None else f"{_text(start)}..{_text(end)}"


def _printed(quantity: Quantity) -> str:
    """``40 unit=person qualifier=about``: what is not named is nothing, a count, exact."""
    named = {
        "unit": (quantity.unit, None),
        "kind": (quantity.kind, Kind.COUNT),
        "qualifier": (quantity.qualifier, Qualifier.EXACT),
        "change": (quantity.change, None),
    }
    told = (f" {name}={value}" for name, (value, usual) in named.items() if value != usual)
    return _value(quantity) + "".join(told)


def _left_out(reading: Reading) -> str:
    """Why the numbers of a text without a claim are none."""
    if reading.quantities:
        return f"not so: {reading.quantities[0].quote}"
    reasons = {candidate.look or Look.ONE for candidate in find_candidates(reading.one.text)}
    return ",".join(sorted(reasons or Look))


def _days(reading: Reading) -> str:
    """The days of every time that the text names; ``open`` where no calendar tells them."""
    text = reading.one.text
    periods = find_periods(text, 0, len(text), date.fromisoformat(PUBLISHED))
    told = (_period(one.days.start, one.days.end) for one in periods)
    return PARTS.join("open" if days == NOTHING else days for days in told) or NOTHING


def _speaker(reading: Reading) -> str:
    """The origin's name, class and own words in the text."""
    origin = reading.chain[0]
    words = reading.one.text[origin.surface_start : origin.surface_end]
    return PARTS.join((origin.name, origin.source_class.value, words))


OF_CLAIM: dict[str, Callable[[Claim], str]] = {
    "value": _value,
    "quote": lambda claim: claim.quote,
    "period": lambda claim: _period(claim.period_start, claim.period_end),
    "origin": lambda claim: claim.chain[0].name if claim.chain[0].role == "origin" else NOTHING,
    "relays": lambda claim: ",".join(hop.name for hop in claim.chain[1:-1]) or NOTHING,
    "rule": lambda claim: claim.chain[0].rule,
    "shown": lambda claim: "yes" if claim.salience >= 0.5 else "no",
    "part": lambda claim: _text(claim.part_of is not None or claim.question.part),
    "whole": lambda claim: _text(claim.part_of),
    "replaces": lambda claim: "yes" if claim.question.replaces else "no",
    "goes_on": lambda claim: "no" if claim.question.goes_on is None else "yes",
    "times": _times,
    "converts": lambda claim: "yes" if claim.equivalent_of is not None else "no",
}
OF_PRINTED: dict[str, Callable[[Quantity], str]] = {
    "number": _printed,
    "quote": lambda found: found.quote,
    "unit": lambda found: _text(found.unit),
    "currency": lambda found: _text(found.unit) + (" (assumed)" if found.unit_assumed else ""),
    "kind": lambda found: _text(found.kind),
}
OF_TEXT: dict[str, Callable[[Reading], str]] = {
    "sentences": lambda reading: str(len(split_sentences(reading.one.text))),
    "numbers": lambda reading: str(len(reading.extraction.claims)),
    "parsed": lambda reading: "yes" if needs_parse(reading.one.text) else "no",
    "entity": lambda reading: (
        ",".join(sorted(entity.name for entity in reading.extraction.entities)) or NOTHING
    ),
    "no claim": _left_out,
    "days": _days,
    "names": lambda reading: PARTS.join(hop.name for hop in reading.chain[:-1]) or NOTHING,
    "speaker": _speaker,
}
