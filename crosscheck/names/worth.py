"""What a word is worth in a name: how likely a person who names the thing uses it.

Two logistic scores, one for names of stories and one for names of figures, over how articles and
claims print the word. Fitted on the invented newsrooms (``benchmarks.training.names``), each writer
left out when measured.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum

from crosscheck.articles.rarity import rarity
from crosscheck.model import CheckArticle, LedgerClaim
from crosscheck.values.odds import probability
from nlp.lexicon import pattern, words
from nlp.lexicon.stems import STOPWORDS, content_stems, words_of
from terms.enums import SourceClass

STORY, FIGURE = "story", "figure"
_MOST_MENTIONS = 5.0
_LEAD = 350
"""Characters of an article in which it says what it is about."""
_NOUN = 0.08
"""Share of the prints of a word that stand as a noun does, for it to be one."""
_PREPOSITIONS = {"of", "in", "for", "with", "by", "from", "against", "after"}
_BEFORE_NOUNS = words("names", "article") | _PREPOSITIONS
_EVENT = pattern("question_cues.event")

Worth = Mapping[str, float]
"""By stem, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How the articles of a story print one word.

    ``form`` is its commonest form, ``share`` the part of the articles that print it, ``titles`` the
    part of headlines, ``lead`` the part of leads, ``mentions`` how often an article does on
    average, ``capital`` the part of its prints with a capital, ``noun`` whether it is used as a
    noun: it ends a phrase behind an article or preposition ("of cholera"), or a measure;
    ``counted`` is the part of the story's claims that count it.
    """

    form: str
    share: float
    titles: float
    lead: float
    mentions: float
    capital: float
    noun: bool
    counted: float


def usage_of(
    articles: Sequence[CheckArticle], claims: Sequence[LedgerClaim] = ()
) -> dict[str, Usage]:
    """The content words of a story's articles, by stem; ``claims`` are those in them."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    capital, printed, titled, led = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    nouns = Counter[str]()
    heads = Counter(stem for claim in claims for stem in set(_heads(claim)))
    for article in articles:
        body = article.text[article.headline_end :]
        titled.update(content_stems(article.title or ""))
        printed.update(content_stems(body))
        led.update(content_stems(body.lstrip()[:_LEAD]))
        found = words_of(body)
        for at, word in enumerate(found):
            form = body[word.start : word.end]
            if word.number or form.casefold() in STOPWORDS or word.end - word.start < 2:
                continue
            forms[word.stem][form.removesuffix("'s").removesuffix("’s")] += 1
            capital[word.stem] += word.capital
            nouns[word.stem] += _ends_phrase(
                body, found[max(0, at - 1)].start, word.start, word.end
            )
    return {
        stem: Usage(
            form=max(sorted(known), key=lambda form: known[form]),
            share=printed[stem] / len(articles),
            titles=titled[stem] / len(articles),
            lead=led[stem] / len(articles),
            mentions=min(known.total() / len(articles), _MOST_MENTIONS),
            capital=capital[stem] / known.total(),
            noun=stem in heads or nouns[stem] >= _NOUN * known.total(),
            counted=heads[stem] / max(1, len(claims)),
        )
        for stem, known in forms.items()
    }


def _heads(claim: LedgerClaim) -> Iterator[str]:
    """The last words of the noun phrases that a claim measures."""
    asked = claim.question
    for phrase in filter(None, (asked.measure_head, asked.measure_whole, claim.population)):
        yield from (word.stem for word in words_of(phrase)[-1:])


def _ends_phrase(text: str, before: int, start: int, end: int) -> bool:
    """Does it stand right behind an article or preposition, with no content word behind it?"""
    if text[start:end].endswith(("ed", "ly")):
        return False
    behind = text[end : end + 14].split()
    ends = not behind or not text[end].isspace() or behind[0].strip(".,;:").casefold() in STOPWORDS
    first = text[before:start].casefold().split()
    return ends and len(first) == 1 and first[0] in _BEFORE_NOUNS


_FIELDS: Mapping[str, Callable[[LedgerClaim], Collection[str]]] = {
    "measure": lambda claim: content_stems(claim.measure or ""),
    "head": lambda claim: content_stems(claim.question.measure_head or ""),
    "whole": lambda claim: content_stems(claim.question.measure_whole or ""),
    "predicate": lambda claim: content_stems(claim.question.measure_predicate or ""),
    "argument": lambda claim: content_stems(claim.question.measure_argument or ""),
    "population": lambda claim: content_stems(claim.population or ""),
    "subject": lambda claim: claim.question.subject,
    "event of": lambda claim: claim.question.event,
    "names": lambda claim: claim.question.names,
    "beside": lambda claim: claim.question.beside,
    "unit": lambda claim: content_stems((claim.unit or "").replace("_", " ")),
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
    claims: Sequence[LedgerClaim],
    others: Sequence[LedgerClaim],
    usage: Mapping[str, Usage],
    of_story: Worth | None = None,
) -> dict[str, dict[str, float]]:
    """What tells how good each word is, by stem: of a story's articles, of a figure's claims.

    ``claims`` are those of the figure (of the story), ``others`` the rest of the story's,
    ``of_story`` what words are worth in its name, for a figure. Shares of claims that have the word
    in a field: ``measure`` (the phrase of what is measured) and its parts, ``topic`` (within five
    words of the number), ``class`` (the class of the lexicon that the number is bound to),
    ``source`` (the name of who said or counted it), …; shares of the other claims: ``elsewhere``,
    ``around``.
    """
    fields = {name: _share(claims, read) for name, read in _FIELDS.items()}
    own = usage if of_story is None else {stem for share in fields.values() for stem in share}
    fields["elsewhere"] = _share(others, _FIELDS["measure"])
    fields["around"] = _share(others, _FIELDS["sentence"])
    known = of_story or {}
    found = {}
    for stem, used in ((stem, usage[stem]) for stem in usage if stem in own):
        row = {name: share.get(stem, 0.0) for name, share in fields.items()}
        found[stem] = (
            row
            | _printed(used)
            | {
                "own": float(row["sentence"] > 0.0),
                "own measure": float(row["measure"] > 0.0),
                "story": known.get(stem, 0.0),
                "event": float(_EVENT.fullmatch(used.form.casefold()) is not None),
                "participle": float(used.form.endswith(("ed", "ing"))),
                "few": 1 / max(1, len(claims)),
            }
        )
    return found


def _printed(used: Usage) -> dict[str, float]:
    """How the articles print a word, as features."""
    return {
        "articles": used.share,
        "titles": used.titles,
        "lead": used.lead,
        "mentions": used.mentions,
        "capital": used.capital,
        "noun": float(used.noun),
        "rarity": rarity(used.form.casefold()),
    }


def together(known: Worth, stems: Collection[str], cost: float = 0.0) -> float:
    """The worth of some words, less what each costs; the same in whatever order a set has them."""
    return fsum(known.get(stem, 0.0) - cost for stem in stems)


def _share(
    claims: Sequence[LedgerClaim], read: Callable[[LedgerClaim], Collection[str]]
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
