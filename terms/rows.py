"""Claims as rows of plain values, and back: one field of the dataclass is one column.

The fields of the question that are asked for most are columns of their own (``OF_QUESTION``); the
others stand in the column ``question`` as JSON. Unknown is ``None``.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum, StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from terms.model import ClaimFields
from terms.question import Question, from_json, to_json

OF_QUESTION = ("dimension", "counted", "word_class", "standing")
"""Fields of ``Question`` that are columns of ``claims``."""

Value = str | int | float | None


def columns_of(claim: ClaimFields) -> dict[str, Value]:
    """The columns of ``claims`` that a claim fills by itself: all but the ids."""
    row: dict[str, Value] = {}
    for field in fields(ClaimFields):
        value = getattr(claim, field.name)
        if isinstance(value, Question):
            row |= {name: getattr(value, name) for name in OF_QUESTION}
            value = to_json(value, without=OF_QUESTION)
        elif isinstance(value, bool):
            value = int(value)
        elif isinstance(value, Enum):
            value = value.value
        row[field.name] = value
    return row


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``ClaimFields`` that a row of ``claims`` holds, in their own types."""
    return {name: _read(kind, name, row) for name, kind in _kinds().items() if name in row}


@cache
def _kinds() -> dict[str, Any]:
    """The type of each field, an optional one's without its ``None``."""
    hints = get_type_hints(ClaimFields)
    return {
        field.name: get_args(hint)[0] if get_origin(hint) is UnionType else hint
        for field in fields(ClaimFields)
        for hint in [hints[field.name]]
    }


def _read(kind: Any, name: str, row: Mapping[str, Any]) -> object:
    value = row[name]
    if kind is Question:
        known = {column: row.get(column) for column in OF_QUESTION}
        return from_json(value, **{key: held for key, held in known.items() if held is not None})
    if value is None:
        return None
    if kind is bool or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind(value)
    return value
