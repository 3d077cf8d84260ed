"""Every rule enters with its worth, and what is measured of a rule is what it changes."""

from benchmarks.rules import NOT_MEASURED, all_rules, can_act, packed, worths
from benchmarks.worth_gold import compared, told
from nlp.lexicon import row_of

STILL_WAITING = 0
"""How many rules may stand in the table without a measurement; it only falls."""
KEPT = {
    "documents.all.rule": "costs a cell or two of gold alone; its sentences are still to be read",
    "measured_nouns.kind.power": "costs a cell or two of gold alone; its sentences are still to be read",
    "measured_nouns.kind.time": "costs a cell or two of gold alone; its sentences are still to be read",
    "measures.verb.empty": "costs a cell or two of gold alone; its sentences are still to be read",
    "names.article": "costs a cell or two of gold alone; its sentences are still to be read",
    "roles.people.opinion": "costs a cell or two of gold alone; its sentences are still to be read",
    "standing_cues.near.by-estimate": "costs a cell or two of gold alone; its sentences are still to be read",
    "bodies.body.members": "federations and parties speak; the three origins are still to be read",
    "currencies.coin.shared": "cents are dollars here, and cents in the sentences' gold",
    "no_claim.age.years-old": "an age is no claim here, and a number in the sentences' gold",
    "no_claim.window.every": 'rows under test promise that "every four years" is no claim',
    "number_clues.hedged": "used in many places; what it costs is still to be read",
    "number_links.larger-than-one": "a hedged article is a number here, not in the sentences' gold",
    "sources.carried-report": "costs a cell or two of gold alone; its sentences are still to be read",
    "sources.owned-aim": "whose target it is, where the gold follows the outermost speaker",
    "time.so-far": "a year told in the past ends at publication; the invented gold has it whole",
    "standing.verb.confirmed": "the only words of a status that the vocabulary names",
    "worded_numbers.multiple.twice": '"twice as many" is a ratio here, not in the sentences\' gold',
    "worded_numbers.one-of": "the words of `unit.one`",
    "worded_numbers.unit.one": "a hedged article is a number here, not in the sentences' gold",
}
"""Rules that only cost cells of gold, with why they stay."""


def test_every_rule_has_its_worth() -> None:
    known, every = worths(), all_rules()
    missing = sorted(every.keys() - known.keys())
    assert not missing, (
        f"{len(missing)} rules have no worth yet: {', '.join(missing[:12])}. "
        "Run `python -m benchmarks.worth --new --write`, then `make docs`."
    )
    gone = sorted(known.keys() - every.keys())
    assert not gone, (
        f"benchmarks/worth.tsv knows rules that are no more: {', '.join(gone[:12])}. "
        "Run `python -m benchmarks.worth --new --write`, which drops them."
    )


def test_rules_not_yet_measured_get_fewer() -> None:
    waiting = [rule for rule, (earns, _) in worths().items() if earns == NOT_MEASURED]
    assert len(waiting) <= STILL_WAITING, (
        f"{len(waiting)} rules are written down as not measured, {STILL_WAITING} are allowed: "
        "run `python -m benchmarks.worth --new --write`, then `make docs`."
    )


def test_no_rule_only_harms() -> None:
    harmful = {
        rule
        for rule, (earns, judged) in worths().items()
        if earns.startswith("nothing; against") and not judged
    }
    assert not harmful - KEPT.keys(), (
        f"gold is better without {', '.join(sorted(harmful - KEPT.keys()))}: mend or remove them"
    )


def test_a_row_can_act_where_its_words_stand_in_any_form() -> None:
    found = can_act(row_of("saying", "say"))
    assert found.search("what they were SAYING")
    assert not found.search("Forty ships were lost")


def test_rules_that_share_no_text_are_read_together() -> None:
    where = {"a": frozenset({1, 2}), "b": frozenset({3}), "c": frozenset({2, 3})}
    assert list(packed(where)) == [(["a", "b"], frozenset({1, 2, 3})), (["c"], frozenset({2, 3}))]


def test_worth_counts_cells_lost_and_won_without_the_rule() -> None:
    base = {("x", 0, "unit"): True, ("x", 0, "period"): False, ("x", "surplus"): -1}
    now = {("x", 0, "unit"): False, ("x", 0, "period"): True, ("x", "surplus"): -3}
    assert told(compared(base, now)) == "surplus 2, unit 1; against: period 1"
    assert told({}) == "nothing"
