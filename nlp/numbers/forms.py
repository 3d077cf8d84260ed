"""Quantities that are printed without a plain numeral: ranks, streaks, multiples, nothing at all.

Each function finds its form in one folded sentence and gives ``Wording``s, in order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.numbers.numerals import PARTS
from nlp.numbers.spelled import ONES, TENS
from nlp.numbers.units import WORDS, Unit
from terms.enums import Change, Kind

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "hundredth": 100, "joint": 0,
}  # fmt: skip
_ORDINAL = (
    r"(?:[0-9]{1,3}(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)-)?(?:" + "|".join(word for word in _ORDINALS if word != "joint") + "))"
)
_SUPERLATIVE = (
    r"(?:largest|biggest|highest|lowest|smallest|worst|best|longest|shortest|oldest|youngest"
    r"|richest"
    r"|poorest|fastest|slowest|deadliest|busiest|tallest|hottest|coldest|wettest|driest|warmest"
    r"|strongest"
    r"|weakest|heaviest|greatest|deepest|safest|cheapest|dearest|latest|closest|hardest"
    r"|quickest|costliest"
    r"|happiest|fewest|newest|wealthiest|cleanest|brightest|most-[a-z]{3,12}|most|least|placed|ranked|rated|ranking)"
)
_RANKS = re.compile(
    rf"(?<![a-z0-9-])(?P<superlative>{_ORDINAL})(?P<tail>[ -]{_SUPERLATIVE})(?![a-z-])"
    r"|(?:\b(?:rank(?:s|ed|ing)?|placed?|plac(?:es|ing)|stands?|stood|sits?|sat|finish(?:ed|es"
    r"|ing)?|c[ao]m(?:e|es|ing)"
    r"|position(?:ed)?|lies|lying|rose|fell|climbed|dropped|slipped|moved|risen|slumped|rated"
    r"|is|was|are|were)"
    r"(?: (?:in|at|a|to|as|up|down|joint|equal|only|just|currently|now|from|number|no\.?"
    rf"|around|about)){{0,3}} )"
    rf"(?P<verb>{_ORDINAL}|(?<=number )[0-9]{{1,3}}|(?<=no\. )[0-9]{{1,3}}|(?<=no )[0-9]{{1,3}})"
    r"(?= (?:in|on|out of|among|amongst|of|for|place|overall|worldwide|globally|nationally"
    r"|spot|behind|position|at)\b|[.,;)]|$)"
    rf"|(?<![a-z0-9-])(?P<place>{_ORDINAL})(?= (?:place|spot|position|rank)\b(?! (?:winner|medal)))"
    rf"|(?<![a-z0-9-])(?P<table>{_ORDINAL})(?= (?:(?:in|on"
    rf"|of) the (?:[a-z'-]{{2,14}} ){{0,3}}(?:table|league|standings|ranking|rankings|list"
    r"|index|world|country|nation|chart)"
    rf"|out of [0-9a-z]|among (?:the )?[0-9a-z]))"
)
_SEEDS = re.compile(
    rf"\b(?:world|national) (?:no\.?|number) (?P<world>[0-9]{{1,3}})\b"
    rf"|\b(?:no\.?|number) (?P<numbered>[0-9]{{1,3}}) (?:seeds?|ranked)\b"
    rf"|(?<![a-z0-9-])(?P<seed>{_ORDINAL})(?= seeds?\b|-seeded\b| seeded\b)"
)
_RANKING = re.compile(r"rank|plac|finish|position|rated")
_STREAKS = re.compile(
    rf"(?<![a-z0-9-])(?P<ordinal>{_ORDINAL})(?= (?:[a-z]{{3,12}} )?(?:straight|consecutive"
    r"|successive|back-to-back|running)\b"
    rf"| (?:[a-z-]{{3,14}} ){{1,2}}(?:in a row|running|in succession|on the trot)\b"
    rf"| time (?:in|this|since|within|over|that)\b)"
)
_COUNTED = re.compile(
    r"\b(?:is|was|marks|marked|be|becomes?|became|been|it's|making it) (?:the|its|their|his"
    rf"|her|our) (?P<ordinal>{_ORDINAL})"
    r"(?= (?:such )?(?!century|anniversary|birthday|floor|hole|day|minute|hour|person|man|woman"
    r"|time|and|or|to|in|of|one|largest)"
    r"(?:[a-z'-]{2,20} ){1,3}(?:of|this|since|so far|in|by|launched|recorded|reported|test"
    r"|attack|case|death)\b)"
)
_RUNNING = re.compile(
    r"\ban? (?P<ordinal>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:[2-9]|[1-9][0-9])(?:st|nd|rd|th))(?= (?:[a-z-]{3,14} ){0,2}(?:case|death|victim"
    r"|fatality|body|infection"
    r"|arrest|suspect|person|man|woman|child|patient|casualty|passenger|firefighter|soldier"
    r"|worker|employee)s?\b)"
)
_SEASONAL = re.compile(
    rf"(?:\b(?:the|its|their|his|her|our|an?)|'s) (?P<ordinal>{_ORDINAL})"
    r"(?= (?:(?!year|month|week|day|quarter|half|hour|minute|round|race|leg|stage|set|season"
    r"|edition|game|match|anniversary|century|person|time|phase|period|installment|instalment"
    r"|episode|term|inning"
    r"|weekend|night|morning|tranche|place|part|largest"
    r"|(?:of|in|to|and|or|on|at|for|as|with|from|by|than|the|that|who|which|is|was) )[a-z-]{2,18} )"
    r"{1,3}"
    r"(?:(?:of|in|during|for) (?:the|this|that) (?:year|season|month|week|decade|century|war"
    r"|conflict|campaign|tour|summer|winter|spring|autumn|pandemic|outbreak)"
    r"|(?:so far )?this (?:year|season|month|week|decade|summer|winter|spring|autumn)"
    r"|since (?:the|last|1[0-9]{3}|20[0-9]{2}|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)|in (?:as many|the (?:last|past)|two|three|four|five|six"
    r"|seven|eight|nine|ten|[0-9]{1,2}) (?:years|months|weeks|days))\b)"
)
_MULTIPLE = re.compile(
    r"(?<![a-z0-9-])(?P<verb>doubl(?:ed|ing|es)|tripl(?:ed|ing|es)|trebl(?:ed|ing|es)"
    r"|quadrupl(?:ed|ing|es)"
    r"|quintupl(?:ed|ing|es)|halv(?:ed|ing|es|e)|(?<=to )(?:double|triple|treble|quadruple)"
    r"|(?<=will )(?:double|triple|treble|quadruple)|(?<=would )(?:double|triple|treble|quadruple)"
    r"|(?<=could )(?:double|triple|treble|quadruple)|(?<=than )(?:double|triple|treble|quadruple)"
    r"|(?<=nearly )(?:double|triple|treble|quadruple)|(?<=almost )(?:double|triple|treble"
    r"|quadruple)"
    r"|(?<=about )(?:double|triple|treble|quadruple)|(?<=roughly )(?:double|triple|treble"
    r"|quadruple)"
    r"|(?:double|triple|treble|quadruple)(?= (?:the|that|those|what|its|their|his|her|last|from"
    r"|in the|in size|by)\b))"
    r"(?! (?:down|up|over|standard|jeopardy|agent|as\b|act|life|blow|duty|check)|[- ]decker"
    r"|-digit|-)(?![a-z])"
    r"|(?<![a-z0-9-])(?P<twice>twice|thrice)(?= (?:as|the|that|those|what|its|their|his|her"
    r"|more|larger|bigger)\b)"
    r"|(?<![a-z0-9.,-])(?P<fold>[0-9]{1,4}(?:\.[0-9]{1,2})?|"
    + "|".join([*ONES, *TENS, "hundred", "thousand"])
    + r"|two-and-a-half)[ -]?fold(?![a-z])"
    r"|(?<![a-z0-9-])(?P<cut>(?:in|by) half)(?=[.,;)]| (?:by|in|since|over|to|from|after"
    r"|between|at|on|and|as|this|last|within|during)\b|$)"
)
_VERBS: dict[str, int | Decimal] = {
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "quintupl": 5,
    "halv": Decimal("0.5"),
}
_HURT = (
    r"(?:hurt|injured|killed|harmed|wounded|arrested|charged|detained|convicted|missing|trapped"
    r"|dead|aboard"
    r"|on board|inside|hospitali[sz]ed|infected|rescued|evacuated|displaced|prosecuted|jailed"
    r"|held|dismissed"
    r"|died|survived|perished|disciplined|fired|sacked|fined|indicted|found|identified|home"
    r"|in the building)"
)
_NOBODY = re.compile(
    r"(?<![a-z])(?P<body>no[ -]one|nobody|none)(?= (?:else "
    rf"|of [a-z0-9 ,'-]{{2,40}}? )?(?:(?:was|were|is|are|has been"
    r"|have been|had been|has|have|had|appeared to have been|appears to have been"
    r"|is believed to have been"
    rf"|was reported|were reported|is reported)(?: [a-z]{{2,9}}ly| yet| so far| immediately"
    rf"| reported)? )?{_HURT}\b)"
)
_NO_THINGS = re.compile(
    r"(?<![a-z-])(?P<no>(?:no|zero) (?:(?:immediate|other|new|further|serious|confirmed|major"
    r"|reported|known|additional"
    r"|more|recorded|local|civilian|apparent|life-threatening|community|significant) ){0,2}"
    r"(?:reports? of (?:any )?(?:other |serious |major |further |immediate )?)?"
    r"(?:injur(?:y|ies)|deaths?|casualt(?:y|ies)|fatalit(?:y|ies)|arrests?|survivors?|victims?"
    r"|cases|infections"
    r"|layoffs|job losses|redundancies|casualties|convictions|prosecutions))(?![a-z])"
)
_HEDGED_UNIT = re.compile(
    r"(?:about|around|nearly|almost|over|than|under|least|most|approximately|roughly|to) "
    r"(?P<unit>an? (?P<noun>"
    + "|".join(
        sorted(
            {
                word
                for word, unit in WORDS.items()
                if unit.dimension in ("time", "length", "mass", "area")
                and not word.endswith("s")
                and word.isalpha()
                and len(word) > 2
            }
            - {
                "night",
                "quarter",
                "foot",
                "second",
                "min",
                "sec",
                "day",
                "kms",
                "feet",
                "yard",
                "ton",
            },
            key=len,
            reverse=True,
        )
    )
    + r"))(?! (?:ago|earlier|later|old|in|on|end|long|before|after|cent)\b)(?![a-z-])"
)
_HALF_MORE = re.compile(r" and an? (half|quarter|third)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Wording:
    """A quantity found by its wording, in offsets of the sentence. ``unit`` as claims name it."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    unit: str | None
    change: Change | None = None
    form: str = "rank"
    measure: Unit | None = None


def ordinal_value(word: str) -> int:
    """What an ordinal counts: "45th" → 45, "twenty-third" → 23."""
    if word[0].isdigit():
        return int(re.sub(r"[^0-9]", "", word))
    ten, _, last = word.rpartition("-")
    return TENS.get(ten, 0) + _ORDINALS[last]


def ranks(folded: str) -> Iterator[Wording]:
    """ "third-largest", "ranks 45th", "9th in the table of ports", "fourth place"."""
    for found in _RANKS.finditer(folded):
        group = next(
            name for name in ("superlative", "verb", "place", "table") if found.group(name)
        )
        word = found.group(group)
        value = ordinal_value(word)
        first = value == 1 and (group != "verb" or not _RANKING.match(found.group()))
        if value < 1 or (first and group != "table"):
            continue
        start = found.start(group)
        end = found.end("tail") if group == "superlative" else found.end(group)
        yield Wording(start, end, Kind.RANK, Decimal(value), "rank")


def seeds(folded: str) -> Iterator[Wording]:
    """ "world No 38", "the No 26 seed", "the 19th seed": places in a ranking."""
    if "seed" not in folded and "world n" not in folded and " ranked" not in folded:
        return
    for found in _SEEDS.finditer(folded):
        group = next(name for name in ("world", "numbered", "seed") if found.group(name))
        value = ordinal_value(found.group(group))
        if value > 0:
            yield Wording(*found.span(group), Kind.RANK, Decimal(value), "rank")


def streaks(folded: str) -> Iterator[Wording]:
    """ "the fifth straight week", "a third case of": running counts, the ordinal as span."""
    for pattern in (_STREAKS, _RUNNING, _COUNTED, _SEASONAL):
        for found in pattern.finditer(folded):
            word = found.group("ordinal")
            value = ordinal_value(word)
            if value > 1:
                yield Wording(
                    found.start("ordinal"), found.end("ordinal"), Kind.COUNT, Decimal(value), None,
                    form="streak",
                )  # fmt: skip


def multiples(folded: str) -> Iterator[Wording]:
    """ "doubled", "twice as many", "threefold", "by half"."""
    for found in _MULTIPLE.finditer(folded):
        if found.group("verb"):
            word = found.group("verb")
            value = next(
                (Decimal(number) for stem, number in _VERBS.items() if word.startswith(stem)), None
            )
            if value is None:
                continue
            span = found.span("verb")
        elif found.group("twice"):
            value = Decimal(2 if found.group("twice") == "twice" else 3)
            span = found.span("twice")
        elif found.group("fold"):
            value = _factor(found.group("fold"))
            span = found.span()
        else:
            span = (found.end("cut") - 4, found.end("cut"))
            yield Wording(*span, Kind.RATIO, Decimal("0.5"), "fraction", form="half")
            continue
        yield Wording(*span, Kind.RATIO, value, "times", Change.MULTIPLE_OF, form="multiple")


def _factor(word: str) -> Decimal:
    if word[0].isdigit():
        return Decimal(word)
    known = {"two-and-a-half": Decimal("2.5"), "hundred": Decimal(100), "thousand": Decimal(1000)}
    return known.get(word) or Decimal(ONES.get(word) or TENS[word])


def nothings(folded: str) -> Iterator[Wording]:
    """ "no one was hurt", "none of the crew was injured", "no injuries": a count of 0."""
    if "no" not in folded and "zero" not in folded:
        return
    for found in _NOBODY.finditer(folded):
        unit = None if found.group("body") == "none" else "person"
        yield Wording(*found.span("body"), Kind.COUNT, Decimal(0), unit, form="nothing")
    for found in _NO_THINGS.finditer(folded):
        yield Wording(*found.span("no"), Kind.COUNT, Decimal(0), None, form="nothing")


def hedged_units(folded: str) -> Iterator[Wording]:
    """ "more than a decade", "about an hour and a half": one of a unit, when it is hedged."""
    for found in _HEDGED_UNIT.finditer(folded):
        noun = found.group("noun")
        unit = WORDS[noun]
        start, end = found.span("unit")
        value = Decimal(1)
        added = _HALF_MORE.match(folded, end)
        if added:
            value += Decimal(1) / PARTS[added.group(1)]
            end = added.end()
        yield Wording(start, end, unit.kind, value, unit.name, form="unit", measure=unit)
