"""How firmly a text states a number.

The verbs above the number are asked first, nearest first, then the noun that it is a number of and
what modifies that noun, then the words right beside it. Where none says more, it is stated.
"""

import re

from nlp.meaning.denials import is_rejected
from nlp.meaning.facets import Facets
from nlp.text.grammar import Binding, Grammar
from terms.enums import Change, Status
from terms.model import Quantity


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
    denied="deny refute debunk disprove dispute",
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
_ASKED = frozenset("demand request seek promise pledge".split())
# Verbs that plan what comes, but in the past tense tell what was done: "voted 40 to 12".
_DONE = frozenset("approve agree authorise authorize vote try prepare".split())
_OUTCOMES = frozenset(
    "growth sale profit revenue earnings income margin inflation rate decline increase".split()
)
# Verbs of a deed that is only charged, and what a claim is refused with.
_CHARGING = frozenset("accuse suspect charge indict".split())
_REFUSING = frozenset("deny reject dismiss dispute refute debunk rubbish".split())
_CLAIMS = frozenset("claim allegation report suggestion rumour rumor accusation assertion".split())
# What is held true of somebody or something: "40 are *believed* to remain".
_HELD = frozenset("believe think fear suspect understand presume allege rumour rumor".split())
# Nouns whose infinitive tells what is proposed or decided: "a bill *to cut* taxes by £4bn".
_PROPOSING = frozenset("bill proposal motion legislation measure amendment bid request".split())
_DECIDING = frozenset("order decision move pledge promise plan law".split())
_WEIGHING = frozenset("consider weigh mull float".split())
# What asks instead of supposing, before "if".
_WHETHER = frozenset("unclear unknown uncertain sure know see asked ask wonder clear".split())
_LIKELY = {"likely": Status.PROJECTED, "unlikely": Status.PROJECTED, "due": Status.PLANNED}
# Who or what looks ahead rather than decides.
_PROPHETS = re.compile(
    r"\b(?:forecast\w*|predict\w*|projection\w*|economists?|analysts?|scientists?"
    r"|researchers?|model(?:l?ing|s)|stud(?:y|ies)|doctors?|meteorolog\w+|estimates?|estimated)\b"
)
_NATURE = frozenset(
    """
    sea storm weather rain snow temperature water river glacier population climate growth economy
    inflation demand price wind heat cloud hurricane cyclone
    """.split()
)
_FORWARD_FORMS = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_BESIDE = re.compile(
    r"\b(?:an|the|some)? ?estimated(?: total of)? $|\bestimated (?:at|to be)(?: about| around)? $"
)
_GUIDED = re.compile(
    r"\b(?:guidance|forecast|projection|prediction|expectations?|outlook)\b(?:[^.;]"
    r"|\.(?=\d)){0,50}$"
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
    after = syntax.text[quantity.end : high].lower()
    if is_rejected(binding, before, after, grammar):
        return Status.DENIED
    if status := _by_source(syntax.text[low:high].lower(), quantity.start - low):
        return status
    named = _of_noun(binding, facets, grammar)
    if named not in (None, Status.PLANNED):
        return named
    beside = _is_modifier(binding, after, grammar)
    told = None if beside else _of_verbs(binding, grammar)
    if named is not None and told not in (Status.PROPOSED, Status.DENIED):
        return named
    return told or _beside(before) or Status.STATED


def _is_modifier(binding: Binding, after: str, grammar: Grammar) -> bool:
    """Whether a number only tells which known thing is meant: "*the* 46,000-seat ballpark"."""
    words = grammar.syntax.words
    known = binding.first > 0 and words[binding.first - 1] in ("the", "its", "their", "this")
    return known and after.startswith("-") and binding.noun >= binding.last


def _of_verbs(binding: Binding, grammar: Grammar) -> Status | None:
    """The status that the verbs above a number give it, nearest first."""
    syntax = grammar.syntax
    token, below = binding.verb, -1
    if _left_out(binding, grammar):
        return None
    for step in range(5):
        if token < 0:
            return None
        if found := _of_verb(token, below, step, binding, grammar):
            return found
        head, label = syntax.heads[token], syntax.deps[token]
        if label == "conj" and syntax.tags[token] == "VB" and grammar.is_verb(head):
            token, below = head, token  # "could rise to 1.4m *and reach* 2.5m"
            continue
        if label == "pcomp" and syntax.words[head] in ("of", "with", "for", "to", "at"):
            over = syntax.heads[head]
            if grammar.lemma(over) in _CHARGING and syntax.words[head] in ("of", "with"):
                return Status.SUSPECTED
            if syntax.words[head] in ("of", "with"):
                return None
            token, below = over, token  # "calls *for punishing*"
            continue
        if label == "relcl" and not _is_purpose(token, grammar):
            return _estimated_around(token, grammar)
        if head == token or (label not in _FORWARD_FORMS and label != "relcl"):
            return None
        if label == "advcl" and syntax.tags[token] != "VB":
            return None
        if label in ("acl", "relcl"):
            return _of_claim(token, head, grammar)
        token, below = head, token
    return None


def _of_verb(
    token: int, below: int, step: int, binding: Binding, grammar: Grammar
) -> Status | None:
    """The status that one verb gives; ``below`` is the verb under it on the way to the number."""
    syntax = grammar.syntax
    lemma = grammar.lemma(token)
    found = _VERBS.get(lemma)
    if (step == 0 and binding.role == "nsubj") or not _governs(token, lemma, grammar):
        found = None
    if found is None and syntax.words[token] in _LIKELY and below >= 0:
        return _LIKELY[syntax.words[token]]
    if lemma in _HELD and syntax.tags[token] == "VBN" and syntax.child(token, "xcomp") >= 0:
        return Status.SUSPECTED
    if lemma in _WEIGHING and below >= 0 and syntax.tags[below] == "VBG":
        return Status.PROPOSED
    wanted = lemma == "want" and below >= 0 and syntax.child(below, "nsubj") >= 0
    done = step == 0 and syntax.tags[token] in ("VBD", "VBN") and lemma in _DONE
    if found is not None and not done and not (found is Status.CONFIRMED and step):
        return Status.PROPOSED if wanted else found
    if step == 0 and lemma == "see" and _foresees(token, binding, grammar):
        return Status.PROJECTED
    if _is_condition(token, grammar) and _stands_in(token, binding, grammar):
        return Status.SUSPECTED
    if modal := _modal(token, grammar):
        above = _VERBS.get(grammar.lemma(syntax.heads[token]))
        if modal is Status.PLANNED and above is Status.PROJECTED:
            return above if syntax.deps[token] == "ccomp" else modal
        if modal is Status.PLANNED and step == 0 and _is_definite(binding, grammar):
            return Status.STATED
        return Status.PROJECTED if modal is Status.PLANNED and _comes(token, grammar) else modal
    if lemma == "set" and syntax.tags[token] == "VBN" and syntax.child(token, "xcomp") >= 0:
        return Status.PROJECTED if _comes(token, grammar) else Status.PLANNED
    return None


def _left_out(binding: Binding, grammar: Grammar) -> bool:
    """Whether a number stands beside what the verb tells: "£44, *not including* a £7 fee"."""
    words = grammar.syntax.words
    for token in {binding.prep, binding.governor} - {-1}:
        if words[token] == "excluding" or words[token - 1 : token + 1] == ["not", "including"]:
            return True
    return False


def _is_condition(verb: int, grammar: Grammar) -> bool:
    """Whether a verb is what is supposed: "*if* the strike *lasts* ten days"."""
    syntax = grammar.syntax
    subject = syntax.child(verb, "nsubj")
    if syntax.deps[verb] != "advcl" or (subject >= 0 and syntax.words[subject] == "you"):
        return False
    return any(
        syntax.words[kid] in ("if", "unless") and syntax.words[kid - 1] not in _WHETHER
        for kid in syntax.kids[verb]
        if kid < verb
    )


def _stands_in(verb: int, binding: Binding, grammar: Grammar) -> bool:
    """Whether no comma parts a number from the verb of its clause."""
    low, high = sorted((verb, binding.first))
    return "," not in grammar.syntax.words[low:high]


def _is_definite(binding: Binding, grammar: Grammar) -> bool:
    """Whether a number only tells to which ones something will be done: "*the* 400 will"."""
    syntax = grammar.syntax
    before = syntax.words[binding.first - 1] if binding.first else ""
    subject = binding.role in ("nsubj", "nsubjpass")
    return subject and before in ("the", "these", "those", "all", "its", "their", "his", "her")


def _comes(verb: int, grammar: Grammar) -> bool:
    """Whether what will be is foreseen, not decided: on a condition, by nature, in a forecast."""
    syntax = grammar.syntax
    if any(_is_condition(kid, grammar) for kid in syntax.kids[verb]):
        return True
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if subject >= 0 and (grammar.lemma(subject) in _NATURE or syntax.words[subject] == "it"):
        return True
    low, high = syntax.chars(*syntax.bounds(verb))
    return _PROPHETS.search(syntax.text[low:high].lower()) is not None


def _estimated_around(verb: int, grammar: Grammar) -> Status | None:
    """Whether a relative clause tells of what is estimated: "estimates that 900, who are 4%"."""
    syntax = grammar.syntax
    token = syntax.heads[verb]
    for _ in range(8):
        if grammar.is_verb(token) and grammar.lemma(token) == "estimate":
            return Status.ESTIMATED
        if syntax.heads[token] == token or syntax.deps[token] == "relcl":
            return None
        token = syntax.heads[token]
    return None


def _is_purpose(verb: int, grammar: Grammar) -> bool:
    """Whether a verb is an infinitive with "to"."""
    syntax = grammar.syntax
    return syntax.tags[verb] == "VB" and any(syntax.tags[kid] == "TO" for kid in syntax.kids[verb])


def _of_claim(verb: int, noun: int, grammar: Grammar) -> Status | None:
    """What a noun makes of the clause that it opens: "a bill *to cut*", "rejects claims *that*"."""
    syntax, lemma = grammar.syntax, grammar.lemma(noun)
    if _is_purpose(verb, grammar):
        if lemma in _PROPOSING:
            return Status.PROPOSED
        if syntax.words[noun - 1 : noun + 2] == ["in", "order", "to"]:
            return None
        return Status.PLANNED if lemma in _DECIDING else _NOUNS.get(lemma)
    if lemma in _CLAIMS and grammar.lemma(syntax.heads[noun]) in _REFUSING:
        return Status.DENIED if syntax.deps[noun] in ("dobj", "pobj") else None
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
    for kid in syntax.kids[binding.anchor]:
        asked = grammar.lemma(kid) in _DESCRIBING or grammar.lemma(kid) in _ASKED
        if syntax.deps[kid] == "relcl" and asked and syntax.child(kid, "neg") < 0:
            return _VERBS[grammar.lemma(kid)]  # "the $5m that he *demanded*"
    seen: list[int] = []
    word = syntax.words[binding.prep] if binding.prep >= 0 else ""
    asked = word == "for" and _NOUNS.get(grammar.lemma(binding.governor)) is Status.PROPOSED
    governor = binding.governor if word == "of" or asked else -1
    for noun in (binding.noun, facets.head, facets.level, facets.state, governor):
        if noun < 0 or noun in seen or not grammar.is_noun(noun):
            continue
        seen.append(noun)
        own = None if _is_use(noun, grammar) else _NOUNS.get(grammar.lemma(noun))
        for kid in syntax.kids[noun]:
            modifies = syntax.deps[kid] in ("amod", "acl", "compound")
            likely = syntax.words[kid] == "likely" and grammar.lemma(noun) == "voter"
            if modifies and syntax.words[kid] in _MODIFIERS and not likely:
                return _MODIFIERS[syntax.words[kid]]
            if syntax.deps[kid] == "relcl" and grammar.lemma(kid) in _DESCRIBING:
                return _VERBS[grammar.lemma(kid)]
            if own is None and syntax.deps[kid] == "compound" and syntax.words[kid] in _NOUNS:
                return _NOUNS[syntax.words[kid]]
        if own is not None:
            return own
    subject = binding.subject
    if subject >= 0 and subject not in seen and grammar.is_noun(subject):
        status = _NOUNS.get(grammar.lemma(subject))
        if status is not None and not (binding.first <= subject < binding.last):
            return status
    return None


def _is_use(noun: int, grammar: Grammar) -> bool:
    """Whether demand is what is used and bought, not what is asked for: "41% of demand"."""
    if grammar.lemma(noun) != "demand":
        return False
    syntax = grammar.syntax
    return not any(syntax.words[kid] in ("for", "of") and kid > noun for kid in syntax.kids[noun])


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
