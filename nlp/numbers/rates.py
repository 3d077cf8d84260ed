"""Denominators: "$40 a barrel", "12 cases per 100,000 people", "30 people a day"."""

import re

from nlp.numbers import units
from nlp.numbers.drafts import Draft
from nlp.numbers.sentence import Context
from terms.enums import Kind

_PER = re.compile(
    r"(?P<per> per |[ -]per[ -]| ?/ ?(?=[a-z])| p/)(?!cent\b|cents\b|se\b)"
    r"|(?P<article> an? |-an?-| each | every | the | for (?:every|each) )"
)
_DENOMINATOR = re.compile(
    r"(?P<number>[0-9]{1,3}(?:[, ][0-9]{3}){0,3}|thousand|million|hundred|billion|ten thousand"
    r"|hundred thousand"
    r"|one million|one thousand)?[ -]?"
    r"(?P<words>(?:sq\.? (?:foot|ft|metre|meter|m|km|mile)|square (?:foot|metre|meter"
    r"|kilomet(?:re|er)|mile)"
    r"|cubic (?:foot|metre|meter)|(?:diluted|common|ordinary|basic|adjusted) share"
    r"|head of [a-z]{3,12}"
    r"|metric ton(?:ne)?|fluid ounce|troy ounce|[a-zμ²³][a-z²³'-]{0,18}[23]?))(?![a-z0-9])"
)
_BARE_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,2}(?![0-9])|(?:thousand|million)(?![a-z])")
_ARTICLE_DENOMINATORS = frozenset(
    """
    share barrel ounce tonne ton kilo kg kilogram gram pound litre liter gallon pint bottle ticket
    head person piece seat copy pack bushel acre hectare unit plate room night bed vote mile
    kilometre kilometer megawatt-hour kilowatt-hour mwh kwh game match episode pop time trip ride
    visit meal serving student pupil child household family vehicle car passenger square metre
    meter foot customer user download dozen box loaf pair carat point barrel
    """.split()
)
_TIME_DENOMINATORS = frozenset(
    """
    second minute hour day night week weekend month quarter year season decade fortnight game
    """.split()
)
_AFTERWARDS = re.compile(
    r"(?:,? (?:ago|earlier|later|before|after|old|previously|prior|apart|on from|early|late"
    r"|from now|following|into)\b)"
)
_COUNTED_NOUNS = re.compile(
    r"(?P<nouns>(?: (?!(?:in|on|at|of|to|and|or|for|with|from|by|as|is|was|were|are|will|has"
    r"|had|have|the|a|an|who"
    r"|which|that|said|when|after|before|per|each|every|people'?s|years?|days?|months?|weeks?"
    r"|hours?|been|be)\b)"
    r"[a-z][a-z'-]{1,20}){1,4}?)(?=(?P<per> per (?!cent\b|se\b))|(?P<article>"
    r" (?:an?|each|every) (?:second"
    r"|minute|hour|day|night"
    r"|week|month|year)\b(?!,? (?:ago|earlier|later|before|after|old|prior|apart|early|from"
    r"|into|following|on|when|in which))))"
)
_SINGULAR = {
    "people": "person", "persons": "person", "children": "child", "men": "man", "women": "woman",
    "feet": "foot", "inhabitants": "inhabitant", "lives": "life",
}  # fmt: skip
_DENOMINATORS = {
    "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "w": "W", "kw": "kW", "mw": "MW",
    "t": "tonne", "annum": "year", "capita": "person", "head": "person", "mmbtu": "MMBtu",
    "lb": "pound", "oz": "ounce", "bbl": "barrel", "sq ft": "square foot", "sq m": "m²",
    "sq km": "km²", "h": "hour", "s": "second", "mo": "month", "troy ounce": "ounce",
}  # fmt: skip
_WRITTEN = {
    "hundred": "100", "thousand": "1000", "million": "1000000", "billion": "1000000000",
    "ten thousand": "10000", "hundred thousand": "100000", "one million": "1000000",
    "one thousand": "1000",
}  # fmt: skip


def singular(noun: str) -> str:
    """A plural noun without its ending, as far as its letters tell."""
    if noun in _SINGULAR:
        return _SINGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun


def read_rate(context: Context, draft: Draft) -> None:
    """ "$40 a barrel", "900 litres per hour", "12 cases per 100,000 people", "30 people a day"."""
    folded = context.folded
    if draft.kind in (Kind.PERCENT, Kind.PERCENTAGE_POINTS):
        return
    counted = ""
    end = draft.end
    per = _PER.match(folded, end)
    if per is None and draft.kind is Kind.COUNT:
        nouns = _COUNTED_NOUNS.match(folded, end)
        if nouns is None:
            return
        counted = singular(_counted_in(nouns.group("nouns").split()))
        per = _PER.match(folded, nouns.end())
    if per is None:
        return
    found = _DENOMINATOR.match(folded, per.end())
    bare = _BARE_NUMBER.match(folded, per.end()) if found is None else None
    if bare is not None and per.group("per") and draft.kind is Kind.COUNT:
        draft.unit = f"{counted}/{_plain_number(bare.group())}"
        draft.kind, draft.end, draft.own = Kind.RATE, bare.end(), True
        return
    if found is None:
        return
    words = found.group("words")
    if per.group("article"):
        if found.group("number") or not _article_rate(draft, words, per.group("article")):
            return
        if _AFTERWARDS.match(folded, found.end()):
            return
    elif words in ("cent", "se"):
        return
    if per.group("per") and "/" in per.group("per") and draft.kind is Kind.COUNT and not counted:
        return
    name = _denominator(words)
    number = found.group("number")
    if number:
        name = f"{_plain_number(number)} {name}"
    elif draft.kind is Kind.COUNT and not counted and per.group("article"):
        return
    top = counted or (draft.unit if draft.kind is not Kind.COUNT else "") or ""
    draft.unit = f"{top}/{name}"
    draft.kind, draft.end, draft.own = Kind.RATE, found.end(), True


def _counted_in(words: list[str]) -> str:
    """The noun of what a rate counts, which a participle may follow: "*patients* treated a day"."""
    for word in reversed(words[1:]):
        if not word.endswith("ed"):
            return word
    return words[0]


def _article_rate(draft: Draft, words: str, article: str) -> bool:
    noun = words.split()[0] if words.split()[0] in ("square", "sq", "cubic") else words
    if article.startswith(" for "):
        return draft.kind is Kind.MONEY
    if draft.kind is Kind.MONEY:
        if article.strip() == "the":
            return noun in ("tonne", "ton", "barrel", "ounce", "kilo", "litre")
        return noun in _ARTICLE_DENOMINATORS or words in _TIME_DENOMINATORS
    if article.strip() == "the":
        return False
    if draft.kind is Kind.DURATION:
        return words in _TIME_DENOMINATORS and words != draft.unit
    return words in _TIME_DENOMINATORS


def _denominator(words: str) -> str:
    """A denominator as claims name it: "diluted share" → share, "sq. ft" → square foot."""
    plain = words.replace("sq.", "sq")
    unit = units.WORDS.get(plain) or units.SYMBOLS.get(plain)
    if unit is not None:
        return unit.name
    if plain.startswith("head of"):
        return "person"
    return _DENOMINATORS.get(plain) or singular(plain.split()[-1])


def _plain_number(printed: str) -> str:
    return _WRITTEN.get(printed) or printed.replace(",", "").replace(" ", "")
