"""Rules for phrases without a reporting verb: according to, per, X's estimate of."""

from nlp.lexicon.nouns import BODY_NOUNS, CLAIM_NOUNS, DOCUMENT_NOUNS, FIGURE_NOUNS
from nlp.sources.frames import Source
from nlp.sources.names import is_outlet
from nlp.sources.scene import Scene
from nlp.sources.scopes import compares, joined_clause
from nlp.text.syntax import Span, Syntax

_STUDIES = frozenset(
    ["survey", "poll", "study", "polls", "surveys", "polling", "census", "analysis"]
)


_REVISES = frozenset(
    form
    for base in ("cut", "raise", "lower", "revise", "trim", "increase", "reduce", "slash", "hike")
    for form in (base, base + "s", base + "d", base + "ed", base.rstrip("e") + "ing", base + "med")
) | {"kept", "held", "left", "maintained", "set", "upgraded", "downgraded", "cutting", "trimming"}


_RECKONINGS = frozenset(
    [
        "count",
        "counts",
        "tally",
        "reckoning",
        "estimate",
        "estimates",
        "calculation",
        "calculations",
    ]
)


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


def _phrase(
    scene: Scene,
    start: int,
    after: int,
    noun: int,
    rule: str,
    confidence: float,
    *,
    past: int = 0,
) -> None:
    """A frame for a phrase that begins at ``start``, has its cue up to ``after``, and names its
    source by the noun; it ends no sooner than ``past``."""
    s = scene.syntax
    found = scene.speakers.read(noun)
    if found is None:
        return
    first, last = scene.bounds(start)
    end = max(scene.speakers.span(noun)[1], past)
    while end < last and s.raw[end] not in (",", "—", "–", "--", ";", ":"):
        end += 1
    lead = start
    while lead > first and (s.tags[lead - 1] in ("CC", "RB", ",", "_SP", "``", "''", "-LRB-")):
        lead -= 1
    contents: list[Span] = []
    if lead == first:
        contents.append(s.chars(end, last) if end < last else (0, 0))
    else:
        contents.append(s.chars(_after_dash(scene, first, start), start))
        if end < last and (_resumes(scene, start, end, last) or compares(scene, end, last)):
            contents.append(s.chars(end, last))
        else:
            joined = joined_clause(scene, end, last)
            if joined:
                cue = s.chars(start, after)
                scene.add(*found, cue, [s.chars(*joined)], "and-continues", 0.65)
    scene.add(*found, s.chars(start, after), contents, rule, confidence)


def _after_dash(scene: Scene, first: int, stop: int) -> int:
    """Where the words before a phrase begin: behind a single dash that opens a clause with a
    number ("… – raising it to 40 in the north, according to X"), else at the sentence."""
    s = scene.syntax
    dashes = [
        token
        for token in range(first + 1, stop - 1)
        if s.raw[token] in ("—", "–", "--", "-")
        and s.starts[token] > s.ends[token - 1]
        and s.starts[token + 1] > s.ends[token]
    ]
    if len(dashes) != 1 or s.tags[dashes[0] + 1] != "VBG":
        return first
    return dashes[0] + 1 if scene.numeric(dashes[0] + 1, stop) else first


def _resumes(scene: Scene, start: int, end: int, last: int) -> bool:
    """Whether the clause that the phrase interrupts goes on after it."""
    s = scene.syntax
    first = s.bounds(start)[0]
    root = start
    while s.heads[root] != root and first <= s.heads[root] < last:
        root = s.heads[root]
    return (end < s.heads[start] < last or end < root < last) and s.words[
        end + 1 if end + 1 < last else end
    ] not in (
        "which",
        "who",
        "while",
        "but",
    )


def read_surveys(scene: Scene) -> None:
    """Every sentence that a poll or study opens ("In a survey of …"), unless it has a speaker."""
    for first, last in scene.syntax.sentences:
        while first < last - 1 and scene.syntax.words[first] in ("“", '"', "and", "but"):
            first += 1
        if scene.syntax.words[first] == "in":
            _read_survey(scene, first)


def _read_survey(scene: Scene, i: int) -> None:
    """In a Northgate survey, 38 percent …: a poll or study that opens a sentence."""
    s = scene.syntax
    last = scene.bounds(i)[1]
    noun = s.child(i, "pobj")
    if noun < 0 or s.words[noun] not in _STUDIES:
        return
    end = s.edges(i)[1]
    if end >= last or s.raw[end] != ",":
        comma = next((k for k in range(noun, last) if s.raw[k] == ","), -1)
        if comma < 0:
            return
        end = comma
    found = scene.speakers.read(noun)
    if found and not any(
        f.cue and s.starts[end] <= f.cue[0] < s.ends[last - 1] and f.rule == "said-that"
        for f in scene.frames
    ):
        scene.add(*found, s.chars(i, i + 1), [s.chars(end, last)], "in-a-survey", 0.75)


def read_nominal(scene: Scene, i: int) -> None:
    """X's estimate of 2.9 percent; the president's claim that …; a Courier report that …"""
    s = scene.syntax
    word = s.words[i]
    if word not in CLAIM_NOUNS or s.tags[i] not in ("NN", "NNS"):
        return
    by = s.heads[i]
    owner = s.child(i, "poss")
    if s.words[by] == "by" and s.deps[i] == "pobj" and owner >= 0 and word in _RECKONINGS:
        _phrase(scene, by, by + 1, owner, "nominal", 0.85, past=i + 1)
        return
    contents: list[Span] = []
    for kid in s.kids[i]:
        if kid <= i:
            continue
        low, high = s.edges(kid)
        if s.deps[kid] in ("acl", "ccomp", "relcl") and _that_clause(s, kid, low):
            contents.append(s.chars(low, high))
        elif s.words[kid] == "of" and word in FIGURE_NOUNS and scene.numeric(low, high):
            contents.append(s.chars(low + 1, high))
    revised = _revised(scene, i) if word in FIGURE_NOUNS else []
    if not contents and not revised:
        return
    contents += revised
    found = _owner(scene, i)
    if found:
        scene.add(*found, s.chars(i, i + 1), contents, "nominal", 0.85)


def _revised(scene: Scene, noun: int) -> list[Span]:
    """The new figure of a revised one: "cut its forecast to 1.1 percent"."""
    s = scene.syntax
    verb = s.heads[noun]
    if s.deps[noun] not in ("dobj", "nsubjpass") or s.words[verb] not in _REVISES:
        return []
    return [
        s.chars(*s.edges(kid))
        for kid in (*s.kids[verb], *s.kids[noun])
        if kid > noun
        and s.words[kid] in ("to", "from", "at", "by")
        and scene.numeric(*s.edges(kid))
    ]


def _that_clause(s: Syntax, verb: int, first: int) -> bool:
    """Whether a clause is what a claim says ("that 12 died"), not which one it is ("that fell")."""
    if s.words[first] != "that":
        return False
    return s.deps[first] == "mark" or s.tags[first] == "IN"


def _owner(scene: Scene, noun: int) -> tuple[Source, tuple[Source, ...]] | None:
    """Whose claim it is: a possessive, "by X", "from X", or a name before the noun."""
    s = scene.syntax
    for kid in s.kids[noun]:
        if s.deps[kid] == "poss":
            return scene.speakers.read(kid)
    for kid in s.kids[noun]:
        if s.deps[kid] == "prep" and s.words[kid] in ("by", "from"):
            target = s.child(kid, "pobj")
            if target >= 0 and scene.speakers.speaks(target):
                return scene.speakers.read(target)
    of = next((k for k in s.kids[noun] if s.words[k] == "of" and k > noun), -1)
    for kid in range(of + 1, s.edges(of)[1]) if of >= 0 else ():
        target = s.child(kid, "pobj") if s.words[kid] == "by" else -1
        if target >= 0 and scene.speakers.speaks(target):
            return scene.speakers.read(target)
    for kid in s.kids[noun]:
        if s.deps[kid] in ("compound", "nmod") and kid < noun:
            found = scene.speakers.named_before(kid)
            if found:
                return found
    return None
