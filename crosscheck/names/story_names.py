"""Names of stories: a headline that most of its articles bear out, what it is about, its day."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from crosscheck.model import CheckArticle, LedgerClaim
from crosscheck.names import worth as words_worth
from crosscheck.names.periods import in_words
from crosscheck.names.phrases import (
    DAYS,
    LONGEST_INITIALS,
    Phrase,
    capitalised,
    in_place,
    is_money,
    phrases_of,
)
from crosscheck.names.worth import Usage, Worth
from nlp.lexicon import words
from nlp.lexicon.canonical import PERSON_TITLES
from nlp.lexicon.gazetteer import country_of
from nlp.lexicon.stems import STOPWORDS, content_stems, words_of
from terms.enums import SourceClass

_NAME = re.compile(
    r"(?P<inside>(?<=[a-z,] ))?(?P<name>(?:[A-Z][a-z][\w-]*|[A-Z]{3,})"
    r"(?: (?:(?:of|de|la) )?[A-Z][\w-]+){0,3})"
)
_LONGEST_NAME = 32
_LEAST_SHARE = 0.34
"""Share of a story's articles that print a name it is known by."""
_AT_HEADS = 0.5
"""The same, and two articles, for a name that stands at the head of sentences alone."""
_CAPITAL = 0.8
"""Share of the prints of a name's words that have a capital."""
_MOST_NAMES = 6
_MOST_TITLES = 12
"""Articles of a story, the first seen, whose headlines may name it."""
_COST = 0.07
"""What a word of a headline costs: it counts for it where it is worth more."""
_LENGTH = 0.02
"""What each word costs a headline beside."""
_LOUD = 0.1
"""What a number costs a headline, which others may print otherwise, and each mark of a teaser."""
_EVENT_SHARE = 0.34
"""Share of a story's articles that print the phrase for its event."""
_COUNTED_SHARE = 0.1
"""Share of a story's claims that count what a word names: then it is no event ("9,471 votes")."""
_LONG_WORD = 0.05
"""What each word adds to a phrase for an event: "market strike" says more than "strike"."""
_WORD = 0.01
"""What a word costs that is added to the event or headline."""
_MOST_MORE = 5
_LONGEST_WITH_EVENT, _LONGEST_WITH_HEADLINE = 75, 95
"""Characters of a story's name without its day."""
_OPENERS = words("page_labels", "label")
_TITLE_OPENER = re.compile(r"^\W*((?:[\w'’-]+ ?){1,3})\s*[:|–—-]+\s+(?=\S)")
_LOUD_MARK = re.compile(r"\d[\d.,]*|[!?“\"‘]|\b[A-Z]{4,}\b")
_COUNTING = words("bodies", "body.state", "body.order", "body.learning")


@dataclass(frozen=True, slots=True)
class About:
    """What a story is about: how its articles print words, what these are worth, its names.

    ``phrases`` are those that its articles share, ``headline`` the one that stands in for what
    happened, ``day`` that of its first article (YYYY-MM-DD).
    """

    usage: Mapping[str, Usage]
    worth: Worth
    names: Sequence[str]
    phrases: Sequence[Phrase]
    headline: str
    day: str | None


def about(
    articles: Sequence[CheckArticle],
    claims: Sequence[LedgerClaim],
    weights: Mapping[str, float] | None = None,
) -> About:
    """What a story's articles are about, by them and the claims in them.

    ``weights`` replace the shipped ones (for measuring).
    """
    usage = words_worth.usage_of(articles, claims)
    found = words_worth.features(claims, (), usage)
    told = words_worth.worth(found, weights or words_worth.weights()[words_worth.STORY])
    hops = {(hop.name, hop.source_class) for claim in claims for hop in claim.chain}
    persons = {name for name, kind in hops if kind == SourceClass.PERSON}
    bodies = {name for name, kind in hops if kind == SourceClass.BODY}
    names = story_names(articles, usage, told, (persons, bodies))
    surnames = {person.split()[-1].casefold() for person in persons}
    phrases = [
        one
        for one in phrases_of(articles, usage, names)
        if not (one.name and _is_person(one.form.casefold().split(), surnames))
    ]
    day = min((a.published_at[:10] for a in articles if a.published_at), default=None)
    return About(usage, told, names, phrases, _headline(articles, told), day)


def story_names(
    articles: Sequence[CheckArticle],
    usage: Mapping[str, Usage],
    told: Worth,
    sources: tuple[Set[str], Set[str]],
) -> list[str]:
    """What a story is about by name: the names whose words are worth most, the best first.

    Countries, the outlets themselves and ``sources``, persons who speak and bodies that count, name
    no story.
    """
    outlets = {article.outlet.casefold() for article in articles}
    surnames = {person.split()[-1].casefold() for person in sources[0] if " " in person}
    bodies = [content_stems(name) for name in sources[1]]
    bearers: dict[str, set[str]] = defaultdict(set)
    prints, inside = Counter[str](), set[str]()
    for article in articles:
        for run in _NAME.finditer(article.text, article.headline_end):
            parts = run["name"].split()
            at_head = run["inside"] is None and parts[0].casefold() in STOPWORDS
            name = _without_capitals(" ".join(parts[at_head:]))
            prints[name] += 1
            if run["inside"] is not None or at_head:
                inside.add(name)
        for word in words_of(article.text):
            if word.capital:
                bearers[word.stem].add(article.id)

    def is_one(name: str) -> bool:
        parts, stems = name.casefold().split(), content_stems(name)
        plain = (
            name.casefold() in outlets
            or not DAYS.isdisjoint(re.split(r"[ -]", name.casefold()))
            or country_of(name)
            or is_money(name)
        )
        if plain or len(name) > _LONGEST_NAME or not stems:
            return False
        counts = not _COUNTING.isdisjoint(parts) and any(stems <= body for body in bodies)
        if counts or _is_person(parts, surnames):
            return False
        shared = set.intersection(*(bearers[stem] for stem in stems))
        if name not in inside and len(shared) < max(2, _AT_HEADS * len(articles)):
            return False
        proper = all(stem in usage and usage[stem].capital >= _CAPITAL for stem in stems)
        return proper and len(shared) >= _LEAST_SHARE * len(articles)

    def weight(name: str) -> tuple[float, int, str]:
        return -words_worth.together(told, content_stems(name)), -prints[name], name

    found: list[str] = []
    for name in sorted(filter(is_one, prints), key=weight):
        if not any(content_stems(name) & content_stems(other) for other in found):
            found.append(name)
    return found[:_MOST_NAMES]


def _is_person(parts: Sequence[str], surnames: Set[str]) -> bool:
    """Is it the name of somebody who speaks, or one with a title?"""
    return parts[-1] in surnames or not PERSON_TITLES.isdisjoint(parts)


def _without_capitals(name: str) -> str:
    """A name as the middle of a sentence has it: "Port Amberley" for "PORT AMBERLEY"."""
    return capitalised(name) if name.isupper() and len(name) > LONGEST_INITIALS else name


def story_label(known: About) -> str:
    """The name of a story: what happened, its names and places and what it turns on, its first day.

    Where its articles share no word for what happened, a headline stands in for it.
    """
    events = [
        one
        for one in known.phrases
        if one.event
        and one.share >= _EVENT_SHARE
        and known.usage[one.stems[-1]].counted < _COUNTED_SHARE
    ]
    told: set[str] = set()

    def adds(one: Phrase) -> float:
        new = words_worth.together(known.worth, set(one.stems) - told)
        return new - _WORD * len(one.form.split())

    def happened(one: Phrase) -> float:
        return adds(one) + _LONG_WORD * len(one.stems)

    lead, room = known.headline, _LONGEST_WITH_HEADLINE
    if events:
        lead = max(events, key=lambda one: (happened(one), one.form)).form
        room = _LONGEST_WITH_EVENT
    stems_of_lead = content_stems(lead)
    told |= stems_of_lead
    room -= len(lead)
    more: list[Phrase] = []
    while len(more) < _MOST_MORE:
        fitting = (one for one in known.phrases if len(one.form) <= room)
        best = max(fitting, key=lambda one: (adds(one), one.form), default=None)
        if best is None or adds(best) <= 0.0:
            break
        more.append(best)
        told |= set(best.stems)
        room -= len(best.form) + 2
    wider = next((one for one in more if one.event and stems_of_lead < set(one.stems)), None)
    if wider is not None:
        more.remove(wider)
        lead = wider.form
    more.sort(key=lambda one: not one.name)
    shown = [in_place(one, known.usage) for one in more]
    if events and more and more[0].name:
        lead = f"{lead}, {shown.pop(0)}"
    beside = ", ".join(shown)
    when = "" if known.day is None else in_words(*2 * [date.fromisoformat(known.day)])
    return " · ".join(filter(None, [f"{lead[:1].upper()}{lead[1:]}", beside, when]))


def _headline(articles: Sequence[CheckArticle], told: Worth) -> str:
    """The headline whose words are worth most: short, and without numbers and marks of a teaser.

    What an outlet puts before it ("UPDATE:", "Live:") is left out.
    """
    first = sorted(articles, key=lambda a: (a.first_seen_at, a.published_at or "9999", a.id))

    def weight(title: str) -> float:
        borne = words_worth.together(told, content_stems(title), _COST)
        return borne - _LOUD * len(_LOUD_MARK.findall(title)) - _LENGTH * len(title.split())

    return max((_title(article) for article in first[:_MOST_TITLES]), key=weight)


def _title(article: CheckArticle) -> str:
    """A headline without what an outlet puts before it."""
    title = " ".join((article.title or article.text.split("\n", 1)[0][:120]).split())
    found = _TITLE_OPENER.match(title)
    if found is not None and not _OPENERS.isdisjoint(found.group(1).casefold().split()):
        title = title[found.end() :]
    return title[:1].upper() + title[1:]
