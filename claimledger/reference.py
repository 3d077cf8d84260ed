"""The generated parts of the documentation: configuration keys, verbs, exit codes."""

import click

from claimledger import exits, keys, starter
from claimledger.cli import cli

_HEADINGS = {
    "": "Top of the file",
    "politeness": "[politeness]",
    "reading": "[reading]",
    "cluster": "[cluster]",
    "serving": "[serving]",
    "notify": "[notify]",
    "review": "[review]",
    "cite": "[cite]",
    "outlets": "[[outlets]]",
}

WIDTH = 96
"""Columns of the help texts in the documentation."""


def key_tables() -> str:
    """Every configuration key as Markdown tables."""
    parts = []
    for table, heading in _HEADINGS.items():
        rows = ["| key | default | expected | for |", "|---|---|---|---|"]
        for key in keys.TABLES[table]:
            default = f"`{key.default}`" if key.default is not None else "–"
            about = " ".join(key.about.split())
            rows.append(f"| `{key.name}` | {default} | {key.expects} | {about} |")
        parts.append(f"## {heading}\n\n" + "\n".join(rows))
    return "\n\n".join(parts)


def starter_file() -> str:
    """What ``claimledger init`` writes, as a code block."""
    return f"```toml\n{starter.write().rstrip()}\n```"


def verbs() -> str:
    """The help of the command and of every verb."""
    settings = {**cli.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
    with click.Context(cli, info_name="claimledger", **settings) as context:
        parts = [f"```\n{cli.get_help(context).split('Exit codes')[0].rstrip()}\n```"]
        for name in cli.list_commands(context):
            verb = cli.get_command(context, name)
            assert verb is not None
            inner = click.Context(verb, info_name=name, parent=context)
            parts.append(f"## {name}\n\n```\n{verb.get_help(inner).rstrip()}\n```")
            for own, part in getattr(verb, "commands", {}).items():
                below = click.Context(part, info_name=own, parent=inner)
                parts.append(f"### {name} {own}\n\n```\n{part.get_help(below).rstrip()}\n```")
    return "\n\n".join(parts)


def exit_codes() -> str:
    """The exit codes as a Markdown table."""
    return exits.markdown()
