"""Every rule that decides how two readings stand to each other: when it holds, what it finds.

The column ``rule`` of ``relations`` carries these ids and ``facts`` what the rule found, as JSON by
name; ``docs/relations.md`` is made from them. The sentences are made in ``answers.reasons``.
"""

from dataclasses import dataclass

from terms.enums import Relation


@dataclass(frozen=True, slots=True)
class Rule:
    """``id`` as stored, the relations it may give, when it holds, and two numbers that fit it.

    ``facts`` are the names of what it finds, parted by blanks; ``FACTS`` says what each one is.
    """

    id: str
    relations: tuple[Relation, ...]
    facts: str
    when: str
    example: str


RULES: tuple[Rule, ...] = (
    Rule(
        "convert",
        (Relation.CONVERTED,),
        "a b turned from_unit to_unit one rate_day",
        "equal after units, percent and fraction, or the ECB's rate of the day ± 5 %",
        "“10 km” and “6.2 miles”",
    ),
    Rule(
        "per-capita",
        (Relation.CONVERTED,),
        "rate count population count_value population_value per result",
        "a rate per a thousand people or more is a count over a population that one of the two "
        "texts prints of the same place",
        "“22 per 100,000” and “264”, of 1.2 million people",
    ),
    Rule(
        "accumulation",
        (Relation.STOCK_VS_FLOW,),
        "added total",
        "one is newly added, the other a running total",
        "“5 new cases” and “90 in all”",
    ),
    Rule(
        "period",
        (Relation.DIFFERENT_PERIOD,),
        "a b start_a end_a start_b end_b",
        "both sentences print a period beside the number, and no day is in both",
        "“12 in May” and “90 in 2031”",
    ),
    Rule(
        "population",
        (Relation.DIFFERENT_POPULATION,),
        "a b counted_a counted_b",
        "other people are counted",
        "“5 children” and “9 soldiers”",
    ),
    Rule(
        "subgroup",
        (Relation.SUBSET,),
        "part whole counted part_size whole_size",
        "a part of the other's people is counted, and the number is smaller; always possible only",
        "“5 children” of “90 people”",
    ),
    Rule(
        "part-of",
        (Relation.PART_EXCEEDS_WHOLE,),
        "part whole",
        "a part is larger than the whole that its own sentence names",
        "“400 women among the 350 guests”",
    ),
    Rule(
        "same-number",
        (Relation.ECHO, Relation.CORROBORATED),
        "a b origin independent",
        "the same number, “about” and “at least” aside: an echo on one body's word or with "
        "one voice, else independent",
        "“12” and “12”",
    ),
    Rule(
        "same-bound",
        (Relation.BOUND,),
        "a b hedge_a hedge_b",
        "the same number, once bare and once as a bound",
        "“12” and “up to 12”",
    ),
    Rule(
        "rounding",
        (Relation.ROUNDED,),
        "a b meet_at",
        "different numbers whose intervals meet within the digits they print",
        "“€4.27 million” and “€4.3 million”",
    ),
    Rule(
        "round-number",
        (Relation.ROUNDED,),
        "round other",
        "a multiple of ten below a hundred that may be the other one rounded; always possible only",
        "“30” and “32”",
    ),
    Rule(
        "fraction",
        (Relation.ROUNDED,),
        "round other as_percent",
        "a fraction in words that may be the other one rounded; always possible only",
        "“a third” and “30 percent”",
    ),
    Rule(
        "bound",
        (Relation.BOUND,),
        "a b hedge_a hedge_b",
        "a bound or range that the other number meets",
        "“more than 300” and “340”",
    ),
    Rule(
        "bound-formal",
        (Relation.BOUND,),
        "a b hedge_a hedge_b",
        "the same, but far from what the bound suggests; for a toll that grows it is an update",
        "“at least 12” and “297”",
    ),
    Rule(
        "withdrawn",
        (Relation.UPDATED, Relation.REVISED_DOWN),
        "old new step",
        "a correction withdrew one of them",
        "“an earlier version said 310”",
    ),
    Rule(
        "edited",
        (Relation.UPDATED, Relation.REVISED_DOWN),
        "old new step",
        "the article that printed one of them prints another number in its place now",
        "36 before, 63 now",
    ),
    Rule(
        "cue",
        (Relation.UPDATED, Relation.REVISED_DOWN),
        "old new step cue one_sentence",
        "words say that one replaced the other",
        "“revised from eight to six”, “earlier reports had put it at 40”",
    ),
    Rule(
        "replaced",
        (Relation.UPDATED, Relation.REVISED_DOWN),
        "old new step",
        "another article of the figure says so of that number, or gives it as preliminary",
        "“a preliminary 4.4” beside 4.2",
    ),
    Rule(
        "as-of",
        (Relation.UPDATED, Relation.REVISED_DOWN),
        "old new step as_of_old as_of_new",
        "the days they hold for differ",
        "as of Monday, as of Thursday",
    ),
    Rule(
        "publication",
        (Relation.UPDATED,),
        "old new step printed_old printed_new",
        "a count that grows while news comes in: the larger one printed later, or within four "
        "days for tolls, since outlets lag",
        "36 in the morning, 63 at night",
    ),
    Rule(
        "lowered",
        (Relation.REVISED_DOWN,),
        "old new step printed_old printed_new",
        "one body's later number is the smaller",
        "51, two days later 24",
    ),
    Rule(
        "price",
        (Relation.UPDATED,),
        "old new step printed_old printed_new",
        "prices of the moment, in the order of publication",
        "$6,156, then $6,562",
    ),
    Rule(
        "elapsed",
        (Relation.UPDATED,),
        "old new step hours",
        "a duration that goes on grew by about the hours between the articles",
        "“50 hours”, two days later “85 hours”",
    ),
    Rule(
        "judged",
        (Relation.UPDATED, Relation.REVISED_DOWN),
        "old new step printed_old printed_new",
        "the judge takes one for the later answer, though no word or date orders them alone",
        "“eleven are missing”, “nine are still missing”",
    ),
    Rule(
        "sum",
        (Relation.DERIVED,),
        "parts sum",
        "two of them are parts, or part and rest, of a third number in the same sentence",
        "8 + 5 = 13",
    ),
    Rule(
        "wrong-base",
        (Relation.DERIVED_WRONGLY,),
        "share level base result right",
        "both levels stand in the sentence, and only division by the wrong one gives the share",
        "“to 297 from 180, up 39 %”",
    ),
    Rule(
        "ratio-as-rise",
        (Relation.DERIVED_WRONGLY,),
        "share level base result right",
        "the ratio is printed as the rise",
        "“to 297 from 180, up 165 %”",
    ),
    Rule(
        "points-as-percent",
        (Relation.DERIVED_WRONGLY,),
        "share level base result right",
        "the difference of two percentages is printed as percent",
        "“to 5.2 % from 4.8 %, up 0.4 %”",
    ),
    Rule(
        "points-for-percent",
        (Relation.MISQUOTE,),
        "points percent",
        "one numeral as points and as percent, about one level",
        "“up 0.4 points” and “up 0.4 percent”",
    ),
    Rule(
        "by-for-from",
        (Relation.MISQUOTE,),
        "change direction earlier",
        "one numeral as the step and as the earlier level, about one level",
        "“430, up 150 from January” and “430, up from 150 in January”",
    ),
    Rule(
        "times-10",
        (Relation.MISQUOTE,),
        "a b difference unit small large power",
        "a power of ten apart (also times-100, times-1000, times-1000000), on one body's word "
        "or with two telling digits",
        "1.2 and 12 miles",
    ),
    Rule(
        "transposed",
        (Relation.MISQUOTE,),
        "a b difference unit small large",
        "two neighbouring digits changed places, on one body's word or in three digits and more",
        "36 and 63",
    ),
    Rule(
        "digit-dropped",
        (Relation.MISQUOTE,),
        "a b difference unit long short",
        "a digit is missing, on one body's word or in three digits and more",
        "1,234 and 124",
    ),
    Rule(
        "one-origin",
        (Relation.REPORTING_ERROR,),
        "a b difference unit origin",
        "one named body or person, disjoint numbers: at least one outlet is wrong",
        "“36, the agency said” and “48, the agency said”",
    ),
    Rule(
        "two-origins",
        (Relation.SOURCE_DISPUTE,),
        "a b difference unit origin_a origin_b",
        "two named origins",
        "“18,000, police said” and “45,000, the organisers said”",
    ),
    Rule(
        "one-article",
        (Relation.INCONSISTENT_WITHIN_ARTICLE,),
        "a b difference unit",
        "one article prints both",
        "“36 died” in the lead, “48 died” further down",
    ),
    Rule(
        "no-origin",
        (Relation.UNATTRIBUTED_CONFLICT,),
        "a b difference unit",
        "not both say who counted; “officials” or “police” is a class, not a body",
        "36 and 48",
    ),
)
"""In the order in which they are tried, but for those that only arithmetic or edits bring up.

From ``cue`` to ``judged``, and from ``times-10`` on, the judge decides that it is an update or a
clash, and the rule says what it is.
"""


VERDICT_RULES: dict[str, tuple[str, str]] = {
    "one-voice": ("", "one voice prints the figure"),
    "same-print": ("voices", "several voices print the same words"),
    "reviewer": ("decided decided_by decided_on note", "a reviewer gave the figure its verdict"),
}
"""Rules of ``figure_history`` without a relation: the names of their facts, when they hold."""


def rule_of(identifier: str) -> Rule | None:
    """The rule of an id as it is stored: "times-1000" is one of "times-10"; ``None`` if unknown."""
    known = "times-10" if identifier.startswith("times-") else identifier
    return next((rule for rule in RULES if rule.id == known), None)


def table() -> str:
    """The rules as a Markdown table."""
    lines = ["| rule | relation | holds when | example | facts |", "|---|---|---|---|---|"]
    for rule in RULES:
        given = ", ".join(f"`{relation}`" for relation in rule.relations)
        names = ", ".join(f"`{name}`" for name in rule.facts.split())
        lines.append(f"| `{rule.id}` | {given} | {rule.when} | {rule.example} | {names} |")
    return "\n".join(lines)
