"""Phrases that a story's articles share: what may stand in its name beside a headline.

Runs of one to four content words that two articles print alike ("market strike"), and names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosscheck.articles.rarity import rarity
from crosscheck.model import CheckArticle
from crosscheck.names.worth import Usage
from nlp.lexicon import pattern, rows, words
from nlp.lexicon.classes import class_of_stem, is_person_noun
from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.lexicon.stems import STOPWORDS, content_stems, stem, words_of

PLAIN = 0.3
"""A noun that is less rare in English at large than this says nothing ("people", "year")."""
NUMBER_WORDS = words("number_words", "ones", "teens", "tens", "groups", "scales")
DAYS = frozenset(MONTHS) | frozenset(WEEKDAYS)
_SAY_NOTHING = words("person_states") | words("time_units") | NUMBER_WORDS
"""What happens in any story: fates, times, numbers."""
_NO_PARTS = NUMBER_WORDS | words("number_words", "ordinals")
_LONGEST, LONGEST_INITIALS = 4, 5
_LEAST_SHARE = 0.2
"""Share of a story's articles that print a phrase."""
_TOGETHER = 0.25
"""Share of the articles with the rarest of its words that print the phrase whole."""
_GROWS = 0.5
"""A phrase is left to a longer one that so many of its articles print."""
_CAPITAL = 0.6
_EVENT = pattern("question_cues.event")
_MONEY = frozenset(
    word
    for row in rows("currencies", "sign", "sign.shared", "letters", "letters.shared", "code")
    for group in row.cells["codes"].split(" | ")
    for word in group.split()[1:]
)
_NO_NOUNS = ("ed", "ly")
_HAPPENED = (pattern("event_cues.happened"), pattern("event_cues.lasting"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as most articles print it; ``name`` says that it is written with capitals."""

    form: str
    stems: tuple[str, ...]
    name: bool
    share: float

    @property
    def event(self) -> bool:
        """Does its last word name what happened ("factory explosion")?"""
        return not self.name and is_event(self.form.split()[-1].casefold())


def is_event(word: str) -> bool:
    if rarity(word) < PLAIN or is_person_noun(word) or word.endswith(_NO_NOUNS):
        return False
    happened = any(one.fullmatch(word) for one in _HAPPENED)
    fate = stem(word) in class_of_stem("people")
    return _EVENT.fullmatch(word) is not None or (happened and not fate)


def phrases_of(
    articles: Sequence[CheckArticle], usage: Mapping[str, Usage], names: Sequence[str]
) -> list[Phrase]:
    """The noun phrases that at least two articles share (one of one), and the story's ``names``."""
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for article in articles:
        for stems, form in _runs(article.text[article.headline_end :]):
            forms[stems][form] += 1
            bearers[stems].add(article.id)
    outlets = {article.outlet.casefold() for article in articles}
    found: dict[tuple[str, ...], Phrase] = {}
    for stems, who in bearers.items():
        share = len(who) / len(articles)
        if len(who) < min(2, len(articles)) or share < _LEAST_SHARE:
            continue
        form = max(sorted(forms[stems]), key=lambda form: forms[stems][form])
        if form.casefold() not in outlets and _is_noun_phrase(form, stems, share, usage):
            capital = all(usage[stem].capital >= _CAPITAL for stem in stems)
            whole_name = len(stems) > 1 and all(part[0].isupper() for part in form.split())
            found[stems] = Phrase(form, stems, capital or whole_name, share)
    whole = [one for stems, one in found.items() if stems not in set(_inside(found))]
    known = {one.form for one in whole}
    return whole + [
        Phrase(name, tuple(sorted(content_stems(name))), True, 1.0)
        for name in names
        if name not in known
    ]


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every run of up to four content words between which only a blank or hyphen stands."""
    found = words_of(text)
    for first, word in enumerate(found):
        for last in range(first, min(len(found), first + _LONGEST)):
            one = found[last]
            form = text[one.start : one.end].casefold()
            apart = last > first and text[found[last - 1].end : one.start] not in (" ", "-")
            day = one.capital and form in DAYS
            if apart or one.number or day or form in STOPWORDS or form in _NO_PARTS:
                break
            run = text[word.start : one.end].removesuffix("'s").removesuffix("’s")
            yield tuple(w.stem for w in found[first : last + 1]), run


def _is_noun_phrase(
    form: str, stems: tuple[str, ...], share: float, usage: Mapping[str, Usage]
) -> bool:
    if any(stem not in usage for stem in stems):
        return False
    if len(stems) > 1 and share < _TOGETHER * min(usage[stem].share for stem in stems):
        return False
    last = usage[stems[-1]]
    parts = form.casefold().split()
    noun = (last.noun and not form.endswith(_NO_NOUNS)) or is_event(parts[-1])
    if last.capital < _CAPITAL and not noun:
        return False
    plain = len(stems) == 1 and last.capital < _CAPITAL and rarity(parts[0]) < PLAIN
    return not plain and not all(part in _SAY_NOTHING for part in parts)


def _inside(found: Mapping[tuple[str, ...], Phrase]) -> Iterator[tuple[str, ...]]:
    """The phrases that a longer one takes the place of."""
    for stems, one in found.items():
        for size in range(1, len(stems)):
            for first in range(len(stems) - size + 1):
                part = stems[first : first + size]
                if part in found and one.share >= _GROWS * found[part].share:
                    yield part


def in_place(phrase: Phrase, usage: Mapping[str, Usage]) -> str:
    """The phrase as it stands within a name: no capitals but those of names, none all through."""
    parts = re.split(r"(?<=[ -])", phrase.form)
    if phrase.name or len(parts) != len(phrase.stems):
        loud = phrase.form.isupper() and len(phrase.form) > LONGEST_INITIALS
        return capitalised(phrase.form) if loud else phrase.form
    kept = (usage[stem].capital >= _CAPITAL for stem in phrase.stems)
    return "".join(p if name else p.casefold() for p, name in zip(parts, kept, strict=True))


def capitalised(name: str) -> str:
    """A name in capitals as it is written elsewhere: "People's Party" for "PEOPLE'S PARTY"."""
    return " ".join(part.capitalize() for part in name.split())


def is_money(name: str) -> bool:
    """Is it a sign or code of a currency ("Rs", "Rs2", "NPR"), which names nothing?"""
    return name.casefold().rstrip("0123456789.,") in _MONEY


def capitals(text: str, names: Sequence[str]) -> str:
    """A text with the capitals that the story's names have."""
    known = {part.casefold(): part for name in names for part in re.findall(r"[^\W\d_]{3,}", name)}
    return re.sub(r"[^\W\d_]{3,}", lambda found: known.get(found.group(), found.group()), text)
