"""Chains: from the frames that cover a number to origin, relays and outlet."""

from collections.abc import Sequence

from nlp.frames import Frame, Source
from nlp.model import Document, Hop
from nlp.names import is_own, plain
from nlp.vocabulary import Role, SourceClass


def chain_at(start: int, end: int, frames: Sequence[Frame], document: Document) -> tuple[Hop, ...]:
    """Who stands behind the span ``start``:``end``: origin first, relays outwards, outlet last.

    The innermost frame that covers the span names the origin, those around it are relays. The
    page's own outlet is the last hop and nothing else; with no frame it is the only one.
    """
    hops: list[Hop] = []
    seen: list[str] = []
    for frame in covering(start, end, frames):
        for source in (frame.origin, *frame.relays):
            if source is None or is_own(source.name, document.outlet):
                continue
            key = plain(source.name)
            if key in seen:
                continue
            seen.append(key)
            hops.append(_hop(source, frame, document, Role.RELAY if hops else Role.ORIGIN))
    hops.append(Hop(Role.OUTLET, document.outlet or "", SourceClass.OUTLET))
    return tuple(hops)


def covering(start: int, end: int, frames: Sequence[Frame]) -> list[Frame]:
    """The frames whose content holds most of a span, innermost first."""
    return sorted((f for f in frames if _holds(f, start, end)), key=lambda f: f.size)


def _holds(frame: Frame, start: int, end: int) -> bool:
    return any(2 * (min(end, high) - max(start, low)) > end - start for low, high in frame.contents)


def _hop(source: Source, frame: Frame, document: Document, role: Role) -> Hop:
    cue = document.text[frame.cue[0] : frame.cue[1]] if frame.cue else None
    return Hop(
        role,
        source.name,
        source.source_class,
        source.start,
        source.end,
        cue,
        _link(source, frame, document),
        rule=frame.rule,
        confidence=frame.confidence,
    )


def _link(source: Source, frame: Frame, document: Document) -> str | None:
    """The hyperlink on the source's words or on the cue, if the page set one."""
    for span in ((source.start, source.end), frame.cue):
        for link in document.links:
            if span and link.start < span[1] and link.end > span[0]:
                return link.href
    return None


def enclosing(frame: Frame, frames: Sequence[Frame]) -> list[Frame]:
    """The frames that report a frame, nearest first: those whose content holds its own."""
    found = [
        other
        for other in frames
        if other is not frame
        and other.size > frame.size
        and all(other.covers(*span) for span in frame.contents)
    ]
    return sorted(found, key=lambda f: f.size)
