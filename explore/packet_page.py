"""The dossier of a packet: one page of HTML that needs no server, no script and no other file.

What the packet's script compares with the evidence carries its id: ``data-claim`` a sentence,
``data-reason`` a reason, ``data-capture`` a digest, ``data-figure`` the question, ``data-why`` why
its verdict is so, ``data-reading`` a number with its source, ``data-source`` where it is printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from explore import pictures

_STYLE = """
body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
body { color: #1b1f23; background: #fff } h1 { font-size: 1.5rem }
h2 { font-size: 1.2rem; border-top: 1px solid #d5dadd; padding-top: 1rem }
q { quotes: none; display: block; margin: .3rem 0; padding-left: .8rem }
q { border-left: 3px solid #55606b } svg { max-width: 100%; height: auto }
.meta { color: #55606b; font-size: .9rem; overflow-wrap: anywhere } mark { background: #fff2b3 }
table { border-collapse: collapse }
td { vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #d5dadd }
"""


def packet_page(page: Mapping[str, Any], proved: Mapping[str, Any]) -> str:
    """The page: ``page`` is the answer ``answers.figure``, ``proved`` the packet's evidence."""
    verdict = page["verdict"]
    parts = [
        Markup('<h1 data-figure="{}">{}</h1>').format(page["id"], page["title"]),
        Markup('<p><strong>{}</strong>. {}</p><p data-why="{}">{}</p>').format(
            verdict["word"], verdict["meaning"], page["id"], proved["figure"]["why"]
        ),
        _models(page["models"]),
        Markup(pictures.svg(dict(page), "")),
        Markup("<h2>What is printed</h2>"),
        *(_reading(reading) for reading in page["readings"]),
        Markup("<h2>How the numbers relate</h2>"),
        _relations(proved["relations"], page["relations"]),
    ]
    if proved["implications"]:
        parts.append(Markup("<h2>What follows by arithmetic</h2>"))
        parts += [
            Markup('<p data-reason="{}">{}</p>').format(item["id"], item["reason"])
            for item in proved["implications"]
        ]
    parts += [
        Markup("<h2>What the ledger does not know</h2>"),
        _list(page["unknown"] or ["Every claim names its source, place and time."]),
        Markup("<h2>The pages behind it</h2>"),
        _list(
            Markup('{} {}<br>SHA-256 <code data-capture="{}">{}</code>').format(
                row["fetched_at"], row["url"], row["id"], row["sha256"]
            )
            for row in proved["captures"]
        ),
        Markup(
            "<p class=meta>The ledger says what each outlet printed, when and on whose word. It "
            "does not say who is right. Numbers are read by a program, which errs. "
            "<code>python3 check.py</code> proves this packet.</p>"
        ),
    ]
    head = Markup(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>{}</style></head><body>"
    ).format(page["title"], Markup(_STYLE))
    return str(head + Markup("\n").join(parts) + Markup("</body></html>\n"))


def _reading(reading: Mapping[str, Any]) -> Markup:
    source = reading["origin"] or "no source named"
    head = Markup('<h3 data-reading="{}">{} <small>{}</small></h3>').format(
        reading["id"], reading["called"], source
    )
    return head + Markup("").join(_claim(claim) for claim in reading["claims"])


def _claim(claim: Mapping[str, Any]) -> Markup:
    start, end = claim["mark"]
    said = claim["sentence"]
    marked = Markup("{}<mark>{}</mark>{}").format(said[:start], said[start:end], said[end:])
    chain = " ← ".join(hop["name"] for hop in claim["chain"])
    aside = (" · copy" if claim["is_copy"] else "") + (
        "" if claim["current"] else " · no longer in the article"
    )
    return Markup(
        '<q data-claim="{0}">{1}</q><p class="meta" data-source="{0}">{2} · “{3}” · {4} {5}{6}<br>'
        '<a href="{7}" rel="noreferrer noopener external">{7}</a></p>'
    ).format(
        claim["id"], marked, chain, claim["title"], claim["at_is"], claim["at"], aside,
        (claim["url"] or "").partition("#")[0],
    )  # fmt: skip


def _models(names: Sequence[str]) -> Markup:
    """That the verdict rests on what language models answered, if it does."""
    if not names:
        return Markup("")
    return Markup("<p>Rests on what a language model answered ({}), not a person.</p>").format(
        ", ".join(names)
    )


def _relations(proved: Iterable[Mapping[str, Any]], shown: Iterable[Mapping[str, Any]]) -> Markup:
    words = {
        (r["reading_a"], r["reading_b"], r["relation"]): (r["a"], r["b"], r["word"]) for r in shown
    }
    rows = []
    for row in proved:
        key = (row["reading_a"], row["reading_b"], row["relation"])
        a, b, word = words.get(key, ("?", "?", row["relation"]))
        sure = "possibly " if row["possible"] else ""
        rows.append(
            Markup(
                "<tr><td>{} · {}</td><td>{}{} <code>{}</code></td>"
                '<td data-reason="{} {} {}">{}</td></tr>'
            ).format(a, b, sure, word, row["rule"], *key, row["reason"])
        )
    if not rows:
        return Markup("<p>One reading only.</p>")
    return Markup("<table>{}</table>").format(Markup("").join(rows))


def _list(items: Iterable[object]) -> Markup:
    return Markup("<ul>{}</ul>").format(
        Markup("").join(Markup("<li>{}</li>").format(escape(item)) for item in items)
    )
