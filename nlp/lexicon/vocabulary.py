"""Words that the facets of a number are read with, as sets."""

from nlp.lexicon.tables import words

PEOPLE = words("people", "word")
GROUPS = words("people", "group")
GATHERINGS = words("people", "gathering")
HUMAN_VERBS = words("person_verbs")
HUMAN_STATES = words("person_states", "state.")
HUMAN_PLACES = words("person_states", "place")
LIGHT_VERBS = words("levels", "verb.light")
LEVEL_VERBS = words("levels", "verb.level")
COPULAS = words("levels", "verb.copula")
CARRYING = words("levels", "verb.carrying")
PREPOSITIONAL = words("levels", "verb.preposition")
GENERIC_NOUNS = words("levels", "noun.generic")
RESULTS = words("levels", "noun.result")
POINTERS = words("levels", "pointer")
_WAYS = ("up", "down", "either", "drift")
TRANSITIVE = words("movement", *(f"{way}.verb.object" for way in _WAYS))
MOTION_VERBS = TRANSITIVE | words("movement", *(f"{way}.verb.level" for way in _WAYS))
