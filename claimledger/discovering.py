"""``init --from``: what an outlet's front page says about its name, feeds and sitemaps."""

from urllib.parse import urlsplit

from claimledger.exits import CommandError, Exit


def outlet(homepage: str, contact: str) -> dict[str, object]:
    """An outlet's table for the configuration, made from its front page and robots.txt.

    Raises ``CommandError`` when the page cannot be had.
    """
    parts = urlsplit(homepage)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise CommandError(f"{homepage}: expected an http(s) address", Exit.USAGE)
    raise NotImplementedError(contact)
