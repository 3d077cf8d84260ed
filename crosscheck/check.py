"""The crosscheck: claims in, stories, copies, figures, readings, relations and verdicts out.

A pure function of what it is given: the same articles and claims in any order give the same rows,
and its own output fed back as ``prior`` changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crosscheck.articles import (
    Copy,
    copy_rows,
    find_copies,
    find_stories,
    house_voices,
    revision_rows,
    story_rows,
    successors,
    term_rows,
    voice_of,
)
from crosscheck.articles.links import link
from crosscheck.articles.stories import Linker
from crosscheck.decisions import regroup, rulings, verdicts_of
from crosscheck.figures import (
    PerCapita,
    facets_of,
    find_figures,
    join_across,
    join_restated,
    join_slips,
    key_rows,
    misreckoned,
    per_capita,
    swapped,
)
from crosscheck.figures.grouping import Likings
from crosscheck.figures.likeness import Model
from crosscheck.identity import Named, name_figures
from crosscheck.judging import Scene, Voices, judge_figures, weigher_of
from crosscheck.meaning import meaning_rows, with_meanings
from crosscheck.model import (
    CheckArticle,
    CheckVersion,
    Decision,
    Facts,
    LedgerClaim,
    Outcome,
    Prior,
)
from crosscheck.names.figure_names import figure_labels
from crosscheck.names.story_names import About, about, story_label
from crosscheck.relations.doubt import lists_of
from crosscheck.relations.judge import Cuts, Judge, trained
from crosscheck.rows import (
    alias_rows,
    figure_claim_rows,
    figure_row,
    history_rows,
    implication_rows,
    reading_rows,
    relation_rows,
)
from crosscheck.weighing import Weigher


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch whose claims lie in figures, before a judge has seen them.

    ``figures`` and ``named`` are by figure id, ``labels`` their names, ``forced`` reviewers'
    verdicts; ``rest`` holds the rows that no judge moves.
    """

    scene: Scene
    figures: Mapping[str, Sequence[LedgerClaim]]
    named: Mapping[str, Named]
    labels: Mapping[str, str]
    forced: Mapping[str, tuple[str, Facts]]
    rest: Outcome

    def weigher(self, judge: Judge) -> Weigher:
        """What asks a judge about the readings of the batch, each pair once."""
        return weigher_of(self.figures, self.scene, judge)

    def outcome(self, weigher: Weigher, cuts: Cuts, now: str) -> Outcome:
        """All rows, by what a judge makes of the readings."""
        judged = judge_figures(weigher, self.figures, self.scene, self.forced, cuts)
        rows = [
            (
                figure_row(f, self.named[f.id], self.labels[f.id], self.scene, now),
                f,
                self.named[f.id],
            )
            for f in judged
        ]
        return replace(
            self.rest,
            figures=tuple(sorted((row for row, _, _ in rows), key=lambda r: r.id)),
            figure_aliases=alias_rows(list(self.named.values()), now),
            figure_history=history_rows(rows, now),
            readings=tuple(
                sorted((row for f in judged for row in reading_rows(f)), key=lambda r: r.id)
            ),
            figure_claims=figure_claim_rows(judged),
            relations=relation_rows(judged),
        )


def crosscheck(
    articles: Sequence[CheckArticle],
    claims: Sequence[LedgerClaim],
    *,
    prior: Sequence[Prior] = (),
    decisions: Sequence[Decision] = (),
    versions: Sequence[CheckVersion] = (),
    now: str,
    stories: Sequence[Sequence[str]] | None = None,
    judge: Judge | None = None,
    cuts: Cuts | None = None,
) -> Outcome:
    """Crosscheck a closed batch: whole stories with all their claims.

    ``claims`` may hold those of older versions (``current`` false): they are aligned with what
    stands in their place now and give ``revisions``; where the number changed the old one stays
    in its figure as superseded. ``prior`` are the figures that the ledger has for these articles;
    ``now`` dates what changed; ``stories`` are lists of article ids where the stories were found
    already; ``judge`` and ``cuts`` replace the shipped ones.
    """
    batch = lay_out(
        articles, claims, prior=prior, decisions=decisions, versions=versions, stories=stories
    )
    return batch.outcome(batch.weigher(judge or trained()), cuts or trained().cuts, now)


def lay_out(
    articles: Sequence[CheckArticle],
    claims: Sequence[LedgerClaim],
    *,
    prior: Sequence[Prior] = (),
    decisions: Sequence[Decision] = (),
    versions: Sequence[CheckVersion] = (),
    stories: Sequence[Sequence[str]] | None = None,
    weights: Model | None = None,
    linker: Linker = link,
) -> Batch:
    """Find stories, if they are not given, and figures; ``weights`` and ``linker`` replace the
    shipped ones."""
    by_id = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
    filed = [c for c in sorted(claims, key=lambda c: c.id) if c.article_id in by_id]
    followed = successors(versions, filed)
    edited = {pair.old.id for pair in followed if pair.changed}
    ruled = rulings(decisions, {p.old.id: p.new.id for p in followed if not p.changed})
    eligible = [
        c for c in filed
        if (c.current or c.id in edited) and c.id not in ruled.dropped
        and by_id[c.article_id].state != "forgotten" and c.region != "related"
    ]  # fmt: skip
    if stories is None:
        told = find_stories(list(by_id.values()), ruled.same_story, ruled.other_story, linker)
    else:
        told = [[by_id[key] for key in story] for story in stories]
    copies = find_copies(list(by_id.values()), told)
    unread = {claim.id for claim in eligible if not claim.meaning}
    eligible = with_meanings(eligible, by_id, versions)
    days = {a.id: _day_of(story) for story in told for a in story}
    facets = {c.id: facets_of(c, by_id[c.article_id], days[c.article_id]) for c in eligible}
    known = [about(story, of_story) for story, of_story in _with_claims(told, eligible)]
    stories_out, members = story_rows(told, [story_label(one) for one in known])
    story_of = {m.article_id: m.story_id for m in members}
    by_story: dict[str, list[LedgerClaim]] = defaultdict(list)
    for claim in eligible:
        by_story[story_of[claim.article_id]].append(claim)
    groups: list[list[LedgerClaim]] = []
    likings: dict[str, Likings] = {}
    rates: dict[str, PerCapita] = {}
    swaps: set[frozenset[str]] = set()
    for story in sorted(by_story):
        found = find_figures(by_story[story], facets, weights)
        groups += join_restated(join_slips(found.groups, facets), facets, weights)
        likings |= dict.fromkeys(found.likings.place, found.likings)
        current = [c for c in by_story[story] if c.current]
        rates |= per_capita(current, facets)
        swaps |= swapped(current, facets)
    groups = regroup(join_across(groups, facets, story_of, weights), ruled)
    wrong = {w.claim.id: w for w in misreckoned([c for c in eligible if c.current])}
    beside = _by_sentence(eligible)
    scene = Scene(
        by_id, story_of, _voices(eligible, by_id, copies), facets, beside,
        lists_of(beside, facets), wrong, rates, frozenset(swaps), ruled, likings,
    )  # fmt: skip
    named = name_figures(groups, by_id, prior, {p.old.id: p.new.id for p in followed})
    by_figure = {name.id: group for name, group in zip(named, groups, strict=True)}
    merged = {old: name.id for name in named for old in name.swallowed}
    known_by = {story_of[story[0].id]: one for story, one in zip(told, known, strict=True)}
    figure_of = {c.id: key for key, group in by_figure.items() for c in group}
    rest = Outcome(
        stories=stories_out,
        story_articles=members,
        copies=copy_rows(copies),
        implications=implication_rows(eligible, figure_of),
        revisions=revision_rows(versions, followed),
        article_terms=term_rows(by_id.values()),
        question_keys=key_rows(eligible, facets, by_id),
        meanings=meaning_rows(claim for claim in eligible if claim.id in unread),
    )
    return Batch(
        scene, by_figure, {name.id: name for name in named},
        _labels(by_figure, known_by, story_of), verdicts_of(ruled, by_figure, merged), rest,
    )  # fmt: skip


def _with_claims(
    stories: Sequence[Sequence[CheckArticle]], claims: Sequence[LedgerClaim]
) -> Iterator[tuple[Sequence[CheckArticle], list[LedgerClaim]]]:
    """Each story with the claims of its articles."""
    of_article: dict[str, list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        of_article[claim.article_id].append(claim)
    for story in stories:
        yield story, [claim for article in story for claim in of_article[article.id]]


def _labels(
    figures: Mapping[str, Sequence[LedgerClaim]],
    known_by: Mapping[str, About],
    story_of: Mapping[str, str],
) -> dict[str, str]:
    """The names of all figures, each unique in its story."""
    by_story: dict[str, dict[str, Sequence[LedgerClaim]]] = defaultdict(dict)
    for key, group in figures.items():
        by_story[story_of[group[0].article_id]][key] = group
    return {
        key: label
        for story, one in by_story.items()
        for key, label in figure_labels(one, known_by[story]).items()
    }


def _day_of(story: Sequence[CheckArticle]) -> str | None:
    """The middle one of the dates of a story's articles."""
    dates = sorted(a.published_at for a in story if a.published_at)
    return dates[len(dates) // 2] if dates else None


def _voices(
    claims: Sequence[LedgerClaim], articles: Mapping[str, CheckArticle], copies: Sequence[Copy]
) -> Voices:
    by_article: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_article[copy.article].append(copy)
    houses = house_voices(articles.values())
    spoken = {c.id: voice_of(c, houses, by_article) for c in claims}
    return Voices(
        {key: voice for key, (voice, _) in spoken.items()},
        frozenset(key for key, (_, copied) in spoken.items() if copied),
    )


def _by_sentence(
    claims: Sequence[LedgerClaim],
) -> dict[tuple[str, int], list[LedgerClaim]]:
    found: dict[tuple[str, int], list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        found[claim.version_id, claim.sentence_start].append(claim)
    return found
