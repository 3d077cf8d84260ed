"""Takes the README's picture, docs/conflict.png: a conflict of the demo newsroom's ledger.

    make picture

Crawls the demo newsroom into a folder that is thrown away, serves its ledger on loopback, and
photographs the top of one figure's page with headless Chromium.
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).with_suffix(".png")
SIZE = {"width": 1200, "height": 1010}
ON = "%march%"
"""The story that is shown: organisers and police count a march differently."""


def main() -> None:
    """Make the ledger, serve it, take the picture."""
    program = "from claimledger.cli import main; main()"
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "demo" / "newsroom.db"
        command = [sys.executable, "-c", program]
        subprocess.run([*command, "demo", "--no-serve", "--folder", ledger.parent], check=True)
        with closing(sqlite3.connect(ledger)) as conn:
            (figure,) = conn.execute(
                "SELECT id FROM figures WHERE verdict = 'conflict' AND label LIKE ? "
                "ORDER BY outlet_count DESC LIMIT 1",
                [ON],
            ).fetchone()
        server = subprocess.Popen(
            [*command, "serve", "--db", ledger, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip().rpartition(" ")[2]
            photograph(f"{address}figures/{figure}")
        finally:
            server.terminate()
            server.wait(20)


def photograph(address: str) -> None:
    """The top of the page, in UTC and light colours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=SIZE, color_scheme="light", timezone_id="UTC")
        page.goto(address)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
