"""Every row of every table and every rule that is code shows what it does, and what it does not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages

import pytest

import nlp
from nlp.gate import needs_parse
from nlp.lexicon import RULES, tables
from nlp.lexicon.tables import _all_rows
from nlp.reader import Reader
from nlp.text.sentences import split_sentences
from terms.model import Claim, Document, Extraction

for _module in walk_packages(nlp.__path__, "nlp."):
    import_module(_module.name)

PUBLISHED = "2024-09-27"
_MARKED = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A marked sentence taken apart: its text, the span of its number, what is asked of it."""

    text: str
    start: int
    end: int
    wanted: tuple[tuple[str, str], ...]


def asked(example: str) -> Asked:
    """``About [40] fled. => qualifier=about; unit=person``; ``|`` in the text parts paragraphs."""
    marked, arrow, wanted = example.rpartition("=>")
    assert arrow, f"no => in {example!r}"
    marked = marked.strip().replace(" | ", "\n\n")
    found = _MARKED.search(marked)
    start, end = (found.start(), found.end() - 2) if found else (0, 0)
    text = _MARKED.sub(r"\1", marked, count=1)
    pairs = [tuple(part.strip().split("=", 1)) for part in wanted.split(";")]
    assert all(len(pair) == 2 for pair in pairs), f"want field=value in {example!r}"
    return Asked(text, start, end, tuple((pair[0].strip(), pair[1].strip()) for pair in pairs))


def examples() -> Iterator[object]:
    """Both sentences of every row and rule, named by the rule's id."""
    for table in tables():
        for row in _all_rows(table):
            yield pytest.param(row.example, id=f"{row.key} example")
            yield pytest.param(row.counter, id=f"{row.key} counter")
    for rule in RULES.values():
        yield pytest.param(rule.example, id=f"{rule.id} example")
        yield pytest.param(rule.counter, id=f"{rule.id} counter")


def _text(value: object) -> str:
    """A field as an example writes it: ``-`` for nothing, yes or no, members parted by commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ",".join(sorted(map(str, value))) or "-"
    return "-" if value is None else str(value)


def _times(claim: Claim) -> str:
    named = [
        *(str(year) for time in claim.question.times for year in time.years),
        *(day for time in claim.question.times for day in time.days),
        *("past" for time in claim.question.times if time.past),
    ]
    return ",".join(named) or "-"


def _field(claim: Claim, field: str) -> str:
    """A field of the claim, else of its question."""
    return _text(getattr(claim if hasattr(claim, field) else claim.question, field))


def _number(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, int | float) else "-"


def _value(claim: Claim) -> str:
    if claim.value is None and (claim.low is not None or claim.high is not None):
        return f"{_number(claim.low)}..{_number(claim.high)}"
    return _number(claim.value)


OF_CLAIM: dict[str, Callable[[Claim], str]] = {
    "value": _value,
    "quote": lambda claim: claim.quote,
    "period": lambda claim: (
        "-"
        if claim.period_start is None and claim.period_end is None
        else f"{_text(claim.period_start)}..{_text(claim.period_end)}"
    ),
    "origin": lambda claim: claim.chain[0].name if claim.chain[0].role == "origin" else "-",
    "relays": lambda claim: ",".join(hop.name for hop in claim.chain[1:-1]) or "-",
    "rule": lambda claim: claim.chain[0].rule,
    "shown": lambda claim: "yes" if claim.salience >= 0.5 else "no",
    "part": lambda claim: _text(claim.part_of is not None or claim.question.part),
    "replaces": lambda claim: "yes" if claim.question.replaces else "no",
    "goes_on": lambda claim: "no" if claim.question.goes_on is None else "yes",
    "times": _times,
    "converts": lambda claim: "yes" if claim.equivalent_of is not None else "no",
}
OF_TEXT: dict[str, Callable[[Asked, Extraction], str]] = {
    "sentences": lambda one, _: str(len(split_sentences(one.text))),
    "numbers": lambda _, found: str(len(found.claims)),
    "parsed": lambda one, _: "yes" if needs_parse(one.text) else "no",
    "entity": lambda _, found: ",".join(sorted(entity.name for entity in found.entities)) or "-",
}


def _holds(one: Asked, found: Extraction, field: str, value: str) -> str | None:
    """What is wrong, or ``None``."""
    if field in OF_TEXT:
        got = OF_TEXT[field](one, found)
        right = value in got.split(",") if field == "entity" else got == value
        return None if right else f"{field} is {got}, not {value}"
    claim = next((c for c in found.claims if c.start < one.end and one.start < c.end), None)
    if field == "claim":
        right = (claim is not None) == (value == "yes")
        return None if right else f"claim is {claim and claim.quote}, wanted: {value}"
    if claim is None:
        return "no claim there"
    got = OF_CLAIM[field](claim) if field in OF_CLAIM else _field(claim, field)
    if field == "measure" and value != "-":
        missing = [word for word in value.split() if word not in got.split()]
        return f"measure is {got!r}, without {missing}" if missing else None
    return None if got == value else f"{field} is {got}, not {value}"


@pytest.mark.parametrize("example", list(examples()))
def test_an_example_is_read_as_it_says(example: str, reader: Reader) -> None:
    one = asked(example)
    found = reader.read(
        Document(
            one.text, published_at=PUBLISHED, outlet="The Lorn Post", country="GB", language="en"
        )
    )
    wrong = [fault for pair in one.wanted if (fault := _holds(one, found, *pair))]
    assert not wrong, f"{one.text!r}: {'; '.join(wrong)}"
