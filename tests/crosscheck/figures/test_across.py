from typing import Any

RATE = {
    "kind": "percent", "unit": "percent", "place": "Marrenland", "period_text": "February",
    "period_start": "2031-02-01", "period_end": "2031-02-28",
}  # fmt: skip
FEBRUARY = "The statistics office of Marrenland spoke in Hallvick. The jobless rate was [{}] percent in February."
FERRY = "The ferry Morning Tern sank off Port Kaldera. It comes while the jobless rate was [{}] percent in February."
BRIDGE = "The Sorrel bridge in Westerbrook was closed for repairs. The jobless rate was [{}] percent in February."


def test_a_rate_is_one_figure_across_stories(desk: Any) -> None:
    desk.write("lantern", FEBRUARY.format("5.2"), RATE, at="2031-03-12T08:00:00Z")
    desk.write("courier", FERRY.format("5.2"), RATE, at="2032-09-20T08:00:00Z")
    outcome = desk.check()
    assert len(outcome.stories) == 2
    (figure,) = outcome.figures
    assert (figure.verdict, figure.story_id, figure.article_count) == ("agree", None, 2)


def test_another_month_or_place_is_another_figure(desk: Any) -> None:
    march = {
        **RATE,
        "period_text": "March",
        "period_start": "2031-03-01",
        "period_end": "2031-03-31",
    }
    desk.write("lantern", FEBRUARY.format("5.2"), RATE, at="2031-03-12T08:00:00Z")
    desk.write(
        "courier",
        FERRY.replace("February", "March").format("5.6"),
        march,
        at="2032-09-20T08:00:00Z",
    )
    desk.write(
        "orbit",
        BRIDGE.format("4.9"),
        {**RATE, "place": "Osterland"},
        at="2034-08-20T08:00:00Z",
    )
    assert len(desk.check().figures) == 3


def test_what_does_not_print_its_place_joins_no_series(desk: Any) -> None:
    desk.write("lantern", FEBRUARY.format("5.2"), RATE, at="2031-03-12T08:00:00Z")
    desk.write("courier", FERRY.format("5.2"), {**RATE, "place": None}, at="2032-09-20T08:00:00Z")
    assert len(desk.check().figures) == 2
