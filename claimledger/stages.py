"""What a stage hands back to the command: counts to print, and whether it got to its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StageReport:
    """The outcome of one stage.

    ``counts`` are what it did, by name; ``problems`` how many new rows of ``problems`` it wrote;
    ``unfinished`` is true when time ran out before the work did.
    """

    stage: str
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: int = 0
    unfinished: bool = False

    def as_json(self) -> dict[str, object]:
        """The report as ``--json`` prints it."""
        return {
            "stage": self.stage,
            **self.counts,
            "problems": self.problems,
            "unfinished": self.unfinished,
        }
