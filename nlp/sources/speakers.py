"""Speakers: what a noun phrase or a pronoun names as a source.

``Speakers.read`` turns a head token into a ``Source`` with its relays. It is called in the order
of the text, so that each answer may lean on those before.
"""

import re

from nlp.lexicon.nouns import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    INSTITUTIONS,
    ISSUING,
    KEPT_PAPERS,
    PASSING,
    PERSON_NOUNS,
    POLLING,
    RESOLVED_BODIES,
    SCHOLARS,
    TITLES,
)
from nlp.sources.antecedents import Antecedents
from nlp.sources.frames import Source
from nlp.sources.issuers import Reading, agent_of, issue_of, named_before
from nlp.sources.names import LONGEST, clean, is_outlet, person_name, shorten
from nlp.sources.phrasing import RELATIVES, entity_or_lead, label_at, phrase, words_of
from nlp.sources.pronouns import PRONOUNS, antecedent_of, read_pronoun, read_relative
from nlp.text.syntax import Span, Syntax
from terms.enums import SourceClass
from terms.model import Document

_DEEPEST = 12  # noun phrases within noun phrases
_REACH = 250  # tokens back that "the report" is looked for
_NO_SOURCE_TAGS = frozenset({"EX", "WRB", "DT", "WP", "WDT"})
_QUANTITIES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY", "ORDINAL"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
# Companies that a text names once and then by trade and seat.
_SEATED = frozenset("bank company firm group lender insurer carrier airline maker giant".split())
# What opens a sentence with a capital and is no part of the name behind it.
_TRADES = frozenset("retailer airline insurer lender carrier operator developer regulator".split())
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_SCHOLAR_ENDING = re.compile(r"(?:ists|icians|ologist|keepers?|fighters?|men|women)$")
_PEOPLE_ENDING = re.compile(r"(?:ers?|ors?|ists?|[a-z]men|women|ants?|ians?|ees?)$")


class Speakers:
    """Reads noun phrases of one document as sources and resolves what points back."""

    def __init__(self, syntax: Syntax, document: Document, quote_of: list[int]) -> None:
        self.syntax = syntax
        self.document = document
        self.antecedents = Antecedents(syntax, quote_of)
        self._depth = 0

    def span(self, head: int) -> Span:
        """Token span of the noun phrase of a head."""
        return phrase(self.syntax, head)

    def text(self, first: int, last: int) -> str:
        """The text's own words of a token span."""
        return words_of(self.syntax, first, last)

    def full_name(self, name: str) -> str:
        """What an abbreviation stands for, else the name itself."""
        return self.antecedents.full_names.get(name, name)

    def named_before(self, token: int) -> Reading | None:
        """A name written before a noun as its owner: "a Courier report"."""
        return named_before(self, token)

    # -- sources -----------------------------------------------------------------------------------

    def read(self, head: int) -> Reading | None:
        """The source that a noun or pronoun names and its relays; ``None`` when it can be none.

        Relative pronouns give their antecedent's name; he, she, they, it and definite nouns
        resolve to the latest compatible mention.
        """
        if self._depth > _DEEPEST:
            return None
        self._depth += 1
        try:
            return self._read(head)
        finally:
            self._depth -= 1

    def _read(self, head: int) -> Reading | None:
        s = self.syntax
        word, tag = s.words[head], s.tags[head]
        if tag in ("WP", "WDT") and word in RELATIVES:
            return read_relative(self, head)
        if tag == "PRP" or word in PRONOUNS:
            found = read_pronoun(self, head)
            return (found, ()) if found else None
        if tag == "CD":
            return self._counted(head)
        if tag in _NO_SOURCE_TAGS or word in ("everyone", "one", "nobody"):
            return None
        return self.noun(head)

    def _counted(self, head: int) -> Reading | None:
        """ "Two of the officials": people told apart by a number; "3 in 10" and shares are none."""
        s = self.syntax
        of = s.child(head, "prep")
        people = s.child(of, "pobj") if of == head + 1 and s.words[of] == "of" else -1
        if people < 0 or s.words[people] not in PERSON_NOUNS or s.raw[head][:1].isdigit():
            return None
        first, last = head, phrase(s, people)[1]
        start, end = s.chars(first, last)
        name = clean(s.text[start:end])
        return Source(start, end, s.text[start:end], name, SourceClass.ANONYMOUS), ()

    def noun(self, head: int, *, remember: bool = True) -> Reading | None:
        """A noun phrase as a source with relays; ``remember`` lets later pronouns mean it."""
        if self._depth > _DEEPEST:
            return None
        self._depth += 1
        try:
            return self._noun(head, remember=remember)
        finally:
            self._depth -= 1

    def _noun(self, head: int, *, remember: bool) -> Reading | None:
        s = self.syntax
        first, last = phrase(s, head)
        start, end = s.chars(first, last)
        word, tag, label = s.words[head], s.tags[head], label_at(s, head)
        relays: tuple[Source, ...] = ()
        paper = word in KEPT_PAPERS and s.child(head, "nummod") < 0  # "minutes of a meeting"
        noun = tag in ("NN", "NNS", "NNP") and label not in ("PERCENT", "MONEY", "TIME")
        if label in _QUANTITIES and not paper and not noun:
            return None
        if s.tags[first] == "CD" and s.words[first + 1 : first + 2] in (["in"], ["out"]):
            return None
        surface = s.text[start:end]
        person = self.antecedents.person_at(head)
        if person and not is_outlet(words_of(s, *person)):
            name, kind = self._person(head, first, last)
        elif is_outlet(surface):
            name, kind = clean(surface), SourceClass.OUTLET
        elif word in DOCUMENT_NOUNS and tag != "NNP":
            return self._document(head, first, last)
        elif word in PERSON_NOUNS and (tag not in ("NNP", "NNPS") or not label):
            name, kind, relays = self._role(head, first, last)
        elif word in BODY_NOUNS and not label:
            name, kind = self._body(head, first, last)
        elif label or tag in ("NNP", "NNPS"):
            name, kind = self._named(head, first, last)
        elif tag in ("NNS", "NN"):
            people = _PEOPLE_ENDING.search(word) is not None
            kind = SourceClass.ANONYMOUS if people else SourceClass.DOCUMENT
            kind = SourceClass.BODY if word in INSTITUTIONS else kind
            cut = s.child(head, "acl")
            name = clean(self.text(first, cut if head < cut < last else last))
        else:
            return None
        if not name:
            return None
        source = Source(start, end, surface, name, kind)
        if remember:
            self.antecedents.remember(source)
        return source, relays

    def _person(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A named person; a reporter stands for the outlet ("Ruiz of the Courier")."""
        s = self.syntax
        for kid in s.kids[head]:
            if s.deps[kid] == "prep" and s.words[kid] in ("of", "for", "at", "from", "with"):
                target = s.child(kid, "pobj")
                owner = self.text(*phrase(s, target)) if target >= 0 else ""
            elif s.deps[kid] == "poss":
                owner = self.text(*entity_or_lead(s, kid))
            else:
                continue
            if is_outlet(owner):
                return clean(owner), SourceClass.OUTLET
        if self._is_list(head, first, last):
            return clean(self.text(first, last)), SourceClass.PERSON
        begin, end = self.antecedents.person_at(head) or (first, last)
        name = person_name(self.text(begin, end))
        return self.full_person(name, s.starts[begin]), SourceClass.PERSON

    def full_person(self, name: str, before: int) -> str:
        """The full name that a last name stands for, where the text gave it at or before."""
        return self.antecedents.full_person(name, before)

    def _is_list(self, head: int, first: int, last: int) -> bool:
        return first <= self.syntax.child(head, "conj") < last

    def _role(
        self, head: int, first: int, last: int
    ) -> tuple[str, SourceClass, tuple[Source, ...]]:
        """People named by what they are: a name in apposition, a title that points back, else
        anonymous with their own words. Those polled by a firm are relayed by it."""
        s = self.syntax
        relays: tuple[Source, ...] = ()
        for kid in s.kids[head]:
            person = self.antecedents.person_at(kid) if s.deps[kid] == "appos" else None
            if person:
                name = person_name(self.text(*person))
                return self.full_person(name, s.starts[kid]), SourceClass.PERSON, ()
            if s.deps[kid] == "acl" and s.words[kid] in POLLING:
                agent = agent_of(s, kid)
                found = self.noun(agent) if agent >= 0 else None
                if found:
                    relays = (found[0],)
                    last = min(last, kid)
        name = clean(self.text(first, last))
        if s.words[first] in ("the", "this", "that") and s.words[head] in TITLES:
            alone = last - first <= 4 and not self._is_list(head, first, last)
            holder = self.antecedents.holder(s.words[head], s.starts[head]) if alone else None
            return holder or name, SourceClass.PERSON, relays
        return name, SourceClass.ANONYMOUS, relays

    def _body(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A body by its noun: "the agency" is the latest named one that it fits."""
        s = self.syntax
        for kid in s.kids[head]:
            if s.deps[kid] == "appos" and s.tags[kid] in ("NNP", "NNPS"):
                return self._named(kid, *phrase(s, kid))
        if s.words[first] in ("the", "this", "that") and (
            last - first <= 2 or (last - first <= 4 and s.words[head] in RESOLVED_BODIES)
        ):
            found = self.antecedents.body(s.words[head], s.starts[head])
            if found and (last - first <= 2 or not self._told_apart(first, head, found)):
                return found, SourceClass.OUTLET if is_outlet(found) else SourceClass.BODY
        for kid in s.kids[head]:
            if s.deps[kid] == "acl" and s.words[kid] in ISSUING | PASSING:
                last = max(head + 1, min(last, kid))
        return clean(self.text(first, last)), SourceClass.BODY

    def _told_apart(self, first: int, head: int, name: str) -> bool:
        """Whether words before the noun say that another body is meant ("the health ministry").

        Where a company sits tells none apart: "the Northport bank", "the Orla-based firm".
        """
        s = self.syntax
        words = set(name.lower().split())
        seated = s.words[head] in _SEATED
        return any(
            s.tags[i].startswith(("NN", "JJ"))
            and s.words[i] not in words
            and not (seated and (label_at(s, i) == "GPE" or s.words[i] == "based"))
            for i in range(first + 1, head)
        ) and s.words[head] not in ("retailer", "maker", "manufacturer", "carrier", "lender")

    def _named(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A name that is no person's."""
        s = self.syntax
        kind = SourceClass.BODY
        entity = s.entity_at[head]
        if entity < 0 and self._with_who(head):
            return clean(self.text(first, last)), SourceClass.PERSON
        if entity >= 0:
            begin, end, label = s.entities[entity]
            if label == "NORP" and s.tags[head] in ("NNS", "NNPS"):
                kind = SourceClass.ANONYMOUS
            lead = s.raw[first:begin]
            lowered = any(w[:1].islower() and w not in ("of", "the") for w in lead[1:])
            if lowered or len(clean(self.text(first, end)).split()) > LONGEST:
                first = begin
            if not self._is_list(head, first, last):
                last = max(end, head + 1)
        if self._is_trade(first, head):
            first += 1
        name = clean(self.text(first, last))
        name = self.full_name(name)
        return shorten(name), SourceClass.OUTLET if is_outlet(name) else kind

    def _is_trade(self, first: int, head: int) -> bool:
        """Whether a name opens with what its bearer does: "carmaker X", "Retailer X" in front."""
        s = self.syntax
        if first >= head or s.tags[first + 1][:3] != "NNP":
            return False
        if s.raw[first][0].islower():
            return s.words[first] in RESOLVED_BODIES or s.words[first].endswith("maker")
        opens = first == s.bounds(first)[0]
        return opens and (s.words[first] in _TRADES or s.words[first].endswith("maker"))

    def _with_who(self, head: int) -> bool:
        """Whether a clause with "who" says that a name is a person's."""
        s = self.syntax
        return any(
            s.deps[kid] == "relcl" and any(s.words[k] == "who" for k in s.kids[kid])
            for kid in s.kids[head]
        )

    def _document(self, head: int, first: int, last: int) -> Reading:
        """A document stands for its issuer; without one it keeps its own words."""
        s = self.syntax
        start, end = s.chars(first, last)
        issue = issue_of(self, head, last)
        issuer, surface = issue.issuer, s.text[start:end]
        if issuer is None and s.words[first] in _POINTING:
            issuer = self._issued_before(head, start)
        if issuer is not None:
            source = Source(start, end, surface, issuer.name, issuer.source_class)
        else:
            name = clean(self.text(first, max(head + 1, min(issue.cut, last))))
            source = Source(start, end, surface, name, SourceClass.DOCUMENT)
        self.antecedents.remember(source)
        return source, issue.relays

    def issued(self, head: int) -> Source | None:
        """Whose a document is: by its own phrase, or as the text told before; else None."""
        s = self.syntax
        first, last = phrase(s, head)
        issuer = issue_of(self, head, last).issuer
        if issuer is None and s.words[first] in _POINTING:
            issuer = self._issued_before(head, s.starts[first])
        if issuer is None:
            return None
        start, end = s.chars(first, last)
        return Source(start, end, s.text[start:end], issuer.name, issuer.source_class)

    def is_company(self, head: int) -> bool:
        """Whether a noun is a named organisation or one meant by "the company"."""
        return label_at(self.syntax, head) == "ORG" or self.syntax.words[head] in RESOLVED_BODIES

    def _issued_before(self, head: int, start: int) -> Source | None:
        """Who issued what "the report" means: a source that spoke, or a noun further back."""
        s = self.syntax
        word = s.words[head]
        found = self.antecedents.document(word, start)
        for token in range(head - 1, max(-1, head - _REACH), -1):
            if found is not None:
                break
            if s.words[token] == word and s.tags[token] == s.tags[head]:
                found = issue_of(self, token, phrase(s, token)[1]).issuer
        return found

    def speaks(self, head: int) -> bool:
        """Whether a noun is of a kind that can be a source: a name, people, a body, a document."""
        s = self.syntax
        word, tag = s.words[head], s.tags[head]
        if tag in ("WP", "WDT"):
            noun = antecedent_of(s, head)
            return noun >= 0 and self.speaks(noun)
        if word in ("he", "she", "they", "it"):
            return True
        if tag[:2] == "NN" and label_at(s, head) in _NAMES:
            return True
        return (
            tag in ("NNP", "NNPS")
            or word in PERSON_NOUNS
            or word in BODY_NOUNS
            or word in DOCUMENT_NOUNS
            or word in INSTITUTIONS
            or _SCHOLAR_ENDING.search(word) is not None
        )

    def is_person(self, head: int) -> bool:
        """Whether a noun is somebody by what he is: the captain, a witness, Ada Osei."""
        return (
            self.syntax.words[head] in PERSON_NOUNS
            or self.antecedents.person_at(head) is not None
            or _SCHOLAR_ENDING.search(self.syntax.words[head]) is not None
        )

    def studies(self, head: int) -> bool:
        """Whether a noun is a document, or those who count and study."""
        word = self.syntax.words[head]
        return word in DOCUMENT_NOUNS or word in SCHOLARS
