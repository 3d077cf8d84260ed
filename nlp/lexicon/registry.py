"""The registry of rules: an id, an example that shows what each does, one that it leaves alone.

A rule is a row of a table (``tables``) or a function under ``@rule``. Examples are marked sentences
with what the reader must make of them (see README.md); a test runs every one. Ids listed in the
environment variable ``CLAIMLEDGER_RULES_OFF`` (commas between) are switched off when the reader is
imported; ``benchmarks.worth`` measures each rule so. A rule that is on costs nothing.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

OFF = frozenset(filter(None, os.environ.get("CLAIMLEDGER_RULES_OFF", "").split(",")))

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


def is_off(rule_id: str) -> bool:
    """Whether a rule is switched off for measuring."""
    return rule_id in OFF


def rule(
    rule_id: str, *, example: str, counter: str, otherwise: object = None
) -> Callable[[Function], Function]:
    """Register a function as a rule; ``otherwise`` is what it gives where it does not apply.

    ``ValueError`` when the id is taken or an example is missing: a rule enters with both.
    """
    if rule_id in RULES:
        raise ValueError(f"two rules have the id {rule_id!r}")
    if not example.strip() or not counter.strip():
        raise ValueError(f"rule {rule_id!r} needs an example and a counter-example")

    def register(function: Function) -> Function:
        where = f"{function.__module__}.{function.__qualname__}"
        does = (function.__doc__ or "").strip().partition("\n")[0]
        RULES[rule_id] = Rule(rule_id, where, does, example, counter)
        if not is_off(rule_id):
            return function

        def off(*_: object, **__: object) -> object:
            return otherwise

        return off  # type: ignore[return-value]

    return register
