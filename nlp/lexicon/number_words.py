"""Numbers in words and their values, from ``number_words.tsv``.

``ONES`` reach to nineteen. ``SCALES`` multiply what stands before them, ``PARTS`` divide by it.
"""

from nlp.lexicon.tables import rows


def numbers(*ids: str) -> dict[str, int]:
    """The words of some rows of the table with their values."""
    return {
        word: int(value)
        for row in rows("number_words", *ids)
        for word, value in zip(row.words, row.cells["values"].split(), strict=True)
    }


ONES = numbers("ones", "teens")
TENS = numbers("tens")
GROUPS = numbers("groups")
SCORE = numbers("score")
SCALES = numbers("scales")
PLURAL_SCALES = numbers("plural-scales")
SHORT_SCALES = numbers("short-scales")
LETTER_SCALES = numbers("letter-scales")
PARTS = numbers("parts")
PLURAL_PARTS = numbers("plural-parts")
VAGUE = numbers("vague")
ORDINALS = numbers("ordinals")
