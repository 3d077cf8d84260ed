"""Digits, words, fractions, vague words, nothing at all, in sentences of our own.

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
RATIO = Kind.RATIO
MEASURE = Kind.MEASUREMENT
DURATION = Kind.DURATION
ABOUT = Qualifier.ABOUT
NEARLY = Qualifier.NEARLY
AT_LEAST = Qualifier.AT_LEAST
MORE = Qualifier.MORE_THAN
VAGUE = Qualifier.VAGUE

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
    ("25K", "It drew 25K fans.", [("25K", 25000)]),
    ("two-for-one", "A two-for-one offer.", []),
    ("year-like count", "About 2000 seats were sold.", [("2000", 2000, None, COUNT, ABOUT)]),
    ("one in a caption", "Hide caption 16 of 25 Photos", []),
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
    ("at least one dead", "At least one person was killed.", [("one", 1, None, COUNT, AT_LEAST)]),
    ("at least one idle", "They want at least one child to sing.", []),
    ("a decade unhedged", "It is spread over a decade, in all.", []),
]

FRACTIONS = [
    ("half a unit wide", "The half-mile-wide rock fell.", [("half-mile", 0.5, "mile", MEASURE)]),
    ("tenth", "A tenth of the homes burned.", [("A tenth", 0.1, "fraction", RATIO)]),
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
    (
        "over half showed",
        "Of the clips, over half showed goats.",
        [("half", 0.5, "fraction", RATIO, MORE)],
    ),
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
    ("scores of", "Scores of boats left.", [("Scores", (40, None), None, COUNT, VAGUE)]),
    ("scores of tests", "Test scores rose.", []),
    (
        "thousands and thousands",
        "Thousands and thousands fled.",
        [("Thousands and thousands", (2000, None), None, COUNT, VAGUE)],
    ),
]

NOTHINGS = [
    ("no one", "No one was hurt.", [("No one", 0, "person")]),
    ("none", "None of the crew was injured.", [("None", 0)]),
    ("no injuries", "There were no injuries.", [("no injuries", 0)]),
    ("no one wants", "No one wants a new road.", []),
]

ROWS = [
    pytest.param(sentence, expected, id=name)
    for rows in (DIGITS, WORDS, FRACTIONS, VAGUES, NOTHINGS)
    for name, sentence, expected in rows
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_reads_what_is_printed(
    sentence: str, expected: list[tuple[object, ...]], reads_as: Callable[..., None]
) -> None:
    reads_as(sentence, expected)
