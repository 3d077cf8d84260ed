"""The measure phrase: what a number measures, in the text's own words, at most twelve.

The noun with its complements comes first, then the predicate that says what is counted, then the
subject of a level; where that says too little, the words that follow the number. What is kept is
printed in the order of the text, without the number itself and its hedge. People whom the text does
not name but for what was done to them ("killing 12") are "people killed".
"""

import re
from collections.abc import Iterator, Sequence

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.frame import PERSON
from nlp.meaning.predicate import LIGHT_VERBS
from nlp.meaning.record import NumberFrame
from nlp.numbers.units import BY_NAME
from nlp.text import PERSON_STATES, PERSON_VERBS, Border, Grammar, Span, noun_phrase
from terms.enums import Kind

LONGEST = 12
"""Words of the longest measure phrase."""
ENOUGH = 4
"""Content words from which a phrase needs no filling up."""

_DROPPED_TAGS = frozenset(
    {"DT", "CD", "PRP$", ",", "``", "''", "-LRB-", "-RRB-", ":", "$", "_SP", "WDT", "EX", ".", "WP"}
)
_DROPPED_WORDS = words("measures", "dropped")
_PURPOSES = words("measures", "purpose")
_POINTERS = words("levels", "pointer")
_LOOSE_ENDS = frozenset({"IN", "TO", "CC", "HYPH", "POS", "DT", "MD", "VBZ", "VBP", "RP", "WRB"})
_OPENERS = frozenset({"IN", "CC", "HYPH", "POS", "TO"})
_MARKS = frozenset({"—", "–", ":", "(", "--"})
_STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", ".", "”", '"', "“"}) | words(
    "measures", "stop"
)
_ORPHAN = re.compile(r"(?:^| )(?:-|['’]s\b)(?= |$|\w)|^ ")
_WITHIN = frozenset({"compound", "nmod", "amod", "npadvmod"})
_MOST_TOKENS = 40
_SUBJECT = 6
"""Tokens of a subject or clause that are kept."""
_NEAR_CLAUSE = 4
"""Tokens behind a noun within which its relative clause begins."""


def measure_of(frame: NumberFrame, left_out: Sequence[Span], grammar: Grammar) -> str | None:
    """The measure phrase of a number, or ``None`` where the sentence does not say.

    ``left_out`` are character spans whose words are no part of a measure: the other numbers of
    the sentence and its time expressions.
    """
    quantity = frame.quantity
    phrase = _Phrase(frame, left_out, grammar)
    unnamed = _are_unnamed(frame, grammar)
    if unnamed and frame.state is not None:
        phrase.name_people(frame.state)
    for part in _parts(frame, grammar):
        phrase.take(part)
    if quantity.kind is Kind.RATE or quantity.unit == "magnitude":
        phrase.take_inside(_named_inside(frame, grammar))
    enough = ENOUGH if quantity.kind is Kind.COUNT else ENOUGH + 1
    told = frame.head is not None and frame.state not in (None, frame.head)
    if unnamed or (quantity.kind is Kind.COUNT and told):
        enough = 2
    if phrase.content() < enough:
        phrase.take(_following(frame, grammar))
    if phrase.content() < enough:
        for part in _around(frame, grammar):
            phrase.take(part)
    if not phrase.content():
        phrase.take(_preceding(frame, grammar))
    return phrase.words() or None


def _are_unnamed(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether people are counted of whom only their fate is said: "killing 12", "40 were hurt"."""
    if frame.quantity.kind is not Kind.COUNT or frame.unit != PERSON or frame.head is not None:
        return False
    if grammar.word(frame.state) in PERSON_STATES:
        return True
    return grammar.lemma(frame.state) in PERSON_VERBS and grammar.is_verb(frame.state)


def _named_inside(frame: NumberFrame, grammar: Grammar) -> list[int]:
    """What a rate counts, or a size is the size of: "two *ferries* a day", "a 6.1-*magnitude*"."""
    counted = (frame.quantity.unit or "").partition("/")[0]
    if counted in BY_NAME and counted != "magnitude":
        return []
    inside, tags = range(frame.first, frame.last), grammar.syntax.tags
    for token in inside:
        if counted in (grammar.lemma(token), grammar.syntax.words[token]):
            opening = next((t for t in inside if tags[t] not in ("CD", "HYPH")), token)
            return list(range(min(opening, token), token + 1))
    return []


class _Phrase:
    """The tokens kept so far."""

    def __init__(self, frame: NumberFrame, left_out: Sequence[Span], grammar: Grammar) -> None:
        self._grammar = grammar
        self._out = set(range(frame.first, frame.last))
        if frame.quantity.hedge is not None:
            self._out |= set(range(*grammar.tokens(*frame.quantity.hedge)))
        for span in left_out:
            first, last = grammar.tokens(*span)
            low, _ = grammar.syntax.bounds(first)
            while first > low and grammar.syntax.tags[first - 1] in ("IN", "DT"):
                first -= 1
            self._out |= set(range(first, last))
        self._kept: list[int] = []
        self._lead = ""
        self._instead: dict[int, str] = {}

    def name_people(self, state: int) -> None:
        """Print "people" and what was done to them, whatever form its word has."""
        syntax = self._grammar.syntax
        word, tag = syntax.words[state], syntax.tags[state]
        if word not in PERSON_STATES and tag in ("VBG", "VBZ", "VBP", "VB"):
            self._instead[state] = verb_forms(self._grammar.lemma(state))[2]
        self._lead = "people"
        self._kept.append(state)

    def take_inside(self, tokens: list[int]) -> None:
        """Keep words of the number's own span."""
        self._kept += [token for token in tokens if token not in self._kept]

    def take(self, tokens: list[int]) -> None:
        """Keep what is worth it, as far as twelve words go."""
        syntax = self._grammar.syntax
        new = [
            token
            for token in tokens[:_MOST_TOKENS]
            if token not in self._kept
            and token not in self._out
            and syntax.tags[token] not in _DROPPED_TAGS
            and syntax.words[token] not in _DROPPED_WORDS
        ]
        while new and self._count(self._kept + new) > LONGEST:
            new.pop()
        while new and syntax.tags[new[-1]] in _LOOSE_ENDS:
            new.pop()
        while new and syntax.tags[new[0]] in _OPENERS - {"TO"} and not self._kept:
            new.pop(0)
        self._kept += new

    def _count(self, tokens: list[int]) -> int:
        return len(self._print(tokens).split()) + bool(self._lead)

    def content(self) -> int:
        """How many content words are kept."""
        tags = self._grammar.syntax.tags
        return sum(tags[token][:1] in "NVJ" for token in self._kept) + bool(self._lead)

    def words(self) -> str:
        """The phrase in the order of the text."""
        return f"{self._lead} {self._print(self._kept)}".strip()

    def _print(self, tokens: list[int]) -> str:
        syntax = self._grammar.syntax
        out: list[str] = []
        before = -2
        for token in sorted(tokens):
            if not out and syntax.tags[token] in _OPENERS:
                continue
            if out and not (token == before + 1 and syntax.ends[before] == syntax.starts[token]):
                out.append(" ")
            out.append(self._instead.get(token) or syntax.raw[token])
            before = token
        return " ".join(_ORPHAN.sub(" ", " ".join("".join(out).split())).split())


def _parts(frame: NumberFrame, grammar: Grammar) -> list[list[int]]:
    """Token lists in the order of their weight."""
    parts = list(_own_parts(frame, grammar))
    unnamed = frame.head is None and frame.level is None
    if unnamed:
        parts += _set_apart(frame, grammar)
    if frame.quantity.kind is not Kind.COUNT:
        purpose = _purpose(frame, grammar)
        if purpose:
            parts.insert(0 if unnamed else 1, purpose)
        if frame.level is None and not frame.holds(frame.subject):
            parts += [part[:_SUBJECT] for part in _phrase(frame.subject, grammar)]
    if frame.governor not in (frame.head, frame.state):
        parts += _phrase(frame.governor, grammar)
    return parts


def _own_parts(frame: NumberFrame, grammar: Grammar) -> Iterator[list[int]]:
    """The phrases of the noun, the level, the whole and the predicate."""
    syntax = grammar.syntax
    for token in (frame.head, frame.level, frame.base, frame.state):
        if token is None:
            continue
        if grammar.is_noun(token):
            yield from _phrase(token, grammar)
            if token == frame.head and frame.quantity.kind is Kind.COUNT:
                yield _clause_of(token, grammar)
            head = syntax.heads[token]
            if head > token and syntax.deps[token] in _WITHIN:
                yield from _phrase(head, grammar)  # "48-page *report*"
        elif syntax.words[token] not in _POINTERS:
            yield [token]


def _phrase(token: int | None, grammar: Grammar) -> list[list[int]]:
    """The noun phrase of a token as the one part of a list; none for what is no noun."""
    if token is None or not grammar.is_noun(token):
        return []
    return [list(range(*noun_phrase(grammar.syntax, token, Border.COMPLEMENTS)))]


def _clause_of(noun: int, grammar: Grammar) -> list[int]:
    """What a relative clause right behind a noun says of it: "pupils who *had missed lessons*"."""
    syntax = grammar.syntax
    for kid in syntax.kids[noun]:
        if syntax.deps[kid] != "relcl" or kid <= noun or kid - noun > _NEAR_CLAUSE:
            continue
        if not _STOPS.isdisjoint(syntax.words[noun + 1 : kid]):
            continue
        _, last = syntax.edges(kid)
        tokens = _up_to_stop(kid, min(last, kid + _SUBJECT), grammar)
        return [at for at in tokens if syntax.tags[at] not in ("CD", "$")]
    return []


def _up_to_stop(first: int, last: int, grammar: Grammar) -> list[int]:
    """The tokens of a stretch before its first stop."""
    words = grammar.syntax.words
    stop = next((at for at in range(first, last) if words[at] in _STOPS), last)
    return list(range(first, stop))


def _purpose(frame: NumberFrame, grammar: Grammar) -> list[int]:
    """What a sum or share is for or in, right behind it: "$3m *towards a new bridge*"."""
    syntax, at = grammar.syntax, frame.last
    _, high = syntax.bounds(frame.first)
    if at + 1 >= high or syntax.words[at] not in _PURPOSES:
        return []
    if syntax.words[at] == "to" and syntax.tags[at + 1] not in ("VB", "NN", "NNS", "JJ", "DT"):
        return []
    return _following(frame, grammar)


def _following(frame: NumberFrame, grammar: Grammar) -> list[int]:
    """The words behind a number up to the next stop or number."""
    tags = grammar.syntax.tags
    _, high = grammar.syntax.bounds(frame.first)
    tokens = _up_to_stop(frame.last, high, grammar)
    number = next((at for at in tokens if tags[at] in ("CD", "$")), high)
    return [at for at in tokens if at < number]


def _set_apart(frame: NumberFrame, grammar: Grammar) -> list[list[int]]:
    """The noun before a dash, colon or bracket that a number stands behind: "the *bill*: $300"."""
    syntax, hedge = grammar.syntax, frame.quantity.hedge
    first = frame.first
    if hedge is not None and hedge[0] < frame.quantity.start:
        first = min(first, grammar.tokens(*hedge)[0])
    low, _ = syntax.bounds(frame.first)
    at = first - 2
    if at < low or syntax.words[at + 1] not in _MARKS or not grammar.is_noun(at):
        return []
    if syntax.deps[at] == "pobj":
        above = _phrase(syntax.heads[syntax.heads[at]], grammar)
        if above:
            return above
    return _phrase(at, grammar)


def _preceding(frame: NumberFrame, grammar: Grammar) -> list[int]:
    """The words before a number of which nothing else tells, back to the last stop."""
    syntax = grammar.syntax
    low, _ = syntax.bounds(frame.first)
    start = frame.first
    while start > low and syntax.words[start - 1] not in _STOPS:
        start -= 1
    return list(range(max(start, frame.first - _SUBJECT), frame.first))


def _around(frame: NumberFrame, grammar: Grammar) -> Iterator[list[int]]:
    """The subject, the verb and its objects."""
    syntax, verb = grammar.syntax, frame.verb
    if not frame.holds(frame.subject):
        yield from _phrase(frame.subject, grammar)
    if verb is None:
        return
    if grammar.lemma(verb) not in LIGHT_VERBS:
        yield [verb]
    for kid in syntax.kids[verb]:
        if syntax.deps[kid] == "dobj":
            yield from _phrase(kid, grammar)
