"""NewsQuant's names of units: full names of measures and money, lemmas of counted nouns."""

import re
from functools import cache

from babel import Locale
from spacy.tokens import Doc, Span, Token

from nlp.numbers.rates import singular
from nlp.numbers.units import WORDS
from terms.enums import Kind
from terms.model import Number, Quantity

_NAMES = {
    "percent": "percentage", "percentage_point": "percentage point", "basis_point": "basis point",
    "times": "count", "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre",
    "μm": "micrometre", "nm": "nanometre", "m²": "square metre", "km²": "square kilometre",
    "cm²": "square centimetre", "m³": "cubic metre", "km³": "cubic kilometre",
    "cm³": "cubic centimetre", "ml": "millilitre", "cl": "centilitre", "kg": "kilogram",
    "mg": "milligram", "μg": "microgram", "pound": "pound-mass", "km/h": "kilometre per hour",
    "mph": "mile per hour", "m/s": "metre per second", "km/s": "kilometre per second",
    "mpg": "mile per gallon", "°C": "celsius", "°F": "fahrenheit", "K": "kelvin", "W": "watt",
    "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "hp": "horsepower",
    "PS": "horsepower", "J": "joule", "kJ": "kilojoule", "MJ": "megajoule", "Wh": "watt hour",
    "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour",
    "BTU": "british thermal unit", "MMBtu": "mega british thermal unit", "Ah": "ampere hour",
    "mAh": "milliampere-hour", "V": "volt", "kV": "kilovolt", "A": "ampere", "Hz": "hertz",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "Pa": "pascal",
    "hPa": "hectopascal", "kPa": "kilopascal", "MPa": "megapascal", "GPa": "gigapascal",
    "mbar": "millibar", "psi": "pound per square inch", "Nm": "newton metre", "lb-ft": "pound-foot",
    "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "Mbit/s": "megabit per second", "Gbit/s": "gigabit per second",
    "rpm": "revolutions per minute", "dB": "decibel", "ppm": "parts-per-million",
    "ppb": "parts-per-billion", "N": "newton", "kN": "kilonewton", "Ω": "ohm", "kΩ": "kilohm",
    "atm": "atmosphere", "eV": "electronvolt", "lm": "lumen", "lx": "lux", "Bq": "becquerel",
    "Gy": "gray", "mol": "mole", "fps": "frame per second", "bpm": "beat per minute",
    "MB/s": "megabyte per second", "GB/s": "gigabyte per second", "kbit/s": "kilobit per second",
    "barrel/day": "barrel per day",
}  # fmt: skip
_MONEY = {"USD": "dollar", "GBP": "pound sterling", "ILS": "shekel", "MYR": "malaysian ringgit",
          "CNY": "chinese yuan"}  # fmt: skip
_COIN = re.compile(r"(?<=[\d\s])(cents?|¢|p|pence|penny|pennies|sen|paise)(?![a-z])", re.IGNORECASE)
_COIN_NAMES = {"cents": "cent", "¢": "cent", "p": "pence", "penny": "pence", "pennies": "pence"}
_OLD = re.compile(r"[- ]?(year|month|week|day|hour)s?[- ]?olds?\b", re.IGNORECASE)
_PLACEHOLDER = "-"


@cache
def _currency(code: str) -> str:
    return _MONEY.get(code) or Locale.parse("en").currencies.get(code, code).lower()


def coin(quantity: Quantity) -> str | None:
    """The part of a currency that is printed: "cent" in "19 cents"."""
    found = _COIN.search(quantity.quote)
    if found is None or quantity.kind not in (Kind.MONEY, Kind.RATE):
        return None
    word = found.group(1).lower()
    return _COIN_NAMES.get(word, word)


def printed_value(quantity: Quantity) -> Number | None:
    """The value as printed where our unit divides it: 19 cents are 19 and not 0.19."""
    if quantity.value is None or coin(quantity) is None:
        return quantity.value
    value = round(quantity.value * 100, 6)
    return int(value) if value == int(value) else value


def unit_name(quantity: Quantity, text: str) -> str | None:
    """NewsQuant's name of a unit that the surface shows; ``None`` for counts and fractions."""
    unit = quantity.unit
    old = _OLD.match(text, quantity.end) or _OLD.search(
        quantity.quote + text[quantity.end : quantity.end + 5]
    )
    if old and quantity.kind in (Kind.DURATION, Kind.COUNT):
        return f"{old.group(1).lower()} of age"
    if unit is None or unit == "fraction" or unit == "person":
        return None
    top, slash, bottom = unit.partition("/")
    if slash and unit not in _NAMES and quantity.kind is Kind.RATE:
        first = coin(quantity) or (_name(top) if top else "")
        return f"{first} per {_name(bottom)}".strip()
    if quantity.kind is Kind.MONEY:
        return coin(quantity) or _currency(unit)
    if unit == "hp" and re.search("bhp|brake", quantity.quote, re.IGNORECASE):
        return "brake horsepower"
    return _name(unit)


def _name(unit: str) -> str:
    if unit in _NAMES:
        return _NAMES[unit]
    if len(unit) == 3 and unit.isupper():
        return _currency(unit)
    return unit


def noun_unit(span: Span, quantity: Quantity) -> str:
    """The counted noun as NewsQuant writes it: lemma with adjectives; "% noun" for fractions."""
    text = span.doc.text
    if text[quantity.end : quantity.end + 1] == "-":
        joined = _HYPHENED.match(text, quantity.end)
        return joined.group(1).lower() if joined else _hanging(span, quantity)
    head = counted(span)
    if quantity.kind is Kind.RATIO:
        return f"% {_phrase(head, span)}" if head is not None else "% -"
    return _phrase(head, span) if head is not None else _PLACEHOLDER


_HYPHENED = re.compile(r"-([A-Za-z]{2,20})(?![A-Za-z-])")


def _hanging(span: Span, quantity: Quantity) -> str:
    """ "four-, five- and six-cylinder": the noun that hangs behind the last of them."""
    for token in span.doc[span.end : span.end + 8]:
        if token.text.isalpha() and token.pos_ == "NOUN":
            return token.lemma_.lower()
    return _PLACEHOLDER


def counted(span: Span) -> Token | None:
    """The noun that a number counts: the one it modifies, or the one behind "of"."""
    doc = span.doc
    root = span.root
    if (
        root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det")
        and root.head.i >= span.end
    ):
        head = root.head
        if head.pos_ in ("NOUN", "PROPN") and _straight(doc, span.end, head.i):
            return head
    index = span.end
    if index < len(doc) and doc[index].lower_ == "of":
        return _next_noun(span, index + 1, of=True)
    return _next_noun(span, index, of=False)


def _straight(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing between two tokens ends a noun phrase."""
    return not any(_closes(token) for token in doc[start:end])


def _closes(token: Token) -> bool:
    if token.text in (",", ".", ";", "(", ")"):
        return True
    verbal = token.pos_ in ("ADP", "VERB", "AUX", "SCONJ")
    return verbal and token.tag_ not in ("VBN", "VBG")


def _next_noun(span: Span, index: int, *, of: bool) -> Token | None:
    """The last noun of the noun phrase that begins at a token, by tags alone."""
    doc = span.doc
    found: Token | None = None
    for token in doc[index : index + 9]:
        if token.text[0].isdigit() and found is None:
            continue
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            if found is None and doc[token.i - 1].lower_ in _TIME_POINTERS:
                break
            found = token
            if token.tag_ in ("NNS", "NNPS"):
                break
        elif not _goes_on(token, opened=found is not None, of=of):
            break
    return found


def _goes_on(token: Token, *, opened: bool, of: bool) -> bool:
    """Whether a noun phrase may run on over a token that is no noun."""
    if token.text == "-":
        return True
    if token.lower_ in ("and", "or"):
        return token.doc[token.i - 1].pos_ in ("ADJ", "PROPN")
    if opened:
        return False
    return _opens(token) or (of and token.pos_ in ("DET", "PRON", "NUM"))


def _opens(token: Token) -> bool:
    return token.pos_ in ("ADJ", "ADV") or token.tag_ in ("JJ", "VBN", "VBG", "AFX")


_TIME_POINTERS = frozenset("last this next past previous".split())


def _phrase(head: Token, span: Span) -> str:
    """The noun and what stands before it in its phrase, after the number, lemmatised."""
    doc = span.doc
    name = head.lemma_.lower()
    if name in WORDS:
        return _name(WORDS[name].name)
    start = head.i
    while start - 1 >= span.end and _modifies(doc[start - 1]):
        start -= 1
    out = ""
    for token in doc[start : head.i + 1]:
        form = token.lemma_ if token.pos_ in ("NOUN", "ADJ") else token.text
        if token.i == head.i and head.tag_ == "NNPS":
            form = head.lemma_ if head.i == start else singular(head.text)
        if token.text in ("-", "/") or out.endswith("-"):
            out += form
        elif token.lower_ not in ("and", "or"):
            out += (" " if out else "") + form
    return out.strip("- ").lower() or _PLACEHOLDER


def _modifies(token: Token) -> bool:
    if token.text == "-":
        return True
    if token.lower_ in ("and", "or"):
        return token.i > 0 and token.doc[token.i - 1].pos_ in ("ADJ", "PROPN", "NOUN")
    if token.tag_ in ("VBN", "VBG", "VBD"):
        return token.doc[token.i - 1].text == "-"
    if token.pos_ == "NUM":
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ == "PROPN"
    return (token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("JJ", "NN", "NNP")) and (
        not token.is_stop or token.lower_ in ("top", "first")
    )
