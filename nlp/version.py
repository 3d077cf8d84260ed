"""Which reader this is: a digest of everything that decides what it makes of a text."""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from nlp.lexicon.tables import OFF

_PACKAGES = ("nlp", "terms")
_NO_RULES = (".md", ".pyc", ".typed", "~")
_DIGITS = 12


@cache
def rules_digest() -> str:
    """A digest of the reader's code, tables and fitted data, and of the rules that are off.

    Names within the packages and contents count, not places, times, order or line ends.
    """
    digest = sha256()
    for package in _PACKAGES:
        for name, file in sorted(_files(package, files(package))):
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    digest.update(",".join(sorted(OFF)).encode())
    return digest.hexdigest()[:_DIGITS]


def _files(name: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """The files below a folder that hold rules, by their names from the package on."""
    for one in folder.iterdir():
        inner = f"{name}/{one.name}"
        if one.name.startswith((".", "__pycache__")):
            continue
        if one.is_dir():
            yield from _files(inner, one)
        elif not one.name.endswith(_NO_RULES):
            yield inner, one


def extractor_name(model: str, version: object) -> str:
    """What a reader calls itself: its rules, and a model with the version of that."""
    return f"claimledger-nlp {rules_digest()} / {model} {version}"


def extractor_of(model: str) -> str | None:
    """The name of the reader with an installed model, which is not loaded; ``None`` if none is."""
    try:
        found = find_spec(model)
        meta = json.loads((Path(str(found and found.origin)).parent / "meta.json").read_bytes())
        return extractor_name(model, meta["version"])
    except (ImportError, OSError, ValueError, KeyError):
        return None
