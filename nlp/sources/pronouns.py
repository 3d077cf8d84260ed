"""Pronouns as sources: who, which, he, she, it and they, named after whom they mean."""

from typing import Protocol

from nlp.sources.antecedents import Antecedents
from nlp.sources.frames import Source
from nlp.sources.issuers import Reading, Reads
from nlp.sources.names import person_name
from nlp.sources.phrasing import words_of
from nlp.text.syntax import Syntax
from terms.enums import SourceClass

PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its"})


class Resolves(Reads, Protocol):
    """What this room needs of the one that reads noun phrases."""

    antecedents: Antecedents


def antecedent_of(s: Syntax, head: int) -> int:
    """The noun before a relative pronoun that it stands for, or -1."""
    verb = s.heads[head]
    for _ in range(4):
        if s.deps[verb] == "relcl":
            noun = s.heads[verb]
            return noun if noun < head else -1
        verb = s.heads[verb]
    token = head - 1
    if token >= 0 and s.raw[token] == ",":
        token -= 1
    return token if token >= 0 and s.tags[token][:2] == "NN" else -1


def read_relative(speakers: Resolves, head: int) -> Reading | None:
    """who or which: the noun whose relative clause it opens."""
    s = speakers.syntax
    noun = antecedent_of(s, head)
    found = speakers.read(noun) if noun >= 0 else None
    if found is None:
        return None
    return _pointing(s, head, found[0]), found[1]


def read_pronoun(speakers: Resolves, head: int) -> Source | None:
    """A personal pronoun as a source, named after whom it means; first persons are none."""
    s = speakers.syntax
    word = s.words[head]
    if word not in PRONOUNS:
        return None
    start, end = s.chars(head, head + 1)
    governing = _governing(speakers, head)
    if governing is not None:
        found = _pointing(s, head, governing)
    elif word in ("he", "she", "his", "her"):
        person = speakers.antecedents.person("he" if word in ("he", "his") else "she", head)
        guess = speakers.antecedents.unnamed(head) if person is None else None
        if person is not None:
            name, place = person.name, (person.start, person.end)
        elif guess is not None:
            name, place = person_name(words_of(s, *guess)), s.chars(*guess)
        else:
            return Source(start, end, s.raw[head], s.raw[head], SourceClass.PERSON)
        found = Source(start, end, s.raw[head], name, SourceClass.PERSON, place)
    else:
        before = speakers.antecedents.thing(head, plural=word in ("they", "their"))
        if isinstance(before, int):
            reading = speakers.noun(before)
            before = reading[0] if reading else None
        if before is None:
            return None
        found = _pointing(s, head, before)
    speakers.antecedents.remember(found)
    return found


def _governing(speakers: Resolves, head: int) -> Source | None:
    """The speaker whose reported clause a pronoun opens: "Kim said she …" is Kim."""
    s = speakers.syntax
    verb = s.heads[head]
    if s.deps[head] not in ("nsubj", "nsubjpass") or s.deps[verb] != "ccomp":
        return None
    subject = s.child(s.heads[verb], "nsubj")
    if not 0 <= subject < head or s.sentence_of[subject] != s.sentence_of[head]:
        return None
    if s.tags[subject] == "PRP" and s.words[subject] != s.words[head]:
        return None
    mark = len(speakers.antecedents.spoken)
    found = speakers.read(subject)
    del speakers.antecedents.spoken[mark:]
    if found is None:
        return None
    kind = found[0].source_class
    person = kind in (SourceClass.PERSON, SourceClass.ANONYMOUS)
    if s.words[head] in ("he", "she"):
        return found[0] if person else None
    return None if s.words[head] == "it" and kind is SourceClass.PERSON else found[0]


def _pointing(s: Syntax, head: int, source: Source) -> Source:
    """A pronoun's own words with the name of what it points back to."""
    start, end = s.chars(head, head + 1)
    place = source.antecedent or (source.start, source.end)
    return Source(start, end, s.raw[head], source.name, source.source_class, place)
