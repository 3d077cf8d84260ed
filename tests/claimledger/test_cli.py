"""The command: help, errors and exit codes, and the verbs that read a ledger."""

import csv
import io
import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimledger.cli import cli
from claimledger.config import load
from claimledger.exits import MEANINGS, Exit
from claimledger.lock import held
from claimledger.newsroom.server import serving

VERBS = [
    "init",
    "crawl",
    "import",
    "extract",
    "crosscheck",
    "cite",
    "run",
    "serve",
    "check",
    "conflicts",
    "find",
    "show",
    "watch",
    "decisions",
    "review",
    "export",
    "status",
    "backup",
    "forget",
    "verify",
    "schedule",
    "demo",
]


def call(*args: str | Path, text: str | None = None) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args], input=text)
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def checked(ledger: Path) -> Path:
    assert call("crosscheck", "--db", ledger, "-q").exit_code == 0
    return ledger


def test_the_help_names_every_verb_and_exit_code() -> None:
    text = call("--help").output
    assert [
        line.split()[0] for line in text.split("Commands:\n")[1].splitlines()[: len(VERBS)]
    ] == VERBS
    for code in Exit:
        assert f"{code.value:>5}  {MEANINGS[code]}" in text


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_and_takes_config_and_db(verb: str) -> None:
    result = call(verb, "--help")
    assert result.exit_code == 0
    own = cli.commands[verb]
    for part in getattr(own, "commands", {verb: own}).values():
        options = {option for parameter in part.params for option in parameter.opts}
        assert {"--config", "--db"} <= options


def test_help_loads_none_of_the_heavy_libraries() -> None:
    heavy = "spacy scrapy twisted datasette trafilatura scipy requests warcio"
    code = f"import sys, claimledger.cli; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_wrong_option_is_a_usage_error() -> None:
    assert call("status", "--no-such").exit_code == Exit.USAGE


@pytest.mark.parametrize("verb", [["status"], ["crawl"], ["run"], ["conflicts"], ["find", "x"]])
def test_without_configuration_and_db_the_error_says_what_to_do(
    verb: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(*verb)
    assert result.exit_code == Exit.USAGE
    assert "claimledger init" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_missing_ledger_is_said_and_not_created(tmp_path: Path) -> None:
    result = call("status", "--db", tmp_path / "none.db")
    assert result.exit_code == Exit.FAILED
    assert "there is no ledger here" in result.stderr
    assert not list(tmp_path.iterdir())


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as conn:
        conn.execute("CREATE TABLE t (a)")
    conn.close()
    assert call("status", "--db", tmp_path / "x.db").exit_code == Exit.FAILED


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert call("status", "--db", tmp_path).exit_code == Exit.USAGE


def test_init_writes_a_file_that_loads(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    result = call("init", "--config", path, "--contact", "desk@example.org", "--db", "desk.db")
    assert result.exit_code == 0
    assert load(path).crawl.contact == "desk@example.org"
    assert load(path).database == tmp_path / "desk.db"


def test_init_looks_up_feeds_and_sitemaps_on_a_front_page(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    with serving() as served:
        pages = [desk.base + "/" for desk in served.desks[:2]]
        result = call(
            "init", "--config", path, "--contact", "desk@example.org",
            *(word for page in pages for word in ("--from", page)),
        )  # fmt: skip
        assert result.exit_code == 0, result.output
        found = {outlet.name: outlet for outlet in load(path).crawl.outlets}
        for wanted in served.settings()[:2]:
            outlet = found[wanted.name]
            assert outlet.hosts == wanted.hosts
            assert set(outlet.feeds) == set(wanted.feeds)
            assert set(outlet.sitemaps) == set(wanted.sitemaps)


def test_init_says_when_a_front_page_cannot_be_had(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        page = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        result = call("init", "--config", path, "--from", page)
    assert result.exit_code == Exit.FAILED
    assert "nothing was written" in result.stderr
    assert not path.exists()


def test_init_overwrites_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    path.write_text("# mine\n")
    assert call("init", "--config", path).exit_code == Exit.USAGE
    assert path.read_text() == "# mine\n"
    assert call("init", "--config", path, "--force").exit_code == 0


def test_init_refuses_what_would_not_load(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    assert call("init", "--config", path, "--contact", "call me").exit_code == Exit.USAGE
    assert not path.exists()


def test_crawl_wants_outlets_and_a_contact(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    call("init", "--config", path)
    result = call("crawl", "--config", path)
    assert result.exit_code == Exit.USAGE
    assert "[[outlets]]" in result.stderr
    path.write_text('[[outlets]]\nname = "Post"\nhosts = ["p.example"]\n')
    result = call("run", "--config", path)
    assert result.exit_code == Exit.USAGE
    assert "contact" in result.stderr


def test_a_wrong_configuration_is_told_key_by_key(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    path.write_text("databse = 1\ntopics = 2\n")
    result = call("run", "--config", path)
    assert result.exit_code == Exit.USAGE
    assert f"{path}: databse: unknown key; did you mean 'database'?" in result.stderr
    assert f"{path}: topics: expected" in result.stderr


def test_db_overrides_the_configured_ledger(tmp_path: Path, checked: Path) -> None:
    path = tmp_path / "claimledger.toml"
    path.write_text('database = "elsewhere.db"\n')
    assert call("status", "--config", path, "--db", checked).exit_code == 0
    assert call("status", "--config", path).exit_code == Exit.FAILED


def test_writing_verbs_wait_for_nobody(ledger: Path) -> None:
    with held(ledger, "run"):
        for verb in (
            ["crosscheck"],
            ["extract"],
            ["import", "x.jsonl"],
            ["forget", "x", "--reason", "y"],
        ):
            result = call(verb[0], "--db", ledger, *verb[1:])
            assert result.exit_code == Exit.LOCKED, verb
            assert "'claimledger run'" in result.stderr


def test_crosscheck_finds_the_conflict_and_a_second_one_writes_nothing(ledger: Path) -> None:
    first = json.loads(call("crosscheck", "--db", ledger, "--json", "-q").output)
    assert first[0]["conflicts"] == 1
    with sqlite3.connect(ledger) as conn:
        before = list(conn.iterdump())
    conn.close()
    second = json.loads(call("crosscheck", "--db", ledger, "--json", "-q").output)
    assert second == [{"stage": "crosscheck", "problems": 0, "unfinished": False, "failed": False}]
    with sqlite3.connect(ledger) as conn:
        assert list(conn.iterdump()) == before
    conn.close()


def test_conflicts_lists_sides_and_reason(checked: Path) -> None:
    text = call("conflicts", "--db", checked).output
    assert "31" in text
    assert "13" in text
    assert "Tarn police (Harbour Post)" in text
    [card] = json.loads(call("conflicts", "--db", checked, "--json").output)["conflicts"]
    assert {side["value"] for side in card["sides"]} == {13, 31}


def test_conflicts_can_speak_by_exit_code(checked: Path, tmp_path: Path) -> None:
    assert call("conflicts", "--db", checked).exit_code == 0
    assert call("conflicts", "--db", checked, "--exit-code").exit_code == Exit.CONFLICTS
    later = call("conflicts", "--db", checked, "--exit-code", "--since", "2231-01-01")
    assert later.exit_code == 0
    assert "No conflict found." in later.output
    assert call("conflicts", "--db", checked, "--since", "soon").exit_code == Exit.USAGE


def test_find_and_show_lead_from_words_to_evidence(checked: Path) -> None:
    hits = json.loads(call("find", "--db", checked, "--json", "quarry", "march").output)
    kinds = {hit["kind"]: hit["id"] for hit in hits}
    assert {"claim", "article"} <= set(kinds)
    assert "quarry march" in call("find", "--db", checked, "quarry").output
    claim = call("show", "--db", checked, "--evidence", kinds["claim"])
    assert "Tarn police" in claim.output
    assert "SHA-256" in claim.output
    assert "#:~:text=" in claim.output
    figure = json.loads(call("conflicts", "--db", checked, "--json").output)["conflicts"][0]["id"]
    assert "conflict" in call("show", "--db", checked, figure).output
    by_url = json.loads(call("show", "--db", checked, "--json", "https://p.example/march").output)
    assert by_url["kind"] == "article"
    assert "Quarry march in Tarn" in call("show", "--db", checked, kinds["article"]).output


def test_what_is_not_there_has_its_exit_code(checked: Path) -> None:
    assert call("find", "--db", checked, "zeppelin").exit_code == Exit.NOT_FOUND
    assert call("show", "--db", checked, "0123").exit_code == Exit.NOT_FOUND
    assert call("forget", "--db", checked, "Nobody", "--reason", "x").exit_code == Exit.NOT_FOUND


def test_status_counts(checked: Path) -> None:
    state = json.loads(call("status", "--db", checked, "--json").output)
    assert state["counts"]["articles"] == 2
    assert state["extractors"] == {"hand 1": 2}
    assert call("status", "--db", checked, "--problems").output == "No problem is on record.\n"
    text = call("status", "--db", checked).output
    assert "Hill Gazette" in text
    assert "read by hand 1" in text


def test_export_writes_csv_jsonl_and_json(checked: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("export", "--db", checked).output)))
    assert {row["quote"] for row in rows} == {"31", "13"}
    lines = call("export", "--db", checked, "--format", "jsonl", "articles").output.splitlines()
    assert len(lines) == 2
    assert {json.loads(line)["title"] for line in lines} == {"Quarry march in Tarn"}
    assert (
        len(json.loads(call("export", "--db", checked, "--format", "json", "outlets").output)) == 2
    )
    target = tmp_path / "out.csv"
    assert call("export", "--db", checked, "--to", target, "conflicts").exit_code == 0
    assert target.read_text().startswith("figure_id,")
    assert call("export", "--db", checked, "sqlite_master").exit_code == Exit.USAGE


def test_export_of_one_figure(checked: Path) -> None:
    figure = json.loads(call("conflicts", "--db", checked, "--json").output)["conflicts"][0]["id"]
    rows = list(
        csv.DictReader(io.StringIO(call("export", "--db", checked, "--figure", figure).output))
    )
    assert {row["printed"] for row in rows} == {"13", "31"}
    linked = call("export", "--db", checked, "--figure", figure, "--format", "jsonld")
    assert {entry["@type"] for entry in json.loads(linked.output)["@graph"]} == {"Claim"}
    draft = call("export", "--db", checked, "--figure", figure, "--format", "claimreview")
    assert len(json.loads(draft.output)["reviews"]) == 2
    assert call("export", "--db", checked, "--figure", "0123").exit_code == Exit.NOT_FOUND
    assert call("export", "--db", checked, "--format", "jsonld").exit_code == Exit.USAGE


def test_export_for_eventreport(checked: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("export", "--db", checked, "eventreport").output)))
    assert {row["value_best"] for row in rows} == {"13", "31"}
    assert len({row["event_id"] for row in rows}) == 1


def test_backup_is_a_ledger_and_overwrites_nothing(checked: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert call("backup", "--db", checked, copy).exit_code == 0
    assert call("conflicts", "--db", copy, "--exit-code").exit_code == Exit.CONFLICTS
    assert call("backup", "--db", checked, copy).exit_code == Exit.FAILED


def test_verify_notices_a_text_that_was_changed(checked: Path) -> None:
    assert call("verify", "--db", checked, "-q").exit_code == 0
    with sqlite3.connect(checked) as conn:
        conn.execute("UPDATE versions SET text = replace(text, '31', '91')")
    conn.close()
    result = call("verify", "--db", checked, "-q", "--json")
    assert result.exit_code == Exit.BROKEN
    assert len(json.loads(result.output)["faults"]) == 2


def test_forget_removes_a_page_and_says_what(checked: Path) -> None:
    would = call(
        "forget", "--db", checked, "--dry-run", "--reason", "request", "https://p.example/march"
    )
    assert would.output.startswith("would go: 1 pages, 1 claims")
    assert (
        call("forget", "--db", checked, "--reason", "request", "https://p.example/march").exit_code
        == 0
    )
    assert call("crosscheck", "--db", checked, "-q").exit_code == 0
    assert call("conflicts", "--db", checked, "--exit-code").exit_code == 0


def test_forget_knows_an_address_with_what_a_crawl_leaves_out(checked: Path) -> None:
    address = "https://p.example/march?utm_source=rss#top"
    result = call("forget", "--db", checked, "--reason", "request", address)
    assert result.output.startswith("gone: 1 pages, 1 claims")
    assert "https://p.example/march\n" in result.output


def test_forget_says_when_it_knows_no_such_page(checked: Path) -> None:
    result = call("forget", "--db", checked, "--reason", "request", "https://p.example/nothing")
    assert result.output.startswith("gone: 0 pages, 0 claims")
    assert "the ledger holds no page of this address" in result.output


def test_forget_by_name_removes_every_page_that_names_it(checked: Path) -> None:
    result = call("forget", "--db", checked, "--reason", "request", "Tarn police")
    assert result.output.startswith("gone: 2 pages, 2 claims")
    assert json.loads(call("status", "--db", checked, "--json").output)["counts"]["claims"] == 0


def test_schedule_prints_for_this_configuration(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    call("init", "--config", path)
    assert str(path) in call("schedule", "--config", path).output
    assert call("schedule", "--config", path, "--format", "cron", "--every", "5").output.startswith(
        "*/5 "
    )
    assert call("schedule", "--config", tmp_path / "no.toml").exit_code == Exit.USAGE


def test_serve_says_when_it_cannot_listen(checked: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = call("serve", "--db", checked, "--port", str(port))
    assert result.exit_code == Exit.FAILED
    assert f"cannot listen on 127.0.0.1:{port}" in result.stderr
    assert "--port" in result.stderr


def test_serve_wants_a_ledger(tmp_path: Path) -> None:
    assert call("serve", "--db", tmp_path / "none.db").exit_code == Exit.FAILED
