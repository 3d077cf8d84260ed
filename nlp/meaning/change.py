"""Whether a number is a level, the size of a movement, or one end of it.

The movement is a verb ("rose", "cut"), a noun ("growth", "a drop"), or "up"/"down"; the part the
number plays in it is told by the preposition before it: by, to, from. A number without either that
is coordinated with one before plays the same part ("3% in May and 4% in June").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.lexicon import pattern, rule, words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.frame import PEOPLE
from nlp.meaning.level import DOWN, DOWN_NOUNS, GENERIC_NOUNS, UP, UP_NOUNS, moved_by, way_of_noun
from nlp.meaning.record import NumberFrame
from nlp.text import PERSON_STATES, PERSON_VERBS, Grammar
from terms.enums import Change, Kind
from terms.model import Quantity

_UP_FROM, _UP_BY = pattern("change.up-from"), pattern("change.up-by")
_TO_FROM, _WORTH = pattern("change.to-from"), pattern("change.worth")
_MOVED_AFTER, _HIGHER = pattern("change.moved-after"), pattern("change.higher-than")
_APART = pattern("change.apart")
_THAN, _TIMES = pattern("change.more-than"), pattern("change.times")
_ENDED_AT, _AGAINST_IT = pattern("change.ended-at"), pattern("change.against-it")
_SEASONS = words("seasons", "season")
_WHICH = frozenset({"last", "next", "this", "each", "every", "previous", "following", "coming"})
_SIZE, _COMPARED = pattern("change.size"), pattern("change.compared")
_FROM_ASIDE = pattern("change.from-aside")
_EARLIER, _COORDINATED = pattern("change.earlier"), pattern("change.coordinated")
_THEN_TO = re.compile(r"\bto\b(?! (?:a|the)\b)|,")
_AND_LAST = re.compile(r"\band(?: from)?(?: \w+){0,2} ?[$£€]?$")
_ABOVE = words("change_words", "above")
_LENGTHS = words("change_words", "length")
_PEAKS = words("change_words", "peak-unit")
_OWNED = words("change_words", "owned")
_TALLIES = words("levels", "noun.tally")
_STEPS = words("levels", "noun.step")
_COUNTED_VERBS = words("movement", "counted.verb")
_SPEED_VERBS = words("movement", "speed.verb")
_BY = {1: Change.INCREASE_BY, -1: Change.DECREASE_BY}
_TO = {1: Change.INCREASE_TO, -1: Change.DECREASE_TO}
_FORMS = {form: 1 if verb in UP else -1 for verb in UP | DOWN for form in verb_forms(verb)[:3]}
"""The finite forms of verbs of movement, with their way."""
_PHRASAL = words("change_words", "phrasal")
_MORE = {"higher", "more", "above", "over"} | words("hedges", "comparative.more-than")
_SHARES = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINTS})
_NEAR = 160
"""Characters before a number in which its comparison stands."""
_BEHIND = 90
"""Characters behind a number in which it is compared."""

Previous = tuple[Quantity, Change | None]


@dataclass(frozen=True, slots=True)
class _Case:
    """A number whose part is asked for: ``others`` are the quantities of its sentence, it among
    them, ``previous`` the one before it there with its own change."""

    frame: NumberFrame
    quantity: Quantity
    grammar: Grammar
    others: Sequence[Quantity]
    previous: Previous | None


def change_of(
    frame: NumberFrame,
    grammar: Grammar,
    others: Sequence[Quantity],
    previous: Previous | None = None,
) -> Change | None:
    """The part of a number in a movement, or ``None`` for a plain level.

    ``others`` are the quantities of the same sentence, this one among them; ``previous`` the one
    before it there with its own change.
    """
    quantity = frame.quantity
    if quantity.change is not None:
        return quantity.change
    if quantity.kind is Kind.RANK or quantity.unit == "vote":  # "voted 50-49 to advance it"
        return None
    case = _Case(frame, quantity, grammar, others, previous)
    return next((found for step in _STEPS_OF_CHANGE if (found := step(case))), None)


def _up_from(case: _Case) -> Change | None:
    """ "up from 180", "down from a high of 4%": the old level."""
    before, quantity = case.frame.before, case.quantity
    found = _UP_FROM.search(before)
    if found is None:
        return None
    syntax = case.grammar.syntax
    low, _ = syntax.chars(*syntax.bounds(case.frame.first))
    at = low + found.start("rest")
    if not any(at <= other.start < quantity.start for other in case.others):
        return None if _THEN_TO.search(found["rest"]) else Change.FROM_LEVEL
    return Change.FROM_LEVEL if _AND_LAST.search(before) else None


def _up_by(case: _Case) -> Change | None:
    """ "up 180", "down by about 4%", "+12"."""
    found = _UP_BY.search(case.frame.before)
    if found is None:
        return None
    word = (found[1] or found[2]).strip()
    if word == "plus" and any(other.end <= case.quantity.start for other in case.others):
        return None  # "€31m plus €6m": a sum of two
    if _is_bullet(case, found[2]) or _is_phrasal(case):
        return None
    return Change.INCREASE_BY if word in ("up", "higher by", "+", "plus") else Change.DECREASE_BY


def _is_bullet(case: _Case, sign: str | None) -> bool:
    """Whether a sign opens a line of a list: "-5 cartridge casings"."""
    opens = sign is not None and case.frame.before.strip() == sign.strip()
    return opens and case.quantity.kind is Kind.COUNT


@rule("change.phrasal", otherwise=False)
def _is_phrasal(case: _Case) -> bool:
    """Whether "up" or "down" before a number belongs to a verb of no movement: "round up 40"."""
    at = _last_before(case, "up", "down")
    return at is not None and case.grammar.lemma(case.grammar.syntax.heads[at]) in _PHRASAL


def _set_off(case: _Case) -> Change | None:
    """ "12% more than the £34m agreed", "double last year's £44m": the figure of another time."""
    near = case.frame.before[-_NEAR:]
    than = _THAN.search(near)
    if than is not None:
        known = near[than.start() :].rstrip(" $£€¥").endswith(tuple(_OWNED))
        return Change.FROM_LEVEL if known and _SIZE.search(near[: than.start()]) else None
    times = _TIMES.search(near)
    if times is None or case.quantity.kind is Kind.DURATION:
        return None
    return Change.FROM_LEVEL if times["whose"] or _EARLIER.match(case.frame.after) else None


def _higher(case: _Case) -> Change | None:
    """ "3% higher than in May", "closed 2% lower", "6p dearer", "three votes short of 60"."""
    after = case.frame.after
    found = _HIGHER.match(after) or _APART.match(after)
    if found is None or case.quantity.kind is Kind.DURATION:
        return None
    word, at = found[found.lastgroup or 0], case.quantity.end
    first, last = case.grammar.tokens(at, at + found.start(found.lastgroup or 0))
    if any(case.grammar.is_verb(token) for token in range(max(first, case.frame.last), last)):
        return None  # "[40] pupils did better than the rest"
    return Change.INCREASE_BY if word in _MORE else Change.DECREASE_BY


def _coordinated(case: _Case) -> Change | None:
    """The part of the number before, when "and" or a comma alone ties this one to it."""
    if case.previous is None or case.previous[1] is Change.MULTIPLE_OF or _is_harm(case):
        return None
    tied = is_coordinated(case.frame, case.previous[0], case.grammar)
    return case.previous[1] if tied else None


def _ended_at(case: _Case) -> Change | None:
    """ "up 8% at £42m", "closed 2% lower at 410p": the level that a movement ended at."""
    size, change = case.previous or (None, None)
    if size is None or change not in _BY.values() or size.kind is Kind.DURATION:
        return None
    if _ENDED_AT.match(_between(size, case.quantity, case.grammar)) is None:
        return None
    return _TO[1 if change is Change.INCREASE_BY else -1]


@rule("change.by-noun")
def _by_noun(case: _Case) -> Change | None:
    """ "a 3% cut", "growth of 3%", "growth was 3%"; "a cut to 4%" is left to the preposition."""
    frame, grammar = case.frame, case.grammar
    syntax, noun = grammar.syntax, frame.noun_behind
    if noun is not None:
        change = _noun_way(noun, grammar)
        if change is not None:
            return None if _counts_moves(case, noun) else change
        if syntax.heads[noun] > noun and grammar.lemma(noun) in _STEPS:
            return _noun_way(syntax.heads[noun], grammar)  # "a 0.3-point *drop*"
    if grammar.word(frame.prep) == "of" and grammar.is_noun(frame.governor):
        return _noun_way(frame.governor, grammar)
    is_said = grammar.lemma(frame.verb) == "be" and frame.role in ("attr", "dep")
    share = syntax.words[frame.last - 1] in ("%", "percent", "cent", "points")
    return _noun_way(frame.subject, grammar) if is_said and share else None


def _counts_moves(case: _Case, noun: int) -> bool:
    """Whether movements themselves are counted: "31 points and 12 *rebounds*"."""
    beside = noun == case.frame.last and case.grammar.syntax.tags[noun] == "NNS"
    return beside and case.quantity.kind is Kind.COUNT and not case.quantity.scaled


def _worth(case: _Case) -> Change | None:
    """ "a pay rise worth 5%", "increases averaging 4%", "a rise in rents of 6%"."""
    found = _WORTH.search(case.frame.before[-_NEAR:])
    if found is None or case.quantity.kind is Kind.DURATION:
        return None
    noun = found["noun"].removesuffix("s")
    return _BY[1] if noun in UP_NOUNS else _BY[-1] if noun in DOWN_NOUNS else None


@rule("change.by-preposition")
def _by_preposition(case: _Case) -> Change | None:
    """The end or size of a movement, by the preposition before the number: to, from, by."""
    frame, grammar, kind = case.frame, case.grammar, case.quantity.kind
    word = _preposition(frame)
    modifies = frame.noun_behind is not None or frame.after.startswith("-")
    if not word or (kind in (Kind.MEASUREMENT, Kind.DURATION) and modifies):
        return None  # "lowered into a 20-foot-deep well"
    mover, way = frame.mover, frame.way
    if mover is None:
        return _TO.get(_way_of_headline(case)) if word == "to" else None
    hedge = case.quantity.hedge
    if hedge is not None and mover in range(*grammar.tokens(*hedge)):
        return None  # "punishable by *up to* 9 years"
    if word != "by" and not _moves_count(frame, mover, grammar):
        return None
    if word == "from":
        return Change.FROM_LEVEL
    if not way and grammar.lemma(mover) == "bring" and word == "to":
        way = int(grammar.lemma(moved_by(mover, grammar)) in _TALLIES)
    return (_BY if word == "by" else _TO).get(way)


@rule("change.headline-verb", otherwise=0)
def _way_of_headline(case: _Case) -> int:
    """The way of a capital verb that was taken for a name: "Jobless Claims *Rose* to 744,000"."""
    syntax, at = case.grammar.syntax, _last_before(case, "to")
    if at is None or at == syntax.bounds(case.frame.first)[0]:
        return 0
    is_name = syntax.raw[at - 1].istitle() and syntax.tags[at - 1].startswith("NN")
    return _FORMS.get(syntax.words[at - 1], 0) if is_name else 0


def _last_before(case: _Case, *sought: str) -> int | None:
    """The nearest of these words before a number, in its sentence."""
    syntax = case.grammar.syntax
    low, _ = syntax.bounds(case.frame.first)
    before = range(case.frame.first - 1, low - 1, -1)
    return next((at for at in before if syntax.words[at] in sought), None)


def _preposition(frame: NumberFrame) -> str:
    """The preposition of movement before a number; "" for none."""
    if found := _TO_FROM.search(frame.before):
        return str(found[1])
    return "to" if frame.hedge in _ABOVE else ""


def _moves_count(frame: NumberFrame, mover: int, grammar: Grammar) -> bool:
    """Whether what moves can be counted by this number: not "boost aid to 12 countries"."""
    noun = frame.noun_behind
    if frame.quantity.kind is not Kind.COUNT or noun is None:
        return True
    syntax, verb = grammar.syntax, grammar.is_verb(mover)
    if syntax.words[noun] in PEOPLE and verb:
        return True
    moved = syntax.find(mover, "dobj")
    if moved is None:
        moved = syntax.find(mover, "nsubj", "nsubjpass")
    if moved is None:
        moved = grammar.subject(mover) if verb else mover
    if moved is None or moved == noun:
        return True
    lemma = grammar.lemma(moved)
    return lemma in GENERIC_NOUNS or lemma == grammar.lemma(noun)


def _compared(case: _Case) -> Change | None:
    """ "against 156 two years earlier": the level that another is compared with."""
    compared = _COMPARED.search(case.frame.before) or _from_aside(case)
    earlier = compared and _EARLIER.match(case.frame.after)
    return Change.FROM_LEVEL if earlier else None


@rule("change.from-in-brackets", otherwise=False)
def _from_aside(case: _Case) -> bool:
    """Whether the old level follows in brackets: "40 pubs (*from 61* in 2019)"."""
    if case.previous is None or case.previous[0].kind is not case.quantity.kind:
        return False
    counts = case.quantity.kind is Kind.COUNT and case.frame.noun_behind is not None
    return not counts and _FROM_ASIDE.search(case.frame.before) is not None


@rule("change.by-verb")
def _by_verb(case: _Case) -> Change | None:
    """ "rose 3.5 percent", "cut 5,000 jobs", "grew at 3%", "capacity reached 12 GW"."""
    frame, grammar, quantity = case.frame, case.grammar, case.quantity
    verb, lemma = frame.verb, grammar.lemma(frame.verb)
    if frame.is_subject or verb is None or verb > frame.first or _is_harm(case):
        return None
    speed = quantity.kind in _SHARES or quantity.kind is Kind.RATE
    prep = grammar.word(frame.prep)
    if prep == "of" and grammar.word(grammar.syntax.heads[frame.prep or 0]) == "short":
        return None  # "fell short of 6%"
    if prep and not (prep in ("at", "of") and speed and lemma in _SPEED_VERBS):
        return None
    if lemma == "reach" and frame.role == "dobj" and quantity.kind is not Kind.DURATION:
        return Change.INCREASE_TO if _is_reached(frame, grammar) else None
    return None if _moves_no_level(frame, lemma, grammar) else _BY.get(_way(lemma))


def _is_harm(case: _Case) -> bool:
    """Whether a comma parts a number of those harmed from the fall: "Crane falls, two dead"."""
    word = case.frame.after.split(maxsplit=1)[:1]
    return bool(word) and word[0] in PERSON_STATES and case.frame.before.rstrip().endswith(",")


def _way(lemma: str) -> int:
    return 1 if lemma in UP else -1 if lemma in DOWN else 0


def _is_reached(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a level reached the number: no deal, no peak ("winds reached 90 mph")."""
    quantity, syntax = frame.quantity, grammar.syntax
    if frame.noun_behind is not None and quantity.kind is not Kind.COUNT:
        return False  # "reached a $3m agreement"
    if quantity.unit in _PEAKS or frame.subject is None:
        return False
    return syntax.tags[frame.subject] in ("NN", "NNS", "PRP", "DT", "VBG")  # no name, no person


def _moves_no_level(frame: NumberFrame, lemma: str, grammar: Grammar) -> bool:
    """Whether the object of a moving verb is a thing moved: "dropped eight bombs", "lost $3m"."""
    quantity, noun = frame.quantity, frame.noun_behind
    if quantity.unit in _LENGTHS or quantity.kind is Kind.DURATION or lemma in PERSON_VERBS:
        return True
    counts = noun is not None and quantity.kind is Kind.COUNT and lemma not in _COUNTED_VERBS
    if counts and grammar.lemma(noun) not in _STEPS:
        return True
    return lemma in ("lose", "shed", "gain", "shave", "raise") and quantity.kind is Kind.MONEY


def _moved_after(case: _Case) -> Change | None:
    """ "X, up from Y", "X, an increase of 3%": X is the new level."""
    quantity, others = case.quantity, case.others
    found = _MOVED_AFTER.match(case.frame.after)
    if found is None:
        return None
    at = quantity.end + found.start("word")
    between = [other for other in others if quantity.end <= other.start < at]
    if any(other.kind is not Kind.DURATION for other in between):
        return None
    if quantity.kind is Kind.DURATION and len(others) > 1:
        return None
    word = found["word"].split()[-1]
    return _TO[1 if word == "up" or word in UP_NOUNS else -1]


def _set_against(case: _Case) -> Change | None:
    """ "averaged $133, 23% higher than in 2020": $133 is the new level."""
    quantity, text = case.quantity, case.grammar.syntax.text
    behind = [other for other in case.others if other.start >= quantity.end]
    if not behind or quantity.kind is Kind.DURATION:
        return None
    size = min(behind, key=lambda other: other.start)
    if _AGAINST_IT.match(_between(quantity, size, case.grammar)) is None:
        return None
    higher = _HIGHER.match(text[size.end : size.end + _BEHIND].lower())
    if higher is None or higher["word"] is None:
        return None
    return _TO[1 if higher["word"] in _MORE else -1]


_STEPS_OF_CHANGE: tuple[Callable[[_Case], Change | None], ...] = (
    _up_from,
    _up_by,
    _set_off,
    _higher,
    _coordinated,
    _ended_at,
    _by_noun,
    _worth,
    _by_preposition,
    _compared,
    _by_verb,
    _moved_after,
    _set_against,
)
"""What tells a number's part, the surest first: the words right at it, then the grammar."""


def is_coordinated(frame: NumberFrame, other: Quantity, grammar: Grammar) -> bool:
    """Whether only "and" or a comma stands between two numbers of one kind and unit.

    So it is in "3% in May and 4% in June", not in "26 fires and 11 floods".
    """
    quantity = frame.quantity
    if other.kind is not quantity.kind or other.unit != quantity.unit:
        return False
    if _COORDINATED.search(_between(other, quantity, grammar)) is None:
        return False
    first, last = grammar.tokens(other.end, quantity.start)
    if any(grammar.is_verb(token) for token in range(first, min(last, frame.first))):
        return False
    return quantity.kind is not Kind.COUNT or frame.noun is None


def _between(one: Quantity, other: Quantity, grammar: Grammar) -> str:
    """The words between two numbers, hedge left out, in lower case."""
    return grammar.syntax.text[one.end : max(one.end, other.opens)].lower()


def _noun_way(noun: int | None, grammar: Grammar) -> Change | None:
    words = grammar.syntax.words
    if noun and words[noun] in _SEASONS and words[noun - 1] in _WHICH:
        return None  # "grew by 4% last *fall*"
    return _BY.get(way_of_noun(noun, grammar, adverbs=False))
