"""Which articles are looked at together, and the stories that come of it."""

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.articles.links import features, link, near
from crosscheck.articles.neighbours import Index, telling_terms
from crosscheck.articles.rarity import rarity
from crosscheck.articles.sketch import sketch_of
from crosscheck.articles.stories import CUT, find_stories
from crosscheck.model import CheckArticle
from nlp.lexicon.stems import stem

FERRY = (
    "Ferry Morning Tern capsizes off Kaldera\n\nThe ferry Morning Tern capsized off Port Kaldera "
    "harbour on Saturday with 118 people aboard. Divers searched the wreck near Kaldera lighthouse."
)
BRIDGE = (
    "Sorrel bridge closed after cracks found\n\nThe Sorrel suspension bridge was closed in "
    "Westerbrook on Sunday. Engineers found cracks in the cables of the Sorrel, 1,240 metres long."
)
VIADUCT = (
    "Dunwich viaduct shut as bolts snap\n\nTrains across the Dunwich viaduct near Osterholm were "
    "stopped on Monday. Six bolts of the Dunwich had snapped, inspectors said."
)
SEEN = "2031-03-01T00:00:00Z"


def article(key: str, published: str | None, text: str = FERRY, seen: str = SEEN) -> CheckArticle:
    title = text.partition("\n")[0]
    return CheckArticle(key, key, key, None, key, title, None, text, published, seen)


def test_rarity_runs_from_grammar_to_names() -> None:
    assert rarity("the") == 0.0
    assert 0.1 < rarity("people") < rarity("ferry") < 1.0
    assert rarity("kaldera") == 1.0
    assert rarity("people's") == rarity("people")


def test_a_sketch_holds_names_numbers_and_days() -> None:
    sketch = sketch_of(article("a", "2031-03-03"))
    assert {"kaldera", "tern"} <= set(sketch.names)
    assert sketch.numbers == frozenset({"118"})
    assert sketch.weekdays == frozenset({5})
    assert len(sketch.days) == 1
    undated = sketch_of(article("a", None))
    assert undated.day is None
    assert not undated.days


def test_features_and_links_are_symmetric() -> None:
    a, b = sketch_of(article("a", "2031-03-03")), sketch_of(article("b", None, BRIDGE))
    there, back = features(a, [b]), features(b, [a])
    assert {name: column.tolist() for name, column in there.items()} == {
        name: column.tolist() for name, column in back.items()
    }
    assert link(a, [b]) == link(b, [a])
    assert link(a, [a]) > 0.9 > 0.1 > link(a, [b])


def test_links_do_not_depend_on_who_else_is_compared() -> None:
    texts = (FERRY, BRIDGE, VIADUCT, FERRY.replace("118", "1,240"), "Fog\n\nNothing was seen.")
    some = [sketch_of(article(str(i), None, text)) for i, text in enumerate(texts)]
    together = near(some[0], some)
    for place, other in enumerate(some):
        alone = near(some[0], [other])
        assert (together.link[place], together.kin[place]) == (alone.link[0], alone.kin[0])
    assert not len(link(some[0], []))


def test_kinship_is_a_link_that_time_does_not_part() -> None:
    early, late = sketch_of(article("a", "2031-03-03")), sketch_of(article("b", "2033-05-09"))
    assert near(early, [late]).kin > near(early, [late]).link == link(early, [late])
    assert near(early, [sketch_of(article("c", None, BRIDGE))]).kin < 0.1


def test_articles_are_found_by_a_telling_word_in_common() -> None:
    index = Index()
    for one in (article("a", "2031-03-01"), article("b", None), article("c", None, BRIDGE)):
        index.add(one)
    assert index.like("a") == ["b"]
    assert "people" not in telling_terms(index.sketches["a"])


days = st.integers(0, 80).map(lambda n: f"2031-{1 + n // 28:02d}-{1 + n % 28:02d}")


@given(st.lists(st.none() | days, min_size=2, max_size=8), st.randoms())
def test_the_order_of_articles_does_not_matter(dates: list[str | None], random: object) -> None:
    ledger = [article(f"a{i}", day, FERRY if i % 2 else BRIDGE) for i, day in enumerate(dates)]
    expected = [[a.id for a in story] for story in find_stories(ledger)]
    random.shuffle(ledger)  # type: ignore[attr-defined]
    assert [[a.id for a in story] for story in find_stories(ledger)] == expected


def test_a_single_letter_tells_nothing() -> None:
    assert rarity("a") == rarity("u") == 0.0
    sketch = sketch_of(article("a", None, "A U.S. ferry\n\nI saw a ferry off the U.S. coast."))
    assert "a" not in telling_terms(sketch)


def test_a_plain_text_is_found_by_its_rarest_words() -> None:
    text = "Police find house\n\nThe police found the house of the woman that they looked for."
    assert {stem(word) for word in ("police", "woman")} <= telling_terms(
        sketch_of(article("a", None, text))
    )


def test_of_many_like_articles_those_come_first_that_share_rare_words() -> None:
    index = Index()
    for at in range(6):
        index.add(article(f"f{at}", "2031-03-01", FERRY))
    index.add(article("lone", "2031-03-01", BRIDGE.replace("Sunday", "Sunday near Kaldera")))
    index.add(article("both", "2031-03-01", f"{BRIDGE} The Morning Tern passed Kaldera."))
    assert "lone" in index.like("both")
    assert index.like("both", 1) == ["lone"]


def test_two_bursts_of_like_events_are_two_stories() -> None:
    crush = "Crush at Quelida stadium kills {}\n\nA crush at the Quelida stadium killed {} on {}."
    early = [article(f"e{i}", f"2030-04-1{i}", crush.format(17, 17, "13 April")) for i in (3, 4, 5)]
    late = [
        article(f"l{i}", f"2031-02-1{i}", crush.format(6, 6, "16 February") + " A cup semi-final.")
        for i in (6, 7, 8)
    ]
    found = [{a.id for a in story} for story in find_stories([*early, *late])]
    assert {"e3", "e4", "e5"} in found
    assert {"l6", "l7", "l8"} in found


def test_what_is_told_again_years_later_is_another_story() -> None:
    early = [article("a", "2031-03-01"), article("b", "2031-03-02")]
    late = [article("c", "2033-05-01"), article("d", "2033-05-02")]
    assert link(sketch_of(early[0]), [sketch_of(late[0])])[0] > CUT
    found = find_stories([*early, *late])
    assert [[a.id for a in story] for story in found] == [["a", "b"], ["c", "d"]]
