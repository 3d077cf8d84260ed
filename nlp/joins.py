"""What neighbouring numbers are to each other: ranges, parts, moves, conversions, shared hedges."""

import re
from itertools import pairwise
from decimal import Decimal

from nlp import qualifiers
from nlp.appearance import is_score
from nlp.drafts import Draft
from nlp.looks import Context, Look
from nlp.numbers import Form
from nlp.units import same_measure
from nlp.vocabulary import Change, Kind, Qualifier

_RANGE_LINK = re.compile(r" ?(?:-|–|—|‒|−) ?|-to-| to | to-|--| through | till ")
_MOVED_BY = re.compile(
    r"\bby $|\b(?:rose|grew|increased|climbed|jumped|surged|soared|gained|up|added|advanced|expanded|swelled"
    r"|rising|growing|increasing|climbing|jumping|adding|gaining|rises?|grows?|adds?|gains?|jumps?|climbs?) $"
)
_AND_LINK = re.compile(r" and ")
_OR_LINK = re.compile(
    r" or |-or-|, (?:maybe|perhaps|even) | or (?:perhaps|maybe|even|possibly|sometimes) "
)
_BETWEEN = re.compile(
    r"\b(?:between|betw)(?: (?:about|around|roughly|approximately|some|an estimated|just))? $"
)
_RANGING = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|anything|everything|somewhere|spann(?:ed|ing)|estimates?"
    r"|priced?|prices|costs?|sentences?|terms?|span|typically|usually|probably|likely|aged?|forecasts?)"
    r"(?: (?:from|of|between|is|are|was|were|at|around|about|in length|in size|in age|in price|in value|in all)){1,3} $"
)
_MOVE = re.compile(
    r"\b(?:r[io]s(?:e[sn]?|ing)|rose|grow(?:s|th|n|ing)?|grew|increas\w{1,4}|climb\w{0,3}|jump\w{0,3}|surg\w{1,3}"
    r"|soar\w{0,3}|gain\w{0,3}|up|higher|doubl\w{1,3}|expand\w{0,3}|improv\w{1,6}|rais(?:e[sd]?|ing)|lift\w{0,3}"
    r"|boost\w{0,3}|push\w{0,3}|upgrad\w{1,3}|swell\w{0,3}|f[ae]ll(?:s|en|ing)?|drop\w{0,4}|declin\w{1,3}"
    r"|decreas\w{1,4}|down|cut(?:s|ting)?|reduc\w{2,5}|lower\w{0,3}|slid(?:es?|ing)?|slip\w{0,4}|plung\w{1,3}"
    r"|plummet\w{0,3}|shr[aiu]nk\w{0,3}|sank|sink\w{0,3}|tumbl\w{1,3}|eas(?:e[sd]?|ing)|slow(?:s|ed|ing)?|halv\w{1,3}"
    r"|chang(?:e[sd]?|ing)|revis\w{1,4}|mov(?:e[sd]?|ing)|adjust\w{0,4}|went|go(?:es|ing|ne)?|swung|extend\w{0,3}"
    r"|shorten\w{0,3}|hik(?:e[sd]?|ing)|trim\w{0,4}|bump\w{0,3}|ballooned|slash\w{0,3}|shift\w{0,3}|accelerat\w{1,3}"
    r"|transition\w{0,3}|widen\w{0,3}|narrow\w{0,3}|strengthen\w{0,3}|weaken\w{0,3}|collaps\w{1,3}|upward|downward"
    r"|taking|took|tak(?:e|es|en)|brought|bring\w{0,3}|scal(?:e[sd]?|ing)|recover\w{0,3}|rebound\w{0,3}|crash\w{0,3}"
    r"|dwindl\w{1,3}|nudg\w{1,3}|inch\w{0,3}|edg(?:e[sd]?|ing)|tick\w{0,3}|spik\w{1,3}|skyrocket\w{0,3}|dip\w{0,4})\b"
)
_FROM_OPENING = re.compile(
    r"\bfrom(?: (?:a|an|the|its|their|his|her|current|previous|earlier|original|existing|initial)){0,2} $"
)
_FROM = re.compile(
    r"\b(?:from|vs|versus|against)(?: (?:a|an|the|about|around|roughly|just|nearly|almost|some|over|approximately"
    r"|more than|less than|only|current|previous|record|low of|high of|as|much|as much as|up to|its|their)){0,4} $"
)
_TO_BEFORE = re.compile(
    r"\bto(?: (?:a|an|the|about|around|roughly|just|nearly|almost|some|over|approximately|more than|less than|only"
    r"|record|as much as|as high as|up to|at least|well over)){0,3} $"
)
_TO_GAP = re.compile(
    r"(?: (?:[a-z][a-z.'-]{0,20}|[0-9]{4}|[0-9]{1,2}[.:]?[0-9]{0,2} ?(?:am|pm|a\.m\.|p\.m\.))){0,8},? to(?: (?:a|an|the|about|around|roughly|just|nearly|almost|some|over"
    r"|approximately|more than|less than|only|record|as much as|as high as|up to|at least|well over|a record)){0,3} $"
)
_FROM_GAP = re.compile(
    r"(?:,? (?:[a-z][a-z'-]{1,20}|[0-9]{4})){0,5},? (?:up |down )?from(?: (?:a|an|the|about|around|roughly|just|nearly"
    r"|almost|some|over|approximately|more than|less than|only|previous|record)){0,3} $"
)
_OF_GAP = re.compile(
    r"(?:,)? (?:out )?of (?:(?:the|its|their|his|her|our|those|these|all|a total of|every|a possible)"
    r"(?: (?:first|last|other|remaining|top|original|total))? )?$"
)
_IN_GAP = re.compile(r" (?:in|out of|of|of every|in every|out of every)(?: every)? $")
_ALL_BUT = re.compile(r"\ball but $")
_BRACKET = re.compile(
    r" ?[(\[](?:or |about |around |roughly |approximately |some |nearly |just over |just under |almost"
    r" |equivalent to |the equivalent of |worth |over |more than |up to |~|≈|= ?|i\.e\.,? |c\. ?)*$"
)
_SLASH = re.compile(r" ?(?:/|;|,) ?(?:or )?$")
_OR_CONVERSION = re.compile(
    r",? (?:or|equivalent to|the equivalent of|equal to|which is|that is)(?: about| around| roughly"
    r"| approximately| just over| just under| some| nearly| almost)? $|,? or $"
)
_DASH_CONVERSION = re.compile(r" ?[—–-] ?(?:or |about |around |roughly )?$")
_SHARED = re.compile(
    r"(?: (?!(?:who|which|that|said|says|were|was|are|is|have|had|has|be|been|in|on|at)\b)[a-z][a-z'-]{1,20})"
    r"{0,4},? (?:and|or|plus|&) $|,? (?:and|or) $"
)
_FINITE_NEXT = re.compile(
    r" (?:[a-z][a-z'-]{1,20} ){0,3}(?:were|was|have|has|had|are|is|remain(?:s|ed)?|will|would)\b"
)
_VERBISH = re.compile(r"(?:ed|ing|killed|dead|hurt|died)$")
_NOUN_NEXT = re.compile(r"[ -][a-z]")
_PREPOSITION_NEXT = re.compile(
    r" (?:in|on|at|by|from|for|since|last|this|as|and|but|to|the|after|while|when|with|during|over|a|today|yesterday"
    r"|today|now|between|within|per|or|compared|against|versus)\b"
)
_UNIT_LINKS = re.compile(
    r"(?:,? (?:and|or|to|&|versus|vs) |, | ?[-–—] ?|,? (?:and|or|to) (?:about |around |roughly |as much as |nearly |almost |perhaps |even )?)$"
)
_TIME_UNITS = frozenset(
    {
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "decade",
        "century",
        "quarter",
        "night",
    }
)


def join(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts of one sentence after everything that two neighbours can tell of each other."""
    drafts = _lend_units(context, drafts)
    drafts = _ranges(context, drafts)
    drafts = _parts(context, drafts)
    _hedges(context, drafts)
    _moves(context, drafts)
    _conversions(context, drafts)
    return drafts


def _gap(context: Context, first: Draft, second: Draft, reach: int = 80) -> str | None:
    if second.start < first.end or second.start - first.end > reach:
        return None
    return context.folded[first.end : second.start]


def _claimlike(draft: Draft) -> bool:
    return draft.look is None or draft.look in (Look.ONE,)


def _lend_units(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Give the unit, currency and scale of a number to the bare one that is tied to it.

    "from 6 to 8 percent", "280 million of the 1.5 billion shekels", "$3 to $5 million", "5-6,000".
    """
    for at in range(len(drafts) - 2, -1, -1):
        first, second = drafts[at], drafts[at + 1]
        if not _claimlike(first) or not _claimlike(second):
            continue
        gap = _gap(context, first, second, 24)
        if gap is None or first.value is None or second.value is None:
            continue
        tied = _UNIT_LINKS.match(gap) is not None
        ranged = _RANGE_LINK.fullmatch(gap) is not None
        if ranged and first.numeral.scale == 1 and second.numeral.scale >= 1000:
            _lend_scale(first, second)
        elif ranged and first.bare and not first.numeral.grouped and second.numeral.grouped:
            _lend_thousands(first, second, gap)
        elif tied and not ranged and first.numeral.scale == 1 and second.numeral.scale >= 1000:
            between = _BETWEEN.search(context.folded[max(0, first.start - 40) : first.start])
            if " and " in gap and between or " or " in gap:
                _lend_scale(first, second)
        shares = tied or (_OF_GAP.fullmatch(gap) is not None and first.numeral.scale > 1)
        if not shares or not second.own:
            continue
        if second.kind is Kind.RANK or first.kind is Kind.RANK or second.form != "number":
            continue
        if first.unit is None and first.kind is Kind.COUNT and not second.prefixed:
            if gap in (", ",) and not _listed(context, drafts, at):
                continue
            if (
                second.kind is Kind.DURATION
                and not ranged
                and gap.strip() not in ("or", "to", "and")
            ):
                continue
            if " and " in gap and not _and_lends(context, first, second):
                continue
            first.kind, first.unit, first.assumed = second.kind, second.unit, second.assumed
            if second.kind is Kind.RATE and "/" in (second.unit or ""):
                first.kind = Kind.RATE
    for first, second in pairwise(drafts):
        gap = _gap(context, first, second, 24)
        if gap is None or not first.prefixed or second.own or second.kind is not Kind.COUNT:
            continue
        if second.look is not None or second.value is None:
            continue
        if _RANGE_LINK.fullmatch(gap) or (" and " in gap and _between(context, first)):
            if (
                _NOUN_NEXT.match(context.folded, second.end)
                and second.numeral.scale == 1
                and " to " in gap
            ):
                continue
            second.kind, second.unit, second.assumed = Kind.MONEY, first.unit, first.assumed
            if first.kind is Kind.RATE:
                second.kind = Kind.RATE
        elif gap.strip() == "to" or _TO_GAP.fullmatch(gap):
            continue
    return drafts


def _and_lends(context: Context, first: Draft, second: Draft) -> bool:
    if _between(context, first):
        return True
    return second.kind in (Kind.PERCENT, Kind.PERCENTAGE_POINTS)


def _between(context: Context, draft: Draft) -> bool:
    start = draft.hedge[0] if draft.hedge else draft.start
    return _BETWEEN.search(context.folded[max(0, start - 40) : start]) is not None


def _listed(context: Context, drafts: list[Draft], at: int) -> bool:
    """ "5, 6 and 7 percent": the next number already shares its unit with the one after."""
    return (
        at + 2 < len(drafts)
        and drafts[at + 1].unit == drafts[at + 2].unit
        and drafts[at + 1].unit is not None
    )


def _lend_scale(first: Draft, second: Draft) -> None:
    low, high = first.numeral.mantissa, second.numeral.mantissa
    if first.value is None or first.numeral.grouped or first.look is not None:
        return
    if first.unit is not None and first.kind is not Kind.MONEY:
        return
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return
    if low < high or low < 2 * high:
        if low >= 1000:
            return
        first.value = first.value * second.numeral.scale
        first.scaled = True


def _lend_thousands(first: Draft, second: Draft, gap: str) -> None:
    """ "5-6,000 people"."""
    if second.value is None or first.value is None or "to" in gap:
        return
    thousands = second.value / 1000
    if thousands == int(thousands) and first.value < thousands < 1000 and first.places == 0:
        first.value *= 1000


def _ranges(context: Context, drafts: list[Draft]) -> list[Draft]:
    joined: list[Draft] = []
    skip = False
    for at, first in enumerate(drafts):
        if skip:
            skip = False
            continue
        second = drafts[at + 1] if at + 1 < len(drafts) else None
        merged = _range(context, first, second) if second is not None else None
        if merged is not None:
            joined.append(merged)
            skip = True
        else:
            joined.append(first)
    return joined


def _range(context: Context, first: Draft, second: Draft) -> Draft | None:
    gap = _gap(context, first, second, 16)
    if gap is None or first.value is None or second.value is None:
        return None
    if not _claimlike(first) or not _claimlike(second):
        return None
    if first.form != "number" or second.form != "number":
        return None
    start = first.start
    hedge = qualifiers.before(context.folded, first.start)
    opening = hedge.start if hedge else start
    left = context.folded[max(0, opening - 60) : opening]
    if _OR_LINK.fullmatch(gap):
        if not _near_choice(first, second):
            return None
    elif _AND_LINK.fullmatch(gap):
        if (
            _BETWEEN.search(context.folded[max(0, start - 40) : start]) is None
            and _BETWEEN.search(left) is None
        ):
            return None
    elif _RANGE_LINK.fullmatch(gap):
        hyphen = gap.strip() in "-–—‒−"
        if (
            hyphen
            and first.bare
            and second.bare
            and is_score(context, first.numeral, second.numeral)
        ):
            first.look = second.look = Look.SCORE
            return None
        if not hyphen and _changes(context, first, second, left):
            return None
        if not hyphen and _grown(context, first, second, opening):
            return None
        if hyphen and " " in gap and gap != " – " and gap != " - " and not first.own:
            return None
    else:
        return None
    if first.value >= second.value:
        return None
    if first.unit != second.unit and not (first.unit is None or second.unit is None):
        if second.kind is not Kind.RATE or not (second.unit or "").startswith(f"{first.unit}/"):
            return None
    merged = Draft(
        first.start, second.end, first.numeral, second.kind if second.unit else first.kind, None,
        second.unit or first.unit, first.assumed or second.assumed, first.value, second.value,
        Qualifier.RANGE, form="range", places=max(first.places, second.places),
        scaled=first.scaled or second.scaled, own=first.own or second.own,
    )  # fmt: skip
    merged.prefixed = first.prefixed
    return merged


def _grown(context: Context, first: Draft, second: Draft, opening: int) -> bool:
    """ "increased by $40 million to $420 million": the size of a move, then the new level."""
    assert first.value is not None and second.value is not None
    left = context.folded[max(0, opening - 24) : opening]
    return second.value > 3 * first.value and _MOVED_BY.search(left) is not None


def _near_choice(first: Draft, second: Draft) -> bool:
    """ "three or four", "10 or 15 percent": one number that the writer does not fix."""
    if first.value is None or second.value is None or first.prefixed or second.prefixed:
        return False
    if first.own and first.unit != second.unit:
        return False
    low, high = first.value, second.value
    if not low < high:
        return False
    if first.numeral.scale > 1 and second.numeral.scale > 1:
        low, high = first.numeral.mantissa, second.numeral.mantissa
    return (
        high - low <= 1
        or (low % 5 == 0 and high % 5 == 0 and high <= 2 * low)
        or (low >= 10 and high - low <= 2)
    )


def _changes(context: Context, first: Draft, second: Draft, left: str) -> bool:
    """Whether "from A to B" is a move and not a range."""
    if not _FROM_OPENING.search(left):
        return False
    if re.search(r"\bcurrent|previous|earlier|original|existing|initial", left[-16:]):
        return True
    if first.value is not None and second.value is not None and first.value >= second.value:
        return True
    if _RANGING.search(left):
        return False
    earlier = context.folded[max(0, first.start - 120) : first.start]
    clause = re.split(r"[.;:] ", earlier)[-1]
    return _MOVE.search(clause) is not None


def _parts(context: Context, drafts: list[Draft]) -> list[Draft]:
    """ "7 of the 9", "three in five", "all but five of 13": one claim, a ratio."""
    out: list[Draft] = []
    skip = False
    for at, first in enumerate(drafts):
        if skip:
            skip = False
            continue
        second = drafts[at + 1] if at + 1 < len(drafts) else None
        merged = _part(context, first, second) if second is not None else None
        if merged is not None:
            out.append(merged)
            skip = True
        else:
            out.append(first)
    return out


def _part(context: Context, first: Draft, second: Draft) -> Draft | None:
    gap = _gap(context, first, second, 40)
    if gap is None or first.value is None or second.value is None:
        return None
    if second.look is not None or first.kind is not Kind.COUNT or second.kind is not Kind.COUNT:
        return None
    if (
        first.unit is not None
        or second.unit is not None
        or first.form != "number"
        or second.form != "number"
    ):
        return None
    if (
        first.look not in (None, Look.ONE, Look.YEAR, Look.AGE)
        or not 0 <= first.value < second.value
    ):
        return None
    if first.places or second.places or first.scaled or second.scaled:
        return None
    left = context.folded[max(0, first.start - 12) : first.start]
    inside = _IN_GAP.fullmatch(gap)
    if inside and (" in" in gap or "out of" in gap):
        if first.value > 99 or _is_time(context, second):
            return None
        if (
            second.numeral.form is Form.DIGITS
            and 1900 <= second.value <= 2100
            and not second.numeral.grouped
        ):
            return None
        value = first.value / second.value
        return _ratio(first.start, first, second, value)
    if first.look is not None or _OF_GAP.fullmatch(gap) is None:
        return None
    if _is_time(context, second):
        return None
    all_but = _ALL_BUT.search(left)
    if all_but:
        start = first.start - len(all_but.group())
        return _ratio(start, first, second, (second.value - first.value) / second.value)
    if first.value == 0:
        return None
    return _ratio(first.start, first, second, first.value / second.value)


def _is_time(context: Context, draft: Draft) -> bool:
    return draft.unit in _TIME_UNITS


def _ratio(start: int, first: Draft, second: Draft, value: Decimal) -> Draft:
    return Draft(
        start, second.end, first.numeral, Kind.RATIO, value, "fraction", form="part",
        own=True, low=first.value, high=second.value,
    )  # fmt: skip


_BOUND_ONLY = frozenset(
    {
        Qualifier.AT_LEAST,
        Qualifier.MORE_THAN,
        Qualifier.AT_MOST,
        Qualifier.LESS_THAN,
        Qualifier.NEARLY,
        Qualifier.ABOUT,
    }
)


def _hedges(context: Context, drafts: list[Draft]) -> None:
    """Read the words beside each number, then let a hedge cover the number it is coordinated with."""
    folded = context.folded
    for at, draft in enumerate(drafts):
        left = drafts[at - 1].end if at else 0
        right = drafts[at + 1].start if at + 1 < len(drafts) else len(folded)
        time = draft.kind is Kind.DURATION
        found = qualifiers.before(folded, draft.start, left, time=time)
        if found is None and draft.form not in ("rank", "streak", "nothing"):
            found = qualifiers.after(folded, draft.end, right)
            inner = _inner_after(folded, draft)
            found = inner or found
        if found is None:
            continue
        draft.hedge = (found.start, found.end)
        if draft.qualifier in (Qualifier.RANGE, Qualifier.VAGUE):
            continue
        draft.qualifier = found.qualifier
    for first, second in pairwise(drafts):
        if second.qualifier is not Qualifier.EXACT or first.qualifier not in _BOUND_ONLY:
            continue
        if (
            first.kind is not Kind.COUNT
            or second.kind is not Kind.COUNT
            or first.look
            or second.look
        ):
            continue
        if first.hedge is None or first.hedge[0] > first.start:
            continue
        gap = _gap(context, first, second, 60)
        if gap is None or _SHARED.fullmatch(gap) is None:
            continue
        words = gap.split()
        if any(_VERBISH.search(word.strip(",")) for word in words):
            continue
        opens = context.folded[max(0, first.hedge[0] - 6) : first.hedge[0]].strip(" \"'“")
        subject = not opens or opens.endswith((",", "that", ":", ";"))
        if not subject and _FINITE_NEXT.match(context.folded, second.end):
            continue
        second.qualifier = first.qualifier
        second.hedge = first.hedge


def _inner_after(folded: str, draft: Draft) -> "qualifiers.Hedge | None":
    """A hedge between the number and its unit: "20-odd years", "100-plus"."""
    found = re.compile(r"[ -](odd|plus|or more|or so|or fewer|or less)(?= )|\+(?=[ -])").match(
        folded, draft.numeral.end
    )
    if found is None or draft.numeral.end >= len(folded):
        return None
    word = found.group(1) or "+"
    if word in ("odd", "plus") and found.group()[0] == " ":
        return None
    return qualifiers.Hedge(
        qualifiers.AFTER[word], found.start() + (1 if found.group(1) else 0), found.end()
    )


def _moves(context: Context, drafts: list[Draft]) -> None:
    """ "from 36 to 40 percent", "to 4.4% from 4.1%": the old level and the new one."""
    levels = [draft for draft in drafts if draft.look is None and draft.kind is not Kind.RANK]
    for first, second in pairwise(levels):
        one, other = _end_of(first), _end_of(second)
        if one is None or other is None or one == other or "times" in (first.unit, second.unit):
            continue
        if not _comparable(first, second):
            continue
        gap = _gap(context, first, second, 90)
        if gap is None:
            continue
        start = first.hedge[0] if first.hedge and first.hedge[0] < first.start else first.start
        left = context.folded[max(0, start - 36) : start]
        onward = Change.INCREASE_TO if other > one else Change.DECREASE_TO
        if _TO_GAP.fullmatch(gap) and _FROM.search(left):
            first.change, second.change = Change.FROM_LEVEL, onward
        elif _FROM_GAP.fullmatch(gap) and _TO_BEFORE.search(left):
            onward = Change.INCREASE_TO if one > other else Change.DECREASE_TO
            first.change, second.change = onward, Change.FROM_LEVEL
        else:
            continue
        _share(context, first, second)


def _end_of(draft: Draft) -> Decimal | None:
    """The value, or the upper end of a range."""
    return draft.value if draft.value is not None else draft.high


def _comparable(first: Draft, second: Draft) -> bool:
    if first.unit == second.unit:
        return True
    tops = {(draft.unit or "").partition("/")[0] for draft in (first, second)}
    if len(tops) == 1:
        return True
    return first.bare != second.bare and Kind.COUNT in (first.kind, second.kind)


def _share(context: Context, first: Draft, second: Draft) -> None:
    """A level without a unit has that of the level it came from or goes to."""
    for plain, rich in ((first, second), (second, first)):
        if plain.unit is None and rich.unit is not None and plain.kind is Kind.COUNT:
            if _NOUN_NEXT.match(context.folded, plain.end) and not _PREPOSITION_NEXT.match(
                context.folded, plain.end
            ):
                continue
            plain.kind, plain.unit, plain.assumed = rich.kind, rich.unit, rich.assumed
        elif rich.kind is Kind.RATE and plain.kind is Kind.MONEY:
            plain.kind, plain.unit, plain.assumed = rich.kind, rich.unit, rich.assumed


def _conversions(context: Context, drafts: list[Draft]) -> None:
    """ "30 miles (48 km)", "30 million won ($22,537)": the second restates the first."""
    for at in range(1, len(drafts)):
        second = drafts[at]
        for back in (1, 2):
            if at - back < 0:
                break
            first = drafts[at - back]
            if first.look or second.look or first.converts is not None:
                continue
            gap = _gap(context, first, second, 60)
            if gap is None or not _restates(gap, first, second, back, drafts[at - 1]):
                continue
            second.converts = first
            if second.qualifier is Qualifier.EXACT and first.qualifier in _BOUND_ONLY:
                second.qualifier = first.qualifier
                second.hedge = first.hedge
            break


def _restates(gap: str, first: Draft, second: Draft, back: int, previous: Draft) -> bool:
    if first.unit is None or second.unit is None or first.unit == second.unit:
        return False
    if back == 2:
        if previous.converts is not first or ")" in gap:
            return False
        opens = True
    else:
        opens = bool(_BRACKET.fullmatch(gap) or _OR_CONVERSION.fullmatch(gap))
        opens = (
            opens
            or bool(re.fullmatch(r" ?/ ?", gap))
            or bool(re.fullmatch(r", ", gap))
            and first.kind is Kind.MEASUREMENT
        )
    if not opens:
        return False
    if first.kind is Kind.MONEY and second.kind is Kind.MONEY:
        return True
    return _same_size(first, second)


def _same_size(first: Draft, second: Draft) -> bool:
    """Whether two measurements are equal within a fifth, as roundings leave them."""
    if first.unit is None or second.unit is None:
        return False
    if first.kind is Kind.RATE and second.kind is Kind.RATE:
        return first.unit.split("/")[0].isupper() and second.unit.split("/")[0].isupper()
    factor = same_measure(first.unit, second.unit)
    if factor is None:
        return False
    if {first.unit, second.unit} <= {"°C", "°F", "K"}:
        return True
    ones = [number for number in (first.value, first.low, first.high) if number is not None]
    others = [number for number in (second.value, second.low, second.high) if number is not None]
    if not ones or not others:
        return False
    one, other = float(ones[-1]) * factor, float(others[-1])
    return other != 0 and 0.8 <= abs(one / other) <= 1.25
