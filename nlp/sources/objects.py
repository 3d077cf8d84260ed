"""Rules for verbs with an object, an aim or an agent: reported 35 deaths; recorded by police."""

from nlp.sources.cues import Governs, Verb
from nlp.sources.frames import Source
from nlp.sources.relays import outlets_told
from nlp.sources.scene import Scene
from nlp.sources.scopes import tail
from nlp.sources.subjects import find_subject, is_speaker
from nlp.text.syntax import Span, Syntax

# Verbs that count only in a document's or a researcher's mouth: "found 40 buses" is a deed.
_PHYSICAL = frozenset(
    [
        "find",
        "show",
        "demonstrate",
        "illustrate",
        "detail",
        "discover",
        "hear",
        "learn",
        "list",
        "describe",
        "rank",
        "publish",
        "prove",
        "outline",
    ]
)
OUTLOOK = frozenset({"expect", "forecast", "project", "predict", "anticipate", "foresee", "see"})
_WANT = OUTLOOK | frozenset(
    ["want", "plan", "demand", "propose", "promise", "pledge", "target", "budget", "aim", "guide"]
)
_TRENDS = frozenset(
    ["growth", "rise", "increase", "decline", "fall", "drop", "loss", "profit", "sales", "demand"]
)
_FIGURE_PREPS = frozenset({"at", "to", "from", "by", "of", "with", "between", "as"})
_LIVES = frozenset({"life", "lives", "victim", "victims"})
_TO = frozenset({"point", "refer", "allude"})
_OF = frozenset({"speak", "talk", "complain", "boast", "brag", "warn"})
_ACCUSE = frozenset({"accuse", "blame", "charge", "fault"})
_MENTION = frozenset(
    {"cite", "mention", "reference", "highlight", "tout", "recall", "stress", "note"}
)


def read_aim(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """plans to hire 40; expects growth of 3 percent; called for a cut to 28 percent."""
    s = scene.syntax
    _, last = scene.bounds(i)
    if not scene.speakers.speaks(subject):
        return False
    spans: list[Span] = []
    for kid in s.kids[i]:
        if kid < i:
            continue
        if s.deps[kid] in ("xcomp", "ccomp") or (s.deps[kid] == "prep" and s.words[kid] == "for"):
            low, high = s.edges(kid)
            spans.append((max(low, i + 1), min(high, last)))
        elif s.deps[kid] == "dobj" and _wanted(scene, verb, kid):
            spans.append((i + 1, min(s.edges(kid)[1], last)))
    if not spans:
        return False
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    high = tail(scene, i, high)
    parted = next((k for k in range(low, high) if s.raw[k] == ";"), high)
    contents = [s.chars(low, parted)]
    found = _speaker(scene, subject, i)
    if found is None:
        return False
    rule = "outlook" if verb.base in OUTLOOK else "aim"
    scene.add(*found, s.chars(i, i + 1), contents, rule, 0.65)
    return True


def _wanted(scene: Scene, verb: Verb, noun: int) -> bool:
    """Whether an object is a figure that somebody wants or expects: "seeks $5m", "sees growth of
    3 percent"; not a thing ("offers 12 seats")."""
    s = scene.syntax
    low, high = s.edges(noun)
    if not scene.numeric(low, high):
        return False
    if verb.base in _WANT:
        return True
    if verb.base not in ("see", "seek", "offer", "request"):
        return False
    amount = any(s.raw[t] in "$€£¥%" or s.words[t] == "percent" for t in range(low, high))
    return amount or s.words[noun] in _TRENDS


def read_object(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """reported 35 deaths; shows a 14% rise; estimates the damage at $40m."""
    s = scene.syntax
    _, last = scene.bounds(i)
    target = next((k for k in s.kids[i] if s.deps[k] in ("dobj", "attr", "oprd") and k > i), -1)
    if target < 0 or not scene.speakers.speaks(subject):
        return False
    if verb.base in _PHYSICAL and not scene.speakers.studies(subject):
        return False
    low, high = s.edges(target)
    high = _object_end(scene, i, high, whole=scene.speakers.studies(subject))
    if not scene.numeric(low, high) or not _own_subject(s, i, subject):
        return False
    found = _speaker(scene, subject, i)
    if found is None:
        return False
    high = tail(scene, i, min(high, last))
    sure = 0.6 if verb.base in _MENTION or s.child(subject, "nummod") >= 0 else 0.75
    scene.add(*found, s.chars(i, i + 1), [s.chars(max(low, i + 1), high)], "object", sure)
    return True


def _own_subject(s: Syntax, verb: int, subject: int) -> bool:
    """Whether a participle's subject is its own or its noun, not that of a clause far off."""
    if s.tags[verb] != "VBG" or s.child(verb, "nsubj") == subject:
        return True
    return s.deps[verb] in ("conj", "advcl") or s.heads[verb] == subject


def _object_end(scene: Scene, verb: int, high: int, *, whole: bool) -> int:
    """The end of an object with what after it carries a number: "the damage at $40m", "plans to
    build 40". ``whole`` for data that shows: everything the verb governs ("her ahead by 3")."""
    s = scene.syntax
    for kid in s.kids[verb]:
        label = s.deps[kid]
        if kid >= high and (
            label == "xcomp"
            or (label == "prep" and s.words[kid] in _FIGURE_PREPS)
            or (whole and label in ("advmod", "oprd", "npadvmod", "dobj"))
        ):
            end = s.edges(kid)[1]
            if whole or scene.numeric(kid, end):
                high = max(high, end)
    return high


def read_put_at(scene: Scene, i: int) -> None:
    """put the toll at 112; the toll was put at 112 by rescuers."""
    s = scene.syntax
    _, last = scene.bounds(i)
    if s.child(i, "auxpass") >= 0:
        subject = next((s.child(k, "pobj") for k in s.kids[i] if s.words[k] == "by"), -1)
        target = s.child(i, "nsubjpass")
    else:
        subject = find_subject(s, i)
        target = next((k for k in s.kids[i] if s.deps[k] == "dobj" and k > i), -1)
    if target < 0 or not is_speaker(s, subject):
        return
    at = next(
        (
            k
            for k in range(max(target, i) + 1, last)
            if s.words[k] == "at" and scene.numeric(*s.edges(k)) and s.within(k, i)
        ),
        -1,
    )
    found = _speaker(scene, subject, i) if at >= 0 else None
    if not found:
        return
    contents = [s.chars(at, s.edges(at)[1])]
    if target > i:
        contents = [s.chars(max(i + 1, s.edges(target)[0]), s.edges(at)[1])]
    else:
        contents.append(s.chars(s.edges(target)[0], target + 1))
    scene.add(*found, s.chars(i, i + 1), contents, "put-at", 0.9)


def read_passive(scene: Scene, i: int, verb: Verb) -> None:
    """were reported by the institute; cases recorded by police; first reported by the Courier."""
    s = scene.syntax
    agent = next((s.child(k, "pobj") for k in s.kids[i] if s.words[k] == "by"), -1)
    if agent < 0 or not verb.governs & (Governs.AGENT | Governs.QUOTE):
        return
    subject = s.child(i, "nsubjpass")
    contents: list[Span] = []
    if subject >= 0:
        low, high = s.edges(subject)
        contents.append(s.chars(low, min(high, i)))
        for kid in s.kids[i]:
            after = kid > agent and s.deps[kid] in ("xcomp", "ccomp")
            between = agent > kid > i and s.deps[kid] in ("prep", "xcomp", "oprd")
            if after or between:
                contents.append(s.chars(*s.edges(kid)))
    else:
        contents = _modified(scene, i)
    contents += [
        s.chars(*s.edges(k))
        for k in (*s.kids[i], *s.kids[agent])
        if s.words[k] == "at" and k > agent
    ]
    if not contents or not scene.speakers.speaks(agent):
        return
    found = scene.speakers.read(agent)
    if found:
        scene.add(*found, s.chars(i, i + 1), contents, "passive", 0.85)


def _modified(scene: Scene, i: int) -> list[Span]:
    """What a participle with an agent reports: the noun before it, or all around "as reported by".

    The predicate belongs to it only where it spells the noun out ("goals set by X include 40").
    """
    s = scene.syntax
    first, last = scene.bounds(i)
    start = i - 1 if i > first and s.words[i - 1] == "first" else i
    if start > first and s.words[start - 1] == "as":
        end = s.edges(i)[1]
        rest = [s.chars(end, last)] if end < last else []
        return [s.chars(first, start - 1), *rest] if start - 1 > first else rest
    if start < i and start > first and s.raw[start - 1] == ",":
        end = s.edges(i)[1]
        return [s.chars(first, start), *([s.chars(end, last)] if end < last else [])]
    noun = s.heads[i]
    if s.deps[i] == "conj" and s.deps[noun] == "acl":
        noun = s.heads[noun]
    elif s.deps[i] != "acl":
        return []
    low = s.edges(noun)[0]
    contents = [s.chars(low, i)] if low < i and scene.numeric(low, i) else []
    main = s.heads[noun]
    if s.deps[noun] == "nsubj" and s.words[main] in ("include", "includes", "included"):
        contents.append(s.chars(main + 1, max(main + 2, s.edges(main)[1])))
    return contents


def read_stance(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """accused them of hiding 40; pointed to projects such as 40 parks: what is alleged or named."""
    s = scene.syntax
    last = scene.bounds(i)[1]
    if not scene.speakers.speaks(subject):
        return False
    contents: list[Span] = []
    target = s.child(i, "dobj") if verb.base in _ACCUSE else -1
    for kid in (*s.kids[i], *(s.kids[target] if target > i else ())):
        if kid < i:
            continue
        low, high = s.edges(kid)
        high = min(high, last)
        word = s.words[kid]
        if kid + 1 < high and (
            (verb.base in _ACCUSE and word in ("of", "with", "for"))
            or (verb.base in _TO and word == "to")
            or (verb.base in _OF and word in ("of", "about"))
        ):
            contents.append(s.chars(kid + 1, high))
        elif verb.base in _MENTION and s.deps[kid] == "dobj":
            contents.append(s.chars(low, high))
    if contents:
        low, high = contents[0][0], contents[-1][1]
        token = s.token_at(high - 1) + 1
        contents = [(low, s.chars(i, tail(scene, i, token))[1])]
    if not contents or not any(_numeric(scene, span) for span in contents):
        return False
    found = _speaker(scene, subject, i)
    if found is None:
        return False
    scene.add(*found, s.chars(i, i + 1), contents, "stance", 0.6)
    return True


def _numeric(scene: Scene, span: Span) -> bool:
    s = scene.syntax
    return span[1] > 0 and scene.numeric(s.token_at(span[0]), s.token_at(span[1] - 1) + 1)


def _speaker(scene: Scene, subject: int, verb: int) -> tuple[Source, tuple[Source, ...]] | None:
    """The subject as a source, with the outlets that the verb names as relays."""
    found = scene.speakers.read(subject)
    if found is None:
        return None
    source, relays = found
    return source, relays + outlets_told(scene, verb, subject)
