"""What changed articles can move, and that it is found whatever the ledger holds besides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.articles.links import link
from crosscheck.articles.neighbours import LINKED
from crosscheck.articles.reach import Chance, Reach, reach
from crosscheck.articles.sketch import sketch_of
from crosscheck.articles.stories import find_stories
from crosscheck.model import CheckArticle
from tests.crosscheck.articles.test_neighbours import BRIDGE, FERRY, VIADUCT, article


@dataclass
class Held:
    """A ledger in memory: what a pass finds in it, and leaves in it."""

    articles: dict[str, CheckArticle] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    known: dict[tuple[str, str], Chance] = field(default_factory=dict)
    story: dict[str, tuple[str, ...]] = field(default_factory=dict)
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weighed: int = 0

    def add(self, *some: CheckArticle) -> None:
        self.articles |= {one.id: one for one in some}
        self.waiting |= {one.id for one in some}

    def run(self, batch: Iterable[str] | None = None, **more: object) -> Reach:
        found = reach(sorted(self.waiting if batch is None else batch), self, **more)  # type: ignore[arg-type]
        keys = set(chain.from_iterable(story for part in found.parts for story in part))
        for part in found.parts:
            for story in part:
                self.story |= dict.fromkeys(story, story)
        self.known = {
            pair: c for pair, c in self.known.items() if found.followed.isdisjoint(pair)
        } | {(a, b): Chance(*chance) for a, b, *chance in found.weighed(keys)}
        self.waiting -= found.followed
        return found

    def named(self, keys: Iterable[str]) -> list[CheckArticle]:
        return [self.articles[key] for key in keys if key in self.articles]

    def published(self, keys: Iterable[str]) -> Mapping[str, str | None]:
        return {key: self.articles[key].published_at for key in keys if key in self.articles}

    def is_new(self, key: str) -> bool:
        return key in self.waiting

    def around(self, article: CheckArticle) -> list[str]:
        self.weighed += 1
        return [key for key in self.articles if key not in self.waiting]

    def links(self, key: str) -> Mapping[str, Chance]:
        return {b if a == key else a: c for (a, b), c in self.known.items() if key in (a, b)}

    def mates(self, key: str) -> Sequence[str]:
        return [other for other in self.story.get(key, ()) if other != key]

    def answering(self, key: str) -> Iterable[str]:
        return self.answers.get(key, ())


def stories_of(held: Held) -> list[list[str]]:
    return sorted(map(list, set(held.story.values())))


def test_links_lead_to_a_story_and_no_further() -> None:
    held = Held()
    held.add(
        article("a", "2031-03-01"),
        article("b", "2031-03-06"),
        article("far", "2034-08-02", VIADUCT),
    )
    found = held.run(["a", "b"])
    assert found.parts == ((("a", "b"),),)
    assert found.kin({"a"}) == [("a", "b")]
    far, a = sketch_of(held.articles["far"]), sketch_of(held.articles["a"])
    assert link(far, [a]) < LINKED
    assert held.waiting == {"far"}


def test_what_stands_is_not_compared_again() -> None:
    held = Held()
    held.add(*(article(f"b{i}", f"2031-03-0{i}", BRIDGE) for i in (1, 2, 3)))
    held.run()
    held.add(article("f1", "2031-03-01"))
    assert held.run().parts == ((("f1",),),)
    held.weighed = 0
    held.add(article("f2", "2031-03-02"))
    assert held.run().parts == ((("f1", "f2"),),)
    assert held.weighed == 1


def test_a_story_that_loses_an_article_is_compared_again() -> None:
    held = Held()
    held.add(*(article(f"f{i}", f"2031-03-0{i}") for i in (1, 2, 3)))
    held.run()
    held.add(article("f3", "2031-03-03", BRIDGE))
    assert held.run().parts == ((("f1", "f2"), ("f3",)),)
    assert stories_of(held) == [["f1", "f2"], ["f3"]]


def test_an_answer_in_another_story_comes_along_with_its_story() -> None:
    held = Held()
    held.add(article("a", "2031-03-01"), *(article(f"b{i}", None, BRIDGE) for i in (1, 2)))
    held.run()
    held.answers = {"a": ("b1",), "b1": ("a",)}
    held.add(article("c", "2031-03-02"))
    assert held.run().parts == ((("a", "c"), ("b1", "b2")),)


def test_what_reviewers_said_of_two_articles() -> None:
    held = Held()
    held.add(*(article(f"f{i}", f"2031-03-0{i}") for i in (1, 2)), article("b", None, BRIDGE))
    held.run()
    held.waiting = {"f1"}
    assert held.run(joined=[("b", "f1"), ("f1", "gone")]).parts == ((("b",), ("f1", "f2")),)
    held.waiting = {"f1"}
    assert held.run(apart=[("f1", "f2")]).parts == ((("f1",), ("f2",)),)
    held.waiting = {"f1"}
    assert held.run(together=[("f1", "b"), ("f1", "gone")]).parts == ((("b", "f1", "f2"),),)


def test_beyond_the_most_stories_come_out_as_they_are() -> None:
    held = Held()
    held.add(*(article(f"f{i}", f"2031-03-0{i}") for i in range(1, 7)))
    held.run()
    held.waiting = {"f1", "f6"}
    found = held.run(["f1"], most=2)
    assert found.parts == ((tuple(f"f{i}" for i in range(1, 7)),),)
    assert found.followed == {"f1"}
    assert held.waiting == {"f6"}


TEXTS = (FERRY, BRIDGE, VIADUCT, FERRY.replace("118", "41").replace("Saturday", "Monday"))
some_articles = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.none() | st.integers(1, 28)), min_size=1, max_size=9
)


@given(some_articles, st.data())
def test_articles_that_come_one_by_one_make_the_stories_of_all(
    told: list[tuple[str, int | None]], data: st.DataObject
) -> None:
    some = [
        article(f"a{at}", f"2031-03-{day:02}" if day else None, text)
        for at, (text, day) in enumerate(told)
    ]
    whole = sorted([a.id for a in story] for story in find_stories(some))
    held = Held()
    while some:
        count = data.draw(st.integers(1, len(some)))
        held.add(*some[:count])
        held.run()
        some = some[count:]
    assert stories_of(held) == whole
    assert not held.waiting
