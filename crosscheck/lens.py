"""How a person who must settle on a number would look at a figure's: by rules that say nothing
of who is right.

The latest number, and those that two independent origins print. A number counts while it stands: it
is in print, nothing took its place, and nobody denies it; of one origin the latest alone counts. A
forecast counts where nothing else does. A number whose text names nobody stands for the voice that
prints it, and only where fewer than two origins are named.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscheck.figures.readings import Reading, bodies
from crosscheck.figures.things import by_chance
from crosscheck.model import LedgerClaim, RelationRow
from terms.enums import Status
from terms.model import Number

_DENIED = (Status.DENIED, Status.WITHDRAWN)
_AHEAD = (Status.PROJECTED, Status.PLANNED, Status.PROPOSED)
_TWO = 2

Turn = Callable[[LedgerClaim, Number | None], Number | None]
"""An end of a claim in the unit of its figure; ``None`` where it has none there, or is open."""


@dataclass(frozen=True, slots=True)
class Lens:
    """``latest`` is a number as of ``latest_at``; from ``shared_low`` to ``shared_high`` lies what
    ``shared_count`` independent origins print (two at least, or ``None``)."""

    latest: Number | None = None
    latest_at: str | None = None
    shared_low: Number | None = None
    shared_high: Number | None = None
    shared_count: int | None = None


def lens_of(
    readings: Sequence[Reading],
    relations: Iterable[RelationRow],
    voice_of: Mapping[str, str],
    turn: Turn,
) -> Lens:
    """The lens on a figure; ``voice_of`` maps a claim to the voice that prints it."""
    standing = _latest_of_each(_standing(readings, relations))
    if not standing:
        return Lens()
    last = max(standing, key=lambda r: (_time(r), _named(r), len(r.voices), r.id))
    ends = (last.value, last.low, last.high)
    latest = turn(last.claim, next((end for end in ends if end is not None), None))
    low, high, count = _shared(standing, _origins(standing, voice_of), turn)
    return Lens(latest, _time(last) or None, low, high, count)


def _shared(
    readings: Sequence[Reading], origins: Mapping[str, set[str]], turn: Turn
) -> tuple[Number | None, Number | None, int | None]:
    """From where to where two origins print one number, and how many print one of them at most."""
    claims = {r.id: r.claim for r in readings}
    found = ((r.id, _span(r, turn)) for r in readings)
    spans = {key: span for key, span in found if span is not None}
    shared: list[tuple[Number, Number]] = []
    most = 0
    for one, mine in spans.items():
        met = {
            key: both
            for key, other in spans.items()
            if (both := _meet(mine, other)) and not by_chance(claims[one], claims[key])
        }
        support = len(set().union(*(origins[key] for key in met)))
        if support >= _TWO:
            most = max(most, support)
            # What the narrowest of them allows; one alone with several voices allows its own.
            shared.append(min(met.values(), key=lambda both: (both[1] - both[0], both)))
    if not shared:
        return None, None, None
    return min(low for low, _ in shared), max(high for _, high in shared), most


def _standing(readings: Sequence[Reading], relations: Iterable[RelationRow]) -> list[Reading]:
    gone = {row.replaced for row in relations if row.replaced and not row.possible}
    kept = [
        r for r in readings
        if r.id not in gone and r.status not in _DENIED
        and any(c.current and c.equivalent_of is None for c in r.claims)
    ]  # fmt: skip
    return [r for r in kept if r.status not in _AHEAD] or kept


def _latest_of_each(readings: Sequence[Reading]) -> list[Reading]:
    """Of each named origin what it said last; two numbers of one time both."""
    last: dict[str, str] = {}
    for reading in readings:
        if reading.origin is not None and reading.origin.specific:
            key = reading.origin.key
            last[key] = max(last.get(key, ""), _time(reading))
    return [
        r for r in readings
        if r.origin is None or not r.origin.specific or _time(r) == last[r.origin.key]
    ]  # fmt: skip


def _origins(readings: Sequence[Reading], voice_of: Mapping[str, str]) -> dict[str, set[str]]:
    """By reading: the named origins, and the voices of what is unsourced where these are few.

    A voice that prints what a named origin says adds none of its own.
    """
    body = bodies(r.origin for r in readings if r.origin)
    named = {r.id: {f"origin {body[r.origin.key]}"} for r in readings if r.origin and _named(r)}
    enough = len(set().union(*named.values())) >= _TWO
    voices = {r.id: {voice_of[c.id] for c in r.claims if c.current} for r in readings}
    heard = set().union(*(voices[key] for key in named))
    return {
        r.id: named.get(
            r.id, set() if enough else {f"voice {voice}" for voice in voices[r.id] - heard}
        )
        for r in readings
    }


def _named(reading: Reading) -> bool:
    return reading.origin is not None and reading.origin.specific


def _time(reading: Reading) -> str:
    return reading.as_of or reading.first_at or ""


def _span(reading: Reading, turn: Turn) -> tuple[Number, Number] | None:
    """What a reading allows, in the figure's unit; ``None`` where it is open at an end."""
    low, high = (turn(reading.claim, end) for end in (reading.low, reading.high))
    return None if low is None or high is None else (low, high)


def _meet(a: tuple[Number, Number], b: tuple[Number, Number]) -> tuple[Number, Number] | None:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return (low, high) if low <= high else None
