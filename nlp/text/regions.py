"""Which part of the page a span stands in."""

from bisect import bisect_right

from terms.enums import Region
from terms.model import Document, TextRegion


class Regions:
    """The regions of one document, looked up by offset."""

    def __init__(self, document: Document) -> None:
        self._headline_end = document.headline_end
        self._regions: list[TextRegion] = sorted(
            document.regions, key=lambda region: (region.start, region.end)
        )
        self._starts = [region.start for region in self._regions]

    def at(self, offset: int) -> Region:
        """The kind of the innermost region at an offset: headline, a marked region, or body."""
        if offset < self._headline_end:
            return Region.HEADLINE
        for place in range(bisect_right(self._starts, offset) - 1, -1, -1):
            region = self._regions[place]
            if offset < region.end:
                return region.kind
        return Region.BODY
