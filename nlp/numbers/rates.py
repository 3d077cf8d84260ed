"""Denominators: "$40 a barrel", "12 cases per 100,000 people", "30 people a day"."""

import re
from math import prod

from nlp.lexicon import alternation, column, pattern, rows, words
from nlp.lexicon.number_words import GROUPS, ONES, SCALES, TENS
from nlp.numbers.drafts import Draft
from nlp.numbers.sentence import Context
from nlp.numbers.units import unit_named
from terms.enums import Kind

_PER = re.compile(
    r"(?P<per> per |[ -]per[ -]| ?/ ?(?=[a-z])| p/)(?!cent\b|cents\b|se\b)"
    r"|(?P<article> an? |-an?-| each | every | the | for (?:every|each) )"
)
_WRITTEN = r"(?:one |ten |hundred )?(?:thousand|million)|hundred|billion"
_DENOMINATOR = re.compile(
    rf"(?P<number>[0-9]{{1,3}}(?:[, ][0-9]{{3}}){{0,3}}|{_WRITTEN})?[ -]?"
    r"(?P<words>(?:sq\.? (?:foot|ft|metre|meter|m|km|mile)"
    r"|square (?:foot|metre|meter|kilomet(?:re|er)|mile)"
    r"|cubic (?:foot|metre|meter)|(?:diluted|common|ordinary|basic|adjusted) share"
    r"|head of [a-z]{3,12}"
    r"|metric ton(?:ne)?|fluid ounce|troy ounce|[a-zμ²³][a-z²³'-]{0,18}[23]?))(?![a-z0-9])"
)
_BARE_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,2}(?![0-9])|(?:thousand|million)(?![a-z])")
_SOLD_BY = words("denominators", "sold-by")
_SOLD_BY_THE = words("denominators", "sold-by-the")
_TIMES = words("denominators", "time")
_NAMES = {word: name for word, name in column("denominators", "name").items() if name}
_AREAS = ("square", "sq", "cubic")
_AFTERWARDS = pattern("number_clues.rate.time-behind")
_NO_NOUN = pattern("number_clues.rate.no-noun").pattern
_COUNTED_NOUNS = re.compile(
    rf"(?P<nouns>(?: (?!{_NO_NOUN})[a-z][a-z'-]{{1,20}}){{1,4}}?)"
    r"(?=(?P<per> per (?!cent\b|se\b))|(?P<article> (?:an?|each|every) "
    rf"{alternation('denominators', 'time')}\b"
    rf"(?!{_AFTERWARDS.pattern}|,? (?:on|when|in which)\b)))"
)
_BETWEEN = re.compile(
    r" (?:of (?:[a-z][a-z'-]{1,15} ){0,2}?[a-z][a-z'-]{1,15}|more|less|extra)"
    r"(?= (?:an?|each|every|per) )"
)
"""What may stand between an amount and its time: "9 tonnes *of flour* a day", "$4 *more* a day"."""
_THEN_TIME = re.compile(
    rf",? (?:an?|per|each|every) (?P<time>{alternation('denominators', 'time')})\b"
)
_WHOLE = pattern("number_links.in-whole")
_REACH = 30
"""Characters before a number that make it the whole of a part: "two in every "."""
_IRREGULAR = {
    many: one
    for row in rows("irregular_plurals")
    for many, one in zip(row.words, row.cells["singular"].split(), strict=True)
}


def singular(noun: str) -> str:
    """A plural noun without its ending, as far as its letters tell."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
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
    if draft.kind is Kind.COUNT and _WHOLE.search(
        folded[max(0, draft.start - _REACH) : draft.start]
    ):
        return
    counted, per = "", _PER.match(folded, draft.end)
    if per is None and draft.kind is Kind.COUNT:
        nouns = _COUNTED_NOUNS.match(folded, draft.end)
        if nouns is None:
            return
        counted = singular(_counted_in(nouns.group("nouns").split()))
        per = _PER.match(folded, nouns.end())
    elif per is None and (between := _BETWEEN.match(folded, draft.end)):
        per = _PER.match(folded, between.end())
    if per is None:
        return
    below = _below(folded, draft, per, counted)
    if below is not None:
        what, end = below
        top = counted or (draft.unit if draft.kind is not Kind.COUNT else "") or ""
        unit = f"{top}/{what}"
        time = None if what in _TIMES else _THEN_TIME.match(folded, end)
        if time is not None:  # "50 litres per person *a day*"
            unit, end = f"{unit}/{time['time']}", time.end()
        draft.measure(Kind.RATE, unit, end)


def _below(folded: str, draft: Draft, per: re.Match[str], counted: str) -> tuple[str, int] | None:
    """The denominator behind a "per" or an article, and where it ends."""
    count = draft.kind is Kind.COUNT
    found = _DENOMINATOR.match(folded, per.end())
    if found is None:
        bare = _BARE_NUMBER.match(folded, per.end()) if per.group("per") and count else None
        return (_digits(bare.group()), bare.end()) if bare else None
    name, number = found.group("words"), found.group("number")
    article = per.group("article")
    if article:
        if number or not _is_article_rate(draft, name, article.strip()):
            return None
        if _AFTERWARDS.match(folded, found.end()) or (count and not counted):
            return None
    elif name in ("cent", "se") or ("/" in per.group() and count and not counted):
        return None
    below = _denominator(name)
    return (f"{_digits(number)} {below}" if number else below), found.end()


def _counted_in(nouns: list[str]) -> str:
    """The noun of what a rate counts, which a participle may follow: "*patients* treated a day"."""
    for word in reversed(nouns[1:]):
        if not word.endswith("ed"):
            return word
    return nouns[0]


def _is_article_rate(draft: Draft, name: str, article: str) -> bool:
    """Whether "a", "each" or "the" before a noun means per: prices by goods, others by time."""
    noun = name.split()[0] if name.split()[0] in _AREAS else name
    money = draft.kind is Kind.MONEY
    if article.startswith("for "):
        return money
    if article == "the":
        return money and noun in _SOLD_BY_THE
    if money and noun in _SOLD_BY:
        return True
    return name in _TIMES and (draft.kind is not Kind.DURATION or name != draft.unit)


def _denominator(name: str) -> str:
    """A denominator as claims name it: "diluted share" → share, "sq. ft" → square foot."""
    plain = name.replace("sq.", "sq")
    unit = unit_named(plain)
    if unit is not None:
        return unit.name
    if plain.startswith("head of"):
        return "person"
    return _NAMES.get(plain) or singular(plain.split()[-1])


def _digits(printed: str) -> str:
    """ "100,000" and "hundred thousand" as plain digits."""
    if printed[0].isdigit():
        return printed.replace(",", "").replace(" ", "")
    return str(prod((ONES | TENS | GROUPS | SCALES)[word] for word in printed.split()))
