"""The folder of the demo; what the demo prints and serves is looked at in tests/test_newsroom.py."""

from pathlib import Path

import pytest

from claimledger import demo
from claimledger.exits import CommandError, Exit
from claimledger.newsroom.server import serving


def test_the_folder_gets_a_configuration_of_the_outlets_on_air(tmp_path: Path) -> None:
    with serving() as served:
        config = demo.prepare(tmp_path / "a" / "demo", served)
        assert config.crawl.outlets == served.settings()
    assert config.database.parent == tmp_path / "a" / "demo"
    assert config.crawl.contact


def test_what_an_earlier_demo_left_is_replaced_and_nothing_else_is_touched(tmp_path: Path) -> None:
    with serving() as served:
        demo.prepare(tmp_path, served)
        (tmp_path / "newsroom.db").write_text("old")
        (tmp_path / "notes.txt").write_text("mine")
        demo.prepare(tmp_path, served)
    assert not (tmp_path / "newsroom.db").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with serving() as served, pytest.raises(CommandError) as caught:
        demo.prepare(tmp_path, served)
    assert caught.value.code is Exit.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
