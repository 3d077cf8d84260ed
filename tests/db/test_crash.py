"""A ledger survives the sudden death of its writer: whole articles, or none."""

import signal
import subprocess
import sys

import pytest

from db.connection import connect

pytestmark = pytest.mark.slow

WRITER = """
import sys
from dataclasses import replace
sys.path.insert(0, sys.argv[2])
from conftest import Ferry
from db.connection import connect
from db.crawl import OutletRow, store_article, upsert_outlets
from db.ledger import store_extraction

db, ferry = connect(sys.argv[1]), Ferry()
upsert_outlets(db, [OutletRow("The Harbour Post", ("harbour-post.example",))])
for number in range(1_000_000):
    text = ferry.text + f" It was fire {number}."
    for moment in (ferry.noon, ferry.later):
        page = ferry.page(url=f"{ferry.url}/{number}", text=text, seen_at=moment)
        stored = store_article(db, page, None)
        store_extraction(db, stored.version_id, ferry.extraction(text=text), moment)
        text += " It is out."
    print(stored.article_id, flush=True)
"""

HALF_ARTICLES = """
SELECT a.id FROM articles a
LEFT JOIN (SELECT article_id, count(*) AS n FROM versions GROUP BY 1) v ON v.article_id = a.id
LEFT JOIN article_urls u ON u.article_id = a.id
WHERE v.n IS NULL OR u.url IS NULL
UNION
SELECT v.article_id FROM versions v JOIN extractions e ON e.version_id = v.id
WHERE (SELECT count(*) FROM claims WHERE version_id = v.id) <> e.claim_count
UNION
SELECT c.article_id FROM claims c JOIN versions v ON v.id = c.version_id
WHERE NOT EXISTS (SELECT 1 FROM attributions WHERE claim_id = c.id)
OR substr(v.text, c.start + 1, c."end" - c.start) <> c.quote
OR c."current" <> (v.number = (SELECT max(number) FROM versions WHERE article_id = v.article_id))
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 20])
def test_a_killed_writer_leaves_whole_articles(path, request, acknowledged):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(request.path.parent)],
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        done = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
    assert writer.returncode == -signal.SIGKILL
    db = connect(path, create=False)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute(HALF_ARTICLES).fetchall() == []
    stored = {identifier for (identifier,) in db.execute("SELECT article_id FROM claims")}
    assert stored >= set(done), "what was acknowledged is there"
    db.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")
    db.close()
