"""Stories: articles about one event, found by what they say within a window of days.

Two articles that are alike enough, and no more than a week apart, are linked; inside each connected
component average linkage settles which articles belong together. Both steps look at the component
only, so a new article moves its own component and nothing else, in any order of arrival.
Twins (the same kind of event at the same place at another time) are kept apart by their dates, and
where a date is missing by the weekdays that their leads name.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from crosscheck.identity import content_id
from crosscheck.model import CheckArticle, StoryArticleRow, StoryRow
from crosscheck.similarity import Profile, average_linkage, candidate_pairs, likeness, profile_of

# Measured plateau 0.23–0.26: nothing foreign is joined, few stories fall apart.
CUT = 0.24
WINDOW = timedelta(days=7)
_WEEKDAY_CLASH = 0.3
_KIN = 2
_KIN_CUT = 0.19
_LEAD = 700
_WEEKDAYS = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b", re.IGNORECASE
)


def _day(article: CheckArticle) -> date | None:
    if not article.published_at:
        return None
    return date.fromisoformat(article.published_at[:10])


def weekdays(article: CheckArticle) -> frozenset[str]:
    """The weekdays that an article's lead names."""
    return frozenset(day.casefold() for day in _WEEKDAYS.findall(article.text[:_LEAD]))


def pair_similarity(
    a: CheckArticle, b: CheckArticle, profile_a: Profile, profile_b: Profile
) -> float:
    """How much two articles are about one event: 0 to 1, or minus infinity when barred by date."""
    day_a, day_b = _day(a), _day(b)
    if day_a and day_b:
        return float("-inf") if abs(day_a - day_b) > WINDOW else likeness(profile_a, profile_b)
    alike = likeness(profile_a, profile_b)
    named_a, named_b = weekdays(a), weekdays(b)
    clash = bool(named_a) and bool(named_b) and not named_a & named_b
    return alike * _WEEKDAY_CLASH if clash else alike


def find_stories(
    articles: Sequence[CheckArticle],
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
) -> list[list[CheckArticle]]:
    """Partition ``articles`` into stories; single articles are stories of one.

    ``together`` and ``apart`` are pairs of article ids that reviewers decided.
    """
    by_id = {article.id: article for article in articles}
    profiles = {key: profile_of(a.text, f"{a.outlet} {a.byline or ''}") for key, a in by_id.items()}
    similar: dict[tuple[str, str], float] = {}
    for a, b in candidate_pairs(profiles):
        value = pair_similarity(by_id[a], by_id[b], profiles[a], profiles[b])
        if value > 0.0 or value == float("-inf"):
            similar[a, b] = value
    for pair, value in [*((p, 1e6) for p in together), *((p, float("-inf")) for p in apart)]:
        a, b = sorted(pair)
        if a in by_id and b in by_id:
            similar[a, b] = value
    stories: list[list[CheckArticle]] = []
    for component in _components(by_id, similar):
        inside = set(component)
        near = {pair: x for pair, x in similar.items() if pair[0] in inside and pair[1] in inside}
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
