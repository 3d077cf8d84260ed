"""Rules for phrases without a reporting verb: according to, per, X's estimate of; and for what
plans provide and companies earn."""

from collections.abc import Iterable

from nlp.lexicon import verbs, words
from nlp.lexicon.nouns import BODY_NOUNS, CLAIM_NOUNS, DOCUMENT_NOUNS, FIGURE_NOUNS, ISSUING
from nlp.sources.clauses import said_that
from nlp.sources.frames import Reading, Source
from nlp.sources.names import is_outlet
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import AnyRule, Scene, set_off_by
from nlp.sources.scopes import (
    DASHES,
    compares,
    find_subject,
    joined_clause,
    right_scope,
)
from nlp.text import Span, Syntax
from terms.enums import SourceClass

_STUDIES = words("documents", "study")
_RECKONINGS = words("saying_nouns", "reckoning")
_REVISES = verbs("document_verbs", "revised")
_PLANS = words("documents", "plan")
_PROVIDES = verbs("document_verbs", "provides", ongoing=False)
_RELEASES = verbs("document_verbs", "released", ongoing=False)
_EARN = verbs("document_verbs", "earned", ongoing=False)
_RESULTS = words("levels", "noun.result")
_TARGETS = words("saying_nouns", "target")
_SCALES = frozenset({"percent", "million", "billion", "trillion"})
_BY_RECKONING = ("by", "in", "on")
_STOPS = frozenset({",", "—", "–", "--", ";", ":"})
_SET_OFF = frozenset({",", "(", "”", '"', "''", "—", "–"})
_LEAD_TAGS = frozenset({"CC", "RB", ",", "_SP", "``", "''", "-LRB-"})


@set_off_by({"according"})
@source_rule("according-to", Trait.ASIDE | Trait.RESULTS)
def read_according(scene: Scene, i: int) -> None:
    """“according to” before, after or inside what it reports."""
    s = scene.syntax
    if i + 2 >= len(s.words) or s.words[i + 1] != "to":
        return
    noun = s.find(i + 1, "pobj")
    noun = s.find(i, "pobj") if noun is None else noun
    if noun is not None:
        _read_phrase(scene, (i, i + 2), noun, read_according)


@set_off_by({"per"})
@source_rule("per", Trait.ASIDE)
def read_per(scene: Scene, i: int) -> None:
    """“per” and “as per” before a name, a body or a document, set off by a comma."""
    s = scene.syntax
    noun = s.find(i, "pobj")
    start = i - 1 if i and s.words[i - 1] == "as" else i
    if noun is None or (start > s.bounds(i)[0] and s.raw[start - 1] not in _SET_OFF):
        return
    named = s.label(noun) in ("ORG", "PERSON") or s.words[noun] in BODY_NOUNS | DOCUMENT_NOUNS
    if named or is_outlet(scene.speakers.text(*scene.speakers.span(noun))):
        _read_phrase(scene, (start, i + 1), noun, read_per)


def _read_phrase(scene: Scene, cue: Span, noun: int, rule: AnyRule, *, past: int = 0) -> None:
    """A frame for a phrase whose cue are the tokens ``cue`` and whose source is the noun; it ends
    no sooner than ``past``."""
    s = scene.syntax
    found = scene.speakers.read(noun)
    if found is None:
        return
    start, cue_span = cue[0], s.chars(*cue)
    first, last = scene.bounds(start)
    end = max(scene.speakers.span(noun)[1], past)
    while end < last and s.raw[end] not in _STOPS:
        end += 1
    lead = start
    while lead > first and s.tags[lead - 1] in _LEAD_TAGS:
        lead -= 1
    if lead == first:
        contents = [s.chars(end, last)] if end < last else []
    else:
        contents = [s.chars(_after_dash(scene, first, start), start)]
        if end < last and (_resumes(scene, start, end, last) or compares(scene, end, last)):
            contents.append(s.chars(end, last))
        elif joined := joined_clause(scene, end, last):
            scene.add(found, cue_span, [joined], joined_clause)
    scene.add(found, cue_span, contents, rule)


def _after_dash(scene: Scene, first: int, stop: int) -> int:
    """Where the words before a phrase begin: behind a single dash that opens a clause with a
    number ("… – raising it to 40 in the north, according to X"), else at the sentence."""
    s = scene.syntax
    dashes = [
        token
        for token in range(first + 1, stop - 1)
        if s.raw[token] in DASHES
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
    after = s.words[end + 1 if end + 1 < last else end]
    goes_on = end < s.heads[start] < last or end < root < last
    return goes_on and after not in ("which", "who", "while", "but")


def read_surveys(scene: Scene) -> None:
    """Every sentence that a poll or study opens ("In a survey of …"), unless it has a speaker."""
    s = scene.syntax
    for first, last in s.sentences:
        while first < last - 1 and s.words[first] in ("“", '"', "and", "but"):
            first += 1
        if s.words[first] == "in":
            _read_survey(scene, first)


@source_rule("in-a-survey")
def _read_survey(scene: Scene, i: int) -> None:
    """A poll or study that opens the sentence."""
    s = scene.syntax
    last = scene.bounds(i)[1]
    noun = s.find(i, "pobj")
    if noun is None or s.words[noun] not in _STUDIES:
        return
    end = s.edges(i)[1]
    if end >= last or s.raw[end] != ",":
        end = next((k for k in range(noun, last) if s.raw[k] == ","), last)
    if end == last:
        return
    found = scene.speakers.read(noun)
    low, high = s.starts[end], s.ends[last - 1]
    said = any(f.cue and low <= f.cue[0] < high and f.rule == said_that.id for f in scene.frames)
    if found and not said:
        scene.add(found, s.chars(i, i + 1), [s.chars(end, last)], _read_survey)


# -- nouns for claims ----------------------------------------------------------------------------


@set_off_by(CLAIM_NOUNS)
@source_rule("nominal")
def read_nominal(scene: Scene, i: int) -> None:
    """A noun for a claim with its owner: X's estimate of, X's claim that, cut its forecast to."""
    s = scene.syntax
    word = s.words[i]
    if s.tags[i] not in ("NN", "NNS"):
        return
    by, owner = s.heads[i], s.find(i, "poss")
    owner = s.find(i, "prep", "poss") if owner is None else owner
    if owner is not None and s.words[owner] == "of":
        owner = s.find(owner, "pobj")
    reckoned = s.words[by] in _BY_RECKONING and s.deps[i] == "pobj" and word in _RECKONINGS
    if reckoned and owner is not None and scene.speakers.speaks(owner):
        _read_phrase(scene, (by, by + 1), owner, read_nominal, past=i + 1)
        return
    claimed: list[Span] = []
    for kid in (k for k in s.kids[i] if k > i):
        low, high = s.edges(kid)
        if s.deps[kid] in ("acl", "ccomp", "relcl") and _is_that_clause(s, low):
            claimed.append(s.chars(low, high))
        elif s.words[kid] == "of" and word in FIGURE_NOUNS and scene.numeric(low, high):
            claimed.append(s.chars(low + 1, high))
    if word in FIGURE_NOUNS:
        claimed += _revised(scene, i)
    wanted = read_owned(scene, i)
    found = _owner(scene, i) if claimed or wanted else None
    if found and claimed:
        scene.add(found, s.chars(i, i + 1), claimed, read_nominal)
    if found and wanted:
        scene.add(found, s.chars(i, i + 1), wanted, read_owned)


def _is_that_clause(s: Syntax, first: int) -> bool:
    """Whether a clause is what a claim says ("that 12 died"), not which one it is ("that fell")."""
    return s.words[first] == "that" and (s.deps[first] == "mark" or s.tags[first] == "IN")


@source_rule("owned-aim", Trait.UNCARRIED, otherwise=())
def read_owned(scene: Scene, noun: int) -> list[Span]:
    """What somebody's plan, target or request is: the Greens' 40 percent target, the board's
    request for $9m, its plan to close 12 halls."""
    s = scene.syntax
    found: list[Span] = []
    for kid in (k for k in s.kids[noun] if k > noun):
        low, high = s.edges(kid)
        planned = s.deps[kid] == "acl" and s.words[low] == "to" and s.tags[kid] == "VB"
        asked = s.words[kid] == "for" and s.words[noun] in FIGURE_NOUNS
        if (planned or asked) and scene.numeric(low, high):
            found.append(s.chars(low + 1, high))
    owner = s.find(noun, "poss")
    if owner is not None and s.words[noun] in _TARGETS:
        between = range(s.edges(owner)[1], noun)
        if any(s.raw[k] in "$€£¥%" or s.words[k] in _SCALES for k in between):
            found.append(s.chars(between.start, noun))
    return found


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


def _owner(scene: Scene, noun: int) -> Reading | None:
    """Whose claim it is: a possessive, "by X", "from X", or a name before the noun."""
    s, kids = scene.syntax, scene.syntax.kids[noun]
    owner = s.find(noun, "poss")
    if owner is not None:
        return scene.speakers.read(owner)
    found = _first_speaker(scene, (k for k in kids if s.deps[k] == "prep"), ("by", "from"))
    if found:
        return found
    of = next((k for k in kids if s.words[k] == "of" and k > noun), None)
    found = _first_speaker(scene, range(of + 1, s.edges(of)[1]), ("by",)) if of else None
    if found:
        return found
    for kid in kids:
        if s.deps[kid] in ("compound", "nmod") and kid < noun:
            source = scene.speakers.naming.named_before(kid)
            if source:
                return source, ()
    return None


def _first_speaker(
    scene: Scene, prepositions: Iterable[int], among: tuple[str, ...]
) -> Reading | None:
    """The first noun behind one of the prepositions that can be a source."""
    s = scene.syntax
    for token in prepositions:
        target = s.find(token, "pobj") if s.words[token] in among else None
        if target is not None and scene.speakers.speaks(target):
            return scene.speakers.read(target)
    return None


# -- what documents provide and companies earn ---------------------------------------------------


@set_off_by(ISSUING | _RELEASES)
def note_release(scene: Scene, i: int) -> None:
    """Remember whose a document is: "the ministry unveiled a plan", "a plan drafted by X"."""
    s = scene.syntax
    noun = s.find(i, "dobj")
    if noun is not None and noun > i and _is_document(s, noun):
        owner = find_subject(s, i)
    elif s.deps[i] == "acl" and _is_document(s, s.heads[i]):
        noun, owner = s.heads[i], s.agent(i)
    else:
        return
    found = None
    if owner is not None and scene.speakers.speaks(owner):
        found = scene.speakers.read(owner)
    if found:
        start, end = s.chars(noun, noun + 1)
        name, kind = found[0].name, found[0].source_class
        scene.speakers.antecedents.remember(Source(start, end, s.raw[noun], name, kind))


def _is_document(s: Syntax, noun: int) -> bool:
    return s.words[noun] in DOCUMENT_NOUNS or s.words[noun] in _PLANS


@set_off_by(_PLANS)
@source_rule("document-provides", Trait.UNCARRIED)
def read_provision(scene: Scene, i: int) -> None:
    """What a plan, bill or budget provides, where the text says whose it is."""
    s = scene.syntax
    verb = s.heads[i]
    if s.deps[i] != "nsubj" or verb <= i or not s.is_verb(verb) or s.words[verb] not in _PROVIDES:
        return
    low, high = verb + 1, right_scope(scene, verb, verb + 1)
    if low < high and scene.numeric(low, high):
        _provide(scene, i, verb, s.chars(low, high))


@set_off_by({"under"})
def read_under(scene: Scene, i: int) -> None:
    """Under the ministry's plan, rents would be capped at 40: a plan that opens a sentence."""
    s = scene.syntax
    first, last = scene.bounds(i)
    noun = s.find(i, "pobj")
    if i != first or noun is None or s.words[noun] not in _PLANS:
        return
    end = next((k for k in range(noun + 1, last) if s.raw[k] == ","), None)
    if end is not None:
        _provide(scene, noun, i, s.chars(end, last))


def _provide(scene: Scene, plan: int, cue: int, content: Span) -> None:
    """A frame for what a plan provides, if it is somebody's."""
    found = scene.speakers.issued(plan)
    if found is not None and found.source_class is not SourceClass.DOCUMENT:
        scene.add((found, ()), scene.syntax.chars(cue, cue + 1), [content], read_provision)


@set_off_by(_EARN)
@source_rule("own-results", Trait.RESULTS)
def read_results(scene: Scene, i: int) -> None:
    """A company's earnings: its own word."""
    s = scene.syntax
    subject, target = s.find(i, "nsubj"), s.find(i, "dobj")
    if subject is None or target is None or target < i or not s.is_verb(i):
        return
    if not scene.speakers.is_company(subject):
        return
    low, high = s.edges(target)
    money = any(s.raw[t] in "$€£¥" or s.label(t) == "MONEY" for t in range(low, high))
    if not money and not any(s.words[t] in _RESULTS for t in range(low, high)):
        return
    found = scene.speakers.read(subject)
    if found:
        last = scene.bounds(i)[1]
        scene.add(found, s.chars(i, i + 1), [s.chars(i + 1, last)], read_results)
