"""Rules for quotations beside words that no list of cues holds: "…," beamed the captain.

Whatever verb stands right behind a quotation with its speaker brings it in, and so does a clause
about somebody that ends in a colon: "The captain was blunt: …".
"""

from typing import NamedTuple

from nlp.sources.cues import VERBS
from nlp.sources.frames import Frames
from nlp.sources.phrasing import label_at
from nlp.sources.quotations import Quotation
from nlp.sources.scene import Scene
from nlp.text.syntax import Span

_LEAST = 4  # words of a quotation that is somebody's sentence
_REACH = 12  # tokens behind a quotation in which its cue begins
_LEAD = 30  # tokens before a colon that can name who speaks
_FINITE = frozenset({"VBD", "VBZ"})
_STOPS = frozenset([",", ".", ";", ":", "?", "!", "—", "–", "\n"])
_SPEAKING = frozenset({"PERSON", "ORG", "NORP"})


class _Found(NamedTuple):
    """A quotation with the token of its speaker and the cue."""

    quote: Quotation
    speaker: int
    cue: Span
    rule: str
    confidence: float


def read_utterances(scene: Scene) -> None:
    """Frames for the quotations beside which no cue was found."""
    text = scene.syntax.text
    found: list[_Found] = []
    for quote in scene.quotes:
        low, high = quote.inner
        if text.count(" ", low, high) + 1 >= _LEAST:
            one = _behind(scene, quote) or _before(scene, quote)
            if one is not None:
                found.append(one)
    if not found:
        return
    frames = Frames(scene.frames)
    for quote, speaker, cue, rule, confidence in found:
        low, high = quote.inner
        if any(f.covers(low + 1, high - 1) for f in frames.near(low, high)):
            continue
        reading = scene.speakers.read(speaker)
        if reading is not None:
            scene.add(*reading, cue, [(quote.start, quote.end)], rule, confidence)


def _behind(scene: Scene, quote: Quotation) -> _Found | None:
    """ "…," beamed the captain; "…," Ms Lund sighed."""
    s = scene.syntax
    _, high = quote.inner
    if not quote.closed or s.text[high - 1 : high] not in (",", "?", "!"):
        return None
    start = s.token_at(quote.end)
    if s.starts[start] < quote.end:
        start += 1
    if start >= len(s.raw) or "\n" in s.text[quote.end : s.starts[start] + 1]:
        return None
    stop = min(s.bounds(start)[1], start + _REACH)
    end = next((k for k in range(start, stop) if s.raw[k] in _STOPS), stop)
    verb = next((k for k in range(start, end) if s.tags[k] in _FINITE), -1)
    if verb < 0 or s.words[verb] in VERBS:
        return None
    speaker = _speaker(scene, (verb + 1, end) if verb == start else (start, verb))
    cue = s.chars(verb, verb + 1)
    return _Found(quote, speaker, cue, "quote-verb", 0.8) if speaker >= 0 else None


def _speaker(scene: Scene, span: Span) -> int:
    """The head of the first noun phrase among the tokens, if it can speak; else -1."""
    s = scene.syntax
    first, last = span
    for token in range(first, last):
        if s.tags[token] in ("IN", "TO", "CC"):
            return -1
        if s.tags[token] == "PRP":
            return token if s.words[token] in ("he", "she", "they") else -1
        head = token + 1 < last and s.tags[token + 1][:2] == "NN"
        if s.tags[token][:2] == "NN" and not head:
            return token if scene.speakers.speaks(token) else -1
    return -1


def _before(scene: Scene, quote: Quotation) -> _Found | None:
    """The captain was blunt: "…"; Ada Osei: "…"."""
    s = scene.syntax
    first = s.token_at(quote.start)
    colon = first - 1
    if colon < 0 or s.raw[colon] != ":" or s.text[s.ends[colon] : quote.start].strip(" \xa0"):
        return None
    cue = s.chars(colon, colon + 1)
    low = max(s.bounds(colon)[0], colon - _LEAD)
    opening = next((k + 1 for k in range(colon - 1, low, -1) if s.raw[k] in ";.—–"), low)
    verb = next((k for k in range(opening, colon) if s.is_verb(k)), -1)
    if verb < 0:
        name = colon - 1
        named = all(s.tags[k] == "NNP" for k in range(opening, colon))
        if colon - opening > 5 or not (named or label_at(s, name) in _SPEAKING):
            return None
        return _Found(quote, name, cue, "quote-colon", 0.8)
    subject = s.child(verb, "nsubj")
    if not opening <= subject < verb or any(s.words[k] in VERBS for k in range(opening, colon)):
        return None
    named = s.tags[subject] == "NNP" and label_at(s, subject) in ("", "PERSON")
    named = named or s.words[subject] in ("he", "she")
    if not named and not scene.speakers.is_person(subject):
        return None
    return _Found(quote, subject, cue, "quote-colon", 0.7)
