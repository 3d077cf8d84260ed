"""What a packet proves: a figure's claims, readings, relations and facts, and the rules' texts."""

import codecs
import csv
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from io import StringIO
from typing import Any

from sqlite_utils import Database

from answers import evidence, reasons
from claimledger.crosschecking import claims_of
from crosscheck.figures.readings import origin_of
from crosscheck.model import Facts, LedgerClaim
from crosscheck.relations.facts import from_json
from crosscheck.values.conversion import between_claims
from db.ledger import load_check_batch
from db.rows import Row, select
from nlp.lexicon import rows as lexicon

FORMAT = "claimledger packet 1"
_CLAIM = (
    "id", "quote", "sentence", "value", "low", "high", "unit", "qualifier", "change", "kind",
    "accumulation", "population", "period_start", "period_end", "as_of", "published_at",
)  # fmt: skip
_NOT_SHOWN = {"called": None, "origin": None}
_READING = "id figure_id value low high unit qualifier status as_of".split()


def figures_of(db: Database, figure: str) -> list[str]:
    """The figure, and those whose readings its relations name."""
    found = select(
        db,
        "SELECT DISTINCT g.figure_id FROM relations r JOIN readings g "
        "ON g.id IN (r.reading_a, r.reading_b) WHERE r.figure_id = ?1 AND g.figure_id <> ?1 "
        "ORDER BY 1",
        [figure],
    )
    return [figure, *(row["figure_id"] for row in found)]


def evidence_of(
    db: Database, page: Mapping[str, Any], figures: Sequence[str], captures: Iterable[Row]
) -> dict[str, Any]:
    """``evidence.json``: all that a packet's script holds against the captures and the rules."""
    figure = figures[0]
    relations = select(
        db,
        "SELECT * FROM relations WHERE figure_id = ? ORDER BY reading_a, reading_b, relation",
        [figure],
    )
    named = {row[end] for row in relations for end in ("reading_a", "reading_b")}
    readings = _in(db, "SELECT * FROM readings WHERE figure_id IN ({}) ORDER BY id", figures)
    readings = [r for r in readings if r["figure_id"] == figure or r["id"] in named]
    homes = _in(
        db,
        "SELECT fc.claim_id, fc.reading_id, fc.figure_id, c.article_id, o.name AS outlet, "
        "a.title, a.url, v.capture_id, p.sha256 FROM figure_claims fc "
        "JOIN claims c ON c.id = fc.claim_id JOIN versions v ON v.id = c.version_id "
        "JOIN articles a ON a.id = c.article_id JOIN outlets o ON o.id = c.outlet_id "
        "LEFT JOIN captures p ON p.id = v.capture_id "
        "WHERE fc.reading_id IN ({}) ORDER BY fc.claim_id",
        [reading["id"] for reading in readings],
    )
    batch = claims_of(load_check_batch(db, sorted({row["article_id"] for row in homes})))
    by_id = {claim.id: claim for claim in batch}
    packed = {row["id"] for row in captures if row["warc_file"] is not None}
    shown = {claim["id"]: claim for r in page["readings"] for claim in r["claims"]}
    called = {r["id"]: {"called": r["called"], "origin": r["origin"]} for r in page["readings"]}
    claims = [_claim(by_id[row["claim_id"]], row, shown, packed) for row in homes]
    first: dict[str, LedgerClaim] = {}
    for row in homes:
        first.setdefault(row["reading_id"], by_id[row["claim_id"]])
    return {
        "format": FORMAT,
        "figure": {
            "id": figure,
            "label": page["title"],
            "verdict": page["verdict"]["name"],
            "tier": page["verdict"]["tier"],
            "why": _why(page),
            "changed_at": page["changed_at"],
        },
        "claims": claims,
        "readings": [
            {**{name: row[name] for name in _READING}, **called.get(row["id"], _NOT_SHOWN)}
            for row in readings
        ],
        "relations": [_relation(row, first) for row in relations],
        "implications": [
            _implied(item)
            for item in select(
                db,
                "SELECT id, formula, facts, reason FROM implications WHERE figure_id = ? "
                "ORDER BY id",
                [figure],
            )
        ],
        "last": _last(db, figure),
        "captures": [_capture(row) for row in captures if row["warc_file"] is not None],
    }


def _in(db: Database, sql: str, values: Sequence[str]) -> list[Row]:
    return select(db, sql.format(", ".join("?" * len(values))), list(values))


def _claim(
    claim: LedgerClaim, home: Row, shown: Mapping[str, Any], packed: set[str]
) -> dict[str, Any]:
    start = claim.start - claim.sentence_start
    told = {name: getattr(claim, name) for name in _CLAIM}
    origin = origin_of(claim)
    return {
        **{name: str(v) if hasattr(v, "value") else v for name, v in told.items()},
        "start": start,
        "end": start + claim.end - claim.start,
        "reading": home["reading_id"],
        "figure_id": home["figure_id"],
        "origin": origin.name if origin else None,
        "named": shown[claim.id]["origin"] if claim.id in shown else None,
        "sha256": home["sha256"],
        "shown": claim.id in shown,
        "article": home["article_id"],
        "outlet": home["outlet"],
        "title": home["title"],
        "url": home["url"],
        "capture": home["capture_id"] if home["capture_id"] in packed else None,
    }


def _relation(row: Row, first: Mapping[str, LedgerClaim]) -> dict[str, Any]:
    """A relation with what its words are made of, and how its two units convert."""
    facts = from_json(row["facts"])
    a, b = first[row["reading_a"]], first[row["reading_b"]]
    way = between_claims(b, a)
    found = dataclasses.asdict(way) if way is not None else None
    if found is not None:
        del found["identity"]
    return {
        **row,
        "possible": bool(row["possible"]),
        **_told(row["rule"], facts),
        "conversion": found,
        "unit_a": a.unit,
        "unit_b": b.unit,
    }


def _last(db: Database, figure: str) -> dict[str, Any] | None:
    """Why the verdict is what it is, as the figure's history has it last."""
    rows = select(
        db,
        "SELECT at, verdict, rule, facts, reason FROM figure_history WHERE figure_id = ? "
        "AND rule IS NOT NULL ORDER BY at DESC LIMIT 1",
        [figure],
    )
    if not rows:
        return None
    facts = from_json(rows[0]["facts"])
    return {**rows[0], **_told(rows[0]["rule"], facts)}


def _told(rule: str, facts: Facts) -> dict[str, Any]:
    """Facts with their sentence: in the words of today, which the ledger's may not be."""
    return {
        "facts": facts,
        "reason": reasons.relation(rule, facts),
        "phrases": reasons.phrases(rule, facts),
    }


def _implied(row: Row) -> dict[str, Any]:
    facts = from_json(row["facts"])
    return {**row, "facts": facts, "reason": reasons.implied(row["formula"], facts)}


def _why(page: Mapping[str, Any]) -> str:
    basis = page["basis"]
    return reasons.relation(basis["rule"], basis["facts"]) if basis else str(page["why"])


def _capture(row: Row) -> dict[str, Any]:
    charset = row["charset"] or "utf-8"
    try:
        codecs.lookup(charset)
    except LookupError:
        charset = "utf-8"
    return {
        "id": row["id"],
        "url": row["url"],
        "fetched_at": row["fetched_at"],
        "sha256": row["sha256"],
        "charset": charset,
    }


def rules() -> dict[str, bytes]:
    """The rules' texts by file: what relates two numbers, how it is told, the units."""
    told = [("(step)", reasons.STEP), ("(unordered)", reasons.UNORDERED)]
    told += [(f"({name})", tail) for name, tail in reasons.TAILS.items()]
    tables = files("crosscheck.relations")
    return {
        "rules/relations.tsv": tables.joinpath("rules.tsv").read_bytes(),
        "rules/facts.tsv": tables.joinpath("facts.tsv").read_bytes(),
        "rules/sentences.tsv": _tsv(("rule", "sentence"), [*told, *reasons.SENTENCES.items()]),
        "rules/evidence.tsv": _tsv(("name", "words"), evidence.WORDS.items()),
        "rules/units.tsv": _tsv(
            ("name", "dimension", "factor"),
            [
                (row.cells["name"], row.cells["dimension"], row.cells["factor"])
                for row in lexicon("units")
            ],
        ),
    }


def _tsv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerows([header, *rows])
    return out.getvalue().replace("\r\n", "\n").encode()
