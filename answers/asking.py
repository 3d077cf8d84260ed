"""Which figures answer a question in words: by what their claims, names, stories and texts say.

No figure has all the words of "How many people died in the Korbel avalanche?": one sentence says
"seven lost their lives", another text of the story has the avalanche in its headline. So each word
is looked for in a figure's name, in the sentences of its claims, in its story's name and in the
texts that print it; a word of a class ("died", "killed", "toll") stands for all of its class.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from answers.queries import figures, search
from answers.queries.rows import Connection, Row
from nlp.lexicon.classes import class_of_stem
from nlp.lexicon.stems import content_stems, stem
from nlp.lexicon.tables import rows as lexicon_rows

_KINDS = ("people", "things", "money", "share", "length")
_MOST_TERMS = 12
_ARTICLES, _CLAIMS = 40, 200
"""Texts and sentences with most of the words, whose figures are looked at."""
_RANKED = 4_000
"""Sentences with one of the words up to which these are looked for; commoner ones only count."""
_IN_NAME, _IN_SENTENCE, _IN_STORY, _IN_TEXT = 1.0, 0.7, 0.8, 0.4
"""What a word counts by where it stands; the class of a number counts as its name."""
_OF_CLASS = 0.5
"""What a word of one class counts beside the word itself."""
_OUTLETS = 0.3
"""What the number of outlets counts, in logs."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question: its stem, the classes it may mean, and how telling it is.

    ``kin`` are the stems of all words of its classes, ``known`` is in how many sentences one of
    its ``forms`` stands, counted up to a limit.
    """

    stem: str
    classes: frozenset[str]
    kin: frozenset[str]
    forms: tuple[str, ...]
    known: int
    weight: float

    def among(self, stems: frozenset[str]) -> float:
        """How far it stands among these stems: itself, or a word of one class."""
        return 1.0 if self.stem in stems else _OF_CLASS * (not self.kin.isdisjoint(stems))


def answering(conn: Connection, words: Sequence[str]) -> list[str]:
    """The ids of the figures that answer a question best, the best first; [] where none does.

    ``words`` are those that people type. The texts and sentences with most of them are looked at,
    so that the cost does not grow with the ledger.
    """
    terms = _terms(conn, words)
    match = " OR ".join(f'"{form}"' for term in _rare(terms) for form in term.forms)
    if not match:
        return []
    found = search.figures_of(conn, match, articles=_ARTICLES, claims=_CLAIMS)
    claims = defaultdict(list)
    for row in search.claims_of_figures(conn, found):
        claims[row["figure_id"]].append(row)
    rows = figures.by_ids(conn, found)
    score = {row["id"]: _score(row, claims[row["id"]], terms) for row in rows}
    return sorted(score, key=lambda id_: (-score[id_], id_))


def _score(figure: Row, claims: Sequence[Row], terms: Sequence[Term]) -> float:
    name, story = content_stems(figure["label"]), content_stems(figure["story"] or "")
    classes = Counter(row["word_class"] for row in claims)
    sentences = [content_stems(row["sentence"]) for row in claims]
    titles = frozenset(s for row in claims for s in content_stems(row["title"] or ""))
    total = 0.0
    for term in terms:
        borne = sum(term.among(stems) for stems in sentences) / max(1, len(sentences))
        same = sum(classes[one] for one in term.classes) / max(1, len(claims))
        total += term.weight * max(
            _IN_NAME * term.among(name),
            _IN_NAME * same,
            _IN_SENTENCE * borne,
            _IN_STORY * term.among(story),
            _IN_TEXT * term.among(titles),
        )
    return total + _OUTLETS * math.log1p(figure["outlet_count"])


def _rare(terms: Sequence[Term]) -> list[Term]:
    """The rarest terms, as many as can be ranked together; the others only count."""
    found = sorted((term for term in terms if term.known > 0), key=lambda term: term.known)
    while sum(term.known for term in found) > _RANKED:
        found.pop()
    return found


def _terms(conn: Connection, words: Sequence[str]) -> list[Term]:
    """The telling words of a question, with how rare each is among the texts."""
    told = [word.strip('"') for word in search.telling(words)]
    every = max(1, search.texts(conn))
    found: dict[str, Term] = {}
    for word in told[:_MOST_TERMS]:
        one = stem(word.casefold())
        known_as = (class_of_stem(kind).get(one) for kind in _KINDS)
        classes = frozenset(name for name in known_as if name)
        forms = (word, *sorted({form for name in classes for form in _forms()[name]} - {word}))
        match = " OR ".join(f'"{form}"' for form in forms)
        known = search.count(conn, "claims", match)
        weight = math.log1p(every / max(1, search.count(conn, "articles", match)))
        kin = frozenset(map(stem, forms))
        found[one] = Term(one, classes, kin, forms, known, weight)
    return list(found.values())


@cache
def _forms() -> Mapping[str, Sequence[str]]:
    """By class of the lexicon, its words."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in lexicon_rows("word_classes"):
        found[row.id.partition(".")[2]] += row.words
    return found
