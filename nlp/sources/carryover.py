"""Carry-over: sentences without a cue that plainly go on with what the one before reports."""

import re
from collections.abc import Iterator

from nlp.sources.cues import VERBS
from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.scene import Scene
from nlp.text.syntax import Span, Syntax

_POINTS = frozenset({"this", "that", "these", "those"})
_COPULAS = frozenset(
    ["was", "is", "were", "are", "had", "has", "rose", "fell", "marked", "marks", "represents"]
)
_FURTHER = frozenset({"another", "others", "further", "additional", "among", "of", "both", "most"})
_SERIES = frozenset(
    [
        *("figure", "figures", "number", "numbers", "total", "toll", "rate", "rest", "remaining"),
        *("remainder", "other", "others", "increase", "rise", "fall", "drop", "majority", "dead"),
        *("injured", "wounded", "victims", "deaths", "cases", "average", "same", "latest"),
    ]
)
_HEDGES = frozenset(
    [
        *("some", "about", "around", "nearly", "almost", "at", "least", "more", "than", "over"),
        *("up", "to", "fewer", "only", "just", "roughly", "approximately", "a", "as", "many"),
        *("well", "under", "less"),
    ]
)
_SAME_TIME = re.compile(r"\b(?:at|by|in|over) (?:that|the same) (?:point|time|period|year|month)\b")
_RESTATED = re.compile(
    r"\b(?:[Tt]hat|[Tt]hose|[Tt]his|[Tt]hese|same) ([$€£]?\d[\d.,]*\d|\d)( [\w%]+)?"
)
_MOST = 2  # sentences that one report is carried over
_REPORTS = 0.45  # share of the sentence before that its frame must cover,
_ASIDE = 0.15  # and where the cue's own clause takes up the rest of it
_ASIDES = frozenset({"trailing", "according-to", "per", "citing"})
_NOT_CARRIED = frozenset({"stance", "aim", "outlook", "transcript", "document-provides"})
_EXPLICIT = 0.6  # confidence of the frame that may be carried on
_FARTHEST = 6000  # characters back that a restated number is looked for
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def carry_over(scene: Scene) -> None:
    """Give cue-less sentences of a paragraph the source of the sentence before, where they go on.

    Only sentences with a number, that no frame touches, and that open with what points back ("This
    was up …", "Another 12 …", "Of these, …") or with one more figure and no new name.
    """
    before: Span | None = None
    source: Frame | None = None
    carried_on = 0
    frames = Frames(scene.frames)
    for sentence in _sentences(scene.syntax):
        low, high = scene.syntax.chars(*sentence)
        cued = frames.cued(low, high)
        if not cued and source is None:
            continue
        if cued or _touched(frames.near(low, high), low, high):
            before, source, carried_on = sentence, _reporting(cued, low, high), 0
            continue
        if before is None or source is None or _parted(scene, before, sentence):
            before = source = None
            continue
        if scene.quote_of[sentence[0]] >= 0 or not scene.numeric(*sentence):
            before = source = None
            continue
        if carried_on >= _MOST or not _continues(scene, before, sentence):
            before = source = None
            continue
        carried = Frame(
            source.origin, source.relays, source.cue, ((low, high),), "carried-over", 0.55
        )
        scene.frames.append(carried)
        before, source, carried_on = sentence, carried, carried_on + 1


def _touched(frames: list[Frame], low: int, high: int) -> bool:
    """Whether one of the frames reports a part of a span."""
    return any(start < high and end > low for frame in frames for start, end in frame.contents)


def _sentences(s: Syntax) -> Iterator[Span]:
    """Token spans of the sentences that hold words."""
    for first, last in s.sentences:
        while last > first and not s.raw[last - 1].strip():
            last -= 1
        while first < last and not s.raw[first].strip():
            first += 1
        if first < last:
            yield first, last


def _parted(scene: Scene, before: Span, sentence: Span) -> bool:
    """Whether a line break stands between two sentences."""
    s = scene.syntax
    return "\n" in s.text[s.ends[before[1] - 1] : s.starts[sentence[0]]]


def _reporting(cued: list[Frame], low: int, high: int) -> Frame | None:
    """The chain of frames that report most of a sentence, as one frame; or None."""
    chain: list[Source] = []
    cue: Span | None = None
    frames = [
        frame
        for frame in cued
        if frame.confidence >= _EXPLICIT
        and frame.rule not in _NOT_CARRIED
        and sum(max(0, min(end, high) - max(start, low)) for start, end in frame.contents)
        >= (_ASIDE if frame.rule in _ASIDES else _REPORTS) * (high - low)
    ]
    for frame in sorted(frames, key=lambda f: f.size):
        cue = cue or frame.cue
        for source in (frame.origin, *frame.relays):
            if source is not None and all(source.name != other.name for other in chain):
                chain.append(source)
    if not chain:
        return None
    return Frame(chain[0], tuple(chain[1:]), cue, (), "carried-over", 0.55)


def _continues(scene: Scene, before: Span, sentence: Span) -> bool:
    """Whether a sentence goes on with the report of the one before."""
    s = scene.syntax
    first, last = sentence
    words = s.words[first : first + 6]
    if words[0] in ("but", "and", "still", "overall", "however"):
        first += 1 + (s.raw[first + 1 : first + 2] == [","])
        words = s.words[first : first + 6]
    if not words or _agentless(s, first, last):
        return False
    if words[0] in _POINTS:
        return True
    start, end = s.chars(*sentence)
    if _SAME_TIME.search(s.text, start, end):
        return True
    if _new_names(s, before, sentence):
        return False
    if words[0] in ("it", "they"):
        return words[1:2] != [] and words[1] in _COPULAS
    if words[0] in _FURTHER:
        return True
    if words[0] in ("a", "an") and words[1:2] != [] and words[1] in _FURTHER:
        return True
    if words[0] in ("the", "a", "an", "its", "their") and any(w in _SERIES for w in words[1:4]):
        return True
    lead = first
    while lead < last and s.words[lead] in _HEDGES:
        lead += 1
    return lead < last and scene.numeric(lead, lead + 1) and s.tags[lead] != "NNS"


def _agentless(s: Syntax, first: int, last: int) -> bool:
    """Whether a sentence attributes to nobody in particular: "is expected to", "is thought to"."""
    return any(
        s.words[token] in VERBS and s.child(token, "auxpass") >= 0 and s.child(token, "agent") < 0
        for token in range(first, last)
    )


def _new_names(s: Syntax, before: Span, sentence: Span) -> bool:
    """Whether a sentence names somebody or some place that the one before did not."""
    earlier = {word.lower() for word in s.raw[slice(*before)]}
    return any(
        label in _NAMES
        and any(s.words[i] not in earlier and s.raw[i][:1].isupper() for i in range(first, last))
        for first, last, label in _entities_in(s, sentence)
    )


def _entities_in(s: Syntax, sentence: Span) -> Iterator[tuple[int, int, str]]:
    seen = -1
    for token in range(*sentence):
        entity = s.entity_at[token]
        if entity > seen:
            seen = entity
            yield s.entities[entity]


def restate(scene: Scene) -> None:
    """A number pointed back at ("those 8.69 GW") keeps the source that it was first given with."""
    text = scene.syntax.text
    matches = list(_RESTATED.finditer(text))
    frames = Frames(scene.frames if matches else ())
    for match in matches:
        number, noun = match.group(1), match.group(2) or ""
        if scene.syntax.tags[scene.syntax.token_at(match.start())] == "IN":
            continue
        start, end = match.span(1)
        if any(frame.covers(start, end) for frame in frames.near(start, end)):
            continue
        since = max(0, match.start() - _FARTHEST)
        at = text.rfind(number + noun, since, match.start())
        if at < 0 and len(number) > 2:
            at = text.rfind(number, since, match.start())
        if at < 0 or text[at - 1 : at].isalnum():
            continue
        stop = at + len(number)
        first = [f for f in frames.near(at, stop) if f.covers(at, stop)]
        if first:
            inner = min(first, key=lambda f: f.size)
            scene.frames.append(
                Frame(
                    inner.origin, inner.relays, inner.cue, ((start, match.end()),), "restated", 0.55
                )
            )
