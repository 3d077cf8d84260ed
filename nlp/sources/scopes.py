"""Subjects and scopes: who does what a verb says, and which words of a sentence a cue reports."""

from nlp.lexicon import words
from nlp.lexicon.days import MONTHS
from nlp.sources.cues import VERBS, Governs
from nlp.sources.rules import source_rule
from nlp.sources.scene import Scene
from nlp.text import Span, Syntax
from nlp.text.tags import FINITE_TAGS, TIME_LABELS

DASHES = ("—", "–", "--", "-")
BREAKS = frozenset([",", '"', "“", "”", "''", "``", ")", "…", ":", ";", "’", "‘", "?", "!", "―"])
BREAKS |= frozenset(DASHES)
"""Marks that part a trailing cue from what it reports."""
NAME_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "IN", "HYPH"})
"""Tags of the words that a name can be made of."""
_REPORTING = Governs.QUOTE | Governs.OBJECT | Governs.FINDS | Governs.PUTS
_PAST = frozenset({"VBD", "VBZ"})
_QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’"})
_ENDS = frozenset({",", ":", ";", "—", "–", "--"}) | _QUOTE_MARKS
_BORROWS = frozenset({"conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "parataxis", "dep"})
_BORROWS |= {"acl", "amod"}
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr", "acomp"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "advcl", "dobj", "tmod", "dep", "oprd"})
_ADJUNCTS |= {"acomp"}
_BESIDE = frozenset({"dobj", "attr", "oprd", "npadvmod", "appos", "dep"})
_NO_SPEAKERS = frozenset({"i", "we", "you", "this", "that", "there", "what", "these"})
_NO_SPEAKERS |= {"those", "one"}
_PHRASE_TAGS = NAME_TAGS | {"CC", "CD", "PRP$", "TO"}
_NARRATOR = words("clause_words", "narrator")
_CONSEQUENCE = words("clause_words", "consequence")
_AGAINST = words("clause_words", "against")
_COMPARING = words("clause_words", "comparing")
_MOVEMENTS = words("clause_words", "movement")
_INNER = words("clause_words", "inner")

# -- subjects ------------------------------------------------------------------------------------


def find_subject(s: Syntax, verb: int) -> int | None:
    """The head token of the subject: the verb's own, an inherited one, or a name after it.

    Coordinated verbs, participles and infinitives take the subject of the verb they lean on
    ("denied it and said …", "praised them, adding that …"); a participle after a noun takes it.
    """
    for look in (_inverted, _set_apart, _own_subject, _after_verb, _before_verb):
        found = look(s, verb)
        if found is not None:
            return found
    return _inherited(s, verb)


def _inverted(s: Syntax, verb: int) -> int | None:
    """The noun right behind a verb that follows a quotation: “…”, warns the river agency."""
    mark = verb - 1 - (s.raw[verb - 1 : verb] == [","])
    if verb < 2 or s.tags[verb] not in ("VBD", "VBZ") or s.raw[mark] not in ("”", "’", '"', "''"):
        return None
    kids = (kid for kid in s.kids[verb] if kid > verb and s.deps[kid] in ("dobj", "nsubj"))
    return next((kid for kid in kids if s.edges(kid)[0] == verb + 1), None)


def _set_apart(s: Syntax, verb: int) -> int | None:
    """The first of the words between a comma and a reporting verb at the end, which the parser
    joined to those before the comma: "12 drowned, a pilot and a medic said"."""
    cue, own, first = VERBS.get(s.words[verb]), _own_subject(s, verb), s.bounds(verb)[0]
    if cue is None or Governs.QUOTE not in cue.governs or s.tags[verb] not in FINITE_TAGS:
        return None
    if own is not None and (own > verb or s.tags[s.edges(own)[0] - 1] != "CC"):
        return None
    low = verb
    while low > first and s.tags[low - 1] in _PHRASE_TAGS:
        low -= 1
    told = any(s.deps[kid] == "ccomp" and kid > verb for kid in s.kids[verb])
    if told or low == verb or s.raw[low - 1] not in (",", *DASHES):
        return None
    nouns = (
        k
        for k in range(low, verb)
        if s.tags[k][:2] == "NN" and s.tags[k + 1][:2] not in ("NN", "PO")
    )
    finite = any(s.tags[k] in FINITE_TAGS for k in range(first, low - 1))
    return next(nouns, None) if finite else None


def _own_subject(s: Syntax, verb: int) -> int | None:
    """The verb's own subject, the last before it when the parser gave it several."""
    found: int | None = None
    for kid in s.kids[verb]:
        if s.deps[kid] == "nsubj" and (kid < verb or found is None) and not _is_time(s, kid):
            found = kid
    return found


def _is_time(s: Syntax, token: int) -> bool:
    """Whether a noun is a day or a time, which the parser takes for a subject: "since 2 March
    says", "said Monday it had"."""
    if s.entity(token):
        return s.label(token) in TIME_LABELS
    return s.words[token] in MONTHS and s.find(token, "nummod") is not None


def _after_verb(s: Syntax, verb: int) -> int | None:
    """A name that follows its verb: "…," said Kim."""
    name = verb + 1
    if name >= s.bounds(verb)[1] or not s.raw[name][0].isupper() or s.tags[verb] not in _PAST:
        return None
    if s.tags[name] in ("NNP", "NNPS"):
        found = (kid for kid in s.kids[verb] if kid > verb and s.deps[kid] in _BESIDE)
        entity = s.entity(name)
        person = entity[1] - 1 if entity and entity[2] == "PERSON" else None
        return next(found, person)
    return name if s.raw[name + 1 : name + 2] in ([","], ["."]) else None


def _before_verb(s: Syntax, verb: int) -> int | None:
    """A speaker in apposition that the parser took out of the clause: "…”, the vicar,
    Roe, said"."""
    name = verb - 2
    if s.tags[verb] not in ("VBD", "VBZ") or name <= s.bounds(verb)[0] or s.raw[verb - 1] != ",":
        return None
    head = s.heads[name]
    return head if s.deps[name] == "appos" and s.tags[head][:2] == "NN" else None


def _inherited(s: Syntax, verb: int) -> int | None:
    """The subject of the verb that a verb leans on, or the noun that it modifies."""
    first, last = s.bounds(verb)
    token = verb
    for _ in range(5):
        label, head = s.deps[token], s.heads[token]
        if head == token or not first <= head < last:
            return None
        if label in ("acl", "relcl") and s.tags[head][:2] in ("NN", "PR"):
            comma = any(s.words[k] == "," for k in range(head + 1, verb))
            outer = _clause_subject(s, head) if comma else None
            return head if outer is None else outer
        if label not in _BORROWS:
            return None
        token = head
        found = s.find(token, "nsubj", "nsubjpass")
        if found is not None and found != verb and not _is_count_told_of(s, found, token):
            return found
    return None


def _is_count_told_of(s: Syntax, subject: int, verb: int) -> bool:
    """Whether a subject is a count that is told of, and says nothing itself: "denied that *4,000
    teachers* had been laid off, saying …"."""
    return s.deps[verb] == "ccomp" and s.find(subject, "nummod") is not None


def _clause_subject(s: Syntax, noun: int) -> int | None:
    """The subject of the clause that a noun stands in."""
    for _ in range(6):
        noun = s.heads[noun]
        found = s.find(noun, "nsubj", "nsubjpass")
        if found is not None:
            return found
    return None


def find_speaker(s: Syntax, verb: int) -> int | None:
    """The subject where it can be a source at all: no first person, no "this" or "there"."""
    subject = find_subject(s, verb)
    if subject is None or (s.words[subject] in _NO_SPEAKERS and s.tags[subject] != "WDT"):
        one_of = subject is not None and s.words[subject : subject + 2] == ["one", "of"]
        return subject if one_of else None
    return subject


# -- what a cue reports to its right -------------------------------------------------------------


def right_scope(scene: Scene, verb: int, begin: int) -> int:
    """Where the clause reported to the right of a verb ends (past its last token).

    It takes in all complements of the verb, predicates joined to them ("…, but would add 84"),
    clauses after semicolons, and adjuncts that the parser hung on the verb. It stops before a new
    main clause, a participle of the narrator's and another cue.
    """
    s = scene.syntax
    kids = (kid for kid in s.kids[verb] if kid > verb and s.deps[kid] in _COMPLEMENTS)
    end = max((begin, *(s.edges(kid)[1] for kid in kids)))
    return _before_other_cue(s, begin, tail(scene, verb, end))


def _before_other_cue(s: Syntax, begin: int, end: int) -> int:
    """A scope cut where a joined clause has a speaker of its own: "…, and the mayor said 3 …"."""
    for token in range(begin + 3, end):
        cue = VERBS.get(s.words[token])
        subject = s.find(token, "nsubj")
        if cue is None or subject is None or not begin < subject < token:
            continue
        low = s.edges(subject)[0]
        if s.raw[low - 1] == ";" and cue.governs & _REPORTING:
            return low - 1
        joined = s.deps[token] == "conj" and s.tags[token] in FINITE_TAGS
        if joined and Governs.QUOTE in cue.governs and s.tags[subject] != "PRP":
            return next((k for k in range(low - 1, begin, -1) if s.tags[k] == "CC"), end)
    return end


def tail(scene: Scene, verb: int, end: int) -> int:
    """Where a scope that reaches ``end`` ends with the adjuncts and conjuncts that follow it."""
    s, last = scene.syntax, scene.bounds(verb)[1]
    end = min(end, last)
    for _ in range(6):
        start = next((k for k in range(end, last) if s.raw[k] not in (",", ";", *DASHES)), last)
        if start == last or s.tags[start] == "_SP" or s.raw[start] in ".?!":
            break
        end = min(max(end, _extended(s, verb, start, end, last)), last)
    return end


def _extended(s: Syntax, verb: int, start: int, end: int, last: int) -> int:
    """A later end for a scope, with what opens at ``start``; or the same one."""
    if s.raw[end] == ";" or s.words[start] in _CONSEQUENCE:
        stop = next((k for k in range(start, last) if s.raw[k] == ";"), last)
        return end if has_cue(s, start, stop) else stop
    if s.tags[start] == "CC":
        stop = next((k for k in range(start + 1, last) if s.raw[k] in _ENDS), last)
        if not any(s.tags[k] in FINITE_TAGS for k in range(start, stop)):
            return stop
        joined = (
            k for k in range(start + 1, stop) if s.tags[k][:2] == "VB" and s.deps[k][:3] != "aux"
        )
        return _predicate_end(s, verb, next(joined, start), end)
    top = start
    while verb < s.heads[top] < last and s.heads[top] != top:
        top = s.heads[top]
    if s.deps[top] == "conj":
        return _predicate_end(s, verb, top, end)
    narrated = s.tags[start] == "VBG" or s.words[start] in _NARRATOR or s.words[start] == "with"
    high = s.edges(top)[1]
    adjunct = s.within(top, verb) and s.deps[top] in _ADJUNCTS
    return high if adjunct and not narrated and not has_cue(s, start, high) else end


def _predicate_end(s: Syntax, verb: int, top: int, end: int) -> int:
    """The end of a predicate joined to the reported clause: "…, but would add 84 billion".

    A bare base form is a conjunct of an infinitive that the parser hung too high.
    """
    if not s.within(top, verb) or s.find(top, "nsubj", "nsubjpass") is not None:
        return end
    helper = s.find(top, "aux")
    finite = s.tags[top if helper is None else helper]
    past = s.tags[top] == "VBD" and s.raw[end] != ","
    free = s.words[top] not in VERBS and (helper is not None or past)
    return s.edges(top)[1] if free or finite in ("MD", "VB") else end


def has_cue(s: Syntax, start: int, stop: int) -> bool:
    """Whether a reporting verb with a subject stands among the tokens."""
    for token in range(start, stop):
        word = s.words[token]
        verb = VERBS.get(word)
        said = verb is not None and Governs.QUOTE in verb.governs
        spoken = said and s.tags[token] in ("VBD", "VBZ", "VBP")
        if (spoken or word in ("put", "puts")) and s.find(token, "nsubj") is not None:
            return True
    return False


# -- what stands around a cue --------------------------------------------------------------------


def quote_left(scene: Scene, verb: int, start: int) -> Span | None:
    """The quotation that ends right before a cue's clause, if any."""
    s = scene.syntax
    lowest = max(0, s.bounds(verb)[0] - 1)
    outside = (-1, scene.quote_of[verb])
    token = start - 1
    while token >= lowest and (
        s.tags[token] in (",", "_SP", "RB", ":") or s.raw[token] in (",", ".", ",.")
    ):
        token -= 1
    if token < 0 or "\n" in s.raw[token] or scene.quote_of[token] in outside:
        return None
    quote = scene.quotes[scene.quote_of[token]]
    ending = s.text[quote.end - 2 : quote.end + 1]
    return (quote.start, quote.end) if any(mark in ending for mark in ",.?!…—–") else None


def quote_right(scene: Scene, verb: int, end: int) -> Span | None:
    """The quotation that follows a cue's clause with nothing but adjuncts between."""
    s = scene.syntax
    inside, last = scene.quote_of[verb], s.bounds(verb)[1]
    while last > end and not s.raw[last - 1].strip():
        last -= 1
    if s.raw[last - 1] == ":" and last < len(s.raw):  # the sentence leads up to the quotation
        quote = scene.quote_at(last) or scene.quote_at(min(last + 1, len(s.raw) - 1))
        if quote is not None:
            return quote.start, quote.end
    for token in range(end, min(len(s.raw), end + 25)):
        if scene.quote_of[token] not in (-1, inside):
            quote = scene.quotes[scene.quote_of[token]]
            return quote.start, quote.end
        if s.tags[token] in FINITE_TAGS or s.raw[token] in (".", ";", "?", "!"):
            return None
    return None


def clause_stop(s: Syntax, end: int, last: int) -> int:
    """The mark at which a cue's own clause ends."""
    while end < last and s.raw[end] not in _ENDS:
        end += 1
    return end


def resumes(s: Syntax, main: int | None, end: int, last: int) -> bool:
    """Whether the clause that a cue interrupts goes on at ``end``: its verb stands there."""
    if main is not None and main > end:
        return True
    after = end + 1
    return after < last and (s.tags[after] in FINITE_TAGS or s.words[after] in _AGAINST)


@source_rule("and-continues")
def joined_clause(scene: Scene, end: int, last: int) -> Span | None:
    """One more clause with a number, joined by “and” after a trailing cue or phrase.

    Only one without a cue of its own: the data series goes on.
    """
    s = scene.syntax
    if end + 2 >= last or s.raw[end] != "," or s.words[end + 1] != "and":
        return None
    if not scene.numeric(end + 2, last) or has_cue(s, end + 2, last):
        return None
    finite = any(s.tags[token] in FINITE_TAGS for token in range(end + 2, last))
    return s.chars(end + 1, last) if finite else None


def compares(scene: Scene, end: int, last: int) -> bool:
    """Whether what follows a cue's own clause only sets its figure against another: "12 …, the
    agency said, up from 9 in May". It has no cue, clause or participle of its own."""
    s = scene.syntax
    if end + 2 >= last or s.raw[end] != "," or s.words[end + 1] not in _COMPARING:
        return False
    if s.words[end + 1] in ("a", "the") and s.words[end + 2] not in _MOVEMENTS:
        return False
    if not scene.numeric(end + 2, last) or has_cue(s, end + 2, last):
        return False
    clause = next((k for k in range(end + 1, last) if s.tags[k] in FINITE_TAGS), last)
    return clause == last or any(s.words[k] in _INNER for k in range(end + 2, clause))
