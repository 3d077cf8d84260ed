"""Whether one number looks like a claim, judged by the words right beside it.

Years, ages behind a name, numbers that belong to names ("Section 230", "Boeing 737"), "one" that
counts nothing, scores and page numbers. Spans that own their digits are found by ``looks``.
"""

import re

from nlp.numbers.looks import Context, Look
from nlp.numbers.numerals import Form, Numeral

_NUMBERED = (
    r"section|article|chapter|courtroom|classroom|ballroom|boardroom|title|clause|page|pg"
    r"|volume|vol\.?|no\.?|nos\.?|number|figure"
    r"|fig\.?|gate|platform"
    r"|terminal|route|highway|interstate|junction|channel|level|grade|class|type|phase|stage"
    r"|step|episode|lot|unit"
    r"|apartment|apt\.?|suite|zone|zip code|version|model|rule|resolution|amendment|proposition"
    r"|prop\.?|schedule"
    r"|paragraph|para|item|question|tier|category|cat|division|district|sector|pier|formula"
    r"|windows|apollo|appendix"
    r"|annex|verse|psalm|grand prix|generation|gen|key stage|scene|reactor|runway|berth"
    r"|directive|regulation"
    r"|protocol|pillar|scope|area|exit|seeded|mile marker|kilometre marker|dept|department|form"
)
_NUMBERED_PERHAPS = (
    r"act|table|room|flight|bus|round|game|match|day|week|season|series|option|ward|part|line"
    r"|train|track|seed|top|court|building|tower|block|cell|camp|patient|victim|witness|engine|bill"
    r"|bottom|agenda|year|band|hole|group|order|layer|wave|size|car|lane|house"
)
_NAMED_BEFORE = re.compile(rf"(?:^|[^a-z0-9])(?:{_NUMBERED})s? ?#?$")
_NAMED_PERHAPS = re.compile(rf"(?:^|[^a-z0-9])(?:{_NUMBERED_PERHAPS})s? #?$")
# Where something can be counted too: "in the area 40 homes burned".
_ROOMY = re.compile(
    r"(?:area|district|division|sector|zone|scene|number|title|lot|department|dept|unit|generation"
    r"|form|channel|question|item|terminal|platform)s? ?$"
)
_INDEX_BEFORE = re.compile(
    r"(?:^|[^a-z0-9])(?:s&p|s&p/asx|ftse|nasdaq|dow|nikkei|cac|russell|stoxx|fortune|topix|asx"
    r"|csi|kospi"
    r"|s p|sp|s&amp;p|forbes|nifty|dax|smi|ibex|ta|kospi|star|msci|wilshire|inc\.?|boeing"
    r"|airbus|iphone|ipad"
    r"|xbox|playstation|windows|galaxy|apollo|soyuz|falcon|route|interstate|cop|euro|world cup"
    r"|super bowl"
    r"|wrestlemania|formula|world war|mach|catch|studio|radio|bbc|itv|channel|sky|big)[ -]$"
    r"|\bcovid[ -]{1,3}$"
)
_PLAIN_BEFORE = frozenset(
    """
    about above across after against all almost also although among an and another any
    approximately around as at because before behind below besides between but by despite during
    each even every except exactly fewer for from further had has have he her his how however i if
    in including inside into is it its just last late less like many meanwhile more most nearly
    neither next no nor not now of off on once one only or other our out outside over past per
    roughly she since so some still than that the their then there these they this those though
    through throughout to today together under until up upon was we were what when where whether
    which while who with within without yesterday you your nearby officials police overall total
    just additional an another first worldwide altogether monday tuesday wednesday thursday friday
    saturday sunday
    """.split()
)
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """.split()
)
_LAST_WORD = re.compile(r"([^\W\d_][\w&'.’-]{0,30}) ?-?$")
# "Wi-Fi 6", "iPad 4" even at the start of a sentence; "10 On Your Side".
_BRAND = re.compile(r"[A-Z][a-z]{1,12}-?[A-Z][a-z]{1,12}$|[a-z][A-Z][a-z]{2,12}$")
_TITLE_GOES_ON = re.compile(r" (?:On|Of|The|In|To|For|Your|My|With|At|By|From) [A-Z]")
# "the Delta 4 rocket", "the Big Three carmakers": a number between an article, a name and a noun.
_IN_A_NAME = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]his|[Tt]hat|'s) (?:[A-Z][\w&'.-]{0,20} ){1,2}$"
)
_GROUP_OF = re.compile(r"\b(?:Group|Gang|League) of $")
_DOES = re.compile(r" (?:did|is|was|has|does|will|can|could|would)(?:n't)?\b")
# "the Six-Day War", "the Thirty Years' War"; "7-Eleven"; a song called "99 Problems".
_TITLED_SPAN = re.compile(r"[A-Za-z0-9][ -][A-Z][a-z]+s?$")
_HYPHEN_NAME = re.compile(r"-[A-Z][a-z]{2}")
_QUOTED_NAME = re.compile(r"(?:^|[\s(])[\"“‘]$")
_PARTIES = re.compile(
    r"[A-Z][a-z]{2,20}s [0-9]{1,3},? (?:and )?(?:[A-Z][a-z]{1,20} ){1,2}[0-9]{1,3}\b"
)
_LOWER_NOUN = re.compile(
    r"[ -](?!(?:in|on|at|of|to|and|or|for|with|from|by|as|is|was|will|has|had|the|a|an|who"
    r"|which|that|to|said"
    r"|when|after|before|against|but|then|than|per|during|where|while|over|under|into|since"
    r"|until|are|were|be|have"
    r"|would|could|can|may|might|should|did|does|do|if|so|because|about|around|through|between"
    r"|without)\b)[a-z]"
)
_AIRCRAFT = re.compile(
    r"7[0-8]7s?(?:-[0-9]{1,3})?(?: (?:max|dreamliner|jets?|aircraft|planes?|airliners?"
    r"|freighters?))"
)
_PLURAL_SOON = re.compile(
    r" (?:[a-z-]{2,15} ){0,3}(?:people|children|men|women|troops|police|cattle|[a-z-]{2,20}s"
    r"|dead|others)\b"
)
_BITS = re.compile(r"-bits?\b")
_PLURAL = re.compile(r" (?:people|children|men|women|[a-z]{3,20}s)\b(?! [a-z]{3,20}s\b)")
_PEOPLE = re.compile(
    r" (?:more |other |further |additional |new )?(?:people|persons|men|women|children|workers"
    r"|soldiers"
    r"|troops|residents|jobs|homes|houses|deaths|cases|residences|employees|staff|students|members"
    r"|refugees|migrants|households|families|passengers|civilians|voters|protesters|others|feet"
    r"|ft)\b"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|from|by|until|till|during|before|after|of|for|to|the|early|late|mid|around"
    r"|circa|c\."
    r"|year|fiscal|through|and|between|spring|summer|autumn|fall|winter|season|election|its"
    r"|their|his"
    r"|this|last|next|class|vintage|fy|calendar|back|end|back in|late|anno) ?\(?$|[(,'‘’-] ?$"
)
_OLD_YEAR = re.compile(r"(?:\b(?:the|its|their|his|her|an?|that|this)|'s) $")
_AGE_BEFORE = re.compile(r"[A-Z][\w'’.-]{0,25},? (?:(?:Jr|Sr|III?)\.?, )?$")
_AGE_AFTER = re.compile(
    r"(?:,|\.|\)|;|$)(?! (?:[0-9]))| ?\)| [–—-] "
    r"|,? (?:of|from|who|was|is|said|told|died|and (?:his|her))\b"
)
_SHE_IS = re.compile(
    r"\b(?:he|she|who|i|i'm|he's|she's|you're|you are)(?: (?:was|is|will be|turned|turns|would be"
    r"|had been))?(?: just| only| now)? $"
)
_SHE_IS_AFTER = re.compile(
    r"[.,;)]|$| (?:when|by|at the time|on|and|in|last|this|next|but|years old)\b"
)
_AGED_PERSON = re.compile(r"(?<!\ball)(?<!\bthose)(?<!\bthem)(?<!\btotal)(?<!s)(?<!\bthis), $")
_ALSO = re.compile(r"(?<=, )(?:also|now|then|just|only) $")
_PERSON_GOES_ON = re.compile(
    r", (?:who|was|is|has|had|from|of|said|told|died|faces|faced|pleaded|appeared|admitted"
    r"|suffered|went)\b"
)
_ONE_OF = re.compile(
    r"(?:-| )(?:of|another|day|thing|way|time|side|hand|point|such|more time|wonders|reason"
    r"|to one|off|by one"
    r"|that|who|which|can|could|might|would|may|should|must|has to|in which|on one|up|another's"
    r"|where|thing"
    r"|example|instance|area|step|option|possibility|possible|explanation|factor|night|morning"
    r"|evening"
    r"|afternoon|moment|else|form|aspect|case|another|theory|idea)(?![a-z])"
)
_ONE_BEFORE = re.compile(
    r"(?:\b(?:no|any|every|each|some|this|that|which|the|another|only|a|number|not|square|day"
    r"|phase|the other"
    r"|are|is|was|be|as|like|for|it|than|the first|first|last|new|old|big|good|bad|long|easy"
    r"|tough|different"
    r"|same|hard|tricky|important|key|major|loved|for|on|as|become|little|young|right|wrong"
    r"|other|next"
    r"|plan|act|game|part|grade|stage|volume|chapter|season|level|tier|league|formula|air force"
    r"|channel|bbc) |-)$"
)
_COUNTED_ONE = re.compile(
    r"(?: (?:more|other|additional|further|new|young|elderly|unidentified|[a-z]{3,12}))?"
    r" (?:persons?|people|man|woman|child|boy|girl|baby|teenager|teen|victims?|civilian"
    r"|protester|officer"
    r"|policeman|police officer|soldier|firefighter|passenger|driver|worker|student|pedestrian"
    r"|patient"
    r"|fatality|death|dead|killed|injured|wounded|hurt|missing|arrested|case|casualty|suspect"
    r"|survivor"
    r"|injury|arrest|other|others|fatally|critically|seriously|died|dies)(?![a-z])"
)
# "one man, 83, said": a determiner, unless something was done to him.
_ONE_PERSON = re.compile(r"\b(?:man|woman|boy|girl|driver|worker|student|passenger|officer)$")
_KILLED_ONE = re.compile(
    r"\b(?:kill(?:s|ed|ing)|injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurting|left|leaving|leaves"
    r"|least|including) $"
)
_UNIT_WORDS = re.compile(
    r"[ -](?:million|billion|thousand|hundred|dozen|percent|per cent|percentage|euro|dollar"
    r"|pound|mile"
    r"|kilomet|met(?:er|re)|inch|foot|acre|hectare|litre|liter|gallon|kilo|gram|tonne|ton\b"
    r"|year|month|week"
    r"|day|hour|minute|second)"
)
_ZERO_BEFORE = re.compile(
    r"\b(?:net|ground|sub|absolute|patient|day|near|below|above|to|from|year|at)[ -]$"
)
_ZERO_AFTER = re.compile(
    r"[ -](?:tolerance|sum|emission|carbon|in\b|hour|gravity|waste|covid|day|rated|trust)"
)
_HEDGED = (
    r"(?:(?:about|around|nearly|almost|over|more than|at least|roughly|some|approximately"
    r"|just over) )?"
)
_WINDOW_AFTER = re.compile(
    r" (?:ago|later|from now|hence|previously|afterwards|prior|and counting|since)\b"
    r"|'s? time\b| on(?=[,.])| (?:after|before) [a-z]+(?=[,.;]|$)"
    r"| into (?:his|her|its|their|the|a|an)\b"
    r"| (?:after|before) (?:the|a|an|his|her|its|their|he|she|it|they|we|i|that|being|[a-z]+ing"
    r"|[a-z]+ (?:was|were|had|gave|took|began|came|left|died|won|lost)"
    r"|[a-z]+ (?:[a-z]+ )?[a-z]+ed)\b"
    r"|(?<=[a-z]) earlier(?! than)(?=[.,;)]|$| (?:in|on|at|when|and|by|the|he|she|it|they|this)\b)"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
# "waited three days before the ferry came": the length itself is told.
_LASTED = re.compile(
    r"\b(?:for|lasted|lasting|lasts|waited|waits|took|takes|taking|spent|spend|spends|served|serve"
    r"|worked|lived|ran|another|needs?|needed|stayed|held|kept|survived|were|was|is|within|in)"
    rf" {_HEDGED}(?:only |just |a |another |a further )?$"
)
# "on 3 May, nine days before the vote": the length is what is told.
_ASIDE = re.compile(rf"[—–,(] ?{_HEDGED}(?:just |only )?$")
_WINDOW_TO = re.compile(
    r" (?:to|ended|ending|through|up to)(?: the)?(?: (?:end|start|close) of)?(?: on)?"
    r"(?: last| this)?"
    rf" (?:[0-9]{{1,2}} )?(?:{_MONTH}|(?:1[89]|20)[0-9]{{2}}\b)"
)
# "raised $40 in three weeks": the time that another figure took; to finish in it is a feat.
_WINDOW_IN = re.compile(rf"\b(?:in|inside|within) {_HEDGED}(?:just |only |a mere )?$")
_FIGURE = re.compile(r"[0-9]|\b(?:doubled|tripled|dozens|hundreds|thousands|millions)\b")
_FEAT = re.compile(
    r"\b(?:finish|complet|cover|cross|travel|built|build|climb|swam|swim|sail|ran|run|race|record"
    r"|flew|fly|reach|won|lap|cook|put out|contained)"
)
_WINDOW_BEFORE = re.compile(
    r"(?:\b(?:past|next|previous|coming|preceding|ensuing|intervening)|(?:\b(?:the|these|those"
    r"|his|her|its|their|our|my"
    r"|in|over|for|within|during|and|of|every)|'s) (?:last|first|final|opening|closing|following"
    r"|recent|initial|early"
    rf"|latter|other)) {_HEDGED}(?:[a-z]{{3,12}} )?$"
)
# "will be back in three weeks."
_AHEAD = re.compile(r"\b(?:will|would|is due|are due|expected|shall|going to|returns?)\b|'ll\b")
_STOP = re.compile(r"[.,;)]|$")
_SUPERLATIVE_WINDOW = re.compile(
    r"(?:\bfirst\b|[a-z]est\b|\b(?:most|least|worst|best|fewest|record|unseen"
    r"|(?:second|third|fourth|fifth) (?:such )?[a-z]{3,20})\b)[^.;,:0-9]{0,40} "
    rf"(?:in|for|of|within|since) (?:the )?{_HEDGED}$"
)
_SHORT = frozenset({"second", "minute", "millisecond"})
_CASUALTY = re.compile(
    r"\b(?:kill|injur|wound|hurt|dead|died?\b|dies|death|arrest|missing|trapped|shot|stabb"
    r"|detain|infect"
    r"|hospital|rescu|fatal|casualt|displac|evacuat|charged|feared|drown|taken|confirmed|brought)"
)
_SIZED = re.compile(
    r"\b(?:about|around|nearly|almost|over|more than|less than|fewer than|at least|up to|some"
    r"|roughly"
    r"|approximately|as many as|another|additional|total of|estimated|all|these|those) $"
)
_LINKED = re.compile(r"-(?:for|on|by)-(?:[0-9]|one|two|three|four)|x[0-9](?![0-9])")
_LINKED_BEFORE = re.compile(r"(?:[0-9]|one|two|three|four)-(?:for|on|by)-$|(?<![0-9])[0-9]x$")
_AGAIN = re.compile(r"\b(?:the|these|those) (?:earlier|other|former|latter|same|said) $")
_SOME_DAY = re.compile(r"one (?:day|night|week|month|year)\b")
_OPENS = re.compile(
    r"(?:^|[,;:\"“] ?|\b(?:and|but|then|that|until|hopes?|perhaps|maybe|may|might) )$"
)
_EVERY = re.compile(rf"\b(?:every|each|per) {_HEDGED}$")


def look(
    context: Context, numeral: Numeral, start: int, end: int, *, bare: bool, span: str | None = None
) -> Look | None:
    """Why a number is no claim, judged by what stands beside it; ``None`` when nothing says so.

    ``start`` and ``end`` bound the number with its currency and unit; ``bare`` says that it has
    neither those nor a scale word; ``span`` is the unit of a length of time.
    """
    folded = context.folded
    left = folded[max(0, start - 32) : start]
    if span is not None:
        if not context.titled and _TITLED_SPAN.search(context.tidied, start, end):
            return Look.NAME
        if _SOME_DAY.match(folded, start) and _OPENS.search(left):
            return Look.ONE
        return window(context, start, end, span)
    if not bare:
        return None
    if _LINKED.match(folded, end) or _LINKED_BEFORE.search(left):
        return Look.NAME
    if (
        numeral.form is Form.WORDS
        and numeral.value == 1
        and folded.startswith("one", numeral.start)
    ):
        return _one(context, start, end, left)
    if numeral.value == 0 and numeral.form is Form.WORDS:
        titled = context.tidied[end + 1 : end + 2].isupper() and not context.titled
        if titled or _ZERO_BEFORE.search(left) or _ZERO_AFTER.match(folded, end):
            return Look.NAME
        return None
    if numeral.form not in (Form.DIGITS, Form.WORDS) or numeral.places:
        return None
    if numeral.form is Form.WORDS:
        if _AGAIN.search(left) and not _LOWER_NOUN.match(folded, end):
            return Look.ONE
        if _NAMED_BEFORE.search(left) or _NAMED_PERHAPS.search(left):
            return None if _LOWER_NOUN.match(folded, end) else Look.NAME
        if _titled_word(context, numeral, end):
            return Look.NAME
        return _age(context, numeral, start, end)
    if not numeral.grouped:
        if _is_year(context, numeral, end, left):
            return Look.YEAR
        named = _named(context, numeral, start, end, left)
        if named:
            return named
    return _age(context, numeral, start, end)


def window(context: Context, start: int, end: int, unit: str) -> Look | None:
    """ "the past six months", "five years ago", "the highest in 12 years": a place in time."""
    folded = context.folded
    left = folded[max(0, start - 70) : start]
    if (found := _WINDOW_AFTER.match(folded, end)) is not None:
        placed = found.group().startswith((" after", " before"))
        if placed and (_LASTED.search(left) or _ASIDE.search(left)):
            return None
        return Look.PERIOD
    if _WINDOW_BEFORE.search(left):
        return Look.PERIOD
    if unit in _SHORT:
        return Look.FREQUENCY if _EVERY.search(left) else None
    if _SUPERLATIVE_WINDOW.search(left):
        return Look.PERIOD
    if _WINDOW_TO.match(folded, end) and not left.endswith("for "):
        return Look.PERIOD
    if _WINDOW_IN.search(left):
        clause = re.split(r"[.;:,]\s", left)[-1]
        told = _FIGURE.search(clause) or (_AHEAD.search(clause) and _STOP.match(folded, end))
        if told and _FEAT.search(clause) is None:
            return Look.PERIOD
    if _EVERY.search(left):
        return Look.FREQUENCY
    return None


def _is_year(context: Context, numeral: Numeral, end: int, left: str) -> bool:
    if numeral.end - numeral.start != 4 or numeral.value is None:
        return False
    year = int(numeral.value)
    folded = context.folded
    if not 1000 <= year <= 2199:
        return False
    if _PEOPLE.match(folded, end):
        return False
    if 1900 <= year <= 2100:
        return not (_PLURAL.match(folded, end) and _counts_years(year, left))
    if _OLD_YEAR.search(left) and year > 1700 and year % 100 and not _PLURAL.match(folded, end):
        return True
    if _YEAR_BEFORE.search(left) is None:
        return False
    return _LOWER_NOUN.match(folded, end) is None


def _counts_years(year: int, left: str) -> bool:
    """ "about 2000 seats", "over 1950 seats", "2000 seats": a count in spite of its size."""
    if _SIZED.search(left):
        return True
    return year % 100 == 0 and _YEAR_BEFORE.search(left) is None and bool(left)


def _named(context: Context, numeral: Numeral, start: int, end: int, left: str) -> Look | None:
    folded, tidied = context.folded, context.tidied
    if _INDEX_BEFORE.search(left):
        return Look.NAME
    counted = _LOWER_NOUN.match(folded, end) and not tidied[end + 1 : end + 2].isupper()
    plural = counted and _PLURAL_SOON.match(folded, end)
    if _BITS.match(folded, end):
        return Look.NAME
    if _AIRCRAFT.match(folded, numeral.start):
        return Look.NAME
    if _NAMED_BEFORE.search(left):
        counted_there = _ROOMY.search(left) and _PLURAL.match(folded, end)
        return None if counted_there else Look.NAME
    quoted = _QUOTED_NAME.search(tidied[max(0, start - 2) : start]) and tidied[end + 1 : end + 2]
    if not context.titled and (_HYPHEN_NAME.match(tidied, end) or (quoted and quoted.isupper())):
        return Look.NAME
    perhaps = _NAMED_PERHAPS.search(left)
    if perhaps and not plural:
        return Look.NAME
    before = tidied[max(0, start - 48) : start]
    if not context.titled:
        capital = (
            perhaps is not None and before[perhaps.start() - len(left) :].lstrip()[:1].isupper()
        )
        inside = _IN_A_NAME.search(before) and not _PEOPLE.match(folded, end)
        if capital or inside or _GROUP_OF.search(before):
            return Look.NAME
    word = _LAST_WORD.search(tidied[max(0, start - 32) : start])
    if not context.titled and _TITLE_GOES_ON.match(tidied, end):
        return Look.NAME
    if word is None or not word.group(1)[0].isupper() or context.titled:
        return None
    at = max(0, start - 32) + word.start()
    if at == 0 and _BRAND.match(word.group(1)) and not counted:
        return Look.NAME
    lowered = word.group(1).lower().rstrip(".")
    if lowered in _PLAIN_BEFORE or lowered in _MONTHS:
        return None
    if at == 0:
        return Look.NAME if _DOES.match(folded, end) else None
    if word.group(1).endswith(("'s", "’s")) or plural:
        return None
    if lowered.endswith("s") and _PARTIES.search(tidied):
        return None  # "Republicans 52, Democrats 48"
    return Look.NAME


def _titled_word(context: Context, numeral: Numeral, end: int) -> bool:
    """ "the Big Ten", "the Gang of Eight": a number word with a capital inside a sentence."""
    tidied = context.tidied
    if context.titled or not tidied[numeral.start].isupper():
        return False
    if _QUOTED_NAME.search(tidied[max(0, numeral.start - 2) : numeral.start]):
        return tidied[end + 1 : end + 2].isupper()
    before = tidied[max(0, numeral.start - 48) : numeral.start]
    if _IN_A_NAME.search(before) or _GROUP_OF.search(before):
        return True
    if re.search(r"[^\W\d_],? $", before) is None:
        return False
    return _PLURAL_SOON.match(context.folded, end) is None


def _one(context: Context, start: int, end: int, left: str) -> Look | None:
    """ "one" is read where it counts people or cases; elsewhere it points or generalises."""
    folded = context.folded
    if folded.startswith("-", end) or (left.endswith("-") and not left.endswith(" -")):
        return None if _UNIT_WORDS.match(folded, end) else Look.ONE
    if left.endswith("in ") and re.compile(r" (?:case|instance)\b").match(folded, end):
        return Look.ONE
    if left.endswith("at least ") and not _CASUALTY.search(folded[max(0, start - 60) : end + 60]):
        return Look.ONE
    counted = _COUNTED_ONE.match(folded, end)
    if counted and not re.search(r"\b(?:no|any|every|each|the) $", left):
        person = _ONE_PERSON.search(counted.group())
        near = folded[max(0, start - 60) : end + 80]
        return Look.ONE if person and _CASUALTY.search(near) is None else None
    if _KILLED_ONE.search(left) and _ONE_OF.match(folded, end) is None:
        return None
    return Look.ONE


def _age(context: Context, numeral: Numeral, start: int, end: int) -> Look | None:
    """ ", 44," behind a capitalised name; "he will be 35"."""
    if numeral.value is None or not 0 < numeral.value < 115 or numeral.places or numeral.scale > 1:
        return None
    said = _SHE_IS.search(context.folded[max(0, start - 24) : start])
    if said and _SHE_IS_AFTER.match(context.folded, end):
        return Look.AGE
    also = _ALSO.search(context.folded[max(0, start - 8) : start])
    start = start - len(also.group()) if also else start
    if context.folded[start - 2 : start] != ", " or _AGE_AFTER.match(context.folded, end) is None:
        return None
    before = _AGE_BEFORE.search(context.tidied[max(0, start - 40) : start])
    if before is None:
        aged = _AGED_PERSON.search(context.folded[max(0, start - 20) : start])
        return Look.AGE if aged and _PERSON_GOES_ON.match(context.folded, end) else None
    name = before.group().split(",")[0].lower().rstrip(".")
    return None if name in _MONTHS or name in _PLAIN_BEFORE else Look.AGE
