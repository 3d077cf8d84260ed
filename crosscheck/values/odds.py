"""Odds as the learned parts add them up, and the probability that they mean."""

import math

_MOST = 30.0
"""Log odds beyond which a probability is 0 or 1 as far as anybody needs."""


def probability(odds: float) -> float:
    """The probability of log odds: the logistic function."""
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, odds))))


def log_odds(chance: float, least: float, most: float) -> float:
    """The log odds of a probability that is held between two others, both within 0 and 1."""
    held = min(most, max(least, chance))
    return math.log(held / (1 - held))
