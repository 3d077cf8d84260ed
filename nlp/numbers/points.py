"""Bare points of a sentence about shares: "on 24 percent, five points behind", "half a point"."""

import re
from decimal import Decimal

from nlp.numbers.drafts import Draft
from nlp.numbers.numerals import Form
from nlp.numbers.sentence import Context
from terms.enums import Kind

_POINTS = re.compile(r"[ -](?:full )?points?(?![a-z-])|-point(?=[- ])")
_PART_OF_POINT = re.compile(r"(?: of)? an? point(?![a-z-])")
_SHARES = re.compile(
    r"%|\b(?:percent|per cent|percentage|polls?|polling|surveys?|turnout|approval|ratings?|voters?"
    r"|support|inflation|unemployment|jobless|interest|rates?|growth|margins?|share of|lead)\b"
)
# Where points are marks, scores or the units of an index.
_OTHER = re.compile(
    r"\b(?:index|indices|dow|nasdaq|ftse|nikkei|dax|s&p|sensex|nifty|stocks?|futures|scor\w{1,4}"
    r"|games?|rebounds?|assists?|seasons?|league|standings|table|penalty|licen[cs]e|match\w{0,2}"
    r"|quarterback|basket\w{0,4}|loyalty|grid|championship|playoffs?|halftime)\b"
)
MOST_POINTS = 60
"""Points that one share can be apart from another; more are no shares."""


def points(context: Context, drafts: list[Draft]) -> None:
    """Read bare points as percentage points where the sentence speaks of shares or rates."""
    folded = context.folded
    if "point" not in folded or _SHARES.search(folded) is None or _OTHER.search(folded):
        return
    for draft in drafts:
        if draft.look is not None or draft.value is None or draft.value > MOST_POINTS:
            continue
        if draft.numeral.form is Form.FRACTION:
            found = _PART_OF_POINT.match(folded, draft.end) or _POINTS.match(folded, draft.end)
        elif draft.kind is Kind.COUNT and draft.bare:
            found = _POINTS.match(folded, draft.end)
        else:
            found = None
        if found is not None:
            draft.kind, draft.unit, draft.own = Kind.PERCENTAGE_POINTS, "percentage_point", True
            draft.end, draft.value = found.end(), Decimal(draft.value)
