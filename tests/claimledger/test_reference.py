"""The generated documentation is the command's own help and the configuration's own keys."""

from pathlib import Path

from claimledger import keys, reference
from claimledger.cli import cli
from claimledger.exits import MEANINGS

DOCS = Path(__file__).parents[2] / "docs"


def test_commands_documents_every_verb_and_exit_code() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert reference.verbs() in text
    assert reference.exit_codes() in text
    for verb in cli.commands:
        assert f"\n## {verb}\n" in text
    for meaning in MEANINGS.values():
        assert meaning in text


def test_configuration_documents_every_key_and_the_file() -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert reference.key_tables() in text
    assert reference.starter_file() in text
    for table in keys.TABLES.values():
        for key in table:
            assert f"| `{key.name}` |" in text
