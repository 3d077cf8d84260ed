"""The fields of a dataclass, looked up once."""

from dataclasses import fields
from functools import cache
from typing import Any


@cache
def defaults_of(kind: Any) -> tuple[tuple[str, object], ...]:
    """The names of the fields of a dataclass in their order, with what they are if nobody says."""
    return tuple((field.name, field.default) for field in fields(kind))
