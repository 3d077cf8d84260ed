"""Scopes: which words of a sentence a cue reports."""

from nlp.sources.cues import VERBS, Governs
from nlp.sources.scene import Scene
from nlp.text.syntax import Span, Syntax

# Marks that part a trailing cue from what it reports.
BREAKS = frozenset([",", '"', "“", "”", "''", "``", "—", "–", "--", "-", ")", "…"]) | frozenset(
    [":", ";", "’", "‘", "?", "!", "―"]
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What compares a figure that stands before the cue: "12, police said, up from 9".
_COMPARES = frozenset({"up", "down", "compared", "against", "versus", "from"})
_QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’"})
_CONSEQUENCE = frozenset({"so", "because", "since", "if", "unless"})
_ADJUNCTS = frozenset(
    {"prep", "npadvmod", "advmod", "advcl", "dobj", "tmod", "dep", "oprd", "acomp"}
)
# A clause after the cue that these open is the narrator's, or has a cue of its own.
_NARRATOR = frozenset({"but", "while", "although", "though", "whereas", "as", "who", "which"})

# What a phrase that compares begins with, and what opens a clause inside it.
_COMPARING = frozenset(
    [
        *("up", "down", "compared", "against", "about", "around", "nearly", "almost", "roughly"),
        *("more", "less", "fewer", "higher", "lower", "half", "twice", "double", "triple", "a"),
        *("the", "from", "or", "well", "just", "far"),
    ]
)
_MOVEMENTS = frozenset(
    ["rise", "fall", "drop", "increase", "decrease", "decline", "jump", "gain", "quarter", "third"]
)
_OPENS = frozenset({"what", "than", "that", "which", "when", "who", "before", "after", "as"})


def right_scope(scene: Scene, verb: int, begin: int) -> int:
    """Where the clause reported to the right of a verb ends (past its last token).

    It takes in all complements of the verb, predicates joined to them ("…, but would add 84"),
    clauses after semicolons, and adjuncts that the parser hung on the verb. It stops before a new
    main clause, a participle of the narrator's and another cue.
    """
    s = scene.syntax
    last = scene.bounds(verb)[1]
    end = begin
    for kid in s.kids[verb]:
        if kid > verb and s.deps[kid] in ("ccomp", "xcomp", "dobj", "oprd", "attr", "acomp"):
            end = max(end, min(s.edges(kid)[1], last))
    return _before_other_cue(s, verb, begin, tail(scene, verb, end))


def _before_other_cue(s: Syntax, verb: int, begin: int, end: int) -> int:
    """A scope cut where a joined clause has a speaker of its own: "…, and the mayor said 3 …"."""
    for token in range(begin + 3, end):
        cue = VERBS.get(s.words[token])
        if cue is None or Governs.QUOTE not in cue.governs or s.deps[token] != "conj":
            continue
        subject = s.child(token, "nsubj")
        if s.tags[token] not in _FINITE or not begin < subject < token:
            continue
        if not s.within(s.heads[token], verb) or s.tags[subject] == "PRP":
            continue
        low = s.edges(subject)[0]
        joint = next((k for k in range(low - 1, begin, -1) if s.tags[k] == "CC"), -1)
        if joint > begin:
            return joint
    return end


def tail(scene: Scene, verb: int, end: int) -> int:
    """Where a scope that reaches ``end`` ends with the adjuncts and conjuncts that follow it."""
    last = scene.bounds(verb)[1]
    end = min(end, last)
    for _ in range(6):
        further = _extended(scene, verb, end, last) if end < last else end
        if further <= end:
            break
        end = further
    return min(end, last)


def _extended(scene: Scene, verb: int, end: int, last: int) -> int:
    """A later end for a scope, or the same one."""
    s = scene.syntax
    start = end
    while start < last and s.raw[start] in (",", ";", "—", "–", "--", "-"):
        start += 1
    if start >= last or s.tags[start] == "_SP" or s.raw[start] in ".?!":
        return end
    if s.raw[end] == ";" or s.words[start] in _CONSEQUENCE:
        return max(end, _clause_end(s, start, last))
    top = start
    if s.tags[start] == "CC" and (nouns := _noun_conjunct(s, start, last)):
        return nouns
    if s.tags[start] == "CC":
        top = _next_verb(s, start + 1, last) if s.words[start] in ("and", "but", "or") else -1
        return _predicate(s, verb, top, end)
    for _ in range(12):
        head = s.heads[top]
        if head in (top, verb) or not verb < head < last:
            break
        top = head
    if not s.within(top, verb):
        return end
    label = s.deps[top]
    if label == "conj":
        return _predicate(s, verb, top, end)
    if s.tags[start] == "VBG" or s.words[start] in _NARRATOR or s.words[start] == "with":
        return end
    high = s.edges(top)[1]
    if label in _ADJUNCTS and not _has_cue(s, start, high):
        return max(high, end)
    return end


def _noun_conjunct(s: Syntax, start: int, last: int) -> int:
    """The end of a conjunct without a finite verb ("and about 12 parks to open"), or 0."""
    stop = start + 1
    while stop < last and s.raw[stop] not in (",", ";", "—", "–", "--"):
        if s.tags[stop] in _FINITE or (s.words[stop] in VERBS and s.is_verb(stop)):
            return 0
        stop += 1
    return stop


def _predicate(s: Syntax, verb: int, top: int, end: int) -> int:
    """The end of a predicate joined to the reported clause: "…, but would add 84 billion".

    A bare base form is a conjunct of an infinitive that the parser hung too high.
    """
    if top < 0 or not s.within(top, verb) or s.child(top, "nsubj", "nsubjpass") >= 0:
        return end
    helper = s.child(top, "aux")
    if s.tags[top] == "VB" and helper < 0:
        return max(s.edges(top)[1], end)
    if s.tags[top] == "VBD" and s.raw[end] != "," and s.words[top] not in VERBS:
        return max(s.edges(top)[1], end)
    modal = helper >= 0 and s.tags[helper] == "MD"
    if modal or (helper >= 0 and s.words[top] not in VERBS):
        return max(s.edges(top)[1], end)
    return end


def _next_verb(s: Syntax, start: int, last: int) -> int:
    """The main verb of the predicate that starts at a token, or -1."""
    for token in range(start, min(last, start + 8)):
        if s.tags[token][:2] == "VB" and s.deps[token] not in ("aux", "auxpass"):
            return token
    return -1


def _clause_end(s: Syntax, start: int, last: int) -> int:
    """The end of a clause that opens at a token: the next semicolon, or before another cue."""
    stop = next((token for token in range(start, last) if s.raw[token] == ";"), last)
    if not _has_cue(s, start, stop):
        return stop
    commas = [token for token in range(start, stop) if s.raw[token] == ","]
    return next((c for c in reversed(commas) if not _has_cue(s, start, c)), start)


def _has_cue(s: Syntax, start: int, stop: int) -> bool:
    """Whether a reporting verb with a subject, or "according", stands among the tokens."""
    for token in range(start, stop):
        word = s.words[token]
        if word == "according":
            return True
        if word in ("put", "puts") and s.child(token, "nsubj") >= 0:
            return True
        verb = VERBS.get(word)
        if (
            verb is not None
            and Governs.QUOTE in verb.governs
            and s.tags[token] in ("VBD", "VBZ", "VBP")
            and s.child(token, "nsubj") >= 0
        ):
            return True
    return False


def quote_left(scene: Scene, verb: int, start: int) -> Span | None:
    """The quotation that ends right before a cue's clause, if any."""
    s = scene.syntax
    first, _ = s.bounds(verb)
    inside = scene.quote_of[verb]
    token = start - 1
    while token >= max(0, first - 1) and (
        s.tags[token] in (",", "_SP", "RB", ":") or s.raw[token] in ",."
    ):
        if "\n" in s.raw[token]:
            return None
        if scene.quote_of[token] not in (-1, inside):
            break
        token -= 1
    if token < 0 or "\n" in s.raw[token] or scene.quote_of[token] in (-1, inside):
        return None
    quote = scene.quotes[scene.quote_of[token]]
    ending = s.text[quote.end - 2 : quote.end + 1]
    return (quote.start, quote.end) if any(mark in ending for mark in ",.?!…—–") else None


def quote_right(scene: Scene, verb: int, end: int) -> Span | None:
    """The quotation that follows a cue's clause with nothing but adjuncts between."""
    s = scene.syntax
    inside = scene.quote_of[verb]
    stop = min(len(s.raw), end + 25)
    if inside >= 0:
        stop = min(stop, s.bounds(verb)[1])
    colon = False
    for token in range(end, stop):
        if scene.quote_of[token] not in (-1, inside):
            quote = scene.quotes[scene.quote_of[token]]
            return quote.start, quote.end
        if s.tags[token] in _FINITE or s.raw[token] in (".", ";", "?", "!"):
            return None
        if s.tags[token] == "_SP" and not colon and "\n" in s.raw[token]:
            return None
        colon = s.raw[token] == ":"
    return None


def left_start(scene: Scene, first: int, stop: int, main: int) -> int:
    """Where the words before a trailing cue begin: the sentence, or the last clause of it."""
    s = scene.syntax
    if not first <= main < stop:
        return first
    low = s.edges(main)[0]
    for token in range(first, min(low, stop)):
        if s.words[token] in VERBS and s.is_verb(token) and s.child(token, "nsubj") >= 0:
            return low
    return first


def clause_stop(scene: Scene, end: int, last: int) -> int:
    """The mark at which a cue's own clause ends."""
    s = scene.syntax
    while end < last and s.raw[end] not in (",", ":", "—", "–", "--", ";", *_QUOTE_MARKS):
        end += 1
    return end


def resumes(scene: Scene, main: int, end: int, last: int) -> bool:
    """Whether the clause that a cue interrupts goes on at ``end``: its verb stands there."""
    s = scene.syntax
    if main > end:
        return True
    after = end + 1
    return after < last and (s.tags[after] in _FINITE or s.words[after] in _COMPARES)


def joined_clause(scene: Scene, end: int, last: int) -> Span | None:
    """A clause joined by "and" after a cue's own: "…, the agency said, and 12 are missing".

    Only one with a number and no cue of its own: the data series goes on.
    """
    s = scene.syntax
    if end + 2 >= last or s.raw[end] != "," or s.words[end + 1] != "and":
        return None
    if not scene.numeric(end + 2, last) or _has_cue(s, end + 2, last):
        return None
    finite = any(s.tags[token] in _FINITE for token in range(end + 2, last))
    return (end + 1, last) if finite else None


def compares(scene: Scene, end: int, last: int) -> bool:
    """Whether what follows a cue's own clause only sets its figure against another: "12 …, the
    agency said, up from 9 in May". It has no cue, clause or participle of its own."""
    s = scene.syntax
    if end + 2 >= last or s.raw[end] != "," or s.words[end + 1] not in _COMPARING:
        return False
    if s.words[end + 1] in ("a", "the") and s.words[end + 2] not in _MOVEMENTS:
        return False
    if not scene.numeric(end + 2, last) or _has_cue(s, end + 2, last):
        return False
    clause = next((k for k in range(end + 1, last) if s.tags[k] in _FINITE), last)
    return clause == last or any(s.words[k] in _OPENS for k in range(end + 2, clause))
