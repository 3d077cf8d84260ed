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
            "claimledger/test_cluster.py",
            "nlp/numbers/test_quantity_properties.py",
            "test_newsroom.py",
            "nlp/test_reader.py",
            "crawler/test_hostile.py",
            "nlp/lexicon/test_examples.py",
            "crawler/test_replay.py",
            "nlp/test_rows.py",
            "crawler/test_collect.py",
            "claimledger/test_faults.py",
            "claimledger/test_demo.py",
            "claimledger/test_interrupt.py",
            "crawler/test_faults.py",
            "benchmarks/test_growth.py",
            "crawler/test_reported.py",
            "claimledger/test_citing.py",
            "explore/test_public.py",
            "crosscheck/test_properties.py",
            "crawler/test_politeness.py",
            "claimledger/test_reviewing.py",
        )
    )
}
"""The files that take longest: workers are handed whole files, and one that began a long file last
would let the others wait for it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others, and the tests of a file, stay in their order."""
    here = Path(__file__).parent
    items.sort(key=lambda item: FIRST.get(item.path.relative_to(here).as_posix(), len(FIRST)))
