"""Currencies as news prints them: signs and codes before a number, names and codes after it.

Names of currencies and the currency of a country come from CLDR (through babel); the signs,
abbreviations and everyday names that CLDR does not have are the tables below.
"""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

# Signs and abbreviations that stand before a number, in lower case.
_SIGNS = {
    "us$": "USD", "$us": "USD", "u.s.$": "USD", "a$": "AUD", "au$": "AUD", "$a": "AUD",
    "$au": "AUD", "aud$": "AUD", "usd$": "USD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD",
    "$c": "CAD", "cdn$": "CAD", "nz$": "NZD", "$nz": "NZD", "nzd$": "NZD", "hk$": "HKD",
    "$hk": "HKD", "s$": "SGD", "sg$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN",
    "mex$": "MXN", "j$": "JMD", "tt$": "TTD", "ec$": "XCD", "bds$": "BBD", "n$": "NAD",
    "z$": "ZWL", "fj$": "FJD", "g$": "GYD", "l$": "LRD", "b$": "BND", "cl$": "CLP",
    "ar$": "ARS", "co$": "COP", "£": "GBP", "gb£": "GBP", "stg£": "GBP", "€": "EUR",
    "ir£": "IEP", "e£": "EGP", "le": "EGP", "¥": "JPY", "jp¥": "JPY", "cn¥": "CNY",
    "rmb¥": "CNY", "rmb": "CNY", "₹": "INR", "rs": "INR", "rs.": "INR", "re.": "INR",
    "₨": "INR", "rp": "IDR", "rm": "MYR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "tl": "TRY",
    "₴": "UAH", "₦": "NGN", "₱": "PHP", "php": "PHP", "฿": "THB", "₫": "VND", "₪": "ILS",
    "nis": "ILS", "₵": "GHS", "gh₵": "GHS", "gh¢": "GHS", "gh₡": "GHS", "₡": "CRC",
    "₸": "KZT", "₼": "AZN", "₾": "GEL", "৳": "BDT", "tk": "BDT", "tk.": "BDT", "sh": "KES",
    "ksh": "KES", "kshs": "KES", "kes": "KES", "ugx": "UGX", "ush": "UGX", "shs": "UGX",
    "tsh": "TZS", "sfr": "CHF", "fr.": "CHF", "kr": "SEK", "nok": "NOK", "sek": "SEK",
    "dkk": "DKK", "k": "PGK", "zł": "PLN", "zmw": "ZMW", "q": "GTQ", "p": "PHP", "n": "NGN",
    "r": "ZAR", "b/.": "PAB", "s/": "PEN", "s/.": "PEN", "bs": "VES", "us $": "USD",
    "u.s. $": "USD", "hk $": "HKD", "ps": "GBP", "y=": "JPY",
}  # fmt: skip
"""The last two are what ASCII-only feeds make of the pound and yen signs (PS2.7m, Y=590)."""
_ASSUMED_SIGNS = {"$", "¥", "rs", "rs.", "₨", "kr", "sh", "shs", "p", "n", "r", "k", "q", "le"}
_CLOSE_SIGNS = {"k", "q", "p", "n", "r", "sh", "le", "rm", "ps", "bs", "rp", "tl", "y="}
"""Signs made of letters that are words of their own: only close to the number."""

# ISO codes that news prints beside numbers; others are English words or acronyms as well.
_CODES = (
    "USD AUD CAD NZD HKD SGD TWD BRL MXN GBP EUR JPY CNY INR PKR LKR BDT NPR IDR MYR KRW RUB "
    "TRY UAH NGN PHP THB VND ILS GHS KES UGX TZS CHF SEK NOK DKK PLN CZK HUF RON BGN RSD ZAR "
    "ZMW AED SAR QAR KWD BHD OMR EGP MAD TND DZD JOD LBP IQD IRR ARS CLP COP PEN UYU VES XAF "
    "XOF ETB KZT AZN GEL ISK HRK CNH MMK"
).split()

# Everyday names: the currency that is meant when no country is known, and whether that is sure.
_NAMES = {
    "dollar": ("USD", False), "buck": ("USD", False), "greenback": ("USD", True),
    "euro": ("EUR", True), "pound sterling": ("GBP", True), "pounds sterling": ("GBP", True),
    "sterling": ("GBP", True),
    "quid": ("GBP", True), "yen": ("JPY", True), "yuan": ("CNY", True), "renminbi": ("CNY", True),
    "won": ("KRW", True), "rupee": ("INR", False), "rupiah": ("IDR", True),
    "ruble": ("RUB", True), "rouble": ("RUB", True), "franc": ("CHF", False),
    "swiss franc": ("CHF", True), "crown": ("SEK", False), "krona": ("SEK", False),
    "kronor": ("SEK", False), "krone": ("NOK", False), "kroner": ("NOK", False),
    "koruna": ("CZK", True), "danish crown": ("DKK", True), "norwegian crown": ("NOK", True),
    "swedish crown": ("SEK", True), "czech crown": ("CZK", True), "peso": ("MXN", False),
    "real": ("BRL", True), "reais": ("BRL", True), "rand": ("ZAR", True), "lira": ("TRY", False),
    "shekel": ("ILS", True), "new shekel": ("ILS", True), "zloty": ("PLN", True),
    "zlotys": ("PLN", True), "forint": ("HUF", True), "baht": ("THB", True),
    "ringgit": ("MYR", True), "dong": ("VND", True), "naira": ("NGN", True),
    "cedi": ("GHS", True), "shilling": ("KES", False), "dinar": ("KWD", False),
    "dirham": ("AED", False), "riyal": ("SAR", False), "rial": ("IRR", False),
    "taka": ("BDT", True), "kuna": ("HRK", True), "hryvnia": ("UAH", True),
    "hryvnias": ("UAH", True), "leu": ("RON", False), "lei": ("RON", False),
    "lev": ("BGN", True), "leva": ("BGN", True), "kwacha": ("ZMW", False), "birr": ("ETB", True),
    "bolivar": ("VES", True), "bolivars": ("VES", True), "dram": ("AMD", True),
    "lari": ("GEL", True), "tenge": ("KZT", True), "kyat": ("MMK", True), "tugrik": ("MNT", True),
    "quetzal": ("GTQ", True), "lempira": ("HNL", True), "guarani": ("PYG", True),
    "kina": ("PGK", True), "pula": ("BWP", True), "dalasi": ("GMD", True),
    "gourde": ("HTG", True), "riel": ("KHR", True), "afghani": ("AFN", True),
    "aussie dollar": ("AUD", True), "kiwi dollar": ("NZD", True), "us dollar": ("USD", True),
    "u.s. dollar": ("USD", True), "american dollar": ("USD", True),
    "singapore dollar": ("SGD", True), "sterling pound": ("GBP", True),
    "stg": ("GBP", True), "rmb": ("CNY", True), "kn": ("HRK", True),
}  # fmt: skip
_UNCHANGED = frozenset(
    "yen yuan renminbi won baht dong sterling quid kronor kroner reais lei leva rmb stg kn".split()
)
# Parts of a currency: how many make one, and the currency when no country is known.
_COINS = {
    "cent": (100, "USD", False), "cents": (100, "USD", False), "¢": (100, "USD", False),
    "pence": (100, "GBP", True), "penny": (100, "GBP", True), "pennies": (100, "GBP", False),
    "paise": (100, "INR", True), "paisa": (100, "INR", True), "sen": (100, "MYR", False),
    "kopecks": (100, "RUB", True), "kobo": (100, "NGN", True), "centavos": (100, "MXN", False),
    "euro cents": (100, "EUR", True), "eurocents": (100, "EUR", True),
    "us cents": (100, "USD", True), "u.s. cents": (100, "USD", True),
    "australian cents": (100, "AUD", True), "canadian cents": (100, "CAD", True),
    "euro cent": (100, "EUR", True), "us cent": (100, "USD", True), "p": (100, "GBP", True),
}  # fmt: skip
_GENERIC = {
    "dollar": "dollar", "buck": "dollar", "$": "dollar", "cent": "dollar", "cents": "dollar",
    "¢": "dollar", "rupee": "rupee", "rs": "rupee", "rs.": "rupee", "₨": "rupee",
    "franc": "franc", "peso": "peso", "shilling": "shilling", "dinar": "dinar",
    "dirham": "dirham", "riyal": "riyal", "rial": "rial", "krona": "krona", "krone": "krone",
    "kr": "kron", "crown": "kr", "kroner": "krone", "kronor": "krona", "lira": "lira",
    "¥": "y", "pound": "pound", "leu": "leu", "lei": "leu", "kwacha": "kwacha", "sen": "ringgit",
    "centavos": "peso", "sh": "shilling", "shs": "shilling", "n": "naira", "k": "kina",
    "r": "rand",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency read beside a number: where it is printed, its ISO 4217 code, what it divides by.

    ``assumed`` says that the text's words fit other currencies as well ("$", "rupees").
    ``divisor`` is 100 for cents and pence.
    """

    start: int
    end: int
    code: str
    assumed: bool = False
    divisor: int = 1


@cache
def _cldr_names() -> dict[str, str]:
    """Names of two words or more, singular and plural, in lower case: "danish kroner" → DKK."""
    locale = Locale.parse("en")
    names: dict[str, str] = {}
    ambiguous: set[str] = set()
    for code, name in locale.currencies.items():
        if "(" in name or code in {"XXX", "XTS", "USN", "USS"}:
            continue
        for form in (name, get_currency_name(code, count=1, locale=locale),
                     get_currency_name(code, count=2, locale=locale)):  # fmt: skip
            lowered = form.lower()
            if " " not in lowered or not lowered.isascii() or "(" in lowered:
                continue
            if names.get(lowered, code) != code:
                ambiguous.add(lowered)
            names[lowered] = code
    return {name: code for name, code in names.items() if name not in ambiguous}


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


def _settle(word: str, code: str, sure: bool, country: str | None) -> tuple[str, bool]:
    if sure:
        return code, False
    generic = _GENERIC.get(word)
    local = local_currency(country, generic) if generic else None
    return local or code, True


def _alternatives(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_OPEN_SIGNS = ({"$"} | set(_SIGNS)) - _CLOSE_SIGNS
_BEFORE = re.compile(
    rf"(?<![a-z0-9$£€¥₹])(?:(?P<sign>{_alternatives(_OPEN_SIGNS)})(?: |-|−)?"
    rf"|(?<![a-z0-9]-)(?P<close>{_alternatives(_CLOSE_SIGNS)})"
    rf"|(?<![a-z0-9]-)(?P<code>{_alternatives({code.lower() for code in _CODES})})[ $£€]?)$"
)
_LONE = frozenset({"k", "q", "p", "n", "r"})
_AMOUNT = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3}|\.[0-9]{2}(?![0-9])"
    r"|(?:\.[0-9]{1,2})?(?: ?(?:m|mn|bn|k)(?![a-z])| (?:m|b|tr)illion))"
)
_REACH = 9


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
    close = found.group("close")
    if close is not None:
        printed = text[start : start + len(close)]
        if printed == printed.lower() and close not in ("rs", "le", "kr"):
            return None
    code = found.group("code")
    if close in _LONE and not _AMOUNT.match(folded, position):
        return None
    if code is not None:
        if not text[start : start + 3].isupper():
            return None
        return Currency(start, position, code.upper())
    sign = close or found.group("sign")
    if sign[0].isalpha() and folded[start - 1 : start] == "-" and folded[start - 2].isalnum():
        return None
    if (
        sign.isalpha()
        and len(sign) > 1
        and sign not in ("rs", "kr", "tk", "sh", "ksh")
        and (text[start] == folded[start])
    ):
        return None
    known = _SIGNS.get(sign, "USD")
    resolved, assumed = _settle(sign, known, sign not in _ASSUMED_SIGNS, country)
    return Currency(start, position, resolved, assumed)


@cache
def _after() -> re.Pattern[str]:
    names = set(_cldr_names()) | set(_COINS) - {"p", "¢"}
    for name in _NAMES:
        names.add(name)
        if name not in _UNCHANGED:
            names.add(name + "s")
    return re.compile(
        rf"(?:[ -]?(?P<sign>us\$|[$£€¥₹¢])(?![a-z0-9])"
        rf"|[ -]?(?P<name>{_alternatives(names)})(?![a-z0-9])"
        rf"|(?P<p> ?p)(?![a-z0-9-]|\.[a-z0-9])"
        rf"|[ -]?(?P<code>{_alternatives({code.lower() for code in _CODES})})(?![a-z0-9]))"
    )


_LONE_YEAR = re.compile(r"(?:^|[^0-9,.])(?:19|20)[0-9]{2}$")
_OF = re.compile(r" of(?: (?:us|u\.s\.|american))?(?= )")
_LOCAL_TAIL = re.compile(r" (us|u\.s\.|australian|canadian|aud|usd|cad|nz|cdn)(?![a-z])")
_TAIL_CODES = {
    "us": "USD", "u.s.": "USD", "usd": "USD", "australian": "AUD", "aud": "AUD",
    "canadian": "CAD", "cad": "CAD", "cdn": "CAD", "nz": "NZD",
}  # fmt: skip


def currency_after(
    folded: str, text: str, position: int, country: str | None, *, after_of: bool = False
) -> Currency | None:
    """The currency whose name, sign or code follows a number that ends at a position.

    ``after_of`` also reads "hundreds *of euros*". "pounds" alone are left to ``nlp.numbers.units``.
    """
    start = position
    if after_of:
        of = re.compile(r" of(?= )").match(folded, position)
        if of:
            position = of.end()
    found = _after().match(folded, position)
    if found is None:
        return None
    if found.group("p") is not None:
        return None if after_of else Currency(start, found.end(), "GBP", False, 100)
    if found.group("code") is not None:
        at = found.start("code")
        if not text[at : at + 3].isupper():
            return None
        if _LONE_YEAR.search(folded[max(0, position - 6) : position]):
            return None
        return Currency(start, found.end(), found.group("code").upper())
    sign = found.group("sign")
    if sign is not None:
        if sign == "¢":
            code, assumed = _settle("¢", "USD", False, country)
            return Currency(start, found.end(), code, assumed, 100)
        code, assumed = _settle(sign, _SIGNS.get(sign, "USD"), sign not in _ASSUMED_SIGNS, country)
        return Currency(start, found.end(), code, assumed)
    name = found.group("name")
    if name in _COINS:
        divisor, code, sure = _COINS[name]
        resolved, assumed = _settle(name, code, sure, country)
        return Currency(start, found.end(), resolved, assumed, divisor)
    known = _NAMES.get(name) or _NAMES.get(name.removesuffix("s"))
    if known is None:
        return Currency(start, found.end(), _cldr_names()[name])
    word = name if name in _NAMES else name.removesuffix("s")
    resolved, assumed = _settle(word, known[0], known[1], country)
    return Currency(start, found.end(), resolved, assumed)


def local_tail(folded: str, end: int) -> tuple[int, str] | None:
    """ "$60 US", "$5 Canadian": where the country's name ends, and the currency."""
    found = _LOCAL_TAIL.match(folded, end)
    if found is None:
        return None
    return found.end(), _TAIL_CODES[found.group(1)]


def pounds(country: str | None) -> tuple[str, bool]:
    """What "pounds" of money are: a country's own, else sterling."""
    return _settle("pound", "GBP", False, country)
