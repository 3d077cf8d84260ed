"""The demo: its folder, its table, and that it serves what it says it serves."""

import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimledger import demo
from claimledger.exits import CommandError, Exit
from claimledger.newsroom.server import serving
from tests.claimledger.faults import COMMAND
from tests.explore import browsing
from tests.explore.browsing import CHROMIUM, Site, shoot

pytestmark = pytest.mark.slow

SECONDS = 120.0


def test_the_folder_gets_a_configuration_of_the_outlets_on_air(tmp_path: Path) -> None:
    with serving() as served:
        config = demo.prepare(tmp_path / "a" / "demo", served)
        assert config.crawl.outlets == served.settings()
    assert config.database.parent == tmp_path / "a" / "demo"
    assert config.crawl.contact


def test_what_an_earlier_demo_left_is_replaced_and_nothing_else_is_touched(tmp_path: Path) -> None:
    with serving() as served:
        demo.prepare(tmp_path, served)
        (tmp_path / "newsroom.db").write_text("old")
        (tmp_path / "notes.txt").write_text("mine")
        demo.prepare(tmp_path, served)
    assert not (tmp_path / "newsroom.db").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with serving() as served, pytest.raises(CommandError) as caught:
        demo.prepare(tmp_path, served)
    assert caught.value.code is Exit.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@dataclass
class Running:
    """``claimledger demo`` under way: what it has printed so far, and where it serves its ledger."""

    child: "subprocess.Popen[str]"
    told: str
    address: str


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The demo, crawled, read and crosschecked for real, while it serves."""
    folder = tmp_path_factory.mktemp("demo") / "d"
    command = [*COMMAND, "demo", "-q", "--folder", str(folder)]
    with subprocess.Popen(
        [*command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            assert child.stdout is not None
            told: list[str] = []
            for line in child.stdout:
                told.append(line)
                if "http://127.0.0.1:" in line and "newsroom.db" in line:
                    break
            yield Running(child, "".join(told), told[-1].partition(" on ")[2].strip())
        finally:
            child.kill()


def test_it_prints_the_table_and_serves_the_ledger(running: Running) -> None:
    assert "figures in conflict" in running.told
    assert "Changed without a notice: Oster Valley Record printed 36, now 63" in " ".join(
        running.told.split()
    )
    with urllib.request.urlopen(running.address, timeout=SECONDS) as answer:
        assert answer.status == 200


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_from_search_to_the_evidence_in_a_browser(running: Running) -> None:
    from playwright.sync_api import expect

    with browsing.opened() as browser:
        demo = Site(running.address.rstrip("/"), browser)
        page = demo.page()
        page.goto(demo.address + "/")
        expect(page.locator(".card.v-conflict").first).to_be_visible()
        shoot(page, "demo-home")
        words = page.locator(".card.v-conflict h2").first.inner_text().split(",")[0]
        page.get_by_role("searchbox").fill(words)
        page.get_by_role("button", name="Search").click()
        page.locator("section", has=page.locator("#k-figures")).get_by_role("link").first.click()
        expect(page.locator("svg.chart:visible")).to_have_count(1)
        expect(page.locator("blockquote mark").first).to_be_visible()
        shoot(page, "demo-figure")
        page.get_by_role("link", name="article and evidence").first.click()
        expect(page.locator(".text .claim").first).to_be_visible()
        digest = page.locator(".evidence code").first.inner_text()
        assert len(digest) == 64
        shoot(page, "demo-article")
        page.context.close()
        assert demo.complaints == []


def test_ctrl_c_ends_it(running: Running) -> None:
    """The last of the tests that use it."""
    running.child.send_signal(signal.SIGINT)
    _, errors = running.child.communicate(timeout=SECONDS)
    assert running.child.returncode == 0, errors
