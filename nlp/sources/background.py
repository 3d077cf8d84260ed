"""Background: what stands inside a report and is not what is reported.

Another event's clause ("the attack in which 70 died", "since 2004, when seven were killed"), a
level that exists and somebody wants changed ("to scrap the 15 percent levy"), what others had
forecast ("300 crates, below forecasts of 400") and, where somebody owns up to a deed, whom
it hurt ("claimed the blast that killed 22") are nobody's word.
"""

from collections.abc import Iterator

from nlp.lexicon import verbs, words
from nlp.text import Span, Syntax

_CHANGING = words("clause_words", "changing")
_ENDING = verbs("standing", "verb.ending") - _CHANGING
_OWNING_UP = verbs("clause_words", "owning-up")
_HARMS = verbs("clause_words", "harm")
_FORECASTS = words("clause_words", "forecast")
_BESIDE = ("below", "above", "beyond", "under", "of")
_KNOWN = frozenset({"the", "its", "their", "his", "her", "current", "existing", "this"})
_PAST = frozenset({"VBD", "VBN"})


def background(s: Syntax, first: int, last: int, cue: str = "") -> Iterator[Span]:
    """The token spans of a sentence's background; ``cue`` is the word that reports it."""
    for token in range(first, last):
        label = s.deps[token]
        if label in ("relcl", "advcl") and (
            _is_other_event(s, token) or (cue in _OWNING_UP and _is_harm(s, token))
        ):
            yield s.edges(token)
        elif label == "dobj" and (level := _existing_level(s, token)):
            yield level
        elif label in ("prep", "advcl") and _came_before(s, token):
            yield s.edges(token)
        elif label == "pobj" and s.words[token] in _FORECASTS and _falls_short(s, token):
            low, high = s.edges(s.heads[token])
            yield low, s.edges(high)[1] if s.words[high : high + 1] == ["for"] else high


def _is_harm(s: Syntax, verb: int) -> bool:
    """Whether a clause tells whom a deed hurt: "a blast that killed 22"."""
    subject = s.find(verb, "nsubj")
    by_which = subject is not None and s.words[subject] in ("that", "which")
    return by_which and s.words[verb] in _HARMS


def _came_before(s: Syntax, token: int) -> bool:
    """Whether a phrase behind a comma tells what came before something that is still to be: "she
    will resign, after more than a week of protests"."""
    low = s.edges(token)[0]
    after = s.words[low] in ("after", "following") and s.raw[low - 1] == ","
    return after and any(s.words[k] in ("will", "would") for k in s.kids[s.heads[token]])


def _falls_short(s: Syntax, forecast: int) -> bool:
    """Whether a figure is set against somebody's forecast: ", below the forecast for 160"."""
    preposition = s.heads[forecast]
    low = preposition - (s.words[preposition - 1] in ("well", "just", "far", "slightly"))
    return s.words[preposition] in _BESIDE and s.raw[low - 1] == ","


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
