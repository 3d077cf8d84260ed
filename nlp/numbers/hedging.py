"""The hedges of a sentence's numbers, and those that cover two of them."""

import re
from itertools import pairwise

from nlp.numbers import qualifiers
from nlp.numbers.drafts import Draft, gap_between
from nlp.numbers.looks import Context
from terms.enums import Kind, Qualifier

_SHARED = re.compile(
    r"(?: (?!(?:who|which|that|said|says|were|was|are|is|have|had|has|be|been|in|on"
    r"|at)\b)[a-z][a-z'-]{1,20})"
    r"{0,4},? (?:and|or|plus|&) $|,? (?:and|or) $"
)
_FINITE_NEXT = re.compile(
    r" (?:[a-z][a-z'-]{1,20} ){0,3}(?:were|was|have|has|had|are|is|remain(?:s|ed)?|will|would)\b"
)
_VERBISH = re.compile(r"(?:ed|ing|killed|dead|hurt|died)$")
BOUNDS = frozenset(
    {
        Qualifier.AT_LEAST,
        Qualifier.MORE_THAN,
        Qualifier.AT_MOST,
        Qualifier.LESS_THAN,
        Qualifier.NEARLY,
        Qualifier.ABOUT,
    }
)


def read_hedges(context: Context, drafts: list[Draft]) -> None:
    """Read the words beside each number; a hedge also covers a number coordinated with its own."""
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
        if second.qualifier is not Qualifier.EXACT or first.qualifier not in BOUNDS:
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
        gap = gap_between(context, first, second, 60)
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
