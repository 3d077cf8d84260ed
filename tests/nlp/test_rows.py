"""Every row of ``rows/*.tsv``: a sentence, a field and its value (see ``expectations.py``).

The columns are ``sentence``, ``field``, ``value``, ``rule`` (the id of the rule that the row is
there for, or ``-``) and ``note``. A test is a table; what fails is named by its line.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.lexicon import RULES, tables
from nlp.lexicon.tables import _all_rows
from nlp.reader import Reader
from nlp.sources import SOURCE_RULES
from tests.nlp.expectations import Texts, take_apart

ROWS = Path(__file__).parent / "rows"
COLUMNS = ["sentence", "field", "value", "rule", "note"]
Row = tuple[str, str, str, str, str]


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a table with their lines; ``ValueError`` names the line that is wrong."""
    head: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not head:
            head = cells
        elif len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
            raise ValueError(f"{path.name}, line {number}: {len(COLUMNS)} cells, none empty")
        else:
            yield number, tuple(cells)  # type: ignore[misc]
    if head != COLUMNS:
        raise ValueError(f"{path.name}: the columns are {', '.join(COLUMNS)}")


@pytest.mark.parametrize("path", sorted(ROWS.glob("*.tsv")), ids=lambda path: path.stem)
def test_sentences_are_read_as_their_rows_say(path: Path, reader: Reader) -> None:
    """The texts of a table are read together: alone, each would take three times as long."""
    table = list(rows(path))
    assert table
    texts = Texts([take_apart(row[0], (row[1], row[2])) for _, row in table], reader)
    wrong = [
        f"line {number}, {row[0]!r}: {fault}"
        for (number, row), fault in zip(table, texts.faults(), strict=True)
        if fault
    ]
    wrong += [
        f"line {number}: there is no rule {row[3]!r}"
        for number, row in table
        if row[3] not in ("-", *KNOWN)
    ]
    assert not wrong, "\n".join(wrong)


KNOWN = {row.key for table in tables() for row in _all_rows(table)} | {*RULES, *SOURCE_RULES}
