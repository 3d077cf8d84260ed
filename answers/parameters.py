"""What a question is asked with, and the three ways in which an answer can be declined."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAX_WORDS = 400
"""Characters of a free-text parameter that are looked at."""

_CAMPAIGN = re.compile(r"^(utm|mc)_|^[a-z]*clid$|^_(trace)?$")
"""Names that chats, letters and caches hang on to links, or that Datasette reads on any page; no
page is asked anything by them."""


class NotThere(Exception):
    """No such thing in the ledger; the message is a sentence for the reader."""


class WrongParameter(Exception):
    """A parameter cannot be used; the message says which, and what is expected."""


class Moved(Exception):
    """What was asked for is another entry: a figure that was merged, an article by its address.

    ``kind`` is the list that it stands in: "figures", "articles" or "sources".
    """

    def __init__(self, kind: str, identifier: str) -> None:
        super().__init__(f"{kind}/{identifier}")
        self.kind = kind
        self.id = identifier


@dataclass(frozen=True)
class Parameters:
    """Named parameters as texts (``args``), with who asks and when.

    ``now`` is UTC ``YYYY-MM-DDTHH:MM:SSZ``; ``root`` the address that absolute links start with
    (no slash at its end); ``public`` hides full texts and captures; ``reviewer`` is the name under
    which decisions are recorded, None for a reader. ``rows`` is how many rows of a list are wanted
    at a time where it is read whole, as for a file; None for a page as people read it.
    """

    now: str
    public: bool = False
    args: Mapping[str, Sequence[str]] = field(default_factory=dict)
    root: str = ""
    reviewer: str | None = None
    rows: int | None = None
    read: set[str] = field(default_factory=set, compare=False, repr=False)
    """The names that the answer has looked at so far."""

    def unread(self) -> list[str]:
        """Names that were given and that nothing looked at, sorted; those of campaigns aside."""
        return sorted(name for name in set(self.args) - self.read if not _CAMPAIGN.search(name))

    def size(self, page: int) -> int:
        """How many rows of a list are wanted: those of a page, unless it is read whole."""
        return self.rows or page

    def text(self, name: str, most: int = MAX_WORDS) -> str:
        """A free-text parameter without control characters; too long a text is refused."""
        value = self._one(name)
        text = "".join(char for char in value if char.isprintable() or char in "\n\t").strip()
        if len(text) > most:
            raise WrongParameter(
                f"“{name}” is {len(text)} characters long; at most {most} can be looked up."
            )
        return text

    def choice(self, name: str, allowed: Sequence[str], default: str) -> str:
        """One of the allowed words."""
        value = self._one(name) or default
        if value not in allowed:
            raise WrongParameter(
                f"“{name}” cannot be “{value[:60]}”; it is one of {', '.join(allowed)}."
            )
        return value

    def choices(self, name: str, allowed: Sequence[str]) -> list[str]:
        """Any number of the allowed words."""
        self.read.add(name)
        values = [value for value in self.args.get(name) or () if value]
        for value in values:
            if value not in allowed:
                raise WrongParameter(
                    f"“{name}” cannot be “{value[:60]}”; it is one of {', '.join(allowed)}."
                )
        return list(dict.fromkeys(values))

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within limits."""
        value = self._one(name)
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or not low <= int(value[:20]) <= high:
            raise WrongParameter(
                f"“{name}” cannot be “{value[:60]}”; it is a whole number from {low} to {high:,}."
            )
        return int(value)

    def _one(self, name: str) -> str:
        """The value of a parameter that can be given once; empty ones do not count."""
        self.read.add(name)
        values = list(dict.fromkeys(value for value in self.args.get(name) or () if value))
        if len(values) > 1:
            raise WrongParameter(f"“{name}” is given {len(values)} times; it can be given once.")
        return values[0] if values else ""
