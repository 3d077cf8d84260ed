"""A small newsroom of made-up outlets: articles from sentences, claims from numbers marked in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import pytest

from crosscheck.check import crosscheck
from crosscheck.model import CheckArticle, CheckHop, CheckVersion, FigureRow, LedgerClaim, Outcome
from crosscheck.relations.judge import Cuts, Opinion, Pair
from nlp.meaning.question import with_questions
from terms.rows import fields_of

NOW = "2031-05-01T12:00:00Z"
CUTS = Cuts(contradiction=0.5, lead=0.25, update=0.15, across=0.45)


def _interval(value: float | None, qualifier: str) -> tuple[float | None, float | None]:
    if value is None:
        return None, None
    if qualifier in ("at_least", "more_than"):
        return value, None
    if qualifier in ("at_most", "less_than"):
        return None, value
    digits = f"{value:.12g}"
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
    half = 0.5 * 10**zeros if zeros and value >= 100 else 0.0
    if "." in digits:
        half = 0.5 * 10 ** -len(digits.split(".")[1])
    if qualifier == "about":
        half = max(half, 0.05 * value)
    if qualifier == "nearly":
        return value - max(10.0**zeros, 0.1 * value), value
    return (value - half, value + half) if half else (value, value)


def plain_judge(pair: Pair, *, grounds: bool = False) -> Opinion:
    """A judge without weights: any order is an update, and what leaves nothing open a clash."""
    said = pair.evidence
    if not said["one figure"]:
        return Opinion(0.0, 0.0)
    if any(value for name, value in said.items() if name.startswith("order ")):
        return Opinion(0.05, 0.9)
    return Opinion(0.1, 0.0) if said["left open"] else Opinion(0.9, 0.05)


@dataclass
class Desk:
    """Writes articles and claims. A number to claim stands in square brackets: "[12] people"."""

    articles: list[CheckArticle] = field(default_factory=list)
    claims: list[LedgerClaim] = field(default_factory=list)
    versions: list[CheckVersion] = field(default_factory=list)

    def write(
        self,
        outlet: str,
        text: str,
        *facts: dict[str, Any],
        at: str = "2031-03-04T08:00:00Z",
        group: str | None = None,
        byline: str | None = None,
        name: str | None = None,
    ) -> CheckArticle:
        """One article; ``facts`` are the fields of its claims in the order of the brackets.

        The value is read from digits; give ``value`` for words. ``by`` names the origin,
        ``about=True`` and the like are written as ``qualifier``.
        """
        bare = re.sub(r"\[([^\]]+)\]", r"\1", text)
        key = name or sha256(f"{outlet}{at}{bare}".encode()).hexdigest()[:8]
        article = CheckArticle(
            key, outlet, outlet, group, f"https://{outlet}.example/{key}", bare.split("\n")[0],
            byline, bare, at, at,
        )  # fmt: skip
        self.articles.append(article)
        self.claims += self.read(article, text, facts, f"{key}.v1")
        return article

    def read(
        self,
        article: CheckArticle,
        text: str,
        facts: tuple[dict[str, Any], ...],
        version: str,
        current: bool = True,
    ) -> list[LedgerClaim]:
        """The claims of one version of an article."""
        bare = re.sub(r"\[([^\]]+)\]", r"\1", text)
        made = []
        sentences = list(re.finditer(r"[^\n.!?]+(?:\.(?=\d)[^\n.!?]+)*[.!?]?", bare))
        for number, match in enumerate(re.finditer(r"\[([^\]]+)\]", text)):
            start = match.start() - 2 * number
            quote = match.group(1)
            end = start + len(quote)
            sentence = next(s for s in sentences if s.start() <= start < s.end())
            given = dict(facts[number]) if number < len(facts) else {}
            by = given.pop("by", None)
            found = re.search(r"\d[\d,]*(?:\.\d+)?", quote)
            value = given.pop("value", float(found.group().replace(",", "")) if found else None)
            if isinstance(value, float) and value == int(value):
                value = int(value)
            qualifier = given.pop("qualifier", "exact")
            low, high = _interval(value, qualifier)
            hops = [CheckHop("outlet", article.outlet, "outlet")]
            if by:
                hops.insert(0, CheckHop("origin", by, "body", entity_id=f"e:{by}"))
            values: dict[str, Any] = {
                "id": f"{version}:{start}",
                "version_id": version,
                "article_id": article.id,
                "outlet_id": article.outlet_id,
                "sentence": sentence.group(),
                "sentence_start": sentence.start(),
                "start": start,
                "end": end,
                "quote": quote,
                "kind": given.pop("kind", "count"),
                "value": value,
                "low": given.pop("low", low),
                "high": given.pop("high", high),
                "p_low": given.pop("p_low", low if low is not None else 0.8 * (high or 0)),
                "p_high": given.pop("p_high", high if high is not None else 1.2 * (low or 0)),
                "unit": given.pop("unit", "person"),
                "qualifier": qualifier,
                "origin_id": f"e:{by}" if by else None,
                "origin_name": by,
                "published_at": article.published_at,
                "current": current,
                "chain": tuple(hops),
                "region": "body",
            }
            values |= given
            made.append(LedgerClaim(**values | fields_of(values)))
        found: list[LedgerClaim] = []
        for start in dict.fromkeys(c.sentence_start for c in made):
            beside = [c for c in made if c.sentence_start == start]
            found += with_questions(beside, bare, found[-1] if found else None)
        return found

    def rewrite(
        self,
        article: CheckArticle,
        before: str,
        after: str,
        *facts: dict[str, Any],
        notice: str = "",
    ) -> None:
        """Give the article a second version: the claims of the first are no longer current."""
        old = re.sub(r"\[([^\]]+)\]", r"\1", before)
        new = re.sub(r"\[([^\]]+)\]", r"\1", after) + notice
        self.claims = [
            replace(c, current=False) if c.article_id == article.id else c for c in self.claims
        ]
        self.articles = [replace(a, text=new) if a.id == article.id else a for a in self.articles]
        self.versions += [
            CheckVersion(f"{article.id}.v1", article.id, 1, article.first_seen_at, old),
            CheckVersion(f"{article.id}.v2", article.id, 2, "2031-03-05T08:00:00Z", new),
        ]
        self.claims += self.read(article, after, facts, f"{article.id}.v2")

    def check(self, **given: Any) -> Outcome:
        """Crosscheck all that was written."""
        chosen = {"judge": plain_judge, "cuts": CUTS, "versions": self.versions, "now": NOW} | given
        return crosscheck(self.articles, self.claims, **chosen)

    def figure_of(self, outcome: Outcome, quote: str, outlet: str) -> FigureRow:
        """The figure that holds the outlet's claim with this quote."""
        claims = {c.id for c in self.claims if c.quote == quote and c.outlet_id == outlet}
        (figure,) = {f.figure_id for f in outcome.figure_claims if f.claim_id in claims}
        return next(f for f in outcome.figures if f.id == figure)


@pytest.fixture
def desk() -> Desk:
    """An empty newsroom."""
    return Desk()


@pytest.fixture
def new_desk() -> Callable[[], Desk]:
    """A maker of empty newsrooms."""
    return Desk
