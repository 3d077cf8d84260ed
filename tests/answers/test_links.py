"""Links into passages of pages."""

from urllib.parse import unquote

import pytest

from answers import links


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x",
        "http:///x",
        "https://[",
        "",
        None,
        "ftp://a/b",
    ],
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert not links.is_web(url)


def test_a_long_sentence_is_quoted_by_its_ends() -> None:
    sentence = "One two-three four, five six seven eight nine ten & eleven twelve thirteen fourteen fifteen sixteen seventeen."
    link = links.passage("https://a.example/x", sentence)
    fragment = link.partition("#:~:text=")[2]
    first, last = fragment.split(",")
    assert unquote(first) == "One two-three four, five six seven"
    assert unquote(last) == "twelve thirteen fourteen fifteen sixteen seventeen."
    assert "-" not in fragment
    assert "&" not in fragment
