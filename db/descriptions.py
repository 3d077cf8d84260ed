"""What every table, view and column of the ledger means: for the schema page and the explorer."""

from db.glossary import COLLECTED, CROSSCHECKED, READ
from db.glossary_internal import INTERNAL


def _like(table: dict[str, str], *columns: str) -> dict[str, str]:
    return {column: table[column] for column in columns}


_CLAIMS = READ["claims"]
_FIGURES = CROSSCHECKED["figures"]

VIEWS: dict[str, dict[str, str]] = {
    "claims_flat": {
        "": "One row for each claim that stands and is shown, with the names that belong to it: in "
        "the latest version, salient, no conversion of another, not from a correction.",
        **_like(_CLAIMS, "id", "article_id", "version_id", "outlet_id"),
        "outlet": "Name of the outlet",
        "article_title": "Headline of the article",
        "article_url": "Canonical URL of the article",
        "copy_of": COLLECTED["articles"]["copy_of"],
        "published_at": _CLAIMS["published_at"],
        "published_day": "Day of that time, to group by",
        **_like(
            _CLAIMS,
            *("quote", "sentence", "region", "kind", "value", "low", "high", "unit"),
            *("unit_assumed", "qualifier", "change", "status", "measure", "predicate"),
            *("accumulation", "period_text", "period_start", "period_end", "as_of", "place"),
            *("population", "origin_id"),
        ),
        "origin": "Who is named as the origin, a role too (two officials); NULL: the outlet itself",
        "source_class": "What sort of source the innermost hop is",
        "figure_id": _CLAIMS["figure_id"],
        "figure": "That figure's question in words",
        "story_id": CROSSCHECKED["story_articles"]["story_id"],
        "story": "Name of the story: what happened, where, when",
        "verdict": _CLAIMS["verdict"],
        "settled": _FIGURES["settled"],
        "severity": _FIGURES["severity"],
        "reading_id": CROSSCHECKED["figure_claims"]["reading_id"],
        **_like(_CLAIMS, "confidence", "salience"),
    },
    "conflicts": {
        "": "One row for each figure in conflict, with its gravest pair of readings.",
        "figure_id": _FIGURES["id"],
        **_like(_FIGURES, "label", "story_id"),
        "story": "Title of the story",
        **_like(
            _FIGURES, "measure", "unit", "place", "low", "high", "conversion", "severity", "tier"
        ),
        **_like(CROSSCHECKED["relations"], "probability", "relation", "reason"),
        **{
            f"{column}_{side}": f"{words} of the {place} reading"
            for side, place in (("a", "one"), ("b", "other"))
            for column, words in (
                ("reading", "Id"),
                ("value", "Value, in the figure's unit,"),
                ("low", "Least value, in the figure's unit,"),
                ("high", "Greatest value, in the figure's unit,"),
                ("conversion", "What brought them into the figure's unit (NULL: nothing had to)"),
                ("printed", "Value as it is printed"),
                ("unit", "Unit in which it is printed"),
                ("qualifier", "Hedge"),
                ("origin", "Origin's name"),
            )
        },
        **_like(_FIGURES, "article_count", "outlet_count", "origin_count", "copy_count"),
        **_like(_FIGURES, "first_seen_at", "changed_at"),
    },
    "silent_edits": {
        "": "Numbers that changed in place while the page says nothing of it.",
        "id": CROSSCHECKED["revisions"]["id"],
        "article_id": "The article",
        "article_title": "Its headline",
        "article_url": "Its canonical URL",
        "outlet_id": "Its outlet",
        "outlet": "Name of the outlet",
        "old_version": CROSSCHECKED["revisions"]["old_version"],
        "old_seen_at": "When the text before was first found",
        "new_version": CROSSCHECKED["revisions"]["new_version"],
        "new_seen_at": "When the text after was first found",
        "old_claim": CROSSCHECKED["revisions"]["old_claim"],
        "old_quote": "The number as it stood",
        "old_sentence": "The sentence around it",
        "old_value": "Its value",
        "new_claim": CROSSCHECKED["revisions"]["new_claim"],
        "new_quote": "The number as it stands",
        "new_sentence": "The sentence around it",
        "new_value": "Its value",
        "measure": "What is measured",
        "unit": "Its unit",
    },
    "outlet_health": {
        "": "How collecting goes, outlet by outlet.",
        "outlet_id": "The outlet",
        "outlet": "Its name",
        "group_name": COLLECTED["outlets"]["group_name"],
        "country": COLLECTED["outlets"]["country"],
        "articles": "Articles in the ledger",
        "articles_not_live": "Articles among them that are gone, withdrawn or forgotten",
        "claims": "Claims shown",
        "silent_edits": "Numbers that it changed in place without saying so",
        "newest_article": "When its newest article was first seen",
        "last_checked_at": "When one of its addresses was last fetched",
        "waiting": "Addresses that wait to be fetched",
        "failing": "Addresses that failed when last fetched",
        "problems": "Problems with its pages",
        "last_problem_at": "When the latest of them was met",
        "last_success_at": "When one of its addresses was last had, or had not changed",
        "articles_per_day": "New articles a day in the week before its last look (its first day "
        "left out); NULL in its first two days",
        "usual_per_day": "The same for the four weeks before that; NULL in its first eleven days",
        "without_text_share": "Share of its fetched pages from which no text could be read",
        "without_date_share": "Share of its articles without a publication date",
        "error_kinds": "Its problems by kind, as a JSON object of counts",
        "warning": "Why a person should look: its pages or lists have probably changed",
    },
}

GROUPS: dict[str, dict[str, dict[str, str]]] = {
    "Collected": COLLECTED,
    "Read": READ,
    "Crosschecked": CROSSCHECKED,
    "Views": VIEWS,
    "Internal": INTERNAL,
}
"""Tables and views by chapter of the schema page."""

DESCRIPTIONS: dict[str, dict[str, str]] = {
    name: columns for group in GROUPS.values() for name, columns in group.items()
}
"""By table or view: what it is (under ``""``) and what each column means."""
