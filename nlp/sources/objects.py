"""Rules for verbs with an object, an aim or an agent: reported 35 deaths; recorded by police."""

from collections.abc import Iterator

from nlp.lexicon import words
from nlp.sources.cues import OUTLOOK, Governs, Verb
from nlp.sources.frames import Source
from nlp.sources.relays import outlets_told
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import AnyRule, Scene
from nlp.sources.scopes import find_agent, find_speaker, tail
from nlp.text import Span, Syntax

_FINDING = words("saying", "finding")
_WANT = OUTLOOK | words("saying", "figure-wanted")
_TO = words("saying", "point-to")
_OF = words("saying", "speak-of")
_ACCUSE = words("saying", "accuse")
_MENTION = words("saying", "mention")
_TRENDS = words("document_verbs", "trend")
_FIGURE_PREPS = frozenset({"at", "to", "from", "by", "of", "with", "between", "as"})


def _speaker(scene: Scene, subject: int, verb: int) -> tuple[Source, tuple[Source, ...]] | None:
    """The subject as a source, with the outlets that the verb names as relays."""
    found = scene.speakers.read(subject)
    return (found[0], found[1] + outlets_told(scene, verb, subject)) if found else None


@source_rule("outlook", Trait.UNCARRIED, otherwise=False)
def read_outlook(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """What somebody expects or forecasts."""
    return verb.base in OUTLOOK and _read_wish(scene, i, subject, verb, read_outlook)


@source_rule("aim", Trait.UNCARRIED | Trait.UNSAID, otherwise=False)
def read_aim(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """What somebody plans, wants, promises or asks for; dropped where another tells of it."""
    return verb.base not in OUTLOOK and _read_wish(scene, i, subject, verb, read_aim)


def _read_wish(scene: Scene, i: int, subject: int, verb: Verb, rule: AnyRule) -> bool:
    """plans to hire 40; expects growth of 3 percent; called for a cut to 28 percent."""
    s = scene.syntax
    spans = list(_wished(scene, i, verb)) if scene.speakers.speaks(subject) else []
    if not spans:
        return False
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    high = tail(scene, i, high)
    parted = next((k for k in range(low, high) if s.raw[k] == ";"), high)
    contents = [s.chars(low, parted)]
    found = _speaker(scene, subject, i)
    if found:
        scene.add(found, s.chars(i, i + 1), contents, rule)
    return found is not None


def _wished(scene: Scene, i: int, verb: Verb) -> Iterator[Span]:
    """The infinitives, clauses and figures that a verb wishes for, as token spans."""
    s = scene.syntax
    last = scene.bounds(i)[1]
    for kid in s.kids[i]:
        if kid < i:
            continue
        low, high = s.edges(kid)
        if s.deps[kid] in ("xcomp", "ccomp") or (s.deps[kid] == "prep" and s.words[kid] == "for"):
            yield max(low, i + 1), min(high, last)
        elif s.deps[kid] == "dobj" and _is_wanted(scene, verb, kid):
            yield i + 1, min(high, last)


def _is_wanted(scene: Scene, verb: Verb, noun: int) -> bool:
    """Whether an object is a figure that somebody wants or expects: "seeks $5m", "sees growth of
    3 percent"; not a thing ("offers 12 seats")."""
    s = scene.syntax
    low, high = s.edges(noun)
    if not scene.numeric(low, high):
        return False
    if verb.base in _WANT:
        return True
    amount = any(s.raw[t] in "$€£¥%" or s.words[t] == "percent" for t in range(low, high))
    return amount or s.words[noun] in _TRENDS


@source_rule("object", Trait.RESULTS, otherwise=False)
def read_object(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """A verb of counting, estimating or showing with a measured object."""
    s = scene.syntax
    studies = scene.speakers.studies(subject)
    target = next((k for k in s.kids[i] if s.deps[k] in ("dobj", "attr", "oprd") and k > i), None)
    if target is None or not scene.speakers.speaks(subject):
        return False
    if verb.base in _FINDING and not studies:
        return False
    low, high = s.edges(target)
    high = _object_end(scene, i, high, whole=studies)
    if not scene.numeric(low, high) or not _is_own_subject(s, i, subject):
        return False
    found = _speaker(scene, subject, i)
    if found is None:
        return False
    high = tail(scene, i, min(high, scene.bounds(i)[1]))
    loose = verb.base in _MENTION or s.find(subject, "nummod") is not None
    content = s.chars(max(low, i + 1), high)
    scene.add(found, s.chars(i, i + 1), [content], read_object, 0.6 if loose else None)
    return True


def _is_own_subject(s: Syntax, verb: int, subject: int) -> bool:
    """Whether a participle's subject is its own or its noun, not that of a clause far off."""
    if s.tags[verb] != "VBG" or s.find(verb, "nsubj") == subject:
        return True
    return s.deps[verb] in ("conj", "advcl") or s.heads[verb] == subject


def _object_end(scene: Scene, verb: int, high: int, *, whole: bool) -> int:
    """The end of an object with what after it carries a number: "the damage at $40m", "plans to
    build 40". ``whole`` for data that shows: everything the verb governs ("her ahead by 3")."""
    s = scene.syntax
    for kid in s.kids[verb]:
        label = s.deps[kid]
        adds = label == "xcomp" or (label == "prep" and s.words[kid] in _FIGURE_PREPS)
        adds = adds or (whole and label in ("advmod", "oprd", "npadvmod", "dobj"))
        end = s.edges(kid)[1]
        if kid >= high and adds and (whole or scene.numeric(kid, end)):
            high = max(high, end)
    return high


@source_rule("put-at")
def read_put_at(scene: Scene, i: int) -> None:
    """“put the figure at”, active and passive."""
    s = scene.syntax
    last = scene.bounds(i)[1]
    if s.find(i, "auxpass") is not None:
        subject, target = find_agent(s, i), s.find(i, "nsubjpass")
    else:
        subject = find_speaker(s, i)
        target = next((k for k in s.kids[i] if s.deps[k] == "dobj" and k > i), None)
    if target is None or subject is None:
        return
    behind = range(max(target, i) + 1, last)
    at = next((k for k in behind if s.words[k] == "at" and _holds_figure(scene, k, i)), None)
    found = _speaker(scene, subject, i) if at is not None else None
    if found is None or at is None:
        return
    begin, end = s.edges(target)[0], s.edges(at)[1]
    if target > i:
        contents = [s.chars(max(i + 1, begin), end)]
    else:
        contents = [s.chars(at, end), s.chars(begin, target + 1)]
    scene.add(found, s.chars(i, i + 1), contents, read_put_at)


def _holds_figure(scene: Scene, preposition: int, verb: int) -> bool:
    """Whether a preposition below a verb has a number."""
    s = scene.syntax
    return scene.numeric(*s.edges(preposition)) and s.within(preposition, verb)


@source_rule("passive")
def read_passive(scene: Scene, i: int, verb: Verb) -> None:
    """A passive or a participle with an agent; “first reported by” covers the sentence."""
    s = scene.syntax
    agent = find_agent(s, i)
    if agent is None or not verb.governs & (Governs.AGENT | Governs.QUOTE):
        return
    subject = s.find(i, "nsubjpass")
    if subject is None:
        contents = _modified(scene, i)
    else:
        low, high = s.edges(subject)
        contents = [s.chars(low, min(high, i))]
        contents += [s.chars(*s.edges(k)) for k in s.kids[i] if _is_told(s, k, i, agent)]
    beside = (*s.kids[i], *s.kids[agent])
    contents += [s.chars(*s.edges(k)) for k in beside if s.words[k] == "at" and k > agent]
    found = scene.speakers.read(agent) if contents and scene.speakers.speaks(agent) else None
    if found:
        scene.add(found, s.chars(i, i + 1), contents, read_passive)


def _is_told(s: Syntax, kid: int, verb: int, agent: int) -> bool:
    """Whether a part of a passive clause belongs to what the agent says."""
    return agent > kid > verb and s.deps[kid] in ("prep", "xcomp", "oprd")


def _modified(scene: Scene, i: int) -> list[Span]:
    """What a participle with an agent reports: the noun before it, or all around "as reported
    by"."""
    s = scene.syntax
    first, last = scene.bounds(i)
    start = i - 1 if i > first and s.words[i - 1] == "first" else i
    by_as = start > first and s.words[start - 1] == "as"
    start -= by_as
    if by_as or (start < i and start > first and s.raw[start - 1] == ","):
        end = s.edges(i)[1]
        before, after = (first, start), (end, last)
        return [s.chars(*span) for span in (before, after) if span[0] < span[1]]
    noun = s.heads[i]
    if s.deps[i] != "acl":
        return []
    low = s.edges(noun)[0]
    contents = [s.chars(low, i)] if scene.numeric(low, i) else []
    main = s.heads[noun]
    if s.deps[noun] == "nsubj" and s.words[main] in ("include", "includes", "included"):
        contents.append(s.chars(main + 1, max(main + 2, s.edges(main)[1])))
    return contents


@source_rule("stance", Trait.UNCARRIED, otherwise=False)
def read_stance(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """What somebody accuses others of, or points to."""
    s = scene.syntax
    contents = list(_judged(scene, i, verb)) if scene.speakers.speaks(subject) else []
    if not contents:
        return False
    low, high = contents[0][0], contents[-1][1]
    whole = low, tail(scene, i, high)
    found = _speaker(scene, subject, i) if scene.numeric(*whole) else None
    if found:
        scene.add(found, s.chars(i, i + 1), [s.chars(*whole)], read_stance)
    return found is not None


def _judged(scene: Scene, i: int, verb: Verb) -> Iterator[Span]:
    """What is alleged or named under a verb of judging, as token spans."""
    s = scene.syntax
    last = scene.bounds(i)[1]
    target = s.find(i, "dobj") if verb.base in _ACCUSE else None
    below = s.kids[target] if target is not None and target > i else ()
    for kid in (*s.kids[i], *below):
        if kid < i:
            continue
        low, high = s.edges(kid)
        high = min(high, last)
        if kid + 1 < high and _introduces(verb, s.words[kid]):
            yield kid + 1, high
        elif verb.base in _MENTION and s.deps[kid] == "dobj":
            yield low, high


def _introduces(verb: Verb, preposition: str) -> bool:
    """Whether a preposition brings in what a verb judges: accuse of, point to, speak about."""
    return (
        (verb.base in _ACCUSE and preposition in ("of", "with", "for"))
        or (verb.base in _TO and preposition == "to")
        or (verb.base in _OF and preposition in ("of", "about"))
    )
