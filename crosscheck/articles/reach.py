"""What changed articles can move: the stories to find again, and those to compare again.

A story depends on the links of its component, and common names chain thousands of articles into
one. So links are weighed once, kept, and stories found from them; compared again are only the
stories that an article of the batch is in, those that others came of, and what answers their
questions.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from crosscheck.articles.linkage import components
from crosscheck.articles.links import near
from crosscheck.articles.neighbours import AKIN, FAINT, LINKED, MOST_LIKE, Edge, Index
from crosscheck.articles.sketch import sketch_of
from crosscheck.articles.stories import cluster
from crosscheck.model import CheckArticle

MOST = 3000
"""Articles of a batch from which on links are no longer followed: common names chain stories."""
_CERTAIN = 1.0
"""The link between articles of a story that was not looked into: it comes out as it is."""


class Chance(NamedTuple):
    """The probabilities that two articles are about one event, and about one lasting matter."""

    link: float
    kin: float


class Surroundings(Protocol):
    """What the ledger knows of the articles around one; articles are named by id."""

    def named(self, keys: Iterable[str]) -> Iterable[CheckArticle]:
        """The articles with these ids."""
        ...

    def published(self, keys: Iterable[str]) -> Mapping[str, str | None]:
        """The dates of publication."""
        ...

    def is_new(self, key: str) -> bool:
        """Whether an article waits: what is known of its links no longer holds."""
        ...

    def around(self, article: CheckArticle) -> Iterable[str]:
        """The articles that share telling words with one."""
        ...

    def links(self, key: str) -> Mapping[str, Chance]:
        """The links of an article as they were weighed last."""
        ...

    def mates(self, key: str) -> Sequence[str]:
        """The other articles of the story that holds an article now, if there is one."""
        ...

    def answering(self, key: str) -> Iterable[str]:
        """The articles that share a figure with one now, or may answer a question of its claims."""
        ...


Part = tuple[tuple[str, ...], ...]
"""Whole stories that are compared together."""


@dataclass(frozen=True)
class Reach:
    """What a batch can move, by ids.

    What is concluded of one of the ``parts`` depends on no other. ``links`` are those that hold,
    ``followed`` the waiting articles whose links were weighed.
    """

    parts: tuple[Part, ...]
    links: Mapping[Edge, Chance]
    followed: frozenset[str]

    @cached_property
    def _of(self) -> Mapping[str, list[Edge]]:
        """The linked pairs of each article."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for pair in self.links:
            for key in pair:
                found[key].append(pair)
        return found

    def kin(self, keys: Iterable[str]) -> list[Edge]:
        """The pairs of one affair in which one of these articles is."""
        pairs = {pair for key in keys for pair in self._of.get(key, ())}
        return sorted(pair for pair in pairs if self.links[pair].kin >= AKIN)

    def weighed(self, keys: Collection[str]) -> list[tuple[str, str, float, float]]:
        """The links of those of these articles that were followed, sorted."""
        new = self.followed.intersection(keys)
        pairs = {pair for key in new for pair in self._of.get(key, ())}
        return sorted((*pair, *self.links[pair]) for pair in pairs)


def reach(
    waiting: Sequence[str],
    ledger: Surroundings,
    together: Sequence[Edge] = (),
    apart: Sequence[Edge] = (),
    joined: Sequence[Edge] = (),
    most: int = MOST,
) -> Reach:
    """What the waiting articles can move.

    Links, old stories and what a reviewer put ``together`` are followed until nothing is new;
    beyond ``most`` articles links are not, and a story that lies behind comes out as it is.
    ``apart`` are pairs that a reviewer parted, ``joined`` pairs that decisions speak of together.
    """
    found = _Links(ledger, most)
    found.follow(waiting, together)
    stories = found.stories(together, apart)
    return _Closing(ledger, found, stories, (*together, *apart, *joined)).close()


@dataclass
class _Links:
    """The articles that links lead to, and the links between them."""

    ledger: Surroundings
    most: int
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each article with the others of its story as it was."""
    followed: set[str] = field(default_factory=set)
    weighed: dict[Edge, Chance] = field(default_factory=dict)
    known: dict[Edge, Chance] = field(default_factory=dict)
    _index: Index = field(default_factory=Index)
    _compared: set[Edge] = field(default_factory=set)

    @cached_property
    def new(self) -> frozenset[str]:
        """The waiting articles that were followed."""
        return frozenset(key for key in self.followed if self.ledger.is_new(key))

    @cached_property
    def links(self) -> dict[Edge, Chance]:
        """The links that hold: those just weighed, and the old ones between other articles."""
        held = {pair: c for pair, c in self.known.items() if self.new.isdisjoint(pair)}
        return held | self.weighed

    def follow(self, waiting: Iterable[str], together: Sequence[Edge]) -> None:
        """Follow links from these articles on."""
        queue = deque(sorted(waiting))
        ruled = _beside(together)
        while queue:
            key = queue.popleft()
            if key in self.found:
                continue
            self.found[key] = tuple(self.ledger.mates(key))
            queue.extend(self.found[key])
            queue.extend(ruled.get(key, ()))
            if len(self.found) <= self.most:
                self.followed.add(key)
                queue.extend(self._weigh(key) if self.ledger.is_new(key) else self._recall(key))
            else:
                self._recall(key)

    def _recall(self, key: str) -> list[str]:
        """Take an article's links as they are known; returns whom they lead to."""
        links = self.ledger.links(key)
        self.known.update((_edge(key, other), chance) for other, chance in links.items())
        return sorted(other for other, chance in links.items() if chance.link >= LINKED)

    def _weigh(self, key: str) -> list[str]:
        """Weigh an article's links to all that share words with it; returns whom they lead to."""
        for article in self.ledger.named([key]):
            self._index.add(article)
            unseen = set(self.ledger.around(article)) - self._index.articles.keys()
            for other in self.ledger.named(unseen):
                self._index.add(other)
        if key not in self._index.articles:
            return []
        sketches = self._index.sketches
        others = [
            other
            for other in self._index.like(key, MOST_LIKE)
            if _edge(key, other) not in self._compared
        ]
        self._compared.update(_edge(key, other) for other in others)
        chances = near(sketches[key], [sketches[other] for other in others])
        for found, link, kin in zip(
            others, chances.link.tolist(), chances.kin.tolist(), strict=True
        ):
            if link >= FAINT or kin >= AKIN:
                self.weighed[_edge(key, found)] = Chance(link, kin)
        return [found for found, link in zip(others, chances.link, strict=True) if link >= LINKED]

    def stories(self, together: Sequence[Edge], apart: Sequence[Edge]) -> list[tuple[str, ...]]:
        """The stories of all that was found and still has a text."""
        published = self.ledger.published(self.found)
        similar = {
            pair: chance.link
            for pair, chance in self.links.items()
            if chance.link >= FAINT and published.keys() >= {*pair}
        }
        for key, mates in self.found.items():
            if key not in self.followed:
                similar |= dict.fromkeys((_edge(key, mate) for mate in mates), _CERTAIN)
        return [
            tuple(story) for story in cluster(published, similar, self._weekdays, together, apart)
        ]

    def _weekdays(self, key: str) -> frozenset[int]:
        [article] = self.ledger.named([key])
        return sketch_of(article).weekdays


@dataclass
class _Closing:
    """Stories that must be compared again, until nothing that they depend on is left out."""

    ledger: Surroundings
    links: _Links
    stories: Sequence[tuple[str, ...]]
    decided: Sequence[Edge]
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The story of each article that is compared."""
    edges: set[Edge] = field(default_factory=set)
    _queue: deque[str] = field(default_factory=deque)

    def close(self) -> Reach:
        """Choose the stories that changed and all that they depend on."""
        now = {key: story for story in self.stories for key in story}
        there = self.ledger.published({key for pair in self.decided for key in pair})
        beside = _beside(pair for pair in self.decided if there.keys() >= {*pair})
        for story in self.stories:
            if self._changed(story):
                self._choose(story)
        while self._queue:
            key = self._queue.popleft()
            mates = self.links.found.get(key, ())
            for other in (*mates, *beside.get(key, ()), *self.ledger.answering(key)):
                story = now.get(other) or tuple(sorted((other, *self.ledger.mates(other))))
                self._choose(story)
                self.edges.add(_edge(key, other))
        return Reach(self._parts(), self.links.links, self.links.new)

    def _changed(self, story: tuple[str, ...]) -> bool:
        """Whether a story has other articles than it had, or one that is new."""
        if self.links.followed.isdisjoint(story):
            return False
        was = {story[0], *self.links.found[story[0]]}
        return set(story) != was or not self.links.new.isdisjoint(story)

    def _choose(self, story: tuple[str, ...]) -> None:
        for key in story:
            if key not in self.chosen:
                self.chosen[key] = story
                self._queue.append(key)
                self.edges.add(_edge(story[0], key))

    def _parts(self) -> tuple[Part, ...]:
        """The stories in parts that nothing joins, the largest first."""
        edges = {edge: 1.0 for edge in self.edges if {*edge} <= self.chosen.keys()}
        parts = (
            tuple(sorted({self.chosen[key] for key in keys}))
            for keys in components(self.chosen, edges, 1.0)
        )
        return tuple(sorted(parts, key=lambda part: (-sum(map(len, part)), part)))


def _beside(pairs: Iterable[Edge]) -> Mapping[str, list[str]]:
    """The other ones of the pairs that each is in."""
    found: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        found[a].append(b)
        found[b].append(a)
    return found


def _edge(a: str, b: str) -> Edge:
    return (a, b) if a < b else (b, a)
