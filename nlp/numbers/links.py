"""What stands between two numbers of a sentence."""

import re
from collections.abc import Callable

from nlp.numbers.drafts import Draft
from nlp.numbers.no_claim import Look
from nlp.numbers.sentence import Context

RANGE_LINK = re.compile(r" ?(?:-|–|—|‒|−) ?|-to-| to | to-|--| through | till ")
BETWEEN = re.compile(
    r"\b(?:between|betw)(?: (?:about|around|roughly|approximately|some|an estimated|just))? $"
)
NOUN_NEXT = re.compile(r"[ -][a-z]")


def gap_between(context: Context, first: Draft, second: Draft, reach: int = 80) -> str | None:
    if second.start < first.end or second.start - first.end > reach:
        return None
    return context.folded[first.end : second.start]


def join_neighbours(
    context: Context,
    drafts: list[Draft],
    join: Callable[[Context, Draft, Draft], Draft | None],
) -> list[Draft]:
    """Each draft and the next as one where ``join`` makes one of them; no draft joins twice."""
    joined: list[Draft] = []
    skip = False
    for at, first in enumerate(drafts):
        if skip:
            skip = False
            continue
        second = drafts[at + 1] if at + 1 < len(drafts) else None
        merged = join(context, first, second) if second is not None else None
        if merged is not None:
            joined.append(merged)
            skip = True
        else:
            joined.append(first)
    return joined


def claimlike(draft: Draft) -> bool:
    return draft.look is None or draft.look in (Look.ONE,)


def opens_between(context: Context, draft: Draft) -> bool:
    start = draft.hedge[0] if draft.hedge else draft.start
    return BETWEEN.search(context.folded[max(0, start - 40) : start]) is not None
