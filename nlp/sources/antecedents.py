"""Antecedents: whom he, it, "the agency" and "the report" point back to.

No model of coreference: the latest mention that fits by kind, number and known gender wins, the
subjects of the sentences before first.
"""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager

from nlp.lexicon import words
from nlp.lexicon.nouns import (
    BARE_DATA,
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    PAPERS,
    RESOLVED_BODIES,
    SCHOLARS,
)
from nlp.sources.frames import Source
from nlp.sources.names import abbreviations, clean, is_outlet
from nlp.sources.people import OPENING, People, Person, head_of
from nlp.text import Entity, Span, Syntax
from nlp.text.noun_phrases import Border, noun_phrase
from terms.enums import SourceClass

_MOST = 60  # sources looked at for one noun
_MOST_NAMES = 240  # names looked at for one noun
_SUBJECT_REACH = 2  # sentences by which a subject may be farther off than another name
_SUBJECTS = ("nsubj", "nsubjpass")
_NAMED_BODY = frozenset({"ORG", "PRODUCT", "FAC", "GPE", "WORK_OF_ART"})
_BEFORE_PLACES = words("places", "where", "part")
_SETTLEMENTS = words("places", "settlement")


def _located(syntax: Syntax) -> frozenset[str]:
    """Names that a text uses as a place ("across Velm", "the town of Velm", "central Velm").

    The model takes unknown names for organisations; where one lies somewhere, it is no body.
    """
    found: set[str] = set()
    for first, last, label in syntax.entities:
        if label != "ORG" or first == 0:
            continue
        before = syntax.words[first - 1]
        settled = before == "of" and first > 1 and syntax.words[first - 2] in _SETTLEMENTS
        if before in _BEFORE_PLACES or settled:
            found.add(syntax.quote(first, last))
    return frozenset(found)


class Antecedents:
    """Who has been named in one document, and who has spoken so far."""

    def __init__(self, syntax: Syntax, quote_of: list[int]) -> None:
        self.syntax = syntax
        self.people = People(syntax)
        self._quote_of = quote_of
        self._full_names = abbreviations(syntax.text) if "(" in syntax.text else {}
        self._spoken: list[Source] = []
        self._entity_starts = [syntax.starts[first] for first, _, _ in syntax.entities]
        self._located = _located(syntax)

    def remember(self, source: Source) -> None:
        """Note that a source has been named at its place."""
        self._spoken.append(source)

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Forget who is read meanwhile."""
        mark = len(self._spoken)
        yield
        del self._spoken[mark:]

    def spelled_out(self, name: str) -> str:
        """What an abbreviation stands for, else the name itself."""
        return self._full_names.get(name, name)

    def _latest(self) -> Iterator[Source]:
        """Those who spoke, the latest first."""
        return reversed(self._spoken[-_MOST:])

    def _quoted(self, offset: int, head: int) -> bool:
        """Whether a mention stands in a quotation that the pronoun at ``head`` is not part of."""
        number = self._quote_of[self.syntax.token_at(offset)]
        return number >= 0 and number != self._quote_of[head]

    def person(self, pronoun: str, head: int) -> Person | None:
        """The person whom "he" or "she" at a token means."""
        for found in self.people.meant(pronoun, head, self._spoken):
            if not self._quoted(found.start, head):
                self.people.note_gender(found.name, pronoun)
                return found
        return None

    def unnamed(self, head: int) -> Span | None:
        """A subject before "he" or "she" that is named like a person but was not recognised."""
        s, here = self.syntax, self.syntax.sentence_of[head]
        for first, last in reversed(s.sentences[max(0, here - 3) : here]):
            name = self.people.is_name
            two = last - first > 2 and name(first) and name(first + 1)
            if two and not s.deps[first] and s.words[first] not in ("the", "a", "in", "on"):
                return first, first + 2
            for i in range(first, min(last, head)):
                begin = (
                    noun_phrase(s, i, Border.NAME)[0]
                    if s.deps[i] == "nsubj" and s.tags[i] == "NNP"
                    else i
                )
                capital = all(s.tags[k] == "NNP" for k in range(begin, i))
                if begin < i and capital and not is_outlet(s.quote(begin, i + 1)):
                    return begin, i + 1
        return None

    # -- bodies and documents ----------------------------------------------------------------------

    def body(self, noun: str, before: int) -> str | None:
        """The latest named body before a place that a definite noun fits: "the agency"."""
        s = self.syntax
        singular = noun.removesuffix("s")
        if singular == "team" and (scholars := self._scholars(before)):
            return scholars
        spoke = self._same_noun(singular, before)
        subject: str | None = None
        latest: str | None = None
        since = 0
        stop = bisect_left(self._entity_starts, before)
        for entity in reversed(s.entities[max(0, stop - _MOST_NAMES) : stop]):
            name = self._body_name(entity)
            if name is None:
                continue
            if spoke and spoke.start > s.starts[entity[0]]:
                break
            if self._bears(entity, name, singular):
                return name
            company = singular in RESOLVED_BODIES and entity[2] == "ORG" and not is_outlet(name)
            if company and s.quote(*entity[:2]) not in self._located:
                latest, since = (latest, since) if latest else (name, s.sentence_of[entity[0]])
                near = since - s.sentence_of[entity[0]] <= _SUBJECT_REACH
                if subject is None and near and self._is_subject(*entity[:2]):
                    subject = name
        return spoke.name if spoke else subject or latest

    def _body_name(self, entity: Entity) -> str | None:
        """The name of an entity that can be a body; none where it is but the noun itself."""
        if entity[2] not in _NAMED_BODY:
            return None
        name = self.spelled_out(clean(self.syntax.quote(*entity[:2])))
        return None if name.lower() in BODY_NOUNS else name

    def _bears(self, entity: Entity, name: str, noun: str) -> bool:
        """Whether a name holds a noun itself ("the board": the Harbour Board), or is a paper's."""
        surface = self.syntax.quote(*entity[:2])
        parts = name.lower().split()
        if noun in parts:
            return True
        if surface in self._located:
            return False
        return noun + "s" in parts or (noun in PAPERS and is_outlet(surface))

    def _scholars(self, before: int) -> str | None:
        """The latest who study and spoke: whom "the team" means."""
        for source in self._latest():
            if source.start < before and SCHOLARS & set(source.name.lower().split()):
                return source.name
        return None

    def _same_noun(self, noun: str, before: int) -> Source | None:
        """The latest body that spoke under a noun with words of its own: "the grid operator"."""
        for source in self._latest():
            parts = source.name.lower().split()
            if source.start < before and len(parts) > 1 and parts[-1] == noun:
                return source if source.source_class is SourceClass.BODY else None
        return None

    def role(self, noun: str, before: int) -> str | None:
        """The latest source who spoke under a role with whose it is: "a spokesman for X"."""
        for source in self._latest():
            parts = source.name.lower().split()
            if source.start < before and noun in parts[:-1] and parts[0] == noun:
                return source.name
        return None

    def _is_subject(self, first: int, last: int) -> bool:
        """Whether a name is what its clause is about, or stands beside such a noun."""
        s = self.syntax
        head = head_of(s, first, last)
        return s.deps[s.heads[head] if s.deps[head] == "appos" else head] in _SUBJECTS

    def document(self, noun: str, before: int) -> Source | None:
        """Who issued the latest document of a noun: "the report" after "a report by X"."""
        bare = noun.removesuffix("s")
        for source in self._latest():
            if source.start >= before or source.source_class is SourceClass.DOCUMENT:
                continue
            parts = [part.strip(".,") for part in source.text.lower().split()]
            if any(part.removesuffix("s") == bare for part in parts):
                return source
            if noun in BARE_DATA and any(part in BARE_DATA for part in parts):
                return source
        return None

    def thing(self, head: int, *, plural: bool) -> Source | int | None:
        """The latest body, document or group before "it" or "they": a source that spoke, or the
        token of a subject that did not."""
        s = self.syntax
        latest = self._latest_thing(head, plural=plural)
        here = s.sentence_of[head]
        said = s.sentence_of[s.token_at(latest.start)] if latest else -1
        for sentence in range(here, max(-1, here - 3), -1):
            first, last = s.sentences[sentence]
            opening = self._opening_body(first, last) if sentence < here else None
            if opening is not None and (latest is None or latest.start < s.starts[opening]):
                return opening
            subject = self._subject(first, min(last, head), head, plural=plural)
            if subject is not None:
                spoke = latest and latest.start >= s.starts[noun_phrase(s, subject, Border.NAME)[0]]
                return latest if spoke else subject
            if said == sentence:
                return latest
        return latest if here - said <= 4 else None

    def _latest_thing(self, head: int, *, plural: bool) -> Source | None:
        """The source nearest before a pronoun that is a thing, or any for "they"."""
        at = self.syntax.starts[head]
        latest: Source | None = None
        for source in self._spoken[-_MOST:]:
            kind = source.source_class
            fits = kind is not SourceClass.PERSON or (plural and " and " in source.name)
            fits = fits and (plural or kind is not SourceClass.ANONYMOUS)
            later = latest is None or source.start >= latest.start
            if fits and later and source.start < at and not self._quoted(source.start, head):
                latest = source
        return latest

    def _subject(self, first: int, last: int, head: int, *, plural: bool) -> int | None:
        """The first subject among tokens that is a thing, outside of other quotations."""
        s = self.syntax
        for i in range(first, last):
            outside = self._quote_of[i] not in (-1, self._quote_of[head])
            if s.deps[i] not in _SUBJECTS or outside:
                continue
            if self._is_body(i) or (plural and s.words[i] in SCHOLARS):
                return i
        return None

    def _opening_body(self, first: int, last: int) -> int | None:
        """A body or document that opens a sentence that was not parsed, taken for its subject."""
        s = self.syntax
        if s.deps[first]:
            return None
        for i in range(first, min(last, first + OPENING)):
            entity = s.entity(i)
            if entity is not None and entity[2] == "ORG":
                return entity[1] - 1
            if entity is None and s.words[i] in BODY_NOUNS | DOCUMENT_NOUNS:
                return i
        return None

    def _is_body(self, token: int) -> bool:
        label = self.syntax.label(token)
        word = self.syntax.words[token]
        return label == "ORG" if label else word in BODY_NOUNS or word in DOCUMENT_NOUNS
