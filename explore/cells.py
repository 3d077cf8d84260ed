"""Small pieces of HTML: marked sentences, source chains, times, texts with their claims.

Everything that comes from a page of the web goes through ``markupsafe.escape`` here or through the
templates' autoescaping; nothing is ever trusted as HTML.
"""

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape


def marked(sentence: str, start: int, end: int) -> Markup:
    """The sentence with its number marked; offsets that do not fit leave it unmarked.

    >>> marked("At least 9 <b>died</b>.", 9, 10)
    Markup('At least <mark>9</mark> &lt;b&gt;died&lt;/b&gt;.')
    """
    if not 0 <= start < end <= len(sentence):
        return escape(sentence)
    return Markup("{}<mark>{}</mark>{}").format(
        sentence[:start], sentence[start:end], sentence[end:]
    )


def quoted(text: str) -> str:
    """The text as one word of a shell's command line: an address may hold quotes of its own."""
    return shlex.quote(text)


def changed(old: str | None, new: str | None) -> Markup:
    """A number struck through beside the one that replaced it."""
    before = Markup("<del>{}</del>").format(old) if old else Markup("")
    after = Markup("<ins>{}</ins>").format(new) if new else Markup("")
    return before + (Markup(" ") if old and new else Markup("")) + after


@lru_cache(maxsize=8192)
def when(moment: str | None, now: str | None = None) -> Markup:
    """A time as ``<time>``: "13 May 2031, 09:00 UTC"; a bare date stays a date.

    The script of the pages rewrites it in the reader's zone and keeps UTC in the title.
    """
    if not moment:
        return Markup("time unknown")
    plain = escape(moment)
    words = escape(spoken_time(moment, now))
    return Markup(f'<time datetime="{plain}" title="{plain}">{words}</time>')


def dated(item: Mapping[str, Any], now: str | None = None) -> Markup:
    """When a number was printed; what is not the time of publication says what it is."""
    told = "" if item["at_is"] == "published" else f"{item['at_is']} "
    return Markup(escape(told)) + when(item["at"], now)


_MOMENT = re.compile(r"\b(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d)?Z?)?\b")


def spoken(text: str | None, now: str | None = None) -> Markup:
    """A sentence of the ledger with its raw times as ``<time>``: "printed 11 Mar, 08:00 UTC"."""
    if not text:
        return Markup("")
    pieces, end = Markup(""), 0
    for found in _MOMENT.finditer(text):
        day, clock = found.groups()
        pieces += escape(text[end : found.start()])
        pieces += when(f"{day}T{clock}:00Z" if clock else day, now)
        end = found.end()
    return pieces + escape(text[end:])


def named(label: str) -> Markup:
    """The name of a figure or story: what it asks stands out from which one it is and when.

    >>> named("People killed · Nice · 14 July 2016")
    Markup('People killed<span class="which"> · Nice · 14 July 2016</span>')
    """
    what, dot, which = label.partition(" · ")
    rest = Markup('<span class="which">{}{}</span>').format(dot, which) if dot else Markup("")
    return escape(what) + rest


_BESIDE_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d])")


def kept(text: str) -> str:
    """A number that no line break parts from its unit.

    >>> kept("about €31 million per year")
    'about €31\\xa0million per year'
    """
    return _BESIDE_NUMBER.sub("\N{NO-BREAK SPACE}", text)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken_time(moment: str, now: str | None = None) -> str:
    """A time in words; the year is left out when ``now`` is of the same year.

    >>> spoken_time("2031-05-13T09:00:00Z", "2031-06-01T00:00:00Z"), spoken_time("2031-05-13")
    ('13 May, 09:00 UTC', '13 May 2031')
    """
    date, _, clock = moment.partition("T")
    parts = date.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return moment
    year, month, day = (int(part) for part in parts)
    if not 1 <= month <= 12:
        return moment
    text = f"{day} {_MONTHS[month - 1]}"
    if not now or now[:4] != date[:4]:
        text += f" {year}"
    return f"{text}, {clock[:5]} UTC" if clock else text


def claim_rows(readings: Sequence[Mapping[str, Any]], now: str | None) -> Markup:
    """The claims of a figure as table rows: the chart in words. Hundreds of them are quick."""
    rows = []
    for reading in readings:
        for item in reading["claims"]:
            if item["is_copy"]:
                state = "copy"
            elif not item["current"]:
                state = "no longer printed"
            else:
                state = "replaced" if reading["superseded"] else "current"
            rows.append(
                f"<tr><td>{dated(item, now)}</td>"
                f'<td class="num">{escape(item["printed"])}</td>'
                f'<td class="num">{escape(item["called"])}</td>'
                f"<td>{escape(item['origin'] or 'no source named')}</td>"
                f"<td>{escape(item['outlet'])}</td><td>{state}</td></tr>"
            )
    return Markup("\n".join(rows))


def together(sides: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Sides by what they print, each number once, in the order in which it first stands."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for side in sides:
        found.setdefault(side["called"], []).append(side)
    return list(found.items())


def chain(hops: Sequence[Mapping[str, Any]], href: Callable[[str, str], str]) -> Markup:
    """A source chain from the origin to the outlet: "Coast Guard → Ostmark Wire → Herald".

    The outlet alone means that the text names no source; "carried over" is inferred from another
    sentence.
    """
    pieces = []
    for step in hops:
        name = escape(step["name"])
        if step.get("entity_id"):
            name = Markup(f'<a href="{escape(href("sources", step["entity_id"]))}">{name}</a>')
        piece = f'<span class="hop hop-{escape(step["role"])}">{name}</span>'
        if step["source_class"] == "anonymous":
            piece += ' <span class="note">(unnamed)</span>'
        if step.get("carried"):
            piece += ' <span class="note">(carried over)</span>'
        pieces.append(piece)
    return Markup(_ARROW.join(pieces))


_ARROW = ' <span class="arrow" aria-hidden="true">→</span><span class="sr"> to </span> '


def text_with_claims(
    text: str,
    claims: Sequence[Mapping[str, Any]],
    href: Callable[[str, str], str],
    headline_end: int = 0,
) -> Markup:
    """An article's text as paragraphs with every claim marked and linked to its figure.

    Claims that overlap share one mark, which links to the first one's figure.
    """
    clusters: list[tuple[int, int, list[Mapping[str, Any]]]] = []
    for item in sorted(claims, key=lambda item: (item["start"], -item["end"])):
        start, end = item["start"], item["end"]
        if not 0 <= start < end <= len(text):
            continue
        if clusters and start < clusters[-1][1]:
            low, high, inside = clusters[-1]
            clusters[-1] = (low, max(high, end), [*inside, item])
        else:
            clusters.append((start, end, [item]))
    paragraphs = []
    offset = 0
    for part in text.split("\n\n"):
        stop = offset + len(part)
        inner = Markup("")
        cursor = offset
        for low, high, inside in clusters:
            if low < offset or low >= stop:
                continue
            inner += escape(text[cursor:low])
            inner += _mark(text[low : min(high, stop)], inside, href)
            cursor = min(high, stop)
        inner += escape(text[cursor:stop])
        if part.strip():
            tag = "p" if stop > headline_end else 'p class="headline"'
            paragraphs.append(Markup(f"<{tag}>") + inner + Markup("</p>"))
        offset = stop + 2
    return Markup("\n").join(paragraphs)


def _mark(
    quote: str, claims: Sequence[Mapping[str, Any]], href: Callable[[str, str], str]
) -> Markup:
    first = claims[0]
    was = next((item["was"] for item in claims if item.get("was")), None)
    before = Markup('<del class="was">{}</del> ').format(was) if was else Markup("")
    verdict = next((item["verdict"] for item in claims if item["verdict"]), None)
    name = verdict["name"] if verdict else "none"
    faint = "" if any(item["salient"] for item in claims) else " faint"
    tip = Markup("; ").join(_tip(item) for item in claims)
    target = next((item["figure_id"] for item in claims if item["figure_id"]), None)
    anchor = f"claim-{first['id']}"
    if target is None:
        mark = Markup('<span class="claim v-none{}" id="{}" tabindex="0" aria-describedby="t-{}">')
        body = mark.format(faint, anchor, anchor) + escape(quote) + Markup("</span>")
    else:
        mark = Markup('<a class="claim v-{}{}" id="{}" href="{}" aria-describedby="t-{}">')
        body = mark.format(name, faint, anchor, href("figures", target), anchor)
        body += escape(quote) + Markup("</a>")
    return (
        before
        + body
        + Markup('<span class="tip" role="tooltip" id="t-{}">{}</span>').format(anchor, tip)
    )


def _tip(item: Mapping[str, Any]) -> Markup:
    parts = [escape(item["called"])]
    if item["measure"]:
        parts.append(escape(item["measure"]))
    parts.append(Markup(" → ").join(escape(step["name"]) for step in item["chain"]))
    verdict = item["verdict"]
    parts.append(escape(f"{verdict['mark']} {verdict['word']}" if verdict else "not compared"))
    return Markup(" · ").join(part for part in parts if part)
