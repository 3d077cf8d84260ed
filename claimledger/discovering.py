"""``init --from``: the outlet of a front page, as the configuration names it."""

from urllib.parse import urlsplit

from claimledger.exits import CommandError, Exit


def outlet(homepage: str) -> dict[str, object]:
    """An outlet's table for the configuration.

    Without feeds, sitemaps or sections the crawl reads the front page as a section and follows the
    sitemaps that robots.txt names. Raises ``CommandError`` for what is no http(s) address.
    """
    address = homepage if "://" in homepage else f"https://{homepage}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https"):
        raise CommandError(f"{homepage}: expected an outlet's http(s) address", Exit.USAGE)
    name = host.removeprefix("www.")
    return {
        "name": name,
        "hosts": [host],
        "homepage": f"{parts.scheme}://{host}{parts.path or '/'}",
    }
