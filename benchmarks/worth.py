"""What each rule of the reader earns: gold read with it and without it.

    python -m benchmarks.worth [--shared FOLDER] [--rules ID,…] [--workers N] [--write]
    python -m benchmarks.worth --news ARTICLES.jsonl --out PAIRS.jsonl [--rules ID,…] [--most 12]

A rule is a row of a table in ``nlp/lexicon`` or a function under ``@rule``. For each, the reader is
imported anew with that rule switched off and reads the gold again (parses are kept); a *cell* is
one field of one gold claim, or one sentence's numbers. "period 3; against: unit 1" means that
without the rule three periods more are wrong, and one unit less. ``--write`` keeps the table in
``benchmarks/worth.tsv``, from which ``docs/rules.md`` is made.

For rules that no gold cell depends on, ``--news`` draws sentences of other texts whose claims
differ with and without the rule, for a person to judge: sides X and Y in an order that the rule's
id and the sentence decide, the key beside them.
"""

import argparse
import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

HERE = Path(__file__).parent
TABLE = HERE / "worth.tsv"
GOLD = (HERE / "gold" / "reading", HERE / "gold" / "reading" / "held")
FIELDS = ("kind", "unit", "qualifier", "change", "status", "period", "measure", "origin")
Cell = tuple[object, ...]
Cells = dict[Cell, bool | int]

_texts: list[dict[str, Any]] = []
_parses: dict[object, Any] = {}


def gold_texts(shared: Path) -> Iterator[dict[str, Any]]:
    """What is read: articles with their gold claims, and sentences with their gold values."""
    for folder in (*GOLD, shared / "data" / "claims_dev"):
        if not folder.exists():
            print(f"left out: {folder} is not here", file=sys.stderr)
            continue
        gold: dict[str, list[Any]] = {}
        for row in _lines(folder / "claims.jsonl"):
            gold.setdefault(row["doc_id"], []).append(row)
        for article in _lines(folder / "articles.jsonl"):
            name = article["url"].rstrip("/").split("/")[-1]
            yield {
                "name": f"{folder.name}/{name}",
                "text": article["text"],
                "published": (article.get("published") or "")[:10] or None,
                "outlet": article.get("outlet"),
                "country": article.get("country"),
                "until": article.get("annotated_until") or len(article["text"]),
                "gold": gold.get(name, []),
            }
    sentences = shared / "data" / "newsquant_dev.json"
    if sentences.exists():
        for number, row in enumerate(json.loads(sentences.read_text(encoding="utf-8"))):
            values = [str(_rounded(q["value"])) for q in row["quantities"]]
            yield {"name": f"sentence {number}", "text": row["text"], "values": values}


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _rounded(value: object) -> object:
    try:
        return None if value is None else round(float(str(value)), 6)
    except ValueError:
        return str(value)


def rules() -> dict[str, str]:
    """Every rule by id with what it is, tables first."""
    _import_reader()
    lexicon = sys.modules["nlp.lexicon"]
    found = {}
    for table in lexicon.tables():
        for row in lexicon.rows(table):
            what = row.cells.get("pattern") or " ".join(row.words[:12])
            found[row.key] = what
    found |= {key: rule.does for key, rule in lexicon.RULES.items()}
    return found


def _import_reader(off: str = "") -> Any:
    """The reader's module, imported with a rule switched off."""
    import os

    os.environ["CLAIMLEDGER_RULES_OFF"] = off
    for name in [name for name in sys.modules if name == "nlp" or name.startswith("nlp.")]:
        del sys.modules[name]
    package = import_module("nlp")
    for module in walk_packages(package.__path__, "nlp."):
        import_module(module.name)
    parser = sys.modules["nlp.text.parser"].Parser
    annotate = parser.annotate

    def kept(self: Any, text: str, spans: Sequence[Any], parsed: Sequence[bool]) -> Any:
        key = text, tuple(spans), tuple(parsed)
        if key not in _parses:
            _parses[key] = annotate(self, text, spans, parsed)
        return _parses[key]

    parser.annotate = kept
    return sys.modules["nlp.reader"]


def _claims(reader: Any, one: Mapping[str, Any]) -> Sequence[Any]:
    model = sys.modules["terms.model"]
    document = model.Document(
        one["text"],
        headline_end=one.get("headline_end", 0),
        published_at=one.get("published"),
        outlet=one.get("outlet"),
        country=one.get("country"),
        language="en",
    )
    return list(reader.read(document).claims)


def cells(reader: Any) -> Cells:
    """One outcome for each gold cell: right or wrong, or how many numbers too many (below 0)."""
    sys.path.insert(0, str(HERE / "scorers"))
    scorer = import_module("score_claims")
    found: Cells = {}
    for one in _texts:
        claims = _claims(reader, one)
        if "values" in one:
            wanted = Counter(one["values"])
            got = Counter(str(_rounded(claim.value)) for claim in claims)
            found[one["name"], "numbers"] = -((wanted - got) + (got - wanted)).total()
            continue
        used = set()
        for number, gold in enumerate(one["gold"]):
            key = one["name"], number
            claim = next((c for c in claims if _is(c, gold)), None)
            found[*key, "found"] = claim is not None
            if claim is not None:
                used.add(id(claim))
                found |= {(*key, name): ok for name, ok in _fields(claim, gold, scorer)}
        surplus = [
            c for c in claims
            if id(c) not in used and c.salience >= 0.5 and c.end <= one["until"]
            and not any(c.start < g["end"] and g["start"] < c.end for g in one["gold"])
        ]  # fmt: skip
        found[one["name"], "surplus"] = -len(surplus)
    return found


def _is(claim: Any, gold: Mapping[str, Any]) -> bool:
    overlap = claim.start < gold["end"] and gold["start"] < claim.end
    return bool(overlap and _rounded(claim.value) == _rounded(gold["value"]))


def _fields(claim: Any, gold: Mapping[str, Any], scorer: Any) -> Iterator[tuple[str, bool]]:
    """Each field of a found claim, and whether it is gold's."""
    yield "kind", claim.kind == gold["kind"]
    yield "unit", scorer.unit_name(claim.unit) == scorer.unit_name(gold["unit"])
    for name in ("qualifier", "change", "status"):
        yield name, getattr(claim, name) == gold[name]
    period = gold.get("period") or {}
    ends = claim.period_start, claim.period_end
    yield "period", ends == (period.get("start"), period.get("end"))
    if gold.get("measure"):
        yield "measure", bool(scorer.same_measure(gold["measure"], claim.measure))
    sources, chain = gold.get("sources") or [], [hop.name for hop in claim.chain[:-1]]
    if gold.get("source_explicit") or not sources:
        both = bool(sources and chain)
        yield (
            "origin",
            scorer.same_body(sources[0], chain[0]) if both else not sources and not chain,
        )
    yield "shown", (claim.salience >= 0.5) >= bool(gold.get("salient"))


def _without(rule: str) -> tuple[str, Cells | str]:
    try:
        reader = _import_reader(rule)
        return rule, cells(reader)
    except (KeyError, ValueError, IndexError, AttributeError, TypeError) as fault:
        return rule, f"needed: without it the reader fails ({type(fault).__name__})"


def compared(base: Cells, now: Cells) -> dict[str, tuple[int, int]]:
    """By field: cells lost and cells won when the rule is off."""
    lost: Counter[str] = Counter()
    won: Counter[str] = Counter()
    for key, was in base.items():
        name, got = str(key[-1]), now.get(key, False)
        if int(got) < int(was):
            lost[name] += int(was) - int(got)
        elif int(got) > int(was):
            won[name] += int(got) - int(was)
    return {name: (lost[name], won[name]) for name in sorted(lost | won)}


def told(change: Mapping[str, tuple[int, int]]) -> str:
    """ "period 3, unit 1; against: shown 1": what the rule earns, and what it costs."""
    earns = ", ".join(f"{name} {lost}" for name, (lost, _) in change.items() if lost)
    costs = ", ".join(f"{name} {won}" for name, (_, won) in change.items() if won)
    return (earns or "nothing") + (f"; against: {costs}" if costs else "")


def gold_worth(wanted: Iterable[str], workers: int, write: bool) -> None:
    """Print what each rule earns on gold, and keep the table."""
    base = cells(_import_reader())
    print(f"{len(base)} cells, {sum(value is True for value in base.values())} right", flush=True)
    context = multiprocessing.get_context("fork")
    results: dict[str, str] = {}
    with context.Pool(workers, maxtasksperchild=40) as pool:
        for rule, now in pool.imap_unordered(_without, wanted):
            results[rule] = now if isinstance(now, str) else told(compared(base, now))
            print(f"{rule:48} {results[rule]}", flush=True)
    if write:
        known = dict(line.split("\t") for line in _table()) | results
        alive = rules()
        rows = [f"{rule}\t{worth}" for rule, worth in sorted(known.items()) if rule in alive]
        TABLE.write_text("\n".join(["rule\tearns", *rows]) + "\n", encoding="utf-8")


def _table() -> list[str]:
    return TABLE.read_text(encoding="utf-8").splitlines()[1:] if TABLE.exists() else []


def catalogue() -> str:
    """Every rule as a table in Markdown: what it is, its two examples, what it earns."""
    worth = dict(line.split("\t") for line in _table())
    lexicon = import_module("nlp.lexicon")
    for module in walk_packages(import_module("nlp").__path__, "nlp."):
        import_module(module.name)
    out = []
    for table in lexicon.tables():
        out.append(f"\n## `{table}.tsv`\n\n| row | holds | example | but not | earns |")
        out.append("|---|---|---|---|---|")
        for row in lexicon.rows(table):
            holds = f"`{row.cells['pattern']}`" if "pattern" in row.cells else ", ".join(row.words)
            cells = (row.id, holds, row.example, row.counter, worth.get(row.key, "not measured"))
            out.append(f"| {' | '.join(map(_cell, cells))} |")
    out.append("\n## Rules that are code\n\n| rule | where | does | example | but not | earns |")
    out.append("|---|---|---|---|---|---|")
    for rule in sorted(lexicon.RULES.values(), key=lambda rule: rule.id):
        cells = (rule.id, f"`{rule.where}`", rule.does, rule.example, rule.counter)
        out.append(f"| {' | '.join(map(_cell, (*cells, worth.get(rule.id, 'not measured'))))} |")
    return "\n".join(out)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _signature(claim: Any) -> dict[str, object]:
    shown = {name: getattr(claim, name) for name in FIELDS if name != "origin"} if claim else {}
    if not claim:
        return {"claim": "absent"}
    period = f"{claim.period_start}..{claim.period_end}" if claim.period_start else None
    origin = claim.chain[0].name if claim.chain[0].role == "origin" else None
    del shown["kind"]
    shown |= {"value": claim.value, "period": period, "origin": origin}
    return {**shown, "shown": claim.salience >= 0.5, "place": claim.place}


def _drawn(job: tuple[str, int]) -> list[dict[str, object]]:
    """The sentences whose claims differ without a rule."""
    rule, most = job
    with_rule = _base
    reader = _import_reader(rule)
    found: list[dict[str, object]] = []
    for one in _texts:
        now = {(c.start, c.end): _signature(c) for c in _claims(reader, one)}
        before = with_rule[one["name"]]
        for span in sorted(now.keys() | before.keys()):
            a, b = before.get(span, _signature(None)), now.get(span, _signature(None))
            if a != b:
                found.append(_pair(rule, one["text"], span, a, b))
                break  # one a text: spread over documents
        if len(found) >= most:
            break
    return found


def _pair(
    rule: str, text: str, span: tuple[int, int], a: dict[str, object], b: dict[str, object]
) -> dict[str, object]:
    low = max(text.rfind("\n", 0, span[0]), text.rfind(". ", 0, span[0]) + 1, 0)
    high = next((at for at in (text.find(". ", span[1]), text.find("\n", span[1])) if at > 0), None)
    sentence = f"{text[low : span[0]]}[{text[slice(*span)]}]{text[span[1] : high]}".strip()
    names = [name for name in {**a, **b} if a.get(name) != b.get(name)]
    sides = [{name: one.get(name) for name in names} for one in (a, b)]
    swapped = sha256(f"{rule} {sentence}".encode()).digest()[0] % 2 == 1
    x, y = reversed(sides) if swapped else sides
    return {"rule": rule, "sentence": sentence, "x": x, "y": y, "with": "y" if swapped else "x"}


_base: dict[str, dict[tuple[int, int], dict[str, object]]] = {}


def news_pairs(wanted: Iterable[str], workers: int, most: int, out: Path) -> None:
    """Write the pairs to be judged by reading."""
    reader = _import_reader()
    for one in _texts:
        _base[one["name"]] = {(c.start, c.end): _signature(c) for c in _claims(reader, one)}
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, maxtasksperchild=40) as pool, out.open("w") as target:
        for found in pool.imap_unordered(_drawn, [(rule, most) for rule in wanted]):
            for pair in found:
                target.write(json.dumps(pair, ensure_ascii=False) + "\n")
            target.flush()


def main() -> None:
    """Measure on gold, or draw pairs from news."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--rules", default="", help="ids, or beginnings of ids; all when left out")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--news", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("pairs.jsonl"))
    parser.add_argument("--most", type=int, default=12)
    given = parser.parse_args()
    only = tuple(filter(None, given.rules.split(",")))
    wanted = [rule for rule in rules() if not only or rule.startswith(only)]
    if given.news:
        for path in given.news:
            for row in _lines(path):
                title = f"{row['title']}\n\n" if row.get("title") else ""
                published = (row.get("published") or "")[:10] or None
                more = {"text": title + row["text"], "published": published}
                _texts.append({**row, "name": row["url"], **more, "headline_end": len(title[:-2])})
        news_pairs(wanted, given.workers, given.most, given.out)
    else:
        _texts.extend(gold_texts(given.shared))
        gold_worth(wanted, given.workers, given.write)


if __name__ == "__main__":
    main()
