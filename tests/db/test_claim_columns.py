"""A claim's fields are told once: the dataclass, its columns and the ledger's claim add up."""

from dataclasses import fields

from sqlite_utils import Database

from crosscheck.model import LedgerClaim
from db.migrations import migrations
from terms.enums import Change, Kind, Qualifier, Region
from terms.model import Claim, ClaimFields
from terms.question import Question
from terms.rows import OF_QUESTION, columns_of, fields_of

OF_LEDGER = {"id", "version_id", "article_id", "outlet_id", "published_at", "current", "origin_id"}
"""Columns that say where a claim stands, not what it says."""
POINTING = {"part_of", "equivalent_of"}
"""Columns that name another claim: an index while it is read, an id in the ledger."""
CONCLUDED = {"figure_id", "verdict"}
"""Columns that triggers fill when the claim is crosschecked."""
CLAIM = Claim(
    "About 12 people fled.", 0, 6, 8, "12", Region.BODY, Kind.COUNT, 12, 11.5, 12.5, 11, 13,
    "person", qualifier=Qualifier.ABOUT, change=Change.INCREASE_TO, unit_assumed=True,
    question=Question(counted="people", word_class="displaced", topic=frozenset({"flee"})),
)  # fmt: skip


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_every_field_is_a_column_and_every_column_a_field() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    columns = {column.name for column in db.table("claims").columns}
    assert columns == names(ClaimFields) | set(OF_QUESTION) | OF_LEDGER | POINTING | CONCLUDED
    assert set(columns_of(CLAIM)) == names(ClaimFields) | set(OF_QUESTION)


def test_the_ledgers_claim_has_every_column_and_its_source() -> None:
    assert names(Claim) == names(ClaimFields) | POINTING | {"chain"}
    assert names(LedgerClaim) == (
        names(ClaimFields) | OF_LEDGER | POINTING | {"chain", "origin_name", "edited_at", "meaning"}
    )


def test_fields_come_back_in_their_own_types() -> None:
    held = fields_of(columns_of(CLAIM))
    assert held == {name: getattr(CLAIM, name) for name in names(ClaimFields)}
    assert type(held["kind"]) is Kind
    assert held["unit_assumed"] is True


def test_the_question_of_an_older_row_is_unknown() -> None:
    row = columns_of(CLAIM) | dict.fromkeys((*OF_QUESTION, "question"))
    assert fields_of(row)["question"] == Question()
