"""Sources: the frames of a document, and the chain that stands behind one number."""

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.carryover import carry_over, restate
from nlp.chains import chain_at, enclosing
from nlp.clauses import read_verb
from nlp.cues import BARE_DATA, VERBS
from nlp.frames import Frame, Source
from nlp.headlines import read_headline, read_turns
from nlp.model import Document
from nlp.names import plain
from nlp.phrases import read_according, read_nominal, read_per, read_survey
from nlp.provisions import PLANS, RELEASES, note_release, read_provision, read_results
from nlp.quotations import find_quotations
from nlp.relays import settle_citations
from nlp.scene import Scene
from nlp.speakers import Speakers
from nlp.syntax import Span, Syntax
from nlp.vocabulary import SourceClass
from nlp.voices import settle_quotations

__all__ = ["Frame", "Source", "chain_at", "find_frames"]


def find_frames(
    doc: Doc, document: Document, *, sentences: Sequence[Span] | None = None
) -> list[Frame]:
    """All source frames of a document, in the order of the text.

    ``doc.text`` must equal ``document.text``; sentences that were not parsed count only for their
    quotations and names. ``sentences`` are character spans; without them the parse's own are used.
    """
    scene = _stage(doc, document, sentences)
    syntax = scene.syntax
    read_headline(scene, document)
    read_turns(scene)
    for i, word in enumerate(syntax.words):
        if word in VERBS or word in ("put", "puts", "putting"):
            read_verb(scene, i)
        if word in RELEASES:
            note_release(scene, i)
        if word == "according":
            read_according(scene, i)
        elif word == "per":
            read_per(scene, i)
        elif word == "in":
            read_survey(scene, i)
        elif word in PLANS:
            read_provision(scene, i)
        read_results(scene, i)
        read_nominal(scene, i)
    settle_citations(scene)
    settle_quotations(scene)
    restate(scene)
    carry_over(scene)
    return sorted(_collapsed(scene.frames), key=lambda f: (f.contents[0][0], -f.size))


def _collapsed(frames: list[Frame]) -> list[Frame]:
    """Frames without those that add no hop to the frame around them.

    That is: the same speaker again ("police said they counted 12"), bare data that somebody cites
    ("she cites data that shows …"), or aims that somebody tells of ("he said the firm plans …").
    """
    return [frame for frame in frames if not _repeats(frame, frames)]


def _repeats(frame: Frame, frames: list[Frame]) -> bool:
    """Whether a frame adds no hop to the nearest one around it."""
    around = enclosing(frame, frames)
    if not around or frame.origin is None or around[0].origin is None:
        return False
    if frame.rule == "aim":
        return True
    if frame.origin.source_class is SourceClass.DOCUMENT and plain(frame.origin.name) in BARE_DATA:
        return True
    return plain(frame.origin.name) == plain(around[0].origin.name) and not frame.relays


def _stage(doc: Doc, document: Document, sentences: Sequence[Span] | None) -> Scene:
    syntax = Syntax(doc, sentences)
    quotes = find_quotations(syntax.text)
    quote_of = [-1] * len(syntax.raw)
    for number, quote in enumerate(quotes):
        token = syntax.token_at(quote.start)
        while token < len(quote_of) and syntax.starts[token] < quote.end:
            quote_of[token] = number
            token += 1
    return Scene(syntax, Speakers(syntax, document, quote_of), quotes, quote_of)
