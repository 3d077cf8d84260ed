"""Questions in words: figures found by their names, sentences, stories and texts together."""

import sqlite3

import pytest

from answers import asking
from answers.asking import answering
from answers.queries import search


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("How many people were killed on the ferry Halcyon?", "People killed in the ferry fire"),
        ("how many fatalities ferry", "People killed in the ferry fire"),
        ("passengers hospital Halcyon", "Passengers taken to hospital"),
        ("What is the jobless rate of Ardenia?", "Jobless rate"),
    ],
)
def test_a_question_finds_its_figure(conn: sqlite3.Connection, question: str, label: str) -> None:
    """No figure's name has all the words of any of these."""
    conn.row_factory = sqlite3.Row
    first = answering(conn, search.terms(question.rstrip("?")))[0]
    (found,) = conn.execute("SELECT label FROM figures WHERE id = ?", [first]).fetchone()
    assert found.startswith(label)


def test_words_that_nobody_prints_find_nothing(conn: sqlite3.Connection) -> None:
    conn.row_factory = sqlite3.Row
    assert answering(conn, ["zyzzyva", "quux"]) == []


def test_words_of_most_sentences_are_not_ranked(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They still count for what the rare ones find."""
    conn.row_factory = sqlite3.Row
    asked = ["ferry", "Tuesday", "hospital"]
    every = answering(conn, asked)
    monkeypatch.setattr(asking, "_RANKED", 3)
    assert set(answering(conn, asked)) <= set(every)
    monkeypatch.setattr(asking, "_RANKED", 0)
    assert answering(conn, asked) == []
