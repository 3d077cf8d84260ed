"""Carry-over: sentences without a cue that a careful reader still gives to somebody.

Only where it is safe: between two reports of one speaker in a paragraph; a part of the series just
reported; the results of a company; the findings of the one report that an article is about; a
number printed again, also in words below a headline; what the respondents of a poll just told of
said. All of it is inferred: confidence is low and the rules' ids begin with
``carried-``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from nlp.lexicon import words
from nlp.lexicon.nouns import POLLS, SCHOLARS
from nlp.lexicon.number_words import ONES
from nlp.lexicon.stems import stem
from nlp.sources.cues import VERBS, Governs
from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.names import plain
from nlp.sources.phrases import read_results
from nlp.sources.rules import Trait, has_trait, source_rule
from nlp.sources.scene import AnyRule, Scene
from nlp.text import Span, Syntax
from terms.enums import SourceClass

_RESULTS = words("levels", "noun.result")
_DATA = words("documents", "all.study", "all.data")
_GOING_ON = words("clause_words", "link", "series")
_FURTHER = words("clause_words", "further")
_OTHER = words("clause_words", "ruled") | {"i", "we", "you", "our", "my"}
_THEY = frozenset({"it", "they", "he", "she"})
_DEFINITE = frozenset({"the", "its", "their", "his", "her"})
_POINTS = frozenset({"this", "that", "these", "those"})
_PARTS = _POINTS | {"them", "which", "whom"}
_ASKED = frozenset({"respondents", "surveyed", "polled"})
_BODY = SourceClass.BODY
_SHARES = frozenset({"%", "percent", "cent", "times"})
_RESTATED = re.compile(
    r"\b(?:that|those|this|these|same) ([$€£]?\d[\d.,]*\d|\d)((?: [\w%]+)?)", re.I
)
_NUMBER = re.compile(r"([$€£]?\d[\d.,]*\d)(?:%| ?\w+)?")
_MOST = 2  # sentences that one report is carried over
_REPORTS = 0.3  # share of the sentence before that its frame must cover,
_BESIDE = 0.15  # and where the cue's own clause takes up the rest of it
_SURE = 0.6  # confidence of the frame that may be carried on
_SHORT = 3  # letters of words that are in all sentences
_LEAD_SENTENCES = 5  # sentences, the headline among them, in which the lead says it again
_LEAD = 3  # lines in which an article names the report that it is about
_SHARED = 2  # content words that a headline shares with the sentence that says it again
_OPENING = 5  # tokens in which a sentence says that it goes on


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its tokens and characters, its paragraph, who reports it.

    ``free``: it holds a number and nobody's words; ``cues``: the frames whose cue stands in it.
    """

    first: int
    last: int
    low: int
    high: int
    paragraph: int
    report: Frame | None
    cues: Sequence[Frame]
    free: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that nobody reports: those before it, the nearest first, those behind it, the
    report that the sentence right before it goes on with, the only report of the article, if any,
    and the stems of its words."""

    scene: Scene
    line: Line
    before: Sequence[Line]
    after: Sequence[Line]
    going_on: Frame | None
    article: Frame | None
    told: frozenset[str]

    @property
    def words(self) -> list[str]:
        """Its words in lower case."""
        return self.scene.syntax.words[self.line.first : self.line.last]

    @property
    def subject(self) -> int | None:
        """The token of its subject."""
        s, line = self.scene.syntax, self.line
        inside = range(line.first, line.last)
        return next((k for k in inside if s.deps[k] in ("nsubj", "nsubjpass")), None)


def carry_over(scene: Scene) -> None:
    """All that is carried over, the surest ground first."""
    restate(scene)
    restate_in_words(scene)
    lines = _lines(scene)
    article = _only_report(scene, lines)
    told = _told(scene, article) if article else frozenset()
    going_on: Frame | None = None
    carried = 0
    for place, line in enumerate(lines):
        if not line.free:
            going_on, carried = line.report, 0
            continue
        before, after = lines[:place][::-1], lines[place + 1 :]
        report = _taken_over(Gap(scene, line, before, after, going_on, article, told))
        carried += 1
        going_on = report if carried < _MOST else None


def _taken_over(gap: Gap) -> Frame | None:
    """The report that a sentence is given to, by the first rule that says so."""
    for rule in () if _agentless(gap) else _RULES:
        report = rule(gap)
        if report is not None:
            _carry(gap.scene, report, (gap.line.low, gap.line.high), rule)
            return report
    return None


def _lines(scene: Scene) -> list[Line]:
    s, frames = scene.syntax, Frames(scene.frames)
    found: list[Line] = []
    paragraph, end = 0, 0
    for first, last in (s.bounds(first) for first, _ in s.sentences):
        while first < last and s.raw[first].isspace():
            first += 1
        if first == last:
            continue
        low, high = s.chars(first, last)
        paragraph += "\n" in s.text[end:low]
        end = high
        cues = frames.cued(low, high)
        touched = any(
            start < high and stop > low
            for frame in frames.near(low, high)
            for start, stop in frame.contents
        )
        free = scene.numeric(first, last) and scene.quote_of[first] < 0 and not cues and not touched
        report = _reporting(cues, low, high)
        found.append(Line(first, last, low, high, paragraph, report, cues, free))
    return found


def _reporting(cues: list[Frame], low: int, high: int) -> Frame | None:
    """The chain of frames that report most of a sentence, as one frame; or None."""
    sure = (f for f in cues if f.confidence >= _SURE and not has_trait(f.rule, Trait.UNCARRIED))
    frames = sorted((f for f in sure if _is_most(f, high - low)), key=lambda f: f.size)
    chain: dict[str, Source] = {}
    for frame in frames:
        for source in filter(None, (frame.origin, *frame.relays)):
            chain.setdefault(source.name, source)
    if not chain:
        return None
    origin, *relays = chain.values()
    return replace(frames[0], origin=origin, relays=tuple(relays))


def _is_most(frame: Frame, size: int) -> bool:
    """Whether a frame reports enough of a sentence to be carried on."""
    beside = has_trait(frame.rule, Trait.ASIDE | Trait.PASSED_ON)
    return frame.size >= (_BESIDE if beside else _REPORTS) * size


def _carry(scene: Scene, report: Frame, content: Span, rule: AnyRule) -> None:
    """A frame of another sentence's source."""
    frame = Frame(report.origin, report.relays, report.cue, (content,), rule.id, rule.confidence)
    scene.frames.append(frame)


def _name(report: Frame) -> str:
    return plain(report.origin.name) if report.origin else ""


def _agentless(gap: Gap) -> bool:
    """Whether a sentence attributes to nobody in particular ("is expected to", "is thought to") or
    gives the votes of a ruling."""
    s, line = gap.scene.syntax, gap.line
    tags = s.tags[line.first : line.last]
    score = any(
        tags[k : k + 3] == ["CD", "SYM", "CD"] and "".join(tags[k + 3 : k + 4])[:2] != "NN"
        for k in range(len(tags))
    )
    return score or any(
        s.words[token] in VERBS
        and VERBS[s.words[token]].governs & ~Governs.GIVES
        and s.deps[token] != "relcl"
        and s.find(token, "auxpass") is not None
        and s.find(token, "agent") is None
        for token in range(line.first, line.last)
    )


# -- within a paragraph --------------------------------------------------------------------------


@source_rule("carried-results", Trait.BORROWED)
def carry_results(gap: Gap) -> Frame | None:
    """Results without a cue, in the paragraph where a company reports its own: “Larch Foods said
    profit fell 3%. Revenue rose 2% to £40m.” What analysts expected in between ends nothing."""
    s = gap.scene.syntax
    if gap.subject is None or s.words[gap.subject] not in _RESULTS:
        return None
    same = (line for line in gap.before if line.paragraph == gap.line.paragraph)
    return next((f for line in same for f in line.cues if _is_of_results(s, f)), None)


def _is_of_results(s: Syntax, report: Frame) -> bool:
    """Whether a body tells of results."""
    body = report.origin is not None and report.origin.source_class is SourceClass.BODY
    if not body or report.relays or not has_trait(report.rule, Trait.RESULTS):
        return False
    return report.rule == read_results.id or not _RESULTS.isdisjoint(
        word
        for low, high in report.contents
        for word in s.words[s.token_at(low) : s.token_at(max(low, high - 1)) + 1]
    )


@source_rule("carried-between", Trait.BORROWED)
def carry_between(gap: Gap) -> Frame | None:
    """A sentence between two of one speaker's in a paragraph: “…, the guild said. Crews left 12
    boats. Nine were towed, the guild added.”"""
    before, after = (_nearest(lines, gap.line) for lines in (gap.before, gap.after))
    if before is None or after is None or _is_deed_of(gap, before):
        return None
    return before if _name(before) == _name(after) or _name(after) in _THEY else None


def _nearest(lines: Sequence[Line], line: Line) -> Frame | None:
    """The report of the first sentence of the paragraph in which somebody speaks."""
    same = takewhile(lambda x: x.paragraph == line.paragraph, lines)
    return next((x.report for x in same if x.cues), None)


@source_rule("carried-series", Trait.BORROWED)
def carry_series(gap: Gap) -> Frame | None:
    """A part of what was just reported, more of it, or what stays with it: “14 of those
    collisions”, “Another 12 …”, “That was 9 percent more”, “It has …”."""
    report = gap.going_on
    if report is None or gap.line.paragraph > gap.before[0].paragraph + 1 or _is_own_deed(gap):
        return None
    goes_on = _counts_part(gap) or (not _new_names(gap) and (_adds(gap) or _stays(gap)))
    return report if goes_on else None


def _adds(gap: Gap) -> bool:
    """Whether a sentence of the paragraph opens with what is compared or added."""
    if gap.line.paragraph != gap.before[0].paragraph:
        return False
    opens = gap.scene.syntax.tags[gap.line.first] in ("CC", "RB")  # "But that was …"
    opening = gap.words[opens : opens + _OPENING]
    if len(opening) < 2:
        return False
    first, second, *rest = opening
    if first in _POINTS | _THEY:
        return second in _GOING_ON
    more = first in _FURTHER or (first in ("a", "an", "the") and second in _FURTHER)
    return more or not {"others", "more"}.isdisjoint((second, *rest))


def _stays(gap: Gap) -> bool:
    """Whether a sentence is about what the one before tells of."""
    s, subject, before = gap.scene.syntax, gap.subject, gap.before[0]
    if subject is None or not _OTHER.isdisjoint(gap.words):
        return False
    if s.words[subject] in _THEY:
        return True
    told = {stem(word) for word in s.words[before.first : before.last]}
    definite = s.words[s.edges(subject)[0]] in _DEFINITE and stem(s.words[subject]) in told
    return definite and gap.line.paragraph == before.paragraph


def _counts_part(gap: Gap) -> bool:
    """Whether a sentence counts some of what the one before told of: "14 of those collisions"."""
    s, line, before = gap.scene.syntax, gap.line, gap.before[0]
    counted = (s.heads[k] for k in range(before.first, before.last) if s.deps[k] == "nummod")
    told = {stem(s.words[noun]) for noun in counted}
    for token in range(line.first, line.last - 1):
        if s.words[token] != "of" or s.words[token + 1] not in _PARTS:
            continue
        noun = s.heads[token + 1] if s.deps[token + 1] == "det" else None
        if stem(s.words[noun]) in told if noun else line.paragraph == before.paragraph:
            return True
    return False


def _new_names(gap: Gap) -> bool:
    """Whether a sentence names somebody or some place that the one before did not."""
    s, line, before = gap.scene.syntax, gap.line, gap.before[0]
    earlier = set(s.words[before.first : before.last])
    return any(
        s.label(i) in ("PERSON", "ORG", "GPE", "NORP")
        and s.raw[i][:1].isupper()
        and s.words[i] not in earlier
        for i in range(line.first, line.last)
    )


def _is_own_deed(gap: Gap) -> bool:
    """Whether a sentence tells what the speaker does: "The agency has picked 3 of those firms"."""
    if gap.subject is None or gap.going_on is None or gap.scene.syntax.tags[gap.subject] == "PRP":
        return False
    return _is_deed_of(gap, gap.going_on)


def _is_deed_of(gap: Gap, report: Frame) -> bool:
    """Whether a sentence tells what a speaker does: he or "his decision" is its subject."""
    s, subject = gap.scene.syntax, gap.subject
    if subject is None:
        return False
    if s.words[s.edges(subject)[0]] in ("his", "her", "he", "she"):
        return True
    found = gap.scene.speakers.noun(subject, remember=False) if s.tags[subject] != "PRP" else None
    return found is not None and plain(found[0].name) == _name(report)


# -- an article about one report -----------------------------------------------------------------


@source_rule("carried-report", Trait.BORROWED)
def carry_report(gap: Gap) -> Frame | None:
    """Findings without a cue, in an article about one report that its headline or lead names and
    in which no other body speaks for figures; no sentence on law, weather or what a word means."""
    if gap.article is None or not _OTHER.isdisjoint(gap.words):
        return None
    s, line, told = gap.scene.syntax, gap.line, gap.told
    inside = range(line.first, line.last)
    share = not _SHARES.isdisjoint(gap.words) and not any(s.label(k) == "ORG" for k in inside)
    counted = any(s.deps[k] == "nummod" and stem(s.words[s.heads[k]]) in told for k in inside)
    shared = sum(stem(s.words[k]) in told for k in inside if s.tags[k][:2] in ("NN", "VB"))
    if gap.article.cue and gap.article.cue[0] > line.high:  # the report is named further down
        body = gap.article.origin is not None and gap.article.origin.source_class == _BODY
        return gap.article if body and shared > 1 else None
    return gap.article if share or counted or shared > _SHARED else None


def _only_report(scene: Scene, lines: Sequence[Line]) -> Frame | None:
    """The one report, study or poll that the lead names and that alone gives figures."""
    lead = next((x.high for x in reversed(lines) if x.paragraph <= _LEAD), 0)
    own = [f for f in scene.frames if f.origin and not has_trait(f.rule, Trait.BORROWED)]
    of_data = (f for f in own if f.cue and f.cue[0] < lead and not _DATA.isdisjoint(_words(f)))
    report = next(of_data, None)
    return None if report is None or any(_rivals(scene, f, report) for f in own) else report


def _words(frame: Frame) -> set[str]:
    return set(frame.origin.text.lower().split()) if frame.origin else set()


def _rivals(scene: Scene, frame: Frame, report: Frame) -> bool:
    """Whether another body than that of a report gives figures by a frame."""
    s, own = scene.syntax, _words(frame)
    study = not _DATA.isdisjoint(own)
    same = _name(frame) == _name(report) or (study and len(own) < 3) or bool(own & SCHOLARS)
    body = frame.origin and frame.origin.source_class in (SourceClass.BODY, SourceClass.OUTLET)
    if same or not (body or study):
        return False
    spans = ((s.token_at(low), s.token_at(high - 1) + 1) for low, high in frame.contents)
    return any(scene.numeric(*span) for span in spans)


def _told(scene: Scene, report: Frame) -> frozenset[str]:
    """The stems of all words that a speaker reports anywhere in the text."""
    s = scene.syntax
    return frozenset(
        stem(word)
        for frame in scene.frames
        if frame.origin and plain(frame.origin.name) == _name(report)
        for low, high in frame.contents
        for word in s.words[s.token_at(low) : s.token_at(high - 1) + 1]
        if len(word) > _SHORT
    )


@source_rule("carried-poll", Trait.BORROWED)
def carry_poll(gap: Gap) -> Frame | None:
    """What the respondents said, to the poll that was told of last."""
    if _ASKED.isdisjoint(gap.words):
        return None
    low = gap.line.low
    earlier = (f for f in gap.scene.frames if f.cue and f.cue[0] < low and _words(f) & POLLS)
    return max(earlier, key=lambda f: f.cue or (0, 0), default=None)


_RULES = (carry_results, carry_between, carry_series, carry_poll, carry_report)

# -- numbers printed again -----------------------------------------------------------------------


@source_rule("carried-number", Trait.BORROWED)
def restate(scene: Scene) -> None:
    """A number pointed back at, or printed in the headline, keeps the source that it has where
    the text gives it."""
    text, frames = scene.syntax.text, Frames(scene.frames)
    headline = max(text.find("\n"), 0)
    below = [(m, (m[0],), headline, len(text)) for m in _NUMBER.finditer(text, 0, headline)]
    back = [(m, (m[1] + m[2], m[1]), 0, m.start()) for m in _RESTATED.finditer(text)]
    for match, printed, low, high in (*below, *back):
        start, end = match.span(1)
        places = (text.find(one, low, high) for one in printed)
        place = next((at for at in places if at >= 0), -1)
        given = [f for f in frames.near(place, place + 1) if f.covers(place, place + end - start)]
        if place >= 0 and given and not any(f.covers(start, end) for f in frames.near(start, end)):
            _carry(scene, min(given, key=lambda f: f.size), (start, match.end()), restate)


@source_rule("carried-headline", Trait.BORROWED)
def restate_in_words(scene: Scene) -> None:
    """A small number of the headline, which the lead gives again with the same nouns and verbs:
    the lead's source."""
    s, frames = scene.syntax, Frames(scene.frames)
    headline = max(s.text.find("\n"), 0)
    lead = [s.bounds(first) for first, _ in s.sentences[:_LEAD_SENTENCES]]
    for token in range(s.token_at(headline) if headline else 0):
        value = _small(s.words[token])
        span = s.chars(token, token + 1)
        if value is None or any(f.covers(*span) for f in frames.near(*span)):
            continue
        told = _stems(s, *s.bounds(token))
        for first, last in lead:
            again = next((k for k in range(first, last) if _small(s.words[k]) == value), None)
            if s.starts[first] <= headline or again is None:
                continue
            if len(told & _stems(s, first, last)) >= _SHARED:
                place = s.chars(again, again + 1)
                given = [f for f in frames.near(*place) if f.covers(*place)]
                if given:
                    _carry(scene, min(given, key=lambda f: f.size), span, restate_in_words)
                break


def _small(word: str) -> int | None:
    """The value of a number in one word or digit."""
    return ONES.get(word) or (int(word) if word.isdecimal() and len(word) < _SHORT else None)


def _stems(s: Syntax, first: int, last: int) -> set[str]:
    """The stems of the nouns and verbs among the tokens."""
    return {
        stem(s.words[k])
        for k in range(first, last)
        if s.tags[k][:2] in ("NN", "VB") and len(s.words[k]) > _SHORT
    }
