"""Denials: numbers that a text calls false, or takes back in a correction."""

import re

from nlp.text.grammar import Binding, Grammar
from terms.enums import Region

_UNREAL = frozenset({"false", "untrue", "baseless", "unsubstantiated", "unfounded", "wrong", "fake",
                     "inaccurate", "bogus", "incorrect", "misleading"})  # fmt: skip
_NO_EVIDENCE = re.compile(r"\b(?:no evidence|no proof|not true|hoax|myth|never happened)\b")

# What denies the sentence before: "The mayor disputed that.", "That is false.", "Verdict: false".
_DISPUTES = re.compile(
    r"(?:But |However, |Yet )?[^.!?\n]{2,90}?\b(?:disput(?:ed|es)|den(?:ied|ies)|reject(?:ed|s)"
    r"|dismiss(?:ed|es)|refut(?:ed|es)|contest(?:ed|s)) (?:that|this|it|(?:the|those|these)"
    r" (?:claims?|figures?|numbers?|allegations?|reports?|assertions?|accusations?))"
    r"(?=[,.;]| and | as )"
    r"|(?:But )?(?:That|This|It|The (?:claims?|figures?|post|posts|number|statement))(?: is"
    r"| was| are)"
    r" (?:\w+ )?(?:false|untrue|wrong|not true|incorrect|misleading|baseless|inaccurate|a hoax)\b"
)
_VERDICT = re.compile(
    r"\s*(?:(?:our |the )?(?:verdict|ruling|rating|conclusion)|fact[- ]check|we rate (?:it|this))"
    r"\W{0,3}(?:\w+ ){0,2}(?:false|untrue|wrong|not true|incorrect|misleading|fake|baseless"
    r"|fiction)\b",
    re.IGNORECASE,
)
_CLAIM_LINE = re.compile(r"(?:the |viral )?claim\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:sa(?:id|ys?)|claim\w*|alleg\w+|argu\w+|accus\w+|put|puts|told|estimate[sd]?|insist\w*"
    r"|report\w*|according|posts?|posted|warn\w*)\b"
)
_REFUSED = re.compile(
    r"[^.;]{0,60}?, an? (?:claim|figure|number|allegation|charge|assertion) (?:that |which )?"
    r"[^.;,]{2,60}?\b(?:disput(?:ed|es)|den(?:ied|ies)|reject(?:ed|s)|dismiss(?:ed|es))"
)
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


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether what follows the sentence ``start``:``end`` calls what it reports false.

    "X said rents rose 31%. A spokesman disputed that."; "CLAIM: … VERDICT: False."
    """
    sentence, after = text[start:end], text[end : end + 200].lstrip()
    if _CLAIM_LINE.match(sentence) and _VERDICT.match(after):
        return True
    return _DISPUTES.match(after) is not None and _TOLD.search(sentence) is not None


def is_rejected(binding: Binding, before: str, after: str, grammar: Grammar) -> bool:
    """Whether the passage itself calls the figure false."""
    if _NO_EVIDENCE.search(before[-90:]) or _REFUSED.match(after):
        return True
    syntax = grammar.syntax
    for verb in grammar.verbs_over(binding):
        state = syntax.child(verb, "acomp", "attr")
        if state >= 0 and (syntax.words[state] in _UNREAL):
            subject = syntax.child(verb, "nsubj", "nsubjpass")
            if subject >= 0 and syntax.within(binding.anchor, subject):
                return True
    return False
