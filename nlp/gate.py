"""Which sentences are worth a parse: those that may hold a number or name a source.

All tests are one pass over the folded sentence, in linear time.
"""

import re

from nlp.lexicon import verbs, words
from nlp.numbers import has_number
from nlp.text import fold

# Verbs that count or find need no mention: the number beside them opens the gate.
_CUES = verbs("saying", "say") | words("documents", "bare", "study")
_CUES |= {"according", "per"}
_WORD = re.compile(r"[a-z]+")
# A quotation that ends in a comma goes on with who said it, whatever the verb.
_QUOTED = re.compile(r"[,?!](?:[\"”’»]|'') ?[a-z]")


def needs_parse(sentence: str) -> bool:
    """Whether a sentence may hold a quantity, or a source of one.

    >>> needs_parse("Twelve ferries were held."), needs_parse("The harbour was calm.")
    (True, False)
    """
    folded = fold(sentence)
    if has_number(folded) or not _CUES.isdisjoint(_WORD.findall(folded)):
        return True
    return _QUOTED.search(folded) is not None
