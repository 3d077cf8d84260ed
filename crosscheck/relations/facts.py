"""The facts that rules find, by name: their types, what they mean, and whether some fit a rule."""

import json
from collections.abc import Sequence

from crosscheck.model import Fact, Facts

COMMON = "open decided decided_by decided_on"
"""Facts that any relation may have besides those of its rule."""

IMPLIED = "measure year a b a_value b_value result one_sentence"
"""The facts of an implied value, whose rule is its formula."""

FACTS: dict[str, tuple[str, str]] = {
    "a": ("text", "how the reading `reading_a` prints it (an implied value: its first input)"),
    "b": ("text", "how the reading `reading_b` prints it (an implied value: its second input)"),
    "difference": ("number", "how far apart they are, in the unit of `reading_a`"),
    "unit": ("text?", "the unit of the difference, where the two units differ"),
    "hedge_a": ("text", "the qualifier of `reading_a`"),
    "hedge_b": ("text", "the qualifier of `reading_b`"),
    "origin": ("text?", "the body or person on whose word both are printed"),
    "origin_a": ("text", "the body or person on whose word `reading_a` is printed"),
    "origin_b": ("text", "the body or person on whose word `reading_b` is printed"),
    "independent": ("yes or no", "whether the two do not rest on one origin or voice"),
    "meet_at": ("number", "the least number that both may stand for"),
    "turned": ("number", "`b` in the unit of `a`"),
    "from_unit": ("text", "the unit of `b`"),
    "to_unit": ("text", "the unit of `a`"),
    "one": ("number", "what one `from_unit` is in `to_unit`"),
    "rate_day": ("day?", "the day of the European Central Bank's rate"),
    "added": ("text", "how the newly added number is printed"),
    "total": ("text", "how the running total is printed"),
    "start_a": ("day?", "the first day for which `a` holds"),
    "end_a": ("day?", "the last day for which `a` holds"),
    "start_b": ("day?", "the first day for which `b` holds"),
    "end_b": ("day?", "the last day for which `b` holds"),
    "counted_a": ("text?", "what `a` counts"),
    "counted_b": ("text?", "what `b` counts"),
    "counted": ("text?", "what the part counts"),
    "part": ("text", "how the part is printed"),
    "whole": ("text", "how the whole is printed"),
    "part_size": ("number", "the part"),
    "whole_size": ("number", "the whole"),
    "round": ("text", "how the number that may be rounded is printed"),
    "other": ("text", "how the finer number is printed"),
    "as_percent": ("number", "the fraction in percent"),
    "old": ("text", "how the replaced reading prints it"),
    "new": ("text", "how the reading that replaces it prints it"),
    "step": ("number", "new less old, in the unit of the new one"),
    "cue": ("text", "the words that say so"),
    "one_sentence": ("yes or no", "whether both stand in one sentence"),
    "as_of_old": ("time", "for when the old one holds"),
    "as_of_new": ("time", "for when the new one holds"),
    "printed_old": ("time?", "when the old one was first printed"),
    "printed_new": ("time?", "when the new one was first printed"),
    "hours": ("number", "hours between the two articles"),
    "stray": ("text", "how the number that only one article gives is printed"),
    "steady": ("text", "how the number before and after it is printed"),
    "parts": ("numbers", "what is added up"),
    "sum": ("number", "what they make"),
    "rate": ("text", "how the rate is printed"),
    "count": ("text", "how the count is printed"),
    "population": ("text", "how the population is printed"),
    "count_value": ("number", "the count"),
    "population_value": ("number", "the population"),
    "per": ("number", "per how many people the rate is"),
    "result": ("number", "what the formula gives"),
    "share": ("text", "how the share or change is printed"),
    "level": ("number", "the level"),
    "base": ("number", "the earlier level"),
    "right": ("number", "the change in percent, reckoned rightly"),
    "points": ("text", "how the number of points is printed"),
    "percent": ("text", "how the number of percent is printed"),
    "change": ("text", "how the step is printed"),
    "direction": ("text", "`up` or `down`"),
    "earlier": ("text", "how the earlier level is printed"),
    "small": ("number", "the smaller number as it is printed"),
    "large": ("number", "the larger number as it is printed"),
    "power": ("number", "how many times the smaller one makes the larger one"),
    "long": ("text", "the digits of one"),
    "short": ("text", "the digits of the other, which lacks one"),
    "measure": ("text?", "what is measured"),
    "year": ("text?", "the year of the implied value; none: before"),
    "a_value": ("number", "the first input"),
    "b_value": ("number", "the second input"),
    "voices": ("number", "how many voices print the figure"),
    "note": ("text?", "why the reviewer decided so"),
    "open": ("texts", "what the words leave open, which makes the relation only possible"),
    "decided": ("text", "what a reviewer decided: `confirmed`, `rejected` or `verdict`"),
    "decided_by": ("text", "the reviewer's name"),
    "decided_on": ("day", "the day of the decision"),
}
"""By name: the type (with a question mark where it may be null) and the meaning."""


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
