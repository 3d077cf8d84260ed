"""The facts that rules find, by name: their types and what they mean."""

import json
from importlib.resources import files

from crosscheck.model import Facts


def _read() -> dict[str, tuple[str, str]]:
    text = files("crosscheck.relations").joinpath("facts.tsv").read_text(encoding="utf-8")
    split = (line.split("\t") for line in text.splitlines()[1:])
    return {name: (kind, meaning) for name, kind, meaning in split}


OPEN_RULES = frozenset(("unsettled", "not-compared"))
"""Rules of verdicts over numbers that differ, where nothing tells whether they clash."""

_BY_TIME = ("judged", "publication", "lowered", "price")
"""Rules of replacements that rest on the times of print."""

FACTS = _read()
"""By name: the type (with a question mark where it may be null) and the meaning.

A ``quote`` is a text that one of the two readings prints.
"""


def facts_table() -> str:
    """The names of the facts as a Markdown table."""
    lines = ["| fact | type | meaning |", "|---|---|---|"]
    lines += [f"| `{name}` | {kind} | {meaning} |" for name, (kind, meaning) in FACTS.items()]
    return "\n".join(lines)


def to_json(facts: Facts) -> str:
    """Facts as the ledger keeps them: a JSON object in the order of their names."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def from_json(text: str | None) -> Facts:
    """Facts from the ledger; none where an older crosscheck, or another hand, wrote the row."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def order_known(rule: str, facts: Facts) -> bool:
    """Do words, or the times of print, say which of two numbers is the older one?

    Two bare dates of one day do not, nor do times that run the other way.
    """
    if "printed_old" not in facts or rule not in _BY_TIME:
        return True
    old, new = (str(facts[name] or "") for name in ("printed_old", "printed_new"))
    if not old or not new:
        return False
    if "T" in old and "T" in new:
        return old < new
    return old[:10] < new[:10]
