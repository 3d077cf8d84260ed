"""``forget``: a page, or every page that names somebody, out of the ledger and the archive.

The archive goes first: when that is interrupted, the ledger still knows what has to go, and the
same command finishes the work.
"""

import glob
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from sqlite_utils import Database

from claimledger.clock import Clock, now, stamp
from claimledger.config import Config
from claimledger.exits import CommandError, Exit
from claimledger.ledgers import opened
from crawler.archive import recover
from crawler.settings import MEBIBYTE
from crawler.urls import normalise
from crawler.warcs import Damage, Record, located, records
from db import ledger
from db.captures import move_captures
from db.connection import checkpoint
from db.crawl import find_article
from db.tombstones import is_forgotten

MAX_PAGE = 16 * MEBIBYTE
SAVED = (".db", ".sqlite", ".sqlite3", ".bak", ".gz", ".zip", ".wacz", ".old")
"""How the names of a ledger's copies end."""

SHORTEST = 8
"""Characters from which an address without its host names it; "news" names nothing."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed, or would be: addresses, claims, captures and WARC records.

    ``pages`` is how many of the addresses the ledger held a page of; ``unreached`` has a sentence
    for each place where the text may still be.
    """

    urls: tuple[str, ...]
    pages: int
    claims: int
    captures: int
    records: int
    unreached: tuple[str, ...] = ()


def forget(
    config: Config, target: str, reason: str, *, dry_run: bool = False, clock: Clock = now
) -> Gone:
    """Forget a URL, an entity's id or its name. Raises ``CommandError`` for an unknown name."""
    with opened(config.database) as db:
        entities = [] if "://" in target else _entities(db, target)
        target = _spelled(db, target)
        urls = sorted(
            {row["url"] for one in entities for row in ledger.articles_naming(db, one)}
            if entities
            else {target}
        )
        pages = sum(find_article(db, url) is not None for url in urls)
        captures = {row["id"]: row for url in urls for row in ledger.captures_of(db, url)}
        if dry_run:
            claims = sum(_claims(db, url) for url in urls)
            return Gone(tuple(urls), pages, claims, len(captures), 0, _unreached(config, db))
        addresses = {url for one in urls for url in _addresses(db, one)}
        addresses |= {row["url"] for row in captures.values()}
        folder = config.crawl.warc_folder
        recover(folder)
        files = {row["warc_file"] for row in captures.values() if row["warc_file"]}
        files |= {path.name for path in folder.glob("*.warc.gz")}
        removed = sum(_redact(db, folder, file, addresses) for file in sorted(files))
        at = stamp(clock())
        done = [ledger.forget_entity(db, one, reason, at) for one in entities]
        if not entities:
            done = [ledger.forget(db, target, reason, at)]
        left = [url for url in sorted(addresses) if not is_forgotten(db, url)]
        done += [ledger.forget(db, url, reason, at) for url in left]
        claims = sum(one.claims for one in done)
        return Gone(tuple(urls), pages, claims, len(captures), removed, _unreached(config, db))


def _spelled(db: Database, target: str) -> str:
    """An address as the ledger has it: as given, or without what a crawl leaves out of it."""
    spelled = normalise(target)
    if spelled is None or find_article(db, target) is not None:
        return target
    return spelled if find_article(db, spelled) is not None else target


def _unreached(config: Config, db: Database) -> tuple[str, ...]:
    """Where a text may still be that no command here can take it out of."""
    database = config.database
    found = sorted(
        path.name
        for path in database.parent.glob(f"{glob.escape(database.stem)}*")
        if path.is_file() and path != database and path.name.endswith(SAVED)
    )
    beside = f" (beside the ledger: {', '.join(found)})" if found else ""
    said = [
        f"backups and copies of the ledger made before{beside}",
        "copies of the WARC files elsewhere, and exports, WACZ files and feeds that others have",
    ]
    if not checkpoint(db):
        said.append(
            "readers that have the ledger open: until they close it, what they show and "
            f"{database.name}-wal may hold the text; restart 'claimledger serve' and run any verb "
            "that writes"
        )
    return tuple(said)


def _entities(db: Database, target: str) -> list[str]:
    found = [
        identifier
        for (identifier,) in db.execute(
            "SELECT id FROM entities WHERE id = ?1 OR name = ?1 ORDER BY id", [target]
        )
    ]
    if not found:
        raise CommandError(
            f"{target}: neither an address nor an entity of this ledger (claimledger find …)",
            Exit.NOT_FOUND,
        )
    return found


def _addresses(db: Database, url: str) -> set[str]:
    """All addresses of the article at one of them, variants that only led to it among them."""
    rows = db.execute(
        "WITH own AS (SELECT ?1 AS url UNION SELECT url FROM article_urls WHERE article_id = "
        "(SELECT article_id FROM article_urls WHERE url = ?1)) "
        "SELECT url FROM own UNION "
        "SELECT f.url FROM frontier f JOIN own ON f.reason = 'alias of ' || own.url",
        [url],
    )
    return {other for (other,) in rows}


def _claims(db: Database, url: str) -> int:
    row = db.execute(
        "SELECT count(*) FROM claims WHERE article_id = "
        "(SELECT article_id FROM article_urls WHERE url = ?)",
        [url],
    ).fetchone()
    return int(row[0])


def _redact(db: Database, folder: Path, name: str, addresses: set[str]) -> int:
    """Write a WARC file anew without the records of some addresses; returns how many went.

    Lists that name one go too: feeds carry texts. Captures of other pages stay, also those that
    link to one. The other records keep their bytes; the ledger is told where they lie now before
    the old file goes. A file that is not there, or holds nothing of it, stays. Raises
    ``CommandError`` for one that cannot be read to its end: nobody knows what stands in the rest.
    """
    old = located(folder, name)
    if not old.exists():
        return 0
    captures = dict(
        db.execute("SELECT id, warc_offset FROM captures WHERE warc_file = ?", [name]).fetchall()
    )
    evidence = frozenset(captures.values())
    links = _links(addresses)
    kept, gone = [], 0
    for record in records(old):
        if isinstance(record, Damage):
            raise CommandError(
                f"{old.name} at {record.offset}: {record.reason}; nothing was forgotten. "
                "Repair the file or take it away, then run this again",
                Exit.BROKEN,
            )
        if _is_of(record, addresses) or (record.offset not in evidence and _names(record, links)):
            gone += 1
        else:
            kept.append((record.offset, record.length))
    if not gone:
        return 0
    new = _next_name(folder, name)
    moved: dict[int, int] = {}
    with old.open("rb") as source, new.open("xb") as target:
        for start, length in kept:
            moved[start] = target.tell()
            source.seek(start)
            target.write(source.read(length))
        target.flush()
        os.fsync(target.fileno())
    place = str(Path(name).with_name(new.name))
    move_captures(
        db, {one: (place, moved[start]) for one, start in captures.items() if start in moved}
    )
    old.unlink()
    return gone


def _is_of(record: Record, addresses: set[str]) -> bool:
    return record.url in addresses or normalise(record.url) in addresses


def _links(addresses: set[str]) -> tuple[bytes, ...]:
    """How a page may print a link to one of the addresses: whole or without its host."""
    links = {one for url in addresses for one in (url, url.removeprefix(urljoin(url, "/")))}
    links |= {escape(one) for one in links}
    return tuple(one.encode() for one in sorted(links) if len(one) >= SHORTEST)


def _names(record: Record, links: tuple[bytes, ...]) -> bool:
    """Whether a list (or another page that is no evidence) speaks of one of the links."""
    if record.kind != "response" or not record.payload:
        return False
    body = record.body(MAX_PAGE)
    return any(link in body for link in links)


def _next_name(folder: Path, name: str) -> Path:
    """A free name for the rewritten file: ``x.warc.gz`` becomes ``x-r1.warc.gz``."""
    stem = name.removesuffix(".warc.gz").rpartition("-r")
    plain = stem[0] if stem[0] and stem[2].isdigit() else name.removesuffix(".warc.gz")
    number = 1
    while (folder / f"{plain}-r{number}.warc.gz").exists():
        number += 1
    return folder / f"{plain}-r{number}.warc.gz"
