"""Numbers that are no claims by their looks: dates, clock times, names, scores, ages and the like.

``taken`` finds spans that own their digits (a date, an address); ``look`` judges one number by
the words beside it. Both see one sentence and nothing around it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """Why a number is not read as a claim."""

    ADDRESS = "address"
    AGE = "age"
    CLOCK = "clock time"
    CODE = "code"
    DATE = "date"
    FREQUENCY = "frequency"
    LINK = "link"
    NAME = "name"
    NUMBERING = "numbering"
    ONE = "one"
    ORDINAL = "ordinal"
    PERIOD = "period"
    PHONE = "phone"
    SCORE = "score"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Taken:
    """A span whose numbers are no claims, and why."""

    start: int
    end: int
    look: Look


_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|jun\.|july?|jul\."
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
_RECENT = r"(?:1[89]|20)[0-9]{2}"
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six"
    r"|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:one|two|three|four|five|six|seven"
    r"|eight|nine))?)"
)
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|boulevard|blvd|court|ct|close|crescent"
    r"|square|terrace|place|row|parkway|plaza|highway|hwy|mews|quay|hill|gardens|grove|broadway)"
)
_DATES = [
    # July 4, Nov. 9-12, March 3 and 9, 2024
    rf"\b{_MONTH},? {_DAY}(?![0-9a-z:]|[.,][0-9]| ?(?:%|percent|per cent|million|billion|people))"
    rf"(?:(?: ?[-–] ?| to | and | or | through |, | & )(?:{_MONTH} )?{_DAY}"
    rf"(?![0-9a-z:]|,[0-9]{{3}}|\.[0-9]| (?!{_MONTH}|at|and|in|as|to|from|with|for|after|by|of"
    r"|when|on|was|is|were|before|the|a)[a-z])"
    rf"){{0,3}}(?:,? {_YEAR}\b)?",
    # 4 July, the 4th of July 2019, 6-8 June
    rf"(?<![0-9.,:$£€])(?:{_DAY}(?: ?[-–] ?| to | and | or | & )){{0,2}}{_DAY}(?: of)?[ -]{_MONTH}"
    rf"(?![a-z])(?:,? {_YEAR}\b)?",
    rf"\b{_MONTH},? (?:of )?{_YEAR}\b(?! (?:people|workers|dead))",
    r"(?<![0-9./])[0-9]{4}[-/.][01]?[0-9][-/.][0-3]?[0-9](?:t[0-9:.]{4,15}z?)?(?![0-9/])",
    r"(?<![0-9./])[0-3]?[0-9]( ?[-/.] ?)[0-3]?[0-9]\1(?:[0-9]{4}|[0-9]{2})(?![0-9/])",
    r"\b9/11\b|\b7/7\b",
    rf"\b{_WEEKDAY}(?:,? the)? [0-3]?[0-9](?:st|nd|rd|th)\b",
]
_YEARS = [
    # 2022-23, 2019/20, 1914–18, 2010 to 2015, 1990s, mid-90s, '68, FY24
    rf"(?<![0-9.,$£€]){_RECENT} ?[-–/] ?(?:{_RECENT}|[0-9]{{2}})(?![0-9%]|[.,][0-9])"
    r"(?! ?(?:percent|per cent|people|km|miles|metres|meters))",
    rf"\bbetween {_YEAR} and {_YEAR}(?![0-9,.]*[0-9])",
    rf"\bfrom {_YEAR} (?:to|until|through) {_YEAR}(?![0-9,.]*[0-9])",
    r"(?<![0-9])(?:1[0-9]|20)[0-9]0'?s\b|(?<![a-z0-9.,$£€])'?[2-9]0'?s\b",
    r"(?<![a-z0-9'])'[0-9]{2}\b(?!'| [a-z]{3,20}s\b)",
    r"\bfy ?'?[0-9]{2,4}\b|\b(?:q[1-4]|h[12]|[1-4]q)(?: ?(?:of )?'?[0-9]{2,4})?\b",
    r"\b(?:nineteen|eighteen|seventeen|twenty)[- ](?:ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred(?! (?:and|people|[a-z]+s\b)))(?:[- ](?:one|two|three|four|five|six|seven|eight"
    r"|nine))?\b"
    r"(?! (?:thousand|hundred|million|billion))",
    rf"(?<![0-9]){_YEAR} ?(?:ad|bc|bce|ce)\b|\b(?:ad|bc) {_YEAR}\b"
    rf"|(?<![0-9.,])[0-9]{{1,4}} ?(?:bc|bce|ce)\b",
]
_CLOCKS = [
    r"(?<![0-9.,:$£€])(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?(?: ?(?:-|–|to"
    r"|and) ?(?:[01]?[0-9]|2[0-4])"
    r"(?:[:.][0-5][0-9])?)? ?(?:a\.?m|p\.?m)\b\.?",
    r"(?<![0-9.,:/])[0-9]{1,3}(?:: ?[0-5][0-9]){1,2}(?:[.,][0-9]{1,3})?(?![0-9:])"
    r"(?: ?(?:-|–|to|and) ?[0-9]{1,2}:[0-5][0-9])?",
    r"(?<![0-9.,])(?:[01][0-9]|2[0-4])[0-5][0-9] ?(?:gmt|utc|hours|hrs|h|bst|cet|local time|est"
    r"|edt|ist)\b",
    r"\b(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?o'? ?clock",
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:a\.?m|p\.?m)\b",
    r"(?<![0-9.,:$£€])(?:[01]?[0-9]|2[0-3])\.[0-5][0-9] ?(?:gmt|utc|hrs|bst|cet|local time|est"
    r"|edt|ist)\b",
    # at 6.10 and no price: see ``_stands``
    r"\b(?:at|(?:shortly|just|soon) (?:after|before))(?: about| around)?"
    r" (?:[01]?[0-9]|2[0-3])\.[0-5][0-9](?=[.,;)]? |[.,;)]?$)",
    r"\b(?:opens?|opened|clos(?:e|es|ed)|starts?|started|beg[ia]ns?|began|ends?|ended) at"
    r" (?:[1-9]|1[0-2])(?=[.,;)]? (?:on|and|in the|today|tonight|every|each)\b|[.,;)]?$)",
    r"\bat half (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    r"\b(?:quarter (?:past|to)|(?:half|five|ten|twenty) past) (?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|[0-9]{1,2})\b(?! (?:million|billion|percent|per cent))",
]
_CALIBRE = (
    r"(?:mm|millimet(?:er|re)|calib(?:er|re))[- ](?:semi-?automatic |automatic |assault |machine )?"
    r"(?:pistol|handgun|gun|rifle|weapon|ammunition|ammo|round|bullet|shell|cartridge|glock"
    r"|cannon|howitzer|mortar|revolver)s?\b"
)
_CODES = [
    # phone numbers
    r"(?<![0-9])\+[0-9]{1,3}[ -]?\(?[0-9][0-9() -]{5,18}[0-9]",
    r"(?<![0-9])\(?0[0-9]{2,5}\)?[ -][0-9]{2,4}[ -]?[0-9]{2,6}(?: [0-9]{2,4})?(?![0-9])",
    r"(?<![0-9])(?:1[ -])?\(?[2-9][0-9]{2}\)?[ -][0-9]{3}-[0-9]{4}(?![0-9])",
    r"(?<![0-9,.-])[2-9][0-9]{2}-[0-9]{4}(?![0-9-])",
    r"\b(?:call|dial|phone|ring|text|tel|telephone|hotline|helpline)\b[^.;0-9\n]{0,30}?"
    r"(?:\bon|\bat|:|number|line|call|dial|phone|text) ?[0-9][0-9 -]{3,16}[0-9](?![0-9%]"
    r"|[.,][0-9])",
    r"\b(?:call(?:s|ed|ing)?|dial(?:l?ed|l?ing)?|rang|phon(?:ed|ing)) (?:911|999|112|000|111"
    r"|101|988)\b",
    r"\b(?:911|999|112|988) (?:call|dispatch|operator|emergency)",
    # rooms with a letter, chips by the size of their parts
    r"\b(?:(?:court|class|show|bath)?room|gate|ward|bay|berth|block|flat|apartment|suite|unit"
    r"|studio"
    r"|hall|cell|lane|platform|pier|booth|locker|seat|row|apt\.|building|route|highway)"
    r" [0-9]{1,4}[a-z]\b(?![-'])",
    r"(?<![0-9.,])[0-9]{1,2}(?:\.[0-9])?[ -]?(?:nm|nanomet(?:er|re)s?)[ -](?:process|chip|node"
    r"|technolog|semiconductor|transistor|lithograph|production|generation|class"
    r"|silicon)[a-z]{0,7}\b",
    # versions, addresses of machines, dotted sections
    r"(?<![0-9.,])[0-9]{1,4}(?:\.[0-9]{1,4}){2,6}(?![0-9])(?<![0-9]\.[0-9]{3}\.[0-9]{3})",
    r"(?<![a-z0-9])v ?[0-9]{1,3}(?:\.[0-9]{1,4}){0,3}(?![0-9a-z])",
    r"(?<![0-9])[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])",
    r"(?<![0-9])[1-9][0-9]{2,4} ?[x*×] ?[1-9][0-9]{2,4}(?![0-9])(?! ?(?:m|ft|cm|mm|feet|met))",
    r"\b(?:registration|reference|case|docket|serial|licen[cs]e|badge|invoice|order|tracking"
    r"|account|passport|lot)"
    r" (?:number|no\.?|#)(?: is| was)?[: ]{1,2}[0-9][0-9./-]{0,20}",
    r"\b(?:post ?code|zip(?: code)?|area code|pin(?: code)?|dial(?:ling)? code)(?: is)?"
    r" [0-9]{3,6}\b",
    r"\b(?:9-to-5|nine-to-five|fifty-fifty)\b",
    r"(?<![0-9,.])[0-9]{12,40}(?![0-9])",
    r"(?<![0-9])0[0-9]{1,3}[ -][0-9]{3,4}[ -][0-9]{3,4}",
    r"(?<![0-9/.])24/7(?![0-9/])|\b(?:50|60|70|80|90)/(?:50|40|30|20|10)\b|\b20/20\b",
    r"\b(?:isbn|issn|doi|rfc|iso|cve)[ :-]{1,2}[0-9][0-9.x-]{1,20}",
    r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{1,6})?° ?[0-9]{0,2}'? ?[nsew]\b",
    r"(?<![a-z0-9])#[0-9a-z_]{1,40}|(?<![a-z0-9])@[a-z0-9_]{1,40}",
    # what a bank note or a coin is called
    r"[$£€] ?(?:1|2|5|10|20|50|100|200|500)[ -](?:bills?|notes?|banknotes?|coins?)\b"
    r"(?! (?:for|from))",
    r"(?<![0-9.,-])[234]-?d\b|\b40[13] ?\([kb]\)|\b401ks?\b",
    r"(?<![0-9/])[0-9]{1,4}/0[0-9]{1,5}(?![0-9/])",
    # laws and judgments as lawyers quote them
    r"§{1,2} ?[0-9][0-9a-z.()-]{0,20}|(?<![0-9.,])[0-9]{1,3} (?:u\.?s\.?c\b\.?|c\.?f\.?r\b\.?"
    r"|u\.s\. code|f\.[23]d|f\. supp|u\.s\.(?= [0-9]))(?: ?§{0,2} ?[0-9][0-9a-z.()-]{0,20})?",
    # places on the map, runways, conferences, calibres, events of athletes
    r"(?<![0-9.,])[0-9]{1,3}\.[0-9]{1,6} ?[nsew],? (?:and )?[0-9]{1,3}\.[0-9]{1,6} ?[nsew]\b",
    r"\brunway [0-9]{1,2}[lrc]?\b|\bcop ?[23][0-9](?![0-9]|[,.][0-9]| (?:million|billion))",
    rf"(?<![0-9,])[0-9.]{{1,5}}[- ]?{_CALIBRE}",
    r"(?<![0-9.,])(?:[0-9]x)?[0-9]{2,5}[- ]?(?:m|met(?:er|re)s?|yards?|km)[- ](?:hurdles|freestyle"
    r"|relay|final|sprint|backstroke|breaststroke|butterfly|medley|steeplechase|title)\b",
]
_LINKS = [
    r"https?://[^\s<>\"]{1,300}",
    r"\bwww\.[^\s<>\"]{1,200}",
    r"[a-z0-9._-]{1,40}@[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,20}){1,4}",
    r"(?<![a-z0-9@.-])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\.(?:com|org|net|gov|edu|io|co\.uk"
    r"|info)(?:/[^\s<>\"]{0,200})?(?![a-z0-9])",
    r"\bpic\.twitter\.com/[a-z0-9]{1,20}",
]
_NUMBERINGS = [
    r"^[ ]{0,8}\(?[0-9]{1,2}[.)](?= |$)(?! ?(?:%|percent))",
    r"(?<![a-z0-9])\([0-9]{1,2}\)(?= [a-z])",
    r"(?<=[a-z%])\.? \([0-9]{1,3}(?:(?:, ?|[–-])[0-9]{1,3}){0,8}\)(?=[.,;]|$)",
    r"\b(?:photo|image|slide|picture|video|part|episode|chapter|page|figure|table|gallery"
    r"|step|caption)s?:? "
    r"[0-9]{1,3} (?:of|/) [0-9]{1,3}\b",
    r"\b[0-9]{1,3} (?:of|/) [0-9]{1,3} (?:photos?|images?|slides?|pictures?|videos?)\b",
    r"\[[0-9]{1,3}\]",
    r"^[ ]{0,8}[0-9]{1,3} ?/ ?[0-9]{1,3}[ ]{0,8}$",
    # 3/12 The quay: a picture of a gallery, or a post of a row
    r"(?<![0-9/.,$£€-])[0-9]{1,2}/[0-9]{1,3}(?= [\"“']?[a-z])",
]
_SET = r"[0-9]{1,2}[-–][0-9]{1,2}(?: ?\([0-9]{1,2}(?:[-–][0-9]{1,2})?\))?"
_SIDE = r"[a-z][a-z.'&-]{1,20}(?: [a-z.'&-]{2,20}){0,2}"
_SCORES = [
    # 2-1, 6-4, 89–89 that is no range: see ``score``
    r"(?<![0-9.,$£€/-])[0-9]{1,3}(?:[-–][0-9]{1,2}){2,4}(?![0-9%])(?![-–][0-9])",
    r"\b(?:love|nil)[-–][0-9]{1,2}\b|\b[0-9]{1,2}[-–](?:nil|love|all)\b",
    # the sets of a match, one behind the other
    rf"(?<![0-9.,$£€/-]){_SET}(?:,? and |, ){_SET}(?:(?:,? and |, ){_SET}){{0,3}}"
    r"(?![0-9%.]|[ -]?(?:%|percent|per cent|[a-z]{2,20}s\b)|(?:,? and |, )[0-9])",
    # Harbour Town 5, Quarry 2: ...
    rf"(?<![a-z0-9'-]){_SIDE} [0-9]{{1,3}}, {_SIDE} [0-9]{{1,3}}(?=[.:;)]|$| \()",
]
_ADDRESSES = [
    rf"(?<![0-9.,$£€])[0-9]{{1,5}}(?:[-–/][0-9]{{1,5}})?[a-d]?,? (?:(?:[nsew]|north|south|east"
    rf"|west)\.? )?(?:(?!(?:at|in|on|of|the|and|to|from|near|by)\b)(?:[a-z][a-z'.-]{{1,19}}"
    rf"|[0-9]{{1,3}}(?:st|nd|rd|th)) ){{1,3}}{_STREET}\b",
    r"(?<![0-9.,$£€])[0-9]{1,4},? (?:ave|avenue|rue|via|calle|rua|boulevard|place|quai"
    r"|piazza) [a-z]{3,20}",
    r"\bp\.?o\.? box [0-9]{1,6}",
    r"\b[a-z]{2} [0-9]{5}(?:-[0-9]{4})?\b",
    r"\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b",
    r"\b[0-9]{5} (?=zip)",
]
_AGES = [
    rf"(?<![0-9.,])(?:[0-9]{{1,3}}|{_NUMBER_WORD})(?: ?[-–] ?| to | or | and )?(?:[0-9]{{1,3}})?"
    r"[- ]?(?:years?|yrs?|y)(?:[- ]olds?|/o|-o)\b",
    r"\b(?:[0-9]{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)[- ](?:years?|months?|weeks?|days?"
    r"|hours?)[- ]olds?\b",
    r"\bag(?:ed?|es|ing)(?: of| about| around| just| only| between| from| under| over| up to"
    rf"| group| groups| range){{0,2}} (?:[0-9]{{1,3}}|{_NUMBER_WORD})(?![0-9,.]*[0-9]| ?%)"
    r"(?:(?: ?[-–] ?| to | and (?:over |above |under )?| or (?:over |above |under )?|, )[0-9]{1,3}"
    r"(?![0-9,.]*[0-9]| ?%)){0,6}(?:\+|\b)"
    rf"(?: (?:and|to|or) {_NUMBER_WORD}(?=[.,;:)]|$| respectively))?",
    rf"\bat (?:[1-9][0-9]?|{_NUMBER_WORD})(?=,? (?:he|she|i)\b)",
    rf"\b(?:boy|girl|man|woman|child|lad|youth) of (?:[1-9][0-9]?|{_NUMBER_WORD})\b(?![.,][0-9])",
    r"\b(?:died|dies|passed away|dead) (?:[a-z]+ )?at (?:just |only |about )?"
    r"(?:[1-9][0-9]|1[01][0-9])"
    r"(?= (?:in|on|from|after|last|this|and|of)\b|[.,;]|$)",
    r"(?<![0-9.,])[1-9][0-9]?(?: years)? (?:or|and) (?:older|younger|over|under|above|up)\b"
    r"(?! (?:the|a|an|to)\b)",
    rf"\b(?:sister|brother|son|daughter|wife|husband|mother|father|cousin|nephew|niece|grandson"
    rf"|granddaughter|boy|girl|twins), (?:[1-9][0-9]?|{_NUMBER_WORD})(?=,|\))",
    r"\b(?:in|into|hit|to) (?:his|her|their|my|your|our) (?:early |mid |late |mid-|early-|late-)?"
    r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|teens|[2-9]0s)\b",
    r"\b(?:people|persons|children|kids|those|anyone|boys|girls|adults|men|women|teenagers"
    r"|citizens|voters)"
    r" (?:who (?:are|were) )?(?:under|over|above|below|older than|younger than)(?: the age of)?"
    rf" (?:[0-9]{{1,2}}|{_NUMBER_WORD})(?![0-9,.]*[0-9]| ?(?:%|percent|per|km|miles|years"
    r"|pounds|kg))\b",
    rf"\b(?:younger|older) than (?:[0-9]{{1,2}}|{_NUMBER_WORD})"
    r"(?=[.,;)]|$| (?:and|or|who|is|are|was|were|has|have|had|in|at|will|would)\b)",
    r"\b(?:over|under|sub)[- ](?:1[0-9]|[2-9][0-9]|five|twelve|sixteen|eighteen)'?s\b",
    r"\bu-?(?:1[0-9]|2[0-3])s?\b|\bunder-?(?:1[0-9]|2[0-3])(?![0-9]|,[0-9]| ?%)",
    r"\b(?:1[0-9]|[2-9][0-9])(?:th|st|nd|rd) birthday\b",
    r"\bturn(?:s|ed|ing)? (?:[1-9][0-9]|1[01][0-9])(?= (?:on|in|this|next|last|and)|[.,;]|$)",
]


@dataclass(frozen=True, slots=True)
class Context:
    """What one sentence says of its own print: the text, its folded view, and how it is cased."""

    folded: str
    tidied: str
    titled: bool

    @classmethod
    def of(cls, folded: str, tidied: str) -> "Context":
        """Judge whether capitals mean anything: not in headlines and not in ALL CAPS."""
        words = [word for word in _LONG_WORD.findall(tidied, 0, 600) if word not in _SMALL]
        capital = sum(word[0].isupper() for word in words)
        return cls(folded, tidied, len(words) > 2 and capital >= _TITLED * len(words))


_TITLED = 0.75
"""Share of capitals among a line's longer words from which it is a headline in capitals."""
_SMALL = frozenset(
    "with from into over after that than this their will have amid when while near about".split()
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,40}")


def _compile(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _numbered(patterns: list[str]) -> list[re.Pattern[str]]:
    """One pattern each where a group number is used inside."""
    return [re.compile(pattern) for pattern in patterns]


_TAKEN: list[tuple[Look, list[re.Pattern[str]]]] = [
    (Look.LINK, [_compile(_LINKS)]),
    (Look.DATE, _numbered(_DATES)),
    (Look.CLOCK, [_compile(_CLOCKS)]),
    (Look.CODE, [_compile(_CODES)]),
    (Look.NUMBERING, [_compile(_NUMBERINGS)]),
    (Look.AGE, [_compile(_AGES)]),
    (Look.YEAR, [_compile(_YEARS)]),
    (Look.ADDRESS, [_compile(_ADDRESSES)]),
    (Look.SCORE, [_compile(_SCORES)]),
]
# What a sentence must hold before the patterns of a look are tried; cheap, and never too narrow.
_GATES = {
    Look.LINK: re.compile(r"@|://|www\.|\.(?:com|org|net|gov|edu|io|co|info)\b"),
    Look.DATE: re.compile(
        r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
        r"|[0-9] ?[-/.] ?[0-9]"
    ),
    Look.CLOCK: re.compile(
        r"[0-9]:|[0-9] ?(?:[ap]\.?m\b|gmt|utc|hours|hrs|h\b|[bic]st|e[sd]t|cet|local)|clock| past "
        r"|quarter to|at half |[a-z] [ap]\.?m\b"
        r"|\b(?:at|after|before|about|around) [0-9]{1,2}(?:\.[0-9]|[^0-9]|$)"
    ),
    Look.CODE: re.compile(
        r"[0-9][-/.() x*×]{1,2}[0-9]|[#@°]|[0-9]{12}|[0-9][a-h]\b|nm\b|nanomet|\bv ?[0-9]"
        r"|[0-9]°|(?:number|no\.?|#)[: ]|\b40[13]|[234]-?d\b|[0-9][ -](?:bill|note|bank|coin)"
        r"|§|u\.?s\.?c|c\.?f\.?r|u\.s\.|f\.[23]d|f\. supp"
        r"|[0-9] ?[nsew]\b|runway|\bcop ?[23]|mm[- ]|[- ]calib|millim|yards?[- ]"
        r"|m(?:et(?:er|re)s?)?[- ][hfrsdbmt]"
        r"|-to-|fifty-f|code |\bpin |\bzip "
        r"|\b(?:call|dial|phon|rang|911|999|112|988|isbn|issn|doi|rfc|iso|cve)"
    ),
    Look.NUMBERING: re.compile(r" of [0-9]|/ ?[0-9]|[(\[][0-9]|^ {0,8}\(?[0-9]"),
    Look.AGE: re.compile(
        r"[ -]olds?\b|/o\b|\bag(?:e|ing)|teens|ties\b|0s\b|birthday|\bturn|\bover|\bunder|\bu-?[12]"
        r"|\babove|\bbelow|\bsub|than|\bof [0-9a-z]|\bat (?:just |only |about )?[0-9]| up\b"
        r"|young|older"
        r"|[a-z], [0-9a-z]{1,12}[,)]|\bat [a-z0-9-]{1,14},? (?:he|she|i)\b"
    ),
    Look.YEAR: re.compile(
        r"[0-9]{4}|'[0-9]|0'?s\b|\bfy|\bq[1-4]|[1-4]q|\bh[12]|teen|twenty|[0-9] ?(?:bc|ad|ce)"
        r"|\b(?:bc|ad) [0-9]"
    ),
    Look.ADDRESS: re.compile(
        rf"\b{_STREET}\b|\brue\b|\bvia\b|calle|\brua|quai|piazza|box|zip|[0-9]{{5}}"
        r"|[a-z][0-9][0-9a-z]? ?[0-9][a-z]"
    ),
    Look.SCORE: re.compile(r"[0-9][-–][0-9]|\bnil\b|\blove\b|[a-z] [0-9]{1,3}, [a-z]"),
}
_SMALL_WORDS = re.compile(
    r"(?:in|on|at|near|of|from|by|to|the|after|as|and|for|with|killed|hurt|dead|injured)$"
)


def taken(context: Context) -> list[Taken]:
    """Every span of a sentence whose numbers are dates, times, codes, scores, ages, …, in order.

    >>> folded = "it opened on march 3, 2021 at 9.30am"
    >>> [t.look.value for t in taken(Context.of(folded, "It opened on March 3, 2021 at 9.30am"))]
    ['date', 'clock time']
    """
    folded = context.folded
    spans: list[Taken] = []
    for look, patterns in _TAKEN:
        if _GATES[look].search(folded) is None:
            continue
        for pattern in patterns:
            for found in pattern.finditer(folded):
                if _stands(context, look, found):
                    spans.append(Taken(found.start(), found.end(), look))
    spans.sort(key=lambda span: (span.start, -span.end))
    return spans


_MONTH_WORD = re.compile(rf"{_MONTH}|{_WEEKDAY}")
_COUNTED = re.compile(
    r" (?!(?:in|at|on|and|to|as|for|when|after|before|the|a|is|was|with)\b)[a-z-]{2,15}s? ?[a-z]"
)
_POLLED = re.compile(r"\b(?:vot|poll|seat|elect|ballot|part(?:y|ies)\b)")
_PRICED = re.compile(
    r"[$£€%]|\b(?:percent|per cent|points?|index|yield|dollars?|euros?|pounds?|shares?|stocks?)\b"
)
_AT_HOUR = re.compile(r"(?:at|shortly|just|soon|open|clos|start|beg|end)[a-z]{0,5} ")
_STANDS_AT = re.compile(
    r"\b(?:clos|trad|st[oa]nd|stood|open|end|settl|pric|valu|rat|magnitud|measur|remain|averag"
    r"|scor|steady|flat|fix|peg|exchang|chang|odds)[a-z]{0,6} $"
)
_BEFORE_MONTH = re.compile(r"\b(?:in|during|of|since|last|this|by|until|from|early|late|mid)[ -]$")


def _stands(context: Context, look: Look, found: re.Match[str]) -> bool:
    """What a folded pattern cannot say: capitals, and whether a number after a month counts."""
    folded, tidied = context.folded, context.tidied
    if look is Look.DATE:
        month = _MONTH_WORD.search(found.group())
        if month is None:
            return True
        at = found.start() + month.start()
        if not tidied[at].isupper():
            return False
        if month.start() == 0 and len(found.group()) < 16:
            left = folded[max(0, found.start() - 8) : found.start()]
            if _BEFORE_MONTH.search(left) and _COUNTED.match(folded, found.end()):
                return False
        return True
    if look is Look.ADDRESS:
        words = re.findall(r"(?<![0-9])[A-Za-z][A-Za-z'.-]*", tidied[found.start() : found.end()])
        if re.match(r"[a-z]{2} [0-9]{5}|[a-z]{1,2}[0-9]", found.group()):
            return bool(words) and all(word.isupper() for word in words)
        names = [word for word in words if len(word) > 1]
        return all(w[0].isupper() for w in names) and not any(
            _SMALL_WORDS.match(word.lower()) for word in names
        )
    if look is Look.SCORE and found.group()[0].isalpha():
        words = re.findall(r"[^\W\d_][^\s,]*", tidied[found.start() : found.end()])
        return all(word[0].isupper() for word in words) and not _POLLED.search(folded)
    if look is Look.CLOCK and _AT_HOUR.match(found.group()):
        left = folded[max(0, found.start() - 24) : found.start()]
        return not _PRICED.search(folded) and not _STANDS_AT.search(left)
    if look is Look.NUMBERING and "/" in found.group() and found.end() < len(folded):
        first, last = (int(number) for number in re.findall(r"[0-9]+", found.group()))
        letter = tidied[found.end() + 1 : found.end() + 3].lstrip("\"“'")[:1]
        return first <= last and letter.isupper() and not context.titled
    return True
