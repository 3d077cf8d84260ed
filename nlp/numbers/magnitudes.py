"""Bare decimals of a sentence about an earthquake: magnitudes."""

import re

from nlp.numbers.drafts import Draft
from nlp.numbers.sentence import Context
from terms.enums import Kind

_QUAKE = re.compile(
    r"\b(?:earth)?quakes?\b|\baftershocks?\b|\btremors?\b|\btemblors?\b|\brichter\b"
)
_QUAKE_AFTER = re.compile(
    r"[ -](?:magnitude )?(?:strong |deadly |powerful )?(?:earthquake|quake|aftershock|tremor"
    r"|temblor)s?\b| on the (?:open-ended )?richter\b| magnitude\b"
)
_QUAKE_BEFORE = re.compile(
    r"\b(?:measur(?:ing|ed|es)|register(?:ed|ing)|magnitudes?(?: of)?|estimated at|of)(?: (?:a"
    r"|an|about|up to))? $"
)


def magnitudes(context: Context, drafts: list[Draft]) -> None:
    """Bare decimals of a sentence about an earthquake: "two quakes, measuring 7.6 and 7.4"."""
    if _QUAKE.search(context.folded) is None:
        return
    folded = context.folded
    for at, draft in enumerate(drafts):
        if draft.kind is not Kind.COUNT or draft.own or draft.places != 1 or draft.value is None:
            continue
        if draft.look is not None or not 0 < draft.value < 10 or draft.scaled:
            continue
        previous = drafts[at - 1] if at else None
        beside = (
            previous is not None
            and previous.unit == "magnitude"
            and draft.start - previous.end <= 6
        )
        left = folded[max(0, draft.start - 24) : draft.start]
        following = drafts[at + 1] if at + 1 < len(drafts) else None
        ahead = (
            following is not None
            and following.start - draft.end <= 5
            and _QUAKE_AFTER.match(folded, following.end)
        )
        if beside or ahead or _QUAKE_AFTER.match(folded, draft.end) or _QUAKE_BEFORE.search(left):
            draft.kind, draft.unit, draft.own = Kind.MEASUREMENT, "magnitude", True
