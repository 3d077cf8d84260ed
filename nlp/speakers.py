"""Speakers: what a noun phrase names as a source, and whom a pronoun or "the agency" means.

``Speakers.read`` turns the head token of a noun phrase into a ``Source`` with its relays ("figures
from X published by Y" is X, relayed by Y). It is called in the order of the text, so that each
answer may lean on those before.
"""

import re
from dataclasses import dataclass, field

from nlp.cues import (
    BARE_DATA,
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    OUTLET_WORDS,
    OUTLETS,
    PERSON_NOUNS,
    TITLES,
)
from nlp.frames import Source
from nlp.model import Document
from nlp.syntax import Span, Syntax
from nlp.vocabulary import SourceClass

_LONGEST_NAME = 10
_MASCULINE = frozenset(
    """mr sir king prince lord father son brother husband chairman spokesman businessman
    congressman policeman actor boyfriend uncle grandfather mr. herr monsieur""".split()
)
_FEMININE = frozenset(
    """mrs ms miss queen princess lady mother daughter sister wife chairwoman spokeswoman
    businesswoman congresswoman policewoman actress girlfriend aunt grandmother mrs. ms. frau
    madame dame""".split()
)
_ABBREVIATED_TITLES = {
    "gov.": "governor",
    "gov": "governor",
    "sen.": "senator",
    "sen": "senator",
    "rep.": "representative",
    "rep": "representative",
    "dr.": "doctor",
    "dr": "doctor",
    "prof.": "professor",
    "prof": "professor",
    "gen.": "general",
    "col.": "colonel",
    "capt.": "captain",
    "supt": "superintendent",
    "supt.": "superintendent",
}
_ISSUING = frozenset(
    """released published issued compiled collected produced conducted commissioned carried
    prepared written authored provided recorded gathered put filed posted shared supplied
    collated maintained made drawn kept run done circulated signed sponsored disclosed unveiled
    presented submitted announced""".split()
)
_PASSING = frozenset(
    """seen obtained reviewed received viewed leaked cited quoted examined read analysed analyzed
    heard verified""".split()
)
_POLLING = frozenset("polled surveyed interviewed questioned canvassed asked quoted cited".split())
_COMPANY_NOUNS = frozenset(
    """company firm corporation retailer maker manufacturer carrier airline bank lender insurer
    developer operator publisher startup start-up group organization organisation charity union
    network institute institution association foundation nonprofit think-tank agency body
    regulator watchdog fund club party campaign team federation""".split()
)
_PAPER_NOUNS = frozenset(
    "newspaper paper magazine website site outlet broadcaster network channel station".split()
)
_PLURAL_BODIES = frozenset({"police", "authorities", "media", "rescuers", "firefighters"})
_STOP_AT = frozenset({",", "(", ")", ";", ":", "–", "—", "-", '"', "“", "”", "``", "''", "--"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its"})
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z&.\-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Person:
    """A named person at one place of the text."""

    start: int
    end: int
    sentence: int
    name: str
    subject: bool


@dataclass
class Memory:
    """Who has been named so far: people, bodies, documents and outlets, in order of the text."""

    people: list[Person] = field(default_factory=list)
    spoken: list[Source] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    titles: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


def plain(name: str) -> str:
    """A name in lower case without article or possessive ending: ``The Guardian's`` → guardian."""
    name = re.sub(r"['’]s?$", "", " ".join(name.lower().split()))
    return re.sub(r"^the ", "", name)


def is_outlet(name: str) -> bool:
    """Whether a name is one of a known outlet or is built like one ("Harbour Courier")."""
    short = plain(name)
    if short in OUTLETS:
        return True
    words = name.split()
    last = words[-1].strip("'’s").lower() if words else ""
    return (
        len(words) > 1
        and last in OUTLET_WORDS
        and words[-1][:1].isupper()
        and all(w[:1].isupper() or w in ("of", "and", "the", "&") for w in words)
    )


def is_own(name: str, outlet: str | None) -> bool:
    """Whether a name is the publishing outlet's own: "the Post" in the Harbour Post."""
    short = plain(name)
    if short in ("this newspaper", "this site", "this website", "this paper", "this outlet"):
        return True
    if not outlet:
        return False
    own = [plain(part) for part in re.split(r"[()]", outlet) if part.strip()]
    if any(short == o or short == re.sub(r"\.(com|co\.uk|org|net)$", "", o) for o in own):
        return True
    words = set(short.split())
    return bool(words) and is_outlet("The " + name) and any(words <= set(o.split()) for o in own)


class Speakers:
    """Reads noun phrases of one document as sources and resolves what points back."""

    def __init__(self, syntax: Syntax, document: Document) -> None:
        self.syntax = syntax
        self.document = document
        self.memory = Memory()
        self.full_names = _full_abbreviations(syntax.text)
        self._index_people()

    # -- indexing ------------------------------------------------------------------------------

    def _index_people(self) -> None:
        """All named people with gender and title hints; a last name takes the full one before."""
        s, memory = self.syntax, self.memory
        by_last: dict[str, str] = {}
        for first, last, label in s.entities:
            if label != "PERSON":
                continue
            name = _person_name(s.text[s.starts[first] : s.ends[last - 1]])
            words = name.split()
            if not words or is_outlet(name):
                continue
            if len(words) == 1:
                name = by_last.get(words[0].lower(), name)
            else:
                by_last[words[-1].lower()] = name
            head = next((i for i in range(first, last) if not first <= s.heads[i] < last), first)
            subject = s.deps[head] in ("nsubj", "nsubjpass")
            memory.people.append(
                Person(s.starts[first], s.ends[last - 1], s.sentence_of[first], name, subject)
            )
            for i in range(max(s.bounds(first)[0], first - 4), last):
                self._hint(s.words[i], name, s.starts[first])
            for kid in s.kids[head]:
                if s.deps[kid] == "appos":
                    self._hint(s.words[kid], name, s.starts[first])

    def _hint(self, word: str, name: str, at: int) -> None:
        word = _ABBREVIATED_TITLES.get(word, word)
        if word in _MASCULINE:
            self.memory.genders.setdefault(name, "he")
        elif word in _FEMININE:
            self.memory.genders.setdefault(name, "she")
        if word in TITLES:
            self.memory.titles.setdefault(word, []).append((at, name))

    # -- noun phrases --------------------------------------------------------------------------

    def span(self, head: int) -> Span:
        """Token span of the noun phrase of a head: up to its first aside or relative clause."""
        s = self.syntax
        low, high = s.edges(head)
        entity = s.entity_at[head]
        while low < head and (
            s.tags[low] in ("CC", "RB", "IN", "_SP", ",", "``", "''", ":", "-LRB-", "-RRB-", "WRB")
            and s.entity_at[low] != entity
        ):
            low += 1
        for i in range(head - 1, low - 1, -1):
            if (s.raw[i] in _STOP_AT and s.entity_at[i] < 0 and s.deps[i] == "punct") and (
                s.raw[i] != "-" and not any(low <= k < i for k in s.kids[head])
            ):
                low = i + 1
                break
        for kid in s.kids[head]:
            if s.deps[kid] == "relcl":
                high = min(high, max(head + 1, s.edges(kid)[0]))
        stop = head + 1
        while stop < high:
            if s.entity_at[stop] >= 0 and s.entity_at[stop] == s.entity_at[stop - 1]:
                stop += 1
                continue
            word, tag = s.words[stop], s.tags[stop]
            if word in _RELATIVES and tag in ("WDT", "WP", "WP$", "WRB"):
                break
            if tag in _FINITE or tag == "_SP":
                break
            if word in _STOP_AT and not (
                (word == "-" and s.ends[stop - 1] == s.starts[stop])
                or (word == "," and self._lists(head, stop))
            ):
                break
            if self._temporal(stop):
                break
            stop += 1
        while stop - 1 > head and s.tags[stop - 1] in ("IN", "CC", "DT", ",", "TO"):
            stop -= 1
        return low, stop

    def _lists(self, head: int, comma: int) -> bool:
        """Whether a comma stands inside a list of coordinated nouns that the head opens."""
        s = self.syntax
        conj = s.child(head, "conj")
        return conj > comma and s.tags[conj].startswith("NN")

    def _temporal(self, token: int) -> bool:
        """Whether a token opens a time phrase ("on Tuesday", "Friday")."""
        s = self.syntax

        def dated(i: int) -> bool:
            return s.entity_at[i] >= 0 and s.entities[s.entity_at[i]][2] in ("DATE", "TIME")

        if dated(token):
            return s.deps[token] not in ("compound", "nmod", "pobj")
        if s.tags[token] == "IN":
            return any(dated(k) for k in s.kids[token])
        return False

    def text(self, first: int, last: int) -> str:
        """The text's own words of a token span."""
        start, end = self.syntax.chars(first, last)
        return self.syntax.text[start:end]

    # -- sources -------------------------------------------------------------------------------

    def read(self, head: int) -> tuple[Source, tuple[Source, ...]] | None:
        """The source that a noun phrase names and its relays; ``None`` when it can be none.

        Relative pronouns give their antecedent's name; he, she, they, it and definite nouns
        resolve to the latest compatible mention.
        """
        s = self.syntax
        word = s.words[head]
        if s.tags[head] in ("WP", "WDT") and word in _RELATIVES:
            return self._relative(head)
        if s.tags[head] == "PRP" or word in _PRONOUNS:
            found = self._pronoun(head)
            return (found, ()) if found else None
        if s.tags[head] in ("EX", "WRB", "DT", "WP", "WDT", "CD") or word in ("everyone", "one"):
            return None
        return self.noun(head)

    def noun(self, head: int, *, remember: bool = True) -> tuple[Source, tuple[Source, ...]] | None:
        """A noun phrase as a source with relays; ``remember`` lets later pronouns mean it."""
        s = self.syntax
        first, last = self.span(head)
        start, end = s.chars(first, last)
        word = s.words[head]
        relays: tuple[Source, ...] = ()
        entity = s.entity_at[head]
        label = s.entities[entity][2] if entity >= 0 else ""
        if label in ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY", "ORDINAL") and (
            s.tags[head] not in ("NN", "NNS", "NNP") or label in ("PERCENT", "MONEY", "TIME")
        ):
            return None
        surface = s.text[start:end]
        if is_outlet(surface):
            name, kind = _clean(surface), SourceClass.OUTLET
        elif label == "PERSON":
            name, kind = self._person(head, entity, first, last)
        elif word in DOCUMENT_NOUNS and s.tags[head] != "NNP":
            return self._document(head, first, last)
        elif word in PERSON_NOUNS and s.tags[head] not in ("NNP", "NNPS"):
            name, kind, relays = self._role(head, first, last)
        elif word in BODY_NOUNS and label == "":
            name, kind = self._body(head, first, last)
        elif label or s.tags[head] in ("NNP", "NNPS"):
            name, kind = self._named(head, entity, first, last)
        elif s.tags[head] in ("NNS", "NN"):
            name, kind = self._common(head, first, last)
        else:
            return None
        if not name:
            return None
        source = Source(start, end, surface, name, kind)
        if remember:
            self.memory.spoken.append(source)
        return source, relays

    def _person(self, head: int, entity: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A named person; a reporter stands for the outlet ("Ruiz of the Courier")."""
        s = self.syntax
        begin, end, _ = s.entities[entity]
        for kid in s.kids[head]:
            if s.deps[kid] == "prep" and s.words[kid] in ("of", "for", "at", "from", "with"):
                outlet = s.child(kid, "pobj")
                if outlet >= 0 and is_outlet(self.text(*self.span(outlet))):
                    return _clean(self.text(*self.span(outlet))), SourceClass.OUTLET
            if s.deps[kid] == "poss" and is_outlet(self.text(*_entity_or(s, kid))):
                return _clean(self.text(*_entity_or(s, kid))), SourceClass.OUTLET
        name = _person_name(self.text(begin, end))
        if self._is_list(head, first, last):
            return _clean(self.text(first, last)), SourceClass.PERSON
        return self.full_person(name, s.starts[begin]), SourceClass.PERSON

    def full_person(self, name: str, before: int) -> str:
        """The full name that a last name stands for, where the text gave it at or before."""
        if " " in name:
            return name
        found = name
        for person in self.memory.people:
            if person.start > before:
                break
            if person.name.split()[-1].lower() == name.lower():
                found = person.name
        return found

    def _is_list(self, head: int, first: int, last: int) -> bool:
        conj = self.syntax.child(head, "conj")
        return first <= conj < last

    def _role(
        self, head: int, first: int, last: int
    ) -> tuple[str, SourceClass, tuple[Source, ...]]:
        """People named by what they are: a name in apposition, a title that points back, else
        anonymous with their own words. Those polled by a firm are relayed by it."""
        s = self.syntax
        relays: tuple[Source, ...] = ()
        for kid in s.kids[head]:
            entity = s.entity_at[kid]
            if s.deps[kid] == "appos" and entity >= 0 and s.entities[entity][2] == "PERSON":
                name = _person_name(self.text(*s.entities[entity][:2]))
                return self.full_person(name, s.starts[kid]), SourceClass.PERSON, ()
            if s.deps[kid] == "acl" and s.words[kid] in _POLLING:
                agent = self._agent(kid)
                found = self.noun(agent) if agent >= 0 else None
                if found:
                    relays = (found[0],)
                    last = min(last, kid)
        definite = s.words[first] in ("the", "this", "that") and last - first <= 4
        if definite and s.words[head] in TITLES:
            for at, name in reversed(self.memory.titles.get(s.words[head], [])):
                if at < s.starts[head]:
                    return name, SourceClass.PERSON, relays
            return _clean(self.text(first, last)), SourceClass.PERSON, relays
        return _clean(self.text(first, last)), SourceClass.ANONYMOUS, relays

    def _body(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A body by its noun: "the agency" is the latest named one that it fits."""
        s = self.syntax
        word = s.words[head]
        name = _clean(self.text(first, last))
        if s.words[first] in ("the", "this", "that") and last - first <= 3:
            found = self._latest_body(word, s.starts[head])
            if found:
                return found, SourceClass.OUTLET if is_outlet(found) else SourceClass.BODY
        return name, SourceClass.BODY

    def _latest_body(self, word: str, before: int) -> str | None:
        """The latest named body before an offset that a definite noun fits."""
        s = self.syntax
        singular = word[:-1] if word.endswith("s") and word not in _PLURAL_BODIES else word
        fallback: str | None = None
        for first, last, label in reversed(s.entities):
            if s.starts[first] >= before or label not in (
                "ORG",
                "PRODUCT",
                "FAC",
                "GPE",
                "WORK_OF_ART",
            ):
                continue
            name = self.full_names.get(
                _clean(self.text(first, last)), _clean(self.text(first, last))
            )
            low = name.lower()
            if singular in low.split() or singular + "s" in low.split():
                return name
            if singular in _PAPER_NOUNS:
                if is_outlet(self.text(first, last)):
                    return name
            elif singular in _COMPANY_NOUNS and label == "ORG" and fallback is None:
                if not is_outlet(name):
                    fallback = name
        return fallback

    def _named(self, head: int, entity: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A name that is no person's."""
        s = self.syntax
        kind = SourceClass.BODY
        if entity >= 0:
            begin, end, label = s.entities[entity]
            if label == "NORP" and s.tags[head] in ("NNS", "NNPS"):
                kind = SourceClass.ANONYMOUS
            lead = s.raw[first:begin]
            plain_lead = any(w[:1].islower() and w not in ("of", "the") for w in lead[1:])
            if plain_lead or len(_clean(self.text(first, end)).split()) > _LONGEST_NAME:
                first = begin
            if not self._is_list(head, first, last):
                last = max(end, head + 1)
        name = _clean(self.text(first, last))
        name = self.full_names.get(name, name)
        return _shorten(name), SourceClass.OUTLET if is_outlet(name) else kind

    def _common(self, head: int, first: int, last: int) -> tuple[str, SourceClass]:
        """A common noun of no list: people if it looks like them, else a document."""
        word = self.syntax.words[head]
        people = re.search(r"(ers?|ors?|ists?|[a-z]men|women|ants?|ians?|ees?)$", word) is not None
        kind = SourceClass.ANONYMOUS if people else SourceClass.DOCUMENT
        return _clean(self.text(first, last)), kind

    def speaks(self, head: int) -> bool:
        """Whether a noun is of a kind that can be a source: a name, people, a body, a document."""
        s = self.syntax
        word, tag = s.words[head], s.tags[head]
        entity = s.entity_at[head]
        if tag in ("WP", "WDT"):
            verb = s.heads[head]
            while s.deps[verb] not in ("relcl", "ROOT", "") and s.heads[verb] != verb:
                verb = s.heads[verb]
            noun = s.heads[verb] if s.deps[verb] == "relcl" else self._noun_before(head)
            return 0 <= noun < head and self.speaks(noun)
        if word in ("he", "she", "they", "it"):
            return True
        if entity >= 0 and tag[:2] == "NN":
            label = s.entities[entity][2]
            if label in ("PERSON", "ORG", "NORP", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"):
                return True
        return (
            tag in ("NNP", "NNPS")
            or word in PERSON_NOUNS
            or word in BODY_NOUNS
            or word in DOCUMENT_NOUNS
        )

    def studies(self, head: int) -> bool:
        """Whether a noun is a document, or those who count and study."""
        s = self.syntax
        return s.words[head] in DOCUMENT_NOUNS or s.words[head] in (
            "researchers",
            "scientists",
            "institute",
            "university",
            "auditors",
            "investigators",
            "authors",
            "economists",
            "analysts",
        )

    # -- documents -----------------------------------------------------------------------------

    def _document(self, head: int, first: int, last: int) -> tuple[Source, tuple[Source, ...]]:
        """A document stands for its issuer; without one it keeps its own words.

        "figures from the ministry published by the Courier" → the ministry, relayed by the
        Courier; "documents seen by the Courier" → documents, relayed by the Courier.
        """
        s = self.syntax
        start, end = s.chars(first, last)
        issuer, relays, cut = self._issuer(head, last)
        surface = s.text[start:end]
        if issuer is None and s.words[first] in ("the", "this", "that", "these", "those", "its"):
            issuer = self._latest_document(s.words[head], start)
        if issuer is not None:
            source = Source(start, end, surface, issuer.name, issuer.source_class)
        else:
            name = _clean(self.text(first, max(head + 1, min(cut, last))))
            source = Source(start, end, surface, name, SourceClass.DOCUMENT)
        self.memory.spoken.append(source)
        return source, relays

    def _issuer(self, head: int, last: int) -> tuple[Source | None, tuple[Source, ...], int]:
        """(who issued a document, who passed it on, where its own words end)."""
        s = self.syntax
        issuer: Source | None = None
        relays: list[Source] = []
        cut = last
        queue = [head]
        while queue:
            token = queue.pop(0)
            for kid in s.kids[token]:
                label, word = s.deps[kid], s.words[kid]
                found: tuple[Source, tuple[Source, ...]] | None = None
                if token == head and label == "poss":
                    found = self.read(kid)
                elif token == head and label in ("compound", "nmod", "amod") and kid < head:
                    found = self.named_before(kid)
                elif label == "prep" and word in ("by", "from", "of", "in", "at", "for"):
                    target = s.child(kid, "pobj")
                    if target >= 0 and self._issues(target, word):
                        found = self.noun(target)
                        queue.append(target)
                        cut = min(cut, kid)
                elif label == "acl" and word in _ISSUING | _PASSING:
                    agent = self._agent(kid)
                    cut = min(cut, kid)
                    source = self.read(agent) if agent >= 0 else None
                    if source and (word in _PASSING or issuer is not None):
                        relays.append(source[0])
                    elif source:
                        found = source
                    queue.append(kid) if agent < 0 else None
                elif label == "agent" and issuer is None and token != head:
                    target = s.child(kid, "pobj")
                    found = self.read(target) if target >= 0 else None
                if found and issuer is None:
                    issuer = found[0]
                    relays.extend(found[1])
                elif found and token == head and label == "prep" and word in ("in", "by"):
                    relays.append(found[0])
        return issuer, tuple(relays), cut

    def _agent(self, verb: int) -> int:
        """The noun of "by X" under a participle, or of "in X" ("published in the Courier")."""
        s = self.syntax
        for label, words in (("agent", ("by",)), ("prep", ("by", "in"))):
            for kid in s.kids[verb]:
                if s.deps[kid] == label and s.words[kid] in words:
                    target = s.child(kid, "pobj")
                    if target >= 0 and self._issues(target, "by"):
                        return target
        return -1

    def _issues(self, noun: int, preposition: str) -> bool:
        """Whether a noun can issue a document, after "by" or "from" more readily than "of"."""
        s = self.syntax
        entity = s.entity_at[noun]
        label = s.entities[entity][2] if entity >= 0 else ""
        if label in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
            return False
        if s.words[noun] in BODY_NOUNS or is_outlet(self.text(*self.span(noun))):
            return preposition in ("by", "from") or s.words[noun] in BODY_NOUNS
        if preposition in ("in", "of", "at", "for"):
            return preposition == "of" and label == "ORG"
        return (
            label in ("ORG", "PERSON")
            or s.words[noun] in PERSON_NOUNS
            or s.tags[noun]
            in (
                "NNP",
                "NNPS",
                "PRP",
            )
        )

    def named_before(self, token: int) -> tuple[Source, tuple[Source, ...]] | None:
        """An issuer written before the document's noun: "Gallup survey", "police figures"."""
        s = self.syntax
        entity = s.entity_at[token]
        if entity >= 0:
            begin, end, label = s.entities[entity]
            if label not in ("ORG", "PERSON", "GPE", "NORP", "FAC", "PRODUCT"):
                return None
            if label in ("GPE", "NORP") and s.deps[token] == "amod":
                return None
        elif s.words[token] in BODY_NOUNS or s.tags[token] in ("NNP", "NNPS"):
            begin, end = s.edges(token)[0], token + 1
        else:
            return None
        name = _clean(self.text(begin, end))
        if not name or not (name[0].isupper() or s.words[token] in BODY_NOUNS):
            return None
        start, stop = s.chars(begin, end)
        name = self.full_names.get(name, name)
        kind = SourceClass.OUTLET if is_outlet(name) else SourceClass.BODY
        return Source(start, stop, s.text[start:stop], name, kind), ()

    def _latest_document(self, word: str, before: int) -> Source | None:
        """Who issued the latest document of that noun: "the report" after "a report by X"."""
        bare = word.rstrip("s")
        for source in reversed(self.memory.spoken):
            if source.start >= before:
                continue
            words = source.text.lower().split()
            if source.source_class is not SourceClass.DOCUMENT and any(
                w.rstrip("s,") == bare for w in words
            ):
                return source
            if bare in ("data", "figure", "number", "statistic") and BARE_DATA & set(words):
                return source
        return None

    # -- what points back ----------------------------------------------------------------------

    def _relative(self, head: int) -> tuple[Source, tuple[Source, ...]] | None:
        """who or which: the noun whose relative clause it opens."""
        s = self.syntax
        verb = s.heads[head]
        for _ in range(4):
            if s.deps[verb] == "relcl":
                break
            verb = s.heads[verb]
        else:
            verb = -1
        noun = s.heads[verb] if verb >= 0 else self._noun_before(head)
        if noun < 0 or noun >= head:
            return None
        found = self.read(noun)
        if found is None:
            return None
        source, relays = found
        start, end = s.chars(head, head + 1)
        return (
            Source(
                start,
                end,
                s.raw[head],
                source.name,
                source.source_class,
                (source.start, source.end),
            ),
            relays,
        )

    def _noun_before(self, head: int) -> int:
        """The noun right before a relative pronoun, where the parse does not tell; or -1."""
        s = self.syntax
        token = head - 1
        if token >= 0 and s.raw[token] == ",":
            token -= 1
        return token if token >= 0 and s.tags[token][:2] == "NN" else -1

    def _pronoun(self, head: int) -> Source | None:
        """A personal pronoun as a source, named after whom it means; first persons are none."""
        s = self.syntax
        word = s.words[head]
        start, end = s.chars(head, head + 1)
        governing = self._governing(head)
        if governing is not None:
            found = Source(
                start,
                end,
                s.raw[head],
                governing.name,
                governing.source_class,
                governing.antecedent or (governing.start, governing.end),
            )
        elif word in ("he", "she", "his", "her"):
            person = self._latest_person("he" if word in ("he", "his") else "she", head)
            if person is None:
                return Source(start, end, s.raw[head], s.raw[head], SourceClass.PERSON)
            found = Source(
                start, end, s.raw[head], person.name, SourceClass.PERSON, (person.start, person.end)
            )
        elif word in ("it", "its", "they", "their"):
            before = self._latest_spoken(head, plural=word in ("they", "their"))
            if before is None:
                return None
            found = Source(
                start,
                end,
                s.raw[head],
                before.name,
                before.source_class,
                (before.start, before.end),
            )
        else:
            return None
        self.memory.spoken.append(found)
        if found.source_class is SourceClass.PERSON:
            self.memory.people.append(
                Person(start, end, s.sentence_of[head], found.name, subject=True)
            )
        return found

    def _governing(self, head: int) -> Source | None:
        """The speaker whose reported clause a pronoun opens: "Kim said she …" is Kim."""
        s = self.syntax
        verb = s.heads[head]
        if s.deps[head] not in ("nsubj", "nsubjpass") or s.deps[verb] != "ccomp":
            return None
        subject = s.child(s.heads[verb], "nsubj")
        if not 0 <= subject < head or s.sentence_of[subject] != s.sentence_of[head]:
            return None
        if s.tags[subject] == "PRP" and s.words[subject] != s.words[head]:
            return None
        mark = len(self.memory.spoken)
        found = self.read(subject)
        del self.memory.spoken[mark:]
        if found is None:
            return None
        person = found[0].source_class in (SourceClass.PERSON, SourceClass.ANONYMOUS)
        word = s.words[head]
        if (word in ("he", "she") and not person) or (
            word == "it" and found[0].source_class is SourceClass.PERSON
        ):
            return None
        return found[0]

    def _latest_person(self, pronoun: str, head: int) -> Person | None:
        """The nearest person before a pronoun: subjects first, sentence by sentence backwards."""
        s, at, here = self.syntax, self.syntax.starts[head], self.syntax.sentence_of[head]
        best: Person | None = None
        rank = -1.0
        for person in self.memory.people:
            if person.start >= at or here - person.sentence > 6:
                continue
            gender = self.memory.genders.get(person.name)
            if gender not in (None, pronoun):
                continue
            score = 10 - (here - person.sentence) + (2.5 if person.subject else 0)
            score += 0.5 if gender == pronoun else 0
            if score > rank or (score == rank and person.sentence == here):
                best, rank = person, score
        if best:
            self.memory.genders.setdefault(best.name, pronoun)
        return best

    def _latest_spoken(self, head: int, *, plural: bool) -> Source | None:
        """The latest body, document or group named as a source or as a subject before."""
        s, at = self.syntax, self.syntax.starts[head]
        latest: Source | None = None
        for source in self.memory.spoken:
            if source.start < at and (plural or source.source_class is not SourceClass.PERSON):
                if not plural and source.source_class is SourceClass.ANONYMOUS:
                    continue
                if latest is None or source.start >= latest.start:
                    latest = source
        here = s.sentence_of[head]
        for sentence in range(here, max(-1, here - 3), -1):
            first, last = s.sentences[sentence]
            for i in range(first, min(last, head)):
                if s.deps[i] in ("nsubj", "nsubjpass") and self._is_body(i):
                    start, end = s.chars(*self.span(i))
                    if latest is not None and latest.start >= start:
                        return latest
                    found = self.noun(i)
                    return found[0] if found else latest
            if latest is not None and s.sentence_of[s.token_at(latest.start)] == sentence:
                return latest
        return latest if latest and here - s.sentence_of[s.token_at(latest.start)] <= 4 else None

    def _is_body(self, token: int) -> bool:
        s = self.syntax
        entity = s.entity_at[token]
        if entity >= 0:
            return s.entities[entity][2] == "ORG"
        return s.words[token] in BODY_NOUNS


def _entity_or(s: Syntax, token: int) -> Span:
    """The entity around a token, else its noun phrase's left part up to it."""
    entity = s.entity_at[token]
    if entity >= 0:
        first, last, _ = s.entities[entity]
        return first, last
    return s.edges(token)[0], token + 1


def _clean(text: str) -> str:
    """A name without leading article, quotation marks and possessive ending, at most ten words."""
    name = " ".join(text.split())
    name = re.sub(
        r"^(?:the|a|an|that|this|these|those|some of the|its|his|her|their)\s+",
        "",
        name,
        flags=re.I,
    )
    name = re.sub(r"^(?:the)\s+", "", name, flags=re.I)
    name = re.sub(r"['’]s?$", "", name.strip(' ,;:"“”'))
    return _shorten(name)


def _shorten(name: str) -> str:
    words = name.split()
    if len(words) <= _LONGEST_NAME:
        return name
    return " ".join(words[:_LONGEST_NAME])


def _person_name(text: str) -> str:
    """A person's name without title and possessive ending: ``Dr. Ada Osei's`` → Ada Osei."""
    words = re.sub(r"['’]s?$", "", " ".join(text.split())).split()
    while len(words) > 1 and (
        words[0].lower().rstrip(".") in ("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "the")
        or _ABBREVIATED_TITLES.get(words[0].lower(), words[0].lower()) in TITLES
    ):
        words = words[1:]
    return " ".join(words)


def _full_abbreviations(text: str) -> dict[str, str]:
    """Abbreviations that brackets introduce: "National Tide Board (NTB)" → NTB: the full name."""
    found: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text):
        letters = [c for c in match.group(1) if c.isupper()]
        before = text[max(0, match.start() - 120) : match.start()].split("\n")[-1].split()
        for size in range(1, min(len(before), 2 * len(letters) + 3) + 1):
            words = before[-size:]
            capitals = [w[0].upper() for w in words if w[:1].isupper()]
            if capitals == letters and words[0][:1].isupper():
                found.setdefault(match.group(1), " ".join(words).strip(",;"))
                break
    return found
