"""Whose quotation is it: frames take in the whole of what they touch, the rest inherit."""

import re
from dataclasses import replace

from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.quotations import Quotation
from nlp.sources.scene import Scene
from nlp.text.syntax import Span
from terms.enums import SourceClass

_SHORT = 4  # words: less than that, without end of sentence, is a quoted phrase and no utterance
_REACH = 400  # characters between a speaker's last words and a quotation that has none

_SIGNATURE = re.compile(
    r"[ \xa0]*[―—–-]+[ \xa0]*([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4})"
    r"(?=[,.]?[^\n.]{0,60}\.?\s*(?:\n|$))"
)
_QUOTED = frozenset(
    {
        "quotation",
        "trailing",
        "said-that",
        "quote-resumes",
        "transcript",
        "quote-verb",
        "quote-colon",
    }
)


def settle_quotations(scene: Scene) -> None:
    """Grow frames over the quotations they touch, then hand the ones left over to a speaker."""
    scene.frames = [_grown(scene, frame) for frame in scene.frames]
    frames = Frames(scene.frames)
    owners = [_owner(quote, frames.near(quote.start, quote.end)) for quote in scene.quotes]
    for number, quote in enumerate(scene.quotes):
        if owners[number] is None and _utters(scene, quote):
            owners[number] = _signed(scene, quote) or _inherit(scene, frames, number, owners)
    # A quotation that ran on into one with a cue of its own belongs to that cue's speaker.
    for number in range(len(scene.quotes) - 2, -1, -1):
        quote, after = scene.quotes[number], owners[number + 1]
        follows = scene.quotes[number + 1]
        if owners[number] is None and after is not None and _utters(scene, quote):
            joined = quote.runs_on and follows.continues
            beside = quote.paragraph == follows.paragraph and not scene.syntax.text[
                quote.end : follows.start
            ].strip(" \xa0")
            if joined or beside:
                owners[number] = after
                _hand(scene, quote, after, "quote-runs-on", 0.8)


def _grown(scene: Scene, frame: Frame) -> Frame:
    """A frame whose content holds every quotation it touches, if its cue stands outside."""
    if frame.cue and scene.quoted(frame.cue[0]):
        return frame
    contents: list[Span] = []
    for low, high in frame.contents:
        first = scene.quote_of[scene.syntax.token_at(low)]
        last = scene.quote_of[scene.syntax.token_at(max(low, high - 1))]
        if first >= 0:
            low = min(low, scene.quotes[first].start)
        if last >= 0:
            high = max(high, scene.quotes[last].end)
        contents.append((low, high))
    if tuple(contents) == frame.contents:
        return frame
    return replace(frame, contents=_merged(contents))


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap joined."""
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)


def _owner(quote: Quotation, frames: list[Frame]) -> Frame | None:
    """The outermost frame that reports a quotation from outside it."""
    best: Frame | None = None
    for frame in frames:
        if frame.cue and quote.start <= frame.cue[0] < quote.end:
            continue
        if frame.covers(quote.start + 1, quote.end - 1) and (
            best is None or frame.size > best.size
        ):
            best = frame
    return best


def _utters(scene: Scene, quote: Quotation) -> bool:
    """Whether a quotation is somebody's sentence, not a quoted phrase or a title."""
    low, high = quote.inner
    words = scene.syntax.text[low:high].split()
    if len(words) < _SHORT:
        return False
    return len(words) > 7 or words[-1][-1] in ".,?!…" or not quote.closed


def _inherit(scene: Scene, frames: Frames, number: int, owners: list[Frame | None]) -> Frame | None:
    """The frame whose speaker a quotation without a cue takes on, and the frame made for it."""
    quote = scene.quotes[number]
    before = scene.quotes[number - 1] if number else None
    owner = owners[number - 1] if number else None
    if before is not None and owner is not None:
        if quote.continues:
            return _hand(scene, quote, owner, "quote-runs-on", 0.85)
        if before.paragraph == quote.paragraph and not _interrupted(frames, before, quote, owner):
            return _hand(scene, quote, owner, "quote-resumes", 0.85)
        next_paragraph = quote.paragraph == before.paragraph + 1 and _alone(scene, quote)
        if next_paragraph and not _named_between(frames, before.end, quote.start, owner):
            return _hand(scene, quote, owner, "quote-next-paragraph", 0.8)
    return _introduced(scene, frames, quote)


def _signed(scene: Scene, quote: Quotation) -> Frame | None:
    """A quotation signed behind a dash: "…" — Ada Osei, at the end of its paragraph."""
    text = scene.syntax.text
    match = _SIGNATURE.match(text, quote.end)
    if match is None:
        return None
    found = scene.speakers.noun(scene.syntax.token_at(match.end(1) - 1))
    source = found[0] if found else None
    if source is None or source.source_class is not SourceClass.PERSON:
        return None
    place = ((quote.start, quote.end),)
    frame = Frame(source, (), (match.start(1) - 1, match.start(1)), place, "quote-signed", 0.8)
    scene.frames.append(frame)
    return frame


def _interrupted(frames: Frames, before: Quotation, quote: Quotation, owner: Frame) -> bool:
    """Whether another speaker comes in between two quotations of one paragraph."""
    too_far = quote.start - before.end > _REACH
    return too_far or _named_between(frames, before.end, quote.start, owner)


def _named_between(frames: Frames, start: int, end: int, owner: Frame) -> bool:
    """Whether a frame of another speaker has its cue between two places."""
    name = owner.origin.name if owner.origin else None
    return any(
        frame.origin and frame.origin.name != name and frame.rule in _QUOTED
        for frame in frames.cued(start, end)
    )


def _alone(scene: Scene, quote: Quotation) -> bool:
    """Whether a quotation opens its paragraph and nobody else is given the words there."""
    text = scene.syntax.text
    line = text.rfind("\n", 0, quote.start) + 1
    return not text[line : quote.start].strip()


def _introduced(scene: Scene, frames: Frames, quote: Quotation) -> Frame | None:
    """The speaker of the sentence or paragraph before: "He went on:", "Her verdict was blunt." """
    text = scene.syntax.text
    line = text.rfind("\n", 0, quote.start) + 1
    lead = text[line : quote.start].strip()
    if lead:
        before = frames.cued(line, quote.start)
    else:
        previous = text.rstrip(
            "\n ",
        ).rfind("\n", 0, max(0, line - 1))
        while previous > 0 and not text[previous:line].strip():
            previous = text.rfind("\n", 0, previous)
        previous = max(0, previous)
        before = frames.cued(previous, line)
    speaking = [
        f
        for f in before
        if f.origin is not None
        and f.rule in _QUOTED
        and not (f.cue and scene.quoted(f.cue[0]))
        and f.origin.source_class in (SourceClass.PERSON, SourceClass.ANONYMOUS, SourceClass.BODY)
    ]
    if not speaking:
        return None
    latest = max(speaking, key=lambda f: f.cue[0] if f.cue else 0)
    return _hand(scene, quote, latest, "quote-inherits", 0.7)


def _hand(scene: Scene, quote: Quotation, owner: Frame, rule: str, confidence: float) -> Frame:
    """A frame that gives a quotation to the speaker of another."""
    origin: Source | None = owner.origin
    frame = Frame(
        origin,
        owner.relays,
        owner.cue,
        ((quote.start, quote.end),),
        rule,
        min(confidence, owner.confidence),
    )
    scene.frames.append(frame)
    return frame
