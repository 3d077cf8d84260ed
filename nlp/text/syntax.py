"""A parse as plain lists, read once: what the source rules walk over.

Attribute access on spaCy tokens costs more than the rules themselves; lists of Python integers and
strings make them cheap. Token offsets are absolute, character offsets as in the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from nlp.text.accounts import tie_accounts
from nlp.text.folding import fold
from nlp.text.sentences import Span
from nlp.text.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Entity", "Span", "Syntax"]

Entity = tuple[int, int, str]
"""First token, past the last, label."""


_COLUMNS: list[int | str] = [
    *("TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "IDX", "LENGTH")
]
"""What is read of spaCy's document, as columns in this order."""


class Syntax:
    """The tokens, tags, arcs, entities and sentences of a document as lists.

    Tokens of sentences that were not parsed have no dependency label and head themselves.
    Sentences never cross a line break, whatever the parser thought.
    """

    def __init__(
        self, doc: "Doc", sentences: Sequence[Span] | None = None, *, text: str | None = None
    ) -> None:
        """``text``, where the caller has it at hand, must be the document's."""
        self.text: str = doc.text if text is None else text
        strings = doc.vocab.strings
        columns = doc.to_array(_COLUMNS)
        size = len(doc)
        tags, deps, types = (columns[:, i].tolist() for i in (0, 1, 4))
        names: dict[int, str] = {
            value: strings[value] if value else "" for value in {*tags, *deps, *types}
        }
        self.tags: list[str] = [names[v] for v in tags]
        self.deps: list[str] = [names[v] for v in deps]
        offsets = columns[:, 2].astype("int64").tolist()
        self.heads: list[int] = [i + offset for i, offset in enumerate(offsets)]
        self.starts: list[int] = columns[:, 6].tolist()
        self.ends: list[int] = (columns[:, 6] + columns[:, 7]).tolist()
        self.raw: list[str] = [
            self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)
        ]
        self.folded: str = fold(self.text)
        self.words: list[str] = [word.lower() for word in self.raw]
        tie_accounts(self.words, self.tags, self.deps, self.heads)
        self._edges: dict[int, Span] = {}
        self.kids: list[list[int]] = [[] for _ in range(size)]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
        self._find_entities(columns[:, 3].tolist(), types, names)
        self._find_sentences(columns[:, 5].astype("int64").tolist(), sentences)

    def _find_entities(self, iob: list[int], types: list[int], names: dict[int, str]) -> None:
        """Entities as (first token, past the last, label); ``entity_at`` is -1 outside them."""
        self.entities: list[Entity] = []
        self.entity_at: list[int] = [-1] * len(iob)
        open_at = -1
        for i, mark in enumerate([*iob, 2]):
            if open_at >= 0 and mark != 1:
                for j in range(open_at, i):
                    self.entity_at[j] = len(self.entities)
                self.entities.append((open_at, i, names[types[open_at]]))
                open_at = -1
            if mark == 3:
                open_at = i

    def _find_sentences(self, marks: list[int], given: Sequence[Span] | None) -> None:
        """Sentences as token spans (first, past the last), cut at every line break."""
        size = len(self.raw)
        if given is None:
            opening = {i for i, mark in enumerate(marks) if mark == 1}
        else:
            opening = {bisect_left(self.starts, start) for start, _ in given}
        opening.update(i + 1 for i, word in enumerate(self.raw) if "\n" in word)
        opening.discard(size)
        firsts = sorted(opening | {0}) if size else []
        self.sentences: list[Span] = list(pairwise([*firsts, size]))
        self.sentence_of: list[int] = [
            number
            for number, (first, last) in enumerate(self.sentences)
            for _ in range(first, last)
        ]
        self._bounds: list[Span] = [self._trimmed(*span) for span in self.sentences]

    def _trimmed(self, first: int, last: int) -> Span:
        """A token span without trailing space tokens; never empty."""
        while last > first + 1 and self.raw[last - 1].isspace():
            last -= 1
        return first, last

    def bounds(self, token: int) -> Span:
        """The sentence of a token, as a token span without trailing space tokens."""
        return self._bounds[self.sentence_of[token]]

    def token_at(self, offset: int) -> int:
        """The last token that starts at or before a character offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def edges(self, token: int) -> Span:
        """First token and past the last of a subtree, within the token's sentence."""
        known = self._edges.get(token)
        if known is not None:
            return known
        first, last = self._bounds[self.sentence_of[token]]
        low = high = token
        stack = [token]
        while stack:
            for kid in self.kids[stack.pop()]:
                if first <= kid < last:
                    if kid < low:
                        low = kid
                    elif kid > high:
                        high = kid
                    stack.append(kid)
        self._edges[token] = (low, high + 1)
        return low, high + 1

    def find(self, token: int, *labels: str) -> int | None:
        """The first child of a token with one of the dependency labels."""
        for kid in self.kids[token]:
            if self.deps[kid] in labels:
                return kid
        return None

    def subject(self, verb: int) -> int | None:
        """The first subject of a verb, of two that a colon parts the second one.

        A headline's opening is taken for one: "Bus crash: *toll* rises to 12".
        """
        own = [kid for kid in self.kids[verb] if self.deps[kid] in SUBJECTS]
        if len(own) > 1 and ":" in self.words[own[0] : own[1]]:
            return own[1]
        return next(iter(own), None)

    def objects(self, token: int, *prepositions: str) -> Iterator[int]:
        """The nouns behind prepositions under a token."""
        for kid in self.kids[token]:
            noun = self.find(kid, "pobj") if self.words[kid] in prepositions else None
            if noun is not None:
                yield noun

    def agent(self, verb: int) -> int | None:
        """The noun of "by X" under a verb."""
        return next(self.objects(verb, "by"), None)

    def entity(self, token: int) -> Entity | None:
        """The entity that a token stands in."""
        place = self.entity_at[token]
        return self.entities[place] if place >= 0 else None

    def label(self, token: int) -> str:
        """The entity label of a token, or ""."""
        place = self.entity_at[token]
        return self.entities[place][2] if place >= 0 else ""

    def chars(self, first: int, last: int) -> Span:
        """Character span of the tokens [first, last)."""
        return self.starts[first], self.ends[last - 1]

    def quote(self, first: int, last: int) -> str:
        """The text's own words of the tokens [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def within(self, token: int, ancestor: int) -> bool:
        """Whether a token stands in the subtree of another (or is it)."""
        for _ in range(60):
            if token == ancestor:
                return True
            head = self.heads[token]
            if head == token:
                return False
            token = head
        return False

    def is_verb(self, token: int) -> bool:
        """Whether the tagger holds a token for a verb form."""
        return self.tags[token].startswith("VB")
