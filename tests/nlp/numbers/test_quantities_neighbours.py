"""Ranges, moves, hedges, ranks, in sentences of our own.

A row is a name, a sentence and the expected quantities: quote, value (a pair for a range or the low
end of a vague word), unit, kind, qualifier and change, the last three where they are not the
default.
"""

from collections.abc import Callable

import pytest

from terms.enums import Change, Kind, Qualifier

COUNT = Kind.COUNT
PERCENT = Kind.PERCENT
MONEY = Kind.MONEY
RATIO = Kind.RATIO
RATE = Kind.RATE
MEASURE = Kind.MEASUREMENT
DURATION = Kind.DURATION
RANK = Kind.RANK
EXACT = Qualifier.EXACT
ABOUT = Qualifier.ABOUT
NEARLY = Qualifier.NEARLY
AT_LEAST = Qualifier.AT_LEAST
MORE = Qualifier.MORE_THAN
AT_MOST = Qualifier.AT_MOST
LESS = Qualifier.LESS_THAN
RANGE = Qualifier.RANGE
TIMES = Change.MULTIPLE_OF

RANGES = [
    (
        "hedge inside",
        "Flats are priced from €500,000 to over €3 million.",
        [("€500,000 to over €3 million", (500000, 3000000), "EUR", MONEY, RANGE)],
    ),
    ("hyphen", "It takes 15-20 minutes.", [("15-20 minutes", (15, 20), "minute", DURATION, RANGE)]),
    ("en dash", "Expect 8–10 inches.", [("8–10 inches", (8, 10), "inch", MEASURE, RANGE)]),
    (
        "to percent",
        "Seats fell 15 to 20 percent.",
        [("15 to 20 percent", (15, 20), "percent", PERCENT, RANGE)],
    ),
    (
        "both units",
        "Fees of 1 per cent to 1.5 per cent apply.",
        [("1 per cent to 1.5 per cent", (1, 1.5), "percent", PERCENT, RANGE)],
    ),
    (
        "between",
        "Between 1.5 and 2 tonnes leaked.",
        [("1.5 and 2 tonnes", (1.5, 2), "tonne", MEASURE, RANGE)],
    ),
    (
        "between scaled",
        "Between 3 and 4 million came.",
        [("3 and 4 million", (3000000, 4000000), None, COUNT, RANGE)],
    ),
    ("words or", "Three or four geese flew.", [("Three or four", (3, 4), None, COUNT, RANGE)]),
    (
        "money both",
        "A $1.5 million-$2 million barn.",
        [("$1.5 million-$2 million", (1500000, 2000000), "USD", MONEY, RANGE)],
    ),
    (
        "money elided",
        "It will cost $3 to $5 million.",
        [("$3 to $5 million", (3000000, 5000000), "USD", MONEY, RANGE)],
    ),
    ("money hyphen", "It will cost £3-5m.", [("£3-5m", (3000000, 5000000), "GBP", MONEY, RANGE)]),
    (
        "ranging from",
        "Bids ranging from $200 to $4 million.",
        [("$200 to $4 million", (200, 4000000), "USD", MONEY, RANGE)],
    ),
    (
        "thousands shared",
        "About 5-6,000 people marched.",
        [("5-6,000", (5000, 6000), None, COUNT, RANGE)],
    ),
    (
        "15-to-20",
        "A 15-to-20 percent cut.",
        [("15-to-20 percent", (15, 20), "percent", PERCENT, RANGE)],
    ),
    (
        "rate range",
        "Shares go for between $62 and $68 per share.",
        [("$62 and $68 per share", (62, 68), "USD/share", RATE, RANGE)],
    ),
    (
        "months",
        "A sentence of 46 to 57 months.",
        [("46 to 57 months", (46, 57), "month", DURATION, RANGE)],
    ),
    ("two numbers", "They ordered 12 and 15 crates.", [("12", 12), ("15", 15)]),
    ("vote", "It passed by a vote of 134 to 63.", [("134", 134, "vote"), ("63", 63, "vote")]),
    (
        "vote against",
        "The council rejected the motion 48-52.",
        [("48", 48, "vote"), ("52", 52, "vote")],
    ),
    (
        "hired after a vote",
        "The council voted to hire 10 to 15 guards.",
        [("10 to 15", (10, 15), None, COUNT, RANGE)],
    ),
]

MOVES = [
    (
        "from to",
        "Rates rose from 6% to 9%.",
        [
            ("6%", 6, "percent", PERCENT, EXACT, Change.FROM_LEVEL),
            ("9%", 9, "percent", PERCENT, EXACT, Change.INCREASE_TO),
        ],
    ),
    (
        "from to down",
        "Staff fell from 90 to 70.",
        [
            ("90", 90, None, COUNT, EXACT, Change.FROM_LEVEL),
            ("70", 70, None, COUNT, EXACT, Change.DECREASE_TO),
        ],
    ),
    (
        "elided",
        "It climbed from 36 to 40 percent.",
        [
            ("36", 36, "percent", PERCENT, EXACT, Change.FROM_LEVEL),
            ("40 percent", 40, "percent", PERCENT, EXACT, Change.INCREASE_TO),
        ],
    ),
    (
        "to from",
        "Output rose to 4.4% from 4.1%.",
        [
            ("4.4%", 4.4, "percent", PERCENT, EXACT, Change.INCREASE_TO),
            ("4.1%", 4.1, "percent", PERCENT, EXACT, Change.FROM_LEVEL),
        ],
    ),
    (
        "rate shared",
        "Costs fell from $0.23/W today to $0.10.",
        [
            ("$0.23/W", 0.23, "USD/W", RATE, EXACT, Change.FROM_LEVEL),
            ("$0.10", 0.1, "USD/W", RATE, EXACT, Change.DECREASE_TO),
        ],
    ),
    (
        "by to",
        "Debt increased by $40 million to $420 million.",
        [("$40 million", 40000000, "USD", MONEY), ("$420 million", 420000000, "USD", MONEY)],
    ),
    (
        "plus sign",
        "Tin +0.8% at noon.",
        [("+0.8%", 0.8, "percent", PERCENT, EXACT, Change.INCREASE_BY)],
    ),
    ("minus sign", "Zinc -1.3% at noon.", [("-1.3%", -1.3, "percent", PERCENT)]),
    ("doubled", "Thefts doubled.", [("doubled", 2, "times", RATIO, EXACT, TIMES)]),
    (
        "almost double",
        "It is almost double the old figure.",
        [("double", 2, "times", RATIO, NEARLY, TIMES)],
    ),
    (
        "more than tripled",
        "Rents more than tripled.",
        [("tripled", 3, "times", RATIO, MORE, TIMES)],
    ),
    ("halved", "The herd halved.", [("halved", 0.5, "times", RATIO, EXACT, TIMES)]),
    ("twice as many", "Twice as many came.", [("Twice", 2, "times", RATIO, EXACT, TIMES)]),
    (
        "4.5 times",
        "They need 4.5 times as many beds.",
        [("4.5 times", 4.5, "times", RATIO, EXACT, TIMES)],
    ),
    ("threefold", "A threefold jump followed.", [("threefold", 3, "times", RATIO, EXACT, TIMES)]),
    ("10-fold", "Demand rose 10-fold.", [("10-fold", 10, "times", RATIO, EXACT, TIMES)]),
    (
        "and by",
        "Wool rose by 2 percent and hemp by 1.",
        [("2 percent", 2, "percent", PERCENT), ("1", 1, "percent", PERCENT)],
    ),
]

HEDGES = [
    ("about", "About 40 came.", [("40", 40, None, COUNT, ABOUT)]),
    ("some", "Some 300 goats strayed.", [("300", 300, None, COUNT, ABOUT)]),
    ("tilde", "It seats ~60 guests.", [("60", 60, None, COUNT, ABOUT)]),
    ("or so", "We saw 20 or so herons.", [("20", 20, None, COUNT, ABOUT)]),
    ("odd", "It took 30-odd years.", [("30-odd years", 30, "year", DURATION, ABOUT)]),
    ("nearly", "Nearly €3.4 million went.", [("€3.4 million", 3400000, "EUR", MONEY, NEARLY)]),
    ("just under", "Just under 200 remain.", [("200", 200, None, COUNT, NEARLY)]),
    ("just shy of", "It is just shy of 40 km.", [("40 km", 40, "km", MEASURE, NEARLY)]),
    ("at least", "At least 12 sank.", [("12", 12, None, COUNT, AT_LEAST)]),
    ("no fewer than", "No fewer than 9 sank.", [("9", 9, None, COUNT, AT_LEAST)]),
    ("or more", "Firms with 27 or more staff.", [("27", 27, None, COUNT, AT_LEAST)]),
    ("people or more", "Groups of 27 people or more.", [("27", 27, None, COUNT, AT_LEAST)]),
    ("plus behind", "It drew 5,000-plus fans.", [("5,000", 5000, None, COUNT, AT_LEAST)]),
    ("plus sign behind", "A crowd of 100+ came.", [("100", 100, None, COUNT, AT_LEAST)]),
    ("more than", "More than 70 left.", [("70", 70, None, COUNT, MORE)]),
    ("over", "Over 400 were wounded.", [("400", 400, None, COUNT, MORE)]),
    ("upwards of", "Upwards of 90 went.", [("90", 90, None, COUNT, MORE)]),
    ("in excess of", "Sums in excess of $5m.", [("$5m", 5000000, "USD", MONEY, MORE)]),
    ("up to", "He faces up to 5 years.", [("5 years", 5, "year", DURATION, AT_MOST)]),
    ("as many as", "As many as 80 fled.", [("80", 80, None, COUNT, AT_MOST)]),
    ("no more than", "No more than 6 may enter.", [("6", 6, None, COUNT, AT_MOST)]),
    ("or less", "It weighs 5 kg or less.", [("5 kg", 5, "kg", MEASURE, AT_MOST)]),
    ("less than", "Less than 3% agreed.", [("3%", 3, "percent", PERCENT, LESS)]),
    ("under", "It sold for under $10.", [("$10", 10, "USD", MONEY, LESS)]),
    ("below", "It fell below $6,000.", [("$6,000", 6000, "USD", MONEY, LESS)]),
    ("only", "Only 4 passed.", [("4", 4)]),
    ("another", "Another 12 joined.", [("12", 12)]),
    ("more than another", "More than another 12 joined.", [("12", 12, None, COUNT, MORE)]),
    ("handed over", "Rebels handed over 21 captives.", [("21", 21)]),
    ("went up to", "The toll went up to 50.", [("50", 50)]),
    (
        "shared",
        "More than 500 rescuers and 100 excavators dug.",
        [("500", 500, None, COUNT, MORE), ("100", 100, None, COUNT, MORE)],
    ),
    (
        "not shared",
        "At least 59 were killed, and 527 were hurt.",
        [("59", 59, None, COUNT, AT_LEAST), ("527", 527)],
    ),
    ("comparison", "It is more than the 40 that came.", [("40", 40)]),
]

RANKS = [
    (
        "most visited",
        "It is the second-most-visited quay.",
        [("second-most-visited", 2, "rank", RANK)],
    ),
    ("world number", "She beat world No 38 Anna Roe.", [("38", 38, "rank", RANK)]),
    ("seed", "He met the 19th seed.", [("19th", 19, "rank", RANK)]),
    ("numbered seed", "The No 26 seed lost.", [("26", 26, "rank", RANK)]),
    ("third-largest", "It is the third-largest port.", [("third-largest", 3, "rank", RANK)]),
    ("ranks", "The town ranks 45th among rivals.", [("45th", 45, "rank", RANK)]),
    ("table", "It is 9th in the table of ports.", [("9th", 9, "rank", RANK)]),
    (
        "second highest",
        "The second highest rise came there.",
        [("second highest", 2, "rank", RANK)],
    ),
    ("streak", "Prices fell for the fifth straight week.", [("fifth", 5)]),
    ("in a row", "It rose for a sixth month in a row.", [("sixth", 6)]),
    ("bare ordinal", "The first ferry left on the third day.", []),
    ("running count", "A third case of cholera was found.", [("third", 3)]),
    ("launch count", "It was the 19th launch of a kite this year.", [("19th", 19)]),
    ("of the season", "They brace for the fifth storm of the season.", [("fifth", 5)]),
    (
        "part of a volume",
        "It lost a fifth of its volume since 2000.",
        [("a fifth", 0.2, "fraction", RATIO)],
    ),
    ("game of the season", "They lost the second game of the season.", []),
]

ROWS = [
    pytest.param(sentence, expected, id=name)
    for rows in (RANGES, MOVES, HEDGES, RANKS)
    for name, sentence, expected in rows
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_reads_what_is_printed(
    sentence: str, expected: list[tuple[object, ...]], reads_as: Callable[..., None]
) -> None:
    reads_as(sentence, expected)
