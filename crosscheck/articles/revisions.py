"""Numbers that changed in place: two versions of an article, aligned sentence by sentence."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from crosscheck.identity import content_id
from crosscheck.model import CheckVersion, LedgerClaim, RevisionRow
from terms.enums import Region

_DIGITS = re.compile(r"\d[\d.,]*")
_ALIKE = 0.6
_NOTICE = re.compile(
    r"\b(?:correction|corrected|clarification|editor[’']s note|an? (?:earlier|previous) version|"
    r"this (?:article|story|report|piece) (?:has been|was) (?:updated|amended|corrected|changed)|"
    r"amended (?:on|to)|erratum)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Successor:
    """A claim of one version and the claim that stands in its place in the next one."""

    old: LedgerClaim
    new: LedgerClaim

    @property
    def changed(self) -> bool:
        """Did the number change, not only its spelling?"""
        same = (self.old.value, self.old.low, self.old.high) == (
            self.new.value,
            self.new.low,
            self.new.high,
        )
        return not (same and self.old.unit == self.new.unit)


def successors(versions: Sequence[CheckVersion], claims: Sequence[LedgerClaim]) -> list[Successor]:
    """Align the claims of consecutive versions of each article, sorted by the old claim's id."""
    by_version: dict[str, list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        by_version[claim.version_id].append(claim)
    by_article: dict[str, list[CheckVersion]] = defaultdict(list)
    for version in versions:
        by_article[version.article_id].append(version)
    found: list[Successor] = []
    for history in by_article.values():
        history.sort(key=lambda v: (v.number, v.id))
        for old, new in pairwise(history):
            found += _align(by_version[old.id], by_version[new.id])
    return sorted(found, key=lambda s: (s.old.id, s.new.id))


def _masked(sentence: str) -> str:
    return " ".join(_DIGITS.sub("#", sentence).casefold().split())


def _align(old: Sequence[LedgerClaim], new: Sequence[LedgerClaim]) -> list[Successor]:
    """Pair each old claim with at most one new one: same words around it, then the order."""
    free = sorted(new, key=lambda c: (c.start, c.id))
    pairs: list[Successor] = []
    scored = []
    for claim in old:
        for other in free:
            if claim.kind != other.kind:
                continue
            alike = _likeness(claim, other)
            if alike >= _ALIKE:
                scored.append((-alike, abs(claim.start - other.start), claim, other))
    used: set[str] = set()
    for _, _, claim, other in sorted(scored, key=lambda s: (s[0], s[1], s[2].id, s[3].id)):
        if claim.id not in used and other.id not in used:
            used |= {claim.id, other.id}
            pairs.append(Successor(claim, other))
    return pairs


def _likeness(a: LedgerClaim, b: LedgerClaim) -> float:
    mine, theirs = _masked(a.sentence), _masked(b.sentence)
    if mine == theirs:
        whole = 1.0
    else:
        matcher = SequenceMatcher(None, mine.split(), theirs.split(), autojunk=False)
        if matcher.quick_ratio() < _ALIKE:
            return 0.0
        whole = matcher.ratio()
    around = SequenceMatcher(None, _around(a), _around(b), autojunk=False).ratio()
    same_number = 0.05 if a.value == b.value and a.unit == b.unit else 0.0
    return 0.6 * whole + 0.4 * around + same_number


def _around(claim: LedgerClaim) -> list[str]:
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    left, right = _masked(claim.sentence[:start]).split(), _masked(claim.sentence[end:]).split()
    return [*left[-4:], "|", *right[:4]]


def noted(old: CheckVersion, new: CheckVersion) -> bool:
    """Does the new version tell its readers that something was corrected?

    A region that the page marks as a correction, a page that is a live blog (readers expect it to
    change), or words of a correction notice that the old text does not have.
    """
    if any(region.kind in (Region.CORRECTION, Region.LIVEBLOG) for region in new.regions):
        return True
    before = {m.group().casefold() for m in _NOTICE.finditer(old.text)}
    return any(m.group().casefold() not in before for m in _NOTICE.finditer(new.text))


def revision_rows(
    versions: Sequence[CheckVersion], pairs: Sequence[Successor]
) -> tuple[RevisionRow, ...]:
    """The rows of ``revisions``: changed numbers only."""
    by_id = {version.id: version for version in versions}
    rows = []
    for pair in pairs:
        if not pair.changed:
            continue
        old, new = by_id[pair.old.version_id], by_id[pair.new.version_id]
        rows.append(
            RevisionRow(
                id=content_id("revision", pair.old.id, pair.new.id),
                article_id=pair.new.article_id,
                old_version=old.id,
                new_version=new.id,
                old_claim=pair.old.id,
                new_claim=pair.new.id,
                noted=noted(old, new),
            )
        )
    return tuple(sorted(rows, key=lambda r: r.id))
