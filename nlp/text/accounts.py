"""Profits "before tax" and "after interest", tied to the profit that they tell the kind of.

The parser takes "after tax rose" for a clause, and the tax for what rose.
"""

from collections.abc import Sequence

from nlp.lexicon import rule, words
from nlp.text.tags import NOUN_TAGS

_TAKEN_OFF = words("noun_phrases", "taken-off")
_SIDES = frozenset({"before", "after"})


@rule("grammar.taken-off")
def tie_accounts(
    words_of: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int]
) -> None:
    """Hang "before tax" on the noun before it, and on that noun what hung on the tax."""
    for tax, word in enumerate(words_of):
        if word not in _TAKEN_OFF or tax < 2 or words_of[tax - 1] not in _SIDES:
            continue
        noun = tax - 2
        ends = NOUN_TAGS.isdisjoint(tags[tax + 1 : tax + 2])  # not "before *tax day*"
        if ends and tags[noun] in NOUN_TAGS and words_of[noun].isalpha():
            _tie(noun, tax, deps, heads)


def _tie(noun: int, tax: int, deps: list[str], heads: list[int]) -> None:
    side, above, role = tax - 1, heads[tax], deps[tax]
    heads[tax], deps[tax] = side, "pobj"
    heads[side], deps[side] = noun, "prep"
    for kid, head in enumerate(heads):  # "a profit before tax *of £31 million*"
        if head == tax and kid > tax and deps[kid] == "prep":
            heads[kid] = noun
    if not role.startswith("nsubj") or heads[noun] == above:
        return
    if heads[above] == noun:  # the clause that hung on the profit is the sentence's own
        own = heads[noun] == noun
        heads[above], deps[above] = (above, "ROOT") if own else (heads[noun], deps[noun])
    for kid, head in enumerate(heads):
        if head == noun and kid > tax:
            heads[kid] = above
    heads[noun], deps[noun] = above, role
