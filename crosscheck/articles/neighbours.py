"""Which articles may be about one matter: those with a telling word in common.

The question is put to pairs alone and never to the rest of the ledger, so that adding articles one
by one links the same pairs as adding them at once.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress

from crosscheck.articles.linkage import components
from crosscheck.articles.links import near
from crosscheck.articles.sketch import Sketch, sketch_of
from crosscheck.model import ArticleTermRow, CheckArticle

LINKED = 0.3
"""Probability from which two articles are in one component, whatever else the ledger holds."""
AKIN = 0.9
"""Probability from which two articles are of one affair: a link with the time taken out of it."""
_TELLING = 0.7
"""Rarity from which a word tells an event: "tram", not "train"."""
_MOST_TERMS, _MOST_NUMBERS = 40, 10
MOST = 2000
"""Articles of a batch from which on links are no longer followed: common names chain stories."""
_LONG = 4
"""Digits from which a number that two articles print finds one by the other."""

Edge = tuple[str, str]
"""The ids of two articles."""


def telling_terms(sketch: Sketch) -> frozenset[str]:
    """The words by which an article is found: the rarest of its lead and names, at most 40, and ten
    of its long numbers."""
    heavy: dict[str, float] = {
        stem: weight
        for stem, weight in {**sketch.opening, **sketch.names}.items()
        if weight > _TELLING
    }
    ranked = sorted(heavy, key=lambda stem: (stem not in sketch.opening, -heavy[stem], stem))
    long = sorted(n for n in sketch.numbers if sum(map(str.isdigit, n)) >= _LONG)
    return frozenset(ranked[:_MOST_TERMS] + long[:_MOST_NUMBERS])


def day_of(article: CheckArticle) -> int:
    """The day of an article as an ordinal: of publication, or when it was first seen."""
    return date.fromisoformat(article.at[:10]).toordinal()


def term_rows(articles: Iterable[CheckArticle]) -> tuple[ArticleTermRow, ...]:
    """The rows of ``article_terms``, sorted."""
    return tuple(
        ArticleTermRow(article.id, term, day_of(article))
        for article in sorted(articles, key=lambda a: a.id)
        for term in sorted(telling_terms(sketch_of(article)))
    )


@dataclass
class Index:
    """Articles by their telling words."""

    articles: dict[str, CheckArticle] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)
    _terms: dict[str, frozenset[str]] = field(default_factory=dict)
    _postings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, article: CheckArticle) -> None:
        """Put an article in; one that is there already stays as it is."""
        if article.id in self.articles:
            return
        sketch = sketch_of(article)
        self.articles[article.id] = article
        self.sketches[article.id] = sketch
        self._terms[article.id] = telling_terms(sketch)
        for term in self._terms[article.id]:
            self._postings[term].append(article.id)

    def like(self, key: str) -> list[str]:
        """The ids of the articles that may be about the matter of the article ``key``, sorted."""
        found = {other for term in self._terms[key] for other in self._postings[term]}
        return sorted(found - {key})


@dataclass(frozen=True, slots=True)
class Reach:
    """A batch of articles by id, and the pairs that are of one affair by words.

    ``followed`` are the ids of those whose links were followed, ``edges`` what was followed.
    """

    articles: Mapping[str, CheckArticle]
    kin: frozenset[Edge]
    followed: frozenset[str]
    edges: frozenset[Edge]

    def parts(self, more: Iterable[Edge] = ()) -> list[list[str]]:
        """The ids in parts that nothing joins, the largest first; ``more`` pairs belong together.

        What is concluded of one part depends on no other.
        """
        edges = {edge: 1.0 for edge in (*self.edges, *more) if {*edge} <= self.articles.keys()}
        return sorted(components(self.articles, edges, 1.0), key=lambda part: (-len(part), part))


def reach(
    touched: Sequence[CheckArticle],
    around: Callable[[CheckArticle], Iterable[CheckArticle]],
    together: Callable[[CheckArticle], Iterable[CheckArticle]],
    most: int = MOST,
) -> Reach:
    """The batch of articles that the touched ones can move, the nearest first.

    ``around`` gives the articles that share telling words with one; ``together`` those that the
    ledger holds in one story with one now, and those that print an answer to a question of its own.
    Links, old stories and questions are followed until nothing is new. Beyond ``most`` articles
    links are not: what lies behind is whole stories, which come out as they are (average linkage
    of whole clusters alone gives them again). Kin that is no more than that is named and not
    followed: an affair may be long.
    """
    index = Index()
    found: dict[str, CheckArticle] = {}
    kin: set[Edge] = set()
    compared: set[Edge] = set()
    followed: set[str] = set()
    edges: set[Edge] = set()
    waiting = deque(sorted(touched, key=lambda a: a.id))
    while waiting:
        article = waiting.popleft()
        if article.id in found:
            continue
        found[article.id] = article
        for other in together(article):
            edges.add((article.id, other.id))
            waiting.append(other)
        if len(found) > most:
            continue
        followed.add(article.id)
        index.add(article)
        for other in around(article):
            index.add(other)
        asked = [
            edge
            for key in index.like(article.id)
            if (edge := (min(article.id, key), max(article.id, key))) not in compared
        ]
        compared.update(asked)
        others = [a if b == article.id else b for a, b in asked]
        chances = near(index.sketches[article.id], [index.sketches[key] for key in others])
        linked, akin = chances.link >= LINKED, chances.kin >= AKIN
        edges.update(compress(asked, linked))
        waiting.extend(index.articles[key] for key in compress(others, linked))
        kin.update(compress(asked, akin))
    return Reach(found, frozenset(kin), frozenset(followed), frozenset(edges))
