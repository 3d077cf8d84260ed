"""Who is meant: what a noun phrase or a pronoun names as a source.

``Speakers.read`` turns a head token into a ``Source`` with its relays. It is called in the order
of the text, so that each answer may lean on those before. Nouns lead to nouns: a document to who
issued it, a pronoun to whom it means, and a pronoun only backwards; ``_DEEPEST`` ends what would
go round in circles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.lexicon import verbs, words
from nlp.lexicon.nouns import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    INSTITUTIONS,
    ISSUING,
    KEPT_PAPERS,
    PASSING,
    PERSON_NOUNS,
    POLLING,
    RELEASING,
    RESOLVED_BODIES,
    SCHOLARS,
    TITLES,
)
from nlp.sources.antecedents import Antecedents
from nlp.sources.frames import Reading, Source
from nlp.sources.names import clean, is_outlet, person_name
from nlp.sources.naming import QUANTITIES, Naming, agent_of, can_issue, relative_noun
from nlp.text import Span, Syntax
from nlp.text.noun_phrases import RELATIVES, Border, noun_phrase
from terms.enums import SourceClass
from terms.model import Document

_DEEPEST = 7  # noun phrases within noun phrases
_REACH = 250  # tokens back that "the report" is looked for
_NO_SOURCE_TAGS = frozenset({"EX", "WRB", "DT", "WP", "WDT"})
_NOBODY = frozenset({"everyone", "one", "nobody"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
_POLLS = words("documents", "poll")
_QUANTIFIED = frozenset({"number", "group", "handful", "couple", "majority", "pair", "one"})
_SINGLING = frozenset({"a", "an", "the", "another", "one", "this", "that", "some"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_PEOPLE_ENDING = re.compile(r"(?:[^e]ers?|ors?|ists?|[a-z]m[ae]n|women|[^n]ants?|ians?|ees?)$")
_CITING = verbs("document_verbs", "citing")
_NO_PEOPLE = words("roles", "not-people")
_ABSTRACT_ENDING = re.compile(
    r"(?:[ts]ions?|ments?|ness|ities|ity|ships?|[ae]nces?|isms?|ures?|ings?)$"
)


@dataclass(slots=True)
class _Issue:
    """Who issued a document, who passed it on, and the token where its own words end."""

    cut: int
    issuer: Source | None = None
    relays: list[Source] = field(default_factory=list)

    def note(self, found: Reading | None, *, beside: bool) -> None:
        """The first found issues; one named beside it ("a report in the Courier") passes on."""
        if found and self.issuer is None:
            self.issuer = found[0]
            self.relays.extend(found[1])
        elif found and beside:
            self.relays.append(found[0])


def are_people(word: str) -> bool:
    """Whether a word's ending makes it people: farriers, a violinist; not "answer"."""
    return _PEOPLE_ENDING.search(word) is not None and word not in _NO_PEOPLE


class Speakers:
    """Reads noun phrases of one document as sources and resolves what points back."""

    def __init__(self, syntax: Syntax, document: Document, quote_of: list[int]) -> None:
        self.syntax = syntax
        self.document = document
        self.antecedents = Antecedents(syntax, quote_of)
        self.naming = Naming(syntax, self.antecedents)
        self._depth = 0

    def span(self, head: int) -> Span:
        """Token span of the noun phrase of a head."""
        return noun_phrase(self.syntax, head, Border.NAME)

    def text(self, first: int, last: int) -> str:
        """The text's own words of a token span."""
        return self.syntax.quote(first, last)

    # -- what can be a source ----------------------------------------------------------------------

    def speaks(self, head: int) -> bool:
        """Whether a noun is of a kind that can be a source: a name, people, a body, a document."""
        s = self.syntax
        word, tag = s.words[head], s.tags[head]
        if tag in ("WP", "WDT"):
            noun = relative_noun(s, head)
            return noun is not None and self.speaks(noun)
        if word in _QUANTIFIED and s.words[head - 1 : head + 2] == ["a", word, "of"]:
            counted = s.find(head + 1, "pobj")
            return counted is not None and self.speaks(counted)
        if word in ("he", "she", "they", "it") or tag in ("NNP", "NNPS"):
            return True
        if tag[:2] == "NN" and s.label(head) in _NAMES:
            return True
        known = word in PERSON_NOUNS or word in BODY_NOUNS or word in DOCUMENT_NOUNS
        return known or word in INSTITUTIONS or are_people(word) or self._is_bare_name(head)

    def may_talk(self, head: int) -> bool:
        """Whether an unknown noun can be somebody who says something: a farrier, no reason."""
        s = self.syntax
        if self.speaks(head) or s.tags[head] not in ("NN", "NNS"):
            return True
        word = s.words[head]
        named = s.words[noun_phrase(s, head, Border.NAME)[0]] in _SINGLING
        return named and word not in _NO_PEOPLE and _ABSTRACT_ENDING.search(word) is None

    def _is_bare_name(self, head: int) -> bool:
        """Whether a common noun by its tag is written like a name: inside a sentence, or alone at
        its beginning and nowhere small ("Voss said")."""
        s = self.syntax
        if not s.raw[head][0].isupper() or s.tags[head] in ("NNS", "PRP", "CD"):
            return False
        opens = head == s.bounds(head)[0]
        alone = s.edges(head)[0] == head and s.words[head] not in _NO_PEOPLE
        return not opens or (alone and f" {s.words[head]} " not in s.text)

    def is_person(self, head: int) -> bool:
        """Whether a noun is somebody by what he is: the captain, a witness, Ada Osei."""
        word = self.syntax.words[head]
        known = word in PERSON_NOUNS or self.antecedents.people.at(head) is not None
        return known or are_people(word)

    def is_company(self, head: int) -> bool:
        """Whether a noun is a named organisation or one meant by "the company"."""
        return self.syntax.label(head) == "ORG" or self.syntax.words[head] in RESOLVED_BODIES

    def studies(self, head: int) -> bool:
        """Whether a noun is a document, or those who count and study."""
        word = self.syntax.words[head]
        return word in DOCUMENT_NOUNS or word in SCHOLARS

    # -- sources -----------------------------------------------------------------------------------

    def read(self, head: int) -> Reading | None:
        """The source that a noun or pronoun names and its relays; ``None`` when it can be none.

        Relative pronouns give their antecedent's name; he, she, they, it and definite nouns
        resolve to the latest compatible mention.
        """
        s = self.syntax
        word, tag = s.words[head], s.tags[head]
        if tag in ("WP", "WDT") and word in RELATIVES:
            return self._relative(head)
        if tag == "PRP" or word in _PRONOUNS:
            found = self._pronoun(head) if word in _PRONOUNS else None
            return (found, ()) if found else None
        if tag == "CD":
            return self._counted(head)
        if tag in _NO_SOURCE_TAGS or word in _NOBODY:
            return None
        return self.noun(head)

    def noun(self, head: int, *, remember: bool = True) -> Reading | None:
        """A noun phrase as a source with relays; ``remember`` lets later pronouns mean it."""
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            found = self._noun(head)
        finally:
            self._depth -= 1
        if found and remember:
            self.antecedents.remember(found[0])
        return found

    def _noun(self, head: int) -> Reading | None:
        s = self.syntax
        first, last = noun_phrase(s, head, Border.NAME)
        start, end = s.chars(first, last)
        if not self._may_name(head, first):
            return None
        if self._is_document(head, first, last):
            return self._document(head, first, last)
        name, kind, relays = self._by_kind(head, first, last)
        if name and s.tags[first] == "PRP$" and kind is not SourceClass.PERSON:
            name = self._owned(first, last) or name
        relays += self._passed_on_by(head)
        return (Source(start, end, s.text[start:end], name, kind), relays) if name else None

    def _owned(self, first: int, last: int) -> str | None:
        """ "His office" as whose it is: Jon Pell's office."""
        owner = self.read(first) if self.syntax.words[first] in _PRONOUNS else None
        if owner is None or owner[0].antecedent is None:
            return None
        return clean(f"{owner[0].name}'s {self.syntax.quote(first + 1, last)}")

    def _passed_on_by(self, head: int) -> tuple[Source, ...]:
        """Who cites somebody: "the consultant Roe, cited by the Courier"."""
        s = self.syntax
        below = (head, *(kid for kid in s.kids[head] if s.deps[kid] == "appos"))
        for kid in (kid for noun in below for kid in s.kids[noun]):
            if s.deps[kid] == "acl" and s.words[kid] in _CITING:
                agent = s.agent(kid)
                found = self.read(agent) if agent is not None else None
                return (found[0],) if found else ()
        return ()

    def _may_name(self, head: int, first: int) -> bool:
        """Whether a noun phrase is no time, no sum and no share ("3 in 10")."""
        s = self.syntax
        label = s.label(head)
        paper = s.words[head] in KEPT_PAPERS and s.find(head, "nummod") is None
        noun = s.tags[head] in ("NN", "NNS", "NNP") and label not in ("PERCENT", "MONEY", "TIME")
        if label in QUANTITIES and not paper and not noun:  # "minutes of a meeting" are paper
            return False
        share = s.tags[first] == "CD" and s.words[first + 1 : first + 2] in (["in"], ["out"])
        return not share

    def _is_document(self, head: int, first: int, last: int) -> bool:
        """Whether a noun is a document by its word, and no name of a person or an outlet."""
        s = self.syntax
        if s.words[head] not in DOCUMENT_NOUNS or s.tags[head] == "NNP":
            return False
        return self.naming.person_at(head) is None and not is_outlet(s.quote(first, last))

    def _by_kind(
        self, head: int, first: int, last: int
    ) -> tuple[str, SourceClass, tuple[Source, ...]]:
        """Name, class and relays of a noun phrase that is no document; "" where it can be none."""
        s = self.syntax
        word, tag, label = s.words[head], s.tags[head], s.label(head)
        surface = s.quote(first, last)
        if self.naming.person_at(head):
            return *self.naming.person(head, first, last), ()
        if is_outlet(surface):
            return clean(surface), SourceClass.OUTLET, ()
        if word in PERSON_NOUNS and (tag not in ("NNP", "NNPS") or not label):
            return self._role(head, first, last)
        if word in BODY_NOUNS and not label:
            return *self.naming.body(head, first, last), ()
        if label or tag in ("NNP", "NNPS"):
            return *self.naming.named(head, first, last), ()
        if tag not in ("NNS", "NN") and not self._is_bare_name(head):
            return "", SourceClass.DOCUMENT, ()
        for kid in s.kids[head]:
            if s.deps[kid] == "appos" and s.tags[kid] == "NNP":
                return *self.naming.named(kid, *noun_phrase(s, kid, Border.NAME)), ()
        name = self.naming.meant_body(head, first, last)
        if name or word in INSTITUTIONS or self._is_bare_name(head):
            return name or clean(surface), SourceClass.BODY, ()
        kind = SourceClass.DOCUMENT if word in DOCUMENT_NOUNS else SourceClass.ANONYMOUS
        cut = s.find(head, "acl")
        end = cut if cut is not None and head < cut < last else last
        return clean(s.quote(first, end)), kind, ()

    def _counted(self, head: int) -> Reading | None:
        """ "Two of the officials": people told apart by a number; "3 in 10" and shares are none."""
        s = self.syntax
        of = s.find(head, "prep")
        people = s.find(of, "pobj") if of == head + 1 and s.words[of] == "of" else None
        if people is None or s.words[people] not in PERSON_NOUNS or s.raw[head][:1].isdigit():
            return None
        start, end = s.chars(head, noun_phrase(s, people, Border.NAME)[1])
        surface = s.text[start:end]
        return Source(start, end, surface, clean(surface), SourceClass.ANONYMOUS), ()

    def _role(
        self, head: int, first: int, last: int
    ) -> tuple[str, SourceClass, tuple[Source, ...]]:
        """People named by what they are: a name in apposition, a title that points back, else
        anonymous with their own words. Those polled by a firm are relayed by it."""
        s = self.syntax
        relays: tuple[Source, ...] = ()
        for kid in s.kids[head]:
            person = self.antecedents.people.at(kid) if s.deps[kid] == "appos" else None
            if person:
                return *self.naming.full_name(person), ()
            if s.deps[kid] == "acl" and s.words[kid] in POLLING:
                agent = agent_of(s, kid)
                found = self.noun(agent) if agent is not None else None
                if found:
                    relays = (found[0],)
                    last = min(last, kid)
        name = clean(s.quote(first, last))
        if s.words[first] in ("the", "this", "that") and s.words[head] in TITLES:
            alone = last - first <= 4 and not self.naming.is_list(head, first, last)
            holder = (
                self.antecedents.people.holder(s.words[head], s.starts[head]) if alone else None
            )
            if holder:
                return holder, SourceClass.PERSON, relays
            spoke = self.antecedents.role(s.words[head], s.starts[head]) if alone else None
            return spoke or name, SourceClass.ANONYMOUS if spoke else SourceClass.PERSON, relays
        return name, SourceClass.ANONYMOUS, relays

    # -- documents ---------------------------------------------------------------------------------

    def _document(self, head: int, first: int, last: int) -> Reading:
        """A document stands for its issuer; without one it keeps its own words."""
        s = self.syntax
        issue, issuer = self._issue(head, first, last)
        start, end = s.chars(first, last)
        surface = s.text[start:end]
        if issuer is not None:
            source = Source(start, end, surface, issuer.name, issuer.source_class)
        else:
            name = clean(s.quote(first, max(head + 1, min(issue.cut, last))))
            source = Source(start, end, surface, name, SourceClass.DOCUMENT)
        return source, tuple(issue.relays)

    def issued(self, head: int) -> Source | None:
        """Whose a document is: by its own phrase, or as the text told before; else None."""
        s = self.syntax
        first, last = noun_phrase(s, head, Border.NAME)
        _, issuer = self._issue(head, first, last)
        if issuer is None:
            return None
        start, end = s.chars(first, last)
        return Source(start, end, s.text[start:end], issuer.name, issuer.source_class)

    def _issue(self, head: int, first: int, last: int) -> tuple[_Issue, Source | None]:
        """What a document's phrase says of its issue; its issuer, told there or before."""
        issue = self._issue_of(head, last)
        if issue.issuer is None and self.syntax.words[first] in _POINTING:
            return issue, self._issued_before(head, self.syntax.starts[first])
        return issue, issue.issuer

    def _issued_before(self, head: int, start: int) -> Source | None:
        """Who issued what "the report" means: a source that spoke, or a noun further back."""
        s = self.syntax
        word = s.words[head]
        found = self.antecedents.document(word, start)
        for token in range(head - 1, max(-1, head - _REACH), -1):
            if found is not None:
                break
            if s.words[token] == word and s.tags[token] == s.tags[head]:
                found = self._issue_of(token, noun_phrase(s, token, Border.NAME)[1]).issuer
        return found

    def _issue_of(self, head: int, last: int) -> _Issue:
        """The issuer of the document whose noun is at ``head`` and whose phrase ends at ``last``.

        "figures from the ministry published by the Courier" → the ministry, relayed by the
        Courier; "documents seen by the Courier" → documents, relayed; "a Gallup survey" → Gallup.
        """
        issue = _Issue(last)
        s = self.syntax
        verb = s.heads[head]
        if s.deps[head] == "dobj" and head > verb and s.words[verb] in RELEASING:
            subject = s.find(verb, "nsubj")  # "the firm released a statement saying …"
            issue.note(self.read(subject) if subject is not None else None, beside=False)
        queue = [head]
        for token in queue:
            for kid in self.syntax.kids[token]:
                queue.extend(self._note_issuer(issue, head, token, kid))
        return issue

    def _note_issuer(self, issue: _Issue, head: int, token: int, kid: int) -> Iterator[int]:
        """Note who issued or passed on a document by one word below it; yields where to go on."""
        s = self.syntax
        label, word = s.deps[kid], s.words[kid]
        own = token == head
        found: Reading | None = None
        if own and label == "poss":
            found = self.read(kid)
        elif own and label in ("compound", "nmod", "amod") and kid < head:
            owner, whose = self.naming.named_before(kid), s.find(kid, "poss")
            found = (owner, ()) if owner else None
            if whose is not None:  # "the NCRB's “Crime in Lorn” report"
                found = self.read(whose)
        elif label == "prep" and word in ("by", "from", "of", "in", "at", "for"):
            target = s.find(kid, "pobj")
            issues = target is not None and can_issue(s, target, word)
            study = target is not None and s.words[target] in DOCUMENT_NOUNS
            if target is not None and (issues or study or s.words[head] in _POLLS):
                yield target
            if target is not None and issues:
                found = self.noun(target)
                issue.cut = min(issue.cut, kid)
        elif label == "acl" and word in ISSUING | PASSING:
            agent = agent_of(s, kid)
            issue.cut = min(issue.cut, kid)
            found = self.read(agent) if agent is not None else None
            if agent is None:
                yield kid
            elif found and (word in PASSING or issue.issuer is not None):
                issue.relays.append(found[0])
                return
        issue.note(found, beside=own and label == "prep" and word in ("in", "by"))

    # -- pronouns ----------------------------------------------------------------------------------

    def _relative(self, head: int) -> Reading | None:
        """who or which: the noun whose relative clause it opens."""
        noun = relative_noun(self.syntax, head)
        found = self.read(noun) if noun is not None else None
        return (self._pointing(head, found[0]), found[1]) if found else None

    def _pronoun(self, head: int) -> Source | None:
        """A personal pronoun as a source, named after whom it means."""
        meant = self._governing(head)
        if meant is None and self.syntax.words[head] in ("he", "she", "his", "her"):
            found = self._he_or_she(head)
            if found.antecedent is None:
                return found
        else:
            meant = meant or self._it_or_they(head)
            if meant is None:
                return self._nobody_known(head)
            found = self._pointing(head, meant)
        self.antecedents.remember(found)
        return found

    def _he_or_she(self, head: int) -> Source:
        """The person whom "he" or "she" means; nobody known keeps the pronoun."""
        s = self.syntax
        start, end = s.chars(head, head + 1)
        male = s.words[head] in ("he", "his")
        person = self.antecedents.person("he" if male else "she", head)
        guess = self.antecedents.unnamed(head) if person is None else None
        name, place = s.raw[head], None
        if person is not None:
            name, place = person.name, (person.start, person.end)
        elif guess is not None:
            name, place = person_name(s.quote(*guess)), s.chars(*guess)
        return Source(start, end, s.raw[head], name, SourceClass.PERSON, place)

    def _nobody_known(self, head: int) -> Source | None:
        """They whom the text did not name keep the pronoun."""
        s = self.syntax
        if s.words[head] != "they":
            return None
        return Source(*s.chars(head, head + 1), s.raw[head], s.raw[head], SourceClass.ANONYMOUS)

    def _it_or_they(self, head: int) -> Source | None:
        """The body, document or group that "it" or "they" means."""
        plural = self.syntax.words[head] in ("they", "their")
        before = self.antecedents.thing(head, plural=plural)
        if isinstance(before, int):
            reading = self.noun(before)
            return reading[0] if reading else None
        return before

    def _governing(self, head: int) -> Source | None:
        """The speaker whose reported clause a pronoun opens: "Kim said she …" is Kim."""
        s = self.syntax
        verb, word = s.heads[head], s.words[head]
        if s.deps[head] not in ("nsubj", "nsubjpass") or s.deps[verb] != "ccomp":
            return None
        subject = s.find(s.heads[verb], "nsubj")
        if subject is None or subject >= head or s.sentence_of[subject] != s.sentence_of[head]:
            return None
        if s.tags[subject] == "PRP" and s.words[subject] != word:
            return None
        with self.antecedents.unheard():
            found = self.read(subject)
        if found is None:
            return None
        kind = found[0].source_class
        somebody = kind in (SourceClass.PERSON, SourceClass.ANONYMOUS)
        fits = somebody if word in ("he", "she") else word != "it" or kind is not SourceClass.PERSON
        return found[0] if fits else None

    def _pointing(self, head: int, source: Source) -> Source:
        """A pronoun's own words with the name of what it points back to."""
        start, end = self.syntax.chars(head, head + 1)
        place = source.antecedent or (source.start, source.end)
        surface = self.syntax.raw[head]
        return Source(start, end, surface, source.name, source.source_class, place)
