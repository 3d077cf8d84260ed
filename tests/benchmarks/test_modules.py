"""Every benchmark can be started: what it calls in the packages is there."""

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import benchmarks

MODULES = sorted(
    module.name
    for module in walk_packages([str(Path(benchmarks.__path__[0]))], "benchmarks.")
    if ".scorers" not in module.name
)


NEEDED = {"benchmarks.training.encoder": "jax"}
"""What a module needs that neither the product nor another benchmark does."""


@pytest.mark.parametrize("name", MODULES)
def test_it_can_be_imported(name: str) -> None:
    if name in NEEDED:
        pytest.importorskip(NEEDED[name], reason=f"only who trains it installs {NEEDED[name]}")
    assert import_module(name).__doc__
