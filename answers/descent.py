"""Who took a number from whom: prints of one figure, and for each the print that it came from.

A text says whose number it is (a source chain, a link, a name beside the number), or shows it (a
copied paragraph, words that stand in another's). What it says comes before what is guessed from
words, and nothing comes from a print that is later. Pure functions over plain values.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from terms.enums import Qualifier, Status
from terms.model import Number

REUSED_WORDS, REUSED_OF_ONE = 7, 10
"""Words in a row, outside quotation marks, that two sentences share by no accident; the second
where both name who counted, since what that one said has words as well."""

NEAR = 0.06
"""Numbers of one article are one print where they differ by no more than this share."""


class Evidence(StrEnum):
    """What says that one print came from another, the surest first."""

    COPIED = "copied"
    NAMED = "named"
    LINKED = "linked"
    MENTIONED = "mentioned"
    CREDITED = "credited"
    REUSED = "reused"


class Loss(StrEnum):
    """What the earlier print says of its number and the later one does not."""

    HEDGE = "hedge"
    STATUS = "status"
    PERIOD = "period"
    POPULATION = "population"
    UNIT = "unit"
    SOURCE = "source"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A claim, with what its text says of where the number is from.

    ``at`` is when it came into print (UTC, or a bare date); ``dated`` says that its period is
    known, ``says_when`` that its sentence prints it. ``relays`` are the names of those who passed
    it on, the last of them first, ``origin`` who counted; ``sourced`` says that the sentence itself
    names a source. ``before`` is its paragraph up to the sentence, ``outlets_before`` are the
    outlets named there, ``names_outlet`` those that the article names in full. ``copied`` maps
    articles whose text stands here to the share that does; ``links`` are articles that the
    paragraph links to; ``credit`` is the agency that the article credits.
    """

    id: str
    article: str
    outlet: str
    at: str
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: str
    status: str
    unit: str | None
    counted: bool
    dated: bool
    says_when: bool
    population: str | None
    origin: str | None
    relays: tuple[str, ...]
    sourced: bool
    sentence: str
    before: str = ""
    headline: bool = False
    own: bool = True
    copied: Mapping[str, float] | None = None
    links: frozenset[str] = frozenset()
    credit: str | None = None
    names_outlet: frozenset[str] = frozenset()
    outlets_before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Print:
    """The mentions of one number in one article."""

    mentions: tuple[Mention, ...]

    @property
    def lead(self) -> Mention:
        """The first mention in the body that names a source, else the first."""
        return min(self.mentions, key=lambda m: (m.headline, m.origin is None and not m.relays))

    @property
    def key(self) -> str:
        """Names the print for good: the least of its claims' ids."""
        return min(mention.id for mention in self.mentions)

    @property
    def own(self) -> bool:
        """Is it of the figure itself, or only what a print of it came from?"""
        return any(mention.own for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Step:
    """A print, and where it came from: ``parent`` where that is a print of the ledger.

    Else ``via`` are those who passed it on and ``origin`` who counted, as far as the text says;
    neither means that the outlet names nobody.
    """

    child: Print
    parent: Print | None = None
    evidence: Evidence | None = None
    via: tuple[str, ...] = ()
    origin: str | None = None
    lost: tuple[Loss, ...] = ()


def prints_of(mentions: Iterable[Mention]) -> list[Print]:
    """The mentions by article and number, the earliest print first."""
    found: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: (position(m.at), m.article, m.headline, m.id)):
        for group in found:
            first = group[0]
            one_place = (first.article, first.own) == (mention.article, mention.own)
            if one_place and _one_number(first, mention):
                group.append(mention)
                break
        else:
            found.append([mention])
    return [Print(tuple(group)) for group in found]


def position(at: str) -> tuple[str, str]:
    """The place of a time in an order: a bare day stands after the hours of its day.

    >>> position("2031-05-13T09:00:00Z") < position("2031-05-13") < position("2031-05-14T00:00:00Z")
    True
    """
    return at[:10], at[10:] or "~"


def descent(prints: Sequence[Print], outlets: Mapping[str, str]) -> list[Step]:
    """For each own print the step that led to it, in the order of ``prints``.

    ``outlets`` are the names of outlets that may be named, by id.
    """
    return [_step(one, prints, outlets) for one in prints if one.own]


def _step(child: Print, prints: Sequence[Print], outlets: Mapping[str, str]) -> Step:
    found = [
        (evidence, rank, other)
        for other in prints
        if other.lead.article != child.lead.article and other.lead.outlet != child.lead.outlet
        for evidence, rank in _evidence(child, other, outlets)
        if _before(other, child, evidence)
    ]
    lead = child.lead
    if not found:
        later, passed = _later_ones(child, prints, outlets), _passed(lead, outlets)
        via = (*(name for name in later if name not in passed), *passed)
        return Step(child, via=via, origin=_counted(lead, outlets))
    copied = [other for evidence, _, other in found if evidence is Evidence.COPIED]
    order = list(Evidence)

    def rank(one: tuple[Evidence, float, Print]) -> tuple[object, ...]:
        evidence, strength, other = one
        own_word = evidence in _SAID and not _repeated(other, copied, outlets)
        at = position(other.lead.at)
        when = at if evidence is Evidence.COPIED else tuple(-ord(char) for char in "".join(at))
        return (
            not own_word, order.index(evidence), -strength, not alike(other, child), not other.own,
            when, other.key,
        )  # fmt: skip

    evidence, _, parent = min(found, key=rank)
    return Step(child, parent, evidence, lost=losses(parent, child))


_SAID = (Evidence.NAMED, Evidence.LINKED, Evidence.MENTIONED, Evidence.CREDITED)


def _repeated(named: Print, copied: Sequence[Print], outlets: Mapping[str, str]) -> bool:
    """Does a text that was copied name this source as well? Then the words are not one's own."""
    name = outlets[named.lead.outlet]
    return any(
        other.lead.article == named.lead.article
        or any(
            _place_in_chain(m, named.lead.outlet, outlets) is not None
            or _mentioned(m, name) is not None
            or named.lead.article in m.links
            or bool(m.credit and _same_name(m.credit, name))
            for m in other.mentions
        )
        for other in copied
    )


def _later_ones(
    child: Print, prints: Sequence[Print], outlets: Mapping[str, str]
) -> tuple[str, ...]:
    """The outlet that is named beside the number, where the ledger has only a later print of it."""
    for other in prints:
        name = outlets[other.lead.outlet]
        named = any(_mentioned(mention, name) is not None for mention in child.mentions)
        if named and other.lead.outlet != child.lead.outlet and alike(other, child):
            return (name,)
    return ()


def _passed(lead: Mention, outlets: Mapping[str, str]) -> tuple[str, ...]:
    """Who passed it on, the last of them first; an outlet that is named as the origin did too."""
    named = _named_outlet(lead.origin, outlets) if lead.origin else None
    return (*lead.relays, lead.origin) if named and lead.origin else lead.relays


def _counted(lead: Mention, outlets: Mapping[str, str]) -> str | None:
    return None if lead.origin and _named_outlet(lead.origin, outlets) else lead.origin


def _before(parent: Print, child: Print, evidence: Evidence) -> bool:
    """Was the parent in print first? What a text says of its source orders the hours of a day."""
    a, b = position(parent.lead.at), position(child.lead.at)
    if evidence in _SAID and a[0] == b[0] and "~" in (a[1], b[1]):
        return True
    return a < b


def _evidence(
    child: Print, other: Print, outlets: Mapping[str, str]
) -> Iterable[tuple[Evidence, float]]:
    """What ties a print to another, each with how strongly among its kind."""
    target, name = other.lead.article, outlets[other.lead.outlet]
    same = alike(other, child)
    for mention in child.mentions:
        if mention.copied and target in mention.copied:
            yield Evidence.COPIED, mention.copied[target] + _said(mention, other, name)
        named = _place_in_chain(mention, other.lead.outlet, outlets)
        if named is not None:
            yield Evidence.NAMED, same - named / 10
        if not same:
            continue
        if target in mention.links:
            yield Evidence.LINKED, 1.0
        place = _mentioned(mention, name)
        if place is not None:
            yield Evidence.MENTIONED, place
        if mention.credit and _same_name(mention.credit, name):
            yield Evidence.CREDITED, 1.0
        run = max((shared_run(mention.sentence, o.sentence) for o in other.mentions), default=0)
        both = mention.origin is not None and any(o.origin is not None for o in other.mentions)
        if run >= (REUSED_OF_ONE if both else REUSED_WORDS):
            yield Evidence.REUSED, run


def _said(mention: Mention, other: Print, name: str) -> float:
    """What tips the scale between two articles that hold the same copied text."""
    return (
        0.5 * (other.lead.article in mention.links)
        + 0.5 * any(_same_name(relay, name) for relay in mention.relays)
        + 0.5 * bool(mention.credit and _same_name(mention.credit, name))
    )


def _place_in_chain(mention: Mention, outlet: str, outlets: Mapping[str, str]) -> int | None:
    """How many hops before the print an outlet stands in its chain; the nearest one is 0."""
    chain = [*mention.relays, *([mention.origin] if mention.origin else [])]
    places = [n for n, name in enumerate(chain) if _named_outlet(name, outlets) == outlet]
    nearest = [n for n, name in enumerate(chain) if _named_outlet(name, outlets)]
    return places[0] if places and places[0] == nearest[0] else None


def _named_outlet(name: str, outlets: Mapping[str, str]) -> str | None:
    """The outlet that a name in a chain is."""
    return next((key for key, known in outlets.items() if _same_name(name, known)), None)


@lru_cache(maxsize=65536)
def _same_name(name: str, outlet: str) -> bool:
    """Is it the outlet's name, alone or, where that has two words, among others?

    >>> _same_name("the Harbour Courier", "Harbour Courier"), _same_name("lantern", "The Lantern")
    (True, True)
    >>> _same_name("Harbour Courier and court records", "Harbour Courier")
    True
    """
    given, known = core(name), core(outlet)
    return given == known or (" " in known and f" {known} " in f" {given} ")


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """An outlet's name to compare: its words without "The"."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", name).casefold())
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _mentioned(mention: Mention, name: str) -> float | None:
    """How strongly an outlet is named beside the number: in its sentence, or before it.

    In full, or, where the article has it in full elsewhere, by its first or last word. What stands
    before counts where no other outlet is named there and the sentence names no source.
    """
    whole = re.escape(re.sub(r"^[Tt]he\s+", "", name))
    forms = [whole]
    words = re.findall(r"[^\s-]+", name.removeprefix("The "))
    if core(name) in mention.names_outlet and len(words) > 1:
        forms += [re.escape(word) for word in (words[0], words[-1]) if len(word) > 3]
    pattern = rf"\b(?:{'|'.join(forms)})\b"
    if re.search(pattern, mention.sentence):
        return 1.0
    alone = not mention.sourced and len(mention.outlets_before) == 1
    return 0.5 if alone and re.search(pattern, mention.before) else None


_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@lru_cache(maxsize=65536)
def shared_run(a: str, b: str) -> int:
    """The longest run of words that two sentences share outside of quotation marks.

    >>> shared_run("The hull split in two, police said.", "Police say the hull split in two.")
    5
    """
    first, second = _plain(a), _plain(b)
    best, before = 0, [0] * (len(second) + 1)
    for word in first:
        now = [0] * (len(second) + 1)
        for index, other in enumerate(second):
            if word == other and word != "|":
                now[index + 1] = before[index] + 1
                best = max(best, now[index + 1])
        before = now
    return best


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,’']\w+)*|\|", _QUOTED.sub(" | ", text).casefold())


def alike(a: Print, b: Print) -> bool:
    """Do two prints print one number, as printed or by its bounds?"""
    return any(_same_number(x, y) for x in a.mentions for y in b.mentions)


def _same_number(a: Mention, b: Mention) -> bool:
    if a.value is not None and b.value is not None:
        return a.value == b.value or _meet(a, b)
    return (a.low, a.high) == (b.low, b.high) or _meet(a, b)


def _one_number(a: Mention, b: Mention) -> bool:
    """Are they one print within an article: equal, or one rounded from the other?"""
    if a.value is None or b.value is None:
        return (a.low, a.high) == (b.low, b.high)
    return a.value == b.value or (
        _meet(a, b) and abs(a.value - b.value) <= NEAR * max(abs(a.value), abs(b.value))
    )


def _meet(a: Mention, b: Mention) -> bool:
    """Do their intervals meet? Open ends meet nothing: a bound is no number."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    low, high = max(a.low, b.low), min(a.high, b.high)
    return low < high or (low == high and (a.low == a.high or b.low == b.high))


_FIRM = (Status.STATED, Status.CONFIRMED)


def losses(parent: Print, child: Print) -> tuple[Loss, ...]:
    """What the parent says of its number, and no mention in the child does."""
    before, after = parent.mentions, child.mentions
    same = any(x.value == y.value for x in before for y in after)
    lost = {
        Loss.HEDGE: same and _every(after, lambda m: m.qualifier == Qualifier.EXACT)
        and not _every(_body(before), lambda m: m.qualifier == Qualifier.EXACT),
        Loss.STATUS: _every(after, lambda m: m.status in _FIRM)
        and not _every(_body(before), lambda m: m.status in _FIRM),
        Loss.PERIOD: not any(m.dated for m in after) and any(m.says_when for m in before),
        Loss.POPULATION: not any(m.population for m in after)
        and any(m.population for m in before),
        Loss.UNIT: _unit_lost(before, after),
        Loss.SOURCE: not any(m.origin or m.relays for m in after)
        and any(m.origin for m in before),
        Loss.NUMBER: not alike(parent, child),
    }  # fmt: skip
    return tuple(loss for loss, is_lost in lost.items() if is_lost)


def _body(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Those in the text below the headline, where there are any: a headline has no room."""
    return [m for m in mentions if not m.headline] or mentions


def _every(mentions: Sequence[Mention], holds: Callable[[Mention], bool]) -> bool:
    return all(holds(mention) for mention in mentions)


def _unit_lost(before: Sequence[Mention], after: Sequence[Mention]) -> bool:
    """No unit is left, or percentage points have become a percentage, or a rate its amount.

    What is counted is no unit: a list that says "Dead: 12" has lost nothing.
    """
    units = {m.unit for m in before if m.unit and not m.counted}
    left = {m.unit for m in after if m.unit}
    if not units or not left:
        return bool(units)
    if "percentage_point" in units and left == {"percent"}:
        return True
    rates = {unit.partition("/")[0] for unit in units if "/" in unit}
    return bool(rates) and left <= rates
