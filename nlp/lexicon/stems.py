"""Words of a text with their places, and a light stemmer: enough to compare without a parse."""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"(?:[Nn]on-)?[Ll]ife[- ]threatening|[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*\d|\d", re.UNICODE
)


def word_list(text: str) -> list[str]:
    """The words of a table written as one text."""
    return re.findall(r"\S+", text)


STOPWORDS = frozenset(
    word_list(
        """a about above after again against all almost already also although among an and another
    any
    are around as at be because been before being between both but by can could did do does doing
    down during each either even ever every few for from further had has have having he her here
    hers him his how i if in into is it its itself just last least less like made many may me
    might more most much must my nearly neither new no nor not now of off on once one only onto or
    other others our out over own per said same say says she should since so some such than that
    the their theirs them then there these they this those though through to too under until up
    upon us very via was we were what when where which while who whom whose why will with within
    without would yet you your told according reported report reports reportedly mr mrs ms monday
    tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"""
    )
)

_IRREGULAR = {
    "died": "die", "dies": "die", "dying": "die", "dead": "die", "death": "die", "deaths": "die",
    "deadly": "die", "children": "child", "men": "man", "women": "woman", "people": "person",
    "persons": "person", "lives": "life", "bodies": "body", "shot": "shoot", "fled": "flee",
    "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "grew": "grow",
    "grown": "grow", "held": "hold", "hurt": "hurt", "left": "leave", "lost": "lose",
    "slain": "slay", "took": "take", "taken": "take", "sent": "send", "spent": "spend",
    "paid": "pay", "bought": "buy", "sold": "sell", "cost": "cost", "costs": "cost",
    "flew": "fly", "flown": "fly", "flight": "fly", "gave": "give", "given": "give", "won": "win",
    "built": "build", "stole": "steal", "stolen": "steal", "found": "find", "drew": "draw",
    "drawn": "draw", "feet": "foot", "lent": "lend", "owing": "owe", "owed": "owe",
    "owes": "owe", "wives": "wife", "thieves": "thief", "policemen": "policeman",
    "worst": "bad", "worse": "bad", "better": "good", "best": "good", "used": "use",
    "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "being": "be",
    "has": "have", "had": "have", "having": "have", "does": "do", "did": "do", "done": "do",
    "goes": "go", "went": "go", "gone": "go", "got": "get", "put": "put", "let": "let",
    "freed": "free", "seized": "seize", "seizing": "seize", "taking": "take", "making": "make",
    "said": "say", "says": "say", "told": "tell", "crises": "crisis", "analyses": "analysis",
    "buses": "bus", "gases": "gas", "species": "species", "series": "series", "news": "news",
    "earnings": "earnings", "passes": "pass", "wages": "wage", "taxes": "tax", "tax": "tax",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text: its span, its stem, whether it is a number, its capital."""

    start: int
    end: int
    stem: str
    number: bool
    capital: bool


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of an English word, in lower case: "killings" → "kill", "deaths" → "die".

    Crude by design: it only has to map the forms of one word to one string most of the time.
    """
    word = word.casefold().replace("’", "'").replace(" ", "-").removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes", "zzes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 5 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base):
            if base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            return base.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """Words and numbers of ``text`` in order, with offsets into it."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        number = word[0].isdigit()
        found.append(
            Word(
                match.start(),
                match.end(),
                word if number else stem(word),
                number,
                word[0].isupper(),
            )
        )
    return tuple(found)


@lru_cache(maxsize=32768)
def content_stems(text: str) -> frozenset[str]:
    """The stems of a phrase's content words: no stopwords, no numbers."""
    return frozenset(
        stem(match)
        for match in (m.group() for m in _WORD.finditer(text))
        if not match[0].isdigit() and match.casefold() not in STOPWORDS and len(match) > 1
    )
