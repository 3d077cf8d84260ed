"""The last gate before a source: its words are a name, or they are cut down to one, or it is none.

A source is a person, a body, a role, a document or an anonymous role. It is no time and no share,
holds no clause, closes its brackets and does not end in a preposition.
"""

import re
from dataclasses import replace

from nlp.lexicon import words
from nlp.sources.frames import Source
from nlp.sources.names import clean
from nlp.text import Syntax
from nlp.text.tags import PLACE_LABELS
from terms.enums import SourceClass

_TIMES = words("weekdays") | words("months")
_CLAUSE_TAGS = frozenset({"VBD", "VBZ", "MD", "WP", "WDT", "WRB", "EX"})
_KNOWING = frozenset({"briefed", "involved"})  # "officials *briefed* on the talks"
_LEFT_OVER = frozenset({"IN", "CC", "DT", "TO", "PRP$", ",", ":", "-LRB-", "``", "_SP"})
_NO_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_NOBODY = words("roles", "nobody")
_DATELINE = re.compile(r"[^.\n]{0,45}?(?:\s[–—-]+|\([A-Z][\w /]+\))\s")
_LETTERS = re.compile(r"[^\W\d_]")


def admitted(s: Syntax, source: Source) -> Source | None:
    """The source as it may be published, or ``None``."""
    if source.antecedent is not None and source.end - source.start < 6:
        return source  # a pronoun: whom it means was named elsewhere, and admitted there
    first, stop = s.token_at(source.start), s.token_at(source.end - 1) + 1
    last = _cut(s, first, stop)
    if last <= first or not _is_name(s, first, last, source):
        return None
    cut = source
    if last < stop:
        end = s.ends[last - 1]
        name = clean(s.quote(first, last))
        own = clean(source.text).startswith(source.name[:20])
        cut = replace(source, end=end, text=s.text[source.start : end])
        cut = replace(cut, name=name) if own else cut
    return cut if _LETTERS.search(cut.name) else None


def _cut(s: Syntax, first: int, stop: int) -> int:
    """Where a name ends that opens at a token: before a clause and an open bracket."""
    last = first
    while last < stop and (last == first or not _opens_clause(s, last)):
        last += 1
    text = s.quote(first, last)
    if text.count("(") != text.count(")"):
        last = next((k for k in range(first, last) if s.raw[k] == "("), last)
    while last > first and s.tags[last - 1] in _LEFT_OVER and s.entity(last - 1) is None:
        last -= 1
    return last


def _opens_clause(s: Syntax, token: int) -> bool:
    """Whether a finite verb or a relative pronoun stands at a token, and no part of a name."""
    known = s.tags[token] == "VBD" and s.words[token] in _KNOWING
    return s.tags[token] in _CLAUSE_TAGS and s.entity(token) is None and not known


def _is_name(s: Syntax, first: int, last: int, source: Source) -> bool:
    """Whether the words call somebody or something that can speak."""
    words_in = {word.strip(".").lower() for word in source.name.split()}
    if source.source_class is SourceClass.OUTLET:
        return True
    if not words_in or words_in <= _TIMES or s.words[first] in _NOBODY:
        return False
    opens = source.start == 0 or s.text[source.start - 1] == "\n"
    if opens and s.label(first) in PLACE_LABELS and _DATELINE.match(s.text, source.end):
        return False
    entity = s.entity(last - 1)
    whole = entity is not None and entity[0] <= first and entity[1] >= last
    document = source.source_class is SourceClass.DOCUMENT
    return not (entity is not None and whole and entity[2] in _NO_NAMES and not document)
