"""Files of an export: whole under their name, or not there."""

import os
import threading
from pathlib import Path
from typing import IO

import pytest

from claimledger.exits import CommandError
from claimledger.exporting import to_file


def test_a_file_gets_its_name_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("the one before")

    def broken(out: IO[str]) -> int:
        out.write("half of it")
        raise OSError("no space left")

    with pytest.raises(CommandError, match="cannot be written: no space"):
        to_file(path, broken)
    assert path.read_text() == "the one before"
    assert to_file(path, lambda out: out.write("all of it")) == 9
    assert path.read_text() == "all of it"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_file_is_written_to_as_it_comes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_text()), daemon=True)
    reader.start()
    assert to_file(pipe, lambda out: out.write("rows")) == 4
    reader.join(20)
    assert found == ["rows"]
