"""Files that get their name once they are whole: what was there before stays until then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimledger.exits import CommandError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to; when the block ends well it becomes ``path``.

    What is no file (a pipe, a terminal) is given itself. Raises ``CommandError`` when it cannot be
    written: a full disk, a folder that is read-only or missing.
    """
    try:
        if path.exists() and not path.is_file():
            yield path
            return
        partial = path.with_name(f"{path.name}.part")
        try:
            yield partial
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"{path}: cannot be written: {error.strerror or error}") from error
