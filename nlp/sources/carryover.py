"""Carry-over: sentences without a cue that a careful reader still gives to somebody.

Only where it is safe: between two reports of one speaker in a paragraph; a part of the series just
reported; the results of a company; the findings of the one report that an article is about; a
number printed again. All of it is inferred: confidence is low and the rules' ids begin with
``carried-``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.lexicon import words
from nlp.lexicon.nouns import SCHOLARS
from nlp.lexicon.stems import stem
from nlp.sources.cues import VERBS
from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.names import plain
from nlp.sources.phrases import read_results
from nlp.sources.rules import Trait, has_trait, source_rule
from nlp.sources.scene import AnyRule, Scene
from nlp.text import Span, Syntax
from terms.enums import SourceClass

_RESULTS = words("levels", "noun.result")
_DATA = words("documents", "all.study", "all.data")
_LINKS = words("clause_words", "link")
_FURTHER = words("clause_words", "further")
_SERIES = words("clause_words", "series")
_RULED = words("clause_words", "ruled")
_OPENINGS = frozenset({"but", "and", "still", "overall", "however"})
_PRONOUNS = frozenset({"he", "she", "they"})  # whom nothing else names
_FIRST_PERSON = frozenset({"i", "we", "you", "our", "my"})
_DEFINITE = frozenset({"the", "its", "their", "his", "her"})
_POINTS = frozenset({"this", "that", "these", "those"})
_PARTS = frozenset({"them", "these", "those", "which", "whom"})
_RESTATED = re.compile(
    r"\b(?:[Tt]hat|[Tt]hose|[Tt]his|[Tt]hese|same) ([$€£]?\d[\d.,]*\d|\d)( [\w%]+)?"
)
_HEADLINE_NUMBER = re.compile(r"[$€£]?\d[\d.,]*\d(?:%| ?\w+)?")
_MOST = 2  # sentences that one report is carried over
_REPORTS = 0.35  # share of the sentence before that its frame must cover,
_BESIDE = 0.15  # and where the cue's own clause takes up the rest of it
_SURE = 0.6  # confidence of the frame that may be carried on
_FARTHEST = 6000  # characters back that a restated number is looked for
_SHORT = 3  # letters of words that are in all sentences
_LEAD = 3  # lines in which an article names the report that it is about
_OPENING = 5  # tokens in which a sentence says that it goes on


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its tokens and characters, its paragraph, who reports it.

    ``free``: it holds a number and nobody's words; ``cued``: somebody's cue stands in it.
    """

    first: int
    last: int
    low: int
    high: int
    paragraph: int
    report: Frame | None
    cued: bool
    free: bool


def carry_over(scene: Scene) -> None:
    """All that is carried over, the surest ground first."""
    for carry in (
        restate,
        carry_results,
        carry_between,
        carry_series,
        carry_topic,
        carry_report,
        carry_to_headline,
    ):
        carry(scene)


def _lines(scene: Scene) -> list[Line]:
    s, frames = scene.syntax, Frames(scene.frames)
    found: list[Line] = []
    paragraph, end = 0, 0
    for first, last in _sentences(s):
        low, high = s.chars(first, last)
        paragraph += "\n" in s.text[end:low]
        end = high
        cued = frames.cued(low, high)
        numeric = scene.numeric(first, last) and scene.quote_of[first] < 0
        free = numeric and not cued and not _touched(frames, low, high)
        report = _reporting(cued, low, high)
        found.append(Line(first, last, low, high, paragraph, report, bool(cued), free))
    return found


def _sentences(s: Syntax) -> Iterator[Span]:
    """Token spans of the sentences that hold words."""
    for first, last in s.sentences:
        while last > first and not s.raw[last - 1].strip():
            last -= 1
        while first < last and not s.raw[first].strip():
            first += 1
        if first < last:
            yield first, last


def _touched(frames: Frames, low: int, high: int) -> bool:
    """Whether some frame reports a part of a span."""
    return any(
        start < high and end > low
        for frame in frames.near(low, high)
        for start, end in frame.contents
    )


def _reporting(cued: list[Frame], low: int, high: int) -> Frame | None:
    """The chain of frames that report most of a sentence, as one frame; or None."""
    frames = sorted((f for f in cued if _may_go_on(f, low, high)), key=lambda f: f.size)
    chain: dict[str, Source] = {}
    for frame in frames:
        for source in filter(None, (frame.origin, *frame.relays)):
            chain.setdefault(source.name, source)
    if not chain:
        return None
    origin, *relays = chain.values()
    cue = next((frame.cue for frame in frames if frame.cue), None)
    return Frame(origin, tuple(relays), cue, (), frames[0].rule, frames[0].confidence)


def _may_go_on(frame: Frame, low: int, high: int) -> bool:
    """Whether a frame is sure enough and reports enough of its sentence to be carried on."""
    if frame.confidence < _SURE or has_trait(frame.rule, Trait.UNCARRIED):
        return False
    covered = sum(max(0, min(end, high) - max(start, low)) for start, end in frame.contents)
    beside = has_trait(frame.rule, Trait.ASIDE | Trait.PASSED_ON)
    named = frame.origin.end - frame.origin.start if frame.origin else 0
    return covered >= (_BESIDE if beside else _REPORTS) * (high - low - named)


def _carry(scene: Scene, report: Frame, content: Span, rule: AnyRule) -> None:
    """A frame of another sentence's source."""
    frame = Frame(report.origin, report.relays, report.cue, (content,), rule.id, rule.confidence)
    scene.frames.append(frame)


# -- within a paragraph --------------------------------------------------------------------------


@source_rule("carried-between", Trait.BORROWED)
def carry_between(scene: Scene) -> None:
    """A sentence between two of one speaker's in a paragraph: “…, the guild said. Crews left 12
    boats. Nine were towed, the guild added.”"""
    s, lines = scene.syntax, _lines(scene)
    for place, line in enumerate(lines):
        before = _nearest(lines[:place][::-1], line) if line.free else None
        after = _nearest(lines[place + 1 :], line) if before else None
        if before is None or after is None or _agentless(s, line):
            continue
        if plain(_name(before)) != plain(_name(after)) and _name(after).lower() not in _PRONOUNS:
            continue
        if _within(line, before, after, s) or _is_result(s, line, _told(scene, before)):
            _carry(scene, before, (line.low, line.high), carry_between)


def _nearest(lines: Sequence[Line], line: Line) -> Frame | None:
    """The report of the first sentence in which somebody speaks: of the paragraph, or, where data
    speak, of the one beside it."""
    for other in lines:
        apart = abs(other.paragraph - line.paragraph)
        if apart > 1:
            return None
        if other.cued:
            data = other.report is not None and _is_study(other.report)
            return other.report if apart == 0 or data else None
    return None


def _within(line: Line, before: Frame, after: Frame, s: Syntax) -> bool:
    """Whether two reports stand in the paragraph of a sentence."""
    span = (before.cue or (0, 0))[0], (after.cue or (0, 0))[0]
    return "\n" not in s.text[span[0] : line.low] and "\n" not in s.text[line.high : span[1]]


def _is_study(report: Frame) -> bool:
    """Whether a report is that of data, a study or a poll by its own words."""
    return report.origin is not None and bool(set(report.origin.text.lower().split()) & _DATA)


def _told(scene: Scene, report: Frame) -> set[str]:
    """The stems of all words that a speaker reports anywhere in the text."""
    s = scene.syntax
    return {
        stem(word)
        for frame in scene.frames
        if frame.origin and plain(frame.origin.name) == plain(_name(report))
        for low, high in frame.contents
        for word in s.words[s.token_at(low) : s.token_at(high - 1) + 1]
        if len(word) > _SHORT
    }


def _name(report: Frame) -> str:
    return report.origin.name if report.origin else ""


@source_rule("carried-series", Trait.BORROWED)
def carry_series(scene: Scene) -> None:
    """A part of what was just reported, or more of it: “14 of those collisions”, “Another 12 …”,
    “That was 9 percent more”."""
    report: Frame | None = None
    before: Line | None = None
    carried = 0
    for line in _lines(scene):
        goes_on = line.free and report and before and carried < _MOST
        if report and before and goes_on and _goes_on(scene, before, line, report):
            _carry(scene, report, (line.low, line.high), carry_series)
            carried += 1
        else:
            report, carried = line.report, 0
        before = line


def _goes_on(scene: Scene, before: Line, line: Line, report: Frame) -> bool:
    """Whether a sentence plainly goes on with the report of the one before."""
    s = scene.syntax
    if line.paragraph > before.paragraph + 1 or _agentless(s, line):
        return False
    if _is_own_deed(scene, line, report):
        return False
    if _counts_part(s, before, line):
        return True
    if line.paragraph != before.paragraph:
        return False
    first = line.first
    if s.words[first] in _OPENINGS:
        first += 1 + (s.raw[first + 1 : first + 2] == [","])
    opening = s.words[first : min(first + _OPENING, line.last)]
    if len(opening) < 2 or _new_names(s, before, line):
        return False
    subject, second = opening[:2]
    if subject in _POINTS or subject in ("it", "they"):
        return second in _LINKS or second in _SERIES
    more = subject in _FURTHER or (subject in ("a", "an", "the") and second in _FURTHER)
    return more or any(word in ("others", "more") for word in opening[1:])


def _counts_part(s: Syntax, before: Line, line: Line) -> bool:
    """Whether a sentence counts some of what the one before told of: "14 of those collisions"."""
    counted = (s.heads[k] for k in range(before.first, before.last) if s.deps[k] == "nummod")
    told = {stem(s.words[noun]) for noun in counted}
    for token in range(line.first, line.last - 1):
        if s.words[token] != "of" or s.words[token + 1] not in _PARTS:
            continue
        noun = s.heads[token + 1] if s.deps[token + 1] == "det" else None
        same_line = line.paragraph == before.paragraph
        if (noun is None and same_line) or (noun is not None and stem(s.words[noun]) in told):
            return True
    return False


def _agentless(s: Syntax, line: Line) -> bool:
    """Whether a sentence attributes to nobody in particular: "is expected to", "is thought to"."""
    return any(
        s.words[token] in VERBS
        and s.find(token, "auxpass") is not None
        and s.find(token, "agent") is None
        for token in range(line.first, line.last)
    )


def _new_names(s: Syntax, before: Line, line: Line) -> bool:
    """Whether a sentence names somebody or some place that the one before did not."""
    earlier = set(s.words[before.first : before.last])
    places = sorted({s.entity_at[token] for token in range(line.first, line.last)} - {-1})
    return any(
        label in ("PERSON", "ORG", "GPE", "NORP")
        and any(s.words[i] not in earlier and s.raw[i][:1].isupper() for i in range(first, last))
        for first, last, label in (s.entities[place] for place in places)
    )


@source_rule("carried-topic", Trait.BORROWED)
def carry_topic(scene: Scene) -> None:
    """The next sentence about what was just told of, by a pronoun or by "the" and its noun: “The
    maker said the van goes 300 miles. It has a motor of 200 kW.”"""
    report: Frame | None = None
    before: Line | None = None
    for line in _lines(scene):
        if line.free and report and before and _stays(scene, before, line, report):
            _carry(scene, report, (line.low, line.high), carry_topic)
        else:
            report = line.report
        before = line


def _subject(s: Syntax, line: Line) -> int | None:
    inside = range(line.first, line.last)
    return next((k for k in inside if s.deps[k] in ("nsubj", "nsubjpass")), None)


def _is_own_deed(scene: Scene, line: Line, report: Frame) -> bool:
    """Whether a sentence tells what the speaker does: "The agency has picked 3 of those firms"."""
    subject = _subject(scene.syntax, line)
    if subject is None or scene.syntax.tags[subject] == "PRP":
        return False
    found = scene.speakers.noun(subject, remember=False)
    return found is not None and plain(found[0].name) == plain(_name(report))


def _stays(scene: Scene, before: Line, line: Line, report: Frame) -> bool:
    """Whether a sentence is about what the one before tells of, and names nothing new."""
    s = scene.syntax
    if line.paragraph > before.paragraph + 1 or _agentless(s, line):
        return False
    if _new_names(s, before, line) or _is_own_deed(scene, line, report):
        return False
    inside = set(s.words[line.first : line.last])
    if inside & _RULED or inside & _FIRST_PERSON:
        return False
    subject = _subject(s, line)
    if subject is None:
        return False
    if s.words[subject] in ("it", "they", "he", "she"):
        return True
    if line.paragraph != before.paragraph:
        return False
    low = s.edges(subject)[0]
    told = {stem(word) for word in s.words[before.first : before.last]}
    named = report.origin is not None and s.words[subject] in report.origin.text.lower().split()
    return s.words[low] in _DEFINITE and stem(s.words[subject]) in told and not named


# -- results and reports -------------------------------------------------------------------------


@source_rule("carried-results", Trait.BORROWED)
def carry_results(scene: Scene) -> None:
    """Results without a cue, in the paragraph where a company reports its own: “Larch Foods said
    profit fell 3%. Revenue rose 2% to £40m.” What analysts expected in between ends nothing."""
    s = scene.syntax
    frames = Frames(scene.frames)
    reporting: Frame | None = None
    paragraph = 0
    for line in _lines(scene) if any(word in _RESULTS for word in s.words) else ():
        if line.paragraph != paragraph:
            reporting, paragraph = None, line.paragraph
        subject = _results_subject(s, line)
        if reporting and line.free and subject is not None:
            aside = (
                token
                for token in range(subject + 1, line.last - 1)
                if s.raw[token] == "," and s.tags[token + 1] == "VBG"
            )
            content = s.chars(line.first, next(aside, line.last))
            _carry(scene, reporting, content, carry_results)
        reporting = _reported_results(scene, frames, line) or reporting


def _results_subject(s: Syntax, line: Line) -> int | None:
    """The results noun that is the subject of a sentence's main verb."""
    for token in range(line.first, line.last):
        if s.deps[token] == "nsubj" and s.words[token] in _RESULTS:
            return token if s.deps[s.heads[token]] == "ROOT" else None
    return None


def _reported_results(scene: Scene, frames: Frames, line: Line) -> Frame | None:
    """The frame of a sentence in which a body tells of results, if any."""
    s = scene.syntax
    for frame in frames.cued(line.low, line.high):
        body = frame.origin is not None and frame.origin.source_class is SourceClass.BODY
        if not body or not has_trait(frame.rule, Trait.RESULTS) or frame.relays:
            continue
        for low, high in frame.contents:
            content = s.words[s.token_at(low) : s.token_at(max(low, high - 1)) + 1]
            if frame.rule == read_results.id or any(word in _RESULTS for word in content):
                return frame
    return None


@source_rule("carried-report", Trait.BORROWED)
def carry_report(scene: Scene) -> None:
    """Findings without a cue, in an article about one report that its headline or lead names and
    in which no other body speaks for figures; no sentence on law, weather or what a word means."""
    s, lines = scene.syntax, _lines(scene)
    report = _only_report(scene, lines)
    if report is None:
        return
    told = _told(scene, report)
    for line in lines:
        inside = set(s.words[line.first : line.last])
        spoken = inside & _RULED or inside & _FIRST_PERSON
        if line.free and not spoken and not _agentless(s, line) and _is_result(s, line, told):
            _carry(scene, report, (line.low, line.high), carry_report)


def _only_report(scene: Scene, lines: Sequence[Line]) -> Frame | None:
    """The one report, study or poll that the lead names and that alone gives figures."""
    s = scene.syntax
    lead = next((x.high for x in reversed(lines) if x.paragraph <= _LEAD), 0)
    report: Frame | None = None
    for frame in scene.frames:
        if frame.origin is None or has_trait(frame.rule, Trait.BORROWED):
            continue
        surface, study = set(frame.origin.text.lower().split()), _is_study(frame)
        if study and frame.cue and frame.cue[0] < lead and report is None:
            report = frame
            continue
        figures = any(
            scene.numeric(s.token_at(low), s.token_at(high - 1) + 1) for low, high in frame.contents
        )
        own = report is not None and plain(frame.origin.name) == plain(_name(report))
        body = frame.origin.source_class in (SourceClass.BODY, SourceClass.OUTLET) or study
        same = own or (study and len(surface) < 3) or bool(surface & SCHOLARS)
        if figures and body and not same:
            return None
    return report


def _is_result(s: Syntax, line: Line, told: set[str]) -> bool:
    """Whether a sentence gives a share or a change, or counts what the report counts."""
    inside = range(line.first, line.last)
    share = any(s.raw[k] == "%" or s.words[k] in ("percent", "times", "cent") for k in inside)
    counted = any(s.deps[k] == "nummod" and stem(s.words[s.heads[k]]) in told for k in inside)
    shared = sum(stem(s.words[k]) in told for k in inside if s.tags[k][:2] in ("NN", "VB"))
    bodies = any(s.label(k) == "ORG" for k in inside)
    return (share and not bodies) or counted or shared > 1


# -- numbers printed again -----------------------------------------------------------------------


@source_rule("carried-number", Trait.BORROWED)
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
            _carry(scene, min(given, key=lambda f: f.size), (start, match.end()), restate)


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


@source_rule("carried-headline", Trait.BORROWED)
def carry_to_headline(scene: Scene) -> None:
    """A headline's number that the text below gives once, with a source."""
    text = scene.syntax.text
    end = max(text.find("\n"), 0)
    frames = Frames(scene.frames if end else ())
    for match in _HEADLINE_NUMBER.finditer(text, 0, end):
        start, stop = match.span()
        if any(frame.covers(start, stop) for frame in frames.near(start, stop)):
            continue
        again = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(match[0])}(?!\w)", text[end:])]
        if len(again) != 1:
            continue
        place = again[0][0] + end, again[0][1] + end
        given = [f for f in frames.near(*place) if f.covers(*place)]
        if given:
            _carry(scene, min(given, key=lambda f: f.size), (start, stop), carry_to_headline)
