"""Whether every reason of a packet follows: its words from its facts, these from what is printed.

A part of check.py, with the standard library alone and arithmetic of its own.
"""

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Files = Mapping[str, bytes]

# --- wording ---


def table(files: Files, name: str) -> list[Row]:
    """The rows of a table of rules."""
    lines = files[f"rules/{name}.tsv"].decode().splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


PARTS = {
    "apart": ("difference",), "turned_to": ("turned",), "step": ("step",),
    "scale": ("rate_day",),
    "how": ("origin",), "printed": ("a",), "said": ("cue",),
    "printed_old": ("printed_old",), "printed_new": ("printed_new",),
    "counted": (), "counted_a": (), "counted_b": (), "sum_of_parts": ("parts",), "why": ("note",),
}  # fmt: skip
"""Phrases that are made of facts, and the facts that must be heard in each."""
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def numbers(text: str) -> list[float]:
    """The numbers that a text prints, "4.3 million" as one."""
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)(?:\s(thousand|million|billion|trillion)\b)?", text)
    return [float(digits.replace(",", "")) * SCALES.get(scale, 1.0) for digits, scale in found]


def heard(fact: object, phrase: str) -> bool:
    """Is a fact in a phrase: a text by its beginning, a number by its size?"""
    if fact is None or isinstance(fact, bool):
        return True
    if isinstance(fact, str):
        return fact[:16].casefold() in phrase.casefold()
    if isinstance(fact, int | float):
        return any(close(abs(fact), number) for number in numbers(phrase))
    return isinstance(fact, Sequence) and all(heard(part, phrase) for part in fact)


HEDGES = {
    "about": "about", "nearly": "nearly", "at_least": "at least", "more_than": "more than",
    "at_most": "at most", "less_than": "less than",
}  # fmt: skip


def said_of(fact: str, phrase: str, hedge: object) -> bool:
    """Is a phrase a fact's text with its hedge, as it stands in a sentence: "Nine" as "nine"?"""
    word = HEDGES.get(str(hedge), "")
    told = phrase.casefold().removeprefix(f"{word} ").removeprefix("between ")
    return told == fact.casefold().removeprefix("between ")


def after(rule: str, facts: Row, rules: Mapping[str, str], said: Mapping[str, str]) -> str:
    """What follows the sentence of a rule: what is open, what speaks for it, who decided."""
    grounds = [said[name] for name in facts.get("grounds") or () if name in said]
    tail = ""
    there = {"open": facts.get("open"), "grounds": grounds}
    name = " and ".join(part for part, told in there.items() if told)
    if name:
        told = {"open": "; ".join(facts.get("open") or ()), "grounds": "; ".join(grounds)}
        tail += rules[f"({name})"].format(**told)
    if rule != "reviewer" and facts.get("decided"):
        tail += rules["(decided)"].format_map(facts)
    return tail


def wording(row: Row, rules: Mapping[str, str], said: Mapping[str, str]) -> Iterator[str]:
    """Faults of a reason's words: is it its rule's sentence, filled with its facts?"""
    facts, phrases = row["facts"], row["phrases"]
    rule = "times-10" if row["rule"].startswith("times-") else row["rule"]
    forms = [rules[rule]]
    if forms[0].startswith(rules["(step)"]):
        forms.append(rules["(unordered)"] + forms[0].removeprefix(rules["(step)"]))
    tail = after(rule, facts, rules, said)
    if row["reason"] not in [form.format_map(phrases) + tail for form in forms]:
        yield f"the reason {row['reason']!r} is not the sentence of {row['rule']}"
    for name, phrase in phrases.items():
        wanted = PARTS.get(name, (name,)) if phrase else ()
        if not all(heard(facts.get(fact), phrase) for fact in wanted):
            yield f"{phrase!r} is not what the facts say of {name}"
        fact = facts.get(name)
        if (
            name not in PARTS
            and isinstance(fact, str)
            and not said_of(fact, phrase, facts.get(f"hedge_{name}"))
        ):
            yield f"{phrase!r} is not the fact {name}"
    how = "independently" if facts.get("independent") else "with one voice"
    if "how" in phrases and not facts["origin"] and phrases["how"] != how:
        yield "the reason says otherwise whether the prints are independent"
    one = phrases.get("said", "").startswith("one sentence")
    if "said" in phrases and one is not facts["one_sentence"]:
        yield "the reason says otherwise where the words stand"


# --- arithmetic ---

CONFLICTS = {
    "part_exceeds_whole", "derived_wrongly", "misquote", "reporting_error", "source_dispute",
    "inconsistent_within_article", "unattributed_conflict",
}  # fmt: skip
UPDATES, AGREEMENTS = {"updated", "revised_down"}, {"echo", "corroborated"}
QUOTES = (
    "part", "whole", "round", "other", "share", "points", "percent", "change", "earlier", "number",
    "swapped_for", "rate", "count", "added", "total",
)  # fmt: skip


def close(one: float, other: float, tolerance: float = 6e-3) -> bool:
    """The same to three significant digits."""
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=1e-8)


class Side:
    """A reading with its claims: its size, its interval, what its claims say."""

    def __init__(self, row: Row, claims: Sequence[Row]) -> None:
        self.row, self.claims = row, claims
        self.low, self.high = row["low"], row["high"]
        ends = [end for end in (self.low, self.high) if end is not None]
        self.size = row["value"] if row["value"] is not None else sum(ends) / (len(ends) or 1)

    def has(self, field: str) -> set[Any]:
        """What its claims say in a field."""
        return {claim[field] for claim in self.claims}

    def span(self) -> tuple[float, float, bool, bool]:
        """Low, high, and whether each end is left out."""
        low = -math.inf if self.low is None else float(self.low)
        high = math.inf if self.high is None else float(self.high)
        if low == high:
            return low, high, False, False
        hedge = self.row["qualifier"]
        return low, high, hedge == "more_than", hedge not in ("at_most", "range")


Span = tuple[float, float, bool, bool]


def mapped(span: Span, way: Row) -> Span:
    """An interval in another unit, widened by what the conversion is good to."""
    ends = [end * way["factor"] + way["offset"] for end in span[:2]]
    slack = [0.0 if math.isinf(end) else abs(end) * way["tolerance"] for end in ends]
    return ends[0] - slack[0], ends[1] + slack[1], span[2], span[3]


def meet(one: Span, other: Span) -> bool:
    """Is there a number in both intervals?"""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if math.isinf(low) or math.isinf(high):
        return low < high
    if not math.isclose(low, high, rel_tol=1e-9, abs_tol=1e-9):
        return low < high
    open_low = any(span[2] and span[0] == low for span in (one, other))
    return not open_low and not any(span[3] and span[1] == high for span in (one, other))


def taken(row: Row, a: Side, b: Side) -> Iterator[str]:
    """Facts that are fields of the claims and readings: are they among them?"""
    old, new = (b, a) if row["replaced"] == b.row["id"] else (a, b)
    both = a.has("quote") | b.has("quote")
    fields: dict[str, set[Any]] = {
        "a": a.has("quote"), "b": b.has("quote"), "old": old.has("quote"),
        "new": new.has("quote"), **dict.fromkeys(QUOTES, both),
        "hedge_a": {a.row["qualifier"]}, "hedge_b": {b.row["qualifier"]},
        "hedge_old": {old.row["qualifier"]}, "hedge_new": {new.row["qualifier"]},
        "origin": a.has("origin") | b.has("origin") | {None},
        "origin_a": a.has("origin"), "origin_b": b.has("origin"),
        "from_unit": {b.row["unit"]}, "to_unit": {a.row["unit"]}, "unit": {a.row["unit"], None},
        "as_of_old": {old.row["as_of"]}, "as_of_new": {new.row["as_of"]},
        "printed_old": old.has("published_at"), "printed_new": new.has("published_at"),
        "start_a": a.has("period_start"), "end_a": a.has("period_end"),
        "start_b": b.has("period_start"), "end_b": b.has("period_end"),
        "counted": a.has("unit") | b.has("unit"),
        "counted_a": a.has("unit") | a.has("population"),
        "counted_b": b.has("unit") | b.has("population"),
    }  # fmt: skip
    for name, value in row["facts"].items():
        if name in fields and value not in fields[name]:
            yield f"{name} is {value!r}, which neither reading prints"


def reckoned(facts: Row, way: Row | None, a: Side, b: Side) -> Iterator[str]:
    """Facts that are reckoned from the two numbers: do they come out the same?"""
    sizes = [float(a.size), float(b.size)]
    either = ("small", "large", "part_size", "whole_size")
    near = 1e-6 if way == SAME else 2e-3  # what is converted has four digits
    right: dict[str, list[float]] = dict.fromkeys(either, sizes)
    if way is not None:
        turned = float(b.size) * way["factor"] + way["offset"]
        back = (float(a.size) - way["offset"]) / way["factor"]
        right |= {"turned": [turned], "one": [way["factor"] + way["offset"]]}
        right["difference"] = [abs(a.size - turned)]
        right["step"] = [a.size - turned, turned - a.size, back - b.size, b.size - back]
    if "as_percent" in facts:
        right["as_percent"] = [size * 100 for size in sizes]
    for name, values in right.items():
        if name in facts and not any(close(facts[name], value, near) for value in values):
            yield f"{name} is {facts[name]}, and comes out as {values[0]:.6g}"


def sums(rule: str, facts: Row, a: Side, b: Side) -> Iterator[str]:
    """Facts that follow from other facts."""
    if rule == "sum":
        yield from added(facts, a, b)
    elif rule == "per-capita":
        right = facts["count_value"] / facts["population_value"] * facts["per"]
        if not close(right, facts["result"]):
            yield f"the result is {right:.6g}"
    elif rule == "subgroup" and facts["part_size"] >= facts["whole_size"]:
        yield "the part is not smaller than the whole"
    elif rule.startswith("times-"):
        factor = 10.0 ** (len(rule.removeprefix("times-")) - 1)
        if not close(facts["large"], facts["small"] * factor):
            yield f"{facts['large']} is not {factor:g} times {facts['small']}"
    elif rule in ("transposed", "digit-dropped"):
        yield from slips(rule, facts)
    elif "right" in facts:
        yield from shares(rule, facts)


def added(facts: Row, a: Side, b: Side) -> Iterator[str]:
    """Do the parts make the sum, and are both numbers among these?"""
    if not math.isclose(math.fsum(facts["parts"]), facts["sum"]):
        yield f"the parts make {math.fsum(facts['parts']):g}"
    known = [*facts["parts"], facts["sum"]]
    if not all(any(math.isclose(s.size, number) for number in known) for s in (a, b)):
        yield "a number is none of the parts"


def slips(rule: str, facts: Row) -> Iterator[str]:
    """Do the digits fit the slip that is told?"""
    names = ("small", "large") if rule == "transposed" else ("short", "long")
    one, other = (re.sub(r"\D|\.0+$", "", str(facts[name])) for name in names)
    width = max(len(one), len(other))
    if rule == "transposed":
        one, other = one.ljust(width, "0"), other.ljust(width, "0")
        swaps = (one[:n] + one[n + 1] + one[n] + one[n + 2 :] for n in range(len(one) - 1))
        fits = other in swaps
    else:
        fits = any(other[:n] + other[n + 1 :] == one for n in range(len(other)))
    if not fits:
        yield "the digits fit no such slip"


def shares(rule: str, facts: Row) -> Iterator[str]:
    """A share that only a wrong formula gives."""
    level, base = facts["level"], facts["base"]
    results = {
        "points-as-percent": level - base,
        "wrong-base": (level - base) / level * 100,
        "ratio-as-rise": level / base * 100,
    }
    for name, right in (("result", results[rule]), ("right", (level - base) / base * 100)):
        if not close(facts[name], right):
            yield f"{name} is {right:.4g}"


def held(row: Row, way: Row | None, a: Side, b: Side) -> Iterator[str]:
    """Is the relation what its rule says of the two intervals, numbers and sources?"""
    rule, kind = row["rule"], row["relation"]
    second = mapped(b.span(), way) if way else b.span()
    if rule in ("rounding", "bound", "bound-formal", "convert") and not meet(a.span(), second):
        yield "the intervals do not meet"
    if rule == "same-number" and a.row["value"] != b.row["value"]:
        yield "the numbers are not the same"
    if rule == "accumulation" and {"new", "total"} - (
        a.has("accumulation") | b.has("accumulation")
    ):
        yield "not one is new and the other a total"
    if rule == "one-article" and not a.has("article") & b.has("article"):
        yield "no article prints both"
    if rule == "as-of" and not row["facts"]["as_of_old"] < row["facts"]["as_of_new"]:
        yield "the later day is not later"
    either = {a.row["id"], b.row["id"]}
    if row["replaced"] not in (either if kind in UPDATES else {*either, None}):
        yield "it names no reading that is replaced"
    if row["possible"] is not unsettled(row):
        yield "what is open, or decided, says otherwise whether it is settled"
    if kind in ("reporting_error", "source_dispute", "unattributed_conflict") and (
        a.row["value"] is not None and a.row["value"] == b.row["value"] and way == SAME
    ):
        yield "the numbers are the same"


SAME = {"factor": 1.0, "offset": 0.0, "tolerance": 0.0, "rate_day": None}


LOOSE = ("subgroup", "round-number", "fraction")
"""Rules whose relations are always possible only."""


def unsettled(row: Row) -> bool:
    """Is a relation possible only, by what it leaves open and what a reviewer said?"""
    decided = row["facts"].get("decided")
    if decided:
        return bool(decided == "rejected")
    return row["rule"] in LOOSE or "open" in row["facts"]


def scale(row: Row, units: Mapping[str, Row]) -> Iterator[str]:
    """Is a conversion between two units of measurement the one of the table of units?"""
    way, (a, b) = row["conversion"], (row["unit_a"], row["unit_b"])
    one, other = units.get(b or ""), units.get(a or "")
    if (
        way
        and a != b
        and one
        and other
        and one["dimension"] == other["dimension"]
        and not way["offset"]
    ):
        right = float(one["factor"]) / float(other["factor"])
        if not close(way["factor"], right, 1e-4):
            yield f"1 {b} is {right:g} {a}"


def implied(row: Row) -> Iterator[str]:
    """Does a formula give the implied value, and does the reason show it?"""
    facts, formula = row["facts"], row["formula"]
    if not re.fullmatch(r"[ab\d+\-/*(). ]+", formula) or "**" in formula:
        yield f"{formula!r} is no formula"
        return
    names = {"a": facts["a_value"], "b": facts["b_value"]}
    right = eval(compile(formula, "formula", "eval"), {"__builtins__": {}}, names)  # digits, a, b
    if not close(right, facts["result"]):
        yield f"{formula} is {right:.6g}"
    for name in ("a", "b", "measure", "year", "result"):
        if not heard(facts[name], row["reason"]):
            yield f"the reason does not show {name}"


def verdict(evidence: Row) -> Iterator[str]:
    """Do the figure's relations make its verdict?"""
    figure = evidence["figure"]
    rows = [row for row in evidence["relations"] if row["figure_id"] == figure["id"]]
    if evidence["last"] and evidence["last"]["rule"] == "reviewer":
        return  # a reviewer gave it
    certain = [row for row in rows if not row["possible"]]
    updates = [row for row in certain if row["relation"] in UPDATES]
    clashes = [row for row in rows if row["relation"] in CONFLICTS and row["severity"] > 0]
    leads = sorted(
        (row for row in clashes if row["possible"]),
        key=lambda row: (-row["severity"], row["reading_a"], row["reading_b"]),
    )
    made: set[tuple[str, str | None]] = {("single", None), ("compatible", None), ("agree", None)}
    if any(row["relation"] in CONFLICTS for row in certain):
        made = {("conflict", "contradiction")}
    elif leads and all((leads[0]["probability"] or 0) > (r["probability"] or 1) for r in updates):
        made = {("conflict", "lead")}
    elif updates:
        made = {("updated", None)}
    elif any(row["relation"] not in AGREEMENTS for row in rows):
        made -= {("agree", None)}
    elif rows:
        made -= {("compatible", None)}
    known = {row["reason"] for row in rows}
    if figure["verdict"] in ("conflict", "updated") and figure["why"] not in known:
        yield f"{figure['why']!r} is the reason of no relation"
    if (figure["verdict"], figure["tier"]) not in made:
        yield f"the verdict {figure['verdict']!r} does not follow from the relations"


def printed(sides: Mapping[str, Side]) -> Iterator[str]:
    """Faults of readings: is each printed so by one of its claims?"""
    for key, side in sides.items():
        numbers_of = [(c["value"], c["low"], c["high"]) for c in side.claims]
        if (side.row["value"], side.low, side.high) not in numbers_of:
            yield f"reading {key}: no claim of it prints its number"
        called = (side.row["called"] or "").casefold()
        said_so = any(quote.casefold() in called for quote in side.has("quote"))
        if called and not said_so and not (numbers(called) and heard(side.row["value"], called)):
            yield f"reading {key}: none of its claims prints {called!r}"
        for field in ("unit", "qualifier"):
            if side.row[field] not in side.has(field):
                yield f"reading {key}: its {field} is none of its claims'"


def reasons(files: Files, evidence: Row, notes: list[str]) -> Iterator[str]:
    """Faults of everything that says why."""
    sentences = {row["rule"]: row["sentence"] for row in table(files, "sentences")}
    told = {row["name"]: row["words"] for row in table(files, "evidence")}
    units = {row["name"]: row for row in table(files, "units")}
    rules = {row["rule"]: row for row in table(files, "relations")}
    sides = {
        row["id"]: Side(row, [c for c in evidence["claims"] if c["reading"] == row["id"]])
        for row in evidence["readings"]
    }
    yield from printed(sides)
    for row in evidence["relations"]:
        a, b, way = sides[row["reading_a"]], sides[row["reading_b"]], row["conversion"]
        rule = rules["times-10" if row["rule"].startswith("times-") else row["rule"]]
        faults = [
            *wording(row, sentences, told), *taken(row, a, b), *reckoned(row["facts"], way, a, b),
            *sums(row["rule"], row["facts"], a, b), *held(row, way, a, b), *scale(row, units),
        ]  # fmt: skip
        if row["relation"] not in rule["relations"].split():
            faults.append(f"{row['rule']} makes no {row['relation']}")
        if missing := set(rule["facts"].split()) - row["facts"].keys():
            faults.append(f"the facts {sorted(missing)} are missing")
        yield from (f"relation {row['reading_a']} {row['reading_b']}: {fault}" for fault in faults)
    for row in evidence["implications"]:
        yield from (f"implication {row['id']}: {fault}" for fault in implied(row))
    if evidence["last"]:
        yield from (f"verdict: {fault}" for fault in wording(evidence["last"], sentences, told))
    yield from verdict(evidence)
    count = len(evidence["relations"]), len(evidence["implications"])
    notes.append(f"{count[0]} relations and {count[1]} implied values were reckoned again")
