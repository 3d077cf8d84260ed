"""Whose quotation is it: cues that no list holds, frames grown over quotations, the rest inherit.

Whatever verb stands right behind a quotation with its speaker brings it in, and so does a clause
about somebody that ends in a colon: "The captain was blunt: …". Frames take in the whole of the
quotations that they touch; a quotation without a cue is handed to a speaker nearby.
"""

import re
from dataclasses import replace

from nlp.sources.cues import VERBS, Governs
from nlp.sources.frames import Frame, Frames, Span
from nlp.sources.quotations import Quotation
from nlp.sources.rules import Trait, has_trait, source_rule
from nlp.sources.scene import AnyRule, Scene
from terms.enums import SourceClass

_FEWEST = 4  # words of an utterance; fewer, without end of sentence, are a quoted phrase
_BEHIND = 12  # tokens behind a quotation in which its cue begins
_LEAD = 30  # tokens before a colon that can name who speaks
_FARTHEST = 400  # characters between a speaker's last words and a quotation that has none
_FINITE = frozenset({"VBD", "VBZ", "VBN"})
_STOPS = frozenset([",", ".", ";", ":", "?", "!", "—", "–", "\n"])
_SPEAKING = frozenset({"PERSON", "ORG", "NORP"})
_SIGNATURE = re.compile(
    r"[ \xa0]*[―—–-]+[ \xa0]*([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4})"
    r"(?=[,.]?[^\n.]{0,60}\.?\s*(?:\n|$))"
)
Utterance = tuple[Quotation, int, Span, AnyRule]
"""A quotation, the token of its speaker, the cue and the rule."""


def read_utterances(scene: Scene) -> None:
    """Frames for the quotations beside which no cue was found."""
    text = scene.syntax.text
    found: list[Utterance] = []
    for quote in scene.quotes:
        if text.count(" ", *quote.inner) + 1 >= _FEWEST:
            one = spoken_behind(scene, quote) or named_before(scene, quote)
            found += [one] if one else []
    frames = Frames(scene.frames if found else ())
    for quote, speaker, cue, rule in found:
        low, high = quote.inner
        if any(f.covers(low + 1, high - 1) for f in frames.near(low, high)):
            continue
        reading = scene.speakers.read(speaker)
        if reading is not None:
            scene.add(reading, cue, [(quote.start, quote.end)], rule)


@source_rule("quote-verb", Trait.SPEECH)
def spoken_behind(scene: Scene, quote: Quotation) -> Utterance | None:
    """A quotation followed by its speaker and any other verb."""
    s = scene.syntax
    start = s.token_at(quote.end)
    start += s.starts[start] < quote.end
    said = quote.closed and s.text[quote.end - 2 : quote.end - 1] in (",", "?", "!")
    if not said or start >= len(s.raw) or "\n" in s.text[quote.end : s.starts[start] + 1]:
        return None
    stop = min(s.bounds(start)[1], start + _BEHIND)
    end = next((k for k in range(start, stop) if s.raw[k] in _STOPS), stop)
    verb = next((k for k in range(start, end) if s.tags[k] in _FINITE), None)
    if verb is None or scene.governs(verb) & Governs.QUOTE:
        return None
    behind = range(verb + 1, end) if verb == start else range(start, verb)
    kinds = ("NN", "PR", "IN", "TO", "CC")
    first = next((k for k in behind if s.tags[k][:2] in kinds), None)
    speaker = first
    while speaker is not None and speaker + 1 in behind and s.tags[speaker + 1][:2] == "NN":
        speaker += 1
    if speaker is None or not scene.speakers.speaks(speaker):
        return None
    return quote, speaker, s.chars(verb, verb + 1), spoken_behind


@source_rule("quote-colon", Trait.SPEECH)
def named_before(scene: Scene, quote: Quotation) -> Utterance | None:
    """A quotation behind a name and a colon, or behind a clause about somebody that ends in
    one."""
    s = scene.syntax
    colon = s.token_at(quote.start) - 1
    if colon < 0 or s.raw[colon] != ":" or s.text[s.ends[colon] : quote.start].strip(" \xa0"):
        return None
    low = max(s.bounds(colon)[0], colon - _LEAD)
    opening = next((k + 1 for k in range(colon - 1, low, -1) if s.raw[k] in ";.—–-"), low)
    verb = next((k for k in range(opening, colon) if s.is_verb(k)), None)
    subject = colon - 1 if verb is None else s.find(verb, "nsubj")
    if subject is None or not opening <= subject or s.words[subject] in VERBS:
        return None
    if verb is None:
        named = all(s.tags[k] == "NNP" for k in range(opening, colon))
        speaks = colon - opening <= 5 and (named or s.label(subject) in _SPEAKING)
    else:
        named = s.tags[subject] == "NNP" and s.label(subject) in ("", "PERSON")
        speaks = named or s.words[subject] in ("he", "she") or scene.speakers.is_person(subject)
        speaks = speaks and not any(s.words[k] in VERBS for k in range(opening, colon))
    return (quote, subject, s.chars(colon, colon + 1), named_before) if speaks else None


# -- quotations without a cue --------------------------------------------------------------------


def settle_quotations(scene: Scene) -> None:
    """Grow frames over the quotations they touch, then hand the ones left over to a speaker."""
    scene.frames = [_grown(scene, frame) for frame in scene.frames]
    frames = Frames(scene.frames)
    owners = [_owner(quote, frames.near(quote.start, quote.end)) for quote in scene.quotes]
    for number, quote in enumerate(scene.quotes):
        if owners[number] is None and _is_utterance(scene, quote):
            owners[number] = quote_signed(scene, quote) or _inherit(scene, frames, number, owners)
    # A quotation that ran on into one with a cue of its own belongs to that cue's speaker.
    for number in range(len(scene.quotes) - 2, -1, -1):
        quote, after = scene.quotes[number], owners[number + 1]
        free = owners[number] is None and after is not None and _is_utterance(scene, quote)
        if free and after and quote_runs_on(quote, scene.quotes[number + 1]):
            owners[number] = _hand(scene, quote, after, quote_runs_on)


def _grown(scene: Scene, frame: Frame) -> Frame:
    """A frame whose content holds every quotation it touches, if its cue stands outside."""
    if frame.cue and scene.quoted(frame.cue[0]):
        return frame
    joined: list[Span] = []
    for low, high in frame.contents:
        first = scene.quote_at(scene.syntax.token_at(low))
        last = scene.quote_at(scene.syntax.token_at(max(low, high - 1)))
        low, high = min(low, first.start if first else low), max(high, last.end if last else high)
        if joined and low <= joined[-1][1]:
            low, high = joined[-1][0], max(joined.pop()[1], high)
        joined.append((low, high))
    return replace(frame, contents=tuple(joined))


def _owner(quote: Quotation, frames: list[Frame]) -> Frame | None:
    """The outermost frame that reports a quotation from outside it."""
    reporting = [
        frame
        for frame in frames
        if not (frame.cue and quote.start <= frame.cue[0] < quote.end)
        and frame.covers(quote.start + 1, quote.end - 1)
    ]
    return max(reporting, key=lambda frame: frame.size, default=None)


def _is_utterance(scene: Scene, quote: Quotation) -> bool:
    """Whether a quotation is somebody's sentence, not a quoted phrase or a title."""
    low, high = quote.inner
    said = scene.syntax.text[low:high].split()
    if len(said) < _FEWEST:
        return False
    return len(said) > 7 or said[-1][-1] in ".,?!…" or not quote.closed


def _inherit(scene: Scene, frames: Frames, number: int, owners: list[Frame | None]) -> Frame | None:
    """The frame by which a quotation without a cue takes on the speaker of the one before."""
    quote, before = scene.quotes[number], scene.quotes[max(0, number - 1)]
    owner = owners[number - 1] if number else None
    if owner is None:
        return quote_inherits(scene, frames, quote)
    if quote_runs_on(before, quote):
        return _hand(scene, quote, owner, quote_runs_on)
    if _named_between(frames, before.end, quote.start, owner):
        return None
    if quote_resumes(before, quote):
        return _hand(scene, quote, owner, quote_resumes)
    beside = quote_next_paragraph(before, quote, scene.syntax.text)
    if beside:
        return _hand(scene, quote, owner, quote_next_paragraph)
    return quote_inherits(scene, frames, quote)


@source_rule("quote-runs-on", otherwise=False)
def quote_runs_on(quote: Quotation, follows: Quotation) -> bool:
    """A quotation that a paragraph leaves open and the next one re-opens, either way."""
    return follows.continues


@source_rule("quote-resumes", Trait.SPEECH, otherwise=False)
def quote_resumes(before: Quotation, quote: Quotation) -> bool:
    """A second quotation of a paragraph after the speaker of the first has been named."""
    return before.paragraph == quote.paragraph and quote.start - before.end <= _FARTHEST


@source_rule("quote-next-paragraph", otherwise=False)
def quote_next_paragraph(before: Quotation, quote: Quotation, text: str) -> bool:
    """A paragraph of quotation right after a quoted one."""
    line = text.rfind("\n", 0, quote.start) + 1
    return quote.paragraph == before.paragraph + 1 and not text[line : quote.start].strip()


def _named_between(frames: Frames, start: int, end: int, owner: Frame) -> bool:
    """Whether a frame of another speaker has its cue between two places."""
    name = owner.origin.name if owner.origin else None
    return any(
        frame.origin and frame.origin.name != name and has_trait(frame.rule, Trait.SPEECH)
        for frame in frames.cued(start, end)
    )


@source_rule("quote-signed")
def quote_signed(scene: Scene, quote: Quotation) -> Frame | None:
    """A quotation signed behind a dash."""
    match = _SIGNATURE.match(scene.syntax.text, quote.end)
    if match is None:
        return None
    found = scene.speakers.noun(scene.syntax.token_at(match.end(1) - 1))
    if found is None or found[0].source_class is not SourceClass.PERSON:
        return None
    cue = (match.start(1) - 1, match.start(1))
    scene.add((found[0], ()), cue, [(quote.start, quote.end)], quote_signed)
    return scene.frames[-1]


@source_rule("quote-inherits")
def quote_inherits(scene: Scene, frames: Frames, quote: Quotation) -> Frame | None:
    """A quotation without a cue after indirect speech in its paragraph."""
    line = scene.syntax.text.rfind("\n", 0, quote.start) + 1
    speaking = [
        frame
        for frame in frames.cued(line, quote.start)
        if has_trait(frame.rule, Trait.SPEECH) and not (frame.cue and scene.quoted(frame.cue[0]))
    ]
    return _hand(scene, quote, speaking[-1], quote_inherits) if speaking else None


def _hand(scene: Scene, quote: Quotation, owner: Frame, rule: AnyRule) -> Frame:
    """A frame that gives a quotation to the speaker of another."""
    confidence = min(rule.confidence, owner.confidence)
    place = ((quote.start, quote.end),)
    frame = Frame(owner.origin, owner.relays, owner.cue, place, rule.id, confidence)
    scene.frames.append(frame)
    return frame
