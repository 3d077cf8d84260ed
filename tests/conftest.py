"""What holds for all tests: in which order files begin, and that no example has a deadline."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# The first example of a test may compile patterns or load tables; pytest's own timeout bounds all.

FIRST: Mapping[str, int] = {
    name: place
    for place, name in enumerate(
        (
            "explore/test_browser.py",
            "test_newsroom.py",
            "nlp/numbers/test_quantity_properties.py",
            "nlp/test_reader.py",
            "crawler/test_replay.py",
            "claimledger/test_faults.py",
            "nlp/lexicon/test_examples.py",
            "nlp/test_rows.py",
            "claimledger/test_demo.py",
            "claimledger/test_cluster.py",
            "claimledger/test_interrupt.py",
            "crawler/test_hostile.py",
            "crawler/test_collect.py",
            "explore/test_public.py",
        )
    )
}
"""The files that take longest: two workers are handed whole files, and one that began a long file
last would let the other wait for it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others, and the tests of a file, stay in their order."""
    here = Path(__file__).parent
    items.sort(key=lambda item: FIRST.get(item.path.relative_to(here).as_posix(), len(FIRST)))
