"""Tags, dependencies and labels of the parse that several rooms ask for together."""

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NAME_TAGS = frozenset({"NNP", "NNPS"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Verbs that stand in a tense, and modals: what makes a clause one of its own."""
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
TIME_LABELS = frozenset({"DATE", "TIME"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
