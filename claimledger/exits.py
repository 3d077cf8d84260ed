"""The exit codes of every verb, in one table.

Scripts and cron may rely on them; ``claimledger --help`` and the documentation print this table.
"""

from enum import IntEnum


class Exit(IntEnum):
    """What a verb's exit code says."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    LOCKED = 4
    CONFLICTS = 5
    BROKEN = 6
    UNFINISHED = 7
    LATE = 8
    INTERRUPTED = 130


MEANINGS: dict[Exit, str] = {
    Exit.DONE: "done; nothing to do is also done",
    Exit.FAILED: "a stage could not do its work, or the file is not a ledger",
    Exit.USAGE: "wrong option, or the configuration has an error",
    Exit.NOT_FOUND: "the figure, claim, article or file that was named does not exist",
    Exit.LOCKED: "another claimledger is writing to this ledger; nothing was done",
    Exit.CONFLICTS: "conflicts were found, and --exit-code asked to be told",
    Exit.BROKEN: "verify found evidence that no longer holds",
    Exit.UNFINISHED: "--max-time ended the run early; the next run goes on from there",
    Exit.LATE: "status --check found the ledger late, or a stage that failed last",
    Exit.INTERRUPTED: "interrupted by Ctrl-C or SIGTERM; the ledger is consistent",
}


def table() -> str:
    """The exit codes as aligned plain text, one a line."""
    return "\n".join(f"{code.value:>5}  {MEANINGS[code]}" for code in Exit)


def markdown() -> str:
    """The exit codes as a Markdown table, for the documentation."""
    rows = "\n".join(f"| {code.value} | {MEANINGS[code]} |" for code in Exit)
    return f"| code | meaning |\n|---|---|\n{rows}"


class CommandError(Exception):
    """Ends the command with a sentence for the reader and an exit code."""

    def __init__(self, message: str, code: Exit = Exit.FAILED) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return self.message
