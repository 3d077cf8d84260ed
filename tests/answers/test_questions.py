"""One function a question: a connection and parameters in, plain data out, no web anywhere."""

import doctest
import json
import pkgutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import pytest

import answers
from answers import (
    accuracy,
    article,
    check,
    compare,
    figure,
    figures,
    health,
    home,
    lists,
    outdated,
    outlet,
    review,
    runs,
    search,
    source,
    stories,
    tree,
    versions,
    words,
)
from answers.parameters import Moved, NotThere, Parameters, WrongParameter
from terms.enums import Relation
from tests.answers.building import NOW

QUESTIONS: list[tuple[Callable[..., dict[str, Any]], tuple[str, ...], dict[str, str]]] = [
    (home.page, (), {}),
    (figures.index, (), {"verdict": "conflict", "sort": "newest"}),
    (figures.index, (), {"words": "ferry", "outlet": "northline", "from": "2024-01-01"}),
    (stories.index, (), {"all": "1"}),
    (stories.page, ("ferry",), {}),
    (figure.page, ("{dead}",), {}),
    (figure.page, ("{hostile}",), {}),
    (tree.page, ("{dead}",), {}),
    (tree.page, ("{hostile}",), {}),
    (tree.hedges, (), {}),
    (outdated.page, (), {"outlet": "northline"}),
    (outdated.years, (), {}),
    (article.page, ("{edited}",), {"version": "1"}),
    (versions.page, ("{edited}",), {}),
    (outlet.index, (), {}),
    (outlet.page, ("northline",), {}),
    (source.index, (), {}),
    (source.page, ("{guard}",), {}),
    (compare.page, (), {"outlet": "northline"}),
    (search.page, (), {"q": "ferry"}),
    (search.page, (), {"q": "Coast guard officials say 41 people died in the ferry fire"}),
    (check.page, (), {"text": "The ferry fire killed 14 people."}),
    (runs.page, (), {}),
    (accuracy.page, (), {}),
    (review.page, (), {}),
    (health.page, (), {"max_age": "1h"}),
    (lists.feeds, (), {}),
    (lists.exports, (), {}),
]


def asked(public: bool = False, **args: str) -> Parameters:
    return Parameters(NOW, public, {name: [value] for name, value in args.items()})


@pytest.mark.parametrize(
    ("question", "names", "args"), QUESTIONS, ids=lambda x: getattr(x, "__module__", "")
)
@pytest.mark.parametrize("public", [False, True], ids=["own", "public"])
def test_an_answer_is_plain_data(
    conn: sqlite3.Connection,
    ids: Mapping[str, str],
    question: Callable[..., dict[str, Any]],
    names: tuple[str, ...],
    args: dict[str, str],
    public: bool,
) -> None:
    answer = question(conn, asked(public, **args), *(name.format(**ids) for name in names))
    assert answer["kind"]
    assert answer["title"]
    assert json.loads(json.dumps(answer))["kind"] == answer["kind"]


@pytest.mark.parametrize(
    ("question", "names", "args", "declined"),
    [
        (figure.page, ("nothing",), {}, NotThere),
        (article.page, ("nothing",), {}, NotThere),
        (tree.page, ("nothing",), {}, NotThere),
        (outdated.page, (), {"outlet": "nobody"}, NotThere),
        (outlet.page, ("nothing",), {}, NotThere),
        (source.page, ("nothing",), {}, NotThere),
        (stories.page, ("nothing",), {}, NotThere),
        (figures.index, (), {"sort": "truth"}, WrongParameter),
        (figures.index, (), {"page": "-1"}, WrongParameter),
        (figures.index, (), {"kind": "guess"}, WrongParameter),
        (figures.index, (), {"from": "yesterday"}, WrongParameter),
        (figures.index, (), {"words": "--"}, WrongParameter),
        (figures.index, (), {"q": "--"}, WrongParameter),
        (figures.index, (), {"outlet": "nobody"}, WrongParameter),
        (figures.index, (), {"story": "none"}, WrongParameter),
        (figures.index, (), {"tier": "certain"}, WrongParameter),
        (figures.index, (), {"from": "2031-05-02", "to": "2031-05-01"}, WrongParameter),
        (compare.page, (), {"outlet": "the-truth"}, WrongParameter),
    ],
)
def test_what_cannot_be_answered_is_declined_in_a_sentence(
    conn: sqlite3.Connection,
    question: Callable[..., Any],
    names: tuple[str, ...],
    args: dict[str, str],
    declined: type[Exception],
) -> None:
    with pytest.raises(declined, match=r"\w+ .*\.$"):
        question(conn, asked(**args), *names)


def test_a_merged_figure_and_an_address_lead_on(
    conn: sqlite3.Connection, ids: Mapping[str, str]
) -> None:
    with pytest.raises(Moved) as moved:
        figure.page(conn, asked(), "0ld")
    assert (moved.value.kind, moved.value.id) == ("figures", ids["dead"])
    with pytest.raises(Moved) as moved:
        search.page(conn, asked(q="https://northline.example/ferry"))
    assert (moved.value.kind, moved.value.id) == ("articles", ids["edited"])


def test_what_a_reviewer_said_of_a_relation_is_told_apart(
    conn: sqlite3.Connection, ids: Mapping[str, str], ferry_ledger: Any
) -> None:
    copy = sqlite3.connect(":memory:")
    conn.backup(copy)
    facts = {"decided": "rejected", "decided_by": "ana", "decided_on": "2031-05-14"}
    copy.execute(
        "UPDATE relations SET facts = ?, possible = 1 WHERE relation = 'misquote'",
        [json.dumps(facts)],
    )
    found = figure.page(copy, asked(), ids["dead"])["relations"]
    told = {item["relation"]: item["decided"] for item in found}
    assert told["misquote"] == {"action": "rejected", "actor": "ana", "on": "2031-05-14"}
    assert told["reporting_error"] is None
    copy.close()


def test_pages_view_and_command_name_one_gravest_pair(
    conn: sqlite3.Connection, ids: Mapping[str, str]
) -> None:
    copy = sqlite3.connect(":memory:")
    conn.backup(copy)
    for relation in ("reporting_error", "misquote"):
        copy.execute("UPDATE relations SET severity = 1.0 WHERE severity > 0")
        copy.execute("UPDATE relations SET severity = 2.0 WHERE relation = ?", [relation])
        pair = copy.execute(
            "SELECT relation, reading_a, reading_b FROM conflicts WHERE figure_id = ?",
            [ids["dead"]],
        ).fetchone()
        basis = figure.page(copy, asked(), ids["dead"])["basis"]
        assert (basis["relation"], basis["reading_a"], basis["reading_b"]) == pair
        assert basis["relation"] == relation
        (card,) = home.page(copy, asked())["tiers"][0]["conflicts"]
        assert card["relation"] == words.RELATIONS[Relation(relation)]
    copy.close()


def test_a_pair_of_two_figures_is_told_by_both_numbers(
    conn: sqlite3.Connection, ids: Mapping[str, str]
) -> None:
    copy = sqlite3.connect(":memory:")
    conn.backup(copy)
    (other,) = copy.execute("SELECT id FROM readings WHERE figure_id = ?", [ids["hurt"]]).fetchone()
    copy.execute("UPDATE relations SET reading_b = ?, severity = 9 WHERE rowid = 1", [other])
    found = figure.page(copy, asked(), ids["dead"])
    assert found["basis"]["b"].endswith("60 (another figure)")
    assert {side["id"] for side in found["opposed"]} >= {other}
    assert not any("?" in (row["a"], row["b"]) for row in found["relations"])
    copy.close()


def test_answers_know_no_web() -> None:
    modules = [name for _, name, _ in pkgutil.walk_packages(answers.__path__, "answers.")]
    code = (
        f"import sys, importlib; [importlib.import_module(m) for m in {modules!r}]; "
        "print(sorted({'datasette', 'markupsafe', 'httpx', 'jinja2', 'rich', 'scrapy'} "
        "& sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_examples_in_docstrings() -> None:
    modules = [name for _, name, _ in pkgutil.walk_packages(answers.__path__, "answers.")]
    results = [doctest.testmod(import_module(name)) for name in modules]
    assert sum(result.attempted for result in results) > 10
    assert not any(result.failed for result in results)


def listed(conn: sqlite3.Connection, **args: str) -> set[str]:
    return {card["id"] for card in figures.index(conn, asked(**args))["figures"]}


def test_figures_are_narrowed_by_each_filter(conn: sqlite3.Connection) -> None:
    every = listed(conn)
    outlets = {row[0] for row in conn.execute("SELECT id FROM outlets")}
    of_outlets = [listed(conn, outlet=outlet) for outlet in outlets]
    assert set().union(*of_outlets) == every
    assert any(found < every for found in of_outlets)
    kinds = {row[0] for row in conn.execute("SELECT kind FROM claims")}
    assert set().union(*(listed(conn, kind=kind) for kind in kinds)) == every
    assert listed(conn, **{"from": "2100-01-01"}) == set()
    assert listed(conn, to="1900-01-01") == set()
    days = [row[0][:10] for row in conn.execute("SELECT published_at FROM claims") if row[0]]
    assert listed(conn, **{"from": min(days), "to": max(days)}) == every
    assert listed(conn, verdict="unsettled") == set()
    assert listed(conn, story="ferry") < every
    word = figures.index(conn, asked())["figures"][0]["label"].split()[0]
    assert listed(conn, words=word)
    assert listed(conn, words="zyzzyva") == set()
    assert listed(conn, q=word) == listed(conn, words=word)
    assert listed(conn, q=word, words="zyzzyva") == set()


def test_a_storys_board_shows_what_each_outlet_prints(conn: sqlite3.Connection) -> None:
    page = stories.page(conn, asked(), "ferry")
    assert page["board"]
    for row in page["board"]:
        assert len(row["cells"]) == len(page["outlets"])
        assert sum(bool(cell) for cell in row["cells"]) >= 2
    clashing = [row for row in page["board"] if row["verdict"]["name"] == "conflict"]
    assert any(item["clashes"] for row in clashing for cell in row["cells"] for item in cell)


def test_stories_are_those_of_two_outlets_unless_all_are_asked_for(
    conn: sqlite3.Connection,
) -> None:
    shared = stories.index(conn, asked())["stories"]
    every = stories.index(conn, asked(all="1"))["stories"]
    assert all(story["outlet_count"] > 1 for story in shared)
    assert {s["id"] for s in shared} <= {s["id"] for s in every}
