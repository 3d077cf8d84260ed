"""The rules of the reader: all of them by id, the reader without some, and where one can act.

A rule is a row of a table in ``nlp/lexicon`` or a function under ``@rule`` or ``@source_rule``.
``catalogue`` is what ``docs/rules.md`` prints, with the worths of ``benchmarks/worth.tsv``.
"""

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

TABLE = Path(__file__).parent / "worth.tsv"
WINGS = {
    "Text": "text",
    "Numbers": "numbers",
    "Time": "time",
    "Sources": "sources",
    "Meaning": "meaning",
    "Several wings": "",
}
NOT_MEASURED = "not measured"
LONGEST_PATTERN = 80
MOST_WORDS = 12

_OUTSIDE_WORDS = re.compile(r"^(?:id|name|factor|dimension|pint|example|counter|flags|number)$")
_SHORT = 3
_parses: dict[object, Any] = {}
_models: dict[str, Any] = {}


def without(off: Collection[str] = (), trace: Callable[[str], None] | None = None) -> Any:
    """The module of the reader, imported anew with rules switched off.

    Models and parses are kept from one import to the next. ``trace`` is called with the id of a
    rule that is code whenever it gives something else than where it does not apply.
    """
    os.environ["CLAIMLEDGER_RULES_OFF"] = ",".join(off)
    stale = re.compile(r"nlp(\.|$)|benchmarks\.attribution$")
    for name in list(filter(stale.match, sys.modules)):
        del sys.modules[name]
    re._MAXCACHE = 100_000  # type: ignore[attr-defined]  # the patterns of all rules are kept
    registry = import_module("nlp.lexicon")
    if trace:
        registry.rule = _traced(registry.rule, trace)  # type: ignore[attr-defined]
    for module in walk_packages(import_module("nlp").__path__, "nlp."):
        import_module(module.name)
    _keep_parses(sys.modules["nlp.text.parser"])
    return sys.modules["nlp.reader"]


def _traced(rule: Any, trace: Callable[[str], None]) -> Any:
    def traced(rule_id: str, *, otherwise: object = None, **examples: str) -> Any:
        def register(function: Any) -> Any:
            registered = rule(rule_id, otherwise=otherwise, **examples)(function)

            @wraps(function)
            def noted(*args: Any, **named: Any) -> Any:
                given = registered(*args, **named)
                if isinstance(given, Iterator):
                    all_given = list(given)
                    given = iter(all_given)
                    if all_given:
                        trace(rule_id)
                elif given != otherwise:
                    trace(rule_id)
                return given

            return noted

        return register

    return traced


def _keep_parses(module: Any) -> None:
    load, annotate = module.spacy.load, module.Parser.annotate

    def loaded(model: str) -> Any:
        if model not in _models:
            _models[model] = load(model)
        return _models[model]

    def kept(self: Any, text: str, spans: Sequence[Any], parsed: Sequence[bool]) -> Any:
        key = text, tuple(spans), tuple(parsed)
        if key not in _parses:
            _parses[key] = annotate(self, text, spans, parsed)
        return _parses[key]

    if load.__name__ != "loaded":
        module.spacy.load = loaded
    module.Parser.annotate = kept


def forget_what_was_computed() -> None:
    """Empty the caches of the reader's functions, so that a trace sees every call."""
    for name, module in list(sys.modules.items()):
        if name.startswith("nlp.") and not name.startswith(("nlp.lexicon", "nlp.reader")):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


def lemmas(text: str) -> str:
    """The base forms of a text that was parsed."""
    docs = [doc for key, doc in _parses.items() if isinstance(key, tuple) and key[0] == text]
    lemmatize = next(iter(_models.values())).get_pipe("lemmatizer")
    ruler = next(iter(_models.values())).get_pipe("attribute_ruler")
    return " ".join(token.lemma_ for doc in docs for token in lemmatize(ruler(doc.copy())))


def rules() -> dict[str, frozenset[str]]:
    """Every rule by id with the wings that use it, tables first; the reader is imported."""
    lexicon = sys.modules["nlp.lexicon"]
    wings = table_wings()
    found = {row.key: wings[table] for table in lexicon.tables() for row in _rows(table)}
    code = {key: frozenset({rule.where.split(".")[1]}) for key, rule in lexicon.RULES.items()}
    return found | code


def _rows(table: str) -> Sequence[Any]:
    return import_module("nlp.lexicon.tables")._all_rows(table)  # type: ignore[no-any-return]


def table_wings() -> dict[str, frozenset[str]]:
    """Each table with the wings whose code names it, itself or through the lexicon's functions."""
    names = import_module("nlp.lexicon").tables()
    root = Path(import_module("nlp.lexicon").__file__ or "").parents[1]
    users: dict[str, set[str]] = {name: set() for name in names}
    sources = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    for path, source in sources.items():
        wing = path.relative_to(root).parts[0].removesuffix(".py")
        modules = [sources[root / "lexicon" / f"{one}.py"] for one in _lexicon_modules(source)]
        for name in _named("".join([source, *modules])) & users.keys():
            users[name].add(wing)
    nested = {table: _named_in(table) & users.keys() for table in names}
    for _ in range(3):
        for table, inner in nested.items():
            for name in inner:
                users[name] |= users[table]
    return {name: frozenset(wings - {"lexicon"} or {"crosscheck"}) for name, wings in users.items()}


def _lexicon_modules(source: str) -> set[str]:
    return set(re.findall(r"^from nlp\.lexicon\.(\w+)", source, re.MULTILINE)) - {"registry"}


def _named(source: str) -> set[str]:
    return set(re.findall(r"[\"'{]([a-z_]+)(?=[\"'}.:])", source))


def _named_in(table: str) -> set[str]:
    cells = " ".join(" ".join(row.cells.values()) for row in _rows(table))
    return set(re.findall(r"\{([a-z_]+)(?::[^}]*)?\}", cells))


def can_act(row: Any) -> re.Pattern[str]:
    """A pattern that is found in every text in which a row of a table can act, and in some more.

    Words are cut to their stems; a pattern is freed of what it asks of its neighbourhood.
    """
    cells = {name: cell for name, cell in row.cells.items() if not _OUTSIDE_WORDS.match(name)}
    if "topic" in cells:
        return _freed(cells["topic"])
    if "pattern" in cells:
        spelled = import_module("nlp.lexicon.tables")._expanded(cells["pattern"])
        return _freed(spelled, spaced="x" in row.cells.get("flags", ""))
    exact = f"{cells.pop('symbols', '')} {cells.pop('close', '')}".split()
    words = re.split(r"[\s|:]+", " ".join(cells.values()))
    if row.table == "currencies":
        words = [word for word in words if word not in {"yes", "no"}]
    found = [*map(_stem, filter(None, words)), *map(_exact, exact)]
    return re.compile("|".join(found) or "(?!)", re.IGNORECASE)


def _exact(symbol: str) -> str:
    plain = re.escape(symbol.replace("_", " "))
    return f"(?<![a-z]){plain}(?![a-z])" if symbol[:1].isalpha() else plain


def _stem(word: str) -> str:
    parts = word.split("_")
    last = parts[-1] if len(parts[-1]) <= _SHORT else parts[-1][: max(_SHORT, len(parts[-1]) - 3)]
    end = "[a-z]{0,4}(?![a-z])" if last.isalpha() and len(last) == len(parts[-1]) else ""
    begin = "(?<![a-z])" if parts[0][:1].isalpha() else ""
    return begin + r"\W*".join(map(re.escape, [*parts[:-1], last])) + end


def _freed(source: str, *, spaced: bool = False) -> re.Pattern[str]:
    """A pattern without anchors and without assertions, letters of any case."""
    flags = re.IGNORECASE | (re.VERBOSE if spaced else 0)
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    parsed = parser.parse(source, flags)
    _free(parsed)
    return compiler.compile(parsed, flags)  # type: ignore[no-any-return]


def _free(part: Any) -> None:
    kept = [item for item in part.data if str(item[0]) not in {"AT", "ASSERT", "ASSERT_NOT"}]
    part.data[:] = kept
    for _, inside in kept:
        for inner in _inner(inside):
            _free(inner)


def _inner(inside: Any) -> Iterator[Any]:
    if hasattr(inside, "data"):
        yield inside
    elif isinstance(inside, tuple | list):
        for one in inside:
            yield from _inner(one)


def packed(where: Mapping[str, frozenset[int]]) -> Iterator[tuple[list[str], frozenset[int]]]:
    """Rules that can act in no common text, together: one reading measures them all."""
    bins: list[tuple[list[str], set[int]]] = []
    for rule, texts in sorted(where.items(), key=lambda item: -len(item[1])):
        fit = next((one for one in bins if not one[1] & texts), None)
        if fit is None:
            bins.append(([rule], set(texts)))
        else:
            fit[0].append(rule)
            fit[1].update(texts)
    for names, union in bins:
        yield names, frozenset(union)


def worths() -> dict[str, tuple[str, str]]:
    """What each rule earns on gold, and how it was judged where gold is silent ("" if not)."""
    if not TABLE.exists():
        return {}
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return {rule: (earns, judged) for rule, earns, judged in (one.split("\t") for one in lines)}


def write_worths(known: Mapping[str, tuple[str, str]]) -> None:
    """Keep the worths of the rules that there are."""
    lines = [f"{rule}\t{earns}\t{judged}" for rule, (earns, judged) in sorted(known.items())]
    TABLE.write_text("\n".join(["rule\tearns\tjudged", *lines]) + "\n", encoding="utf-8")


def all_rules() -> dict[str, frozenset[str]]:
    """Every rule with its wings, as this process imports the reader."""
    for module in walk_packages(import_module("nlp").__path__, "nlp."):
        import_module(module.name)
    return rules()


def catalogue() -> str:
    """Every rule in Markdown, a table a wing: what it is, its two examples, what it earns."""
    wings_of, known = all_rules(), worths()
    lexicon = import_module("nlp.lexicon")
    rows = {row.key: row for table in lexicon.tables() for row in _rows(table)}
    out = []
    for title, wing in WINGS.items():
        ids = [key for key, wings in wings_of.items() if _home(wings) == wing]
        out += [f"\n## {title}\n", "| rule | holds | example | but not | earns |"]
        out.append("|---|---|---|---|---|")
        for key in ids:
            rule = rows.get(key) or lexicon.RULES[key]
            holds = _holds(rule) if key in rows else f"code: {rule.does}"
            earns = _told(*known.get(key, (NOT_MEASURED, "")))
            cells = (f"`{key}`", holds, rule.example, rule.counter, earns)
            out.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join(out)


def _home(wings: Collection[str]) -> str:
    return next(iter(wings)) if len(wings) == 1 and set(wings) < set(WINGS.values()) else ""


def _told(earns: str, judged: str) -> str:
    return f"{earns}; {judged}" if judged else earns


def _holds(row: Any) -> str:
    pattern = row.cells.get("pattern") or row.cells.get("topic")
    if pattern:
        ticks = "``" if "`" in pattern else "`"
        short = pattern[:LONGEST_PATTERN] + ("…" if len(pattern) > LONGEST_PATTERN else "")
        return f"{ticks}{short}{ticks}"
    words = row.words or row.cells.get("codes", "").split()
    return _listed(words) or " ".join(row.cells.values())


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    return ", ".join(every[:MOST_WORDS]) + (" …" if len(every) > MOST_WORDS else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
