"""An article that was edited: what it had from the first keeps its time, what an edit brought not."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from answers import outdated, tree
from answers.parameters import Parameters
from answers.queries.rows import Connection
from claimledger.config import Config
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from crawler.settings import CrawlSettings

pytestmark = pytest.mark.slow

ASKED = Parameters(now="2026-11-30T00:00:00Z")

WIRE = {
    "url": "https://fenwold-wire.example/1",
    "outlet": "Fenwold Wire",
    "title": "Gondola crashes at Hallin",
    "published": "2026-03-04T08:00:00Z",
    "text": "At least 14 people were killed when a gondola crashed at Hallin on Wednesday, police "
    "said.\n\nPumps at Hallin handle 47 litres a second, the brigade said.",
}
POST = {
    "url": "https://sallow-post.example/1",
    "outlet": "Sallow Post",
    "title": "The gondola of Hallin",
    "published": "2026-03-04T12:00:00Z",
    "text": "14 people were killed when a gondola crashed at Hallin, Fenwold Wire reports.\n\n"
    "Pumps at Hallin handle 47 litres, according to Fenwold Wire.",
}
LATER = {
    "url": "https://fenwold-wire.example/2",
    "outlet": "Fenwold Wire",
    "title": "Death toll of Hallin gondola crash rises to 17",
    "published": "2026-03-05T08:00:00Z",
    "text": "The number of people killed when a gondola crashed at Hallin on Wednesday has risen to "
    "17, police said on Thursday.",
}


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder = tmp_path_factory.mktemp("editing")
    edited = {**POST, "text": POST["text"].replace("14 people", "17 people")}
    crawl = CrawlSettings(folder / "ledger.db", folder / "warc", "desk@post.example", ())
    pipeline = Pipeline(Config(crawl), Reporter(quiet=True))
    for number, articles in enumerate(([WIRE, POST, LATER], [edited])):
        source = folder / f"{number}.jsonl"
        source.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
        pipeline.import_targets([str(source)])
        pipeline.extract()
        pipeline.crosscheck()
    with closing(sqlite3.connect(crawl.database)) as opened:
        yield opened


def figure_of(conn: Connection, quote: str) -> str:
    """The figure of the claim of the Sallow Post that prints this."""
    return str(
        conn.execute(
            "SELECT f.figure_id FROM claims c JOIN figure_claims f ON f.claim_id = c.id "
            "WHERE c.outlet_id = 'sallow-post' AND c.quote = ? AND c.current",
            [quote],
        ).fetchone()[0]
    )


def test_what_an_edit_left_alone_was_printed_with_the_article(conn: Connection) -> None:
    [node] = tree.page(conn, ASKED, figure_of(conn, "47 litres"))["nodes"]
    assert (node["at"], node["lost"]) == (POST["published"], ["unit"])
    assert node["outside"]["outlet"] == "Fenwold Wire"


def test_what_an_edit_brought_was_printed_by_it(conn: Connection) -> None:
    nodes = tree.page(conn, ASKED, figure_of(conn, "17"))["nodes"]
    times = {n["called"]: n["at"] for n in nodes if n["outlet_id"] == "sallow-post"}
    assert times["14"] == POST["published"]
    assert times["17"] > LATER["published"]


def test_a_print_of_another_figure_stands_in_the_text_of_the_tree(conn: Connection) -> None:
    lines = list(tree.as_text(tree.page(conn, ASKED, figure_of(conn, "47 litres"))))
    assert "Fenwold Wire: 47 litres a second" in lines[1]
    assert lines[2].startswith("  └ Sallow Post: 47 litres")


def test_a_rate_retold_as_an_amount_has_lost_its_unit(conn: Connection) -> None:
    [outlet] = tree.hedges(conn, ASKED)["outlets"]
    assert (outlet["id"], outlet["hedge"], outlet["unit"]) == ("sallow-post", 1, 1)


def test_a_number_is_not_replaced_by_itself(conn: Connection) -> None:
    page = outdated.page(conn, ASKED)
    [changed] = page["silent"]
    assert (changed["outlet_id"], changed["old"], changed["new"]) == ("sallow-post", "14", "17")
    assert all(item["old"] != item["new"] for item in page["still"])
