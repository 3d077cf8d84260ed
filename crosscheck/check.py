"""The crosscheck: claims in, stories, copies, figures, readings, relations and verdicts out.

A pure function of what it is given: the same articles and claims in any order give the same rows,
and its own output fed back as ``prior`` changes nothing.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck import lexicon
from crosscheck.arithmetic import Misreckoned, implied_values, misreckoned, sum_of_parts
from crosscheck.certainty import open_facets
from crosscheck.copies import Copy, copy_rows, find_copies, voice_of
from crosscheck.decisions import rulings
from crosscheck.facets import Facets, facets_of
from crosscheck.figures import find_figures
from crosscheck.identity import Named, content_id, founding, name_figures
from crosscheck.model import (
    CheckArticle,
    CheckClaim,
    CheckVersion,
    Decision,
    FigureAliasRow,
    FigureClaimRow,
    FigureHistoryRow,
    FigureRow,
    ImplicationRow,
    Outcome,
    Prior,
    RelationRow,
)
from crosscheck.readings import Reading, find_readings, origin_of
from crosscheck.relations import CONFLICTS, relate
from crosscheck.revisions import revision_rows, successors
from crosscheck.slips import join_slips
from crosscheck.stories import find_stories, story_rows
from crosscheck.updates import Motion, replaced_values
from crosscheck.verdicts import Judgement, judge
from nlp.vocabulary import Relation, Verdict

_MOST_READINGS = 500


@dataclass(frozen=True, slots=True)
class _Voices:
    of: Mapping[str, str]
    copied: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every figure of a batch is judged against."""

    articles: Mapping[str, CheckArticle]
    story_of: Mapping[str, str]
    voices: _Voices
    facets: Mapping[str, Facets]
    sentences: Mapping[tuple[str, int], Sequence[CheckClaim]]
    wrong: Mapping[str, Misreckoned]


@dataclass(frozen=True, slots=True)
class _Figure:
    row: FigureRow
    readings: tuple[Reading, ...]
    relations: tuple[RelationRow, ...]
    judgement: Judgement


def crosscheck(
    articles: Sequence[CheckArticle],
    claims: Sequence[CheckClaim],
    *,
    prior: Sequence[Prior] = (),
    decisions: Sequence[Decision] = (),
    versions: Sequence[CheckVersion] = (),
    now: str,
) -> Outcome:
    """Crosscheck a closed batch: whole stories with all their claims.

    ``claims`` may hold those of older versions (``current`` false): they are aligned with what
    stands in their place now and give ``revisions``; where the number changed the old one stays
    in its figure as superseded. ``prior`` are the figures that the ledger has for these articles;
    ``now`` dates what changed.
    """
    ruled = rulings(decisions)
    by_id = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
    known = [c for c in sorted(claims, key=lambda c: c.id) if c.article_id in by_id]
    followed = successors(versions, known)
    edited = {pair.old.id for pair in followed if pair.changed}
    eligible = [
        c for c in known
        if (c.current or c.id in edited) and c.id not in ruled.dropped
        and by_id[c.article_id].state != "forgotten" and c.region != "related"
    ]  # fmt: skip
    stories = find_stories(list(by_id.values()), ruled.same_story, ruled.other_story)
    copies = find_copies(list(by_id.values()), stories)
    voices = _voices(eligible, by_id, copies)
    days = {a.id: _day_of(story) for story in stories for a in story}
    facets = {c.id: facets_of(c, by_id[c.article_id], days[c.article_id]) for c in eligible}
    stories_out, members = story_rows(stories)
    story_of = {m.article_id: m.story_id for m in members}
    by_story: dict[str, list[CheckClaim]] = defaultdict(list)
    for claim in eligible:
        by_story[story_of[claim.article_id]].append(claim)
    groups: list[list[CheckClaim]] = []
    for story in sorted(by_story):
        found = find_figures(by_story[story], facets, ruled.same_figure, ruled.other_figure)
        groups += join_slips(found, facets)
    wrong = {w.claim.id: w for w in misreckoned([c for c in eligible if c.current])}
    named = name_figures(groups, by_id, prior, {p.old.id: p.new.id for p in followed})
    forced = dict(ruled.verdicts)
    scene = _Scene(by_id, story_of, voices, facets, _by_sentence(eligible), wrong)
    figures = [
        _figure(group, name, scene, forced.get(name.id), now)
        for group, name in zip(groups, named, strict=True)
    ]
    figure_of = {c.id: n.id for g, n in zip(groups, named, strict=True) for c in g}
    return Outcome(
        stories=stories_out,
        story_articles=members,
        copies=copy_rows(copies),
        figures=tuple(sorted((f.row for f in figures), key=lambda r: r.id)),
        figure_aliases=tuple(
            sorted(
                (FigureAliasRow(old, n.id, now) for n in named for old in n.swallowed),
                key=lambda r: r.old_id,
            )
        ),
        figure_history=_history(figures, named, now),
        readings=tuple(sorted((r.row() for f in figures for r in f.readings), key=lambda r: r.id)),
        figure_claims=tuple(
            sorted(
                (
                    FigureClaimRow(f.row.id, c.id, r.id)
                    for f in figures
                    for r in f.readings
                    for c in r.claims
                ),
                key=lambda r: (r.figure_id, r.claim_id),
            )
        ),
        relations=tuple(
            sorted(
                (row for f in figures for row in f.relations),
                key=lambda r: (r.figure_id, r.reading_a, r.reading_b, r.relation),
            )
        ),
        implications=_implications(eligible, figure_of),
        revisions=revision_rows(versions, followed),
    )


def _day_of(story: Sequence[CheckArticle]) -> str | None:
    """The middle one of the dates of a story's articles."""
    dates = sorted(a.published_at for a in story if a.published_at)
    return dates[len(dates) // 2] if dates else None


def _voices(
    claims: Sequence[CheckClaim], articles: Mapping[str, CheckArticle], copies: Sequence[Copy]
) -> _Voices:
    by_article: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_article[copy.article].append(copy)
    spoken = {c.id: voice_of(c, articles, by_article) for c in claims}
    return _Voices(
        {key: voice for key, (voice, _) in spoken.items()},
        frozenset(key for key, (_, copied) in spoken.items() if copied),
    )


def _by_sentence(
    claims: Sequence[CheckClaim],
) -> dict[tuple[str, int], list[CheckClaim]]:
    found: dict[tuple[str, int], list[CheckClaim]] = defaultdict(list)
    for claim in claims:
        found[claim.version_id, claim.sentence_start].append(claim)
    return found


def _figure(
    group: Sequence[CheckClaim], name: Named, scene: _Scene, forced: str | None, now: str
) -> _Figure:
    readings = find_readings(name.id, group, scene.articles, scene.voices.of)
    relations = _relations(readings, _motion(group, scene.facets), scene)
    current = [c for c in group if c.current and c.equivalent_of is None] or list(group)
    spoken = {scene.voices.of[c.id] for c in current}
    judgement = judge(relations, len(spoken))
    if forced is not None and forced in set(Verdict):
        judgement = Judgement(Verdict(forced), judgement.severity, "a reviewer decided so")
    row = _row(group, current, name, scene, judgement, now)
    return _Figure(row, tuple(readings), relations, judgement)


def _motion(group: Sequence[CheckClaim], facets: Mapping[str, Facets]) -> Motion:
    """Does the number of these claims move? What lies years back, or is a share, does not."""
    seen = [facets[c.id] for c in group]
    classes = Counter(f.word_class for f in seen if f.word_class is not None)
    common = max(sorted(classes), key=lambda name: classes[name]) if classes else None
    people = 2 * sum(f.noun == "people" for f in seen) >= len(seen)
    money = any(f.dimension == "money" for f in seen)
    replaced = replaced_values(group)
    background = 2 * sum(f.when.other for f in seen) > len(seen) or not any(f.lead for f in seen)
    if background:
        return Motion(replaced=replaced)
    toll = people and common in lexicon.TOLL_CLASSES
    return Motion(
        moving=toll or common in lexicon.MOVING_CLASSES,
        toll=toll,
        fluctuating=money and common in lexicon.FLUCTUATING_CLASSES,
        replaced=replaced,
    )


def _relations(
    readings: Sequence[Reading], motion: Motion, scene: _Scene
) -> tuple[RelationRow, ...]:
    latest = sorted(readings, key=lambda r: (r.last_at or "", r.id))[-_MOST_READINGS:]
    seen = {r.id: [scene.facets[c.id] for c in r.claims] for r in latest}
    wrong = {key: found.reason for key, found in scene.wrong.items()}
    rows = []
    for i, a in enumerate(latest):
        for b in latest[i + 1 :]:
            row = relate(a, b, motion, open_facets(seen[a.id], seen[b.id]), wrong)
            if row is not None and Relation(row.relation) in CONFLICTS and not row.possible:
                row = _derived(row, a, b, scene)
            if row is not None:
                rows.append(row)
    return tuple(rows)


def _derived(row: RelationRow, a: Reading, b: Reading, scene: _Scene) -> RelationRow:
    """The row as a derivation where the two are parts, or part and rest, of a third number."""
    inside = {c.id for r in (a, b) for c in r.claims}
    places = sorted({(c.version_id, c.sentence_start) for r in (a, b) for c in r.claims})
    around = [c for place in places for c in scene.sentences[place] if c.id not in inside]
    sums = sum_of_parts(a.claim, b.claim, around)
    if sums is None:
        return row
    return RelationRow(
        row.figure_id, row.reading_a, row.reading_b, str(Relation.DERIVED), False, "sum",
        f"{sums}, all printed beside each other", 0.0,
    )  # fmt: skip


def _common(values: Sequence[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return max(sorted(counted), key=lambda v: counted[v]) if counted else None


def _row(
    group: Sequence[CheckClaim],
    current: Sequence[CheckClaim],
    name: Named,
    scene: _Scene,
    judgement: Judgement,
    now: str,
) -> FigureRow:
    articles, voices = scene.articles, scene.voices
    first = founding(group, articles)
    origins = set()
    for claim in current:
        origin = origin_of(claim)
        if origin is not None:
            origins.add(f"origin {origin.key}")
        elif claim.id not in voices.copied:
            origins.add(f"voice {voices.of[claim.id]}")
    by_article: dict[str, bool] = {}
    for claim in current:
        copied = claim.id in voices.copied
        by_article[claim.article_id] = by_article.get(claim.article_id, True) and copied
    lows = [float(c.low) for c in current if c.low is not None]
    highs = [float(c.high) for c in current if c.high is not None]
    prior = name.prior
    seen = min(articles[c.article_id].first_seen_at for c in group)
    row = FigureRow(
        id=name.id,
        story_id=scene.story_of[first.article_id],
        label=_label(group),
        measure=_common([c.measure for c in group]),
        unit=_common([c.unit for c in current]),
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
        origin_count=len(origins),
        copy_count=sum(by_article.values()),
        first_seen_at=min(seen, prior.first_seen_at) if prior else seen,
        changed_at=now,
    )
    if prior is not None and not _seen_change(row, prior):
        return _with_changed_at(row, prior.changed_at)
    return row


def _seen_change(row: FigureRow, prior: Prior) -> bool:
    """Would a reader see a difference between the figure as it was and as it is?"""
    if (row.verdict, row.severity) != (prior.verdict, round(prior.severity, 4)):
        return True
    if prior.article_count is None:
        return False
    return (row.article_count, row.outlet_count, row.origin_count, row.copy_count) != (
        prior.article_count, prior.outlet_count, prior.origin_count, prior.copy_count,
    ) or (row.low, row.high, row.label) != (prior.low, prior.high, prior.label)  # fmt: skip


def _with_changed_at(row: FigureRow, at: str) -> FigureRow:
    from dataclasses import replace

    return replace(row, changed_at=at)


def _label(group: Sequence[CheckClaim]) -> str:
    measure = _common([c.measure for c in group])
    place = _common([c.place for c in group])
    if measure is None:
        measure = _common([c.unit for c in group]) or "number"
    label = measure[:1].upper() + measure[1:]
    return f"{label}, {place}" if place and place.casefold() not in label.casefold() else label


def _history(
    figures: Sequence[_Figure], named: Sequence[Named], now: str
) -> tuple[FigureHistoryRow, ...]:
    rows = []
    for figure, name in zip(figures, named, strict=True):
        prior, row = name.prior, figure.row
        if prior is None or (prior.verdict, round(prior.severity, 4)) != (
            row.verdict,
            row.severity,
        ):
            rows.append(
                FigureHistoryRow(row.id, now, row.verdict, row.severity, figure.judgement.reason)
            )
    return tuple(sorted(rows, key=lambda r: r.figure_id))


def _implications(
    claims: Sequence[CheckClaim], figure_of: Mapping[str, str]
) -> tuple[ImplicationRow, ...]:
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
            reason=implied.reason,
        )
    return tuple(rows[key] for key in sorted(rows))
