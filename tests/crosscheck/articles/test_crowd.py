"""What the articles of one town have in common makes no story."""

import random
from itertools import combinations

from crosscheck.articles.stories import cluster

WITHIN, IN_TOWN = 0.99, 0.6


def _stories(count: int, size: int, *, across: float) -> dict[tuple[str, str], float]:
    """The links of so many stories of so many articles each: "03.2" is of story 03."""
    keys = [f"{story:02d}.{at}" for story in range(count) for at in range(size)]
    return {(a, b): WITHIN if a[:2] == b[:2] else across for a, b in combinations(keys, 2)}


def _found(links: dict[tuple[str, str], float]) -> list[list[str]]:
    published = {key: "2026-03-04" for pair in links for key in pair}
    return cluster(published, links, lambda _: frozenset())


def test_links_that_all_of_a_town_have_join_no_stories() -> None:
    found = _found(_stories(8, 4, across=IN_TOWN))
    assert [len(story) for story in found] == [4] * 8
    assert all(len({key[:2] for key in story}) == 1 for story in found)


def test_the_same_links_join_two_stories_where_no_town_has_them() -> None:
    assert [len(story) for story in _found(_stories(2, 4, across=IN_TOWN))] == [8]


def test_a_great_story_stays_whole() -> None:
    rng = random.Random(3)
    keys = [f"{at:03d}" for at in range(80)]
    links = {pair: rng.choice((0.03, 0.3, 0.6, 0.9, 0.99)) for pair in combinations(keys, 2)}
    assert len(_found(links)) == 1


def test_what_reviewers_joined_stays_joined_in_a_town() -> None:
    links = _stories(8, 4, across=IN_TOWN)
    published = {key: "2026-03-04" for pair in links for key in pair}
    found = cluster(published, links, lambda _: frozenset(), together=[("00.0", "01.0")])
    assert [len(story) for story in found] == [8, *[4] * 6]
