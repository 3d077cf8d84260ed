"""What is installed: named in NOTICE with its licence, and bounded by what the lock pins."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docs import notices

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = tuple(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
EXTRAS = PROJECT["project"]["optional-dependencies"].values()
NEEDED = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
CHOSEN = [Requirement(line) for extra in EXTRAS for line in extra]
DECLARED = NEEDED + CHOSEN

_PIN = re.compile(r"^([\w.-]+)==([^\s;]+)(?: *; *([^\\\n]+))?", re.MULTILINE)


def pins() -> dict[str, set[str]]:
    """Versions that the locks have of each library: systems and Pythons may differ."""
    found: dict[str, set[str]] = {}
    locks = (ROOT / name for name in ("requirements.lock", "requirements-dev.lock"))
    text = "\n".join(lock.read_text(encoding="utf-8") for lock in locks)
    for name, version, _ in _PIN.findall(text):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def test_notice_names_all_that_is_installed() -> None:
    text = (ROOT / "NOTICE").read_text(encoding="utf-8")
    listed = text.partition(notices.HEAD)[2].strip().splitlines()
    assert listed == notices.lines(), "run: python docs/notices.py"
    assert not [line for line in listed if line.endswith("see its own files")]


LOCKED = NEEDED + [one for one in CHOSEN if canonicalize_name(one.name) in pins()]
"""What the tests install; an extra that they do without is in no lock."""


@pytest.mark.parametrize("wanted", LOCKED, ids=lambda wanted: wanted.name)
def test_the_wheel_takes_what_the_lock_pins_and_nothing_incompatible(wanted: Requirement) -> None:
    pinned = pins()[canonicalize_name(wanted.name)]
    assert all(wanted.specifier.contains(version) for version in pinned)
    assert any(one.operator in ("==", "~=", "<") for one in wanted.specifier), "has no upper bound"
    major = max(int(version.split(".")[0]) for version in pinned)
    assert not wanted.specifier.contains(f"{major + 1}.0")


def test_all_that_is_imported_is_declared() -> None:
    imported = set()
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {one.name.partition(".")[0] for one in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    imported.add(node.module.partition(".")[0])
    strangers = imported - set(sys.stdlib_module_names) - set(OURS)
    known = packages_distributions()
    declared = {canonicalize_name(one.name) for one in DECLARED}
    optional = {"compression"}  # of the standard library from Python 3.14 on
    missing = {
        name
        for name in strangers - optional
        if name in known and not {canonicalize_name(one) for one in known[name]} & declared
    }
    assert not missing
