"""What the crawl stage writes and asks: one door to the rooms behind it."""

from db.articles import (
    ArticlePage,
    StoredArticle,
    find_article,
    mark_state,
    seen_unchanged,
    store_article,
)
from db.captures import CaptureRow, move_captures, record_capture
from db.forgetting import Forgotten, captures_of, forget
from db.frontier import (
    Ahead,
    FrontierEntry,
    FrontierRow,
    clamp_ahead,
    release_in_flight,
    seed_frontier,
    settle,
    take_due,
    unmark_checked,
)
from db.outlets import OutletRow, ensure_outlet, outlet_for, upsert_outlets
from db.runs import Problem, close_killed, end_run, record_problem, record_problems, start_run
from db.tombstones import is_forgotten

__all__ = [
    "Ahead",
    "ArticlePage",
    "CaptureRow",
    "Forgotten",
    "FrontierEntry",
    "FrontierRow",
    "OutletRow",
    "Problem",
    "StoredArticle",
    "captures_of",
    "clamp_ahead",
    "close_killed",
    "end_run",
    "ensure_outlet",
    "find_article",
    "forget",
    "is_forgotten",
    "mark_state",
    "move_captures",
    "outlet_for",
    "record_capture",
    "record_problem",
    "record_problems",
    "release_in_flight",
    "seed_frontier",
    "seen_unchanged",
    "settle",
    "start_run",
    "store_article",
    "take_due",
    "unmark_checked",
    "upsert_outlets",
]
