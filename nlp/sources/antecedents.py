"""Antecedents: whom he, it, "the agency" and "the report" point back to.

No model of coreference: the latest mention that fits by kind, number and known gender wins, the
subjects of the sentences before first.
"""

from bisect import bisect_left
from dataclasses import dataclass

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
    TITLES,
)
from nlp.sources.frames import Source
from nlp.sources.names import ABBREVIATED_TITLES, abbreviations, clean, is_outlet, person_name
from nlp.sources.phrasing import label_at, phrase, words_of
from nlp.text.syntax import Span, Syntax
from terms.enums import SourceClass

_OPENING = 4  # tokens: what is named by then opens the sentence, and is taken for its subject
_FARTHEST = 6  # sentences back that a pronoun reaches
_LONGEST_PERSON = 4  # words of a person's name
_MOST = 60  # mentions looked at for one pronoun
_MONTHS = frozenset({"April", "May", "June", "August", "March"})
_PERSONAL = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART", "FAC", "LOC"})
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "dame", "lady"})
_LEAD_TAGS = frozenset({"NN", "NNP", "NNS", "JJ", "IN", "POS", "HYPH", "NNPS"})
_BEFORE_NAMES = TITLES | ABBREVIATED_TITLES.keys() | _HONORIFICS
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NAMED_BODY = frozenset({"ORG", "PRODUCT", "FAC", "GPE", "WORK_OF_ART"})


_LOCATIVES = frozenset({"across", "near", "outside", "throughout", "around"})
_SETTLEMENTS = frozenset(
    "town city village port district province region state county island capital suburb".split()
)
_PARTS = frozenset("central northern southern eastern western downtown greater".split())


def _located(syntax: Syntax) -> frozenset[str]:
    """Names that a text uses as a place ("across Velm", "the town of Velm", "central Velm").

    The model takes unknown names for organisations; where one lies somewhere, it is no body.
    """
    words, found = syntax.words, set()
    for first, last, label in syntax.entities:
        if label != "ORG" or first == 0:
            continue
        before = words[first - 1]
        settled = before == "of" and first > 1 and words[first - 2] in _SETTLEMENTS
        if before in _LOCATIVES or before in _PARTS or settled:
            found.add(words_of(syntax, first, last))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Person:
    """A named person at one place of the text; ``subject``: of what its sentence says."""

    start: int
    end: int
    sentence: int
    name: str
    subject: bool


class Antecedents:
    """Who has been named in one document, and who has spoken so far."""

    def __init__(self, syntax: Syntax, quote_of: list[int]) -> None:
        self.syntax = syntax
        self._quote_of = quote_of
        self.full_names = abbreviations(syntax.text) if "(" in syntax.text else {}
        self.spoken: list[Source] = []
        self._entity_starts = [syntax.starts[first] for first, _, _ in syntax.entities]
        self._names_at: dict[int, Span] = {}
        self._people: list[Person] = []
        self._starts: list[int] = []
        self._genders: dict[str, str] = {}
        self._titles: dict[str, list[tuple[int, str]]] = {}
        self._by_last: dict[str, list[tuple[int, str]]] = {}
        self._located = _located(syntax)
        self._index_people()

    def remember(self, source: Source) -> None:
        """Note that a source has been named at its place."""
        self.spoken.append(source)

    def _named_people(self) -> list[Span]:
        """Token spans of people's names: entities, and names after a title that the model missed.

        A name that is a person's once is one everywhere.
        """
        s = self.syntax
        names = {words_of(s, first, last) for first, last, label in s.entities if label == "PERSON"}
        known = names | {name.split()[-1] for name in names if " " in name}
        found: list[Span] = []
        for first, last, label in s.entities:
            if label not in _PERSONAL:
                continue
            name = words_of(s, first, last)
            if name not in _MONTHS and (name in known or self._has_role(first, last)):
                found.append((first, last))
        for i, word in enumerate(s.words):
            if word in _BEFORE_NAMES and s.entity_at[i] < 0:
                last = i + 1
                while last < len(s.tags) and self._is_name(last) and s.entity_at[last] < 0:
                    last += 1
                if last > i + 1 and s.raw[i][0].isupper() and s.raw[i + 1][0].isupper():
                    found.append((i + 1, last))
            if word in TITLES and s.tags[i] == "NN" and (run := self._titled(i + 1)):
                found.append(run)
        for i, label in enumerate(s.deps):
            if label == "appos" and s.tags[i] == "NNP" and s.entity_at[i] < 0:
                begin = i
                while begin > 0 and s.tags[begin - 1] == "NNP" and s.entity_at[begin - 1] < 0:
                    begin -= 1
                if begin < i and self._person_noun(s.heads[i]):
                    found.append((begin, i + 1))
        return sorted(set(found))

    def _titled(self, first: int) -> Span | None:
        """The full name behind a title in lower case, whatever the model took it for."""
        s, last = self.syntax, first
        while last < len(s.tags) and s.tags[last] == "NNP":
            last += 1
        if not 2 <= last - first <= _LONGEST_PERSON or s.words[last - 1] in BODY_NOUNS:
            return None
        return None if is_outlet(words_of(s, first, last)) else (first, last)

    def _person_noun(self, token: int) -> bool:
        return self.syntax.words[token] in PERSON_NOUNS

    def _is_name(self, token: int) -> bool:
        """Whether a token is part of a name; where nothing was tagged, by its capital."""
        s = self.syntax
        return s.tags[token] in _NAME_TAGS or (not s.tags[token] and s.raw[token][:1].isupper())

    def _has_role(self, first: int, last: int) -> bool:
        """Whether a name of several words stands beside what a person is: "…, the mayor"."""
        s, head = self.syntax, last - 1
        if last - first < 2:
            return False
        if s.deps[head] == "appos" and s.words[s.heads[head]] in PERSON_NOUNS:
            return True
        return any(s.deps[k] == "appos" and s.words[k] in PERSON_NOUNS for k in s.kids[head])

    def person_at(self, token: int) -> Span | None:
        """The tokens of the person's name that a token belongs to."""
        return self._names_at.get(token)

    def _index_people(self) -> None:
        """All named people with gender and title hints; a last name takes the full one before."""
        s = self.syntax
        for first, last in self._named_people():
            for token in range(first, last):
                self._names_at[token] = (first, last)
            start = s.starts[first]
            name = person_name(s.text[start : s.ends[last - 1]])
            words = name.split()
            if not words or is_outlet(name):
                continue
            if len(words) == 1:
                name = self.full_person(name, start)
            else:
                known = self._by_last.setdefault(words[-1].lower(), [])
                if not known or known[-1][1] != name:
                    known.append((start, name))
            head = next((i for i in range(first, last) if not first <= s.heads[i] < last), first)
            subject = s.deps[head] in ("nsubj", "nsubjpass") or (
                not s.deps[head] and first - s.bounds(first)[0] < _OPENING
            )
            self._people.append(
                Person(start, s.ends[last - 1], s.sentence_of[first], name, subject)
            )
            self._starts.append(start)
            lead = first
            while lead > s.bounds(first)[0] and s.tags[lead - 1] in _LEAD_TAGS and lead > first - 5:
                lead -= 1
            beside = [*range(lead, last), *(k for k in s.kids[head] if s.deps[k] == "appos")]
            if s.deps[head] == "appos":
                beside.append(s.heads[head])
            for i in beside:
                self._hint(s.words[i], name, start)

    def _hint(self, word: str, name: str, at: int) -> None:
        word = ABBREVIATED_TITLES.get(word, word)
        if word in MASCULINE:
            self._genders.setdefault(name, "he")
        elif word in FEMININE:
            self._genders.setdefault(name, "she")
        if word in TITLES:
            self._titles.setdefault(word, []).append((at, name))

    # -- people ------------------------------------------------------------------------------------

    def full_person(self, name: str, before: int) -> str:
        """The full name that a last name stands for, where the text gave it at or before."""
        if " " in name:
            return name
        found = name
        for at, full in self._by_last.get(name.lower(), ()):
            if at <= before:
                found = full
        return found

    def holder(self, title: str, before: int) -> str | None:
        """Who was introduced with a title before a place: "the mayor" → Ana Ruiz."""
        for at, name in reversed(self._titles.get(title, [])):
            if at < before:
                return name
        return None

    def person(self, pronoun: str, head: int) -> Person | None:
        """The nearest person before a pronoun: subjects first, sentence by sentence backwards."""
        at, here = self.syntax.starts[head], self.syntax.sentence_of[head]
        stop = bisect_left(self._starts, at)
        named = [
            Person(
                source.start,
                source.end,
                self.syntax.sentence_of[self.syntax.token_at(source.start)],
                source.name,
                True,
            )
            for source in self.spoken[-8:]
            if source.source_class is SourceClass.PERSON and source.start < at
        ]
        near = [*self._people[max(0, stop - _MOST) : stop], *named]
        best: Person | None = None
        rank = 0.0
        for person in near:
            if here - person.sentence > _FARTHEST or self._quoted(person.start, head):
                continue
            gender = self._genders.get(person.name)
            if gender not in (None, pronoun):
                continue
            score = 10 - (here - person.sentence) + (2.5 if person.subject else 0)
            score += 0.5 if gender == pronoun else 0
            if score > rank or (score == rank and person.sentence == here):
                best, rank = person, score
        if best:
            self._genders.setdefault(best.name, pronoun)
        return best

    # -- bodies and documents ----------------------------------------------------------------------

    def body(self, noun: str, before: int) -> str | None:
        """The latest named body before a place that a definite noun fits: "the agency"."""
        s = self.syntax
        singular = noun.removesuffix("s")
        spoke = self._same_noun(singular, before)
        subject: str | None = None
        latest: str | None = None
        stop = bisect_left(self._entity_starts, before)
        for first, last, label in reversed(s.entities[max(0, stop - 4 * _MOST) : stop]):
            if label not in _NAMED_BODY:
                continue
            surface = words_of(s, first, last)
            name = self.full_names.get(clean(surface), clean(surface))
            words = name.lower().split()
            if len(words) == 1 and words[0] in BODY_NOUNS:
                continue
            if spoke and spoke.start > s.starts[first]:
                break
            if surface in self._located and singular not in words:
                continue
            if singular in words or singular + "s" in words:
                return name
            if singular in PAPERS and is_outlet(surface):
                return name
            if singular in RESOLVED_BODIES and label == "ORG" and not is_outlet(name):
                latest = latest or name
                if subject is None and self._is_subject(first, last):
                    subject = name
        return spoke.name if spoke else subject or latest

    def _same_noun(self, noun: str, before: int) -> Source | None:
        """The latest body that spoke under a noun with words of its own: "the grid operator"."""
        for source in reversed(self.spoken[-_MOST:]):
            words = source.name.lower().split()
            if source.start < before and len(words) > 1 and words[-1] == noun:
                return source if source.source_class is SourceClass.BODY else None
        return None

    def _is_subject(self, first: int, last: int) -> bool:
        """Whether a name is what its clause is about, or stands beside such a noun."""
        s = self.syntax
        head = next((i for i in range(first, last) if not first <= s.heads[i] < last), first)
        if s.deps[head] == "appos":
            head = s.heads[head]
        return s.deps[head] in ("nsubj", "nsubjpass")

    def document(self, noun: str, before: int) -> Source | None:
        """Who issued the latest document of a noun: "the report" after "a report by X"."""
        bare = noun.removesuffix("s")
        for source in reversed(self.spoken[-_MOST:]):
            if source.start >= before or source.source_class is SourceClass.DOCUMENT:
                continue
            words = [w.strip(".,") for w in source.text.lower().split()]
            if any(w.removesuffix("s") == bare for w in words):
                return source
            if noun in BARE_DATA and any(w in BARE_DATA for w in words):
                return source
        return None

    def thing(self, head: int, *, plural: bool) -> Source | int | None:
        """The latest body, document or group before "it" or "they": a source that spoke, or the
        token of a subject that did not."""
        s, at = self.syntax, self.syntax.starts[head]
        latest: Source | None = None
        for source in self.spoken[-_MOST:]:
            fits = plural or source.source_class not in (SourceClass.PERSON, SourceClass.ANONYMOUS)
            fits = fits and not self._quoted(source.start, head)
            if source.start < at and fits and (latest is None or source.start >= latest.start):
                latest = source
        here = s.sentence_of[head]
        said = s.sentence_of[s.token_at(latest.start)] if latest else -1
        for sentence in range(here, max(-1, here - 3), -1):
            first, last = s.sentences[sentence]
            if not s.deps[first] and sentence < here:
                opening = self._opening_body(first, last)
                if opening >= 0 and (latest is None or latest.start < s.starts[opening]):
                    return opening
            for i in range(first, min(last, head)):
                if s.deps[i] not in ("nsubj", "nsubjpass"):
                    continue
                if not self._is_body(i) and not (plural and s.words[i] in SCHOLARS):
                    continue
                if self._quote_of[i] not in (-1, self._quote_of[head]):
                    continue
                if latest is not None and latest.start >= s.starts[phrase(s, i)[0]]:
                    return latest
                return i
            if said == sentence:
                return latest
        return latest if here - said <= 4 else None

    def _opening_body(self, first: int, last: int) -> int:
        """A body or document that opens a sentence that was not parsed, taken for its subject."""
        s = self.syntax
        for i in range(first, min(last, first + _OPENING)):
            if label_at(s, i) == "ORG":
                return s.entities[s.entity_at[i]][1] - 1
            if s.entity_at[i] < 0 and s.words[i] in BODY_NOUNS | DOCUMENT_NOUNS:
                return i
        return -1

    def unnamed(self, head: int) -> Span | None:
        """A subject before "he" or "she" that is named like a person but was not recognised."""
        s, here = self.syntax, self.syntax.sentence_of[head]
        for sentence in range(here - 1, max(-1, here - 4), -1):
            first, last = s.sentences[sentence]
            two = last - first > 2 and self._is_name(first) and self._is_name(first + 1)
            if two and not s.deps[first] and s.words[first] not in ("the", "a", "in", "on"):
                return first, first + 2
            for i in range(first, min(last, head)):
                begin = phrase(s, i)[0] if s.deps[i] == "nsubj" and s.tags[i] == "NNP" else i
                capital = all(s.tags[k] == "NNP" for k in range(begin, i))
                if begin < i and capital and not is_outlet(words_of(s, begin, i + 1)):
                    return begin, i + 1
        return None

    def _quoted(self, offset: int, head: int) -> bool:
        """Whether a mention stands in a quotation that the pronoun at ``head`` is not part of."""
        number = self._quote_of[self.syntax.token_at(offset)]
        return number >= 0 and number != self._quote_of[head]

    def _is_body(self, token: int) -> bool:
        label = label_at(self.syntax, token)
        word = self.syntax.words[token]
        return label == "ORG" if label else word in BODY_NOUNS or word in DOCUMENT_NOUNS
