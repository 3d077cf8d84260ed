"""Extractions: what was read out of each version, replaced whole when it is read again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import writing
from db.entities import EntityWriter
from db.forgetting import erase
from db.ids import claim_id
from db.rows import Row, select, upsert
from db.runs import Problem, record_problems
from db.touching import touch
from terms.enums import Role
from terms.model import Claim, Extraction
from terms.rows import columns_of

LARGEST_INTEGER = 2**63 - 1
"""SQLite's; larger counts are kept as floating point."""


@dataclass(frozen=True, slots=True)
class StoredExtraction:
    """How many claims of a version came, changed, went and stayed as they were."""

    added: int
    changed: int
    removed: int
    same: int


def store_extraction(
    db: Database, version_id: str, extraction: Extraction, at: str
) -> StoredExtraction:
    """Make a version's claims, sources and mentions those of ``extraction``, in one transaction.

    Claims keep their ids: what vanished goes (and leaves its figures), what differs is updated,
    what is the same is not touched. The article is marked for crosscheck when anything changed.
    An article that names a forgotten entity is forgotten too. A version that was forgotten while it
    was read has nothing left to store: all counts are 0.
    """
    with writing(db):
        version = _version(db, version_id)
        if version is None:
            return StoredExtraction(0, 0, 0, 0)
        writer = EntityWriter(db, version_id)
        entity_ids = [writer.keep(entity) for entity in extraction.entities]
        claims, attributions = _rows(version, extraction, entity_ids, writer)
        if writer.names_forgotten:
            return _forget(db, version, at)
        counts = _replace(db, version_id, claims, attributions, writer)
        writer.finish()
        record = {
            "version_id": version_id,
            "extractor": extraction.extractor,
            "at": at,
            "claim_count": len(claims),
        }
        _write_extraction(db, record)
        record_problems(
            db,
            [
                Problem(version["url"], "extract", trouble.kind, trouble.detail, at)
                for trouble in extraction.troubles
            ],
        )
        if counts.added or counts.changed or counts.removed:
            touch(db, [version["article_id"]], at)
    return counts


def _version(db: Database, version_id: str) -> Row | None:
    rows = select(
        db,
        "SELECT v.id, v.article_id, a.outlet_id, a.published_at, a.url, v.number = "
        "(SELECT max(number) FROM versions WHERE article_id = v.article_id) AS latest "
        "FROM versions v JOIN articles a ON a.id = v.article_id WHERE v.id = ?",
        [version_id],
    )
    return rows[0] if rows else None


def _forget(db: Database, version: Row, at: str) -> StoredExtraction:
    reason = "names an entity that was forgotten"
    removed = erase(db, version["url"], reason, at).claims
    record_problems(db, [Problem(version["url"], "extract", "forgotten", reason, at)])
    return StoredExtraction(0, 0, removed, 0)


def _write_extraction(db: Database, record: Row) -> None:
    """The same reading again keeps its time; what could be read has not failed."""
    db.conn.execute("DELETE FROM reading_failures WHERE version_id = :version_id", record)
    db.conn.execute(
        "INSERT INTO extractions (version_id, extractor, at, claim_count) "
        "VALUES (:version_id, :extractor, :at, :claim_count) "
        "ON CONFLICT (version_id) DO UPDATE SET extractor = excluded.extractor, "
        "at = excluded.at, claim_count = excluded.claim_count "
        "WHERE extractor IS NOT excluded.extractor OR claim_count IS NOT excluded.claim_count",
        record,
    )


def _rows(
    version: Row, extraction: Extraction, entity_ids: Sequence[str], writer: EntityWriter
) -> tuple[list[Row], list[Row]]:
    """Rows of ``claims`` and ``attributions``, in the order of the extraction."""
    seen: Counter[tuple[int, int]] = Counter()
    ids = []
    for claim in extraction.claims:
        span = (claim.start, claim.end)
        ids.append(claim_id(version["id"], *span, seen[span]))
        seen[span] += 1
    claims, attributions = [], []
    for identifier, claim in zip(ids, extraction.claims, strict=True):
        hops = _attributions(identifier, claim, entity_ids, writer)
        attributions.extend(hops)
        origin = hops[0]["entity_id"] if hops and hops[0]["role"] == Role.ORIGIN else None
        claims.append(_claim(identifier, claim, ids, version, origin))
    return claims, attributions


def _claim(
    identifier: str, claim: Claim, ids: Sequence[str], version: Row, origin: str | None
) -> Row:
    columns = {
        name: float(value) if type(value) is int and abs(value) > LARGEST_INTEGER else value
        for name, value in columns_of(claim).items()
    }
    return columns | {
        "id": identifier,
        "version_id": version["id"],
        "article_id": version["article_id"],
        "outlet_id": version["outlet_id"],
        "part_of": None if claim.part_of is None else ids[claim.part_of],
        "equivalent_of": None if claim.equivalent_of is None else ids[claim.equivalent_of],
        "origin_id": origin,
        "published_at": version["published_at"],
        "current": int(version["latest"]),
    }


def _attributions(
    identifier: str, claim: Claim, entity_ids: Sequence[str], writer: EntityWriter
) -> list[Row]:
    return [
        {
            "claim_id": identifier,
            "hop": number,
            "role": hop.role.value,
            "name": hop.name,
            "source_class": hop.source_class.value,
            "entity_id": entity_ids[hop.entity]
            if hop.entity is not None
            else writer.source(hop.name, hop.source_class),
            "surface_start": hop.surface_start,
            "surface_end": hop.surface_end,
            "cue": hop.cue,
            "href": hop.href,
            "rule": hop.rule,
            "confidence": float(hop.confidence),
        }
        for number, hop in enumerate(claim.chain)
    ]


def _replace(
    db: Database,
    version_id: str,
    claims: Sequence[Row],
    attributions: Sequence[Row],
    writer: EntityWriter,
) -> StoredExtraction:
    """Write the rows that differ, remove those that are not there any more, and count claims."""
    before = {
        row["id"]: row
        for row in select(db, "SELECT * FROM claims WHERE version_id = ?", [version_id])
    }
    hops_before = _by_claim(
        select(
            db,
            "SELECT * FROM attributions WHERE claim_id IN "
            "(SELECT id FROM claims WHERE version_id = ?) ORDER BY claim_id, hop",
            [version_id],
        )
    )
    hops_after = _by_claim(attributions)
    writer.write()
    gone = before.keys() - {row["id"] for row in claims}
    added = [row for row in claims if row["id"] not in before]
    changed = [
        row
        for row in claims
        if row["id"] in before
        and (
            row.items() - before[row["id"]].items()
            or hops_before.get(row["id"]) != hops_after.get(row["id"])
        )
    ]
    db.conn.executemany("DELETE FROM claims WHERE id = ?", [(claim,) for claim in gone])
    upsert(db, "claims", [*added, *changed], ["id"])
    db.conn.executemany(
        "DELETE FROM attributions WHERE claim_id = ? AND hop >= ?",
        [(row["id"], len(hops_after.get(row["id"], ()))) for row in changed],
    )
    written = [hop for row in (*added, *changed) for hop in hops_after.get(row["id"], ())]
    upsert(db, "attributions", written, ["claim_id", "hop"])
    return StoredExtraction(
        len(added), len(changed), len(gone), len(claims) - len(added) - len(changed)
    )


def _by_claim(attributions: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in attributions:
        found.setdefault(row["claim_id"], []).append(row)
    return found
