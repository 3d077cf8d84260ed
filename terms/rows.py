"""Claims as rows of plain values, and back: one field of the dataclass is one column.

The fields of the question that are asked for most are columns of their own (``OF_QUESTION``); the
others stand in the column ``question`` as JSON. Unknown is ``None``.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from terms.fields import defaults_of
from terms.model import ClaimFields
from terms.question import Question, from_json, to_json

OF_QUESTION = ("dimension", "counted", "word_class", "standing")
"""Fields of ``Question`` that are columns of ``claims``."""

Value = str | int | float | None


def columns_of(claim: ClaimFields) -> dict[str, Value]:
    """The columns of ``claims`` that a claim fills by itself: all but the ids."""
    row: dict[str, Value] = {}
    for name, made in _makers().items():
        value = getattr(claim, name)
        if made is not None and value is not None:
            if isinstance(value, Question):
                row |= {column: getattr(value, column) for column in OF_QUESTION}
                value = to_json(value, without=OF_QUESTION)
            else:
                value = value.value if isinstance(value, Enum) else int(value)
        row[name] = value
    return row


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``ClaimFields`` that a row of ``claims`` holds, in their own types."""
    found: dict[str, Any] = {}
    for name, made in _makers().items():
        if name in row:
            value = row[name]
            if made is Question:
                value = _question(value, row)
            elif made is not None and value is not None:
                value = made(value)
            found[name] = value
    return found


@cache
def _makers() -> dict[str, type[Any] | None]:
    """The type of each field where a row does not hold it as it is."""
    hints = get_type_hints(ClaimFields)
    kinds = {
        name: get_args(hints[name])[0] if get_origin(hints[name]) is UnionType else hints[name]
        for name, _ in defaults_of(ClaimFields)
    }
    return {
        name: kind
        if isinstance(kind, type) and issubclass(kind, bool | StrEnum | Question)
        else None
        for name, kind in kinds.items()
    }


def _question(value: str | None, row: Mapping[str, Any]) -> Question:
    known = {column: row.get(column) for column in OF_QUESTION}
    return from_json(value, **{key: held for key, held in known.items() if held is not None})
