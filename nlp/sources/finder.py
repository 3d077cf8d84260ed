"""Sources: the frames of a document, and the chain that stands behind one number."""

from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from nlp.lexicon.nouns import BARE_DATA, CLAIM_NOUNS
from nlp.sources.carryover import carry_over, restate
from nlp.sources.chains import chain_at, enclosing
from nlp.sources.clauses import PUT_AT, read_verb
from nlp.sources.cues import VERBS
from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.headlines import read_headline, read_turns
from nlp.sources.mistagged import CUES, read_mistagged
from nlp.sources.names import plain
from nlp.sources.phrases import read_according, read_nominal, read_per, read_surveys
from nlp.sources.provisions import (
    EARN,
    PLANS,
    RELEASES,
    note_release,
    read_provision,
    read_results,
    read_under,
)
from nlp.sources.quotations import find_quotations
from nlp.sources.relays import settle_citations
from nlp.sources.results import carry_results
from nlp.sources.scene import Scene
from nlp.sources.speakers import Speakers
from nlp.sources.utterances import read_utterances
from nlp.sources.voices import settle_quotations
from nlp.text.syntax import Span, Syntax
from terms.enums import SourceClass
from terms.model import Document

__all__ = ["Frame", "Source", "chain_at", "find_frames"]


MOST_CUES = 24
"""Cue words of one sentence that are looked at: real ones have fewer, each costs a walk."""


def find_frames(
    doc: Doc,
    document: Document,
    *,
    sentences: Sequence[Span] | None = None,
    syntax: Syntax | None = None,
) -> list[Frame]:
    """All source frames of a document, in the order of the text.

    ``doc.text`` must equal ``document.text``; sentences that were not parsed count only for their
    quotations and names. ``sentences`` are character spans; without them the parse's own are used.
    ``syntax`` is the document's, where the caller has made it already.
    """
    if syntax is None:
        syntax = Syntax(doc, sentences, text=document.text)
    scene = _stage(syntax, document)
    read_headline(scene, document)
    read_turns(scene)
    sentence, tried = -1, 0
    for i, word in enumerate(syntax.words):
        if word in _TRIGGERS:
            here = syntax.sentence_of[i]
            sentence, tried = here, tried + 1 if here == sentence else 1
            if tried > MOST_CUES:
                continue
            for read in _TRIGGERS[word]:
                read(scene, i)
    read_surveys(scene)
    read_utterances(scene)
    settle_citations(scene)
    settle_quotations(scene)
    restate(scene)
    carry_results(scene)
    carry_over(scene)
    return _collapsed(Frames(scene.frames))


def _triggers() -> dict[str, tuple[Callable[[Scene, int], None], ...]]:
    """Which rules a word sets off."""
    table: dict[str, list[Callable[[Scene, int], None]]] = {}
    for words, read in (
        (VERBS.keys() | PUT_AT, read_verb),
        (RELEASES, note_release),
        ({"according"}, read_according),
        ({"per"}, read_per),
        (PLANS, read_provision),
        ({"under"}, read_under),
        (EARN, read_results),
        (CLAIM_NOUNS, read_nominal),
        (CUES, read_mistagged),
    ):
        for word in words:
            table.setdefault(word, []).append(read)
    return {word: tuple(rules) for word, rules in table.items()}


_TRIGGERS = _triggers()


def _collapsed(frames: Frames) -> Frames:
    """Frames without those that add no hop to the frame around them.

    That is: the same speaker again ("police said they counted 12"), bare data that somebody cites
    ("she cites data that shows …"), or aims that somebody tells of ("he said the firm plans …").
    """
    return Frames(frame for frame in frames if not _repeats(frame, frames))


def _repeats(frame: Frame, frames: Frames) -> bool:
    """Whether a frame adds no hop to the nearest one around it."""
    around = enclosing(frame, frames)
    if not around or frame.origin is None or around[0].origin is None:
        return False
    if frame.rule == "aim":
        return True
    if frame.origin.source_class is SourceClass.DOCUMENT and plain(frame.origin.name) in BARE_DATA:
        return True
    return plain(frame.origin.name) == plain(around[0].origin.name) and not frame.relays


def _stage(syntax: Syntax, document: Document) -> Scene:
    quotes = find_quotations(syntax.text)
    quote_of = [-1] * len(syntax.raw)
    for number, quote in enumerate(quotes):
        first = syntax.token_at(quote.start)
        last = syntax.token_at(max(quote.start, quote.end - 1)) + 1
        quote_of[first:last] = [number] * (last - first)
    return Scene(syntax, Speakers(syntax, document, quote_of), quotes, quote_of)
