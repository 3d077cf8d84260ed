"""Links into a passage of a page: URL plus text fragment."""

from functools import lru_cache
from urllib.parse import urlsplit

_WHOLE = 90
"""Sentences up to this many characters are quoted whole; longer ones by their ends."""

_WORDS = 6
"""Words quoted at each end of a longer sentence."""


@lru_cache(maxsize=8192)
def is_web(url: str | None) -> bool:
    """Whether a link may point there: http and https only.

    >>> is_web("https://a.example/x"), is_web("javascript:alert(1)"), is_web(None)
    (True, False, False)
    """
    if not url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


@lru_cache(maxsize=4096)
def passage(url: str, sentence: str) -> str:
    """The URL with a text fragment that scrolls a browser to the sentence.

    Dashes, commas and ampersands have a meaning in fragments and are escaped.

    >>> passage("https://a.example/x#top", "Nine died, police said.")
    'https://a.example/x#:~:text=Nine%20died%2C%20police%20said.'
    """
    words = sentence.split()
    if not words:
        return url
    if len(sentence) <= _WHOLE or len(words) <= 2 * _WORDS:
        text = _escape(" ".join(words))
    else:
        text = f"{_escape(' '.join(words[:_WORDS]))},{_escape(' '.join(words[-_WORDS:]))}"
    return f"{url.partition('#')[0]}#:~:text={text}"


_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~")
_ESCAPES = {byte: f"%{byte:02X}" for byte in range(256) if byte not in _PLAIN}


def _escape(text: str) -> str:
    """The text percent-encoded, dashes included; a figure's page does this a thousand times."""
    return text.encode("utf-8", "replace").decode("latin-1").translate(_ESCAPES)
