"""Every rule that decides how two readings stand to each other: when it holds, what it finds.

The column ``rule`` of ``relations`` carries these ids and ``facts`` what the rule found, as JSON by
name; ``docs/relations.md`` is made from them. The sentences are made in ``answers.reasons``. The
rows of ``rules.tsv`` stand in the order in which the rules are tried, but for those that only
arithmetic or edits bring up; from ``cue`` to ``judged``, and from ``times-10`` on, the judge
decides that it is an update or a clash, and the rule says what it is.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files

from terms.enums import Relation


@dataclass(frozen=True, slots=True)
class Rule:
    """``id`` as stored, the relations it may give, when it holds, and two numbers that fit it.

    ``facts`` are the names of what it finds, parted by blanks; ``FACTS`` says what each one is.
    """

    id: str
    relations: tuple[Relation, ...]
    facts: str
    when: str
    example: str


def _read() -> tuple[Rule, ...]:
    text = files("crosscheck.relations").joinpath("rules.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Rule(row["rule"], tuple(map(Relation, row["relations"].split())), row["facts"],
             row["when"], row["example"])
        for row in rows
    )  # fmt: skip


_ALL = _read()
RULES = tuple(rule for rule in _ALL if rule.relations)
VERDICT_RULES = {rule.id: (rule.facts, rule.when) for rule in _ALL if not rule.relations}
"""Rules of ``figure_history`` without a relation: the names of their facts, when they hold."""


def rule_of(identifier: str) -> Rule | None:
    """The rule of an id as it is stored: "times-1000" is one of "times-10"; ``None`` if unknown."""
    known = "times-10" if identifier.startswith("times-") else identifier
    return next((rule for rule in RULES if rule.id == known), None)


def table() -> str:
    """The rules as a Markdown table."""
    lines = ["| rule | relation | holds when | example | facts |", "|---|---|---|---|---|"]
    for rule in RULES:
        given = ", ".join(f"`{relation}`" for relation in rule.relations)
        names = ", ".join(f"`{name}`" for name in rule.facts.split())
        lines.append(f"| `{rule.id}` | {given} | {rule.when} | {rule.example} | {names} |")
    return "\n".join(lines)
