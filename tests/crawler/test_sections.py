"""Which links of a section page lead to articles."""

import pytest

from crawler.sections import looks_like_article, read_section

BASE = "https://told.example"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/news/bridge-closed-after-flood", ""),
        ("/2031/05/04/bridge-closed", ""),
        ("/news/local-48213377", ""),
        ("/article?id=123456", ""),
        ("/story/2031-05-04/bridge", "Bridge at Orrin closes after flood"),
        ("/local/bridge_closed_after_flood.html", ""),
        ("/world/a1b2c3d4e5f60718", ""),
        ("/p/orrin-bridge-closed", "Bridge at Orrin closes after flood"),
    ],
)
def test_articles(path, words):
    assert looks_like_article(BASE + path, words)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Home"),
        ("/news", "News"),
        ("/tag/floods-in-the-northern-county", "All about floods in the county"),
        ("/author/jo-reed-of-the-told", ""),
        ("/login?next=/news/bridge-closed-after-flood", "Log in"),
        ("/about", "About the people who make this"),
        ("/2031/05", "May 2031"),
        ("/2031/05/04", "4"),
        ("/calendar/2031-05", "May"),
        ("/section/local", "Local news from your county"),
        ("/images/bridge-closed-after-flood.jpg", ""),
        ("/weather", "Weather"),
    ],
)
def test_no_articles(path, words):
    assert not looks_like_article(BASE + path, words)


def test_read_section():
    page = """<html><body><nav><a href="/section/local">Local</a></nav><ul>
    <li><a href="/news/bridge-closed-after-flood"><img src="x.jpg"></a>
        <a href="/news/bridge-closed-after-flood?utm_source=home">Bridge closed after flood</a>
        <time datetime="2031-05-04T09:30:00Z">4 May</time></li>
    <li><a href="https://elsewhere.example/news/some-other-story-here">Elsewhere</a></li>
    <li><a rel="nofollow sponsored" href="/news/buy-these-shoes-now-please">Ad</a></li>
    <li><a href="javascript:go('/news/x-y-z-w')">Script</a></li></ul>
    <a rel="next" href="?page=2">More</a></body></html>"""

    listing = read_section(page.encode(), f"{BASE}/section/local", None, ("told.example",))

    (found,) = listing.found
    assert found.url == f"{BASE}/news/bridge-closed-after-flood"
    assert found.title == "Bridge closed after flood"
    assert found.published_at == "2031-05-04T09:30:00Z"
    assert listing.next_page == f"{BASE}/section/local?page=2"


def test_base_element_and_empty_pages():
    page = b'<html><head><base target="_top"><base href="https://told.example/deep/"></head><a href="bridge-closed-after-flood">x</a></html>'

    listing = read_section(page, f"{BASE}/", None, ("told.example",))

    assert listing.found[0].url == f"{BASE}/deep/bridge-closed-after-flood"
    assert read_section(b"", f"{BASE}/", None, ("told.example",)).troubles
    assert read_section(b"<p>x</p>", f"{BASE}/", None, ("told.example",)).troubles
