"""Who took a number from whom: prints of one figure, and for each the print that it came from.

A text says whose number it is (a source chain, a link, a name beside the number), or shows it (a
copied paragraph, words that stand in another's). What it says comes before what is guessed from
words, and nothing comes from a print that is later. Pure functions over plain values.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from answers.losses import Loss, losses
from answers.mentions import Mention, Print, alike, position
from answers.namings import POINTED_BACK

REUSED_WORDS, REUSED_OF_ONE = 7, 10
"""Words in a row, outside quotation marks, that two sentences share by no accident; the second
where both name who counted, since what that one said has words as well."""


class Evidence(StrEnum):
    """What says that one print came from another, the surest first."""

    COPIED = "copied"
    NAMED = "named"
    LINKED = "linked"
    MENTIONED = "mentioned"
    CREDITED = "credited"
    REUSED = "reused"


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
            or named.lead.outlet in m.named
            or named.lead.article in m.links
            or bool(m.credit and _same_name(m.credit, name))
            for m in other.mentions
        )
        for other in copied
    )


def _later_ones(
    child: Print, prints: Sequence[Print], outlets: Mapping[str, str]
) -> tuple[str, ...]:
    """The outlet that is named beside the number, where the ledger has only a later print of it,
    or that the text points back to, where the ledger has none."""
    own = child.lead.outlet
    named = {key: how for m in child.mentions for key, how in m.named.items() if key != own}
    for other in prints:
        if other.lead.outlet in named and alike(other, child):
            return (outlets[other.lead.outlet],)
    return tuple(outlets[key] for key, how in named.items() if how == POINTED_BACK)[:1]


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
        if other.lead.outlet in mention.named:
            yield Evidence.MENTIONED, mention.named[other.lead.outlet]
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
