"""``forget``: a page, or every page that names somebody, out of the ledger and the archive.

The archive goes first: when that is interrupted, the ledger still knows what has to go, and the
same command finishes the work.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from warcio.archiveiterator import ArchiveIterator

from claimledger.clock import Clock, now, stamp
from claimledger.config import Config
from claimledger.exits import CommandError, Exit
from claimledger.ledgers import opened
from db import ledger
from db.captures import move_captures


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed, or would be: addresses, claims, captures and WARC records."""

    urls: tuple[str, ...]
    claims: int
    captures: int
    records: int


def forget(
    config: Config, target: str, reason: str, *, dry_run: bool = False, clock: Clock = now
) -> Gone:
    """Forget a URL, an entity's id or its name. Raises ``CommandError`` for an unknown name."""
    with opened(config.database) as db:
        entities = [] if "://" in target else _entities(db, target)
        urls = sorted(
            {row["url"] for one in entities for row in ledger.articles_naming(db, one)}
            if entities
            else {target}
        )
        captures = {row["id"]: row for url in urls for row in ledger.captures_of(db, url)}
        if dry_run:
            claims = sum(_claims(db, url) for url in urls)
            return Gone(tuple(urls), claims, len(captures), 0)
        addresses = {url for one in urls for url in _addresses(db, one)}
        addresses |= {row["url"] for row in captures.values()}
        files = {row["warc_file"] for row in captures.values() if row["warc_file"]}
        records = sum(
            _redact(db, config.crawl.warc_folder, file, addresses) for file in sorted(files)
        )
        at = stamp(clock())
        done = [ledger.forget_entity(db, one, reason, at) for one in entities]
        if not entities:
            done = [ledger.forget(db, target, reason, at)]
        return Gone(tuple(urls), sum(one.claims for one in done), len(captures), records)


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
    """All addresses of the article at one of them."""
    rows = db.execute(
        "SELECT url FROM article_urls WHERE article_id = "
        "(SELECT article_id FROM article_urls WHERE url = ?)",
        [url],
    )
    return {url, *(other for (other,) in rows)}


def _claims(db: Database, url: str) -> int:
    row = db.execute(
        "SELECT count(*) FROM claims WHERE article_id = "
        "(SELECT article_id FROM article_urls WHERE url = ?)",
        [url],
    ).fetchone()
    return int(row[0])


def _redact(db: Database, folder: Path, name: str, addresses: Iterable[str]) -> int:
    """Write a WARC file anew without the records of some addresses; returns how many went.

    The other records keep their bytes; the ledger is told where they lie now before the old file
    goes. A file that is not there has nothing to lose.
    """
    old = next((path for path in (folder / name, folder / f"{name}.open") if path.exists()), None)
    if old is None:
        return 0
    unwanted = frozenset(addresses)
    new = _next_name(folder, name)
    moved: dict[int, int] = {}
    gone = 0
    with old.open("rb") as source, new.open("xb") as target:
        for start, length, address in _records(old):
            if address in unwanted:
                gone += 1
                continue
            moved[start] = target.tell()
            source.seek(start)
            target.write(source.read(length))
        target.flush()
        os.fsync(target.fileno())
    places = {
        identifier: (new.name, moved[offset])
        for identifier, offset in db.execute(
            "SELECT id, warc_offset FROM captures WHERE warc_file = ?", [name]
        )
        if offset in moved
    }
    move_captures(db, places)
    old.unlink()
    return gone


def _records(path: Path) -> list[tuple[int, int, str | None]]:
    """Offset, length and address of every record of a WARC file."""
    found = []
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        for record in records:
            address = record.rec_headers.get_header("WARC-Target-URI")
            record.raw_stream.read()
            start = records.get_record_offset()
            found.append((start, records.get_record_length(), address))
    return found


def _next_name(folder: Path, name: str) -> Path:
    """A free name for the rewritten file: ``x.warc.gz`` becomes ``x-r1.warc.gz``."""
    stem = name.removesuffix(".warc.gz").rpartition("-r")
    plain = stem[0] if stem[0] and stem[2].isdigit() else name.removesuffix(".warc.gz")
    number = 1
    while (folder / f"{plain}-r{number}.warc.gz").exists():
        number += 1
    return folder / f"{plain}-r{number}.warc.gz"
