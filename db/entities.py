"""Entities across articles: one row for a name however it is spelled, and where it is mentioned."""

from sqlite_utils import Database

from db.ids import entity_id
from db.rows import Row, select, upsert
from db.tombstones import forgotten_entities
from nlp.lexicon.canonical import canonical_key
from terms.enums import SourceClass
from terms.model import Entity

_KIND_OF_SOURCE = {
    SourceClass.BODY: "body",
    SourceClass.PERSON: "person",
    SourceClass.DOCUMENT: "document",
}

_PLAIN_RULE = "same name"


class EntityWriter:
    """Gathers the entities of one version, then writes them and its mentions.

    ``keep`` and ``source`` return ids before anything is written; ``write`` must come before rows
    that refer to them, ``finish`` when all are in place: it drops entities that nothing names now.
    """

    def __init__(self, db: Database, version_id: str) -> None:
        self._db = db
        self._version_id = version_id
        self._entities: dict[str, Row] = {}
        self._mentions: dict[tuple[str, int, int], Row] = {}
        self._forgotten = forgotten_entities(db)
        self._before = {
            identifier
            for (identifier,) in db.conn.execute(
                "SELECT entity_id FROM mentions WHERE version_id = :version UNION "
                "SELECT a.entity_id FROM attributions a JOIN claims c ON c.id = a.claim_id "
                "WHERE c.version_id = :version AND a.entity_id IS NOT NULL",
                {"version": version_id},
            )
        }

    def keep(self, entity: Entity) -> str:
        """Id of an entity of the article; its mentions are kept with it."""
        identifier = self._named(entity.name, entity.kind, entity.country, entity.rule)
        for mention in entity.mentions:
            self._mentions[identifier, mention.start, mention.end] = {
                "entity_id": identifier,
                "version_id": self._version_id,
                "start": mention.start,
                "end": mention.end,
                "quote": mention.quote,
            }
        return identifier

    def source(self, name: str, source_class: SourceClass) -> str | None:
        """Id of a source that the reader gave no entity; ``None`` for anonymous and outlets."""
        kind = _KIND_OF_SOURCE.get(source_class)
        return self._named(name, kind, None, _PLAIN_RULE) if kind else None

    def _named(self, name: str, kind: str, country: str | None, within: str) -> str:
        key, across = canonical_key(name, kind)
        rule = _stronger_rule(across, within)
        identifier = entity_id(kind, key)
        new = {"id": identifier, "name": name, "kind": kind, "country": country, "rule": rule}
        self._entities[identifier] = _merged(self._entities.get(identifier), new)
        return identifier

    @property
    def names_forgotten(self) -> bool:
        """Was one of the entities forgotten, so that the article must be too?"""
        return not self._forgotten.isdisjoint(self._entities)

    def write(self) -> None:
        """Write entities and mentions; a known entity keeps its longer name and its country."""
        known = {
            row["id"]: row
            for row in select(
                self._db,
                f"SELECT id, name, kind, country, rule FROM entities "
                f"WHERE id IN ({', '.join('?' * len(self._entities))})",
                list(self._entities),
            )
        }
        upsert(
            self._db,
            "entities",
            [_merged(known.get(row["id"]), row) for row in self._entities.values()],
            ["id"],
        )
        self._db.conn.executemany(
            "DELETE FROM mentions "
            'WHERE entity_id = ? AND version_id = ? AND start = ? AND "end" = ?',
            [
                (entity, self._version_id, start, end)
                for entity, start, end in self._db.conn.execute(
                    'SELECT entity_id, start, "end" FROM mentions WHERE version_id = ?',
                    [self._version_id],
                ).fetchall()
                if (entity, start, end) not in self._mentions
            ],
        )
        upsert(
            self._db,
            "mentions",
            list(self._mentions.values()),
            ["entity_id", "version_id", "start", "end"],
        )

    def finish(self) -> None:
        """Drop the entities that only the version's earlier reading named."""
        drop_orphans(self._db, self._before - self._entities.keys())


def _merged(known: Row | None, new: Row) -> Row:
    """One row out of two of the same entity, whichever was seen first: the longer name counts.

    Of two as long, the one that is not all capitals (a dateline's).
    """
    if known is None:
        return new
    name = min(known["name"], new["name"], key=lambda name: (-len(name), name.isupper(), name))
    return {
        "id": known["id"],
        "name": name,
        "kind": known["kind"],
        "country": known["country"] or new["country"],
        "rule": _stronger_rule(known["rule"], new["rule"]),
    }


def _stronger_rule(one: str, other: str) -> str:
    """The rule that says more: any but the plain one; the first by letter of two others."""
    return min({one, other} - {_PLAIN_RULE}, default=_PLAIN_RULE)


def drop_orphans(db: Database, candidates: set[str]) -> None:
    """Delete those of ``candidates`` that no mention, source, claim or reading refers to."""
    db.conn.executemany(
        "DELETE FROM entities WHERE id = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM mentions WHERE entity_id = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM attributions WHERE entity_id = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM claims WHERE origin_id = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM readings WHERE origin_id = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM entities AS other WHERE other.canonical_id = ?1)",
        [(identifier,) for identifier in sorted(candidates)],
    )
