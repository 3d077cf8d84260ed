"""The digest of the reader's rules: the same for the same rules, another for others."""

import shutil
from pathlib import Path

import pytest

import nlp
from nlp import version


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reader's packages elsewhere, which the digest is made of."""
    root = Path(nlp.__file__).parent.parent
    for package in ("nlp", "terms"):
        shutil.copytree(root / package, tmp_path / package)
    monkeypatch.setattr(version, "files", lambda package: tmp_path / package)
    return tmp_path


def digest() -> str:
    return version.rules_digest.__wrapped__()


def test_the_place_and_the_line_ends_do_not_matter(copy: Path) -> None:
    assert digest() == version.rules_digest()
    table = copy / "nlp" / "lexicon" / "hedges.tsv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "nlp" / "README.md").write_text("Other words.")
    (copy / "nlp" / "__pycache__" / "x.pyc").parent.mkdir(exist_ok=True)
    (copy / "nlp" / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert digest() == version.rules_digest()


@pytest.mark.parametrize(
    "name", ["nlp/lexicon/hedges.tsv", "nlp/numbers/ranges.py", "terms/enums.py"]
)
def test_a_rule_that_changes_changes_it(copy: Path, name: str) -> None:
    before = digest()
    with (copy / name).open("a") as file:
        file.write("# more\n")
    assert digest() != before


def test_a_rule_that_is_switched_off_changes_it(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest()
    monkeypatch.setattr(version, "OFF", frozenset({"no-claim.one"}))
    assert digest() != before
