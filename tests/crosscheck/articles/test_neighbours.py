from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.articles.neighbours import Index, reach, too_far
from crosscheck.articles.stories import find_stories, linked
from crosscheck.model import CheckArticle

FERRY = "The ferry Morning Tern capsized off Port Kaldera harbour. Divers searched the wreck near Kaldera."
BRIDGE = "The Sorrel suspension bridge was closed in Westerbrook. Engineers found cracks in Sorrel's cables."


def article(key: str, published: str | None, seen: str, text: str = FERRY) -> CheckArticle:
    return CheckArticle(key, key, key, None, key, None, None, text, published, seen)


@pytest.mark.parametrize(
    ("a", "b", "far"),
    [
        (("2031-03-01", "2031-03-01"), ("2031-03-08", "2031-03-09"), False),
        (("2031-03-01", "2031-03-01"), ("2031-03-09", "2031-03-09"), True),
        ((None, "2031-03-20"), ("2031-03-01", "2031-03-01"), False),
        ((None, "2031-05-20"), ("2031-03-01", "2031-03-01"), True),
        ((None, "2031-03-02"), ("2031-03-01", "2033-01-01"), False),
        ((None, "2031-03-02"), (None, "2031-03-25"), False),
    ],
)
def test_windows(a: tuple[str | None, str], b: tuple[str | None, str], far: bool) -> None:
    one, other = article("a", *a), article("b", *b)
    assert too_far(one, other) is too_far(other, one) is far


days = st.integers(0, 80).map(lambda n: f"2031-{1 + n // 28:02d}-{1 + n % 28:02d}")


@settings(deadline=None)  # the first call reads the tables
@given(st.lists(st.tuples(st.none() | days, days), min_size=2, max_size=8))
def test_the_index_finds_just_what_is_not_too_far(found: list[tuple[str | None, str]]) -> None:
    articles = [article(f"a{i}", *times) for i, times in enumerate(found)]
    index = Index()
    for one in articles:
        index.add(one)
    for one in articles:
        near = sorted(o.id for o in articles if o.id != one.id and not too_far(one, o))
        assert index.like(one.id) == near


def test_reach_follows_links_and_old_stories_and_nothing_else() -> None:
    seen = "2031-03-01T00:00:00Z"
    ledger = [
        article("a", "2031-03-01", seen),
        article("b", "2031-03-06", seen),
        article("c", "2031-03-12", seen),
        article("old", "2031-02-01", seen, BRIDGE.replace("cracks", "rust")),
        article("far", "2031-03-02", seen, BRIDGE),
    ]
    by_id = {one.id: one for one in ledger}

    def around(one: CheckArticle) -> list[CheckArticle]:
        return [other for other in ledger if not too_far(one, other)]

    def together(key: str) -> list[CheckArticle]:
        return [by_id["old"]] if key == "a" else []

    found = reach([by_id["a"]], around, linked, together)
    assert [one.id for one in found] == ["a", "b", "c", "old"]
    assert [one.id for one in reach([by_id["far"]], around, linked, together)] == ["far"]


def test_stories_of_the_batch_are_those_of_the_ledger() -> None:
    seen = "2031-03-01T00:00:00Z"
    ledger = [article(f"f{i}", f"2031-03-0{i}", seen) for i in range(1, 6)]
    ledger += [article(f"b{i}", f"2031-03-0{i}", seen, BRIDGE) for i in range(1, 4)]
    whole = find_stories(ledger)
    assert [[a.id for a in story] for story in whole] == [
        ["b1", "b2", "b3"],
        ["f1", "f2", "f3", "f4", "f5"],
    ]
    batch = reach([ledger[0]], lambda one: ledger, linked, lambda key: ())
    assert find_stories(batch) == [whole[1]]


def test_twins_stay_apart_by_date_or_weekday() -> None:
    twin = "The ferry Morning Tern capsized off Port Kaldera harbour on {}. Divers searched Kaldera bay."
    seen = "2031-03-01T00:00:00Z"
    dated = [article("a", "2031-03-01", seen), article("b", "2031-06-01", "2031-06-01T00:00:00Z")]
    assert len(find_stories(dated)) == 2
    other = (
        "A ferry sank near Port Kaldera on {}, the harbour office said. Crews of Kaldera towed it."
    )
    undated = [
        article("a", None, seen, twin.format("Tuesday")),
        article("b", None, seen, other.format("Friday")),
    ]
    assert len(find_stories(undated)) == 2
    same = [
        replace(undated[0], text=twin.format("Tuesday")),
        replace(undated[1], text=other.format("Tuesday")),
    ]
    assert len(find_stories(same)) == 1
