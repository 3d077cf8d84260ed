"""Names of figures and stories: what is asked, of what or where, when.

"People killed · Nice · 14 July 2016". The phrase is chosen over all claims of a figure; where none
will do, the figure is named by a sentence in quotation marks with its number marked. A name is
unique in its story.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from crosscheck.model import CheckArticle, LedgerClaim
from nlp.lexicon import pattern, words
from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.lexicon.gazetteer import country_of
from nlp.lexicon.stems import STOPWORDS, content_stems, stem
from terms.enums import Kind

_MOST_CHARACTERS = 100
_LONGEST_PHRASE = 72
_COST = 0.2
"""What a word costs: it stays in a phrase where more than this share of the claims have it."""
_UNIT = 0.6
"""What it is worth that a phrase names the noun that most claims count."""
_MORE = 0.2
"""What a word costs that is added from another claim."""
_FATES = words("person_states")
_SHORT = 3
"""Content words from which a phrase is told well enough."""
_STEP_NOUNS = words("movement", "up.noun", "down.noun")
_UP, _DOWN = "increase_by", "decrease_by"
_STATUS = {"projected": "forecast", "planned": "planned", "proposed": "proposed"}
_OPENERS = words("page_labels", "label")
_MONTH_NAMES = {MONTHS[name]: name for name in sorted(MONTHS, key=len)}
_ANOTHER_TIME = 100
"""Years before its publication that a number may be about and be named by."""
_NUMBER = re.compile(r"\d[\d.,]*")
_TITLE_OPENER = re.compile(r"^\W*((?:[\w'’-]+ ?){1,3})\s*[:|–—-]+\s+(?=\S)")
_MARKS = re.compile(r"[“”\"„]|\.{3}|…")
_NAME = re.compile(
    r"(?<=[a-z,] )(?:[A-Z][a-z][\w’'-]*|[A-Z]{2,})(?: (?:(?:of|de|la) )?[A-Z][\w’'-]+){0,3}"
)
_EVENT = re.compile(rf"\b{pattern('question_cues.event').pattern}\b")
_NO_EVENT = frozenset("case half phase patient quarter round victim wave".split())
_DAYS = frozenset(MONTHS) | frozenset(WEEKDAYS)
_LONGEST_NAME = 32
_LEAST_SHARE = 0.34
"""Share of a story's articles that print a name it is known by."""
_MENTION = 0.2
"""What each mention of a name adds to the articles that print it."""
_MOST_NAMES, _IN_LABEL = 6, 2
_MOST_TITLES = 8
"""Articles of a story, the first seen, whose headlines may name it."""
_UNBORNE = 0.2
"""A word of a headline counts for it where more than this share of the articles print it."""


def figure_labels(
    figures: Mapping[str, Sequence[LedgerClaim]], names: Sequence[str] = ()
) -> dict[str, str]:
    """The name of each figure of one story by its id; no two are the same.

    ``names`` are those of the story: a figure bears the first that its claims know, or the first
    of the story.
    """
    order = sorted(figures, key=lambda key: (-len(figures[key]), min(c.id for c in figures[key])))
    taken: set[str] = set()
    named: dict[str, str] = {}
    for key in order:
        group = figures[key]
        printed = {f"{c.value:g}" for c in group if c.value is not None and abs(c.value) >= 10}
        forms = (form for form in _forms(group, names) if _is_name(form, printed))
        label = next((form for form in forms if form.casefold() not in taken), None)
        named[key] = label or _quoted(group)
        taken.add(named[key].casefold())
    return named


def _is_name(label: str, printed: set[str]) -> bool:
    """Whether a name asks and does not answer, and can be read at a glance."""
    found = {re.sub(r"[^\d.]", "", number).strip(".") for number in _NUMBER.findall(label)}
    return " " in label and len(label) <= _MOST_CHARACTERS and found.isdisjoint(printed)


def _forms(group: Sequence[LedgerClaim], names: Sequence[str]) -> Iterator[str]:
    """The names that a figure could bear, the best first."""
    when = _when(group)
    phrases = list(_phrases(group))
    kinds = Counter(c.kind for c in group if c.kind is not Kind.COUNT)
    unit = _common([c.unit for c in group])
    apart = [_common([c.status for c in group]), unit if kinds else None]
    for phrase in phrases:
        place = _whose(group, phrase, names)
        more = _more(group, f"{phrase} {place}")
        fuller = f"{phrase} · {more}"
        for name in (fuller, phrase) if more else (phrase,):
            for time in (when, when[-4:]) if when else ("",):
                yield _joined(name, place, time)
        for word in filter(None, (_STATUS.get(apart[0] or ""), apart[1])):
            yield _joined(f"{phrase} ({word.replace('_', ' ')})", place, when)
        yield _joined(phrase, place, "")
        yield _joined(phrase, "", "")


def _joined(phrase: str, place: str, time: str) -> str:
    name = " · ".join(part for part in (phrase, place, time) if part)
    return name[:1].upper() + name[1:]


def _phrases(group: Sequence[LedgerClaim]) -> Iterator[str]:
    """The measures of the claims that can stand in a name, by how many claims bear them out."""
    stems = [_words_of(claim) for claim in group]
    shares = Counter(word for one in stems for word in one)
    proper = frozenset(word for c in group for word in c.question.names)

    def weight(phrase: str) -> tuple[float, int, str]:
        own = content_stems(phrase) - proper
        borne = sum(shares[word] for word in own) / len(group) - _COST * len(own)
        printed = found[phrase] / len(group) + (_UNIT if counted and counted in own else 0)
        return -borne - printed + (_COST if len(own) < _SHORT - 1 else 0), len(phrase), phrase

    found = Counter(c.measure for c in group if c.measure and _reads_well(c.measure))
    fate = _common([c.question.word_class for c in group])
    counted = _common([c.question.counted for c in group])
    if counted == "people":
        counted = stem("people")
        whole = not any(c.question.subgroups or c.question.part for c in group)
        told = sum(c.question.word_class == fate for c in group)
        if fate in _FATES and whole and 2 * told > len(group):
            found[f"people {fate}"] += len(group)
    step = _step(group)
    for phrase in sorted(found, key=weight):
        moved = _STEP_NOUNS.isdisjoint(phrase.casefold().split())
        yield f"{step} {phrase}" if step and moved else phrase


def _more(group: Sequence[LedgerClaim], told: str) -> str:
    """What the other claims say that ``told`` does not: a part of a measure that two bear out."""
    known = content_stems(told)
    shares = Counter(word for claim in group for word in _words_of(claim))

    def worth(part: str) -> float:
        new = content_stems(part) - known
        borne = max((shares[word] for word in new), default=0) >= min(2, len(group))
        return sum(shares[word] / len(group) - _MORE for word in new) if borne else 0.0

    parts = {part for claim in group for part in _parts(claim) if part and _reads_well(part)}
    best = max(sorted(parts), key=worth, default="")
    return best if worth(best) > 0 else ""


def _parts(claim: LedgerClaim) -> Iterator[str]:
    """The parts of what a claim measures that are noun phrases, without a preposition before."""
    asked = claim.question
    told = (asked.measure_head, asked.measure_whole, asked.measure_argument, claim.population)
    for part in filter(None, told):
        words = part.split()
        opens = next((at for at, word in enumerate(words) if word not in STOPWORDS), len(words))
        yield " ".join(words[opens:])


def _words_of(claim: LedgerClaim) -> frozenset[str]:
    return content_stems(claim.measure or "") | claim.question.topic


def _reads_well(measure: str) -> bool:
    """Whether a measure is a noun phrase for a name: no other number, mark or pronoun in it."""
    first = measure.split()[0].casefold()
    plain = _MARKS.search(measure) is None and measure[0].isalpha()
    told = len(measure) > len(first) or len(first) > _SHORT
    return plain and told and first not in STOPWORDS and len(measure) <= _LONGEST_PHRASE


def _step(group: Sequence[LedgerClaim]) -> str:
    """ "Rise in" or "fall in", where most claims give the size of a movement."""
    ways = Counter(str(c.change) for c in group)
    for way, told in ((_UP, "rise in"), (_DOWN, "fall in")):
        if 2 * ways[way] > len(group):
            return told
    return ""


def _whose(group: Sequence[LedgerClaim], phrase: str, names: Sequence[str]) -> str:
    """Of what or where a figure is: a name of the story that its claims bear, and its place."""
    place = _common([c.place for c in group]) or ""
    borne = Counter(word for c in group for word in c.question.names)
    known = (n for n in names if all(2 * borne[s] >= len(group) for s in content_stems(n)))
    name = next(known, names[0] if names else "")
    known_by = content_stems(phrase)
    parts = [
        part
        for part in dict.fromkeys((name, place))
        if part and not content_stems(part) <= known_by
    ]
    return ", ".join(parts)


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


def in_words(first: date, last: date) -> str:
    """A period as a reader names it: "14 July 2016", "May 2025", "January to July 2025", "2024"."""
    month, other = (_MONTH_NAMES[day.month].capitalize() for day in (first, last))
    whole = first.day == 1 and (last.month % 12 + 1 == _next(last).month and _next(last).day == 1)
    if first == last:
        return f"{first.day} {month} {first.year}"
    if whole and (first.month, last.month) == (1, 12):
        years = "" if first.year == last.year else f"{first.year} to "
        return f"{years}{last.year}"
    if whole and first.year == last.year:
        return f"{month} {last.year}" if month == other else f"{month} to {other} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    start = f"{first.day}" if (month, year) == (other, "") else f"{first.day} {month}{year}"
    return f"{start} to {last.day} {other} {last.year}"


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _quoted(group: Sequence[LedgerClaim]) -> str:
    """A sentence in quotation marks with its number marked, where no phrase will do."""
    claim = min(group, key=lambda c: (c.region != "body", len(c.sentence), c.id))
    at = claim.start - claim.sentence_start
    before, after = claim.sentence[:at], claim.sentence[at + len(claim.quote) :]
    text = " ".join(f"{before}[{claim.quote}]{after}".split())
    return f"“{_MARKS.sub('', text).strip()}”"


def story_names(articles: Sequence[CheckArticle], persons: Set[str] = frozenset()) -> list[str]:
    """What a story is about by name: the names that its articles print most, the best first.

    Names at the head of a sentence are not looked at: any word is capital there. Countries and the
    outlets themselves name no story; ``persons``, who only speak in it, hardly do.
    """
    outlets = {article.outlet.casefold() for article in articles}
    bodies = [_NAME.findall(article.text[article.headline_end :]) for article in articles]
    mentions = Counter(name for body in bodies for name in body)
    printed = Counter(name for body in bodies for name in set(body))
    spoken = frozenset(word for person in persons for word in content_stems(person))

    def is_one(name: str) -> bool:
        parts = frozenset(name.casefold().split())
        plain = name.casefold() in outlets or parts <= STOPWORDS or not _DAYS.isdisjoint(parts)
        few = printed[name] < _LEAST_SHARE * len(articles)
        return not (plain or few or len(name) > _LONGEST_NAME or country_of(name))

    def weight(name: str) -> tuple[float, str]:
        much = printed[name] + _MENTION * mentions[name] + (" " in name)
        return -much / (2 if content_stems(name) <= spoken else 1), name

    found: list[str] = []
    for name in sorted(filter(is_one, printed), key=weight):
        if not any(content_stems(name) & content_stems(other) for other in found):
            found.append(name)
    return found[:_MOST_NAMES]


def story_label(articles: Sequence[CheckArticle], names: Sequence[str] = ()) -> str:
    """The name of a story: the headline whose words most articles print, and its first day.

    Names and the event that it does not hold are added. What an outlet puts before its headlines
    ("UPDATE:", "Live:") is left out.
    """
    first = sorted(articles, key=lambda a: (a.first_seen_at, a.published_at or "9999", a.id))
    titles = [_title(article) for article in first[:_MOST_TITLES]]
    stems = [content_stems(title) for title in titles]
    shares = Counter(stem for article in articles for stem in content_stems(article.text))

    def weight(place: int) -> tuple[float, int]:
        borne = sum(shares[stem] / len(articles) - _UNBORNE for stem in stems[place])
        return -borne, place

    title = titles[min(range(len(titles)), key=weight)]
    day = min((a.published_at for a in first if a.published_at), default=None)
    when = "" if day is None else in_words(*2 * [date.fromisoformat(day[:10])])
    told = content_stems(title)
    more = [name for name in names if not content_stems(name) <= told][:_IN_LABEL]
    more += [event for event in _events(articles) if not content_stems(event) <= told][:1]
    return " · ".join(filter(None, [title, ", ".join(more), when]))


def _events(articles: Sequence[CheckArticle]) -> list[str]:
    """The nouns of events that most articles print, the most mentioned first."""
    found = [_EVENT.findall(article.text.casefold()) for article in articles]
    shares = Counter(word for one in found for word in set(one))
    mentions = Counter(word for one in found for word in one)
    most = [w for w in shares if 2 * shares[w] > len(articles) and w.rstrip("s") not in _NO_EVENT]
    return sorted(most, key=lambda word: (-mentions[word], word))


def _title(article: CheckArticle) -> str:
    """A headline without what an outlet puts before it."""
    title = " ".join((article.title or article.text.split("\n", 1)[0][:120]).split())
    found = _TITLE_OPENER.match(title)
    if found is not None and not _OPENERS.isdisjoint(found.group(1).casefold().split()):
        title = title[found.end() :]
    return title[:1].upper() + title[1:]
