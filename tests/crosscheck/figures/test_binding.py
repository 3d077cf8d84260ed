import pytest

from crosscheck.figures.events import event_time
from crosscheck.figures.facets import clock_times, facets_of
from crosscheck.model import CheckArticle, CheckClaim

PUBLISHED = "2031-03-05T08:00:00Z"
ARTICLE = CheckArticle("a", "o", "Lantern", None, "u", "t", None, "x" * 5000, PUBLISHED, PUBLISHED)


def claim(marked: str, **given: object) -> CheckClaim:
    start = marked.index("[")
    quote = marked[start + 1 : marked.index("]")]
    sentence = marked.replace("[", "").replace("]", "")
    values: dict[str, object] = {
        "kind": "count", "value": 12, "low": 12, "high": 12, "unit": "person", **given
    }  # fmt: skip
    return CheckClaim("c", "v", "a", "o", sentence, 0, start, start + len(quote), quote, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The fire killed [12] people and injured 40.", "killed"),
        ("The fire killed 12 people and injured [40].", "injured"),
        ("A blast in the market, killing at least [12] people and injuring dozens.", "killed"),
        ("[12] people were taken to hospital after the crash.", "hospital"),
        ("[12] had life-threatening injuries, doctors said.", "serious"),
        ("[12] had non-life-threatening injuries, doctors said.", "minor"),
        ("Emergency crews worked to free [12] people trapped under the stage.", "trapped"),
        ("A man is accused of fatally shooting [12] people at the station.", "killed"),
        ("The motion passed by a vote of [12] to 8.", "voted"),
        ("The motion passed by a vote of 12 to [8].", "against"),
        ("The choir has [12] members.", None),
    ],
)
def test_the_class_is_the_nearest_trigger(sentence: str, expected: str | None) -> None:
    assert facets_of(claim(sentence), ARTICLE).word_class == expected


@pytest.mark.parametrize(
    ("sentence", "given", "dimension", "noun"),
    [
        ("[12] guests left.", {"unit": "guest"}, "count", "people"),
        ("[12] lorries left.", {"unit": "lorry"}, "count", "truck"),
        ("[Six] Friday were hurt.", {"unit": "friday"}, "count", None),
        ("six more [shot]", {"unit": "shot"}, "count", "people"),
        ("a [6.1] earthquake hit", {"unit": "earthquake", "value": 6.1}, "magnitude", None),
        ("a quake measuring [6.1] hit", {"unit": None, "value": 6.1}, "magnitude", None),
        ("paid [$12] for it", {"unit": "USD", "kind": "money"}, "money", None),
        ("rose to [12%]", {"unit": "percent", "kind": "percent"}, "share", None),
        ("[12 km] away", {"unit": "km", "kind": "measurement"}, "[length]", None),
        ("[12 mph] limit", {"unit": "mph", "kind": "measurement"}, "[length] / [time]", None),
    ],
)
def test_dimensions(
    sentence: str, given: dict[str, object], dimension: str, noun: str | None
) -> None:
    facets = facets_of(claim(sentence, **given), ARTICLE)
    assert (facets.dimension, facets.noun) == (dimension, noun)


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("[12] people were killed on Tuesday.", False),
        ("It was the worst crash since 2024, when [12] people were killed near Sorrel.", True),
        ("In July 2029, a landslide killed [12] people.", True),
        ("Last year [12] people died there.", True),
        ("[12] people were killed in a town still scarred by the flood of the year 2024.", False),
        ("The blaze on March 4 killed [12] people.", False),
        ("The blaze on November 20 killed [12] people.", True),
        ("A previous attack left [12] dead.", True),
        ("The price had fallen below [12] in November.", True),
    ],
)
def test_cues_of_another_event(sentence: str, other: bool) -> None:
    found = claim(sentence)
    assert event_time(found.sentence, found.start, found.end, PUBLISHED).other is other


def test_times_of_day() -> None:
    assert clock_times("at 9:30 a.m. and at 14:05, then 7pm") == {570, 845, 1140}
    assert clock_times("no time at all") == frozenset()


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        ("Another [12] people were hurt.", "rest"),
        ("[12] others were hurt.", "rest"),
        ("[12] of the victims were children.", "part"),
        ("All but [12] of the guests left.", "complement"),
        ("Riverside mall: [12] dead", "item"),
    ],
)
def test_parts_rests_and_items(sentence: str, field: str) -> None:
    assert getattr(facets_of(claim(sentence), ARTICLE), field)
    assert not getattr(facets_of(claim("The fire killed [12] people."), ARTICLE), field)
