"""Of what whole a number is a part: "Of the 178 people charged, 113 …", "including nine children".

A share's population is the noun phrase behind its "of"; a part's whole is another number of the
same sentence, or of the one before when only "of them" says so.
"""

import re
from collections.abc import Sequence

from nlp.meaning.facets import Facets
from nlp.text.grammar import Binding, Grammar
from terms.enums import Kind
from terms.model import Quantity

_LONGEST = 12
_COUNTED = frozenset({Kind.COUNT, Kind.RATIO, Kind.PERCENT})
_OF_BEFORE = re.compile(
    r"(?:^|[,;(“\"] ?|\band |\bthat )(?:(?:out )?of|among|from among|from) (?:the |those |these "
    r"|some |its |their |all )?"
    r"(?:(?:more|less|fewer|other|estimated|about|around|roughly|nearly|almost|over|at least"
    r"|total|first|initial) (?:than )?){0,3}$",
    re.IGNORECASE,
)
_OF_AFTER = re.compile(
    r"^(?: \w+){0,2}? (?:out )?of (?:the|those|these|some|its|their|his|her|all|a total of)?(?: |$)"
    r"(?:(?:more|less|fewer|other|estimated|about|around|roughly|nearly|almost|over|at least"
    r"|total|original|remaining|first) (?:than )?){0,3}$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r"(?:\bincluding|\binclude[sd]?|\bamong (?:them|those|whom)|\bof (?:whom|which|them|those)"
    r"|\bamong the (?:dead|injured|victims|casualties))"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"^(?: \w+)? of (?:them|those|whom|which|these)\b|^(?: \w+)? of the (?:dead|victims|injured"
    r"|wounded)\b",
    re.IGNORECASE,
)


def whole_of(
    place: int, quantities: Sequence[Quantity], text: str, sentence_start: int, sentence_end: int
) -> int | None:
    """The place, among a sentence's quantities, of the whole that one of them is a part of.

    ``-1`` means that the whole stands in an earlier sentence; ``None`` that no whole is named.
    """
    part = quantities[place]
    if part.kind not in _COUNTED:
        return None
    after = text[part.end : sentence_end]
    for number, other in enumerate(quantities):
        if other.kind is not Kind.COUNT or other is part or not _may_hold(other, part):
            continue
        if other.start >= part.end:
            if _OF_AFTER.match(text[part.end : _edge(other)]):
                return number
            continue
        lead = text[max(sentence_start, _edge(other) - 60) : _edge(other)]
        if _OF_BEFORE.search(lead) and "," in text[other.end : part.start] and part.change is None:
            return number
    before = text[max(sentence_start, part.start - 110) : part.start]
    earlier = [n for n, other in enumerate(quantities[:place]) if other.kind is Kind.COUNT]
    found = _INCLUDING.search(before)
    if found is not None:
        at = max(sentence_start, part.start - 110) + found.start()
        wholes = [n for n in earlier if quantities[n].end <= at and _may_hold(quantities[n], part)]
        if wholes:
            return wholes[-1]
        if re.match(r"of|among", found.group(), re.IGNORECASE):
            return -1
    if _OF_THEM.match(after):
        wholes = [n for n in earlier if _may_hold(quantities[n], part)]
        return wholes[-1] if wholes else -1
    return None


def _edge(quantity: Quantity) -> int:
    return (
        quantity.hedge[0]
        if quantity.hedge and quantity.hedge[0] < quantity.start
        else quantity.start
    )


def _may_hold(whole: Quantity, part: Quantity) -> bool:
    """Whether a count may be the whole of a part: shares of any, counts of larger ones."""
    if part.kind is not Kind.COUNT or part.value is None:
        return True
    if whole.value is None:
        return True
    return whole.value >= part.value or whole.qualifier in ("more_than", "at_least")


def population_of(binding: Binding, facets: Facets, grammar: Grammar) -> str | None:
    """The phrase behind a share's "of": "12% of *registered voters*"."""
    if facets.base < 0:
        return None
    syntax = grammar.syntax
    first, last = grammar.phrase(facets.base)
    first = max(first, binding.last + 1)
    tokens = [
        t for t in range(first, last) if syntax.tags[t] not in ("DT", "PRP$", "POS") or t > first
    ]
    tokens = tokens[:_LONGEST]
    if not tokens:
        return None
    start, end = syntax.starts[tokens[0]], syntax.ends[tokens[-1]]
    return " ".join(syntax.text[start:end].split()) or None
