"""What a reader sees as one answer."""

from typing import Any

from answers.groups import distinct, groups


def claim(article: str, at: str = "2031-05-13", **more: Any) -> dict[str, Any]:
    return {
        "article_id": article, "outlet": article.title(), "at": at, "current": True,
        "origin": None, "is_copy": False, "printed": "14",
    } | more  # fmt: skip


def reading(name: str, called: str, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": name, "called": called, "origin": claims[0]["origin"], "origin_id": None,
        "value": called, "low": None, "high": None, "qualifier": "exact", "unit": None,
        "change": None,
        "status": "stated", "as_of": None, "voice_count": 1, "superseded": None,
        "claims": list(claims),
    } | more  # fmt: skip


def test_a_headline_without_a_source_goes_to_its_articles_sentence() -> None:
    found = groups(
        [
            reading("r1", "14", claim("herald")),
            reading("r2", "14", claim("herald", origin="Coast Guard")),
        ]
    )
    assert [(group["called"], group["origin"]) for group in found] == [("14", "Coast Guard")]
    assert found[0]["own"][0]["origin"] == "Coast Guard"
    assert len(found[0]["own"][0]["also"]) == 1


def test_another_article_without_a_source_stays_apart() -> None:
    found = groups(
        [
            reading("r1", "14", claim("gazette")),
            reading("r2", "14", claim("herald", origin="Coast Guard")),
        ]
    )
    assert {group["origin"] for group in found} == {None, "Coast Guard"}


def test_same_number_and_origin_are_one_group_though_as_of_differs() -> None:
    found = groups(
        [
            reading(
                "r1", "14", claim("herald", origin="Police"), superseded="later", voice_count=1
            ),
            reading("r2", "14", claim("gazette", origin="Police"), voice_count=2),
        ]
    )
    assert len(found) == 1
    assert found[0]["readings"] == ["r1", "r2"]
    assert found[0]["superseded"] is None
    assert found[0]["voice_count"] == 2
    assert found[0]["outlets"] == ["Herald", "Gazette"]


def test_what_the_verdict_rests_on_comes_first_and_replaced_numbers_last() -> None:
    readings = [
        reading("r1", "9", claim("a"), superseded="later", voice_count=9),
        reading("r2", "12", claim("b"), voice_count=5),
        reading("r3", "14", claim("c")),
        reading("r4", "41", claim("d")),
    ]
    basis = {"reading_a": "r3", "reading_b": "r4"}
    assert [group["called"] for group in groups(readings, basis)] == ["14", "41", "12", "9"]


def test_copies_stand_apart_and_lost_numbers_are_told() -> None:
    found = groups(
        [
            reading(
                "r1",
                "14",
                claim("wire"),
                claim("herald", is_copy=True),
                claim("old", current=False),
            ),
            reading("r2", "9", claim("gazette", current=False)),
        ]
    )
    assert [entry["article_id"] for entry in found[0]["own"]] == ["wire", "old"]
    assert found[0]["copies"] == ["Herald"]
    assert not found[0]["withdrawn_everywhere"]
    assert found[1]["withdrawn_everywhere"]


def test_relations_that_repeat_are_shown_once() -> None:
    one = {"a": "9", "b": "14", "relation": "updated", "possible": False, "rule": "cue"}
    turned = {**one, "a": "14", "b": "9"}
    other = {**one, "rule": "as-of"}
    assert distinct([one, turned, other]) == [one, other]
