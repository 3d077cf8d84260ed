"""What neighbouring numbers are to each other, step by step."""

from nlp.numbers.conversions import link_conversions
from nlp.numbers.drafts import Draft
from nlp.numbers.hedges import read_hedges
from nlp.numbers.loans import lend
from nlp.numbers.magnitudes import magnitudes
from nlp.numbers.moves import read_moves
from nlp.numbers.points import points
from nlp.numbers.ranges import join_ranges
from nlp.numbers.sentence import Context
from nlp.numbers.shares import join_parts


def join(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts of one sentence after everything that two neighbours can tell of each other.

    Lent units come before ranges, ranges before parts of a whole, hedges before moves, and
    conversions last, because each step reads what the ones before have settled.
    """
    magnitudes(context, drafts)
    points(context, drafts)
    lend(context, drafts)
    drafts = join_parts(context, join_ranges(context, drafts))
    read_hedges(context, drafts)
    drafts = [draft for draft in drafts if draft.form != "unit" or draft.hedge is not None]
    read_moves(context, drafts)
    link_conversions(context, drafts)
    return drafts
