"""The judge's evidence in words: what speaks for two numbers answering one question."""

from collections.abc import Sequence
from typing import Final

_OPEN = "open: "

WORDS: Final[dict[str, str]] = {
    "alike": "they ask in like words",
    "alike with numbers": "their words and kinds of number are alike",
    "alike as answers": "what stands beside them agrees",
    "near": "the numbers are near",
    "rather near": "the numbers are rather near",
    "digits moved": "a slip turns one into the other",
    "power of ten": "they are a power of ten apart",
    "telling slip": "digits so alike are hardly chance",
    "one body": "one body is named for both",
    "two bodies": "two bodies are named",
    "one class of sources": "both name sources of one kind",
    "printed: one day": "they were printed on one day",
    "printed: grows": "the larger was printed later",
    "printed: falls": "the smaller was printed later",
    "first: one day": "they were first printed on one day",
    "first: grows": "the larger appeared later",
    "first: falls": "the smaller appeared later",
    "as of: grows": "the larger holds for a later day",
    "clock: grows": "the larger is of a later hour",
    "clock: falls": "the smaller is of a later hour",
    "order cue": "words put one in place of the other",
    "order replaced": "an article gives one as replaced",
    "order as-of": "the days that they hold for differ",
    "order publication": "a growing number was printed in order",
    "order price": "it is a price of the moment",
    "order elapsed": "as many hours lie between them",
    "order lowered": "one body lowered it",
    "revised here": "one sentence replaces one by the other",
    "low superseded": "the smaller is given as the old one",
    "high superseded": "the larger is given as the old one",
    "low provisional": "the smaller is provisional",
    "high provisional": "the larger is provisional",
    "low corrected": "a correction prints the smaller",
    "high corrected": "a correction prints the larger",
    "low in a revising sentence": "the smaller stands in a revising sentence",
    "high in a revising sentence": "the larger stands in a revising sentence",
    "low replaced": "the smaller is said to be replaced",
    "high replaced": "the larger is said to be replaced",
    "toll": "it is a toll",
    "class of harm": "it counts harm",
    "class that grows": "such counts grow",
    "left open": "hardly anything is left open",
    "numbers grow": "the figure's numbers grow",
    "other share": "few print a third number",
    "weaker share": "both are widely printed",
    "print both": "hardly anybody prints both",
    "told as disputed": "they are told as what is disputed",
}
"""By name of the evidence; what has no words here is not told."""


def told(names: Sequence[str]) -> str:
    """Evidence for one question in words, "" where none has any.

    >>> told(["alike", "one body"])
    'they ask in like words; one body is named for both'
    """
    return "; ".join(WORDS[name] for name in names if name in WORDS)
