"""The review queue, and what follows from the answers: agreement, precision, pairs to train on."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from answers import accuracy, review, reviews
from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries import reviews as queries
from db.connection import connect
from db.decisions import decide
from db.forgetting import forget
from tests.answers.building import NOW, Builder, digest

CUTS = queries.CUTS
NEAR = CUTS.contradiction + 0.01
SAID = "The storm over {} tore the roofs off {} houses."


class Desk:
    """A ledger of storms: for each place one figure with two numbers, and how sure the judge is."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.make = Builder(db)
        self.claims: dict[str, tuple[str, str]] = {}
        for number in range(12):
            self.make.outlet(f"Outlet {number}", f"outlet-{number}.example")

    def dispute(
        self, place: str, sure: float, outlets: int = 2, relation: str = "source_dispute"
    ) -> tuple[str, str]:
        claims = []
        for side, number in enumerate(("30", "70")):
            said = SAID.format(place, number)
            article = self.make.article(
                f"outlet-{side}", place, f"Storm over {place}", f"It blew all night. {said}", NOW
            )
            claims.append(self.make.claim(f"{article}v1", said, number, int(number)))
        figure = self.make.figure(
            place, f"Houses without roofs · {place}", "conflict",
            {n: ({"value": int(n)}, [claim]) for n, claim in zip(("30", "70"), claims, strict=True)},
            outlet_count=outlets,
        )  # fmt: skip
        ends = sorted(digest(figure, n) for n in ("30", "70"))
        self.make.row(
            "relations", figure_id=figure, reading_a=ends[0], reading_b=ends[1], relation=relation,
            possible=int(sure < CUTS.contradiction), rule="r", reason="They differ.", severity=sure,
            probability=sure,
        )  # fmt: skip
        first, second = sorted(claims)
        self.claims[place] = first, second
        return self.claims[place]

    def answer(self, place: str, action: str, who: str = "vera") -> None:
        subject = review.answer(self.db.conn, *self.claims[place], action, who)
        if subject is not None:
            self.count = getattr(self, "count", 0) + 1
            decide(self.db, who, subject, action, f"2031-05-14T12:{self.count:02}:00Z")

    def undo(self, who: str = "vera") -> None:
        self.count += 1
        at = f"2031-05-14T12:{self.count:02}:00Z"
        decide(self.db, who, review.last_subject(self.db.conn, who), "undone", at)

    def next(self, who: str | None = "vera", **args: str) -> dict[str, Any]:
        asked = Parameters(NOW, args={k: [v] for k, v in args.items()}, reviewer=who)
        return review.page(self.db.conn, asked)

    def place(self, who: str = "vera") -> str | None:
        pair = self.next(who)["pair"]
        if pair is None:
            return None
        return next(
            p for p, ids in self.claims.items() if ids == (pair["a"]["id"], pair["b"]["id"])
        )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    db = connect(tmp_path / "ledger.db")
    yield Desk(db)
    db.close()


def test_the_pair_near_a_threshold_comes_first(desk: Desk) -> None:
    for place, sure in (("Lorn", 0.99), ("Marl", NEAR), ("Ruhn", NEAR + 0.15), ("Tarn", 0.0)):
        desk.dispute(place, sure)
    assert desk.place() == "Marl"


@pytest.mark.parametrize("sure", [CUTS.contradiction, CUTS.lead])
def test_each_threshold_counts(desk: Desk, sure: float) -> None:
    desk.dispute("Lorn", 0.99)
    desk.dispute("Marl", sure)
    assert desk.place() == "Marl"


def test_an_update_has_a_threshold_of_its_own(desk: Desk) -> None:
    desk.dispute("Lorn", CUTS.contradiction + 0.1)
    desk.dispute("Marl", CUTS.update + 0.01, relation="updated")
    desk.dispute("Ruhn", CUTS.update + 0.35, relation="updated")
    assert desk.place() == "Marl"


def test_of_two_alike_the_one_that_many_outlets_print(desk: Desk) -> None:
    desk.dispute("Lorn", NEAR, outlets=2)
    desk.dispute("Marl", NEAR, outlets=9)
    desk.dispute("Ruhn", NEAR, outlets=4)
    assert desk.place() == "Marl"


def test_what_is_answered_is_not_asked_again_and_all_are_asked(desk: Desk) -> None:
    places = ["Lorn", "Marl", "Ruhn", "Tarn", "Velm"]
    for number, place in enumerate(places):
        desk.dispute(place, CUTS.lead + number / 10)
    asked = []
    while (place := desk.place()) is not None:
        asked.append(place)
        desk.answer(place, "unsure")
    assert sorted(asked) == places
    assert desk.next()["mine"] == 5


def test_every_other_pair_comes_by_lot(desk: Desk) -> None:
    """The lot is of what is shown; its order says nothing of how sure the judge is."""
    step = (0.95 - CUTS.lead) / 20
    for number in range(20):
        desk.dispute(f"Place {number}", CUTS.lead + number * step)
    found = []
    for _ in range(10):
        place = str(desk.place())
        found.append(CUTS.lead + int(place.split()[1]) * step)
        desk.answer(place, "same_conflict")
    helpful, lot = found[::2], found[1::2]
    assert max(min(abs(p - CUTS.contradiction), abs(p - CUTS.lead)) for p in helpful) < 0.15
    assert max(lot) - min(lot) > 0.2


def test_a_pair_on_which_two_agree_is_settled_and_one_on_which_they_do_not_is_asked(
    desk: Desk,
) -> None:
    desk.dispute("Lorn", NEAR)
    desk.answer("Lorn", "part", "ana")
    assert desk.place("vera") == "Lorn"
    desk.answer("Lorn", "other_time", "ben")
    assert desk.place("vera") == "Lorn"
    desk.undo("ben")
    desk.answer("Lorn", "part", "ben")
    assert desk.place("vera") is None


def test_undo_takes_back_the_last_and_then_the_one_before(desk: Desk) -> None:
    for place in ("Lorn", "Marl"):
        desk.dispute(place, NEAR)
        desk.answer(place, "part")
    assert desk.next()["last"]["a"] == desk.claims["Marl"][0]
    desk.undo()
    assert desk.next()["last"]["a"] == desk.claims["Lorn"][0]
    assert desk.place() == "Marl"
    desk.undo()
    assert desk.next()["last"] is None
    assert reviews.answers(desk.db.conn) == {}
    with pytest.raises(NotThere):
        desk.undo()


def test_an_answer_that_is_sent_twice_is_one(desk: Desk) -> None:
    a, b = desk.dispute("Lorn", NEAR)
    desk.answer("Lorn", "part")
    assert review.answer(desk.db.conn, a, b, "part", "vera") is None
    assert review.answer(desk.db.conn, b, a, "part", "vera") is None
    assert review.answer(desk.db.conn, a, b, "part", "ana") is not None
    assert review.answer(desk.db.conn, a, b, "other_time", "vera") is not None


@pytest.mark.parametrize(
    ("a", "b", "action", "error"),
    [
        ("{a}", "{b}", "maybe", WrongParameter),
        ("{a}", "{b}", "undone", WrongParameter),
        ("{a}", "{a}", "part", NotThere),
        ("{a}", "nothing", "part", NotThere),
        ("", "", "part", NotThere),
        ("{a} claim:{b}", "{b}", "part", NotThere),
        ("{a}", "x claim:{b}", "part", NotThere),
    ],
)
def test_what_is_no_answer_is_told(
    desk: Desk, a: str, b: str, action: str, error: type[Exception]
) -> None:
    first, second = desk.dispute("Lorn", NEAR)
    ids = (text.format(a=first, b=second) for text in (a, b))
    with pytest.raises(error):
        review.answer(desk.db.conn, *ids, action, "vera")


def test_readers_are_asked_nothing(desk: Desk) -> None:
    desk.dispute("Lorn", NEAR)
    assert desk.next(None)["pair"] is None


def test_two_claims_of_ones_choice(desk: Desk) -> None:
    desk.dispute("Lorn", NEAR)
    a, b = desk.dispute("Marl", 0.9)
    pair = desk.next(a=b, b=a)["pair"]
    assert (pair["a"]["id"], pair["b"]["id"]) == (a, b)
    assert pair["ledger"]["probability"] == 0.9
    with pytest.raises(NotThere):
        desk.next(a=a, b="nothing")


def test_precision_is_weighted_by_how_sure_the_judge_was(desk: Desk) -> None:
    """Of 10 sure ones 2 are reviewed and right, of 2 doubtful ones both, and wrong."""
    for number in range(10):
        desk.dispute(f"Sure {number}", 0.97)
    for number in range(2):
        desk.dispute(f"Doubtful {number}", NEAR)
        desk.answer(f"Doubtful {number}", "other_event")
        desk.answer(f"Sure {number}", "same_conflict")
    desk.dispute("Lead", CUTS.lead + 0.01)
    found = reviews.precision(
        desk.db.conn, reviews.by_readings(desk.db.conn, reviews.answers(desk.db.conn))
    )
    sure, lead = found
    assert sure["rate"] == pytest.approx(10 / 12)
    assert (sure["reviewed"], sure["right"], sure["covered"], sure["shown"]) == (4, 2, 12, 12)
    assert sure["low"] < 10 / 12 < sure["high"]  # type: ignore[operator]
    assert (lead["rate"], lead["reviewed"], lead["shown"]) == (None, 0, 1)


def test_what_a_review_takes_out_still_counts_as_wrong(desk: Desk) -> None:
    """The crosscheck after it leaves the relation without weight; it was shown all the same."""
    desk.dispute("Lorn", 0.9)
    desk.dispute("Marl", 0.9)
    desk.answer("Lorn", "other_subject")
    desk.answer("Marl", "same_conflict")
    desk.db.execute(
        "UPDATE relations SET possible = 1, severity = 0 WHERE figure_id = ?",
        [digest("figure", "Lorn")],
    )
    (sure, _) = accuracy.page(desk.db.conn, Parameters(NOW))["own"]["precision"]
    assert sure["rate"] == 0.5


@pytest.mark.parametrize("answers", [("unsure",), ("part", "same_conflict"), ("part", "unsure")])
def test_a_pair_on_which_reviewers_are_divided_or_unsure(
    desk: Desk, answers: tuple[str, ...]
) -> None:
    desk.dispute("Lorn", 0.9)
    for who, answer in zip(("ana", "ben"), answers, strict=False):
        desk.answer("Lorn", answer, who)
    given = reviews.by_readings(desk.db.conn, reviews.answers(desk.db.conn))
    told = reviews.precision(desk.db.conn, given)[0]
    assert told["reviewed"] == (1 if answers == ("part", "unsure") else 0)


def test_agreement_of_reviewers() -> None:
    given: reviews.Answers = {
        ("a", "b"): {"ana": "same_conflict", "ben": "same_update"},
        ("a", "c"): {"ana": "part", "ben": "other_time"},
        ("a", "d"): {"ana": "same_agree", "ben": "other_event", "eve": "unsure"},
        ("a", "e"): {"ana": "other_event", "ben": "other_event"},
        ("a", "f"): {"ana": "other_event", "ben": "unsure"},
        ("a", "g"): {"ana": "other_event"},
    }
    found = reviews.agreement(given)
    assert (found["pairs"], found["label"], found["question"]) == (4, 0.5, 0.75)
    assert found["alpha"] == pytest.approx(1 - 0.25 / (2 * 3 * 5 / 56))


@pytest.mark.parametrize(
    ("units", "wanted"),
    [
        ([], None),
        ([["S", "S"]], None),
        ([["S", "-"]], 0.0),
        ([["S", "S"], ["-", "-"]], 1.0),
        ([["S", "S", "S"], ["-", "-"]], 1.0),
    ],
)
def test_alpha(units: list[list[str]], wanted: float | None) -> None:
    assert reviews.alpha(units) == wanted


PAIR = set("id set story disjoint label verdict labels a b".split())
SIDE = set("doc outlet published headline before sentence start end quote offset".split())


def test_answers_are_training_pairs(desk: Desk) -> None:
    for place, given in (
        ("Lorn", {"ana": "same_conflict"}),
        ("Marl", {"ana": "other_time", "ben": "other_time", "eve": "part"}),
        ("Ruhn", {"ana": "same_conflict", "ben": "other_subject"}),
        ("Tarn", {"ana": "same_conflict", "ben": "same_update"}),
        ("Velm", {"ana": "unsure"}),
        ("Wesk", {"ana": "part", "ben": "other_time"}),
    ):
        desk.dispute(place, NEAR)
        for who, answer in given.items():
            desk.answer(place, answer, who)
    pairs = {p["a"]["sentence"].split()[3]: p for p in reviews.training_pairs(desk.db.conn)}
    told = {place: (p["label"], p["verdict"]) for place, p in pairs.items()}
    assert told == {
        "Lorn": ("S", "C"), "Marl": ("T", None), "Ruhn": ("X", None), "Tarn": ("S", None),
        "Velm": ("X", None), "Wesk": ("P", None),
    }  # fmt: skip
    assert pairs["Marl"]["labels"] == ["P", "T", "T"]
    for pair in pairs.values():
        assert set(pair) == PAIR
        for side in (pair["a"], pair["b"]):
            assert set(side) == SIDE
            assert side["sentence"][side["start"] : side["end"]] == side["quote"]
            assert side["before"].endswith("It blew all night. ")


def test_the_pairs_are_those_that_the_training_reads(desk: Desk) -> None:
    from benchmarks.training.labelled import side
    from benchmarks.training.pairs import Texts

    desk.dispute("Lorn", NEAR)
    desk.answer("Lorn", "part")
    (pair,) = reviews.training_pairs(desk.db.conn)
    text = next(desk.db.query("select text from versions where article_id = ?", [pair["a"]["doc"]]))
    row = dict.fromkeys(("a_sentence_start", "a_sentence_end", "a_start", "a_end"), "0")
    article = {"doc": "d", "outlet": "o", "published": "p", "title": "t", "text": text["text"]}
    assert set(side(row, "a", article)) == set(pair["a"])
    assert Texts({}, {}).claim("nothing", pair["a"]) is None


def test_a_pair_that_is_forgotten_is_trained_on_no_more(desk: Desk) -> None:
    desk.dispute("Lorn", NEAR)
    desk.answer("Lorn", "part")
    forget(desk.db, "https://outlet-0.example/Lorn", "asked to", NOW)
    assert list(reviews.training_pairs(desk.db.conn)) == []
    assert desk.next()["pair_count"] == 1


def test_the_queue_is_found_by_an_index(desk: Desk) -> None:
    desk.dispute("Lorn", NEAR)
    seen: list[str] = []
    desk.db.conn.set_trace_callback(seen.append)
    queries.most_helpful(desk.db.conn, ())
    queries.by_lot(desk.db.conn, ())
    desk.db.conn.set_trace_callback(None)
    for sql in seen:
        plan = str(desk.db.conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
        assert "SCAN r" not in plan, plan
        assert "SCAN relations" not in plan, plan


def test_a_query_only_reads(desk: Desk) -> None:
    desk.dispute("Lorn", NEAR)
    path = desk.db.execute("SELECT file FROM pragma_database_list").fetchone()[0]
    conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert review.page(conn, Parameters(NOW, reviewer="vera"))["pair"] is not None
    conn.close()
