"""End to end: ``claimledger demo``, every plant found in the published tables, and its pages."""

import gzip
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from answers import article as article_page
from answers import outdated, reasons, tree
from answers.parameters import Parameters
from claimledger import demo
from claimledger.asking import STRANGER
from claimledger.checking import check
from claimledger.cli import cli
from claimledger.config import Config, Review, load
from claimledger.crosschecking import claims_of
from claimledger.exits import Exit
from claimledger.exporting import packet, wacz
from claimledger.forgetting import forget
from claimledger.language_model import installed
from claimledger.ledgers import opened
from claimledger.lock import held
from claimledger.newsroom import content
from claimledger.newsroom.server import Desk, Served
from claimledger.packet.check import check as check_packet
from claimledger.packet.check import opened as packet_files
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from claimledger.verifying import verify
from crawler.warcs import read_record, records
from crosscheck.model import ReadingRow, RelationRow
from crosscheck.relations.facts import from_json
from db.connection import connect
from db.ledger import load_check_batch
from db.rows import select
from tests.claimledger import models
from tests.claimledger.models import Fake
from tests.crosscheck.prove import faults
from tests.explore import browsing
from tests.explore.browsing import CHROMIUM, Site, shoot

pytestmark = pytest.mark.slow

PLANTS = content.plants()

SECONDS = 200.0


@dataclass(frozen=True)
class Run:
    """The newsroom on air, its configuration and the ledger that two runs made of it.

    ``child`` is the command, which has printed ``told`` and serves its ledger at ``address``.
    """

    served: Served
    config: Config
    conn: sqlite3.Connection
    child: "subprocess.Popen[str]"
    told: str
    address: str

    def all(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        return self.conn.execute(sql, params).fetchall()

    def one(self, sql: str, *params: object) -> Any:
        rows = self.all(sql, *params)
        assert len(rows) == 1, (sql, params, rows)
        return rows[0][0]

    def article(self, name: str) -> str:
        """The ledger's id of an article of the newsroom."""
        article = next(one for one in self.served.newsroom.articles if one.id == name)
        return str(
            self.one("SELECT article_id FROM article_urls WHERE url = ?", self.served.url(article))
        )

    def claims(self, wanted: Mapping[str, str], *, current: bool = True) -> list[str]:
        """Ids of the claims that a plant names: article, quote, words of the sentence."""
        rows = self.all(
            'SELECT id, sentence FROM claims WHERE article_id = ? AND quote = ? AND "current" = ? '
            "ORDER BY start",
            self.article(wanted["article"]),
            wanted["quote"],
            int(current),
        )
        near = wanted.get("near", "").lower()
        return [identifier for identifier, sentence in rows if near in sentence.lower()]

    def claim(self, wanted: Mapping[str, str], *, current: bool = True) -> str:
        found = self.claims(wanted, current=current)
        assert found, f"no claim is {dict(wanted)}"
        return found[0]

    def figure(self, wanted: Mapping[str, str]) -> str | None:
        rows = self.all(
            "SELECT figure_id FROM figure_claims WHERE claim_id = ?", self.claim(wanted)
        )
        return str(rows[0][0]) if rows else None


DEMO = """
import signal, sys
from claimledger.cli import main
from claimledger.newsroom.server import Desk

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
asked = sys.argv.pop(1)
count = Desk.count

def told(desk, path, status):
    with open(asked, "a") as requests:
        print(desk.base, path, status, file=requests)
    count(desk, path, status)

Desk.count = told
if __name__ == "__main__":
    main()
"""
"""The command as it is, but that it keeps a list of what the newsroom was asked for."""


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The demo, crawled, read and crosschecked for real, while it serves."""
    folder = tmp_path_factory.mktemp("newsroom")
    asked = folder / "requests"
    words = ["demo", "-q", "--folder", str(folder / "demo"), "--port", "0"]
    with subprocess.Popen(
        [sys.executable, "-c", DEMO, str(asked), *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        try:
            assert child.stdout is not None
            told: list[str] = []
            for line in child.stdout:
                told.append(line)
                if "http://127.0.0.1:" in line and "newsroom.db" in line:
                    break
            address = told[-1].partition(" on ")[2].strip().rstrip("/")
            config = load(folder / "demo" / demo.OURS[0])
            conn = sqlite3.connect(config.database)
            yield Run(on_air(config, asked), config, conn, child, "".join(told), address)
            conn.close()
        finally:
            child.kill()


def on_air(config: Config, asked: Path) -> Served:
    """The newsroom that another process serves, as its configuration and its list tell of it."""
    room = content.load()
    requests = Counter(tuple(line.split()) for line in asked.read_text().splitlines())
    desks = []
    for outlet, settings in zip(room.outlets, config.crawl.outlets, strict=True):
        base = f"http://{settings.hosts[0]}"
        own = {(path, int(status)): n for (at, path, status), n in requests.items() if at == base}
        assert settings.name == outlet.name
        desks.append(Desk(outlet, base, {}, Counter(own)))
    return Served(room, tuple(desks))


def test_it_prints_the_table_and_serves_the_ledger(run: Run) -> None:
    assert "figures in conflict" in run.told
    assert "Changed without a notice: Oster Valley Record printed 36, now 63" in " ".join(
        run.told.split()
    )
    with urllib.request.urlopen(run.address, timeout=SECONDS) as answer:
        assert answer.status == 200


def test_every_article_is_there_once(run: Run) -> None:
    room = run.served.newsroom
    assert run.one("SELECT count(*) FROM articles") == len(room.articles)
    assert run.one("SELECT count(*) FROM outlets") == len(room.outlets)
    assert run.one("SELECT count(*) FROM versions") == len(room.articles) + len(PLANTS["silent"])
    assert run.all("SELECT * FROM problems") == []


def test_metadata_is_what_the_pages_print(run: Run) -> None:
    for article in run.served.newsroom.articles:
        [(title, published)] = run.all(
            "SELECT title, published_at FROM articles WHERE id = ?", run.article(article.id)
        )
        assert title == article.title
        day = article.published.date().isoformat() if article.dated else None
        assert (published and published[:10]) == day


def test_every_span_holds(run: Run) -> None:
    for table in ("claims", "mentions"):
        wrong = run.all(
            f"SELECT t.quote, t.start FROM {table} t JOIN versions v ON v.id = t.version_id "
            'WHERE substr(v.text, t.start + 1, t."end" - t.start) <> t.quote'
        )
        assert wrong == []


def test_every_claim_names_its_outlet_last(run: Run) -> None:
    rows = run.all(
        "SELECT c.id FROM claims c WHERE 'outlet' IS NOT (SELECT role FROM attributions t "
        "WHERE t.claim_id = c.id ORDER BY hop DESC LIMIT 1)"
    )
    assert rows == []


@pytest.mark.parametrize("plant", PLANTS["figures"], ids=lambda plant: plant["name"])
def test_figure(run: Run, plant: dict[str, Any]) -> None:
    figures = {run.figure(claim) for claim in plant["claims"]}
    assert len(figures) == 1, "the claims are in several figures"
    [figure] = figures
    assert figure is not None, "the claims are in no figure"
    relations = run.all(
        "SELECT relation, possible, reason FROM relations WHERE figure_id = ?", figure
    )
    assert run.one("SELECT verdict FROM figures WHERE id = ?", figure) == plant["verdict"], (
        relations
    )
    if "relation" in plant and plant["relation"] != "echo":
        assert plant["relation"] in {name for name, possible, _ in relations if not possible}
    assert all(reason for _, _, reason in relations)
    for column in ("origins", "copies"):
        if column in plant:
            name = {"origins": "origin_count", "copies": "copy_count"}[column]
            assert run.one(f"SELECT {name} FROM figures WHERE id = ?", figure) == plant[column]
    if "was" in plant:
        history = run.all(
            "SELECT verdict FROM figure_history WHERE figure_id = ? ORDER BY at", figure
        )
        assert plant["was"] in {verdict for (verdict,) in history}


def test_no_other_figure_is_in_conflict(run: Run) -> None:
    planted = {
        run.figure(plant["claims"][0])
        for plant in PLANTS["figures"]
        if plant["verdict"] == "conflict"
    }
    found = run.all("SELECT id, label FROM figures WHERE verdict = 'conflict'")
    assert {figure for figure, _ in found} == planted, found
    assert run.one("SELECT count(*) FROM conflicts") == len(planted)


@pytest.mark.parametrize("plant", PLANTS["apart"], ids=lambda plant: plant["name"])
def test_apart(run: Run, plant: dict[str, Any]) -> None:
    figures = [run.figure(claim) for claim in plant["claims"]]
    assert len(set(figures)) == len(figures)


@pytest.mark.parametrize("plant", PLANTS["copies"], ids=lambda plant: plant["name"])
def test_copy(run: Run, plant: dict[str, Any]) -> None:
    article, of = run.article(plant["article"]), run.article(plant["of"])
    assert run.one("SELECT copy_of FROM articles WHERE id = ?", article) == of
    assert (
        run.one("SELECT share FROM copies WHERE article_id = ? AND of_article_id = ?", article, of)
        > 0.8
    )


@pytest.mark.parametrize("plant", PLANTS["chains"], ids=lambda plant: plant["name"])
def test_chain(run: Run, plant: dict[str, Any]) -> None:
    hops = run.all(
        "SELECT name, role FROM attributions WHERE claim_id = ? ORDER BY hop",
        run.claim(plant["claim"]),
    )
    assert [name.removeprefix("the ").removeprefix("The ") for name, _ in hops] == plant["chain"]
    assert [role for _, role in hops] == ["origin", *["relay"] * (len(hops) - 2), "outlet"]


@pytest.mark.parametrize("plant", PLANTS["descents"], ids=lambda plant: plant["name"])
def test_descent(run: Run, plant: dict[str, Any]) -> None:
    figure = run.figure(plant["claim"])
    assert figure is not None
    page = tree.page(run.conn, Parameters(now="2031-01-01T00:00:00Z"), figure)
    [node] = [
        one for one in page["nodes"]
        if one["article_id"] == run.article(plant["claim"]["article"])
    ]  # fmt: skip
    by_id = {one["id"]: one for one in page["nodes"]}
    parent = by_id[node["parent"]]["article_id"] if node["parent"] else None
    assert parent == (run.article(plant["from"]) if "from" in plant else None)
    assert node["evidence"] == plant.get("evidence")
    assert node["lost"] == plant["lost"]
    if "via" in plant:
        assert [name.removeprefix("the ") for name in node["via"]] == plant["via"]
        assert node["origin"].removeprefix("the ") == plant["origin"]


@pytest.mark.parametrize("plant", PLANTS["cited"], ids=lambda plant: plant["name"])
def test_what_a_link_bears_out(run: Run, plant: dict[str, Any]) -> None:
    claim = run.claim(plant["claim"])
    shown = article_page.page(
        run.conn, Parameters(now="2031-01-01T00:00:00Z"), run.article(plant["claim"]["article"])
    )
    [cited] = [one for item in shown["claims"] if item["id"] == claim for one in item["cited"]]
    assert (cited["finding"], cited["printed"]) == (plant["finding"], plant["printed"])
    start, end = cited["mark"]
    assert cited["sentence"][start:end] == plant["printed"]


@pytest.mark.parametrize("plant", PLANTS["outdated"], ids=lambda plant: plant["name"])
def test_a_number_that_will_not_die(run: Run, plant: dict[str, Any]) -> None:
    page = outdated.page(run.conn, Parameters(now="2031-01-01T00:00:00Z"))
    [item] = [x for x in page["still"] if x["article_id"] == run.article(plant["article"])]
    assert (item["old"], item["new"], item["late"]) == (plant["old"], plant["new"], False)
    assert outdated.hours_between(item["at"], item["since"]) == plant["hours"]
    assert [x["article_id"] for x in page["silent"]] == [
        run.article(one["article"]) for one in PLANTS["silent"]
    ]
    assert [x["article_id"] for x in page["corrected"]] == [
        run.article(one["claim"]["article"]) for one in PLANTS["withdrawn"]
    ]


@pytest.mark.parametrize("plant", PLANTS["withdrawn"], ids=lambda plant: plant["name"])
def test_withdrawn(run: Run, plant: dict[str, Any]) -> None:
    claims = run.claims(plant["claim"])
    marks = ", ".join("?" * len(claims))
    assert {
        status for (status,) in run.all(f"SELECT status FROM claims WHERE id IN ({marks})", *claims)
    } <= {"withdrawn"}
    verdicts = run.all(
        "SELECT f.verdict FROM figure_claims c JOIN figures f ON f.id = c.figure_id "
        f"WHERE c.claim_id IN ({marks})",
        *claims,
    )
    assert ("conflict",) not in verdicts


@pytest.mark.parametrize("plant", PLANTS["silent"], ids=lambda plant: plant["name"])
def test_silent_edit(run: Run, plant: dict[str, Any]) -> None:
    rows = run.all("SELECT article_id, old_quote, new_quote FROM silent_edits")
    assert rows == [(run.article(plant["article"]), plant["old"], plant["new"])]


def rows_by_table(conn: sqlite3.Connection) -> dict[str, int]:
    tables = [
        name
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' "
            "ESCAPE '\\' AND name NOT IN ('runs', '_sqlite_migrations')"
        )
    ]
    return {name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def test_a_second_run_of_every_stage_adds_nothing(run: Run) -> None:
    before = rows_by_table(run.conn)
    changed = run.all("SELECT id, verdict, changed_at FROM figures ORDER BY id")
    pipeline = Pipeline(run.config, Reporter(quiet=True))
    crawl, extract, crosscheck = pipeline.run(recheck="all")
    again = pipeline.crosscheck(rebuild=True)
    assert rows_by_table(run.conn) == before
    assert "articles_changed" not in crawl.counts
    assert not any(extract.counts.values())
    assert not any(crosscheck.counts.values())
    assert again.counts["rows_written"] == 0
    assert run.all("SELECT id, verdict, changed_at FROM figures ORDER BY id") == changed


def test_the_evidence_holds(run: Run) -> None:
    result = verify(run.config, lambda _doing, _counts: None)
    assert result.faults == ()
    assert result.captures >= len(run.served.newsroom.articles)


def test_robots_txt_was_obeyed(run: Run) -> None:
    for desk in run.served.desks:
        assert desk.requests["/robots.txt", 200]
        assert not [path for path, _ in desk.requests if path.startswith("/drafts/")]


def test_nothing_was_written_outside_the_folder(run: Run, tmp_path: Path) -> None:
    names = {path.name for path in run.config.database.parent.iterdir()}
    assert names <= {*demo.OURS, "warc"}
    assert list(tmp_path.iterdir()) == []


def test_check_says_what_others_print(run: Run) -> None:
    text = (
        "The ferry Sea Lantern capsized off Port Sorrel on Tuesday. The Ministry of Transport said "
        "it would set up a compensation fund of €25 million for the families."
    )
    before = rows_by_table(run.conn)
    [sentence] = [one for one in check(run.config, text, Reporter(quiet=True)) if one["numbers"]]
    [fund] = sentence["numbers"]
    assert (fund["same"], fund["another"]) == (["€25 million"], ["€2.5 million"])
    assert fund["line"].startswith("Your €25 million: printed by 1 outlet (Sorrel Evening Post);")
    assert rows_by_table(run.conn) == before


def test_check_reads_a_page_of_the_ledger(run: Run) -> None:
    article = next(one for one in run.served.newsroom.articles if one.id == "march-northlight")
    found = check(run.config, run.served.url(article), Reporter(quiet=True))
    numbers = [number for item in found for number in item["numbers"]]
    turnout = next(number for number in numbers if number["printed"].endswith("45,000"))
    assert any("18,000" in other for other in turnout["another"])


def test_check_fetches_a_page_that_the_ledger_does_not_have(run: Run, tmp_path: Path) -> None:
    article = next(one for one in run.served.newsroom.articles if one.id == "march-northlight")
    empty = Config(replace(run.config.crawl, database=tmp_path / "e.db"), run.config.path)
    connect(empty.database).close()
    found = check(empty, run.served.url(article), Reporter(quiet=True))
    numbers = [number for item in found for number in item["numbers"]]
    assert numbers
    assert all(number["figure_id"] is None for number in numbers)


def test_a_run_without_news_prints_nothing(run: Run) -> None:
    result = CliRunner().invoke(cli, ["run", "--config", str(run.config.path)])
    assert (result.exit_code, result.output) == (0, "")


def test_a_second_run_at_the_same_time_says_so(run: Run) -> None:
    with held(run.config.database, "run"):
        result = CliRunner().invoke(cli, ["run", "--config", str(run.config.path)])
    assert result.exit_code == Exit.LOCKED
    assert "is being written by 'claimledger run'" in result.stderr


def test_the_evidence_of_a_figure_is_packed_for_replay(run: Run, tmp_path: Path) -> None:
    figure = run.figure({"article": "march-northlight", "quote": "45,000"})
    assert figure is not None
    path = tmp_path / "march.wacz"
    command = ["export", figure, "--wacz", str(path), "--config", str(run.config.path)]
    assert CliRunner().invoke(cli, command).exit_code == 0
    package = zipfile.ZipFile(path)
    content = {name: package.read(name) for name in package.namelist()}
    package.close()

    manifest = json.loads(content["datapackage.json"])
    digests = {
        name: f"sha256:{sha256(body).hexdigest()}"
        for name, body in content.items()
        if not name.startswith("datapackage")
    }
    assert {one["path"]: one["hash"] for one in manifest["resources"]} == digests
    assert all(one["bytes"] == len(content[one["path"]]) for one in manifest["resources"])
    assert json.loads(content["datapackage-digest.json"]) == {
        "path": "datapackage.json",
        "hash": f"sha256:{sha256(content['datapackage.json']).hexdigest()}",
    }
    archive = tmp_path / "evidence.warc.gz"
    archive.write_bytes(content["archive/evidence.warc.gz"])
    lines = gzip.decompress(content["indexes/index.cdx.gz"]).decode().splitlines()
    assert lines == sorted(lines)
    indexed = set()
    for line in lines:
        fields = json.loads(line.split(" ", 2)[2])
        record = read_record(archive, int(fields["offset"]))
        assert (record.kind, record.url, str(record.length)) == (
            "response",
            fields["url"],
            fields["length"],
        )
        assert f"sha256:{sha256(record.payload).hexdigest()}" == fields["digest"]
        indexed.add(record.url)
    head, *pages = map(json.loads, content["pages/pages.jsonl"].splitlines())
    assert head["format"] == "json-pages-1.0"
    assert {page["url"] for page in pages} == indexed
    assert len(indexed) == run.one(
        "SELECT count(DISTINCT c.article_id) FROM figure_claims f "
        "JOIN claims c ON c.id = f.claim_id WHERE f.figure_id = ?",
        figure,
    )
    assert [record.kind for record in records(archive)].count("request") == len(pages)


def test_the_packet_of_every_figure_proves_itself(run: Run, tmp_path: Path) -> None:
    with opened(run.config.database) as db:
        for (figure,) in run.all("SELECT id FROM figures ORDER BY id"):
            path = tmp_path / "packet.zip"
            packet(db, run.config.crawl.warc_folder, figure, "2031-05-13T09:00:00Z", path)
            faults, _ = check_packet(packet_files(path))
            assert faults == [], figure


@pytest.mark.parametrize("plant", PLANTS["forged"], ids=lambda plant: plant["name"])
def test_a_forged_packet_is_found_out(run: Run, plant: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "packet.zip"
    with opened(run.config.database) as db:
        figure = run.figure(plant["claim"])
        assert figure is not None
        packet(db, run.config.crawl.warc_folder, figure, "2031-05-13T09:00:00Z", path)
    files = packet_files(path)
    old, new = (str(plant[name]).encode() for name in ("old", "new"))
    assert old in files["evidence.json"]
    for name in ("evidence.json", "dossier.html", "claims.csv", "figure.jsonld"):
        files[name] = files[name].replace(old, new)  # in every paper alike, and the digests too
    sums = (f"{sha256(files[n]).hexdigest()}  {n}\n" for n in sorted(files) if n != "SHA256SUMS")
    faults, _ = check_packet({**files, "SHA256SUMS": "".join(sums).encode()})
    assert faults
    assert all("does not stand in capture" in fault for fault in faults)


def archived(folder: Path) -> bytes:
    return b"".join(gzip.decompress(path.read_bytes()) for path in folder.iterdir())


def test_forget_removes_a_page_from_the_ledger_and_the_archive(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    config = copied(run, folder)
    article = next(one for one in run.served.newsroom.articles if one.id == "march-northlight")
    secret = b"The plan behind the anger is simple."
    path = urlsplit(run.served.url(article)).path.encode()
    assert archived(folder / "warc").count(secret) > 0

    gone = forget(config, run.served.url(article), "the outlet asked")

    assert gone.records >= 2
    assert secret not in archived(folder / "warc")
    assert path not in archived(folder / "warc")
    assert secret not in (folder / "newsroom.db").read_bytes()
    assert verify(config, lambda _doing, _counts: None).faults == ()
    pipeline = Pipeline(config, Reporter(quiet=True))
    assert "articles_new" not in pipeline.crawl(recheck="all").counts
    pipeline.crosscheck()
    with sqlite3.connect(folder / "newsroom.db") as copy:
        texts = copy.execute("SELECT count(*) FROM versions WHERE text LIKE '%behind the anger%'")
        assert texts.fetchone()[0] == 0
        states = dict(copy.execute("SELECT state, count(*) FROM articles GROUP BY state"))
        figures = [figure for (figure,) in copy.execute("SELECT id FROM figures ORDER BY id")]
    copy.close()
    (folder / "packed").mkdir()
    with opened(config.database) as db:
        for figure in figures[:20]:
            path = folder / "packed" / figure
            wacz(db, folder / "warc", figure, "2031-05-13T09:00:00Z", path)
            with zipfile.ZipFile(path) as package:
                assert secret not in gzip.decompress(package.read("archive/evidence.warc.gz"))
    assert states == {"forgotten": 1, "live": len(run.served.newsroom.articles) - 1}


def copied(run: Run, folder: Path) -> Config:
    """A ledger and archive like the run's, to be changed."""
    shutil.copytree(run.config.crawl.warc_folder, folder / "warc")
    with sqlite3.connect(folder / "newsroom.db") as copy:
        run.conn.backup(copy)
    copy.close()
    crawl = replace(run.config.crawl, database=folder / "newsroom.db", warc_folder=folder / "warc")
    return Config(crawl, run.config.path)


def test_verify_names_what_was_tampered_with(run: Run, tmp_path: Path) -> None:
    config = copied(run, tmp_path / "copy")
    [(path, offset), *_] = run.all(
        "SELECT warc_file, warc_offset FROM captures ORDER BY warc_file, warc_offset DESC"
    )
    archive = config.crawl.warc_folder / path
    data = bytearray(archive.read_bytes())
    data[offset + 200] ^= 0xFF
    archive.write_bytes(data)
    result = verify(config, lambda _doing, _counts: None)
    assert len(result.faults) == 1
    assert result.faults[0].startswith("capture ")

    archive.unlink()
    result = verify(config, lambda _doing, _counts: None)
    assert result.faults
    assert all("cannot be read" in fault for fault in result.faults)


@pytest.mark.parametrize("plant", PLANTS["addressed"], ids=lambda plant: plant["name"])
def test_a_second_reader_is_asked_and_not_led(
    run: Run, plant: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a model that does what a headline says only its own answers count."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))

    def obedient(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any]:
        led = plant["words"] in f"{a['headline']} {b['headline']}"
        own = {"answer": "same_conflict", "words": [_marked(a)], "sure": 0.9}
        if STRANGER[1] in (a["headline"], b["headline"]):
            own["answer"] = "other_subject"
        return {**own, "answer": plant["wants"]} if led else own

    model = Fake("obedient", obedient)
    models.install(model)
    config = replace(copied(run, tmp_path / "copy"), review=Review("obedient"))
    before = run.all("SELECT id, verdict FROM figures ORDER BY id")
    figure = run.figure(plant["claims"][0])
    _, outcome = Pipeline(config, Reporter(quiet=True)).review(installed("obedient"))
    assert not outcome.failed
    with opened(config.database) as db:
        after = [tuple(row.values()) for row in select(db, "SELECT id, verdict FROM figures")]
        decided = [row["subject"] for row in select(db, "SELECT subject FROM decisions")]
    led = [run.claim(claim) for claim in plant["claims"] if claim["article"] == plant["article"]]
    assert any(plant["words"] in asked for asked in model.asked)
    assert not any(claim in subject for claim in led for subject in decided)
    assert decided, "pairs of other articles are answered"
    assert (figure, "conflict") in after
    assert {key for key, verdict in before if verdict == "conflict"} <= {
        key for key, verdict in after if verdict == "conflict"
    }


def _marked(side: Mapping[str, Any]) -> str:
    return str(side["sentence"]).partition("⟦")[2].partition("⟧")[0]


def test_show_tells_a_figure_with_its_history(run: Run) -> None:
    [plant] = [plant for plant in PLANTS["figures"] if "was" in plant]
    figure = run.figure(plant["claims"][0])
    assert figure is not None
    result = CliRunner().invoke(cli, ["show", "--db", str(run.config.database), figure])
    assert result.exit_code == 0
    assert "Oster Valley Record" in result.output
    assert "(no longer on the page)" in result.output
    assert "conflict: " in result.output


def test_show_tells_an_article_with_its_versions(run: Run) -> None:
    article = next(one for one in run.served.newsroom.articles if one.revisions)
    arguments = ["show", "--evidence", "--db", str(run.config.database), run.served.url(article)]
    result = CliRunner().invoke(cli, arguments)
    assert "version 2, seen" in result.output
    assert "1 number changed between versions" in result.output
    claim = run.one("SELECT new_claim FROM silent_edits")
    arguments[-1] = claim
    result = CliRunner().invoke(cli, arguments)
    assert "WARC record: " in result.output
    assert "St Brannoc Hospital" in result.output


def test_every_fact_can_be_recomputed_and_is_told_in_words(run: Run) -> None:
    db = connect(run.config.database, create=False)
    rows = load_check_batch(db)
    readings = [ReadingRow(**row) for row in select(db, "SELECT * FROM readings")]
    relations = []
    for row in select(db, "SELECT * FROM relations"):
        facts = from_json(row.pop("facts"))
        assert row.pop("reason") == reasons.relation(row["rule"], facts)
        relations.append(RelationRow(**row, facts=facts))
    for row in select(db, "SELECT rule, facts, reason FROM figure_history"):
        assert row["reason"] == reasons.relation(row["rule"], from_json(row["facts"]))
    for row in select(db, "SELECT formula, facts, reason FROM implications"):
        assert row["reason"] == reasons.implied(row["formula"], from_json(row["facts"]))
    db.close()
    claims: dict[str, list[Any]] = {}
    by_id = {claim.id: claim for claim in claims_of(rows)}
    for row in rows.figure_claims:
        claims.setdefault(row["reading_id"], []).append(by_id[row["claim_id"]])
    assert len(relations) > 20
    assert faults(relations, readings, claims) == []


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_from_search_to_the_evidence_in_a_browser(run: Run) -> None:
    from playwright.sync_api import expect

    with browsing.opened() as browser:
        site = Site(run.address, browser)
        page = site.page()
        page.goto(site.address + "/")
        expect(page.locator(".card.v-conflict").first).to_be_visible()
        shoot(page, "demo-home")
        words = page.locator(".card.v-conflict h2").first.inner_text().split(",")[0]
        page.get_by_role("searchbox").fill(words)
        page.get_by_role("button", name="Search").click()
        page.locator("section", has=page.locator("#k-figures")).get_by_role("link").first.click()
        expect(page.locator("svg.chart:visible")).to_have_count(1)
        expect(page.locator("blockquote mark").first).to_be_visible()
        shoot(page, "demo-figure")
        page.get_by_role("link", name="article and evidence").first.click()
        expect(page.locator(".text .claim").first).to_be_visible()
        digest = page.locator(".evidence code").first.inner_text()
        assert len(digest) == 64
        shoot(page, "demo-article")
        page.context.close()
        assert site.complaints == []


def test_ctrl_c_ends_it(run: Run) -> None:
    """The last of the tests that use it."""
    run.child.send_signal(signal.SIGINT)
    _, errors = run.child.communicate(timeout=SECONDS)
    assert run.child.returncode == 0, errors
