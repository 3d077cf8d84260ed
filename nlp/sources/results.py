"""Results: a company's figures go on to be its own through the paragraph that reports them.

"Larch Foods said profit fell 3%. Revenue rose 2% to £40m." The second sentence has no cue, yet
plainly goes on with the report; what analysts expected in between does not end it.
"""

from nlp.lexicon import words
from nlp.sources.frames import Frame, Frames
from nlp.sources.scene import Scene
from nlp.text.syntax import Span
from terms.enums import SourceClass

RESULTS = words("levels", "noun.result")
_OWN = frozenset({"said-that", "trailing", "object", "own-results", "according-to"})


def carry_results(scene: Scene) -> None:
    """Give results without a cue to the company whose results the paragraph reports."""
    s = scene.syntax
    if not any(word in RESULTS for word in s.words):
        return
    frames = Frames(scene.frames)
    reporting: Frame | None = None
    for number, (first, last) in enumerate(s.sentences):
        if number and "\n" in s.text[s.ends[s.sentences[number - 1][1] - 1] - 1 : s.starts[first]]:
            reporting = None
        low, high = s.chars(first, last)
        subject = _subject(scene, first, last)
        goes_on = subject >= 0 and reporting is not None and scene.numeric(first, last)
        if goes_on and reporting and not _touched(frames, low, high):
            contents = (s.chars(first, _before_aside(scene, subject, last)),)
            scene.frames.append(
                Frame(
                    reporting.origin,
                    reporting.relays,
                    reporting.cue,
                    contents,
                    "carried-over",
                    0.55,
                )
            )
        reporting = _reported(scene, frames, (first, last)) or reporting


def _touched(frames: Frames, low: int, high: int) -> bool:
    """Whether some frame reports a part of a span."""
    return any(
        start < high and end > low
        for frame in frames.near(low, high)
        for start, end in frame.contents
    )


def _subject(scene: Scene, first: int, last: int) -> int:
    """The results noun that is the subject of a sentence's main verb, or -1."""
    s = scene.syntax
    for token in range(first, last):
        if s.deps[token] == "nsubj" and s.words[token] in RESULTS:
            verb = s.heads[token]
            return token if s.deps[verb] == "ROOT" else -1
    return -1


def _before_aside(scene: Scene, subject: int, last: int) -> int:
    """The sentence's end, or where a participle of the narrator's begins (", missing 4%")."""
    s = scene.syntax
    for token in range(subject + 1, last - 1):
        if s.raw[token] == "," and s.tags[token + 1] == "VBG":
            return token
    return last


def _reported(scene: Scene, frames: Frames, sentence: Span) -> Frame | None:
    """The frame of a sentence in which a body tells of results, if any."""
    s = scene.syntax
    for frame in frames.cued(*s.chars(*sentence)):
        body = frame.origin is not None and frame.origin.source_class is SourceClass.BODY
        if not body or frame.rule not in _OWN or frame.relays:
            continue
        for low, high in frame.contents:
            words = s.words[s.token_at(low) : s.token_at(max(low, high - 1)) + 1]
            if frame.rule == "own-results" or any(word in RESULTS for word in words):
                return frame
    return None
