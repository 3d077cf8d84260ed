"""Whether the address that a page gives as its canonical one can be its own.

Templates print that of the front page, of a section or of the program that shows every story: such
an address is shared, and stories that are filed under it would become versions of each other.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.cleaning import squash
from crawler.urls import is_variant, may_be_article

_FRONT = re.compile(
    r"(?:index|default|home(?:-?page)?|main|start|front(?:-?page)?|welcome)(?:\.\w{2,5})?", re.I
)
_EDITION = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.I)
"""A language, or a language and a country: "en", "en-gb"."""

_NAMES_STORY = re.compile(r"p|n|\w*(?:id|nr|no|num|number)|article|story|news|item|doc|post", re.I)
_SLUG = re.compile(r"[^\W_]+(?:[-_+,.][^\W_]+)+")
_PAGE = re.compile(r"(?:page-?)?\d{1,3}", re.I)
_WORDS_OF_STORY = 4
_NUMBER = re.compile(r"\d{5}")
_ALIKE = 0.2
"""Share of the runs of words of the shorter text from which two texts are of one story."""

_RUN = 4
"""Words of such a run."""


def may_name(canonical: str, url: str) -> bool:
    """Whether a canonical address has anything of its own that the page at ``url`` may be known by.

    >>> may_name("https://told.example/news/", "https://told.example/news/weir-at-orrin-breaks")
    False
    >>> may_name("https://told.example/news/weir", "https://told.example/news/weir-at-orrin-breaks")
    True
    """
    said, own = _segments(canonical), _segments(url)
    if not said:
        return bool(_story_of(canonical))
    if said == own:
        return _has_slug(said[-1]) or bool(_story_of(canonical)) or not _story_of(url)
    if is_variant(url) or _story_of(canonical) or _NUMBER.search(said[-1]):
        return True
    if own[: len(said)] == said:
        return _is_slug_of_story(said[-1]) or _shows_part(own[len(said) :])
    if _has_slug(said[-1]):
        return True
    return not _is_list(said, own) and may_be_article(canonical)


def _segments(url: str) -> list[str]:
    """The parts of a path in small letters, without the names of fronts and editions around it."""
    parts = [part for part in unquote(urlsplit(url).path).casefold().split("/") if part]
    if parts and _FRONT.fullmatch(parts[-1]):
        parts.pop()
    return [] if len(parts) == 1 and _EDITION.fullmatch(parts[0]) else parts


def _story_of(url: str) -> list[str]:
    """The values of the parameters of an address that can tell its story from others."""
    return [
        value
        for name, value in parse_qsl(urlsplit(url).query)
        if (_NAMES_STORY.fullmatch(name) and value) or _is_slug_of_story(value)
    ]


def _bare(segment: str) -> str:
    return re.sub(r"\.[a-z]{2,5}$", "", segment)


def _has_slug(segment: str) -> bool:
    """Whether the last part of a path is a name of more words than one, or has a long number."""
    return bool(_SLUG.fullmatch(_bare(segment)) or _NUMBER.search(segment))


def _is_slug_of_story(segment: str) -> bool:
    return len(re.findall(r"[^\W_]+", _bare(segment))) >= _WORDS_OF_STORY


def _shows_part(rest: list[str]) -> bool:
    """Whether what follows a canonical path names a part or a view of the page: "2", "comments"."""
    return all(_PAGE.fullmatch(part) or not may_be_article(f"//x/{part}") for part in rest)


def _is_list(said: list[str], own: list[str]) -> bool:
    """Whether a path with one plain word at its end is a list and not short for a page's slug."""
    return bool(own) and _has_slug(own[-1]) and squash(_bare(said[-1])) not in squash(own[-1])


def is_another_story(title: str | None, text: str, known_titles: Iterable[str], known: str) -> bool:
    """Whether a page has neither a title nor the text of the article that its address names."""
    if squash(title or "") in {squash(one) for one in known_titles}:
        return False
    runs, others = _runs(text), _runs(known)
    fewest = min(len(runs), len(others))
    return fewest > 0 and len(runs & others) < _ALIKE * fewest


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))
