"""Naming: what a noun phrase calls a person, a body or an outlet by its own words.

Names without titles, last names as the full ones, "the agency" as the body named before.
"""

from nlp.lexicon import words
from nlp.lexicon.nouns import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    ISSUING,
    KEPT_PAPERS,
    PASSING,
    PERSON_NOUNS,
    POLLS,
    RESOLVED_BODIES,
    TITLES,
)
from nlp.sources.antecedents import Antecedents
from nlp.sources.frames import Source
from nlp.sources.names import LONGEST, clean, is_outlet, person_name, shorten
from nlp.text import Span, Syntax
from nlp.text.noun_phrases import Border, noun_phrase
from terms.enums import SourceClass

QUANTITIES = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_OWNERS = frozenset({"ORG", "PERSON", "GPE", "NORP", "FAC", "PRODUCT"})
_SEATED = words("bodies", "seated")
_TOLD_APART = words("bodies", "told-apart")
_TRADES = words("bodies", "trade")
_ORGANS = words("bodies", "body.organ")
_POINTS = ("the", "this", "that")
_WRITES_FOR = ("of", "for", "at", "from", "with")
_LONGEST_MEANT = 7  # tokens of "the Lorn-based home-improvement retailer"


class Naming:
    """Names and classes of the noun phrases of one document."""

    def __init__(self, syntax: Syntax, antecedents: Antecedents) -> None:
        self.syntax = syntax
        self.antecedents = antecedents

    def is_list(self, head: int, first: int, last: int) -> bool:
        joined = self.syntax.find(head, "conj")
        return joined is not None and first <= joined < last

    # -- people ------------------------------------------------------------------------------------

    def person(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A named person; a reporter stands for the outlet ("Ruiz of the Courier")."""
        s = self.syntax
        owners = [noun_phrase(s, k, Border.NAME) for k in s.objects(head, *_WRITES_FOR)]
        if s.deps[head] == "nsubj":  # "as Ruiz reports for the Courier"
            owners += [noun_phrase(s, k, Border.NAME) for k in s.objects(s.heads[head], "for")]
        owner = s.find(head, "poss")
        if owner is not None:
            named = s.entity(owner)
            owners.append(named[:2] if named else (s.edges(owner)[0], owner + 1))
        for name in (s.quote(*span) for span in owners):
            if is_outlet(name):
                return clean(name), SourceClass.OUTLET
        if self.is_list(head, first, last):
            return clean(s.quote(first, last)), SourceClass.PERSON
        return self.full_name(self.antecedents.people.at(head) or (first, last))

    def full_name(self, name: Span) -> tuple[str, SourceClass]:
        """A person's name without title; a last name as the full one that stood before."""
        s = self.syntax
        found = self.antecedents.people.full_name(person_name(s.quote(*name)), s.starts[name[0]])
        return found, SourceClass.PERSON

    # -- bodies ------------------------------------------------------------------------------------

    def body(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A body by its noun: "the agency" is the latest named one that it fits."""
        s = self.syntax
        for kid in s.kids[head]:
            if s.deps[kid] == "appos" and s.tags[kid] in ("NNP", "NNPS"):
                return self.named(kid, *noun_phrase(s, kid, Border.NAME))
        found = self.meant_body(head, first, last)
        if found:
            return found, SourceClass.OUTLET if is_outlet(found) else SourceClass.BODY
        for kid in s.kids[head]:
            if s.deps[kid] == "acl" and s.words[kid] in ISSUING | PASSING:
                last = max(head + 1, min(last, kid))
        return clean(s.quote(first, last)), SourceClass.BODY

    def meant_body(self, head: int, first: int, last: int) -> str | None:
        """The body named before that "the agency", "the Lorn bank" or "company management" means.

        Many bodies ("the unions") mean no one of them.
        """
        s = self.syntax
        noun, size = s.words[head], last - first
        if noun in _ORGANS and s.words[first] in (*_POINTS, noun, *RESOLVED_BODIES):
            owner = s.words[head - 1] if s.words[head - 1] in RESOLVED_BODIES else "company"
            return self.antecedents.body(owner, s.starts[head])
        kind = "maker" if noun.endswith("maker") else noun
        resolved = kind == "maker" or noun in RESOLVED_BODIES
        if s.tags[head] in ("NNS", "NNPS") or s.words[first] not in _POINTS:
            return None
        if not (size <= 2 and noun in BODY_NOUNS) and not (resolved and size <= _LONGEST_MEANT):
            return None
        found = self.antecedents.body(kind, s.starts[head])
        return found if found and (size <= 2 or not self._told_apart(first, head, found)) else None

    def _told_apart(self, first: int, head: int, name: str) -> bool:
        """Whether words before the noun say that another body is meant ("the health ministry").

        Where a company sits tells none apart: "the Northport bank", "the Orla-based firm".
        """
        s = self.syntax
        named = set(name.lower().split())
        seated = s.words[head] in _SEATED
        told_apart = s.words[head] in _TOLD_APART or s.words[head].endswith("maker")
        return not told_apart and any(
            s.tags[i].startswith(("NN", "JJ"))
            and s.words[i] not in named
            and not (seated and (s.label(i) == "GPE" or s.words[i] == "based"))
            for i in range(first + 1, head)
        )

    def named(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A name that is no person's."""
        s = self.syntax
        kind = SourceClass.BODY
        entity = s.entity(head)
        if entity is None and self._with_who(head):
            return clean(s.quote(first, last)), SourceClass.PERSON
        if entity is not None:
            begin, end, label = entity
            if label == "NORP" and s.tags[head] in ("NNS", "NNPS"):
                kind = SourceClass.ANONYMOUS
            lead = s.raw[first:begin]
            lowered = any(w[:1].islower() and w not in ("of", "the") for w in lead[1:])
            if lowered or len(clean(s.quote(first, end)).split()) > LONGEST:
                first = begin
            if not self.is_list(head, first, last):
                last = head + 1 if head < s.heads[head] < end else max(end, head + 1)
            if last - first > 1:  # "a Harrow and Vale poll"
                last -= s.raw[last - 1].islower() and s.words[last - 1] in DOCUMENT_NOUNS
        if self._is_trade(first, head):
            first += 1
        elif first < head and s.raw[first] in TITLES and s.raw[first + 1][:1].isupper():
            first, kind = first + 1, SourceClass.PERSON  # "treasurer Ines Aldo"
        name = self.antecedents.spelled_out(clean(s.quote(first, last)))
        return shorten(name), SourceClass.OUTLET if is_outlet(name) else kind

    def _is_trade(self, first: int, head: int) -> bool:
        """Whether a name opens with what its bearer does: "carmaker X", "Retailer X" in front."""
        s = self.syntax
        if first >= head or s.tags[first + 1][:3] != "NNP":
            return False
        makes = s.words[first].endswith("maker")
        if s.raw[first][0].islower():
            return makes or s.words[first] in RESOLVED_BODIES
        return first == s.bounds(first)[0] and (makes or s.words[first] in _TRADES)

    def _with_who(self, head: int) -> bool:
        """Whether a clause with "who" says that a name is a person's."""
        s = self.syntax
        clauses = (kid for kid in s.kids[head] if s.deps[kid] == "relcl")
        return any(s.words[k] == "who" for clause in clauses for k in s.kids[clause])

    def named_before(self, token: int) -> Source | None:
        """An issuer written before the document's noun: "Gallup survey", "police figures"."""
        s = self.syntax
        body = s.words[token] in BODY_NOUNS
        entity = s.entity(token)
        if entity is not None:
            begin, end, label = entity
            given = label in ("GPE", "NORP", "PERSON") and s.deps[token] == "amod"
            polled = label == "WORK_OF_ART" and s.words[s.heads[token]] in POLLS
            if (label not in _OWNERS and not polled) or given:
                return None
        elif body and s.words[s.heads[token]] in KEPT_PAPERS:
            return None
        elif body or s.tags[token] in ("NNP", "NNPS"):
            begin, end = s.edges(token)[0], token + 1
            end += s.tags[end] == "CD" and s.heads[end] == token  # "a Kessler/Channel 9 poll"
            while begin > 0 and s.tags[begin - 1] in ("JJ", "NN"):
                if s.heads[begin - 1] != s.heads[token]:
                    break
                begin -= 1
        else:
            return None
        name = clean(s.quote(begin, end))
        if not name or not (name[0].isupper() or body):
            return None
        name = self.antecedents.spelled_out(name)
        kind = SourceClass.OUTLET if is_outlet(name) else SourceClass.BODY
        return Source(*s.chars(begin, end), s.quote(begin, end), name, kind)

    def person_at(self, head: int) -> Span | None:
        """The tokens of a person's name, unless it is an outlet's too or ends a body's."""
        s, person = self.syntax, self.antecedents.people.at(head)
        if person and person[1] - person[0] == 1 and s.deps[head - 1] == "compound":
            person = None if s.label(head - 1) == "ORG" and s.heads[head - 1] == head else person
        return None if person and is_outlet(self.syntax.quote(*person)) else person


def relative_noun(s: Syntax, head: int) -> int | None:
    """The noun before a relative pronoun that it stands for."""
    verb = s.heads[head]
    for _ in range(4):
        if s.deps[verb] == "relcl":
            noun = s.heads[verb]
            return noun if noun < head else None
        verb = s.heads[verb]
    token = head - 1
    if token >= 0 and s.raw[token] == ",":
        token -= 1
    return token if token >= 0 and s.tags[token][:2] == "NN" else None


def agent_of(s: Syntax, verb: int) -> int | None:
    """The noun of "by X" under a participle, or of "in X" ("published in the Courier")."""
    for label, prepositions in (("agent", ("by",)), ("prep", ("by", "in", "to"))):
        for kid in s.kids[verb]:
            if s.deps[kid] == label and s.words[kid] in prepositions:
                target = s.find(kid, "pobj")
                if target is not None and can_issue(s, target, s.words[kid]):
                    return target
    return None


def can_issue(s: Syntax, noun: int, preposition: str) -> bool:
    """Whether a noun can issue a document, after "by" or "from" more readily than "of"."""
    label, word = s.label(noun), s.words[noun]
    if label in QUANTITIES:
        return False
    outlet = is_outlet(s.quote(*noun_phrase(s, noun, Border.NAME)))
    if preposition in ("in", "to", "at", "for"):
        return outlet
    if word in BODY_NOUNS or outlet:
        return True
    if preposition == "of":
        return label == "ORG"
    named = label in ("ORG", "PERSON") or s.tags[noun] in ("NNP", "NNPS", "PRP")
    return named or word in PERSON_NOUNS
