"""NewsQuant's referred concepts: content words of the phrases that a number is about.

What a number modifies or is of comes first, then what is said of it: the subject and the object of
its clause. Lengths of time that only place something in time, and counts that are themselves the
subject, have none there ("-").
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

LONGEST = 8
"""Words of the longest answer: more would match anything."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOUNS = ("NOUN", "PROPN")
_WORDS = (*_NOUNS, "ADJ")
_COMPLEMENTS = ("of", "in", "for", "from", "on")


def concepts(span: Span, noun: Token | None, taken: set[int], *, counts: bool) -> list[str]:
    """At most eight words of what the number is of, modifies and is said of; "-" for none.

    ``noun`` is what the number counts and ``taken`` the tokens of all numbers of the sentence;
    neither is a concept. ``counts`` tells counts and shares, which as a subject have no other.
    """
    own = set(taken)
    start = span.root
    if noun is not None:
        own.update(range(span.start, noun.i + 1))
        if span.end <= noun.i:
            start = noun
    if counts and _is_subject(start):
        return _gather(_complements(span, start, ("of",)), own) or ["-"]
    words = _gather(_walk(span, start, own, counts=counts), own)
    if not words and not counts:
        words = _gather(_nearest(span, own), own)
    return words or ["-"]


def _gather(heads: Iterator[Token], own: set[int]) -> list[str]:
    kept: list[str] = []
    for head in heads:
        for token in _phrase(head, own):
            word = _printed(token)
            if word and word not in kept and len(kept) < LONGEST:
                kept.append(word)
    return kept


def _printed(token: Token) -> str:
    """The token with what hyphens tie to it: "TA-125", "EPA-rated"."""
    text = token.doc.text
    start, end = token.idx, token.idx + len(token.text)
    while start > 0 and not text[start - 1].isspace() and end - start < 40:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start < 40:
        end += 1
    word = text[start:end].strip(".,;:!?()[]\"'“”‘’")
    return word if "/" not in word and "$" not in word else token.text


def _is_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS


def _complements(span: Span, start: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    for child in start.children:
        if child.dep_ == "prep" and child.lower_ in prepositions and child.i >= span.end:
            yield from (c for c in child.children if c.dep_ == "pobj" and c.pos_ in _NOUNS)


def _walk(span: Span, start: Token, own: set[int], *, counts: bool) -> Iterator[Token]:
    """Nouns that the number is about, the nearest first."""
    yield from _complements(span, start, ("of",) if counts else _COMPLEMENTS)
    token = start
    for _ in range(7):
        parent = token.head
        if parent is token:
            break
        if parent.pos_ in _NOUNS and parent.i not in own:
            yield parent
        elif parent.pos_ in ("VERB", "AUX"):
            yield from _of_verb(parent, token, own, counts=counts)
            return
        token = parent
    if token.pos_ in ("VERB", "AUX"):
        yield from _of_verb(token, start, own, counts=counts)


def _of_verb(verb: Token, below: Token, own: set[int], *, counts: bool) -> Iterator[Token]:
    subject = _subject(verb)
    if counts and subject is None:
        return
    if subject is not None and subject.i != below.i and subject.i not in own:
        yield subject
    for child in verb.children:
        if child.dep_ == "dobj" and child.i != below.i and child.i not in own:
            yield child
    for child in verb.children:
        if child.dep_ == "prep" and child.i > below.i and child.lower_ in _COMPLEMENTS:
            yield from (c for c in child.children if c.dep_ == "pobj" and c.pos_ in _NOUNS)


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it continues; relatives stand for their noun."""
    for _ in range(5):
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                if child.pos_ in _NOUNS:
                    return child
                if verb.dep_ == "relcl" and verb.head.pos_ in _NOUNS:
                    return verb.head
                return None
        if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in _NOUNS:
            return verb.head
        if verb.head is verb or verb.head.pos_ not in ("VERB", "AUX", "ADP", "SCONJ"):
            return None
        verb = verb.head
    return None


def _nearest(span: Span, own: set[int]) -> Iterator[Token]:
    """The noun that stands last before the number."""
    doc = span.doc
    for token in reversed(doc[: span.start]):
        if token.pos_ in _NOUNS and token.i not in own and not token.is_stop:
            yield token
            return


def _phrase(head: Token, own: set[int]) -> Iterator[Token]:
    """The content words of a noun's phrase in order, with a complement that "of" brings."""
    for child in head.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "poss"):
            yield from (t for t in child.subtree if t.i < head.i and _is_word(t, own))
    if _is_word(head, own):
        yield head
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (c for c in child.children if c.dep_ == "pobj" and _is_word(c, own))
        elif child.dep_ == "conj" and child.i - head.i < 4 and _is_word(child, own):
            yield child


def _is_word(token: Token, own: set[int]) -> bool:
    return (
        token.pos_ in _WORDS
        and token.i not in own
        and not token.is_stop
        and token.text[0].isalnum()
    )


def tokens_of(doc: Doc, spans: Iterator[tuple[int, int]]) -> set[int]:
    """The token indexes of character spans."""
    taken: set[int] = set()
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            taken.update(range(span.start, span.end))
    return taken
