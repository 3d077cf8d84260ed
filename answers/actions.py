"""What reviewers can decide about a figure, a claim or a relation: action → words."""

ON_FIGURE = {"note": "note", "verdict": "set the verdict", "same_figure": "merge with a figure"}
ON_CLAIM = {
    "confirmed": "read correctly",
    "not_a_claim": "not a claim, or read wrongly",
    "other_figure": "answers another question: split it off",
    "note": "note",
}
ON_RELATION = {"confirmed": "holds", "rejected": "does not hold", "note": "note"}

ON_PAIR: dict[str, tuple[str, str]] = {
    "same_conflict": ("s", "same question: they contradict"),
    "same_update": ("u", "same question: the later replaces"),
    "same_agree": ("a", "same question: both can hold"),
    "part": ("p", "part and whole"),
    "other_event": ("e", "other event"),
    "other_time": ("t", "other time"),
    "other_subject": ("j", "other subject"),
    "other_measure": ("m", "other measure"),
    "no_claim": ("n", "one is no claim"),
    "unsure": ("x", "unsure"),
}
"""What can be answered of two claims → its key and its words, in the order of the review page."""

UNDO = "z"

WORDS = {
    **ON_FIGURE,
    **ON_RELATION,
    **ON_CLAIM,
    **{answer: text for answer, (_, text) in ON_PAIR.items()},
    "undone": "taken back",
}
"""Every action with its words, for the record."""
