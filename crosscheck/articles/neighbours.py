"""Which articles may be about one matter: those with a telling word in common.

The question is put to pairs alone and never to the rest of the ledger, so that adding articles one
by one links the same pairs as adding them at once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from crosscheck.articles.sketch import Sketch, sketch_of
from crosscheck.model import ArticleTermRow, CheckArticle

LINKED = 0.3
"""Probability from which two articles are in one component, whatever else the ledger holds."""
FAINT = 0.02
"""Probability below which two articles count as not linked at all, and nothing is kept of them."""
AKIN = 0.9
"""Probability from which two articles are of one affair: a link with the time taken out of it."""
_TELLING = 0.7
"""Rarity from which a word tells an event: "tram", not "train"."""
_FEWEST_TERMS, _MOST_TERMS, _MOST_NUMBERS = 15, 40, 10
MOST_LIKE = 200
"""Articles that one is compared with: those that share most telling words with it."""
_LONG = 4
"""Digits from which a number that two articles print finds one by the other."""

Edge = tuple[str, str]
"""The ids of two articles."""


def telling_terms(sketch: Sketch) -> frozenset[str]:
    """The words by which an article is found: the rarest of its lead and names, 15 to 40 of those
    that it has, and ten of its long numbers."""
    weights = {**sketch.opening, **sketch.names}
    rarest = sorted(weights, key=lambda stem: (-weights[stem], stem))
    heavy = {
        stem for at, stem in enumerate(rarest) if at < _FEWEST_TERMS or weights[stem] > _TELLING
    }
    ranked = sorted(heavy, key=lambda stem: (stem not in sketch.opening, -weights[stem], stem))
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

    def like(self, key: str, most: int | None = None) -> list[str]:
        """The ids of the articles that may be about the matter of the article ``key``, sorted.

        Of more than ``most`` those that share most, a word counting the less the more have it.
        """
        shared: dict[str, float] = defaultdict(float)
        for term in sorted(self._terms[key]):
            holders = self._postings[term]
            for other in holders:
                shared[other] += 1 / len(holders)
        shared.pop(key, None)
        return sorted(sorted(shared, key=lambda other: (-shared[other], other))[:most])
