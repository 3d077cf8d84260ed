"""Money, units, points, rates, conversions, in sentences of our own.

A row is a name, a sentence and the expected quantities: quote, value (a pair for a range or the low
end of a vague word), unit, kind, qualifier and change, the last three where they are not the
default.
"""

from collections.abc import Callable

import pytest

from terms.enums import Kind, Qualifier

COUNT = Kind.COUNT
PERCENT = Kind.PERCENT
POINTS = Kind.PERCENTAGE_POINTS
MONEY = Kind.MONEY
RATE = Kind.RATE
MEASURE = Kind.MEASUREMENT
DURATION = Kind.DURATION
EXACT = Qualifier.EXACT
ABOUT = Qualifier.ABOUT
MORE = Qualifier.MORE_THAN
AT_MOST = Qualifier.AT_MOST
RANGE = Qualifier.RANGE
VAGUE = Qualifier.VAGUE

MONEYS = [
    ("dollar", "It cost $40.", [("$40", 40, "USD", MONEY)]),
    ("dollar scale", "A $113bn plan.", [("$113bn", 113 * 10**9, "USD", MONEY)]),
    ("pound", "She raised £1.2bn.", [("£1.2bn", 1200000000, "GBP", MONEY)]),
    ("euro decimal", "The fare is €3.50.", [("€3.50", 3.5, "EUR", MONEY)]),
    ("US$", "Exports hit US$7.2 billion.", [("US$7.2 billion", 7200000000, "USD", MONEY)]),
    ("$US", "The home sold for $US650,000.", [("$US650,000", 650000, "USD", MONEY)]),
    ("A$", "The mine owes A$90m.", [("A$90m", 90000000, "AUD", MONEY)]),
    ("HK$ spaced", "They paid HK $216,925.", [("HK $216,925", 216925, "HKD", MONEY)]),
    ("yen sign", "It sold for ¥590 billion.", [("¥590 billion", 590 * 10**9, "JPY", MONEY)]),
    ("rupee sign", "The bridge cost ₹450 crore.", [("₹450 crore", 4500000000, "INR", MONEY)]),
    ("Rs lakh", "He won Rs 30 lakh.", [("Rs 30 lakh", 3000000, "INR", MONEY)]),
    ("Rs. close", "Onions cost Rs.80.", [("Rs.80", 80, "INR", MONEY)]),
    ("ringgit", "Palm oil slid to RM23.50.", [("RM23.50", 23.5, "MYR", MONEY)]),
    ("code before", "A grant of USD 10m came.", [("USD 10m", 10000000, "USD", MONEY)]),
    ("code after", "A grant of 10 million EUR came.", [("10 million EUR", 10000000, "EUR", MONEY)]),
    ("sign after", "The ticket is 12€ now.", [("12€", 12, "EUR", MONEY)]),
    ("euros", "They spent 9 million euros.", [("9 million euros", 9000000, "EUR", MONEY)]),
    (
        "australian dollars",
        "A fine of 10.5 million Australian dollars.",
        [("10.5 million Australian dollars", 10500000, "AUD", MONEY)],
    ),
    (
        "danish crowns",
        "He left 7.5 million Danish crowns.",
        [("7.5 million Danish crowns", 7500000, "DKK", MONEY)],
    ),
    ("won", "The fine is 30 million won.", [("30 million won", 30000000, "KRW", MONEY)]),
    ("won is a verb", "Of the matches, 3 won prizes.", [("3", 3)]),
    (
        "pounds of money",
        "It raised five million pounds.",
        [("five million pounds", 5000000, "GBP", MONEY)],
    ),
    ("pounds paid", "He was fined 500 pounds.", [("500 pounds", 500, "GBP", MONEY)]),
    ("cents", "Shares gained 19 cents.", [("19 cents", 0.19, "USD", MONEY)]),
    ("pence", "The stock fell 5p.", [("5p", 0.05, "GBP", MONEY)]),
    ("million-dollar", "A 2-million-dollar prize.", [("2-million-dollar", 2000000, "USD", MONEY)]),
    ("dollars US", "Crude rose to $60 US.", [("$60 US", 60, "USD", MONEY)]),
    (
        "billions of",
        "Billions of euros vanished.",
        [("Billions of euros", (2 * 10**9, None), "EUR", MONEY, VAGUE)],
    ),
    ("minus", "The balance was -$5.2bn.", [("-$5.2bn", -5200000000, "USD", MONEY)]),
    ("ascii pound", "A fee of PS2.7m was paid.", [("PS2.7m", 2700000, "GBP", MONEY)]),
    (
        "sure and unsure dollar",
        "It will cost US$89 to $93 million.",
        [("US$89 to $93 million", (89000000, 93000000), "USD", MONEY, RANGE)],
    ),
]

UNITS = [
    ("percent sign", "Up 12% in all.", [("12%", 12, "percent", PERCENT)]),
    ("per cent", "It fell 3.5 per cent.", [("3.5 per cent", 3.5, "percent", PERCENT)]),
    ("pc", "Profit grew 5pc.", [("5pc", 5, "percent", PERCENT)]),
    ("spelled percent", "Ten percent left.", [("Ten percent", 10, "percent", PERCENT)]),
    (
        "percentage points",
        "It fell 0.3 percentage points.",
        [("0.3 percentage points", 0.3, "percentage_point", POINTS)],
    ),
    ("pp", "Turnout slid 2.1pp.", [("2.1pp", 2.1, "percentage_point", POINTS)]),
    (
        "basis points",
        "The bank added 25 basis points.",
        [("25 basis points", 25, "basis_point", POINTS)],
    ),
    ("kilometres", "The wall is 40 kilometres long.", [("40 kilometres", 40, "km", MEASURE)]),
    ("km close", "A 12km ride.", [("12km", 12, "km", MEASURE)]),
    ("m for metres", "A 5m deep pit.", [("5m", 5, "m", MEASURE)]),
    ("m with blank", "The tower is 72.7 m high.", [("72.7 m", 72.7, "m", MEASURE)]),
    ("inches", "Snow lay 8 inches deep.", [("8 inches", 8, "inch", MEASURE)]),
    ("foot and inch", "The eel measured 5ft 6in.", [("5ft 6in", 5.5, "foot", MEASURE)]),
    (
        "square miles",
        "Fire took 311 square miles.",
        [("311 square miles", 311, "square mile", MEASURE)],
    ),
    ("sq m", "A 1,520 sq m clinic.", [("1,520 sq m", 1520, "m²", MEASURE)]),
    ("m2", "A 32m2 flat.", [("32m2", 32, "m²", MEASURE)]),
    ("hectares", "Some 600 hectares burned.", [("600 hectares", 600, "hectare", MEASURE, ABOUT)]),
    ("tonnes", "They moved 5,000 tonnes.", [("5,000 tonnes", 5000, "tonne", MEASURE)]),
    ("pounds of weight", "He lost 15 pounds.", [("15 pounds", 15, "pound", MEASURE)]),
    ("gigawatts", "It adds 3.7 GW.", [("3.7 GW", 3.7, "GW", MEASURE)]),
    ("celsius", "It hit 40.3C in the shade.", [("40.3C", 40.3, "°C", MEASURE)]),
    (
        "degrees celsius",
        "It was minus 12 degrees Celsius.",
        [("minus 12 degrees Celsius", -12, "°C", MEASURE)],
    ),
    ("magnitude", "A 6.1-magnitude quake hit.", [("6.1-magnitude", 6.1, "magnitude", MEASURE)]),
    ("magnitude before", "A magnitude-5.4 quake hit.", [("5.4", 5.4, "magnitude", MEASURE)]),
    ("mph", "Gusts reached 60mph.", [("60mph", 60, "mph", MEASURE)]),
    ("miles per hour", "Gusts of 60 miles per hour.", [("60 miles per hour", 60, "mph", MEASURE)]),
    ("km/h", "It tops out at 140 km/h.", [("140 km/h", 140, "km/h", MEASURE)]),
    (
        "pound-feet",
        "It makes 275 pound-feet of torque.",
        [("275 pound-feet", 275, "lb-ft", MEASURE)],
    ),
    ("duration", "The strike lasted six days.", [("six days", 6, "day", DURATION)]),
    ("hyphened duration", "A three-month closure began.", [("three-month", 3, "month", DURATION)]),
    (
        "year and a half",
        "He served a jail term of two years and a half.",
        [("two years and a half", 2.5, "year", DURATION)],
    ),
    (
        "years and months",
        "She got two years and six months.",
        [("two years and six months", 2.5, "year", DURATION)],
    ),
    (
        "hedged article",
        "They argued for more than an hour.",
        [("an hour", 1, "hour", DURATION, MORE)],
    ),
    (
        "hundreds of miles",
        "Hundreds of miles of pipe leaked.",
        [("Hundreds of miles", (200, None), "mile", MEASURE, VAGUE)],
    ),
    ("height", "The eel is 6'3\" long.", [("6'3\"", 6.25, "foot", MEASURE)]),
    ("inch mark", 'A 65" screen hung there.', [('65"', 65, "inch", MEASURE)]),
    ("quotation mark", 'He said "we saw 65" and left.', [("65", 65)]),
    ("metres and centimetres", "A gap of 2 m 30 cm.", [("2 m 30 cm", 2.3, "m", MEASURE)]),
    (
        "quakes",
        "Two quakes, measuring 7.6 and 7.4, hit.",
        [("Two", 2), ("7.6", 7.6, "magnitude", MEASURE), ("7.4", 7.4, "magnitude", MEASURE)],
    ),
    ("richter", "The quake measured 3.0 on the Richter scale.", [("3.0", 3, "magnitude", MEASURE)]),
    (
        "part of a point",
        "It fell 0.5 of a percentage point.",
        [("0.5 of a percentage point", 0.5, "percentage_point", POINTS)],
    ),
    ("4K", "It has 4K output.", []),
]

POINTS_OF_SHARES = [
    (
        "points behind in a poll",
        "It polls 24 percent, five points behind them.",
        [("24 percent", 24, "percent", PERCENT), ("five points", 5, "percentage_point", POINTS)],
    ),
    (
        "half a point",
        "Growth slowed by half a point.",
        [("half a point", 0.5, "percentage_point", POINTS)],
    ),
    (
        "hyphened points",
        "A 0.3-point drop in the jobless rate came.",
        [("0.3-point", 0.3, "percentage_point", POINTS)],
    ),
    (
        "points of an index",
        "The index fell 30 points.",
        [("30", 30)],
    ),
    ("points of a game", "Her lead in the league is 12 points.", [("12", 12)]),
]

RATES = [
    ("times a week", "He swims six times a week.", [("six times a week", 6, "time/week", RATE)]),
    (
        "each year",
        "Some 250,000 lambs each year are born.",
        [("250,000 lambs each year", 250000, "lamb/year", RATE, ABOUT)],
    ),
    ("a barrel", "Oil sells at $40 a barrel.", [("$40 a barrel", 40, "USD/barrel", RATE)]),
    ("per kilo", "Cod costs €18 per kilo.", [("€18 per kilo", 18, "EUR/kg", RATE)]),
    ("slash", "Panels cost $0.23/W.", [("$0.23/W", 0.23, "USD/W", RATE)]),
    ("per kWh", "Power is 12 cents per kWh.", [("12 cents per kWh", 0.12, "USD/kWh", RATE)]),
    (
        "per diluted share",
        "It earned $2.53 per diluted share.",
        [("$2.53 per diluted share", 2.53, "USD/share", RATE)],
    ),
    (
        "per square foot",
        "Rent is $80 per square foot.",
        [("$80 per square foot", 80, "USD/square foot", RATE)],
    ),
    ("a year", "It loses $9m a year.", [("$9m a year", 9000000, "USD/year", RATE)]),
    ("a year earlier", "It lost $9m a year earlier.", [("$9m", 9000000, "USD", MONEY)]),
    (
        "litres per hour",
        "It drinks 900 litres per hour.",
        [("900 litres per hour", 900, "litre/hour", RATE)],
    ),
    (
        "per 100,000",
        "The toll is 12 per 100,000 people.",
        [("12 per 100,000 people", 12, "/100000 person", RATE)],
    ),
    (
        "cases per million",
        "There were 31 cases per million inhabitants.",
        [("31 cases per million inhabitants", 31, "case/1000000 inhabitant", RATE)],
    ),
    (
        "tests per day",
        "They run 3,000 tests per day.",
        [("3,000 tests per day", 3000, "test/day", RATE)],
    ),
    ("people a day", "It serves 40 people a day.", [("40 people a day", 40, "person/day", RATE)]),
    ("people a day later", "It served 40 people a day later.", [("40", 40)]),
    ("hours a week", "They work 60 hours a week.", [("60 hours a week", 60, "hour/week", RATE)]),
    (
        "barrels a day",
        "Output is 52,000 barrels a day.",
        [("52,000 barrels a day", 52000, "barrel/day", RATE)],
    ),
    ("bare denominator", "The rate is 12 per 100,000.", [("12 per 100,000", 12, "/100000", RATE)]),
    (
        "for every",
        "That is $420 for every household.",
        [("$420 for every household", 420, "USD/household", RATE)],
    ),
    (
        "participle before per",
        "Some 260 workers retired per month.",
        [("260 workers retired per month", 260, "worker/month", RATE, ABOUT)],
    ),
]

CONVERSIONS = [
    (
        "length",
        "It lies 30 miles (48 km) away.",
        [("30 miles", 30, "mile", MEASURE), ("48 km", 48, "km", MEASURE)],
    ),
    (
        "money",
        "A licence costs up to 40 million won ($30,100) a year.",
        [
            ("40 million won", 40000000, "KRW", MONEY, AT_MOST),
            ("$30,100", 30100, "USD", MONEY, AT_MOST),
        ],
    ),
    (
        "two",
        "It makes 296 hp (224 kW / 300 PS).",
        [
            ("296 hp", 296, "hp", MEASURE),
            ("224 kW", 224, "kW", MEASURE),
            ("300 PS", 300, "PS", MEASURE),
        ],
    ),
]

ROWS = [
    pytest.param(sentence, expected, id=name)
    for rows in (MONEYS, UNITS, POINTS_OF_SHARES, RATES, CONVERSIONS)
    for name, sentence, expected in rows
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_reads_what_is_printed(
    sentence: str, expected: list[tuple[object, ...]], reads_as: Callable[..., None]
) -> None:
    reads_as(sentence, expected)
