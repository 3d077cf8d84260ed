"""Whether a number is a level, the size of a movement, or one end of it.

The movement is a verb ("rose", "cut"), a noun ("growth", "a drop"), or "up"/"down"; the part the
number plays in it is told by the preposition before it: by, to, from.
"""

import re
from collections.abc import Sequence

from nlp.grammar import Binding, Grammar
from nlp.lexicon import HUMAN_VERBS
from nlp.model import Quantity
from nlp.vocabulary import Change, Kind

UP = frozenset(
    """
        rise increase climb jump grow soar surge swell gain advance expand leap spike rocket
        balloon creep mount widen accelerate skyrocket escalate rally raise boost lift hike
        bump up add strengthen improve bounce rebound recover
        """.split()
)
DOWN = frozenset(
    """
        fall decrease drop decline slip sink plunge tumble shrink slide dip ease slump
        plummet dive narrow reduce cut lower slash trim contract recede retreat halve lose
        shed shave weaken deteriorate shorten crash down dwindle subtract
        """.split()
)
UP_NOUNS = frozenset(
    """
        increase rise growth gain jump surge hike climb leap spike advance uptick boost
        expansion upswing rebound upturn raise improvement
        """.split()
)
DOWN_NOUNS = frozenset(
    """
        decrease fall drop decline reduction cut dip slump plunge contraction slide downturn
        shrinkage slowdown tumble
        """.split()
)
_NEUTRAL = frozenset({"change", "revise", "go", "move", "swing", "shift", "adjust", "amend"})
_LENGTHS = frozenset({"m", "km", "mile", "foot", "ft", "feet", "metre", "yard", "cm", "mm", "inch"})
_LEVELS = frozenset(
    """
        level sea water river temperature tide rainfall snowfall height depth length glacier
        lake
        """.split()
)
_TO_FROM = re.compile(
    r"\b(from|to|by)(?: (?:a|an|the|its|their|his|her|about|around|some|nearly|almost|roughly|over|just|only|as"
    r"|more|less|fewer|than|at|least|most|under|high|low|record|peak|of|level|levels|current|previous|total|initial"
    r"|original|initially|just|approximately|estimated|an?d?|whopping|well|up|previously|planned|up)){0,5} ?[$£€¥]?$"
)
_UP_FROM = re.compile(
    r"\b(up|down|higher|lower)(?: sharply| slightly)? from\b(?P<rest>[^.;:]{0,90})$"
)
_UP_BY = re.compile(
    r"(?:\b(up|down|higher by|lower by)(?: (?:by|about|around|some|nearly|almost|roughly|over|just|more than|at least|only|as much as|another|a further)){0,3} ?[$£€¥]?|(?:^|[\s(])([+-]|minus |plus ))$"
)
_AFTER_UP_FROM = re.compile(
    r"^[^.;:]{0,3}(?: (?!and\b|but\b)[\w'’%$£€-]+){0,4}?,? \(?(?:which (?:was|is) )?(up|down|an? (?:increase|rise|jump|gain|drop|fall|decrease|decline))\b"
)
_AFTER_MOVE = re.compile(
    r"^[ -](?:(?:year-on-year|annual|overall|sharp|steep|net|average|projected|expected|planned|pay|price|tax|wage|job|staff|budget|rate)[ -]){0,3}(\w+)"
)
_GUIDANCE = re.compile(r"\bof (?:up|down)\b[^.;:]{0,40}$")


def change_of(
    quantity: Quantity, binding: Binding, grammar: Grammar, others: Sequence[Quantity]
) -> Change | None:
    """The part of a number in a movement, or ``None`` for a plain level.

    ``others`` are the quantities of the same sentence, this one among them.
    """
    if quantity.change is not None:
        return quantity.change
    if quantity.kind is Kind.RANK:
        return None
    syntax = grammar.syntax
    low, high = syntax.chars(*syntax.bounds(binding.first))
    before = syntax.text[low : _left_edge(quantity)].lower()
    after = syntax.text[quantity.end : high].lower()
    return (
        _up_from(before, quantity, others, low)
        or _up_by(before)
        or _by_noun(quantity, binding, grammar, after)
        or _by_preposition(before, quantity, binding, grammar)
        or _by_verb(quantity, binding, grammar)
        or _before_up(after, quantity, others)
    )


def _left_edge(quantity: Quantity) -> int:
    if quantity.hedge is not None and quantity.hedge[0] < quantity.start:
        return quantity.hedge[0]
    return quantity.start


def _up_from(
    before: str, quantity: Quantity, others: Sequence[Quantity], low: int
) -> Change | None:
    """ "up from 180", "down from a high of 4%": the old level."""
    found = _UP_FROM.search(before)
    if found is None:
        return None
    at = low + found.start("rest")
    between = [q for q in others if at <= q.start < quantity.start]
    if not between:
        return None if re.search(r"\bto\b(?! (?:a|the)\b)|,", found["rest"]) else Change.FROM_LEVEL
    if _GUIDANCE.search(before) or re.search(
        r"\band(?: (?:from|up|down))?(?: \w+){0,2} ?[$£€]?$", before
    ):
        return Change.FROM_LEVEL
    return None


def _up_by(before: str) -> Change | None:
    """ "up 180", "down by about 4%", "+12"."""
    found = _UP_BY.search(before)
    if found is None:
        return None
    word = (found[1] or found[2]).strip()
    if word in ("up", "higher by", "+", "plus"):
        return Change.INCREASE_BY
    return Change.DECREASE_BY


def _by_noun(quantity: Quantity, binding: Binding, grammar: Grammar, after: str) -> Change | None:
    """ "a 3% cut", "growth of 3%", "an increase of 40"; "a cut to 4%" is left to the preposition."""
    if binding.noun >= binding.last:
        lemma = grammar.lemma(binding.noun)
        if lemma in UP_NOUNS:
            return Change.INCREASE_BY
        if lemma in DOWN_NOUNS:
            return Change.DECREASE_BY
    syntax = grammar.syntax
    if (
        binding.prep >= 0
        and syntax.words[binding.prep] == "of"
        and grammar.is_noun(binding.governor)
    ):
        lemma = grammar.lemma(binding.governor)
        if lemma in UP_NOUNS:
            return Change.INCREASE_BY
        if lemma in DOWN_NOUNS:
            return Change.DECREASE_BY
    return None


def _direction(binding: Binding, grammar: Grammar) -> int:
    """+1 up, -1 down, 0 neither known: from the words left of the number, nearest first."""
    syntax = grammar.syntax
    first, _ = syntax.bounds(binding.first)
    for token in range(binding.first - 1, first - 1, -1):
        word = syntax.words[token]
        lemma = grammar.lemma(token)
        noun = grammar.is_noun(token)
        if (
            (lemma in UP and grammar.is_verb(token))
            or (noun and lemma in UP_NOUNS)
            or word in ("up", "higher")
        ):
            return 1
        if (
            (lemma in DOWN and grammar.is_verb(token))
            or (noun and lemma in DOWN_NOUNS)
            or word in ("down", "lower")
        ):
            return -1
        if word in (";", ":") or binding.first - token > 22:
            return 0
    return 0


def _by_preposition(
    before: str, quantity: Quantity, binding: Binding, grammar: Grammar
) -> Change | None:
    found = _TO_FROM.search(before)
    if found is None:
        return None
    way = _direction(binding, grammar)
    neutral = grammar.lemma(binding.verb) in _NEUTRAL
    if found[1] == "from":
        return Change.FROM_LEVEL if way or neutral else None
    if not way:
        return None
    if found[1] == "to":
        return Change.INCREASE_TO if way > 0 else Change.DECREASE_TO
    return Change.INCREASE_BY if way > 0 else Change.DECREASE_BY


def _by_verb(quantity: Quantity, binding: Binding, grammar: Grammar) -> Change | None:
    """ "rose 3.5 percent", "cut 5,000 jobs", "capacity reached 12 GW"."""
    verb = binding.verb
    lemma = grammar.lemma(verb)
    if binding.role.startswith("nsubj") or binding.prep >= 0 or verb < 0 or verb > binding.first:
        return None
    if lemma == "reach" and binding.role == "dobj":
        return Change.INCREASE_TO
    subject = grammar.lemma(binding.subject)
    if quantity.unit in _LENGTHS and subject not in _LEVELS:
        return None
    if quantity.kind is Kind.DURATION or lemma in HUMAN_VERBS:
        return None
    if lemma in UP:
        return Change.INCREASE_BY
    if lemma in DOWN and lemma not in ("lose", "shed"):
        return Change.DECREASE_BY
    return None


def _before_up(after: str, quantity: Quantity, others: Sequence[Quantity]) -> Change | None:
    """ "X, up from Y", "X, an increase of 3%": X is the new level."""
    found = _AFTER_UP_FROM.match(after)
    if found is None:
        return None
    at = quantity.end + found.start(1)
    if any(quantity.end <= other.start < at for other in others if other is not quantity):
        return None
    word = found[1]
    if word == "up" or word.split()[-1] in UP_NOUNS:
        return Change.INCREASE_TO
    return Change.DECREASE_TO
