"""People find figures, claims and articles by words, whatever they type."""

import pytest

from db.search import find


def found(hits):
    return [(hit.kind, hit.text.split("\n")[0]) for hit in hits]


def test_all_kinds_are_found(judged, db):
    hits = find(db, "ferry hurt")
    assert [hit.kind for hit in hits] == ["figure", *["claim"] * 4, "article", "article"]
    figure, claim = hits[0], hits[1]
    assert (figure.id, figure.verdict, figure.outlet) == ("f1", "conflict", None)
    assert claim.outlet in {"The Harbour Post", "Valley Times"}
    assert claim.url in {judged.ferry.url, judged.other_url}


def test_forms_of_a_word_are_found(judged, db):
    assert found(find(db, "ferries", kinds=["figure"])) == [
        ("figure", "people hurt in the ferry fire")
    ]


def test_all_words_must_be_there(judged, db):
    assert find(db, "ferry volcano") == []


def test_the_number_of_hits_is_bounded(judged, db):
    assert len(find(db, "ferry", limit=1)) == 3


def test_what_is_not_shown_is_not_found(judged, db):
    db.execute('UPDATE claims SET "current" = 0')
    assert find(db, "hurt", kinds=["claim"]) == []


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        '"',
        '""',
        "fire OR",
        "NEAR(",
        "label:fire",
        "fire*",
        "-fire",
        "'; --",
        "\0",
        "(",
        "^",
    ],
)
def test_whatever_is_typed_is_words(judged, db, words):
    find(db, words)


def test_punctuation_around_words_does_not_hide_them(judged, db):
    assert find(db, '"ferry" (fire)', kinds=["figure"])
