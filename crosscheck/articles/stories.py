"""Stories: articles about one event, found by what they say within a window of days.

Two articles that are alike enough, and no more than a week apart, are linked; inside each connected
component average linkage settles which articles belong together. Both steps look at the component
only, so a new article moves its own component and nothing else, in any order of arrival.
Twins (the same kind of event at the same place at another time) are kept apart by their dates, and
where a date is missing by the weekdays that their leads name.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from crosscheck.articles.neighbours import Index, too_far
from crosscheck.articles.similarity import Profile, average_linkage, likeness
from crosscheck.identity import content_id
from crosscheck.model import CheckArticle, StoryArticleRow, StoryRow

# Measured plateau 0.22–0.23: nothing foreign is joined, few stories fall apart.
CUT = 0.22
_WEEKDAY_CLASH = 0.3
_KIN = 2
_KIN_CUT = 0.19
_LEAD = 700
_WEEKDAYS = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b", re.IGNORECASE
)


def weekdays(article: CheckArticle) -> frozenset[str]:
    """The weekdays that an article's lead names."""
    return frozenset(day.casefold() for day in _WEEKDAYS.findall(article.text[:_LEAD]))


def pair_similarity(
    a: CheckArticle, b: CheckArticle, profile_a: Profile, profile_b: Profile
) -> float:
    """How much two articles are about one event: 0 to 1, or minus infinity when barred by date."""
    if too_far(a, b):
        return float("-inf")
    alike = likeness(profile_a, profile_b)
    if a.published_at and b.published_at:
        return alike
    named_a, named_b = weekdays(a), weekdays(b)
    clash = bool(named_a) and bool(named_b) and not named_a & named_b
    return alike * _WEEKDAY_CLASH if clash else alike


def linked(a: CheckArticle, profile_a: Profile, b: CheckArticle, profile_b: Profile) -> bool:
    """Are two articles alike enough to be in one component, whatever else the ledger holds?"""
    return pair_similarity(a, b, profile_a, profile_b) >= CUT


def find_stories(
    articles: Sequence[CheckArticle],
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
) -> list[list[CheckArticle]]:
    """Partition ``articles`` into stories; single articles are stories of one.

    ``together`` and ``apart`` are pairs of article ids that reviewers decided.
    """
    index = Index()
    similar: dict[tuple[str, str], float] = {}
    for article in sorted(articles, key=lambda a: a.id):
        index.add(article)
        for key in index.like(article.id):
            other = index.articles[key]
            similar[key, article.id] = pair_similarity(
                other, article, index.profiles[key], index.profiles[article.id]
            )
    by_id = index.articles
    for pair, value in [*((p, 1e6) for p in together), *((p, float("-inf")) for p in apart)]:
        a, b = sorted(pair)
        if a in by_id and b in by_id:
            similar[a, b] = value
    stories: list[list[CheckArticle]] = []
    for component in _components(by_id, similar):
        inside = set(component)
        near = {pair: x for pair, x in similar.items() if pair[0] in inside and pair[1] in inside}
        for a, b in combinations(component, 2):
            if too_far(by_id[a], by_id[b]):
                near[a, b] = float("-inf")
        clusters = _adopt(average_linkage(component, near, CUT), near)
        stories += [[by_id[key] for key in cluster] for cluster in clusters]
    return sorted(stories, key=lambda story: story[0].id)


def _adopt(
    clusters: Sequence[Sequence[str]], similar: Mapping[tuple[str, str], float]
) -> list[list[str]]:
    """Give a lone article to the story that holds the few articles it is most like.

    Average linkage leaves out the short item and the odd angle, for they are unlike most of a
    long story; a few near relatives are enough for them. All are placed by the same clusters, so
    the order does not matter.
    """

    def kin(key: str, cluster: Sequence[str]) -> float:
        near = sorted((similar.get((min(key, k), max(key, k)), 0.0) for k in cluster), reverse=True)
        if near[-1] == float("-inf"):
            return near[-1]
        return sum(near[:_KIN]) / _KIN

    families = [sorted(cluster) for cluster in clusters if len(cluster) > 1]
    found = [list(cluster) for cluster in families]
    for lone in (cluster[0] for cluster in clusters if len(cluster) == 1):
        ranked = sorted(((kin(lone, c), c[0], i) for i, c in enumerate(families)), reverse=True)
        if ranked and ranked[0][0] >= _KIN_CUT:
            found[ranked[0][2]].append(lone)
        else:
            found.append([lone])
    return [sorted(cluster) for cluster in found]


def _components(
    keys: Mapping[str, CheckArticle], similar: Mapping[tuple[str, str], float]
) -> list[list[str]]:
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for (a, b), value in similar.items():
        if value >= CUT:
            first, second = sorted((root(a), root(b)))
            parent[second] = first
    groups: dict[str, list[str]] = {}
    for key in sorted(keys):
        groups.setdefault(root(key), []).append(key)
    return [groups[key] for key in sorted(groups)]


def founder(articles: Sequence[CheckArticle]) -> CheckArticle:
    """The article that a story is named after: the first seen, so later ones never rename it."""
    return min(articles, key=lambda a: (a.first_seen_at, a.published_at or "9999", a.id))


def story_rows(
    stories: Sequence[Sequence[CheckArticle]],
) -> tuple[tuple[StoryRow, ...], tuple[StoryArticleRow, ...]]:
    """The rows of ``stories`` and ``story_articles``; a story's label is its founder's headline."""
    rows, members = [], []
    for story in stories:
        first = founder(story)
        key = content_id("story", first.id)
        rows.append(
            StoryRow(
                id=key,
                label=first.title or first.text.split("\n", 1)[0][:120],
                first_seen_at=min(a.first_seen_at for a in story),
                last_seen_at=max(a.first_seen_at for a in story),
            )
        )
        members += [StoryArticleRow(key, article.id) for article in story]
    return (
        tuple(sorted(rows, key=lambda r: r.id)),
        tuple(sorted(members, key=lambda m: (m.story_id, m.article_id))),
    )
