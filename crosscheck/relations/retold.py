"""What two readings print alike: one sentence, one number in two forms, two bodies side by side."""

from crosscheck.figures import restated
from crosscheck.figures.readings import Reading, same_origin
from crosscheck.model import LedgerClaim
from crosscheck.relations.evidence import day_of
from crosscheck.relations.misquotes import misquote
from crosscheck.relations.updates import Motion
from nlp.lexicon.stems import content_stems

_RETOLD, _RETOLD_WORDS = 0.65, 5
"""Words that two sentences share if they are one: at least this part of all, and so many."""
_BESIDE = 250
"""Characters between the beginnings of sentences that answer each other, at most."""
_ASKED = ("support", "against", None)
"""Classes of what people answer; a turnout and a count of votes are no answers."""


def retold(a: Reading, b: Reading, motion: Motion) -> bool:
    """Do two articles print one sentence within a day, with two numbers of what does not move?"""
    if motion.moving or motion.swaying or motion.fluctuating or a.articles & b.articles:
        return False
    return any(_in_one_sentence(x, y) for x in a.claims for y in b.claims)


def _in_one_sentence(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do both stand in nearly the same words, those of the one naming all that the other names?"""
    days = [day_of(claim.published_at) for claim in (a, b)]
    if None not in days and abs((days[0] or 0) - (days[1] or 0)) >= 1:
        return False
    names = a.question.names, b.question.names
    if not (names[0] <= names[1] or names[1] <= names[0]):
        return False
    mine, theirs = (content_stems(claim.sentence) for claim in (a, b))
    shared = len(mine & theirs)
    return shared >= _RETOLD_WORDS and shared >= _RETOLD * len(mine | theirs)


def slip_of_one_body(a: Reading, b: Reading) -> bool:
    """One body's number with its digits moved is a slip, whatever the clock says of it."""
    return same_origin(a, b) and misquote(a, b) is not None


def disputed(a: Reading, b: Reading) -> bool:
    """Does one article lay the words of two bodies, however vaguely named, side by side?

    It would say which of them is out of date.
    """
    if a.status_class != b.status_class:
        return False
    if a.origin is None or b.origin is None or a.origin.key == b.origin.key or same_origin(a, b):
        return False
    return any(
        x.version_id == y.version_id and abs(x.sentence_start - y.sentence_start) <= _BESIDE
        for x in a.claims
        for y in b.claims
    )


def two_polls(a: Reading, b: Reading) -> bool:
    """Are they shares of two polls, by two bodies? Who asks others may hear other answers."""
    asked = a.claim.question, b.claim.question
    shares = all(q.dimension == "share" and q.poll and q.word_class in _ASKED for q in asked)
    bodies = [origin for origin in (a.origin, b.origin) if origin is not None and origin.specific]
    return shares and len(bodies) == len(asked) and not same_origin(a, b)


def tenfold(a: Reading, b: Reading) -> bool:
    """Is one number a power of ten of the other, in sums that are else one?"""
    return restated.tenfold(a.claim, b.claim) or restated.tenfold(b.claim, a.claim)


def of_one_rate(a: Reading, b: Reading) -> bool:
    """Is the one a rate and the other what it comes to?"""
    return restated.as_rate(a.claim, b.claim) or restated.as_rate(b.claim, a.claim)
