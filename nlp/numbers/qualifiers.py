"""Hedges: the words beside a number that make it a bound or an approximation.

The tables say what each phrase makes of its number; ``before`` and ``after`` read them next to a
number's span. What a phrase does to the interval is said in ``nlp.numbers.intervals``.
"""

import re
from dataclasses import dataclass

from terms.enums import Qualifier

_BEFORE_TABLE = {
    Qualifier.ABOUT: """
        about | around | roughly | approximately | approx | approx. | some | circa | c. | ca.
        ~ | ≈ | in the region of | in the order of | on the order of | in the neighbourhood of
        in the neighborhood of | in the vicinity of | close on | very roughly
        somewhere around | somewhere near | something like | at about | at around
        more or less | approximating | approximated | to the tune of about | ±
        hovering around | around about | about some
        """,
    Qualifier.NEARLY: """
        nearly | almost | close to | just under | just shy of | just short of | just below
        shy of | approaching | nearing | a little under | a little less than
        slightly less than | slightly under | slightly below | not quite | virtually
        a shade under | a touch under | just less than | only just under | near to
        a bit less than | a hair under | fractionally under | fractionally below
        a fraction under | a whisker under | barely under | a little below | marginally under
        marginally below | getting on for | verging on | a bit under | a tad under
        narrowly under | somewhat less than | little short of | only slightly less than
        """,
    Qualifier.AT_LEAST: """
        at least | no fewer than | no less than | not less than | not fewer than
        a minimum of | minimum of | the minimum of | at the least | at a minimum | at minimum
        ≥ | >= | as few as | as little as | no lower than | not below | at the very least
        at least about | at least some | no smaller than | or at least | well at least
        at least around | a floor of
        """,
    Qualifier.MORE_THAN: """
        more than | over | above | in excess of | exceeding | exceeds | exceeded | exceed
        surpassing | surpassed | surpasses | surpass | topped | topping | upwards of
        upward of | north of | just over | well over | a little over | slightly more than
        slightly over | just above | just more than | a little more than | little more than
        far more than | well above | well more than | greater than | > | beyond | better than
        comfortably over | not just | well in excess of | much more than | hardly more than
        bigger than | larger than | far over | far above | a shade over
        significantly more than | considerably more than | somewhat more than
        a bit more than | a touch over | a bit over | fractionally over | marginally over
        substantially more than | easily more than | to more than | outstripped | outnumbering
        longer than | older than | way over | way more than | significantly over
        quite a bit more than | many more than | slightly above
        """,
    Qualifier.AT_MOST: """
        up to | as many as | as much as | no more than | not more than | at most
        a maximum of | maximum of | the maximum of | at the most | within | to a maximum of
        ≤ | <= | as high as | no greater than | not exceeding | no higher than
        no longer than | no larger than | anything up to | not to exceed | limited to
        capped at | at a maximum | as long as | as far as | as big as | as large as
        as deep as | as tall as | as often as | no bigger than | a ceiling of | a cap of
        up to about | up to around | up to some | up to a maximum of
        """,
    Qualifier.LESS_THAN: """
        less than | fewer than | under | below | south of | well under | well below
        far less than | far fewer than | lower than | smaller than | < | far below
        much less than | beneath | well short of | short of | significantly less than
        considerably less than | shorter than | many fewer than | substantially less than
        even less than | sub- | sub | way under | way below | significantly fewer than
        considerably fewer than | younger than
        """,
    Qualifier.EXACT: """
        exactly | precisely | just | only | a total of | fully | merely
        """,
}  # fmt: skip
_AFTER_TABLE = {
    Qualifier.ABOUT: """
        or thereabouts | approximately | -odd | odd | -ish | roughly | or so | give or take
        """,
    Qualifier.AT_LEAST: """
        or more | and more | or higher | or above | or over | or greater | or longer
        or older | or better | or larger | or upwards | and above | and over | and up
        and counting | at least | plus | + | and upwards | and higher | minimum | or bigger
        at the least | at a minimum | at the very least
        """,
    Qualifier.AT_MOST: """
        or less | or fewer | or under | or below | or lower | or shorter | or younger
        at most | at the most | max | maximum | and under | and below | or smaller | at best
        """,
}  # fmt: skip
_FILLERS = frozenset(
    "a an another additional further extra estimated combined whopping record staggering"
    " reported net mere cool whole full total of new massive huge reduced average annual".split()
)
_FILLER_MAX = 3
_MOTION = re.compile(
    r"\b(?:go|goes|going|went|gone|back|rose|rise|rises|rising|risen|move[sd]?|moving|bump(?:s"
    r"|ed|ing)?"
    r"|climb(?:s|ed|ing)?|push(?:es|ed|ing)?|shot|jump(?:s|ed|ing)?|tick(?:s|ed|ing)?"
    r"|edg(?:es|ed|ing|e)|ramp(?:s|ed|ing)?|step(?:s|ped|ping)?|scal(?:e|es|ed|ing)"
    r"|inch(?:es|ed|ing)?|sp(?:ed|eed|eeding)|build(?:s|ing)?|built|ratchet(?:s|ed)?|lead(?:s|ing)?"
    r"|led|runs?|ran|running|add(?:s|ed|ing)?|catch(?:es|ing)?|caught|live[sd]?|living|was|is"
    r"|are|were"
    r"|pull(?:s|ed|ing)?|come|came|draw(?:s|n|ing)?|drew|topped|back) $"
)
_PHRASAL = re.compile(
    r"\b(?:hand|turn|tak|carr[yi]|mov|switch|w[io]n|cross|bridg|pull|pass|left|sign|roll"
    r"|fl[ye]w?|ran|run|rul)"
    r"(?:s|e[sd]?|ed|ing|n?ing|y)? $"
)
_NEAR_WORD = re.compile(r"(?:[a-z][a-z'.-]{0,15}|[~≈<>≤≥±]=?|sub-)$")
_SPAN_OVER = re.compile(
    r"(?:\b(?:for|of|than|after|took|takes|take|taking|lasted|lasts|lasting|last|spent|spend"
    r"|spending"
    r"|with|just|well|has|have|had|is|are|was|were|to|be|by|at|from|served|serve|in|and|that|nearly"
    r"|wait|waited|waiting|requires?|averag(?:e|ed|ing)|a|out|who)|^) ?$"
)
_TIME_NOUN = re.compile(
    r"[ -](?:[a-z-]{3,12} )?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|quarters?"
    r"|seasons?|rounds?|games?|matches|innings|centur(?:y|ies)|nights?|sessions?|weekends?)\b"
)
_AGE_LIMIT = re.compile(r"\b(?:aged?|ages|children|kids|people|those|anyone|boys|girls|adults) $")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A qualifier with the span of the words that make it."""

    qualifier: Qualifier
    start: int
    end: int


def _table(rows: dict[Qualifier, str]) -> dict[str, Qualifier]:
    phrases: dict[str, Qualifier] = {}
    for qualifier, text in rows.items():
        for phrase in re.split(r"\s*[|\n]\s*", text):
            if phrase.strip():
                phrases[phrase.strip()] = qualifier
    return phrases


BEFORE = _table(_BEFORE_TABLE)
AFTER = _table(_AFTER_TABLE)
_LONGEST = max(len(phrase.split()) for phrase in BEFORE)
_AFTER = re.compile(
    r"(?: (?:people|others|[a-z-]{3,14}s))?(?:, | |(?=[+-]))("
    + "|".join(re.escape(p) for p in sorted(AFTER, key=len, reverse=True))
    + r")(?![a-z0-9])"
)
_RUNS_ON = re.compile(r" (?:than|[0-9$£€]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)")
_AFTER_WARY = re.compile(r"(?:plus|odd|roughly|approximately|max|maximum|minimum|tops|and more)$")


def before(folded: str, start: int, left: int = 0, *, time: bool = False) -> Hedge | None:
    """The hedge whose words end where a number starts, ``None`` when there is none.

    ``left`` is where to stop looking (the sentence's start); ``time`` says that the number is a
    length of time, before which "over" means "during" more often than "more than".

    >>> before("no fewer than 12", 14).qualifier
    <Qualifier.AT_LEAST: 'at_least'>
    """
    words: list[tuple[str, int]] = []
    at = start
    stop = max(left, start - 70)
    while at > stop and len(words) < _LONGEST + _FILLER_MAX:
        end = at
        while end > stop and folded[end - 1] == " ":
            end -= 1
        if start - end > 1 and not words:
            return None
        found = _NEAR_WORD.search(folded, max(stop, end - 17), end)
        if found is None or (end == at and words and not folded[at].isdigit()):
            break
        if found.start() > stop and folded[found.start() - 1].isalnum() and found.group().isalpha():
            break
        words.insert(0, (found.group(), found.start()))
        at = found.start()
        if at > stop and folded[at - 1] not in " (-":
            break
    skipped = 0
    while words:
        hedge = _longest(words, start)
        if hedge is not None:
            if hedge.qualifier is Qualifier.EXACT:
                if words[-1][0] not in _FILLERS:
                    return None
            else:
                return hedge if _fits(folded, hedge, start, time, skipped) else None
        if words[-1][0] not in _FILLERS or skipped == _FILLER_MAX:
            return None
        words.pop()
        skipped += 1
    return None


def _longest(words: list[tuple[str, int]], start: int) -> Hedge | None:
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(word for word, _ in words[-count:])
        qualifier = BEFORE.get(phrase)
        if qualifier is not None:
            last, at = words[-1]
            return Hedge(qualifier, words[-count][1], min(start, at + len(last)))
    return None


def _fits(folded: str, hedge: Hedge, start: int, time: bool, skipped: int) -> bool:
    """Whether the words really hedge the number, where they often do not."""
    words = folded[hedge.start : hedge.end]
    earlier = folded[max(0, hedge.start - 24) : hedge.start]
    if words.startswith(("up to", "as high as")) and _MOTION.search(earlier):
        return False
    if words == "over" and _PHRASAL.search(earlier):
        return False
    if words == "over" and (time or _TIME_NOUN.match(folded, _word_end(folded, start))):
        return _SPAN_OVER.search(earlier) is not None
    if words in ("top", "tops") and not re.search(
        r"\b(?:to|would|will|could|may|might) $", earlier
    ):
        return False
    if words in ("under", "over", "above", "below") and _AGE_LIMIT.search(earlier):
        return False
    if words == "about" and re.search(r"\b(?:what|how|worr(?:y|ied)|talk(?:ed|ing)?) $", earlier):
        return False
    if words == "shy of" or words == "short of":
        return True
    return not (words == "within" and skipped)


def _word_end(folded: str, start: int) -> int:
    found = re.compile(r"[0-9a-z.,-]{1,20}").match(folded, start)
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
    if found is None:
        return None
    words = found.group(1)
    if _RUNS_ON.match(folded, found.end()):
        return None
    behind_noun = found.start(1) - end > 3
    if _AFTER_WARY.match(words) and (behind_noun or not _ends(folded, found.end(), words)):
        return None
    return Hedge(AFTER[words], found.start(1), found.end())


def _ends(folded: str, end: int, words: str) -> bool:
    """Whether "plus", "odd" and their like close the number instead of opening what follows."""
    if words in ("odd", "plus"):
        return (
            re.compile(
                r" (?!(?:costs|fees|expenses|taxes|bonuses|tips|extras)\b)(?:[a-z-]{2,15}s"
                r"|people|children|men|women)\b"
            ).match(folded, end)
            is not None
        )
    return re.compile(r"[.,;:)]|$").match(folded, end) is not None
