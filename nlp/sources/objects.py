"""Rules for verbs with complements or an agent: reported 35 deaths; plans to hire 40; put at 12 by.

Which complements of which verbs report a number is data: the table ``constructions``. Each row
belongs to a rule, which says what such a report is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from nlp.lexicon import rows, verbs, words
from nlp.sources.cues import Governs, Verb, governed
from nlp.sources.relays import outlets_told
from nlp.sources.rules import SourceRule, Trait, source_rule
from nlp.sources.scene import Scene
from nlp.sources.scopes import tail
from nlp.text import Span, Syntax

_TRENDS = words("document_verbs", "trend")
_FIGURE_PREPS = frozenset({"at", "to", "from", "by", "of", "with", "between", "as"})
_ASIDES = words("clause_words", "aside")
_THERE = frozenset({"the", "its", "their", "his", "her", "these", "those"})
_BESIDE = words("clause_words", "beside")
_ENDING = verbs("standing", "verb.ending")
_RECORDING = verbs("clause_words", "recording")
_YET = frozenset({"will", "would", "'ll"})
_TO_REACH = words("saying_nouns", "target") | {"mark", "threshold"}
_INCLUDES = frozenset({"include", "includes", "included"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_GIVEN_BY = Governs.AGENT | Governs.QUOTE | Governs.PUTS | Governs.MENTIONS | Governs.AIM


@dataclass(frozen=True, slots=True)
class Construction:
    """One row of the table."""

    rule: str
    governs: Governs
    by_studies: bool
    head: tuple[str, ...]
    also: tuple[str, ...]
    confidence: float


def _constructions() -> tuple[Construction, ...]:
    return tuple(
        Construction(
            row.cells["rule"],
            governed(row.cells["governs"]),
            row.cells["speaker"] == "study",
            tuple(row.cells["head"].split()),
            tuple(row.cells["also"].strip("-").split()),
            float(row.cells["confidence"]),
        )
        for row in rows("constructions")
    )


CONSTRUCTIONS = _constructions()
Complements = list[Span]
Reads = Callable[[Scene, int, Construction], Complements]


def read_complements(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """The frames of the first construction that the verb at token ``i`` has with its subject."""
    s = scene.syntax
    if not _asserts(s, i, verb) or not scene.speakers.speaks(subject):
        return False
    studies = scene.speakers.studies(subject)
    counted = s.find(subject, "nummod") is not None and not scene.speakers.is_person(subject)
    for one in CONSTRUCTIONS:
        if not one.governs & verb.governs or (one.by_studies and not studies):
            continue
        if counted and one.rule == "object":
            continue  # "Twelve schools recorded 40 thefts"
        spans = _RULES[one.rule](scene, i, one)
        if spans and _add(scene, i, subject, one, spans):
            return True
    return False


def _asserts(s: Syntax, i: int, verb: Verb) -> bool:
    """Whether a verb is no bare participle ("sales *projected* to rise") and no purpose ("*to see*
    40 ships")."""
    helped = s.find(i, "aux")
    if s.words[i + 1 : i + 2] == ["off"]:
        return False  # "called off"
    if s.tags[i] == "VBN" and helped is None and not verb.governs & Governs.PUTS:
        aims = verb.governs & (Governs.AIM | Governs.OUTLOOK)
        return s.deps[i] in _MAIN and not aims
    return helped is None or s.words[helped] != "to"


def _add(scene: Scene, i: int, subject: int, one: Construction, spans: Complements) -> bool:
    """Keep the frame of complements that hold a number."""
    s = scene.syntax
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    if one.rule != "stance" and not scene.numeric(low, high):
        return False
    high = tail(scene, i, min(high, scene.bounds(i)[1]))
    high = next((k for k in range(low, high) if s.raw[k] == ";"), high)
    found = scene.speakers.read(subject) if scene.numeric(low, high) else None
    if found is None:
        return False
    told = found[0], found[1] + outlets_told(scene, i, subject)
    low = max(low, i + 1)
    spans = _aimed_at(s, low, high) if one.rule == "aim" else [(low, high)]
    contents = [s.chars(*span) for span in spans if span[0] < span[1]]
    scene.add(told, s.chars(i, i + 1), contents, _RULES[one.rule], one.confidence)
    return True


def _aimed_at(s: Syntax, low: int, high: int) -> list[Span]:
    """What somebody aims at, less what there is already ("to honour *the 40 sailors*"), what only
    stands beside the aim ("to appeal *against an order to pay 12 fines*") and what the narrator
    says of it (", *a move that could cost 12 jobs*")."""
    appositions = (k for k in range(low, high) if s.deps[k] == "appos" and s.words[k] in _ASIDES)
    starts = (s.edges(k)[0] for k in appositions if s.find(k, "relcl") is not None)
    high = min((high, *(start for start in starts if start > low)))
    pieces: list[Span] = []
    for noun in range(low, high):
        if noun >= low and _is_beside(s, noun):
            pieces.append((low, noun if s.deps[noun] == "prep" else s.edges(noun)[0]))
            low = s.edges(noun)[1]
        first, last = s.edges(noun)[0], noun + 1
        there = s.deps[noun] in ("dobj", "pobj") and s.words[first] in _THERE and first >= low
        if there and "CD" in s.tags[first:noun] and s.words[noun] not in _TO_REACH:
            pieces.append((low, first))
            low = last
    return [*pieces, (low, high)]


def _is_beside(s: Syntax, token: int) -> bool:
    """Whether a phrase or clause within an aim is no part of what is aimed at."""
    if s.deps[token] == "prep":
        noun = s.find(token, "pobj")
        if s.words[token] == "from":
            return noun is None  # "bar it from selling 12 ships", not "raise it from 20% to 24%"
        on_noun = s.words[token] not in ("on", "over") or s.tags[s.heads[token]][:2] == "NN"
        return s.words[token] in _BESIDE and on_noun and (noun is None or s.label(noun) != "DATE")
    clause = s.deps[token] == "relcl" and not any(s.tags[k] == "MD" for k in s.kids[token])
    ended = s.tags[token] == "VBG" and s.words[s.heads[s.heads[token]]] in _ENDING
    clause = clause or (s.deps[token] == "acl" and (ended or s.tags[token] == "VBN"))
    marked = s.deps[token] == "advcl" and s.find(token, "mark", "advmod") is not None
    return clause or marked


def _complements(scene: Scene, i: int, one: Construction) -> Complements:
    """The complements behind the verb that a construction takes; none without its head."""
    s, last = scene.syntax, scene.bounds(i)[1]
    target = s.find(i, "dobj")
    spans: Complements = []
    headed = False
    for kid in (*s.kids[i], *(s.kids[target] if target is not None else ())):
        below = "dobj." if s.heads[kid] != i else ""
        if kid < i:
            continue
        low, high = s.edges(kid)
        span = max(low, i + 1), min(high, last)
        head = any(_fits(scene, i, kid, span, slot, below) for slot in one.head)
        if head or any(_fits(scene, i, kid, span, slot, below) for slot in one.also):
            spans.append(span)
            headed = headed or head
    return spans if headed else []


def _fits(scene: Scene, i: int, kid: int, span: Span, slot: str, below: str) -> bool:
    """Whether a word below a verb fills a slot of a construction."""
    s = scene.syntax
    name, mark = slot.rstrip("+$"), slot[-1]
    label = s.deps[kid]
    if label == "xcomp" and s.tags[kid] == "VBG":
        label = "gerund"
    if name not in (below + label, below + s.words[kid]):
        return False
    if mark == "$":
        return _is_amount(scene, i, kid, span)
    return mark != "+" or scene.numeric(*span)


def _is_amount(scene: Scene, i: int, noun: int, span: Span) -> bool:
    """Whether an object is a figure that somebody wants or expects: "seeks $5m", "sees growth of
    3 percent"; not a thing ("offers 12 seats")."""
    s = scene.syntax
    if not scene.numeric(*span):
        return False
    amount = any(s.raw[t] in "$€£¥%" or s.words[t] == "percent" for t in range(*span))
    wants = Governs.WANTS | Governs.OUTLOOK
    return amount or s.words[noun] in _TRENDS or bool(scene.governs(i) & wants)


@source_rule("outlook", Trait.UNCARRIED, otherwise=())
def read_outlook(scene: Scene, i: int, one: Construction) -> Complements:
    """What somebody expects or forecasts."""
    return _complements(scene, i, one)


@source_rule("aim", Trait.UNCARRIED | Trait.UNSAID, otherwise=())
def read_aim(scene: Scene, i: int, one: Construction) -> Complements:
    """What somebody plans, wants, promises or asks for; dropped where another tells of it."""
    return [] if scene.governs(i) & Governs.OUTLOOK else _complements(scene, i, one)


@source_rule("object", Trait.RESULTS, otherwise=())
def read_object(scene: Scene, i: int, one: Construction) -> Complements:
    """A verb of counting, estimating or showing with a measured object."""
    s = scene.syntax
    own = s.tags[i] != "VBG" or s.deps[i] in ("conj", "advcl", "acl")
    subject = s.find(i, "nsubj")
    # "Varland recorded 12 cases"
    where = subject is not None and s.label(subject) in ("GPE", "LOC")
    yet = any(s.words[k] in _YET and s.deps[k] == "aux" for k in s.kids[i])
    if yet or (where and s.words[i] in _RECORDING):
        return []
    return _complements(scene, i, one) if own or s.find(i, "nsubj") is not None else []


@source_rule("put-at", otherwise=())
def read_put_at(scene: Scene, i: int, one: Construction) -> Complements:
    """“put the figure at”, “values it at”, “put a price on”."""
    s, last = scene.syntax, scene.bounds(i)[1]
    found, target = _complements(scene, i, one), s.find(i, "dobj")
    if "on" in one.also:
        return found if "on" in s.words[i:last] else []
    if found or target is None or "dobj" not in one.also:
        return found
    far = (k for k in range(max(target, i) + 1, last) if s.words[k] == "at" and s.within(k, i))
    at = next((k for k in far if scene.numeric(*s.edges(k))), None)
    return [(i + 1, s.edges(at)[1])] if at is not None else []


@source_rule("stance", Trait.UNCARRIED, otherwise=())
def read_stance(scene: Scene, i: int, one: Construction) -> Complements:
    """What somebody accuses others of, or points to."""
    return _complements(scene, i, one)


_RULES: dict[str, SourceRule[[Scene, int, Construction], Complements]] = {
    rule.id: rule for rule in (read_outlook, read_aim, read_object, read_put_at, read_stance)
}


# -- passives ------------------------------------------------------------------------------------


@source_rule("passive")
def read_passive(scene: Scene, i: int, verb: Verb) -> None:
    """A passive or a participle with an agent: “was put at 12 by”, “is said by X to hold 12”;
    “first reported by” covers the sentence."""
    s = scene.syntax
    agent = s.agent(i)
    if agent is None or not scene.speakers.speaks(agent):
        return
    subject = s.find(i, "nsubjpass")
    if s.find(i, "prt") is not None:
        return  # "called in by"
    if subject is not None and s.words[subject] in ("responsibility", "credit", "blame"):
        return  # "was claimed by X": a deed
    told = [k for k in s.kids[i] if k > i and _is_told(scene, k)]
    infinitive = any(s.deps[k] == "xcomp" for k in told)
    if not verb.governs & (_GIVEN_BY) and not infinitive:
        return
    if subject is None:
        contents = _modified(scene, i)
    else:
        low, high = s.edges(subject)
        contents = [s.chars(low, min(high, i))]
    contents += [s.chars(*s.edges(k)) for k in (*told, *s.kids[agent]) if _is_told(scene, k)]
    found = scene.speakers.read(agent) if contents else None
    if found:
        scene.add(found, s.chars(i, i + 1), contents, read_passive)


def _is_told(scene: Scene, kid: int) -> bool:
    """Whether a part of a passive clause belongs to what the agent says."""
    s = scene.syntax
    if s.deps[kid] == "prep":
        return s.words[kid] in _FIGURE_PREPS and scene.numeric(*s.edges(kid))
    return s.deps[kid] in ("xcomp", "oprd")


def _modified(scene: Scene, i: int) -> list[Span]:
    """What a participle with an agent reports: the noun before it, or all around "as reported
    by"."""
    s = scene.syntax
    first, last = scene.bounds(i)
    start = i - (i > first and s.words[i - 1] == "first")
    by_as = start > first and s.words[start - 1] == "as"
    start -= by_as
    if by_as or (start < i and start > first and s.raw[start - 1] == ","):
        spans = (first, start), (s.edges(i)[1], last)
        return [s.chars(*span) for span in spans if span[0] < span[1]]
    noun = s.heads[i]
    while s.deps[noun] == "pobj" and not scene.numeric(s.edges(noun)[0], i):
        noun = s.heads[s.heads[noun]]  # "the $9m in sales *touted* by X"
    low = s.edges(noun)[0]
    if s.deps[i] != "acl":
        return []
    main = s.heads[noun]
    listed = s.deps[noun] == "nsubj" and s.words[main] in _INCLUDES
    pieces = [(low, i), *([(main + 1, s.edges(main)[1])] if listed else [])]
    return [s.chars(*span) for span in pieces if span[0] < span[1] and scene.numeric(*span)]
