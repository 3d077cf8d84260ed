"""Canonical addresses: a page's own, or one that many pages share."""

import pytest

from crawler.canonicals import is_another_story, may_name

HOST = "https://told.example"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/", "/local/weir-breaks"),
        ("/index.html", "/local/weir-breaks"),
        ("/Default.aspx", "/local/weir-breaks"),
        ("/homepage", "/local/weir-breaks"),
        ("/de/", "/de/local/weir-breaks"),
        ("/en-gb/index.php", "/local/weir-breaks"),
        ("/?lang=fr", "/local/weir-breaks"),
        ("/local", "/local/weir-breaks"),
        ("/local/", "/local/2031/weir-breaks"),
        ("/real-estate", "/real-estate/weir-breaks"),
        ("/2031/05", "/2031/05/weir-breaks"),
        ("/sport", "/local/weir-breaks"),
        ("/topics/weirs", "/local/weir-breaks"),
        ("/show.php", "/show.php?nid=8"),
        ("/local/view.asp", "/local/view.asp?article=weir"),
        ("/article", "/article?slug=weir-at-orrin-breaks"),
    ],
)
def test_shared_addresses_name_no_page(canonical, url):
    assert not may_name(HOST + canonical, HOST + url)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/local/weir-at-orrin-breaks", "/2031/05/weir-breaks"),
        ("/local/weir-breaks", "/local/weir-breaks/index.html"),
        ("/local/weir-breaks", "/local/weir-breaks/amp"),
        ("/local/weir-breaks", "/local/weir-breaks/2"),
        ("/local/weir-breaks", "/local/weir-breaks/comments"),
        ("/local/weir-breaks", "/local/weir-breaks?page=2"),
        ("/local/weir-breaks", "/local/weir-breaks?id=3"),
        ("/local/weir", "/local/weir?view=full"),
        ("/weir", "/local/weir-breaks"),
        ("/local/weir", "/sport/weir-breaks"),
        ("/local/4711023", "/local/4711023/weir-breaks"),
        ("/local/weir-at-orrin-breaks", "/local/weir-at-orrin-breaks/mayor-speaks"),
        ("/?p=88", "/local/weir-breaks"),
        ("/local/weir-breaks", "/?p=88"),
        ("/show.php?nid=8", "/show.php?nid=8&from=mail"),
        ("/local/2031/weir", "/amp/local/weir-breaks"),
    ],
)
def test_addresses_with_something_of_their_own_are_believed(canonical, url):
    assert may_name(HOST + canonical, HOST + url)


def test_another_title_and_text_are_another_story():
    weir = "The weir at Orrin broke on Sunday, and 40 houses are under water, the county said."
    mill = "A baker bought the old mill for 90,000 euros and will grind rye there from the autumn."

    assert is_another_story("Mill is sold", mill, ["Weir breaks"], weir)
    assert not is_another_story("Weir breaks", mill, ["Weir breaks"], weir)
    assert not is_another_story("Houses flooded", f"{weir} More rain is due.", ["Weir"], weir)
    assert not is_another_story("Mill is sold", mill, ["Weir breaks"], "")
