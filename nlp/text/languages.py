"""Whether a text is English."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from nlp.lexicon import words

SAMPLE = 2000
"""Characters looked at: more changes no answer and costs time."""
SHORTEST = 40
"""Letters below which a guess is worth nothing and the declared language stands."""
_SURE_SHARE = 0.2
"""Share of English function words from which no model needs to be asked."""
_SOME_SHARE = 0.12
"""Share from which no guess of the model speaks against English."""
_SURE = 0.7
"""Probability from which the model's guess is believed."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-z]")
_FUNCTION_WORDS = words("function_words", "english")


def language_of(text: str, declared: str | None) -> str:
    """ISO 639-1 code of a text's language, English where nothing speaks against it.

    The words decide; the declared language counts only for texts too short to judge.

    >>> language_of("The council said on Monday that the bridge was closed to all traffic", None)
    'en'
    """
    found = _WORD.findall(text[:SAMPLE].lower())
    told = (declared or "en")[:2].lower()
    if not found:
        return told
    share = sum(word in _FUNCTION_WORDS for word in found) / len(found)
    if share >= _SURE_SHARE:
        return "en"
    if sum(map(len, found)) < SHORTEST and _LATIN.search(text):
        return told
    guess, probability = _identifier().classify(text[:SAMPLE])
    if guess == "en" or share >= _SOME_SHARE or probability < _SURE:
        return "en" if share or told == "en" else told
    return str(guess)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
