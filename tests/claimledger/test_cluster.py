"""A cluster of loopback: the rows are those of one machine, whoever is killed on the way."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlite_utils import Database

from claimledger.cluster import Cluster, cluster
from claimledger.config import ClusterSettings, Config, for_database
from claimledger.crosschecking import crosscheck
from claimledger.engines import processes
from claimledger.exits import CommandError
from claimledger.extracting import extract
from claimledger.options import resolve
from claimledger.pipeline import Pipeline
from db.connection import connect
from db.crawl import ArticlePage, OutletRow, store_article, upsert_outlets
from db.ledger import documents, waiting

NOW = datetime(2031, 5, 13, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
SECONDS = 120.0

PLACES = ("Orlo", "Tarn Hollow", "Bexwick", "Pell", "Marrow Quay")
SENTENCES = (
    "A slide at {place} hurt {count} people on Monday, police said.",
    "The council of {place} spent ${count} million on the weir, up from $3 million in 2019.",
    "Rents in {place} rose {count} per cent in April, according to the housing board.",
)


def fill(path: Path, count: int) -> Database:
    """A ledger of so many short articles of three outlets."""
    db = connect(path)
    names = ("Post", "Lantern", "Echo")
    rows = [OutletRow(name, (f"{name.lower()}.example",), None, None, "en", None) for name in names]
    ids = upsert_outlets(db, rows)
    for number in range(count):
        name, place = names[number % 3], PLACES[number % 5]
        told = SENTENCES[number % len(SENTENCES)].format(place=place, count=number + 2)
        text = f"News of {place}\n\n{told} It was the {number}th report."
        page = ArticlePage(
            f"https://{name.lower()}.example/{number}", ids[name], None, None, "en",
            "2031-05-12T09:00:00Z", None, None, "2031-05-12T10:00:00Z", None, text, 8 + len(place),
        )  # fmt: skip
        store_article(db, page, None)
    return db


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the log of runs, with its place in the table."""
    db = connect(path)
    found = {}
    for name in db.table_names():
        if name not in ("runs", "_sqlite_migrations") and "_fts" not in name:
            found[name] = list(db.conn.execute(f'SELECT * FROM "{name}"'))
    db.close()
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def dask(*words: str) -> subprocess.Popen[bytes]:
    """Start a scheduler or workers in a group of their own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words, "--no-dashboard"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1",
             "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "forkserver"},
    )  # fmt: skip


def end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


class Local:
    """A scheduler at one address and two workers, which can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.folder = folder
        self.children: list[subprocess.Popen[bytes]] = []
        self.start()

    def start(self) -> None:
        port = self.address.rpartition(":")[2]
        where = str(self.folder / "dask")
        self.children = [
            dask("scheduler", "--host", "127.0.0.1", "--port", port),
            dask("worker", self.address, "--host", "127.0.0.1", "--nworkers", "2",
                 "--nthreads", "1", "--local-directory", where),
        ]  # fmt: skip

    def stop(self) -> None:
        for child in self.children:
            end(child)


@contextmanager
def running(folder: Path) -> Iterator[Local]:
    local = Local(folder)
    try:
        yield local
    finally:
        local.stop()


def test_without_dask_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    fill(tmp_path / "n.db", 1).close()
    config = Config(
        for_database(tmp_path / "n.db").crawl, cluster=ClusterSettings("tcp://127.0.0.1:1")
    )
    with pytest.raises(CommandError, match=r"pip install 'claimledger\[cluster\]'"):
        Pipeline(config).extract()


def test_nothing_loads_dask_unless_a_scheduler_is_named() -> None:
    code = "import sys, claimledger.cli, claimledger.extracting; print('dask' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_a_scheduler_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimledger.cluster.CONNECT_SECONDS", 0.5)
    address = f"tcp://127.0.0.1:{free_port()}"
    db = fill(tmp_path / "n.db", 1)
    with pytest.raises(CommandError, match=address):
        extract(
            db, model="any", clock=lambda: NOW, step=lambda *_: None,
            opened=cluster(ClusterSettings(address)),
        )  # fmt: skip
    assert db.execute("SELECT count(*) FROM extractions").fetchone() == (0,)


def test_the_configuration_names_scheduler_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    path.write_text('[cluster]\nscheduler = "tls://10.0.0.5:8786"\nfolder = "shared"\n')
    found = resolve(path, None).cluster
    assert found.scheduler == "tls://10.0.0.5:8786"
    assert found.folder == tmp_path / "shared"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('scheduler = "10.0.0.5"', "expected the address of a Dask scheduler"),
        ('tls_ca = "ca.pem"', "all three or none"),
        ("workers = 3", "unknown key"),
    ],
)
def test_a_wrong_cluster_is_explained(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "claimledger.toml"
    path.write_text(f"[cluster]\n{line}\n")
    with pytest.raises(CommandError, match=fault):
        resolve(path, None)


@pytest.mark.slow
def test_a_cluster_gives_the_rows_of_one_machine(tmp_path: Path) -> None:
    from nlp.reader import MODEL

    alone, many = tmp_path / "alone.db", tmp_path / "many.db"
    for path in (alone, many):
        fill(path, 70).close()
    how: dict[str, Any] = {"model": MODEL, "clock": lambda: NOW, "step": lambda *_: None}
    db = connect(alone)
    one = extract(db, workers=1, **how)
    told = crosscheck(db, clock=lambda: NOW, step=lambda *_: None)
    db.close()
    with running(tmp_path) as local:
        db = connect(many)
        shared = tmp_path / "shared"
        settings = ClusterSettings(local.address)
        other = extract(db, opened=cluster(settings), folder=shared, **how)
        again = crosscheck(
            db, clock=lambda: NOW, step=lambda *_: None, opened=cluster(settings), folder=shared
        )
        db.close()
    assert (other, again) == (one, told)
    assert again.counts["figures"] > 3
    assert one.counts["claims_added"] >= 70
    assert content(many) == content(alone)
    assert not shared.exists()


MERGER = """
import fcntl, json, os, sys
from datetime import UTC, datetime
from pathlib import Path
from claimledger.cluster import cluster
from claimledger.config import ClusterSettings
from claimledger.extracting import Pass
from db.connection import connect
from terms.enums import Kind, Region
from terms.model import Claim, Extraction

def extractor(model):
    return "test 1"

def read(model, shard):
    found = []
    for version in shard.versions:
        text = version.document.text
        at = text.rindex("the ") + 4
        end = text.index("th report")
        number = int(text[at:end])
        for gate, behind in GATES:
            if version.version_id in behind:
                with open(gate + ".here", "a") as here:
                    print(os.getpid(), file=here)
                with open(gate) as shut:
                    fcntl.flock(shut, fcntl.LOCK_SH)
        claim = Claim(text, 0, at, end, text[at:end], Region.BODY, Kind.COUNT, *[number] * 5,
                      unit="report")
        found.append(Extraction("test 1", claims=(claim,)))
    return found

GATES = json.loads(Path(sys.argv[3]).read_text())
if __name__ == "__main__":
    work = Pass(connect(sys.argv[1]), "model", lambda: datetime(2031, 5, 13, tzinfo=UTC),
                lambda *_: None, extractor_of=extractor, read=read)
    if sys.argv[2] == "here":
        from claimledger.engines import processes
        work.run(processes(1), None)
    else:
        work.run(cluster(ClusterSettings(sys.argv[2])), None)
"""


class Merger:
    """The process that hands work out and takes shards in."""

    def __init__(
        self, folder: Path, database: Path, address: str, gates: "Sequence[Gate]" = ()
    ) -> None:
        script, told = folder / "merger.py", folder / "gates.json"
        script.write_text(MERGER)
        told.write_text(json.dumps([(str(gate.path), gate.behind) for gate in gates]))
        self.database = database
        self.child = subprocess.Popen(
            [sys.executable, str(script), str(database), address, str(told)],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        )  # fmt: skip

    def done(self) -> int:
        db = connect(self.database)
        (count,) = db.execute("SELECT count(*) FROM extractions").fetchone()
        db.close()
        return int(count)


def await_that(told: Callable[[], bool], seconds: float = SECONDS) -> None:
    until = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < until
        time.sleep(0.1)


class Gate:
    """Before the versions ``behind`` it a worker signs a list, and waits until it is opened."""

    def __init__(self, path: Path, behind: Sequence[str]) -> None:
        self.path = path
        self.behind = behind
        self.file = path.open("w")
        self.list = path.with_suffix(".here")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def waiting(self) -> set[int]:
        """The processes that have come to the gate."""
        return set(map(int, self.list.read_text().split())) if self.list.exists() else set()

    def open(self) -> None:
        self.file.close()

    def kill(self, killed: set[int]) -> None:
        """Kill a worker in the midst of a shard, note it, and let the others on."""
        await_that(lambda: bool(self.waiting() - killed))
        victim = max(self.waiting() - killed)
        os.kill(victim, signal.SIGKILL)
        killed.add(victim)
        self.open()


VERSIONS = 320
KILLS = 10


@pytest.mark.slow
def test_who_is_killed_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.db", tmp_path / "n.db"
    fill(whole, VERSIONS).close()
    db = fill(path, VERSIONS)
    order = [one.version_id for one in documents(db, waiting(db, "test 1"))]
    db.close()
    assert Merger(tmp_path, whole, "here").child.wait(SECONDS) == 0
    # Each in the midst of a shard, and a shard or two behind the one before it.
    gates = [Gate(tmp_path / f"gate{n}", order[24 + 27 * n :]) for n in range(KILLS + 1)]
    before, between, after = gates[: KILLS // 2], gates[KILLS // 2], gates[KILLS // 2 + 1 :]
    with running(tmp_path) as local:
        killed: set[int] = set()
        merger = Merger(tmp_path, path, local.address, gates)
        try:
            for gate in before:
                gate.kill(killed)
            await_that(lambda: merger.done() > 0)
            end(merger.child)
            assert 0 < merger.done() < VERSIONS
            begun = merger.done()
            merger = Merger(tmp_path, path, local.address, gates)
            between.open()
            await_that(lambda: merger.done() > begun)
            local.stop()
            assert merger.done() < VERSIONS
            after[0].list.unlink(missing_ok=True)  # whoever stood there has gone
            local.start()
            for gate in after:
                gate.kill(killed)
            assert merger.child.wait(SECONDS) == 0
        finally:
            end(merger.child)
            for gate in gates:
                gate.open()
    assert len(killed) == KILLS
    found = content(path)
    names = [name for name, _, _ in found.pop("shards")]
    wanted = content(whole)
    assert len(wanted.pop("shards")) <= len(names) == len(set(names))
    assert len(found["claims"]) == VERSIONS
    assert {name: sorted(rows, key=repr) for name, rows in found.items()} == {
        name: sorted(rows, key=repr) for name, rows in wanted.items()
    }
    assert not list(tmp_path.glob("*.shards"))


class Flaky(Cluster):
    """A cluster whose scheduler goes when a result is fetched, as often as ``losses`` says."""

    def __init__(self, library: Any, losses: int) -> None:
        self._distributed = library
        self._number = 0
        self.losses = losses
        self.client = SimpleNamespace(status="running", as_current=nullcontext, submit=self.submit)

    def submit(self, function: Callable[..., Any], *given: Any, **_: Any) -> Any:
        number = self._number

        def result(timeout: float) -> Any:
            if number <= self.losses:
                raise self._distributed.comm.CommClosedError("Stream is closed")
            return function(*given)

        return SimpleNamespace(status="finished", result=result)


def test_a_result_that_is_lost_on_its_way_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    library = pytest.importorskip("distributed")
    monkeypatch.setattr(library, "wait", lambda *_, **__: None)
    flaky = Flaky(library, 2)
    sent = flaky.begin(1.0, abs, -3)
    assert sent.exception() is None
    assert (sent.result(), flaky._number) == (3, 3)


def test_processes_and_cluster_are_asked_alike() -> None:
    with processes(1)(1) as engine:
        assert engine.begin(SECONDS, abs, -3).result() == 3
        assert isinstance(engine.begin(SECONDS, int, "x").exception(), ValueError)
