"""Ids are hashes of content, and slugs that can be read."""

import pytest

from db.ids import (
    article_id,
    capture_id,
    claim_id,
    content_id,
    entity_id,
    outlet_slug,
    version_id,
)


def test_content_id_is_the_beginning_of_a_sha256():
    assert len(content_id("a")) == 16
    assert int(content_id("a"), 16)
    assert content_id("a") == "ca978112ca1bbdca"


def test_borders_and_order_count():
    assert len({content_id("ab", "c"), content_id("a", "bc"), content_id("c", "ab")}) == 3


def test_ids_of_things_differ_by_what_they_are_made_of():
    assert article_id("https://a.example/1") == content_id("https://a.example/1")
    assert version_id("a", "b") == version_id("a", "b", 0) != version_id("a", "b", 1)
    assert claim_id("v", 1, 12, 0) != claim_id("v", 11, 2, 0)
    assert claim_id("v", 1, 2, 0) != claim_id("v", 1, 2, 1)
    assert entity_id("body", "ministry") != entity_id("person", "ministry")
    assert capture_id("u", "t", "s") == content_id("u", "t", "s")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("The Harbour Post", "the-harbour-post"),
        ("  Le Méridien – Économie ", "le-meridien-economie"),
        ("Times (North)", "times-north"),
        ("THE HARBOUR POST", "the-harbour-post"),
    ],
)
def test_outlet_slug_is_readable(name, slug):
    assert outlet_slug(name) == slug


def test_outlet_slug_of_another_script_is_still_its_own():
    slugs = {outlet_slug(name) for name in ("日報", "新聞", "Æther", "Øther", "...", "!!")}
    assert len(slugs) == 6
    assert all(slug.isascii() and slug for slug in slugs)
