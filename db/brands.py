"""Brands: which names and hosts are one outlet, by the registrable name of a host.

bbc, bbc.com and www.bbc.co.uk are one; independent.co.uk and independent.ie are two, for two
countries may each have a paper of a common name. "BBC" and "BBC News" at hosts of one
brand are one house. What this cannot know, the configuration says.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract

_SHORTEST = 3
"""Letters of a name that tells a brand: "go.com" houses many."""

_ANYWHERE = ("", "com")
_BARE = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Brand:
    """The registrable name, and the zone that it is registered in ("" for a bare name)."""

    name: str
    zone: str

    def same(self, other: "Brand") -> bool:
        """Is it one brand? Its .com and its country's address are; two countries' are not."""
        zones = self.zone, other.zone
        apart = self.zone != other.zone and not any(zone in _ANYWHERE for zone in zones)
        return self.name == other.name and not apart

    def names(self, name: str) -> bool:
        """Do the first words of an outlet's name name the brand? "BBC News" does bbc.co.uk.

        >>> brand_of("www.bbc.co.uk").names("BBC News"), brand_of("thelorn.com").names("Lorn Sport")
        (True, True)
        """
        words = [word for word in re.findall(r"[^\W_]+", name.casefold()) if word != "the"]
        plain = re.sub(r"[^a-z0-9]", "", self.name)
        firsts = {"".join(words[:most]) for most in range(1, len(words) + 1)}
        return plain in firsts or plain.removeprefix("the") in firsts


def brand_of(name: str) -> Brand | None:
    """The brand of a host, or of a name that is written like one; ``None`` of other names.

    >>> brand_of("www.bbc.co.uk"), brand_of("BBC")
    (Brand(name='bbc', zone='co.uk'), Brand(name='bbc', zone=''))
    >>> brand_of("The Harbour Post"), brand_of("127.0.0.1:8801"), brand_of("abcnews.go.com")
    (None, None, None)
    """
    text = name.strip().casefold()
    if "." not in text:
        whole = _BARE.fullmatch(text) and len(text) >= _SHORTEST and not text.isdigit()
        return Brand(text, "") if whole else None
    if re.search(r"[\s:/]", text):
        return None
    parts = _suffixes()(text)
    if not parts.suffix or len(parts.domain) < _SHORTEST:
        return None
    return Brand(parts.domain, parts.suffix)


@cache
def _suffixes() -> "TLDExtract":
    """The public suffix list as it came with the package: nothing is fetched."""
    # It loads requests, which no verb should wait for that names no host.
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)
