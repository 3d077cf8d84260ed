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
    """What a cue verb may take as the content it attributes; the table says it in lower case."""

    CLAUSE = auto()  # a finite clause: "said (that) 12 …"
    QUOTE = auto()  # a quotation beside it
    TRAIL = auto()  # stands after or inside what it reports: "12 …, police said"
    OBJECT = auto()  # a measured object: "reported 35 deaths"
    AGENT = auto()  # its passive names a source: "recorded by police"
    AIM = auto()  # an infinitive or object that is wanted or promised: "plans to hire 40"
    STANCE = auto()  # something judged: "accused them of hiding 40"


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue verb: its base form and what it governs."""

    base: str
    governs: Governs


def _inflected() -> dict[str, Verb]:
    """Every form of every verb; a form that two verbs share belongs to the first."""
    governs: dict[str, Governs] = {}
    for row in rows("saying"):
        names = row.cells["governs"].upper().split()
        if names[0] in Governs.__members__:
            kinds = reduce(or_, (Governs[name] for name in names))
            for base in row.words:
                governs[base] = governs.get(base, Governs(0)) | kinds
    verbs = [Verb(base, kinds) for base, kinds in governs.items()]
    first = {form: verb for verb in reversed(verbs) for form in (verb.base, *verb_forms(verb.base))}
    second = {form: verb for verb in verbs for form in all_forms(verb.base)}
    return {**second, **first}


VERBS: dict[str, Verb] = _inflected()

# Forms that are read as verbs whatever the tagger says.
ALWAYS_VERB = frozenset({"says", "said", "told", "tells"})
OUTLOOK = words("saying", "outlook")
NOUN_LIKE = words("saying", "as-noun")
"""Cues whose base form the parser takes for a noun behind a plural."""
