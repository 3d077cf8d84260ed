"""Currencies as news prints them: signs and codes before a number, names and codes after it.

Names of two words and the currency of a country come from CLDR (through babel); signs and everyday
names from ``lexicon/currencies.tsv``.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from nlp.lexicon import alternatives, rows
from nlp.lexicon.number_words import LETTER_SCALES

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency read beside a number: where it is printed, its ISO 4217 code, what it divides by.

    ``assumed`` says that the text's words fit other currencies as well ("$", "rupees").
    ``factor`` is a hundredth for cents and pence, a million for "MUSD".
    """

    start: int
    end: int
    code: str
    assumed: bool = False
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a word of money means: a code, and where it is not sure how such currencies are named.

    ``stem`` begins a word of the CLDR name of a country's own ("dollar"), or is empty.
    """

    code: str
    sure: bool
    stem: str = ""
    factor: Decimal = Decimal(1)

    def at(self, start: int, end: int, country: str | None) -> Currency:
        """The currency of a span: the country's own if the word leaves it open."""
        if self.sure:
            return Currency(start, end, self.code, False, self.factor)
        local = local_currency(country, self.stem) if self.stem else None
        return Currency(start, end, local or self.code, True, self.factor)


def _meanings(*ids: str, factor: Decimal = Decimal(1)) -> dict[str, _Meaning]:
    """The words of some rows of the table with what they mean."""
    found: dict[str, _Meaning] = {}
    for row in rows("currencies", *ids):
        for group in row.cells["codes"].split(" | "):
            head, *names = group.split()
            code, _, stem = head.partition(":")
            for name in names:
                of_name = _Meaning(
                    name.upper() if code == "-" else code, row.cells["sure"] == "yes", stem, factor
                )
                found[name.replace("_", " ")] = of_name
    return found


@cache
def _cldr_names() -> dict[str, _Meaning]:
    """Names of two words or more, singular and plural, in lower case: "danish kroner" → DKK."""
    locale = Locale.parse("en")
    codes: dict[str, set[str]] = {}
    for code, name in locale.currencies.items():
        if "(" in name or code in {"XXX", "XTS", "USN", "USS"}:
            continue
        plural = get_currency_name(code, count=2, locale=locale)
        for form in (name, get_currency_name(code, count=1, locale=locale), plural):
            lowered = form.lower()
            if " " in lowered and lowered.isascii() and "(" not in lowered:
                codes.setdefault(lowered, set()).add(code)
    return {name: _Meaning(code, True) for name, (code, *more) in codes.items() if not more}


@cache
def local_currency(country: str | None, word: str) -> str | None:
    """The currency of a country when it goes by that word: ("AU", "dollar") → AUD."""
    if not country:
        return None
    try:
        codes = get_territory_currencies(country)
    except KeyError:
        return None
    names = Locale.parse("en").currencies
    for code in codes:
        if any(part.startswith(word) for part in names.get(code, "").lower().split()):
            return str(code)
    return None


_OPEN = _meanings("sign", "sign.shared")
_CLOSE = _meanings("letters", "letters.shared")
_SIGNS = _OPEN | _CLOSE
_CODES = _meanings("code")
AMBIGUOUS = frozenset(_meanings("ambiguous"))
"""Names of currencies that are other words as well: no money after a small number."""
_POUND = _Meaning("GBP", False, "pound")
_PENNY_SIGN = "¢"
_BEFORE = re.compile(
    rf"(?<![a-z0-9$£€¥₹])(?:(?P<sign>{alternatives(_OPEN)})(?: |-|−)?"
    rf"|(?<![a-z0-9]-)(?P<close>{alternatives(_CLOSE)})"
    rf"|(?<![a-z0-9]-)(?P<scale>[bkmt])??(?P<code>{alternatives(_CODES)})[ $£€]?)$"
)
_REACH = 9
"""Characters that the longest sign before a number takes."""
_LOWER_TOO = frozenset({"rs", "kr", "tk", "ksh"})
"""Signs made of letters that are printed in lower case as well."""
_AMOUNT = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3}|\.[0-9]{2}(?![0-9])"
    r"|(?:\.[0-9]{1,2})?(?: ?(?:m|mn|bn|k)(?![a-z])| (?:m|b|tr)illion))"
)
"""What a sum looks like: behind a sign of one letter nothing else is money."""
_SPACED = frozenset({"r", "rp", "kr"})
"""Signs behind which thousands are parted by blanks: "R2 345 million"."""
_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_SHORT_SIGN = 2
"""Capitals up to this many that touch a small number are a model's name: "RS6"."""
_HUNDREDS = re.compile(r"[0-9]{3}")


def currency_before(folded: str, text: str, position: int, country: str | None) -> Currency | None:
    """The currency that is printed before the number at a position, or ``None``."""
    last = folded[position - 1 : position]
    if not last or last in ",;:)!?\"'%&":
        return None
    left = max(0, position - _REACH)
    found = _BEFORE.search(folded[left:position])
    if found is None:
        return None
    start = left + found.start()
    if found["code"]:
        is_code = text[start : left + found.end("code")].isupper()
        return _by_code(found, start, position, country) if is_code else None
    sign = found["close"] or found["sign"]
    if not _is_sign(folded, text, start, sign, lone=found["close"] is not None):
        return None
    currency = _SIGNS[sign].at(start, position, country)
    glued = sign.isalpha() and len(sign) <= _SHORT_SIGN and start + len(sign) == position
    if glued and text[start:position].isupper() and not _is_sum(folded, position, sign):
        return None
    return currency


def _by_code(found: re.Match[str], start: int, end: int, country: str | None) -> Currency:
    """A currency by its code, perhaps with a letter that scales it: "MUSD"."""
    currency = _CODES[found["code"]].at(start, end, country)
    return replace(currency, factor=Decimal(LETTER_SCALES.get(found["scale"] or "", 1)))


def _is_sum(folded: str, position: int, sign: str) -> bool:
    """Whether what touches one or two capitals is money and no model: "R5.2bn", not "PS4"."""
    if _AMOUNT.match(folded, position) or (sign in _SPACED and _GROUPS.match(folded, position)):
        return True
    return len(sign) > 1 and _HUNDREDS.match(folded, position) is not None


def _is_sign(folded: str, text: str, start: int, sign: str, *, lone: bool) -> bool:
    """Whether letters beside a number are a sign: in capitals, and no tail of a word."""
    printed = text[start : start + len(sign)]
    if lone and printed == printed.lower():
        return False
    if sign[0].isalpha() and folded[start - 1 : start] == "-" and folded[start - 2].isalnum():
        return False
    small = sign.isalpha() and len(sign) > 1 and text[start] == folded[start]
    return not small or sign in _LOWER_TOO


@cache
def _names() -> dict[str, _Meaning]:
    """Every name of money that may follow a number, singular and plural."""
    known = _meanings("name.known", "name", "name.shared")
    plurals = {f"{name}s": meaning for name, meaning in known.items()}
    return {
        **_cldr_names(),
        **plurals,
        **known,
        **_meanings("coin", "coin.shared", factor=_HUNDREDTH),
    }


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"[ -]?(?P<sign>us\$|[$£€¥₹{_PENNY_SIGN}])(?![a-z0-9])"
        rf"|[ -]?(?P<name>{alternatives(_names().keys() - {_PENNY_SIGN})})(?![a-z0-9])"
        rf"|(?P<pence> ?p)(?![a-z0-9-]|\.[a-z0-9])"
        rf"|[ -]?(?P<scale>[bkmt])??(?P<code>{alternatives(_CODES)})(?![a-z0-9])"
    )


_LONE_YEAR = re.compile(r"(?:^|[^0-9,.])(?:19|20)[0-9]{2}$")
_YEAR_REACH = 6
"""Characters of a year and what parts it from the words before."""
_OF = re.compile(r" of(?= )")


def currency_after(
    folded: str, text: str, position: int, country: str | None, *, after_of: bool = False
) -> Currency | None:
    """The currency whose name, sign or code follows a number that ends at a position.

    ``after_of`` also reads "hundreds *of euros*". "pounds" alone are no money here: see ``pounds``.
    """
    of = _OF.match(folded, position) if after_of else None
    found = _after().match(folded, of.end() if of else position)
    if found is None:
        return None
    kind, end = found.lastgroup, found.end()
    if kind == "pence":
        return None if after_of else Currency(position, end, "GBP", False, _HUNDREDTH)
    if kind == "code":
        year = _LONE_YEAR.search(folded[max(0, found.start() - _YEAR_REACH) : found.start()])
        start = found.start("scale") if found["scale"] else found.start("code")
        is_code = text[start:end].isupper() and not year
        return _by_code(found, position, end, country) if is_code else None
    word = found.group(str(kind))
    meanings = _names() if kind == "name" or word == _PENNY_SIGN else _SIGNS
    return meanings[word].at(position, end, country)


_COUNTRIES = _meanings("country-behind")
_COUNTRY_BEHIND = re.compile(rf" ({alternatives(_COUNTRIES)})(?![a-z])")


def country_behind(folded: str, end: int) -> tuple[int, str] | None:
    """ "$60 US", "$5 Canadian": where the country's name ends, and the currency."""
    found = _COUNTRY_BEHIND.match(folded, end)
    return None if found is None else (found.end(), _COUNTRIES[found[1]].code)


def pounds(start: int, end: int, country: str | None) -> Currency:
    """What "pounds" of money are: a country's own, else sterling."""
    return _POUND.at(start, end, country)
