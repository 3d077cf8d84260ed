"""The registry of rules that are code: what each does, with an example and a counter-example.

The examples stand in the table ``code_rules`` (or another that the caller names), so that a rule
enters with both; a test runs every one. A rule that is on costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from nlp.lexicon.tables import Row, is_off, row_of

Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is code: ``where`` is ``module.function``, ``does`` its docstring's first line.

    ``example`` and ``counter`` are marked sentences, as in the tables.
    """

    id: str
    where: str
    does: str
    example: str
    counter: str


RULES: dict[str, Rule] = {}
"""The rules that are code, by id, in the order in which their modules were imported."""


def rule(
    rule_id: str, *, otherwise: object = None, row: Row | None = None
) -> Callable[[Function], Function]:
    """Register a function as a rule; ``otherwise`` is what it gives where it does not apply.

    ``row`` holds its examples, without it the row of ``code_rules`` with its id: ``KeyError`` when
    there is none, ``ValueError`` when the id is taken.
    """
    examples = row or row_of("code_rules", rule_id)
    if rule_id in RULES:
        raise ValueError(f"two rules have the id {rule_id!r}")

    def register(function: Function) -> Function:
        where = f"{function.__module__}.{function.__qualname__}"
        does = (function.__doc__ or "").strip().partition("\n")[0]
        RULES[rule_id] = Rule(rule_id, where, does, examples.example, examples.counter)
        if not is_off(rule_id):
            return function

        def off(*_: object, **__: object) -> object:
            return otherwise

        return off  # type: ignore[return-value]

    return register
