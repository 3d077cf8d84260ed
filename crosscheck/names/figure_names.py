"""Names of figures: what is asked, of what or where, when.

"People killed · Nice · 14 July 2016". The phrase is chosen over all claims of a figure; where none
will do, the figure is named by a sentence in quotation marks with its number marked. A name is
unique in its story.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from crosscheck.articles.rarity import rarity
from crosscheck.model import LedgerClaim
from crosscheck.names import worth as words_worth
from crosscheck.names.choice import PHRASE, RELATIVE, Chooser, candidates
from crosscheck.names.periods import in_words
from crosscheck.names.phrases import NUMBER_WORDS, PLAIN, capitals, in_place
from crosscheck.names.story_names import About, story_label
from crosscheck.names.worth import Worth
from nlp.lexicon import words
from nlp.lexicon.classes import class_of_stem, is_person_noun
from nlp.lexicon.stems import STOPWORDS, content_stems
from terms.enums import Kind

_MOST_CHARACTERS = 100
_LONGEST_PHRASE = 72
_COST = 0.03
"""What a word costs: it stays in a phrase where it is worth more than this."""
_MORE = 0.05
"""What a further phrase must be worth."""
_MOST_MORE, _LONGEST_TOGETHER = 2, 80
_SHARED = 0.34
"""Share of the claims whose sentences hold a phrase of the story, for the figure to bear it."""
_FATES = words("person_states") | {"aboard", "affected", "charged", "convicted", "vaccinated"}
_FATE = 0.34
"""Share of the claims that tell what happened to people, for a phrase that says just that."""
_SHORT = 3
_PLACE = 0.34
"""Share of the claims that name a place, for the figure to be named by it."""
_QUANTITIES = {"time": "length", "area": "area", "speed": "speed", "mass": "weight"}
_EXTENTS = {"depth": "depth", "height": "height", "width": "width", "long": "length"}
"""What is measured, by dimension, and for lengths by the class of their words."""
_STEP_NOUNS = words("movement", "up.noun", "down.noun")
_UP, _DOWN = "increase_by", "decrease_by"
_STATUS = {"projected": "forecast", "planned": "planned", "proposed": "proposed"}
_ANOTHER_TIME = 100
"""Years before its publication that a number may be about and be named by."""
_LONGEST_QUOTE = _MOST_CHARACTERS - 2
_NUMBER = re.compile(r"\d[\d.,]*")
_MARKS = re.compile(r"[“”\"„:;,]|\.{3}|…")
_QUOTES = re.compile(r"[“”\"„]|\.{3}|…")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to be named: its claims, what words are worth in its name, its story.

    ``title`` are the stems of the story's name, ``weights`` those of the score of phrases.
    """

    claims: Sequence[LedgerClaim]
    worth: Worth
    story: About
    title: frozenset[str]
    weights: Mapping[str, float]

    def chooser(self) -> Chooser:
        """What tells how good a phrase is for the figure."""
        common = self.common_classes()
        return Chooser(self.claims, self.story.usage, self.worth, common, people=self.people)

    def common_classes(self) -> set[str]:
        """What happened to what is counted, as the most claims have it: one, or several."""
        told = Counter(
            name
            for claim in self.claims
            for name in {*self.classes(claim.measure or ""), claim.question.word_class or ""}
        )
        del told[""]
        return {name for name in told if told[name] == max(told.values())}

    def classes(self, phrase: str) -> set[str]:
        """What a phrase says that happened."""
        known = class_of_stem("people" if self.people else "count")
        return {known[stem] for stem in content_stems(phrase) if stem in known}

    @property
    def people(self) -> bool:
        """Does it count people?"""
        return _common([c.question.counted for c in self.claims]) == "people"

    def value(self, phrase: str, told: frozenset[str] = frozenset()) -> float:
        """What a phrase adds to words that are there already."""
        new = content_stems(phrase) - told
        return words_worth.together(self.worth, new) - _COST * len(phrase.split())

    def shared(self) -> Iterator[str]:
        """The phrases of the story that stand in sentences of the figure."""
        sentences = [content_stems(claim.sentence) for claim in self.claims]
        for one in self.story.phrases:
            if sum(stems.issuperset(one.stems) for stems in sentences) >= _SHARED * len(sentences):
                yield in_place(one, self.story.usage)


def figure_labels(
    figures: Mapping[str, Sequence[LedgerClaim]],
    story: About,
    weights: Mapping[str, Mapping[str, float]] | None = None,
) -> dict[str, str]:
    """The name of each figure of one story by its id; no two are the same.

    ``weights`` of words and phrases replace the shipped ones (for measuring).
    """
    order = sorted(figures, key=lambda key: (-len(figures[key]), min(c.id for c in figures[key])))
    everything = [claim for group in figures.values() for claim in group]
    weights = weights or words_worth.weights()
    title = content_stems(story_label(story))
    taken: set[str] = set()
    labels: dict[str, str] = {}
    for key in order:
        group = figures[key]
        one = named(group, everything, story, title, weights)
        printed = {f"{c.value:g}" for c in group if c.value is not None and abs(c.value) >= 10}
        shown = (capitals(form, story.names) for form in _forms(one))
        forms = (form for form in shown if _is_name(form, printed))
        label = next((form for form in forms if form.casefold() not in taken), None)
        labels[key] = label or _quoted(group)
        taken.add(labels[key].casefold())
    return labels


def named(
    group: Sequence[LedgerClaim],
    everything: Sequence[LedgerClaim],
    story: About,
    title: frozenset[str],
    weights: Mapping[str, Mapping[str, float]],
) -> Figure:
    """A figure of a story, whose claims are ``everything``, with what its words are worth."""
    found = words_worth.features(group, everything, story.usage, story.worth)
    told = words_worth.worth(found, weights[words_worth.FIGURE])
    return Figure(group, told, story, title, weights.get(PHRASE, {"bias": 0.0}))


def _is_name(label: str, printed: set[str]) -> bool:
    """Whether a name asks and does not answer, and can be read at a glance."""
    found = {re.sub(r"[^\d.]", "", number).strip(".") for number in _NUMBER.findall(label)}
    return " " in label and len(label) <= _MOST_CHARACTERS and found.isdisjoint(printed)


def _forms(one: Figure) -> Iterator[str]:
    """The names that a figure could bear, the best first."""
    group = one.claims
    when = _when(group)
    kinds = Counter(c.kind for c in group if c.kind is not Kind.COUNT)
    unit = _common([c.unit for c in group])
    apart = [_STATUS.get(_common([c.status for c in group]) or ""), unit if kinds else None]
    quantity = _quantity(one)
    for phrase in _phrases(one):
        place = _whose(one, phrase)
        if not content_stems(quantity) <= content_stems(phrase):
            phrase = _with_quantity(phrase, quantity)
        for name in _fuller(one, phrase, place):
            for time in (when, when[-4:]) if when else ("",):
                yield _joined(name, place, time)
        for word in filter(None, apart):
            yield _joined(f"{phrase} ({word.replace('_', ' ')})", place, when)
        yield _joined(phrase, place, "")
        yield _joined(phrase, "", "")


def _joined(phrase: str, place: str, time: str) -> str:
    name = " · ".join(part for part in (phrase, place, time) if part)
    return name[:1].upper() + name[1:]


def _phrases(one: Figure) -> Iterator[str]:
    """The phrases that can stand in a name, the best first."""
    yield from _by_role(one)
    score = scores(one)
    yield from sorted(score, key=lambda phrase: (-score[phrase], len(phrase), phrase))


def scores(one: Figure) -> dict[str, float]:
    """How good the phrases that can stand in a name are, in log odds."""
    chooser = one.chooser()
    weights = one.weights
    return {
        phrase: weights["bias"] + fsum(weights.get(name, 0.0) * value for name, value in told)
        for phrase in offered(one)
        for told in [sorted(chooser.features(phrase).items())]
    }


def offered(one: Figure) -> list[str]:
    """The phrases that can stand in a name: what claims measure, its parts, people's fate."""
    found = {
        phrase.casefold(): phrase
        for claim in one.claims
        for phrase in candidates(claim)
        if _reads_well(phrase)
    }
    fate = _fate(one)
    if fate:
        found[f"people {fate}"] = f"people {fate}"
    step = _step(one.claims)
    moved = [p for p in found.values() if step and _STEP_NOUNS.isdisjoint(p.casefold().split())]
    return [*found.values(), *(f"{step} {phrase}" for phrase in moved)]


def _by_role(one: Figure) -> Iterator[str]:
    """What people are counted for where no verb says it: as inhabitants, or as a poll's sample."""
    group = one.claims
    if one.people and 2 * sum(c.question.poll for c in group) >= len(group):
        heads = [c.question.measure_head for c in group if c.question.measure_head]
        noun = _common([head for head in heads if is_person_noun(head)])
        yield f"{noun or 'people'} questioned"
    elif one.people and 2 * sum(c.question.inhabitants for c in group) > len(group):
        yield "number of inhabitants"


def _fate(one: Figure) -> str | None:
    """What happened to the people that a figure counts, where enough of its claims tell."""
    group = one.claims
    if not one.people or any(c.question.subgroups or c.question.part for c in group):
        return None
    told = Counter(c.question.word_class for c in group if c.question.word_class in _FATES)
    best = max(sorted(filter(None, told)), key=lambda fate: told[fate], default=None)
    return best if best is not None and told[best] >= _FATE * len(group) else None


def _with_quantity(phrase: str, quantity: str) -> str:
    """The phrase with what is measured: a time says by itself that it has a length ("in days")."""
    unit = quantity.partition(" in ")[2]
    if unit and phrase.casefold().startswith("time "):
        return f"{phrase} (in {unit})"
    return f"{phrase} · {quantity}"


def _quantity(one: Figure) -> str:
    """What is measured where a unit alone says it: "length in days", "area", "depth"; or ""."""
    dimension = _common([c.question.dimension for c in one.claims]) or ""
    if dimension == "length":
        return _EXTENTS.get(_common([c.question.word_class for c in one.claims]) or "", "")
    noun, unit = _QUANTITIES.get(dimension, ""), _common([c.unit for c in one.claims])
    return f"{noun} in {unit}s" if noun and dimension == "time" and unit else noun


def _fuller(one: Figure, phrase: str, place: str) -> list[str]:
    """The phrase with those of other claims and of the story that add most, the fullest first.

    What the story's name tells already adds nothing.
    """
    own = (part for claim in one.claims for part in (*_parts(claim), claim.measure) if part)
    parts = {
        part
        for part in (*own, *one.shared())
        if _reads_well(part) and not RELATIVE.search(part) and not _says_nothing(part)
    }
    if one.classes(phrase):
        parts = {p for p in parts if one.classes(p) <= one.classes(phrase)}
    found = [phrase]
    for _ in range(_MOST_MORE):
        told = content_stems(f"{found[0]} {place}") | one.title
        room = _LONGEST_TOGETHER - len(found[0])
        fitting = sorted(part for part in parts if len(part) <= room)
        best = max(fitting, key=lambda part: one.value(part, told), default="")
        if not best or one.value(best, told) < _MORE:
            break
        found.insert(0, f"{found[0]} · {best}")
    return found


def _says_nothing(phrase: str) -> bool:
    """Is it of the commonest words alone ("people", "the number")?"""
    words = [word for word in phrase.casefold().split() if word not in STOPWORDS]
    return all(rarity(word) < PLAIN for word in words)


def _parts(claim: LedgerClaim) -> Iterator[str]:
    """The parts of what a claim measures that are noun phrases, without a preposition before."""
    asked = claim.question
    told = (asked.measure_head, asked.measure_whole, asked.measure_argument, claim.population)
    for part in filter(None, told):
        words = part.split()
        opens = next((at for at, word in enumerate(words) if word not in STOPWORDS), len(words))
        yield " ".join(words[opens:])


def _reads_well(measure: str) -> bool:
    """Whether a measure is a noun phrase for a name: no other number, mark or pronoun in it."""
    first = measure.split()[0].casefold()
    plain = _MARKS.search(measure) is None and measure[0].isalpha()
    told = len(measure) > len(first) or len(first) > _SHORT
    counts = any(word in NUMBER_WORDS for word in re.split(r"[ -]", measure.casefold()))
    return (
        plain and told and not counts and first not in STOPWORDS and len(measure) <= _LONGEST_PHRASE
    )


def _step(group: Sequence[LedgerClaim]) -> str:
    """ "Rise in" or "fall in", where most claims give the size of a movement."""
    ways = Counter(str(c.change) for c in group)
    for way, told in ((_UP, "rise in"), (_DOWN, "fall in")):
        if 2 * ways[way] > len(group):
            return told
    return ""


def _whose(one: Figure, phrase: str) -> str:
    """Of what or where a figure is: a name of its story that its claims bear, and its place."""
    group = one.claims
    places = Counter(c.place for c in group if c.place)
    place = _common([c.place for c in group])
    borne = Counter(word for c in group for word in c.question.names)
    names = one.story.names
    known = (n for n in names if all(2 * borne[s] >= len(group) for s in content_stems(n)))
    name = next(known, names[0] if names else "")
    told = content_stems(phrase)
    parts = [name, place if place and _PLACE * len(group) <= places[place] else ""]
    return ", ".join(p for p in dict.fromkeys(parts) if p and not content_stems(p) <= told)


def _common(values: Sequence[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    best = max(sorted(counted), key=lambda v: counted[v]) if counted else None
    return best if best is not None and 2 * counted[best] > counted.total() else None


def _when(group: Sequence[LedgerClaim]) -> str:
    """The period of the figure in words, by most of the claims that are dated; or ""."""
    dated = [c for c in group if c.period_start and c.period_end]
    spans = Counter((str(c.period_start), str(c.period_end)) for c in dated)
    if not spans:
        return ""
    best = max(sorted(spans), key=lambda span: spans[span])
    first, last = (date.fromisoformat(str(day)[:10]) for day in best)
    published = min((c.published_at for c in group if c.published_at), default=None)
    if published is not None and int(published[:4]) - first.year > _ANOTHER_TIME:
        return ""
    return in_words(first, last)


def _quoted(group: Sequence[LedgerClaim]) -> str:
    """A sentence in quotation marks with its number marked, where no phrase will do."""
    claim = min(group, key=lambda c: (c.region != "body", len(c.sentence), c.id))
    at = claim.start - claim.sentence_start
    before, after = claim.sentence[:at], claim.sentence[at + len(claim.quote) :]
    text = " ".join(f"{before}[{claim.quote}]{after}".split())
    return f"“{_shortened(_QUOTES.sub('', text).strip())}”"


def _shortened(sentence: str) -> str:
    """A sentence with its number marked; of a long one the clauses around the number."""
    parts = re.split(r"(?<=[,;:–—])\s+", sentence)
    first = last = next((at for at, part in enumerate(parts) if "[" in part), 0)
    while True:
        wider = [(first, last + 1), (first - 1, last)]
        fitting = [
            (low, high)
            for low, high in wider
            if low >= 0
            and high < len(parts)
            and len(" ".join(parts[low : high + 1])) <= _LONGEST_QUOTE
        ]
        if not fitting:
            break
        first, last = fitting[0]
    told = " ".join(parts[first : last + 1]).rstrip(" ,;:–—")
    return told[:1].upper() + told[1:]
