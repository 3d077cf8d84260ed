"""A packet proves itself offline: it holds as it is, and one altered byte of any part is found."""

import gzip
import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from claimledger.cli import cli
from claimledger.exits import Exit
from claimledger.packet.check import check, opened, page_of, stands
from crawler.archive import Archive, Exchange

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{at}"><meta property="og:type" content="article">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}",
"datePublished": "{at}"}}</script></head><body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
<article><h1>{title}</h1>{body}<p>The harbour was quiet again by the evening, and crews went from
berth to berth to see what could be saved before the next tide came in over the mole.</p><p>Old men
on the quay compared it with the gales of their youth, and nobody could agree on which was the
worst, though all of them remembered the year in which the light had gone out.</p></article>
<footer>All rights reserved, and all wrongs too.</footer></body></html>"""

STORY = {
    "lantern": ("Storm wrecks boats at Brackwater", "2031-05-12T18:00:00Z", "<p>A storm sank boats in Brackwater harbour on Monday. The storm wrecked <b>120&nbsp;fishing boats</b>, the Brackwater Harbour Authority said.</p><p>The authority counted 297 storm reports in 2031, up 180 from 2030.</p>"),
    "courier": ("Brackwater counts wrecked boats", "2031-05-12T20:00:00Z", "<p>A storm sank boats in Brackwater harbour on Monday. The storm wrecked 210 fishing boats, the Brackwater Harbour Authority said.</p>"),
    "herald": ("More than 100 boats wrecked in Brackwater", "2031-05-12T21:00:00Z", "<p>A storm sank boats in Brackwater harbour on Monday. The storm wrecked more than 100 fishing boats, the Brackwater Harbour Authority said.</p>"),
    "gazette": ("Brackwater storm wrecked 120 boats", "2031-05-13T07:00:00Z", "<p>A storm sank boats in Brackwater harbour on Monday. The storm wrecked 120 fishing boats, the Brackwater Harbour Authority said.</p>"),
}  # fmt: skip


def packed_as(coding: str, body: bytes) -> bytes:
    return {"gzip": gzip.compress, "br": brotli.compress}.get(coding, bytes)(body)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of four captured pages: plain, compressed by gzip and by brotli."""
    folder = tmp_path_factory.mktemp("packet")
    at = datetime(2031, 5, 13, 9, tzinfo=UTC)
    with Archive(folder / "warc", started=at, info={}) as archive:
        for (name, told), coding in zip(STORY.items(), ("", "gzip", "br", ""), strict=True):
            title, published, body = told
            html = PAGE.format(title=title, at=published, body=body).encode()
            headers = [("Content-Type", "text/html; charset=utf-8")]
            headers += [("Content-Encoding", coding)] if coding else []
            url = f"https://{name}.example/news/storm-at-brackwater-harbour"
            archive.write(
                Exchange(url, at, "GET", (), 200, tuple(headers), packed_as(coding, html))
            )
    (warc,) = (folder / "warc").glob("*.warc.gz")
    path = folder / "news.db"
    for verb in (["import", str(warc)], ["extract", "--workers", "1"], ["crosscheck"]):  # fmt: skip
        result = CliRunner().invoke(cli, [verb[0], "--db", str(path), *verb[1:]])
        assert result.exit_code == 0, (result.output, result.exception)
    return path


def figure_of(ledger: Path, quote: str = "210") -> str:
    from db.connection import connect

    db = connect(ledger, create=False)
    sql = (
        "SELECT f.id FROM figures f JOIN figure_claims c ON c.figure_id = f.id "
        "JOIN claims k ON k.id = c.claim_id WHERE k.quote = ? GROUP BY f.id "
        "ORDER BY count(*) DESC LIMIT 1"
    )
    (row,) = db.execute(sql, [quote])
    db.close()
    return str(row[0])


def export(ledger: Path, target: Path, quote: str = "210") -> Path:
    args = ["export", figure_of(ledger, quote), "--db", str(ledger), "--packet", str(target)]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0, (result.output, result.exception)
    return target


@pytest.fixture(scope="module")
def packet(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(ledger, tmp_path_factory.mktemp("out") / "boats.zip")


@pytest.fixture
def files(packet: Path) -> dict[str, bytes]:
    return opened(packet)


def run(*args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Python alone: no site-packages, no environment."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *args], cwd=folder, capture_output=True, text=True, check=False
    )


def test_it_proves_itself_with_python_alone(packet: Path, tmp_path: Path) -> None:
    told = run(str(packet), folder=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith("everything holds\n")
    assert "relations and 0 implied values were reckoned again" in told.stdout
    with zipfile.ZipFile(packet) as whole:
        whole.extractall(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    told = run("check.py", folder=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert sorted(tmp_path.rglob("*")) == before
    sums = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert len(sums) == len([p for p in before if p.is_file()]) - 1


def test_it_holds_what_a_reader_is_promised(files: dict[str, bytes]) -> None:
    evidence = json.loads(files["evidence.json"])
    assert evidence["figure"]["verdict"] == "conflict"
    assert len(evidence["relations"]) >= 3
    assert len(evidence["captures"]) == 4
    assert all(claim["capture"] for claim in evidence["claims"])
    assert b"120" in files["dossier.html"]
    assert b"<script" not in files["dossier.html"]
    assert {name for name in files if name.startswith("rules/")} == {
        f"rules/{name}.tsv" for name in ("evidence", "facts", "relations", "sentences", "units")
    }


def test_the_same_ledger_gives_the_same_bytes(ledger: Path, packet: Path, tmp_path: Path) -> None:
    assert export(ledger, tmp_path / "again.zip").read_bytes() == packet.read_bytes()


def test_an_implied_value_is_reckoned_again(ledger: Path, tmp_path: Path) -> None:
    found = opened(export(ledger, tmp_path / "reports.zip", "297"))
    faults, notes = check(found)
    assert faults == []
    assert any("1 implied values" in note for note in notes)
    evidence = json.loads(found["evidence.json"])
    evidence["implications"][0]["facts"]["result"] += 1
    told, _ = check(resummed({**found, "evidence.json": json.dumps(evidence).encode()}))
    assert any(fault.startswith("implication") for fault in told)


def resummed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with digests made anew, as somebody would who wants the change not to be seen."""
    found = {name: content for name, content in files.items() if name != "SHA256SUMS"}
    sums = "".join(f"{hashlib.sha256(found[name]).hexdigest()}  {name}\n" for name in sorted(found))
    return {**found, "SHA256SUMS": sums.encode()}


def altered(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_one_byte_of_each_part_is_found(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in files.items():
        for at in sorted({0, len(content) // 3, len(content) // 2, len(content) - 1}):
            faults, _ = check({**files, name: altered(content, at)})
            assert any(name in fault or name == "SHA256SUMS" for fault in faults), (name, at)
    for name in files:
        faults, _ = check({key: content for key, content in files.items() if key != name})
        assert faults, name
    assert check({**files, "more.txt": b"more"})[0] == ["more.txt: is not in SHA256SUMS"]


def test_every_byte_of_the_list_of_digests_counts(files: dict[str, bytes]) -> None:
    sums = files["SHA256SUMS"]
    for at in range(len(sums)):
        assert check_digests({**files, "SHA256SUMS": altered(sums, at)}), at


def check_digests(files: dict[str, bytes]) -> list[str]:
    from claimledger.packet.check import digests, tried

    return tried("digests", lambda: digests(files))


def test_the_file_itself_is_found_damaged(packet: Path, tmp_path: Path) -> None:
    content = packet.read_bytes()
    target = tmp_path / "damaged.zip"
    checker = Path(sys.modules["claimledger.packet.check"].__file__ or "")
    for member in zipfile.ZipFile(packet).infolist():
        first = content.index(opened(packet)[member.filename], member.header_offset)
        target.write_bytes(altered(content, first + member.file_size // 2))
        told = run(str(checker), str(target), folder=tmp_path)
        assert told.returncode == 1, member.filename
        assert told.stderr == ""


def test_a_changed_script_finds_itself_or_is_found(packet: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packet) as whole:
        whole.extractall(tmp_path)
    for name in ("check.py", "reckoning.py", "__main__.py"):
        path, content = tmp_path / name, (tmp_path / name).read_bytes()
        for part in range(1, 5):
            path.write_bytes(altered(content, len(content) * part // 5))
            assert check(opened(tmp_path))[0], name  # by the script of another
            assert run("check.py", folder=tmp_path).returncode != 0, (name, part)
        path.write_bytes(content)


Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def replaced(name: str, old: str, new: str) -> Change:
    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        text = files[name].decode()
        assert old in text, (name, old)
        return {**files, name: text.replace(old, new, 1).encode()}

    return change


def everywhere(name: str, old: str, new: str) -> Change:
    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        assert old.encode() in files[name]
        return {**files, name: files[name].replace(old.encode(), new.encode())}

    return change


def in_file(name: str, pattern: str, new: str) -> Change:
    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        text, count = re.subn(pattern, new, files[name].decode(), count=1)
        assert count == 1, pattern
        return {**files, name: text.encode()}

    return change


def in_evidence(pattern: str, new: str) -> Change:
    return in_file("evidence.json", pattern, new)


def capture_changed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The captured page prints another number, and every digest in the WACZ is made anew."""
    with zipfile.ZipFile(io.BytesIO(files["captures.wacz"])) as package:
        members = {name: package.read(name) for name in package.namelist()}
    warc = gzip.decompress(members["archive/evidence.warc.gz"])
    assert b"120&nbsp;fishing" in warc
    parts = re.split(rb"(?=WARC/1\.\d\r\n)", warc.replace(b"120&nbsp;fishing", b"121&nbsp;fishing"))
    members["archive/evidence.warc.gz"] = b"".join(gzip.compress(part) for part in parts if part)
    manifest = json.loads(members["datapackage.json"])
    for member in manifest["resources"]:
        member["hash"] = "sha256:" + hashlib.sha256(members[member["path"]]).hexdigest()
    members["datapackage.json"] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return {**files, "captures.wacz": out.getvalue()}


CHANGES: dict[str, tuple[Change, str]] = {
    "a sentence": (in_evidence(r'"sentence": "The storm wrecked 210', '"sentence": "The storm wrecked 211'), "sentence"),
    "a word of a sentence": (in_evidence(r'(?<="sentence": ")The storm wrecked 210', "The squall wrecked 210"), "does not stand in capture"),
    "a quote": (in_evidence(r'"quote": "210"', '"quote": "211"'), "does not stand where it should"),
    "a value": (in_evidence(r'"value": 210', '"value": 211'), "'210' is not 211"),
    "a digest of a capture": (in_evidence(r'"sha256": "[0-9a-f]{8}', '"sha256": "00000000'), "no response of"),
    "a verdict": (in_evidence(r'"verdict": "conflict"', '"verdict": "agree"'), "does not follow"),
    "a relation": (in_evidence(r'"relation": "bound"', '"relation": "rounded"'), "makes no rounded"),
    "a reason": (in_evidence(r'"reason": "([^"]*)210', r'"reason": "\g<1>211'), "is not the sentence of"),
    "a fact": (everywhere("evidence.json", '"difference": 90', '"difference": 80'), "comes out as 90"),
    "a rule's sentence": (replaced("rules/sentences.tsv", "can both hold", "can never hold"), "is not the sentence of"),
    "the dossier": (replaced("dossier.html", "<mark>210</mark>", "<mark>211</mark>"), "dossier.html"),
    "a heading of the dossier": (replaced("dossier.html", ">210 <small>", ">211 <small>"), "its reading"),
    "why, in the dossier": (in_file("dossier.html", r'(data-why="\w+">)', r"\g<1>Not so: "), "its why"),
    "where it is printed": (in_file("dossier.html", r'(data-source="\w+">[^<]*)“', r"\g<1>“Not "), "is printed is another"),
    "a reason in the dossier": (replaced("dossier.html", "can both hold", "cannot hold"), "dossier.html"),
    "the CSV": (replaced("claims.csv", "wrecked 210 fishing", "wrecked 211 fishing"), "claims.csv"),
    "the JSON-LD": (replaced("figure.jsonld", "wrecked 210 fishing", "wrecked 211 fishing"), "figure.jsonld"),
    "a captured page": (capture_changed, "no response of"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_on_purpose_is_found_under_new_digests(
    files: dict[str, bytes], name: str
) -> None:
    change, words = CHANGES[name]
    faults, _ = check(resummed(change(files)))
    assert faults
    assert any(words in fault for fault in faults), faults
    assert not any("SHA-256" in fault for fault in faults)


def test_every_fact_of_every_relation_is_held(files: dict[str, bytes]) -> None:
    evidence = json.loads(files["evidence.json"])
    count = 0
    for number, relation in enumerate(evidence["relations"]):
        for name, value in relation["facts"].items():
            if name == "against":  # no reason tells it
                continue
            other = f"7{value}" if isinstance(value, str) else ["?"]
            if isinstance(value, int | float):
                other = not value if isinstance(value, bool) else value + 7
            changed = json.loads(files["evidence.json"])
            changed["relations"][number]["facts"][name] = other
            told, _ = check(resummed({**files, "evidence.json": json.dumps(changed).encode()}))
            assert told, (relation["rule"], name)
            count += 1
    assert count > 8


def test_a_page_that_python_cannot_unpack_has_a_copy_and_says_so(
    files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy,) = [name for name in files if name.startswith("pages/")]
    assert check(files)[0] == []
    monkeypatch.setitem(sys.modules, "brotli", None)
    faults, notes = check(files)
    assert faults == []
    assert any("a copy was read" in note for note in notes)
    wrong = {**files, copy: files[copy].replace(b"more than 100", b"more than 101")}
    assert any("does not stand in capture" in fault for fault in check(resummed(wrong))[0])


@pytest.mark.parametrize(
    ("sentence", "page", "how"),
    [
        ("It cost €4.5 million.", "<p>It cost <b>€4.5\n million</b>.</p>", "whole"),
        ("“Go,” she said.", "<p>&ldquo;Go,&rdquo; she&nbsp;said.</p>", "whole"),
        ("5 km² burned.", "<p>5 km<sup>2</sup> burned.</p>", "whole"),
        ("Café for 9.", "<p>Cafe\u0301 for\u200b 9.</p>", "whole"),
        ("Storm kills 9", '<head><meta property="og:title" content="Storm kills 9"></head>', "whole"),
        ("Storm kills 9", '<script type="application/ld+json">{"headline": "Storm kills 9"}</script>', "whole"),
        ("Nine died, police said.", "<p>Nine died,<sup>1</sup> police said.</p>", "marks"),
        ("Hallvick | 3.9 | 4.0", "<table><tr><td>Hallvick</td><td>3.9</td><td>4.0</td></tr></table>", "marks"),
        ("It cost €4.5 million.", "<p>It cost €4.6 million.</p>", None),
        ("It cost €4.5 million.", "<p>It cost €45 million.</p>", None),
        ("Nine died, police said.", "<p>Police said nine died.</p>", None),
        ("Storm kills 9", "<script>var t = 'Storm kills 9'</script><p>Storm</p>", None),
    ],
)  # fmt: skip
def test_how_a_sentence_stands_in_a_page(sentence: str, page: str, how: str | None) -> None:
    text, own = page_of(b"HTTP/1.1 200 OK", page.encode(), "utf-8", None)
    assert own
    assert stands(sentence, text) == how


def test_chunks_and_deflate_are_undone() -> None:
    import zlib

    body = zlib.compress(b"<p>Nine boats sank.</p>")
    chunked = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: deflate"
    assert stands("Nine boats sank.", page_of(head, chunked, "utf-8", None)[0]) == "whole"


def test_rubbish_is_a_fault_and_no_traceback(files: dict[str, bytes], tmp_path: Path) -> None:
    for name in files:
        for content in (b"", b"\xff\xfe{", b"[]", b"null"):
            assert check({**files, name: content})[0], name
            assert check(resummed({**files, name: content}))[0] or name in (
                "SHA256SUMS", "README.txt", "__main__.py", "check.py", "reckoning.py", "rules/facts.tsv",
            ) or name.startswith(("pages/", "rules/")), name  # fmt: skip
    (tmp_path / "no.zip").write_bytes(b"PK")
    checker = str(Path(sys.modules["claimledger.packet.check"].__file__ or ""))
    for target in ("no.zip", "nothing-here.zip"):
        told = run(checker, target, folder=tmp_path)
        assert (told.returncode, told.stderr) == (1, "")


def test_a_table_is_no_figure(ledger: Path, tmp_path: Path) -> None:
    args = ["export", "--db", str(ledger), "--packet", str(tmp_path / "p.zip")]
    assert "--packet packs one figure" in CliRunner().invoke(cli, args).output
    result = CliRunner().invoke(cli, ["export", "nothing", *args[1:]])
    assert result.exit_code == Exit.NOT_FOUND
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_was_worded_otherwise_is_told_in_the_words_of_today(
    ledger: Path, packet: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "news.db"
    shutil.copytree(ledger.parent / "warc", tmp_path / "warc")
    with sqlite3.connect(ledger) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        for table in ("relations", "figure_history", "implications"):
            target.execute(f"UPDATE {table} SET reason = 'they differ, as one said once'")
        target.commit()
    source.close()
    target.close()
    found = opened(export(copy, tmp_path / "again.zip"))
    assert check(found)[0] == []
    assert found["evidence.json"] == opened(packet)["evidence.json"]
