"""Stories: articles about one matter, found by a learned link and average linkage.

Articles whose link is likely enough are joined into components. Inside each, a link is lessened by
what its articles have in common with a crowd (the town, the mayor, the hospital of every report of
one place), and average linkage settles which belong together. There is no window of days: the link
knows the distance in time. A cluster of two tight bursts of dates that are less alike across than
within is two events (twins), and is cut; so are undated articles that agree on another weekday.
Lone articles then go to the story that holds their nearest kin. All steps look at the component
only, so a new article moves its own component and nothing else, in any order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from statistics import fmean

from crosscheck.articles.linkage import average_linkage, components
from crosscheck.articles.links import link
from crosscheck.articles.neighbours import FAINT, LINKED, Index
from crosscheck.articles.sketch import Sketch
from crosscheck.identity import content_id
from crosscheck.model import CheckArticle, StoryArticleRow, StoryRow
from crosscheck.trees import Column
from crosscheck.values.odds import log_odds, probability

CUT = 0.22
"""Mean probability, lessened, from which two clusters are one story. Left out, the mean over
newsrooms, real stories and collections of like events is best at .2 to .22.
"""
_CROWD = slice(8, 24)
"""The links of an article, from the strongest on, that are those with a crowd: most stories have
fewer articles."""
_MOST_LESSENED = 2.5
"""Log odds that a crowd takes from a link at most: so the links of a great story hold."""
_KIN = 2
_KIN_CUT = 0.2
"""A lone article joins the story whose two articles nearest to it are this near on average."""
_UNDATED_KIN = 0.5
"""An article without any date goes with the undated ones if these are at least half as near."""
_BURST = 2
"""Articles that make a burst, at least."""
_QUIET_DAYS = 8
"""Days of silence between two bursts, at least; and they are three times as long as either."""
_QUIET_RATIO = 3
_LESS_ALIKE = 1.5
"""How much less alike articles across the silence are than within, for a cut: in log odds, since
short reports of two fires at one mill are all but certainly linked."""
_LONG_AGO = 500
"""Days of silence that always part: what is told again after them is of one affair at most, unless
it is one article alone that its nearest kin takes in."""
_SURE = 0.998
"""Probability above which it does not matter how much above."""
_SUREST = 0.9999
"""The same, where something is taken from it."""

Linker = Callable[[Sketch, Sequence[Sketch]], Column]
"""The probabilities that an article and each of some others are about one matter."""
Similar = Mapping[tuple[str, str], float]


def find_stories(
    articles: Sequence[CheckArticle],
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
    linker: Linker = link,
) -> list[list[CheckArticle]]:
    """Partition ``articles`` into stories; single articles are stories of one.

    ``together`` and ``apart`` are pairs of article ids that reviewers decided; ``linker`` is
    another link than the shipped one, for measuring.
    """
    index = Index()
    similar: dict[tuple[str, str], float] = {}
    for article in sorted(articles, key=lambda a: a.id):
        index.add(article)
        like = index.like(article.id)
        known = [index.sketches[key] for key in like]
        for key, chance in zip(like, linker(index.sketches[article.id], known), strict=True):
            if chance >= FAINT:
                similar[key, article.id] = float(chance)
    by_id = index.articles
    published = {key: article.published_at for key, article in by_id.items()}
    found = cluster(
        published, similar, lambda key: index.sketches[key].weekdays, together, apart
    )  # fmt: skip
    return [[by_id[key] for key in story] for story in found]


def cluster(
    published: Mapping[str, str | None],
    similar: Similar,
    weekdays: Callable[[str], frozenset[int]],
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """Partition articles, given by id with their dates, into stories, by the links between them.

    ``similar`` are the probabilities of pairs (the smaller id first), absent ones being unlinked;
    ``weekdays`` gives those that an article names. Stories and their articles come out sorted.
    """
    ruled = dict(similar)
    for pair, value in [*((p, 1e6) for p in together), *((p, float("-inf")) for p in apart)]:
        a, b = sorted(pair)
        if a in published and b in published:
            ruled[a, b] = value
    parts = components(published, ruled, LINKED)
    component_of = {key: at for at, part in enumerate(parts) for key in part}
    inside: list[dict[tuple[str, str], float]] = [{} for _ in parts]
    for (a, b), value in ruled.items():
        if component_of[a] == component_of[b]:
            inside[component_of[a]][a, b] = value
    stories: list[list[str]] = []
    for component, links in zip(parts, inside, strict=True):
        lessened = _lessened(component, links)
        clusters = [
            part
            for whole in average_linkage(component, lessened, CUT)
            for burst in _bursts(whole, published, links)
            for part in _weekdays(burst, published, weekdays, links)
        ]
        stories += _adopt(clusters, links, lessened)
    return sorted(stories)


def _lessened(component: Sequence[str], near: Similar) -> Similar:
    """The links less what their articles have in common with a crowd, in log odds.

    Of two articles the mean is taken of how far the links of each with its crowd lie above the
    faintest. What compares the nearest of each with each is known as local scaling: cross-domain
    similarity local scaling (Conneau et al., 2018) takes the mean of the nearest ones likewise.
    What reviewers decided stays.
    """
    if len(component) <= _CROWD.start:
        return near
    told = {
        pair: log_odds(value, FAINT, _SUREST) for pair, value in near.items() if 0 <= value <= 1
    }
    faintest = log_odds(FAINT, FAINT, _SUREST)
    links_of: dict[str, list[float]] = {key: [] for key in component}
    for pair, value in told.items():
        for key in pair:
            links_of[key].append(value - faintest)
    crowded = {}
    for key, above in links_of.items():
        mean = sum(sorted(above, reverse=True)[_CROWD]) / (_CROWD.stop - _CROWD.start)
        crowded[key] = min(mean, _MOST_LESSENED)
    lessened = {
        (a, b): probability(value - (crowded[a] + crowded[b]) / 2) for (a, b), value in told.items()
    }
    return {**near, **lessened}


def _between(a: str, b: str, similar: Similar) -> float:
    return similar.get((min(a, b), max(a, b)), 0.0)


def _odds(a: str, b: str, similar: Similar) -> float:
    """The log odds of a link; a pair without one has those of the faintest."""
    return log_odds(_between(a, b, similar), FAINT, _SURE)


def _bursts(
    cluster: Sequence[str], published: Mapping[str, str | None], similar: Similar
) -> list[list[str]]:
    """The cluster, or its two bursts: like events at one place, weeks apart, or years."""
    dated = sorted(
        (date.fromisoformat(day[:10]), key)
        for key in cluster
        if (day := published[key]) is not None
    )
    gaps = {at: (dated[at][0] - dated[at - 1][0]).days for at in range(1, len(dated))}
    longest = max(gaps, key=lambda at: (gaps[at], -at), default=0)
    if gaps.get(longest, 0) >= _LONG_AGO:
        early, late = ([key for _, key in part] for part in (dated[:longest], dated[longest:]))
        parts = _shared_out(cluster, early, late, similar)
        return [burst for part in parts for burst in _bursts(part, published, similar)]
    places = range(_BURST, len(dated) - _BURST + 1)
    silent = [at for at in places if _is_silence(dated, at)]
    if not silent:
        return [list(cluster)]
    at = max(silent, key=lambda place: (dated[place][0] - dated[place - 1][0], -place))
    early, late = ([key for _, key in part] for part in (dated[:at], dated[at:]))
    within = [_odds(a, b, similar) for part in (early, late) for a, b in combinations(part, 2)]
    across = [_odds(a, b, similar) for a in early for b in late]
    if fmean(across) >= fmean(within) - _LESS_ALIKE:
        return [list(cluster)]
    return _shared_out(cluster, early, late, similar)


def _weekdays(
    cluster: Sequence[str],
    published: Mapping[str, str | None],
    weekdays: Callable[[str], frozenset[int]],
    similar: Similar,
) -> list[list[str]]:
    """The cluster, or two: undated articles that agree on a weekday which no other one names.

    Without a date of publication a weekday is all that tells the quake of a Sunday from the quake
    of a Thursday.
    """
    if len(cluster) < 2 * _BURST or all(published[key] is not None for key in cluster):
        return [list(cluster)]
    named = {key: told for key in cluster if (told := weekdays(key))}
    groups: list[tuple[set[int], list[str]]] = []
    for key in sorted(named):
        met = [group for group in groups if group[0] & named[key]]
        days, keys = set(named[key]), [key]
        for group in met:
            days |= group[0]
            keys += group[1]
            groups.remove(group)
        groups.append((days, keys))
    firm = [sorted(keys) for _, keys in groups if len(keys) >= _BURST]
    undated = [keys for keys in firm if all(published[key] is None for key in keys)]
    if len(firm) < 2 or not undated:
        return [list(cluster)]
    others = [key for keys in firm if keys is not undated[0] for key in keys]
    bare = [key for key in cluster if key not in named and published[key] is None]
    with_undated = [
        key
        for key in bare
        if _kin(key, undated[0], similar) >= _UNDATED_KIN * _kin(key, others, similar)
    ]
    return _shared_out(cluster, others, [*undated[0], *with_undated], similar)


def _shared_out(
    cluster: Sequence[str], one: Sequence[str], other: Sequence[str], similar: Similar
) -> list[list[str]]:
    """Two parts of a cluster, every article that is in neither with the part of its nearest kin."""
    parts = list(one), list(other)
    for key in cluster:
        if key not in one and key not in other:
            to_one, to_other = _kin(key, one, similar), _kin(key, other, similar)
            parts[0 if to_one >= to_other else 1].append(key)
    return [sorted(part) for part in parts]


def _kin(key: str, cluster: Sequence[str], similar: Similar) -> float:
    """The mean link with the two nearest of a cluster; minus infinity where one is barred."""
    near = sorted((_between(key, member, similar) for member in cluster), reverse=True)
    return near[-1] if near[-1] == float("-inf") else sum(near[:_KIN]) / _KIN


def _is_silence(dated: Sequence[tuple[date, str]], at: int) -> bool:
    """Is the gap before a place long, and long beside the bursts on both of its sides?"""
    gap = (dated[at][0] - dated[at - 1][0]).days
    spans = (dated[at - 1][0] - dated[0][0]).days, (dated[-1][0] - dated[at][0]).days
    return gap >= _QUIET_DAYS and gap > _QUIET_RATIO * max(*spans, 1)


def _adopt(
    clusters: Sequence[Sequence[str]], similar: Similar, lessened: Similar
) -> list[list[str]]:
    """Give a lone article to the story that holds the few articles it is most like.

    Average linkage leaves out the short item and the odd angle, for they are unlike most of a
    long story; a few near relatives are enough for them, if no crowd is as near. All are placed by
    the same clusters, so the order does not matter.
    """

    families = [sorted(cluster) for cluster in clusters if len(cluster) > 1]
    found = [list(cluster) for cluster in families]
    for lone in (cluster[0] for cluster in clusters if len(cluster) == 1):
        ranked = sorted(
            ((_kin(lone, c, similar), c[0], i) for i, c in enumerate(families)), reverse=True
        )
        nearest = ranked[0][2] if ranked else -1
        if ranked and _kin(lone, families[nearest], lessened) >= _KIN_CUT:
            found[nearest].append(lone)
        else:
            found.append([lone])
    return [sorted(cluster) for cluster in found]


def founder(articles: Sequence[CheckArticle]) -> CheckArticle:
    """The article that a story is named after: the first seen, so later ones never rename it."""
    return min(articles, key=lambda a: (a.first_seen_at, a.published_at or "9999", a.id))


def story_rows(
    stories: Sequence[Sequence[CheckArticle]], labels: Sequence[str]
) -> tuple[tuple[StoryRow, ...], tuple[StoryArticleRow, ...]]:
    """The rows of ``stories`` and ``story_articles``; a story has the id of its founder.

    ``labels`` are their names.
    """
    rows, members = [], []
    for story, label in zip(stories, labels, strict=True):
        first = founder(story)
        key = content_id("story", first.id)
        rows.append(
            StoryRow(
                id=key,
                label=label,
                first_seen_at=min(a.first_seen_at for a in story),
                last_seen_at=max(a.first_seen_at for a in story),
            )
        )
        members += [StoryArticleRow(key, article.id) for article in story]
    return (
        tuple(sorted(rows, key=lambda r: r.id)),
        tuple(sorted(members, key=lambda m: (m.story_id, m.article_id))),
    )
