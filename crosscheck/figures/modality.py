"""What kind of statement a number stands in: a fact or not, one witness's view, a thing of many.

All of it is read from the words beside the number, and a cue counts for the number that it is bound
to by distance. What the cues say keeps a clash from being certain; they never part two claims.
"""

import re
from dataclasses import dataclass

from crosscheck.figures.binding import distance, is_number
from crosscheck.words import words_of

_NEAR = 9.0
_BESIDE = 5.0
_RIGHT = 3.0
# In lower case only: "May" is a month.
_UNREAL = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were) to|could|would|may|might|should|if|unless|threat\w*|"
    r"plan(?:s|ned|ning)?|want(?:s|ed)?|"
    r"vow\w*|pledg\w+|promis\w+|offer\w*|urg\w+|propos\w+|recommend\w*|hop(?:e|es|ed|ing)|"
    r"intend\w*|aim(?:s|ed)?|able to|capable of|enough to|set to|supposed to|fear\w*|risk\w*|"
    r"expect\w*|forecast\w*|predict\w*|foresee\w*|target\w*)\b"
)
_GENERIC = re.compile(
    r"\b(?:typical(?:ly)?|usual(?:ly)?|normal(?:ly)?|average[sd]?|common(?:ly)?|tends? to|"
    r"maxim\w+|minim\w+|limit\w*|top speed|capacity|designed|legal(?:ly)?|statutory)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\b(?:you|your|you['’]re)\b", re.IGNORECASE)
_WITNESS = re.compile(r"\bI\b(?!\.)|\b[Mm]y\b|\bme\b")
_OWN_DEED = re.compile(
    r"\b(?:he|she|I|we)\b(?: (?!said|says|told|added|estimated|put|counted)\w+){1,3} "
    r"(?:about |some |at least |more than |over )?$",
    re.IGNORECASE,
)
_FRESH = re.compile(
    r"\b(?:another|(?:an?|the) (?:second|third|fourth|fifth|separate|different|similar|further|"
    r"other|last|previous|earlier|next)|one|each|every)\b",
    re.IGNORECASE,
)
_FRESH_WORDS = 3
_NAME_AFTER = re.compile(r"[- ](?:[a-z]+[- ])?[A-Z][\w-]+")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w-]+ \(?$")
_EVENT = (
    r"(?:attack|quake|earthquake|temblor|tremor|aftershock|crash|shooting|election|incident|"
    r"accident|case|bombing|raid|fire|blaze|flood|storm|hurricane|disaster|vote|launch|test|"
    r"explosion|blast|outbreak|strike|round|wave|phase|quarter|half|study|survey|poll|trial|game|"
    r"match|race|debate|victim|patient)s?"
)
_WHICH = re.compile(
    rf"\b(first|second|third|fourth|last|latest|final|previous|earlier|next|one)"
    rf"(?: of (?:the|several|two|three|many|a))?(?:[ -][\w.]+){{0,2}}?[ -]{_EVENT}\b",
    re.IGNORECASE,
)
_POLL = re.compile(
    r"\b(?:[Pp]olls?|polling|pollsters?|surveys?|surveyed|respondents?|"
    r"(?:likely|registered) voters)\b"
)
_AREA = re.compile(
    r"\b(?:in|across|around|throughout|near|off|along|within|outside) (?:the )?"
    r"((?:[A-Z][\w’'-]+ ?)+|(?:province|district|region|city|town|village|county|state|capital)\b)"
)


@dataclass(frozen=True, slots=True)
class Modality:
    """``standing`` is "told" for facts, "ahead" for what may or will hold, "rule" for what usually
    does; ``witness`` marks what one person saw or did, ``fresh`` a thing newly brought in ("another
    study in 84 women"), ``named`` a size that is part of a name ("the 13-inch Lumo Book"), ``poll``
    a sample. ``which`` are the words that pick one event out of several ("first"), ``area`` the
    lower-cased words of the place named after the number ("killed 12 in the Oster valley")."""

    standing: str = "told"
    witness: bool = False
    fresh: bool = False
    named: bool = False
    poll: bool = False
    which: frozenset[str] = frozenset()
    area: frozenset[str] = frozenset()


def modality(
    sentence: str, start: int, end: int, *, ahead: bool = False, people: bool = False
) -> Modality:
    """Read the statement around the number.

    ``ahead`` says that the reader found it a forecast, ``people`` that it counts people: whom one
    person treated or saw is no count of all.
    """
    hyphen = "-" in sentence[start:end]
    named = hyphen and bool(
        _NAME_AFTER.match(sentence, end) or _NAME_BEFORE.search(sentence[:start])
    )
    area = _AREA.search(_clause_after(sentence, end))
    return Modality(
        standing="ahead" if ahead else _standing(sentence, start, end),
        witness=bool(_WITNESS.search(sentence) or (people and _OWN_DEED.search(sentence[:start]))),
        fresh=_fresh(sentence, start),
        named=named,
        poll=_POLL.search(sentence) is not None,
        which=frozenset(m.group(1).casefold() for m in _WHICH.finditer(sentence)),
        area=frozenset(area.group(1).casefold().split()) if area else frozenset(),
    )


def _standing(sentence: str, start: int, end: int) -> str:
    for match in _UNREAL.finditer(sentence):
        reach = _NEAR if match.end() <= start else _RIGHT
        if distance(sentence, start, end, match.start(), match.end()) <= reach:
            return "ahead"
    if _ADDRESSED.search(sentence):
        return "rule"
    for match in _GENERIC.finditer(sentence):
        if distance(sentence, start, end, match.start(), match.end()) <= _BESIDE:
            return "rule"
    return "told"


def _clause_after(sentence: str, end: int) -> str:
    """What follows the number up to the next number, comma or clause."""
    rest = re.split(r"[,;:–—(]|\band\b", sentence[end:], maxsplit=1)[0]
    for word in words_of(rest):
        if is_number(word):
            return rest[: word.start]
    return rest


def _fresh(sentence: str, start: int) -> bool:
    before = re.split(r"[,;:.–—]|\band\b", sentence[:start])[-1]
    found = list(_FRESH.finditer(before))
    if not found:
        return False
    between = before[found[-1].end() :]
    return len(between.split()) <= _FRESH_WORDS and not re.search(
        r"\b(?:was|were|is|are)\b", between
    )
