"""Who is meant: what a noun phrase or a pronoun names as a source.

``Speakers.read`` turns a head token into a ``Source`` with its relays. It is called in the order
of the text, so that each answer may lean on those before. Nouns lead to nouns: a document to who
issued it, a pronoun to whom it means, and a pronoun only backwards; ``_DEEPEST`` ends what would
go round in circles.
"""

import re
from collections.abc import Iterator

from nlp.lexicon import verbs, words
from nlp.lexicon.nouns import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    INSTITUTIONS,
    ISSUING,
    PASSING,
    PERSON_NOUNS,
    POLLING,
    POLLS,
    RELEASING,
    SCHOLARS,
    TITLES,
)
from nlp.sources.antecedents import Antecedents
from nlp.sources.frames import Reading, Source
from nlp.sources.names import clean, is_outlet, person_name
from nlp.sources.naming import Naming, agent_of, can_issue, relative_noun
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
_WEEKDAYS = words("weekdays")
_QUANTIFIED = frozenset({"number", "group", "handful", "couple", "majority", "pair", "one"})
_SINGLING = frozenset({"a", "an", "the", "another", "one", "this", "that", "some"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_PEOPLE_ENDING = re.compile(r"(?:[^e]ers?|ors?|ists?|[a-z]m[ae]n|women|[^n]ants?|ians?|ees?)$")
_CITING = verbs("document_verbs", "citing")
_NO_PEOPLE = words("roles", "not-people")
_ABSTRACT_ENDING = re.compile(
    r"(?:[ts]ions?|ments?|ness|ities|ity|ships?|[ae]nces?|isms?|ures?|ings?)$"
)


def _passes(s: Syntax, token: int) -> bool:
    """Whether one named beside the issuer passes on: "published by X", "a report in X"."""
    return s.deps[token] == "acl" or s.words[token] in ("in", "by")


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
        first, last = noun_phrase(self.syntax, head, Border.NAME)
        while first < head and self._is_day(first, head):
            first += 1  # "On Monday police in Lorn said"
        papers = self.syntax.objects(head, "in")  # "the agency in a report released on Monday"
        paper = next((k for k in papers if self.syntax.words[k] in DOCUMENT_NOUNS), last)
        return first, self.syntax.heads[paper] if head < paper < last else last

    def _is_day(self, token: int, head: int) -> bool:
        """Whether a weekday is no part of the name: not "Friday's report", "Sunday World"."""
        s = self.syntax
        day = s.words[token] in _WEEKDAYS and s.label(token) == "DATE"
        return day and s.tags[token + 1] != "POS" and s.entity(token) != s.entity(head)

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
        if tag == "CD":  # "two of the officials"
            people = next(s.objects(head, "of"), None)
            told_apart = people is not None and s.words[people] in PERSON_NOUNS
            return self.noun(people) if people is not None and told_apart else None
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
        first, last = self.span(head)
        start, end = s.chars(first, last)
        share = s.words[first + 1 : first + 2] in (["in"], ["out"])  # "3 in 10 voters"
        if s.tags[head] == "CD" or s.label(head) == "PERCENT" or (share and s.tags[first] == "CD"):
            return None
        if self._is_document(head, first, last):
            return self._document(head, first, last)
        name, kind = self._by_kind(head, first, last)
        if name and s.tags[first] == "PRP$" and kind is not SourceClass.PERSON:
            name = self._owned(first, last) or name
        source = Source(start, end, s.text[start:end], name, kind)
        return (source, self._passed_on_by(head)) if name else None

    def _owned(self, first: int, last: int) -> str | None:
        """ "His office" as whose it is: Jon Pell's office."""
        owner = self.read(first) if self.syntax.words[first] in _PRONOUNS else None
        if owner is None or owner[0].antecedent is None:
            return None
        whose, kind = owner[0].name, owner[0].source_class
        ending = "'" if whose.endswith("s") and kind is not SourceClass.PERSON else "'s"
        return clean(f"{whose}{ending} {self.syntax.quote(first + 1, last)}")

    def _passed_on_by(self, head: int) -> tuple[Source, ...]:
        """Who cites or polls somebody: "the consultant Roe, cited by the Courier"."""
        s = self.syntax
        below = (head, *(kid for kid in s.kids[head] if s.deps[kid] == "appos"))
        for kid in (kid for noun in below for kid in s.kids[noun]):
            if s.deps[kid] == "acl" and s.words[kid] in _CITING | POLLING:
                agent = s.agent(kid)
                found = self.read(agent) if agent is not None else None
                return (found[0],) if found else ()
        return ()

    def _is_document(self, head: int, first: int, last: int) -> bool:
        """Whether a noun is a document by its word, and no name of a person or an outlet."""
        s = self.syntax
        if s.words[head] not in DOCUMENT_NOUNS or s.tags[head] == "NNP":
            return False
        return self.naming.person_at(head) is None and not is_outlet(s.quote(first, last))

    def _by_kind(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """Name and class of a noun phrase that is no document; "" where it can be none."""
        s = self.syntax
        word, tag, label = s.words[head], s.tags[head], s.label(head)
        surface = s.quote(first, last)
        if self.naming.person_at(head):
            return self.naming.person(head, first, last)
        if is_outlet(surface):
            return clean(surface), SourceClass.OUTLET
        if word in PERSON_NOUNS and (tag not in ("NNP", "NNPS") or not label):
            return self._role(head, first, last)
        if word in BODY_NOUNS and not label:
            return self.naming.body(head, first, last)
        if label or tag in ("NNP", "NNPS"):
            return self.naming.named(head, first, last)
        bare = self._is_bare_name(head)
        if tag not in ("NNS", "NN") and not bare:
            return "", SourceClass.DOCUMENT
        for kid in s.kids[head]:
            if s.deps[kid] == "appos" and s.tags[kid] == "NNP":
                return self.naming.named(kid, *noun_phrase(s, kid, Border.NAME))
        name = self.naming.meant_body(head, first, last)
        if name or word in INSTITUTIONS or bare:
            return name or clean(surface), SourceClass.BODY
        kind = SourceClass.DOCUMENT if word in DOCUMENT_NOUNS else SourceClass.ANONYMOUS
        cut = next((k for k in s.kids[head] if s.deps[k] == "acl" and head < k < last), last)
        return clean(s.quote(first, cut)), kind

    def _role(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """People named by what they are: a name in apposition, a title that points back, else
        anonymous with their own words."""
        s, people = self.syntax, self.antecedents.people
        apposed = (people.at(kid) for kid in s.kids[head] if s.deps[kid] == "appos")
        if person := next(filter(None, apposed), None):
            return self.naming.full_name(person)
        polled = (k for k in s.kids[head] if s.words[k] in POLLING and head < k < last)
        name, word = clean(s.quote(first, next(polled, last))), s.words[head]
        start = s.starts[head]
        if s.words[first] not in ("the", "this", "that") or word not in TITLES:
            return name, SourceClass.ANONYMOUS
        alone = last - first <= 4 and not self.naming.is_list(head, first, last)
        beside = s.deps[head] == "appos"  # "the death of Jon Pell, the mayor said": not he
        holder = people.holder(word, start) if alone and not beside else None
        spoke = self.antecedents.role(word, start) if alone and not holder else None
        return holder or spoke or name, SourceClass.ANONYMOUS if spoke else SourceClass.PERSON

    # -- documents ---------------------------------------------------------------------------------

    def _document(self, head: int, first: int, last: int) -> Reading:
        """A document stands for its issuer, who may be told before; else it keeps its own words.

        "figures from the ministry published by the Courier" → the ministry, relayed by the
        Courier; "documents seen by the Courier" → documents, relayed; "a Gallup survey" → Gallup.
        """
        s = self.syntax
        issuers = list(self._issuers(head))
        issuer = next((found for found, _, passes in issuers if not passes), None)
        beside = [
            f for f, kid, passes in issuers if f is not issuer and (passes or _passes(s, kid))
        ]
        relays = (*(issuer[1] if issuer else ()), *(found[0] for found in beside))
        start, end = s.chars(first, last)
        meant = issuer[0] if issuer else self._issued_before(head, first)
        if meant is not None:
            name, kind = meant.name, meant.source_class
        else:
            below = (k for k in s.kids[head] if k > head and s.words[k] in ISSUING | PASSING)
            cut = next(below, last)
            name, kind = clean(s.quote(first, min(cut, last))), SourceClass.DOCUMENT
        return Source(start, end, s.text[start:end], name, kind), relays

    def issued(self, head: int) -> Source | None:
        """Whose a document is: by its own phrase, or as the text told before; else None."""
        found, _ = self._document(head, *noun_phrase(self.syntax, head, Border.NAME))
        return found if found.source_class is not SourceClass.DOCUMENT else None

    def _issued_before(self, head: int, first: int) -> Source | None:
        """Who issued what "the report" means: a source that spoke, or a noun further back."""
        s = self.syntax
        word = s.words[head]
        if s.words[first] not in _POINTING:
            return None
        found = self.antecedents.document(word, s.starts[first])
        for token in range(head - 1, max(-1, head - _REACH), -1):
            if found is None and s.words[token] == word and s.tags[token] == s.tags[head]:
                found = next((f[0] for f, _, passes in self._issuers(token) if not passes), None)
        return found

    def _issuers(self, head: int) -> Iterator[tuple[Reading, int, bool]]:
        """Those named in a document's phrase: who, the token that brings them in, and whether they
        only pass it on."""
        s = self.syntax
        verb = s.heads[head]
        if s.deps[head] == "dobj" and head > verb and s.words[verb] in RELEASING:
            subject = s.find(verb, "nsubj")  # "the firm released a statement saying …"
            if subject is not None and (found := self.read(subject)):
                yield found, verb, False
        queue = [head]
        if s.deps[head] == "nsubj" and verb == head + 1 and s.words[verb] in ISSUING:
            queue.append(verb)  # "data released on Friday from an Orrin poll showed …"
        for token in queue:
            for kid in s.kids[token]:
                found, below = self._issuer_at(head, token, kid)
                queue += below
                if found:
                    yield found, kid, s.words[kid] in PASSING

    def _issuer_at(self, head: int, token: int, kid: int) -> tuple[Reading | None, list[int]]:
        """Who issued or passed on a document by one word of its phrase, and where to look on."""
        s = self.syntax
        label, word = s.deps[kid], s.words[kid]
        if token == head and label == "poss":
            return (None if s.label(kid) == "DATE" else self.read(kid)), []
        named = token == head or s.words[token] in POLLS
        if named and label in ("compound", "nmod", "amod") and kid < token:
            owner, whose = self.naming.named_before(kid), s.find(kid, "poss")
            if whose is not None:  # "the NCRB's “Crime in Lorn” report"
                return self.read(whose), []
            return (owner, ()) if owner else None, []
        target = s.find(kid, "pobj") if label == "prep" else None
        if target is not None and word in ("by", "from", "of", "in", "at", "for"):
            issues = can_issue(s, target, word)
            study = s.words[target] in DOCUMENT_NOUNS or s.words[head] in POLLS
            below = [target] if issues or study else []
            return self.noun(target) if issues else None, below
        if label == "relcl" and word in ISSUING:  # "a survey that Kestrel conducted"
            subject = s.find(kid, "nsubj")
            made = subject is not None and s.tags[subject] not in ("WDT", "WP")
            return self.read(subject) if subject is not None and made else None, []
        if label == "acl" and word in ISSUING | PASSING:
            agent = agent_of(s, kid)
            return (None, [kid]) if agent is None else (self.read(agent), [])
        return None, []

    # -- pronouns ----------------------------------------------------------------------------------

    def _relative(self, head: int) -> Reading | None:
        """who or which: the noun whose relative clause it opens."""
        noun = relative_noun(self.syntax, head)
        found = self.read(noun) if noun is not None else None
        return (self._pointing(head, found[0]), found[1]) if found else None

    def _pronoun(self, head: int) -> Source | None:
        """A personal pronoun as a source, named after whom it means; "he", "she" and "they" whom
        the text did not name keep the pronoun."""
        s, word = self.syntax, self.syntax.words[head]
        personal = word in ("he", "she", "his", "her")
        meant = self._governing(head)
        meant = meant or (self._he_or_she(head) if personal else self._it_or_they(head))
        if meant is not None:
            found = self._pointing(head, meant)
            self.antecedents.remember(found)
            return found
        kind = SourceClass.PERSON if personal else SourceClass.ANONYMOUS
        own = Source(*s.chars(head, head + 1), s.raw[head], s.raw[head], kind)
        return own if personal or word == "they" else None

    def _he_or_she(self, head: int) -> Source | None:
        """The person whom "he" or "she" means."""
        s = self.syntax
        male = s.words[head] in ("he", "his")
        person = self.antecedents.person("he" if male else "she", head)
        if person is not None:
            surface = s.text[person.start : person.end]
            return Source(person.start, person.end, surface, person.name, SourceClass.PERSON)
        guess = self.antecedents.unnamed(head)
        if guess is None:
            return None
        if s.tags[guess[1] - 1] != "NNP":
            found = self.noun(guess[1] - 1, remember=False)
            return found[0] if found else None
        surface = s.quote(*guess)
        return Source(*s.chars(*guess), surface, person_name(surface), SourceClass.PERSON)

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
        subject = s.find(s.heads[verb], "nsubj") if s.deps[verb] == "ccomp" else None
        opens = s.deps[head] in ("nsubj", "nsubjpass") and subject is not None and subject < head
        if not opens or subject is None or (s.tags[subject] == "PRP" and s.words[subject] != word):
            return None
        with self.antecedents.unheard():
            found = self.read(subject)
        if found is None or word == "they":
            return found[0] if found else None
        body = found[0].source_class not in (SourceClass.PERSON, SourceClass.ANONYMOUS)
        return found[0] if body == (word in ("it", "its")) else None

    def _pointing(self, head: int, source: Source) -> Source:
        """A pronoun's own words with the name of what it points back to."""
        start, end = self.syntax.chars(head, head + 1)
        place = source.antecedent or (source.start, source.end)
        surface = self.syntax.raw[head]
        return Source(start, end, surface, source.name, source.source_class, place)
