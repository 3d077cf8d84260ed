"""Two numbers that are a result: the score of a game ("2-1"), or a vote ("98 to 96")."""

import re

from nlp.numbers.looks import Context
from nlp.numbers.numerals import Form, Numeral

_RESULT = re.compile(
    r"\b(?:w[io]ns?|winning|beat(?:s|en|ing)?|los[set]{1,3}|lost|losing|defeat(?:s|ed)?|victory"
    r"|draws?|drew|drawn"
    r"|scores?|scored|lead(?:s|ing)?|led|tied?|ties|level(?:led)?|equali[sz]|vot(?:e|es|ed|ing)"
    r"|ruling|ruled"
    r"|margin|decision|majority|record|trail(?:s|ed|ing)?|ahead|down|up|game|match|set"
    r"|penalties|aggregate"
    r"|shootout|goalless|thrash(?:ed|ing)?|went|series|final|pass(?:es|ed)|playoffs?|standings"
    r"|league"
    r"|conference|overtime|innings|touchdowns?|seeds?|opener|quarterbacks?)\b"
)


def is_score(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with a hyphen between are the score of a game and no range or vote."""
    if low.value is None or high.value is None or low.form is not Form.DIGITS:
        return False
    folded = context.folded
    near = folded[max(0, low.start - 45) : low.start] + " " + folded[high.end : high.end + 25]
    if folded.startswith(")", high.end) and folded[low.start - 1 : low.start] == "(":
        return True
    if _VOTE.search(near):
        return False
    if low.value >= high.value or _WINLESS.search(folded):
        return True
    if low.scale > 1 or high.scale > 1 or low.places or high.places or low.grouped or high.grouped:
        return False
    return _COUNTED_NEXT.match(folded, high.end) is None and _RESULT.search(near) is not None


_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|motion|bill|senate|council|court|justices|judges|ruling"
    r"|congress|caucus|assembly|elected|chair\w{0,6}"
    r"|ruled|committee"
    r"|parliament|lawmakers|commission|jury|tally)\b"
)
_VOTED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|pass(?:ed|es|ing)?|approv\w{1,3}|reject\w{0,3}|carried|defeat\w{0,3}"
    r"|fail(?:ed|s)?|rul(?:ed|es|ing)|decision|elected|tally|ballot|motion|victory|re-?elected)"
    r"\b[^.;:0-9]{0,24}$"
)
_WINLESS = re.compile(r"(?<![0-9.,-])0-[1-9](?![0-9.%-])")
_COUNTED_NEXT = re.compile(
    r"[ -](?!(?:at|in|on|to|and|by|against|with|from|after|win|victory|loss|defeat|draw|lead"
    r"|vote|ruling"
    r"|decision|record|margin|up|down|behind|ahead|for|over|but|as)\b)[a-z]"
)


def is_vote(context: Context, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers with "-" or "to" between are the votes for and against."""
    folded = context.folded
    if low.value is None or high.value is None or low.places or high.places:
        return False
    if low.scale > 1 or high.scale > 1 or _COUNTED_NEXT.match(folded, high.end):
        return False
    left = folded[max(0, low.start - 48) : low.start]
    return _VOTED.search(left) is not None and _VOTE.search(folded) is not None
