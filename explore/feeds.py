"""Atom and JSON Feed, from the same entries. Ids are stable: a change is told once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_URN = "urn:claimledger"


@dataclass(frozen=True)
class Entry:
    """One thing to tell. ``link`` is absolute; times are UTC ``YYYY-MM-DDTHH:MM:SSZ``."""

    id: str
    title: str
    link: str
    updated: str
    published: str
    text: str


@dataclass(frozen=True)
class Feed:
    """A feed: ``link`` is the page it follows, ``address`` the feed's own without its suffix."""

    id: str
    title: str
    link: str
    address: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> str:
        """When the latest entry changed; the epoch for an empty feed."""
        return max((entry.updated for entry in self.entries), default="1970-01-01T00:00:00Z")


def conflicts(cards: Sequence[dict[str, Any]], began: dict[str, str], root: str) -> Feed:
    """Figures in conflict as a feed. ``began`` has the time at which each became one."""
    entries = [
        Entry(
            id=f"{_URN}:conflict:{card['id']}:{began.get(card['id'], card['first_seen_at'])}",
            title=card["label"],
            link=f"{root}/figures/{card['id']}",
            updated=card["changed_at"],
            published=began.get(card["id"], card["first_seen_at"]),
            text=_sides(card),
        )
        for card in cards
    ]
    return Feed(
        id=f"{_URN}:conflicts",
        title="claimledger: figures in conflict",
        link=f"{root}/",
        address=f"{root}/feeds/conflicts",
        entries=entries,
    )


def figure(page: dict[str, Any], root: str) -> Feed:
    """What became of one figure: every verdict it had, every number when it was first printed."""
    address = f"{root}/figures/{page['id']}"
    entries = [
        Entry(
            id=f"{_URN}:figure:{page['id']}:{item['at']}",
            title=f"{item['verdict']['word']}: {page['title']}",
            link=address,
            updated=item["at"],
            published=item["at"],
            text=item["reason"],
        )
        for item in page["history"]
    ]
    for reading in page["readings"]:
        at = reading["first_at"] or page["first_seen_at"]
        if "T" not in at:
            at = f"{at}T00:00:00Z"
        entries.append(
            Entry(
                id=f"{_URN}:reading:{reading['id']}",
                title=f"{reading['called']}: {page['title']}",
                link=f"{address}#r-{reading['id']}",
                updated=at,
                published=at,
                text=f"{reading['called']}, {reading['origin'] or 'no source named'}; printed by "
                + ", ".join(reading["outlets"] + reading["copies"]),
            )
        )
    entries.sort(key=lambda entry: (entry.updated, entry.id), reverse=True)
    return Feed(
        id=f"{_URN}:figure:{page['id']}",
        title=page["title"],
        link=address,
        address=address,
        entries=entries,
    )


def _sides(card: dict[str, Any]) -> str:
    printed = "; ".join(
        f"{side['called']}: {side['origin'] or 'no source named'}"
        f" ({', '.join(side['outlets'] + side['copies']) or 'no outlet now'})"
        for side in card["sides"]
    )
    return f"{card['why'] or ''} {printed}".strip()


def atom(feed: Feed) -> str:
    """The feed as Atom 1.0 (RFC 4287)."""
    entries = "".join(
        f"<entry><id>{_xml(entry.id)}</id><title>{_xml(entry.title)}</title>"
        f"<link href={quoteattr(_clean(entry.link))}/><updated>{_xml(entry.updated)}</updated>"
        f"<published>{_xml(entry.published)}</published>"
        f'<summary type="text">{_xml(entry.text)}</summary></entry>\n'
        for entry in feed.entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{_xml(feed.id)}</id><title>{_xml(feed.title)}</title>"
        f"<updated>{_xml(feed.updated)}</updated><author><name>claimledger</name></author>"
        f"<link href={quoteattr(_clean(feed.link))}/>"
        f'<link rel="self" href={quoteattr(_clean(feed.address + ".atom"))}/>\n'
        f"{entries}</feed>\n"
    )


def json_feed(feed: Feed, suffix: str) -> str:
    """The feed as JSON Feed 1.1; ``suffix`` ends its own address."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.link,
            "feed_url": feed.address + suffix,
            "items": [
                {
                    "id": entry.id,
                    "url": entry.link,
                    "title": entry.title,
                    "content_text": entry.text,
                    "date_published": entry.published,
                    "date_modified": entry.updated,
                }
                for entry in feed.entries
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(char for char in text if char in "\t\n" or (char >= " " and char not in _NEVER))


_NEVER = "\ufffe\uffff" + "".join(chr(code) for code in range(0xD800, 0xE000))


def _xml(text: str) -> str:
    return escape(_clean(text))
