"""One number with its currency, unit and denominator, as read at one place of a sentence."""

import re
from dataclasses import dataclass
from decimal import Decimal

from nlp import currencies, units
from nlp.forms import Wording
from nlp.looks import Context, Look
from nlp.numbers import (
    FRACTION_SIGNS,
    LETTER_SCALES,
    PARTS,
    SEED,
    Form,
    Numeral,
    numeral_at,
)
from nlp.vocabulary import Change, Kind, Qualifier


@dataclass(slots=True)
class Draft:
    """A quantity in the making, in offsets of the sentence.

    ``start``/``end`` bound the claim's span, ``numeral`` the number in it. ``own`` says that the
    unit or currency is printed with this number and not lent by a neighbour.
    """

    start: int
    end: int
    numeral: Numeral
    kind: Kind
    value: Decimal | None
    unit: str | None = None
    assumed: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    hedge: tuple[int, int] | None = None
    change: Change | None = None
    converts: "Draft | None" = None
    look: Look | None = None
    form: str = "number"
    places: int = 0
    scaled: bool = False
    own: bool = False
    prefixed: bool = False
    spaced: bool = False

    @property
    def bare(self) -> bool:
        """Neither currency, unit nor scale word."""
        return not self.own and self.numeral.scale == 1 and self.unit is None


_TIMES_AFTER = re.compile(
    r"(?: times|[ -]times|x|-times|×)(?! [a-z]{0,3}ago)(?= (?:as|more|less|higher|lower|larger|bigger|greater|faster"
    r"|stronger|smaller|the|that|those|its|their|his|her|what|likelier|worse|better|longer|deadlier|last|this"
    r"|earnings|book|sales|revenue|profits?|over|normal|average|leverage|fewer|heavier|hotter|cheaper)\b)(?![a-z])"
)
_LETTERS = re.compile(r"[a-z]{1,12}")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_SCALE_LETTER = re.compile(r"( ?)(mm|cr|[kmbt])(?![a-z0-9²³/°])(?!-[a-z])")
_MINUS = re.compile(r"(?:(?:^|[ (\[])[-−–]|\bminus[ -]|\bnegative )$")
_PLUS = re.compile(r"(?:^|[ (\[])\+$")
_GLUE = re.compile(
    r"(?:^|[^a-z])(?:sub|minus|plus|over|under|about|almost|nearly|around|to|a|an|the|mid|roughly|some|of|and|or"
    r"|up|post|pre|magnitude|now|then|just)-$"
)
_YEAR_GLUE = re.compile(r"(?:^|[^a-z])(?:mid|post|pre|early|late|non|ex|re)-$")
_PART_OF_UNIT = re.compile(r"(?: of)?(?: an?)?(?: (?:us|u\.s\.|imperial|british))?(?=[ -])")
_INNER_HEDGE = re.compile(r"(?:-odd|-plus|-something|\+| odd| plus| or more| or so| or fewer| or less)(?=[ -])")
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude(?:[ -]| of | was )(?:a )?$")
_AND_A_HALF = re.compile(r" and an? (half|quarter|third)(?![a-z])")
_COMPOUND = re.compile(
    r"(?:,? and |, | )?(?=[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven)"
)
_RESOLUTIONS = frozenset({240, 360, 480, 720, 1080, 1440, 2160, 4320})
_SCREEN = re.compile(
    r" (?:tv|tvs|video|videos|display|screen|resolution|ultra|hdr|camera|cameras|monitor|footage|content|oled|uhd)"
)
_VAGUE_OF = re.compile(r" of(?= )")
_PER = re.compile(
    r"(?P<per> per |[ -]per[ -]| ?/ ?(?=[a-z])| p/)(?!cent\b|cents\b|se\b)"
    r"|(?P<article> an? |-an?-| each | every | the )"
)
_DENOMINATOR = re.compile(
    r"(?P<number>[0-9]{1,3}(?:[, ][0-9]{3}){0,3}|thousand|million|hundred|billion|ten thousand|hundred thousand"
    r"|one million|one thousand)?[ -]?"
    r"(?P<words>(?:sq\.? (?:foot|ft|metre|meter|m|km|mile)|square (?:foot|metre|meter|kilomet(?:re|er)|mile)"
    r"|cubic (?:foot|metre|meter)|(?:diluted|common|ordinary|basic|adjusted) share|head of [a-z]{3,12}"
    r"|metric ton(?:ne)?|fluid ounce|troy ounce|[a-zμ²³][a-z²³'-]{0,18}[23]?))(?![a-z0-9])"
)
_ARTICLE_DENOMINATORS = frozenset(
    "share barrel ounce tonne ton kilo kg kilogram gram pound litre liter gallon pint bottle ticket head person"
    " piece seat copy pack bushel acre hectare unit plate room night bed vote mile kilometre kilometer"
    " megawatt-hour kilowatt-hour mwh kwh game match episode pop time trip ride visit meal serving student pupil"
    " child household family vehicle car passenger square metre meter foot customer user download dozen box"
    " loaf pair carat point barrel".split()
)
_TIME_DENOMINATORS = frozenset(
    "second minute hour day night week weekend month quarter year season decade fortnight game".split()
)
_AFTERWARDS = re.compile(
    r"(?:,? (?:ago|earlier|later|before|after|old|previously|prior|apart|on from|early|late|from now|following|into)\b)"
)
_COUNTED_NOUNS = re.compile(
    r"(?P<nouns>(?: (?!(?:in|on|at|of|to|and|or|for|with|from|by|as|is|was|were|are|will|has|had|have|the|a|an|who"
    r"|which|that|said|when|after|before|per|each|every|people'?s|years?|days?|months?|weeks?|hours?|been|be)\b)"
    r"[a-z][a-z'-]{1,20}){1,4}?)(?=(?P<per> per (?!cent\b|se\b))|(?P<article> an? (?:second|minute|hour|day|night"
    r"|week|month|year)\b(?!,? (?:ago|earlier|later|before|after|old|prior|apart|early|from|into|following|on|when|in which))))"
)
_SINGULAR = {"people": "person", "persons": "person", "children": "child", "men": "man", "women": "woman",
             "feet": "foot", "inhabitants": "inhabitant", "lives": "life"}  # fmt: skip


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


def from_wording(wording: Wording) -> Draft:
    """The draft of a quantity that has no plain numeral."""
    numeral = Numeral(wording.start, wording.end, Form.WORDS, wording.value, wording.value)
    return Draft(
        wording.start,
        wording.end,
        numeral,
        wording.kind,
        wording.value,
        wording.unit,
        change=wording.change,
        form=wording.form,
        own=True,
    )


def read_at(context: Context, position: int, country: str | None) -> tuple[Draft | None, int]:
    """The draft of the number that starts at a seed, and where to go on reading."""
    folded, tidied = context.folded, context.tidied
    start = position
    currency = None
    is_digit = folded[position].isdigit()
    if is_digit or folded[position] in FRACTION_SIGNS:
        currency = currencies.currency_before(folded, tidied, position, country)
        if currency is None:
            named = _joined_left(context, position)
            if named is not None:
                return named
        else:
            start = currency.start
    if is_digit and folded[position - 1 : position] == "." and _leading_point(folded, position):
        numeral = _point_numeral(folded, position)
        start = min(start, position - 1)
    else:
        numeral = numeral_at(folded, position, money=currency is not None)
    if numeral is None:
        return None, _skip(folded, position)
    if numeral.form is Form.FRACTION and not _is_part(context, numeral):
        return None, numeral.end
    draft = Draft(start, numeral.end, numeral, Kind.COUNT, numeral.value, places=numeral.places)
    draft.scaled = numeral.scale > 1 and numeral.scale not in (12, 100)
    if numeral.form is Form.VAGUE:
        draft.value, draft.low, draft.qualifier = (
            None,
            Decimal(2 * numeral.magnitude),
            Qualifier.VAGUE,
        )
    if numeral.form is Form.FRACTION:
        draft.kind, draft.unit = Kind.RATIO, "fraction"
    if currency is not None:
        draft.kind, draft.unit, draft.assumed = Kind.MONEY, currency.code, currency.assumed
        draft.own = draft.prefixed = True
        tail = currencies.local_tail(folded, draft.end)
        if tail is not None:
            draft.end, draft.unit = tail
            draft.assumed = False
    else:
        skipped = _suffix(context, draft, country)
        if skipped:
            return None, skipped
    _sign(folded, draft)
    if draft.kind is not Kind.RATIO or draft.own:
        _rate(context, draft)
    return draft, draft.end


def _joined_left(context: Context, position: int) -> tuple[Draft | None, int] | None:
    """What to do with digits that letters, a hyphen or a point touch on the left."""
    folded = context.folded
    left = folded[position - 1 : position]
    if left.isalpha() or left in "_#@&\\=":
        return (None, _skip(folded, position)) if left else None
    if left == "-" and folded[position - 2 : position - 1].isalnum():
        glued = folded[max(0, position - 10) : position]
        if _YEAR_GLUE.search(glued):
            return None, _skip(folded, position)
        if folded[position - 2].isalpha() and not _GLUE.search(glued) and not _to_glue(glued):
            return None, _skip(folded, position)
    if left == "/" and folded[position - 2 : position - 1].isalpha() and position > 2:
        return (
            (None, _skip(folded, position))
            if re.search(r"\d", folded[max(0, position - 14) : position]) is None
            else None
        )
    if left in "./" and folded[position - 2 : position - 1].isdigit():
        return None, _skip(folded, position)
    return None


def _to_glue(glued: str) -> bool:
    """ "15-to-20", "2m-3m", "$5bn-6bn": the hyphen of a range and not of a name."""
    return (
        re.search(
            r"(?:[0-9](?:k|m|mn|bn|tn|b|km|kg|mm|cm|c|f|p|pc|g|mph|kph|ft)|percent|cent|million|billion|"
            r"trillion|thousand|dollars|euros|-to)-$",
            glued,
        )
        is not None
    )


def _leading_point(folded: str, position: int) -> bool:
    return position < 2 or folded[position - 2] in " ($£€-+"


def _point_numeral(folded: str, position: int) -> Numeral | None:
    digits = re.compile(r"[0-9]{1,10}(?![0-9])").match(folded, position)
    if digits is None:
        return None
    value = Decimal("0." + digits.group())
    return Numeral(
        position - 1, digits.end(), Form.DIGITS, value, value, places=len(digits.group())
    )


def _skip(folded: str, position: int) -> int:
    """The end of the token that a position stands in."""
    found = re.compile(r"[\w.,:/'-]{1,60}").match(folded, position)
    return max(found.end() if found else 0, position + 1)


_PART_AFTER = re.compile(
    r" (?:of|the|a|an|its|their|his|her|our|that|those|these|as|are|is|were|was|had|have|has|said|say|to|in|from"
    r"|less|more|higher|lower|fewer|and|or|by|since|over|on|at|for|each|with|after|this|last|would|will|remain"
    r"|than|within|who|which|believe|think|support|voted|oppose|agree|do|did|live|work|per)\b|[.,;:)?!—–]|$"
)
_HALF_AFTER = re.compile(
    r"[ -](?:of|the|an?|its|their|his|her|our|that|those|these|as|are|were|was|said|say|all|this|percent|per cent"
    r"|percentage|point|inch|mile|hour|day|year|week|pint|tonne|ton|acre|price|dozen|remain|believe|think|voted"
    r"|support|oppose|had|have|who|in|by|since|from|to|and|or|over|what|century)\b|[.,;:)]|$"
)
_PART_BEFORE = re.compile(
    r"\b(?:by|than|nearly|almost|about|around|roughly|over|some|least|up to|under|approximately|only|just|to|close to"
    r"|cut|at|of|another|well over|from|most) $"
)
_HALF_NOT = re.compile(
    r"(?:\b(?:first|second|other|latter|better|top|bottom|opening|this|one|final|the|last|former|each|either|every"
    r"|early|closing|upper|lower|northern|southern|eastern|western|back|front|left|right|per|a season and a|more"
    r"|not) |-)$"
)


def _is_part(context: Context, numeral: Numeral) -> bool:
    """Whether "half", "a third", "three quarters" are a part of something and not a turn of speech."""
    folded = context.folded
    words = folded[numeral.start : numeral.end]
    left = folded[max(0, numeral.start - 24) : numeral.start]
    if words[0].isdigit() or words[0] in FRACTION_SIGNS:
        return not (words[0].isdigit() and left.endswith("/"))
    if words in ("half", "a half"):
        if _HALF_NOT.search(left) and not re.search(r"\b(?:more than|not) $", left):
            return False
        return _HALF_AFTER.match(folded, numeral.end) is not None
    if words.startswith(("a ", "an ")):
        if re.search(r"\bof an? $|\bwithin $|\bevery $", left) and folded.startswith(
            "quarter", numeral.start + 2
        ):
            return False
        if _PART_BEFORE.search(left) and re.match(
            r" (?:of|[.,;)]|$)|[.,;)]|$", folded[numeral.end : numeral.end + 4]
        ):
            return True
        if re.match(r" (?:of )", folded[numeral.end : numeral.end + 4]):
            return True
        return (
            bool(_PART_BEFORE.search(left)) and _PART_AFTER.match(folded, numeral.end) is not None
        )
    if "quarters" in words and re.search(
        r"\b(?:past|last|next|previous|first|consecutive|few|several|in|for|straight) $", left
    ):
        return re.match(r" of ", folded[numeral.end : numeral.end + 4]) is not None
    return not folded.startswith("-final", numeral.end)


def _suffix(context: Context, draft: Draft, country: str | None) -> int:
    """Read what follows the number into the draft; a position to skip to when it is no number."""
    folded, tidied, numeral = context.folded, context.tidied, draft.numeral
    end = numeral.end
    digits = numeral.form is Form.DIGITS
    close = _LETTERS.match(folded, end) if digits and folded[end - 1].isdigit() else None
    if close and _ORDINAL_TAIL.match(folded, end):
        return close.end()
    if close and close.group() == "s":
        return close.end()
    if digits and numeral.scale == 1 and _scale_letter(context, draft):
        end = draft.end
    percent = units.PERCENT.match(folded, end)
    if percent is None and numeral.form is Form.FRACTION:
        link = _PART_OF_UNIT.match(folded, end)
        percent = units.PERCENT.match(folded, link.end()) if link else None
    if percent is not None and not (numeral.form is Form.VAGUE):
        _percent(draft, percent)
        return 0
    times = _TIMES_AFTER.match(folded, end)
    if times and numeral.form in (Form.DIGITS, Form.WORDS):
        draft.kind, draft.unit, draft.change = Kind.RATIO, "times", Change.MULTIPLE_OF
        draft.end, draft.own, draft.form = times.end(), True, "multiple"
        return 0
    if _money(context, draft, end, country):
        return 0
    if digits and _MAGNITUDE_BEFORE.search(folded[max(0, draft.start - 16) : draft.start]):
        draft.kind, draft.unit, draft.own = Kind.MEASUREMENT, "magnitude", True
        return 0
    inner = _INNER_HEDGE.match(folded, end)
    if inner is not None:
        end = inner.end()
    span = units.unit_after(folded, tidied, end)
    if span is None and numeral.form is Form.VAGUE:
        of = _VAGUE_OF.match(folded, end)
        span = units.unit_after(folded, tidied, of.end()) if of else None
        if span is not None and span.symbol:
            span = None
    if span is None and numeral.form is Form.FRACTION:
        link = _PART_OF_UNIT.match(folded, end)
        span = units.unit_after(folded, tidied, link.end()) if link else None
        if span is not None and (span.symbol or span.unit.name == "quarter"):
            span = None
    if span is not None and _is_unit(context, draft, span, end):
        _measure(context, draft, span)
        return 0
    if close and draft.end == numeral.end:
        return close.end()
    return 0


def _scale_letter(context: Context, draft: Draft) -> bool:
    """ "1.2m homes", "25k", "8 B": a letter close to the digits that scales them."""
    folded, tidied, numeral = context.folded, context.tidied, draft.numeral
    found = _SCALE_LETTER.match(folded, numeral.end)
    if found is None or numeral.value is None:
        return False
    letter, spaced = found.group(2), bool(found.group(1))
    printed = tidied[found.start(2) : found.end(2)]
    if letter == "mm" or (letter == "t" and printed == "t"):
        return False
    if letter == "m":
        if printed == "m" or spaced:
            large = numeral.value >= 1000 or numeral.grouped
            if spaced or units.is_length_m(
                folded, numeral.start, found.end(), spaced=spaced, large=large
            ):
                return False
        elif context.titled is False and numeral.value >= 1000:
            return False
    if letter == "k":
        if spaced:
            return False
        if printed == "K" and numeral.value in (2, 4, 5, 8) and _SCREEN.match(folded, found.end()):
            return False
    if letter == "b" and (
        printed == "b"
        or (spaced and not re.match(r" [a-z]|[.,]|$", folded[found.end() : found.end() + 2]))
    ):
        return False
    if letter == "t" and spaced:
        return False
    scale = LETTER_SCALES[letter]
    value = numeral.value * scale
    draft.numeral = Numeral(
        numeral.start, found.end(), Form.DIGITS, value, numeral.mantissa, scale, numeral.places,
        grouped=numeral.grouped,
    )  # fmt: skip
    draft.value, draft.end, draft.scaled = value, found.end(), True
    return True


def _percent(draft: Draft, found: re.Match[str]) -> None:
    draft.own = True
    draft.end = found.end()
    if found.group("points"):
        draft.kind, draft.unit = Kind.PERCENTAGE_POINTS, "percentage_point"
    elif found.group("basis"):
        draft.kind, draft.unit = Kind.PERCENTAGE_POINTS, "basis_point"
    else:
        draft.kind, draft.unit = Kind.PERCENT, "percent"
    draft.spaced = found.group()[0] in " -"


_WARY_NAMES = frozenset({"won", "real", "rand", "crown", "crowns", "sen", "dong", "lev", "lei", "dram", "kina",
                         "mark", "pula", "buck", "kip", "som", "sterling", "kn"})  # fmt: skip


def _money(context: Context, draft: Draft, end: int, country: str | None) -> bool:
    folded, numeral = context.folded, draft.numeral
    vague = numeral.form is Form.VAGUE
    found = currencies.currency_after(folded, context.tidied, end, country, after_of=vague)
    if found is not None:
        word = folded[end : found.end].lstrip(" -")
        small = numeral.value is not None and numeral.value < 100 and numeral.scale == 1
        if word in _WARY_NAMES and small:
            found = None
        elif word == "p" and (numeral.value in _RESOLUTIONS or numeral.form is not Form.DIGITS):
            found = None
    if found is None:
        pounds = re.compile(r"(?: of)? pounds?(?![a-z-])|-pound(?![a-z-])").match(folded, end)
        if pounds is None or (pounds.group().startswith(" of") and not vague):
            return False
        large = numeral.scale >= 1000 or vague or (numeral.value or 0) >= 5000
        weight = units.is_weight(folded, draft.start, pounds.end(), large=large)
        money = units.is_spent(folded, draft.start)
        if weight or not (large or money or country in ("GB", "IE", "GG", "JE", "IM", "GI")):
            draft.kind, draft.unit, draft.own = Kind.MEASUREMENT, "pound", True
            draft.end = pounds.end()
            return True
        draft.unit, draft.assumed = currencies.pounds(country)
        draft.kind, draft.own, draft.end = Kind.MONEY, True, pounds.end()
        return True
    draft.kind, draft.unit, draft.assumed = Kind.MONEY, found.code, found.assumed
    draft.own = True
    draft.spaced = folded[end : end + 1] in " -"
    draft.end = found.end
    if found.divisor > 1 and draft.value is not None:
        draft.value /= found.divisor
        draft.places += 2
    return True


def _is_unit(context: Context, draft: Draft, span: units.UnitSpan, end: int) -> bool:
    """Whether what looks like a unit is one: "5 in", "12 second-hand cars", "90 second-half minutes"."""
    folded, numeral = context.folded, draft.numeral
    word = folded[end : span.end]
    name = span.unit.name
    if numeral.form is Form.FRACTION and name in (
        "second",
        "minute",
        "night",
        "day",
        "week",
        "quarter",
        "bit",
        "degree",
        "calorie",
    ):
        return word.strip(" -") == name and name in ("day", "minute", "degree", "week")
    if name == "second" and not word.endswith(("seconds", "sec", "secs", "s")):
        return (
            re.compile(
                r"[ -]?(?:half|largest|biggest|highest|hand|placed|time|round|most|best|world|person|term|homes?)"
            ).match(folded, span.end)
            is None
        )
    if span.symbol and numeral.form is not Form.DIGITS:
        return False
    if span.symbol and word in ("s",) and numeral.places == 0:
        return False
    if (
        word in ("c", " c", "f", " f")
        and re.compile(r"\.? [a-z]").match(folded, span.end)
        and word[0] == " "
    ):
        return context.tidied[span.end + 1 : span.end + 2].islower()
    return not (name == "magnitude" and not word.startswith("-"))


def _measure(context: Context, draft: Draft, span: units.UnitSpan) -> None:
    folded = context.folded
    draft.kind, draft.unit, draft.own = span.unit.kind, span.unit.name, True
    draft.spaced = folded[draft.end : draft.end + 1] in " -"
    draft.end = span.end
    added = _AND_A_HALF.match(folded, span.end)
    if added and draft.value is not None:
        draft.value += Decimal(1) / PARTS[added.group(1)]
        draft.end = added.end()
    elif span.unit.name in ("foot", "pound", "hour", "year", "minute", "metre"):
        _compound(context, draft, span)


_SMALLER = {"foot": "inch", "pound": "ounce", "hour": "minute", "year": "month", "minute": "second"}


def _compound(context: Context, draft: Draft, span: units.UnitSpan) -> None:
    """ "5ft 10in", "two hours and 15 minutes": the smaller unit as part of the larger."""
    folded = context.folded
    link = _COMPOUND.match(folded, draft.end)
    smaller = _SMALLER.get(span.unit.name)
    if link is None or smaller is None or draft.value is None or draft.value != int(draft.value):
        return
    if SEED.match(folded, link.end()) is None:
        return
    numeral = numeral_at(folded, link.end())
    if numeral is None or numeral.value is None or numeral.scale > 1:
        return
    if smaller == "inch":
        inch = re.compile(r" ?-?(?:in|ins|inches|inch)(?![a-z])").match(folded, numeral.end)
        end, factor = (inch.end() if inch else 0), Decimal(12)
    else:
        part = units.unit_after(folded, context.tidied, numeral.end)
        end = part.end if part and part.unit.name == smaller else 0
        factor = Decimal({"ounce": 16, "minute": 60, "month": 12, "second": 60}[smaller])
    if end and numeral.value < factor:
        draft.value += numeral.value / factor
        draft.end = end


def _sign(folded: str, draft: Draft) -> None:
    """A minus or plus before the number; after a blank it may be a dash, then only a unit tells."""
    if draft.value is None or draft.numeral.form is not Form.DIGITS:
        return
    left = folded[max(0, draft.start - 10) : draft.start]
    minus = _MINUS.search(left)
    if minus is None and draft.prefixed and folded[draft.numeral.start - 1] in "-−":
        draft.value = -draft.value
        return
    if minus is not None:
        word = minus.group().strip(" ([")
        if len(word) == 1 and (word == "–" or not (draft.own or draft.places)):
            return
        draft.value = -draft.value
        draft.start = draft.start - len(minus.group().lstrip(" (["))
        return
    plus = _PLUS.search(left)
    if plus is not None and (draft.own or draft.places):
        draft.start -= 1
        draft.change = Change.INCREASE_BY


def _rate(context: Context, draft: Draft) -> None:
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
        counted = singular(nouns.group("nouns").split()[-1])
        if counted == "time" and nouns.group("article"):
            return
        per = _PER.match(folded, nouns.end())
    if per is None:
        return
    found = _DENOMINATOR.match(folded, per.end())
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
    elif draft.kind is Kind.COUNT and not counted:
        if per.group("article"):
            return
    top = counted or (draft.unit if draft.kind is not Kind.COUNT else "") or ""
    draft.unit = f"{top}/{name}"
    draft.kind, draft.end, draft.own = Kind.RATE, found.end(), True


def _article_rate(draft: Draft, words: str, article: str) -> bool:
    noun = words.split()[0] if words.split()[0] in ("square", "sq", "cubic") else words
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
    plain = words.replace("sq.", "sq")
    unit = units.WORDS.get(plain) or units.SYMBOLS.get(plain)
    if unit is not None:
        return unit.name
    close = {"kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "w": "W", "kw": "kW", "mw": "MW", "t": "tonne",
             "annum": "year", "capita": "person", "head": "person", "mmbtu": "MMBtu", "lb": "pound", "oz": "ounce",
             "bbl": "barrel", "sq ft": "square foot", "sq m": "m²", "sq km": "km²", "h": "hour", "s": "second",
             "troy ounce": "ounce"}  # fmt: skip
    if plain in close:
        return close[plain]
    return singular(plain.split()[-1] if not plain.startswith("head of") else "person")


def _plain_number(printed: str) -> str:
    named = {"hundred": "100", "thousand": "1000", "million": "1000000", "billion": "1000000000",
             "ten thousand": "10000", "hundred thousand": "100000", "one million": "1000000",
             "one thousand": "1000"}  # fmt: skip
    return named.get(printed) or printed.replace(",", "").replace(" ", "")
