"""Why two readings stand to each other as they do, in a sentence: made of a rule and its facts.

The crosscheck stores facts (``crosscheck.relations.catalogue`` names them); all wording is here. A
sentence quotes what is printed and shows the arithmetic; it never says who is right.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from string import Formatter

from answers import evidence
from answers.money import short
from answers.words import QUALIFIERS, amount, counts, many, within
from crosscheck.model import Fact, Facts
from crosscheck.relations.facts import FACTS, order_known
from terms.model import Number

# Six significant digits tell any two printed numbers apart that a reader would tell apart.
_SIGNIFICANT = 6

_APART = "{a} against {b}{apart}"
STEP = "{old} → {new}{step}: "
"""How the sentence of an update begins."""

UNORDERED = "{old} and {new}, order not known: "
"""What takes its place where nothing orders the two."""

SENTENCES: dict[str, str] = {
    "convert": "{b} is {turned_to} ({scale}); {a} is that rounded",
    "per-capita": "{count_value} / {population_value} × {per} = {result}: “{rate}” and “{count}” "
    "are one number among the {population} people that the text prints",
    "accumulation": "{added} is newly added, {total} a running total",
    "period": "{a} is for {start_a} to {end_a}, {b} for {start_b} to {end_b}",
    "part-of-period": "{a} is for {start_a} to {end_a}, {b} for {start_b} to {end_b}: "
    "the one within the other",
    "population": "“{a}” counts {counted_a}, “{b}” {counted_b}",
    "subgroup": "{part} ({counted}) are part of {whole}: {part_size} ≤ {whole_size}",
    "part-of": "{part} are said to be a part of {whole}",
    "same-number": "both print {printed}, {how}",
    "same-bound": "“{a}” and “{b}” give one number",
    "rounding": "{a} and {b} meet at {meet_at} within the digits they print",
    "round-number": "{round} may be {other} rounded to tens",
    "fraction": "{round} is {as_percent} percent, and may be {other} told as a fraction",
    "bound": "“{a}” and “{b}” can both hold",
    "bound-formal": "“{a}” and “{b}” can both hold; formally only, for they are far apart",
    "withdrawn": STEP + "{old} was withdrawn by a correction",
    "edited": STEP + "the article that printed {old} no longer does",
    "cue": STEP + "{said}",
    "replaced": STEP + "an article gives {old} as a number since replaced",
    "as-of": STEP + "{old} as of {as_of_old}, {new} as of {as_of_new}",
    "judged": STEP + "{old} {printed_old}, {new} {printed_new}, of one question",
    "publication": STEP + "{old} {printed_old}, {new} {printed_new}, of a number that grows",
    "lowered": STEP + "{old} {printed_old}, {new} {printed_new}, both on one body's word",
    "price": STEP + "{old} {printed_old}, {new} {printed_new}, of a price that moves",
    "elapsed": STEP + "{hours} hours lie between the two articles",
    "sum": "{sum_of_parts} = {sum}, all printed beside each other",
    "wrong-base": "{share}: ({level} − {base}) / {level} = {result}%, but of {base} it is {right} "
    "percent",
    "ratio-as-rise": "{share}: {level} / {base} = {result}%, but the rise is {right} percent",
    "points-as-percent": "{share}: {level} − {base} = {result} points, but {right} percent",
    "points-for-percent": "{points} and {percent}: one numeral, but points are not percent",
    "by-for-from": "“{direction} {change} from” against “{direction} from {earlier}”: the step in "
    "one text is the earlier level in the other",
    "by-for-to": "“{direction} {change}” against “to {reached}”: the step in one text is the level "
    "reached in the other",
    "up-for-down": "“up {up}” against “down {down}”: one number, in opposite directions",
    "swapped": "{number} against {swapped_for}: two counts have changed places in one of the texts",
    "times-10": _APART + ": {large} = {power} × {small}",
    "transposed": _APART + ": the digits of {small} and {large} are transposed",
    "digit-dropped": _APART + ": {long} without a digit is {short}",
    "one-origin": _APART + ", both on the word of {origin}: {wrong}",
    "two-origins": _APART + ": {origin_a} and {origin_b} do not agree",
    "one-article": _APART + ", both in one article",
    "no-origin": _APART + ", and who counted is not known of both",
    "one-voice": "one voice prints it",
    "same-print": "{voices} voices print the same",
    "not-compared": "its numbers are of two kinds or count two things, a step and a level for "
    "instance, and are not held against each other",
    "unsettled": "its numbers differ, and nothing settles whether they answer one question",
    "reviewer": "decided by {decided_by} on {decided_on}{why}",
}
"""By rule: its sentence. In braces stand facts, and the phrases that ``_PHRASES`` makes of them."""


TAILS = {
    "open": " (open: {open})",
    "open and grounds": " (open: {open}; compared because {grounds})",
    "grounds": " (taken for one question: {grounds})",
    "decided": " ({decided} by {decided_by} on {decided_on})",
}
"""What is said after the sentence of a rule: what is open, what speaks for one question, who
decided."""


def relation(rule: str, facts: Facts) -> str:
    """The sentence of a relation or a verdict, with what is open and what a reviewer said of it.

    >>> relation("accumulation", {"added": "5 new", "total": "90"})
    '5 new is newly added, 90 a running total'
    """
    facts = _within(facts)
    form = SENTENCES["times-10" if rule.startswith("times-") else rule]
    if form.startswith(STEP) and not order_known(rule, facts):
        form = UNORDERED + form.removeprefix(STEP)
    sentence = form.format_map(_Words(facts))
    unsure = "; ".join(_texts(facts.get("open")))
    grounds = evidence.told(_texts(facts.get("grounds")))
    tail = " and ".join(filter(None, [unsure and "open", grounds and "grounds"]))
    if tail:
        sentence += TAILS[tail].format(open=unsure, grounds=grounds)
    if rule != "reviewer" and facts.get("decided"):
        sentence += TAILS["decided"].format_map(facts)
    return sentence


def phrases(rule: str, facts: Facts) -> dict[str, str]:
    """What fills the braces of a rule's sentence, by name: facts, and phrases made of them.

    >>> phrases("accumulation", {"added": "5 new", "total": "90"})
    {'added': '5 new', 'total': '90'}
    """
    form = SENTENCES["times-10" if rule.startswith("times-") else rule]
    words = _Words(_within(facts))
    names = (name for _, name, _, _ in Formatter().parse(form) if name)
    return {name: words[name] for name in names}


def implied(formula: str, facts: Facts) -> str:
    """The sentence of an implied value: what it is, the sum, and where its inputs stand.

    >>> implied("a - b", {"measure": "cases", "year": "2023", "a": "297", "b": "180", "a_value":
    ...     297, "b_value": 180, "result": 117, "one_sentence": True})
    'cases in 2023: 297 − 180 = 117, from “297” and “180” in one sentence'
    """
    what = facts["measure"] or "it"
    when = f"in {facts['year']}" if facts["year"] else "before"
    divided = "b/100" in formula
    share = _number(facts["b_value"]) / (100 if divided else 1)
    terms = formula.replace("-", "−").replace("b/100" if divided else "b", numeral(share))
    terms = terms.replace("a", numeral(_number(facts["a_value"])), 1)
    sums = f"{terms} = {_shown(facts['result'])}"
    where = "one sentence" if facts["one_sentence"] else "two sentences on end"
    return f"{what} {when}: {sums}, from “{facts['a']}” and “{facts['b']}” in {where}"


def numeral(value: Number) -> str:
    """A number in plain digits, thousands parted: 2250000.0 → "2,250,000", 0.3000004 → "0.3"."""
    if value == 0:
        return "0"
    leading = math.floor(math.log10(abs(value)))
    decimals = max(0, _SIGNIFICANT - 1 - leading)
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


SIDES = ("a", "b", "old", "new")
"""Facts that are the number of a reading."""
_PRINTED = frozenset(SIDES) | {name for name, (kind, _) in FACTS.items() if kind == "quote"}
"""Facts that say how a number is printed."""


def _within(facts: Facts) -> Facts:
    """The facts, with what is printed as it stands within a sentence, hedge and all."""
    told = {
        name: within(fact) if name in _PRINTED and isinstance(fact, str) else fact
        for name, fact in facts.items()
    }
    for side in SIDES:
        qualifier = str(facts.get(f"hedge_{side}"))
        hedge = "" if qualifier in ("range", "vague") else QUALIFIERS.get(qualifier, "")
        if side in told:
            told[side] = f"{hedge} {told[side]}".strip()
    return told


class _Words(dict[str, str]):
    """What a sentence names: a phrase if one is made of the facts, else the fact itself."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> str:
        phrase = _PHRASES.get(name)
        return phrase(self._facts) if phrase is not None else _shown(self._facts[name])


def _reckoned(facts: Facts, *names: str) -> bool:
    return all(counts(str(facts[name])) for name in names)


def _apart(facts: Facts) -> str:
    in_words = not any(char.isdigit() for char in f"{facts['a']}{facts['b']}")
    if not _reckoned(facts, "a", "b") or (in_words and _number(facts["difference"]) % 1):
        return ""  # "half" and "a third" are a sixth apart, which nobody says
    return f", a difference of {_amount(facts['difference'], facts['unit'])}"


def _wrong(facts: Facts) -> str:
    """What two numbers of one body mean: one is printed wrongly, if they answer one question."""
    return (
        "if they answer one question, one outlet is wrong"
        if facts.get("open")
        else ("at least one outlet is wrong")
    )


def _turned(facts: Facts) -> str:
    return _amount(facts["turned"], facts["to_unit"])


def _amount(value: Fact, unit: Fact) -> str:
    """A number with its unit in words, to three digits where it has a fraction: "3.4 miles"."""
    size = _number(value)
    told = size if size.is_integer() else float(f"{size:.3g}")
    if unit is None or unit == "fraction":
        return short(told) or numeral(told)
    return amount(told, str(unit))


def _step(facts: Facts) -> str:
    if not _reckoned(facts, "old", "new"):
        return ""
    step = _number(facts["step"])
    return f" ({'+' if step >= 0 else '-'}{short(abs(step)) or numeral(abs(step))})"


def _scale(facts: Facts) -> str:
    """What was converted by: "1 mile = 1.60934 km", with the day of a rate of exchange."""
    units = facts["from_unit"], facts["to_unit"]
    if units == ("fraction", "percent"):
        return "1 = 100 percent"
    if units == ("percent", "fraction"):
        return "100 percent = 1"
    rate = f" at the ECB's rate of {facts['rate_day']}" if facts["rate_day"] else ""
    return f"1 {units[0]} = {_shown(facts['one'])} {units[1]}{rate}"


def _how(facts: Facts) -> str:
    if facts["origin"]:
        return f"on the word of {facts['origin']}"
    return "independently" if facts["independent"] else "with one voice"


def _both(facts: Facts) -> str:
    a, b = str(facts["a"]), str(facts["b"])
    return a if a.casefold() == b.casefold() else f"{a} ({b})"


def _said(facts: Facts) -> str:
    if facts["one_sentence"]:
        return f"one sentence prints both with “{facts['cue']}”"
    return f"{facts['old']} is given as the earlier number (“{facts['cue']}”)"


def _printed(side: str) -> Callable[[Facts], str]:
    def phrase(facts: Facts) -> str:
        at = facts[f"printed_{side}"]
        return f"printed {str(at)[:16]}" if at else "undated"

    return phrase


def _counted(name: str) -> Callable[[Facts], str]:
    def phrase(facts: Facts) -> str:
        noun = facts[name]
        return many(str(noun)) if noun else "what it does not say"

    return phrase


def _sum_of_parts(facts: Facts) -> str:
    parts = facts["parts"]
    assert isinstance(parts, Sequence)
    return " + ".join(numeral(float(part)) for part in parts)


_PHRASES: Mapping[str, Callable[[Facts], str]] = {
    "wrong": _wrong,
    "apart": _apart,
    "turned_to": _turned,
    "step": _step,
    "scale": _scale,
    "how": _how,
    "printed": _both,
    "said": _said,
    "printed_old": _printed("old"),
    "printed_new": _printed("new"),
    "counted": _counted("counted"),
    "counted_a": _counted("counted_a"),
    "counted_b": _counted("counted_b"),
    "sum_of_parts": _sum_of_parts,
    "why": lambda facts: f": {facts['note']}" if facts["note"] else "",
}


def _shown(fact: Fact) -> str:
    if isinstance(fact, int | float):
        return short(fact) or numeral(fact)
    return "?" if fact is None else str(fact)


def _number(fact: Fact) -> float:
    assert isinstance(fact, int | float)
    return float(fact)


def _texts(fact: Fact) -> list[str]:
    if fact is None or isinstance(fact, str | int | float):
        return []
    return [str(one) for one in fact]
