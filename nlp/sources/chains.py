"""Chains: from the frames that cover a number to origin, relays and outlet."""

from collections.abc import Sequence
from dataclasses import replace

from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.names import is_own, plain
from terms.enums import Role, SourceClass
from terms.model import Document, Hop

UNCUED = frozenset({"carried-over", "restated"})
"""Rules whose frames borrow the cue of another sentence."""

_ASIDES = frozenset({"according-to", "per", "trailing"})


def chain_at(start: int, end: int, frames: Sequence[Frame], document: Document) -> tuple[Hop, ...]:
    """Who stands behind the span ``start``:``end``: origin first, relays outwards, outlet last.

    The innermost frame that covers the span names the origin, those around it are relays. The
    page's own outlet is the last hop and nothing else, with its words where the text names it;
    with no frame it is the only one.
    """
    hops: list[Hop] = []
    seen: list[str] = []
    outlet = Hop(Role.OUTLET, document.outlet or "", SourceClass.OUTLET)
    for frame in covering(start, end, frames):
        for source in (frame.origin, *frame.relays):
            if source is None:
                continue
            if is_own(source.name, document.outlet):
                own = _hop(source, frame, document, Role.OUTLET)
                outlet = replace(own, name=outlet.name, source_class=SourceClass.OUTLET)
                continue
            key = plain(source.name)
            if key in seen:
                continue
            seen.append(key)
            hops.append(_hop(source, frame, document, Role.RELAY if hops else Role.ORIGIN))
    return (*hops, outlet)


def covering(start: int, end: int, frames: Sequence[Frame]) -> list[Frame]:
    """The frames whose content holds most of a span, innermost first."""
    near = frames.near(start, end) if isinstance(frames, Frames) else frames
    return _outwards([f for f in near if _holds(f, start, end)])


def enclosing(frame: Frame, frames: Sequence[Frame]) -> list[Frame]:
    """The frames that report a frame, nearest first: those whose content holds its cue."""
    place = frame.contents[0] if _uncued(frame) or frame.cue is None else frame.cue
    near = frames.near(*place) if isinstance(frames, Frames) else frames
    return _outwards([other for other in near if reports(other, frame)])


def reports(outer: Frame, inner: Frame) -> bool:
    """Whether one frame's content is another frame: "Newsroom staff said (police said (…))".

    A frame without a cue is inside where its content is.
    """
    if outer is inner:
        return False
    if inner.cue is None or _uncued(inner):
        return outer.size > inner.size and all(outer.covers(*span) for span in inner.contents)
    if not outer.covers(*inner.cue):
        return False
    if outer.cue is None or not inner.covers(*outer.cue):
        return True
    return outer.rule in _ASIDES and inner.rule not in _ASIDES


def _uncued(frame: Frame) -> bool:
    return frame.rule in UNCUED


def _outwards(frames: list[Frame]) -> list[Frame]:
    """Frames from the inside outwards: by who reports whom, then by size."""
    depth = {id(f): sum(reports(other, f) for other in frames) for f in frames}
    return sorted(frames, key=lambda f: (-depth[id(f)], f.size))


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
