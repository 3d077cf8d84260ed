"""The form of the tables, and what the loader says of a broken one."""

import os
import subprocess
import sys

import pytest

from nlp.lexicon import alternation, column, pattern, rule, tables, words
from nlp.lexicon.tables import _all_rows


@pytest.mark.parametrize("table", tables())
def test_every_table_loads(table: str) -> None:
    for row in _all_rows(table):
        assert row.id == row.id.strip()
        if "pattern" in row.cells:
            pattern(row.key)
        elif "words" in row.cells:
            assert len(set(row.words)) == len(row.words), f"{row.key}: a word stands twice"


def test_an_unknown_row_is_an_error() -> None:
    with pytest.raises(KeyError, match="has no row"):
        words(tables()[0], "no-such-row")


def test_a_rule_needs_a_row_of_examples() -> None:
    with pytest.raises(KeyError, match="has no row"):
        rule("test.bare")


def test_a_row_that_is_switched_off_is_gone() -> None:
    table = next(name for name in tables() if "words" in _all_rows(name)[0].cells)
    row = _all_rows(table)[0]
    code = f"from nlp.lexicon import words; print({row.words[0]!r} in words({table!r}, {row.id!r}))"
    for off, expected in (("", "True"), (row.key, "False")):
        env = {**os.environ, "CLAIMLEDGER_RULES_OFF": off}
        ran = subprocess.run(
            [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True
        )
        assert ran.stdout.strip() == expected


def test_a_pattern_that_is_switched_off_never_matches() -> None:
    code = "from nlp.lexicon import patterns; print(patterns('no_claim')['year.listed'].pattern)"
    env = {**os.environ, "CLAIMLEDGER_RULES_OFF": "no_claim.year.listed"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True
    )
    assert ran.stdout.strip() == "(?!)"


def test_words_alternations_and_columns_agree() -> None:
    table = next(name for name in tables() if "words" in _all_rows(name)[0].cells)
    assert set(column(table, "words")) == set(words(table))
    assert alternation(table).startswith("(?:")
