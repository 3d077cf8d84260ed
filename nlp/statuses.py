"""How firmly a text states a number, and whether a count is a total, new or of one moment."""

import re

from nlp.grammar import Binding, Grammar
from nlp.model import Quantity
from nlp.vocabulary import Accumulation, Change, Kind, Region, Status

_PROJECTING = frozenset("forecast project predict expect anticipate foresee see_".split())
_PLANNING = frozenset(
    """
        plan aim intend pledge commit promise target schedule budget earmark allocate set
        decide prepare want_
        """.split()
)
_PROPOSING = frozenset(
    "propose offer demand ask request seek call suggest_ urge recommend bid".split()
)
_ESTIMATING = frozenset(["estimate", "reckon", "guess", "approximate", "calculate", "extrapolate"])
_SUSPECTING = frozenset("suspect allege fear presume rumor rumour suppose assume".split())
_DENYING = frozenset(["deny", "reject", "dispute", "refute", "debunk", "dismiss"])
_WORDS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.ESTIMATED,
        re.compile(r"\b(?:an |the )?estimat(?:e|es|ed|ing)\b|\bby some accounts\b|\breckons?\b"),
    ),
    (
        Status.PROJECTED,
        re.compile(
            r"\b(?:forecasts?|forecasting|project(?:ed|s|ion|ions)(?= |,|\.)|predict(?:s|ed|ion|ions)?|expect(?:s|ed|ing|ations?)?"
            r"|anticipat\w+|outlook|guidance|consensus|could (?:reach|rise|fall|hit|top|cost|climb|lose|see|exceed|be as)"
            r"|(?:may|might|could) (?:\w+ )?(?:reach|rise|fall|hit|cost|grow|climb|exceed|top))\b"
        ),
    ),
    (
        Status.PROPOSED,
        re.compile(
            r"\b(?:propos(?:e|es|ed|al|als|ing)|the bill\b|draft (?:law|bill)|offer(?:s|ed|ing)?\b|demand(?:s|ed|ing)?\b|would (?:pay|cost|require|cap|raise|cut|impose)\b"
            r"|revised act|amendment|calls for|calling for|asked for|seeking|requested)"
        ),
    ),
    (
        Status.PLANNED,
        re.compile(
            r"\b(?:plan(?:s|ned|ning)?\b(?! (?:b|c)\b)|will\b|aim(?:s|ed|ing)?\b|target(?:s|ed)?\b|goal|pledg\w+|budget\w*|is to\b|are to\b|set to\b|due to (?:be|open|start|close|begin)\b"
            r"|intends?\b|scheduled|commit(?:s|ted|ment)\b|roadmap|earmark\w*|allocat\w+|provid(?:e|es|ing) (?:for)?|agreed to)"
        ),
    ),
    (
        Status.SUSPECTED,
        re.compile(
            r"\b(?:suspected|alleg\w+|feared|believed to have|thought to have|may have|might have|could have|presumed|if true|rumou?r\w*|unconfirmed|purported\w*)\b"
        ),
    ),
    (Status.CONFIRMED, re.compile(r"\b(?:confirm(?:s|ed|ing)?|officially)\b")),
)
_DENIAL = re.compile(
    r"\b(?:no evidence|unsubstantiated|false(?:ly)?|untrue|baseless|debunked|not true|den(?:y|ies|ied)|rejected (?:claims|reports|the)|refut\w+|hoax|fabricated|misleading|did not|never|wholly|inaccurate)\b"
)
_WITHDRAWN = re.compile(
    r"\b(?:an earlier version|a previous version|earlier versions?|previously (?:stated|reported|said|misstated)|incorrectly|misstated|mistakenly|originally (?:said|stated|reported)"
    r"|this (?:article|story) (?:has been|was) (?:corrected|amended|updated))\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:it (?:is|was)|the (?:correct|actual|right|true)|in fact|should (?:be|have been|read)|not|rather than|actually)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:another|a further|an additional|an extra|further) (?:about |around |some |estimated )?$|\b(?:new|additional|extra|fresh)\b"
)
_MORE = re.compile(r"^(?: (?:new|more|additional|further|extra|fresh)\b| (?:\w+ ){1,2}more\b)")
_TOTAL = re.compile(
    r"\b(?:total|totals|totalled|totaled|totalling|totaling|toll|in all|altogether|overall|cumulative|so far|to date|since the (?:start|beginning|outbreak)|tally|combined|brings? the|bringing)\b"
)
_SNAPSHOT = re.compile(
    r"\b(?:currently|at present|as of|remain(?:s|ed|ing)?|still|now (?:in|at|being|under)|at the moment|stands? at|stood at)\b"
)


def is_withdrawn(sentence: str, start: int, region: Region) -> bool:
    """Whether a number (at ``start`` of its sentence) is one that a correction takes back.

    "An earlier version said 180" is; "it is 117", behind that, is what stands now.
    """
    found = None
    for found in _WITHDRAWN.finditer(sentence[:start]):
        pass
    if found is None:
        return False if region is not Region.CORRECTION else _takes_back(sentence, start)
    return _CORRECTED.search(sentence, found.end(), start) is None


def _takes_back(sentence: str, start: int) -> bool:
    """In a correction without a formula: "30, not 50": the one after "not" goes."""
    return re.search(r"\bnot (?:the )?[$£€]?$", sentence[:start]) is not None


def status_of(
    quantity: Quantity, binding: Binding | None, grammar: Grammar | None, sentence: str, offset: int
) -> Status:
    """The status of a number from the words of its clause; "stated" where none says more."""
    start, end = quantity.start - offset, quantity.end - offset
    clause = _clause(sentence, start, end)
    lowered = clause.lower()
    governed = _governed(binding, grammar)
    if governed is not None:
        return governed
    if _DENIAL.search(lowered) and re.search(
        r"\b(?:claims?|rumou?rs?|reports?|figure|allegations?)\b", lowered
    ):
        return Status.DENIED
    for status, pattern in _WORDS:
        if pattern.search(lowered):
            return status
    return Status.STATED


def _governed(binding: Binding | None, grammar: Grammar | None) -> Status | None:
    """The status that the verbs above the number give, nearest first."""
    if binding is None or grammar is None:
        return None
    syntax = grammar.syntax
    token = binding.verb
    for _ in range(3):
        if token < 0:
            return None
        lemma = grammar.lemma(token)
        modals = {syntax.words[kid] for kid in syntax.kids[token] if syntax.deps[kid] == "aux"}
        if lemma in _ESTIMATING:
            return Status.ESTIMATED
        if lemma in _PROJECTING:
            return Status.PROJECTED
        if lemma in _PROPOSING:
            return Status.PROPOSED
        if lemma in _PLANNING:
            return Status.PLANNED
        if lemma in _SUSPECTING:
            return Status.SUSPECTED
        if modals & {"will", "'ll", "shall"}:
            return Status.PLANNED
        if modals & {"could", "may", "might"}:
            have = any(syntax.words[k] == "have" for k in syntax.kids[token])
            return Status.SUSPECTED if have else Status.PROJECTED
        if modals & {"would"}:
            return Status.PROPOSED
        head = syntax.heads[token]
        if head == token or syntax.deps[token] not in (
            "xcomp",
            "ccomp",
            "conj",
            "acl",
            "advcl",
            "relcl",
        ):
            return None
        if syntax.deps[token] in ("relcl", "advcl", "conj"):
            return None
        token = head
    return None


def _clause(sentence: str, start: int, end: int) -> str:
    """The words around a number up to the next strong break."""
    low = max(sentence.rfind(mark, 0, start) for mark in (";", "—", " – ", ": "))
    high = min(
        (at for mark in (";", "—", " – ") if (at := sentence.find(mark, end)) >= 0),
        default=len(sentence),
    )
    return sentence[low + 1 : high]


def accumulation_of(
    quantity: Quantity, change: Change | None, sentence: str, offset: int
) -> Accumulation | None:
    """Whether a count is a running total, newly added, or the state of one moment."""
    if quantity.kind not in (Kind.COUNT, Kind.MONEY):
        return None
    start, end = quantity.start - offset, quantity.end - offset
    before, after = sentence[max(0, start - 60) : start].lower(), sentence[end : end + 40].lower()
    near = re.split(r"[,;]", before)[-1]
    if _NEW.search(near[-24:]) or _MORE.match(after):
        return Accumulation.NEW
    if change is not None:
        return None
    if _TOTAL.search(near) or _TOTAL.search(re.split(r"[,;.]", after)[0]):
        return Accumulation.TOTAL
    if _SNAPSHOT.search(near) or _SNAPSHOT.search(re.split(r"[,;.]", after)[0]):
        return Accumulation.SNAPSHOT
    return None
