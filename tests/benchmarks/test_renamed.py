"""Made-up news: told again with other names, each telling with its own, days before."""

from benchmarks.renamed import DAYS, renamed

NEWS = [
    {
        "url": f"https://{outlet}.example/1",
        "title": "Flood in Aster hurts 12",
        "published": f"2031-05-{10 + DAYS}T08:00:00Z",
        "text": "On Monday a flood in Aster hurt 12. Mayor Dole of Aster said so.",
    }
    for outlet in ("one", "two")
]


def test_a_telling_has_its_own_names_in_all_its_articles() -> None:
    first, second, other, last, third = renamed(NEWS, 5)
    assert [first, second] == NEWS
    town = other["title"].split()[2]
    assert town != "Aster"
    assert other["text"].count(town) == last["text"].count(town) == 2
    assert "On Monday a flood" in other["text"]
    assert town not in third["text"]
    assert other["published"] == "2031-05-10T08:00:00Z"
    assert len({row["url"] for row in (first, second, other, last, third)}) == 5
