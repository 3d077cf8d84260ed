"""Two numbers that are a result: the score of a game ("2-1"), or a vote ("98 to 96")."""

from nlp.lexicon import patterns, rule
from nlp.numbers.numerals import Form, Numeral
from nlp.numbers.sentence import Context

_OF = patterns("no_claim", "result.")
_BEFORE, _BEHIND = 45, 25
"""How many characters around a result tell of a game or a vote."""
_BEFORE_VOTE = 48


@rule("no-claim.score", otherwise=False)
def is_score(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with a hyphen between are the score of a game and no range or vote."""
    if low.value is None or high.value is None or low.form is not Form.DIGITS:
        return False
    folded = context.folded
    near = folded[max(0, low.start - _BEFORE) : low.start]
    near += " " + folded[high.end : high.end + _BEHIND]
    if folded.startswith(")", high.end) and folded[low.start - 1 : low.start] == "(":
        return True
    if _OF["result.vote-near"].search(near):
        return False
    if low.value >= high.value or _OF["result.winless"].search(folded):
        return True
    if any(one.scale > 1 or one.places or one.grouped for one in (low, high)):
        return False
    counted = _OF["result.counted-next"].match(folded, high.end)
    return counted is None and _OF["result.game"].search(near) is not None


@rule("no-claim.vote", otherwise=False)
def is_vote(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with "-" or "to" between are the votes for and against."""
    if low.value is None or high.value is None:
        return False
    if any(one.scale > 1 or one.places for one in (low, high)):
        return False
    if _OF["result.counted-next"].match(context.folded, high.end):
        return False
    left = context.folded[max(0, low.start - _BEFORE_VOTE) : low.start]
    voted = _OF["result.voted"].search(left)
    return voted is not None and _OF["result.vote-near"].search(context.folded) is not None
