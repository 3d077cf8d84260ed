"""Frozen dataclasses as JSON and back: what one process writes for another to read.

Fields that hold their default are left out. Enums stand as their values, sets sorted; sequences
come back as tuples. The type hints of the fields say what a value was, so the same value gives the
same bytes and nothing that is read can be anything else than data.
"""

import json
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import MISSING, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from terms.fields import defaults_of

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
            for name, default in defaults_of(kind)
            if (held := getattr(value, name)) is not default and (
                default is MISSING or held != default or type(held) is not type(default)
            )
        }  # fmt: skip
    if isinstance(value, Set):
        return sorted(_plain(one) for one in value)  # type: ignore[type-var]
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} is no plain data")


Reader = Callable[[Any], Any]


def _typed(kind: Any, given: Any) -> Any:
    read = _reader_of(kind)
    return given if read is None else read(given)


@cache
def _reader_of(kind: Any) -> Reader | None:
    """What makes a value of a type out of JSON; ``None`` where JSON has it as it is."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        some = [one for one in inner if one is not NoneType]
        return _optional(_reader_of(some[0])) if len(some) == 1 else None
    if origin is tuple and inner[-1] is not Ellipsis:
        return lambda given: tuple(
            _typed(one, value) for one, value in zip(inner, given, strict=True)
        )
    if origin is not None:
        return _several(frozenset if issubclass(origin, Set) else tuple, _reader_of(inner[0]))
    if is_dataclass(kind):
        return _record(kind)
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else None


def _optional(read: Reader | None) -> Reader | None:
    return read and (lambda given: None if given is None else read(given))


def _several(collect: Callable[[Iterable[Any]], Any], read: Reader | None) -> Reader:
    return lambda given: collect(given if read is None else map(read, given))


def _record(kind: Any) -> Reader:
    """Reads a dataclass. Its fields' readers are made with the first, for it may hold its like."""
    readers: dict[str, Reader | None] = {}

    def read(given: Any) -> Any:
        if not readers:
            readers.update((name, _reader_of(hint)) for name, hint in _hints(kind).items())
        held = {}
        for name, value in given.items():
            of_field = readers[name]
            held[name] = value if of_field is None else of_field(value)
        return kind(**held)

    return read
