"""Names of figures and stories."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crosscheck.model import CheckHop
from crosscheck.names.figure_names import figure_labels
from crosscheck.names.periods import in_words
from crosscheck.names.story_names import about, story_label


def named(desk: Any, *names: str) -> str:
    known = replace(about(desk.articles, desk.claims), names=names)
    return figure_labels({"figure": desk.claims}, known)["figure"]


def test_a_figure_is_named_by_what_where_and_when(desk: Any) -> None:
    day = {"period_start": "2025-05-12", "period_end": "2025-05-12", "place": "Orlo"}
    desk.write("courier", "The slide buried [60] homes.", {"measure": "homes buried", **day})
    assert named(desk) == "Homes buried · Orlo · 12 May 2025"


def test_the_phrase_is_borne_out_by_all_claims(desk: Any) -> None:
    desk.write("courier", "The slide buried [60] homes.", {"measure": "homes buried by the slide"})
    desk.write("gazette", "Mud took [60] homes.", {"measure": "homes buried"})
    desk.write("herald", "[60], it said.", {"measure": "answers of mayor"})
    assert named(desk).startswith("Homes buried")


@pytest.mark.parametrize(
    ("most", "headline", "word"),
    [
        ("people injured", "people killed by the Marle dam breach in Orrin valley", "injured"),
        ("people killed", "passengers injured in the Port Ansel ferry fire", "killed"),
        ("people missing", "villagers killed by the mud slide above Tarn", "missing"),
        ("people arrested", "protesters injured in the Hallvick square clashes", "arrested"),
        ("people evacuated", "guests killed in the fire of the Hotel Astra in Velm", "evacuated"),
        ("people rescued", "sailors missing after the wreck of the trawler Isolde", "rescued"),
    ],
)
def test_a_name_says_what_most_claims_say_happened(
    desk: Any, most: str, headline: str, word: str
) -> None:
    told = {"unit": "person", "kind": "count"}
    desk.write("courier", "[60] in all.", {"measure": headline, **told})
    for outlet in ("gazette", "herald"):
        desk.write(outlet, "[60] in all.", {"measure": most, **told})
    assert word in named(desk).casefold()


def test_the_size_of_a_movement_says_so(desk: Any) -> None:
    step = {"measure": "exports of timber", "change": "increase_by", "kind": "percent"}
    desk.write("courier", "Exports of timber rose [12]%.", step)
    assert named(desk) == "Rise in exports of timber"


def test_a_name_of_the_story_says_whose(desk: Any) -> None:
    desk.write("courier", "The slide buried [60] homes.", {"measure": "homes buried"})
    assert named(desk, "Mount Tarn") == "Homes buried · Mount Tarn"


def test_two_figures_of_one_story_have_two_names(desk: Any) -> None:
    desk.write("courier", "[60] homes were buried.", {"measure": "homes buried"})
    first = desk.claims[0]
    other = replace(first, id="other", status="projected")
    labels = figure_labels({"a": [first], "b": [other]}, about(desk.articles, desk.claims))
    assert len({label.casefold() for label in labels.values()}) == 2


def test_where_no_phrase_will_do_the_sentence_is_quoted(desk: Any) -> None:
    desk.write("courier", "It was [60] then.", {"measure": None})
    assert named(desk) == "“It was [60] then.”"


def test_a_name_does_not_print_the_answer(desk: Any) -> None:
    day = {"period_start": "2025-05-12", "period_end": "2025-05-12"}
    desk.write("courier", "The slide buried [12] homes.", {"measure": "homes buried", **day})
    assert named(desk) == "Homes buried · 2025"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2016-07-14", "2016-07-14", "14 July 2016"),
        ("2025-05-01", "2025-05-31", "May 2025"),
        ("2025-01-01", "2025-07-31", "January to July 2025"),
        ("2025-01-01", "2025-03-31", "first quarter of 2025"),
        ("2025-04-01", "2025-06-30", "second quarter of 2025"),
        ("2025-07-01", "2025-12-31", "second half of 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2023-01-01", "2024-12-31", "2023 to 2024"),
        ("2025-06-28", "2025-07-09", "28 June to 9 July 2025"),
        ("2025-06-02", "2025-06-09", "2 to 9 June 2025"),
        ("2025-09-01", "2025-09-30", "September 2025"),
    ],
)
def test_a_period_in_words(first: str, last: str, told: str) -> None:
    assert in_words(date.fromisoformat(first), date.fromisoformat(last)) == told


def test_a_story_is_named_without_its_outlets_template(desk: Any) -> None:
    desk.write("courier", "The flood at Lake Tarn took [60] homes.", {})
    article = replace(
        desk.articles[0], title="UPDATE: flood takes homes", published_at="2025-05-12"
    )
    assert about([article], desk.claims).headline == "Flood takes homes"
    assert story_label(about([article], desk.claims)).endswith(" · 12 May 2025")


def test_the_headline_that_others_bear_out_names_the_story(desk: Any) -> None:
    for outlet, title in (
        ("courier", "Lessons for us all"),
        ("gazette", "Flood at Lake Tarn takes homes"),
        ("herald", "My summer in a tent"),
    ):
        desk.write(outlet, "The flood at Lake Tarn took [60] homes, said the ranger.", {})
        desk.articles[-1] = replace(desk.articles[-1], title=title)
    assert about(desk.articles, desk.claims).headline.startswith("Flood at Lake")


def test_a_storys_names_are_in_most_of_its_articles(desk: Any) -> None:
    for outlet in ("courier", "gazette", "herald"):
        desk.write(outlet, "The flood at Lake Tarn took [60] homes on Monday.", {})
    assert about(desk.articles, desk.claims).names == ["Lake Tarn"]


def test_a_name_at_the_head_of_sentences_and_in_capitals_is_a_name(desk: Any) -> None:
    for outlet in ("courier", "gazette"):
        desk.write(outlet, "LAKE TARN - The flood took [60] homes.", {})
    desk.write("herald", "Lake Tarn lost [60] homes.", {})
    assert about(desk.articles, desk.claims).names == ["Lake Tarn"]


def test_who_only_speaks_names_no_story(desk: Any) -> None:
    hop = CheckHop("origin", "Ida Prow", "person")
    for outlet in ("courier", "gazette"):
        desk.write(outlet, "In Orlo, mayor Ida Prow said [60] homes were gone.", {})
    claims = [replace(claim, chain=(hop,)) for claim in desk.claims]
    assert "Ida Prow" in about(desk.articles, desk.claims).names
    assert about(desk.articles, claims).names == ["Orlo"]


def test_people_are_named_by_what_happened_to_them(desk: Any) -> None:
    for outlet, measure in (("courier", "souls of the place"), ("gazette", "tally by night")):
        desk.write(outlet, "Crews rescued [18] people from the water.", {"measure": measure})
    assert named(desk).startswith("People rescued")


@pytest.mark.parametrize(
    ("event", "place"),
    [
        ("tannery explosion", "Port Ansel"),
        ("tram crash", "Velm"),
        ("cholera outbreak", "Lake Tarn"),
        ("market bombing", "Hallvick"),
        ("mountain avalanche", "Orrin Pass"),
        ("hostel fire", "Lower Marle"),
    ],
)
def test_a_story_is_named_by_its_event_and_place(desk: Any, event: str, place: str) -> None:
    for outlet, text in (
        ("courier", f"The {event} in {place} hurt [60] people. Crews in {place} worked all night."),
        ("gazette", f"After the {event} in {place}, [60] people were in hospital."),
        ("herald", f"Officials in {place} called the {event} the worst in years; [60] were hurt."),
    ):
        desk.write(outlet, text, {"unit": "person"}, at="2031-03-04T08:00:00Z")
        desk.articles[-1] = replace(desk.articles[-1], title="UPDATE: What we know")
    lead, *_, day = story_label(about(desk.articles, desk.claims)).split(" · ")
    assert lead.casefold().endswith(f"{event.split()[-1]}, {place}".casefold())
    assert day == "4 March 2031"


@pytest.mark.parametrize(
    "title",
    [
        "Live: Council weighs new ferry dues",
        "UPDATE - Council weighs new ferry dues",
        "Council weighs new ferry dues",
        "BREAKING: Council weighs new ferry dues",
        "Watch: council weighs new ferry dues",
        "Explainer | Council weighs new ferry dues",
    ],
)
def test_a_story_without_an_event_has_its_clean_headline(desk: Any, title: str) -> None:
    desk.write("courier", "The council of Orlo met on Monday over dues of [60] crowns.", {})
    desk.articles[-1] = replace(desk.articles[-1], title=title)
    assert story_label(about(desk.articles, desk.claims)).startswith("Council weighs new ferry due")


@pytest.mark.parametrize(
    ("sentence", "measure", "name"),
    [
        ("A poll of [1,204] residents in Mirrow found most for it.", "residents", "questioned"),
        ("The survey asked [900] adults by phone.", "adults", "questioned"),
        ("Pollsters at Harrow Data put it to [2,015] voters for the survey.", "voters", "question"),
        ("In a poll, [650] pupils of Velm were heard.", "pupils of Velm", "questioned"),
        ("Mirrow has [4,300] inhabitants.", "inhabitants", "Number of inhabitants"),
        ("Velm is a town of [12,500] people.", "people", "Number of inhabitants"),
        ("Upper Marle is home to [870] people.", "people", "Number of inhabitants"),
    ],
)
def test_people_who_are_asked_or_live_somewhere(
    desk: Any, sentence: str, measure: str, name: str
) -> None:
    desk.write("courier", sentence, {"measure": measure, "unit": "person", "kind": "count"})
    assert name in named(desk)


@pytest.mark.parametrize(
    ("sentence", "unit", "measure", "name"),
    [
        ("The mill was shut for [12 days].", "day", "closure of the mill", "length in days"),
        ("The strike went on for [5 weeks].", "week", "strike", "length in weeks"),
        ("The slick covers [40 km²].", "km²", "slick off Orlo", "area"),
        ("The boat weighed [80 tonnes].", "tonne", "trawler at the quay", "weight"),
        ("The train went [90 mph] there.", "mph", "night train", "speed"),
        ("The pit is [40 m] deep.", "m", "pit at Tarn", "depth"),
    ],
)
def test_a_bare_unit_says_what_is_measured(
    desk: Any, sentence: str, unit: str, measure: str, name: str
) -> None:
    desk.write("courier", sentence, {"measure": measure, "unit": unit, "kind": "measurement"})
    assert name in named(desk)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It was [60] then.", "“It was [60] then.”"),
        (
            "All in all, after the longest night that anybody at the quay of Lower Marle remembers, "
            "it was [60] of them, or so.",
            "“It was [60] of them, or so.”",
        ),
        (
            "Of those [60], when the books of the parish were laid open on the table in the hall of the "
            "old mill, nothing was left.",
            "“Of those [60]”",
        ),
        (
            "Nobody at the inn, where the whole of the crew had been taken in for the night by the "
            "keeper, would say why [60] of them; that was all.",
            "“Would say why [60] of them; that was all.”",
        ),
        (
            "When at last it came to it – after all the talk in the taverns and on the quays of the "
            "town – [60] went with him.",
            "“After all the talk in the taverns and on the quays of the town – [60] went with him.”",
        ),
        ("Was it [60], then, or more?", "“Was it [60], then, or more?”"),
    ],
)
def test_a_long_sentence_is_quoted_by_the_clauses_around_its_number(
    desk: Any, sentence: str, name: str
) -> None:
    desk.write("courier", sentence, {"measure": None})
    assert named(desk) == name


@pytest.mark.parametrize(
    ("measures", "wanted"),
    [
        (("homes buried", "homes buried by the slide"), "homes buried"),
        (("cows lost", "herd of the abbey", "cows lost"), "cows lost"),
        (("price of a loaf", "loaf", "price of a loaf"), "price of a loaf"),
        (("fee for the ferry", "fee"), "fee for the ferry"),
        (("pupils tested", "pupils tested", "sheets"), "pupils tested"),
        (("bids for the mill", "bids"), "bids for the mill"),
    ],
)
def test_a_name_keeps_what_most_claims_measure(
    desk: Any, measures: tuple[str, ...], wanted: str
) -> None:
    for at, measure in enumerate(measures):
        desk.write(f"paper{at}", f"It was [60], for {measure}.", {"measure": measure})
    assert wanted in named(desk).casefold()


def test_the_sign_of_a_currency_names_no_story(desk: Any) -> None:
    """Every article prints "Rs": it is no name of what they are about."""
    for outlet in ("courier", "gazette", "herald"):
        desk.write(outlet, "The mill of Orlo paid Rs [60] a day. In Orlo, Rs 60 is little.", {})
    assert "Rs" not in about(desk.articles, desk.claims).names


def test_a_figure_is_named_by_what_most_claims_count(desk: Any) -> None:
    """A phrase that is about the doer, or breaks off, stands behind one that says what is counted."""
    for outlet, text, measure in (
        ("courier", "The quake in Orlo killed [60] people.", "people killed"),
        ("gazette", "In Orlo [60] people died.", "people who died"),
        ("herald", "Drones of the army counted [60] dead in Orlo.", "Drones of the army counted"),
    ):
        desk.write(outlet, text, {"unit": "person", "measure": measure})
    known = about(desk.articles, desk.claims)
    (label,) = figure_labels({"f": desk.claims}, known).values()
    assert label.startswith("People ")
