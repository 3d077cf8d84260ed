"""Names and adjectives of countries that no library and no rule gives.

One line a country: its code, then names parted by "|". Common short names and older ones stand in
``NAMES``, adjectives that are not formed from the name in ``ADJECTIVES``.
"""


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
