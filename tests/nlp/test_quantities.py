"""Sentences of our own with the quantities that a careful reader finds in them.

A row is an id, a sentence and the expected quantities: quote, value (a pair for a range or the low
end of a vague word), unit, kind, qualifier and change, the last three where they are not the
default.
"""

import pytest

from nlp.model import Quantity
from nlp.quantities import find_quantities
from nlp.vocabulary import Change, Kind, Qualifier

COUNT, PERCENT, POINTS = Kind.COUNT, Kind.PERCENT, Kind.PERCENTAGE_POINTS
MONEY, RATIO, RATE = Kind.MONEY, Kind.RATIO, Kind.RATE
MEASURE, DURATION, RANK = Kind.MEASUREMENT, Kind.DURATION, Kind.RANK
EXACT, ABOUT, NEARLY = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY
AT_LEAST, MORE, AT_MOST, LESS = (
    Qualifier.AT_LEAST,
    Qualifier.MORE_THAN,
    Qualifier.AT_MOST,
    Qualifier.LESS_THAN,
)
RANGE, VAGUE = Qualifier.RANGE, Qualifier.VAGUE
TIMES = Change.MULTIPLE_OF

Expected = tuple[object, ...]

DIGITS = [
    ("plain", "The depot holds 312 buses.", [("312", 312)]),
    ("comma thousands", "Some walked: 1,234 pilgrims came.", [("1,234", 1234)]),
    ("two commas", "Voters cast 12,345,678 ballots.", [("12,345,678", 12345678)]),
    ("no separator", "The quarry employs 14500 miners.", [("14500", 14500)]),
    ("no-break space", "They planted 1\u00a0234 oaks.", [("1\u00a0234", 1234)]),
    ("thin space", "They planted 21\u2009450 oaks.", [("21\u2009450", 21450)]),
    ("narrow space", "They planted 3\u202f021\u202f450 oaks.", [("3\u202f021\u202f450", 3021450)]),
    ("ascii space", "The ferry carried 28 400 passengers.", [("28 400", 28400)]),
    ("indian grouping", "The scheme reached 12,34,567 farmers.", [("12,34,567", 1234567)]),
    ("dots as thousands", "The port moved 1.234.567 crates.", [("1.234.567", 1234567)]),
    ("apostrophe thousands", "Basel counted 9'500 guests.", [("9'500", 9500)]),
    ("decimal point", "The index closed at 1,478.25.", [("1,478.25", 1478.25)]),
    ("decimal comma", "Growth of 4,5% surprised them.", [("4,5%", 4.5, "percent", PERCENT)]),
    ("raised point", "The rate was 1·5 per cent.", [("1·5 per cent", 1.5, "percent", PERCENT)]),
    ("leading point", "Faults fell to .04 percent.", [(".04 percent", 0.04, "percent", PERCENT)]),
    ("full width digits", "The hall seats １２０ guests.", [("１２０", 120)]),
    ("glued k", "The page has 25k followers.", [("25k", 25000)]),
    (
        "glued m for millions",
        "About 1.2m homes lost power.",
        [("1.2m", 1200000, None, COUNT, ABOUT)],
    ),
    ("capital M", "The app drew 4.3M users.", [("4.3M", 4300000)]),
    ("glued bn", "The world holds 8bn people.", [("8bn", 8000000000)]),
    ("scale word", "The lake feeds 2.6 million farms.", [("2.6 million", 2600000)]),
    ("hyphened scale", "A 3-million crowd came.", [("3-million", 3000000)]),
    ("lakh", "Over 30 lakh pupils sat the test.", [("30 lakh", 3000000, None, COUNT, MORE)]),
    ("crore", "The state has 2 crore voters.", [("2 crore", 20000000)]),
    (
        "lakh crore",
        "The plan costs Rs 2 lakh crore.",
        [("Rs 2 lakh crore", 2 * 10**12, "INR", MONEY)],
    ),
    ("scientific", "It weighs 3.2×10^4 kg.", [("3.2×10^4 kg", 32000, "kg", MEASURE)]),
    ("dozen after digits", "They sold 3 dozen eggs.", [("3 dozen", 36)]),
    ("fraction sign", "He waited 2½ hours.", [("2½ hours", 2.5, "hour", DURATION)]),
    ("slashed fraction", "A 2 1/2 mile path opened.", [("2 1/2 mile", 2.5, "mile", MEASURE)]),
    ("hundreds of digits", "The code was " + "7" * 300 + " and no more.", []),
]

WORDS = [
    ("one word", "Seventeen barges sank.", [("Seventeen", 17)]),
    ("tens", "Forty trams ran.", [("Forty", 40)]),
    ("hyphen", "Twenty-six barns burned.", [("Twenty-six", 26)]),
    ("hundred and", "Three hundred and five calves died.", [("Three hundred and five", 305)]),
    ("hundred without and", "Two hundred twelve calves died.", [("Two hundred twelve", 212)]),
    (
        "long",
        "The archive holds twenty-eight thousand six hundred forty-two maps.",
        [("twenty-eight thousand six hundred forty-two", 28642)],
    ),
    (
        "comma inside",
        "It cost one million, two hundred thousand crates.",
        [("one million, two hundred thousand", 1200000)],
    ),
    ("millions", "Nine hundred million cards were sent.", [("Nine hundred million", 900000000)]),
    ("a million", "A million lamps glowed.", [("A million", 1000000)]),
    ("a hundred and twenty", "A hundred and twenty nuns sang.", [("A hundred and twenty", 120)]),
    ("half a million", "Half a million bees swarmed.", [("Half a million", 500000)]),
    ("half a dozen", "Half a dozen divers surfaced.", [("Half a dozen", 6)]),
    ("a dozen", "A dozen boats left.", [("A dozen", 12)]),
    ("two dozen", "Two dozen boats left.", [("Two dozen", 24)]),
    ("another dozen", "Another dozen boats left.", [("dozen", 12)]),
    ("mixed", "2 and a half million seedlings grew.", [("2 and a half million", 2500000)]),
    (
        "spelled mixed",
        "Two and a half million seedlings grew.",
        [("Two and a half million", 2500000)],
    ),
    (
        "million and a half",
        "A million and a half visitors came.",
        [("A million and a half", 1500000)],
    ),
    (
        "three quarters of",
        "Three-quarters of a million came.",
        [("Three-quarters of a million", 750000)],
    ),
    ("all caps", "FORTY-ONE MINERS TRAPPED IN PIT", [("FORTY-ONE", 41)]),
    (
        "list of words",
        "Teams of two, three and four rowed.",
        [("two", 2), ("three", 3), ("four", 4)],
    ),
    ("zero", "There were zero delays.", [("zero", 0)]),
]

FRACTIONS = [
    ("two-thirds", "Two-thirds of the orchard froze.", [("Two-thirds", 2 / 3, "fraction", RATIO)]),
    ("spaced", "Three quarters of pupils passed.", [("Three quarters", 0.75, "fraction", RATIO)]),
    ("a third", "A third of the fleet is idle.", [("A third", 1 / 3, "fraction", RATIO)]),
    ("by a fifth", "Rents rose by a fifth.", [("a fifth", 0.2, "fraction", RATIO)]),
    ("half", "Half of the hall was empty.", [("Half", 0.5, "fraction", RATIO)]),
    ("over half", "Over half were teachers.", [("half", 0.5, "fraction", RATIO, MORE)]),
    (
        "nearly a quarter",
        "Nearly a quarter of firms closed.",
        [("a quarter", 0.25, "fraction", RATIO, NEARLY)],
    ),
    ("one-tenth", "Only one-tenth of the debt is left.", [("one-tenth", 0.1, "fraction", RATIO)]),
    ("three in five", "Three in five adults cook.", [("Three in five", 0.6, "fraction", RATIO)]),
    ("one in 10", "About one in 10 wells is dry.", [("one in 10", 0.1, "fraction", RATIO, ABOUT)]),
    ("1 in every 4", "1 in every 4 cables failed.", [("1 in every 4", 0.25, "fraction", RATIO)]),
    (
        "nine out of ten",
        "Nine out of ten cats agree.",
        [("Nine out of ten", 0.9, "fraction", RATIO)],
    ),
    ("7 of the 9", "7 of the 9 judges resigned.", [("7 of the 9", 7 / 9, "fraction", RATIO)]),
    (
        "words of the",
        "Four of the six valves failed.",
        [("Four of the six", 2 / 3, "fraction", RATIO)],
    ),
    (
        "all but",
        "All but five of 13 chapels closed.",
        [("All but five of 13", 8 / 13, "fraction", RATIO)],
    ),
    (
        "hedged whole",
        "They met 21 of the more than 200 herders.",
        [("21", 21), ("200", 200, None, COUNT, MORE)],
    ),
    (
        "half a point",
        "Turnout slid half a percentage point.",
        [("half a percentage point", 0.5, "percentage_point", POINTS)],
    ),
    ("half an hour", "The outage took half an hour.", [("half an hour", 0.5, "hour", DURATION)]),
    (
        "quarter of a mile",
        "It is a quarter of a mile away.",
        [("a quarter of a mile", 0.25, "mile", MEASURE)],
    ),
]

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
]

RATES = [
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
        [("52,000 barrels a day", 52000, "barrel/day", MEASURE)],
    ),
]

RANGES = [
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

VAGUES = [
    ("dozens", "Dozens of sheep fled.", [("Dozens", (24, None), None, COUNT, VAGUE)]),
    ("hundreds", "It left hundreds homeless.", [("hundreds", (200, None), None, COUNT, VAGUE)]),
    (
        "tens of thousands",
        "Tens of thousands sang.",
        [("Tens of thousands", (20000, None), None, COUNT, VAGUE)],
    ),
    (
        "a few thousand",
        "A few thousand stayed.",
        [("A few thousand", (2000, None), None, COUNT, VAGUE)],
    ),
    (
        "several hundred",
        "Several hundred stayed.",
        [("Several hundred", (200, None), None, COUNT, VAGUE)],
    ),
    ("several", "Several of the many boats sank.", []),
    ("millions", "It reached millions.", [("millions", (2000000, None), None, COUNT, VAGUE)]),
]

RANKS = [
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
]

NOTHINGS = [
    ("no one", "No one was hurt.", [("No one", 0, "person")]),
    ("none", "None of the crew was injured.", [("None", 0)]),
    ("no injuries", "There were no injuries.", [("no injuries", 0)]),
    ("no one wants", "No one wants a new road.", []),
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

LATER = [
    (
        "over half showed",
        "Of the clips, over half showed goats.",
        [("half", 0.5, "fraction", RATIO, MORE)],
    ),
    ("height", "The eel is 6'3\" long.", [("6'3\"", 6.25, "foot", MEASURE)]),
    ("inch mark", 'A 65" screen hung there.', [('65"', 65, "inch", MEASURE)]),
    ("quotation mark", 'He said "we saw 65" and left.', [("65", 65)]),
    ("metres and centimetres", "A gap of 2 m 30 cm.", [("2 m 30 cm", 2.3, "m", MEASURE)]),
    ("bare denominator", "The rate is 12 per 100,000.", [("12 per 100,000", 12, "/100000", RATE)]),
    (
        "part of a point",
        "It fell 0.5 of a percentage point.",
        [("0.5 of a percentage point", 0.5, "percentage_point", POINTS)],
    ),
    (
        "and by",
        "Wool rose by 2 percent and hemp by 1.",
        [("2 percent", 2, "percent", PERCENT), ("1", 1, "percent", PERCENT)],
    ),
    ("scores of", "Scores of boats left.", [("Scores", (40, None), None, COUNT, VAGUE)]),
    ("scores of tests", "Test scores rose.", []),
    ("4K", "It has 4K output.", []),
    ("25K", "It drew 25K fans.", [("25K", 25000)]),
    ("two-for-one", "A two-for-one offer.", []),
    (
        "sure and unsure dollar",
        "It will cost US$89 to $93 million.",
        [("US$89 to $93 million", (89000000, 93000000), "USD", MONEY, RANGE)],
    ),
    ("year-like count", "About 2000 seats were sold.", [("2000", 2000, None, COUNT, ABOUT)]),
    ("vote", "It passed by a vote of 134 to 63.", [("134", 134, "vote"), ("63", 63, "vote")]),
    (
        "thousands and thousands",
        "Thousands and thousands fled.",
        [("Thousands and thousands", (2000, None), None, COUNT, VAGUE)],
    ),
    (
        "quakes",
        "Two quakes, measuring 7.6 and 7.4, hit.",
        [("Two", 2), ("7.6", 7.6, "magnitude", MEASURE), ("7.4", 7.4, "magnitude", MEASURE)],
    ),
    ("richter", "The quake measured 3.0 on the Richter scale.", [("3.0", 3, "magnitude", MEASURE)]),
    ("launch count", "It was the 19th launch of a kite this year.", [("19th", 19)]),
    ("at least one dead", "At least one person was killed.", [("one", 1, None, COUNT, AT_LEAST)]),
    ("at least one idle", "They want at least one child to sing.", []),
    ("a decade unhedged", "It is spread over a decade, in all.", []),
    ("one in a caption", "Hide caption 16 of 25 Photos", []),
]

GROUPS = {
    "digits": DIGITS,
    "words": WORDS,
    "fractions": FRACTIONS,
    "money": MONEYS,
    "units": UNITS,
    "rates": RATES,
    "ranges": RANGES,
    "moves": MOVES,
    "hedges": HEDGES,
    "vague": VAGUES,
    "ranks": RANKS,
    "nothing": NOTHINGS,
    "conversions": CONVERSIONS,
    "later": LATER,
}
ROWS = [
    pytest.param(sentence, expected, id=f"{group}: {name}")
    for group, rows in GROUPS.items()
    for name, sentence, expected in rows
]


def _row(quantity: Quantity) -> Expected:
    value: object = quantity.value
    if quantity.value is None:
        value = (quantity.low, quantity.high)
    return (
        quantity.quote,
        value,
        quantity.unit,
        quantity.kind,
        quantity.qualifier,
        quantity.change,
    )


def _full(row: Expected) -> Expected:
    defaults: Expected = ("", None, None, COUNT, EXACT, None)
    quote, value, *rest = row + defaults[len(row) :]
    if isinstance(value, float):
        value = pytest.approx(value)
    return (quote, value, *rest)


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_reads_what_is_printed(sentence: str, expected: list[Expected]) -> None:
    found = find_quantities(sentence)
    assert [_row(quantity) for quantity in found] == [_full(row) for row in expected]
    for quantity in found:
        assert sentence[quantity.start : quantity.end] == quantity.quote
        if quantity.hedge:
            assert sentence[slice(*quantity.hedge)].strip()
