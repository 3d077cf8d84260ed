"""Atom and JSON Feed, from the same entries. Ids are stable: a change is told once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from answers import accuracy, excerpts, words
from answers.outdated import spoken as outdated_words
from answers.shapes import Card

URN = "urn:claimledger"
"""What every id begins with."""


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
    """A feed: ``link`` is the page it follows, ``atom`` and ``json`` are its own addresses."""

    id: str
    title: str
    link: str
    atom: str
    json: str
    entries: Sequence[Entry]
    subtitle: str = ""

    @property
    def updated(self) -> str:
        """When the latest entry changed; the epoch for an empty feed."""
        return max((entry.updated for entry in self.entries), default="1970-01-01T00:00:00Z")


def conflicts(cards: Sequence[Card], began: dict[str, str], root: str) -> Feed:
    """Figures in conflict as a feed. ``began`` has the time at which each became one."""
    entries = [
        Entry(
            id=f"{URN}:conflict:{card['id']}:{began.get(card['id'], card['first_seen_at'])}",
            title=f"{card['verdict']['mark']} {card['verdict']['word']}: {card['label']}",
            link=f"{root}/figures/{card['id']}",
            updated=card["changed_at"],
            published=began.get(card["id"], card["first_seen_at"]),
            text=f"{card['story']}\n{_sides(card)}" if card["story"] else _sides(card),
        )
        for card in cards
    ]
    return Feed(
        id=f"{URN}:conflicts",
        title="claimledger: contradictions and leads",
        subtitle=" ".join(
            f"{words.TIERS[name][0].capitalize()}s were right in {found['right']} of {found['of']} "
            "on stories that the models had not seen."
            for name, found in accuracy.tiers().items()
        ),
        link=f"{root}/",
        atom=f"{root}/feeds/conflicts.atom",
        json=f"{root}/feeds/conflicts.json",
        entries=entries,
    )


def verdict(figure_id: str, label: str, item: Mapping[str, Any], link: str) -> Entry:
    """One line of a figure's history: its verdict was set or changed."""
    return Entry(
        id=f"{URN}:figure:{figure_id}:{item['at']}",
        title=f"{item['verdict']['word']}: {label}",
        link=link,
        updated=item["at"],
        published=item["at"],
        text=item["reason"],
    )


def revision(item: Mapping[str, Any], root: str) -> Entry:
    """A number that changed in an article."""
    noted = "the page says so" if item["noted"] else "no notice"
    return Entry(
        id=f"{URN}:revision:{item['id']}",
        title=f"{item['old_quote']} → {item['new_quote']}: {item['title'] or item['url']}",
        link=f"{root}/articles/{item['article_id']}/versions",
        updated=item["seen_at"],
        published=item["seen_at"],
        text=f"{item['outlet']}, {noted}. {item['sentence']}",
    )


def outdated(item: Mapping[str, Any], root: str) -> Entry:
    """An article that prints a number after that was withdrawn or replaced."""
    at = max(_whole(item["since"]), _whole(item["at"]))
    return Entry(
        id=f"{URN}:outdated:{item['figure_id']}:{item['article_id']}:{item['number']}",
        title=f"{item['outlet']} prints {item['old']}: {item['figure']}",
        link=f"{root}/articles/{item['article_id']}#claim-{item['claim_id']}",
        updated=at,
        published=at,
        text=f"{outdated_words(item)} {item['sentence']}",
    )


def no_longer(item: Mapping[str, Any], root: str) -> Entry:
    """A withdrawn or replaced number that an article does not print any more."""
    how = "with a notice" if item["noted"] else "without a notice"
    return Entry(
        id=f"{URN}:changed:{item['revision']}",
        title=f"{item['outlet']} changed {item['old']} {how}: {item['figure']}",
        link=f"{root}/articles/{item['article_id']}/versions",
        updated=item["seen_at"],
        published=item["seen_at"],
        text=outdated_words(item),
    )


def _whole(at: str) -> str:
    return at if "T" in at else f"{at}T00:00:00Z"


def figure(page: dict[str, Any], root: str) -> Feed:
    """What became of one figure: every verdict it had, every number when it was first printed."""
    address = f"{root}/figures/{page['id']}"
    entries = [verdict(page["id"], page["title"], item, address) for item in page["history"]]
    for reading in page["readings"]:
        at = reading["first_at"] or page["first_seen_at"]
        if "T" not in at:
            at = f"{at}T00:00:00Z"
        entries.append(
            Entry(
                id=f"{URN}:reading:{reading['id']}",
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
        id=f"{URN}:figure:{page['id']}",
        title=page["title"],
        link=address,
        atom=f"{address}.atom",
        json=f"{address}.feed.json",
        entries=entries,
    )


def _sides(card: Card) -> str:
    printed = "; ".join(
        f"{side['called']}: {side['origin'] or 'no source named'}"
        f" ({', '.join(side['outlets'] + side['copies']) or 'no outlet now'})"
        for side in card["sides"]
    )
    return f"{card['why'] or ''} {printed}".strip()


def shortened(feed: Feed, limit: excerpts.Limit) -> Feed:
    """The feed with texts of at most an excerpt's length, for a public server."""
    entries = [
        replace(
            entry,
            title=excerpts.shortened(entry.title, None, limit),
            text=excerpts.shortened(entry.text, None, limit),
        )
        for entry in feed.entries
    ]
    return replace(feed, entries=entries)


def atom(feed: Feed) -> str:
    """The feed as Atom 1.0 (RFC 4287)."""
    entries = "".join(
        f"<entry><id>{_xml(entry.id)}</id><title>{_xml(entry.title)}</title>"
        f"<link href={quoteattr(_clean(entry.link))}/><updated>{_xml(entry.updated)}</updated>"
        f"<published>{_xml(entry.published)}</published>"
        f'<summary type="text">{_xml(entry.text)}</summary></entry>\n'
        for entry in feed.entries
    )
    subtitle = f"<subtitle>{_xml(feed.subtitle)}</subtitle>" if feed.subtitle else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{_xml(feed.id)}</id><title>{_xml(feed.title)}</title>{subtitle}"
        f"<updated>{_xml(feed.updated)}</updated><author><name>claimledger</name></author>"
        f"<link href={quoteattr(_clean(feed.link))}/>"
        f'<link rel="self" href={quoteattr(_clean(feed.atom))}/>\n'
        f"{entries}</feed>\n"
    )


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            **({"description": feed.subtitle} if feed.subtitle else {}),
            "home_page_url": feed.link,
            "feed_url": feed.json,
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
