"""Names of stories: a headline that most of its articles bear out, what it is about, its day."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from crosscheck.articles.rarity import rarity
from crosscheck.model import CheckArticle, LedgerClaim
from crosscheck.names import worth as words_worth
from crosscheck.names.periods import in_words
from crosscheck.names.worth import Usage, Worth
from nlp.lexicon import words
from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.lexicon.gazetteer import country_of
from nlp.lexicon.stems import STOPWORDS, content_stems, words_of
from terms.enums import SourceClass

_NAME = re.compile(
    r"(?P<inside>(?<=[a-z,] ))?(?P<name>(?:[A-Z][a-z][\w-]*|[A-Z]{3,})"
    r"(?: (?:(?:of|de|la) )?[A-Z][\w-]+){0,3})"
)
_DAYS = frozenset(MONTHS) | frozenset(WEEKDAYS)
_LONGEST_NAME, _LONGEST_INITIALS = 32, 5
_LEAST_SHARE = 0.34
"""Share of a story's articles that print a name it is known by."""
_AT_HEADS = 0.5
"""The same, and two articles, for a name that stands at the head of sentences alone."""
_CAPITAL = 0.8
"""Share of the prints of a name's words that have a capital."""
_MOST_NAMES, _MORE = 6, 3
_MOST_TITLES = 12
"""Articles of a story, the first seen, whose headlines may name it."""
_COST = 0.07
"""What a word of a headline costs: it counts for it where it is worth more."""
_LOUD = 0.1
"""What a number costs a headline, which others may print otherwise, and each mark of a teaser."""
_WORTHY = 0.04
"""A word that a headline lacks is added from this worth on."""
PLAIN = 0.3
"""A noun that is less rare in English at large than this says nothing ("people", "year")."""
_OPENERS = words("page_labels", "label")
_TITLE_OPENER = re.compile(r"^\W*((?:[\w'’-]+ ?){1,3})\s*[:|–—-]+\s+(?=\S)")
_LOUD_MARK = re.compile(r"\d[\d.,]*|[!?“\"‘]|\b[A-Z]{4,}\b")
NUMBER_WORDS = words("number_words", "ones", "teens", "tens", "groups", "scales")
_COUNTING = words("bodies", "body.state", "body.order", "body.learning")
_SAY_NOTHING = words("person_states") | words("time_units") | NUMBER_WORDS
"""What happens in any story: fates, times, numbers."""


@dataclass(frozen=True, slots=True)
class About:
    """What a story is about: how its articles print words, what these are worth, its names."""

    usage: Mapping[str, Usage]
    worth: Worth
    names: Sequence[str]


def about(
    articles: Sequence[CheckArticle],
    claims: Sequence[LedgerClaim],
    weights: Mapping[str, float] | None = None,
) -> About:
    """What a story's articles are about, by them and the claims in them.

    ``weights`` replace the shipped ones (for measuring).
    """
    usage = words_worth.usage_of(articles)
    found = words_worth.features(claims, (), usage)
    told = words_worth.worth(found, weights or words_worth.weights()[words_worth.STORY])
    hops = {(hop.name, hop.source_class) for claim in claims for hop in claim.chain}
    persons = {name for name, kind in hops if kind == SourceClass.PERSON}
    bodies = {name for name, kind in hops if kind == SourceClass.BODY}
    return About(usage, told, story_names(articles, usage, told, (persons, bodies)))


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
            or not _DAYS.isdisjoint(re.split(r"[ -]", name.casefold()))
            or country_of(name)
        )
        if plain or len(name) > _LONGEST_NAME or not stems:
            return False
        counts = not _COUNTING.isdisjoint(parts) and any(stems <= body for body in bodies)
        if counts or parts[-1] in surnames:
            return False
        shared = set.intersection(*(bearers[stem] for stem in stems))
        if name not in inside and len(shared) < max(2, _AT_HEADS * len(articles)):
            return False
        proper = all(stem in usage and usage[stem].capital >= _CAPITAL for stem in stems)
        return proper and len(shared) >= _LEAST_SHARE * len(articles)

    def weight(name: str) -> tuple[float, int, str]:
        return -sum(told.get(stem, 0.0) for stem in content_stems(name)), -prints[name], name

    found: list[str] = []
    for name in sorted(filter(is_one, prints), key=weight):
        if not any(content_stems(name) & content_stems(other) for other in found):
            found.append(name)
    return found[:_MOST_NAMES]


def _without_capitals(name: str) -> str:
    """A name as the middle of a sentence has it: "Port Amberley" for "PORT AMBERLEY"."""
    loud = name.isupper() and len(name) > _LONGEST_INITIALS
    return " ".join(part.capitalize() for part in name.split()) if loud else name


def story_label(articles: Sequence[CheckArticle], known: About) -> str:
    """The name of a story: a headline, names and nouns that it lacks, and its first day.

    What an outlet puts before its headlines ("UPDATE:", "Live:") is left out.
    """
    first = sorted(articles, key=lambda a: (a.first_seen_at, a.published_at or "9999", a.id))
    titles = [_title(article) for article in first[:_MOST_TITLES]]

    def weight(title: str) -> float:
        borne = sum(known.worth.get(stem, 0.0) - _COST for stem in content_stems(title))
        return borne - _LOUD * len(_LOUD_MARK.findall(title))

    title = max(titles, key=weight)
    day = min((a.published_at for a in first if a.published_at), default=None)
    when = "" if day is None else in_words(*2 * [date.fromisoformat(day[:10])])
    return " · ".join(filter(None, [title, ", ".join(_lacking(title, known)), when]))


def _lacking(title: str, known: About) -> list[str]:
    """The first name of a story, and names and nouns of worth, that a headline does not hold."""
    told = set(content_stems(title))
    found = [name for name in known.names[:1] if not content_stems(name) <= told]
    told |= content_stems(" ".join(found))
    for stem in sorted(known.worth, key=lambda stem: (-known.worth[stem], stem)):
        if len(found) == _MORE or known.worth[stem] < _WORTHY:
            break
        used = known.usage[stem]
        name = next((name for name in known.names if stem in content_stems(name)), None)
        if stem in told or (name is None and (used.capital > 0.5 or not used.noun)):
            continue
        if used.form.casefold() not in _SAY_NOTHING and rarity(used.form.casefold()) >= PLAIN:
            found.append(name or used.form.casefold())
            told |= content_stems(found[-1])
    return found


def _title(article: CheckArticle) -> str:
    """A headline without what an outlet puts before it."""
    title = " ".join((article.title or article.text.split("\n", 1)[0][:120]).split())
    found = _TITLE_OPENER.match(title)
    if found is not None and not _OPENERS.isdisjoint(found.group(1).casefold().split()):
        title = title[found.end() :]
    return title[:1].upper() + title[1:]
