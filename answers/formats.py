"""Rows as CSV and JSONL, figures as schema.org, and a draft for a person to finish.

A CSV cell cannot start a formula: text that a spreadsheet would run gets an apostrophe before it.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from answers.queries.rows import Row
from answers.shapes import Answer, ShownClaim

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")

CONTEXT = "https://schema.org"


def cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula; numbers stay numbers.

    Full-width look-alikes and text behind blanks count as well.

    >>> cell("=1+1"), cell(-4), cell("-4.5"), cell("- a dash"), cell(None)
    ("'=1+1", -4, '-4.5', "'- a dash", '')
    """
    if value is None:
        return ""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    bare = value.lstrip(" \u00a0\ufeff\u200b")
    if bare.startswith((*_FORMULA, "\uff1d", "\uff0b", "\uff0d", "\uff20")):
        return "'" + value
    return value


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, header first, with CRLF as RFC 4180 has it."""
    yield csv_line(header)
    for row in rows:
        yield csv_line(row)


def csv_line(values: Sequence[object]) -> str:
    """One line of CSV."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([cell(value) for value in values])
    return buffer.getvalue()


def json_line(row: Mapping[str, object]) -> str:
    """One line of JSONL."""
    return json.dumps(row, ensure_ascii=False) + "\n"


CLAIM_FIELDS = (
    "figure_id", "figure", "verdict", "claim_id", "printed", "value", "low", "high", "unit",
    "qualifier", "change", "status", "measure", "period", "as_of", "place", "population", "origin",
    "chain", "outlet", "article_id", "title", "url", "at", "is_copy", "current", "confidence",
    "sentence",
)  # fmt: skip
"""Columns of one figure's claims as CSV and JSONL."""


def figure_rows(page: Answer) -> Iterator[dict[str, Any]]:
    """The claims of a figure page as flat rows with ``CLAIM_FIELDS``."""
    for reading in page["readings"]:
        for claim in reading["claims"]:
            row = {name: claim.get(name) for name in CLAIM_FIELDS}
            row["figure_id"], row["figure"] = page["id"], page["title"]
            row["verdict"], row["claim_id"] = page["verdict"]["name"], claim["id"]
            row["chain"] = " → ".join(map(_hop, claim["chain"]))
            yield row


def _hop(hop: Mapping[str, Any]) -> str:
    return f"{hop['name']} (carried over)" if hop["carried"] else str(hop["name"])


def claim_markup(page: Answer, root: str) -> dict[str, Any]:
    """The figure as schema.org ``Claim``s, one for each reading, each with where it appeared.

    How readings relate has no word in schema.org; it goes into ``disambiguatingDescription``.
    """
    address = f"{root}/figures/{page['id']}"
    graph = []
    for reading in page["readings"]:
        related = [
            f"{item['word']}: {item['reason']}"
            for item in page["relations"]
            if reading["id"] in (item["reading_a"], item["reading_b"]) and not item["possible"]
        ]
        entry: dict[str, object] = {
            "@type": "Claim",
            "@id": f"{address}#r-{reading['id']}",
            "name": f"{page['title']}: {reading['called']}",
            "text": reading["claims"][0]["sentence"] if reading["claims"] else reading["called"],
            "dateCreated": reading["first_at"],
            "isPartOf": address,
            "appearance": [_appearance(claim) for claim in reading["claims"]],
        }
        if reading["origin"]:
            entry["claimInterpreter"] = {"@type": "Thing", "name": reading["origin"]}
        if related:
            entry["disambiguatingDescription"] = " ".join(related)
        graph.append(entry)
    return {"@context": CONTEXT, "@graph": graph}


def _appearance(claim: ShownClaim) -> dict[str, object]:
    work: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": claim["title"],
        "publisher": {"@type": "Organization", "name": claim["outlet"]},
        "datePublished": claim["at"],
    }
    if claim["url"]:
        work["url"] = claim["url"].partition("#")[0]
    if claim["sha256"]:
        work["sha256"] = claim["sha256"]
    return work


TO_FILL = "TO BE FILLED IN BY A PERSON"


def review_draft(page: Answer, root: str) -> dict[str, Any]:
    """A ClaimReview for each reading in print, without a rating: that is a person's to give."""
    reviews = []
    for reading in page["readings"]:
        if not reading["claims"] or reading["superseded"]:
            continue
        first = min(reading["claims"], key=lambda claim: str(claim["at"]))
        item: dict[str, object] = {
            "@type": "Claim",
            "datePublished": first["at"],
            "appearance": [_appearance(claim) for claim in reading["claims"]],
        }
        if reading["origin"]:
            item["author"] = {"@type": "Thing", "name": reading["origin"]}
        reviews.append(
            {
                "@context": CONTEXT,
                "@type": "ClaimReview",
                "url": TO_FILL,
                "author": {"@type": "Organization", "name": TO_FILL},
                "datePublished": TO_FILL,
                "claimReviewed": f"{page['title']}: {reading['called']}",
                "itemReviewed": item,
                "reviewRating": {"@type": "Rating", "alternateName": TO_FILL},
            }
        )
    return {
        "note": "A draft. The ledger does not rate; fill in what is marked, or drop the review.",
        "figure": f"{root}/figures/{page['id']}",
        "reviews": reviews,
    }


def citation(claim: ShownClaim) -> str:
    """A claim as a line to copy: outlet, headline, time, sentence, address, capture and digest."""
    told = "" if claim["at_is"] == "published" else f"{claim['at_is']} "
    parts = [f"{claim['outlet']}, “{claim['title']}”", f"{told}{claim['at']}"]
    line = ", ".join(parts) + f": “{claim['sentence']}”"
    if claim["url"]:
        line += f" {claim['url'].partition('#')[0]}"
    if claim["sha256"]:
        line += f" (captured {claim['fetched_at']}, SHA-256 {claim['sha256']})"
    return line


REPORT_FIELDS = (
    "id", "event_id", "event", "country", "place", "date_start", "date_end", "value_best",
    "value_low", "value_high", "unit", "qualifier", "status", "origin", "source",
    "source_group", "date_report", "copy", "confidence",
    "event_low", "event_high", "event_latest", "event_two_origins_low", "event_two_origins_high",
)  # fmt: skip
"""Columns for the R package eventreport: a row is one source's report of one event."""


def report_row(row: Row) -> dict[str, object]:
    """A claim in the shape that eventreport aggregates: group by ``event_id``, compare values."""
    best = row["value"]
    if best is None and row["low"] is not None and row["high"] is not None:
        best = (row["low"] + row["high"]) / 2
    shown: dict[str, object] = dict.fromkeys(REPORT_FIELDS)
    shown.update(
        id=row["id"],
        event_id=row["figure_id"],
        event=row["figure"],
        country=row["country"],
        place=row["place"],
        date_start=row["period_start"] or row["as_of"] or (row["published_at"] or "")[:10] or None,
        date_end=row["period_end"],
        value_best=best,
        value_low=row["low"],
        value_high=row["high"],
        unit=row["unit"],
        qualifier=row["qualifier"],
        status=row["status"],
        origin=row["origin"],
        source=f"{row['outlet']} ({(row['published_at'] or 'undated')[:10]}) {row['title'] or ''}",
        source_group=row["group_name"] or row["outlet"],
        date_report=(row["published_at"] or "")[:10] or None,
        copy=int(row["copied_from"] is not None),
        confidence=row["confidence"],
        event_low=row["figure_low"],
        event_high=row["figure_high"],
        event_latest=row["latest"],
        event_two_origins_low=row["shared_low"],
        event_two_origins_high=row["shared_high"],
    )
    return shown
