"""Watches: what is found for each kind of target, once, and only what happens after it began."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from answers import outdated, watches
from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries import watches as queries
from db import watches as rows
from db.connection import LedgerError, connect
from db.forgetting import forget
from tests.answers.building import NOW, Builder, digest

FLOOD = "The flood in Marl drowned {} people, the river board said."


class Desk:
    """A ledger about a flood whose toll is told by three outlets, and what a desk does with it."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.make = Builder(db)
        self.make.row(
            "stories", id="flood", label="Flood in Marl",
            first_seen_at="2031-05-10T06:00:00Z", last_seen_at=NOW,
        )  # fmt: skip
        self.outlets = [
            self.make.outlet(name, f"{name.lower()}.example")
            for name in ("Alder", "Birch", "Cedar")
        ]
        self.articles: list[str] = []
        self.readings: dict[str, list[str]] = {}
        self.figure: str | None = None

    def print(self, outlet: int, number: str, value: float, at: str, **more: object) -> str:
        """An article that prints a number; its claim's id."""
        said = FLOOD.format(number)
        article = self.make.article(
            self.outlets[outlet], f"flood-{len(self.articles)}", "Flood in Marl", said, at
        )
        self.articles.append(article)
        self.make.row("story_articles", story_id="flood", article_id=article)
        claim = self.make.claim(f"{article}v1", said, number, value, origin="River Board", **more)
        self.readings.setdefault(number, []).append(claim)
        return claim

    def crosschecked(
        self, verdict: str, *replaced: tuple[str, str], tier: str | None = None
    ) -> None:
        """Lay the claims together as one figure; ``replaced`` are pairs of old and new number."""
        for table in ("relations", "figure_claims", "readings", "figures"):
            self.db.execute(f"DELETE FROM {table}")
        first_at = {
            number: min(
                row["published_at"]
                for row in self.db.query(
                    f"select published_at from claims where id in ({','.join('?' * len(claims))})",
                    claims,
                )
            )
            for number, claims in self.readings.items()
        }
        self.figure = self.make.figure(
            "flood", "People drowned · Marl", verdict,
            {
                number: (
                    {"value": int(number), "first_at": first_at[number], "last_at": first_at[number]},
                    claims,
                )
                for number, claims in self.readings.items()
            },
            story_id="flood", tier=tier, changed_at=NOW,
        )  # fmt: skip
        for old, new in replaced:
            self.make.row(
                "relations", figure_id=self.figure,
                reading_a=digest(self.figure, old), reading_b=digest(self.figure, new),
                relation="updated", possible=0, rule="publication", reason="later", severity=0.0,
                replaced=digest(self.figure, old),
            )  # fmt: skip

    def verdict(self, verdict: str, at: str) -> None:
        self.make.row(
            "figure_history", figure_id=self.figure, at=at, verdict=verdict, severity=1.0, reason=""
        )

    def watch(self, kind: str, target: str, **more: Any) -> int:
        wanted = watches.wanted(self.db.conn, kind, target, **more)
        found = watches.found(self.db.conn, watches.fields(wanted), NOW)
        return rows.add_watch(self.db, wanted, found, NOW, "test")

    def look(self, number: int) -> list[rows.Alert]:
        """What a run finds for a watch, kept as a run keeps it."""
        row = queries.watch(self.db.conn, number)
        assert row is not None
        found = watches.found(self.db.conn, row, NOW, known=queries.told(self.db.conn, number))
        assert rows.add_alerts(self.db, number, found, NOW) == len(found)
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    db = connect(tmp_path / "ledger.db")
    yield Desk(db)
    db.close()


def targets(desk: Desk) -> dict[str, str]:
    return {
        "figure": str(desk.figure),
        "story": "flood",
        "outlet": "birch",
        "source": digest("body", "River Board"),
        "search": "flood Marl",
        "sentence": "The flood in Marl drowned 9 people, the river board said.",
    }


@pytest.mark.parametrize("kind", rows.KINDS)
def test_every_kind_tells_of_a_new_conflict_once(desk: Desk, kind: str) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "9", 9, "2031-05-10T07:00:00Z")
    desk.crosschecked("agree")
    number = desk.watch(kind, targets(desk)[kind])
    assert desk.look(number) == []
    desk.print(2, "19", 19, "2031-05-10T08:00:00Z")
    desk.crosschecked("conflict", tier="contradiction")
    desk.verdict("conflict", "2031-05-10T09:00:00Z")
    (alert,) = desk.look(number)
    assert (alert.kind, alert.figure_id) == ("conflict", desk.figure)
    assert alert.title == "New contradiction: People drowned · Marl"
    assert "9: River Board (Alder, Birch)" in alert.text
    assert "19: River Board (Cedar)" in alert.text
    assert desk.look(number) == []


def test_what_is_in_dispute_when_a_watch_begins_is_not_told(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "19", 19, "2031-05-10T07:00:00Z")
    desk.crosschecked("conflict", tier="lead")
    desk.verdict("conflict", "2031-05-10T09:00:00Z")
    number = desk.watch("search", "flood")
    assert desk.look(number) == []
    desk.crosschecked("conflict", tier="contradiction")
    (alert,) = desk.look(number)
    assert alert.title.startswith("New contradiction")


def test_a_conflict_that_comes_back_is_told_again(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "19", 19, "2031-05-10T07:00:00Z")
    desk.crosschecked("agree")
    number = desk.watch("story", "flood")
    for day, verdict, told in ((11, "conflict", 1), (12, "updated", 0), (13, "conflict", 1)):
        desk.crosschecked(verdict, tier="contradiction" if verdict == "conflict" else None)
        desk.verdict(verdict, f"2031-05-{day}T09:00:00Z")
        assert len(desk.look(number)) == told, day


@pytest.mark.parametrize("kind", rows.KINDS)
def test_every_kind_tells_of_a_number_that_moved_far_enough(desk: Desk, kind: str) -> None:
    desk.print(0, "100", 100, "2031-05-10T06:00:00Z")
    desk.print(1, "100", 100, "2031-05-10T06:30:00Z")
    desk.crosschecked("agree")
    target = targets(desk) | {"sentence": FLOOD.format("100")}
    number = desk.watch(kind, target[kind], events=("changed",))
    desk.print(0, "105", 105, "2031-05-11T06:00:00Z")
    desk.crosschecked("updated", ("100", "105"))
    assert desk.look(number) == []
    desk.print(0, "112", 112, "2031-05-12T06:00:00Z")
    desk.crosschecked("updated", ("100", "105"), ("100", "112"), ("105", "112"))
    (alert,) = desk.look(number)
    assert alert.title == "100 → 112: People drowned · Marl"
    assert "+12 %" in alert.text
    assert desk.look(number) == []


def test_a_number_that_creeps_is_reckoned_from_what_was_told_last(desk: Desk) -> None:
    desk.print(0, "100", 100, "2031-05-01T06:00:00Z")
    desk.crosschecked("single")
    number = desk.watch("story", "flood", events=("changed",))
    told = []
    values = (100, 104, 108, 112, 116, 120, 124)
    for day, value in enumerate(values[1:], start=2):
        desk.print(0, str(value), value, f"2031-05-{day:02}T06:00:00Z")
        known = values[:day]
        pairs = [(str(a), str(b)) for n, a in enumerate(known) for b in known[n + 1 :]]
        desk.crosschecked("updated", *pairs)
        told += [alert.title.partition(":")[0] for alert in desk.look(number)]
    assert told == ["100 → 112", "112 → 124"]


def test_a_number_that_goes_back_is_told(desk: Desk) -> None:
    desk.print(0, "14", 14, "2031-05-10T06:00:00Z")
    desk.crosschecked("single")
    number = desk.watch("story", "flood", events=("changed",))
    desk.print(0, "20", 20, "2031-05-11T06:00:00Z")
    desk.crosschecked("updated", ("14", "20"))
    assert [a.value for a in desk.look(number)] == [20]
    desk.print(0, "15", 15, "2031-05-12T06:00:00Z")
    desk.crosschecked("updated", ("14", "20"), ("20", "15"), ("14", "15"))
    assert [a.title.partition(":")[0] for a in desk.look(number)] == ["20 → 15"]


@pytest.mark.parametrize("kind", ["figure", "story", "outlet", "source", "search"])
def test_a_replaced_number_that_an_outlet_still_prints(desk: Desk, kind: str) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "9", 9, "2031-05-10T06:30:00Z")
    desk.crosschecked("agree")
    number = desk.watch(kind, targets(desk)[kind], events=("still",), hours=24)
    desk.print(0, "14", 14, "2031-05-11T06:00:00Z")
    desk.crosschecked("updated", ("9", "14"))
    # The other outlet was last seen 23 hours after the new number: too early to tell.
    seen = "UPDATE articles SET last_seen_at = ? WHERE outlet_id = ?"
    for outlet in ("alder", "birch"):
        desk.db.execute(seen, ["2031-05-12T05:00:00Z", outlet])
    assert desk.look(number) == []
    desk.db.execute(seen, ["2031-05-12T07:00:00Z", "birch"])
    (alert,) = desk.look(number)
    assert alert.title == "Birch still prints 9: People drowned · Marl"
    assert "25 hours later 1 article" in alert.text
    desk.db.execute(seen, ["2031-05-12T09:00:00Z", "alder"])
    also = desk.look(number)
    if kind == "outlet":
        assert also == []
    else:
        assert [a.title for a in also] == ["Alder still prints 9: People drowned · Marl"]
        assert "It prints 14 elsewhere." in also[0].text


def test_an_imported_text_is_not_looked_at_again(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "14", 14, "2031-05-10T08:00:00Z")
    desk.crosschecked("updated", ("9", "14"))
    wanted = watches.fields(watches.wanted(desk.db.conn, "story", "flood", events=("still",)))
    assert len(watches.found(desk.db.conn, wanted, NOW)) == 1
    assert len(outdated.still_printed(desk.db.conn)) == 1
    desk.db.execute("UPDATE versions SET capture_id = NULL")
    assert watches.found(desk.db.conn, wanted, NOW) == []
    assert outdated.still_printed(desk.db.conn) == []


def test_an_article_that_tells_both_numbers_prints_no_old_one(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "14", 14, "2031-05-10T08:00:00Z")
    desk.readings["14"].append(desk.make.claim(
        f"{desk.articles[0]}v1", FLOOD.format("9"), "9", 14, ordinal=1))  # fmt: skip
    desk.crosschecked("updated", ("9", "14"))
    number = watches.fields(watches.wanted(desk.db.conn, "story", "flood", events=("still",)))
    assert watches.found(desk.db.conn, number, NOW) == []


@pytest.mark.parametrize("state", ["gone", "withdrawn"])
def test_a_page_that_is_gone_prints_nothing(desk: Desk, state: str) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "14", 14, "2031-05-10T08:00:00Z")
    desk.crosschecked("updated", ("9", "14"))
    wanted = watches.fields(watches.wanted(desk.db.conn, "story", "flood", events=("still",)))
    assert len(watches.found(desk.db.conn, wanted, NOW)) == 1
    desk.db.execute("UPDATE articles SET state = ? WHERE id = ?", [state, desk.articles[0]])
    assert watches.found(desk.db.conn, wanted, NOW) == []


def test_a_day_without_a_clock_ends_at_midnight(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "14", 14, "2031-05-11")
    desk.crosschecked("updated", ("9", "14"))
    desk.db.execute("UPDATE articles SET last_seen_at = '2031-05-12T23:00:00Z'")
    wanted = watches.fields(watches.wanted(desk.db.conn, "story", "flood", events=("still",)))
    assert watches.found(desk.db.conn, wanted, NOW) == []
    desk.db.execute("UPDATE articles SET last_seen_at = '2031-05-13T00:30:00Z'")
    assert len(watches.found(desk.db.conn, wanted, NOW)) == 1


def test_a_figure_and_a_story_are_followed_under_other_ids(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.crosschecked("single")
    old = str(desk.figure)
    figure, story = desk.watch("figure", old), desk.watch("story", "flood")
    desk.print(1, "19", 19, "2031-05-10T08:00:00Z")
    desk.crosschecked("conflict", tier="contradiction")
    desk.verdict("conflict", "2031-05-10T09:00:00Z")
    new = "f" * 16
    desk.make.row("figure_aliases", old_id=old, new_id="e" * 16, at=NOW)
    desk.make.row("figure_aliases", old_id="e" * 16, new_id=new, at=NOW)
    desk.db.execute("PRAGMA foreign_keys = OFF")
    desk.make.row("stories", id="deluge", label="Deluge", first_seen_at=NOW, last_seen_at=NOW)
    for table, column in (
        ("figures", "id"), ("readings", "figure_id"), ("figure_claims", "figure_id"),
        ("figure_history", "figure_id"),
    ):  # fmt: skip
        desk.db.execute(f"UPDATE {table} SET {column} = ?", [new])
    desk.db.execute("UPDATE figures SET story_id = 'deluge'")
    desk.db.execute("UPDATE story_articles SET story_id = 'deluge'")
    for number in (figure, story):
        assert [alert.figure_id for alert in desk.look(number)] == [new]


@pytest.mark.parametrize(
    ("kind", "target", "more", "error"),
    [
        ("figure", "nothing", {}, NotThere),
        ("story", "", {}, WrongParameter),
        ("outlet", "' OR 1=1 --", {}, NotThere),
        ("search", "!?", {}, WrongParameter),
        ("search", "x" * 401, {}, WrongParameter),
        ("planet", "Mars", {}, WrongParameter),
        ("search", "flood", {"events": ()}, WrongParameter),
        ("search", "flood", {"events": ("rain",)}, WrongParameter),
        ("search", "flood", {"percent": -1.0}, WrongParameter),
        ("search", "flood", {"hours": float("nan")}, WrongParameter),
    ],
)
def test_what_cannot_be_watched_is_told(
    desk: Desk, kind: str, target: str, more: Mapping[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        watches.wanted(desk.db.conn, kind, target, **more)


def test_an_address_names_what_it_shows(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.crosschecked("single")
    address = f"http://127.0.0.1:8001/figures/{desk.figure}/?from=feed"
    wanted = watches.wanted(desk.db.conn, "figure", address)
    assert (wanted.target, wanted.name) == (desk.figure, "People drowned · Marl")


def test_an_outlet_or_a_source_is_watched_by_its_name(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.make.row("outlets", id="birch-2", name="birch")
    wanted = watches.wanted(desk.db.conn, "outlet", "alder")
    assert (wanted.target, wanted.name) == ("alder", "Alder")
    assert watches.wanted(desk.db.conn, "source", "river board").name == "River Board"
    with pytest.raises(WrongParameter, match="birch, birch-2"):
        watches.wanted(desk.db.conn, "outlet", "BIRCH")


def test_what_is_watched_already_is_told(desk: Desk) -> None:
    number = desk.watch("outlet", "Alder")
    with pytest.raises(WrongParameter, match=f"Watch {number} watches this already"):
        watches.wanted(desk.db.conn, "outlet", "alder")
    assert watches.wanted(desk.db.conn, "outlet", "alder", events=("still",))


def test_a_watch_that_ends_takes_what_was_found_with_it(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "19", 19, "2031-05-10T06:00:00Z")
    desk.crosschecked("conflict")
    number = desk.watch("search", "flood")
    assert queries.told(desk.db.conn, number)
    rows.remove_watch(desk.db, number)
    assert not queries.told(desk.db.conn, number)
    with pytest.raises(LedgerError):
        rows.remove_watch(desk.db, number)


def test_what_is_forgotten_is_told_no_more_in_words(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.crosschecked("single")
    number = desk.watch("search", "flood")
    desk.print(1, "19", 19, "2031-05-10T06:00:00Z")
    desk.crosschecked("conflict")
    assert len(desk.look(number)) == 1
    forget(desk.db, "https://birch.example/flood-1", "asked to", NOW)
    (row,) = queries.alerts(desk.db.conn, number, 9)
    assert (row["title"], row["text"]) == ("[forgotten]", "")


def test_a_public_server_shows_no_watch(desk: Desk) -> None:
    with pytest.raises(NotThere):
        watches.page(desk.db.conn, Parameters(NOW, public=True))


def test_a_replaced_number_that_is_changed_in_place_is_told(desk: Desk) -> None:
    old = desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.print(1, "14", 14, "2031-05-10T08:00:00Z")
    desk.crosschecked("updated", ("9", "14"))
    number = desk.watch("story", "flood", events=("edited",))
    article = desk.articles[0]
    said = FLOOD.format("14")
    second = desk.make.version(
        article, 2, f"Flood in Marl\n\n{said}", "2031-05-11T09:00:00Z", 13, "https://a.example/2"
    )
    desk.db.execute('UPDATE claims SET "current" = 0 WHERE id = ?', [old])
    new = desk.make.claim(second, said, "14", 14, origin="River Board")
    desk.make.row(
        "revisions", id="r1", article_id=article, old_version=f"{article}v1", new_version=second,
        old_claim=old, new_claim=new, noted=0,
    )  # fmt: skip
    [alert] = desk.look(number)
    assert alert.title == "Alder changed 9, now 14: People drowned · Marl"
    assert "without a notice, on 2031-05-11T09:00:00Z" in alert.text
    assert desk.look(number) == []
    [edit] = outdated.changed(desk.db.conn)
    assert (edit["hours"], edit["noted"], edit["old"]) == (25.0, False, "9")


def test_a_number_that_another_article_withdrew_is_told_while_it_is_printed(desk: Desk) -> None:
    desk.print(0, "9", 9, "2031-05-10T06:00:00Z")
    desk.crosschecked("updated")
    withdrawn = desk.make.article(
        desk.outlets[1], "sorry", "Flood in Marl", FLOOD.format("9"), "2031-05-10T10:00:00Z"
    )
    claim = desk.make.claim(
        f"{withdrawn}v1", FLOOD.format("9"), "9", 9, origin="River Board", status="withdrawn"
    )
    desk.make.row(
        "readings", id="gone", figure_id=desk.figure, value=9, low=9, high=9,
        unit=desk.db.execute("SELECT unit FROM readings").fetchone()[0], qualifier="exact",
        status="withdrawn", first_at="2031-05-10T10:00:00Z", last_at="2031-05-10T10:00:00Z",
        claim_count=1, voice_count=1,
    )  # fmt: skip
    desk.make.row("figure_claims", figure_id=desk.figure, claim_id=claim, reading_id="gone")
    wanted = watches.fields(watches.wanted(desk.db.conn, "story", "flood", events=("still",)))
    [alert] = watches.found(desk.db.conn, wanted, NOW)
    assert alert.title.startswith("Alder still prints 9:")
    assert "has been withdrawn since 2031-05-10T10:00:00Z" in alert.text
    [item] = outdated.still_printed(desk.db.conn)
    assert (item["why"], item["new"], item["outlet"]) == ("withdrawn", None, "Alder")
