"""Which articles are looked at together, and the stories that come of it."""

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.articles.links import features, link, near
from crosscheck.articles.neighbours import LINKED, Index, reach, telling_terms
from crosscheck.articles.rarity import rarity
from crosscheck.articles.sketch import sketch_of
from crosscheck.articles.stories import find_stories
from crosscheck.model import CheckArticle

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


def test_reach_follows_links_and_old_stories_and_nothing_else() -> None:
    ledger = [
        article("a", "2031-03-01"),
        article("b", "2031-03-06"),
        article("old", "2031-02-01", BRIDGE.replace("cracks", "rust")),
        article("far", "2034-08-02", VIADUCT),
    ]
    by_id = {one.id: one for one in ledger}

    def together(one: CheckArticle) -> list[CheckArticle]:
        return [by_id["old"]] if one.id == "a" else []

    found = reach([by_id["a"]], lambda one: ledger, together)
    assert sorted(found.articles) == ["a", "b", "old"]
    assert found.parts() == [["a", "b", "old"]]
    assert ("a", "b") in found.kin
    assert link(sketch_of(by_id["far"]), [sketch_of(by_id["a"])]) < LINKED
    near_by = reach([by_id["a"]], lambda one: ledger, together, most=1)
    assert sorted(near_by.articles) == ["a", "b", "old"]
    assert near_by.followed == {"a"}


def test_stories_of_the_batch_are_those_of_the_ledger() -> None:
    ledger = [article(f"f{i}", f"2031-03-0{i}") for i in range(1, 6)]
    ledger += [article(f"b{i}", f"2031-03-0{i}", BRIDGE) for i in range(1, 4)]
    whole = find_stories(ledger)
    assert [[a.id for a in story] for story in whole] == [
        ["b1", "b2", "b3"],
        ["f1", "f2", "f3", "f4", "f5"],
    ]
    batch = reach([ledger[0]], lambda one: ledger, lambda key: ())
    assert find_stories(list(batch.articles.values())) == whole[1:]


def test_what_nothing_joins_is_apart() -> None:
    ledger = [article(f"f{i}", f"2031-03-0{i}") for i in (1, 2, 3)]
    ledger += [article(f"b{i}", f"2031-03-0{i}", BRIDGE) for i in (1, 2)]
    batch = reach(ledger, lambda one: ledger, lambda one: ())
    assert batch.parts() == [["f1", "f2", "f3"], ["b1", "b2"]]
    assert batch.parts([("b1", "elsewhere")]) == batch.parts()
    assert batch.parts([("b1", "f3")]) == [["b1", "b2", "f1", "f2", "f3"]]


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
