"""Sentences of rules and their facts. Outlets, bodies and numbers are made up."""

import string

import pytest

from answers import evidence, reasons
from crosscheck.model import Facts
from crosscheck.relations.catalogue import RULES, VERDICT_RULES
from crosscheck.relations.facts import FACTS, from_json, to_json
from tests.crosscheck.prove import IMPLIED, misfit

BOTH: Facts = {"hedge_a": "exact", "hedge_b": "exact"}
APART: Facts = {"a": "36", "b": "93", **BOTH, "difference": 57, "unit": None}
STEP: Facts = {"old": "36", "new": "63", "hedge_old": "exact", "hedge_new": "exact", "step": 27}
HEDGED: Facts = {"a": "12", "b": "20", "hedge_a": "at_least", "hedge_b": "exact"}
DATED: Facts = {
    **STEP,
    "printed_old": "2031-03-04T08:00:00Z",
    "printed_new": "2031-03-04T20:30:00Z",
}
UNDATED: Facts = {**DATED, "printed_new": None}
BARE: Facts = {**STEP, "printed_old": "2031-03-04", "printed_new": "2031-03-04"}
SHARES: Facts = {"level": 297, "base": 180, "result": 39.39, "right": 65}

CASES: list[tuple[str, Facts, str]] = [
    ("convert", {"a": "10 km", "b": "6.2 miles", **BOTH, "turned": 9.978, "from_unit": "mile", "to_unit": "km", "one": 1.60934, "rate_day": None},
     "6.2 miles is 9.98 km (1 mile = 1.60934 km); 10 km is that rounded"),
    ("convert", {"a": "$1,115", "b": "€1,000", **BOTH, "turned": 1114, "from_unit": "EUR", "to_unit": "USD", "one": 1.1143, "rate_day": "2020-06-02"},
     "€1,000 is US$1,114 (1 EUR = 1.1143 USD at the ECB's rate of 2020-06-02); $1,115 is that rounded"),
    ("convert", {"a": "25 percent", "b": "a quarter", **BOTH, "turned": 25, "from_unit": "fraction", "to_unit": "percent", "one": 100, "rate_day": None},
     "a quarter is 25% (1 = 100 percent); 25 percent is that rounded"),
    ("convert", {"a": "a quarter", "b": "25 percent", **BOTH, "turned": 0.25, "from_unit": "percent", "to_unit": "fraction", "one": 0.01, "rate_day": None},
     "25 percent is 0.25 (100 percent = 1); a quarter is that rounded"),
    ("per-capita", {"rate": "22 cases", "count": "264", "population": "1.2 million", "count_value": 264, "population_value": 1_200_000, "per": 100_000, "result": 22},
     "264 / 1.2 million × 100,000 = 22: “22 cases” and “264” are one number among the 1.2 million people that the text prints"),
    ("accumulation", {"added": "5", "total": "90"}, "5 is newly added, 90 a running total"),
    ("period", {"a": "12", "b": "90", **BOTH, "start_a": "2031-05-01", "end_a": "2031-05-31", "start_b": "2031-01-01", "end_b": None},
     "12 is for 2031-05-01 to 2031-05-31, 90 for 2031-01-01 to ?"),
    ("part-of-period", {"a": "12", "b": "90", **BOTH, "start_a": "2031-05-01", "end_a": "2031-05-31", "start_b": "2031-01-01", "end_b": "2031-12-31"},
     "12 is for 2031-05-01 to 2031-05-31, 90 for 2031-01-01 to 2031-12-31: the one within the other"),
    ("population", {"a": "5", "b": "9", **BOTH, "counted_a": "child", "counted_b": "soldier"}, "“5” counts children, “9” soldiers"),
    ("subgroup", {"part": "5", "whole": "90", "counted": "child", "part_size": 5, "whole_size": 90}, "5 (children) are part of 90: 5 ≤ 90"),
    ("part-of", {"part": "400 women", "whole": "350 guests"}, "400 women are said to be a part of 350 guests"),
    ("same-number", {"a": "14", "b": "14", **BOTH, "origin": "Tarn police", "independent": False}, "both print 14, on the word of Tarn police"),
    ("same-number", {"a": "14", "b": "Fourteen", **BOTH, "origin": None, "independent": True}, "both print 14 (fourteen), independently"),
    ("same-number", {"a": "Six", "b": "six", **BOTH, "origin": None, "independent": False}, "both print six, with one voice"),
    ("same-bound", {**HEDGED, "b": "12"}, "“at least 12” and “12” give one number"),
    ("rounding", {"a": "€4.27m", "b": "€4.3m", **BOTH, "meet_at": 4_265_000}, "€4.27m and €4.3m meet at 4.265 million within the digits they print"),
    ("round-number", {"round": "30", "other": "32"}, "30 may be 32 rounded to tens"),
    ("fraction", {"round": "a third", "other": "30 percent", "as_percent": 33.3}, "a third is 33.3 percent, and may be 30 percent told as a fraction"),
    ("bound", HEDGED, "“at least 12” and “20” can both hold"),
    ("bound-formal", {**HEDGED, "b": "297", "hedge_b": "range"}, "“at least 12” and “297” can both hold; formally only, for they are far apart"),
    ("withdrawn", STEP, "36 → 63 (+27): 36 was withdrawn by a correction"),
    ("edited", {**STEP, "step": -27}, "36 → 63 (-27): the article that printed 36 no longer does"),
    ("cue", {**STEP, "cue": "earlier", "one_sentence": False}, "36 → 63 (+27): 36 is given as the earlier number (“earlier”)"),
    ("cue", {**STEP, "cue": "revised", "one_sentence": True}, "36 → 63 (+27): one sentence prints both with “revised”"),
    ("replaced", STEP, "36 → 63 (+27): an article gives 36 as a number since replaced"),
    ("as-of", {**STEP, "as_of_old": "2031-03-04", "as_of_new": "2031-03-06"}, "36 → 63 (+27): 36 as of 2031-03-04, 63 as of 2031-03-06"),
    ("publication", DATED, "36 → 63 (+27): 36 printed 2031-03-04T08:00, 63 printed 2031-03-04T20:30, of a number that grows"),
    ("publication", {**DATED, "new": "$1.2 million", "hedge_new": "more_than", "hedge_old": "vague"},
     "36 → more than $1.2 million (+27): 36 printed 2031-03-04T08:00, more than $1.2 million printed 2031-03-04T20:30, of a number that grows"),
    ("publication", UNDATED, "36 and 63, order not known: 36 printed 2031-03-04T08:00, 63 undated, of a number that grows"),
    ("price", BARE, "36 and 63, order not known: 36 printed 2031-03-04, 63 printed 2031-03-04, of a price that moves"),
    ("lowered", DATED, "36 → 63 (+27): 36 printed 2031-03-04T08:00, 63 printed 2031-03-04T20:30, both on one body's word"),
    ("judged", {**DATED, "grounds": ["alike", "one body"]},
     "36 → 63 (+27): 36 printed 2031-03-04T08:00, 63 printed 2031-03-04T20:30, of one question (taken for one question: they ask in like words; one body is named for both)"),
    ("price", DATED, "36 → 63 (+27): 36 printed 2031-03-04T08:00, 63 printed 2031-03-04T20:30, of a price that moves"),
    ("elapsed", {**STEP, "hours": 48}, "36 → 63 (+27): 48 hours lie between the two articles"),
    ("sum", {"parts": [8, 5], "sum": 13}, "8 + 5 = 13, all printed beside each other"),
    ("wrong-base", {**SHARES, "share": "39 %"}, "39 %: (297 − 180) / 297 = 39.39%, but of 180 it is 65 percent"),
    ("ratio-as-rise", {**SHARES, "share": "165 %", "result": 165}, "165 %: 297 / 180 = 165%, but the rise is 65 percent"),
    ("points-as-percent", {"share": "0.4 %", "level": 5.2, "base": 4.8, "result": 0.4, "right": 8.33}, "0.4 %: 5.2 − 4.8 = 0.4 points, but 8.33 percent"),
    ("points-for-percent", {"points": "0.4 points", "percent": "0.4 percent"}, "0.4 points and 0.4 percent: one numeral, but points are not percent"),
    ("by-for-from", {"change": "150", "direction": "up", "earlier": "150"},
     "“up 150 from” against “up from 150”: the step in one text is the earlier level in the other"),
    ("by-for-to", {"change": "$50", "direction": "up", "reached": "$50"},
     "“up $50” against “to $50”: the step in one text is the level reached in the other"),
    ("up-for-down", {"up": "3.9%", "down": "3.9%"},
     "“up 3.9%” against “down 3.9%”: one number, in opposite directions"),
    ("swapped", {"number": "34", "swapped_for": "nine"}, "34 against nine: two counts have changed places in one of the texts"),
    ("times-1000", {**APART, "unit": "km", "small": 5, "large": 5000, "power": 1000}, "36 against 93, a difference of 57 km: 5,000 = 1,000 × 5"),
    ("transposed", {**APART, "small": 36, "large": 63}, "36 against 93, a difference of 57: the digits of 36 and 63 are transposed"),
    ("digit-dropped", {**APART, "long": "1234", "short": "124"}, "36 against 93, a difference of 57: 1234 without a digit is 124"),
    ("one-origin", {**APART, "origin": "Tarn police"}, "36 against 93, a difference of 57, both on the word of Tarn police: at least one outlet is wrong"),
    ("one-origin", {**APART, "origin": "Tarn police", "open": ["what is counted"], "grounds": ["alike", "one body"]},
     "36 against 93, a difference of 57, both on the word of Tarn police: if they answer one question, one outlet is wrong "
     "(open: what is counted; compared because they ask in like words; one body is named for both)"),
    ("two-origins", {**APART, "origin_a": "Tarn police", "origin_b": "the organisers"}, "36 against 93, a difference of 57: Tarn police and the organisers do not agree"),
    ("two-origins", {**APART, "a": "Dozens", "origin_a": "Tarn police", "origin_b": "the organisers"},
     "dozens against 93: Tarn police and the organisers do not agree"),
    ("one-article", {**APART, "a": "Half", "b": "two-thirds", "difference": 0.167}, "half against two-thirds, both in one article"),
    ("one-article", {**APART, "b": "no immediate reports of deaths"}, "36 against no immediate reports of deaths, both in one article"),
    ("edited", {**STEP, "old": "Scores"}, "scores → 63: the article that printed scores no longer does"),
    ("one-article", {**APART, "a": "1,500 and 2,000"}, "between 1,500 and 2,000 against 93, a difference of 57, both in one article"),
    ("one-article", APART, "36 against 93, a difference of 57, both in one article"),
    ("no-origin", {**APART, "open": ["what is counted", "of what it is the rest"]},
     "36 against 93, a difference of 57, and who counted is not known of both (open: what is counted; of what it is the rest)"),
    ("no-origin", {**APART, "decided": "rejected", "decided_by": "ana", "decided_on": "2031-03-01"},
     "36 against 93, a difference of 57, and who counted is not known of both (rejected by ana on 2031-03-01)"),
    ("one-voice", {}, "one voice prints it"),
    (
        "not-compared",
        {},
        "its numbers are of two kinds or count two things, a step and a level for instance, "
        "and are not held against each other",
    ),
    ("unsettled", {}, "its numbers differ, and nothing settles whether they answer one question"),
    ("same-print", {"voices": 3}, "3 voices print the same"),
    ("reviewer", {"decided": "verdict", "decided_by": "ana", "decided_on": "2031-03-01", "note": "as the ministry says"},
     "decided by ana on 2031-03-01: as the ministry says"),
    ("reviewer", {"decided": "verdict", "decided_by": "ana", "decided_on": "2031-03-01", "note": None}, "decided by ana on 2031-03-01"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "sentence"), CASES)
def test_every_rule_has_its_sentence(rule: str, facts: Facts, sentence: str) -> None:
    assert reasons.relation(rule, facts) == sentence
    assert reasons.relation(rule, from_json(to_json(facts))) == sentence


NAMES = {rule.id: rule.facts for rule in RULES} | {
    k: names for k, (names, _) in VERDICT_RULES.items()
}


def test_every_rule_of_the_catalogue_is_worded_and_tried() -> None:
    tried = {"times-10" if rule.startswith("times-") else rule for rule, _, _ in CASES}
    assert reasons.SENTENCES.keys() == NAMES.keys() == tried
    for rule, facts, _ in CASES:
        assert misfit(facts, NAMES["times-10" if rule.startswith("times-") else rule]) is None


def test_evidence_without_words_is_not_told() -> None:
    assert evidence.told(["alike", "unheard of"]) == evidence.WORDS["alike"]
    assert evidence.told(["unheard of"]) == ""


def test_a_sentence_names_nothing_but_facts_and_phrases() -> None:
    for rule, sentence in reasons.SENTENCES.items():
        named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert named - reasons._PHRASES.keys() <= set(NAMES[rule].split()), rule


IMPLIED_CASES: list[tuple[str, Facts, str]] = [
    ("a - b", {"a_value": 297, "b_value": 180, "result": 117},
     "cases in 2023: 297 − 180 = 117, from “A” and “B” in one sentence"),
    ("a / b", {"a_value": 297, "b_value": 2, "result": 148.5, "year": None},
     "cases before: 297 / 2 = 148.5, from “A” and “B” in one sentence"),
    ("a / (1 + b/100)", {"a_value": 120, "b_value": 20, "result": 100, "measure": None},
     "it in 2023: 120 / (1 + 0.2) = 100, from “A” and “B” in one sentence"),
    ("a / (1 - b)", {"a_value": 50, "b_value": 0.5, "result": 100, "one_sentence": False},
     "cases in 2023: 50 / (1 − 0.5) = 100, from “A” and “B” in two sentences on end"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "facts", "sentence"), IMPLIED_CASES)
def test_implied_values_show_their_sum(formula: str, facts: Facts, sentence: str) -> None:
    whole: Facts = {
        "measure": "cases", "year": "2023", "a": "A", "b": "B", "one_sentence": True, **facts,
    }  # fmt: skip
    assert misfit(whole, IMPLIED) is None
    assert reasons.implied(formula, whole) == sentence


def test_facts_of_older_rows_are_none() -> None:
    assert from_json(None) == from_json("") == from_json("[1]") == from_json("=SUM(A1)") == {}
    assert set(FACTS) >= {name for names in NAMES.values() for name in names.split()}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (22_500_000.0, "22,500,000"),
        (27000, "27,000"),
        (0.1 + 0.2, "0.3"),
        (0.0625, "0.0625"),
        (8.333333333, "8.33333"),
        (1_234_567.5, "1,234,568"),
        (-180, "-180"),
        (0, "0"),
    ],
)
def test_numerals_are_plain(value: float, text: str) -> None:
    assert reasons.numeral(value) == text
