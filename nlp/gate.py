"""Which sentences are worth a parse: those that may hold a number or name a source.

The tests are one pass of one regular expression each over the folded sentence, in linear time.
"""

import re

from nlp.numbers import has_number
from nlp.text import fold

_CUE = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t[eo]ll(?:s|ing)?|told|add(?:s|ed|ing)|according|report(?:s|ed"
    r"|edly|ing)?"
    r"|announc(?:e|es|ed|ing|ement)|estimat(?:e|es|ed|ing)|confirm(?:s|ed|ing)?|claim(?:s|ed|ing)?"
    r"|cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|show(?:s|ed|n|ing)?|found|reveal(?:s|ed|ing)?"
    r"|warn(?:s|ed|ing)?|predict(?:s|ed|ing)?|forecast(?:s|ed|ing)?|expect(?:s|ed|ing)?|per"
    r"|data|figures"
    r"|stat(?:e|es|ed|istics|ement)|survey(?:s|ed)?|poll(?:s|ed)?|stud(?:y|ies)|suggest(?:s|ed"
    r"|ing)?"
    r"|not(?:es|ed|ing)|argu(?:e|es|ed|ing)|explain(?:s|ed|ing)?|insist(?:s|ed|ing)?"
    r"|acknowledg\w{1,3}"
    r"|den(?:y|ies|ied|ying)|alleg(?:e|es|ed|ing|edly)|declar(?:e|es|ed|ing)|record(?:s|ed|ing)?"
    r"|calculat(?:e|es|ed|ing)|project(?:s|ed|ing)|disclos(?:e|es|ed|ing)|wr[io]t(?:e|es|ten"
    r"|ing)|tweet\w{0,3}"
    r"|post(?:s|ed)|believ(?:e|es|ed)|think(?:s|ing)?|thought|stress(?:es|ed)|indicat(?:e|es|ed"
    r"|ing)"
    r"|count(?:s|ed|ing)?|describ(?:e|es|ed)|recall(?:s|ed|ing)?|admit(?:s|ted)?|conced(?:e|es|ed)"
    r"|update(?:s|d)?|release(?:s|d)?|publish(?:es|ed)?)\b"
)


# A quotation that ends in a comma goes on with who said it, whatever the verb.
_QUOTED = re.compile(r"[,?!](?:[\"”’»]|'') ?[a-z]")


def has_cue(sentence: str) -> bool:
    """Whether a sentence holds a word, or the end of a quotation, that can bring in a source."""
    return _brings_source(fold(sentence))


def _brings_source(folded: str) -> bool:
    return _CUE.search(folded) is not None or _QUOTED.search(folded) is not None


def needs_parse(sentence: str) -> bool:
    """Whether a sentence may hold a quantity, or a source of one.

    >>> needs_parse("Twelve ferries were held."), needs_parse("The harbour was calm.")
    (True, False)
    """
    folded = fold(sentence)
    return has_number(folded) or _brings_source(folded)
