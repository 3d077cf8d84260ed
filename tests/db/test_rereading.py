"""Whatever was read or concluded before, the ledger ends up as if it had only seen the last."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.ledger import store_crosscheck, store_extraction
from db.rows import select
from terms.enums import Qualifier
from terms.model import Entity, Mention

READ = ("claims", "attributions", "entities", "mentions")
CONCLUDED = ("stories", "story_articles", "figures", "readings", "figure_claims", "relations")

quotes = st.sampled_from(["12", "Twelve", "$3m"])
values = st.sampled_from([None, 0, 12, 12.5, 3e6])
origins = st.sampled_from([None, 0, "no entity"])
drafts = st.lists(st.tuples(quotes, values, origins, st.sampled_from(list(Qualifier))), max_size=4)
bounded = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def content(db, tables):
    return {
        name: sorted(select(db, f"SELECT * FROM {name}"), key=lambda row: repr(row))
        for name in tables
    }


def outcome_of(db, store, steps, tables):
    """What the tables hold after these steps; the ledger itself stays as it is."""
    db.conn.execute("BEGIN IMMEDIATE")
    for step in steps:
        store(step)
    found = content(db, tables)
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    db.conn.rollback()
    assert broken == []
    return found


def read(ferry, extractor, wanted):
    start = ferry.text.index("the coast guard")
    mention = Mention(start, start + 15, "the coast guard")
    chains = {
        None: (ferry.outlet_hop,),
        0: (ferry.guard_hop(0), ferry.outlet_hop),
        "no entity": (replace(ferry.guard_hop(None), name="Fire Service"), ferry.outlet_hop),
    }
    return replace(
        ferry.extraction(extractor),
        entities=(Entity("Coast Guard", "body", "NZ", (mention,), "same name"),) if wanted else (),
        claims=tuple(
            ferry.claim(
                quote,
                value,
                chain=chains[origin],
                qualifier=qualifier,
                part_of=0 if number else None,
            )
            for number, (quote, value, origin, qualifier) in enumerate(wanted)
        ),
    )


@bounded
@given(earlier=st.lists(drafts, max_size=3), last=drafts)
def test_reading_again_is_reading_afresh(db, ferry, version, earlier, last):
    readings = [
        read(ferry, f"test {number}", wanted) for number, wanted in enumerate([*earlier, last])
    ]

    def store(extraction):
        store_extraction(db, version, extraction, ferry.noon)

    assert outcome_of(db, store, readings, READ) == outcome_of(db, store, readings[-1:], READ)


partitions = st.lists(st.integers(0, 2), min_size=3, max_size=3)


def conclusion(dispute, partition):
    """The three claims put into figures by number, a reading each."""
    plain = dispute.rows()
    names = ("Twelve", "Twenty-one", "21")
    figures = sorted(set(partition))
    return replace(
        plain,
        figures=[{**plain.figures[0], "id": f"f{number}"} for number in figures],
        figure_history=(),
        readings=[
            {**plain.readings[0], "id": f"r{number}-{claim}", "figure_id": f"f{number}"}
            for claim, number in enumerate(partition)
        ],
        figure_claims=[
            {
                "figure_id": f"f{number}",
                "claim_id": dispute.claims[names[claim]],
                "reading_id": f"r{number}-{claim}",
            }
            for claim, number in enumerate(partition)
        ],
        relations=(),
        implications=(),
    )


@bounded
@given(earlier=st.lists(partitions, max_size=3), last=partitions)
def test_concluding_again_is_concluding_afresh(db, ferry, dispute, earlier, last):
    outcomes = [conclusion(dispute, partition) for partition in [*earlier, last]]

    def store(rows):
        store_crosscheck(db, rows, ferry.noon)

    again = outcome_of(db, store, [*outcomes, outcomes[-1]], CONCLUDED)
    assert again == outcome_of(db, store, outcomes[-1:], CONCLUDED)
