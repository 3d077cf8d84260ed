"""Countries by name and adjective: babel's English names, and those that it does not give.

The tables have one line a country: its code, then names parted by "|". Common short names and older
ones stand in ``NAMES``, adjectives that are not formed from the name in ``ADJECTIVES``.
"""

import re
from functools import lru_cache

from babel import Locale

_ENDINGS = ("an", "ian", "n", "ese", "i", "ish")
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def _table(lines: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lines.strip().splitlines():
        code, _, names = line.strip().partition(" ")
        for name in names.split("|"):
            table[name.strip()] = code
    return table


NAMES = _table(
    """
    US us | u.s. | u.s | usa | america | united states of america
    GB uk | u.k. | u.k | britain | great britain | england | scotland | wales | northern ireland
    AE uae | u.a.e.
    KR south korea | s.korea | s. korea | korea
    KP north korea | n. korea
    RU russia
    MM burma | myanmar
    CI ivory coast
    NL holland
    CZ czech republic
    TR turkey
    CD dr congo | drc | democratic republic of congo | the democratic republic of the congo
    IE republic of ireland
    SZ swaziland
    MK macedonia
    CV cape verde
    TL east timor
    VA vatican
    PS palestine | gaza | west bank
    HK hong kong
    MO macau
    TW taiwan
    SY syria
    IR iran
    LA laos
    VN vietnam
    MD moldova
    TZ tanzania
    VE venezuela
    BO bolivia
    BN brunei
    BA bosnia
    TT trinidad
    """
)
ADJECTIVES = _table(
    """
    US american
    GB british | english | scottish | welsh | scot
    FR french
    DE german
    NL dutch
    ES spanish
    GR greek
    CH swiss
    DK danish
    SE swedish
    FI finnish
    PL polish
    TR turkish
    IE irish
    CZ czech
    SK slovak
    TH thai
    PH filipino | philippine
    CN chinese
    JP japanese
    PT portuguese
    NO norwegian
    IS icelandic
    BE belgian
    AF afghan
    AR argentine | argentinian
    CY cypriot
    HR croat
    RS serb
    KZ kazakh
    UZ uzbek
    KG kyrgyz
    TJ tajik
    TM turkmen
    LA lao
    MM burmese
    LB lebanese
    MT maltese
    NP nepali | nepalese
    NZ new zealander
    PE peruvian
    SA saudi
    AE emirati
    QA qatari
    KW kuwaiti
    OM omani
    YE yemeni
    IL israeli
    IQ iraqi
    PK pakistani
    BD bangladeshi
    AZ azerbaijani
    SD sudanese
    CD congolese
    SN senegalese
    TG togolese
    GA gabonese
    VN vietnamese
    TW taiwanese
    KR south korean | korean
    KP north korean
    LK sri lankan
    PS palestinian
    MC monegasque
    LU luxembourgish
    MG malagasy
    MZ mozambican
    HU hungarian
    SI slovene | slovenian
    LT lithuanian
    SZ swazi
    LS basotho
    GT guatemalan
    HN honduran
    SV salvadoran
    PA panamanian
    EC ecuadorean | ecuadorian
    CA canadian
    MX mexican
    BR brazilian
    ID indonesian
    EG egyptian
    UA ukrainian
    RO romanian
    IT italian
    HK hong konger
    SY syrian
    """
)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Country names in English, in lower case, to ISO 3166-1 alpha-2."""
    names: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if (
            len(code) == 2
            and code.isalpha()
            and code not in ("EU", "UN", "EZ", "XA", "XB", "QO", "ZZ")
        ):
            names[name.lower().replace("&", "and")] = code
    return {**names, **NAMES}


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Adjectives of countries, those that a rule forms and those that none does."""
    formed: dict[str, str] = {}
    for name, code in _countries().items():
        if " " in name and not name.startswith(
            ("south ", "north ", "new ", "sri ", "el ", "costa ")
        ):
            continue
        for ending in _ENDINGS:
            stem = (
                name[:-1]
                if name[-1] in "aeoy" and ending in ("an", "ian", "ese", "i", "ish")
                else name
            )
            formed.setdefault(stem + ending, code)
    return {**formed, **ADJECTIVES}


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country by its English name or adjective, or ``None``.

    >>> country_of("South Korean"), country_of("the Netherlands"), country_of("Springfield")
    ('KR', 'NL', None)
    """
    plain = _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip())).lower().replace("&", "and")
    countries = _countries()
    return (
        countries.get(plain)
        or countries.get(plain.rstrip("."))
        or _adjectives().get(plain)
        or (_adjectives().get(plain[:-1]) if plain.endswith("s") else None)
    )


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English name of a country."""
    return str(Locale("en").territories.get(code, code))
