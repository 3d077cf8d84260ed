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
    FEMININE,
    MASCULINE,
    PAPERS,
    PERSON_NOUNS,
    RESOLVED_BODIES,
    SCHOLARS,
)
from nlp.sources.frames import Source
from nlp.sources.names import abbreviations, clean, is_outlet
from nlp.sources.people import OPENING, People, Person, head_of
from nlp.text import Span, Syntax
from nlp.text.noun_phrases import Border, noun_phrase
from terms.enums import SourceClass

_MOST = 60  # sources looked at for one noun
_MOST_NAMES = 240  # names looked at for one noun
_SUBJECT_REACH = 5  # sentences by which a subject may be farther off than another name
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
        """A subject before "he" or "she" that is named like a person but was not recognised, or
        that is only called by what it is: "The minister spoke. *She* said …"."""
        s, here = self.syntax, self.syntax.sentence_of[head]
        for first, last in reversed(s.sentences[max(0, here - 3) : here]):
            for i in (k for k in range(first, last) if s.deps[k] in _SUBJECTS or not s.deps[k]):
                begin = noun_phrase(s, i, Border.NAME)[0]
                other = MASCULINE if s.words[head] in ("she", "her") else FEMININE
                opens = not s.tags[i] and i == first + 1 and s.words[first] in ("the", "a", "an")
                if (opens or s.tags[i] == "NN") and s.words[i] in PERSON_NOUNS - other:
                    return begin, i + 1
                if s.tags[i] != "NNP":
                    continue
                named = all(s.tags[k] == "NNP" for k in range(begin, i))
                if begin < i and named and not is_outlet(s.quote(begin, i + 1)):
                    return begin, i + 1
        return None

    # -- bodies and documents ----------------------------------------------------------------------

    def body(self, noun: str, before: int) -> str | None:
        """The latest named body before a place that a definite noun fits: "the agency"."""
        s = self.syntax
        singular = noun.removesuffix("s")
        spoke = self._spoke_as(singular, before)
        subject: str | None = None
        latest: str | None = None
        since = 0
        stop = bisect_left(self._entity_starts, before)
        for first, last, label in reversed(s.entities[max(0, stop - _MOST_NAMES) : stop]):
            surface = s.quote(first, last)
            name = self.spelled_out(clean(surface))
            if label not in _NAMED_BODY or name.lower() in BODY_NOUNS:
                continue
            if spoke and spoke.start > s.starts[first]:
                break
            located, outlet = surface in self._located, is_outlet(surface)
            if not {singular, f"{singular}s"}.isdisjoint(name.lower().split()):
                return name
            if singular in PAPERS and outlet:
                return name
            if singular in RESOLVED_BODIES and label == "ORG" and not outlet and not located:
                here = s.sentence_of[first]
                latest, since = (latest, since) if latest else (name, here)
                if not subject and since - here <= _SUBJECT_REACH and self._is_subject(first, last):
                    subject = name
        return spoke.name if spoke else subject or latest

    def _spoke_as(self, noun: str, before: int) -> Source | None:
        """The latest body that spoke under a noun with words of its own ("the grid operator"), or
        who study, whom "the team" means."""
        for source in self._latest():
            parts = source.name.lower().split()
            scholars = noun == "team" and SCHOLARS.intersection(parts)
            body = source.source_class is SourceClass.BODY and len(parts) > 1 and parts[-1] == noun
            if source.start < before and (scholars or body):
                return source
        return None

    def role(self, noun: str, before: int) -> str | None:
        """The latest source who spoke under a role with whose it is: "a spokesman for X"."""
        for source in self._latest():
            parts = source.name.lower().split()
            if source.start < before and len(parts) > 1 and parts[0] == noun:
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
            subject = self._subject(sentence, head, plural=plural)
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

    def _subject(self, sentence: int, head: int, *, plural: bool) -> int | None:
        """The first subject of a sentence that is a thing, outside of other quotations; where the
        sentence was not parsed, what opens it."""
        s = self.syntax
        first, last = s.sentences[sentence]
        for i in range(first, min(last, head)):
            opens = not s.deps[i] and i < first + OPENING
            quoted = self._quote_of[i] not in (-1, self._quote_of[head])
            if (opens or s.deps[i] in _SUBJECTS) and not quoted:
                entity = s.entity(i)
                if self._is_body(i) or (plural and s.words[i] in SCHOLARS):
                    return entity[1] - 1 if entity and opens else i
        return None

    def _is_body(self, token: int) -> bool:
        label = self.syntax.label(token)
        word = self.syntax.words[token]
        return label == "ORG" if label else word in BODY_NOUNS or word in DOCUMENT_NOUNS
