"""Subjects: who does what a verb says, also where the verb only borrows its subject."""

from nlp.text.syntax import Syntax

_BORROWS = frozenset(
    ["conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "parataxis", "dep", "acl", "amod"]
)
_MONTHS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    ]
)
_NO_SPEAKERS = frozenset(
    {"i", "we", "you", "this", "that", "there", "what", "these", "those", "one"}
)


def find_subject(s: Syntax, verb: int) -> int:
    """The head token of the subject: the verb's own, an inherited one, or a name after it; or -1.

    Coordinated verbs, participles and infinitives take the subject of the verb they lean on
    ("denied it and said …", "praised them, adding that …"); a participle after a noun takes it.
    """
    own = _nearest_subject(s, verb)
    if own >= 0:
        conj = s.child(own, "conj")
        # "reached 1.64 GW and Seoul plans": the parser joins a measure to the next subject.
        if own < conj == verb - 1 and s.child(own, "nummod") >= 0 and s.entity_at[conj] >= 0:
            return conj
        return own
    first, last = s.bounds(verb)
    if verb + 1 < last and s.tags[verb + 1] in ("NNP", "NNPS") and s.tags[verb] in ("VBD", "VBZ"):
        for kid in s.kids[verb]:
            if kid > verb and s.deps[kid] in ("dobj", "attr", "oprd", "npadvmod", "appos", "dep"):
                return kid
    aside = _before_verb(s, verb, first)
    if aside >= 0:
        return aside
    if s.tags[verb] == "VBG" and verb > first and s.entity_at[verb - 1] >= 0:
        kind = s.entities[s.entity_at[verb - 1]][2]
        if kind in ("PERSON", "ORG", "NORP") and s.deps[verb - 1] in ("pobj", "dobj"):
            return verb - 1
    token = verb
    for _ in range(5):
        label, head = s.deps[token], s.heads[token]
        if head == token or not first <= head < last:
            return -1
        if label in ("acl", "relcl") and s.tags[head][:2] in ("NN", "PR"):
            outer = clause_subject(s, head)
            comma = any(s.words[k] == "," for k in range(head + 1, verb))
            return outer if comma and outer >= 0 else head
        if label not in _BORROWS:
            return -1
        token = head
        found = s.child(token, "nsubj", "nsubjpass")
        if found >= 0 and found != verb:
            return found
    return -1


def _before_verb(s: Syntax, verb: int, first: int) -> int:
    """A speaker in apposition that the parser took out of the clause: "…”, the vicar,
    Roe, said"."""
    if s.tags[verb] not in ("VBD", "VBZ") or verb - 2 <= first or s.raw[verb - 1] != ",":
        return -1
    name = verb - 2
    return s.heads[name] if s.deps[name] == "appos" and s.tags[s.heads[name]][:2] == "NN" else -1


def _nearest_subject(s: Syntax, verb: int) -> int:
    """The verb's own subject, the last before it when the parser gave it several; or -1."""
    found = -1
    for kid in s.kids[verb]:
        if s.deps[kid] == "nsubj" and (kid < verb or found < 0) and not _is_time(s, kid):
            found = kid
    return found


def _is_time(s: Syntax, token: int) -> bool:
    """Whether a noun is a day or a time, which the parser takes for a subject: "since 2 March
    says", "said Monday it had"."""
    entity = s.entity_at[token]
    if entity >= 0:
        return s.entities[entity][2] in ("DATE", "TIME")
    return s.words[token] in _MONTHS and s.child(token, "nummod") >= 0


def clause_subject(s: Syntax, noun: int) -> int:
    """The subject of the clause that a noun stands in, or -1."""
    token = noun
    for _ in range(6):
        head = s.heads[token]
        if head == token:
            return -1
        if s.deps[token] in ("nsubj", "nsubjpass"):
            return token
        token = head
        found = s.child(token, "nsubj", "nsubjpass")
        if found >= 0:
            return found
    return -1


def is_speaker(s: Syntax, subject: int) -> bool:
    """Whether a subject can be a source at all: no first person, no "this" or "there"."""
    return subject >= 0 and (s.words[subject] not in _NO_SPEAKERS or s.tags[subject] == "WDT")
