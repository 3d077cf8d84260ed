"""The commented ``claimledger.toml`` that ``init`` writes."""

import json
from collections.abc import Mapping, Sequence

from claimledger.keys import OUTLET, TABLES, Key

_HEAD = """\
# claimledger: what to collect, and how.  Paths are relative to this file.
# Lines that start with '#' are comments; take the '#' away to set a key.
# Check it with 'claimledger status', start with 'claimledger run'.
"""

_INTRO = {
    "politeness": "How to ask: robots.txt is always obeyed, and Retry-After too.",
    "reading": "How text is read.",
    "cluster": "Other machines that read text: see docs/cluster.md.",
    "serving": "Where 'claimledger serve' shows the ledger.",
    "notify": "Where alerts of 'claimledger watch' are sent.",
    "cite": "How many pages that articles link to 'claimledger cite' looks at.",
    "review": "Whom 'claimledger review' asks. Nothing is sent anywhere while no model is named.",
}


def _commented(text: str) -> str:
    return "\n".join(f"# {line}" for line in text.splitlines())


def _line(key: Key, value: object | None) -> str:
    if value is not None:
        return f"{key.name} = {json.dumps(value, ensure_ascii=False)}"
    if key.default is not None:
        return f"{key.name} = {key.default}"
    return f"# {key.name} = {key.example}"


def _section(table: str, given: Mapping[str, object]) -> str:
    lines: list[str] = []
    for key in TABLES[table]:
        lines += [_commented(key.about), _line(key, given.get(key.name)), ""]
    return "\n".join(lines)


def _outlet(values: Mapping[str, object], *, live: bool) -> str:
    lines = ["[[outlets]]"]
    for key in OUTLET:
        value = values.get(key.name)
        if value is not None:
            lines.append(f"{key.name} = {json.dumps(value, ensure_ascii=False)}")
        elif not live:
            lines.append(f"{key.name} = {key.example}  # {key.about}")
    return "\n".join(lines) if live else _commented("\n".join(lines))


def write(
    settings: Mapping[str, Mapping[str, object]] | None = None,
    outlets: Sequence[Mapping[str, object]] = (),
) -> str:
    """The text of a configuration file.

    ``settings`` gives values by table and key ("" is the top); every other key stands there with
    its default. Without ``outlets`` a commented example shows how one is written.
    """
    given = settings or {}
    parts = [_HEAD, _section("", given.get("", {}))]
    for table, intro in _INTRO.items():
        parts += [_commented(intro), f"[{table}]", "", _section(table, given.get(table, {}))]
    parts.append("# The outlets: one table each.\n")
    if outlets:
        parts += [_outlet(values, live=True) + "\n" for values in outlets]
    else:
        parts.append(_outlet({}, live=False) + "\n")
    return "\n".join(parts)
