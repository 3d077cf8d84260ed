"""What a reader asked for, and the three ways in which a page can decline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAX_WORDS = 400
"""Characters of a free-text parameter that are looked at."""


class NotThere(Exception):
    """No such thing in the ledger (404); the message is a sentence for the reader."""


class WrongParameter(Exception):
    """A parameter cannot be used (400); the message says which, and what is expected."""


class Moved(Exception):
    """The thing lives under another address now (301)."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Asked:
    """The query string of a page with what the page needs to know of the server.

    ``now`` is UTC ``YYYY-MM-DDTHH:MM:SSZ``; ``root`` the address that absolute links start with
    (no slash at its end); ``public`` hides full texts and captures; ``reviewer`` is the name under
    which decisions are recorded, None for a reader.
    """

    now: str
    public: bool = False
    args: Mapping[str, Sequence[str]] = field(default_factory=dict)
    root: str = ""
    reviewer: str | None = None

    def text(self, name: str, default: str = "", most: int = MAX_WORDS) -> str:
        """A free-text parameter without control characters; too long a text is refused."""
        values = self.args.get(name) or [default]
        text = "".join(char for char in values[0] if char.isprintable() or char in "\n\t").strip()
        if len(text) > most:
            raise WrongParameter(
                f"“{name}” is {len(text)} characters long; at most {most} can be looked up."
            )
        return text

    def choice(self, name: str, allowed: Sequence[str], default: str) -> str:
        """One of the allowed words."""
        value = (self.args.get(name) or [default])[0] or default
        if value not in allowed:
            raise WrongParameter(
                f"“{name}” cannot be “{value[:60]}”; it is one of {', '.join(allowed)}."
            )
        return value

    def choices(self, name: str, allowed: Sequence[str]) -> list[str]:
        """Any number of the allowed words."""
        values = [value for value in self.args.get(name) or () if value]
        for value in values:
            if value not in allowed:
                raise WrongParameter(
                    f"“{name}” cannot be “{value[:60]}”; it is one of {', '.join(allowed)}."
                )
        return list(dict.fromkeys(values))

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within limits."""
        value = (self.args.get(name) or [""])[0]
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or not low <= int(value[:20]) <= high:
            raise WrongParameter(
                f"“{name}” cannot be “{value[:60]}”; it is a whole number from {low} to {high:,}."
            )
        return int(value)
