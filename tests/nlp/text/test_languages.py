"""Whether a text is English."""

import pytest

from nlp.text.languages import language_of

ENGLISH = "The council said on Monday that the bridge was closed to all traffic after the flood."
FRENCH = "Le conseil a annoncé lundi que le pont était fermé à toute circulation après la crue."


@pytest.mark.parametrize("declared", [None, "en", "en-GB", "fr"])
def test_the_words_decide(declared: str | None) -> None:
    assert language_of(ENGLISH, declared) == "en"
    assert language_of(FRENCH, declared) == "fr"


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Ferry sinks", None, "en"),
        ("Ferry sinks", "nl", "nl"),
        ("", None, "en"),
        ("12 34 56", "de", "de"),
        ("Twelve dead, forty hurt", "en", "en"),
    ],
)
def test_what_is_too_short_to_judge_is_what_it_was_declared(
    text: str, declared: str | None, expected: str
) -> None:
    assert language_of(text, declared) == expected
