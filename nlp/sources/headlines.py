"""Rules for lines: headline colons both ways, and transcripts with a speaker before each turn."""

import re
from dataclasses import replace

from nlp.lexicon import words
from nlp.lexicon.nouns import BODY_NOUNS, CLAIM_NOUNS, DOCUMENT_NOUNS, PERSON_NOUNS
from nlp.sources.cues import VERBS
from nlp.sources.frames import Source
from nlp.sources.names import is_outlet, is_own
from nlp.sources.quotations import paragraphs
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import AnyRule, Scene
from nlp.text import Span
from terms.enums import SourceClass
from terms.model import Document

_LONGEST_HEADLINE = 200
_MOST_WORDS = 6
_COLON = re.compile(r"[:：]\s|\s[–—-]\s")
_TURN = re.compile(
    r"([A-Z][A-Z.'’\- ]{1,40}|[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3})(?: \([^)]{1,30}\))?:\s"
)
_LABELS = words("page_labels", "label")
_DASHES = ("-", "–", "—")
_VERBS = "says|said|found|finds|reported|reports|shows|showed"
_EVENTS = words("page_labels", "event")


def read_headline(scene: Scene, document: Document) -> None:
    """Somebody before or after the colon of the headline or the first line."""
    text = scene.syntax.text
    lines = paragraphs(text)
    if len(lines) < 2 or lines[0][1] - lines[0][0] > _LONGEST_HEADLINE:
        return
    start, end = lines[0]
    colons = [match.span() for match in _COLON.finditer(text, start, end)]
    if colons and not any(quote.start < colons[0][0] < quote.end for quote in scene.quotes):
        first, last = colons[0], colons[-1]
        if not headline_colon(scene, document, (start, first[0]), (first[1], end)):
            headline_colon_end(scene, document, (last[1], end), (start, last[0]))


@source_rule("headline-colon", otherwise=False)
def headline_colon(scene: Scene, document: Document, name: Span, said: Span) -> bool:
    """Somebody before the colon of a headline."""
    return _label(scene, document, name, said, headline_colon)


@source_rule("headline-colon-end", otherwise=False)
def headline_colon_end(scene: Scene, document: Document, name: Span, said: Span) -> bool:
    """Somebody after the colon of a headline."""
    return _label(scene, document, name, said, headline_colon_end)


def _label(scene: Scene, document: Document, name: Span, said: Span, rule: AnyRule) -> bool:
    """A frame for one side of a colon, if the other is somebody by his own or by noun."""
    if not _is_somebody(scene, name, document):
        return False
    s, speakers = scene.syntax, scene.speakers
    start, end = name[0], name[0] + len(s.text[slice(*name)].rstrip(" .\xa0"))
    surface = s.text[start:end]
    person = speakers.antecedents.people.at(s.token_at(start))
    last = s.token_at(end - 1)
    whole = person is not None and (person[1] > last or s.raw[person[1]] == ",")
    found = speakers.noun(person[1] - 1 if person and whole else last)
    source = Source(start, end, surface, surface, SourceClass.BODY)
    if found and start <= found[0].start and found[0].end <= end:
        source = replace(source, name=found[0].name, source_class=found[0].source_class)
    cue = sorted((*name, *said))
    scene.add((source, ()), (cue[1], cue[2]), [said], rule)
    return True


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
    """Whether the words are a person's or a body's name and nothing else. One word alone must be
    an abbreviation, or be what the text attributes something to: the model takes unknown places and
    topics for organisations too."""
    s = scene.syntax
    if s.text[span[1] : span[1] + 2].strip()[:1] in _DASHES:
        return False  # "Lorn – 12 shops open": a place or a topic
    end = span[0] + len(s.text[slice(*span)].rstrip(" ."))
    entity = s.entity(s.token_at(end - 1))
    if entity is None or not 0 <= s.starts[entity[0]] - span[0] <= 4 or s.ends[entity[1] - 1] < end:
        return False
    whole = len(parts) > 1 or parts[0].isupper() or _speaks_below(s.text, parts[0])
    return entity[2] == "PERSON" or (entity[2] == "ORG" and whole)


def _speaks_below(text: str, name: str) -> bool:
    """Whether a text attributes something to one word: "according to Harrow", "a Harrow poll"."""
    name = re.escape(name)
    after = rf"(?i:according to|by) (?:the |a )?{name}\b"
    return (
        re.search(rf"{after}|\b{name}(?:'s|’s)? (?:{_VERBS}|polls?|surveys?)\b", text) is not None
    )


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
