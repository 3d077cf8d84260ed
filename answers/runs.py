"""The runs page: what was done, and what went wrong with which page."""

from answers.home import run
from answers.parameters import Parameters
from answers.queries import home
from answers.queries.rows import Connection
from answers.shapes import Answer

RUNS = 30
EVERY = 10**9
"""Runs of a file, which holds all of them."""

PROBLEMS = 200


def page(conn: Connection, asked: Parameters) -> Answer:
    """The last runs and problems; ``?run=`` shows the problems of one run."""
    run_id = asked.whole("run", 0, 1, 10**12)
    return {
        "kind": "runs",
        "title": "Runs and problems",
        "run": run_id or None,
        "runs": [run(row) for row in home.runs(conn, EVERY if asked.rows else RUNS)],
        "problems": home.problems(conn, run_id or None, PROBLEMS),
        "limit": PROBLEMS,
    }
