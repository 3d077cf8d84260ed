"""Nouns and participles of sources: what speaks, counts, issues, passes on, and what is claimed."""

from nlp.lexicon.inflection import verbs
from nlp.lexicon.tables import words

BODY_NOUNS = words("bodies", "body.")
INSTITUTIONS = words("bodies", "institution")
RESOLVED_BODIES = words("bodies", "pointing")
PAPERS = words("bodies", "paper")
TITLES = words("roles", "title.")
PERSON_NOUNS = words("roles", "title.", "people.")
SCHOLARS = words("roles", "counting")
MASCULINE = words("names", "he")
FEMININE = words("names", "she")
DOCUMENT_NOUNS = words("documents", "all.")
POLLS = words("documents", "poll")
BARE_DATA = words("documents", "bare")
KEPT_PAPERS = words("documents", "kept")
CLAIM_NOUNS = words("saying_nouns")
FIGURE_NOUNS = words("saying_nouns", "figure")
OUTLETS = words("outlets", "agency", "broadcaster", "newspaper", "magazine")
OUTLET_WORDS = words("outlets", "word")
NOT_RELAYS = words("audiences")
ISSUING = words("document_verbs", "issued")
PASSING = words("document_verbs", "passed")
RELEASING = verbs("document_verbs", "released") | ISSUING
POLLING = words("document_verbs", "polled")
