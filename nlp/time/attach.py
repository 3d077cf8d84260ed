"""Which time expression belongs to which number.

A period counts for the numbers of its own clause and of those below it; one that only says when
somebody spoke, what something is compared with, or since when it is a record, counts for none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from nlp.text.grammar import Binding, Grammar
from nlp.text.syntax import Syntax
from nlp.time import calendar
from nlp.time.calendar import UNRESOLVED, Days
from nlp.time.clauses import (
    TAKING_PLACE,
    between_commas,
    one_time,
    opens_apart,
    shares_conjunct,
    told_of_now,
)
from nlp.time.expressions import Period, Role
from terms.enums import Change, Kind

_SAYING = frozenset(
    """
    say tell announce state write tweet post add warn note explain comment publish release declare
    confirm disclose reveal speak report estimate forecast predict project
    """.split()
)
_SPOKEN = re.compile(
    r"\b(?:said|says|told [\w ]{1,30}|announced(?: by [\w .-]{1,40})?|wrote|tweeted|added|stated"
    r"|statement|conference"
    r"|interview|published|released|speaking|spoke|report|reported|reports|data|figures)"
    r"(?: in an? [\w ]{1,20}| at an? [\w ]{1,20})?,?(?: out| released| published| issued)?"
    r"(?: on| in| late| early| this| earlier)? ?$"
)
_SUPERLATIVE = re.compile(r"\b(?:most|least|worst|best|first|last|record|\w{3,}est)\b[^.;]{0,45}$")
_RELATIVE = re.compile(r"^,? (?:when|where|in which|during which|after which)\b")
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|against|than|from|versus|vs\.?)"
    r"(?: (?:that|those|the|levels?|figures?|in|of|number|total|rate|same)){0,4} ?$"
)
_WHERE_IT_WAS = re.compile(
    r"\bwhere (?:it|they|he|she|that|things) (?:was|were|stood)(?: back)? in ?$"
)
_COMPARED_BY = re.compile(r"\b(?:over|on|since)(?: the| levels in)? ?$")
# Participles whose time is the number's: "the 40 cases *reported* in May".
_PLACED = frozenset(
    """
    plan report record register expect project schedule see make hold sell produce spend set kill
    injure confirm publish collect count find issue
    """.split()
)
_REPORTS = frozenset(
    "audit report study paper review investigation analysis inquiry article".split()
)
_ANNOUNCING = frozenset({"announce", "say", "tell", "publish", "release", "unveil"})
_STRONG_BREAK = re.compile(r";|—| – |: | while | whereas | but | although ")
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_FAR = 1000.0
_FARTHEST = 26.0
"""The cost from which a period says nothing of a number any more (one per twenty characters, two
per number between, more for each clause away)."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a number holds: the words, the days, and the day on which it was counted."""

    text: str | None = None
    days: Days = UNRESOLVED
    as_of: date | None = None


NO_TIMING = Timing()


@dataclass(frozen=True, slots=True)
class Timed:
    """A number looking for its period: its span, its part in a movement and its binding."""

    start: int
    end: int
    kind: Kind
    change: Change | None
    binding: Binding
    state: int


def timing_of(
    number: Timed,
    periods: Sequence[Period],
    others: Sequence[Timed],
    grammar: Grammar,
    before: Days = UNRESOLVED,
) -> Timing:
    """The timing of a number among the periods of its sentence.

    ``others`` are all the sentence's numbers, ``before`` the days of the number before it in the
    paragraph: what "a year earlier" counts from where its own sentence names nothing.
    """
    best: tuple[float, Period] | None = None
    for period in periods:
        cost = _cost(number, period, others, grammar)
        if cost < _FARTHEST and (best is None or cost < best[0]):
            best = (cost, period)
    if best is None:
        return NO_TIMING
    period = _told_apart(best[1], periods, grammar)
    days = period.days
    if period.role is Role.EARLIER:
        days = _earlier(period, periods, before)
    if period.role is Role.SINCE and number.start >= period.end and _relative(period, grammar):
        days = period.named
    as_of = period.days.last if period.role in (Role.AS_OF, Role.NOW) else None
    return Timing(period.text, days, as_of)


def dates_something(period: Period, grammar: Grammar) -> bool:
    """Whether a period dates what its sentence tells, not its telling or another figure."""
    if period.role is Role.EARLIER:
        return False
    syntax = grammar.syntax
    first, last = grammar.tokens(period.start, period.end)
    token = grammar.anchor(first, last)
    low, _ = syntax.chars(*syntax.bounds(token))
    before = syntax.text[low : period.start].lower()
    told = _SPOKEN.search(before[-70:]) is not None and not _happened(token, grammar)
    return not told and not _speaks(token, grammar)


def _relative(period: Period, grammar: Grammar) -> bool:
    """Whether "when …" follows: what stands there happened then ("since 2004, when seven …")."""
    text = grammar.syntax.text
    return _RELATIVE.match(text[period.end : period.end + 20]) is not None


def _told_apart(period: Period, periods: Sequence[Period], grammar: Grammar) -> Period:
    """The date in brackets behind a period, where one says which day is meant: "last Sunday (3
    March)"; else the period."""
    text = grammar.syntax.text
    for other in periods:
        gap = text[period.end : other.start]
        if other.role is period.role and gap.strip() == "(" and other.days.first is not None:
            return other
    return period


def _earlier(period: Period, periods: Sequence[Period], before: Days) -> Days:
    """The days of another period of the sentence, or of the one before, moved back; unresolved
    where there is none."""
    bases = [one.days for one in periods if one.role is Role.DURING]
    for base in (*bases, before):
        if base.first is None or base.last is None:
            continue
        months = period.shift_months
        if period.days.first is not None:
            months = 12 * (base.first.year - period.days.first.year)
        if months > 0:
            first = calendar.shift(base.first, months=-months)
            last = calendar.shift(base.last + timedelta(days=1), months=-months)
            return Days(first, last - timedelta(days=1) if last else None)
    return UNRESOLVED


def _cost(number: Timed, period: Period, others: Sequence[Timed], grammar: Grammar) -> float:
    """How far a period stands from a number; ``_FAR`` when it cannot be its."""
    syntax = grammar.syntax
    text = syntax.text
    first, last = grammar.tokens(period.start, period.end)
    token = grammar.anchor(first, last)
    low, _ = syntax.chars(*syntax.bounds(token))
    before = text[low : period.start].lower()
    after = period.start >= number.end
    if not after and number.start < period.end:
        return _FAR
    if not after and _modifies(token, number, grammar):
        return 0.0
    between = text[number.end : period.start] if after else text[period.end : number.start]
    direct = len(between.strip(" ,(")) < 6
    from_level = number.change is Change.FROM_LEVEL
    if _relative(period, grammar):
        if not after:
            return 1.0
        if period.role is Role.SINCE:
            return _FAR
    if period.role is Role.SINCE and _SUPERLATIVE.search(before):
        return _FAR
    if _WHERE_IT_WAS.search(before):
        return _FAR
    if _speaks(token, grammar) or (_SPOKEN.search(before[-70:]) and not _happened(token, grammar)):
        return _FAR
    if period.role is Role.EARLIER and not from_level and not direct:
        return _FAR
    if after and not from_level and _compares(number, period, before[-40:]):
        return _FAR
    multiplied = number.change is Change.MULTIPLE_OF and not _is_movement(number, grammar)
    if after and multiplied and "," not in between:
        return _FAR
    if after and (";" in between or "according to" in between):
        return _FAR
    if _dates_a_document(period, last, grammar) or _in_a_name(period, number, last, grammar):
        return _FAR
    if between_commas(first, last, number.binding.first, grammar):
        return _FAR
    if told_of_now(number.binding.first, number.binding.last, first, grammar):
        return _FAR
    if _will_be_now(period, grammar):
        return _FAR
    crossed = [
        other
        for other in others
        if (number.end <= other.start and other.end <= period.start)
        or (period.end <= other.start and other.end <= number.start)
    ]
    if after and any(_owns(other, number, period, between) for other in crossed):
        return _FAR
    cost = len(between) / 20 + 2.0 * len(crossed) + 6.0 * len(_STRONG_BREAK.findall(between))
    if from_level and not after:
        cost += 6.0
    if not after and "," in between and any(0 <= period.start - o.end < 5 for o in others):
        cost += 3.0  # "£4m in 2022, | £5m in 2023"
    return cost + _clause_cost(number, token, between, grammar)


def _modifies(token: int, number: Timed, grammar: Grammar) -> bool:
    """Whether a period is part of the noun that a number gives: "reported *2024* sales of £4m"."""
    syntax, binding = grammar.syntax, number.binding
    return syntax.deps[token] in ("compound", "amod", "nmod", "nummod") and syntax.heads[token] in {
        binding.noun,
        binding.governor,
    }


def _is_movement(number: Timed, grammar: Grammar) -> bool:
    """Whether a multiple is a verb ("tripled") and not a comparison ("three times the sum")."""
    return grammar.is_verb(grammar.tokens(number.start, number.end)[0])


def _dates_a_document(period: Period, last: int, grammar: Grammar) -> bool:
    """Whether a period only says which report is meant: "a *2022* audit found that …"."""
    syntax = grammar.syntax
    if not period.text[:1].isdigit() or last >= len(syntax.words):
        return False
    words = syntax.words[last : last + 2]
    return any(word in _REPORTS for word in words) and "," not in words


def _in_a_name(period: Period, number: Timed, last: int, grammar: Grammar) -> bool:
    """Whether a year is part of a name: "the *2007* Working Group"."""
    syntax = grammar.syntax
    if not period.text.isdigit() or last >= len(syntax.words) or last >= number.binding.first:
        return False
    if last < 2 or syntax.tags[last - 2] not in ("DT", "PRP$", "POS"):
        return False
    return syntax.tags[last] in ("NNP", "NNPS") and syntax.raw[last][:1].isupper()


def _will_be_now(period: Period, grammar: Grammar) -> bool:
    """Whether "now" only turns to what will be: "it will *now* cost £4m"."""
    if period.role is not Role.NOW or period.text.lower() != "now":
        return False
    syntax = grammar.syntax
    token = grammar.tokens(period.start, period.end)[0]
    for _ in range(4):
        if grammar.is_verb(token):
            return any(syntax.tags[kid] == "MD" for kid in syntax.kids[token])
        token = syntax.heads[token]
    return False


def _compares(number: Timed, period: Period, before: str) -> bool:
    """Whether a period only says what a number is compared with: "up 180 from *2023*"."""
    if period.role is Role.SINCE:
        return False
    if _COMPARED.search(before):
        return True
    moved = number.change in (Change.INCREASE_BY, Change.DECREASE_BY)
    yearly = period.text[:1].isdigit() or period.text.lower().startswith(("last", "the prev"))
    return moved and yearly and _COMPARED_BY.search(before) is not None


def _owns(other: Timed, number: Timed, period: Period, between: str) -> bool:
    """Whether a nearer number has a period for itself: one of another kind, or an old level."""
    if other.change is Change.FROM_LEVEL and number.change is not Change.FROM_LEVEL:
        return True
    if other.kind is number.kind:
        return False
    return "," in between or period.start - other.end < 4


def _happened(token: int, grammar: Grammar) -> bool:
    """Whether the saying verb over a period is passive: "cases *were reported* in May"."""
    syntax = grammar.syntax
    at = token
    for _ in range(6):
        if grammar.is_verb(at):
            if grammar.lemma(at) in _ANNOUNCING:
                return False
            return any(syntax.deps[kid] in ("auxpass", "nsubjpass") for kid in syntax.kids[at]) or (
                syntax.deps[at] == "acl"
                and syntax.tags[at] == "VBN"
                and syntax.child(at, "ccomp") < 0
            )
        head = syntax.heads[at]
        if head == at:
            return False
        at = head
    return False


def _speaks(token: int, grammar: Grammar) -> bool:
    """Whether a period hangs on a participle of announcing: "a plan *announced* a year ago"."""
    syntax = grammar.syntax
    at = token
    for _ in range(4):
        if grammar.is_verb(at):
            return syntax.deps[at] == "acl" and grammar.lemma(at) in _ANNOUNCING
        at = syntax.heads[at]
    return False


def _clause_cost(number: Timed, token: int, between: str, grammar: Grammar) -> float:
    """The price of the clauses between a period and a number."""
    syntax = grammar.syntax
    binding = number.binding
    own = {binding.anchor, binding.noun, number.state} - {-1}
    chain = grammar.verbs_over(binding)
    if binding.governor >= 0 and not grammar.is_verb(binding.governor):
        own.add(binding.governor)
    if chain and syntax.deps[chain[0]] == "relcl" and grammar.is_noun(syntax.heads[chain[0]]):
        own.add(syntax.heads[chain[0]])  # "the 2021 *riots*, which left 350 dead"
    cost = 0.0
    told = -1  # a verb of a reported clause on the way up
    at = token
    for _ in range(14):
        if at in own or (chain and at == chain[0]):
            return cost
        if at in chain:
            # A verb above the number's: it sets the scene, unless it only reports.
            if grammar.lemma(at) in _SAYING and not _happened(at, grammar):
                beside = told >= 0 and one_time(told, chain[0], grammar)
                return 4.0 + cost if beside else _FAR
            if _apart(chain, at, grammar) or _other_tense(chain, at, grammar):
                return _FAR
            return 3.0 + chain.index(at) + cost
        head = syntax.heads[at]
        if head == at:
            break
        cost += _step_cost(at, head, own, chain, grammar, share=number.kind in _SHARES)
        if cost >= _FAR:
            return _FAR
        told = at if syntax.deps[at] == "ccomp" else told
        cost += 1.5 if head not in own and grammar.is_noun(head) else 0.0
        at = head
    return 8.0 if len(between) < 45 and not _STRONG_BREAK.search(between) else _FAR


def _apart(chain: list[int], above: int, grammar: Grammar) -> bool:
    """Whether the time of a verb above a number's own is another one.

    It is for what somebody decided to do ("voted on Thursday *to close* 40"), for the reason of a
    deed ("fined on Friday for *failing* …"), for what came before something still to come, and
    for a standing fact told beside a past one ("which *has* 40 rooms, opened in 2016").
    """
    syntax = grammar.syntax
    below = chain[: chain.index(above)]
    if any(syntax.tags[kid] == "MD" for kid in syntax.kids[above]):
        return any(_before(verb, syntax) for verb in below)
    if syntax.tags[above] not in ("VBD", "VBN"):
        return False
    for verb in below:
        label = syntax.deps[verb]
        if label in ("xcomp", "advcl", "acl", "relcl") and _is_infinitive(verb, syntax):
            return True
        if label == "pcomp" and syntax.words[syntax.heads[verb]] == "for":
            return True
        if label == "relcl" and syntax.tags[verb] in ("VBZ", "VBP"):
            return True
    return False


def _other_tense(chain: list[int], above: int, grammar: Grammar) -> bool:
    """Whether a verb joined to the one above tells of another time: "has lost 40 *since 2019* and
    is losing 3 a year", "which employs 40, …"."""
    syntax = grammar.syntax
    for lower, upper in pairwise(chain[: chain.index(above) + 1]):
        joined = syntax.deps[lower] == "conj" and syntax.heads[lower] == upper
        if joined and not shares_conjunct(lower, upper, grammar):
            return True
    return False


def _before(verb: int, syntax: Syntax) -> bool:
    """Whether a verb opens a clause of what came first: "after its owner secured 40"."""
    words = {syntax.words[kid] for kid in syntax.kids[verb] if kid < verb}
    return syntax.deps[verb] == "advcl" and not words.isdisjoint({"after", "since", "once"})


def _set_off(verb: int, grammar: Grammar) -> bool:
    """Whether a participle behind a comma tells of its noun alone: ", *founded* in 1924,", ", *to
    be presented* in May,"; what took place there or then is told of the number too."""
    syntax = grammar.syntax
    low = syntax.edges(verb)[0]
    if low == 0 or syntax.words[low - 1] != "," or grammar.lemma(verb) in TAKING_PLACE:
        return False
    participle = syntax.deps[verb] == "acl" and syntax.tags[verb] in ("VBN", "VBD")
    return participle or _is_infinitive(verb, syntax)


def _is_infinitive(verb: int, syntax: Syntax) -> bool:
    return syntax.tags[verb] in ("VB", "VBN") and any(
        syntax.tags[kid] == "TO" for kid in syntax.kids[verb] if kid < verb
    )


def _step_cost(
    token: int, head: int, own: set[int], chain: list[int], grammar: Grammar, *, share: bool
) -> float:
    """The price of leaving the clause of a verb upwards; ``share`` is whether the number is one."""
    syntax = grammar.syntax
    label = syntax.deps[token]
    if label == "advcl" and opens_apart(token, head, grammar):
        return _FAR
    if label == "conj" and grammar.is_verb(token) and grammar.is_verb(head):
        return 3.0 if shares_conjunct(token, head, grammar) else _FAR
    if label == "ccomp" and chain and head == chain[0] and grammar.lemma(head) in _SAYING:
        return _FAR
    if label in ("advcl", "ccomp", "conj", "parataxis"):
        return 3.0
    if label not in ("relcl", "acl"):
        return 0.0
    if syntax.tags[token] == "VBG" and syntax.child(token, "dobj", "nsubj", "prt") < 0:
        return 0.0  # a gerund that the parser takes for a clause: "school funding over two years"
    if any(
        syntax.words[kid] in ("when", "after", "as") for kid in syntax.kids[token] if kid < token
    ):
        return 3.0
    if label == "relcl" and share and chain and not one_time(token, chain[0], grammar):
        return _FAR
    if head in own or head in chain:
        return 3.0
    if label == "acl" and grammar.lemma(token) in _PLACED:
        return 5.0
    if _set_off(token, grammar):
        return _FAR
    if grammar.lemma(token) in TAKING_PLACE and chain and syntax.within(head, chain[0]):
        return 5.0  # "replied to the survey, which *ran* in May"
    is_subject = syntax.deps[head] in ("nsubj", "nsubjpass") and syntax.heads[head] in chain
    return 5.0 if is_subject else _FAR
