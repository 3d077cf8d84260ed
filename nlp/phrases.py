"""Rules for phrases without a reporting verb: according to, per, X's estimate of."""

from nlp.clauses import Scene
from nlp.cues import BODY_NOUNS, CLAIM_NOUNS, DOCUMENT_NOUNS, FIGURE_NOUNS
from nlp.frames import Source
from nlp.speakers import is_outlet
from nlp.syntax import Span


def read_according(scene: Scene, i: int) -> None:
    """according to X: before, after or around it."""
    s = scene.syntax
    if i + 2 >= len(s.words) or s.words[i + 1] != "to":
        return
    noun = s.child(i + 1, "pobj")
    if noun < 0:
        noun = s.child(i, "pobj")
    if noun < 0:
        return
    _phrase(scene, i, i + 2, noun, "according-to", 0.95)


def read_per(scene: Scene, i: int) -> None:
    """per X, as per X: only before a name, a body or a document, and set off by a comma."""
    s = scene.syntax
    noun = s.child(i, "pobj")
    if noun < 0:
        return
    start = i - 1 if i and s.words[i - 1] == "as" else i
    first, _ = s.bounds(i)
    if start > first and s.raw[start - 1] not in (",", "(", "”", '"', "''", "—", "–"):
        return
    entity = s.entity_at[noun]
    label = s.entities[entity][2] if entity >= 0 else ""
    if (
        label in ("ORG", "PERSON")
        or s.words[noun] in BODY_NOUNS | DOCUMENT_NOUNS
        or is_outlet(scene.speakers.text(*scene.speakers.span(noun)))
    ):
        _phrase(scene, start, i + 1, noun, "per", 0.85)


def _phrase(scene: Scene, start: int, after: int, noun: int, rule: str, confidence: float) -> None:
    s = scene.syntax
    found = scene.speakers.read(noun)
    if found is None:
        return
    first, last = scene.bounds(start)
    end = scene.speakers.span(noun)[1]
    while end < last and s.raw[end] not in (",", "—", "–", "--", ";", ":"):
        end += 1
    lead = start
    while lead > first and (s.tags[lead - 1] in ("CC", "RB", ",", "_SP", "``", "''", "-LRB-")):
        lead -= 1
    contents: list[Span] = []
    if lead == first:
        contents.append(s.chars(end, last) if end < last else (0, 0))
    else:
        contents.append(s.chars(first, start))
        if end < last and _resumes(scene, start, end, last):
            contents.append(s.chars(end, last))
    scene.add(*found, s.chars(start, after), contents, rule, confidence)


def _resumes(scene: Scene, start: int, end: int, last: int) -> bool:
    """Whether the clause that the phrase interrupts goes on after it."""
    s = scene.syntax
    head = s.heads[start]
    if head == start:
        return False
    return end < head < last and s.words[end + 1 if end + 1 < last else end] not in (
        "which",
        "who",
        "while",
        "but",
    )


def read_nominal(scene: Scene, i: int) -> None:
    """X's estimate of 2.9 percent; the president's claim that …"""
    s = scene.syntax
    word = s.words[i]
    if word not in CLAIM_NOUNS or s.tags[i] not in ("NN", "NNS"):
        return
    owner = s.child(i, "poss")
    found: tuple[Source, tuple[Source, ...]] | None = None
    if owner >= 0:
        found = scene.speakers.read(owner)
    contents: list[Span] = []
    for kid in s.kids[i]:
        if (
            kid > i
            and s.deps[kid] in ("acl", "ccomp", "relcl")
            and s.words[s.edges(kid)[0]] == "that"
        ):
            contents.append(s.chars(*s.edges(kid)))
        elif kid > i and s.words[kid] == "of" and word in FIGURE_NOUNS:
            low, high = s.edges(kid)
            if scene.numeric(low, high):
                contents.append(s.chars(low + 1, high))
    if found and contents:
        scene.add(*found, s.chars(i, i + 1), contents, "nominal", 0.85)
