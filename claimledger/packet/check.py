#!/usr/bin/env python3
"""Proves a packet of claimledger offline: python3 PACKET.zip, or python3 check.py in its folder.

Needs Python 3.11 and nothing else. Four things are proved, and each fault is a line:

  digests    every file is the one that was packed (SHA256SUMS; the WACZ has digests of its own)
  captures   every quoted sentence stands in the page that was captured, its number in the sentence
  reasons    every reason follows from its rule, the printed numbers and their intervals
  papers     dossier, CSV and JSON-LD say what evidence.json says

The digests show damage; the other parts also find what was changed on purpose, with new digests.
Taken as given: how the sentences were read, which claims answer one question, rates of exchange,
and what a reviewer decided. It ends with 0 where all holds, with 1 where something does not.
"""

import csv
import hashlib
import html
import io
import json
import re
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or __package__:
    from claimledger.packet.reckoning import reasons
else:
    sys.dont_write_bytecode = True  # the folder of a packet stays as it is
    sys.path.insert(0, str(Path(__file__).parent))  # also where Python runs isolated (-I)
    from reckoning import reasons

Row = dict[str, Any]
Files = Mapping[str, bytes]

SUMS, EVIDENCE, WACZ, WARC = (
    "SHA256SUMS", "evidence.json", "captures.wacz", "archive/evidence.warc.gz"
)  # fmt: skip
DOSSIER, CLAIMS, MARKUP = "dossier.html", "claims.csv", "figure.jsonld"
NEEDED = (EVIDENCE, WACZ, DOSSIER, CLAIMS, MARKUP, "rules/relations.tsv", "rules/sentences.tsv")
BROKEN = (
    ValueError, KeyError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError,
    RecursionError, zlib.error, zipfile.BadZipFile, csv.Error, NotImplementedError,
)  # fmt: skip
"""What reading a damaged file may raise; it is told as a fault."""


# --- the files ---


def opened(path: Path) -> dict[str, bytes]:
    """The files of a packet, from a ZIP or from the folder that it was unpacked into."""
    if path.is_dir():
        found = {p.relative_to(path).as_posix(): p for p in path.rglob("*") if p.is_file()}
        return {name: p.read_bytes() for name, p in found.items() if "__pycache__" not in name}
    with zipfile.ZipFile(path) as packet:
        return {name: packet.read(name) for name in packet.namelist()}


def digests(files: Files) -> Iterator[str]:
    """Faults of the list of digests, and of the WACZ's own."""
    listed: dict[str, str] = {}
    for line in files[SUMS].decode("ascii").split("\n")[:-1]:
        match = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line)
        if match is None:
            yield f"{SUMS}: {line!r} is no digest and name"
        else:
            listed[match[2]] = match[1]
    if not files[SUMS].endswith(b"\n"):
        yield f"{SUMS}: the last line has no end"
    for name in sorted({*files, *listed, *NEEDED} - {SUMS}):
        if name not in files:
            yield f"{name}: is missing"
        elif name not in listed:
            yield f"{name}: is not in {SUMS}"
        elif hashlib.sha256(files[name]).hexdigest() != listed[name]:
            yield f"{name}: is not as it was packed (SHA-256)"
    inner = zipped(files[WACZ])
    for member in json.loads(inner["datapackage.json"])["resources"]:
        if "sha256:" + hashlib.sha256(inner[member["path"]]).hexdigest() != member["hash"]:
            yield f"{WACZ}: {member['path']} is not as it was packed"


def zipped(content: bytes) -> dict[str, bytes]:
    """The members of a ZIP in a ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as inner:
        return {name: inner.read(name) for name in inner.namelist()}


# --- captures ---


def records(content: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """The responses of a WARC: address, HTTP headers, payload as received."""
    while content:
        member = zlib.decompressobj(31)
        record = member.decompress(content) + member.flush()
        if not member.eof:
            raise ValueError("a record of the WARC is cut")
        content = member.unused_data
        head, _, rest = record.partition(b"\r\n\r\n")
        length = re.search(rb"(?im)^content-length:\s*(\d+)", head)
        address = re.search(rb"(?im)^warc-target-uri:\s*(\S+)", head)
        if re.search(rb"(?im)^warc-type:\s*response\s*$", head) and length and address:
            http, _, payload = rest[: int(length[1])].partition(b"\r\n\r\n")
            yield address[1].decode("utf-8", "replace").strip("<>"), http, payload


class Strings(HTMLParser):
    """Every text of a page: what it prints, and what it says of itself in its head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._inside = "data" if "json" in (told.get("type") or "") else tag
        self.found += [told[name] or "" for name in ("content", "alt", "title") if name in told]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            try:
                self.found += strings(json.loads(data))
            except ValueError:
                self.found.append(data)
        elif self._inside not in ("script", "style"):
            self.found.append(data)


def strings(value: object) -> Iterator[str]:
    """Every string of a JSON value."""
    if isinstance(value, str):
        yield html.unescape(value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def page_of(http: bytes, payload: bytes, charset: str, unpacked: bytes | None) -> tuple[str, bool]:
    """The texts of a captured page, and whether they are of the capture's own bytes.

    ``unpacked`` is a copy of a body whose compression Python does not undo.
    """
    coding = re.search(rb"(?im)^content-encoding:\s*([\w, -]+?)\s*$", http)
    body, own = payload, True
    if re.search(rb"(?im)^transfer-encoding:.*chunked", http):
        body = dechunked(body)
    for name in reversed((coding[1].decode() if coding else "").lower().split(",")):
        if name.strip() in ("gzip", "x-gzip", "deflate"):
            body = inflated(body)
        elif name.strip() not in ("", "identity", "none"):
            body, own = decoded(name.strip(), body, unpacked)
    if body.startswith(b"\x1f\x8b"):
        body = inflated(body)
    reader = Strings()
    reader.feed(body.decode(charset or "utf-8", "replace"))
    reader.close()
    return "\n".join(reader.found), own


def decoded(name: str, body: bytes, unpacked: bytes | None) -> tuple[bytes, bool]:
    """A body that Python does not unpack: by the module brotli where it is there, else the copy."""
    if name == "br":
        try:
            import brotli  # type: ignore[import-untyped]
        except ImportError:
            pass
        else:
            try:
                return bytes(brotli.decompress(body)), True
            except brotli.error as error:
                raise ValueError("a page compressed as br is cut") from error
    if unpacked is None:
        raise ValueError(f"a page is compressed as {name}, and there is no unpacked copy")
    return unpacked, False


def inflated(body: bytes) -> bytes:
    """A body that was compressed by gzip or deflate, also one that is cut."""
    for form in (47, -15):
        try:
            return zlib.decompressobj(form).decompress(body)
        except zlib.error:
            continue
    return body


def dechunked(body: bytes) -> bytes:
    """A body without its chunks; as it is where it has none."""
    parts, at = [], 0
    while size := re.match(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r\n", body[at : at + 80]):
        first = at + size.end()
        parts.append(body[first : first + int(size[1], 16)])
        at = first + int(size[1], 16) + 2
    return b"".join(parts) or body


def folded(text: str) -> str:
    """Text as it is compared: compatible characters alike, controls and invisible ones away."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")


def solid(text: str) -> str:
    """Folded text without blanks."""
    return "".join(folded(text).split())


CELL = "|"
"""What stands between the cells of a table where its row is a sentence."""
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]|_")


def stands(sentence: str, page: str) -> str | None:
    """How a sentence stands in a page: "whole", with "marks" of its markup between, or not."""
    if solid(sentence) in solid(page):
        return "whole"
    wanted = [token for token in TOKEN.findall(folded(sentence)) if token != CELL]
    there = TOKEN.findall(folded(page))
    longest = 2 * len(wanted) + 20
    for start in (n for n, token in enumerate(there) if wanted and token == wanted[0]):
        rest = iter(there[start : start + longest])
        if all(token in rest for token in wanted):
            return "marks"
    return None


def captures(files: Files, evidence: Row, notes: list[str]) -> Iterator[str]:
    """Faults between the claims and the captured pages."""
    known = {row["id"]: row for row in evidence["captures"]}
    pages: dict[str, str] = {}
    found = {
        (url, hashlib.sha256(payload).hexdigest()): (http, payload)
        for url, http, payload in records(zipped(files[WACZ])[WARC])
    }
    for key, row in known.items():
        record = found.get((row["url"], row["sha256"]))
        if record is None:
            yield f"capture {key}: no response of {row['url']} has its digest"
            continue
        pages[key], own = page_of(*record, row["charset"], files.get(f"pages/{key}.html"))
        if not own:
            notes.append(f"capture {key}: a copy was read; with the module brotli, its own bytes")
    tally = {"whole": 0, "marks": 0, "none": 0}
    for claim in evidence["claims"]:
        faults = list(printed(claim))
        at = claim["capture"]
        if at is not None and at not in known:
            faults.append("its capture is not in the packet")
        elif at is None or at in pages:
            how = "none" if at is None else stands(claim["sentence"], pages[at])
            tally[how or "none"] += 1
            if how is None:
                faults.append(f"its sentence does not stand in capture {at}")
            elif at is not None and claim["sha256"] != known[at]["sha256"]:
                faults.append(f"its digest is not that of capture {at}")
        yield from (f"claim {claim['id']}: {fault}" for fault in faults)
    notes.append(
        f"{tally['whole']} sentences stand in their captures, {tally['marks']} with marks of the "
        f"page between their words; {tally['none']} have no capture here"
    )


def printed(claim: Row) -> Iterator[str]:
    """Faults of a claim within itself: its number stands in its sentence, and is the number."""
    quote = claim["quote"]
    if claim["sentence"][claim["start"] : claim["end"]] != quote:
        yield f"{quote!r} does not stand where it should in its sentence"
    if (number := plain(quote)) is not None and claim["value"] not in (None, number):
        yield f"{quote!r} is not {claim['value']}"


def plain(quote: str) -> float | None:
    """The number that bare digits print; ``None`` for words, units and signs."""
    digits = re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", quote)
    return float(digits[0].replace(",", "")) if digits else None


# --- papers ---


class Marked(HTMLParser):
    """The texts of a dossier by what they are said to be: (kind, id) → text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[tuple[str, str], str] = {}
        self._at: tuple[tuple[str, str], str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("data-"):
                self._at = ((name.removeprefix("data-"), value or ""), tag)
                self.found[self._at[0]] = ""

    def handle_endtag(self, tag: str) -> None:
        if self._at and tag == self._at[1]:
            self._at = None

    def handle_data(self, data: str) -> None:
        if self._at:
            self.found[self._at[0]] += data


def papers(files: Files, evidence: Row, notes: list[str]) -> Iterator[str]:
    """Faults of the dossier, the CSV and the JSON-LD against evidence.json."""
    own = [claim for claim in evidence["claims"] if claim["shown"]]
    yield from dossier(files, evidence, own)
    yield from lines(files, own)
    sentences, hashes = ({claim[name] for claim in own} for name in ("sentence", "sha256"))
    for entry in json.loads(files[MARKUP])["@graph"]:
        if entry["text"] not in sentences:
            yield f"{MARKUP}: {entry['text']!r} is no sentence of {EVIDENCE}"
        if not {work.get("sha256") for work in entry["appearance"]} <= {*hashes, None}:
            yield f"{MARKUP}: a digest is none of the claims'"
    notes.append(f"dossier, CSV and JSON-LD were compared in {len(own)} claims")


def dossier(files: Files, evidence: Row, own: Sequence[Row]) -> Iterator[str]:
    """Faults of the dossier."""
    reader = Marked()
    reader.feed(files[DOSSIER].decode())
    wanted = {("claim", c["id"]): c["sentence"] for c in own}
    for row in evidence["relations"]:
        wanted["reason", f"{row['reading_a']} {row['reading_b']} {row['relation']}"] = row["reason"]
    wanted |= {("reason", row["id"]): row["reason"] for row in evidence["implications"]}
    wanted |= {("capture", row["id"]): row["sha256"] for row in evidence["captures"]}
    figure = evidence["figure"]
    wanted["figure", figure["id"]], wanted["why", figure["id"]] = figure["label"], figure["why"]
    for row in (row for row in evidence["readings"] if row["called"] is not None):
        wanted["reading", row["id"]] = f"{row['called']} {row['origin'] or 'no source named'}"
    for claim in own:
        said = reader.found.pop(("source", claim["id"]), "")
        where = (claim["outlet"], f"“{claim['title']}”", claim["url"] or "")
        if not all(part in said for part in where):
            yield f"{DOSSIER}: where claim {claim['id']} is printed is another"
    for key in sorted({*wanted, *reader.found}):
        if wanted.get(key) != reader.found.get(key):
            yield f"{DOSSIER}: its {key[0]} {key[1]} is not the one of {EVIDENCE}"


def lines(files: Files, own: Sequence[Row]) -> Iterator[str]:
    """Faults of the CSV."""
    rows = {row["claim_id"]: row for row in csv.DictReader(io.StringIO(files[CLAIMS].decode()))}
    for claim in own:
        row = rows.pop(claim["id"], None)
        if row is None:
            yield f"{CLAIMS}: claim {claim['id']} is missing"
            continue
        for column, field in (("sentence", "sentence"), ("value", "value"), ("origin", "named")):
            said = "" if claim[field] is None else str(claim[field])
            if row[column].removeprefix("'") != said.removeprefix("'"):
                yield f"{CLAIMS}: the {column} of claim {claim['id']} is another"
    yield from (f"{CLAIMS}: claim {key} is not in {EVIDENCE}" for key in rows)


# --- all of it ---


def tried(name: str, part: Callable[[], Iterable[str]]) -> list[str]:
    """The faults of a part; what cannot even be read is one."""
    found: list[str] = []
    try:
        for fault in part():
            found.append(fault)
    except BROKEN as error:
        found.append(f"{name}: cannot be read to the end ({type(error).__name__}: {error})")
    return found


def check(files: Files) -> tuple[list[str], list[str]]:
    """All faults of a packet, and notes on what was proved."""
    faults, notes = tried("digests", lambda: digests(files)), list[str]()
    try:
        evidence = json.loads(files[EVIDENCE])
    except BROKEN as error:
        return [*faults, f"{EVIDENCE}: cannot be read ({error})"], notes
    for part in (captures, reasons, papers):
        faults += tried(part.__name__, lambda part=part: part(files, evidence, notes))  # type: ignore[misc]
    return list(dict.fromkeys(faults)), notes


def main(arguments: Sequence[str]) -> int:
    """Check and tell; the exit code."""
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        files = opened(path)
    except (OSError, *BROKEN) as error:
        print(f"{path}: cannot be opened ({error})")
        return 1
    faults, notes = check(files)
    print("\n".join([*notes, *faults]))
    print(f"{len(faults)} faults" if faults else "everything holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
