"""Every row of every table and every rule that is code shows what it does, and what it does not."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import nlp
from nlp.lexicon import RULES, tables
from nlp.lexicon.tables import _all_rows
from nlp.reader import Reader
from nlp.text.parser import Parser
from tests.nlp.expectations import Reading, asked, faults

for _module in walk_packages(nlp.__path__, "nlp."):
    import_module(_module.name)


def examples() -> Iterator[object]:
    """Both sentences of every row and rule, named by the rule's id."""
    for table in tables():
        for row in _all_rows(table):
            yield pytest.param(row.example, id=f"{row.key} example")
            yield pytest.param(row.counter, id=f"{row.key} counter")
    for rule in RULES.values():
        yield pytest.param(rule.example, id=f"{rule.id} example")
        yield pytest.param(rule.counter, id=f"{rule.id} counter")


def test_every_row_of_code_has_its_function() -> None:
    named = [f"sources.{row.id}" for row in _all_rows("source_rules")]
    named += [row.id for row in _all_rows("code_rules")]
    assert sorted(named) == sorted(RULES)


@pytest.mark.parametrize("example", list(examples()))
def test_an_example_is_read_as_it_says(example: str, reader: Reader, parser: Parser) -> None:
    one = asked(example)
    wrong = faults(Reading(one, reader, parser))
    assert not wrong, f"{one.text!r}: {'; '.join(wrong)}"
