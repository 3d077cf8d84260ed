"""Source rules: what each reads, how sure it is at best, an example and a counter-example.

A rule is a function under ``@source_rule``: its docstring says what it reads, its id stands in
``Frame.rule``. ``SOURCE_RULES`` collects them; ``docs/source_rules.md`` is printed from there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, ParamSpec, TypeVar

from nlp.lexicon import row_of, rule

Given = ParamSpec("Given")
Found = TypeVar("Found", covariant=True)


class Trait(Flag):
    """What other rules must know of a rule's frames."""

    ASIDE = auto()  # its cue stands beside what it reports: "12 died, police said"
    SPEECH = auto()  # its speaker may own the quotations that follow
    BORROWED = auto()  # its cue stands in another sentence
    RESULTS = auto()  # a company may tell its results by it
    UNCARRIED = auto()  # the next sentence does not go on with it
    UNSAID = auto()  # what somebody aims at: no hop of its own where another tells of it
    PASSED_ON = auto()  # its origin is cited by its relay


_PLAIN = Trait(0)


@dataclass(frozen=True, slots=True)
class SourceRule(Generic[Given, Found]):
    """One rule; called, it is its function. ``confidence`` is what it gives at best, 0 to 1."""

    id: str
    confidence: float
    traits: Trait
    example: str
    function: Callable[Given, Found]
    reads: str

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Found:
        """What the function of the rule gives."""
        return self.function(*args, **kwargs)


SOURCE_RULES: dict[str, SourceRule[..., object]] = {}
"""The rules by id, in the order in which their modules were imported."""


def source_rule(
    rule_id: str, traits: Trait = _PLAIN, *, otherwise: object = None
) -> Callable[[Callable[Given, Found]], SourceRule[Given, Found]]:
    """Make a function a source rule, ``sources.ID`` in the registry of all rules.

    Its confidence and its examples stand in the table ``source_rules``.
    """
    row = row_of("source_rules", rule_id)
    confidence = float(row.cells["confidence"])

    def collect(function: Callable[Given, Found]) -> SourceRule[Given, Found]:
        registered = rule(f"sources.{rule_id}", otherwise=otherwise, row=row)(function)
        reads = " ".join((function.__doc__ or "").partition("\n\n")[0].split())
        found = SourceRule(rule_id, confidence, traits, row.example, registered, reads)
        SOURCE_RULES[rule_id] = found
        return found

    return collect


def has_trait(rule_id: str, trait: Trait) -> bool:
    """Whether the rule of a frame has a trait."""
    return bool(SOURCE_RULES[rule_id].traits & trait)


def catalogue() -> str:
    """The rules as a table in Markdown, the bracketed number in bold."""
    lines = ["| rule | reads | example | chain | at best |", "|---|---|---|---|---|"]
    for one in SOURCE_RULES.values():
        text, _, asked = one.example.partition(" => ")
        text = text.replace("[", "**").replace("]", "**").replace(" | ", " ¶ ")
        wanted = dict(part.split("=", 1) for part in asked.split("; "))
        chain = " → ".join(wanted[hop] for hop in ("origin", "relays") if hop in wanted)
        reads = (one.reads[0].upper() + one.reads[1:]).rstrip(".")
        lines.append(f"| `{one.id}` | {reads} | {text} | {chain} | {one.confidence} |")
    return "\n".join(lines)
