"""What a stage hands back to the command: counts to print, and whether it got to its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StageReport:
    """The outcome of one stage.

    ``counts`` are what it did, by name; ``problems`` how many new rows of ``problems`` it wrote;
    ``unfinished`` is true when time ran out before the work did; ``failed`` when nothing of what
    there was to do could be done. ``warning`` is a sentence about what went wrong.
    """

    stage: str
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: int = 0
    unfinished: bool = False
    failed: bool = False
    warning: str | None = None

    def as_json(self) -> dict[str, object]:
        """The report as ``--json`` prints it."""
        return {
            "stage": self.stage,
            **self.counts,
            "problems": self.problems,
            "unfinished": self.unfinished,
            "failed": self.failed,
        }
