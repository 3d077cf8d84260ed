"""The generated parts of ``docs/exploring.md``: addresses, canned queries, settings."""

import re

from explore.canned import QUERIES
from explore.csv_pages import CSV_PAGES
from explore.downloads import FEEDS, FIGURE_FORMS, WHOLE
from explore.plugin import ROUTES
from explore.serve import PUBLIC_SETTINGS, SETTINGS

_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


def addresses() -> str:
    """Every page with the first sentence of what it answers."""
    lines = ["| address | what it shows |", "|---|---|"]
    for route in ROUTES:
        path = _GROUP.sub(lambda match: match[1].upper(), route.pattern)
        says = " ".join((route.function.__doc__ or "").split("\n\n")[0].split()).split(". ")[0]
        if route.template == "dossier":
            says = "The same on paper"
        lines.append(f"| `{path}` | {says.replace('``', '`').rstrip('.')} |")
    return "\n".join(lines)


def files() -> str:
    """Every address that is a file."""
    figure = ", ".join(f"`/figures/ID.{form}`" for form in FIGURE_FORMS)
    whole = ", ".join(f"`/exports/{name}.csv`, `.jsonl`" for name in WHOLE)
    whole += ", `/exports/pairs.jsonl`"
    feeds = ", ".join(
        f"`{path.format('atom')}`, `{path.format(suffix)}`" for path, (suffix, _) in FEEDS.items()
    )
    sheets = ", ".join(f"`{path}.csv`" for path in CSV_PAGES)
    return (
        f"- one figure: {figure}\n- the whole ledger, streamed: {whole}\n"
        f"- feeds: {feeds}; `/feeds/search` takes words as `?q=`, "
        "`/feeds/check` a sentence as `?text=`\n"
        f"- pages that are tables, with their parameters: {sheets}"
    )


def queries() -> str:
    """Every canned query with its question."""
    lines = ["| query | question |", "|---|---|"]
    lines += [f"| `{name}` | {query['description']} |" for name, query in QUERIES.items()]
    return "\n".join(lines)


def settings() -> str:
    """Datasette's settings as shipped, and what a public server changes."""
    lines = ["| setting | value | with `--public` |", "|---|---|---|"]
    for name in dict.fromkeys([*SETTINGS, *PUBLIC_SETTINGS]):
        own = SETTINGS.get(name, "Datasette's")
        public = PUBLIC_SETTINGS.get(name, "the same")
        lines.append(f"| `{name}` | {_word(own)} | {_word(public)} |")
    return "\n".join(lines)


def _word(value: object) -> str:
    return (
        {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
