"""The facts that rules find, by name: their types, what they mean, and whether some fit a rule."""

import json
from collections.abc import Sequence
from importlib.resources import files

from crosscheck.model import Fact, Facts

COMMON = "open grounds against decided decided_by decided_on"
"""Facts that any relation may have besides those of its rule."""

IMPLIED = "measure year a b a_value b_value result one_sentence"
"""The facts of an implied value, whose rule is its formula."""


def _read() -> dict[str, tuple[str, str]]:
    text = files("crosscheck.relations").joinpath("facts.tsv").read_text(encoding="utf-8")
    split = (line.split("\t") for line in text.splitlines()[1:])
    return {name: (kind, meaning) for name, kind, meaning in split}


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


def misfit(facts: Facts, names: str) -> str | None:
    """What is missing, too much or of another type in the facts of a rule, ``None`` if they fit.

    ``names`` are those of the rule; the ``COMMON`` ones may stand beside them.
    """
    wanted = set(names.split())
    if missing := sorted(wanted - facts.keys()):
        return f"the fact {missing[0]} is missing"
    if other := sorted(facts.keys() - wanted - set(COMMON.split())):
        return f"the fact {other[0]} is none of its rule"
    wrong = [name for name in sorted(facts) if not _fits(facts[name], FACTS[name][0])]
    return f"the fact {wrong[0]} is no {FACTS[wrong[0]][0]}" if wrong else None


def _fits(value: Fact, kind: str) -> bool:
    if value is None:
        return kind.endswith("?")
    kind = kind.rstrip("?")
    if kind in ("texts", "numbers"):
        if not isinstance(value, Sequence) or isinstance(value, str):
            return False
        return all(_fits(one, kind[:-1]) for one in value)
    if kind == "yes or no":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)
