"""Whose word it is: cues, frames, quotations, who is meant, chains.

The door: ``find_frames`` reads a document's frames, ``chain_at`` who stands behind one span,
``find_entities`` its people, bodies and places, ``linked`` joins the two.
"""

from nlp.sources.chain import chain_at, enclosing
from nlp.sources.entities import find_entities, linked
from nlp.sources.finder import find_frames
from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.rules import SOURCE_RULES, Trait, catalogue, has_trait

__all__ = [
    "SOURCE_RULES",
    "Frame",
    "Frames",
    "Source",
    "Trait",
    "catalogue",
    "chain_at",
    "enclosing",
    "find_entities",
    "find_frames",
    "has_trait",
    "linked",
]
