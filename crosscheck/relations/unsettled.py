"""What no opinion on two numbers settles: when either held, at what hour, what is counted."""

import re

from crosscheck.figures.pairs import clocks_apart
from crosscheck.figures.readings import Reading
from crosscheck.figures.things import of_two_fates, of_two_things
from crosscheck.model import LedgerClaim
from nlp.lexicon.classes import fluctuates
from nlp.lexicon.stems import content_stems
from terms.question import Question

_WHAT_TIME = "when each number held, as neither text is dated"
_WHAT_HOUR = "at what hour each price held"
_HOW_VAGUE = "how much a vague word means"
_WHAT_THING = "whether both count the same thing"
_PRICE_OF = re.compile("rate:[A-Z]{3}/")
_MARKETS = content_stems("price share stock index yield barrel ounce exchange")


def timeless(a: Reading, b: Reading) -> bool:
    """Are both of texts without a date, so that nothing tells a clash from a change over time?"""
    return a.printed is None and b.printed is None and not a.articles & b.articles


def unsettled(a: Reading, b: Reading) -> str | None:
    """What no opinion settles: when either held, at what hour, what is counted, a vague word."""
    if timeless(a, b):
        return _WHAT_TIME
    if of_the_hour(a.claim, b.claim):
        return _WHAT_HOUR
    if apart_by_words(a, b):
        return _WHAT_THING
    return _HOW_VAGUE if "vague" in (a.qualifier, b.qualifier) else None


def apart_by_words(a: Reading, b: Reading) -> bool:
    """Do both name other things, or other fates of people?"""
    return of_two_things(a.claim, b.claim) or of_two_fates(a.claim, b.claim)


def of_the_hour(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Are both prices or rates of the moment, and not told of one and the same time of day?"""
    asked = a.question, b.question
    if not any(map(_is_price, asked)):
        return False
    clocks = [q.clock for q in asked]
    return not all(clocks) or clocks_apart(*clocks)


def _is_price(asked: Question) -> bool:
    """Does it ask what something fetches, or how that moved? Words of markets tell, or the unit."""
    if asked.dimension not in ("money", "share"):
        return _PRICE_OF.match(asked.dimension) is not None
    words = asked.topic | asked.subject
    return fluctuates(asked.word_class) or not _MARKETS.isdisjoint(words)
