"""Background: what stands inside a report and is not what is reported.

Another event's clause ("the attack in which 70 died", "since 2004, when seven were killed") and a
level that exists and somebody wants changed ("to scrap the 15 percent levy") are nobody's word.
"""

from collections.abc import Iterator

from nlp.lexicon import verbs, words
from nlp.text import Span, Syntax

_CHANGING = words("clause_words", "changing")
_ENDING = verbs("standing", "verb.ending") - _CHANGING
_KNOWN = frozenset({"the", "its", "their", "his", "her", "current", "existing", "this"})
_PAST = frozenset({"VBD", "VBN"})


def background(s: Syntax, first: int, last: int) -> Iterator[Span]:
    """The token spans of a sentence's background."""
    for token in range(first, last):
        label = s.deps[token]
        if label in ("relcl", "advcl") and _is_other_event(s, token):
            yield s.edges(token)
        elif label == "dobj" and (level := _existing_level(s, token)):
            yield level


def _is_other_event(s: Syntax, verb: int) -> bool:
    """Whether a clause in the past dates or places what it hangs on: "in which", ", when"."""
    low, high = s.edges(verb)
    by_time = (
        s.words[low] == "when" and low > 0 and s.raw[low - 1] == "," and s.deps[verb] == "relcl"
    )
    inside = s.words[low] in ("in", "during", "at") and s.words[low + 1 : low + 2] == ["which"]
    return (by_time or inside) and s.tags[verb] in _PAST and high > verb


def _existing_level(s: Syntax, noun: int) -> Span | None:
    """The words of an object with "the" that an infinitive or a plan would end or change."""
    verb = s.heads[noun]
    base = s.tags[verb] in ("VB", "VBG")
    low, high = s.edges(noun)
    if noun < verb or not base or s.words[low] not in _KNOWN:
        return None
    to = next((k for k in range(noun + 1, high) if s.words[k] in ("to", "by", "from")), high)
    if "CD" not in s.tags[low:to]:
        return None
    if s.words[verb] in _ENDING:
        return low, max(high, s.edges(verb)[1])
    return (low, to) if s.words[verb] in _CHANGING else None
