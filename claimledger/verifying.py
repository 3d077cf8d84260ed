"""``verify``: does every text, span and archived response still hold what the ledger says?"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimledger.config import Config
from claimledger.ledgers import opened
from claimledger.progress import Step
from crawler.warcs import located, read_record
from db.connection import Damaged

SPANS = {
    "claims": "claim",
    "mentions": "mention",
}
"""Tables whose rows carry a span and the words that must stand there."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was looked at, and a line for each thing that does not hold."""

    versions: int
    claims: int
    captures: int
    faults: tuple[str, ...]


def verify(config: Config, step: Step) -> Verification:
    """Re-read all pages, texts, spans and WARC records of a ledger."""
    try:
        with opened(config.database) as db:
            return _verify(db.conn, config.crawl.warc_folder, step)
    except Damaged:
        return Verification(0, 0, 0, tuple(_unreadable(config.database)))


def _unreadable(path: Path) -> Iterator[str]:
    """What can be told of a file whose list of tables is damaged: whether pages are missing."""
    yield f"{path}: its list of tables is damaged, nothing else can be read; a backup has it whole"
    with path.open("rb") as file:
        head = file.read(32)
    page = int.from_bytes(head[16:18]) or 1
    page = 65536 if page == 1 else page
    wanted, there = int.from_bytes(head[28:32]), path.stat().st_size // page
    if there < wanted:
        yield f"{path}: {there} pages of {wanted} are there"


def _verify(conn: sqlite3.Connection, folder: Path, step: Step) -> Verification:
    """A damaged page ends the part that meets it and no other."""
    conn.text_factory = _lenient
    faults = _read(_pages(conn, step), "pages")
    faults += _read(_references(conn), "references")
    faults += _read(_texts(conn, step), "texts")
    for table, word in SPANS.items():
        faults += _read(_spans(conn, table, word), table)
    faults += _read(_captures(conn, folder, step), "captures")
    versions, claims, captures = (
        _count(conn, table) for table in ("versions", "claims", "captures")
    )
    return Verification(versions, claims, captures, tuple(dict.fromkeys(faults)))


def _lenient(text: bytes) -> str:
    """Bytes that are no UTF-8 any more become a text that is not the one that was stored."""
    return text.decode("utf-8", "replace")


def _read(found: Iterator[str], part: str) -> list[str]:
    faults = []
    try:
        for fault in found:
            faults.append(fault)
    except sqlite3.DatabaseError as error:
        faults.append(f"{part}: cannot be read to the end ({error})")
    return faults


def _count(conn: sqlite3.Connection, table: str) -> int:
    try:
        return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def _pages(conn: sqlite3.Connection, step: Step) -> Iterator[str]:
    """What SQLite's own check says of the file's pages and indexes, table by table.

    One check of everything would end at the first table that cannot be read.
    """
    names = [
        name
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        )
    ]
    for done, name in enumerate(names, start=1):
        step("pages", {"done": done, "total": len(names)})
        said = _said(conn, f'PRAGMA quick_check("{name}")')
        for line in said or _said(conn, f'PRAGMA integrity_check("{name}")'):
            yield f"table {name}: {line}"
    for line in _said(conn, "PRAGMA quick_check"):
        if "never used" in line or "freelist" in line.lower():
            yield f"file: {line}"


def _references(conn: sqlite3.Connection) -> Iterator[str]:
    for table, row, *_ in conn.execute("PRAGMA foreign_key_check"):
        yield f"table {table}, row {row}: what it belongs to is not there"


def _said(conn: sqlite3.Connection, check: str) -> list[str]:
    """The faults that one of SQLite's checks names; none when all is well."""
    try:
        lines = [line for (said,) in conn.execute(check) for line in said.splitlines()]
    except sqlite3.DatabaseError as error:
        return [f"cannot be read ({error})"]
    return [line for line in lines if line != "ok" and not line.startswith("*** in database")]


def _texts(conn: sqlite3.Connection, step: Step) -> Iterator[str]:
    total = conn.execute("SELECT count(*) FROM versions").fetchone()[0]
    rows = conn.execute("SELECT id, text, text_sha256 FROM versions ORDER BY id")
    for done, (identifier, text, digest) in enumerate(rows, start=1):
        if sha256(text.encode()).hexdigest() != digest:
            yield f"version {identifier}: the text is not the one that was stored"
        step("texts", {"done": done, "total": total})


def _spans(conn: sqlite3.Connection, table: str, word: str) -> Iterator[str]:
    """SQLite's substr counts code points, as offsets do."""
    rows = conn.execute(
        f'SELECT t.version_id, t.start, t."end", t.quote FROM {table} t '
        "JOIN versions v ON v.id = t.version_id "
        'WHERE substr(v.text, t.start + 1, t."end" - t.start) IS NOT t.quote'
    )
    for version, start, end, quote in rows:
        yield f"{word} {quote!r}: does not stand at {start} to {end} of version {version}"


def _captures(conn: sqlite3.Connection, folder: Path, step: Step) -> Iterator[str]:
    rows = conn.execute(
        "SELECT id, final_url, sha256, warc_file, warc_offset FROM captures "
        "WHERE warc_file IS NOT NULL ORDER BY warc_file, warc_offset"
    ).fetchall()
    for done, (identifier, url, digest, file, offset) in enumerate(rows, start=1):
        fault = record_fault(located(folder, file), offset, url, digest)
        if fault:
            yield f"capture {identifier} of {url}: {fault}"
        step("captures", {"done": done, "total": len(rows)})


def record_fault(path: Path, offset: int, url: str, digest: str) -> str | None:
    """What is wrong with one archived response; ``None`` when it is as it was received."""
    try:
        record = read_record(path, offset)
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}"
    except ValueError as error:
        return str(error)
    if record.kind != "response":
        return f"{path.name} has no response at {offset}"
    if record.url != url:
        return f"{path.name} at {offset} is a response of another address"
    if not record.whole or sha256(record.payload).hexdigest() != digest:
        return f"the digest of {path.name} at {offset} is another"
    return None
