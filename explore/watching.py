"""Watches in the browser: forms that begin and end one, and feeds of what was found."""

from answers import watches
from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries import watches as queries
from answers.queries.rows import Connection, Row
from db.watches import EVENTS, HOURS, PERCENT, add_watch, remove_watch
from explore import feeds
from explore.forms import Form, Wish

LENGTH = 50
"""Entries of a feed, the latest."""


def begin(conn: Connection, asked: Parameters, form: Form) -> Wish:
    """``POST /watches/begin``: a target, what is told of it, and from what size on."""
    wanted = watches.wanted(
        conn,
        form.get("kind", ""),
        form.get("target", ""),
        events=[event for event in EVENTS if form.get(event)],
        percent=_number(form, "percent", PERCENT),
        hours=_number(form, "hours", HOURS),
        name=form.get("name"),
    )
    found = watches.found(conn, watches.fields(wanted), asked.now)
    return Wish(lambda db, reviewer, at: add_watch(db, wanted, found, at, reviewer), "/watches")


def end(conn: Connection, asked: Parameters, form: Form, number: str) -> Wish:
    """``POST /watches/ID/end``."""
    watch_id = _watch(conn, number)["id"]
    return Wish(lambda db, reviewer, at: remove_watch(db, watch_id), "/watches")


def _watch(conn: Connection, number: str) -> Row:
    known = number.isascii() and number.isdigit() and len(number) < 10
    row = queries.watch(conn, int(number)) if known else None
    if row is None:
        raise NotThere("There is no watch with this number.")
    return row


def _number(form: Form, name: str, otherwise: float) -> float:
    text = form.get(name, "").strip()
    try:
        return float(text) if text else otherwise
    except ValueError:
        raise WrongParameter(f"“{name}” cannot be “{text[:60]}”; it is a number.") from None


def everything(conn: Connection, asked: Parameters) -> feeds.Feed:
    """What was found for all watches."""
    return _feed(conn, asked, None, "claimledger: alerts", "/feeds/watches")


def one(conn: Connection, asked: Parameters, number: str) -> feeds.Feed:
    """What was found for one watch."""
    row = _watch(conn, number)
    return _feed(conn, asked, row["id"], f"claimledger: {row['name']}", f"/watches/{row['id']}")


def _feed(
    conn: Connection, asked: Parameters, watch_id: int | None, title: str, path: str
) -> feeds.Feed:
    if asked.public:
        raise NotThere("This server does not show what is watched.")
    suffix = "feed.json" if watch_id else "json"
    query = f"?watch={watch_id}" if watch_id else ""
    return feeds.Feed(
        id=f"{feeds.URN}:watches" + (f":{watch_id}" if watch_id else ""),
        title=title,
        link=f"{asked.root}/watches{query}",
        atom=f"{asked.root}{path}.atom",
        json=f"{asked.root}{path}.{suffix}",
        entries=[_entry(row, asked.root) for row in queries.alerts(conn, watch_id, LENGTH)],
    )


def _entry(row: Row, root: str) -> feeds.Entry:
    return feeds.Entry(
        id=f"{feeds.URN}:alert:{row['watch_id']}:{row['event']}",
        title=row["title"],
        link=f"{root}/figures/{row['figure_id']}",
        updated=row["at"],
        published=row["at"],
        text=row["text"],
    )
