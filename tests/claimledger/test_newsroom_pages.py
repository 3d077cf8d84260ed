"""The demo newsroom: its data is whole, its pages are real pages, its server speaks HTTP."""

import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from claimledger.newsroom import content
from claimledger.newsroom.server import Served, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as room:
        yield room


def get(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(
            "GET", parts.path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def test_size_and_variety() -> None:
    room = content.load()
    assert len(room.outlets) >= 5
    assert len(room.articles) >= 14
    assert len({article.story for article in room.articles}) == 7
    assert {outlet.style for outlet in room.outlets} == {"jsonld", "opengraph", "bare"}
    assert {way for outlet in room.outlets for way in outlet.finds} == {
        "rss",
        "atom",
        "sitemap",
        "section",
    }
    assert all(room.of(outlet) for outlet in room.outlets)


def test_articles_are_of_a_news_articles_length() -> None:
    for article in content.load().articles:
        words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
        assert 30 <= words <= 350, article.id


def test_articles_have_a_caption_a_table_and_a_correction_somewhere() -> None:
    articles = content.load().articles
    assert any(article.table for article in articles)
    assert any(article.correction for article in articles)
    assert sum(article.caption is not None for article in articles) >= 5


def test_exactly_one_article_changes_between_the_crawls() -> None:
    changed = [one for one in content.load().articles if one.revised() != one]
    [silent] = content.plants()["silent"]
    assert [one.id for one in changed] == [silent["article"]]


def test_plants_name_words_that_their_articles_hold() -> None:
    texts = {}
    for one in content.load().articles:
        revised = one.revised()
        texts[one.id] = "\n".join([one.title, *revised.paragraphs, one.correction or ""])
    plants = content.plants()
    named = [
        claim
        for kind in ("figures", "apart")
        for plant in plants[kind]
        for claim in plant["claims"]
    ]
    named += [plant["claim"] for kind in ("chains", "withdrawn") for plant in plants[kind]]
    for claim in named:
        assert claim["quote"] in texts[claim["article"]], claim
        assert claim.get("near", "").lower() in texts[claim["article"]].lower(), claim


def test_every_verdict_is_planted() -> None:
    assert {plant["verdict"] for plant in content.plants()["figures"]} == {
        "agree",
        "compatible",
        "updated",
        "conflict",
    }


def test_pages_print_title_byline_and_every_paragraph(served: Served) -> None:
    for article in served.newsroom.articles:
        status, headers, page = get(served.url(article))
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        plain = re.sub(r"<[^>]+>", "", page)
        assert article.title in plain
        assert article.byline in plain
        for paragraph in article.paragraphs:
            assert re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", paragraph) in plain


def test_what_is_known_is_not_sent_again(served: Served) -> None:
    url = served.url(served.newsroom.articles[0])
    _, headers, _ = get(url)
    assert get(url, If_None_Match=headers["ETag"])[0] == 304
    assert get(url, If_None_Match='"other", W/' + headers["ETag"])[0] == 304
    assert get(url, If_None_Match='"other"')[0] == 200
    assert get(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert get(url, If_Modified_Since="Mon, 02 Mar 2026 08:00:00 GMT")[0] == 200
    assert get(url, If_Modified_Since="some day")[0] == 200


def test_an_unknown_address_is_not_found(served: Served) -> None:
    assert get(served.desks[0].base + "/no-such-page")[0] == 404


def test_every_article_can_be_found(served: Served) -> None:
    paths = {"rss": "/rss.xml", "atom": "/atom.xml", "sitemap": "/sitemap.xml", "section": "/"}
    for desk in served.desks:
        for way in desk.outlet.finds:
            status, _, listing = get(desk.base + paths[way])
            assert status == 200
            for article in served.newsroom.of(desk.outlet):
                assert article.path in listing


def test_robots_txt_names_the_drafts(served: Served) -> None:
    for desk in served.desks:
        _, _, robots = get(desk.base + "/robots.txt")
        assert "Disallow: /drafts/" in robots
        assert ("Sitemap:" in robots) == ("sitemap" in desk.outlet.finds)


def test_a_silent_change_changes_one_page_and_says_nothing() -> None:
    with serving() as room:
        before = {article.id: get(room.url(article)) for article in room.newsroom.articles}
        room.change_silently()
        after = {article.id: get(room.url(article)) for article in room.newsroom.articles}
    [silent] = content.plants()["silent"]
    changed = [one for one in before if before[one][2] != after[one][2]]
    assert changed == [silent["article"]]
    assert before[changed[0]][1]["ETag"] != after[changed[0]][1]["ETag"]
    assert "correct" not in after[changed[0]][2].lower()
