"""The verbs that attribute, by what they can govern: every form of those in ``saying``.

A verb's classes say which constructions count as attribution: "added that 12 …" does, "added 12
buses" does not.
"""

from dataclasses import dataclass
from enum import Flag, auto
from functools import reduce
from operator import or_

from nlp.lexicon import all_forms, rows, verb_forms, words


class Governs(Flag):
    """What a cue verb may govern; the table says in lower case what each means."""

    CLAUSE = auto()
    QUOTE = auto()
    TRAIL = auto()
    OBJECT = auto()
    FINDS = auto()
    AGENT = auto()
    AIM = auto()
    STANCE = auto()
    OUTLOOK = auto()
    WANTS = auto()
    MENTIONS = auto()
    ACCUSES = auto()
    POINTS_TO = auto()
    SPEAKS_OF = auto()
    PUTS = auto()
    LISTS = auto()
    GIVES = auto()
    SPEECH = auto()


def governed(names: str) -> Governs:
    """The flags of a table's words: "clause points-to"."""
    return reduce(or_, (Governs[name.upper().replace("-", "_")] for name in names.split()))


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue verb: its base form and what it governs."""

    base: str
    governs: Governs


def _inflected() -> dict[str, Verb]:
    """Every form of every verb; a form that two verbs share belongs to the first."""
    governs: dict[str, Governs] = {}
    for row in rows("saying"):
        if row.id != "as-noun":
            for base in row.words:
                governs[base] = governs.get(base, Governs(0)) | governed(row.cells["governs"])
    verbs = [Verb(base, kinds) for base, kinds in governs.items()]
    first = {form: verb for verb in reversed(verbs) for form in (verb.base, *verb_forms(verb.base))}
    second = {form: verb for verb in verbs for form in all_forms(verb.base)}
    return {**second, **first}


VERBS: dict[str, Verb] = _inflected()

# Forms that are read as verbs whatever the tagger says.
ALWAYS_VERB = frozenset({"says", "said", "told", "tells"})
NOUN_LIKE = words("saying", "as-noun")
"""Cues whose base form the parser takes for a noun behind a plural."""
