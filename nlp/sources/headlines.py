"""Rules for lines: headline colons both ways, and transcripts with a speaker before each turn."""

import re

from nlp.lexicon import words
from nlp.lexicon.nouns import BODY_NOUNS, CLAIM_NOUNS, DOCUMENT_NOUNS, PERSON_NOUNS
from nlp.sources.cues import VERBS
from nlp.sources.frames import Source
from nlp.sources.names import is_outlet, is_own
from nlp.sources.quotations import paragraphs
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import Scene
from nlp.text import Entity, Span
from terms.enums import SourceClass
from terms.model import Document

_LONGEST_HEADLINE = 200
_MOST_WORDS = 6
_COLON = re.compile(r"[:：]\s|\s[–—-]\s")
_TURN = re.compile(
    r"([A-Z][A-Z.'’\- ]{1,40}|[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3})(?: \([^)]{1,30}\))?:\s"
)
_LABELS = words("page_labels", "label")
_EVENTS = words("page_labels", "event")


def read_headline(scene: Scene, document: Document) -> None:
    """Somebody before or after the colon of the headline or the first line."""
    text = scene.syntax.text
    lines = paragraphs(text)
    if len(lines) < 2 or lines[0][1] - lines[0][0] > _LONGEST_HEADLINE:
        return
    colons = list(_COLON.finditer(text, *lines[0]))
    if not colons or any(quote.start < colons[0].start() < quote.end for quote in scene.quotes):
        return
    (start, end), first, last = lines[0], colons[0], colons[-1]
    if not headline_colon(scene, document, (start, first.start()), (first.end(), end)):
        headline_colon_end(scene, document, (last.end(), end), (start, last.start()))


@source_rule("headline-colon", otherwise=False)
def headline_colon(scene: Scene, document: Document, name: Span, said: Span) -> bool:
    """Somebody before the colon of a headline."""
    if not _is_somebody(scene, name, document):
        return False
    source = _headline_source(scene, name)
    scene.add((source, ()), (name[1], said[0]), [said], headline_colon)
    return True


@source_rule("headline-colon-end", otherwise=False)
def headline_colon_end(scene: Scene, document: Document, name: Span, said: Span) -> bool:
    """Somebody after the colon of a headline."""
    if not _is_somebody(scene, name, document):
        return False
    source = _headline_source(scene, name)
    scene.add((source, ()), (said[1], name[0]), [said], headline_colon_end)
    return True


def _headline_source(scene: Scene, span: Span) -> Source:
    """The words before or after a headline's colon as a source."""
    s = scene.syntax
    start, end = span
    while end > start and s.text[end - 1] in " .\xa0":
        end -= 1
    token = s.token_at(end - 1)
    person = scene.speakers.antecedents.people.at(s.token_at(start))
    if person:
        token = person[1] - 1
    found = scene.speakers.noun(token) if s.starts[token] >= start else None
    surface = s.text[start:end]
    if found and found[0].start >= start and found[0].end <= end:
        return Source(start, end, surface, found[0].name, found[0].source_class)
    return Source(start, end, surface, surface, SourceClass.BODY)


def _is_somebody(scene: Scene, span: Span, document: Document) -> bool:
    """Whether a side of a headline's colon is somebody: a name, people, a body, a document."""
    parts = scene.syntax.text[span[0] : span[1]].strip(" .").split()
    if not 1 <= len(parts) <= _MOST_WORDS:
        return False
    last, name = parts[-1].lower().strip("'’\"“”"), " ".join(parts)
    labelled = parts[0].lower().strip(",") in _LABELS and last not in PERSON_NOUNS
    if labelled or parts[0].lower() in _EVENTS or _has_verb(scene, span):
        return False
    if is_own(name, document.outlet):
        return False
    claims = CLAIM_NOUNS - {"report", "reports"}
    if last in BODY_NOUNS | PERSON_NOUNS or is_outlet(name):
        return True
    return last in DOCUMENT_NOUNS - claims or _is_named(scene, span, parts)


def _is_named(scene: Scene, span: Span, parts: list[str]) -> bool:
    """Whether the words are a person's or a body's name and nothing else."""
    s = scene.syntax
    entity = _first_name(scene, span)
    if entity is None:
        return False
    first, stop, label = entity
    length = len(s.text[span[0] : span[1]].strip(" ."))
    if s.ends[stop - 1] < span[0] + length or s.starts[first] - span[0] > 4:
        return False
    if label == "PERSON" or len(parts) > 1 or parts[0].isupper():
        return True
    return _speaks_below(scene, parts[-1], span[1])


def _first_name(scene: Scene, span: Span) -> Entity | None:
    """The first person or body that begins in a span."""
    s = scene.syntax
    for entity in s.entities:
        start = s.starts[entity[0]]
        if start > span[1]:
            break
        if start >= span[0] and entity[2] in ("PERSON", "ORG"):
            return entity
    return None


def _speaks_below(scene: Scene, word: str, after: int) -> bool:
    """Whether a name of one word that a headline opens with speaks or is cited below it.

    The model takes unknown places and topics for organisations too.
    """
    s = scene.syntax
    for token in range(s.token_at(after), len(s.words)):
        if s.raw[token] != word:
            continue
        label = s.deps[token]
        if label in ("nsubj", "nsubjpass") and s.words[s.heads[token]] in VERBS:
            return True
        cited = "according" in s.words[max(0, token - 4) : token]
        if label == "poss" or (label in ("pobj", "pcomp") and cited):
            return True
    return False


def _has_verb(scene: Scene, span: Span) -> bool:
    """Whether a reporting verb stands in a span: then it is no label but a sentence."""
    s = scene.syntax
    tokens = range(s.token_at(span[0]), s.token_at(span[1] - 1) + 1)
    return any(s.words[t] in VERBS and s.tags[t] in ("VBD", "VBZ", "VBP", "VBG") for t in tokens)


@source_rule("transcript", Trait.SPEECH | Trait.UNCARRIED)
def read_turns(scene: Scene) -> None:
    """The turns of an interview, each behind its speaker's name."""
    text = scene.syntax.text
    lines = paragraphs(text)
    turns: list[tuple[int, Span, int]] = []
    for number, (start, end) in enumerate(lines[1:], 1):
        match = _TURN.match(text, start, end)
        if match and (match.group(1).isupper() or _is_person(scene, match.start(1))):
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
        full = scene.speakers.antecedents.people.full_name(named, label[0])
        source = Source(*label, name, full, SourceClass.PERSON)
        scene.add((source, ()), (label[1], label[1] + 1), contents, read_turns)


def _is_person(scene: Scene, start: int) -> bool:
    """Whether a label is a person whom the text names elsewhere or the model takes for one."""
    return scene.syntax.label(scene.syntax.token_at(start)) == "PERSON"
