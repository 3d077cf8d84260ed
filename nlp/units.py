"""Units of measurement, time, percent and the like: as printed, and as claims name them.

Factors follow the SI brochure and NIST Handbook 44; a test checks them against pint. Units that
claims name in the text's own way (inch, mile, barrel) keep it; the metric ones have their symbol.
"""

import re
from dataclasses import dataclass
from functools import cache

from nlp.vocabulary import Kind

# dimension | unit | factor to the first unit of its dimension | words | symbols (case matters)
_TABLE = """
length | m | 1 | metre meter | m
length | km | 1000 | kilometre kilometer kilometers klick kms | km kms Km KM
length | cm | 0.01 | centimetre centimeter cms | cm
length | mm | 0.001 | millimetre millimeter mms | mm
length | μm | 1e-6 | micrometre micrometer micron | μm um
length | nm | 1e-9 | nanometre nanometer | nm
length | inch | 0.0254 | inch inches | ″ in. ins
length | foot | 0.3048 | foot feet | ft ft. FT
length | yard | 0.9144 | yard yd yds | yd yds
length | mile | 1609.344 | mile | mi mi.
length | nautical mile | 1852 | nautical_mile | nmi
length | light-year | 9.4607304725808e15 | light-year lightyear light_year |
length | fathom | 1.8288 | fathom |
length | furlong | 201.168 | furlong |
area | m² | 1 | square_metre square_meter sq_metre sq_meter | m² m2 sqm sq._m sq_m sq_ms sq.m
area | km² | 1e6 | square_kilometre square_kilometer sq_kilometre sq_km | km² km2 sq_km sq._km sqkm
area | cm² | 1e-4 | square_centimetre square_centimeter | cm² cm2
area | square foot | 0.09290304 | square_foot square_feet sq_foot sq_feet | sq_ft sq._ft. sq._ft sqft ft² sq_ft.
area | square inch | 0.00064516 | square_inch square_inches sq_inch |
area | square yard | 0.83612736 | square_yard sq_yard |
area | square mile | 2589988.110336 | square_mile sq_mile | sq_mi
area | acre | 4046.8564224 | acre |
area | hectare | 10000 | hectare | ha
volume | litre | 0.001 | litre liter ltr | l L ltr
volume | ml | 1e-6 | millilitre milliliter | ml mL
volume | cl | 1e-5 | centilitre centiliter | cl
volume | m³ | 1 | cubic_metre cubic_meter | m³ m3 cu_m cbm
volume | km³ | 1e9 | cubic_kilometre cubic_kilometer | km³ km3
volume | cm³ | 1e-6 | cubic_centimetre cubic_centimeter | cc cm³ cm3
volume | cubic foot | 0.028316846592 | cubic_foot cubic_feet | cu_ft cu._ft. ft³
volume | cubic yard | 0.764554857984 | cubic_yard |
volume | cubic inch | 1.6387064e-5 | cubic_inch cubic_inches |
volume | cubic mile | 4168181825.440579584 | cubic_mile |
volume | gallon | 0.003785411784 | gallon | gal gal.
volume | pint | 0.000473176473 | pint |
volume | quart | 0.000946352946 | quart |
volume | fluid ounce | 2.95735295625e-5 | fluid_ounce | fl_oz
volume | barrel | 0.158987294928 | barrel bbl bbls | bbl bbls
volume | bushel | 0.03523907016688 | bushel |
volume | acre-foot | 1233.48183754752 | acre-foot acre-feet acre_foot acre_feet |
mass | kg | 1 | kilogram kilogramme kilo | kg kgs Kg KG
mass | gram | 0.001 | gram gramme | g gm gms
mass | mg | 1e-6 | milligram milligramme | mg
mass | μg | 1e-9 | microgram | μg mcg
mass | tonne | 1000 | tonne metric_ton metric_tonne | t mt MT
mass | ton | 907.18474 | ton short_ton |
mass | long ton | 1016.0469088 | long_ton |
mass | kilotonne | 1e6 | kilotonne | kt Kt
mass | megatonne | 1e9 | megatonne | Mt
mass | gigatonne | 1e12 | gigatonne | Gt
mass | pound | 0.45359237 | lb lbs | lb lbs lb. lbs.
mass | ounce | 0.028349523125 | ounce | oz oz.
mass | carat | 0.0002 | carat |
speed | km/h | 0.2777777777777778 | kilometre_per_hour kilometres_per_hour kilometers_per_hour kilometer_per_hour kilometres_an_hour kilometers_an_hour | km/h kph kmh km/hr kmph kmh-1 KPH KM/H Km/h
speed | mph | 0.44704 | miles_per_hour mile_per_hour miles_an_hour mile_an_hour miles-per-hour miles-an-hour mile-per-hour mile-an-hour | mph MPH mi/h
speed | m/s | 1 | metres_per_second meters_per_second metre_per_second meter_per_second metres_a_second meters_a_second | m/s
speed | km/s | 1000 | kilometres_per_second kilometers_per_second kilometres_a_second kilometers_a_second | km/s
speed | knot | 0.5144444444444445 | knot | kt kts kn
consumption | mpg | 1 | miles_per_gallon miles_a_gallon mile_per_gallon | mpg MPG
temperature | °C | 1 | degree_celsius degrees_celsius degree_centigrade degrees_centigrade celsius centigrade deg_c degrees_c degree_c | °C ℃ C ºC °c ˚C
temperature | °F | 0.5555555555555556 | degree_fahrenheit degrees_fahrenheit fahrenheit deg_f degrees_f degree_f | °F ℉ F ºF ˚F
temperature | K | 1 | kelvin |
angle | degree | 1 | degree | ° º
power | W | 1 | watt | W
power | kW | 1000 | kilowatt | kW KW kw
power | MW | 1e6 | megawatt | MW mw
power | GW | 1e9 | gigawatt | GW gw
power | TW | 1e12 | terawatt | TW
power | hp | 745.6998715822702 | horsepower brake_horsepower | hp HP bhp BHP
power | PS | 735.49875 | metric_horsepower | PS
energy | J | 1 | joule | J
energy | kJ | 1000 | kilojoule | kJ
energy | MJ | 1e6 | megajoule | MJ
energy | Wh | 3600 | watt-hour watt_hour | Wh
energy | kWh | 3.6e6 | kilowatt-hour kilowatt_hour | kWh KWh KWH kwh kWhr
energy | MWh | 3.6e9 | megawatt-hour megawatt_hour | MWh
energy | GWh | 3.6e12 | gigawatt-hour gigawatt_hour | GWh
energy | TWh | 3.6e15 | terawatt-hour terawatt_hour | TWh
energy | calorie | 4184 | calorie kilocalorie kcal | kcal cal
energy | BTU | 1055.05585262 | british_thermal_unit | BTU Btu
energy | MMBtu | 1055055852.62 | million_british_thermal_units | MMBtu mmBTU mmBtu MMBTU
charge | Ah | 3600 | amp-hour ampere-hour | Ah
charge | mAh | 3.6 | milliamp-hour milliampere-hour | mAh
voltage | V | 1 | volt | V
voltage | kV | 1000 | kilovolt | kV
current | A | 1 | amp ampere |
frequency | Hz | 1 | hertz | Hz HZ
frequency | kHz | 1000 | kilohertz | kHz
frequency | MHz | 1e6 | megahertz | MHz
frequency | GHz | 1e9 | gigahertz | GHz
pressure | Pa | 1 | pascal | Pa
pressure | hPa | 100 | hectopascal | hPa
pressure | kPa | 1000 | kilopascal | kPa
pressure | MPa | 1e6 | megapascal | MPa
pressure | GPa | 1e9 | gigapascal | GPa
pressure | mbar | 100 | millibar | mb mbar
pressure | psi | 6894.757293168361 | pounds_per_square_inch pound_per_square_inch | psi
torque | Nm | 1 | newton-metre newton_metre newton-meter newton_meter | Nm
torque | lb-ft | 1.3558179483314004 | pound-foot pound-feet pound_feet foot-pound foot_pound | lb-ft lb.-ft. ft-lb ft-lbs lb/ft lbft lb_ft
data | byte | 1 | byte |
data | KB | 1000 | kilobyte | KB kB
data | MB | 1e6 | megabyte | MB
data | GB | 1e9 | gigabyte gig | GB Gb gb
data | TB | 1e12 | terabyte | TB
data | PB | 1e15 | petabyte | PB
data | bit | 0.125 | bit |
bandwidth | Mbit/s | 1 | megabits_per_second megabit_per_second | Mbps Mb/s mbps
bandwidth | Gbit/s | 1000 | gigabits_per_second gigabit_per_second | Gbps Gb/s
rotation | rpm | 1 | revolutions_per_minute | rpm RPM
sound | dB | 1 | decibel | dB db
radiation | Sv | 1 | sievert | Sv
radiation | mSv | 0.001 | millisievert | mSv
radiation | μSv | 1e-6 | microsievert | μSv
share | ppm | 1 | parts_per_million part_per_million | ppm
share | ppb | 0.001 | parts_per_billion part_per_billion | ppb
concentration | mg/dL | 1 | milligrams_per_deciliter milligrams_per_decilitre | mg/dL mg/dl
concentration | μg/m³ | 1 | micrograms_per_cubic_metre micrograms_per_cubic_meter | μg/m³ μg/m3
magnetism | T | 1 | tesla |
pixels | megapixel | 1 | megapixel | MP
freight | TEU | 1 | | TEU TEUs
oil flow | barrel/day | 1 | barrels_per_day barrels_a_day barrel-a-day barrel-per-day barrel_per_day barrels-a-day | bpd b/d
magnitude | magnitude | 1 | magnitude |
carats | karat | 1 | karat |
"""
_TIMES = """
second | 1 | second sec secs | s sec secs
millisecond | 0.001 | millisecond | ms
minute | 60 | minute min mins | min mins min.
hour | 3600 | hour hr hrs | h hr hrs
day | 86400 | day |
night | 86400 | night |
week | 604800 | week wk wks |
fortnight | 1209600 | fortnight |
month | 2629746 | month mth mths |
quarter | 7889238 | quarter |
year | 31556952 | year yr yrs |
decade | 315569520 | decade |
century | 3155695200 | century centuries |
millennium | 31556952000 | millennium millennia |
"""
PERCENT = re.compile(
    r"(?:[ -]?(?P<points>percentage[ -]points?|per ?cent(?:age)?[ -]points?|%[ -]?points?|ppts?|ppt|pps?"
    r"|p\.p\.|percent-points?|per cent points?)"
    r"|[ -]?(?P<basis>basis[ -]points?|bps|bp)"
    r"|[ -]?(?P<percent>per[ -]?cent|percent|pct\.?|pc|percentage|%))(?![a-z0-9])"
)
_PLURALS = {"foot": "feet", "inch": "inches"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the tables: its name in claims, its dimension, the factor to the base unit."""

    name: str
    dimension: str
    factor: float
    kind: Kind = Kind.MEASUREMENT


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """A unit read after a number; ``end`` is where its words end. ``divisor`` shrinks the value."""

    end: int
    unit: Unit
    symbol: bool = False


def _rows() -> tuple[dict[str, Unit], dict[str, Unit]]:
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        dimension, name, factor, named, short = (cell.strip() for cell in line.split("|"))
        unit = Unit(name, dimension, float(factor))
        _enter(unit, named, short, words, symbols)
    for line in _TIMES.strip().splitlines():
        name, factor, named, short = (cell.strip() for cell in line.split("|"))
        unit = Unit(name, "time", float(factor), Kind.DURATION)
        _enter(unit, named, short, words, symbols)
    return words, symbols


def _enter(
    unit: Unit, named: str, short: str, words: dict[str, Unit], symbols: dict[str, Unit]
) -> None:
    for word in named.split():
        word = word.replace("_", " ")
        words[word] = unit
        if not word.endswith("s") and word not in ("feet", "square feet", "cubic feet"):
            words[word + "s"] = unit
    for symbol in short.split():
        symbols[symbol.replace("_", " ")] = unit


WORDS, SYMBOLS = _rows()
BY_NAME = {unit.name: unit for unit in [*WORDS.values(), *SYMBOLS.values()]}
# Letters that are words, names or scales as well: only close to the digits.
_CLOSE_ONLY = frozenset({"m", "t", "s", "g", "l", "h", "F", "in.", "ins", "mb", "L", "mi",
                         "K", "MT", "mt", "gm", "cal", "kn", "MP", "db", "PS"})  # fmt: skip
_SPACED_TOO = frozenset({"m", "g", "l", "C", "F", "t", "h", "V", "W", "J", "PS", "L"})


def _alternatives(names: list[str]) -> str:
    escaped = sorted((re.escape(name) for name in names), key=len, reverse=True)
    return "|".join(escaped).replace(r"\ ", "[ -]")


_WORD = re.compile(rf"[ -]?({_alternatives(list(WORDS))})(?![a-z0-9])")
_SYMBOL_CLOSE = re.compile(rf"({_alternatives(list(SYMBOLS))})(?![A-Za-z0-9/²³])")
_SYMBOL_SPACED = re.compile(
    rf"[ -]({_alternatives([name for name in SYMBOLS if name not in _CLOSE_ONLY or name in _SPACED_TOO])})"
    r"(?![A-Za-z0-9/²³'])"
)
_DIMENSION_AHEAD = re.compile(
    r"[- ](?:deep|wide|long|high|tall|thick|away|above|below|across|apart|from|sprint|race"
    r"|freestyle|backstroke|breaststroke|butterfly|hurdles|relay|swim|final|underwater|gap|drop"
    r"|waves?|water|wall|ridge|mountain|mark|peak|tower|crane|ladder|pool|cliff|radius|hole|by"
    r"|\(|x |×|yacht|vessel|ship|boat)"
)
_DIMENSION_BEFORE = re.compile(
    r"\b(?:depth|height|altitude|elevation|length|width|distance|radius|diameter|tall|deep|high"
    r"|long|wide|waves?|metres|meters|sprint|hurdles|freestyle|snow|rain|level|levels)\b"
)
_PLURAL_AHEAD = re.compile(r" (?:[a-z][a-z'-]{1,15} ){0,3}(?:[a-z-]{3,20}s|people|children)\b")
_WEIGHT_NEAR = re.compile(
    r"\b(?:weigh(?:s|ed|ing|t)?|heav(?:y|ier|iest)|lost|losing|shed|slimm(?:ed|ing)|gained|load"
    r"|scales?|lift(?:ed|ing|s)?|luggage|body|bench|dropp(?:ed|ing)|force)\b"
)


def unit_after(folded: str, tidied: str, position: int) -> UnitSpan | None:
    """The unit of measurement or time that follows a number ending at a position, or ``None``.

    ``folded`` and ``tidied`` are the two views of ``nlp.folding``; symbols are case-sensitive.
    """
    found = _WORD.match(folded, position)
    close = _SYMBOL_CLOSE.match(tidied, position) or _SYMBOL_SPACED.match(tidied, position)
    if close is not None and (found is None or close.end() > found.end()):
        name = close.group(1)
        unit = SYMBOLS.get(name) or SYMBOLS[name.replace("-", " ")]
        return UnitSpan(close.end(), unit, True)
    if found is None:
        return None
    word = found.group(1)
    return UnitSpan(found.end(), WORDS.get(word) or WORDS[word.replace("-", " ")])


def is_length_m(folded: str, start: int, end: int, *, spaced: bool, large: bool) -> bool:
    """Whether the "m" after a number that ends at ``end - 1`` is metres and not millions."""
    if _DIMENSION_AHEAD.match(folded, end):
        return True
    if spaced or large:
        return not _PLURAL_AHEAD.match(folded, end) or large
    if _PLURAL_AHEAD.match(folded, end):
        return False
    if re.compile(r" [a-z]").match(folded, end) is None:
        return _DIMENSION_BEFORE.search(folded[max(0, start - 40) : start]) is not None
    return (
        re.compile(r" (?:of|or|in|more|to|and|on|for|from|at|a|were|are|have|had)\b").match(
            folded, end
        )
        is None
        or _DIMENSION_BEFORE.search(folded[max(0, start - 40) : start]) is not None
    )


_MONEY_NEAR = re.compile(
    r"\b(?:fin(?:e|es|ed)|pa(?:y|ys|id|ying)|costs?|worth|pric(?:e|es|ed)|spen[dt]\w{0,3}|earn\w{0,3}|ow(?:e|es|ed|ing)"
    r"|wages?|salar(?:y|ies)|bills?|charg(?:e|es|ed|ing)|rais(?:e|ed|ing)|stole|stolen|budget|donat\w{1,3}|rent|fees?"
    r"|tax|debt|loan|prize|reward|profit|loss|sold|bought|refund\w{0,3}|saved?|saving|grants?|fund\w{0,3})\b"
)


def is_spent(folded: str, start: int) -> bool:
    """Whether the words before a number speak of money."""
    return _MONEY_NEAR.search(folded[max(0, start - 40) : start]) is not None


def is_weight(folded: str, start: int, end: int, *, large: bool) -> bool:
    """Whether "pounds" beside a number are a weight and not money."""
    near = folded[max(0, start - 40) : start] + " " + folded[end : end + 25]
    if _WEIGHT_NEAR.search(near):
        return True
    return folded.startswith(" of ", end) and not large


@cache
def same_measure(first: str, second: str) -> float | None:
    """How many of the second unit make one of the first, or ``None`` for other dimensions."""
    one, other = BY_NAME.get(first), BY_NAME.get(second)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return one.factor / other.factor
