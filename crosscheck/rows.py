"""The published rows of a figure: its label, its counts, when it changed, its history."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crosscheck.figures.arithmetic import implied_values
from crosscheck.figures.readings import bodies, origin_of
from crosscheck.identity import Named, content_id
from crosscheck.judging import Judged, Scene
from crosscheck.lens import lens_of
from crosscheck.model import (
    FigureAliasRow,
    FigureClaimRow,
    FigureHistoryRow,
    FigureRow,
    ImplicationRow,
    LedgerClaim,
    Prior,
    ReadingRow,
    RelationRow,
)
from crosscheck.relations.facts import OPEN_RULES
from crosscheck.values.conversion import SAME, between_claims
from crosscheck.values.numbers import rounded, tidy
from terms.model import Number


def _common(values: Sequence[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return max(sorted(counted), key=lambda v: counted[v]) if counted else None


@dataclass(frozen=True, slots=True)
class Stated:
    """The unit of a figure, in which its numbers are stated: that of most of its claims."""

    unit: str | None
    lead: LedgerClaim

    @staticmethod
    def of(claims: Sequence[LedgerClaim]) -> "Stated":
        """The unit of these claims, and the first of them that is in it."""
        unit = _common([c.unit for c in claims])
        return Stated(unit, next((c for c in claims if c.unit == unit), claims[0]))

    def number(self, claim: LedgerClaim, end: Number | None) -> Number | None:
        """An end of a claim in the unit; ``None`` where it has none there, or is open."""
        way = between_claims(claim, self.lead)
        turned = way.apply(end) if way is not None else None
        if turned is None:
            return None
        return float(turned) if way is SAME else tidy(rounded(turned, 6))

    def conversion(self, claim: LedgerClaim) -> str | None:
        """What brings a claim into the unit, in a line; ``None`` where nothing has to."""
        way = between_claims(claim, self.lead)
        return None if way is None else way.named(claim.unit, self.lead.unit)


def figure_row(figure: Judged, name: Named, label: str, scene: Scene, now: str) -> FigureRow:
    """The row of ``figures``. ``changed_at`` moves only when a reader would see a difference.

    ``origin_count`` counts distinct named origins, and voices that print it unsourced and are no
    copy; it is never more than there are voices. ``low`` and ``high`` are in ``unit``.
    """
    group, current, judgement = figure.claims, figure.current, figure.judgement
    articles, voices = scene.articles, scene.voices
    origins = set()
    named = {claim.id: origin for claim in current if (origin := origin_of(claim)) is not None}
    body = bodies(named.values())
    for claim in current:
        if claim.id in named:
            origins.add(f"origin {body[named[claim.id].key]}")
        elif claim.id not in voices.copied:
            origins.add(f"voice {voices.of[claim.id]}")
    by_article: dict[str, bool] = {}
    for claim in current:
        copied = claim.id in voices.copied
        by_article[claim.article_id] = by_article.get(claim.article_id, True) and copied
    stated = Stated.of(current)
    lows, highs = (
        [end for end in (stated.number(c, getattr(c, name)) for c in current) if end is not None]
        for name in ("low", "high")
    )
    lens = lens_of(figure.readings, figure.relations, voices.of, stated.number)
    stories = {scene.story_of[c.article_id] for c in group}
    prior = name.prior
    seen = min(articles[c.article_id].first_seen_at for c in group)
    row = FigureRow(
        id=name.id,
        story_id=stories.pop() if len(stories) == 1 else None,
        label=label,
        measure=_common([c.measure for c in group]),
        unit=stated.unit,
        place=_common([c.place for c in group]),
        population=_common([c.population for c in group]),
        period_start=_common([c.period_start for c in group]),
        period_end=_common([c.period_end for c in group]),
        low=min(lows) if lows else None,
        high=max(highs) if highs else None,
        verdict=str(judgement.verdict),
        severity=round(judgement.severity, 4),
        article_count=len(by_article),
        outlet_count=len({c.outlet_id for c in current}),
        origin_count=min(len(origins), len({voices.of[claim.id] for claim in current})),
        copy_count=sum(by_article.values()),
        first_seen_at=min(seen, prior.first_seen_at) if prior else seen,
        changed_at=now,
        tier=judgement.tier,
        conversion="; ".join(sorted({*filter(None, map(stated.conversion, current))})) or None,
        latest=lens.latest,
        latest_at=lens.latest_at,
        shared_low=lens.shared_low,
        shared_high=lens.shared_high,
        shared_count=lens.shared_count,
        settled=int(judgement.rule not in OPEN_RULES),
    )
    if prior is not None and not _seen_change(row, prior):
        return replace(row, changed_at=prior.changed_at)
    return row


def _seen_change(row: FigureRow, prior: Prior) -> bool:
    """Would a reader see a difference between the figure as it was and as it is?"""
    if (row.verdict, row.severity) != (prior.verdict, round(prior.severity, 4)):
        return True
    if prior.article_count is None:
        return False
    return (row.article_count, row.outlet_count, row.origin_count, row.copy_count) != (
        prior.article_count, prior.outlet_count, prior.origin_count, prior.copy_count,
    ) or (row.low, row.high) != (prior.low, prior.high)  # fmt: skip


def history_rows(
    figures: Sequence[tuple[FigureRow, Judged, Named]], now: str
) -> tuple[FigureHistoryRow, ...]:
    """New rows of ``figure_history``: figures that are new or whose verdict or severity changed."""
    found = []
    for row, figure, name in figures:
        prior = name.prior
        if prior is None or (prior.verdict, round(prior.severity, 4)) != (
            row.verdict,
            row.severity,
        ):
            why = figure.judgement
            found.append(
                FigureHistoryRow(row.id, now, row.verdict, row.severity, why.rule, why.facts)
            )
    return tuple(sorted(found, key=lambda r: r.figure_id))


def alias_rows(named: Sequence[Named], now: str) -> tuple[FigureAliasRow, ...]:
    """New rows of ``figure_aliases``: figures that older ones swallowed."""
    found = [FigureAliasRow(old, name.id, now) for name in named for old in name.swallowed]
    return tuple(sorted(found, key=lambda r: r.old_id))


def reading_rows(figure: Judged) -> Iterator[ReadingRow]:
    """The rows of ``readings`` of a figure, their numbers in its unit as well."""
    stated = Stated.of(figure.current)
    for reading in figure.readings:
        claim = reading.claim
        yield replace(
            reading.row(),
            stated_value=stated.number(claim, reading.value),
            stated_low=stated.number(claim, reading.low),
            stated_high=stated.number(claim, reading.high),
            conversion=stated.conversion(claim),
        )


def figure_claim_rows(figures: Sequence[Judged]) -> tuple[FigureClaimRow, ...]:
    """The rows of ``figure_claims``."""
    found = [
        FigureClaimRow(figure.id, claim.id, reading.id)
        for figure in figures
        for reading in figure.readings
        for claim in reading.claims
    ]
    return tuple(sorted(found, key=lambda r: (r.figure_id, r.claim_id)))


def relation_rows(figures: Sequence[Judged]) -> tuple[RelationRow, ...]:
    """The rows of ``relations``."""
    found = [row for figure in figures for row in figure.relations]
    return tuple(sorted(found, key=lambda r: (r.figure_id, r.reading_a, r.reading_b, r.relation)))


def implication_rows(
    claims: Sequence[LedgerClaim], figure_of: Mapping[str, str]
) -> tuple[ImplicationRow, ...]:
    """The rows of ``implications``; ``figure_of`` maps claims to figures."""
    rows = {}
    for implied in implied_values([c for c in claims if c.current]):
        inputs = [c.id for c in implied.inputs]
        key = content_id("implication", *inputs, implied.formula)
        rows[key] = ImplicationRow(
            id=key,
            figure_id=figure_of.get(inputs[0]),
            value=implied.value,
            low=implied.low,
            high=implied.high,
            unit=implied.unit,
            period_start=implied.period_start,
            period_end=implied.period_end,
            inputs=json.dumps(inputs),
            formula=implied.formula,
            facts=implied.facts,
        )
    return tuple(rows[key] for key in sorted(rows))
