"""What a sentence says beside the value of its number; the number stands in square brackets."""

from dataclasses import fields

import pytest

from db.glossary import QUESTION
from nlp.meaning.question import with_questions
from nlp.meaning.question.parts import clock_times
from terms.enums import Kind
from terms.model import Claim
from terms.question import Question, TimeCue, from_json, to_json
from terms.rows import OF_QUESTION


def asked(marked: str, **given: object) -> Question:
    """The question of the number in brackets, counted people where nothing else is given."""
    start = marked.index("[")
    quote = marked[start + 1 : marked.index("]")]
    sentence = marked.replace("[", "").replace("]", "")
    values: dict[str, object] = {
        "kind": Kind.COUNT, "value": 12, "low": 12, "high": 12, "p_low": 12, "p_high": 12,
        "unit": "person", "region": "body", **given,
    }  # fmt: skip
    claim = Claim(sentence, 0, start, start + len(quote), quote, **values)  # type: ignore[arg-type]
    (found,) = with_questions([claim], sentence)
    return found.question


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
    assert asked(sentence).word_class == expected


@pytest.mark.parametrize(
    ("sentence", "given", "dimension", "noun"),
    [
        ("[12] guests left.", {"unit": "guest"}, "count", "people"),
        ("[12] lorries left.", {"unit": "lorry"}, "count", "truck"),
        ("[Six] Friday were hurt.", {"unit": "friday"}, "count", None),
        ("six more [shot]", {"unit": "shot"}, "count", "people"),
        ("a [6.1] earthquake hit", {"unit": "earthquake", "value": 6.1}, "magnitude", None),
        ("a quake measuring [6.1] hit", {"unit": None, "value": 6.1}, "magnitude", None),
        ("paid [$12] for it", {"unit": "USD", "kind": Kind.MONEY}, "money", None),
        ("rose to [12%]", {"unit": "percent", "kind": Kind.PERCENT}, "share", None),
        ("[12 km] away", {"unit": "km", "kind": Kind.MEASUREMENT}, "length", None),
        ("[12 mph] limit", {"unit": "mph", "kind": Kind.MEASUREMENT}, "speed", None),
    ],
)
def test_dimensions(
    sentence: str, given: dict[str, object], dimension: str, noun: str | None
) -> None:
    question = asked(sentence, **given)
    assert (question.dimension, question.counted) == (dimension, noun)


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("[12] people were killed on Tuesday.", None),
        (
            "It was the worst crash since 2024, when [12] people were killed near Sorrel.",
            TimeCue(years=frozenset({2024})),
        ),
        (
            "In July 2029, a landslide killed [12] people.",
            TimeCue(frozenset({2029})),
        ),
        ("Last year [12] people died there.", TimeCue(past=True)),
        ("[12] people were killed in a town still scarred by the flood of the year 2024.", None),
        ("The blaze on March 4 killed [12] people.", TimeCue(days=frozenset({"03-04"}))),
        ("A previous attack left [12] dead.", TimeCue(past=True)),
        ("The price had fallen below [12] in November.", TimeCue(days=frozenset({"11"}))),
    ],
)
def test_times_that_are_bound_to_the_number(sentence: str, cue: TimeCue | None) -> None:
    assert asked(sentence).times == ((cue,) if cue else ())


def test_an_earlier_sentence_sets_the_scene() -> None:
    text = "On August 29, a rocket crossed the strait. It flew 2,700 km."
    start = text.index("It")
    claim = Claim(
        text[start:], start, text.index("2"), len(text) - 1, "2,700 km", "body",  # type: ignore[arg-type]
        Kind.MEASUREMENT, 2700, 2650, 2750, 2650, 2750, "km",
    )  # fmt: skip
    (found,) = with_questions([claim], text)
    assert found.question.times == (TimeCue(), TimeCue(days=frozenset({"08-29"})))


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
    assert getattr(asked(sentence), field)
    assert not getattr(asked("The fire killed [12] people."), field)


@pytest.mark.parametrize(
    ("sentence", "replaces", "superseded"),
    [
        ("Officials revised the toll from eight to [12].", False, None),
        ("An earlier count of [12] was too high.", False, "earlier count"),
        ("The preliminary toll is [12].", False, None),
    ],
)
def test_what_the_number_replaces(sentence: str, replaces: bool, superseded: str | None) -> None:
    question = asked(sentence)
    assert (bool(question.replaces), question.superseded) == (replaces, superseded)


def test_a_question_survives_as_json() -> None:
    question = asked("On March 4, 2029, [12] of the victims died in Brel at 9:30 a.m.")
    known = {name: getattr(question, name) for name in OF_QUESTION}
    assert from_json(to_json(question, without=OF_QUESTION), **known) == question
    assert from_json(None) == Question()
    with pytest.raises(ValueError, match="no question"):
        from_json("[]")


def test_every_key_is_described() -> None:
    assert set(QUESTION) | set(OF_QUESTION) == {field.name for field in fields(Question)}
