"""Names that last: ids of what the crosscheck finds, and how prior figures keep theirs."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import nlp.lexicon
from crosscheck.model import CheckArticle, LedgerClaim, Prior


def content_id(*parts: str) -> str:
    """The first 16 hex digits of the SHA-256 over the parts; order and borders count."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@cache
def rules_digest() -> str:
    """The SHA-256 of all that decides what the crosscheck concludes: its code, models and tables.

    The reader's tables count too: classes of words are looked up here again.
    """
    digest = sha256()
    for folder in (Path(__file__).parent, Path(nlp.lexicon.__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".json", ".tsv", ".txt", ".npz"):
                digest.update(f"{path.relative_to(folder)}\x1f".encode() + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Named:
    """A group of claims with the id it goes by and the prior figures that it swallowed."""

    id: str
    prior: Prior | None
    swallowed: tuple[str, ...]


def name_figures(
    groups: Sequence[Sequence[LedgerClaim]],
    articles: Mapping[str, CheckArticle],
    prior: Sequence[Prior],
    successors: Mapping[str, str],
) -> list[Named]:
    """An id for each group: a prior figure's where one lives on in it, else its founding claim's.

    ``successors`` maps a claim of an older version to the one in its place now. A prior figure
    lives on in the group that holds most of its claims. Where several live on in one group the
    oldest names it and the others are swallowed.
    """
    home = {claim.id: i for i, group in enumerate(groups) for claim in group}
    heirs: dict[int, list[Prior]] = defaultdict(list)
    for figure in sorted(prior, key=_age):
        votes = Counter(
            home[place]
            for claim in figure.claim_ids
            for place in [_now(claim, home, successors)]
            if place is not None
        )
        if votes:
            best = min(votes, key=lambda i: (-votes[i], founding(groups[i], articles).id))
            heirs[best].append(figure)
    named: dict[int, Named] = {}
    taken = {figures[0].id for figures in heirs.values()}
    for i, figures in heirs.items():
        named[i] = Named(figures[0].id, figures[0], tuple(f.id for f in figures[1:]))
    for i in sorted(set(range(len(groups))) - set(named), key=lambda i: groups[i][0].id):
        key = founding(groups[i], articles).id
        name, again = content_id("figure", key), 0
        while name in taken:
            again += 1
            name = content_id("figure", key, str(again))
        taken.add(name)
        named[i] = Named(name, None, ())
    return [named[i] for i in range(len(groups))]


def _age(figure: Prior) -> tuple[str, str]:
    return figure.first_seen_at, figure.id


def _now(claim: str, home: Mapping[str, int], successors: Mapping[str, str]) -> str | None:
    seen: set[str] = set()
    while claim in successors and claim not in seen:
        seen.add(claim)
        claim = successors[claim]
    return claim if claim in home else None


def founding(group: Sequence[LedgerClaim], articles: Mapping[str, CheckArticle]) -> LedgerClaim:
    """The claim that a figure is named after: of the article seen first, then by id."""
    return min(group, key=lambda c: (articles[c.article_id].first_seen_at, c.id))
