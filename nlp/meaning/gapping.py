"""What a number measures whose clause leaves out its verb: what the clause before says, of its own.

"Orla won 12 medals and *Lorn nine*": medals won by Lorn. The phrase of the number before is said
again with the number's own noun in place of the one it stands against.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.meaning.frame import noun_unit
from nlp.meaning.printing import Part
from nlp.meaning.record import NumberFrame
from nlp.numbers import Gap
from nlp.text import Grammar, Span
from terms.enums import Kind

_LONGEST = 5
"""Tokens of what a preposition says behind a number, at most."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Tokens to say in place of others; the first of ``pairs`` names whose it is."""

    pairs: tuple[tuple[Span, Span], ...]
    grammar: Grammar
    shares: bool = False

    def said(self, parts: Sequence[Part]) -> list[Part]:
        """The parts of a phrase with the other words, each of them once."""
        said = list(parts)
        for at, (old, new) in enumerate(self.pairs):
            said, hit = self._put(said, old, new)
            if not at and not hit and not said[1] and not self.shares:
                said[1] = ("for", *range(*new))
        return said

    def _put(self, parts: Sequence[Part], old: Span, new: Span) -> tuple[list[Part], bool]:
        said: list[Part] = []
        hit = False
        for place, part in enumerate(parts):
            own = () if hit else self._named(new, headed=place == 0)
            hits = [n for n, at in enumerate(part) if isinstance(at, int) and at in range(*old)]
            if hits:
                led = part[hits[0]] == old[0] or self.grammar.syntax.tags[old[0]] not in (
                    "IN",
                    "TO",
                )
                part = (*part[: hits[0]], *(own if led else own[1:]), *part[hits[-1] + 1 :])
                hit = True
            said.append(part)
        return said, hit

    def _named(self, own: Span, *, headed: bool) -> tuple[int, ...]:
        """The tokens of a noun, at the head of a phrase without its article."""
        article = headed and self.grammar.syntax.tags[own[0]] == "DT"
        return tuple(range(own[0] + article, own[1]))


def swap_of(gap: Gap, base: NumberFrame, frame: NumberFrame, grammar: Grammar) -> Swap:
    """What is said in place of what: the noun before a number, the one that it counts, and what a
    preposition says behind both: "£3 *for the lamp* and the mill £2 *for the vase*"."""
    pairs = [(gap.against, gap.own)]
    old, new = base.noun_behind, frame.noun_behind
    at = frame.last
    if old is not None and new is not None and frame.quantity.kind is Kind.COUNT:
        pairs.append(((base.last, old + 1), (frame.last, new + 1)))
        at = new + 1
    words, tags = grammar.syntax.words, grammar.syntax.tags
    if (
        not gap.shares
        and grammar.word(at)
        and tags[at] in ("IN", "TO")
        and grammar.syntax.deps[at] == "prep"
    ):
        said = range(base.last, gap.own[0] - 1)
        same = next((other for other in said if words[other] == words[at]), None)
        if same is not None:
            pairs.append(
                ((same, gap.own[0]), (at, min(grammar.syntax.edges(at)[1], at + _LONGEST)))
            )
    return Swap(tuple(pairs), grammar, gap.shares)


def gapped(frame: NumberFrame, base: NumberFrame, gap: Gap, grammar: Grammar) -> NumberFrame:
    """The record of a number that shares the verb of another, with its own noun."""
    own = _head(gap.own, grammar)
    replaced = range(*gap.against)
    quantity = frame.quantity
    if quantity.kind is not base.quantity.kind:
        quantity = replace(quantity, kind=base.quantity.kind, unit=base.quantity.unit)
    counted = frame.noun_behind if quantity.kind is Kind.COUNT else None
    unit = quantity.unit or base.unit
    if counted is not None:
        unit = noun_unit(counted, grammar)

    def own_for(token: int | None) -> int | None:
        return own if token is not None and token in replaced else token

    state = own_for(base.state)
    return replace(
        frame.like(base, unit),
        quantity=quantity,
        level=own_for(base.level),
        head=own_for(base.head) if counted is None else counted,
        state=state,
        predicate=grammar.lemma(own) if state != base.state else base.predicate,
        subject=own_for(base.subject),
        verb=base.verb,
        verbs=base.verbs,
        role=base.role,
        prep=base.prep,
        governor=own_for(base.governor),
        noun=counted if counted is not None or base.noun_behind is None else base.noun,
        mover=base.mover,
        way=base.way,
    )


def _head(own: Span, grammar: Grammar) -> int:
    """The noun of a phrase: the last one before its "of"."""
    first, last = own
    stop = next((at for at in range(first + 1, last) if not _is_inner(at, grammar)), last)
    return stop - 1


def _is_inner(at: int, grammar: Grammar) -> bool:
    return grammar.syntax.tags[at] != "IN"
