"""Rules for those who pass on: told X, citing X, quoted by X as saying, seen by X."""

from collections.abc import Iterator
from dataclasses import replace

from nlp.lexicon import verb_forms, verbs, words
from nlp.lexicon.nouns import NOT_RELAYS
from nlp.sources.frames import Frame, Frames, Source, Span, trim
from nlp.sources.names import is_outlet
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import Scene
from nlp.sources.scopes import quote_left
from terms.enums import SourceClass

_AIRED = words("document_verbs", "aired")
_SEEN = words("document_verbs", "seen")
_HANDED = words("document_verbs", "handed")
_GIVEN = words("document_verbs", "given")
_QUOTING = verbs("document_verbs", "citing")
_CITING = frozenset(verb_forms(verb)[3] for verb in words("document_verbs", "citing"))
_CREDITING = frozenset(verb_forms(verb)[3] for verb in words("document_verbs", "crediting"))
_TELLING = verbs("document_verbs", "told")
_ADDRESSED = frozenset({"letter", "email"})  # to whom it goes is no relay, unless a paper
_SPEAKING = frozenset({"speaking", "talking", "writing"})


@source_rule("quoted-as-saying", otherwise=False)
def read_as_saying(scene: Scene, i: int) -> bool:
    """“quoted by X as saying”, “X quoted Y as saying”: Y is the origin, X the relay."""
    s, last = scene.syntax, scene.bounds(i)[1]
    verb = i
    for _ in range(4):
        verb = verb if s.words[verb] in _QUOTING else s.heads[verb]
    if s.words[i - 1] != "as" or s.words[verb] not in _QUOTING:
        return False
    speaker, agent = s.find(verb, "nsubjpass"), s.agent(verb)
    if speaker is None:
        speaker, agent = s.find(verb, "dobj"), s.find(verb, "nsubj")
    elif agent is None:
        agent = s.agent(i)
    found = scene.speakers.read(speaker) if speaker is not None else None
    if found is None or speaker is None:
        return False
    said = (s.edges(k) for k in s.kids[i] if k > i and s.deps[k] in ("ccomp", "dobj", "dep"))
    contents = [s.chars(max(low, i + 1), min(high, last)) for low, high in said]
    contents = contents or [_around(scene, i, verb, speaker, agent)]
    passing = scene.speakers.read(agent) if agent is not None else None
    relays = (*found[1], passing[0], *passing[1]) if passing else found[1]
    scene.add((found[0], relays), s.chars(i, i + 1), contents, read_as_saying)
    return True


def _around(scene: Scene, i: int, verb: int, speaker: int, agent: int | None) -> Span:
    """What "X quoted Y as saying" reports without a clause: a quotation or words on its left, else
    what follows."""
    s = scene.syntax
    first, last = scene.bounds(i)
    begin = scene.speakers.span(agent)[0] if agent is not None and agent < verb else verb
    if speaker < verb:
        begin = min(begin, scene.speakers.span(speaker)[0])
    quote = quote_left(scene, i, begin)
    if quote:
        return quote
    trails = begin > first and s.raw[begin - 1] in (",", "—", "–") and i + 2 >= last
    return s.chars(first, begin) if trails else s.chars(min(i + 1, last - 1), last)


def settle_citations(scene: Scene) -> None:
    """Move the source of a frame outwards where its sentence says whom it cites."""
    s = scene.syntax
    citing = [
        i
        for i, word in enumerate(s.words)
        if word in _CREDITING
        or (word in _QUOTING and (word in _CITING or s.deps[i] in ("relcl", "conj", "advcl")))
    ]
    frames = Frames(scene.frames if citing else ())
    changed: dict[int, Frame | None] = {}
    for i in citing:
        near = [f for f in frames.cued(*s.chars(*s.bounds(i))) if id(f) not in changed]
        _cite(scene, i, near, changed)
    replaced = (changed.get(id(frame), frame) for frame in scene.frames)
    scene.frames = [frame for frame in replaced if frame is not None]


@source_rule("citing", Trait.PASSED_ON)
def _cite(scene: Scene, i: int, near: list[Frame], changed: dict[int, Frame | None]) -> None:
    """“citing X”, “which cited X”, “attributing it to X”: X is the origin, who cites is the relay.

    ``changed`` notes which frame of the sentence gets the cited noun, by the frame's identity.
    """
    s = scene.syntax
    noun = s.find(i, "dobj")
    if s.words[i] in _CREDITING:
        noun = next(iter(s.objects(i, "to")), None)
    quoting = s.words[i].startswith("quot")
    if noun is None or not (quoting or scene.speakers.speaks(noun)):
        return
    at, cue = s.starts[i], s.chars(i, i + 1)
    frame = _cited_frame(near, at, cue)
    found = scene.speakers.noun(noun) if frame else None
    if found is None or frame is None or frame.origin is None:
        return
    source, relays = found
    cited = (at, max(source.end, s.ends[i]))
    pieces = (
        piece
        for low, high in frame.contents
        for piece in ((low, min(high, cited[0])), (max(low, cited[1]), high))
    )
    kept = tuple(trim(s.text, *piece) for piece in pieces if piece[0] < piece[1])
    changed.update({id(other): None for other in near if other.cue == cue})
    changed[id(frame)] = replace(
        frame,
        origin=source,
        relays=(*relays, frame.origin, *frame.relays),
        cue=cue,
        contents=tuple(c for c in kept if c[0] < c[1]) or frame.contents,
        rule=_cite.id,
    )


def _cited_frame(near: list[Frame], at: int, cue: Span) -> Frame | None:
    """The frame of a sentence whose speaker cites.

    "X reported, citing Y, that …" may hang the clause on "citing", whose subject is X then.
    """
    named = [f for f in near if f.origin is not None]
    others = [f for f in named if f.cue != cue]
    others = others or [f for f in named if f.origin and f.origin.end <= at]
    return min(others, key=lambda f: abs((f.cue or (0, 0))[0] - at), default=None)


# -- relays --------------------------------------------------------------------------------------


def outlets_told(scene: Scene, verb: int, subject: int) -> tuple[Source, ...]:
    """The outlet that was told, interviewed or handed a statement, under a reporting verb."""
    s = scene.syntax
    told: list[int] = []
    for kid in s.kids[verb]:
        if kid == subject or (kid < verb and s.deps[kid] not in ("prep", "advcl")):
            continue
        if s.words[verb] in _TELLING and s.deps[kid] in ("dobj", "dative", "iobj"):
            told.append(kid)
        elif s.deps[kid] == "prep":
            told.extend(_through(scene, kid))
        elif s.words[kid] in _SPEAKING:
            told.extend(s.objects(kid, "to", "with", "in"))
    return tuple(source for noun in told if (source := relay_of(scene, noun)))


def _through(scene: Scene, preposition: int) -> Iterator[int]:
    """Who is told in "in an interview with X", "in a statement to X", "in a report seen by X"."""
    s = scene.syntax
    noun = s.find(preposition, "pobj")
    if noun is None:
        return
    if s.words[preposition] == "to" and s.words[noun] not in NOT_RELAYS:
        if is_outlet(scene.speakers.text(*scene.speakers.span(noun))):
            yield noun
        return
    word = s.words[noun]
    for kid in s.kids[noun]:
        if s.words[kid] in _SEEN or (s.words[kid] in _AIRED and word in _HANDED):
            yield from s.objects(kid, "by")
    for given in s.objects(noun, "with", "to", "by") if word in _GIVEN else ():
        outlet = is_outlet(scene.speakers.text(*scene.speakers.span(given)))
        if outlet or (word not in _ADDRESSED and s.find(given, "relcl") is None):
            yield given


def relay_of(scene: Scene, noun: int) -> Source | None:
    """A noun as the outlet that passed something on; people and assemblies are none."""
    s = scene.syntax
    span = scene.speakers.span(noun)
    surface, label = scene.speakers.text(*span), s.label(noun)
    outlet = is_outlet(surface)
    listens = any(s.words[i] in NOT_RELAYS for i in (*range(*span), noun)) and not outlet
    if s.tags[noun] in ("PRP", "NN", "NNS") or label in ("NORP", "DATE", "TIME") or listens:
        return None
    found = scene.speakers.noun(noun, remember=False)
    person = label == "PERSON" and " " in surface and not outlet
    if found is None or (person and found[0].source_class is not SourceClass.OUTLET):
        return None
    return replace(found[0], source_class=SourceClass.OUTLET)
