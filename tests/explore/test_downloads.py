"""Files: CSV without formulas, JSONL, schema.org, drafts, feeds with stable ids."""

import asyncio
import csv
import io
import itertools
import json
import re
import struct
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

from answers import figures, formats
from answers.queries.rows import Connection, Row, TooSlow
from explore import downloads, feeds, share
from explore.security import CsvGuard

ATOM = "{http://www.w3.org/2005/Atom}"


def get(datasette: Datasette, path: str, **headers: str) -> httpx.Response:
    return asyncio.run(datasette.client.get(path, headers=headers))


def rows_of(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize("name", ["claims", "figures", "eventreport"])
def test_the_whole_ledger_as_csv_and_jsonl(explorer: Datasette, name: str) -> None:
    table = get(explorer, f"/exports/{name}.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert "attachment" in table.headers["content-disposition"]
    rows = rows_of(table)
    lines = [json.loads(line) for line in get(explorer, f"/exports/{name}.jsonl").text.splitlines()]
    assert len(rows) == len(lines) > 3
    assert list(rows[0]) == list(lines[0])
    assert not any(str(value).startswith(("=", "@")) for row in rows for value in row.values())


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_batch_that_takes_too_long_is_tried_smaller(
    explorer: Datasette, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    whole = get(explorer, f"/exports/figures.{form}").text
    columns, batch, shape = downloads.WHOLE["figures"]
    sizes: list[int] = []

    def slow(conn: Connection, after: str, size: int) -> list[Row]:
        sizes.append(size)
        if size > 100:
            raise TooSlow("That took too long.")
        return batch(conn, after, 1)

    monkeypatch.setitem(downloads.WHOLE, "figures", (columns, slow, shape))
    assert get(explorer, f"/exports/figures.{form}").text == whole
    assert sizes[:4] == [1000, 250, 62, 62]
    ended = get(explorer, f"/exports/figures.{form}?end=1").text.splitlines()[-1]
    rows = len(whole.splitlines()) - (form == "csv")
    assert ended == (f"end,{rows} rows" if form == "csv" else f'{{"end": "{rows} rows"}}')


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_that_breaks_off_never_looks_whole(
    explorer: Datasette, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Its last line says so, and the answer never ends: a client reports it as cut."""
    columns, batch, shape = downloads.WHOLE["figures"]

    def breaking(conn: Connection, after: str, size: int) -> list[Row]:
        if after:
            raise TooSlow("That took too long.")
        return batch(conn, after, 2)

    monkeypatch.setitem(downloads.WHOLE, "figures", (columns, breaking, shape))
    sent: list[Any] = []

    async def asked() -> None:
        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        path = f"/exports/figures.{form}"
        scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": path,
                 "raw_path": path.encode(), "query_string": b"end=1", "headers": [],
                 "scheme": "http"}  # fmt: skip
        await explorer.app()(scope, receive, send)

    asyncio.run(asked())
    assert sent[0]["status"] == 200
    assert all(message["more_body"] for message in sent[1:])
    lines = b"".join(message["body"] for message in sent[1:]).decode().splitlines()
    assert "THIS EXPORT IS NOT WHOLE" in lines[-1]
    assert len(lines) == 3 + (form == "csv")


def test_numbers_keep_their_form(explorer: Datasette) -> None:
    rows = rows_of(get(explorer, "/exports/claims.csv"))
    assert {"14", "41", "4.4"} <= {row["value"] for row in rows}


def test_eventreport_groups_reports_by_event(explorer: Datasette, ids: Mapping[str, str]) -> None:
    rows = rows_of(get(explorer, "/exports/eventreport.csv"))
    dead = [row for row in rows if row["event_id"] == ids["dead"]]
    assert sorted(row["value_best"] for row in dead) == ["14", "14", "14", "41"]
    assert sum(int(row["copy"]) for row in dead) == 1
    assert {row["source"].split(" (")[0] for row in dead} == {
        "Ostmark Wire", "Tessaly Herald", "Quayside Gazette", "Northline",
    }  # fmt: skip


def test_one_figure_as_csv_and_jsonl(explorer: Datasette, ids: Mapping[str, str]) -> None:
    rows = rows_of(get(explorer, f"/figures/{ids['dead']}.csv"))
    assert len(rows) == 5
    copied = next(row for row in rows if row["outlet"] == "Tessaly Herald")
    assert copied["chain"] == "Selwyn Coast Guard → Ostmark Wire → Tessaly Herald"
    assert copied["is_copy"] == "True"
    hostile = get(explorer, f"/figures/{ids['hostile']}.csv")
    assert rows_of(hostile)[0]["figure"].startswith("'=HYPERLINK")
    assert len(get(explorer, f"/figures/{ids['dead']}.jsonl").text.splitlines()) == 5


@pytest.mark.parametrize(
    ("path", "column", "value"),
    [
        ("/figures.csv?verdict=conflict", "verdict", "conflict"),
        ("/stories/ferry.csv", "label", "People killed in the ferry fire off Port Selwyn"),
        ("/articles/{wire}.csv", "chain", "Selwyn Coast Guard → Ostmark Wire"),
        ("/outlets.csv", "name", "Northline"),
        ("/outlets/northline.csv", "claim_count", "1"),
        ("/sources.csv", "name", "Selwyn Coast Guard"),
        ("/sources/{guard}.csv", "printed", "Fourteen"),
        ("/runs.csv", "outcome", "problems"),
        ("/compare.csv?outlet=northline&outlet=quayside-gazette", "Quayside Gazette", "41"),
    ],
)
def test_a_page_that_is_a_table_is_csv_too(
    explorer: Datasette, ids: Mapping[str, str], path: str, column: str, value: str
) -> None:
    rows = rows_of(get(explorer, path.format(**ids)))
    assert value in {row[column] for row in rows}


@pytest.mark.parametrize(
    ("path", "status"),
    [("/articles/none.csv", 404), ("/outlets/none.csv", 404), ("/figures.csv?sort=x", 400),
     ("/articles/{wire}.csv?version=9", 400), ("/sources.csv?page=0", 400)],
)  # fmt: skip
def test_a_table_of_nothing_is_told(
    explorer: Datasette, ids: Mapping[str, str], path: str, status: int
) -> None:
    assert get(explorer, path.format(**ids)).status_code == status


def test_schema_org_claims_have_ids_and_appearances(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    answer = get(explorer, f"/figures/{ids['dead']}.jsonld")
    assert answer.headers["content-type"].startswith("application/ld+json")
    graph = answer.json()["@graph"]
    assert len({entry["@id"] for entry in graph}) == 3
    first = graph[0]
    assert first["@type"] == "Claim"
    assert len(first["appearance"]) == 3
    assert "reporting error: 14 and 41" in first["disambiguatingDescription"]


def test_the_review_draft_leaves_the_rating_to_a_person(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    draft = get(explorer, f"/figures/{ids['dead']}.claimreview.json").json()
    assert len(draft["reviews"]) == 2
    for review in draft["reviews"]:
        assert review["@type"] == "ClaimReview"
        assert review["reviewRating"]["alternateName"] == formats.TO_FILL
        assert "ratingValue" not in review["reviewRating"]


def test_dossier_prints_everything(explorer: Datasette, ids: Mapping[str, str]) -> None:
    html = get(explorer, f"/figures/{ids['dead']}/dossier").text
    for piece in ("<mark>41</mark>", "SHA-256", "rule-reporting_error", "Tessaly Herald", "14 - 9"):
        assert piece in html
    assert "<details" not in html


@pytest.mark.parametrize(
    "path",
    ["/figures/none.csv", "/figures/none.jsonld", "/figures/none.atom", "/exports/secrets.csv",
     "/figures/none.claimreview.json"],
)  # fmt: skip
def test_unknown_files_are_404(explorer: Datasette, path: str) -> None:
    assert get(explorer, path).status_code == 404


def test_merged_figures_redirect_in_every_form(explorer: Datasette, ids: Mapping[str, str]) -> None:
    answer = get(explorer, "/figures/0ld.atom")
    assert answer.headers["location"] == f"/figures/{ids['dead']}.atom"


FOLLOWED = [
    "/feeds/conflicts", "/figures/{dead}", "/outlets/northline", "/sources/{guard}",
    "/feeds/search?q=ferry",
]  # fmt: skip


@pytest.mark.parametrize("path", FOLLOWED)
def test_atom_is_well_formed_with_stable_ids(
    explorer: Datasette, ids: Mapping[str, str], path: str
) -> None:
    address = path.format(**ids)
    head, mark, query = address.partition("?")
    answer = get(explorer, f"{head}.atom{mark}{query}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    tree = ElementTree.fromstring(answer.text)
    entries = tree.findall(f"{ATOM}entry")
    found = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(found) == len(set(found)) > 0
    assert all(value and value.startswith("urn:claimledger:") for value in found)
    own = tree.find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert own.get("href") == f"http://localhost{head}.atom{mark}{query}"
    suffix = "json" if "/feeds/" in head else "feed.json"
    feed = get(explorer, f"{head}.{suffix}{mark}{query}").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://localhost{head}.{suffix}{mark}{query}"
    assert [item["id"] for item in feed["items"]] == found
    assert tree.findtext(f"{ATOM}updated") == max(
        entry.findtext(f"{ATOM}updated") or "" for entry in entries
    )


def test_the_conflict_entry_is_named_by_the_time_it_began(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    items = get(explorer, "/feeds/conflicts.json").json()["items"]
    assert [item["id"] for item in items] == [
        f"urn:claimledger:conflict:{ids['dead']}:2031-05-13T12:00:00Z"
    ]
    assert items[0]["url"] == f"http://localhost/figures/{ids['dead']}"


def test_json_feed_of_a_figure_tells_numbers_and_verdicts(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    feed = get(explorer, f"/figures/{ids['dead']}.feed.json").json()
    assert len(feed["items"]) == 5
    dates = [item["date_modified"] for item in feed["items"]]
    assert dates == sorted(dates, reverse=True)


def test_one_change_has_one_id_in_every_feed(explorer: Datasette, ids: Mapping[str, str]) -> None:
    def told(path: str) -> set[str]:
        items = get(explorer, path).json()["items"]
        return {item["id"] for item in items if ":figure:" in item["id"]}

    changes = told(f"/figures/{ids['dead']}.feed.json")
    assert len(changes) == 2
    assert changes <= told("/outlets/northline.feed.json")
    assert changes <= told(f"/sources/{ids['guard']}.feed.json")
    assert changes <= told("/feeds/search.json?q=ferry+killed")


def test_an_outlets_feed_tells_what_changed_in_its_articles(explorer: Datasette) -> None:
    items = get(explorer, "/outlets/northline.feed.json").json()["items"]
    edits = [item for item in items if item["id"].startswith("urn:claimledger:revision:")]
    assert [edit["title"].split(":")[0] for edit in edits] == ["nine → 14"]
    assert "no notice" in edits[0]["content_text"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/outlets/nobody.atom", 404),
        ("/sources/nobody.feed.json", 404),
        ("/feeds/search.atom", 400),
        ("/feeds/search.json?q=--", 400),
        (f"/feeds/search.atom?q={'a' * 401}", 400),
    ],
)
def test_a_feed_of_nothing_is_told(explorer: Datasette, path: str, status: int) -> None:
    answer = get(explorer, path)
    assert answer.status_code == status
    if "json" in path:
        assert answer.json()["error"].endswith(".")


def test_an_unchanged_feed_is_not_sent_twice(explorer: Datasette) -> None:
    tag = get(explorer, "/feeds/conflicts.atom").headers["etag"]
    again = get(explorer, "/feeds/conflicts.atom", **{"if-none-match": tag})
    assert again.status_code == 304
    assert again.text == ""


def test_feeds_hold_hostile_text(explorer: Datasette, ids: Mapping[str, str]) -> None:
    answer = get(explorer, f"/figures/{ids['hostile']}.atom")
    assert "<script>" not in answer.text
    assert ElementTree.fromstring(answer.text).findtext(f"{ATOM}title", "").startswith("=HYPER")


@given(st.text())
def test_atom_is_well_formed_for_any_text(text: str) -> None:
    at = "2031-05-13T12:00:00Z"
    entry = feeds.Entry("urn:x", text, f"https://a.example/{text}", at, at, text)
    xml = feeds.atom(
        feeds.Feed("urn:f", text, "https://a.example/", f"https://a.example/{text}", "", [entry])
    )
    ElementTree.fromstring(xml)


TABLE = st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=4), min_size=1, max_size=6)


@given(TABLE, st.lists(st.integers(0, 200), max_size=6))
def test_the_guard_keeps_records_wherever_the_stream_is_cut(
    table: list[list[str]], cuts: list[int]
) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(table)
    data = buffer.getvalue().encode("utf-8", "replace")
    guard = CsvGuard()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [guard.feed(data[a:b], last=False) for a, b in itertools.pairwise(edges)]
    out = b"".join([*pieces, guard.feed(b"", last=True)]).decode()
    wanted = [
        [str(formats.cell(cell)) for cell in row]
        for row in csv.reader(io.StringIO(data.decode(), newline=""))
        if row
    ]
    assert [row for row in csv.reader(io.StringIO(out, newline="")) if row] == wanted


def test_a_figures_chart_is_a_picture_of_its_own(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    answer = get(explorer, f"/figures/{ids['dead']}.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.text)
    words = " ".join(text for text in root.itertext())
    title = get(explorer, f"/figures/{ids['dead']}.json").json()["title"]
    assert title[:40] in words
    assert "changed 20" in words
    assert "var(--" not in answer.text


def test_a_shared_link_says_the_question_and_the_numbers(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = get(explorer, f"/figures/{ids['dead']}").text
    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert told["title"]
    assert " against " in told["description"]
    assert told["url"].endswith(f"/figures/{ids['dead']}")


def test_a_table_comes_whole_and_a_page_of_it_says_where_the_others_are(
    explorer: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = get(explorer, "/figures.csv").text.splitlines()
    monkeypatch.setattr(downloads, "AT_ONCE", 1)
    assert get(explorer, "/figures.csv").text.splitlines() == whole
    monkeypatch.setattr(figures, "PAGE", 1)
    first = get(explorer, "/figures.csv?page=1&sort=label")
    assert len(first.text.splitlines()) == 2
    assert first.headers["link"] == '</figures.csv?sort=label&page=2>; rel="next"'
    second = get(explorer, "/figures.csv?page=2")
    assert '</figures.csv?page=1>; rel="prev"' in second.headers["link"]


def test_a_figure_is_a_picture_with_its_question_and_its_two_numbers(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = get(explorer, f"/figures/{ids['dead']}")
    found = re.search(r'property="og:image" content="http://localhost([^"]+)"', page.text)
    assert found is not None
    image = found[1]
    answer = get(explorer, image)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert struct.unpack(">II", answer.content[16:24]) == (share.WIDTH, share.HEIGHT)
    tag = answer.headers["etag"]
    assert get(explorer, image, **{"If-None-Match": tag}).status_code == 304
    told = get(explorer, f"/figures/{ids['dead']}.json").json()
    drawn = share.svg(told, "https://ledger.example")
    for side in told["opposed"]:
        assert side["called"].split()[0] in drawn
    lines = " ".join(re.findall(r">([^<>]+)</text>", drawn))
    assert told["title"].split(" ·")[0] in lines


def test_without_the_extra_a_picture_says_what_to_install(
    explorer: Datasette, ids: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share, "installed", lambda: False)
    assert "og:image" not in get(explorer, f"/figures/{ids['dead']}").text
    answer = get(explorer, f"/figures/{ids['dead']}.png")
    assert answer.status_code == 501
    assert "pip install &#39;claimledger[png]&#39;" in answer.text
