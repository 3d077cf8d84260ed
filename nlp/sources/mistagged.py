"""Trailing cues that the parser took for a noun: "12 …, figures from the Lake Board show."

In the plural, "show" and "report" look like nouns, and the words before them like their
modifiers. The form gives them away: a comma, a plural that can be a source, its preposition, the
cue, and then the end or a mark.
"""

from nlp.lexicon.nouns import DOCUMENT_NOUNS, PERSON_NOUNS, SCHOLARS
from nlp.sources.frames import Source
from nlp.sources.names import clean
from nlp.sources.scene import Scene
from nlp.sources.scopes import compares, joined_clause
from nlp.text.syntax import Span, Syntax
from terms.enums import SourceClass

CUES = frozenset({"show", "report", "suggest", "indicate", "reveal", "estimate", "claim", "say"})
_NO_PREDICATE = frozenset({"pobj", "appos", "dobj", "conj", "attr", "compound", "nmod"})
_LONGEST = 12  # tokens from the comma to the cue
_BEFORE_NOUN = frozenset({"DT", "JJ", "NN", "NNP", "NNS", "VBN", "CD", "POS", "PRP$", "HYPH"})
_BY = frozenset({"from", "by", "of", "at", "with", "in", "for"})
_MARKS = frozenset({",", ".", ";", "—", "–", "”", '"'})


def read_mistagged(scene: Scene, i: int) -> None:
    """The frame of a trailing cue at token ``i`` that has no verb's place in the parse."""
    s = scene.syntax
    first, last = scene.bounds(i)
    if s.deps[i] not in _NO_PREDICATE:
        return
    if i + 1 < last and s.raw[i + 1] not in _MARKS and s.tags[i + 1] != "IN":
        return
    comma = next((k for k in range(i - 1, max(first, i - _LONGEST), -1) if s.raw[k] == ","), -1)
    if comma <= first + 1:
        return
    noun = _plural(s, comma + 1, i)
    if noun < 0:
        return
    source = _source(s, comma + 1, noun, i)
    cue = s.chars(i, i + 1)
    scene.speakers.antecedents.remember(source)
    contents = [s.chars(first, comma)]
    if compares(scene, i + 1, last):
        contents.append(s.chars(i + 1, last))
    scene.add(source, (), cue, contents, "trailing", 0.75)
    joined = joined_clause(scene, i + 1, last)
    if joined:
        scene.add(source, (), cue, [s.chars(*joined)], "and-continues", 0.65)


def _plural(s: Syntax, start: int, stop: int) -> int:
    """The plural noun that opens a span, if it can be a source and a preposition follows; or -1."""
    for token in range(start, stop - 2):
        word = s.words[token]
        able = word in DOCUMENT_NOUNS or word in PERSON_NOUNS or word in SCHOLARS
        plural = s.tags[token] == "NNS" or word == "data"
        if able and plural and s.words[token + 1] in _BY:
            return token
        if s.tags[token] not in _BEFORE_NOUN or s.raw[token][:1].isdigit():
            return -1
    return -1


def _source(s: Syntax, start: int, noun: int, cue: int) -> Source:
    """People keep their words; a document gives way to the body that it is from."""
    if s.words[noun] not in DOCUMENT_NOUNS:
        low, high = s.chars(start, cue)
        return _named(s, (low, high), clean(s.text[low:high]), SourceClass.ANONYMOUS)
    first, last = noun + 2, cue
    for token in range(cue - 1, noun + 1, -1):
        if s.entity_at[token] >= 0:
            begin, end, _ = s.entities[s.entity_at[token]]
            first, last = max(first, begin), min(cue, end)
            break
    return _named(s, s.chars(start, cue), clean(s.text[slice(*s.chars(first, last))]))


def _named(s: Syntax, span: Span, name: str, kind: SourceClass = SourceClass.BODY) -> Source:
    return Source(*span, s.text[slice(*span)], name, kind)
