"""Chains from frames made by hand: order, repeats, the outlet, hyperlinks, and the index."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.sources.chain import chain_at, covering, enclosing
from nlp.sources.frames import Frame, Frames, Source, trim
from terms.enums import Role, SourceClass
from terms.model import Document, Link

TEXT = "The Courier wrote that police said the harbour lost 14 boats on Sunday."


def source(name: str, kind: SourceClass = SourceClass.BODY) -> Source:
    start = TEXT.index(name)
    return Source(start, start + len(name), name, name, kind)


def frame(
    origin: Source, cue: str, content: str, *relays: Source, rule: str = "said-that"
) -> Frame:
    at, low = TEXT.index(cue), TEXT.index(content)
    return Frame(origin, relays, (at, at + len(cue)), ((low, low + len(content)),), rule, 0.9)


POLICE = frame(source("police"), "said", "the harbour lost 14 boats on Sunday")
COURIER = frame(source("Courier"), "wrote", "that police said the harbour lost 14 boats on Sunday")
NUMBER = (TEXT.index("14"), TEXT.index("14") + 2)


def names(frames: list[Frame], **fields: object) -> list[str]:
    document = Document(text=TEXT, **fields)  # type: ignore[arg-type]
    return [hop.name for hop in chain_at(*NUMBER, frames, document)]


def test_the_innermost_is_the_origin_and_the_outlet_the_last() -> None:
    assert names([COURIER, POLICE], outlet="Orbit") == ["police", "Courier", "Orbit"]


def test_roles() -> None:
    hops = chain_at(*NUMBER, [COURIER, POLICE], Document(text=TEXT, outlet="Orbit"))
    assert [hop.role for hop in hops] == [Role.ORIGIN, Role.RELAY, Role.OUTLET]
    assert [hop.cue for hop in hops] == ["said", "wrote", None]


def test_no_frame_leaves_the_outlet_alone() -> None:
    assert names([], outlet="Orbit") == ["Orbit"]
    assert names([]) == [""]


def test_the_page_s_own_outlet_is_no_relay_but_keeps_its_words() -> None:
    hops = chain_at(*NUMBER, [COURIER, POLICE], Document(text=TEXT, outlet="Harbour Courier"))
    assert [hop.name for hop in hops] == ["police", "Harbour Courier"]
    assert (hops[-1].cue, hops[-1].surface_start) == ("wrote", TEXT.index("Courier"))


def test_the_same_body_is_one_hop() -> None:
    again = frame(source("police"), "wrote", "that police said the harbour lost 14 boats on Sunday")
    assert names([again, POLICE], outlet="Orbit") == ["police", "Orbit"]


def test_relays_of_a_frame_come_before_the_frames_around_it() -> None:
    inner = frame(
        source("police"), "said", "the harbour lost 14 boats", source("harbour", SourceClass.OUTLET)
    )
    assert names([COURIER, inner], outlet="Orbit") == ["police", "harbour", "Courier", "Orbit"]


def test_a_number_mostly_inside_is_covered() -> None:
    start = TEXT.index("on Sunday")
    assert covering(start, start + 10, [POLICE]) == [POLICE]
    assert covering(len(TEXT) - 1, len(TEXT), [POLICE]) == []


def test_a_hyperlink_on_the_source_or_the_cue_is_kept() -> None:
    at = TEXT.index("said")
    links = (Link(at, at + 4, "https://police.example/report"),)
    hops = chain_at(*NUMBER, [COURIER, POLICE], Document(text=TEXT, links=links))
    assert [hop.href for hop in hops] == ["https://police.example/report", None, None]


def test_enclosing_goes_outwards() -> None:
    frames = Frames([COURIER, POLICE])
    assert enclosing(POLICE, frames) == [COURIER]
    assert enclosing(COURIER, frames) == []


def test_trim_leaves_quotation_marks() -> None:
    text = " , “12 people” — "
    start, end = trim(text, 0, len(text))
    assert text[start:end] == "“12 people”"


@given(
    spans=st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 900)), max_size=30),
    place=st.tuples(st.integers(0, 5000), st.integers(1, 50)),
)
def test_the_index_finds_what_a_scan_finds(
    spans: list[tuple[int, int]], place: tuple[int, int]
) -> None:
    frames = Frames(
        Frame(None, (), (low, low + 1), ((low, low + size),), "said-that", 0.9)
        for low, size in spans
    )
    start, end = place[0], place[0] + place[1]
    assert covering(start, end, frames) == covering(start, end, list(frames))
    cued = [
        f
        for f in sorted(frames, key=lambda f: f.cue or (0, 0))
        if f.cue and start <= f.cue[0] < end
    ]
    assert {f.cue for f in frames.cued(start, end)} == {f.cue for f in cued}
