import re
from pathlib import Path

from crosscheck.figures import slips
from crosscheck.relations import catalogue
from crosscheck.relations.catalogue import RULES

ROOM = Path(catalogue.__file__).parent


def test_every_rule_is_catalogued_once() -> None:
    known = [rule.id for rule in RULES]
    assert len(known) == len(set(known))
    assert set(known) >= slips.SLIP_RULES


def test_every_rule_that_the_code_names_is_in_the_catalogue() -> None:
    known = {rule.id for rule in RULES}
    code = (ROOM / "decide.py").read_text() + (ROOM / "updates.py").read_text()
    named = re.findall(
        r'(?:Finding\(\s*Relation\.\w+,|Succession\(\s*\w+, \w+,)\s*"([a-z-]+)"', code
    )
    assert len(named) > 15
    assert set(named) <= known


def test_the_table_has_a_row_for_each() -> None:
    assert catalogue.table().count("\n") == len(RULES) + 1
