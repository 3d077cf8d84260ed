"""Whether two counts name two things: nine people who were flown out, nine helicopters."""

from crosscheck.figures.pairs import step_for_level
from crosscheck.figures.slips import opposite
from crosscheck.model import LedgerClaim
from nlp.lexicon.classes import class_of_stem, is_person_noun
from terms.enums import Kind

_SMALL = 100
"""Numbers below this meet by chance. On invented newsrooms, left out, .71 of the equal ones of one
figure that name two things are of one question (.69 without a word in common beside them), and .84
of the others; above it .92 and .94. Of differing ones .44 (.42) and .62."""


def by_chance(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Would one number of both bear nothing out but its digits?

    Of two things, of two ways, or a step ("by 12") and a level ("to 12").
    """
    return opposite(a, b) or step_for_level(a.change, b.change) or of_two_things(a, b)


def of_two_things(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do two small counts name two things that no word ties together, or two fates of people?

    People are one thing whatever they are called, what the lexicon has in one class is one, and so
    is what the same words stand beside.
    """
    if a.kind is not Kind.COUNT or b.kind is not Kind.COUNT or not (_small(a) and _small(b)):
        return False
    one, other = a.question.counted, b.question.counted
    if of_two_fates(a, b):
        return True
    if not one or not other or one == other or (_of_people(a) and _of_people(b)):
        return False
    return not (_classes(a) & _classes(b) or _beside(a) & _beside(b))


def of_two_fates(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do both say of people, right beside the number, what happened, and not the same?

    On gold, left out, .52 of such differing numbers (invented) and .33 (real) are of one question,
    of those with one fate .82 and .81.
    """
    one, other = a.question, b.question
    if not (_of_people(a) and _of_people(b) and one.tight and other.tight):
        return False
    return None not in (one.word_class, other.word_class) and one.word_class != other.word_class


def _small(claim: LedgerClaim) -> bool:
    return claim.value is not None and abs(claim.value) < _SMALL


def _of_people(claim: LedgerClaim) -> bool:
    nouns = (claim.unit or "").split()
    return claim.question.counted == "people" or bool(nouns and is_person_noun(nouns[-1]))


def _classes(claim: LedgerClaim) -> set[str]:
    """What happened to what is counted, by its noun and by the words around it."""
    known = class_of_stem("people" if _of_people(claim) else "count")
    told = {known.get(claim.question.counted or ""), claim.question.word_class}
    return {name for name in told if name}


def _beside(claim: LedgerClaim) -> frozenset[str]:
    return claim.question.topic | claim.question.beside
