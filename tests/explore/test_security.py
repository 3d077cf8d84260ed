"""Headers, the policy for scripts, the gate for free SQL, limits on what SQL may take."""

import asyncio
import re
import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette
from sqlite_utils import Database

from answers.queries import rows
from db.migrations import migrations
from explore import security, serve
from tests.answers.ledger import write_ledger

ENDLESS = "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n"


def get(datasette: Datasette, path: str) -> httpx.Response:
    return asyncio.run(datasette.client.get(path))


def free_sql(sql: str, form: str = ".json") -> str:
    """The address of a query of the reader's own: 1.0 has moved it."""
    return f"/ledger{'/-/query' if serve.IS_1_0 else ''}{form}?sql={quote(sql)}"


def own_config(datasette: Datasette) -> dict[str, Any]:
    """Where this version of Datasette keeps what plugins and permissions ask for."""
    found: dict[str, Any] = datasette.config if serve.IS_1_0 else datasette._metadata_local
    return found


@pytest.mark.parametrize(
    "path",
    ["/", "/.json", "/figures/none", "/ledger", "/ledger/claims", "/ledger/claims.csv", "/nowhere",
     "/-/static-plugins/claimledger/claimledger.css", "/robots.txt", "/exports/claims.csv"],
)  # fmt: skip
def test_every_answer_has_the_headers(explorer: Datasette, path: str) -> None:
    headers = get(explorer, path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers.get_list("referrer-policy") == ["no-referrer"]
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-eval'" not in policy
    script = re.search(r"script-src ([^;]*);", policy)
    assert script is not None
    assert "'unsafe-inline'" not in script[1]


@pytest.mark.skipif(
    serve.IS_1_0, reason="1.0 writes data into inline scripts, other for each page: they stay off"
)
def test_the_policy_knows_every_inline_script_of_datasette(explorer: Datasette) -> None:
    for path in ("/ledger", "/ledger/claims", "/ledger/open_conflicts", free_sql("select 1", "")):
        answer = get(explorer, path)
        for script in re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL):
            assert security.digest(script) in answer.headers["content-security-policy"], path


def test_our_pages_have_no_inline_script_and_nothing_from_elsewhere(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    for path in ("/", f"/figures/{ids['dead']}", f"/articles/{ids['wire']}", "/compare"):
        html = get(explorer, path).text
        assert not re.findall(r"<script(?![^>]*src=)", html)
        assert " style=" not in html
        assert " onclick" not in html
        for address in re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', html):
            assert address.startswith("/"), address


def test_what_turns_text_around_is_made_visible_in_pages_alone() -> None:
    text = "".join(chr(code) for code in (*range(0x2029, 0x2030), *range(0x2065, 0x206B)))

    async def answered(kind: bytes) -> str:
        sent: list[bytes] = []

        async def app(scope: Any, receive: Any, send: Any) -> None:
            headers = [(b"content-type", kind)]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": text.encode()})

        async def send(message: Any) -> None:
            sent.append(message.get("body", b""))

        await security.with_visible_text(app)({"type": "http"}, None, send)  # type: ignore[arg-type]
        return b"".join(sent).decode()

    assert asyncio.run(answered(b"application/json")) == text
    shown = asyncio.run(answered(b"text/html; charset=utf-8"))
    turned = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    assert shown == "".join("\ufffd" if ord(char) in turned else char for char in text)


def test_inline_scripts_with_a_boolean_count_twice() -> None:
    found = security.inline_scripts(["<script>A = {{ flag }};</script><script>f({});</script>"])
    assert found == ["A = true;", "A = false;", "f({});"]


def test_scripts_that_differ_each_time_are_not_allowed() -> None:
    assert security.inline_scripts(["<script>{% for a in b %}x{% endfor %}</script>"]) == []


@pytest.mark.parametrize(
    "sql",
    ["select zeroblob(900000000)", "select replace(hex(zeroblob(2000000)), '0', 'xxxx')", "select hex(zeroblob(4000000))"],
)  # fmt: skip
def test_a_value_cannot_take_the_memory(explorer: Datasette, sql: str) -> None:
    answer = get(explorer, free_sql(sql))
    assert answer.status_code == 400
    assert "too big" in answer.text
    assert len(answer.content) < 10_000


def test_endless_sql_is_cut(ledger_path: Path, make_explorer: Callable[..., Datasette]) -> None:
    datasette = make_explorer(ledger_path)
    datasette.sql_time_limit_ms = 200
    answer = get(datasette, free_sql(ENDLESS))
    assert answer.status_code == 400
    assert "interrupted" in answer.text.lower() or "time limit" in answer.text.lower()


def test_slow_sql_does_not_stall_the_pages(
    ledger_path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    """Queries that end when told to: a page is answered while all that may run are running."""
    datasette = make_explorer(ledger_path)
    datasette.sql_time_limit_ms = 60_000
    told = threading.Event()

    def until_told(conn: Any) -> None:
        conn.create_function("until_told", 0, lambda: int(told.wait(60)))

    async def together() -> list[int]:
        database = datasette.get_database("ledger")
        real = database.ds._prepare_connection

        def prepared(conn: Any, name: str) -> None:
            real(conn, name)
            until_told(conn)

        database.ds._prepare_connection = prepared
        path = free_sql("select until_told()")
        slow = [asyncio.ensure_future(datasette.client.get(path)) for _ in range(14)]
        try:
            turned_away = 14 - security.SQL_AT_ONCE - security.SQL_WAITING
            for answer in asyncio.as_completed(slow):
                assert (await answer).status_code == 503
                turned_away -= 1
                if not turned_away:
                    break
            page = await asyncio.wait_for(datasette.client.get("/"), 60)
            assert page.status_code == 200
            assert sum(task.done() for task in slow) == 4
        finally:
            told.set()
        return [(await answer).status_code for answer in slow]

    statuses = asyncio.run(together())
    assert statuses.count(503) == 14 - security.SQL_AT_ONCE - security.SQL_WAITING
    assert statuses.count(200) == security.SQL_AT_ONCE + security.SQL_WAITING


@pytest.mark.parametrize(
    "sql",
    ["attach database 'x' as y", "delete from claims", "pragma journal_mode=delete",
     "select load_extension('x')", "select readfile('/etc/passwd')"],
)  # fmt: skip
def test_sql_cannot_write_or_reach_out(explorer: Datasette, sql: str) -> None:
    assert get(explorer, free_sql(sql)).status_code in ((400, 403) if serve.IS_1_0 else (400,))


def test_a_page_that_takes_too_long_says_so(
    ledger_path: Path, make_explorer: Callable[..., Datasette], monkeypatch: pytest.MonkeyPatch
) -> None:
    datasette = make_explorer(ledger_path)
    monkeypatch.setattr(rows, "_STEPS", 1)
    own_config(datasette)["plugins"]["claimledger"]["limit_ms"] = 0
    for path in ("/", "/.json", "/exports/claims.csv", "/feeds/conflicts.atom"):
        answer = get(datasette, path)
        assert answer.status_code == 503, path
        assert "longer than 0 ms" in answer.text


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(serve.NotALedger, match="no ledger here"):
        serve.build(tmp_path / "none.db")
    other = tmp_path / "other.txt"
    other.write_text("not a database, but long enough to be looked at" * 100)
    with pytest.raises(serve.NotALedger, match="not a ledger"):
        serve.build(other)


def test_a_ledger_of_an_older_program_is_brought_up_to_date(
    tmp_path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    path = tmp_path / "old.db"
    conn = sqlite3.connect(path)
    migrations.apply(Database(conn), stop_before="m0007_figures_of_claims")
    conn.close()
    datasette = make_explorer(path)
    for address in ("/", "/old/claims_flat", "/exports/claims.csv"):
        assert get(datasette, address).status_code == 200, address
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("update _sqlite_migrations set name = 'm9999_of_the_future' where id = 1")
        conn.commit()
    with pytest.raises(serve.NotALedger, match="newer claimledger"):
        serve.build(path)


def test_an_old_ledger_in_another_datasette_says_what_to_do(
    tmp_path: Path, ids: Mapping[str, str]
) -> None:
    path = tmp_path / "old.db"
    conn = sqlite3.connect(path)
    migrations.apply(Database(conn), stop_before="m0003_crosschecked")
    conn.execute("create table figures (id)")
    conn.close()
    datasette = Datasette([str(path)])
    try:
        answer = get(datasette, "/.json")
        assert answer.status_code == 503
        assert "brings it up to date" in answer.json()["error"]
    finally:
        serve.close(datasette)


def test_the_plugin_stays_out_of_other_databases(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    conn = sqlite3.connect(path)
    conn.execute("create table t (a)")
    conn.close()
    datasette = Datasette([str(path)])
    try:
        assert "other" in get(datasette, "/").text
        assert get(datasette, "/figures").status_code == 404
    finally:
        serve.close(datasette)


def test_permissions_of_datasette_hold(
    ledger_path: Path, make_explorer: Callable[..., Datasette], ids: Mapping[str, str]
) -> None:
    datasette = make_explorer(ledger_path)
    own_config(datasette)["allow"] = {"id": "editor"}
    for path in ("/", "/.json", f"/figures/{ids['dead']}", "/exports/claims.csv", "/search?q=a"):
        assert get(datasette, path).status_code == 403, path
    cookies = {"ds_actor": datasette.sign({"a": {"id": "editor"}}, "actor")}
    assert asyncio.run(datasette.client.get("/", cookies=cookies)).status_code == 200


def test_only_the_page_to_embed_may_stand_in_a_frame(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    answer = get(explorer, f"/figures/{ids['dead']}/embed")
    assert answer.status_code == 200
    assert "x-frame-options" not in answer.headers
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "<form" not in answer.text
    assert "<button" not in answer.text
    other = get(explorer, f"/figures/{ids['dead']}/dossier")
    assert other.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in other.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "free"),
    [
        (b"sql=select+1", True), (b"%73ql=select+1", True), (b"s%71l=1", True), (b"a=1&%5Fwhere=1", True),
        (b"_wh%65re=1", True), (b"sql", True), (b"sql=", True), (b"q=sql%3D1", False), (b"sqlx=1", False),
        (b"%2573ql=1", False), (b"", False),
    ],
)  # fmt: skip
def test_free_sql_is_known_however_it_is_written(query: bytes, free: bool) -> None:
    assert security.is_free_sql({"type": "http", "path": "/ledger", "query_string": query}) == free


def test_a_damaged_ledger_is_said(tmp_path: Path, make_explorer: Callable[..., Datasette]) -> None:
    path = write_ledger(tmp_path)
    with sqlite3.connect(path) as conn:
        (page,) = conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'claims'"
        ).fetchone()
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    answer = asyncio.run(make_explorer(path).client.get("/exports/claims.csv"))
    assert answer.status_code == 503
    assert "The ledger is damaged" in answer.text
