"""Of whom a number is: the people that the words of a measure pick out, and whether a text does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.lexicon import verbs, words
from nlp.lexicon.classes import class_of_stem, harms, is_person_noun, stems, subgroups_of
from nlp.lexicon.stems import STOPWORDS, content_stems, stem

_WORD = re.compile(r"[\w'’-]+")
_CLAUSE = re.compile(r"\b(?:who|that|which|whose)\b")
_SHARE = re.compile(r"^(?:share|number) of (?=\w)")
_AGED = ("under", "over", "aged", "below", "above")
_EVERYONE = frozenset(map(stem, ("victim", "casualty", "individual", "human")))
_FILLERS = (
    words("fillers") | verbs("saying", "believe") | frozenset({"confirmed", "other", "cases"})
)
"""What says how many or how surely, and picks nobody out."""


@dataclass(frozen=True, slots=True)
class Group:
    """People, or what a share is of: the noun, what narrows it, and an age."""

    noun: str
    narrowed: frozenset[str] = frozenset()
    age: str | None = None

    def is_told(self, text: str) -> bool:
        """Does a text speak of the same ones: the noun or one of its kind, and what narrows it?"""
        said = content_stems(text)
        kinds = subgroups_of(self.noun)
        named = (
            _is_everyone(self.noun)
            or stem(self.noun) in said
            or any(kinds & subgroups_of(word) for word in _WORD.findall(text) if kinds)
        )
        aged = self.age is None or re.search(rf"\b{re.escape(self.age)}\b", text) is not None
        return named and aged and self.narrowed <= said


def groups_in(measure: str) -> Iterator[Group]:
    """The groups that a measure names, up to its relative clause.

    >>> [g.noun for g in groups_in("measles cases among unvaccinated children under five")]
    ['children']
    """
    cut = _CLAUSE.search(measure)
    phrase = measure[: cut.start()] if cut else measure
    share = _SHARE.match(phrase)
    tokens = _WORD.findall(phrase[share.end() :] if share else phrase)
    head = _head(tokens) if share else -1
    for place, token in enumerate(tokens):
        if place != head and not _is_group(token):
            continue
        first = place
        while first and _narrows(tokens[first - 1]):
            first -= 1
        narrowed = frozenset(
            found
            for word in tokens[first:place]
            if not _is_everyone(word)
            for found in content_stems(word)
        )
        age = tokens[place + 2] if tokens[place + 1 : place + 2] in ([a] for a in _AGED) else None
        if not (_is_agent(tokens, first) or (_is_everyone(token) and not narrowed and not age)):
            yield Group(token, narrowed, age)


def _head(tokens: list[str]) -> int:
    """The noun of what a share is of: "council *tenants* in Calder Bay"."""
    stops = (place for place, token in enumerate(tokens) if token.lower() in STOPWORDS)
    return next(stops, len(tokens)) - 1


def _is_group(token: str) -> bool:
    people = is_person_noun(token) or bool(subgroups_of(token))
    return people and token.lower() not in _FILLERS


def _narrows(token: str) -> bool:
    lowered = token.lower()
    return token[0].islower() and lowered not in STOPWORDS and lowered not in _FILLERS


def _is_agent(tokens: list[str], first: int) -> bool:
    """Are they those who did it ("boats used by rescuers"), not those whom it is of?"""
    return first > 1 and tokens[first - 1] == "by" and not tokens[first - 2].endswith("s")


def _is_everyone(noun: str) -> bool:
    """Does the noun pick out nobody ("people"), or say what happened to them ("the wounded")?"""
    found = stem(noun)
    happened = harms(class_of_stem("people").get(found)) and not subgroups_of(noun)
    return happened or found in _EVERYONE or found in stems("people", "word")
