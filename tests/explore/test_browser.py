"""The explorer in headless Chromium: the way to the evidence, accessibility, widths, schemes.

With ``SCREENSHOTS=1`` in the environment a picture of every page goes to ``build/screenshots``, to
be looked at; they take half of the time.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from tests.explore.browsing import CHROMIUM, HEIGHT, Site, opened, served, shoot

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PAGES = {
    "home": "/",
    "figures": "/figures",
    "figures-asked": "/figures?q=ferry&from=2031-05-01&since=1",
    "figure": "/figures/{dead}",
    "figure-bound": "/figures/{hurt}",
    "tree": "/figures/{dead}/tree",
    "hedges": "/hedges",
    "outdated": "/outdated",
    "outdated-years": "/outdated/years",
    "dossier": "/figures/{dead}/dossier",
    "embed": "/figures/{dead}/embed",
    "article": "/articles/{wire}",
    "article-edited": "/articles/{edited}",
    "article-hostile": "/articles/{hostile_article}",
    "versions": "/articles/{edited}/versions",
    "stories": "/stories",
    "story": "/stories/ferry",
    "outlets": "/outlets",
    "outlet": "/outlets/northline",
    "sources": "/sources",
    "source": "/sources/{guard}",
    "compare": "/compare?outlet=northline&outlet=quayside-gazette&outlet=ostmark-wire",
    "search": "/search?q=ferry",
    "search-sentence": "/search?q=Coast+guard+officials+say+41+people+died+in+the+ferry+fire",
    "search-nothing": "/search?q=zeppelin",
    "check": "/check?text=Coast+guard+officials+say+41+people+died+in+the+ferry+fire",
    "runs": "/runs",
    "watches": "/watches",
    "review": "/review",
    "accuracy": "/accuracy",
    "health": "/health",
    "feeds": "/feeds",
    "exports": "/exports",
    "missing": "/figures/nothing",
    "unknown": "/nothing",
    "tables": "/ledger",
    "table": "/ledger/figures",
    "table-claims": "/ledger/claims_flat?_size=3",
    "table-facets": "/ledger/claims?_facet=kind&_facet=outlet_id&_size=3",
    "row": "/ledger/figures/{dead}",
    "query": "/ledger/open_conflicts",
}


WIDTHS = (375, 768, 1280, 1920)
"""Widths at which axe-core looks at the pages."""

ALL: dict[str, object] = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
"""Of what axe-core can fetch for its rules, style sheets are for none that is asked."""
COLOURS = {**ALL, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""Rules of axe-core whose outcome a colour scheme can change."""
LAYOUT = {**ALL, "rules": {"color-contrast": {"enabled": False}}}
"""All but what costs most: scrolling gives nothing a colour."""

LOOKS = """() => {
  const looks = [], scrolls = [];
  for (const one of document.querySelectorAll("*")) {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    looks.push([one.tagName, one.checkVisibility(), box.right + scrollX > 0, box.bottom + scrollY > 0,
      box.width > 1 && box.height > 1, style.display, style.visibility, style.opacity, style.clip,
      style.clipPath, style.position, style.color, style.backgroundColor, style.backgroundImage,
      style.textDecorationLine, style.textShadow, style.fontSize, style.fontWeight]);
    scrolls.push([style.overflow, one.scrollWidth > one.clientWidth, one.scrollHeight > one.clientHeight]);
  }
  return [JSON.stringify(looks), JSON.stringify(scrolls)];
}"""
"""What of a page is shown and in which colours, and what of it scrolls. Of two widths that do not
differ in this axe-core says the same: no rule of it asks for more."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def site(explorer: Datasette, browser: Any) -> Iterator[Site]:
    """The ledger of the tests."""
    with served(explorer, browser) as found:
        yield found


VIOLATIONS = "asked => axe.run(asked).then(found => found.violations)"
"""What axe-core found; what passed is longer, and nobody reads it."""


def test_every_page_fits_and_is_accessible(site: Site, ids: Mapping[str, str]) -> None:
    """All of axe-core, with colours in both schemes, at each width that shows something else."""
    from axe_playwright_python.base import AXE_SCRIPT

    site.complaints.clear()
    page = site.page()
    found = []
    for name, path in PAGES.items():
        page.goto(site.address + path.format(**ids))
        page.evaluate(AXE_SCRIPT)
        known: set[object] = set()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide on {width}"
            looks, scrolls = page.evaluate(LOOKS)
            rules: dict[str, object] = {}
            if looks not in known:
                rules = {"dark": COLOURS, "light": ALL}
            elif (looks, scrolls) not in known:
                rules = {"light": LAYOUT}
            known |= {looks, (looks, scrolls)}
            for scheme, asked in rules.items():
                page.emulate_media(color_scheme=scheme)
                for violation in page.evaluate(VIOLATIONS, asked):
                    nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                    found.append((name, width, scheme, violation["id"], nodes))
                shoot(page, f"{name}-{width}-{scheme}")
    page.context.close()
    assert found == []
    assert site.complaints == []


def test_from_search_to_the_evidence(site: Site) -> None:
    from playwright.sync_api import expect

    page = site.page()
    page.goto(site.address + "/")
    page.get_by_role("searchbox").fill("ferry fire killed")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="People killed in the ferry fire off Port Selwyn").first.click()
    assert "reporting error" in page.locator(".verdict").inner_text()
    expect(page.locator("svg.chart:visible")).to_have_count(1)
    page.locator("li.printed", has_text="put the number of dead at 41").get_by_role(
        "link", name="article and evidence"
    ).click()
    expect(page.locator(":target")).to_have_text("41")
    assert page.locator(".evidence code").first.inner_text().strip().isalnum()
    page.context.close()


def test_the_keyboard_reaches_the_content_and_the_claim_says_what_it_is(
    site: Site, ids: Mapping[str, str]
) -> None:
    page = site.page()
    page.goto(site.address + f"/articles/{ids['wire']}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    mark = page.locator("a.claim").first
    mark.focus()
    tip = page.locator(".tip:visible")
    assert "Selwyn Coast Guard → Ostmark Wire" in tip.inner_text()
    assert mark.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.context.close()


def test_times_are_the_readers_own_with_utc_kept(site: Site, ids: Mapping[str, str]) -> None:
    page = site.page(timezone_id="Asia/Tokyo")
    page.goto(site.address + f"/articles/{ids['wire']}")
    time = page.locator("time").first
    assert "18:00" in time.inner_text()
    assert "2031-05-13T09:00:00Z" in (time.get_attribute("title") or "")
    page.context.close()


def test_without_scripts_everything_is_there_in_utc(site: Site, ids: Mapping[str, str]) -> None:
    page = site.page(java_script_enabled=False)
    page.goto(site.address + f"/figures/{ids['dead']}")
    assert "13 May, 09:00 UTC" in page.content()
    page.get_by_text("1 copy, no independent weight").click()
    assert page.get_by_text("copy of Ostmark Wire").is_visible()
    page.context.close()


def test_hostile_text_runs_nowhere(site: Site, ids: Mapping[str, str]) -> None:
    site.complaints.clear()
    page = site.page()
    for path in (
        f"/figures/{ids['hostile']}",
        f"/articles/{ids['hostile_article']}",
        f"/figures/{ids['hostile']}/dossier",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/ledger/claims",
        "/ledger/claims_flat",
        "/ledger/entities",
    ):
        page.goto(site.address + path)
    page.context.close()
    assert site.complaints == []


def test_datasettes_pages_work_under_the_policy(site: Site) -> None:
    from playwright.sync_api import expect

    site.complaints.clear()
    page = site.page()
    page.goto(site.address + "/ledger")
    expect(page.locator(".CodeMirror")).to_have_count(1)
    page.goto(site.address + "/ledger/claims_flat?_facet=kind")
    assert page.locator("mark").count() > 3
    page.goto(site.address + "/ledger/open_conflicts")
    assert page.get_by_text("14 and 41 are both").first.is_visible()
    page.context.close()
    assert site.complaints == []


def test_the_dossier_prints_to_pdf(site: Site, ids: Mapping[str, str]) -> None:
    page = site.page()
    page.goto(site.address + f"/figures/{ids['dead']}/dossier")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.context.close()


def test_the_chart_reads_in_grey(site: Site, ids: Mapping[str, str]) -> None:
    """Copies, replaced and standing numbers differ in more than hue."""
    page = site.page()
    page.goto(site.address + f"/figures/{ids['dead']}")
    styles = page.evaluate(
        """() => Object.fromEntries(['.mark:not(.copy):not(.pale)', '.mark.copy', '.mark.pale'].map(
            name => { const style = getComputedStyle(document.querySelector(
                '.plot-wide ' + name + ' path')); return [name, [style.fill, style.fillOpacity]]; }))"""
    )
    assert len({tuple(value) for value in styles.values()}) == 3
    page.context.close()


def test_the_marks_of_a_chart_are_gone_through_by_keys(site: Site, ids: Mapping[str, str]) -> None:
    """One stop of the Tab key; arrows go by time; each mark is named, seen and leads on."""
    page = site.page()
    page.goto(site.address + f"/figures/{ids['dead']}")
    page.get_by_role("link", name="who took it from whom").focus()
    page.keyboard.press("Tab")
    name = "document.activeElement.getAttribute('aria-label')"
    marks = page.locator(".plot-wide svg a")
    names = [marks.nth(at).get_attribute("aria-label") for at in range(marks.count())]
    assert len(set(names)) > 3
    walked = []
    for _ in names:
        walked.append(page.evaluate(name))
        assert page.locator(".said").inner_text() == walked[-1]
        page.keyboard.press("ArrowRight")
    assert walked == names
    page.keyboard.press("Home")
    assert page.evaluate(name) == names[0]
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg')") is None
    marks.nth(0).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*#claim-*")
    page.context.close()


def test_a_reviewer_answers_by_keys_alone(
    copy_of_ledger: Path,
    make_explorer: Callable[..., Datasette],
    browser: Any,
) -> None:
    """A letter answers, z takes it back, and neither while a note is written or keys are off."""
    from axe_playwright_python.sync_playwright import Axe

    with closing(sqlite3.connect(copy_of_ledger)) as conn, conn:
        conn.execute("UPDATE relations SET probability = 0.55")
    desk = make_explorer(copy_of_ledger, reviewers={"id": "vera"})
    with served(desk, browser) as site:
        for width, scheme in ((375, "light"), (1920, "dark")):
            page = site.page(width, scheme)
            signed = desk.sign({"a": {"id": "vera"}}, "actor")
            page.context.add_cookies([{"name": "ds_actor", "value": signed, "url": site.address}])
            for name in ("review", "watches"):
                page.goto(f"{site.address}/{name}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert Axe().run(page).response["violations"] == []
                shoot(page, f"{name}-desk-{width}-{scheme}")
            page.goto(site.address + "/review")
            page.locator("input[name=note]").fill("e")
            assert page.locator("[role=status]").count() == 0
            page.locator("h1").click()
            page.keyboard.press("e")
            page.get_by_text("Recorded: other event").wait_for()
            page.wait_for_load_state()  # the keys are listened to when the page has its script
            page.keyboard.press("z")
            page.wait_for_url("**/review?a=*")
            assert page.locator("[role=status]").count() == 0
            page.locator("#keys").uncheck()
            page.keyboard.press("e")
            page.reload()
            assert not page.locator("#keys").is_checked()
            assert page.locator("[role=status]").count() == 0
            page.context.close()
        assert site.complaints == []
