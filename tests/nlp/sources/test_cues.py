"""The lexicon of cues: inflection, and lists that agree with each other."""

import pytest

from nlp.lexicon import nouns
from nlp.lexicon.inflection import all_forms, verb_forms
from nlp.sources.cues import VERBS, Governs


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("deny", "denies denied denied denying"),
        ("report", "reports reported reported reporting"),
        ("announce", "announces announced announced announcing"),
        ("stress", "stresses stressed stressed stressing"),
        ("say", "says said said saying"),
        ("find", "finds found found finding"),
        ("survey", "surveys surveyed surveyed surveying"),
        ("plan", "plans planned planned planning"),
        ("agree", "agrees agreed agreed agreeing"),
        ("signal", "signals signalled signalled signalling"),
        ("view", "views viewed viewed viewing"),
    ],
)
def test_forms(base: str, expected: str) -> None:
    assert " ".join(verb_forms(base)) == expected


@pytest.mark.parametrize(
    ("form", "base"),
    [("told", "tell"), ("forecasted", "forecast"), ("labelled", "label"), ("quipped", "quip")],
)
def test_every_form_leads_to_its_verb(form: str, base: str) -> None:
    assert VERBS[form].base == base


def test_short_verbs_double_their_consonant() -> None:
    assert verb_forms("rap")[1] == "rapped"
    assert verb_forms("log")[3] == "logging"
    assert verb_forms("announce")[3] == "announcing"


def test_deeds_are_no_reporting_verbs() -> None:
    for word in ("trimmed", "killed", "arrested", "opened", "bought", "hired", "built"):
        assert word not in VERBS


def test_speech_and_counting_differ_in_what_they_govern() -> None:
    assert Governs.OBJECT not in VERBS["added"].governs
    assert Governs.OBJECT in VERBS["recorded"].governs
    assert Governs.QUOTE not in VERBS["recorded"].governs


def test_the_noun_lists_are_lower_case_single_words() -> None:
    for name in ("BODY_NOUNS", "PERSON_NOUNS", "DOCUMENT_NOUNS", "CLAIM_NOUNS", "TITLES"):
        words = getattr(nouns, name)
        assert all(word == word.lower() and " " not in word for word in words)


def test_figures_are_claims_and_bare_data_are_documents() -> None:
    assert nouns.FIGURE_NOUNS <= nouns.CLAIM_NOUNS
    assert nouns.BARE_DATA <= nouns.DOCUMENT_NOUNS
    assert nouns.TITLES <= nouns.PERSON_NOUNS


def test_second_spellings_are_forms_too() -> None:
    assert {"labeled", "labelled", "labeling"} <= all_forms("label")
    assert {"learnt", "learned"} <= all_forms("learn")
