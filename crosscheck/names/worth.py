"""What a word is worth in a name: how likely a person who names the thing uses it.

Two logistic scores, one for names of stories and one for names of figures, over how articles and
claims print the word. Fitted on the invented newsrooms (``benchmarks.training.names``), each writer
left out when measured.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crosscheck.articles.rarity import rarity
from crosscheck.model import CheckArticle, LedgerClaim
from crosscheck.values.odds import probability
from nlp.lexicon import pattern
from nlp.lexicon.stems import STOPWORDS, content_stems, words_of
from terms.enums import SourceClass

STORY, FIGURE = "story", "figure"
_MOST_MENTIONS = 5.0
_EVENT = pattern("question_cues.event")

Worth = Mapping[str, float]
"""By stem, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How the articles of a story print one word.

    ``form`` is its commonest form, ``share`` the part of the articles that print it, ``titles`` the
    part of headlines, ``mentions`` how often an article does on average, ``capital`` the part of
    its prints with a capital, ``noun`` whether it ends a phrase behind an article ("the ferry").
    """

    form: str
    share: float
    titles: float
    mentions: float
    capital: float
    noun: bool


def usage_of(articles: Sequence[CheckArticle]) -> dict[str, Usage]:
    """The content words of a story's articles, by stem."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    capital, printed, titled = Counter[str](), Counter[str](), Counter[str]()
    nouns: set[str] = set()
    for article in articles:
        body = article.text[article.headline_end :]
        titled.update(content_stems(article.title or ""))
        printed.update(content_stems(body))
        found = words_of(body)
        for at, word in enumerate(found):
            form = body[word.start : word.end]
            if word.number or form.casefold() in STOPWORDS or word.end - word.start < 2:
                continue
            forms[word.stem][form.removesuffix("'s").removesuffix("’s")] += 1
            capital[word.stem] += word.capital
            if _ends_phrase(body, found[max(0, at - 1)].start, word.start, word.end):
                nouns.add(word.stem)
    return {
        stem: Usage(
            form=max(sorted(known), key=lambda form: known[form]),
            share=printed[stem] / len(articles),
            titles=titled[stem] / len(articles),
            mentions=min(known.total() / len(articles), _MOST_MENTIONS),
            capital=capital[stem] / known.total(),
            noun=stem in nouns,
        )
        for stem, known in forms.items()
    }


def _ends_phrase(text: str, before: int, start: int, end: int) -> bool:
    """Does an article stand right before the word, and no other content word right behind it?"""
    behind = text[end : end + 12].split()
    ends = not behind or not text[end].isspace() or behind[0].casefold() in STOPWORDS
    return ends and text[before:start].casefold().split() in (["the"], ["a"], ["an"])


def _predicate(claim: LedgerClaim) -> frozenset[str]:
    asked = claim.question
    return content_stems(f"{asked.measure_predicate or ''} {asked.measure_argument or ''}")


_FIELDS: Mapping[str, Callable[[LedgerClaim], frozenset[str]]] = {
    "measure": lambda claim: content_stems(claim.measure or ""),
    "head": lambda claim: content_stems(claim.question.measure_head or ""),
    "predicate": _predicate,
    "sentence": lambda claim: content_stems(claim.sentence),
    "topic": lambda claim: claim.question.topic,
    "place": lambda claim: content_stems(claim.place or ""),
    "class": lambda claim: content_stems(claim.question.word_class or ""),
    "source": lambda claim: frozenset(
        stem
        for hop in claim.chain
        if hop.source_class != SourceClass.OUTLET
        for stem in content_stems(hop.name)
    ),
}


def features(
    claims: Sequence[LedgerClaim], others: Sequence[LedgerClaim], usage: Mapping[str, Usage]
) -> dict[str, dict[str, float]]:
    """What tells how good each word of the claims and articles is, by stem.

    ``claims`` are those of the figure (of the story), ``others`` the rest of the story's. Shares of
    claims: ``measure`` (in the phrase of what is measured), ``head`` (in its noun), ``predicate``
    (in what happened to it), ``sentence``, ``topic`` (within five words), ``place``, ``class`` (it
    is the class of the lexicon that the number is bound to), ``source`` (in the name of who said
    or counted it).
    """
    fields = {name: _share(claims, read) for name, read in _FIELDS.items()}
    fields["elsewhere"] = _share(others, _FIELDS["measure"])
    found = {}
    for stem, used in usage.items():
        found[stem] = {name: share.get(stem, 0.0) for name, share in fields.items()} | {
            "articles": used.share,
            "titles": used.titles,
            "mentions": used.mentions,
            "capital": used.capital,
            "noun": float(used.noun),
            "rarity": rarity(used.form.casefold()),
            "event": float(_EVENT.fullmatch(used.form.casefold()) is not None),
            "few": 1 / max(1, len(claims)),
        }
    return found


def _share(
    claims: Sequence[LedgerClaim], read: Callable[[LedgerClaim], frozenset[str]]
) -> dict[str, float]:
    counts = Counter(stem for claim in claims for stem in read(claim))
    return {stem: count / len(claims) for stem, count in counts.items()}


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights of each feature and ``bias``, for names of stories and of figures."""
    text = files("crosscheck.names").joinpath("worth.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


def worth(found: Mapping[str, Mapping[str, float]], told: Mapping[str, float]) -> Worth:
    """What each word is worth by its features and these weights."""
    return {
        stem: probability(told["bias"] + sum(told.get(n, 0.0) * v for n, v in row.items()))
        for stem, row in found.items()
    }
