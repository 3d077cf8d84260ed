"""The libraries that NOTICE names, with the licence that each names itself.

    python docs/notices.py    # writes the lists in NOTICE anew

Names come from ``requirements.lock``, and for the extras from what these need besides; licences
come from what is installed.
"""

import re
import tomllib
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
NOTICE = ROOT / "NOTICE"
LOCK = ROOT / "requirements.lock"

HEAD = "Every library that installing fetches, with the licence that it names itself:"
EXTRAS_HEAD = "What its extras fetch besides:"

ELSEWHERE = {
    "brotlicffi": "MIT",
    "colorama": "BSD License",
    "currencyconverter": "Apache-2.0",
    "numpy": "BSD-3-Clause",
    "pyarrow": "Apache-2.0",
    "importlib-metadata": "Apache-2.0",
    "lazy-importer": "Apache-2.0",
    "pypydispatcher": "BSD License",
    "resvg-py": "MIT",
    "zipp": "MIT",
}
"""Libraries fetched on other systems, and those whose metadata has no licence in a word."""

OLDEST = {"extra": "", "python_version": "3.11", "python_full_version": "3.11.0"}
"""What markers are asked about: the list is the same whichever Python reads it."""

_NAME = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)


def names() -> list[str]:
    """Names of all locked libraries, in order."""
    return sorted(set(_NAME.findall(LOCK.read_text(encoding="utf-8"))))


def licence(name: str) -> str | None:
    """The licence that an installed library names; ``None`` when it is not installed."""
    try:
        found: Distribution = distribution(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name)
    metadata = found.metadata
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    if expression := (metadata.get_all("License-Expression") or [""])[0]:
        return str(expression)
    classified = [
        value.rpartition(" :: ")[2]
        for value in metadata.get_all("Classifier") or []
        if value.startswith("License :: ") and value != "License :: OSI Approved"
    ]
    if classified:
        return ", ".join(dict.fromkeys(classified))
    text = str((metadata.get_all("License") or [""])[0]).strip().splitlines()
    return text[0] if text and len(text[0]) < 80 else None


def of_extras() -> list[str]:
    """Names of the libraries that the extras need and nothing else does, in order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [line for extra in project["optional-dependencies"].values() for line in extra]
    known, found = set(names()), set[str]()
    while asked:
        one = Requirement(asked.pop())
        name = canonicalize_name(one.name)
        if name in known | found or (one.marker and not one.marker.evaluate(OLDEST)):
            continue
        found.add(name)
        with suppress(PackageNotFoundError):  # an extra that is not installed here
            asked += distribution(name).requires or []
    return sorted(found)


def lines() -> list[str]:
    """A line for each library, those of the extras under a heading of their own."""
    told = [[f"- {name}: {licence(name) or 'see its own files'}" for name in listed]
            for listed in (names(), of_extras())]  # fmt: skip
    return [*told[0], "", EXTRAS_HEAD, "", *told[1]]


def main() -> None:
    kept = NOTICE.read_text(encoding="utf-8").partition(HEAD)[0].rstrip()
    NOTICE.write_text(f"{kept}\n\n{HEAD}\n\n" + "\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
