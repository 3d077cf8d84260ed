"""The inflected forms of verbs: by the spelling rules, and by the table of irregular ones."""

import re
from functools import cache

from nlp.lexicon.tables import rows, words

_ONE_SYLLABLE = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]$")
_TAKES_ES = ("s", "sh", "ch", "x", "z", "o")


@cache
def _irregular(column: str) -> dict[str, str]:
    """The verbs that have a form of their own in a column, with that form."""
    return {
        verb: form
        for row in rows("irregular_verbs")
        for verb, form in zip(row.words, row.cells[column].split(), strict=False)
        if form != "-" and row.id != "second"
    }


@cache
def _second(verb: str) -> frozenset[str]:
    """Second spellings of a verb's past: labeled beside labelled, learnt beside learned."""
    found = {
        form
        for row in rows("irregular_verbs", "second")
        for base, form in zip(row.words, row.cells["past"].split(), strict=True)
        if base == verb
    }
    if verb in words("irregular_verbs", "either"):
        found |= {verb + "ed", verb + "ing"}
    return frozenset(found)


def verb_forms(verb: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and present participle of a base form.

    >>> verb_forms("deny")
    ('denies', 'denied', 'denied', 'denying')
    """
    doubles = _ONE_SYLLABLE.match(verb) or verb in words("irregular_verbs", "doubled", "either")
    stem = verb + verb[-1] if doubles else verb.removesuffix("e")
    third, past, ongoing = verb + "s", stem + "ed", stem + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    elif verb.endswith(_TAKES_ES):
        third = verb + "es"
    if verb.endswith("ee"):
        ongoing = verb + "ing"
    past = _irregular("past").get(verb, past)
    return third, past, _irregular("participle").get(verb, past), ongoing


def all_forms(verb: str) -> frozenset[str]:
    """The base form, every inflected form and second spellings."""
    return frozenset({verb, *verb_forms(verb)}) | _second(verb)


@cache
def verbs(table: str, *ids: str, ongoing: bool = True) -> frozenset[str]:
    """Every form of the verbs of a table or of some of its rows; ``ongoing``: in -ing too."""
    found = frozenset(form for verb in words(table, *ids) for form in all_forms(verb))
    return found if ongoing else frozenset(form for form in found if not form.endswith("ing"))
