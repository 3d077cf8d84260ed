"""Answers for people who read a terminal: plain text that also survives a pipe."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from answers import accuracy, words
from answers.cards import is_open, models, verdict
from answers.links import is_web, passage
from claimledger.config import Config
from db.ledger import ArticleSheet, ClaimSheet, FigureSheet, Hit, Sheet, Status

Row = Mapping[str, Any]


def _chain(hops: Sequence[Row]) -> str:
    names = [hop["name"] for hop in hops if hop["role"] != "outlet"]
    return " via ".join(names) if names else "the outlet itself"


class _Grid:
    """Lines in columns; the last column is as long as it is, so that a pipe can be searched."""

    def __init__(self, *heading: str) -> None:
        self._rows: list[tuple[str, ...]] = [heading] if heading else []

    def add_row(self, *cells: str) -> None:
        self._rows.append(cells)

    def print(self, out: Console) -> None:
        widths = [max(map(len, column)) for column in list(zip(*self._rows, strict=True))[:-1]]
        for row in self._rows:
            padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            out.print("  ".join([*padded, row[-1]]).rstrip(), soft_wrap=True)


def side_line(side: Row) -> str:
    """One reading: ``297 person, National Police (Post, Courier; copied by Gazette)``."""
    printed = ", ".join(side["outlets"])
    if side["copies"]:
        printed += ("; " if printed else "") + "copied by " + ", ".join(side["copies"])
    origin = side["origin"] or "no source named"
    return f"{side['called']}: {origin} ({printed or 'no longer printed'})"


def conflicts(out: Console, found: Sequence[Row], total: int, edits: Sequence[Row]) -> None:
    """The conflicts by tier with their sides, and the silent edits."""
    if not found:
        out.print("No conflict found.")
    told = None
    for card in found:
        if card["verdict"]["tier"] != told:
            told = card["verdict"]["tier"]
            out.print(tier_line(told))
        out.print(f"{card['label']}  [{card['id']}]")
        out.print(
            f"  {card['relation'] or 'conflict'}: {card['why'] or card['verdict']['meaning']}"
        )
        if card["models"]:
            out.print(f"  {by_models(card['models'])}")
        for side in card["sides"]:
            out.print(f"    {side_line(side)}")
        if card["more_sides"]:
            out.print(f"    and {words.plural(card['more_sides'], 'more reading')}")
    if total > len(found):
        out.print(f"{total - len(found)} more; --limit shows more of them.")
    if edits:
        out.print("Changed without a notice:")
    for row in edits:
        out.print(f"  {row['outlet']}: {row['old_quote']} became {row['new_quote']}  {row['url']}")


def by_models(names: Sequence[str]) -> str:
    """That a verdict rests on what language models answered."""
    return f"rests on what a language model answered ({', '.join(names)}), not a person"


def tier_line(name: str) -> str:
    """The heading of a tier: what it is, and how often it was right on unseen stories."""
    word, mark, meaning = words.TIERS[name]
    found = accuracy.tiers().get(name)
    share = f"right in {found['right']} of {found['of']} on unseen stories" if found else ""
    return f"{mark} {word.upper()}S: {meaning} {share.capitalize()}".rstrip() + "."


def hits(out: Console, found: Sequence[Hit]) -> None:
    """What was found, a line each."""
    table = _Grid()
    for hit in found:
        place = hit.outlet or (words.VERDICTS[hit.verdict][0] if hit.verdict else "")
        table.add_row(hit.kind, hit.id, place, hit.text)
    table.print(out)


def sheet(out: Console, found: Sheet, *, evidence: bool) -> None:
    """A figure, a claim or an article."""
    if isinstance(found, FigureSheet):
        _figure(out, found)
    elif isinstance(found, ClaimSheet):
        _claim(out, found, evidence=evidence)
    else:
        _article(out, found, evidence=evidence)


def _amount(row: Row) -> str:
    return words.reading(row["value"], row["low"], row["high"], row["qualifier"], row["unit"])


def _figure(out: Console, found: FigureSheet) -> None:
    figure = found.figure
    last = found.history[-1] if found.history else None
    said = verdict(figure["verdict"], open_to=is_open(figure))
    out.print(f"{figure['label']}  [{figure['id']}]")
    out.print(f"  {said['mark']} {said['word']}: {said['meaning']}")
    out.print(
        f"  {words.plural(figure['article_count'], 'article')}, "
        f"{words.plural(figure['outlet_count'], 'outlet')}, "
        f"{words.plural(figure['origin_count'], 'independent origin')}, "
        f"{words.plural(figure['copy_count'], 'copy', 'copies')}"
    )
    if names := models(found.relations, last):
        out.print(f"  {by_models(names)}")
    called = {reading["id"]: _amount(reading) for reading in found.readings}
    for reading in found.readings:
        out.print(f"{called[reading['id']]}  {reading['origin'] or 'no source named'}")
        for claim in found.claims:
            if claim["reading_id"] == reading["id"]:
                stale = "" if claim["current"] else " (no longer on the page)"
                date = claim["published_at"] or "no date"
                out.print(f"  {date}  {claim['outlet']}{stale}  [{claim['id']}]")
                out.print(f"    {claim['sentence']}")
    for relation in found.relations:
        sure = "possibly " if relation["possible"] else ""
        pair = f"{called[relation['reading_a']]} and {called[relation['reading_b']]}"
        out.print(f"{pair}: {sure}{words.RELATIONS[relation['relation']]}. {relation['reason']}")
    for implied in found.implications:
        out.print(f"implied: {implied['reason']}")
    for moment in found.history:
        out.print(f"{moment['at']}  {words.VERDICTS[moment['verdict']][0]}: {moment['reason']}")


def _claim(out: Console, found: ClaimSheet, *, evidence: bool) -> None:
    claim, article = found.claim, found.article
    out.print(f"{_amount(claim)}  {claim['measure'] or ''}  [{claim['id']}]")
    out.print(f"  “{claim['sentence']}”")
    table = _Grid()
    table.add_row("  printed as", claim["quote"])
    table.add_row("  source", _chain(found.chain))
    for name in ("status", "change", "period_text", "as_of", "place", "population"):
        if claim[name]:
            table.add_row(f"  {name.removesuffix('_text').replace('_', ' ')}", str(claim[name]))
    table.add_row("  outlet", article["outlet"])
    table.add_row("  article", f"{article['title'] or ''}  [{article['id']}]")
    table.add_row("  published", article["published_at"] or "unknown")
    link = passage(article["url"], claim["sentence"]) if is_web(article["url"]) else article["url"]
    table.add_row("  page", link)
    for figure in found.figures:
        verdict = words.VERDICTS[figure["verdict"]][0]
        table.add_row("  figure", f"{figure['label']}: {verdict}  [{figure['id']}]")
    table.print(out)
    if evidence:
        out.print(
            f"  characters {claim['start']} to {claim['end']} of version {found.version['id']}"
        )
        out.print(f"  text SHA-256 {found.version['text_sha256']}, seen {found.version['seen_at']}")
        _capture(out, found.capture)


def _capture(out: Console, capture: Row | None) -> None:
    if capture is None:
        out.print("  no capture: the text was imported")
        return
    out.print(f"  captured {capture['fetched_at']} from {capture['final_url']}")
    out.print(f"  body SHA-256 {capture['sha256']}")
    where = f"{capture['warc_file']} at {capture['warc_offset']}" if capture["warc_file"] else "no"
    out.print(f"  WARC record: {where}")


def _article(out: Console, found: ArticleSheet, *, evidence: bool) -> None:
    article = found.article
    out.print(f"{article['title'] or '(no title)'}  [{article['id']}]")
    out.print(f"  {article['outlet']}, {article['published_at'] or 'no date'}, {article['state']}")
    out.print(f"  {article['url']}")
    for version in found.versions:
        out.print(
            f"  version {version['number']}, seen {version['seen_at']}: "
            f"{version['characters']} characters, {version['claim_count'] or 0} claims"
        )
        if evidence:
            out.print(f"    text SHA-256 {version['text_sha256']}, capture {version['capture_id']}")
    table = _Grid()
    for claim in found.claims:
        table.add_row(f"  {_amount(claim)}", claim["measure"] or "", claim["id"])
    table.print(out)
    if found.revisions:
        out.print(f"  {words.plural(len(found.revisions), 'number')} changed between versions")


def checked(out: Console, answer: Sequence[dict[str, Any]]) -> None:
    """What is printed for the numbers of a text: a line for each, then the evidence."""
    if not answer:
        out.print("This text prints no number.")
    for item in answer:
        out.print(f"“{' '.join(item['sentence'].split())}”")
        cards = {card["id"]: card for card in item["touched"]}
        for number in item["numbers"]:
            out.print(f"  {number['line']}")
            if number["figure_id"]:
                out.print(f"    {number['figure']}  [{number['figure_id']}]")
            card = cards.pop(number["figure_id"], None)
            for side in card["sides"] if card else ():
                _said(out, side)
        if item["nearest"]:
            out.print("  Nearest by words:")
            _sentence(out, item["nearest"])


_STANDS = {"same": "the same number", "near": "near", "another": "another number"}


def _said(out: Console, side: Row) -> None:
    how = _STANDS.get(side["stands"] or "", "of another kind")
    out.print(f"    {how}: {side_line(side)}")
    if side["claim"]:
        _sentence(out, side["claim"])


def _sentence(out: Console, claim: Row) -> None:
    out.print(f"      {claim['outlet']}, {words.moment(claim['at'])}: “{claim['sentence']}”")
    if claim["url"]:
        out.print(f"      {claim['url']}")


def problems(out: Console, found: Sequence[Row]) -> None:
    """Problems, a line each, the latest first."""
    if not found:
        out.print("No problem is on record.")
        return
    grid = _Grid()
    for row in found:
        grid.add_row(row["at"], row["stage"], row["kind"], row["url"] or "", row["detail"])
    grid.print(out)


def status(out: Console, config: Config, state: Status) -> None:
    """What the ledger holds and how its outlets and runs are."""
    count = state.counts
    size = state.bytes / 1_000_000
    out.print(f"{config.database}  ({size:,.1f} MB, schema {state.schema})")
    held = ("outlets", "articles", "versions", "claims", "figures")
    out.print("  " + ", ".join(f"{count[name]:,} {name}" for name in held))
    verdicts = ", ".join(
        f"{number:,} {words.VERDICTS[v][0]}" for v, number in state.verdicts.items()
    )
    out.print(f"  figures: {verdicts or 'none yet'}")
    out.print(f"  waiting: {count['unread']:,} to extract, {count['touched']:,} to crosscheck")
    for extractor, number in state.extractors.items():
        out.print(f"  read by {extractor}: {words.plural(number, 'version')}")
    if state.runs:
        out.print("Last runs")
        table = _Grid()
        for run in state.runs:
            table.add_row(
                f"  {run['started_at']}",
                run["command"],
                run["outcome"] or "under way",
                run["counts"] or "",
            )
        table.print(out)
    if state.problems:
        out.print("Problems")
        table = _Grid()
        for row in state.problems:
            table.add_row(
                f"  {row['stage']}", row["kind"], str(row["count"]), f"last {row['last_at']}"
            )
        table.print(out)
    if state.outlets:
        out.print("Outlets")
        health(out, state.outlets)


def health(out: Console, outlets: Sequence[Row]) -> None:
    """How each outlet is doing, and a line for each that a person should look at."""
    heading = "articles", "a day", "no text", "no date", "claims", "waiting", "failing", "problems"
    table = _Grid("", *heading, "last answer")
    for row in outlets:
        shares = (row["without_text_share"], row["without_date_share"])
        table.add_row(
            f"  {row['outlet']}",
            str(row["articles"]),
            "-" if row["articles_per_day"] is None else f"{row['articles_per_day']:g}",
            *("-" if share is None else f"{share:.0%}" for share in shares),
            *(str(row[name]) for name in ("claims", "waiting", "failing", "problems")),
            row["last_success_at"] or "never",
        )
    table.print(out)
    for row in outlets:
        if row["warning"]:
            usual = (
                f"{row['articles_per_day']:g} a day, {row['usual_per_day']:g} before"
                if row["warning"].startswith("fewer")
                else f"{row['without_text_share']:.0%}"
            )
            out.print(
                f"Warning: {row['outlet']}: {row['warning']} ({usual}): has the site changed?",
                soft_wrap=True,
            )
