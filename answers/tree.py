"""The family tree of a figure: who printed it first, who took it from whom, what was lost."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from answers import words
from answers.descent import Evidence, Step
from answers.figure import known
from answers.links import is_web, passage
from answers.losses import Loss
from answers.mentions import Print
from answers.parameters import Parameters
from answers.prints import Tree, tree_of
from answers.queries import descent as queries
from answers.queries import figures
from answers.queries.rows import Connection
from answers.shapes import Answer
from crosscheck.figures.readings import origin_named, same_body

EVIDENCE: dict[str, str] = {
    Evidence.COPIED: "has its text",
    Evidence.NAMED: "names it as its source",
    Evidence.LINKED: "links to it",
    Evidence.MENTIONED: "names it beside the number",
    Evidence.CREDITED: "credits the agency",
    Evidence.REUSED: "has its words in a row",
}
"""Evidence → what the later print does, in words."""

LOSSES: dict[str, str] = {
    Loss.HEDGE: "hedge",
    Loss.STATUS: "how firm it is",
    Loss.PERIOD: "when",
    Loss.POPULATION: "of whom",
    Loss.UNIT: "unit",
    Loss.SOURCE: "who counted",
    Loss.NUMBER: "the number itself",
}
"""Loss → what is lost, in words."""

FIGURES = 400
"""Figures in which lost hedges are counted, those that changed last."""


def page(conn: Connection, asked: Parameters, figure_id: str) -> Answer:
    """The family tree of a figure: origin, who passed it on, outlets over time, what was lost.

    Raises ``NotThere``, or ``Moved`` when the figure was merged.
    """
    row = known(conn, figure_id)
    tree = tree_of(conn, figure_id, row["story_id"])
    nodes = [_node(step, tree) for step in tree.steps]
    return {
        "kind": "tree",
        "id": figure_id,
        "title": row["label"],
        "story": row["story"],
        "story_id": row["story_id"],
        "first": nodes[0] if nodes else None,
        "print_count": len(nodes),
        "passed_on": sum(node["parent"] is not None or bool(node["via"]) for node in nodes),
        "lost_count": sum(bool(node["lost"]) for node in nodes),
        "nodes": nodes,
        "roots": _roots(nodes),
        "edges": list(_edges(nodes)),
        "evidence": EVIDENCE,
        "losses": LOSSES,
        "limited": len(tree.rows) >= queries.CLAIMS,
    }


def hedges(conn: Connection, asked: Parameters) -> Answer:
    """What outlets lost when they passed numbers on: hedges, status, period, of whom, unit

    A print counts for its outlet where the ledger holds the print that it came from; lost is what
    that one says of its number and no mention in the later article does.
    """
    counts: dict[str, dict[str, Any]] = {}
    examples: list[dict[str, Any]] = []
    ids = queries.passed_on(conn, FIGURES)
    for figure in figures.by_ids(conn, ids) if ids else ():
        tree = tree_of(conn, figure["id"], figure["story_id"])
        for step in tree.steps:
            if step.parent is None:
                continue
            node = _node(step, tree)
            entry = counts.setdefault(
                node["outlet_id"],
                {"id": node["outlet_id"], "name": node["outlet"], "passed_on": 0, "lossy": 0}
                | dict.fromkeys(LOSSES, 0),
            )
            entry["passed_on"] += 1
            entry["lossy"] += bool(step.lost)
            for loss in step.lost:
                entry[loss] += 1
            if step.lost:
                parent = {"from": _printed(step.parent, tree), "figure": figure["label"]}
                examples.append({**node, **parent, "figure_id": figure["id"]})
    examples.sort(key=lambda item: (Loss.HEDGE not in item["lost"], item["at"]), reverse=False)
    rows = sorted(counts.values(), key=lambda e: (-e[Loss.HEDGE], -e["lossy"], e["name"]))
    return {
        "kind": "hedges",
        "title": "Hedges lost on the way",
        "outlets": rows,
        "examples": examples[:50],
        "example_count": len(examples),
        "figure_count": len(ids),
        "limited": len(ids) == FIGURES,
        "losses": LOSSES,
        "evidence": EVIDENCE,
    }


def as_text(answer: Mapping[str, Any]) -> Iterator[str]:
    """The page of ``page`` as lines of text."""
    by_id = {node["id"]: node for node in answer["nodes"]}

    def below(ids: Sequence[str], depth: int) -> Iterator[str]:
        for node_id in ids:
            node = by_id[node_id]
            yield f"{'  ' * depth}└ {_line(node)}"
            yield from below(node["children"], depth + 1)

    yield answer["title"]
    for root in answer["roots"]:
        outside = root["outside"]
        yield (
            f"{_line({**outside, 'how': None, 'lost': []})} · in another figure"
            if outside
            else " → ".join([root["origin"] or "no source named", *root["via"]])
        )
        yield from below(root["children"], 1)


def _line(node: Mapping[str, Any]) -> str:
    pieces = [f"{node['outlet']}: {node['called']}", node["at"]]
    if node["how"]:
        pieces.append(node["how"])
    if node["lost"]:
        pieces.append("lost: " + ", ".join(LOSSES[loss] for loss in node["lost"]))
    return " · ".join(pieces)


def _printed(one: Print, tree: Tree) -> dict[str, Any]:
    row = tree.row(one)
    return {
        "id": one.key,
        "called": words.as_printed(
            row["quote"], row["value"], row["low"], row["high"], row["qualifier"],
            words.shown_unit(row["unit"], row["kind"]), row["change"],
        ),
        "outlet": row["outlet"],
        "outlet_id": row["outlet_id"],
        "article_id": row["article_id"],
        "claim_id": row["id"],
        "title": row["title"] or row["url"],
        "at": row["at"],
        "sentence": row["sentence"],
        "mark": [row["start"] - row["sentence_start"], row["end"] - row["sentence_start"]],
        "url": passage(row["url"], row["sentence"]) if is_web(row["url"]) else None,
        "status": row["status"],
        "current": bool(row["current"]),
        "in_figure": one.own,
    }  # fmt: skip


def _node(step: Step, tree: Tree) -> dict[str, Any]:
    """A print with the step that led to it; ``parent`` is a node, or a print of another figure."""
    parent = step.parent
    return {
        **_printed(step.child, tree),
        "parent": parent.key if parent else None,
        "outside": _printed(parent, tree) if parent and not parent.own else None,
        "evidence": step.evidence,
        "how": EVIDENCE[step.evidence] if step.evidence else None,
        "origin": step.origin,
        "via": list(reversed(step.via)),
        "lost": list(step.lost),
        "children": [],
    }


def _roots(nodes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where the branches begin: an origin and who passed it on, or a print of another figure.

    Fills ``children`` of the nodes. Spellings of one origin are one root.
    """
    by_id = {node["id"]: node for node in nodes}
    roots: list[dict[str, Any]] = []
    for node in nodes:
        if node["parent"] in by_id:
            by_id[node["parent"]]["children"].append(node["id"])
            continue
        outside = node["outside"]
        root = next((r for r in roots if _same_root(r, node)), None)
        if root is None:
            root = {"origin": node["origin"], "via": node["via"], "outside": outside}
            root["children"] = []
            roots.append(root)
        root["children"].append(node["id"])
    return roots


def _same_root(root: Mapping[str, Any], node: Mapping[str, Any]) -> bool:
    if root["outside"] or node["outside"]:
        a, b = root["outside"], node["outside"]
        return bool(a and b and a["id"] == b["id"])
    if root["via"] != node["via"]:
        return False
    if root["origin"] is None or node["origin"] is None:
        return bool(root["origin"] == node["origin"])
    a, b = origin_named(root["origin"]), origin_named(node["origin"])
    return a.key == b.key or same_body(a, b)


def _edges(nodes: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every step as a pair of ends: names of origins and relays, ids of prints."""
    for node in nodes:
        if node["parent"]:
            yield {"from": node["parent"], "to": node["id"], "evidence": node["evidence"],
                   "lost": node["lost"]}  # fmt: skip
            continue
        ends = [*([node["origin"]] if node["origin"] else []), *node["via"]]
        for a, b in zip(ends, [*ends, node["id"]][1:], strict=True):
            yield {"from": a, "to": b, "evidence": Evidence.NAMED, "lost": []}
