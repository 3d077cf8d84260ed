"""Which articles may be about one matter: those with a telling word in common.

The question is put to pairs alone and never to the rest of the ledger, so that adding articles one
by one links the same pairs as adding them at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from crosscheck.articles.links import kinship, link
from crosscheck.articles.sketch import Sketch, sketch_of
from crosscheck.model import ArticleTermRow, CheckArticle

LINKED = 0.3
"""Probability from which two articles are in one component, whatever else the ledger holds."""
AKIN = 0.9
"""Probability from which two articles are of one affair: a link with the time taken out of it."""
_TELLING = 0.7
"""Rarity from which a word tells an event: "tram", not "train"."""
_MOST_TERMS, _MOST_NUMBERS = 40, 10
_LONG = 4
"""Digits from which a number that two articles print finds one by the other."""


def telling_terms(sketch: Sketch) -> frozenset[str]:
    """The words by which an article is found: the rarest of its lead and names, at most 40, and ten
    of its long numbers."""
    heavy: dict[str, float] = {
        stem: sketch.words[stem]
        for stem in (*sketch.lead, *sketch.names)
        if sketch.words.get(stem, 0.0) > _TELLING
    }
    ranked = sorted(heavy, key=lambda stem: (stem not in sketch.lead, -heavy[stem], stem))
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


def linked(a: Sketch, b: Sketch) -> bool:
    """Are two articles alike enough to be in one component, whatever else the ledger holds?"""
    return link(a, b) >= LINKED


@dataclass(frozen=True, slots=True)
class Reach:
    """A closed batch of articles, sorted by id, and the pairs that are of one affair by words."""

    articles: tuple[CheckArticle, ...]
    kin: frozenset[tuple[str, str]]


def reach(
    touched: Sequence[CheckArticle],
    around: Callable[[CheckArticle], Iterable[CheckArticle]],
    together: Callable[[CheckArticle], Iterable[CheckArticle]],
) -> Reach:
    """The closed batch of articles that the touched ones can move.

    ``around`` gives the articles that share telling words with one; ``together`` those that the
    ledger holds in one story with one now, and those that print an answer to a question of its own.
    Links, old stories and questions are followed until nothing is new. Kin that is no more than
    that is named and not followed: an affair may be long.
    """
    index = Index()
    found: dict[str, CheckArticle] = {}
    kin: set[tuple[str, str]] = set()
    waiting = sorted(touched, key=lambda a: a.id)
    while waiting:
        article = waiting.pop()
        if article.id in found:
            continue
        found[article.id] = article
        index.add(article)
        for other in around(article):
            index.add(other)
        mine = index.sketches[article.id]
        for key in index.like(article.id):
            theirs = index.sketches[key]
            if key not in found and linked(mine, theirs):
                waiting.append(index.articles[key])
            if kinship(mine, theirs) >= AKIN:
                kin.add((min(article.id, key), max(article.id, key)))
        waiting += [other for other in together(article) if other.id not in found]
    return Reach(tuple(found[key] for key in sorted(found)), frozenset(kin))
