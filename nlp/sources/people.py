"""The people whom a text names: where, by which full name, with which titles and gender."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.lexicon import rows, words
from nlp.lexicon.nouns import BODY_NOUNS, FEMININE, MASCULINE, PERSON_NOUNS, TITLES
from nlp.sources.frames import Source
from nlp.sources.names import ABBREVIATED_TITLES, is_outlet, person_name
from nlp.text import Span, Syntax
from nlp.text.tags import NAME_TAGS
from terms.enums import SourceClass

OPENING = 4
"""Tokens: what is named by then opens an unparsed sentence, and is taken for its subject."""
_FARTHEST = 6  # sentences back that a pronoun reaches
_LONGEST = 4  # words of a person's name
_MOST = 60  # mentions looked at for one pronoun
_LATEST = 8  # sources that spoke last
_MONTHS = frozenset(row.id.capitalize() for row in rows("months"))
_PERSONAL = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART", "FAC", "LOC"})
_LEAD_TAGS = frozenset({"NN", "NNP", "NNS", "JJ", "IN", "POS", "HYPH", "NNPS"})
_BEFORE_NAMES = TITLES | ABBREVIATED_TITLES.keys() | words("names", "honorific")


@dataclass(frozen=True, slots=True)
class Person:
    """A named person at one place of the text; ``subject``: of what its sentence says."""

    start: int
    end: int
    sentence: int
    name: str
    subject: bool


class People:
    """The named people of one document."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._names_at: dict[int, Span] = {}
        self._mentions: list[Person] = []
        self._starts: list[int] = []
        self._genders: dict[str, str] = {}
        self._titles: dict[str, list[tuple[int, str]]] = {}
        self._by_last: dict[str, list[tuple[int, str]]] = {}
        spans = {*self._recognised(), *self._titled(), *self._apposed()}
        for first, last in sorted(spans):
            self._add(first, last)

    # -- where names stand -------------------------------------------------------------------------

    def _recognised(self) -> Iterator[Span]:
        """Names that the model found; one that is a person's once is one everywhere."""
        s = self.syntax
        names = {s.quote(first, last) for first, last, label in s.entities if label == "PERSON"}
        known = names | {name.split()[-1] for name in names if " " in name}
        for first, last, label in s.entities:
            name = s.quote(first, last)
            if label not in _PERSONAL or name in _MONTHS:
                continue
            if name in known:
                yield first, last

    def _titled(self) -> Iterator[Span]:
        """Names behind a title that the model missed or took for something else."""
        s = self.syntax
        for i, word in enumerate(s.words):
            if word in _BEFORE_NAMES and s.entity_at[i] < 0:
                last = i + 1
                while last < len(s.tags) and self.is_name(last) and s.entity_at[last] < 0:
                    last += 1
                if last > i + 1 and s.raw[i][0].isupper() and s.raw[i + 1][0].isupper():
                    yield i + 1, last
            if word in TITLES and s.tags[i] == "NN" and (run := self._run_behind(i + 1)):
                yield run

    def _run_behind(self, first: int) -> Span | None:
        """The full name behind a title in lower case, whatever the model took it for."""
        s, last = self.syntax, first
        while last < len(s.tags) and s.tags[last] == "NNP":
            last += 1
        if not 2 <= last - first <= _LONGEST or s.words[last - 1] in BODY_NOUNS:
            return None
        return None if is_outlet(s.quote(first, last)) else (first, last)

    def _apposed(self) -> Iterator[Span]:
        """Names in apposition to what a person is, whatever the model took them for."""
        s = self.syntax
        pairs = [(i, s.heads[i]) for i, label in enumerate(s.deps) if label == "appos"]
        for name, role in (*pairs, *((b, a) for a, b in pairs)):
            begin = name
            while begin > 0 and {s.tags[begin - 1], s.tags[name]} <= NAME_TAGS:
                begin -= 1
            if begin < name and s.words[role] in PERSON_NOUNS and s.label(name) != "PERSON":
                yield begin, name + 1

    def is_name(self, token: int) -> bool:
        """Whether a token is part of a name; where nothing was tagged, by its capital."""
        s = self.syntax
        return s.tags[token] in NAME_TAGS or (not s.tags[token] and s.raw[token][:1].isupper())

    def at(self, token: int) -> Span | None:
        """The tokens of the person's name that a token belongs to."""
        return self._names_at.get(token)

    # -- the index ---------------------------------------------------------------------------------

    def _add(self, first: int, last: int) -> None:
        """One mention with gender and title hints; a last name takes the full one before."""
        s = self.syntax
        self._names_at.update(dict.fromkeys(range(first, last), (first, last)))
        start = s.starts[first]
        name = person_name(s.quote(first, last))
        parts = name.split()
        if not parts or is_outlet(name):
            return
        if len(parts) == 1:
            name = self.full_name(name, start)
        else:
            known = self._by_last.setdefault(parts[-1].lower(), [])
            if not known or known[-1][1] != name:
                known.append((start, name))
        head = head_of(s, first, last)
        opens = not s.deps[head] and first - s.bounds(first)[0] < OPENING
        subject = s.deps[head] in ("nsubj", "nsubjpass") or opens
        self._mentions.append(Person(start, s.ends[last - 1], s.sentence_of[first], name, subject))
        self._starts.append(start)
        for token in self._beside(first, last, head):
            self._hint(s.words[token], name, start)

    def _beside(self, first: int, last: int, head: int) -> Iterator[int]:
        """The words of a name, those right before it and those in apposition."""
        s = self.syntax
        lead = first
        while lead > s.bounds(first)[0] and s.tags[lead - 1] in _LEAD_TAGS and lead > first - 5:
            lead -= 1
        yield from range(lead, last)
        yield from (kid for kid in s.kids[head] if s.deps[kid] == "appos")
        if s.deps[head] == "appos":
            yield s.heads[head]

    def _hint(self, word: str, name: str, at: int) -> None:
        word = ABBREVIATED_TITLES.get(word, word)
        if word in MASCULINE:
            self._genders.setdefault(name, "he")
        elif word in FEMININE:
            self._genders.setdefault(name, "she")
        if word in TITLES:
            self._titles.setdefault(word, []).append((at, name))

    def full_name(self, name: str, before: int) -> str:
        """The full name that a last name stands for, where the text gave it at or before."""
        if " " in name:
            return name
        known = self._by_last.get(name.lower(), ())
        return next((full for at, full in reversed(known) if at <= before), name)

    def holder(self, title: str, before: int) -> str | None:
        """Who was introduced with a title before a place: "the mayor" → Ana Ruiz."""
        known = self._titles.get(title, ())
        return next((name for at, name in reversed(known) if at < before), None)

    def meant(self, pronoun: str, head: int, spoken: Sequence[Source]) -> Iterator[Person]:
        """The people whom a pronoun can mean, the likeliest first: subjects before others, sentence
        by sentence backwards; ``spoken`` are the sources so far."""
        s = self.syntax
        at, here = s.starts[head], s.sentence_of[head]
        stop = bisect_left(self._starts, at)
        near = self._mentions[max(0, stop - _MOST) : stop]
        near += [
            Person(one.start, one.end, s.sentence_of[s.token_at(one.start)], one.name, True)
            for one in spoken[-_LATEST:]
            if one.source_class is SourceClass.PERSON and one.start < at
        ]
        ranked: list[tuple[float, int, Person]] = []
        for place, person in enumerate(near):
            gender = self._genders.get(person.name)
            if here - person.sentence > _FARTHEST or gender not in (None, pronoun):
                continue
            score = 10 - (here - person.sentence) + (2.5 if person.subject else 0)
            score += 0.5 if gender == pronoun else 0
            # Of equals the first, but in the pronoun's own sentence the last.
            ranked.append((score, place if person.sentence == here else -place, person))
        yield from (person for _, _, person in sorted(ranked, key=lambda r: r[:2], reverse=True))

    def note_gender(self, name: str, pronoun: str) -> None:
        """Remember the pronoun by which somebody was meant, unless something said so before."""
        self._genders.setdefault(name, pronoun)


def head_of(s: Syntax, first: int, last: int) -> int:
    """The token of a name whose head lies outside of it."""
    return next((i for i in range(first, last) if not first <= s.heads[i] < last), first)
