"""PolNeAR's annotations as lines of JSON, the form of the attribution gold.

    python -m benchmarks.polnear FOLDER [--half 1|2] > GOLD.jsonl

FOLDER holds ``text/`` and ``attributions/`` of one part of the corpus (networkdynamics/PolNeAR on
GitHub, ``data/train``); its texts are their publishers' and stay outside the project. A document
that several people annotated is taken from the one whose mark comes first. ``--half`` gives every
second document of each publisher: errors are read in half 1, figures are stated of half 2.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

Span = tuple[int, int]
_ROLES = ("Source", "Cue", "Content")


def attributions(standoff: str) -> Iterator[dict[str, object]]:
    """The attributions of one file in brat's standoff format, in the order of the file."""
    lines = [line.split("\t") for line in standoff.splitlines() if "\t" in line]
    spans: dict[str, list[Span]] = {}
    for key, given, *_ in lines:
        if key.startswith("T"):
            places = given.partition(" ")[2].split(";")
            spans[key] = [(int(a), int(b)) for a, b in map(str.split, places)]
    for key, given, *_ in lines:
        if key.startswith("E"):
            yield {"id": key, **_roles(given, spans)}


def _roles(event: str, spans: dict[str, list[Span]]) -> dict[str, object]:
    """Source and cue from the first place to the last, with all places; the content's places."""
    found: dict[str, list[Span]] = {role: [] for role in _ROLES}
    for part in event.split():
        role, _, key = part.partition(":")
        role = role.rstrip("0123456789")
        if role in found:
            found[role] += spans[key]
    source, cue, content = (sorted(found[role]) for role in _ROLES)
    return {
        "source": _around(source),
        "cue": _around(cue),
        "source_all": source,
        "cue_all": cue,
        "content": content,
    }


def _around(places: list[Span]) -> Span | None:
    return (places[0][0], places[-1][1]) if places else None


def documents(folder: Path) -> Iterator[dict[str, object]]:
    """The documents of a part of the corpus, by name."""
    for text in sorted((folder / "text").glob("*.txt")):
        chosen = min((folder / "attributions").glob(f"{text.stem}_????.ann"))
        yield {
            "doc_id": text.stem,
            "text": text.read_text(encoding="utf-8"),
            "annotator": chosen.stem[-4:],
            "attributions": list(attributions(chosen.read_text(encoding="utf-8"))),
        }


def half_of(rows: Iterator[dict[str, object]], half: int) -> Iterator[dict[str, object]]:
    """Every second row, from the first or from the second."""
    return (row for number, row in enumerate(rows) if number % 2 == half - 1)


def main() -> None:
    """Print a part of the corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(1, 2))
    given = parser.parse_args()
    rows = documents(given.folder)
    for row in half_of(rows, given.half) if given.half else rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
