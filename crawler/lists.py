"""Lists of archives, as Common Crawl publishes them: a path or an address a line, often gzipped."""

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from crawler.payloads import GZIP

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a list: a month of CC-NEWS is 50 KB."""

_LIST = (".paths", ".txt", ".paths.gz", ".txt.gz")
_WARC = (".warc", ".warc.gz")


class BadList(Exception):
    """A list that cannot be read; the message says why."""


def is_list(name: str) -> bool:
    """Whether a name is that of a list: ``warc.paths.gz``, ``files.txt``."""
    return name.partition("?")[0].lower().endswith(_LIST)


def is_archive(name: str) -> bool:
    """Whether a name is that of a WARC file."""
    return name.partition("?")[0].lower().endswith(_WARC)


def is_address(name: str) -> bool:
    """Whether a name is an http(s) address."""
    return name.startswith(("http://", "https://"))


def read_list(where: str, base: str | None, opened: Callable[[str], Any]) -> list[str]:
    """The archives that a list names, as addresses and paths, each once and in its order.

    Lines that are no address lie under ``base``, or without one at the root of the list's host or
    in its folder. Empty lines and those that begin with "#" are passed over. Raises ``BadList``.
    """
    try:
        with opened(where) as file:
            content = file.read(MOST_BYTES)
            while piece := file.read(MOST_BYTES - len(content)):
                content += piece
        if content.startswith(GZIP):
            with gzip.open(io.BytesIO(content)) as packed:
                content = packed.read(MOST_BYTES)
        lines = [line.strip() for line in content.decode("utf-8").splitlines()]
        kept = (line for line in lines if line and not line.startswith("#"))
        found = list(dict.fromkeys(_resolved(line, where, base) for line in kept))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise BadList(f"{where}: cannot be read ({error})") from error
    if not found:
        raise BadList(f"{where}: names no file")
    wrong = next((one for one in found if not is_archive(one)), None)
    if wrong is not None:
        raise BadList(f"{where}: {wrong[:200]} is no .warc or .warc.gz file")
    return found


def _resolved(line: str, where: str, base: str | None) -> str:
    if is_address(line):
        return line
    if base is not None and is_address(base):
        return urljoin(base if base.endswith("/") else f"{base}/", line.lstrip("/"))
    if base is None and is_address(where):
        return urljoin(where, f"/{line.lstrip('/')}")
    folder = Path(where).parent if base is None else Path(base)
    return str(folder / line)
