"""The names of months and weekdays, and their numbers."""

from nlp.lexicon.tables import column, rows

MONTHS = {name: int(number) for name, number in column("months", "number").items()}
WEEKDAYS = {name: int(number) for name, number in column("weekdays", "number").items()}

MONTH_NAME = "(?:{})".format(
    "|".join(
        word.capitalize() + ("" if word == row.id else r"\b\.?")
        for row in rows("months")
        for word in sorted(row.words, key=len, reverse=True)
    )
)
"""Every month as it is printed, long or short, in a regular expression."""
