"""What reviewers can decide about a figure, a claim or a relation: action → words."""

ON_FIGURE = {"note": "note", "verdict": "set the verdict", "same_figure": "merge with a figure"}
ON_CLAIM = {
    "confirmed": "read correctly",
    "not_a_claim": "not a claim, or read wrongly",
    "other_figure": "answers another question: split it off",
    "note": "note",
}
ON_RELATION = {"confirmed": "holds", "rejected": "does not hold", "note": "note"}

WORDS = {**ON_FIGURE, **ON_RELATION, **ON_CLAIM}
"""Every action with its words, for the record."""
