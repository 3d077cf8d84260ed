"""Rules for lines: headline colons both ways, and transcripts with a speaker before each turn."""

import re

from nlp.lexicon.nouns import BODY_NOUNS, CLAIM_NOUNS, DOCUMENT_NOUNS, PERSON_NOUNS
from nlp.sources.cues import VERBS
from nlp.sources.frames import Source
from nlp.sources.names import is_outlet, is_own
from nlp.sources.quotations import paragraphs
from nlp.sources.scene import Scene
from nlp.text.syntax import Span
from terms.enums import SourceClass
from terms.model import Document

_LONGEST_HEADLINE = 200
_MOST_WORDS = 6
_COLON = re.compile(r"[:：]\s")
_EVENTS = frozenset({"storm", "hurricane", "typhoon", "cyclone", "operation", "case", "season"})
_TURN = re.compile(
    r"([A-Z][A-Z.'’\- ]{1,40}|[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3})(?: \([^)]{1,30}\))?:\s"
)
# Labels of a page that stand before a colon and say nothing of a source.
_LABELS = frozenset(
    [
        *(
            "watch",
            "live",
            "opinion",
            "exclusive",
            "breaking",
            "update",
            "updates",
            "video",
            "photos",
        ),
        *("explainer", "analysis", "review", "interview", "podcast", "quiz", "editorial", "column"),
        *(
            "factbox",
            "timeline",
            "profile",
            "correction",
            "note",
            "related",
            "read",
            "more",
            "fact",
        ),
        *(
            "comment",
            "letters",
            "letter",
            "recap",
            "explained",
            "q",
            "a",
            "advertisement",
            "summary",
        ),
    ]
)


def read_headline(scene: Scene, document: Document) -> None:
    """Police: 297 cases; Cases jump 80%: police — in the headline or the first line."""
    text = scene.syntax.text
    lines = paragraphs(text)
    if len(lines) < 2:
        return
    start, end = lines[0]
    if end - start > _LONGEST_HEADLINE:
        return
    colons = list(_COLON.finditer(text, start, end))
    if not colons or any(quote.start < colons[0].start() < quote.end for quote in scene.quotes):
        return
    first, last = colons[0], colons[-1]
    front, back = (start, first.start()), (last.end(), end)
    if _names(scene, front, document):
        source = _source(scene, front)
        scene.add(source, (), first.span(), [(first.end(), end)], "headline-colon", 0.8)
    elif _names(scene, back, document):
        source = _source(scene, back)
        scene.add(source, (), last.span(), [(start, last.start())], "headline-colon-end", 0.8)


def _source(scene: Scene, span: Span) -> Source:
    """The words before or after a headline's colon as a source."""
    text = scene.syntax.text
    start, end = span
    while end > start and text[end - 1] in " .\xa0":
        end -= 1
    token = scene.syntax.token_at(end - 1)
    person = scene.speakers.antecedents.person_at(scene.syntax.token_at(start))
    if person:
        token = person[1] - 1
    found = scene.speakers.noun(token) if scene.syntax.starts[token] >= start else None
    if found and found[0].start >= start and found[0].end <= end:
        source = found[0]
        return Source(start, end, text[start:end], source.name, source.source_class)
    return Source(start, end, text[start:end], text[start:end], SourceClass.BODY)


def _names(scene: Scene, span: Span, document: Document) -> bool:
    """Whether a side of a headline's colon is somebody: a name, people, a body, a document."""
    words = scene.syntax.text[span[0] : span[1]].strip(" .").split()
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    last = words[-1].lower().strip("'’\"“”")
    if any(w.lower().strip(",") in _LABELS for w in words[:1]) and last not in PERSON_NOUNS:
        return False
    name = " ".join(words)
    if words[0].lower() in _EVENTS or _has_verb(scene, span):
        return False
    if is_own(name, document.outlet):
        return False
    if last in BODY_NOUNS | PERSON_NOUNS or is_outlet(name):
        return True
    if last in DOCUMENT_NOUNS and last not in CLAIM_NOUNS - {"report", "reports"}:
        return True
    s = scene.syntax
    for first, stop, label in s.entities:
        if s.starts[first] > span[1]:
            break
        if label in ("PERSON", "ORG") and s.starts[first] >= span[0]:
            whole = s.ends[stop - 1] >= span[0] + len(
                scene.syntax.text[span[0] : span[1]].strip(" .")
            )
            if not whole or s.starts[first] - span[0] > 4:
                return False
            if label == "PERSON" or len(words) > 1 or name.isupper():
                return True
            return _speaks(scene, words[-1], span[1])
    return False


def _speaks(scene: Scene, word: str, after: int) -> bool:
    """Whether a name of one word that a headline opens with speaks or is cited below it.

    The model takes unknown places and topics for organisations too.
    """
    s = scene.syntax
    for token in range(s.token_at(after), len(s.words)):
        if s.raw[token] != word:
            continue
        if s.deps[token] in ("nsubj", "nsubjpass") and s.words[s.heads[token]] in VERBS:
            return True
        if s.deps[token] in ("pobj", "pcomp", "poss"):
            lead = s.words[max(0, token - 4) : token]
            if "according" in lead or s.deps[token] == "poss":
                return True
    return False


def _has_verb(scene: Scene, span: Span) -> bool:
    """Whether a reporting verb stands in a span: then it is no label but a sentence."""
    s = scene.syntax
    token = s.token_at(span[0])
    while token < len(s.words) and s.starts[token] < span[1]:
        if s.words[token] in VERBS and s.tags[token] in ("VBD", "VBZ", "VBP", "VBG"):
            return True
        token += 1
    return False


def read_turns(scene: Scene) -> None:
    """NAME: what they said — paragraphs of an interview, each to the next speaker's label."""
    text = scene.syntax.text
    lines = paragraphs(text)
    turns: list[tuple[int, Span, int]] = []
    for number, (start, end) in enumerate(lines[1:], 1):
        match = _TURN.match(text, start, end)
        if match and (match.group(1).isupper() or _person(scene, match.span(1))):
            turns.append((number, match.span(1), match.end()))
    labels = [text[a:b] for _, (a, b), _ in turns]
    often = [label for label in set(labels) if labels.count(label) > 1]
    if len(turns) < 3 or (len(often) < 2 and max(map(labels.count, labels)) < 3):
        return
    for index, (number, label, begin) in enumerate(turns):
        upto = turns[index + 1][0] if index + 1 < len(turns) else number + 1
        contents = [(begin, lines[number][1]), *lines[number + 1 : upto]]
        name = text[label[0] : label[1]]
        named = name.title() if name.isupper() else name
        full = scene.speakers.full_person(named, label[0])
        source = Source(*label, name, full, SourceClass.PERSON)
        scene.add(source, (), (label[1], label[1] + 1), contents, "transcript", 0.85)


def _person(scene: Scene, span: Span) -> bool:
    """Whether a label is a person whom the text names elsewhere or the model takes for one."""
    s = scene.syntax
    token = s.token_at(span[0])
    entity = s.entity_at[token]
    return entity >= 0 and s.entities[entity][2] == "PERSON"
