"""docs/crawling.md names every kind of problem that the crawl stage records."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATTERNS = (
    r'\.problem\(\s*[^,]+,\s*"(\w+)"',
    r'Outcome\(\s*"(\w+)"',
    r'ReadingFailed\(\s*"(\w+)"',
    r'Failure\(\s*"(\w+)"',
    r'Unreadable\(\s*"(\w+)"',
    r'Postponed\(\s*"(\w+)"',
    r'_hold_back\(row, response, "(\w+)"',
    r'return "(\w+)", f?"',
    r'\(\("(\w+)", ',
    r'troubles\.append\(\("(\w+)"',
)
NO_PROBLEMS = {"ignored", "asked_to_wait", "robots_disallowed"}
"""Outcomes that are decisions: the frontier says so, nobody has to look."""


def test_every_kind_is_documented():
    named = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "crawling.md").read_text()))
    recorded = {
        kind
        for path in (ROOT / "crawler").glob("*.py")
        for pattern in PATTERNS
        for kind in re.findall(pattern, path.read_text())
    }

    assert len(recorded) > 30
    assert recorded - named - NO_PROBLEMS == set()


def test_every_fault_has_its_test():
    rows = re.findall(
        r"^\| ([NXSR]\d+) \|.*\| (.*) \|$", (ROOT / "docs" / "faults.md").read_text(), re.M
    )
    assert len(rows) == 45
    for number, named in rows:
        tests = re.findall(r"`([\w/.]+)::(\w+)`", named)
        assert tests, number
        for file, name in tests:
            assert f"def {name}(" in (ROOT / "tests" / file).read_text(), (number, file, name)
