"""Outlets and articles of the demo newsroom, read from its data files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Outlet:
    """A fictional outlet; ``finds`` says how to find its articles: rss, atom, sitemap, section."""

    id: str
    name: str
    tagline: str
    style: str
    finds: tuple[str, ...]
    zone: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an article, printed after paragraph number ``after`` (from 1)."""

    after: int
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """Words of one paragraph (from 1) that the outlet replaces, without a notice."""

    paragraph: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its outlet prints it. ``[words](address)`` in a paragraph is a link.

    One that is not ``dated`` shows no date anywhere, as if its outlet printed none.
    """

    id: str
    story: str
    outlet: str
    slug: str
    title: str
    byline: str
    published: datetime
    paragraphs: tuple[str, ...]
    section: str = "news"
    caption: str | None = None
    correction: str | None = None
    table: Table | None = None
    revisions: tuple[Revision, ...] = ()
    dated: bool = True

    @property
    def path(self) -> str:
        """The address of the article on its outlet's host."""
        if not self.dated:
            return f"/{self.section}/{self.slug}"
        return f"/{self.section}/{self.published:%Y/%m/%d}/{self.slug}"

    def revised(self) -> "Article":
        """The article after its silent changes."""
        paragraphs = list(self.paragraphs)
        for change in self.revisions:
            before = paragraphs[change.paragraph - 1]
            if before.count(change.old) != 1:
                raise ValueError(f"{self.id}: {change.old!r} is not once in its paragraph")
            paragraphs[change.paragraph - 1] = before.replace(change.old, change.new)
        return replace(self, paragraphs=tuple(paragraphs))


@dataclass(frozen=True, slots=True)
class Document:
    """A page that articles link to and that no list of its outlet names."""

    outlet: str
    path: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """All outlets with all their articles, newest first."""

    outlets: tuple[Outlet, ...]
    articles: tuple[Article, ...]
    documents: tuple[Document, ...] = ()

    def of(self, outlet: Outlet) -> tuple[Article, ...]:
        """The articles of one outlet, newest first."""
        return tuple(article for article in self.articles if article.outlet == outlet.id)


def _data(*path: str) -> dict[str, Any]:
    text = files(__package__).joinpath(*path).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _article(story: str, given: Mapping[str, Any], earlier: Mapping[str, Article]) -> Article:
    values = dict(given)
    copied = values.pop("copies", None)
    if copied is not None:
        values["paragraphs"] = earlier[copied].paragraphs
    table = values.pop("table", None)
    if table is not None:
        table = Table(
            table["after"],
            table["caption"],
            tuple(table["head"]),
            tuple(tuple(row) for row in table["rows"]),
        )
    return Article(
        story=story,
        published=datetime.fromisoformat(values.pop("published")),
        paragraphs=tuple(values.pop("paragraphs")),
        table=table,
        revisions=tuple(Revision(**one) for one in values.pop("revisions", ())),
        **values,
    )


def load() -> Newsroom:
    """Read the newsroom's data files."""
    outlets = tuple(
        Outlet(**{**one, "finds": tuple(one["finds"])}) for one in _data("outlets.toml")["outlets"]
    )
    articles: dict[str, Article] = {}
    documents: list[Document] = []
    folder = files(__package__).joinpath("stories")
    for file in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")):
        story = _data("stories", file)
        for given in story["articles"]:
            articles[given["id"]] = _article(file.removesuffix(".toml"), given, articles)
        documents += [
            Document(**{**one, "paragraphs": tuple(one["paragraphs"])})
            for one in story.get("documents", ())
        ]
    newest = sorted(articles.values(), key=lambda one: (one.published, one.id), reverse=True)
    return Newsroom(outlets, tuple(newest), tuple(documents))


def plants() -> dict[str, Any]:
    """What a ledger of the newsroom has to show, as ``plants.toml`` says it."""
    return _data("plants.toml")
