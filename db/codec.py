"""Frozen dataclasses as JSON and back: what one process writes for another to read.

Fields that hold their default are left out. Enums stand as their values, sets sorted; sequences
come back as tuples. The type hints of the fields say what a value was, so the same value gives the
same bytes and nothing that is read can be anything else than data.
"""

import json
from collections.abc import Sequence, Set
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: object) -> str:
    """A dataclass, or a sequence of them, as one line of JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The value of a type that ``to_json`` wrote. Raises ``ValueError`` for anything else."""
    try:
        found: T = _typed(kind, json.loads(text))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error
    return found


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _plain(value: object) -> object:
    if value is None or isinstance(value, Enum):
        return value.value if isinstance(value, Enum) else None
    if isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        kind: Any = type(value)
        return {
            name: _plain(held)
            for name, default in _defaults(kind)
            if (held := getattr(value, name)) is not default and (
                default is MISSING or held != default or type(held) is not type(default)
            )
        }  # fmt: skip
    if isinstance(value, Set):
        return sorted(_plain(one) for one in value)  # type: ignore[type-var]
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} is no plain data")


def _typed(kind: Any, given: Any) -> Any:
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        inner = [one for one in get_args(kind) if one is not NoneType]
        return given if given is None or len(inner) > 1 else _typed(inner[0], given)
    if origin is not None:
        return _several(origin, get_args(kind), given)
    if is_dataclass(kind):
        made: Any = kind
        hints = _hints(made)
        return made(**{name: _typed(hints[name], held) for name, held in given.items()})
    return kind(given) if isinstance(kind, type) and issubclass(kind, Enum) else given


def _several(origin: Any, inner: tuple[Any, ...], given: Sequence[Any]) -> Any:
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(_typed(kind, one) for kind, one in zip(inner, given, strict=True))
    found = (_typed(inner[0], one) for one in given)
    return frozenset(found) if issubclass(origin, Set) else tuple(found)
