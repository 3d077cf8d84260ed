"""How firmly a text states a number, and whether a count adds up.

The words near the number are asked first, then the noun that it is a number of and what modifies
that noun, then the verbs above it, nearest first. Where none says more, it is stated. Words stand
in the tables ``standing``, ``standing_cues`` and ``accumulation``; here is which counts for which.
"""

from nlp.lexicon import pattern, words
from nlp.meaning.modality import (
    DESCRIBING,
    STATUS_OF_NOUN,
    STATUS_OF_VERB,
    is_known,
    status_by_verbs,
    statuses,
)
from nlp.meaning.record import NumberFrame
from nlp.text import Cues, Grammar, expected_by
from nlp.time import Tense, tense_of
from terms.enums import Accumulation, Change, Kind, Region, Status

_OLD_LEVEL = Cues.of("standing_cues", "old.")
_NEAR = Cues.of("standing_cues", "near.")
_TAKEN_BACK = Cues.of("standing_cues", "taken-back.")
_INSTEAD = Cues.of("standing_cues", "correction.")
_DISPUTED = Cues.of("standing_cues", "next.")
_VERDICT = Cues.of("standing_cues", "verdict.")
_ADDS_UP = Cues.of("accumulation")
_CLAIM_LINE, _TOLD = pattern("standing_cues.sentence.claim"), pattern("standing_cues.sentence.told")
_MODIFIERS = statuses("modifier.")
_UNREAL = words("standing", "state.unreal")
_ASKING, _REALISED = words("standing", "verb.asking"), words("standing", "verb.realised")


def status_of(frame: NumberFrame, change: Change | None, grammar: Grammar) -> Status:
    """The status of a number; see the module for the order in which its words are asked."""
    sentence, at = frame.before + frame.after, len(frame.before)
    if change is Change.FROM_LEVEL:
        return _cued(_OLD_LEVEL, sentence, at) or Status.STATED
    near = _cued(_NEAR, sentence, at)
    if near is not None:
        return near
    if _is_unreal(frame, grammar):
        return Status.DENIED
    named = _of_nouns(frame, grammar)
    if named not in (None, Status.PLANNED):
        return named
    told = None if _is_modifier(frame, grammar) else status_by_verbs(frame, grammar)
    if named is not None and told not in (Status.PROPOSED, Status.DENIED):
        return named
    return told or Status.STATED


def _cued(cues: Cues, text: str, start: int, end: int | None = None) -> Status | None:
    """What the first cue near a number says (its span may be empty where it is left out)."""
    found = cues.near(text, start, start if end is None else end)
    return None if found is None else Status(found)


def is_withdrawn(sentence: str, start: int, end: int, region: Region) -> bool:
    """Whether a number (a span of its sentence) is one that a correction takes back.

    "An earlier version said 180" is; "it is 117", behind that, is what stands now.
    """
    if _cued(_TAKEN_BACK, sentence, start, end) is not None:
        return True
    return region is Region.CORRECTION and _cued(_INSTEAD, sentence, start, end) is not None


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether what follows the sentence ``start``:``end`` calls what it reports false.

    "X said rents rose 31%. A spokesman disputed that."; "CLAIM: … VERDICT: False."
    """
    if _CLAIM_LINE.match(text, start, end) and _cued(_VERDICT, text, end):
        return True
    return _TOLD.search(text, start, end) is not None and _cued(_DISPUTED, text, end) is not None


def accumulation_of(
    frame: NumberFrame, change: Change | None, text: str, start: int, end: int
) -> Accumulation | None:
    """What a count (or sum) adds up to; ``start``:``end`` is its sentence.

    "Another 12", "12 new cases": new; "a total of 340", "so far": total; "12 remain in hospital":
    snapshot; ``None`` where the words do not say.
    """
    quantity = frame.quantity
    if quantity.kind not in (Kind.COUNT, Kind.MONEY):
        return None
    allowed = {Accumulation.NEW}
    if change is None or change in (Change.INCREASE_TO, Change.DECREASE_TO):
        allowed.add(Accumulation.TOTAL)
    if change is None:
        allowed.add(Accumulation.SNAPSHOT)
    found = _ADDS_UP.all_near(text, quantity.start, quantity.end, start, end)
    return next((said for one in found if (said := Accumulation(one)) in allowed), None)


def _is_unreal(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether the sentence calls what holds the number false: "the claim that 40 … is *false*"."""
    syntax = grammar.syntax
    for verb in frame.verbs:
        if grammar.word(syntax.find(verb, "acomp", "attr")) in _UNREAL:
            subject = syntax.find(verb, "nsubj", "nsubjpass")
            if subject is not None and syntax.within(frame.anchor, subject):
                return True
    return False


def _of_nouns(frame: NumberFrame, grammar: Grammar) -> Status | None:
    """What the noun of a number is, or is called: a budget, a forecast, planned, alleged."""
    syntax = grammar.syntax
    expected = expected_by(frame.first, frame.last, grammar) or (0, 0)
    for token in range(*expected):
        if grammar.lemma(token) in STATUS_OF_VERB:
            return STATUS_OF_VERB[grammar.lemma(token)]
    for kid in syntax.kids[frame.anchor]:
        asked = grammar.lemma(kid) in DESCRIBING or grammar.lemma(kid) in _ASKING
        if syntax.deps[kid] == "relcl" and asked and syntax.find(kid, "neg") is None:
            return STATUS_OF_VERB[grammar.lemma(kid)]  # "the $5m that he *demanded*"
    nouns = _nouns(frame, grammar)
    for noun in nouns:
        counted = frame.quantity.kind is Kind.COUNT and noun == frame.noun_behind
        found = _of_noun(noun, grammar, counted=counted)
        if found is not None:
            return None if found is Status.PLANNED and _is_realised(frame, grammar) else found
    subject = frame.subject
    beside = frame.quantity.kind is Kind.DURATION
    if beside or subject in nouns or frame.holds(subject) or not grammar.is_noun(subject):
        return None
    return STATUS_OF_NOUN.get(grammar.lemma(subject))


def _nouns(frame: NumberFrame, grammar: Grammar) -> list[int]:
    """The nouns that a number may be a number of, the nearest first."""
    word = grammar.word(frame.prep)
    asked = word == "for" and STATUS_OF_NOUN.get(grammar.lemma(frame.governor)) is Status.PROPOSED
    listed = word in ("of", "as", "like", "including")  # "budget items such as £40m"
    governor = frame.governor if listed or asked else None
    tokens: tuple[int | None, ...] = (
        frame.noun,
        frame.head,
        frame.level,
        frame.state,
        governor,
    )
    if frame.quantity.kind is Kind.DURATION:
        tokens = (frame.noun, governor)  # "the offer was put off for two weeks"
    if frame.quantity.kind is Kind.RATIO:
        tokens = ()  # "raised nine times its target"
    found = (token for token in tokens if token is not None and grammar.is_noun(token))
    return list(dict.fromkeys(token for token in found if token != frame.base))


def _of_noun(noun: int, grammar: Grammar, *, counted: bool) -> Status | None:
    """What a noun is, or what modifies it says; how many goals or offers there are is no plan."""
    syntax, lemma = grammar.syntax, grammar.lemma(noun)
    own = None if counted or _is_use(noun, lemma, grammar) else STATUS_OF_NOUN.get(lemma)
    for kid in syntax.kids[noun]:
        word, label = syntax.words[kid], syntax.deps[kid]
        likely_voter = word == "likely" and lemma == "voter"
        if label in ("amod", "acl", "compound") and word in _MODIFIERS and not likely_voter:
            return _MODIFIERS[word]
        aside = syntax.find(kid, "xcomp") is not None  # "that it had planned to keep"
        if label == "relcl" and grammar.lemma(kid) in DESCRIBING and not aside:
            return STATUS_OF_VERB[grammar.lemma(kid)]
        kind_of = label == "compound" and own is None and not counted
        if kind_of and word in STATUS_OF_NOUN:
            return STATUS_OF_NOUN[word]
    return own


def _is_realised(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether what was planned has come about: "*began* a planned cull of 40 deer"."""
    verb = frame.verb
    if verb is None or grammar.syntax.find(verb, "neg") is not None:
        return False
    done = tense_of(verb, grammar) in (Tense.PAST, Tense.PERFECT)
    return done and grammar.lemma(verb) in _REALISED


def _is_use(noun: int, lemma: str, grammar: Grammar) -> bool:
    """Whether demand is what is used and bought, not what is asked for: "41% of demand"."""
    if lemma != "demand":
        return False
    syntax = grammar.syntax
    return not any(syntax.words[kid] in ("for", "of") and kid > noun for kid in syntax.kids[noun])


def _is_modifier(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a number only tells which known thing is meant: "*the* 46,000-seat ballpark"."""
    modifies = is_known(frame, grammar) and frame.noun_behind is not None
    return modifies and frame.after.startswith("-")
