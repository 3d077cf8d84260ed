"""What each rule of the reader earns: gold read with it and without it.

    python -m benchmarks.worth [--shared FOLDER] [--rules ID,…] [--workers N] [--write]
    python -m benchmarks.worth --news ARTICLES.jsonl… --out PAIRS.jsonl [--rules ID,…] [--most 12]

For each rule (``benchmarks.rules``) the reader is imported anew without it and reads again those
gold texts in which the rule can act. "period 3; against: unit 1" means that without the rule three
periods more are wrong, and one unit less (``benchmarks.worth_gold`` says what is counted).
``--write`` keeps the worths in ``benchmarks/worth.tsv``, from which ``docs/rules.md`` is made.
Rules are first switched off together, and apart only where that changes something.

For rules that no gold cell depends on, ``--news`` draws sentences of other texts whose claims
differ with and without the rule, for a person to judge: sides X and Y in an order that the rule's
id and the sentence decide. The rule and the side that has it go to ``PAIRS.key.jsonl``.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks import rules
from benchmarks.worth_gold import (
    Cells,
    Text,
    cells,
    claims,
    compared,
    gold_texts,
    news_texts,
    told,
)

Job = dict[str, frozenset[int]]
Difference = tuple[tuple[int, int], dict[str, object], dict[str, object]]
IDLE, NEW = ("nothing", ""), (rules.NOT_MEASURED, "")
TOGETHER = 8
"""Packs of rules that are first switched off together."""
SHOWN = ("unit", "qualifier", "change", "status", "measure", "value", "place")
READ_FOR = {"numbers": {"text", "numbers", "gate"}}
READ_FOR |= {task: {"text", "sources"} for task in ("polnear", "default")}
"""The wings whose rules can change the outcome of a task; of a task not named here, all can."""

_texts: list[Text] = []
_base: dict[str, Any] = {}


def read_base() -> dict[str, frozenset[int]]:
    """Read every text with all rules; for each rule the texts in which it can act, by number."""
    acted: dict[str, set[int]] = {}
    number = 0

    def trace(rule: str) -> None:
        acted.setdefault(rule, set()).add(number)

    reader = rules.without(trace=trace)
    for number, one in enumerate(_texts):  # noqa: B007  (read by trace)
        rules.forget_what_was_computed()
        _base[one.name] = _outcome(reader, one)
    searched = [f"{one.text}\n{rules.lemmas(one.text)}" for one in _texts]
    for table in sys.modules["nlp.lexicon"].tables():
        for row in rules._rows(table):
            found = rules.can_act(row).search
            acted[row.key] = {at for at, text in enumerate(searched) if found(text)}
    return {
        rule: frozenset(
            at for at in acted.get(rule, ())
            if not users.isdisjoint(READ_FOR.get(_texts[at].task, users))
        )
        for rule, users in rules.rules().items()
    }  # fmt: skip


def _outcome(reader: Any, one: Text) -> Any:
    if one.task == "news":
        return {(c.start, c.end): _signature(c) for c in claims(reader, one)}
    return cells(reader, one)


def _without(job: Job) -> list[tuple[str, str | dict[int, Any]]]:
    """What changes in the texts without each rule, or why that cannot be told.

    The rules are switched off together; where nothing changes, none of them matters. Where
    something does, the halves are read again, down to rules that share no text.
    """
    texts = sorted(frozenset().union(*job.values()))
    try:
        reader = rules.without(job)
        now = {at: _outcome(reader, _texts[at]) for at in texts}
    except (KeyError, ValueError, IndexError, AttributeError, TypeError, StopIteration) as fault:
        if len(job) == 1:
            why = f"needed: without it the reader fails ({type(fault).__name__})"
            return [(rule, why) for rule in job]
        return [one for half in _halves(job) for one in _without(half)]
    changed = {at: one for at, one in now.items() if one != _base[_texts[at].name]}
    left = {rule: own & changed.keys() for rule, own in job.items()}
    if sum(map(len, left.values())) == len(changed):
        return [(rule, {at: changed[at] for at in own}) for rule, own in left.items()]
    idle: list[tuple[str, str | dict[int, Any]]] = [(r, {}) for r, own in left.items() if not own]
    acting = {rule: own for rule, own in left.items() if own}
    return idle + [one for half in _halves(acting) for one in _without(half)]


def _halves(job: Job) -> list[Job]:
    every = list(job.items())
    middle = len(every) // 2
    return [dict(every[:middle]), dict(every[middle:])]


def measured(where: Job, workers: int) -> Iterator[tuple[str, str | dict[int, Any]]]:
    """Each rule with the texts whose outcome changes without it."""
    for rule in [rule for rule, texts in where.items() if not texts]:
        yield rule, {}
    jobs = list(rules.packed({rule: texts for rule, texts in where.items() if texts}))
    groups = [
        {rule: where[rule] for names, _ in jobs[at : at + TOGETHER] for rule in names}
        for at in range(0, len(jobs), TOGETHER)
    ]
    print(f"{len(groups)} groups of rules", flush=True)
    with multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=4) as pool:
        for found in pool.imap_unordered(_without, reversed(groups)):
            yield from found


def gold_worth(where: dict[str, frozenset[int]], workers: int, write: bool) -> None:
    """Print what each rule earns on gold, and keep the table."""
    known, every = rules.worths(), rules.rules()
    for rule, now in measured(where, workers):
        if isinstance(now, str):
            earns = now
        else:
            base: Cells = {}
            without: Cells = {}
            for at, outcome in now.items():
                base |= _base[_texts[at].name]
                without |= outcome
            earns = told(compared(base, without))
        print(f"{rule:48} {earns}", flush=True)
        known[rule] = earns, known.get(rule, NEW)[1]
        if write:
            rules.write_worths({one: known.get(one, NEW) for one in every})
    if write:
        rules.write_worths({one: known.get(one, NEW) for one in every})


def _signature(claim: Any) -> dict[str, object]:
    period = f"{claim.period_start}..{claim.period_end}" if claim.period_start else None
    origin = claim.chain[0].name if claim.chain[0].role == "origin" else None
    shown = {name: getattr(claim, name) for name in SHOWN}
    return {**shown, "period": period, "origin": origin, "shown": claim.salience >= 0.5}


def news_pairs(where: dict[str, frozenset[int]], workers: int, most: int, out: Path) -> None:
    """Write the pairs to be judged by reading, and their key."""
    drawn = 0
    key_path = out.with_suffix(".key.jsonl")
    with out.open("w", encoding="utf-8") as pairs, key_path.open("w", encoding="utf-8") as keys:
        for rule, now in measured(where, workers):
            if isinstance(now, str):
                print(f"{rule:48} {now}", flush=True)
                continue
            found = [_pair(rule, _texts[at], one) for at, one in _spread(now)]
            for pair, has_rule in found[:most]:
                drawn += 1
                number = f"p{drawn:04}"
                pairs.write(json.dumps({"id": number, **pair}, ensure_ascii=False) + "\n")
                keys.write(json.dumps({"id": number, "rule": rule, "with": has_rule}) + "\n")
            print(f"{rule:48} changes {len(found)} texts", flush=True)


def _spread(now: dict[int, Any]) -> Iterator[tuple[int, Difference]]:
    """The first claim of each text that differs, the texts mixed."""
    for at in sorted(now, key=_mixed):
        before = _base[_texts[at].name]
        absent: dict[str, object] = {"claim": "absent"}
        for span in sorted(now[at].keys() | before.keys()):
            a, b = before.get(span, absent), now[at].get(span, absent)
            if a != b:
                yield at, (span, a, b)
                break


def _mixed(at: int) -> bytes:
    return sha256(_texts[at].name.encode()).digest()


def _pair(rule: str, one: Text, difference: Difference) -> tuple[dict[str, object], str]:
    """What is shown of a difference, and the side that has the rule."""
    (start, end), a, b = difference
    text = one.text
    low = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start) + 1, 0)
    high = min((at for at in (text.find(". ", end), text.find("\n", end)) if at > 0), default=None)
    sentence = f"{text[low:start]}[{text[start:end]}]{text[end:high]}".strip()
    names = [name for name in {**a, **b} if a.get(name) != b.get(name)]
    sides = [{name: side.get(name) for name in names} for side in (a, b)]
    swapped = sha256(f"{rule} {sentence}".encode()).digest()[0] % 2 == 1
    x, y = reversed(sides) if swapped else sides
    before = text[max(0, low - 300) : low].strip()
    shown: dict[str, object] = {
        "published": one.published,
        "before": before,
        "sentence": sentence,
        "x": x,
        "y": y,
    }
    return shown, "y" if swapped else "x"


def _chosen(given: Sequence[str], every: Iterable[str]) -> list[str]:
    return [rule for rule in every if not given or rule in given or rule.startswith(tuple(given))]


def main() -> None:
    """Measure on gold, or draw pairs from news."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--rules", default="", help="ids, or beginnings of ids; all when left out")
    parser.add_argument("--new", action="store_true", help="only rules that have no worth yet")
    parser.add_argument(
        "--idle", action="store_true", help="only rules of which neither gold nor a reader tells"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--news", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("pairs.jsonl"))
    parser.add_argument("--most", type=int, default=12, help="pairs of a rule")
    parser.add_argument("--texts", type=int, default=60, help="texts of news read for a rule")
    given = parser.parse_args()
    if given.news:
        _texts.extend(text for path in given.news for text in news_texts(path))
    else:
        _texts.extend(gold_texts(given.shared))
    where = read_base()
    right = sum(outcome is True for one in _base.values() for outcome in one.values())
    print(f"{len(where)} rules, {len(_texts)} texts, {right} cells right", flush=True)
    known = rules.worths()
    where = {
        rule: where[rule]
        for rule in _chosen(list(filter(None, given.rules.split(","))), where)
        if not (
            (given.new and known.get(rule, NEW)[0] != NEW[0])
            or (given.idle and known.get(rule, IDLE) != IDLE)
        )
    }
    if given.news:
        where = {
            rule: frozenset(sorted(texts, key=_mixed)[: given.texts])
            for rule, texts in where.items()
        }
        news_pairs(where, given.workers, given.most, given.out)
    else:
        gold_worth(where, given.workers, given.write)


if __name__ == "__main__":
    main()
