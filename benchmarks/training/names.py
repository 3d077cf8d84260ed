"""Fit what words are worth in names (``crosscheck/names/worth.json``), and measure it left out.

    python -m benchmarks.training.names [--ledgers FOLDER] [--write]

Gold: the labels of the invented newsrooms that are learned from, which a reader would give the
figures. A word of a story's articles or a figure's claims is good where the label has it, in any
form. Which phrase names a figure is learned from ``gold/names/phrases.tsv``, phrases that readers
judged. Each newsroom is named by weights fitted without its author's and scored as ``score_labels``
does. Ledgers are kept in FOLDER; where they are there already they are used.
"""

import argparse
import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.loading import AUTHORS, HERE, WRITERS, asked, scorer
from benchmarks.snapshot import make_ledger
from benchmarks.training.logistic import fit
from claimledger import crosschecking
from crosscheck.model import CheckArticle, LedgerClaim
from crosscheck.names import worth
from crosscheck.names.choice import PHRASE
from crosscheck.names.figure_names import Figure, figure_labels, named, offered, scores
from crosscheck.names.story_names import about, story_label
from db.connection import connect
from db.ledger import load_check_batch
from nlp.lexicon.stems import content_stems

MODEL = HERE.parent / "crosscheck" / "names" / "worth.json"
JUDGED = HERE / "gold" / "names" / "phrases.tsv"
RIDGE, RIDGE_OF_PHRASES = 1.0, 100.0
GOOD = {"R": 1.0, "T": 0.3, "W": 0.0}
"""How good a phrase is that is right, that is thin or clumsy, that is wrong."""
Words = frozenset[str]
Weights = Mapping[str, Mapping[str, float]]
Rows = list[tuple[dict[str, float], float, float]]
"""Features of a word, how often it is good, and how much it weighs."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as the ledger has it; ``wanted`` are the words of gold's labels by figure.

    ``judged`` are what readers made of phrases, by figure and phrase in small letters.
    """

    articles: Sequence[CheckArticle]
    claims: Sequence[LedgerClaim]
    figures: Mapping[str, Sequence[LedgerClaim]]
    wanted: Sequence[tuple[str, Words]]
    judged: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Learned:
    """What one newsroom gives to learn from."""

    stories: Sequence[Story]
    of_stories: Rows
    of_figures: tuple[Rows, list[tuple[int, str]]]

    @classmethod
    def of(cls, stories: Sequence[Story]) -> "Learned":
        """The rows of both scores."""
        return cls(stories, story_rows(stories), figure_rows(stories))


def stories_of(writer: str, ledger: Path) -> list[Story]:
    """The stories of one newsroom whose figures gold names."""
    folder = HERE / "gold" / "newsrooms" / writer
    if not ledger.exists():
        make_ledger(folder / "articles.jsonl", ledger)
    db = connect(ledger, create=False)
    rows = load_check_batch(db)
    story_of = {r["article_id"]: r["story_id"] for r in db["story_articles"].rows}
    figure_of = {r["claim_id"]: r["figure_id"] for r in db["figure_claims"].rows}
    db.close()
    articles, claims = defaultdict(list), defaultdict(list)
    figures: dict[str, dict[str, list[LedgerClaim]]] = defaultdict(lambda: defaultdict(list))
    for article in crosschecking.articles_of(rows.articles):
        articles[story_of[article.id]].append(article)
    for claim in crosschecking.claims_of(rows):
        story = story_of[claim.article_id]
        claims[story].append(claim)
        if claim.id in figure_of:
            figures[story][figure_of[claim.id]].append(claim)
    wanted = defaultdict(list)
    judged: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    known = _judged(writer)
    for figure, told, key in _wanted(writer, ledger):
        story = next(s for s, own in figures.items() if figure in own)
        wanted[story].append((figure, told))
        judged[story].setdefault(figure, {}).update(known.get(key, {}))
    return [Story(articles[s], claims[s], figures[s], wanted[s], judged[s]) for s in wanted]


def _judged(writer: str) -> dict[tuple[str, str], dict[str, str]]:
    """What readers made of phrases, by story and quantity of gold."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["newsroom"] == writer:
                key = row["story"], row["quantity"]
                found[key][row["phrase"].casefold()] = row["judged"]
    return found


def _wanted(writer: str, ledger: Path) -> Iterable[tuple[str, Words, tuple[str, str]]]:
    """The figure that holds most of each quantity's claims, the words of its label, its key."""
    words = scorer("score_labels").words
    for story, quantity, votes in asked(writer, ledger):
        told = frozenset(words(quantity.get("label") or quantity["question"]))
        if votes and told:
            yield votes.most_common(1)[0][0], told, (story["story_id"], quantity["quantity"])


def story_rows(stories: Sequence[Story]) -> Rows:
    """What the worth of words in names of stories is learned from."""
    rows: Rows = []
    for story in stories:
        usage = worth.usage_of(story.articles, story.claims)
        forms = _forms(usage)
        for stem, found in worth.features(story.claims, (), usage).items():
            good = sum(not told.isdisjoint(forms[stem]) for _, told in story.wanted)
            rows.append((found, good / len(story.wanted), len(story.wanted)))
    return rows


def figure_rows(stories: Sequence[Story]) -> tuple[Rows, list[tuple[int, str]]]:
    """What their worth in names of figures is learned from; the story and stem of each row."""
    rows: Rows = []
    keys: list[tuple[int, str]] = []
    for at, story in enumerate(stories):
        usage = worth.usage_of(story.articles, story.claims)
        forms = _forms(usage)
        for figure, told in story.wanted:
            for stem, found in worth.features(story.figures[figure], story.claims, usage).items():
                if found["sentence"] or found["measure"] or found["class"]:
                    rows.append((found, not told.isdisjoint(forms[stem]), 1.0))
                    keys.append((at, stem))
    return rows, keys


def _forms(usage: Mapping[str, worth.Usage]) -> dict[str, Words]:
    return {stem: scorer("score_labels").words(used.form) for stem, used in usage.items()}


def fitted(newsrooms: Sequence[Learned]) -> dict[str, dict[str, float]]:
    """The weights of both scores: those of stories first, which those of figures rest on."""
    of_stories = _fit([row for one in newsrooms for row in one.of_stories])
    rows: Rows = []
    for one in newsrooms:
        known = [about(s.articles, s.claims, of_stories).worth for s in one.stories]
        of_figures, keys = one.of_figures
        rows += [
            (found | {"story": known[at][stem]}, good, weight)
            for (found, good, weight), (at, stem) in zip(of_figures, keys, strict=True)
        ]
    words = {worth.STORY: of_stories, worth.FIGURE: _fit(rows)}
    return {**words, PHRASE: _fit(phrase_rows(newsrooms, words), RIDGE_OF_PHRASES)}


def phrase_rows(newsrooms: Sequence[Learned], weights: Weights) -> Rows:
    """What it is learned from which phrase names a figure."""
    rows: Rows = []
    for figure, judged in _phrases_of([s for one in newsrooms for s in one.stories], weights):
        chooser = figure.chooser()
        told = [(phrase, judged[phrase.casefold()]) for phrase in offered(figure)
                if phrase.casefold() in judged]  # fmt: skip
        for phrase, letter in told:
            rows.append((chooser.features(phrase), GOOD[letter], len(told) ** -0.5))
    return rows


def _phrases_of(
    stories: Iterable[Story], weights: Weights
) -> Iterator[tuple[Figure, Mapping[str, str]]]:
    """The figures whose phrases were judged, and what readers made of these."""
    for story in stories:
        known = about(story.articles, story.claims, weights[worth.STORY])
        title = content_stems(story_label(known))
        for key, judged in story.judged.items():
            yield named(story.figures[key], story.claims, known, title, weights), judged


def first_phrases(stories: Sequence[Story], weights: Weights) -> Counter[str]:
    """How many of the figures begin their names with a right, thin and wrong phrase.

    Of those the best of which was judged; ``best`` counts those of which some phrase is right.
    """
    found: Counter[str] = Counter()
    for figure, judged in _phrases_of(stories, weights):
        score = scores(figure)
        best = max(score, key=lambda phrase: (score[phrase], phrase), default="")
        if best.casefold() in judged:
            found[judged[best.casefold()]] += 1
            found["best"] += "R" in judged.values()
    return found


def _fit(rows: Rows, ridge: float = RIDGE) -> dict[str, float]:
    names = sorted({name for found, _, _ in rows for name in found})
    x = np.array([[found.get(name, 0.0) for name in names] for found, _, _ in rows for _ in (0, 1)])
    good = np.array([side for _ in rows for side in (True, False)])
    weight = np.array([w for _, share, n in rows for w in (share * n, (1 - share) * n)])
    return {name: round(v, 3) for name, v in fit(x, good, weight, names, ridge).items()}


def scored(stories: Sequence[Story], weights: Weights) -> tuple[list[float], float]:
    """The share of each label's words that are told, and the mean length of the names."""
    words = scorer("score_labels").words
    told, lengths = [], []
    for story in stories:
        known = about(story.articles, story.claims, weights[worth.STORY])
        labels = figure_labels(story.figures, known, weights)
        title = words(story_label(known))
        for figure, wanted in story.wanted:
            told.append(len(wanted & (words(labels[figure]) | title)) / len(wanted))
            lengths.append(len(labels[figure]))
    return told, sum(lengths) / len(lengths)


def main() -> None:
    """Fit on all, measure each writer left out; ``--write`` ships the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--ledgers", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = given.ledgers or Path(work)
        stories = {w: stories_of(w, folder / f"{w}.db") for w in WRITERS}
    learned = {writer: Learned.of(own) for writer, own in stories.items()}
    everything: list[float] = []
    firsts: Counter[str] = Counter()
    print("left out: told, good, mean length of a figure's name, first phrases right and wrong")
    for writer, own in stories.items():
        author = AUTHORS.get(writer, writer)
        weights = fitted([learned[w] for w in WRITERS if AUTHORS.get(w, w) != author])
        told, length = scored(own, weights)
        everything += told
        first = first_phrases(own, weights)
        firsts += first
        print(f"{writer:6} {_shares(told)} {length:.0f} {_judgements(first)}")
    print(f"all    {_shares(everything)} {_judgements(firsts)}")
    if given.write:
        told_all = {"fitted on": list(WRITERS), "weights": fitted(list(learned.values()))}
        MODEL.write_text(json.dumps(told_all, indent=1) + "\n", encoding="utf-8")


def _shares(told: Sequence[float]) -> str:
    return f"{_mean(told):.3f} {_mean(t >= 0.5 for t in told):.3f}"


def _judgements(found: Counter[str]) -> str:
    many = max(1, sum(found[letter] for letter in GOOD))
    shares = " ".join(f"{name} {found[name] / many:.3f}" for name in (*GOOD, "best"))
    return f"{shares} of {many}"


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / max(1, len(found))


if __name__ == "__main__":
    main()
