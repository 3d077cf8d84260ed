"""Which outlets a text names beside a number."""

import re

import pytest

from answers.namings import BEFORE, BESIDE, POINTED_BACK, Namings
from nlp.text import split_sentences

OUTLETS = {
    "wire": "Fenwold Wire", "echo": "The Marl Echo", "daily": "Corriere di Marl (English)",
}  # fmt: skip


def named(text: str) -> dict[str, float]:
    """What is named beside the number in brackets."""
    mark = re.search(r"\[(.+?)\]", text)
    assert mark is not None
    plain = text.replace("[", "").replace("]", "")
    start, end = mark.start(), mark.end() - 2
    sentence = next(span for span in split_sentences(plain) if span[0] <= start < span[1])
    return Namings(plain, OUTLETS).beside(sentence, (start, end), sourced=False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hurt: [12], via Fenwold Wire.", {"wire": BESIDE}),
        ("Corriere di Marl writes of [12] hurt.", {"daily": BESIDE}),
        ("Fenwold Wire was there. Fenwold's count is [12].", {"wire": BESIDE}),
        ("Fenwold Wire was there. The clinic of Fenwold has [12] beds.", {"wire": BEFORE}),
        ("The Marl Echo is out. In all, the Echo has [12] names.", {"echo": BESIDE}),
        ("Fenwold Wire has 40 and the Marl Echo [12].", {"echo": BESIDE}),
        ("Dead: 40 (Fenwold Wire), [12] (The Marl Echo).", {"echo": BESIDE}),
        ("Dead: [40] (Fenwold Wire), 12 (The Marl Echo).", {"wire": BESIDE}),
        ("Fenwold Wire's 40 is out of date; police and medics now say [12].", {}),
        ("Nine boats sank, Fenwold Wire reports. The paper says [12] were hurt.",
         {"wire": POINTED_BACK}),
        ("Nine boats sank, Fenwold Wire reports. [12] were hurt, it adds.", {"wire": POINTED_BACK}),
        ("Nine sank, Fenwold Wire reports. Two burned, it says. It also puts the hurt at [12].",
         {"wire": POINTED_BACK}),
        ("Dead: 9, says Fenwold Wire\nHurt: [12], same report", {"wire": POINTED_BACK}),
        ("The board met. Boats sank. [12] were hurt, it adds.", {}),
        ("[12] were hurt. That is from Fenwold Wire, which was there.", {"wire": POINTED_BACK}),
        ("[12] were hurt. Elsewhere, Fenwold Wire has pictures.", {}),
        ("Fenwold Wire: boats are still being counted. Hurt: [12].", {"wire": POINTED_BACK}),
        ("Fenwold Wire has this. Hurt: [12].", {"wire": BEFORE}),
        ("Fenwold Wire was there. Hurt: [12], said the ward.", {}),
        ("Fenwold Wire and the Marl Echo were there. Hurt: [12].", {}),
        ("Fenwold Wire was there.\n\nHurt: [12].", {}),
    ],
)  # fmt: skip
def test_whom_a_text_names_beside_a_number(text: str, wanted: dict[str, float]) -> None:
    assert named(text) == wanted
