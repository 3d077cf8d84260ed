"""Two numbers that are the ends of one: "8–10", "between 1.5 and 2", "three or four"."""

import re

from nlp.numbers import hedges
from nlp.numbers.drafts import Draft
from nlp.numbers.links import BETWEEN, RANGE_LINK, claimlike, gap_between, join_neighbours
from nlp.numbers.no_claim import Look, is_score, is_vote, look_of_length
from nlp.numbers.sentence import Context
from terms.enums import Kind, Qualifier

_MOVED_BY = re.compile(
    r"\bby $|\b(?:fell|dropped|declined|plunged|slid|lost|shed|slumped|tumbled|sank|rose|grew"
    r"|increased|climbed|jumped|surged|soared|gained|up|added|advanced|expanded|swelled"
    r"|rising|growing|increasing|climbing|jumping|adding|gaining|rises?|grows?|adds?|gains?"
    r"|jumps?|climbs?) $"
)
_NAME_LINKS = ("-", "–", " to ", " through ")
_AND_LINK = re.compile(r" and ")
_OR_LINK = re.compile(
    r" or |-or-|, (?:maybe|perhaps|even) | or (?:perhaps|maybe|even|possibly|sometimes) "
)
_HEDGED_LINK = re.compile(
    r" to (?:over|more than|about|around|nearly|almost|some|just over|up to"
    r"|as (?:much|many|high) as) "
)
_RANGING = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|anything|everything|somewhere"
    r"|spann(?:ed|ing)|estimates?"
    r"|priced?|prices|costs?|sentences?|terms?|span|typically|usually|probably|likely|aged?"
    r"|forecasts?)"
    r"(?: (?:from|of|between|is|are|was|were|at|around|about|in length|in size|in age|in price"
    r"|in value|in all)){1,3} $"
)
_MOVE = re.compile(
    r"\b(?:r[io]s(?:e[sn]?|ing)|rose|grow(?:s|th|n|ing)?|grew|increas\w{1,4}|climb\w{0,3}"
    r"|jump\w{0,3}|surg\w{1,3}"
    r"|soar\w{0,3}|gain\w{0,3}|up|higher|doubl\w{1,3}|expand\w{0,3}|improv\w{1,6}|rais(?:e[sd]?"
    r"|ing)|lift\w{0,3}"
    r"|boost\w{0,3}|push\w{0,3}|upgrad\w{1,3}|swell\w{0,3}|f[ae]ll(?:s|en|ing)?|drop\w{0,4}"
    r"|declin\w{1,3}"
    r"|decreas\w{1,4}|down|cut(?:s|ting)?|reduc\w{2,5}|lower\w{0,3}|slid(?:es?|ing)?"
    r"|slip\w{0,4}|plung\w{1,3}"
    r"|plummet\w{0,3}|shr[aiu]nk\w{0,3}|sank|sink\w{0,3}|tumbl\w{1,3}|eas(?:e[sd]?|ing)"
    r"|slow(?:s|ed|ing)?|halv\w{1,3}"
    r"|chang(?:e[sd]?|ing)|revis\w{1,4}|mov(?:e[sd]?|ing)|adjust\w{0,4}|went|go(?:es|ing|ne)?"
    r"|swung|extend\w{0,3}"
    r"|shorten\w{0,3}|hik(?:e[sd]?|ing)|trim\w{0,4}|bump\w{0,3}|ballooned|slash\w{0,3}"
    r"|shift\w{0,3}|accelerat\w{1,3}"
    r"|transition\w{0,3}|widen\w{0,3}|narrow\w{0,3}|strengthen\w{0,3}|weaken\w{0,3}"
    r"|collaps\w{1,3}|upward|downward"
    r"|taking|took|tak(?:e|es|en)|brought|bring\w{0,3}|scal(?:e[sd]?|ing)|recover\w{0,3}"
    r"|rebound\w{0,3}|crash\w{0,3}"
    r"|dwindl\w{1,3}|nudg\w{1,3}|inch\w{0,3}|edg(?:e[sd]?|ing)|tick\w{0,3}|spik\w{1,3}"
    r"|skyrocket\w{0,3}|dip\w{0,4})\b"
)
_FROM_OPENING = re.compile(
    r"\bfrom(?: (?:a|an|the|its|their|his|her|current|previous|earlier|original|existing"
    r"|initial)){0,2} $"
)


def join_ranges(context: Context, drafts: list[Draft]) -> list[Draft]:
    return join_neighbours(context, drafts, _range)


def _range(context: Context, first: Draft, second: Draft) -> Draft | None:
    gap = gap_between(context, first, second, 16)
    if gap is None or first.value is None or second.value is None:
        return None
    if first.look is Look.NAME and gap in _NAME_LINKS and first.bare and second.bare:
        second.look = second.look or (Look.SCORE if len(gap) == 1 else Look.NAME)
    if not claimlike(first) or not claimlike(second):
        return None
    if first.form != "number" or second.form != "number":
        return None
    start = first.start
    hedge = hedges.before(context.folded, first.start)
    opening = hedge.start if hedge else start
    left = context.folded[max(0, opening - 60) : opening]
    if _OR_LINK.fullmatch(gap):
        if not _near_choice(first, second):
            return None
    elif _AND_LINK.fullmatch(gap):
        if (
            BETWEEN.search(context.folded[max(0, start - 40) : start]) is None
            and BETWEEN.search(left) is None
        ):
            return None
    elif RANGE_LINK.fullmatch(gap):
        if first.bare and second.bare and is_vote(context, first.numeral, second.numeral):
            first.unit = second.unit = "vote"
            return None
        hyphen = gap.strip() in "-–—‒−"
        both = hyphen and first.bare and second.bare
        if both and is_score(context, first.numeral, second.numeral):
            first.look = second.look = Look.SCORE
            return None
        if not hyphen and _changes(context, first, second, left):
            return None
        if not hyphen and _grown(context, first, second, opening):
            return None
        if hyphen and " " in gap and gap != " – " and gap != " - " and not first.own:
            return None
    elif not (_HEDGED_LINK.fullmatch(gap) and _RANGING.search(left)):
        return None
    if first.value >= second.value:
        return None
    if not _same_unit(first, second):
        return None
    merged = Draft(
        first.start, second.end, first.numeral, second.kind if second.unit else first.kind, None,
        second.unit or first.unit, _assumed(first, second), first.value, second.value,
        Qualifier.RANGE, form="range", places=max(first.places, second.places),
        scaled=first.scaled or second.scaled, own=first.own or second.own,
    )  # fmt: skip
    merged.prefixed = first.prefixed
    if merged.kind is Kind.DURATION and merged.unit is not None:
        merged.look = look_of_length(context, merged.start, merged.end, merged.unit)
    return merged


def _assumed(first: Draft, second: Draft) -> bool:
    """ "US$89 to $93 billion": a sure end makes the other sure."""
    if first.unit is not None and second.unit is not None:
        return first.assumed and second.assumed
    return first.assumed or second.assumed


def _same_unit(first: Draft, second: Draft) -> bool:
    """Whether both ends can have one unit: the same, one printed, or "$62 to $68 per share"."""
    if first.unit == second.unit or first.unit is None or second.unit is None:
        return True
    return second.kind is Kind.RATE and second.unit.startswith(f"{first.unit}/")


def _grown(context: Context, first: Draft, second: Draft, opening: int) -> bool:
    """ "increased by $40 million to $420 million": the size of a move, then the new level."""
    if first.value is None or second.value is None:
        return False
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
