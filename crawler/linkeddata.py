"""Reading schema.org descriptions (JSON-LD) out of a page, however broken they are."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml import html as lxml_html

Node = Mapping[str, Any]

MAX_SCRIPT = 2 * 1024 * 1024
"""Characters of one script that are read; descriptions are a few kilobytes."""

MAX_NODES = 2000

_ARTICLE = re.compile(r"(?:\w*Article|LiveBlogPosting|BlogPosting|Report|SocialMediaPosting)")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)+|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.S
)
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")


def nodes(tree: lxml_html.HtmlElement) -> list[Node]:
    """Every JSON-LD object of the page, nested ones after the ones they stand in."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if len(text) <= MAX_SCRIPT:
            for document in _load(text):
                _collect(document, found, depth=0)
    return found


def _load(text: str) -> Iterator[Any]:
    """The documents of one script: usually one, sometimes several in a row."""
    text = _WRAPPING.sub("", text).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), unescape(text)):
        decoder = json.JSONDecoder(strict=False)
        at, documents = 0, []
        try:
            while at < len(attempt):
                document, at = decoder.raw_decode(attempt, at)
                documents.append(document)
                while at < len(attempt) and (attempt[at].isspace() or attempt[at] in ",;"):
                    at += 1
        except (ValueError, RecursionError):
            if not documents:
                continue
        yield from documents
        return


def _collect(value: Any, found: list[Node], depth: int) -> None:
    if depth > 12 or len(found) >= MAX_NODES:
        return
    if isinstance(value, list):
        for item in value:
            _collect(item, found, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@graph" in value or "@id" in value:
            found.append(value)
        for item in value.values():
            if isinstance(item, (dict, list)):
                _collect(item, found, depth + 1)


def types(node: Node) -> tuple[str, ...]:
    """The ``@type`` names of a node, without the vocabulary's prefix."""
    kind = node.get("@type")
    listed = kind if isinstance(kind, list) else [kind]
    return tuple(re.split(r"[/:#]", item)[-1] for item in listed if isinstance(item, str))


def is_article(node: Node) -> bool:
    """Whether a node describes an article of any kind."""
    return any(_ARTICLE.fullmatch(name) for name in types(node))


def strings(value: Any) -> list[str]:
    """The texts of a value: a text, a number, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        for key in ("name", "@value", "headline", "@id", "url"):
            if value.get(key):
                return strings(value[key])
    return []


def first(node: Node, *keys: str) -> str | None:
    """The first text under any of the keys, HTML entities resolved."""
    for key in keys:
        for text in strings(node.get(key)):
            if text.strip():
                return unescape(text).strip()
    return None


def addresses(node: Node) -> set[str]:
    """The URLs by which a node says which page it describes."""
    found: set[str] = set()
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            found.add(value.split("#")[0])
    return found
