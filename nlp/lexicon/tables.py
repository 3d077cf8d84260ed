"""The tables of this folder: one reader for all of them.

A table is a TSV file. Its first line that is no comment (``#``) names the columns; ``id`` comes
first, ``example`` and ``counter`` last. A table of words has a column ``words`` (blanks between,
``_`` for a blank inside a term), a table of patterns a column ``pattern`` (a regular expression;
``{table}`` or ``{table:id}`` stands for the words of that table or row as an alternation, or for
the pattern of that row in a group).
Every other column is the table's own. Two tables hold the examples of rules that are code
(``registry``).

Ids of rows and rules listed in the environment variable ``CLAIMLEDGER_RULES_OFF`` (commas between)
are switched off when the reader is imported; ``benchmarks.worth`` measures each one so.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

OF_CODE = ("code_rules", "source_rules")
"""The tables of examples for rules that are functions."""
OFF = frozenset(filter(None, os.environ.get("CLAIMLEDGER_RULES_OFF", "").split(",")))
"""What is switched off for measuring."""
_NEVER = r"(?!)"
_PART = re.compile(r"\{([a-z][a-z_]*(?::[a-z0-9.-]+)?)\}")
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "x": re.VERBOSE}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``id`` within its table, ``cells`` by column, with its two examples."""

    table: str
    id: str
    cells: Mapping[str, str]
    example: str
    counter: str

    @property
    def key(self) -> str:
        """The id of the rule that this row is: ``table.id``."""
        return f"{self.table}.{self.id}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the row, a blank for each ``_``."""
        return tuple(word.replace("_", " ") for word in self.cells.get("words", "").split())


def is_off(rule_id: str) -> bool:
    """Whether a row or a rule is switched off for measuring."""
    return rule_id in OFF


def tables() -> list[str]:
    """The names of all tables of words and patterns, sorted."""
    names = {one.name for one in files(__package__).iterdir()}
    found = {name.removesuffix(".tsv") for name in names if name.endswith(".tsv")}
    return sorted(found.difference(OF_CODE))


@cache
def _all_rows(table: str) -> tuple[Row, ...]:
    """Every row, those that are switched off too; ``ValueError`` names the line that is wrong."""
    text = files(__package__).joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    header: list[str] = []
    found: dict[str, Row] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            if header[0] != "id" or header[-2:] != ["example", "counter"]:
                raise ValueError(f"{table}.tsv: the columns are id, …, example, counter")
            continue
        if len(cells) != len(header):
            raise ValueError(f"{table}.tsv, line {number}: {len(cells)} cells, not {len(header)}")
        by_name = dict(zip(header, cells, strict=True))
        if not all(by_name[name].strip() for name in ("id", "example", "counter")):
            raise ValueError(f"{table}.tsv, line {number}: id, example and counter are needed")
        row = Row(table, by_name.pop("id"), by_name, by_name.pop("example"), by_name.pop("counter"))
        if row.id in found:
            raise ValueError(f"{table}.tsv, line {number}: two rows have the id {row.id!r}")
        found[row.id] = row
    return tuple(found.values())


def rows(table: str, *ids: str) -> tuple[Row, ...]:
    """The rows of a table in order, or those with the given ids; none that is switched off.

    An id that ends in ``.`` stands for all rows whose ids begin with it. ``KeyError`` for an id
    that the table does not have.
    """
    return tuple(row for row in _chosen(table, ids) if not is_off(row.key))


def _chosen(table: str, ids: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows with the given ids, all without ids; those that are switched off too."""
    found = _all_rows(table)
    for wanted in ids:
        if not any(_is(row, wanted) for row in found):
            raise KeyError(f"{table}.tsv has no row {wanted!r}")
    return tuple(row for row in found if not ids or any(_is(row, wanted) for wanted in ids))


def row_of(table: str, row_id: str) -> Row:
    """One row, switched off or not; ``KeyError`` for an id that the table does not have."""
    row = next((one for one in _all_rows(table) if one.id == row_id), None)
    if row is None:
        raise KeyError(f"{table}.tsv has no row {row_id!r}")
    return row


def _is(row: Row, wanted: str) -> bool:
    return row.id.startswith(wanted) if wanted.endswith(".") else row.id == wanted


def words(table: str, *ids: str) -> frozenset[str]:
    """The words of a table, or of some of its rows (see ``rows``)."""
    return frozenset(word for row in rows(table, *ids) for word in row.words)


def column(table: str, name: str, *ids: str) -> dict[str, str]:
    """Each word of a table with what the named column says of it."""
    return {word: row.cells[name] for row in rows(table, *ids) for word in row.words}


def alternation(table: str, *ids: str) -> str:
    """The words as a group for a regular expression, the longest first; never an empty one."""
    found = words(table, *ids)
    return f"(?:{alternatives(found)})" if found else _NEVER


def alternatives(found: Iterable[str]) -> str:
    """Words parted by ``|`` for a regular expression, the longest first.

    Beginnings in common are written once, so that a text is compared with them once.

    >>> alternatives(["dead", "deadly", "death", "hurt"])
    'dea(?:d(?:ly)?|th)|hurt'
    """
    return "|".join(_branches(found))


def _branches(found: Iterable[str]) -> list[str]:
    """One alternative for each first letter of the words."""
    by_letter: dict[str, set[str]] = {}
    for word in sorted(filter(None, found), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], set()).add(word)
    return [_branch(group) for group in by_letter.values()]


def _branch(group: set[str]) -> str:
    """Words with one first letter, from the longest to the shortest."""
    shared = _beginning(min(group), max(group))
    rest = _branches(word[len(shared) :] for word in group)
    if not rest:
        return re.escape(shared)
    return f"{re.escape(shared)}(?:{'|'.join(rest)}){'?' * (shared in group)}"


def _beginning(low: str, high: str) -> str:
    """The letters that two words begin with, and so all words between them."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False))
    return "".join(letter for letter, _ in alike)


@cache
def pattern(key: str) -> re.Pattern[str]:
    """The pattern of a row (``table.id``), compiled; one that is switched off never matches.

    A column ``flags`` may hold ``i`` (letters of any case), ``m`` (lines) and ``x`` (spaced out).
    """
    table, _, row_id = key.partition(".")
    row = row_of(table, row_id)
    if is_off(key):
        return re.compile(_NEVER)
    flags = sum(_FLAGS[letter] for letter in row.cells.get("flags", ""))
    return re.compile(_expanded(row.cells["pattern"]), flags)


def patterns(table: str, *ids: str) -> dict[str, re.Pattern[str]]:
    """The compiled patterns of a table by id, in its order; those switched off never match."""
    return {row.id: pattern(row.key) for row in _chosen(table, ids)}


def _expanded(source: str) -> str:
    """A pattern with the tables and the patterns that it names spelled out."""

    def spelled(match: re.Match[str]) -> str:
        table, _, row_id = match[1].partition(":")
        for row in rows(table, row_id) if row_id else ():
            if "pattern" in row.cells:
                return f"(?:{_expanded(row.cells['pattern'])})"
        return alternation(table, *([row_id] if row_id else []))

    return _PART.sub(spelled, source)
