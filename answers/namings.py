"""Which outlets an article names as those whose numbers it prints.

An outlet is named in full or, where the article has it in full as well, by its first or last word.
It is named beside a number where it stands in the number's clause, where that clause points back
to it ("the paper says", "it adds", "same report"), where the next sentence says so ("That is from
X"), where it heads the paragraph ("X: …"), or, weakest, where it stands alone before the number in
its paragraph.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.lexicon import alternatives, verbs
from nlp.lexicon.nouns import PAPERS
from nlp.numbers import find_quantities
from nlp.text import split_sentences

Span = tuple[int, int]

BESIDE, POINTED_BACK, BEFORE = 1.0, 0.8, 0.5
"""How strongly an outlet is named beside a number: in its clause, by a word for it, before it."""

_ARTICLE, _BRACKETS = re.compile(r"^[Tt]he\s+"), re.compile(r"\s*\([^)]*\)$")
_SHORTEST = 4
"""Letters of the shortest word that may stand for an outlet's name."""

_SAY = f"(?:{alternatives(verbs('saying', 'say', 'find', 'estimate', 'count', 'put'))})"
_PAPER = f"(?:{alternatives(PAPERS | {'agency', 'wire'})})"
_ADVERB = r"(?:(?:also|then|further|\w+ly) )?"
_SPEAKING = (
    rf" {_ADVERB}(?:still )?(?:{_SAY}|gives?|gave|put)\b"
    r"|['’]s? (?:\w+ )?(?:count|figure|number|tally|toll|total|report)s?\b"
)
_THE_PAPER = re.compile(
    rf"\b(?:the|that) {_PAPER} {_ADVERB}(?:{_SAY}|gives|gave|has|had)\b"
    rf"|\b{_SAY} (?:the|that) {_PAPER}\b"
    rf"|\b(?:according to|per|via|citing|quoting|in) (?:the|that) {_PAPER}\b"
    rf"|\b(?:the )?same (?:{_PAPER}|report|source|story|article|piece|account)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    rf"(?:^|[,;:—–-] ?)(?:and |but )?it {_ADVERB}(?:has |had )?{_SAY}\b", re.IGNORECASE
)
_SPEAKS = re.compile(
    rf"\b(?:according to|per|gives?|gave|{alternatives(verbs('saying', 'say'))})\b"
)
_HEADING = re.compile(r"\s*(?:[\w&’'()-]+ ?){1,6}:\s")
_CLAUSE = re.compile(r";|\s[—–-]\s|,? (?:but|while|whereas|although|though)\b")
_THAT = re.compile(
    r"(?:That|This|Those|These|Both|All|So)\b|The (?:figure|number|count|total|toll)s?\b"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a text names an outlet."""

    start: int
    outlet: str


class Namings:
    """The outlets that one article names; ``outlets`` are their names by id."""

    def __init__(self, text: str, outlets: Mapping[str, str]) -> None:
        self._text = text
        self._found = _found(text, outlets)
        self._starts = [naming.start for naming in self._found]
        self._sentences = split_sentences(text) if self._found else []

    def beside(self, sentence: Span, number: Span, *, sourced: bool) -> dict[str, float]:
        """How strongly each outlet is named beside a number; ``sourced`` says that its sentence
        names a source."""
        if not self._found:
            return {}
        here = self._within(*sentence)
        if here:
            return dict.fromkeys(self._of_number(here, sentence, number), BESIDE)
        place = bisect_right(self._sentences, (number[0], len(self._text))) - 1
        back = self._teller(place) or self._after(place)
        if back is not None:
            return {back: POINTED_BACK}
        start = paragraph_start(self._text, sentence[0])
        named = self._within(start, sentence[0])
        speaks = sourced or _SPEAKS.search(self._text[slice(*sentence)])
        if len({naming.outlet for naming in named}) != 1 or speaks:
            return {}
        heads = _HEADING.match(self._text, start) and not self._text[start : named[0].start].strip()
        return {named[0].outlet: POINTED_BACK if heads else BEFORE}

    def _within(self, start: int, end: int) -> Sequence[Naming]:
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _of_number(self, here: Sequence[Naming], sentence: Span, number: Span) -> set[str]:
        """Those of a sentence's outlets that are named for one of its numbers."""
        low, high = self._clause(sentence, number[0])
        inside = [naming for naming in here if low <= naming.start < high]
        if not inside:
            if _SPEAKS.search(self._text[low:high]):
                return set()
            inside = list(here)
        numbers = [q.start for q in find_quantities(self._text, low, high)]
        if len({naming.outlet for naming in inside}) < 2 or len(numbers) < 2:
            return {naming.outlet for naming in inside}
        earlier = [naming for naming in inside if naming.start < number[0]]
        later = [naming for naming in inside if naming.start > number[0]]
        led = inside[0].start < numbers[0]
        return {earlier[-1].outlet} if led or not later else {later[0].outlet}

    def _clause(self, sentence: Span, at: int) -> Span:
        cuts = [cut.start() for cut in _CLAUSE.finditer(self._text, *sentence)]
        place = bisect_right(cuts, at)
        low = cuts[place - 1] if place else sentence[0]
        return low, cuts[place] if place < len(cuts) else sentence[1]

    def _teller(self, place: int) -> str | None:
        """Whom a sentence means by "the paper", or by "it" after one that had an outlet speak."""
        while place >= 0:
            start, end = self._sentences[place]
            here = self._within(start, end)
            if here:
                return here[-1].outlet
            sentence = self._text[start:end]
            if _THE_PAPER.search(sentence):
                before = self._within(0, start)
                return before[-1].outlet if before else None
            if not _IT.search(sentence):
                return None
            place -= 1
        return None

    def _after(self, place: int) -> str | None:
        """The one outlet of the next sentence where that speaks of this one: "That is from X"."""
        if place + 1 >= len(self._sentences):
            return None
        start, end = self._sentences[place + 1]
        named = {naming.outlet for naming in self._within(start, end)}
        gap = self._text[self._sentences[place][1] : start]
        tells = "\n" not in gap and _THAT.match(self._text, start)
        return named.pop() if tells and len(named) == 1 else None


def paragraph_start(text: str, at: int) -> int:
    """Where the paragraph of a place in a text starts."""
    return text.rfind("\n\n", 0, at) + 1


def _found(text: str, outlets: Mapping[str, str]) -> list[Naming]:
    """Where a text names outlets, in its order: in full, then by a word of a full name."""
    full: list[tuple[int, int, str]] = []
    for outlet, name in outlets.items():
        whole = _BRACKETS.sub("", _ARTICLE.sub("", name))
        if whole and whole in text:
            printed = re.finditer(rf"(?<!\w){re.escape(whole)}(?!\w)", text)
            full += [(match.start(), match.end(), outlet) for match in printed]
    full.sort(key=lambda one: (one[0], -one[1]))
    full = [one for place, one in enumerate(full) if not _inside(one, full[:place])]
    found = [Naming(start, outlet) for start, _, outlet in full]
    for form, named in _short_forms(full, outlets).items():
        for match in re.finditer(form, text):
            if not _inside((match.start(), match.end(), ""), full):
                before = [outlet for start, outlet in named if start < match.start()]
                found.append(Naming(match.start(), before[-1] if before else named[0][1]))
    return sorted(found, key=lambda naming: naming.start)


def _short_forms(
    full: Sequence[tuple[int, int, str]], outlets: Mapping[str, str]
) -> dict[str, list[tuple[int, str]]]:
    """Patterns of a word that may stand for a name, with where the name is printed.

    A first word may be a place: it is the outlet where it speaks, or its count is told of.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for start, _, outlet in full:
        parts = re.findall(r"[^\s-]+", _BRACKETS.sub("", _ARTICLE.sub("", outlets[outlet])))
        if len(parts) > 1:
            first, last = re.escape(parts[0]), re.escape(parts[-1])
            forms = (rf"\b{first}(?={_SPEAKING})", rf"(?<=[Tt]he ){last}\b|\b{last}(?={_SPEAKING})")
            for word, form in zip((parts[0], parts[-1]), forms, strict=True):
                if len(word) >= _SHORTEST:
                    found.setdefault(form, []).append((start, outlet))
    return found


def _inside(one: tuple[int, int, str], others: Sequence[tuple[int, int, str]]) -> bool:
    return any(start <= one[0] and one[1] <= end for start, end, _ in others)
