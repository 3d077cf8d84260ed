"""Two numbers that are the ends of one, and what one end lends the other: "8–10", "$3 to $5m".

``lend`` gives the unit, currency and scale of a number to the bare one that is tied to it;
``join_ranges`` makes one quantity of the two ends of a range.
"""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from nlp.lexicon import alternation, pattern, verbs, words
from nlp.numbers.drafts import Draft, gap_between, join_neighbours
from nlp.numbers.hedges import before as hedge_before
from nlp.numbers.looks import Look, is_score, is_vote, look_of_length
from nlp.numbers.numerals import Form
from nlp.numbers.sentence import Context
from nlp.numbers.units import conversion
from terms.enums import Change, Kind, Qualifier

_HYPHENS = "-–—‒−"
_RANGE = re.compile(rf" ?[{_HYPHENS}] ?|-to-|-? to | to-|--| through | till ")
_BETWEEN = pattern("number_links.between")
_NOUN_BEHIND = re.compile(r"[ -][a-z]")
_TIED = pattern("number_links.tied")
OF_WHOLE = pattern("number_links.of-whole")
"""What links a part to its whole: "7 of the 9", "280 million of the 1.5 billion"."""
_OR = re.compile(
    r"-? or |-or-|, (?:maybe|perhaps|even) | or (?:perhaps|maybe|even|possibly|sometimes) "
)
_HEDGED_TO = pattern("number_links.hedged-to")
_RANGING = pattern("number_links.ranging")
_UP = verbs("movement", "up.verb.") | words("movement", "up.noun") | {"higher", "upward"}
_DOWN = verbs("movement", "down.verb.") | words("movement", "down.noun") | {"lower", "downward"}
_MOVING = _UP | _DOWN | verbs("movement", "either.verb.", "drift.verb.", "counted.verb")
"""What may stand before "from A to B" when it is a movement: verbs in every form, and nouns."""
_FROM = pattern("number_links.from-level")
_FROM_STATE = re.compile(r"\b(?:current|previous|earlier|original|existing|initial)\w* $")
_LAST_WORD = re.compile(r"([a-z]+) $")
_GROWN = 3
"""How many times the size of a move its new level is: "rose by £40m to £420m"."""
_WORDS = re.compile(r"[a-z]+")
_CLAUSE_END = re.compile(r"[.;:] ")
_THINGS = re.compile(
    rf"\b{alternation('named_things')}s(?: [0-9]{{1,5}}(?:, and|,| and| or| &))+ $"
)
"""Things that have numbers, and those of them before this one: "exhibits 3, 5 and "."""
_LISTED = re.compile(r",? (?:and|or|plus) |, ")
_ALIKE = re.compile(r"( (?:in|for|among|at|on|of) )[a-z' ]{2,40}?,? (?:and|but|then|versus) ")
"""What parts two numbers of one unit that one preposition goes on from."""
_SUM_ENDS = pattern("number_links.sum-ends")
_TIED_REACH = 24
"""Characters between two numbers that share a unit: ", or as much as "."""
_BY_REACH = 80
"""Characters between percentages of one list: "wool rose by 2 percent and hemp by 1"."""
_ENDS_REACH = 16
"""Characters between the ends of a range: " to as many as "."""
_BEFORE = 60
"""Characters before a range that tell it from a movement: "somewhere in price between "."""
_CLAUSE = 120
"""Characters before "from A to B" among which its verb of movement stands."""


def opens_between(context: Context, start: int) -> bool:
    """Whether "between" stands before a number: "between about 3 and 5"."""
    return _BETWEEN.search(context.folded[max(0, start - _BEFORE) : start]) is not None


def lend(context: Context, drafts: list[Draft]) -> None:
    """Give the unit, currency and scale of a number to the bare one that is tied to it.

    "from 6 to 8 percent", "280 million of the 1.5 billion shekels", "$3 to $5 million", "5-6,000".
    """
    for at in range(len(drafts) - 2, -1, -1):
        first, second = drafts[at], drafts[at + 1]
        gap = gap_between(context, first, second, _TIED_REACH)
        if gap is None or not first.claimlike or not second.claimlike:
            continue
        if first.value is None or second.value is None:
            continue
        _lend_size(context, first, second, gap)
        part = OF_WHOLE.fullmatch(gap) and first.numeral.scale > 1
        if (_TIED.match(gap) or part) and _takes_unit(context, drafts, at, gap):
            first.share_unit(second)
    for first, second in pairwise(drafts):
        _lend_currency(context, first, second)
        _lend_percent(context, first, second)
    _lend_currency_to_coins(drafts)


def _lend_size(context: Context, first: Draft, second: Draft, gap: str) -> None:
    """The scale word, or the thousands ("5-6,000"), that only the second number prints."""
    one, other = first.numeral, second.numeral
    if first.value is None or second.value is None or one.scale != 1 or one.grouped:
        return
    ranged = _RANGE.fullmatch(gap) is not None
    chosen = " or " in gap or (" and " in gap and opens_between(context, first.start))
    shared = second.unit is None or first.unit == second.unit
    takes = first.unit is None or (first.kind is Kind.MONEY and shared)
    if other.scale >= 1000 and takes and (ranged or (chosen and _TIED.match(gap) is not None)):
        small = one.mantissa < 1000 and one.mantissa < 2 * other.mantissa
        if small and first.look is None:
            first.value, first.scaled = first.value * other.scale, True
    elif ranged and first.bare and other.grouped and "to" not in gap and not first.places:
        thousands = second.value / 1000
        if thousands == int(thousands) and first.value < thousands < 1000:
            first.value *= 1000


def _takes_unit(context: Context, drafts: list[Draft], at: int, gap: str) -> bool:
    """Whether the unit of the second number is the first one's as well."""
    first, second = drafts[at], drafts[at + 1]
    if second.unit is None or second.prefixed or second.form != "number":
        return False
    if first.unit is not None or first.kind is not Kind.COUNT or first.form != "number":
        return False
    if gap == ", ":
        return at + 2 < len(drafts) and second.unit == drafts[at + 2].unit
    if gap.startswith(" and ") and not opens_between(context, first.start):
        return second.kind in (Kind.PERCENT, Kind.PERCENTAGE_POINTS)
    return second.kind is not Kind.DURATION or gap[0] == "-" or _RANGE.fullmatch(gap) is not None


def _lend_percent(context: Context, first: Draft, second: Draft) -> None:
    """ "by 2 percent and hemp by 1", "2 percent in May and 1 in June": the next is in percent."""
    if first.kind is not Kind.PERCENT or not second.bare or second.kind is not Kind.COUNT:
        return
    if second.look is not None or second.value is None or second.value >= 100:
        return
    gap, folded = gap_between(context, first, second, _BY_REACH) or "", context.folded
    alike = _ALIKE.fullmatch(gap)
    parallel = alike is not None and folded.startswith(alike[1], second.end)
    if parallel or (gap.endswith(" by ") and not _NOUN_BEHIND.match(folded, second.end)):
        second.kind, second.unit = Kind.PERCENT, "percent"


def _lend_currency(context: Context, first: Draft, second: Draft) -> None:
    """ "£3-5m", "$62 to 68", "Rs 30 lakh and 2 crore": one sign for both."""
    gap = gap_between(context, first, second, _TIED_REACH)
    if gap is None or not first.prefixed or second.own or second.kind is not Kind.COUNT:
        return
    if second.look is not None or second.value is None:
        return
    between = " and " in gap and opens_between(context, first.start)
    if _RANGE.fullmatch(gap) is None and not between:
        lists = _LISTED.fullmatch(gap) and first.numeral.scale > 1 and second.value >= 1000
        if lists and _SUM_ENDS.match(context.folded, second.end):
            second.share_unit(first)
            second.own = second.prefixed = True
        return
    counts = _NOUN_BEHIND.match(context.folded, second.end) and second.numeral.scale == 1
    if not counts or " to " not in gap:
        second.share_unit(first)


def _lend_currency_to_coins(drafts: list[Draft]) -> None:
    """ "up by 40 cent to €3.90": a bare coin is of the one currency of the sums in its sentence."""
    priced = [draft for draft in drafts if draft.kind in (Kind.MONEY, Kind.RATE) and draft.unit]
    coins = [draft for draft in priced if draft.assumed and _is_coin(draft)]
    sums = {(draft.unit or "").partition("/")[0] for draft in priced if draft.prefixed} - {"GBP"}
    if len(sums) != 1:
        return
    for coin in coins:
        _, parted, below = (coin.unit or "").partition("/")
        coin.unit, coin.assumed = f"{min(sums)}{parted}{below}", False


def _is_coin(draft: Draft) -> bool:
    """Whether a sum is printed in hundredths of its currency."""
    return draft.value is not None and draft.value * 100 == draft.numeral.value


def join_ranges(context: Context, drafts: list[Draft]) -> list[Draft]:
    """ "8–10", "between 1.5 and 2", "three or four": one quantity of two ends."""
    return join_neighbours(context, drafts, _range)


def _range(context: Context, first: Draft, second: Draft) -> Draft | None:
    gap = gap_between(context, first, second, _ENDS_REACH)
    if gap is None or first.value is None or second.value is None:
        return None
    if first.look is Look.NAME and first.bare and second.bare:
        _continue_name(context, second, gap)
    if not first.claimlike or not second.claimlike:
        return None
    if first.form != "number" or second.form not in ("number", "unit"):
        return None
    way = _way_between(first, second)
    if way is None or not _are_ends(context, first, second, gap):
        return None
    high = second.value * way
    if first.value >= high:
        return None
    rich = second if second.unit else first
    merged = replace(
        first, end=second.end, kind=rich.kind, unit=rich.unit if way == 1 else first.unit,
        value=None, low=first.value, high=high, look=None, assumed=_assumed(first, second),
        qualifier=Qualifier.RANGE, form="range", places=max(first.places, second.places),
        scaled=first.scaled or second.scaled, own=first.own or second.own,
    )  # fmt: skip
    if merged.kind is Kind.DURATION and merged.unit is not None:
        merged.look = look_of_length(context, merged.start, merged.end, merged.unit)
    return merged


def _continue_name(context: Context, second: Draft, gap: str) -> None:
    """ "the Lorn 4-2 series", "chapters 3 to 5", "exhibits 3 and 7": a name's number goes on."""
    if gap.strip() in ("-", "–"):
        if second.numeral.form is Form.DIGITS or gap in "-–":
            second.look = second.look or Look.SCORE
        return
    left = context.folded[max(0, second.start - _BEFORE) : second.start]
    if gap in (" to ", " through ") or _THINGS.search(left):
        second.look = second.look or Look.NAME


def _are_ends(context: Context, first: Draft, second: Draft, gap: str) -> bool:
    """Whether what stands between two numbers, and before them, makes them a range."""
    hedge = hedge_before(context.folded, first.start)
    opening = hedge.start if hedge else first.start
    if _OR.fullmatch(gap):
        return _near_choice(first, second)
    if gap == " and ":
        return opens_between(context, first.start) or opens_between(context, opening)
    left = context.folded[max(0, opening - _BEFORE) : opening]
    if not _RANGE.fullmatch(gap):
        return _HEDGED_TO.fullmatch(gap) is not None and _RANGING.search(left) is not None
    if _is_result(context, first, second, gap):
        return False
    if gap.strip() in _HYPHENS:
        return first.own or " " not in gap or gap in (" – ", " - ")
    return not _changes(context, first, second, left) and not _grown(first, second, left)


def _is_result(context: Context, first: Draft, second: Draft, gap: str) -> bool:
    """ "voted 7-2", "won 3-1": a vote or a score, which is marked as one."""
    if not first.bare or not second.bare:
        return False
    if is_vote(context, first.numeral, second.numeral):
        first.unit = second.unit = "vote"
        return True
    if gap.strip() in _HYPHENS and is_score(context, first.numeral, second.numeral):
        first.look = second.look = Look.SCORE
        return True
    return False


def _assumed(first: Draft, second: Draft) -> bool:
    """ "US$89 to $93 billion": a sure end makes the other sure."""
    if first.unit is not None and second.unit is not None:
        return first.assumed and second.assumed
    return first.assumed or second.assumed


def _way_between(first: Draft, second: Draft) -> Decimal | None:
    """What turns the second end into the unit of the first; ``None`` where nothing does.

    1 where both can have one unit: the same, one printed, or "$62 to $68 per share".
    """
    if first.unit == second.unit or first.unit is None or second.unit is None:
        return Decimal(1)
    if second.kind is Kind.RATE and second.unit.startswith(f"{first.unit}/"):
        return Decimal(1)
    way = conversion(second.unit, first.unit)
    return None if way is None or way[1] else Decimal(f"{way[0]:.4g}")


def _grown(first: Draft, second: Draft, left: str) -> bool:
    """ "increased by $40 million to $420 million": the size of a move, then the new level.

    Both print their unit, which the ends of a range seldom do, or the level is much larger.
    """
    if first.value is None or second.value is None:
        return False
    last = _LAST_WORD.search(left)
    if last is None or not (last[1] == "by" or last[1] in _MOVING):
        return False
    twice = first.own and second.own and first.kind in (Kind.MONEY, Kind.MEASUREMENT)
    if not twice and not second.value >= _GROWN * first.value > 0:
        return False
    way = next((word for word in reversed(_WORDS.findall(left)) if word in _UP | _DOWN), None)
    if way is not None:
        first.change = Change.INCREASE_BY if way in _UP else Change.DECREASE_BY
        second.change = Change.INCREASE_TO if way in _UP else Change.DECREASE_TO
    return True


def _near_choice(first: Draft, second: Draft) -> bool:
    """ "three or four", "10 or 15 percent": one number that the writer does not fix."""
    if first.value is None or second.value is None or first.prefixed or second.prefixed:
        return False
    if first.own and first.unit != second.unit:
        return False
    low, high = first.value, second.value
    if first.numeral.scale > 1 and second.numeral.scale > 1:
        low, high = first.numeral.mantissa, second.numeral.mantissa
    step = high - low
    fives = low % 5 == 0 and high % 5 == 0 and high <= 2 * low
    return first.value < second.value and (step <= 1 or fives or (low >= 10 and step <= 2))


def _changes(context: Context, first: Draft, second: Draft, left: str) -> bool:
    """Whether "from A to B" is a move and not a range."""
    if not _FROM.search(left):
        return False
    if first.value is not None and second.value is not None and first.value >= second.value:
        return True
    if _FROM_STATE.search(left):
        return True
    if _RANGING.search(left):
        return False
    clause = _CLAUSE_END.split(context.folded[max(0, first.start - _CLAUSE) : first.start])[-1]
    return not _MOVING.isdisjoint(_WORDS.findall(clause))
