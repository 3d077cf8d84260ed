"""``export --wacz``: the archived pages behind a figure as one file that ReplayWeb.page opens.

A WACZ (https://specs.webrecorder.net/wacz/1.1.1/) is a ZIP of WARC records, an index into them, a
list of pages, and a manifest with the digest of each of these. The records keep their bytes.
"""

import gzip
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import NAMESPACE_URL, uuid5

from sqlite_utils import Database
from warcio.warcwriter import WARCWriter

from answers.formats import json_line
from claimledger.exits import CommandError, Exit
from claimledger.files import whole
from claimledger.verifying import record_fault
from crawler.warcs import Record, located, opened_at, read_record
from db.evidence import current_figure
from db.rows import Row, select

WACZ_VERSION = "1.1.1"
WARC = "evidence.warc.gz"
INDEX = "index.cdx.gz"
BLOCK = 3000
"""Lines of the index that are compressed together, as the reference implementation has it."""

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: pages, and claims whose pages are not archived and so are not in it."""

    pages: int
    without_capture: int


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the package; what is compressed already is only stored, so that it can be read
    from the middle."""

    path: str
    content: bytes
    stored: bool = False


def pack(
    db: Database,
    folder: Path,
    figure: str,
    claims: Iterable[Mapping[str, Any]],
    title: str,
    now: str,
    path: Path,
) -> Packed:
    """Write the evidence of a figure; ``claims`` are its rows for people, packed beside it.

    Raises ``CommandError`` when no page behind the figure is archived, or when a record is not as
    it was captured any more. The file gets its name when it is whole.
    """
    rows = captures(db, [current_figure(db, figure)])
    archived = archived_of(rows, figure)
    missing = sum(row["claims"] for row in rows if row["warc_file"] is None)
    with whole(path) as draft:
        draft.write_bytes(package(folder, archived, missing, claims, title, now))
    return Packed(len(archived), missing)


def archived_of(rows: Sequence[Row], figure: str) -> list[Row]:
    """The captures that are archived; raises ``CommandError`` where none is."""
    archived = [row for row in rows if row["warc_file"] is not None]
    if not archived:
        raise CommandError(
            f"{figure}: none of the pages behind it is archived (imported as text, or marked "
            "noarchive)",
            Exit.NOT_FOUND,
        )
    return archived


def package(
    folder: Path,
    archived: Sequence[Row],
    missing: int,
    claims: Iterable[Mapping[str, Any]],
    title: str,
    now: str,
) -> bytes:
    """A WACZ of archived captures: the same for the same captures, claims, title and time.

    ``missing`` counts claims whose pages are not archived.
    """
    warc, lines = _archive(folder, archived, now)
    index, summary = _index(lines)
    members = [
        Member(f"archive/{WARC}", warc, stored=True),
        Member(f"indexes/{INDEX}", index, stored=True),
        Member("indexes/index.idx", summary),
        Member("pages/pages.jsonl", _pages(archived)),
        Member("claims/claims.jsonl", "".join(map(json_line, claims)).encode()),
    ]
    manifest = _manifest(members, title, archived, missing, now)
    digest = {"path": "datapackage.json", "hash": _hash(manifest)}
    members.append(Member("datapackage.json", manifest))
    members.append(Member("datapackage-digest.json", _json(digest)))
    return zipped(members, now)


def captures(db: Database, figures: Sequence[str]) -> list[Row]:
    """The captures that figures' claims were read from, oldest first, and how many from each.

    A row with no capture stands for claims of imported text.
    """
    return select(
        db,
        "SELECT c.id, c.final_url AS url, c.fetched_at, c.sha256, c.content_type, c.http_status, "
        "c.warc_file, c.warc_offset, c.charset, a.title, count(*) AS claims "
        "FROM figure_claims f JOIN claims k ON k.id = f.claim_id "
        "JOIN versions v ON v.id = k.version_id JOIN articles a ON a.id = v.article_id "
        "LEFT JOIN captures c ON c.id = v.capture_id "
        "WHERE f.figure_id IN (SELECT value FROM json_each(?)) "
        "AND a.url NOT IN (SELECT url FROM tombstones) GROUP BY c.id "
        "ORDER BY c.fetched_at, c.id",
        [json.dumps(figures)],
    )


def _archive(folder: Path, rows: Sequence[Row], now: str) -> tuple[bytes, list[str]]:
    """One WARC of all records, and the lines of its index."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": _software(), "format": "WARC File Format 1.1"}
    about = writer.create_warcinfo_record(WARC, info)
    about.rec_headers.replace_header("WARC-Date", now)
    about.rec_headers.replace_header("WARC-Record-ID", f"<{uuid5(NAMESPACE_URL, now).urn}>")
    writer.write_record(about)
    lines = []
    for row in rows:
        path = located(folder, row["warc_file"])
        fault = record_fault(path, row["warc_offset"], row["url"], row["sha256"])
        if fault is not None:
            raise CommandError(f"capture {row['id']}: {fault} (claimledger verify)", Exit.BROKEN)
        response = read_record(path, row["warc_offset"])
        raw = _raw(path, response)
        lines.append(_line(row, response, out.tell(), raw))
        out.write(raw)
        out.write(_request(path, response))
    return out.getvalue(), sorted(lines)


def _raw(path: Path, record: Record) -> bytes:
    """A record's own bytes, compressed if the file that it comes from is not."""
    with opened_at(path, record.offset) as file:
        raw = file.read(record.length)
    return raw if raw.startswith(_GZIP) else gzip.compress(raw, mtime=0)


def _request(path: Path, response: Record) -> bytes:
    """The request behind a response: ours stands right after it. Empty when it is not there."""
    try:
        record = read_record(path, response.offset + response.length)
    except ValueError:
        return b""
    if record.kind != "request" or record.url != response.url:
        return b""
    return _raw(path, record)


def _line(row: Row, record: Record, offset: int, raw: bytes) -> str:
    """A line of CDXJ: sort key, time, and where the record lies."""
    moment = datetime.fromisoformat(row["fetched_at"].replace("Z", "+00:00"))
    fields = {
        "url": record.url,
        "mime": (row["content_type"] or "").partition(";")[0].strip().lower(),
        "status": str(row["http_status"]),
        "digest": f"sha256:{row['sha256']}",
        "recordDigest": _hash(raw),
        "length": str(len(raw)),
        "offset": str(offset),
        "filename": WARC,
    }
    return f"{sort_key(record.url)} {moment:%Y%m%d%H%M%S} {json.dumps(fields)}"


def sort_key(url: str) -> str:
    """An address with its host from the end, as indexes of web archives are sorted.

    >>> sort_key("https://www.told.example:8080/News?b=2&a=1")
    'example,told:8080)/news?a=1&b=2'
    """
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    key = f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}"
    return f"{key}?{query}" if query else key


def _index(lines: Sequence[str]) -> tuple[bytes, bytes]:
    """The index in compressed blocks, and a summary that says which keys each block begins with."""
    blocks = b""
    summary = [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': INDEX})}"]
    for first in range(0, len(lines), BLOCK):
        text = "".join(f"{line}\n" for line in lines[first : first + BLOCK])
        block = gzip.compress(text.encode(), mtime=0)
        place = {"offset": len(blocks), "length": len(block), "digest": _hash(block)}
        key, moment, _ = lines[first].split(" ", 2)
        summary.append(f"{key} {moment} {json.dumps(place)}")
        blocks += block
    return blocks, "".join(f"{line}\n" for line in summary).encode()


def _pages(rows: Iterable[Row]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages behind the figure"}
    pages = [
        {"id": row["id"], "url": row["url"], "ts": row["fetched_at"], "title": row["title"] or ""}
        for row in rows
    ]
    return "".join(json_line(line) for line in [head, *pages]).encode()


def _manifest(
    members: Iterable[Member], title: str, rows: Sequence[Row], missing: int, now: str
) -> bytes:
    description = f"{len(rows)} archived pages from which {_software()} read this figure's claims."
    if missing:
        description += f" The pages of {missing} more claims are not archived."
    return _json(
        {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": title,
            "description": description,
            "created": now,
            "modified": now,
            "software": _software(),
            "mainPageUrl": rows[0]["url"],
            "mainPageDate": rows[0]["fetched_at"],
            "resources": [
                {
                    "name": member.path.rpartition("/")[2],
                    "path": member.path,
                    "hash": _hash(member.content),
                    "bytes": len(member.content),
                }
                for member in members
            ],
        }
    )


def zipped(members: Iterable[Member], now: str) -> bytes:
    """A ZIP of these files, all of one time."""
    moment = datetime.fromisoformat(now.replace("Z", "+00:00"))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in members:
            entry = zipfile.ZipInfo(member.path, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED if member.stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, member.content)
    return out.getvalue()


def _software() -> str:
    return f"claimledger {version('claimledger')}"


def _hash(content: bytes) -> str:
    return f"sha256:{sha256(content).hexdigest()}"


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()
