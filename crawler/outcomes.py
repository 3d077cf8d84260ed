"""What each way of not getting a page means: try again, wait, or give up and say why."""

from dataclasses import dataclass

from scrapy import exceptions

from crawler.politeness import PATIENCE, Disallowed, Postponed, said
from crawler.responses import Unreadable
from crawler.safety import Refused

RETRIED_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
"""Answers that mean "not now"."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Why a page was not had.

    ``again``: worth another attempt in this run; ``wait``: seconds to leave it for a later run;
    ``refused``: not to be asked for at all. Else it failed.
    """

    kind: str
    detail: str
    again: bool = False
    wait: float | None = None
    refused: bool = False


def of_status(status: int, asked: float | None = None) -> Outcome:
    """What an HTTP error status means; ``asked`` are the seconds of its Retry-After."""
    if asked is not None and asked > PATIENCE:
        return Outcome(f"http_{status}", f"status {status}, asked for {asked:.0f} s", wait=asked)
    return Outcome(f"http_{status}", f"status {status}", again=status in RETRIED_STATUS)


def of_error(error: BaseException) -> Outcome:
    """What an exception of the download means; unknown ones are named and not tried again."""
    detail = said(error)
    match error:
        case Postponed():
            return Outcome(error.kind, detail, wait=error.seconds)
        case Disallowed():
            return Outcome("robots_disallowed", detail, refused=True)
        case Refused():
            return Outcome("refused_address", detail, refused=True)
        case Unreadable():
            return Outcome(error.kind, detail, again=error.kind == "truncated")
        case exceptions.IgnoreRequest():
            return Outcome("redirect_loop" if "redirect" in detail else "ignored", detail)
        case exceptions.CannotResolveHostError():
            return Outcome("no_such_host", detail, again=True)
        case exceptions.DownloadTimeoutError():
            return Outcome("timeout", detail, again=True)
        case exceptions.DownloadConnectionRefusedError():
            return Outcome("connection", detail, again=True)
        case exceptions.ResponseDataLossError():
            return Outcome("truncated", "the body ended before its announced end", again=True)
        case exceptions.DownloadCancelledError():
            size = detail.partition(" in request")[0]
            return Outcome("too_large", size if "larger" in size else "more bytes than allowed")
        case exceptions.DownloadFailedError() | OSError():
            kind = "certificate" if "certificate" in detail.lower() else "connection"
            return Outcome(kind, detail, again=kind == "connection")
        case _:
            return Outcome("bad_response", f"{type(error).__name__}: {detail}"[:300])
