"""Which articles may be about one event: near in time, and two telling words in common.

The question is put to pairs alone and never to the rest of the ledger, so that adding articles one
by one links the same pairs as adding them at once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from crosscheck.articles.frequencies import weight
from crosscheck.articles.similarity import Profile, profile_of
from crosscheck.model import CheckArticle

WINDOW = timedelta(days=7)
"""Articles further apart in publication are never about one event."""

SEEN_WINDOW = timedelta(days=30)
"""Where a date of publication is missing: how far from when the article was first seen the other
one may have been published, or seen."""

_TELLING_WEIGHT = 2.5
_MOST_TERMS = 40
_SHARED = 2


def day_of(moment: str) -> date:
    """The day of a UTC time or bare date."""
    return date.fromisoformat(moment[:10])


def too_far(a: CheckArticle, b: CheckArticle) -> bool:
    """Do the dates of two articles bar them from one story?"""
    if a.published_at and b.published_at:
        return abs(day_of(a.published_at) - day_of(b.published_at)) > WINDOW
    return not any(
        abs(day_of(one) - day_of(other)) <= SEEN_WINDOW for one in _times(a) for other in _times(b)
    )


def _times(article: CheckArticle) -> list[str]:
    published = [article.published_at] if article.published_at else []
    return [*published, article.first_seen_at]


def house_of(article: CheckArticle) -> str:
    """The words of an article's house: outlet and byline."""
    return f"{article.outlet} {article.byline or ''}"


def telling_terms(profile: Profile) -> frozenset[str]:
    """The words by which an article is found: the heaviest of its lead and names."""
    heavy: dict[str, float] = {}
    for vector in (profile.lead, profile.names):
        for term, value in vector.items():
            if weight(term) > _TELLING_WEIGHT:
                heavy[term] = max(value, heavy.get(term, 0.0))
    ranked = sorted(heavy, key=lambda term: (-heavy[term], term))
    return frozenset(ranked[:_MOST_TERMS])


@dataclass
class Index:
    """Articles by their telling words and by when they stand in time.

    ``add`` and ``like`` take time linear in the matches within the windows, whatever else is in.
    """

    articles: dict[str, CheckArticle] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    _terms: dict[str, frozenset[str]] = field(default_factory=dict)
    _postings: dict[tuple[str, str, int], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, article: CheckArticle) -> None:
        """Put an article in; one that is there already stays as it is."""
        if article.id in self.articles:
            return
        profile = profile_of(article.text, house_of(article))
        self.articles[article.id] = article
        self.profiles[article.id] = profile
        self._terms[article.id] = telling_terms(profile)
        for shelf, bucket in _shelves(article):
            for term in self._terms[article.id]:
                self._postings[shelf, term, bucket].append(article.id)

    def like(self, key: str) -> list[str]:
        """The ids of the articles that may be about the event of the article ``key``, sorted."""
        shared: Counter[str] = Counter()
        article = self.articles[key]
        searched = _searched(article)
        for term in self._terms[key]:
            holders = {
                other
                for shelf, bucket in searched
                for other in self._postings.get((shelf, term, bucket), ())
            }
            shared.update(holders)
        return sorted(
            other
            for other, n in shared.items()
            if n >= _SHARED and other != key and not too_far(article, self.articles[other])
        )


def _bucket(moment: str, window: timedelta) -> int:
    return day_of(moment).toordinal() // window.days


def _shelves(article: CheckArticle) -> list[tuple[str, int]]:
    """Where an article is filed: the dated by publication, and all by any time known of them."""
    seen = sorted({_bucket(moment, SEEN_WINDOW) for moment in _times(article)})
    first = "undated" if article.published_at is None else "published"
    bucket = _bucket(article.published_at, WINDOW) if article.published_at else seen[0]
    return [(first, bucket), *(("seen", known) for known in seen)]


def _searched(article: CheckArticle) -> list[tuple[str, int]]:
    """Where an article's neighbours are filed."""
    seen = {
        _bucket(moment, SEEN_WINDOW) + step for moment in _times(article) for step in (-1, 0, 1)
    }
    if article.published_at is None:
        return [("seen", bucket) for bucket in sorted(seen)]
    own = _bucket(article.published_at, WINDOW)
    near = [("published", bucket) for bucket in range(own - 1, own + 2)]
    return near + [("undated", bucket) for bucket in sorted(seen)]


def reach(
    touched: Sequence[CheckArticle],
    around: Callable[[CheckArticle], Iterable[CheckArticle]],
    linked: Callable[[CheckArticle, Profile, CheckArticle, Profile], bool],
    together: Callable[[str], Iterable[CheckArticle]],
) -> list[CheckArticle]:
    """The closed batch of articles that the touched ones can move, sorted by id.

    ``around`` gives the articles within the windows of one, ``linked`` says whether two are linked
    (``stories.linked``), ``together`` gives the articles that the ledger holds in one story with
    one now. Links and old stories are followed until nothing is new.
    """
    index = Index()
    found: dict[str, CheckArticle] = {}
    waiting = sorted(touched, key=lambda a: a.id)
    while waiting:
        article = waiting.pop()
        if article.id in found:
            continue
        found[article.id] = article
        index.add(article)
        for other in around(article):
            index.add(other)
        for key in index.like(article.id):
            other = index.articles[key]
            if key not in found and linked(
                article, index.profiles[article.id], other, index.profiles[key]
            ):
                waiting.append(other)
        waiting += [other for other in together(article.id) if other.id not in found]
    return [found[key] for key in sorted(found)]
