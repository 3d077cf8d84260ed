"""What is certain of two claims before anything is learned: never, or surely, of one question."""

import numpy as np

from crosscheck.figures.columns import Mask, Two
from crosscheck.figures.likeness import beside, one_sentence, replacing

_COPIED_SENTENCE = 0.8
_COPIED_WORDS = 6
_BESIDE = 250
"""Characters between the sentences of a correction, at most."""


def comparable(two: Two) -> Mask:
    """Are two claims of one dimension? A bare number may be of any; points stand for a share."""
    return two.same("dimension") | two.both("of a whole") | two.any("bare")


def barred(two: Two) -> Mask:
    """Can the two never answer one question, by who they count or where they stand?

    Numbers of other people that differ do not, nor do votes and a count of the dead or hurt, nor
    votes on two matters, nor a gross and a net sum. In one text neither do a step and a level, nor
    numbers that differ and whose periods have no day in common (of the dead or hurt: that are of
    two days) or whose words are of two classes ("killed", "hurt"). Each cell of a table answers its
    own question, and so does each number of a sentence that neither takes the place of another nor
    is told by someone else.
    """
    differ = ~two.same("value")
    votes = two.one("vote") & two.one("harm")
    matters = two.both("vote") & two.apart("argument of measure")
    people = two.both("people") & (two.table("population")[2] > 0)
    accounts = two.both("account") & ~two.same("account")
    periods = two.both("dated") & (two.table("period")[2] > 0)
    days = two.both("harm") & two.both("own day") & ~two.same("own day")
    classes = two.both("word_class") & ~two.same("word_class")
    side_by_side = one_sentence(two) & ~replacing(two)
    told = side_by_side & (two.same("told by") | ~two.both("told by"))
    roles = two.both("table") | two.one("move") | told
    one_text = two.same("version_id") & ~corrected(two)
    parted = classes | periods | days
    found: Mask = (
        votes | (differ & (people | matters | accounts)) | (one_text & (roles | (differ & parted)))
    )
    return found


def corrected(two: Two) -> Mask:
    """Does a correction take back the one number and stand right beside the other?"""
    return beside(two, _BESIDE) & two.same("unit") & two.one("withdrawn")


def certain(two: Two) -> Mask:
    """Is the pair one claim told twice: a conversion, or a copied sentence with its number?"""
    sides = two.sides.sides
    places = {side.claim.id: at for at, side in enumerate(sides)}
    twin = np.array([places.get(side.claim.equivalent_of or "", -1) for side in sides])
    shared, sizes = two.shared("stems"), two.sizes("stems")
    copied = shared >= np.maximum(_COPIED_WORDS, _COPIED_SENTENCE * (sum(sizes) - shared))
    number = two.same("value") & two.same("unit") & ~two.same("article_id")
    found: Mask = (twin[two.a] == two.b) | (twin[two.b] == two.a) | (copied & number)
    return found
