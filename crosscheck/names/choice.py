"""Which phrase names a figure best: how likely a strict reader takes it for what is counted.

A logistic score over how a figure's claims bear the phrase and how it is built, fitted on phrases
that readers judged (``benchmarks.training.names``), each writer left out when measured.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from crosscheck.articles.rarity import rarity
from crosscheck.figures.pairs import MOVES
from crosscheck.model import LedgerClaim
from crosscheck.names.phrases import is_event
from crosscheck.names.worth import Usage, Worth, together
from nlp.lexicon import words
from nlp.lexicon.classes import class_of_stem, is_person_noun
from nlp.lexicon.stems import STOPWORDS, content_stems, stem
from terms.enums import Kind

PHRASE = "phrase"
"""The score's name among those of words (``worth.json``)."""
RELATIVE = re.compile(r"\b(?:that|who|whom|which|whose|where|when|how)\b")
_MEASURED = words("measured_nouns") | words("levels", "noun.generic")
_STEPS = words("movement", "up.noun", "down.noun")
_PARTICIPLE = ("ed", "en", "wn", "ut", "lt", "aid", "old")
_VERBAL = ("ed", "ing")
_FEW = 2


class Chooser:
    """Tells how good phrases are for one figure.

    ``claims`` are the figure's, ``usage`` how its story prints words, ``worth`` what words are
    worth in its name, ``common`` what most claims say happened to what is counted, ``people``
    whether it counts people.
    """

    def __init__(
        self,
        claims: Sequence[LedgerClaim],
        usage: Mapping[str, Usage],
        worth: Worth,
        common: Collection[str],
        *,
        people: bool,
    ) -> None:
        self._usage, self._worth, self._common = usage, worth, frozenset(common)
        self._claims = claims
        self._printed = Counter(c.measure.casefold() for c in claims if c.measure)
        self._sentences = [content_stems(c.sentence) for c in claims]
        self._people = people
        self._known = class_of_stem("people" if people else "count")
        self._sources = {s for c in claims for hop in c.chain for s in content_stems(hop.name)}
        self._kind = Counter(c.kind for c in claims).most_common(1)[0][0]
        self._moves = 2 * sum(c.change in MOVES for c in claims) > len(claims)
        self._predicates = dict(_predicates(claims))

    def features(self, phrase: str) -> dict[str, float]:
        """What tells how good a phrase is; shares lie between 0 and 1, what is 0 is left out."""
        found = {**self._borne(phrase), **self._built(phrase)}
        return {name: float(value) for name, value in found.items() if value}

    def _borne(self, phrase: str) -> dict[str, float]:
        """How the claims print the phrase, its words and its head."""
        stems, claims = content_stems(phrase), self._claims
        size, many = max(1, len(stems)), len(claims)
        head = stem(_head(phrase))
        own = [c for c in claims if (c.measure or "").casefold() == phrase.casefold()]
        asked = [c.question for c in claims]
        classes = {self._known[one] for one in stems if one in self._known}
        return {
            "printed": math.log1p(self._printed[phrase.casefold()]),
            "borne": sum(len(stems & words) for words in self._sentences) / size / many,
            "topic": sum(len(stems & q.topic) for q in asked) / size / many,
            "head beside": sum(head in q.beside for q in asked) / many,
            "head of articles": self._usage[head].share if head in self._usage else 0.0,
            "worth": together(self._worth, stems),
            "mean worth": together(self._worth, stems) / size,
            "confidence": max((c.confidence for c in own), default=0.0),
            "headline": sum(c.region != "body" for c in own) / max(1, len(own)),
            "source": len(stems & self._sources) / size,
            "class shared": bool(classes & self._common),
            "class other": bool(classes and self._common and not classes & self._common),
            "class silent": bool(self._common and not classes),
        }

    def _built(self, phrase: str) -> dict[str, float]:
        """How the phrase is built: its head, what is said of it, what is odd."""
        parts = phrase.casefold().split()
        noun = _head(phrase)
        person, plural = is_person_noun(noun), noun.endswith("s") and not noun.endswith("ss")
        counts = self._kind is Kind.COUNT
        told = not _STEPS.isdisjoint((parts[0], noun))
        said = self._predicates.get(phrase.casefold(), "").split()
        of = re.search(r"\bof (\w)", phrase)
        stems = [stem(part) for part in parts if part not in STOPWORDS]
        return {
            "person of people": person and self._people,
            "person of things": person and not self._people,
            "thing of people": self._people and not person,
            "singular of counts": counts and not (plural or person or noun in _MEASURED),
            "measured": noun in _MEASURED,
            "event": is_event(noun),
            "rarity": rarity(noun),
            "money": parts[0] == "money",
            "bare percent": self._kind is Kind.PERCENT and parts[0] != "share" and not told,
            "move untold": self._moves and not told,
            "one word": len(parts) < _FEW,
            "two words": len(parts) == _FEW,
            "relative": RELATIVE.search(phrase) is not None,
            "with by": "by" in parts,
            "of a name": of is not None and of[1].isupper(),
            "participle": bool(said) and said[0].casefold().endswith(_PARTICIPLE),
            "name in predicate": any(word[0].isupper() for word in said),
            "ends in a verb": parts[-1].endswith(_VERBAL),
            "breaks off": parts[-1] in STOPWORDS,
            "word twice": len(stems) > len(set(stems)),
            "capitals": sum(word[0].isupper() for word in phrase.split()) / len(parts),
        }


def candidates(claim: LedgerClaim) -> Iterator[str]:
    """What a claim offers as a phrase: its measure, and shorter ones made of the parts of that."""
    asked = claim.question
    head, whole = asked.measure_head, asked.measure_whole
    said, argument = asked.measure_predicate, asked.measure_argument
    if claim.measure:
        yield claim.measure
    if head:
        yield head
        if whole:
            yield f"{head} {whole}"
        if said:
            yield f"{head} {said}"
        if whole and said:
            yield f"{head} {whole} {said}"
        if said and argument:
            yield f"{head} {said} {argument}"
    if claim.population:
        yield claim.population


def _predicates(claims: Sequence[LedgerClaim]) -> Iterator[tuple[str, str]]:
    """What phrases say of their heads, by the phrase in small letters."""
    for claim in claims:
        said = claim.question.measure_predicate
        if said:
            yield from ((one.casefold(), said) for one in candidates(claim) if said in one)


def _head(phrase: str) -> str:
    """The noun that a phrase is about, in small letters: its last word before what follows it."""
    parts = phrase.casefold().split()
    ends = (
        at
        for at, part in enumerate(parts)
        if at and (part in STOPWORDS or part.endswith("ed") or RELATIVE.fullmatch(part))
    )
    return parts[next(ends, len(parts)) - 1]
