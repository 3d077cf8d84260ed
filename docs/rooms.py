"""The rooms in the order in which data passes, with their modules: what docs/map.md prints.

A module stands above those that it imports from its own room, so that a room is read from its door
down to its ground.
"""

import ast
from functools import cache
from pathlib import Path

ORDER = (
    "terms",
    "claimledger",
    "claimledger/packet",
    "crawler",
    "nlp",
    "nlp/lexicon",
    "nlp/text",
    "nlp/numbers",
    "nlp/sources",
    "nlp/time",
    "nlp/meaning",
    "db",
    "crosscheck",
    "crosscheck/articles",
    "crosscheck/figures",
    "crosscheck/relations",
    "crosscheck/values",
    "answers",
    "explore",
)


def render() -> str:
    """Every room with what comes in and goes out, and a table of its modules."""
    return "\n".join(_room(Path(folder)) for folder in ORDER)


def _room(folder: Path) -> str:
    rows = [f"| `{name}` | {_purpose(path)} |" for name, path in _modules(folder)]
    head = f"## {folder.as_posix()}\n\n{_doors(folder)}"
    return "\n".join((head, "| module | purpose |", "|---|---|", *rows, ""))


def _doors(folder: Path) -> str:
    """The paragraph of the room's README that says what comes in and goes out."""
    readme = folder / "README.md"
    if not readme.exists():
        return ""
    parts = readme.read_text(encoding="utf-8").split("\n\n")
    found = next((part for part in parts if part.startswith("In:")), "")
    return f"{found.strip()}\n" if found else ""


def _modules(folder: Path) -> list[tuple[str, Path]]:
    """The modules of a room, those of rooms within it left out; the highest first."""
    inner = [Path(one) for one in ORDER if Path(one) != folder]
    paths = {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path
        for path in folder.rglob("*.py")
        if not any(path.is_relative_to(one) for one in inner if one.is_relative_to(folder))
    }
    imports = {name: _imported(path) & paths.keys() - {name} for name, path in paths.items()}

    @cache
    def height(name: str, seen: frozenset[str] = frozenset()) -> int:
        below = (one for one in imports[name] if one not in seen and one != str(folder))
        return 1 + max((height(one, seen | {name}) for one in below), default=0)

    door = ".".join(folder.parts)
    return sorted(paths.items(), key=lambda one: (one[0] != door, -height(one[0]), one[0]))


def _imported(path: Path) -> set[str]:
    """The modules that a module imports, by name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def _purpose(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
