"""The names of months and weekdays, and their numbers."""

from nlp.lexicon.tables import column

MONTHS = {name: int(number) for name, number in column("months", "number").items()}
WEEKDAYS = {name: int(number) for name, number in column("weekdays", "number").items()}
