"""Rules for phrases without a reporting verb: according to, per, X's estimate of; and for what
plans provide and companies earn."""

from collections.abc import Iterator

from nlp.lexicon import verbs, words
from nlp.lexicon.nouns import (
    BODY_NOUNS,
    CLAIM_NOUNS,
    DOCUMENT_NOUNS,
    FIGURE_NOUNS,
    ISSUING,
    RESOLVED_BODIES,
)
from nlp.sources.frames import Reading, Source
from nlp.sources.names import is_outlet
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import AnyRule, Scene, set_off_by
from nlp.sources.scopes import (
    compares,
    find_subject,
    joined_clause,
    resumes,
    right_scope,
)
from nlp.text import Span, Syntax
from nlp.text.tags import PLACE_LABELS

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
_WITHIN = 0.6  # confidence of a poll that does not open its sentence
_POLL_GOES_ON = ([",", "with"], [",", "while"])
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


def _read_phrase(
    scene: Scene,
    cue: Span,
    noun: int,
    rule: AnyRule,
    *,
    past: int = 0,
    sure: float | None = None,
) -> None:
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
        end = s.edges(start)[1] if end == last else end  # "In a Norvo poll 31% chose …"
        contents = [s.chars(end, last)] if end < last else []
    else:
        contents = [s.chars(first, start)]
        goes_on = rule is read_survey and s.words[end : end + 2] in _POLL_GOES_ON
        goes_on = goes_on or resumes(s, s.heads[start], end, last) or compares(scene, end, last)
        if end < last and goes_on:
            contents.append(s.chars(end, last))
        elif joined := joined_clause(scene, end, last):
            scene.add(found, cue_span, [joined], joined_clause)
    scene.add(found, cue_span, contents, rule, sure)


@set_off_by({"in"})
@source_rule("in-a-survey", Trait.ASIDE)
def read_survey(scene: Scene, i: int) -> None:
    """A poll or study that opens the sentence, or the poll of a named pollster anywhere in it."""
    s = scene.syntax
    noun, first = s.find(i, "pobj"), scene.bounds(i)[0]
    if noun is None:
        return
    opens = all(s.tags[k] in _LEAD_TAGS for k in range(first, i)) and s.words[noun] in _STUDIES
    asked = s.words[noun] in ("poll", "survey") or s.words[noun - 1] == "polling"
    asked = asked or s.words[noun : noun + 2] == ["average", "of"]
    if opens or (asked and _named(scene, noun)):
        sure = read_survey.confidence if opens else _WITHIN
        _read_phrase(scene, (i, i + 1), noun, read_survey, past=s.edges(i)[1], sure=sure)


def _named(scene: Scene, poll: int) -> bool:
    """Whether the text says whose poll it is: a body's, no place's ("the Lornby poll" elects)."""
    s, found = scene.syntax, scene.speakers.issued(poll)
    if found is None or s.words[s.edges(poll)[0]] != "the":
        return found is not None
    first, last = scene.speakers.span(poll)
    placed = any(s.label(k) in PLACE_LABELS for k in range(first, last))
    return not placed or "/" in s.raw[first:last]  # "the Datum/Herald poll"


# -- nouns for claims ----------------------------------------------------------------------------


@set_off_by(CLAIM_NOUNS)
@source_rule("nominal")
def read_nominal(scene: Scene, i: int) -> None:
    """A noun for a claim with its owner: X's estimate of, X's claim that, cut its forecast to."""
    s = scene.syntax
    by, owner, word = s.heads[i], s.find(i, "poss"), s.words[i]
    if s.tags[i] not in ("NN", "NNS"):
        return
    reckoned = s.words[by] in _BY_RECKONING and s.deps[i] == "pobj" and word in _RECKONINGS
    if owner is None:
        owner = next(s.objects(i, "of"), None)
    if reckoned and owner is not None and scene.speakers.speaks(owner):
        _read_phrase(scene, (by, by + 1), owner, read_nominal, past=i + 1)
        return
    claimed = [s.chars(*span) for span in _claimed(scene, i)]
    wanted = read_owned(scene, i)
    found = _owner(scene, i) if claimed or wanted else None
    for contents, rule in ((claimed, read_nominal), (wanted, read_owned)):
        if found and contents:
            scene.add(found, s.chars(i, i + 1), contents, rule)


def _claimed(scene: Scene, noun: int) -> Iterator[Span]:
    """What a claim says: its clause, its figure, the new figure of a revised one ("cut its
    forecast to 1.1 percent")."""
    s = scene.syntax
    verb = s.heads[noun]
    figure = s.words[noun] in FIGURE_NOUNS
    revised = s.deps[noun] in ("dobj", "nsubjpass") and s.words[verb] in _REVISES
    parts = ("of", "to", "from", "at", "by") if revised else ("of",)
    for kid in (*s.kids[noun], *(s.kids[verb] if revised else ())):
        low, high = s.edges(kid)
        if kid > noun and s.deps[kid] in ("acl", "ccomp", "relcl") and _is_that_clause(s, low):
            yield low, high
        elif kid > noun and figure and scene.numeric(low, high) and s.words[kid] in parts:
            yield low + 1, high


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


def _owner(scene: Scene, noun: int) -> Reading | None:
    """Whose claim it is: a possessive, "by X", "from X", or a name before the noun."""
    s, speakers = scene.syntax, scene.speakers
    owner = s.find(noun, "poss")
    if owner is not None:
        return speakers.read(owner)
    for target in (*s.objects(noun, "by", "from"), *s.objects(noun, "of")):
        inner = target if s.words[s.heads[target]] != "of" else next(s.objects(target, "by"), None)
        if inner is not None and speakers.speaks(inner):
            return speakers.read(inner)
    before = (kid for kid in s.kids[noun] if s.deps[kid] in ("compound", "nmod") and kid < noun)
    named = next(filter(None, map(speakers.naming.named_before, before)), None)
    return (named, ()) if named else None


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
    """What a plan, bill or budget provides, where the text says whose it is: “The plan includes
    …”, “Under the plan, …”."""
    s = scene.syntax
    head, (first, last) = s.heads[i], scene.bounds(i)
    if s.deps[i] == "nsubj" and head > i and s.is_verb(head) and s.words[head] in _PROVIDES:
        low, high = head + 1, right_scope(scene, head, head + 1)
    elif s.deps[i] == "pobj" and head == first and s.words[head] == "under":
        low, high = next((k for k in range(i + 1, last) if s.raw[k] == ","), last), last
    else:
        return
    found = scene.speakers.issued(i) if low < high and scene.numeric(low, high) else None
    if found is not None:
        scene.add((found, ()), s.chars(head, head + 1), [s.chars(low, high)], read_provision)


@set_off_by(_EARN)
@source_rule("own-results", Trait.RESULTS)
def read_results(scene: Scene, i: int) -> None:
    """A company's earnings: its own word."""
    s = scene.syntax
    subject, target = s.find(i, "nsubj"), s.find(i, "dobj")
    if subject is None or target is None or target < i or not s.is_verb(i):
        return
    if s.label(subject) != "ORG" and s.words[subject] not in RESOLVED_BODIES:
        return
    low, high = s.edges(target)
    money = any(s.raw[t] in "$€£¥" or s.label(t) == "MONEY" for t in range(low, high))
    if not money and not any(s.words[t] in _RESULTS for t in range(low, high)):
        return
    found = scene.speakers.read(subject)
    if found:
        last = scene.bounds(i)[1]
        scene.add(found, s.chars(i, i + 1), [s.chars(i + 1, last)], read_results)
