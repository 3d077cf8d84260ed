"""What a public server gives away, whatever is asked: excerpts, and nothing to join them with."""

import asyncio
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from answers.excerpts import SENTENCE, SHARE
from explore import downloads
from explore.canned import QUERIES
from explore.plugin import OTHERS, ROUTES
from explore.public import END, UNSHOWN, Excerpts
from tests.answers.building import digest
from tests.answers.ledger import write_ledger

LONG = "The ferry's owners " + "named a pier and then another pier, " * 40 + "and paid 77 crowns."
PLAIN = "Nobody who sat on the quay that night saw the old lighthouse burn, and none had looked."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which one sentence is long and one holds no number."""
    path = write_ledger(tmp_path_factory.mktemp("open"))
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE claims SET sentence = ?, quote = '77'", [LONG])
        conn.execute("UPDATE versions SET text = text || char(10) || char(10) || ?", [PLAIN])
        conn.execute("UPDATE revisions SET noted = 0")
    conn.close()
    return path


SENTENCES = tuple(
    f"{place} counted {7 * number} {things} along its quay {word} on that day."
    for number, (place, things, word) in enumerate(
        (place, things, word)
        for place in ("Arle", "Benn", "Corm", "Dray", "Esk Mouth")
        for things in ("boats with torn sails", "crates", "gulls that had come in from the sea")
        for word in ("alone", "and its two breakwaters together", "after the gale", "early")
    )
)
"""A text of nothing but claims."""


def with_full_text(path: Path) -> None:
    """Make one article of the ledger, and a copy of it, a text whose every sentence is a claim."""
    text = " ".join(SENTENCES)
    with sqlite3.connect(path) as conn:
        conn.row_factory = sqlite3.Row
        for row in conn.execute(
            "SELECT * FROM claims WHERE region <> 'headline' GROUP BY article_id LIMIT 2"
        ).fetchall():
            conn.execute(
                "UPDATE versions SET text = ?, headline_end = 0 WHERE article_id = ?",
                [text, row["article_id"]],
            )
            for number, sentence in enumerate(SENTENCES):
                start = text.index(sentence)
                quote = str(7 * number)
                at = start + sentence.index(f" {quote} ") + 1
                changed = dict(row) | {
                    "id": digest(row["id"], sentence), "sentence": sentence, "quote": quote,
                    "sentence_start": start, "start": at, "end": at + len(quote),
                    "part_of": None, "equivalent_of": None,
                }  # fmt: skip
                marks = ", ".join("?" * len(changed))
                names = ", ".join(f'"{name}"' for name in changed)
                conn.execute(f"INSERT INTO claims ({names}) VALUES ({marks})", [*changed.values()])
    conn.close()


def untagged(text: str) -> str:
    """Its words without tags, to be looked for in other words without tags."""
    return " ".join(re.sub(r"<[^>]*>", "", text.replace("%20", " ")).split())


def test_a_text_of_claims_alone_is_not_given_either(
    tmp_path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    path = write_ledger(tmp_path)
    with_full_text(path)
    datasette, own = make_explorer(path, public=True), make_explorer(path)
    more = [f"/ledger/claims.json?_shape=objects&_size=max&_sort{way}=id" for way in ("", "_desc")]
    more += ["/ledger/claims.json?_facet=sentence&_facet_size=max", "/ledger/claims.csv?_stream=on"]
    more += [f"/search.json?q={word}" for word in ("counted", "gale", "crates", "breakwaters")]
    more += [f"/ledger/claims.json?_shape=objects&_search={word}" for word in ("gale", "crates")]

    sought = {sentence: untagged(sentence) for sentence in SENTENCES}

    async def given(server: Datasette) -> set[str]:
        """The sentences that a server gives: it is asked until it has given all, if it does."""
        found: set[str] = set()
        for address in (*more, *routes(path)):
            body = untagged((await server.client.get(address)).text)
            found |= {one for one in sought.keys() - found if sought[one] in body}
            if len(found) == len(SENTENCES):
                break
        return found

    shown = asyncio.run(given(datasette))
    assert 0 < sum(map(len, shown)) <= SHARE * len(" ".join(SENTENCES))
    assert len(asyncio.run(given(own))) == len(SENTENCES)


def test_of_every_sentence_the_number_is_shown(
    tmp_path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    path = write_ledger(tmp_path)
    with_full_text(path)
    answer = asyncio.run(
        make_explorer(path, public=True).client.get("/ledger/claims.json?_shape=objects&_size=max")
    )
    rows = answer.json()["rows"]
    assert len(rows) >= 2 * len(SENTENCES)
    assert all(row["quote"] in row["sentence"] for row in rows)


def test_new_claims_are_held_back_without_a_new_start(tmp_path: Path) -> None:
    path = write_ledger(tmp_path)
    shown = Excerpts(path)
    assert {shown.limit(sentence) for sentence in SENTENCES} == {SENTENCE}
    with_full_text(path)
    shown._asked_at = float("-inf")  # a second later
    held = [sentence for sentence in SENTENCES if shown.limit(sentence) <= len(sentence) / 2]
    assert len(held) > len(SENTENCES) / 2


def routes(path: Path) -> Iterator[str]:
    """Every address of the explorer and of Datasette's own pages, in every form."""
    conn = sqlite3.connect(path)
    tables = [
        name
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        )
    ]
    ids = {
        kind: [row[0] for row in conn.execute(f"SELECT id FROM {table}")]
        for kind, table in {
            "figures": "figures", "articles": "articles", "outlets": "outlets",
            "sources": "entities", "stories": "stories",
        }.items()
    }  # fmt: skip
    keys = {}
    for name in tables:
        columns = [row for row in conn.execute(f"PRAGMA table_info('{name}')") if row[5]]
        if len(columns) == 1:
            keys[name] = conn.execute(f'SELECT "{columns[0][1]}" FROM "{name}" LIMIT 1').fetchone()
    conn.close()
    plain = [route.pattern for route in ROUTES]
    plain += [f"/exports/{name}.{form}" for name in downloads.WHOLE for form in ("csv", "jsonl")]
    for pattern in plain:
        kind = pattern.split("/")[1]
        for one in ids.get(kind, [""]) if "(?P<id>" in pattern else [""]:
            address = re.sub(r"\(\?P<id>[^)]*\)", one, pattern)
            yield from (address, f"{address}.json", f"{address}?q=ferry", f"{address}.csv")
    for kind, found in ids.items():
        forms = downloads.FIGURE_FORMS if kind == "figures" else ()
        for one in found:
            yield from (f"/{kind}/{one}.{form}" for form in (*forms, "atom", "feed.json"))
    yield from (
        f"/feeds/{name}" for name in ("conflicts.atom", "conflicts.json", "search.json?q=ferry")
    )
    for name in tables:
        yield from (
            f"/ledger/{name}{form}"
            for form in (
                "",
                ".json?_shape=objects&_size=max",
                ".csv?_stream=on",
                ".json?_labels=on",
            )
        )
        if keys.get(name):
            yield f"/ledger/{name}/{quote(str(keys[name][0]), safe='')}.json"
    for name in QUERIES:
        yield f"/ledger/{name}.json?words=ferry&source=Coast&figure_id={ids['figures'][0]}&moment=2099"
        yield f"/ledger/{name}.csv?words=ferry&source=a&figure_id={ids['figures'][0]}&moment=2099"
    yield from (f"/ledger/claims.json?_facet={c}" for c in ("sentence", "start"))
    yield from ("/ledger.json", "/ledger", "/ledger.db", "/-/databases.json", "/-/config.json")


def texts(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)
    else:
        yield key, value


def test_no_route_gives_a_text_back(path: Path, make_explorer: Callable[..., Datasette]) -> None:
    datasette = make_explorer(path, public=True)
    piece = LONG[: SENTENCE + 60], LONG[-SENTENCE - 60 :]
    answered = 0

    async def walk() -> None:
        nonlocal answered
        for address in routes(path):
            answer = await datasette.client.get(address)
            answered += answer.status_code == 200
            assert answer.status_code < 500 or "too long" in answer.text, address
            body = answer.text
            assert PLAIN not in body, address
            assert not any(part in body for part in piece), address
            if (
                "json" in answer.headers.get("content-type", "")
                and "ndjson" not in answer.headers["content-type"]
            ):
                for key, value in texts(json.loads(body)):
                    assert (
                        not isinstance(value, str)
                        or len(value) <= SENTENCE + 10
                        or value[:1] in "{["
                        or "select" in value.lower()
                    ), (address, key)
                    assert key not in {
                        "sentence_start",
                        "surface_start",
                        "warc_offset",
                    } or value in (None, ""), (address, key)

    asyncio.run(walk())
    assert answered > 200
    assert OTHERS


def test_offsets_read_as_nothing_and_rows_are_found_all_the_same(
    path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    public, own = make_explorer(path, public=True), make_explorer(path)

    async def rows(datasette: Datasette) -> list[dict[str, Any]]:
        answer = await datasette.client.get("/ledger/claims.json?_shape=objects&_size=max")
        return list(answer.json()["rows"])

    shown, whole = asyncio.run(rows(public)), asyncio.run(rows(own))
    offsets = {column for table, column in UNSHOWN if table == "claims"} - {"question"} | {END}
    assert [row["id"] for row in shown] == [row["id"] for row in whole]
    assert all(row[column] is None for row in shown for column in offsets)
    assert all(isinstance(row[column], int) for row in whole for column in offsets)
    assert all("77" in row["sentence"] for row in shown)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8001", 200), ("127.0.0.1:8001", 200), ("[::1]:8001", 200), ("10.1.2.3", 200),
        ("claims.example.org", 200), ("CLAIMS.example.org.:443", 200), ("evil.example", 421),
        ("claims.example.org.evil.example", 421), ("localhost.evil.example", 421), ("", 421),
        ("127.0.0.1.nip.example", 421), ("user@localhost", 421), ("localhost, evil.example", 421),
    ],
)  # fmt: skip
def test_only_known_names_are_answered(
    path: Path, make_explorer: Callable[..., Datasette], host: str, status: int
) -> None:
    datasette = make_explorer(path, public=True, names=["claims.example.org"])
    answer = asyncio.run(datasette.client.get("/figures", headers={"host": host}))
    assert answer.status_code == status


def test_a_miss_is_one_line(
    path: Path, make_explorer: Callable[..., Datasette], capfd: pytest.CaptureFixture[str]
) -> None:
    datasette = make_explorer(path)
    for address in ("/nothing/here", "/figures/none", "/ledger/none", "/-/none%0Atwo"):
        assert asyncio.run(datasette.client.get(address)).status_code in (404, 302)
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[0] == "404 GET '/nothing/here'"
    assert all(line.startswith("404 GET ") for line in err.splitlines())
    assert len(err.splitlines()) >= 3


def test_misses_are_handled_whatever_is_imported_first() -> None:
    program = (
        "import explore.serve\nfrom datasette.plugins import pm\n"
        "print([one.plugin_name for one in pm.hook.handle_exception.get_hookimpls()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "['datasette.handle_exception', 'claimledger']"


@pytest.mark.parametrize(
    "query",
    ["_sort=end", "_sort_desc=end", "end__gt=5", "end=5", "_facet=end", "%65nd__lt=9", "_so%72t=e%6Ed",
     "_through=%7B%22table%22%3A%22attributions%22%2C%22column%22%3A%22surface_start%22%2C%22value%22%3A%221%22%7D",
     "_filter_column_1=end&_filter_op_1=gt&_filter_value_1=3", "sentence__startswith=The",
     "sentence__glob=T*", "Sentence__like=%25killed%25", "_sort=sentence", "_facet=sentence", "old_sentence__startswith=A", "_sort=new_sentence",
     "_search=the&_searchmode=raw", "_search_sentence=kil*&_searchmode=raw"],
)  # fmt: skip
def test_nobody_sorts_or_chooses_by_what_is_not_shown(
    path: Path, make_explorer: Callable[..., Datasette], query: str
) -> None:
    datasette = make_explorer(path, public=True)
    answer = asyncio.run(datasette.client.get(f"/ledger/claims.json?{query}"))
    assert answer.status_code == 403


@pytest.mark.parametrize("start", ["[He] ", "{sic} ", "[1"])
def test_a_sentence_that_begins_with_a_bracket_is_held_back_too(
    tmp_path: Path, make_explorer: Callable[..., Datasette], start: str
) -> None:
    path = write_ledger(tmp_path)
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE claims SET sentence = ?, quote = '77'", [start + LONG])
    conn.close()
    datasette = make_explorer(path, public=True)
    answer = asyncio.run(datasette.client.get("/ledger/claims.json?_shape=objects&_size=max"))
    rows = answer.json()["rows"]
    assert all(len(row["sentence"]) <= SENTENCE + 10 for row in rows)
    assert all(row["question"] is None for row in rows)


def test_the_other_offsets_give_no_order(
    path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    datasette = make_explorer(path, public=True)

    async def ids(query: str) -> list[str]:
        answer = await datasette.client.get(f"/ledger/claims.json?_shape=objects&{query}")
        return [row["id"] for row in answer.json()["rows"]]

    for column in ("start", "sentence_start"):
        assert asyncio.run(ids(f"_sort={column}")) == asyncio.run(ids(f"_sort_desc={column}"))
        assert asyncio.run(ids(f"{column}__gt=0")) == []


def test_a_public_server_hands_out_no_database(
    path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    datasette = make_explorer(path, public=True)
    assert asyncio.run(datasette.client.get("/ledger.db")).status_code in (403, 404)


def test_a_ledger_that_is_written_to_is_never_served_as_if_nobody_did(
    path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    datasette = make_explorer(path)
    assert datasette.get_database("ledger").is_mutable
    before = asyncio.run(datasette.client.get("/ledger/runs.json")).json()
    with sqlite3.connect(path) as conn:
        conn.execute(
            "INSERT INTO runs (command, started_at) VALUES ('crawl', '2031-01-01T00:00:00Z')"
        )
    conn.close()
    after = asyncio.run(datasette.client.get("/ledger/runs.json")).json()
    assert len(after["rows"]) == len(before["rows"]) + 1
