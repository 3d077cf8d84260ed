"""Every row of every table and every rule that is code shows what it does, and what it does not."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import nlp
from nlp.lexicon import RULES, tables
from nlp.lexicon.tables import _all_rows
from nlp.reader import Reader
from tests.nlp.expectations import Texts, asked

for _module in walk_packages(nlp.__path__, "nlp."):
    import_module(_module.name)


def examples() -> dict[str, dict[str, str]]:
    """Both sentences of every row and rule: by table, then by the row's id."""
    found = {
        table: {
            f"{row.key} {which}": sentence
            for row in _all_rows(table)
            for which, sentence in (("example", row.example), ("counter", row.counter))
        }
        for table in tables()
    }
    found["rules in code"] = {
        f"{rule.id} {which}": sentence
        for rule in RULES.values()
        for which, sentence in (("example", rule.example), ("counter", rule.counter))
    }
    return found


def test_every_row_of_code_has_its_function() -> None:
    named = [f"sources.{row.id}" for row in _all_rows("source_rules")]
    named += [row.id for row in _all_rows("code_rules")]
    assert sorted(named) == sorted(RULES)


@pytest.mark.parametrize("table", list(examples()))
def test_examples_are_read_as_they_say(table: str, reader: Reader) -> None:
    """The texts of a table are read together: alone, each would take three times as long."""
    named = examples()[table]
    texts = Texts([asked(example) for example in named.values()], reader)
    found = zip(named, texts.asked, texts.faults(), strict=True)
    wrong = [f"{name}, {one.text!r}: {fault}" for name, one, fault in found if fault]
    assert not wrong, "\n".join(wrong)
