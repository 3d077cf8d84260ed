"""The ledger of the ferry fire as a file, and the ids that tests address in it."""

from pathlib import Path

from db.connection import connect
from tests.answers.building import digest
from tests.answers.ferry import fill


def write_ledger(folder: Path) -> Path:
    """Fill a ledger in a folder; returns its path."""
    path = folder / "ledger.db"
    db = connect(path)
    fill(db)
    db.close()
    return path


def known_ids() -> dict[str, str]:
    """Figures by key, articles by path, two entities."""
    articles = {
        "wire": "https://ostmark-wire.example/ferry-fire",
        "copy": "https://tessaly-herald.example/halcyon",
        "gazette": "https://quayside-gazette.example/fire-at-sea",
        "edited": "https://northline.example/ferry",
        "hostile_article": "https://quayside-gazette.example/hostile",
    }
    figures = {key: digest("figure", key) for key in ("dead", "hurt", "jobs", "hostile")}
    return (
        {key: digest(url) for key, url in articles.items()}
        | figures
        | {"guard": digest("body", "Selwyn Coast Guard"), "place": digest("place", "Port Selwyn")}
    )
