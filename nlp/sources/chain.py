"""Chains: from the frames that cover a number to origin, relays and outlet."""

from collections.abc import Sequence
from dataclasses import replace

from nlp.sources.frames import Frame, Frames, Source
from nlp.sources.names import is_own, plain
from nlp.sources.rules import Trait, has_trait
from terms.enums import Role, SourceClass
from terms.model import Document, Hop


def chain_at(start: int, end: int, frames: Sequence[Frame], document: Document) -> tuple[Hop, ...]:
    """Who stands behind the span ``start``:``end``: origin first, relays outwards, outlet last.

    The innermost frame that covers the span names the origin, those around it are relays. The
    page's own outlet is the last hop and nothing else, with its words where the text names it;
    with no frame it is the only one.
    """
    hops: list[Hop] = []
    seen: set[str] = set()
    outlet = Hop(Role.OUTLET, document.outlet or "", SourceClass.OUTLET)
    for frame in covering(start, end, frames):
        for source in filter(None, (frame.origin, *frame.relays)):
            if any(is_own(name, document.outlet) for name in (source.name, source.text)):
                own = _hop(source, frame, document, Role.OUTLET)
                outlet = replace(own, name=outlet.name, source_class=SourceClass.OUTLET)
            elif plain(source.name) not in seen:
                seen.add(plain(source.name))
                hops.append(_hop(source, frame, document, Role.RELAY if hops else Role.ORIGIN))
    return (*hops, outlet)


def covering(start: int, end: int, frames: Sequence[Frame]) -> list[Frame]:
    """The frames whose content holds most of a span, innermost first."""
    near = frames.near(start, end) if isinstance(frames, Frames) else frames
    return _outwards([f for f in near if _holds(f, start, end)])


def enclosing(frame: Frame, frames: Sequence[Frame]) -> list[Frame]:
    """The frames that report a frame, nearest first: those whose content holds its cue."""
    place = _own_cue(frame) or frame.contents[0]
    near = frames.near(*place) if isinstance(frames, Frames) else frames
    return _outwards([other for other in near if reports(other, frame)])


def reports(outer: Frame, inner: Frame) -> bool:
    """Whether one frame's content is another frame: "Newsroom staff said (police said (…))".

    A frame without a cue is inside where its content is.
    """
    if outer is inner:
        return False
    cue = _own_cue(inner)
    if cue is None:
        return outer.size > inner.size and all(outer.covers(*span) for span in inner.contents)
    if not outer.covers(*cue):
        return False
    if outer.cue is None or not inner.covers(*outer.cue):
        return True
    return has_trait(outer.rule, Trait.ASIDE) and not has_trait(inner.rule, Trait.ASIDE)


def _own_cue(frame: Frame) -> tuple[int, int] | None:
    """The cue of a frame, unless it stands in another sentence."""
    return None if has_trait(frame.rule, Trait.BORROWED) else frame.cue


def _outwards(frames: list[Frame]) -> list[Frame]:
    """Frames from the inside outwards: by who reports whom, then by size."""
    depth = {id(f): sum(reports(other, f) for other in frames) for f in frames}
    return sorted(frames, key=lambda f: (-depth[id(f)], f.size))


def _holds(frame: Frame, start: int, end: int) -> bool:
    return any(2 * (min(end, high) - max(start, low)) > end - start for low, high in frame.contents)


def _hop(source: Source, frame: Frame, document: Document, role: Role) -> Hop:
    return Hop(
        role,
        source.name,
        source.source_class,
        source.start,
        source.end,
        document.text[slice(*frame.cue)] if frame.cue else None,
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
