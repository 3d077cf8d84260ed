"""Files that are read from front to back alone: from the web, or out of a compressed file."""

from abc import ABC, abstractmethod
from io import SEEK_END

BLOCK = 65536
"""Bytes that are read at once."""


class ForwardFile(ABC):
    """What warcio asks of a file, where one cannot go back; readers move ``_at``."""

    _at: int

    @abstractmethod
    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""

    def tell(self) -> int:
        """Where in the file the next byte lies."""
        return self._at

    def seek(self, offset: int, whence: int) -> int:
        """To the end alone: how long the file is."""
        assert (offset, whence) == (0, SEEK_END)
        while self.read(BLOCK):
            pass
        return self._at
