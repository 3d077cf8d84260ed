"""The files of a packet, and the ZIP of them: the same ledger gives the same bytes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from answers import formats
from claimledger.files import whole
from claimledger.packet.evidence import evidence_of, figures_of, rules
from claimledger.packing import Member, Packed, archived_of, captures, package, zipped
from crawler.warcs import located, read_record
from db.rows import Row
from explore.packet_page import packet_page

_UNPACKED = {"", "identity", "none", "gzip", "x-gzip", "deflate"}
"""Encodings of a body that Python's own library undoes."""
_SCRIPT = ("__main__.py", "check.py", "reckoning.py")
_MOST = 64 * 1024 * 1024
README = """This packet proves itself. On any machine with Python 3.11 or newer, offline:

    python3 PACKET.zip          or, where it is unpacked: python3 check.py

It holds one figure of a ledger of claimledger: what outlets printed, on whose word, and how the
numbers relate. It does not say who is right.

dossier.html    to read: sentences, sources, reasons, digests
claims.csv      the claims, a line each; figure.jsonld the same as schema.org
captures.wacz   the pages as they were received; https://replayweb.page shows them
evidence.json   what check.py proves, with every number and fact
rules/          the rules by which numbers relate, their sentences, the units
SHA256SUMS      digests (sha256sum -c SHA256SUMS)

check.py and reckoning.py are in the packet, so whoever can change the one can change the other. To
be sure of them, compare them with claimledger's own, or have those check the packet:
python -m claimledger.packet.check FILE
"""


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet's files, and how much is archived of what it proves."""

    members: tuple[Member, ...]
    packed: Packed
    at: str


def packet_of(db: Database, folder: Path, page: Mapping[str, Any]) -> Packet:
    """The packet of a figure; raises ``CommandError`` where no page behind it is archived."""
    figures = figures_of(db, page["id"])
    rows = captures(db, figures)
    archived = archived_of(rows, page["id"])
    missing = sum(row["claims"] for row in rows if row["warc_file"] is None)
    claims = list(formats.figure_rows(dict(page)))
    at = max(page["changed_at"], *(row["fetched_at"] for row in archived))
    proved = evidence_of(db, page, figures, archived)
    lines = ([row[name] for name in formats.CLAIM_FIELDS] for row in claims)
    contents: dict[str, bytes] = {
        "README.txt": README.encode(),
        **{name: files("claimledger.packet").joinpath(name).read_bytes() for name in _SCRIPT},
        "captures.wacz": package(folder, archived, missing, claims, page["title"], at),
        "claims.csv": "".join(formats.csv_lines(formats.CLAIM_FIELDS, lines)).encode(),
        "dossier.html": packet_page(page, proved).encode(),
        "evidence.json": _json(proved),
        "figure.jsonld": _json(formats.claim_markup(dict(page), "")),
        **_unpacked(folder, archived),
        **rules(),
    }
    sums = "".join(f"{sha256(contents[n]).hexdigest()}  {n}\n" for n in sorted(contents))
    contents["SHA256SUMS"] = sums.encode()
    members = tuple(Member(name, contents[name], stored=True) for name in sorted(contents))
    return Packet(members, Packed(len(archived), missing), at)


def write(db: Database, folder: Path, page: Mapping[str, Any], path: Path) -> Packed:
    """Write the packet of a figure to a file, which gets its name when it is whole."""
    packet = packet_of(db, folder, page)
    with whole(path) as draft:
        draft.write_bytes(zipped(packet.members, packet.at))
    return packet.packed


def _unpacked(folder: Path, archived: Sequence[Row]) -> dict[str, bytes]:
    """Copies of the pages whose compression Python's own library does not undo."""
    found = {}
    for row in archived:
        record = read_record(located(folder, row["warc_file"]), row["warc_offset"])
        names = (record.header("content-encoding") or "").lower().split(",")
        if not {name.strip() for name in names} <= _UNPACKED:
            found[f"pages/{row['id']}.html"] = record.body(_MOST)
    return found


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
