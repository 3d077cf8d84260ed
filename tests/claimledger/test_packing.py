"""What is packed of a figure's evidence, and when nothing is."""

from pathlib import Path

import pytest

from claimledger.exits import CommandError, Exit
from claimledger.packing import pack, sort_key
from db.connection import connect


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://told.example", "example,told)/"),
        ("http://www.Told.example/News/A", "example,told)/news/a"),
        ("https://told.example:8080/x?b=2&a=&a=1", "example,told:8080)/x?a=&a=1&b=2"),
    ],
)
def test_sort_key(url: str, key: str) -> None:
    assert sort_key(url) == key


def test_imported_text_has_nothing_to_pack(ledger: Path, tmp_path: Path) -> None:
    db = connect(ledger)
    target = tmp_path / "evidence.wacz"
    with pytest.raises(CommandError, match="none of the pages behind it is archived") as caught:
        pack(db, tmp_path, "0" * 16, (), "title", "2031-05-13T09:00:00Z", target)
    db.close()
    assert caught.value.code is Exit.NOT_FOUND
    assert list(tmp_path.glob("*.wacz*")) == []
