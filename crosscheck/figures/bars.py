"""What is certain of two claims before anything is learned: never, or surely, of one question."""

from crosscheck.figures.likeness import MOVES, Side
from crosscheck.figures.pairs import revised
from crosscheck.figures.scopes import Scope, other_period, population
from crosscheck.model import LedgerClaim
from nlp.lexicon.stems import content_stems

_COPIED_SENTENCE = 0.8
_COPIED_WORDS = 6
_BESIDE = 250
"""Characters between the sentences of a correction, at most."""
_SHARES = frozenset(("share", "percentage_points"))


def comparable(a: Side, b: Side) -> bool:
    """Are two claims of one dimension? A bare number may be of any; points stand for a share."""
    mine, theirs = a.facets.dimension, b.facets.dimension
    return mine == theirs or {mine, theirs} <= _SHARES or a.is_bare or b.is_bare


def barred(x: Side, y: Side) -> bool:
    """Can the two never answer one question, by who they count or where they stand?

    Numbers of other people that differ do not. In one text neither do a step and a level, nor
    numbers that differ and whose periods have no day in common or whose words are of two classes
    ("killed", "hurt"). Each cell of a table answers its own question, and so does
    each number of a sentence that neither takes the place of another nor is told by someone else.
    """
    a, b, p, q = x.claim, y.claim, x.facets, y.facets
    differ = a.value != b.value
    people = p.counted == q.counted == "people" and population(a, b) is Scope.APART
    if differ and people:
        return True
    if a.version_id != b.version_id or corrected(x, y):
        return False
    classes = p.word_class and q.word_class and p.word_class != q.word_class
    if differ and (classes or other_period(a, b)):
        return True
    if a.region == b.region == "table" or (a.change in MOVES) != (b.change in MOVES):
        return True
    if a.sentence_start != b.sentence_start or revised(a, b):
        return False
    mine, theirs = a.origin, b.origin
    return mine is None or theirs is None or mine.name == theirs.name


def corrected(x: Side, y: Side) -> bool:
    """Does a correction take back the one number and stand right beside the other?"""
    a, b = x.claim, y.claim
    beside = a.version_id == b.version_id and abs(a.sentence_start - b.sentence_start) < _BESIDE
    withdrawn = ["withdrawn" in (side.facets.status_class, side.claim.status) for side in (x, y)]
    return beside and a.unit == b.unit and withdrawn[0] != withdrawn[1]


def certain(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Is the pair one claim told twice: a conversion, or a copied sentence with its number?"""
    if a.equivalent_of == b.id or b.equivalent_of == a.id:
        return True
    if a.article_id == b.article_id or a.value != b.value or a.unit != b.unit:
        return False
    mine, theirs = content_stems(a.sentence), content_stems(b.sentence)
    shared = len(mine & theirs)
    return shared >= _COPIED_WORDS and shared >= _COPIED_SENTENCE * len(mine | theirs)
