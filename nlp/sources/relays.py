"""Rules for those who pass on: told X, citing X, quoted by X as saying, seen by X."""

from dataclasses import replace

from nlp.lexicon.nouns import NOT_RELAYS
from nlp.sources.frames import Frame, Frames, Source, trim
from nlp.sources.names import clean, is_outlet
from nlp.sources.scene import Scene
from nlp.sources.scopes import quote_left
from nlp.text.syntax import Span
from terms.enums import SourceClass

_AIRED = frozenset({"carried", "broadcast", "aired", "published", "reported", "quoted"})
_CITING = frozenset({"citing", "quoting"})
_CITED = frozenset({"cited", "cites", "quoted", "quotes", "cite", "quote"})


def read_as_saying(scene: Scene, i: int) -> bool:
    """X was quoted by Y as saying …; Y quoted X as saying …: X is the origin, Y relays."""
    s = scene.syntax
    first, last = scene.bounds(i)
    if i <= first or s.words[i - 1] != "as":
        return False
    verb = i
    for _ in range(4):
        verb = s.heads[verb]
        if s.words[verb] in _CITED or s.words[verb] in _CITING:
            break
    else:
        return False
    agent = next((s.child(k, "pobj") for k in s.kids[verb] if s.words[k] == "by"), -1)
    if agent < 0:
        agent = next((s.child(k, "pobj") for k in s.kids[i] if s.words[k] == "by"), -1)
    speaker = s.child(verb, "nsubjpass")
    if speaker < 0 and s.deps[verb] == "acl":
        speaker = s.heads[verb]
    if speaker < 0:
        speaker, agent = s.child(verb, "dobj"), s.child(verb, "nsubj")
    if speaker < 0:
        return False
    found = scene.speakers.read(speaker)
    if found is None:
        return False
    source, relays = found
    passing = scene.speakers.read(agent) if agent >= 0 else None
    contents: list[Span] = []
    for kid in s.kids[i]:
        if kid > i and s.deps[kid] in ("ccomp", "dobj", "dep"):
            low, high = s.edges(kid)
            contents.append(s.chars(max(low, i + 1), min(high, last)))
    if not contents:
        begin = scene.speakers.span(agent)[0] if 0 <= agent < verb else verb
        begin = min(begin, scene.speakers.span(speaker)[0]) if speaker < verb else begin
        quote = quote_left(scene, i, begin)
        after = s.chars(min(i + 1, last - 1), last)
        trails = begin > first and s.raw[begin - 1] in (",", "—", "–") and i + 2 >= last
        contents.append(quote or (s.chars(first, begin) if trails else after))
    if passing:
        relays = (*relays, passing[0], *passing[1])
    scene.add(source, relays, s.chars(i, i + 1), contents, "quoted-as-saying", 0.9)
    return True


def settle_citations(scene: Scene) -> None:
    """The Guardian reported, citing police, that …: police are the origin of what is reported.

    A participle or a clause "which cited X" in the sentence of a frame moves the frame's source
    outwards and puts X in its place.
    """
    s = scene.syntax
    citing = [
        i
        for i, word in enumerate(s.words)
        if word in _CITING or (word in _CITED and s.deps[i] in ("relcl", "conj", "advcl"))
    ]
    if not citing:
        return
    frames = Frames(scene.frames)
    changed: dict[int, Frame | None] = {}
    for i in citing:
        near = [f for f in frames.cued(*s.chars(*s.bounds(i))) if id(f) not in changed]
        _cite(scene, i, near, changed)
    replaced = [changed.get(id(frame), frame) for frame in scene.frames]
    scene.frames = [frame for frame in replaced if frame is not None]


def _cite(scene: Scene, i: int, near: list[Frame], changed: dict[int, Frame | None]) -> None:
    """Note which frame of a sentence gets the cited noun as its origin, by the frame's identity."""
    s = scene.syntax
    noun = s.child(i, "dobj")
    quoting = s.words[i].startswith("quot")
    if noun < 0 or not (quoting or scene.speakers.speaks(noun)):
        return
    at, cue = s.starts[i], s.chars(i, i + 1)
    named = [f for f in near if f.origin is not None]
    candidates = [f for f in named if f.cue != cue]
    # "X reported, citing Y, that …" may hang the clause on "citing", whose subject is X then.
    candidates = candidates or [f for f in named if f.origin and f.origin.end <= at]
    if not candidates:
        return
    frame = min(candidates, key=lambda f: abs((f.cue or (0, 0))[0] - at))
    found = scene.speakers.noun(noun)
    if found is None or frame.origin is None:
        return
    source, relays = found
    cited = (at, max(source.end, s.ends[i]))
    contents = [piece for span in frame.contents for piece in _without(span, cited)]
    kept = tuple(trim(s.text, *c) for c in contents)
    for other in near:
        if other.cue == cue:
            changed[id(other)] = None
    changed[id(frame)] = replace(
        frame,
        origin=source,
        relays=(*relays, frame.origin, *frame.relays),
        cue=cue,
        contents=tuple(c for c in kept if c[0] < c[1]) or frame.contents,
        rule="citing",
    )


def _without(span: Span, hole: Span) -> list[Span]:
    """A span less a hole in it."""
    low, high = span
    if hole[1] <= low or hole[0] >= high:
        return [span]
    return [piece for piece in ((low, hole[0]), (hole[1], high)) if piece[0] < piece[1]]


def outlets_told(scene: Scene, verb: int, subject: int) -> tuple[Source, ...]:
    """The outlet that was told, interviewed or handed a statement, under a reporting verb."""
    s = scene.syntax
    found: list[Source] = []
    for kid in s.kids[verb]:
        if kid == subject or (kid < verb and s.deps[kid] not in ("prep", "advcl")):
            continue
        if s.words[verb] in ("told", "tell", "tells", "telling") and s.deps[kid] in (
            "dobj",
            "dative",
            "iobj",
        ):
            relay = relay_of(scene, kid)
            if relay:
                found.append(relay)
        elif s.deps[kid] == "prep":
            found.extend(through(scene, kid))
        elif s.words[kid] in ("speaking", "talking", "writing"):
            for prep in s.kids[kid]:
                target = s.child(prep, "pobj") if s.words[prep] in ("to", "with", "in") else -1
                relay = relay_of(scene, target) if target >= 0 else None
                if relay:
                    found.append(relay)
    return tuple(found)


def through(scene: Scene, preposition: int) -> list[Source]:
    """Relays in "in an interview with X", "in a statement to X", "in a report seen by X"."""
    s = scene.syntax
    noun = s.child(preposition, "pobj")
    if noun < 0:
        return []
    if s.words[preposition] == "to" and s.words[noun] not in NOT_RELAYS:
        relay = (
            relay_of(scene, noun)
            if is_outlet(scene.speakers.text(*scene.speakers.span(noun)))
            else None
        )
        return [relay] if relay else []
    found: list[Source] = []
    if s.words[noun] in ("comments", "remarks", "statement", "interview"):
        for kid in s.kids[noun]:
            if s.deps[kid] == "acl" and s.words[kid] in _AIRED:
                agent = next((s.child(k, "pobj") for k in s.kids[kid] if s.words[k] == "by"), -1)
                relay = relay_of(scene, agent) if agent >= 0 else None
                if relay:
                    found.append(relay)
    if s.words[noun] in ("interview", "statement", "email", "letter", "conversation", "briefing"):
        for kid in s.kids[noun]:
            if s.deps[kid] == "prep" and s.words[kid] in ("with", "to", "by"):
                target = s.child(kid, "pobj")
                relay = relay_of(scene, target) if target >= 0 else None
                if relay:
                    found.append(relay)
    for kid in s.kids[noun]:
        if s.deps[kid] == "acl" and s.words[kid] in ("seen", "obtained", "reviewed", "viewed"):
            agent = s.child(kid, "agent")
            target = s.child(agent, "pobj") if agent >= 0 else -1
            relay = relay_of(scene, target) if target >= 0 else None
            if relay:
                found.append(relay)
    return found


def relay_of(scene: Scene, noun: int) -> Source | None:
    """A noun as the outlet that passed something on; people and assemblies are none."""
    s = scene.syntax
    span = scene.speakers.span(noun)
    surface = scene.speakers.text(*span)
    assembly = s.words[noun] in NOT_RELAYS and not is_outlet(surface)
    if assembly or s.tags[noun] in ("PRP", "NN", "NNS"):
        return None
    entity = s.entity_at[noun]
    label = s.entities[entity][2] if entity >= 0 else ""
    if label == "PERSON" and " " in surface and not is_outlet(surface):
        found = scene.speakers.noun(noun, remember=False)
        return found[0] if found and found[0].source_class is SourceClass.OUTLET else None
    assembly = any(s.words[i] in NOT_RELAYS for i in range(*span)) and not is_outlet(surface)
    if label in ("NORP", "DATE", "TIME") or assembly:
        return None
    found = scene.speakers.noun(noun, remember=False)
    if found is None:
        return None
    source = found[0]
    return Source(source.start, source.end, source.text, source.name, SourceClass.OUTLET)


def reporter_for(scene: Scene, verb: int, source: Source) -> Source:
    """A reporter as the outlet written for: "as Mila Horvat reports for the Harbour Courier"."""
    s = scene.syntax
    if source.source_class is not SourceClass.PERSON:
        return source
    for kid in s.kids[verb]:
        target = s.child(kid, "pobj") if s.words[kid] == "for" else -1
        name = scene.speakers.text(*scene.speakers.span(target)) if target >= 0 else ""
        if is_outlet(name):
            return replace(source, name=clean(name), source_class=SourceClass.OUTLET)
    return source
