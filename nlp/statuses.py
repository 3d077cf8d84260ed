"""How firmly a text states a number.

The verbs above the number are asked first, nearest first, then the noun that it is a number of and
what modifies that noun, then the words right beside it. Where none says more, it is stated.
"""

import re

from nlp.facets import Facets
from nlp.grammar import Binding, Grammar
from nlp.model import Quantity
from nlp.vocabulary import Change, Region, Status


def _table(**lists: str) -> dict[str, Status]:
    return {word: Status(status) for status, words in lists.items() for word in words.split()}


_VERBS = _table(
    estimated="estimate reckon guess approximate extrapolate",
    projected="forecast project predict expect anticipate foresee envisage envision",
    planned="""
        plan aim intend pledge commit promise target schedule budget earmark allocate decide prepare
        scramble try want hope vow agree vote promise approve authorise authorize plot
        """,
    proposed="propose offer demand ask request seek call urge recommend bid",
    suspected="suspect allege fear presume rumor rumour suppose assume",
    denied="deny refute debunk disprove",
    confirmed="confirm verify",
)
_NOUNS = _table(
    estimated="estimate estimation approximation",
    projected="forecast projection prediction guidance outlook expectation",
    planned="budget target goal plan roadmap pledge commitment ambition scheme blueprint",
    proposed="proposal offer demand request bid amendment draft",
    suspected="suspicion allegation rumor rumour",
)
_MODIFIERS = _table(
    estimated="estimated",
    projected="expected projected forecast predicted anticipated likely potential",
    planned="planned scheduled targeted intended budgeted earmarked allocated pledged promised",
    proposed="proposed requested",
    suspected="suspected alleged presumed feared supposed purported rumoured rumored unconfirmed",
    confirmed="confirmed",
)
# Verbs whose relative clause tells what the noun is: "the gain that was *expected*".
_DESCRIBING = frozenset(
    """
    estimate forecast project predict expect anticipate plan schedule propose suspect allege
    """.split()
)
# Verbs that plan what comes, but in the past tense tell what was done: "voted 40 to 12".
_DONE = frozenset("approve agree authorise authorize vote try prepare".split())
_OUTCOMES = frozenset(
    "growth sale profit revenue earnings income margin inflation rate decline increase".split()
)
_FORWARD_FORMS = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_UNREAL = frozenset({"false", "untrue", "baseless", "unsubstantiated", "unfounded", "wrong", "fake",
                     "inaccurate", "bogus", "incorrect", "misleading"})  # fmt: skip
_BESIDE = re.compile(
    r"\b(?:an|the|some)? ?estimated(?: total of)? $|\bestimated (?:at|to be)(?: about| around)? $"
)
_GUIDED = re.compile(
    r"\b(?:guidance|forecast|projection|prediction|expectations?|outlook)\b(?:[^.;]|\.(?=\d)){0,50}$"
)
_SUPPOSED = re.compile(
    r"\b(?:believed|thought|feared|said|reported|understood) to (?:have|be)\b|\b(?:allegedly"
    r"|purportedly|supposedly)\b"
)
_SOURCES = re.compile(
    r"\baccording to (?:[\w'’-]+ ){0,4}?(projections?|forecasts?|estimates?|predictions?)\b"
)
_PLANS = re.compile(
    r"\b(?:propos\w+|plans?|bill|measure|legislation|act|law|amendment|offer|policy|scheme"
    r"|reform)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r" [-–—] |—|;")
_NO_EVIDENCE = re.compile(r"\b(?:no evidence|no proof|not true|hoax|myth|never happened)\b")
_WITHDRAWN = re.compile(
    r"\b(?:an? (?:earlier|previous|prior) version|earlier versions|previously (?:stated|reported"
    r"|said|misstated)"
    r"|incorrectly|misstated|mistakenly|erroneously|originally (?:said|stated|reported|rated|put)"
    r"|(?:we|it) (?:wrongly|originally|first) (?:said|reported|stated))\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:it (?:is|was)|they (?:are|were)|there (?:are|were|was)|the (?:correct|actual|right"
    r"|true)|in fact"
    r"|should (?:be|have been|read)|rather than|actually|corrected to|, not)\b|[.;]",
    re.IGNORECASE,
)


def is_withdrawn(sentence: str, start: int, region: Region) -> bool:
    """Whether a number (at ``start`` of its sentence) is one that a correction takes back.

    "An earlier version said 180" is; "it is 117", behind that, is what stands now.
    """
    found = list(_WITHDRAWN.finditer(sentence[:start]))
    if found:
        return _CORRECTED.search(sentence, found[-1].end(), start) is None
    if region is not Region.CORRECTION:
        return False
    return (
        re.search(r"\b(?:not|instead of|rather than|from) (?:the )?[$£€]?$", sentence[:start])
        is not None
    )


def status_of(
    quantity: Quantity,
    binding: Binding,
    facets: Facets,
    change: Change | None,
    grammar: Grammar,
) -> Status:
    """The status of a number; see the module for the order in which its words are asked."""
    syntax = grammar.syntax
    low, high = syntax.chars(*syntax.bounds(binding.first))
    edge = (
        quantity.hedge[0]
        if quantity.hedge and quantity.hedge[0] < quantity.start
        else quantity.start
    )
    before = syntax.text[low:edge].lower()
    if change is Change.FROM_LEVEL:
        return Status.PROJECTED if _GUIDED.search(before[-70:]) else Status.STATED
    if _BESIDE.search(before[-40:]):
        return Status.ESTIMATED
    return (
        _rejected(binding, before, grammar)
        or _by_source(syntax.text[low:high].lower(), quantity.start - low)
        or _of_noun(binding, facets, grammar)
        or _of_verbs(binding, grammar)
        or _beside(before)
        or Status.STATED
    )


def _of_verbs(binding: Binding, grammar: Grammar) -> Status | None:
    """The status that the verbs above a number give it, nearest first."""
    syntax = grammar.syntax
    token = binding.verb
    for step in range(5):
        if token < 0:
            return None
        lemma = grammar.lemma(token)
        found = _VERBS.get(lemma)
        if (step == 0 and binding.role == "nsubj") or not _governs(token, lemma, grammar):
            found = None
        done = step == 0 and syntax.tags[token] in ("VBD", "VBN") and lemma in _DONE
        if found is not None and not done and not (found is Status.CONFIRMED and step):
            return found
        if step == 0 and lemma == "see" and _foresees(token, binding, grammar):
            return Status.PROJECTED
        if modal := _modal(token, grammar):
            above = _VERBS.get(grammar.lemma(syntax.heads[token]))
            if modal is Status.PLANNED and above is Status.PROJECTED:
                return above if syntax.deps[token] == "ccomp" else modal
            return modal
        if lemma == "set" and syntax.tags[token] == "VBN" and syntax.child(token, "xcomp") >= 0:
            return Status.PLANNED
        head = syntax.heads[token]
        label = syntax.deps[token]
        if label == "pcomp" and syntax.words[head] in ("for", "to", "at"):
            token = syntax.heads[head]  # "calls *for punishing*"
            continue
        if head == token or label not in _FORWARD_FORMS:
            return None
        if label == "advcl" and syntax.tags[token] != "VB":
            return None
        if label == "acl":
            return _NOUNS.get(grammar.lemma(head)) if syntax.tags[token] == "VB" else None
        token = head
    return None


def _foresees(verb: int, binding: Binding, grammar: Grammar) -> bool:
    """Whether to see is to expect: "the firm *sees* sales growth of 2%"."""
    if grammar.syntax.tags[verb] not in ("VBZ", "VBP"):
        return False
    seen = (binding.noun, binding.governor, grammar.syntax.child(verb, "dobj"))
    return any(grammar.lemma(noun) in _OUTCOMES for noun in seen)


def _governs(verb: int, lemma: str, grammar: Grammar) -> bool:
    """Whether a verb is meant as its class says: "call *for*", not "called at six"."""
    if lemma not in ("call", "ask", "bid"):
        return True
    syntax = grammar.syntax
    return any(syntax.words[kid] == "for" and kid > verb for kid in syntax.kids[verb])


def _modal(verb: int, grammar: Grammar) -> Status | None:
    """What a modal makes of a verb: will, would, could."""
    syntax = grammar.syntax
    words = {syntax.words[kid] for kid in syntax.kids[verb] if syntax.deps[kid] == "aux"}
    if words & {"will", "'ll", "shall", "’ll"}:
        return Status.PLANNED
    perfect = bool(words & {"have", "'ve"})
    if words & {"could", "may", "might"}:
        return Status.SUSPECTED if perfect else Status.PROJECTED
    if "would" in words or "should" in words:
        if perfect:
            return Status.SUSPECTED
        low, high = syntax.chars(*syntax.bounds(verb))
        planned = _PLANS.search(syntax.text, low, high)
        return Status.PROPOSED if planned or "should" in words else Status.PROJECTED
    return None


def _of_noun(binding: Binding, facets: Facets, grammar: Grammar) -> Status | None:
    """What the noun of a number is, or is called: a budget, a forecast, planned, alleged."""
    syntax = grammar.syntax
    seen: list[int] = []
    of = binding.prep >= 0 and syntax.words[binding.prep] == "of"
    governor = binding.governor if of else -1
    for noun in (binding.noun, facets.head, facets.level, facets.state, governor):
        if noun < 0 or noun in seen or not grammar.is_noun(noun):
            continue
        seen.append(noun)
        for kid in syntax.kids[noun]:
            if syntax.deps[kid] in ("amod", "acl", "compound") and syntax.words[kid] in _MODIFIERS:
                return _MODIFIERS[syntax.words[kid]]
            if syntax.deps[kid] == "relcl" and grammar.lemma(kid) in _DESCRIBING:
                return _VERBS[grammar.lemma(kid)]
            if syntax.deps[kid] == "compound" and syntax.words[kid] in _NOUNS:
                return _NOUNS[syntax.words[kid]]
        if found := _NOUNS.get(grammar.lemma(noun)):
            return found
    subject = binding.subject
    if subject >= 0 and subject not in seen and grammar.is_noun(subject):
        status = _NOUNS.get(grammar.lemma(subject))
        if status is not None and not (binding.first <= subject < binding.last):
            return status
    return None


def _rejected(binding: Binding, before: str, grammar: Grammar) -> Status | None:
    """Whether the passage itself calls the figure false."""
    if _NO_EVIDENCE.search(before[-90:]):
        return Status.DENIED
    syntax = grammar.syntax
    for verb in grammar.verbs_over(binding):
        state = syntax.child(verb, "acomp", "attr")
        if state >= 0 and (syntax.words[state] in _UNREAL):
            subject = syntax.child(verb, "nsubj", "nsubjpass")
            if subject >= 0 and syntax.within(binding.anchor, subject):
                return Status.DENIED
    return None


def _by_source(sentence: str, at: int) -> Status | None:
    """What the document that is named as the source holds: "according to *projections*".

    It is the source of what stands at ``at`` only when no dash or semicolon comes between.
    """
    found = _SOURCES.search(sentence)
    if found is None:
        return None
    low, high = sorted((at, found.start()))
    return None if _BREAK.search(sentence, low, high) else _NOUNS.get(found[1].rstrip("s"))


def _beside(before: str) -> Status | None:
    """Words just before that hold a number at arm's length: "feared to have", "allegedly"."""
    return Status.SUSPECTED if _SUPPOSED.search(before[-45:]) else None
