"""Articles side by side: copies, stories, neighbours, revisions."""

from crosscheck.articles.copies import Copy, copy_rows, find_copies, house_voices, voice_of
from crosscheck.articles.neighbours import SEEN_WINDOW, WINDOW, reach
from crosscheck.articles.revisions import revision_rows, successors
from crosscheck.articles.stories import find_stories, linked, story_rows

__all__ = [
    "SEEN_WINDOW",
    "WINDOW",
    "Copy",
    "copy_rows",
    "find_copies",
    "find_stories",
    "house_voices",
    "linked",
    "reach",
    "revision_rows",
    "story_rows",
    "successors",
    "voice_of",
]
