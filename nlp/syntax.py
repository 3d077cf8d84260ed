"""A parse as plain lists, read once: what the source rules walk over.

Attribute access on spaCy tokens costs more than the rules themselves; lists of Python integers and
strings make them cheap. Token offsets are absolute, character offsets as in the text.
"""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, SENT_START, TAG
from spacy.tokens import Doc

Span = tuple[int, int]


class Syntax:
    """The tokens, tags, arcs, entities and sentences of a document as lists.

    Tokens of sentences that were not parsed have no dependency label and head themselves.
    Sentences never cross a line break, whatever the parser thought.
    """

    __slots__ = (
        "deps",
        "ends",
        "entities",
        "entity_at",
        "heads",
        "kids",
        "raw",
        "sentence_of",
        "sentences",
        "starts",
        "tags",
        "text",
        "words",
    )

    def __init__(self, doc: Doc, sentences: Sequence[Span] | None = None) -> None:
        self.text = doc.text
        strings = doc.vocab.strings
        columns = doc.to_array([TAG, DEP, HEAD, ENT_IOB, ENT_TYPE, SENT_START])
        size = len(doc)
        names: dict[int, str] = {0: ""}
        for value in {*columns[:, 0].tolist(), *columns[:, 1].tolist(), *columns[:, 4].tolist()}:
            names[value] = strings[value] if value else ""
        self.tags: list[str] = [names[v] for v in columns[:, 0].tolist()]
        self.deps: list[str] = [names[v] for v in columns[:, 1].tolist()]
        offsets = columns[:, 2].astype("int64").tolist()
        self.heads: list[int] = [i + offsets[i] for i in range(size)]
        self.raw: list[str] = [token.text for token in doc]
        self.words: list[str] = [word.lower() for word in self.raw]
        self.starts: list[int] = [token.idx for token in doc]
        self.ends: list[int] = [
            start + len(word) for start, word in zip(self.starts, self.raw, strict=True)
        ]
        self.kids: list[list[int]] = [[] for _ in range(size)]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
        self._find_entities(columns[:, 3].tolist(), [names[v] for v in columns[:, 4].tolist()])
        self._find_sentences(columns[:, 5].astype("int64").tolist(), sentences)

    def _find_entities(self, iob: list[int], types: list[str]) -> None:
        """Entities as (first token, past the last, label); ``entity_at`` is -1 outside them."""
        self.entities: list[tuple[int, int, str]] = []
        self.entity_at: list[int] = [-1] * len(iob)
        open_at = -1
        for i, mark in enumerate([*iob, 2]):
            if open_at >= 0 and mark != 1:
                for j in range(open_at, i):
                    self.entity_at[j] = len(self.entities)
                self.entities.append((open_at, i, types[open_at]))
                open_at = -1
            if mark == 3:
                open_at = i

    def _find_sentences(self, marks: list[int], given: Sequence[Span] | None) -> None:
        """Sentences as token spans (first, past the last), cut at every line break."""
        begins = {start for start, _ in given} if given is not None else set()
        self.sentences: list[Span] = []
        self.sentence_of: list[int] = []
        first, broken = 0, False
        for i, word in enumerate(self.raw):
            start = self.starts[i] in begins if given is not None else marks[i] == 1
            if i > first and (broken or start):
                self.sentences.append((first, i))
                first = i
            broken = "\n" in word
            self.sentence_of.append(len(self.sentences))
        if first < len(self.raw):
            self.sentences.append((first, len(self.raw)))

    def bounds(self, token: int) -> Span:
        """The sentence of a token, as a token span without trailing space tokens."""
        first, last = self.sentences[self.sentence_of[token]]
        while last > first + 1 and self.tags[last - 1] == "_SP":
            last -= 1
        return first, last

    def token_at(self, offset: int) -> int:
        """The last token that starts at or before a character offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def edges(self, token: int) -> Span:
        """First token and past the last of a subtree, within the token's sentence."""
        first, last = self.bounds(token)
        low = high = token
        stack = [token]
        while stack:
            for kid in self.kids[stack.pop()]:
                if first <= kid < last:
                    low, high = min(low, kid), max(high, kid)
                    stack.append(kid)
        return low, high + 1

    def child(self, token: int, *labels: str) -> int:
        """The first child with one of the dependency labels, or -1."""
        for kid in self.kids[token]:
            if self.deps[kid] in labels:
                return kid
        return -1

    def chars(self, first: int, last: int) -> Span:
        """Character span of the tokens [first, last)."""
        return self.starts[first], self.ends[last - 1]

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
