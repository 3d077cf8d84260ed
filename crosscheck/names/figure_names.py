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

from crosscheck.articles.rarity import rarity
from crosscheck.model import LedgerClaim
from crosscheck.names import worth as words_worth
from crosscheck.names.periods import in_words
from crosscheck.names.story_names import NUMBER_WORDS, PLAIN, About
from crosscheck.names.worth import Worth
from nlp.lexicon import words
from nlp.lexicon.classes import class_of_stem
from nlp.lexicon.stems import STOPWORDS, content_stems
from terms.enums import Kind

_MOST_CHARACTERS = 100
_LONGEST_PHRASE = 72
_COST = 0.03
"""What a word costs: it stays in a phrase where it is worth more than this."""
_PRINTED = 0.15
"""What it is worth that all claims measure by the same phrase."""
_CLAUSE = 0.4
"""What it costs that a phrase goes on with a clause ("that hit the coast")."""
_OTHER = 0.5
"""What it costs that a phrase says what happened otherwise than most claims have it."""
_MORE = 0.05
"""What a further phrase must be worth."""
_MOST_MORE = 1
_FATES = words("person_states")
_FATE = 0.34
"""Share of the claims that tell what happened to people, for a phrase that says just that."""
_SHORT = 3
_PLACE = 0.34
"""Share of the claims that name a place, for the figure to be named by it."""
_STEP_NOUNS = words("movement", "up.noun", "down.noun")
_UP, _DOWN = "increase_by", "decrease_by"
_STATUS = {"projected": "forecast", "planned": "planned", "proposed": "proposed"}
_ANOTHER_TIME = 100
"""Years before its publication that a number may be about and be named by."""
_NUMBER = re.compile(r"\d[\d.,]*")
_MARKS = re.compile(r"[“”\"„:;]|\.{3}|…")
_QUOTES = re.compile(r"[“”\"„]|\.{3}|…")
_RELATIVE = re.compile(r"\b(?:that|who|whom|which|whose|where|when|how)\b")


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure to be named: its claims, what words are worth in its name, its story."""

    claims: Sequence[LedgerClaim]
    worth: Worth
    story: About

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
        return sum(self.worth.get(stem, 0.0) for stem in new) - _COST * len(phrase.split())


def figure_labels(
    figures: Mapping[str, Sequence[LedgerClaim]],
    story: About,
    weights: Mapping[str, float] | None = None,
) -> dict[str, str]:
    """The name of each figure of one story by its id; no two are the same.

    ``weights`` replace the shipped ones (for measuring).
    """
    order = sorted(figures, key=lambda key: (-len(figures[key]), min(c.id for c in figures[key])))
    everything = [claim for group in figures.values() for claim in group]
    weights = weights or words_worth.weights()[words_worth.FIGURE]
    taken: set[str] = set()
    labels: dict[str, str] = {}
    for key in order:
        group = figures[key]
        found = words_worth.features(group, everything, story.usage)
        one = _Named(group, words_worth.worth(found, weights), story)
        printed = {f"{c.value:g}" for c in group if c.value is not None and abs(c.value) >= 10}
        forms = (form for form in _forms(one) if _is_name(form, printed))
        label = next((form for form in forms if form.casefold() not in taken), None)
        labels[key] = label or _quoted(group)
        taken.add(labels[key].casefold())
    return labels


def _is_name(label: str, printed: set[str]) -> bool:
    """Whether a name asks and does not answer, and can be read at a glance."""
    found = {re.sub(r"[^\d.]", "", number).strip(".") for number in _NUMBER.findall(label)}
    return " " in label and len(label) <= _MOST_CHARACTERS and found.isdisjoint(printed)


def _forms(one: _Named) -> Iterator[str]:
    """The names that a figure could bear, the best first."""
    group = one.claims
    when = _when(group)
    kinds = Counter(c.kind for c in group if c.kind is not Kind.COUNT)
    unit = _common([c.unit for c in group])
    apart = [_STATUS.get(_common([c.status for c in group]) or ""), unit if kinds else None]
    for phrase in _phrases(one):
        place = _whose(one, phrase)
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


def _phrases(one: _Named) -> Iterator[str]:
    """The measures of the claims that can stand in a name, by what their words are worth."""
    group = one.claims
    found = Counter(c.measure for c in group if c.measure and _reads_well(c.measure))
    fate = _fate(one)
    if fate:
        found[f"people {fate}"] += len(group)

    common = one.common_classes()

    def weight(phrase: str) -> tuple[float, int, str]:
        clause = _CLAUSE if _RELATIVE.search(phrase) else 0.0
        classes = one.classes(phrase)
        other = _OTHER if classes and common and not classes & common else 0.0
        own = one.value(phrase) + _PRINTED * found[phrase] / len(group) - clause - other
        return -own, len(phrase), phrase

    step = _step(group)
    for phrase in sorted(found, key=weight):
        moved = _STEP_NOUNS.isdisjoint(phrase.casefold().split())
        yield f"{step} {phrase}" if step and moved else phrase


def _fate(one: _Named) -> str | None:
    """What happened to the people that a figure counts, where enough of its claims tell."""
    group = one.claims
    if not one.people or any(c.question.subgroups or c.question.part for c in group):
        return None
    told = Counter(c.question.word_class for c in group if c.question.word_class in _FATES)
    best = max(sorted(filter(None, told)), key=lambda fate: told[fate], default=None)
    return best if best is not None and told[best] >= _FATE * len(group) else None


def _fuller(one: _Named, phrase: str, place: str) -> list[str]:
    """The phrase with those of other claims that add most, the fullest first."""
    parts = {
        part
        for claim in one.claims
        for part in (*_parts(claim), claim.measure)
        if part and _reads_well(part) and not _RELATIVE.search(part) and not _says_nothing(part)
    }
    if one.classes(phrase):
        parts = {p for p in parts if one.classes(p) <= one.classes(phrase)}
    found = [phrase]
    for _ in range(_MOST_MORE):
        told = content_stems(f"{found[0]} {place}")
        best = max(sorted(parts), key=lambda part: one.value(part, told), default="")
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


def _whose(one: _Named, phrase: str) -> str:
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
    return f"“{_QUOTES.sub('', text).strip()}”"
