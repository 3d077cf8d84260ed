"""Carry-over: what goes on with a report that was made before, without a cue of its own.

The next sentence of a paragraph ("Another 12 …"), the results that a company reports, a number
that is pointed back at ("those 12").
"""

import re
from collections.abc import Iterator

from nlp.lexicon import words
from nlp.sources.cues import VERBS
from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.phrases import read_results
from nlp.sources.rules import Trait, has_trait, source_rule
from nlp.sources.scene import Scene
from nlp.text import Span, Syntax
from terms.enums import SourceClass

_RESULTS = words("levels", "noun.result")
_POINTS = frozenset({"this", "that", "these", "those"})
_RESULTS = words("levels", "noun.result")
_LINKS = words("clause_words", "link")
_FURTHER = words("clause_words", "further")
_SERIES = words("clause_words", "series")
_HEDGES = frozenset(" ".join(words("hedges", "word.")).split()) - {"the"} | {"a"}
_OPENINGS = frozenset({"but", "and", "still", "overall", "however"})
_SAME_TIME = re.compile(r"\b(?:at|by|in|over) (?:that|the same) (?:point|time|period|year|month)\b")
_RESTATED = re.compile(
    r"\b(?:[Tt]hat|[Tt]hose|[Tt]his|[Tt]hese|same) ([$€£]?\d[\d.,]*\d|\d)( [\w%]+)?"
)
_MOST = 2  # sentences that one report is carried over
_REPORTS = 0.45  # share of the sentence before that its frame must cover,
_BESIDE = 0.15  # and where the cue's own clause takes up the rest of it
_SURE = 0.6  # confidence of the frame that may be carried on
_FARTHEST = 6000  # characters back that a restated number is looked for
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@source_rule("carried-over", Trait.BORROWED)
def carry_over(scene: Scene) -> None:
    """The next sentence of the paragraph, without a cue, that plainly goes on: “This was …”,
    “Another 12 …”, “Of these …”, one more figure without a new name.

    Only sentences with a number that no frame touches.
    """
    before: tuple[Span, Frame] | None = None
    carried_on = 0
    frames = Frames(scene.frames)
    for sentence in _sentences(scene.syntax):
        low, high = scene.syntax.chars(*sentence)
        cued = frames.cued(low, high)
        if cued or (before and _touched(frames, low, high)):
            source = _reporting(cued, low, high)
            before, carried_on = (sentence, source) if source else None, 0
        elif before and carried_on < _MOST and _goes_on(scene, before[0], sentence):
            carried = _carried(before[1], (low, high))
            scene.frames.append(carried)
            before, carried_on = (sentence, carried), carried_on + 1
        else:
            before = None


def _carried(source: Frame, content: Span) -> Frame:
    """A frame of another sentence's source."""
    rule = carry_over
    return Frame(source.origin, source.relays, source.cue, (content,), rule.id, rule.confidence)


def _touched(frames: Frames, low: int, high: int) -> bool:
    """Whether some frame reports a part of a span."""
    return any(
        start < high and end > low
        for frame in frames.near(low, high)
        for start, end in frame.contents
    )


def _sentences(s: Syntax) -> Iterator[Span]:
    """Token spans of the sentences that hold words."""
    for first, last in s.sentences:
        while last > first and not s.raw[last - 1].strip():
            last -= 1
        while first < last and not s.raw[first].strip():
            first += 1
        if first < last:
            yield first, last


def _reporting(cued: list[Frame], low: int, high: int) -> Frame | None:
    """The chain of frames that report most of a sentence, as one frame; or None."""
    chain: list[Source] = []
    frames = [frame for frame in cued if _may_go_on(frame, low, high)]
    for frame in sorted(frames, key=lambda f: f.size):
        for source in filter(None, (frame.origin, *frame.relays)):
            if all(source.name != other.name for other in chain):
                chain.append(source)
    if not chain:
        return None
    cue = next((frame.cue for frame in sorted(frames, key=lambda f: f.size) if frame.cue), None)
    return Frame(chain[0], tuple(chain[1:]), cue, (), carry_over.id, carry_over.confidence)


def _may_go_on(frame: Frame, low: int, high: int) -> bool:
    """Whether a frame is sure enough and reports enough of its sentence to be carried on."""
    if frame.confidence < _SURE or has_trait(frame.rule, Trait.UNCARRIED):
        return False
    covered = sum(max(0, min(end, high) - max(start, low)) for start, end in frame.contents)
    beside = has_trait(frame.rule, Trait.ASIDE | Trait.PASSED_ON)
    return covered >= (_BESIDE if beside else _REPORTS) * (high - low)


def _goes_on(scene: Scene, before: Span, sentence: Span) -> bool:
    """Whether a sentence of the same paragraph goes on with the report of the one before."""
    s = scene.syntax
    first, last = sentence
    if "\n" in s.text[s.ends[before[1] - 1] : s.starts[first]]:
        return False
    if scene.quote_of[first] >= 0 or not scene.numeric(first, last):
        return False
    if s.words[first] in _OPENINGS:
        first += 1 + (s.raw[first + 1 : first + 2] == [","])
    if first >= last or _agentless(s, first, last):
        return False
    start, end = s.chars(*sentence)
    if s.words[first] in _POINTS or _SAME_TIME.search(s.text, start, end):
        return True
    if _new_names(s, before, sentence):
        return False
    return _opens_as_more(s.words[first : first + 6]) or _opens_with_figure(scene, first, last)


def _opens_as_more(opening: list[str]) -> bool:
    """Whether the first words point at a series: "Another 12", "A further 9", "The toll"."""
    first, second = opening[0], opening[1] if len(opening) > 1 else ""
    if first in ("it", "they"):
        return second in _LINKS
    if first in _FURTHER or (first in ("a", "an") and second in _FURTHER):
        return True
    return first in ("the", "a", "an", "its", "their") and any(w in _SERIES for w in opening[1:4])


def _opens_with_figure(scene: Scene, first: int, last: int) -> bool:
    """Whether a sentence opens with a figure, hedges aside: "At least 40 others …"."""
    s = scene.syntax
    if s.words[first] in ("it", "they"):
        return False
    while first < last and s.words[first] in _HEDGES:
        first += 1
    return first < last and scene.numeric(first, first + 1) and s.tags[first] != "NNS"


def _agentless(s: Syntax, first: int, last: int) -> bool:
    """Whether a sentence attributes to nobody in particular: "is expected to", "is thought to"."""
    return any(
        s.words[token] in VERBS
        and s.find(token, "auxpass") is not None
        and s.find(token, "agent") is None
        for token in range(first, last)
    )


def _new_names(s: Syntax, before: Span, sentence: Span) -> bool:
    """Whether a sentence names somebody or some place that the one before did not."""
    earlier = {word.lower() for word in s.raw[slice(*before)]}
    places = sorted({s.entity_at[token] for token in range(*sentence)} - {-1})
    return any(
        label in _NAMES
        and any(s.words[i] not in earlier and s.raw[i][:1].isupper() for i in range(first, last))
        for first, last, label in (s.entities[place] for place in places)
    )


# -- results -------------------------------------------------------------------------------------


def carry_results(scene: Scene) -> None:
    """Give results without a cue to the company whose results the paragraph reports.

    "Larch Foods said profit fell 3%. Revenue rose 2% to £40m." What analysts expected in between
    does not end the report.
    """
    s = scene.syntax
    if not any(word in _RESULTS for word in s.words):
        return
    frames = Frames(scene.frames)
    reporting: Frame | None = None
    for number, (first, last) in enumerate(s.sentences):
        if number and "\n" in s.text[s.ends[s.sentences[number - 1][1] - 1] - 1 : s.starts[first]]:
            reporting = None
        subject = _results_subject(s, first, last)
        goes_on = subject is not None and scene.numeric(first, last)
        if reporting and goes_on and not _touched(frames, *s.chars(first, last)):
            content = s.chars(first, _before_participle(s, subject or first, last))
            scene.frames.append(_carried(reporting, content))
        reporting = _reported_results(scene, frames, (first, last)) or reporting


def _results_subject(s: Syntax, first: int, last: int) -> int | None:
    """The results noun that is the subject of a sentence's main verb."""
    for token in range(first, last):
        if s.deps[token] == "nsubj" and s.words[token] in _RESULTS:
            return token if s.deps[s.heads[token]] == "ROOT" else None
    return None


def _before_participle(s: Syntax, subject: int, last: int) -> int:
    """The sentence's end, or where a participle of the narrator's begins (", missing 4%")."""
    for token in range(subject + 1, last - 1):
        if s.raw[token] == "," and s.tags[token + 1] == "VBG":
            return token
    return last


def _reported_results(scene: Scene, frames: Frames, sentence: Span) -> Frame | None:
    """The frame of a sentence in which a body tells of results, if any."""
    s = scene.syntax
    for frame in frames.cued(*s.chars(*sentence)):
        body = frame.origin is not None and frame.origin.source_class is SourceClass.BODY
        if not body or not has_trait(frame.rule, Trait.RESULTS) or frame.relays:
            continue
        for low, high in frame.contents:
            content = s.words[s.token_at(low) : s.token_at(max(low, high - 1)) + 1]
            if frame.rule == read_results.id or any(word in _RESULTS for word in content):
                return frame
    return None


# -- numbers pointed back at ---------------------------------------------------------------------


@source_rule("restated", Trait.BORROWED)
def restate(scene: Scene) -> None:
    """A number pointed back at keeps the source that it was given with."""
    text = scene.syntax.text
    matches = list(_RESTATED.finditer(text))
    frames = Frames(scene.frames if matches else ())
    for match in matches:
        start, end = match.span(1)
        if scene.syntax.tags[scene.syntax.token_at(match.start())] == "IN":
            continue
        if any(frame.covers(start, end) for frame in frames.near(start, end)):
            continue
        place = _first_given(text, match)
        given = [f for f in frames.near(*place) if f.covers(*place)] if place else []
        if given:
            inner = min(given, key=lambda f: f.size)
            scene.add((inner.origin, inner.relays), inner.cue, [(start, match.end())], restate)


def _first_given(text: str, match: re.Match[str]) -> Span | None:
    """Where a number stood before, best with the same noun behind it."""
    number, noun = match.group(1), match.group(2) or ""
    since = max(0, match.start() - _FARTHEST)
    at = text.rfind(number + noun, since, match.start())
    if at < 0 and len(number) > 2:
        at = text.rfind(number, since, match.start())
    if at < 0 or text[at - 1 : at].isalnum():
        return None
    return at, at + len(number)
