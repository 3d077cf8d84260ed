"""The measure phrase: what a number measures, in the text's own words, at most twelve.

The noun with its complements comes first, then the predicate that says what is counted, then the
subject of a level; where that says too little, the words that follow the number. What is kept is
printed in the order of the text, without the number itself and its hedge. People whom the text does
not name but for what was done to them ("killing 12") are "people killed".
"""

import re
from collections.abc import Sequence

from nlp.lexicon.vocabulary import HUMAN_STATES, HUMAN_VERBS, LIGHT_VERBS
from nlp.meaning.facets import PERSON, Facets
from nlp.numbers.units import BY_NAME
from nlp.text.grammar import Binding, Grammar
from nlp.text.syntax import Span
from terms.enums import Kind
from terms.model import Quantity

LONGEST = 12
"""Words of the longest measure phrase."""
ENOUGH = 4
"""Content words from which a phrase needs no filling up."""

_DROPPED_TAGS = frozenset(
    {"DT", "CD", "PRP$", ",", "``", "''", "-LRB-", "-RRB-", ":", "$", "_SP", "WDT", "EX", ".", "WP"}
)
_DROPPED_WORDS = frozenset(
    """
    % percent per cent there is are was were be been being has have had do did does least compared
    """.split()
)
_LOOSE_ENDS = frozenset({"IN", "TO", "CC", "HYPH", "POS", "DT", "MD", "VBZ", "VBP", "RP", "WRB"})
_OPENERS = frozenset({"IN", "CC", "HYPH", "POS", "TO"})
_MOST_TOKENS = 40
_ORPHAN = re.compile(r"(?:^| )(?:-|['’]s\b)(?= |$|\w)|^ ")
_MARKS = frozenset({"—", "–", ":", "(", "--"})
_PURPOSES = frozenset("from by at for toward towards in of on to worth into".split())
_IRREGULAR = {
    "shoot": "shot",
    "hurt": "hurt",
    "flee": "fled",
    "dy": "died",
    "die": "died",
    "slay": "slain",
}
_WITHIN = frozenset({"compound", "nmod", "amod", "npadvmod"})
_SUBJECT = 6
_NEAR_CLAUSE = 4
_STOPS = frozenset(
    {",", ";", ":", "(", ")", "—", "–", ".", "”", '"', "“", "but", "while", "whereas"}
)


def measure_of(
    quantity: Quantity,
    binding: Binding,
    facets: Facets,
    left_out: Sequence[Span],
    grammar: Grammar,
) -> str | None:
    """The measure phrase of a number, or ``None`` where the sentence does not say.

    ``left_out`` are character spans whose words are no part of a measure: the other numbers of
    the sentence and its time expressions.
    """
    phrase = _Phrase(quantity, binding, left_out, grammar)
    unnamed = _are_unnamed(quantity, facets, grammar)
    if unnamed:
        phrase.name_people(facets.state)
    for part in _parts(quantity, binding, facets, grammar):
        phrase.take(part)
    if quantity.kind is Kind.RATE or quantity.unit == "magnitude":
        phrase.take_inside(_named_inside(quantity, binding, grammar))
    enough = ENOUGH if quantity.kind is Kind.COUNT else ENOUGH + 1
    if unnamed or (
        quantity.kind is Kind.COUNT and facets.head >= 0 and facets.state not in (-1, facets.head)
    ):
        enough = 2
    if phrase.content() < enough:
        phrase.take(_following(binding, grammar))
    if phrase.content() < enough:
        for part in _around(binding, grammar):
            phrase.take(part)
    if not phrase.content():
        phrase.take(_preceding(binding, grammar))
    return phrase.words() or None


def _are_unnamed(quantity: Quantity, facets: Facets, grammar: Grammar) -> bool:
    """Whether people are counted of whom only their fate is said: "killing 12", "40 were hurt"."""
    if quantity.kind is not Kind.COUNT or facets.unit != PERSON or facets.head >= 0:
        return False
    word = grammar.syntax.words[facets.state] if facets.state >= 0 else ""
    return word in HUMAN_STATES or (
        grammar.lemma(facets.state) in HUMAN_VERBS and grammar.is_verb(facets.state)
    )


def _named_inside(quantity: Quantity, binding: Binding, grammar: Grammar) -> list[int]:
    """What a rate counts, or a size is the size of: "two *ferries* a day", "a 6.1-*magnitude*"."""
    counted = (quantity.unit or "").partition("/")[0]
    if counted in BY_NAME and counted != "magnitude":
        return []
    inside = range(binding.first, binding.last)
    for token in inside:
        if grammar.lemma(token) == counted or grammar.syntax.words[token] == counted:
            opening = next(
                (t for t in inside if grammar.syntax.tags[t] not in ("CD", "HYPH")), token
            )
            return list(range(min(opening, token), token + 1))
    return []


class _Phrase:
    """The tokens kept so far."""

    def __init__(
        self, quantity: Quantity, binding: Binding, left_out: Sequence[Span], grammar: Grammar
    ) -> None:
        self._grammar = grammar
        self._out = set(range(binding.first, binding.last))
        if quantity.hedge is not None:
            self._out |= set(range(*grammar.tokens(*quantity.hedge)))
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
        if word not in HUMAN_STATES and tag in ("VBG", "VBZ", "VBP", "VB"):
            word = _participle(word if tag == "VBG" else self._grammar.lemma(state))
            self._instead[state] = word
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
        while new and syntax.tags[new[0]] in ("IN", "CC", "HYPH", "POS") and not self._kept:
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


def _participle(verb: str) -> str:
    """The participle of a lemma, or of a form in -ing, as far as its letters tell."""
    stem = verb.removesuffix("ing")
    base = verb if stem == verb else stem
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    return base + ("d" if base.endswith("e") else "ed")


def _parts(
    quantity: Quantity, binding: Binding, facets: Facets, grammar: Grammar
) -> list[list[int]]:
    """Token lists in the order of their weight."""
    syntax = grammar.syntax
    parts: list[list[int]] = []
    for token in (facets.head, facets.level, facets.base, facets.state):
        if token < 0:
            continue
        if grammar.is_noun(token):
            parts.append(list(range(*grammar.phrase(token))))
            if token == facets.head and quantity.kind is Kind.COUNT:
                parts.append(_clause_of(token, grammar))
            head = syntax.heads[token]
            if head > token and syntax.deps[token] in _WITHIN and grammar.is_noun(head):
                parts.append(list(range(*grammar.phrase(head))))  # "48-page *report*"
        elif syntax.words[token] not in ("this", "that", "it", "these", "those", "they", "which"):
            parts.append([token])
    if facets.head < 0 and facets.level < 0:
        parts += _set_apart(quantity, binding, grammar)
    if quantity.kind is not Kind.COUNT:
        purpose = _purpose(binding, grammar)
        if purpose:
            parts.insert(0 if facets.head < 0 and facets.level < 0 else 1, purpose)
        subject = binding.subject
        named = facets.level < 0 and subject >= 0 and grammar.is_noun(subject)
        if named and not binding.first <= subject < binding.last:
            parts.append(list(range(*grammar.phrase(subject)))[:_SUBJECT])
    governor = binding.governor
    if governor >= 0 and governor not in (facets.head, facets.state) and grammar.is_noun(governor):
        parts.append(list(range(*grammar.phrase(governor))))
    return parts


def _clause_of(noun: int, grammar: Grammar) -> list[int]:
    """What a relative clause right behind a noun says of it: "pupils who *had missed lessons*"."""
    syntax = grammar.syntax
    for kid in syntax.kids[noun]:
        if syntax.deps[kid] != "relcl" or kid <= noun or kid - noun > _NEAR_CLAUSE:
            continue
        if any(syntax.words[at] in _STOPS for at in range(noun + 1, kid)):
            continue
        _, last = syntax.edges(kid)
        tokens = [at for at in range(kid, last) if at - kid < _SUBJECT]
        stop = next((i for i, at in enumerate(tokens) if syntax.words[at] in _STOPS), len(tokens))
        return [at for at in tokens[:stop] if syntax.tags[at] not in ("CD", "$")]
    return []


def _purpose(binding: Binding, grammar: Grammar) -> list[int]:
    """What a sum or share is for or in, right behind it: "$3m *towards a new bridge*"."""
    syntax = grammar.syntax
    _, high = syntax.bounds(binding.first)
    at = binding.last
    if at + 1 >= high or syntax.words[at] not in _PURPOSES:
        return []
    if syntax.words[at] == "to" and syntax.tags[at + 1] not in ("VB", "NN", "NNS", "JJ", "DT"):
        return []
    return _following(binding, grammar)


def _following(binding: Binding, grammar: Grammar) -> list[int]:
    """The words behind a number up to the next stop or number."""
    syntax = grammar.syntax
    _, high = syntax.bounds(binding.first)
    tokens: list[int] = []
    for token in range(binding.last, high):
        if syntax.words[token] in _STOPS or syntax.tags[token] in ("CD", "$"):
            break
        tokens.append(token)
    return tokens


def _set_apart(quantity: Quantity, binding: Binding, grammar: Grammar) -> list[list[int]]:
    """The noun before a dash, colon or bracket that a number stands behind: "the *bill*: $300"."""
    syntax = grammar.syntax
    first = binding.first
    if quantity.hedge is not None and quantity.hedge[0] < quantity.start:
        first = min(first, grammar.tokens(*quantity.hedge)[0])
    low, _ = syntax.bounds(binding.first)
    at = first - 2
    if at < low or syntax.words[at + 1] not in _MARKS or not grammar.is_noun(at):
        return []
    governor = syntax.heads[at] if syntax.deps[at] in ("pobj", "compound") else -1
    if syntax.deps[at] == "pobj" and grammar.is_noun(syntax.heads[governor]):
        return [list(range(*grammar.phrase(syntax.heads[governor])))]
    return [list(range(*grammar.phrase(at)))]


def _preceding(binding: Binding, grammar: Grammar) -> list[int]:
    """The words before a number of which nothing else tells, back to the last stop."""
    syntax = grammar.syntax
    low, _ = syntax.bounds(binding.first)
    start = binding.first
    while start > low and syntax.words[start - 1] not in _STOPS:
        start -= 1
    return list(range(max(start, binding.first - _SUBJECT), binding.first))


def _around(binding: Binding, grammar: Grammar) -> list[list[int]]:
    """The subject, the verb and its objects."""
    syntax = grammar.syntax
    parts: list[list[int]] = []
    subject = binding.subject
    if subject >= 0 and not binding.first <= subject < binding.last and grammar.is_noun(subject):
        parts.append(list(range(*grammar.phrase(subject))))
    verb = binding.verb
    if verb >= 0:
        if grammar.lemma(verb) not in LIGHT_VERBS:
            parts.append([verb])
        for kid in syntax.kids[verb]:
            if syntax.deps[kid] == "dobj" and grammar.is_noun(kid):
                parts.append(list(range(*grammar.phrase(kid))))
    return parts
