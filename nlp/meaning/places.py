"""Where: the place that a number refers to."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.lexicon import alternation, rule, words
from nlp.lexicon.gazetteer import bare_name, country_name, country_of
from nlp.text import Binding, Grammar
from nlp.text.tags import NAME_TAGS, PLACE_LABELS
from terms.model import Document

_LONGEST_NAME = 60
# What is no place of a figure, though the recogniser has it for one: streets, rooms, ways.
_WAYS = words("places", "way")
_LEAD = 900
"""Characters behind the headline in which a story says where it is set."""
_TOP = 300
_LOCATING = words("places", "before")
_SAYING = words("places", "speaking")
_WORLD = re.compile(rf"\b{alternation('places', 'world')}\b", re.IGNORECASE)
_NATION = re.compile(rf"\b{alternation('places', 'nation')}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """One place as named: its tokens, its name, whether an adjective names it."""

    first: int
    last: int
    name: str
    adjective: bool


class Places:
    """The places that one document names, by token."""

    def __init__(self, grammar: Grammar, document: Document) -> None:
        self._grammar = grammar
        self._named = list(self._find())
        self._starts = [named.first for named in self._named]
        self._story = self._of_story(document)
        self._in_town = self._story is not None and country_of(self._story) is None

    def _find(self) -> Iterator[_Named]:
        syntax = self._grammar.syntax
        for first, last, label in syntax.entities:
            start, end = syntax.chars(first, last)
            named = syntax.text[start:end]
            if label in PLACE_LABELS and "\n" not in named and len(named) <= _LONGEST_NAME:
                way = named.lower().rstrip(".").split()[-1:] or [""]
                if named[:1].isalnum() and not named.isdigit() and way[0] not in _WAYS:
                    yield _Named(first, last, bare_name(named), adjective=False)
            elif label == "NORP" and (code := country_of(named)) is not None:
                if self._is_no_people(first, last):
                    continue
                yield _Named(first, last, country_name(code), adjective=True)

    @rule("places.no-people", otherwise=False)
    def _is_no_people(self, first: int, last: int) -> bool:
        """Whether a name of a people is none: "polish", "Polish the table", "Lorn Indians"."""
        syntax = self._grammar.syntax
        if not syntax.raw[first][:1].isupper():
            return True
        low, _ = syntax.bounds(first)
        if first == low:
            return syntax.tags[last : last + 1] == ["DT"]
        return syntax.tags[first] in NAME_TAGS and syntax.tags[first - 1] in NAME_TAGS

    def _of_story(self, document: Document) -> str | None:
        """The place that the headline and the first paragraphs name most.

        It must be a country or stand behind "in" or "at" once, and be named at the top or twice:
        the recogniser takes many a brand for a place.
        """
        syntax = self._grammar.syntax
        counts: Counter[str] = Counter()
        order: dict[str, int] = {}
        known: set[str] = set()
        near: set[str] = set()
        for named in self._named:
            at = syntax.starts[named.first]
            if at > document.headline_end + _LEAD:
                break
            if named.adjective or self._speaks(named):
                continue
            located = self._is_located(named)
            if located or country_of(named.name):
                known.add(named.name)
            if at < document.headline_end + _TOP or named.name in counts:
                near.add(named.name)
            counts[named.name] += 1 + located + (at < document.headline_end + _TOP)
            order.setdefault(named.name, len(order))
        named_surely = [name for name in counts if name in known & near]
        if named_surely:
            return min(named_surely, key=lambda name: (-counts[name], order[name]))
        adjectives = [named.name for named in self._named if named.adjective]
        return adjectives[0] if adjectives else None

    def of(self, binding: Binding) -> str | None:
        """The place of a number: named in its own clause or sentence, or else the story's."""
        syntax = self._grammar.syntax
        low, high = syntax.bounds(binding.first)
        best: tuple[float, str] | None = None
        at = bisect_left(self._starts, low)
        while at < len(self._named) and self._named[at].first < high:
            cost = self._cost(self._named[at], binding)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, self._named[at].name)
            at += 1
        if best is not None:
            return best[1]
        start, end = syntax.chars(low, high)
        if _WORLD.search(syntax.text, start, end):
            return "world"
        elsewhere = self._in_town and _NATION.search(syntax.text, start, end)
        return None if elsewhere else self._story

    def _cost(self, named: _Named, binding: Binding) -> float | None:
        """How far a place stands from a number; ``None`` when it is not said to be its."""
        syntax = self._grammar.syntax
        if self._speaks(named):
            return None
        behind = named.first >= binding.last
        gap = float(named.first - binding.last if behind else binding.first - named.last)
        top = self._head(named)
        if self._is_located(named):
            return max(gap, 0.0) + (0.0 if behind else 2.0)
        own = {binding.noun, binding.subject, binding.anchor}
        if top in own or syntax.heads[top] in own:
            return max(gap, 0.0) + (6.0 if named.adjective else 1.0)
        return None

    def _head(self, named: _Named) -> int:
        return self._grammar.anchor(named.first, named.last)

    def _is_located(self, named: _Named) -> bool:
        """Whether "in", "at" or their like stands before a place or its chain of commas."""
        syntax = self._grammar.syntax
        at = named.first - 1
        low, _ = syntax.bounds(named.first)
        while at >= low and (
            syntax.tags[at] in ("DT", "JJ", "NNP", "POS", "NN", "RB")
            or syntax.words[at] in ("'s", "’s", ",")
        ):
            if named.first - at > 6:
                return False
            at -= 1
        return at >= low and syntax.words[at] in _LOCATING

    def _speaks(self, named: _Named) -> bool:
        """Whether a place only stands for who speaks: "Seoul said", "the Ohio police told …"."""
        syntax = self._grammar.syntax
        top = self._head(named)
        head = syntax.heads[top]
        if syntax.deps[top] in ("compound", "poss", "nmod", "amod") and head != top:
            top, head = head, syntax.heads[head]
        if syntax.deps[top] != "nsubj" or self._grammar.lemma(head) not in _SAYING:
            return False
        return syntax.find(head, "dobj") is None  # "Japan reported 40 cases" has them itself
