"""Readings: one answer to a figure's question, whoever prints it, as often as they print it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crosscheck.figures.facets import status_class_of
from crosscheck.identity import content_id
from crosscheck.model import CheckArticle, LedgerClaim, ReadingRow
from nlp.lexicon.classes import stems
from nlp.lexicon.stems import STOPWORDS, stem, words_of
from terms.model import Number

_NOBODY = stems("generic_sources", "class")
_BODIES = stems("generic_sources", "body")
_VAGUE = stems("generic_sources", "vague")
_ANYBODY = frozenset(map(stem, ("company", "firm", "she", "he", "they")))
_PREFIX = 7
"""Letters of two stems that make them one word's: inspectors, inspectorate."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who counted: ``key`` joins spellings, ``specific`` is false for a class ("officials")."""

    key: str
    name: str
    specific: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Claims of the same interval, origin, as-of and status class of one figure.

    ``voices`` are the publisher families that print it, copies counted with what they copy;
    ``articles`` the ids of the articles; ``printed`` is the first and the last date of publication
    that is known, where ``first_at`` falls back to when an article was first seen.
    """

    id: str
    figure_id: str
    claims: tuple[LedgerClaim, ...]
    value: Number | None
    low: Number | None
    high: Number | None
    p_low: Number | None
    p_high: Number | None
    unit: str | None
    qualifier: str
    origin: Origin | None
    as_of: str | None
    status: str
    status_class: str
    first_at: str | None
    last_at: str | None
    printed: tuple[str, str] | None
    voices: frozenset[str]
    articles: frozenset[str]
    confidence: float

    @property
    def claim(self) -> LedgerClaim:
        """The claim that stands for the reading: the first by id."""
        return self.claims[0]

    def row(self) -> ReadingRow:
        """The published row."""
        return ReadingRow(
            id=self.id,
            figure_id=self.figure_id,
            value=self.value,
            low=self.low,
            high=self.high,
            unit=self.unit,
            qualifier=self.qualifier,
            origin_id=next((c.origin_id for c in self.claims if c.origin_id), None),
            as_of=self.as_of,
            status=self.status,
            first_at=self.first_at,
            last_at=self.last_at,
            claim_count=len(self.claims),
            voice_count=len(self.voices),
        )


def origin_of(claim: LedgerClaim) -> Origin | None:
    """The origin of a claim, ``None`` when the text names nobody.

    A class of people or bodies ("officials", "police", "local media") is kept but is not specific:
    two outlets that write it need not mean the same one.
    """
    hop = claim.origin
    name = hop.name if hop is not None else claim.origin_name
    if not name or (hop is not None and hop.source_class == "outlet"):
        return None
    anonymous = hop is not None and hop.source_class == "anonymous"
    return origin_named(name, anonymous=anonymous)


def origin_named(name: str, *, anonymous: bool = False) -> Origin:
    """The origin that a name names: one body or person, or a class of them ("police")."""
    shown = " ".join(name.split())
    words = [w for w in words_of(shown) if shown[w.start : w.end].casefold() not in STOPWORDS]
    key = " ".join(w.stem for w in words) or shown.casefold()
    named = any(w.capital and w.stem not in _NOBODY for w in words) or _one_of_kind(
        [w.stem for w in words]
    )
    return Origin(key, shown, named and not anonymous)


def _one_of_kind(stems: Sequence[str]) -> bool:
    """Is it a body by what it is for: "interior ministry", "rescue service"?"""
    modifiers = set(stems[:-1]) - _NOBODY - _VAGUE
    return bool(modifiers) and stems[-1] in _BODIES


def find_readings(
    figure_id: str,
    claims: Sequence[LedgerClaim],
    articles: Mapping[str, CheckArticle],
    voices: Mapping[str, str],
) -> list[Reading]:
    """Group the claims of a figure into readings, sorted by id.

    ``voices`` maps a claim's id to the voice that prints it (see ``copies.voice_of``).
    """
    groups: dict[tuple[str, ...], list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        origin = origin_of(claim)
        key: tuple[str, ...] = (
            _number(claim.value), _number(claim.low), _number(claim.high), claim.unit or "",
            claim.qualifier, origin.key if origin else "", claim.as_of or "",
            status_class_of(claim), claim.change or "",
            "" if claim.current else claim.version_id,
        )  # fmt: skip
        groups[key].append(claim)
    readings = []
    for key, group in groups.items():
        group.sort(key=lambda c: c.id)
        first = group[0]
        times = sorted(c.edited_at or articles[c.article_id].at for c in group)
        dates = sorted(
            at for c in group for at in [articles[c.article_id].published_at] if at is not None
        )
        readings.append(
            Reading(
                id=content_id("reading", figure_id, *key),
                figure_id=figure_id,
                claims=tuple(group),
                value=first.value,
                low=first.low,
                high=first.high,
                p_low=first.p_low,
                p_high=first.p_high,
                unit=first.unit,
                qualifier=first.qualifier,
                origin=origin_of(first),
                as_of=first.as_of,
                status=first.status,
                status_class=status_class_of(first),
                first_at=times[0],
                last_at=times[-1],
                printed=(dates[0], dates[-1]) if dates else None,
                voices=frozenset(voices[c.id] for c in group),
                articles=frozenset(c.article_id for c in group),
                confidence=max(c.confidence for c in group),
            )
        )
    return sorted(readings, key=lambda r: r.id)


def _number(value: Number | None) -> str:
    return "" if value is None else f"{float(value):.12g}"


def acronym(name: str) -> str:
    """The capital initials of a name, as bodies shorten theirs: "U.S. Geological Survey" → USGS."""
    letters = re.findall(r"\b[A-Z](?=\.)|\b[A-Z](?=[a-z])|\b[A-Z]{2,}\b", name)
    return "".join(letters) if len(letters) > 1 else name


def bodies(origins: Iterable[Origin]) -> dict[str, str]:
    """By key of an origin, the key of the first one that is the same body."""
    found: list[Origin] = []
    named: dict[str, str] = {}
    for origin in sorted(origins, key=lambda one: (-len(one.key), one.key)):
        if origin.key not in named:
            known = next((one for one in found if same_body(one, origin)), origin)
            named[origin.key] = known.key
            found.append(origin)
    return named


def may_be_one(a: Origin, b: Origin) -> bool:
    """Can a class of people or bodies and a named one be the same: "inspectors", "the company"?

    Where it shares a word with the name, or the beginning of one, or names no kind at all.
    """
    if a.specific == b.specific:
        return not a.specific
    loose, named = (b, a) if a.specific else (a, b)
    mine = set(loose.key.split()) - _VAGUE
    if mine <= _ANYBODY:
        return True
    return any(one[:_PREFIX] == other[:_PREFIX] for one in mine for other in named.key.split())


def _initials_for(name: str, other: str) -> str:
    """A name with the words for which the other name has initials: "food agency of the UN"."""
    for letters in re.findall(r"\b[A-Z]{2,6}\b", other):
        spelled = r"\w*(?: (?:of|for|and|the))* ".join(letters) + r"\w*"
        name = re.sub(rf"\b{spelled}", letters, name)
    return name


def same_origin(a: Reading, b: Reading) -> bool:
    """Do both name one specific body or person, in full, shortened or by its initials?"""
    return same_body(a.origin, b.origin)


def two_origins(a: Reading, b: Reading) -> bool:
    """Do both name origins that cannot be the same body or person?"""
    if a.origin is None or b.origin is None:
        return False
    return not (same_origin(a, b) or may_be_one(a.origin, b.origin))


@lru_cache(maxsize=65_536)
def same_body(a: Origin | None, b: Origin | None) -> bool:
    """Are two origins one specific body or person, in full, shortened or by its initials?

    A text that names nobody (``None``) names no body.
    """
    if a is None or b is None or not (a.specific and b.specific):
        return False
    if a.key == b.key or {acronym(a.name), a.name} & {acronym(b.name), b.name}:
        return True
    one, other = _initials_for(a.name, b.name), _initials_for(b.name, a.name)
    mine, theirs = (set(origin_named(name).key.split()) for name in (one, other))
    shared = (mine & theirs) - _NOBODY
    return bool(shared) and (mine <= theirs or theirs <= mine)
