"""What the verbs above a number make of it: planned, foreseen, wanted, thought, denied.

The nearest verb is asked first. Words stand in the tables ``standing`` and ``standing_cues``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nlp.lexicon import column, pattern, rule, words
from nlp.meaning.record import NumberFrame
from nlp.text import Grammar
from nlp.text.syntax import Syntax
from nlp.time import Tense, tense_of
from terms.enums import Kind, Status

_PLAN = pattern("standing_cues.sentence.plan")


def statuses(*ids: str) -> dict[str, Status]:
    return {word: Status(name) for word, name in column("standing", "category", *ids).items()}


_FIRM = ("estimated", "projected", "planned", "proposed")
STATUS_OF_VERB = statuses(*(f"verb.{one}" for one in _FIRM))
STATUS_OF_VERB |= statuses("verb.suspected", "verb.denied", "verb.confirmed")
STATUS_OF_NOUN = statuses(*(f"noun.{one}" for one in _FIRM))
STATUS_OF_NOUN |= statuses("noun.suspected")

_OF_INFINITIVE = {**STATUS_OF_NOUN, **statuses("noun.proposing")}
_LIKELY = statuses("word.likely", "word.due")

_WITH_FOR = words("standing", "verb.with-for")
_ENDING = words("standing", "verb.ending")
_ACCUSING, _HELD = words("standing", "verb.accusing"), words("standing", "verb.held")
_CHOICE = words("standing", "noun.choice")
_OF_DEEDS = frozenset({"of", "with"})
_HEARSAY = words("standing", "adverb.hearsay")
_DISMISSING, _CLAIMS = words("standing", "verb.dismissing"), words("standing", "noun.hearsay")
_NOBODY, _KNOWN = words("standing", "word.nobody"), words("standing", "word.known")
DESCRIBING = words("standing", "verb.describing")
_DONE, _WHETHER = words("standing", "verb.done"), words("standing", "word.whether")
_OUTCOME, _NATURE = words("standing", "noun.outcome"), words("standing", "noun.nature")
_FORESEEN = _OUTCOME | _NATURE
_WILL, _MAY = words("standing", "modal.will"), words("standing", "modal.may")
_WOULD = words("standing", "modal.would")
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "VB"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acomp", "advcl", "acl", "relcl"})
"""Labels of clauses whose number the verb above still says something of."""


@dataclass(frozen=True, slots=True)
class _Above:
    """A verb above a number, with the verb ``below`` it on the way and its ``step`` from there."""

    verb: int
    lemma: str
    below: int | None
    step: int
    frame: NumberFrame


def status_by_verbs(frame: NumberFrame, grammar: Grammar) -> Status | None:
    """The status that the verbs above a number give it, nearest first."""
    if _is_left_out(frame, grammar):
        return None
    said = (_said(one, grammar) for one in _above(frame, grammar))
    found = next(filter(None, said), None)
    if found not in (None, Status.STATED) and Status.DENIED in said:
        return Status.DENIED  # "denied that 40 *would* go"
    return found


def _said(one: _Above | Status, grammar: Grammar) -> Status | None:
    """What one verb above a number says."""
    if isinstance(one, Status):
        return one
    return next(filter(None, (step(one, grammar) for step in _OF_VERB)), None)


def _above(frame: NumberFrame, grammar: Grammar) -> Iterator[_Above | Status]:
    """The verbs whose scope a number is in; at last what a noun or a charge makes of it."""
    syntax = grammar.syntax
    token, below = frame.verb, None
    for step in range(5):
        if token is None:
            return
        yield _Above(token, grammar.lemma(token), below, step, frame)
        head, label = syntax.heads[token], syntax.deps[token]
        if label == "conj" and grammar.is_verb(head) and _shares_modal(token, head, grammar):
            token, below = head, token  # "could rise to 1.4m *and reach* 2.5m"
        elif label == "pcomp" and _governs(head, grammar):
            token, below = syntax.heads[head], token  # "calls *for punishing*"
        elif label != "pcomp" and (head == token or not _reaches_up(token, syntax)):
            return
        elif label in ("acl", "relcl", "pcomp"):
            noun = syntax.heads[head] if label == "pcomp" else head
            if (found := _of_clause(token, noun, grammar)) is not None:
                yield found
            return
        else:
            token, below = head, token


def _shares_modal(token: int, head: int, grammar: Grammar) -> bool:
    """Whether a verb joined to another is an infinitive too, whatever the parser took it for."""
    syntax = grammar.syntax
    bare = syntax.words[token] == grammar.lemma(token) and syntax.tags[head] == "VB"
    return syntax.tags[token] == "VB" or bare


def _governs(prep: int, grammar: Grammar) -> bool:
    """Whether the verb above a preposition says something of the deed behind it."""
    syntax = grammar.syntax
    accused = grammar.lemma(syntax.heads[prep]) in _ACCUSING and syntax.words[prep] in _OF_DEEDS
    return accused or syntax.words[prep] in ("for", "to", "at")


def _reaches_up(token: int, syntax: Syntax) -> bool:
    """Whether the verb above a clause still says something of the numbers in it."""
    label, tag, head = syntax.deps[token], syntax.tags[token], syntax.heads[token]
    if label != "advcl" or tag == "VB":
        return label in _CLAUSES
    possible = any(syntax.words[kid] in _MAY | _WOULD for kid in syntax.kids[head])
    return tag == "VBG" and token > head and possible  # "could be fitted, *giving* it 90"


@rule("standing.headline-infinitive")
def _of_headline(one: _Above, grammar: Grammar) -> Status | None:
    """What an infinitive tells that has no verb above it: "Ferry firm to buy 12 boats"."""
    syntax, verb = grammar.syntax, one.verb
    head = syntax.heads[verb]
    if not grammar.is_infinitive(verb):
        return None
    noun = syntax.find(verb, "nsubj", "nsubjpass")
    if noun is None and syntax.heads[head] == head and syntax.tags[head] in _NAMING:
        noun = head
    if noun is None or noun > verb or syntax.edges(noun)[0] != syntax.bounds(verb)[0]:
        return None
    return Status.PROJECTED if grammar.lemma(noun) in _FORESEEN else Status.PLANNED


def _of_clause(verb: int, noun: int, grammar: Grammar) -> Status | None:
    """What a noun makes of the clause behind it: "a bill *to cut* taxes by £4bn", "rejected claims
    *that 40 would go*", "on suspicion *of taking* £4m"."""
    syntax, lemma = grammar.syntax, grammar.lemma(noun)
    above = grammar.lemma(syntax.heads[noun]) if syntax.deps[noun] == "dobj" else ""
    refused = above in _DISMISSING and not _is_negated(syntax.heads[noun], grammar)
    told = lemma in _CLAIMS or (above == "deny" and STATUS_OF_NOUN.get(lemma) is Status.PLANNED)
    if refused and told and syntax.deps[verb] != "relcl":
        return Status.DENIED
    if syntax.deps[verb] == "pcomp":
        found = STATUS_OF_NOUN.get(lemma)
        return found if found is Status.SUSPECTED else None
    in_order = syntax.words[noun - 1 : noun + 2] == ["in", "order", "to"]
    return None if in_order or not grammar.is_infinitive(verb) else _OF_INFINITIVE.get(lemma)


def _is_left_out(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a number stands beside what the verb tells: "£44, *not including* a £7 fee"."""
    for token in (frame.prep, frame.governor):
        if token is not None:
            opening = grammar.syntax.words[token - 1 : token + 1]
            if opening[-1:] == ["excluding"] or opening == ["not", "including"]:
                return True
    return False


def _likely(one: _Above, grammar: Grammar) -> Status | None:
    """ "Likely to reach 40", "40 are due to open": adjectives that govern an infinitive."""
    syntax = grammar.syntax
    if one.below is not None:
        return _LIKELY.get(syntax.words[one.verb])
    said = syntax.find(one.verb, "acomp") if one.frame.role == "nsubj" else None
    governs = said is not None and syntax.find(said, "xcomp") is not None
    return _LIKELY.get(syntax.words[said]) if said is not None and governs else None


def _hearsay(one: _Above, grammar: Grammar) -> Status | None:
    """What is only said or thought: "he *allegedly* took", "is *believed* to hold", "is *accused*
    of stealing"."""
    syntax, verb = grammar.syntax, one.verb
    apart = (k for k in syntax.kids[verb] if k < verb and syntax.deps[k] == "npadvmod")
    if any(STATUS_OF_VERB.get(grammar.lemma(kid)) is Status.SUSPECTED for kid in apart):
        return Status.SUSPECTED  # "Prosecutors *allege* he took …"
    if any(syntax.words[kid] in _HEARSAY for kid in syntax.kids[verb]):
        return None if is_known(one.frame, grammar) else Status.SUSPECTED
    passive = syntax.tags[verb] == "VBN" and syntax.find(verb, "xcomp") is not None
    if passive and one.lemma in _HELD:
        return Status.SUSPECTED
    if one.lemma not in _ACCUSING:
        return None
    beside = one.frame.prep if grammar.word(one.frame.prep) == "with" else None
    # "charged with two others", "with 12 counts"
    under = (kid for kid in syntax.kids[verb] if syntax.words[kid] in _OF_DEEDS)
    held = any(syntax.within(one.frame.anchor, kid) for kid in under if verb < kid != beside)
    return Status.SUSPECTED if held else None


def _faced(one: _Above, grammar: Grammar) -> Status | None:
    """What threatens on a condition: "*faces* 15 years in prison *if* convicted"."""
    syntax, frame = grammar.syntax, one.frame
    if one.lemma != "face" or frame.role == "nsubj" or frame.quantity.kind is Kind.COUNT:
        return None
    jailed = not {"prison", "jail"}.isdisjoint(syntax.words[frame.last : frame.last + 4])
    condition = any(_is_condition(kid, grammar) for kid in syntax.kids[one.verb])
    return Status.PROJECTED if jailed or condition else None


def _meant(one: _Above, grammar: Grammar) -> Status | None:
    """What the verb's own class says: forecasts, plans, demands, denies."""
    syntax, verb = grammar.syntax, one.verb
    found = STATUS_OF_VERB.get(one.lemma)
    if found is None or (one.step == 0 and one.frame.role == "nsubj"):
        return None
    if found is Status.DENIED and _is_negated(verb, grammar):
        return None
    priced = one.lemma == "offer" and one.step == 0 and grammar.word(one.frame.prep) == "for"
    if priced and syntax.find(verb, "dobj") is not None:
        return None  # "offers lamps for £40"
    behind = [syntax.words[kid] for kid in syntax.kids[verb] if kid > verb]
    if one.lemma in _WITH_FOR and "for" not in behind:
        return None  # "call *for*", not "called at six"
    done = one.step == 0 and syntax.tags[verb] in ("VBD", "VBN") and one.lemma in _DONE
    if done or (found is Status.CONFIRMED and one.step):
        return None
    beside = (grammar.lemma(noun) for noun in (one.frame.noun, one.frame.governor))
    margin = grammar.word(one.frame.prep) == "by" or "vote" in beside
    if found is Status.PLANNED and one.step == 0 and margin:
        return None  # "decided *by seven votes to two* to close the pool"
    wanted = one.lemma == "want" and one.below is not None
    if wanted and syntax.find(one.below or 0, "nsubj") is not None:
        return Status.PROPOSED  # "want the town to pay"
    return found


@rule("standing.foresees")
def _foresees(one: _Above, grammar: Grammar) -> Status | None:
    """Whether to see is to expect: "the firm *sees* sales growth of 2%"."""
    syntax, frame = grammar.syntax, one.frame
    if one.lemma != "see" or tense_of(one.verb, grammar) is not Tense.PRESENT:
        return None
    if one.below is not None:
        return Status.PROJECTED if syntax.tags[one.below] == "VBG" else None
    seen = (frame.noun, frame.governor, syntax.find(one.verb, "dobj", "nsubjpass"))
    expected = any(grammar.lemma(noun) in _OUTCOME for noun in seen)
    return Status.PROJECTED if expected else None


@rule("standing.existing")
def _existing(one: _Above, grammar: Grammar) -> Status | None:
    """Whether somebody wants to end what there is: "to scrap *the* £3 toll"."""
    modifies = one.frame.noun_behind is not None and is_known(one.frame, grammar)
    ending = one.step == 0 and one.lemma in _ENDING and modifies
    return Status.STATED if ending and one.frame.quantity.kind is not Kind.COUNT else None


def _is_negated(verb: int, grammar: Grammar) -> bool:
    """ "Nobody disputes", "did not deny"."""
    syntax = grammar.syntax
    subject = syntax.find(verb, "nsubj")
    if subject is not None and not _NOBODY.isdisjoint(syntax.words[slice(*syntax.edges(subject))]):
        return True
    head = syntax.heads[verb]
    above = head if syntax.deps[verb] == "xcomp" and head != verb else None
    if above is not None and _is_negated(above, grammar):
        return True
    return syntax.find(verb, "neg") is not None


@rule("standing.condition")
def _supposed(one: _Above, grammar: Grammar) -> Status | None:
    """What stands in a condition, where no comma parts the number from its verb."""
    low, high = sorted((one.verb, one.frame.first))
    beside = "," not in grammar.syntax.words[low:high]
    return Status.SUSPECTED if beside and _is_condition(one.verb, grammar) else None


def _is_condition(verb: int, grammar: Grammar) -> bool:
    """Whether a verb is what is supposed: "*if* the strike *lasts* ten days"."""
    syntax = grammar.syntax
    if syntax.deps[verb] != "advcl" or grammar.word(syntax.find(verb, "nsubj")) == "you":
        return False
    return any(
        syntax.words[kid] in ("if", "unless") and syntax.words[kid - 1] not in _WHETHER
        for kid in syntax.kids[verb]
        if kid < verb
    )


def _by_modal(one: _Above, grammar: Grammar) -> Status | None:
    """What a modal makes of a verb; ``STATED`` ends the search ("*the* 400 will leave")."""
    modal = _modal(one.verb, grammar)
    if modal is not Status.PLANNED:
        return modal
    syntax = grammar.syntax
    if grammar.word(syntax.find(one.verb, "nsubj")) == "you":
        return Status.STATED  # "you will find lamps for £40"
    thought = STATUS_OF_VERB.get(grammar.lemma(syntax.heads[one.verb]))
    if thought in (Status.PROJECTED, Status.SUSPECTED):
        return Status.PROJECTED if syntax.deps[one.verb] == "ccomp" else modal
    if one.step == 0 and _is_definite(one.frame, grammar):
        return Status.STATED
    return Status.PROJECTED if _comes(one.verb, grammar) else modal


def _modal(verb: int, grammar: Grammar) -> Status | None:
    """What a modal says: will, could, would."""
    syntax = grammar.syntax
    helpers = {syntax.words[kid] for kid in syntax.kids[verb] if syntax.deps[kid] == "aux"}
    if helpers & _WILL:
        return Status.PLANNED
    if not helpers & (_MAY | _WOULD):
        return None
    if "could" in helpers and any(
        syntax.deps[kid] == "neg" or syntax.words[kid] == "only" for kid in syntax.kids[verb]
    ):
        return None  # what was not possible is no forecast
    if helpers & {"have", "'ve"}:
        return Status.STATED if _corrects(verb, helpers, grammar) else Status.SUSPECTED
    if helpers & _MAY:
        return Status.PROJECTED
    planned = "should" in helpers or _PLAN.search(syntax.text, *syntax.chars(*syntax.bounds(verb)))
    return Status.PROPOSED if planned else Status.PROJECTED


def _corrects(verb: int, helpers: set[str], grammar: Grammar) -> bool:
    """Whether a number is put right: "the count should have been 68, not 61"."""
    if "should" not in helpers or grammar.lemma(verb) != "be":
        return False
    behind = grammar.syntax.words[verb : grammar.syntax.bounds(verb)[1]]
    return any(word in ("not", "instead", "rather") for word in behind)


def _is_definite(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a number only tells to which ones something will be done: "*the* 400 will"."""
    if not is_known(frame, grammar):
        return False
    if grammar.word(frame.prep) == "of" and frame.governor is not None:
        return grammar.syntax.deps[frame.governor] in ("nsubj", "nsubjpass")
    return frame.role in ("nsubj", "nsubjpass")


def status_ahead(frame: NumberFrame, grammar: Grammar) -> Status:
    """The status of a number whose time has not come, where no word tells it."""
    is_foreseen = any(grammar.lemma(one) in _FORESEEN for one in (frame.noun, frame.governor))
    return Status.PROJECTED if is_foreseen else Status.PLANNED


def _comes(verb: int, grammar: Grammar) -> bool:
    """Whether what will be is foreseen, not decided: on a condition, or by nature."""
    syntax = grammar.syntax
    if any(_is_condition(kid, grammar) for kid in syntax.kids[verb]):
        return True
    subject = syntax.find(verb, "nsubj", "nsubjpass")
    return grammar.lemma(subject) in _NATURE or grammar.word(subject) == "it"


def _set(one: _Above, grammar: Grammar) -> Status | None:
    """ "Is *set* to open", "*is* to open": planned, or foreseen."""
    syntax = grammar.syntax
    done = syntax.find(one.verb, "xcomp")
    if done is None or (one.below is None and not one.frame.is_subject):
        return None
    chosen = grammar.lemma(syntax.find(one.verb, "nsubj")) in _CHOICE
    coming = one.lemma == "be" and tense_of(one.verb, grammar) is Tense.PRESENT and not chosen
    coming = coming and any(syntax.tags[kid] == "TO" for kid in syntax.kids[done])
    if not coming and syntax.words[one.verb] != "set":
        return None
    return Status.PROJECTED if _comes(one.verb, grammar) else Status.PLANNED


_OF_VERB: tuple[Callable[[_Above, Grammar], Status | None], ...] = (
    _existing,
    _of_headline,
    _likely,
    _faced,
    _meant,
    _foresees,
    _supposed,
    _by_modal,
    _hearsay,
    _set,
)
"""What a verb says, the plainest first."""


def is_known(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether "the", "its" or their like stands before a number."""
    return frame.first > 0 and grammar.syntax.words[frame.first - 1] in _KNOWN
