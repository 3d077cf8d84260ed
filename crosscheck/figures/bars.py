"""What is certain of two claims before anything is learned: never, or surely, of one question."""

from crosscheck.figures.likeness import MOVES, Side
from crosscheck.figures.pairs import revised
from crosscheck.figures.scopes import other_period
from crosscheck.model import LedgerClaim
from nlp.lexicon.stems import content_stems

_COPIED_SENTENCE = 0.8
_COPIED_WORDS = 6
_SHARES = frozenset(("share", "percentage_points"))


def comparable(a: Side, b: Side) -> bool:
    """Are two claims of one dimension? A bare number may be of any; points stand for a share."""
    mine, theirs = a.facets.dimension, b.facets.dimension
    return mine == theirs or {mine, theirs} <= _SHARES or a.is_bare or b.is_bare


def barred(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Can the two never answer one question, by what they print or where they stand?

    Numbers that differ, of printed periods that have no day in common, do not. Each cell of a
    table answers its own question, and so does each number of a sentence that neither takes the
    place of another nor is told by someone else; in one text a step is no level.
    """
    if a.value != b.value and other_period(a, b):
        return True
    if a.version_id != b.version_id:
        return False
    if a.region == b.region == "table" or (a.change in MOVES) != (b.change in MOVES):
        return True
    if a.sentence_start != b.sentence_start or revised(a, b):
        return False
    mine, theirs = a.origin, b.origin
    return mine is None or theirs is None or mine.name == theirs.name


def certain(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Is the pair one claim told twice: a conversion, or a copied sentence with its number?"""
    if a.equivalent_of == b.id or b.equivalent_of == a.id:
        return True
    if a.article_id == b.article_id or a.value != b.value or a.unit != b.unit:
        return False
    mine, theirs = content_stems(a.sentence), content_stems(b.sentence)
    shared = len(mine & theirs)
    return shared >= _COPIED_WORDS and shared >= _COPIED_SENTENCE * len(mine | theirs)
