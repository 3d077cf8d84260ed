"""Every row of ``rows/*.tsv``: a sentence, a field and its value (see ``expectations.py``).

The columns are ``sentence``, ``field``, ``value``, ``rule`` (the id of the rule that the row is
there for, or ``-``) and ``note``. A test is named by its table, its line and its sentence.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.lexicon import RULES, tables
from nlp.lexicon.tables import _all_rows
from nlp.reader import Reader
from nlp.sources import SOURCE_RULES
from nlp.text.parser import Parser
from tests.nlp.expectations import Reading, faults, take_apart

ROWS = Path(__file__).parent / "rows"
COLUMNS = ["sentence", "field", "value", "rule", "note"]
Row = tuple[str, str, str, str, str]


def rows() -> Iterator[object]:
    """The rows of all tables; ``ValueError`` names the line that is wrong."""
    for path in sorted(ROWS.glob("*.tsv")):
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
                yield pytest.param(tuple(cells), id=f"{path.stem}:{number} {cells[0]}")
        if head != COLUMNS:
            raise ValueError(f"{path.name}: the columns are {', '.join(COLUMNS)}")


@pytest.mark.parametrize("row", list(rows()))
def test_a_sentence_is_read_as_its_row_says(row: Row, reader: Reader, parser: Parser) -> None:
    sentence, field, value, rule, _ = row
    reading = Reading(take_apart(sentence, (field, value)), reader, parser)
    wrong = faults(reading)
    assert not wrong, f"{reading.one.text!r}: {'; '.join(wrong)}"
    known = rule == "-" or rule in KNOWN
    assert known, f"there is no rule {rule!r}"


KNOWN = {row.key for table in tables() for row in _all_rows(table)} | {*RULES, *SOURCE_RULES}
