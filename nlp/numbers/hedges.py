"""Hedges: the words beside a number that make it a bound or an approximation.

The words are in the table ``hedges``, what keeps them from hedging in ``hedge_scopes``; ``before``
and ``after`` read them next to a number's span, ``read_hedges`` for all numbers of a sentence. What
a hedge does to the interval is said in ``nlp.numbers.intervals``.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from nlp.lexicon import alternation, alternatives, column, pattern, rows, words
from nlp.numbers.drafts import Draft, gap_between
from nlp.numbers.sentence import Context
from terms.enums import Kind, Qualifier

_BEFORE_IDS = ("word.", "beside.", "phrase.", "verb.", "sign.")
_AFTER_IDS = ("after.", "after-last.", "after-end.")
_TURNED = {Qualifier.MORE_THAN: Qualifier.AT_MOST, Qualifier.LESS_THAN: Qualifier.AT_LEAST}
"""What "no" before a comparative makes of it."""
_COMPARATIVES = {
    word: Qualifier(q) for word, q in column("hedges", "qualifier", "comparative.").items()
}
_COMPARED = {f"{word} than": qualifier for word, qualifier in _COMPARATIVES.items()}
_COMPARED |= {
    f"{no} {words}": _TURNED[qualifier]
    for words, qualifier in _COMPARED.items()
    for no in ("no", "not")
}
BEFORE = _COMPARED | {
    word: Qualifier(q) for word, q in column("hedges", "qualifier", *_BEFORE_IDS).items()
}
AFTER = {word: Qualifier(q) for word, q in column("hedges", "qualifier", *_AFTER_IDS).items()}
BOUNDS = frozenset(Qualifier) - {Qualifier.EXACT, Qualifier.RANGE, Qualifier.VAGUE}
"""What a hedge can make of a number."""

_FILLERS = alternation("hedges", "filler")
_BESIDE = words("hedges", "beside.", "sign.")
"""What hedges no number but the one right behind it."""
_SPELLED = {
    spelling: said
    for said in BEFORE
    for spelling in (said, said.replace(" than", " then"))  # often misspelled
}
_WORDS = re.compile(rf"(?<![a-z0-9'.-])({alternatives(_SPELLED)})((?: {_FILLERS}){{0,3}}) ?$")
_LAST_WORDS = words("hedges", "filler") | {said.split()[-1] for said in _SPELLED}
_NEAR = 20
"""How many characters before a number its hedge, or a filler behind it, must end in."""
_FARTHEST = 70
"""How many characters before a number its hedge may begin."""
_EARLIER = 44
"""How many characters before a hedge are asked whether it is one."""
_ENDS = words("hedges", "after-end.")
_LAST = words("hedges", "after-last.") | _ENDS
_NOT_BEHIND = {
    word: [pattern(row.key) for row in rows("hedge_scopes") if word in row.words]
    for word in words("hedge_scopes")
}
_DENIED = pattern("hedge_scopes.denied")
_DURING = pattern("hedge_scopes.during")
_TIME_NOUN = pattern("hedge_scopes.time-noun")
_COORDINATED = pattern("hedge_scopes.coordinated")
_OWN_VERB = pattern("hedge_scopes.own-verb")
_INNER = pattern("hedge_scopes.inner")
_DONE_TO = re.compile(r"(?:ed|ing|killed|dead|hurt|died)$")
_PLURAL_NEXT = re.compile(
    rf" (?!(?:costs|fees|expenses|taxes|tips|tens|{alternation('number_words', 'vague')})\b)"
    r"(?:[a-z-]{2,15}s|people|children|men|women)\b"
)
_CLOSES = re.compile(r"[.,;:)]|$")
_AFTER = re.compile(
    r"(?: (?:people|others|[a-z-]{3,14}s))?(?:, | |(?=[+-]))"
    rf"({alternation('hedges', *_AFTER_IDS)})(?![a-z0-9])"
)
_RUNS_ON = pattern("hedge_scopes.runs-on")
_NUMERAL = re.compile(r"[0-9a-z.,-]{1,20}")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A qualifier with the span of the words that make it."""

    qualifier: Qualifier
    start: int
    end: int


def before(folded: str, start: int, left: int = 0, *, time: bool = False) -> Hedge | None:
    """The hedge whose words end where a number starts, ``None`` when there is none.

    ``left`` is where to stop looking (the sentence's start); ``time`` says that the number is a
    length of time, before which "over" means "during" more often than "more than".

    >>> before("no fewer than 12", 14).qualifier
    <Qualifier.AT_LEAST: 'at_least'>
    """
    left = max(left, start - _FARTHEST)
    near = folded[max(left, start - _NEAR) : start].replace("(", " ").split()
    if not near or near[-1] not in _LAST_WORDS:
        return None
    found = _WORDS.search(folded[left:start])
    if found is None or (found[2] and found[1] in _BESIDE):
        return None
    said = _SPELLED[found[1]]
    hedge = Hedge(BEFORE[said], left + found.start(1), left + found.end(1))
    if hedge.qualifier in _TURNED:
        denied = _DENIED.search(folded, max(0, hedge.start - _EARLIER), hedge.start)
        if denied:
            hedge = Hedge(_TURNED[hedge.qualifier], denied.start(), hedge.end)
    exact = hedge.qualifier is Qualifier.EXACT
    return hedge if not exact and _hedges(folded, hedge, start, time) else None


def _hedges(folded: str, hedge: Hedge, start: int, time: bool) -> bool:
    """Whether the words really hedge the number, where they often do not."""
    phrase = folded[hedge.start : hedge.end]
    earlier = folded[max(0, hedge.start - _EARLIER) : hedge.start]
    if any(found.search(earlier) for found in _NOT_BEHIND.get(phrase, ())):
        return False
    if phrase == "over" and (time or _TIME_NOUN.match(folded, _numeral_end(folded, start))):
        return _DURING.search(earlier) is not None
    return True


def _numeral_end(folded: str, start: int) -> int:
    found = _NUMERAL.match(folded, start)
    if found is None:
        return start
    hyphen = found.group().find("-")
    return start + (hyphen if hyphen > 0 else len(found.group().rstrip(".,")))


def after(folded: str, end: int, right: int | None = None) -> Hedge | None:
    """The hedge that follows a number's span, perhaps behind the noun it counts.

    >>> after("27 people or more", 2).qualifier
    <Qualifier.AT_LEAST: 'at_least'>
    """
    found = _AFTER.match(folded, end, len(folded) if right is None else right)
    if found is None or _RUNS_ON.match(folded, found.end()):
        return None
    phrase = found.group(1)
    if phrase in _LAST:
        behind_noun = found.start(1) - end > 3 and phrase not in _ENDS
        closes = _PLURAL_NEXT if phrase in ("odd", "plus") else _CLOSES
        if behind_noun or closes.match(folded, found.end()) is None:
            return None
    return Hedge(AFTER[phrase], found.start(1), found.end())


def read_hedges(context: Context, drafts: list[Draft]) -> None:
    """Read the words beside each number; a hedge also covers a number coordinated with its own."""
    for at, draft in enumerate(drafts):
        left = drafts[at - 1].end if at else 0
        right = drafts[at + 1].start if at + 1 < len(drafts) else len(context.folded)
        found = _beside(context.folded, draft, left, right)
        if found is None:
            continue
        draft.hedge = (found.start, found.end)
        if draft.qualifier not in (Qualifier.RANGE, Qualifier.VAGUE):
            draft.qualifier = found.qualifier
    for first, second in pairwise(drafts):
        if _covers(context, first, second):
            second.qualifier = first.qualifier
            second.hedge = first.hedge


def _beside(folded: str, draft: Draft, left: int, right: int) -> Hedge | None:
    """The hedge before a number, inside it or behind it."""
    found = before(folded, draft.start, left, time=draft.kind is Kind.DURATION)
    if found is not None or draft.form in ("rank", "streak", "nothing"):
        return found
    return _inner(folded, draft) or after(folded, draft.end, right)


def _inner(folded: str, draft: Draft) -> Hedge | None:
    """A hedge between the number and its unit: "20-odd years", "100-plus"."""
    found = _INNER.match(folded, draft.numeral.end)
    if found is None:
        return None
    phrase = found.group(1) or "+"
    if phrase in ("odd", "plus") and found.group()[0] == " ":
        return None
    return Hedge(AFTER[phrase], found.start() + (1 if found.group(1) else 0), found.end())


def _covers(context: Context, first: Draft, second: Draft) -> bool:
    """Whether the hedge of one count holds for the next: "more than 30 men and 40 women"."""
    if second.qualifier is not Qualifier.EXACT or first.qualifier not in BOUNDS:
        return False
    if any(draft.kind is not Kind.COUNT or draft.look for draft in (first, second)):
        return False
    if first.hedge is None or first.hedge[0] > first.start:
        return False
    gap = gap_between(context, first, second, 60)
    if gap is None or _COORDINATED.fullmatch(gap) is None:
        return False
    if any(_DONE_TO.search(word.strip(",")) for word in gap.split()):
        return False
    opens = context.folded[max(0, first.hedge[0] - 6) : first.hedge[0]].strip(" \"'“")
    subject = not opens or opens.endswith((",", "that", ":", ";"))
    return subject or _OWN_VERB.match(context.folded, second.end) is None
