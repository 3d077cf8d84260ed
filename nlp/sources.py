"""Sources: the frames of a document, and the chain that stands behind one number."""

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.chains import chain_at
from nlp.clauses import Scene, read_verb
from nlp.cues import VERBS
from nlp.frames import Frame, Source
from nlp.model import Document
from nlp.phrases import read_according, read_nominal, read_per
from nlp.quotations import find_quotations
from nlp.speakers import Speakers
from nlp.syntax import Span, Syntax

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
    for i, word in enumerate(syntax.words):
        if word in VERBS or word in ("put", "puts", "putting"):
            read_verb(scene, i)
        if word == "according":
            read_according(scene, i)
        elif word == "per":
            read_per(scene, i)
        read_nominal(scene, i)
    return scene.frames


def _stage(doc: Doc, document: Document, sentences: Sequence[Span] | None) -> Scene:
    syntax = Syntax(doc, sentences)
    quotes = find_quotations(syntax.text)
    quote_of = [-1] * len(syntax.raw)
    for number, quote in enumerate(quotes):
        token = syntax.token_at(quote.start)
        while token < len(quote_of) and syntax.starts[token] < quote.end:
            quote_of[token] = number
            token += 1
    return Scene(syntax, Speakers(syntax, document), quotes, quote_of)
