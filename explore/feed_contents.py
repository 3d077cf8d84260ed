"""What each feed follows: all conflicts, one figure, an outlet, a source, a search."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from answers import figure as figure_page
from answers import outdated as outdated_page
from answers.cards import cards
from answers.cards import verdict as verdict_of
from answers.check import touched
from answers.parameters import Moved, NotThere, Parameters, WrongParameter
from answers.queries import figures, home, outlets, search, sources, stories
from answers.queries.rows import Connection
from explore import feeds

LENGTH = 50
"""Entries of a feed, the latest."""

Contents = Callable[..., feeds.Feed]
"""(connection, asked, *ids) → the feed."""


def conflicts(conn: Connection, asked: Parameters) -> feeds.Feed:
    """Figures in conflict, the latest changed first; an entry is named by when it became one."""
    found = figures.cards(conn, figures.Wanted(["conflict"]), sort="newest", limit=LENGTH)
    began = figures.conflict_began(conn, [row["id"] for row in found])
    return feeds.conflicts(cards(conn, found), began, asked.root)


def one_figure(conn: Connection, asked: Parameters, figure_id: str) -> feeds.Feed:
    """Every verdict that a figure had, and every number when it was first printed."""
    return feeds.figure(figure_page.page(conn, asked, figure_id), asked.root)


def outlet(conn: Connection, asked: Parameters, outlet_id: str) -> feeds.Feed:
    """Conflicts that an outlet's numbers take part in, and numbers that changed in its articles."""
    row = outlets.outlet(conn, outlet_id)
    if row is None:
        raise NotThere("There is no outlet with this id in the ledger.")
    entries = _history(conn, asked, [item["id"] for item in outlets.figures(conn, outlet_id)])
    revisions = home.silent_edits(conn, outlet_id=outlet_id, limit=LENGTH)
    revisions += home.corrections(conn, outlet_id=outlet_id, limit=LENGTH)
    entries += [feeds.revision(item, asked.root) for item in revisions]
    return _feed(asked, "outlets", outlet_id, row["name"], entries)


def source(conn: Connection, asked: Parameters, entity_id: str) -> feeds.Feed:
    """What becomes of the figures that a body or person is cited for."""
    row = sources.entity(conn, entity_id)
    if row is None:
        raise NotThere("There is no source with this id in the ledger.")
    if row["canonical_id"] and row["canonical_id"] != entity_id:
        raise Moved("sources", row["canonical_id"])
    ids = [item["id"] for item in sources.figures(conn, sources.Cited([entity_id]))]
    ids += [item["id"] for item in sources.disputes(conn, entity_id)]
    return _feed(asked, "sources", entity_id, row["name"], _history(conn, asked, ids))


def story(conn: Connection, asked: Parameters, story_id: str) -> feeds.Feed:
    """What becomes of the figures of a story."""
    row = stories.story(conn, story_id)
    if row is None:
        raise NotThere("There is no story with this id in the ledger.")
    wanted = figures.Wanted(story_id=story_id)
    ids = [item["id"] for item in figures.cards(conn, wanted, sort="newest", limit=LENGTH)]
    return _feed(asked, "stories", story_id, row["label"], _history(conn, asked, ids))


def checked(conn: Connection, asked: Parameters) -> feeds.Feed:
    """What becomes of the figures that a pasted sentence speaks of (``?text=``)."""
    text = asked.text("text")
    if not search.terms(text):
        raise WrongParameter("“text” has no words to look for.")
    ids = [card["id"] for card in touched(conn, text)]
    return _asked_for(asked, "check", {"text": text}, _history(conn, asked, ids))


def searched(conn: Connection, asked: Parameters) -> feeds.Feed:
    """What becomes of the newest figures whose question has all of the words in ``?q=``."""
    words = asked.text("q")
    terms = search.terms(words)
    if not terms:
        raise WrongParameter("“q” has no words to look for.")
    ids = search.newest_figures(conn, " ".join(terms), LENGTH)
    return _asked_for(asked, "search", {"q": words}, _history(conn, asked, ids))


def outdated(conn: Connection, asked: Parameters) -> feeds.Feed:
    """Articles that print a withdrawn or replaced number, and changes of such numbers.

    An article that stands as it did is told once, by when its number had its end or, where that was
    before, by when it was printed.
    """
    outlet_id = asked.text("outlet") or None
    still = outdated_page.still_printed(conn, outlet_id)
    entries = [feeds.outdated(item, asked.root) for item in still]
    entries += [
        feeds.no_longer(item, asked.root) for item in outdated_page.changed(conn, outlet_id)
    ]
    query = f"?{urlencode({'outlet': outlet_id})}" if outlet_id else ""
    return feeds.Feed(
        id=f"{feeds.URN}:outdated{query}",
        title="claimledger: numbers that will not die",
        link=f"{asked.root}/outdated{query}",
        atom=f"{asked.root}/feeds/outdated.atom{query}",
        json=f"{asked.root}/feeds/outdated.json{query}",
        entries=_latest(entries),
    )


def _asked_for(
    asked: Parameters, page: str, parameters: dict[str, str], entries: list[feeds.Entry]
) -> feeds.Feed:
    """A feed that a page's words make."""
    query = urlencode(parameters)
    return feeds.Feed(
        id=f"{feeds.URN}:{page}:{query}",
        title=f"claimledger: {' '.join(parameters.values())}",
        link=f"{asked.root}/{page}?{query}",
        atom=f"{asked.root}/feeds/{page}.atom?{query}",
        json=f"{asked.root}/feeds/{page}.json?{query}",
        entries=_latest(entries),
    )


def _history(conn: Connection, asked: Parameters, figure_ids: Sequence[str]) -> list[feeds.Entry]:
    rows = figures.histories(conn, list(dict.fromkeys(figure_ids)), LENGTH)
    shown: list[dict[str, Any]] = [{**row, "verdict": verdict_of(row["verdict"])} for row in rows]
    return [
        feeds.verdict(
            row["figure_id"], row["label"], row, f"{asked.root}/figures/{row['figure_id']}"
        )
        for row in shown
    ]


def _latest(entries: list[feeds.Entry]) -> list[feeds.Entry]:
    return sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)[:LENGTH]


def _feed(
    asked: Parameters, kind: str, name: str, title: str, entries: list[feeds.Entry]
) -> feeds.Feed:
    address = f"{asked.root}/{kind}/{quote(name, safe='')}"
    return feeds.Feed(
        id=f"{feeds.URN}:{kind}:{name}",
        title=f"claimledger: {title}",
        link=address,
        atom=f"{address}.atom",
        json=f"{address}.feed.json",
        entries=_latest(entries),
    )
