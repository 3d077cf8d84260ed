"""How far an expression of time stands from a number: bars that part them, costs that add up.

A bar is a reason why a period cannot be the number's. Where none holds, the named costs are summed;
``attach`` takes the cheapest period below its limit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.lexicon import pattern, rule, words
from nlp.text.binding import Binding
from nlp.text.dateline import behind_dateline
from nlp.text.grammar import Grammar
from nlp.text.tags import FINITE_TAGS
from nlp.time.asides import in_aside
from nlp.time.clauses import ANNOUNCING, FAR, Clause, clause_cost, is_announced, is_passive_report
from nlp.time.expressions import Period, Role
from terms.enums import Change, Kind

_SPOKEN = pattern("time_cues.spoken")
_SUPERLATIVE = pattern("time_cues.superlative")
_WHEN_FOLLOWS = pattern("time_cues.when-follows")
_COMPARED = pattern("time_cues.compared")
_COMPARED_BY = pattern("time_cues.compared-by")
_PARTED = pattern("time_cues.parted-behind")
_DOCUMENTS = words("documents", "study", "all.study")
_SPOKEN_WINDOW = 70
"""Characters before a period in which a word of saying makes it the time of the telling."""
_COMPARED_WINDOW = 40
"""Characters before a period in which a word of comparing makes it another figure's."""
_DIRECT = 6
"""Characters between a number and a period that stand side by side: fewer than these."""
_BESIDE = 5
"""Characters between a period and the number before it that it may belong to: fewer than these."""
_MONTH, _YEAR = 27, 360
_NEAR = 45
"""Characters between a number and a period that are one fragment where no verb joins them."""

_ATTRIBUTES = frozenset({Kind.COUNT, Kind.DURATION, Kind.MEASUREMENT})
_OWNERS = frozenset({Change.FROM_LEVEL, Change.MULTIPLE_OF})
"""Numbers that a period beside them is the base of: no other number's."""

WEIGHTS = {
    "distance": 1 / 20,  # for each character between
    "crossed": 2.0,  # for each number between
    "old_level": 6.0,  # "from 40" looks for its period behind it
    "behind_other": 3.0,  # "£4m in 2022, | £5m in 2023": the period of the number before
    "fragment": 8.0,  # no verb and no phrase joins them
}


@dataclass(frozen=True, slots=True)
class Timed:
    """A number looking for its period: its span, its part in a movement and its binding."""

    start: int
    end: int
    kind: Kind
    change: Change | None
    binding: Binding
    state: int | None
    is_magnitude: bool = False


@dataclass(frozen=True, slots=True)
class DatedToken:
    """A period in the parse: its tokens, the one that hangs outside, and the text before it."""

    period: Period
    first: int
    last: int
    token: int
    before: str

    @classmethod
    def of(cls, period: Period, grammar: Grammar) -> "DatedToken":
        """``before`` reaches back to the start of the sentence, in lower case."""
        syntax = grammar.syntax
        first, last = grammar.tokens(period.start, period.end)
        token = grammar.anchor(first, last)
        low, _ = syntax.chars(*syntax.bounds(token))
        return cls(period, first, last, token, syntax.text[low : period.start].lower())


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and a period of its sentence; ``others`` are all the sentence's numbers."""

    number: Timed
    dated: DatedToken
    others: Sequence[Timed]
    clause: Clause
    grammar: Grammar

    @property
    def period(self) -> Period:
        """The period of the pair."""
        return self.dated.period

    @property
    def behind(self) -> bool:
        """Whether the period stands behind the number."""
        return self.period.start >= self.number.end

    @property
    def between(self) -> str:
        """The text between number and period."""
        if self.behind:
            return self.grammar.syntax.text[self.number.end : self.period.start]
        return self.grammar.syntax.text[self.period.end : self.number.start]

    @property
    def is_old_level(self) -> bool:
        """Whether the number is where a movement began: "from 40"."""
        return self.number.change is Change.FROM_LEVEL

    def before_period(self) -> list[Timed]:
        """A number right before the period, where the pair's stands behind both."""
        start = self.period.start
        return [one for one in self.others if not self.behind and 0 <= start - one.end < _BESIDE]

    def crossed(self) -> list[Timed]:
        """The numbers between number and period."""
        low, high = sorted(
            ((self.number.start, self.number.end), (self.period.start, self.period.end))
        )
        return [one for one in self.others if low[1] <= one.start and one.end <= high[0]]


def cost_of(pair: Pair) -> float:
    """How far a period stands from a number; ``FAR`` when it cannot be its."""
    if not pair.behind and pair.number.start < pair.period.end:
        return FAR
    if not pair.behind and is_part_of_noun(pair):
        return 0.0
    if not pair.behind and is_then(pair.period, pair.number, pair.grammar):
        return 1.0
    if any(bar(pair) for bar in BARS):
        return FAR
    return sum(WEIGHTS[name] * count for name, count in _counts(pair)) + _joined(pair)


def _counts(pair: Pair) -> list[tuple[str, float]]:
    """How often each of the weights counts."""
    between, behind = pair.between, pair.behind
    beside_other = "," in between and bool(pair.before_period())
    return [
        ("distance", len(between)),
        ("crossed", len(pair.crossed())),
        ("old_level", pair.is_old_level and not behind),
        ("behind_other", beside_other),
    ]


def _joined(pair: Pair) -> float:
    """The cost of the clauses between, or of a fragment that no clause joins."""
    period, clause = pair.period, pair.clause
    of_year = period.days.length >= _YEAR
    now = period.role is Role.NOW
    cost = clause_cost(pair.dated.token, clause, pair.grammar, of_year=of_year, now=now)
    if cost is not None:
        return cost
    return WEIGHTS["fragment"] if len(pair.between) < _NEAR else FAR


@rule("time.part-of-noun", otherwise=False)
def is_part_of_noun(pair: Pair) -> bool:
    """Whether a period is part of the noun that a number gives: "reported *2024* sales of £4m"."""
    syntax, binding, token = pair.grammar.syntax, pair.number.binding, pair.dated.token
    return syntax.deps[token] in ("compound", "amod", "nmod", "nummod") and syntax.heads[token] in {
        binding.noun,
        binding.governor,
    }


def when_follows(period: Period, grammar: Grammar) -> bool:
    """Whether "when …" follows: what stands there happened then ("in 2004, when seven died")."""
    text = grammar.syntax.text
    return _WHEN_FOLLOWS.match(text[period.end : period.end + 20]) is not None


def is_then(period: Period, number: Timed, grammar: Grammar) -> bool:
    """Whether a number behind a period tells what happened then."""
    if when_follows(period, grammar):
        return True
    return is_of_since(period, number.binding.first, grammar)


@rule("time.of-since", otherwise=False)
def is_of_since(period: Period, first: int, grammar: Grammar) -> bool:
    """Whether a number stands in what happened first: "since a quake in 2004 killed *40*"."""
    syntax, since = grammar.syntax, grammar.syntax.token_at(period.start)
    if period.role is not Role.SINCE or "," in syntax.text[period.end : syntax.starts[first]]:
        return False
    verb = syntax.find(since, "pcomp")  # "since *joining* in May for £3m"
    if verb is None:
        verb = syntax.heads[since]
        subject = syntax.find(verb, "nsubj", "nsubjpass")
        if syntax.deps[since] != "mark" or subject is None or subject < since:
            return False
        if syntax.ends[subject] == period.end:
            return False
    return syntax.within(first, verb)


@rule("time.dateline", otherwise=False)
def is_dateline(dated: DatedToken, grammar: Grammar) -> bool:
    """ "LORN, Sept 18 (Northline) - …" says when it was written."""
    return dated.last <= behind_dateline(*grammar.syntax.bounds(dated.token), grammar.syntax)


@rule("time.attribute", otherwise=False)
def is_attribute(pair: Pair) -> bool:
    """Whether a number only says what a thing is like: "a *15-member* council met on Monday"."""
    number, text = pair.number, pair.grammar.syntax.text
    hyphened = "-" in text[number.start : number.end + 1] and not number.is_magnitude
    return hyphened and number.binding.noun_behind is not None and number.kind in _ATTRIBUTES


@rule("time.superlative-since", otherwise=False)
def is_superlative(pair: Pair) -> bool:
    """ "the most since 2010" says since when it is a record, not when it was counted."""
    return pair.period.role is Role.SINCE and _SUPERLATIVE.search(pair.dated.before) is not None


@rule("time.telling", otherwise=False)
def is_of_telling(pair: Pair) -> bool:
    """A period that says when somebody spoke dates nothing."""
    return tells(pair.dated, pair.grammar)


def tells(dated: DatedToken, grammar: Grammar) -> bool:
    """Whether a period says when somebody spoke or published."""
    spoken = _SPOKEN.search(dated.before[-_SPOKEN_WINDOW:]) is not None
    return (
        (spoken and not is_passive_report(dated.token, grammar))
        or is_announced(dated.token, grammar)
        or is_dateline(dated, grammar)
        or _is_of_teller(dated, grammar)
    )


@rule("time.said-somebody-on", otherwise=False)
def _is_of_teller(dated: DatedToken, grammar: Grammar) -> bool:
    """Whether a period hangs on the verb or the speaker of "said the ministry on Tuesday"."""
    syntax, at = grammar.syntax, dated.token
    for _ in range(4):
        head = syntax.heads[at]
        if grammar.is_verb(head):
            said = grammar.lemma(head) in ANNOUNCING and syntax.tags[head] in FINITE_TAGS
            subject = syntax.find(head, "nsubj")
            return said and subject is not None and head < subject < dated.token
        at = head
    return False


@rule("time.earlier-elsewhere", otherwise=False)
def is_earlier_elsewhere(pair: Pair) -> bool:
    """ "a year earlier" is for the old level of a movement or the number right beside it."""
    if pair.period.role is not Role.EARLIER or pair.is_old_level:
        return False
    if len(pair.between.strip(" ,(")) < _DIRECT:
        return False
    return pair.behind or pair.dated.before.strip() != ""  # "A year earlier it had made 700"


@rule("time.compared", otherwise=False)
def is_compared(pair: Pair) -> bool:
    """A period may only say what a number is compared with: "up 180 from *2023*"."""
    period, number = pair.period, pair.number
    if pair.is_old_level or period.role is Role.SINCE:
        return False
    before = pair.dated.before[-_COMPARED_WINDOW:]
    if _COMPARED.search(before):
        return pair.behind or pair.dated.before.strip() != "from"
    if not pair.behind:
        return False
    if before.endswith(" on ") and period.days.length >= _MONTH:
        return True  # "7,000 up on *February*"
    moved = number.change in (Change.INCREASE_BY, Change.DECREASE_BY)
    yearly = period.text[:4].isdigit() or period.text.lower().startswith(("last", "the prev"))
    return moved and yearly and _COMPARED_BY.search(before) is not None


@rule("time.multiple-of", otherwise=False)
def is_multiple_of(pair: Pair) -> bool:
    """What a multiple counts from has the period behind it, unless the multiple is a verb."""
    grammar, number = pair.grammar, pair.number
    return (
        pair.behind
        and number.change is Change.MULTIPLE_OF
        and "," not in pair.between
        and not grammar.is_verb(grammar.tokens(number.start, number.end)[0])
    )


@rule("time.parted", otherwise=False)
def is_parted(pair: Pair) -> bool:
    """A semicolon or "according to" parts a number from what follows."""
    return pair.behind and _PARTED.search(pair.between) is not None


@rule("time.dates-document", otherwise=False)
def dates_document(pair: Pair) -> bool:
    """A year may only say which report is meant: "a *2022* audit found that …"."""
    following = pair.grammar.syntax.words[pair.dated.last : pair.dated.last + 2]
    return (
        pair.period.text[:1].isdigit()
        and "," not in following
        and not _DOCUMENTS.isdisjoint(following)
    )


def is_in_aside(pair: Pair) -> bool:
    """The period stands in an aside that the number is not in."""
    dated = pair.dated
    since = dated.period.role is Role.SINCE
    return in_aside(dated.first, dated.last, pair.number.binding.first, pair.grammar, since=since)


@rule("time.nearer-owner", otherwise=False)
def has_nearer_owner(pair: Pair) -> bool:
    """A number between has the period for itself: one of another kind, or an old level."""
    return any(_owns(one, pair) for one in pair.crossed() + pair.before_period())


def _owns(other: Timed, pair: Pair) -> bool:
    if other.change in _OWNERS and not pair.is_old_level:
        return True
    if not pair.behind:
        return False
    if other.kind is pair.number.kind:
        return _is_aside_number(other, pair)
    if other.binding.verbs[:1] == pair.number.binding.verbs[:1]:
        return False
    return "," in pair.between or pair.period.start - other.end < _BESIDE


def _is_aside_number(other: Timed, pair: Pair) -> bool:
    """Whether a number with the period right behind it stands behind a comma and is not one of a
    list: "4.5%, in line with inflation of *4.5%* in May"."""
    deps = pair.grammar.syntax.deps
    beside = 0 <= pair.period.start - other.end < _BESIDE
    between = pair.grammar.syntax.text[pair.number.end : other.start]
    listed = {other.binding.anchor, other.binding.governor, *other.binding.verbs[:1]}
    return (
        beside
        and "," in between
        and not any(one is not None and deps[one] in ("conj", "appos") for one in listed)
    )


BARS: tuple[Callable[[Pair], bool], ...] = (
    is_attribute,
    is_superlative,
    is_of_telling,
    is_earlier_elsewhere,
    is_compared,
    is_multiple_of,
    is_parted,
    dates_document,
    is_in_aside,
    has_nearer_owner,
)
"""What parts a period from a number, in no particular order but the cheap ones first."""
