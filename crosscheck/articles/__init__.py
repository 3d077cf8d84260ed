"""Articles side by side: copies, stories, neighbours, revisions."""

from crosscheck.articles.copies import Copy, copy_rows, find_copies, house_voices, voice_of
from crosscheck.articles.linkage import average_linkage, best_linkage
from crosscheck.articles.neighbours import day_of, telling_terms, term_rows
from crosscheck.articles.reach import Chance, Part, Reach, reach
from crosscheck.articles.revisions import revision_rows, successors
from crosscheck.articles.sketch import sketch_of
from crosscheck.articles.stories import find_stories, story_rows

__all__ = [
    "Chance",
    "Copy",
    "Part",
    "Reach",
    "average_linkage",
    "best_linkage",
    "copy_rows",
    "day_of",
    "find_copies",
    "find_stories",
    "house_voices",
    "reach",
    "revision_rows",
    "sketch_of",
    "story_rows",
    "successors",
    "telling_terms",
    "term_rows",
    "voice_of",
]
