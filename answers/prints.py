"""The prints of one figure as the ledger holds them, and the steps that led to each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answers.claim import period
from answers.descent import Step, descent
from answers.mentions import Mention, Print, prints_of
from answers.namings import Namings, paragraph_start
from answers.queries import descent as queries
from answers.queries import figures
from answers.queries import outlets as outlet_rows
from answers.queries.rows import Connection, Row
from crosscheck.articles.copies import wire_of
from crosscheck.model import CheckArticle
from nlp.lexicon import alternation, pattern, verbs


@dataclass(frozen=True, slots=True)
class Tree:
    """The steps of a figure, the earliest first, with the rows of their claims by id."""

    steps: tuple[Step, ...]
    rows: Mapping[str, Row]

    def row(self, one: Print) -> Row:
        """The row of the claim that stands for a print."""
        return self.rows[one.lead.id]


def tree_of(conn: Connection, figure_id: str, story_id: str | None) -> Tree:
    """Where each print of a figure came from."""
    own = queries.claims(conn, figure_id)
    chains = figures.chains(conn, [row["id"] for row in own])
    told = " ".join(
        [row["sentence"] for row in own] + [hop["name"] for c in chains.values() for hop in c]
    )
    known = {row["id"]: row["name"] for row in outlet_rows.names(conn)}
    named = [key for key, name in known.items() if name.removeprefix("The ") in told]
    rows = own + queries.elsewhere(conn, figure_id, story_id, named)
    by_id = {row["id"]: row for row in rows}
    outlets = {row["outlet_id"]: row["outlet"] for row in rows}
    mentions = _mentions(conn, rows, {row["id"] for row in own}, outlets)
    return Tree(tuple(descent(prints_of(mentions), outlets)), by_id)


def _mentions(
    conn: Connection, rows: Sequence[Row], own: set[str], outlets: Mapping[str, str]
) -> list[Mention]:
    ids = [row["id"] for row in rows]
    versions = list({row["version_id"] for row in rows})
    chains, copied = figures.chains(conn, ids), queries.copied(conn, ids)
    texts, links = queries.texts(conn, versions), queries.links(conn, versions)
    named: dict[str, Namings] = {}
    credited: dict[str, str | None] = {}
    found = []
    for row in rows:
        key, chain = row["version_id"], chains[row["id"]]
        text, start = texts[key], row["sentence_start"]
        if key not in named:
            named[key] = Namings(text, outlets)
            credited[key] = _credit(row, text)
        end, sourced = start + len(row["sentence"]), bool(row["sourced"])
        found.append(
            Mention(
                id=row["id"],
                article=row["article_id"],
                outlet=row["outlet_id"],
                at=row["at"],
                value=row["value"],
                low=row["low"],
                high=row["high"],
                qualifier=row["qualifier"],
                status=row["status"],
                unit=row["unit"],
                counted=row["kind"] == "count",
                dated=period(row) is not None or row["as_of"] is not None,
                says_when=row["period_text"] is not None,
                measure=row["measure"],
                origin=chain[0]["name"] if chain and chain[0]["role"] == "origin" else None,
                relays=tuple(hop["name"] for hop in reversed(chain) if hop["role"] == "relay"),
                sourced=sourced,
                sentence=row["sentence"],
                around=f"{row['title'] or ''} {text[paragraph_start(text, start) : end]}",
                doubted=bool(row["provisional"]) or _is_doubted(row, chain),
                headline=bool(row["headline"]),
                own=row["id"] in own,
                copied=copied[row["id"]],
                links=_linked(links[key], text, start),
                credit=credited[key],
                named=named[key].beside((start, end), (row["start"], row["end"]), sourced=sourced),
            )
        )
    return found


_BELIEVING = verbs("saying", "believe")
_PROVISIONAL = re.compile(
    rf"{pattern('replacing.provisional').pattern} {alternation('saying_nouns', 'figure')}",
    re.IGNORECASE,
)


def _is_doubted(row: Row, chain: Sequence[Row]) -> bool:
    """Does a source only believe the number, or give it as provisional behind it?"""
    behind = row["sentence"][row["end"] - row["sentence_start"] :]
    believed = any(hop["role"] == "origin" and hop["cue"] in _BELIEVING for hop in chain)
    return believed or _PROVISIONAL.search(behind) is not None


def _linked(links: Sequence[Row], text: str, start: int) -> frozenset[str]:
    """Articles that the paragraph of a sentence links to."""
    first = paragraph_start(text, start)
    last = text.find("\n\n", start)
    end = len(text) if last < 0 else last
    return frozenset(link["article_id"] for link in links if first <= link["start"] < end)


def _credit(row: Row, text: str) -> str | None:
    """The agency that an article credited; none for its own articles."""
    credit = wire_of(
        CheckArticle(
            row["article_id"], row["outlet_id"], row["outlet"], row["group_name"], row["url"],
            row["title"], row["byline"], text, row["published_at"], row["at"],
        )
    )  # fmt: skip
    return credit if credit != row["outlet"] else None
