"""What a figure asks, in the words of one of its claims."""

import re
from collections.abc import Sequence

from crosscheck.model import LedgerClaim
from nlp.lexicon import alternation

# A label is read at a glance: about one line of a list.
_MOST_CHARACTERS = 88
_MOST_BEFORE = 45
# Fewer words than this beside the gap do not say what is asked.
_FEWEST_WORDS = 4
_BREAKS = re.compile(r"[;:—–“”\"()!?]|, |\.(?=\s|$)| - ")

# What a label does not begin with: the end of something else, the mark of a list.
_LEADING = re.compile(r"^[\s,.;:!?)\]}*•·–—|-]+")
# A cut line does not end on words that only lead on.
_HANGING = re.compile(rf"(?: {alternation('stopwords', 'function')}){{1,4}}$")


def telling(group: Sequence[LedgerClaim]) -> LedgerClaim:
    """The claim whose words ask best for its figure: a level in the body before a step of one.

    Of equals the earliest published, then the one with the fuller question, then by id.
    """

    def rank(claim: LedgerClaim) -> tuple[bool, bool, str, int, str]:
        step = claim.change in ("from_level", "increase_by", "decrease_by", "multiple_of")
        published = claim.published_at or "9999"
        words = _words(question(claim))
        return (step, claim.region != "body", published, -words, claim.id)

    return min(group, key=rank)


def question(claim: LedgerClaim) -> str:
    """What a claim answers: the words around its number, with a gap where the number stands.

    "About 18,000 people took part in the march, police said." asks "About … people took part in
    the march". A number in a table asks with its measure, the words of its header and row.
    """
    if claim.region == "table" and claim.measure:
        return claim.measure[:1].upper() + claim.measure[1:]
    at = claim.start - claim.sentence_start
    before = " ".join(claim.sentence[:at].split(" "))
    after = claim.sentence[at + len(claim.quote) :]
    left, right = _last_clauses(before, 1), _first_clauses(after, 1)
    if _words(left) + _words(right) < _FEWEST_WORDS:
        left = _last_clauses(before, 2)
    if _words(left) + _words(right) < _FEWEST_WORDS:
        right = _first_clauses(after, 2)
    left = _LEADING.sub("", _cut_left(left.strip()))
    right = _cut_right(right.rstrip(" ,.;:"), _MOST_CHARACTERS - len(left))
    return re.sub(r"\s+", " ", f"{left} …{right}").strip()


def _words(text: str) -> int:
    return len(re.findall(r"\w{2,}", text))


def _last_clauses(text: str, clauses: int) -> str:
    ends = [0, *(match.end() for match in _BREAKS.finditer(text))]
    return text[ends[-clauses] :] if len(ends) >= clauses else text


def _first_clauses(text: str, clauses: int) -> str:
    starts = [match.start() for match in _BREAKS.finditer(text) if match.start() > 0]
    return text[: starts[clauses - 1]] if len(starts) >= clauses else text


def _cut_left(text: str) -> str:
    if len(text) <= _MOST_BEFORE:
        return text
    return text[text.find(" ", len(text) - _MOST_BEFORE) + 1 :]


def _cut_right(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    cut = text[: text.rfind(" ", 0, room)] if " " in text[1:room] else text[:room]
    return _HANGING.sub("", cut)
