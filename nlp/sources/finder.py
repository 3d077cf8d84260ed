"""The source frames of a document: every rule in its turn."""

from nlp.lexicon.nouns import BARE_DATA
from nlp.sources import clauses, phrases
from nlp.sources.carryover import carry_over
from nlp.sources.chain import enclosing
from nlp.sources.frames import Frame, Frames
from nlp.sources.headlines import read_headline, read_turns
from nlp.sources.names import plain
from nlp.sources.quotations import find_quotations
from nlp.sources.quote_owners import read_utterances, settle_quotations
from nlp.sources.relays import settle_citations
from nlp.sources.rules import Trait, has_trait
from nlp.sources.scene import TRIGGERS, Scene
from nlp.sources.who import Speakers
from nlp.text import Syntax
from terms.enums import SourceClass
from terms.model import Document

MOST_CUES = 24
"""Cue words of one sentence that are looked at: real ones have fewer, each costs a walk."""
_BY_CUE = (clauses, phrases)  # the modules whose functions stand in ``TRIGGERS``


def find_frames(syntax: Syntax, document: Document) -> Frames:
    """All source frames of a document, in the order of the text.

    ``syntax.text`` must equal ``document.text``; sentences that were not parsed count only for
    their quotations and names.
    """
    scene = _laid_out(syntax, document)
    read_headline(scene, document)
    read_turns(scene)
    _read_cues(scene)
    read_utterances(scene)
    settle_citations(scene)
    settle_quotations(scene)
    carry_over(scene)
    frames = Frames(scene.frames)
    return Frames(frame for frame in frames if not _repeats(frame, frames))


def _laid_out(syntax: Syntax, document: Document) -> Scene:
    quotes = find_quotations(syntax.text)
    quote_of = [-1] * len(syntax.raw)
    for number, quote in enumerate(quotes):
        first = syntax.token_at(quote.start)
        last = syntax.token_at(max(quote.start, quote.end - 1)) + 1
        quote_of[first:last] = [number] * (last - first)
    return Scene(syntax, Speakers(syntax, document, quote_of), quotes, quote_of)


def _read_cues(scene: Scene) -> None:
    """Call what the words of the text set off, for the first cues of each sentence."""
    s = scene.syntax
    sentence, tried = -1, 0
    for i, word in enumerate(s.words):
        if word in TRIGGERS:
            here = s.sentence_of[i]
            sentence, tried = here, tried + 1 if here == sentence else 1
            if tried <= MOST_CUES:
                for read in TRIGGERS[word]:
                    read(scene, i)


def _repeats(frame: Frame, frames: Frames) -> bool:
    """Whether a frame adds no hop to the nearest one around it.

    That is: the same speaker again ("police said they counted 12"), bare data that somebody cites
    ("she cites data that shows …"), or aims that somebody tells of ("he said the firm plans …").
    """
    around = enclosing(frame, frames)
    if not around or frame.origin is None or around[0].origin is None:
        return False
    name = plain(frame.origin.name)
    if has_trait(frame.rule, Trait.UNSAID):
        return True
    if frame.origin.source_class is SourceClass.DOCUMENT and name in BARE_DATA:
        return True
    return name == plain(around[0].origin.name) and not frame.relays
