"""The article page: what does this page claim, and what became of it?"""

from typing import Any

from answers import claim as claims
from answers import excerpts
from answers.cards import verdict_of
from answers.links import is_web
from answers.parameters import NotThere, Parameters
from answers.queries import articles, figures
from answers.queries.rows import Connection, Row
from answers.shapes import Answer
from answers.versions import numbered

SALIENT = 0.5
"""Claims from this salience on are shown by default."""


def page(conn: Connection, asked: Parameters, article_id: str) -> Answer:
    """One article with the claims of one version (the latest unless ``?version=`` says another).

    On a public server there is no full text and no capture, but the claims' sentences with what
    stands beside them.
    """
    row = articles.article(conn, article_id)
    if row is None:
        raise NotThere("There is no article with this id in the ledger.")
    versions = articles.versions(conn, article_id)
    version = _chosen(versions, asked)
    found: list[dict[str, Any]] = []
    text = ""
    if version is not None:
        found = _claims(conn, version["id"])
        text = articles.text(conn, version["id"])
    if asked.public:
        beside = excerpts.neighbours(text, [item for item in found if item["salient"]])
        for item in found:
            item["before"], item["after"] = beside.get(item["id"], (None, None))
        text = ""
    revisions = articles.revisions(conn, article_id)
    was = {item["new_claim"]: item["old_quote"] for item in revisions}
    for item in found:
        item["was"] = was.get(item["id"])
    copies = articles.copies(conn, article_id)
    return {
        "kind": "article",
        "id": article_id,
        "title": row["title"] or row["url"],
        "outlet": row["outlet"],
        "outlet_id": row["outlet_id"],
        "byline": row["byline"],
        "url": row["url"] if is_web(row["url"]) else None,
        "published_at": row["published_at"],
        "modified_at": row["modified_at"],
        "first_seen_at": row["first_seen_at"],
        "last_seen_at": row["last_seen_at"],
        "state": row["state"],
        "paywalled": bool(row["paywalled"]),
        "headlines": articles.headlines(conn, article_id),
        "stories": articles.stories(conn, article_id),
        "copies": copies["of"],
        "copied_by": copies["by"],
        "version": version["number"] if version else None,
        "versions": [_evidence(item, asked.public) for item in versions],
        "text": text,
        "text_hidden": asked.public,
        "headline_end": version["headline_end"] if version else 0,
        "claims": found,
        "entities": articles.entities(conn, version["id"]) if version else [],
        "revisions": revisions,
        "decisions": _decisions(conn, found),
    }


def _decisions(conn: Connection, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What reviewers decided about these claims, also of those that answer no figure any more."""
    printed = {item["id"]: item["printed"] for item in found}
    rows = figures.decisions(conn, [f"claim:{claim_id}" for claim_id in printed])
    shown = []
    for row in rows:
        about = [word[6:] for word in row["subject"].split() if word.startswith("claim:")]
        named = [printed[claim_id] for claim_id in about if claim_id in printed]
        if named:
            shown.append({**row, "about": named})
    return shown


def _chosen(versions: list[Row], asked: Parameters) -> Row | None:
    newest = versions[-1]["number"] if versions else 1
    number = asked.whole("version", newest, 1, 1_000_000)
    return numbered(versions, number) if versions else None


FINDINGS: dict[str, tuple[str, str]] = {
    "same": ("=", "the cited page prints the same number"),
    "another": ("≠", "the cited page prints another number"),
    "none": ("∅", "the cited page prints no such number"),
    "unread": ("?", "the cited page could not be read"),
}
"""What a cited page says of a claim → (mark, words)."""


def _cited(row: Row) -> dict[str, Any]:
    """What one page says of a claim."""
    mark, word = FINDINGS[row["finding"]]
    return {
        "url": row["url"] if is_web(row["url"]) else None,
        "finding": row["finding"],
        "mark_sign": mark,
        "word": word,
        "state": row["state"],
        "title": row["title"],
        "article_id": row["article_id"],
        "printed": row["quote"],
        "sentence": row["sentence"],
        "mark": [row["mark_start"], row["mark_end"]] if row["sentence"] else None,
        "checked_at": row["checked_at"],
    }


def _claims(conn: Connection, version_id: str) -> list[dict[str, Any]]:
    rows = articles.claims(conn, version_id)
    cited: dict[str, list[dict[str, Any]]] = {}
    for row in articles.citations(conn, version_id):
        cited.setdefault(row["claim_id"], []).append(_cited(row))
    chains = figures.chains(conn, [row["id"] for row in rows])
    return [
        {
            **claims.shown(row, chains[row["id"]]),
            "start": row["start"],
            "end": row["end"],
            "figure_id": row["figure_id"],
            "figure": row["figure"],
            "verdict": verdict_of(row) if row["verdict"] else None,
            "cited": cited.get(row["id"], []),
            "salient": row["salience"] >= SALIENT and row["equivalent_of"] is None,
        }
        for row in rows
    ]


def _evidence(version: Row, public: bool) -> dict[str, Any]:
    """A version's proof: the capture is left out on a public server, the digests stay."""
    kept = ("id", "number", "seen_at", "text_sha256", "length", "extractor", "extracted_at")
    shown: dict[str, Any] = {name: version[name] for name in kept}
    shown["sha256"] = version["sha256"]
    shown["fetched_at"] = version["fetched_at"]
    if not public:
        for name in ("final_url", "http_status", "content_type", "warc_file", "warc_offset"):
            shown[name] = version[name]
        shown["truncated"] = bool(version["truncated"])
        shown["charset"] = version["charset"]
        shown["charset_source"] = version["charset_source"]
    return shown
