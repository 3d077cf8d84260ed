"""The ledger of the tests: a ferry fire, a jobless rate, and an article that means harm."""

import json

from sqlite_utils import Database

from db.connection import writing
from tests.answers.building import Builder, digest


def fill(db: Database) -> None:
    """Two stories, four outlets: a conflict, an update, an agreement, a silent edit, a copy."""
    with writing(db):
        _ferry(Builder(db))
        _jobs(Builder(db))
        _hostile(Builder(db))
        db["runs"].insert_all(
            [
                {
                    "id": 1,
                    "command": "run",
                    "started_at": "2031-05-13T22:00:00Z",
                    "ended_at": "2031-05-13T22:04:00Z",
                    "outcome": "ok",
                    "counts": json.dumps({"articles": 4, "claims": 9}),
                },
                {
                    "id": 2,
                    "command": "run",
                    "started_at": "2031-05-14T09:00:00Z",
                    "ended_at": "2031-05-14T09:05:00Z",
                    "outcome": "problems",
                    "counts": json.dumps({"articles": 2, "claims": 5}),
                },
            ]
        )
        db["problems"].insert(
            {
                "id": "p1",
                "run_id": 2,
                "url": "https://quayside-gazette.example/gone",
                "stage": "crawl",
                "kind": "http 500",
                "detail": "The server answered 500 three times.",
                "at": "2031-05-14T09:01:00Z",
            }
        )


def _ferry(make: Builder) -> None:
    herald = make.outlet("Tessaly Herald", "tessaly-herald.example")
    gazette = make.outlet("Quayside Gazette", "quayside-gazette.example")
    wire = make.outlet("Ostmark Wire", "ostmark-wire.example")
    northline = make.outlet("Northline", "northline.example", group="Northline Media")
    make.row(
        "stories",
        id="ferry",
        label="Ferry fire off Port Selwyn",
        first_seen_at="2031-05-13T06:00:00Z",
        last_seen_at="2031-05-14T08:00:00Z",
    )
    s1 = "Fourteen people died when the ferry Halcyon caught fire off Port Selwyn, the coast guard said on Tuesday."
    s2 = "At least 60 passengers were taken to hospital, according to the Selwyn health board."
    a1 = make.article(
        wire,
        "ferry-fire",
        "Ferry fire off Port Selwyn kills 14",
        f"{s1} {s2}\n\nThe Halcyon was on the night crossing from Marrow Bay.",
        "2031-05-13T09:00:00Z",
        byline="Ida Vance",
    )
    a2 = make.article(
        herald,
        "halcyon",
        "Fourteen dead as ferry burns",
        f"{s1} {s2}",
        "2031-05-13T10:30:00Z",
        copy_of=a1,
    )
    s3 = "The coast guard put the number of dead at 41 on Tuesday."
    a3 = make.article(gazette, "fire-at-sea", "Fire at sea", f"{s3} {s2}", "2031-05-13T11:00:00Z")
    s4 = "The fire killed nine people, the coast guard said early on Tuesday."
    a4 = make.article(northline, "ferry", "Nine die in ferry fire", s4, "2031-05-13T06:10:00Z")
    s5 = "The fire killed 14 people, the coast guard said."
    v2 = make.version(
        a4,
        2,
        f"Ferry fire toll rises\n\n{s5}",
        "2031-05-14T08:00:00Z",
        21,
        "https://northline.example/ferry",
    )
    guard = "Selwyn Coast Guard"
    k1 = make.claim(f"{a1}v1", s1, "Fourteen", 14, origin=guard)
    k2 = make.claim(f"{a2}v1", s1, "Fourteen", 14, origin=guard, relays=["Ostmark Wire"])
    k3 = make.claim(f"{a3}v1", s3, "41", 41, origin=guard)
    k4 = make.claim(f"{a4}v1", s4, "nine", 9, origin=guard, current=0)
    k5 = make.claim(v2, s5, "14", 14, origin=guard)
    injured: dict[str, object] = {
        "low": 60,
        "high": None,
        "p_high": 66,
        "qualifier": "at_least",
        "measure": "passengers taken to hospital",
        "predicate": "take",
        "unit": "passenger",
        "origin": "Selwyn Health Board",
    }
    hurt = [make.claim(f"{a}v1", s2, "60", 60, **injured) for a in (a1, a2, a3)]
    make.row("copies", article_id=a2, of_article_id=a1, share=0.96, paragraphs="[0]")
    place = make.entity("Port Selwyn", "place")
    text = f"Ferry fire off Port Selwyn kills 14\n\n{s1} {s2}"
    start = text.index("Port Selwyn")
    make.row(
        "mentions", entity_id=place, version_id=f"{a1}v1", start=start, end=start + 11,
        quote="Port Selwyn",
    )  # fmt: skip
    for article in (a1, a2, a3, a4):
        make.row("story_articles", story_id="ferry", article_id=article)
    origin = digest("body", guard)
    dead = make.figure(
        "dead",
        "People killed in the ferry fire off Port Selwyn",
        "conflict",
        {
            "14": (
                {"value": 14, "origin_id": origin, "first_at": "2031-05-13T09:00:00Z"},
                [k1, k2, k5],
            ),
            "41": ({"value": 41, "origin_id": origin}, [k3]),
            "9": ({"value": 9, "origin_id": origin, "first_at": "2031-05-13T06:10:00Z"}, [k4]),
        },
        story_id="ferry",
        severity=2.1,
        article_count=4,
        outlet_count=4,
        origin_count=1,
        copy_count=1,
        low=9,
        high=41,
    )
    make.relation(
        dead,
        "14",
        "41",
        "reporting_error",
        "14 and 41 are both from the Selwyn Coast Guard, both on 13 May 2031. At most one of them can be what it said.",
        2.1,
    )
    make.relation(
        dead,
        "14",
        "41",
        "misquote",
        "14 and 41 have the same digits in another order.",
        1.0,
    )
    make.relation(dead, "9", "14", "updated", "14 was printed four hours after 9.", 0.0)
    for at, verdict, reason in (
        ("2031-05-13T07:00:00Z", "single", "One outlet printed 9."),
        ("2031-05-13T12:00:00Z", "conflict", "14 and 41, one origin, one day."),
    ):
        make.row(
            "figure_history", figure_id=dead, at=at, verdict=verdict, severity=0.0, reason=reason
        )
    make.row("figure_aliases", old_id="0ld", new_id=dead, at="2031-05-13T12:00:00Z")
    make.row(
        "implications",
        id="i1",
        figure_id=dead,
        value=5,
        low=5,
        high=5,
        unit="person",
        inputs=json.dumps([k4, k5]),
        formula="14 - 9",
        reason="From 9 to 14 is an increase by 5 (56 percent).",
    )
    make.row(
        "revisions",
        id="r1",
        article_id=a4,
        old_version=f"{a4}v1",
        new_version=v2,
        old_claim=k4,
        new_claim=k5,
        noted=0,
    )
    make.figure(
        "hurt",
        "Passengers taken to hospital after the ferry fire",
        "agree",
        {
            "60": (
                {"value": 60, "low": 60, "high": None, "qualifier": "at_least"},
                hurt,
            )
        },
        story_id="ferry",
        measure="passengers taken to hospital",
        unit="passenger",
        changed_at="2031-05-13T11:00:00Z",
    )


def _jobs(make: Builder) -> None:
    sentence = "Ardenia's jobless rate rose to 4.4 per cent in April from 4.1 per cent in March, the statistics office said."
    article = make.article(
        "quayside-gazette", "jobs", "Jobless rate up", sentence, "2031-05-10T08:00:00Z"
    )
    rate: dict[str, object] = {
        "kind": "percent",
        "unit": "percent",
        "measure": "jobless rate",
        "predicate": "rise",
        "accumulation": None,
        "place": "Ardenia",
        "origin": "Ardenia Statistics Office",
    }
    to = make.claim(
        f"{article}v1",
        sentence,
        "4.4 per cent",
        4.4,
        low=4.35,
        high=4.45,
        change="increase_to",
        period_start="2031-04-01",
        period_end="2031-04-30",
        **rate,
    )
    make.claim(
        f"{article}v1",
        sentence,
        "4.1 per cent",
        4.1,
        low=4.05,
        high=4.15,
        change="from_level",
        period_start="2031-03-01",
        period_end="2031-03-31",
        **rate,
    )
    make.figure(
        "jobs",
        "Jobless rate, Ardenia, April 2031",
        "single",
        {"4.4": ({"value": 4.4, "low": 4.35, "high": 4.45}, [to])},
        measure="jobless rate",
        unit="percent",
        place="Ardenia",
        changed_at="2031-05-10T09:00:00Z",
        first_seen_at="2031-05-10T09:00:00Z",
    )


HOSTILE = "<script>alert('x')</script>"


def _hostile(make: Builder) -> None:
    body = f"Police said 7 {HOSTILE} were hurt at \u202eMill Lane; =SUM(A1) \"quoted\" & 'DROP TABLE claims'."
    article = make.article(
        "quayside-gazette",
        "hostile",
        f"{HOSTILE} hurt",
        body,
        "2031-05-09T08:00:00Z",
        byline='"><img src=x onerror=alert(1)>',
    )
    claim = make.claim(
        f"{article}v1",
        body,
        "7",
        7,
        origin=f"{HOSTILE} Police",
        measure="=cmd|' /C calc'!A0",
        unit="<b>person</b>",
        place="javascript:alert(1)",
    )
    make.figure(
        "hostile",
        f"=HYPERLINK({HOSTILE})",
        "single",
        {"7": ({"value": 7}, [claim])},
        changed_at="2031-05-09T09:00:00Z",
        first_seen_at="2031-05-09T09:00:00Z",
    )
