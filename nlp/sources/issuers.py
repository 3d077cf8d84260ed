"""Issuers: who stands behind a document, and who passed it on.

"figures from the ministry published by the Courier" → the ministry, relayed by the Courier;
"documents seen by the Courier" → documents, relayed by the Courier; "a Gallup survey" → Gallup.
"""

from dataclasses import dataclass
from typing import Protocol

from nlp.lexicon.nouns import BODY_NOUNS, ISSUING, KEPT_PAPERS, PASSING, PERSON_NOUNS
from nlp.sources.frames import Source
from nlp.sources.names import clean, is_outlet
from nlp.sources.phrasing import label_at, phrase, words_of
from nlp.text.syntax import Syntax
from terms.enums import SourceClass

Reading = tuple[Source, tuple[Source, ...]]
_POLLS = frozenset({"poll", "polls", "survey", "surveys"})
_QUANTITIES = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


class Reads(Protocol):
    """What this room needs of the one that reads noun phrases."""

    syntax: Syntax

    def read(self, head: int) -> Reading | None:
        """A noun or pronoun as a source with relays."""

    def noun(self, head: int, *, remember: bool = True) -> Reading | None:
        """A noun phrase as a source with relays."""

    def full_name(self, name: str) -> str:
        """What an abbreviation stands for, else the name itself."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issued a document, who passed it on, and the token where its own words end."""

    issuer: Source | None
    relays: tuple[Source, ...]
    cut: int


def issue_of(speakers: Reads, head: int, last: int) -> Issue:
    """The issuer of the document whose noun is at ``head`` and whose phrase ends at ``last``."""
    s = speakers.syntax
    issuer: Source | None = None
    relays: list[Source] = []
    cut = last
    queue = [head]
    while queue:
        token = queue.pop(0)
        for kid in s.kids[token]:
            label, word = s.deps[kid], s.words[kid]
            found: Reading | None = None
            if token == head and label == "poss":
                found = speakers.read(kid)
            elif token == head and label in ("compound", "nmod", "amod") and kid < head:
                found = named_before(speakers, kid)
            elif label == "prep" and word in ("by", "from", "of", "in", "at", "for"):
                target = s.child(kid, "pobj")
                if target >= 0 and can_issue(s, target, word):
                    found = speakers.noun(target)
                    queue.append(target)
                    cut = min(cut, kid)
                elif target >= 0 and s.words[head] in _POLLS:
                    queue.append(target)
            elif label == "acl" and word in ISSUING | PASSING:
                agent = agent_of(s, kid)
                cut = min(cut, kid)
                source = speakers.read(agent) if agent >= 0 else None
                if source and (word in PASSING or issuer is not None):
                    relays.append(source[0])
                elif source:
                    found = source
                if agent < 0:
                    queue.append(kid)
            if found and issuer is None:
                issuer = found[0]
                relays.extend(found[1])
            elif found and token == head and label == "prep" and word in ("in", "by"):
                relays.append(found[0])
    return Issue(issuer, tuple(relays), cut)


def agent_of(s: Syntax, verb: int) -> int:
    """The noun of "by X" under a participle, or of "in X" ("published in the Courier"); or -1."""
    for labels, words in ((("agent",), ("by",)), (("prep",), ("by", "in", "to"))):
        for kid in s.kids[verb]:
            if s.deps[kid] in labels and s.words[kid] in words:
                target = s.child(kid, "pobj")
                if target >= 0 and can_issue(s, target, "by"):
                    return target
    return -1


def can_issue(s: Syntax, noun: int, preposition: str) -> bool:
    """Whether a noun can issue a document, after "by" or "from" more readily than "of"."""
    label = label_at(s, noun)
    if label in _QUANTITIES:
        return False
    named_outlet = is_outlet(words_of(s, *phrase(s, noun)))
    if preposition in ("in", "at", "for"):
        return named_outlet
    if s.words[noun] in BODY_NOUNS or named_outlet:
        return True
    if preposition == "of":
        return label == "ORG"
    return (
        label in ("ORG", "PERSON")
        or s.words[noun] in PERSON_NOUNS
        or s.tags[noun] in ("NNP", "NNPS", "PRP")
    )


def named_before(speakers: Reads, token: int) -> Reading | None:
    """An issuer written before the document's noun: "Gallup survey", "police figures"."""
    s = speakers.syntax
    entity = s.entity_at[token]
    if entity >= 0:
        begin, end, label = s.entities[entity]
        if label not in ("ORG", "PERSON", "GPE", "NORP", "FAC", "PRODUCT"):
            return None
        if label in ("GPE", "NORP", "PERSON") and s.deps[token] == "amod":
            return None
    elif s.words[token] in BODY_NOUNS and s.raw[s.heads[token]].lower() in KEPT_PAPERS:
        return None
    elif s.words[token] in BODY_NOUNS or s.tags[token] in ("NNP", "NNPS"):
        begin, end = s.edges(token)[0], token + 1
        while (
            begin > 0 and s.tags[begin - 1] in ("JJ", "NN") and s.heads[begin - 1] == s.heads[token]
        ):
            begin -= 1
    else:
        return None
    name = clean(words_of(s, begin, end))
    if not name or not (name[0].isupper() or s.words[token] in BODY_NOUNS):
        return None
    start, stop = s.chars(begin, end)
    name = speakers.full_name(name)
    kind = SourceClass.OUTLET if is_outlet(name) else SourceClass.BODY
    return Source(start, stop, s.text[start:stop], name, kind), ()
