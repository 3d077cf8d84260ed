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

from nlp.reader import MODEL
from nlp.sources import Frame, Frames, Source, Trait, enclosing, find_frames, has_trait
from nlp.sources.phrases import read_results
from nlp.text.parser import Parser
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax
from terms.model import Document

Attribution = dict[str, object]

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
                "rule": frame.rule,
            }
        )
    return found


def outermost(frames: Sequence[Frame]) -> list[Attribution]:
    """Frames that no other frame reports, with the source's own words."""
    found: list[Attribution] = []
    for frame in frames:
        # That convention knows no source which a sentence's own words do not name.
        if has_trait(frame.rule, Trait.BORROWED) or frame.rule == read_results.id:
            continue
        if enclosing(frame, frames):
            continue
        cited = has_trait(frame.rule, Trait.PASSED_ON) and frame.relays
        source = frame.relays[-1] if cited else frame.origin
        found.append(
            {
                "source": [source.start, source.end] if source else None,
                "cue": list(frame.cue) if frame.cue else None,
                "content": [list(span) for span in frame.contents],
                "relays": [],
                "confidence": round(frame.confidence, 2),
                "rule": frame.rule,
            }
        )
    return found


def predict(frames: Sequence[Frame], convention: str) -> list[Attribution]:
    """The attributions of one document's frames by a convention."""
    return outermost(frames) if convention == "polnear" else innermost(frames)


def run(
    rows: Iterable[dict[str, str]], convention: str, least: float
) -> Iterator[dict[str, object]]:
    """Predictions for rows with ``doc_id`` and ``text``; the cost is told at the end.

    Every sentence is parsed. Frames below the confidence ``least`` are left out before a
    convention chooses among them.
    """
    parser = Parser(MODEL)
    parse = frames_time = 0.0
    for row in rows:
        text = row["text"]
        spans = split_sentences(text)
        begin = time.process_time()
        doc = parser.annotate(text, spans, [True] * len(spans))
        middle = time.process_time()
        frames = find_frames(Syntax(doc, spans, text=text), Document(text=text))
        frames_time += time.process_time() - middle
        parse += middle - begin
        sure = Frames(frame for frame in frames if frame.confidence >= least)
        yield {"doc_id": row["doc_id"], "text": text, "attributions": predict(sure, convention)}
    share = 100 * frames_time / parse if parse else 0.0
    print(f"parse {parse:.2f} s, frames {frames_time:.2f} s: {share:.1f} % added", file=sys.stderr)


def main() -> None:
    """Read gold, write predictions to the standard output."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--convention", choices=("default", "polnear"), default="default")
    parser.add_argument("--min-confidence", type=float, default=0.0)
    args = parser.parse_args()
    lines = args.gold.read_text(encoding="utf-8").splitlines()
    for result in run(map(json.loads, filter(None, lines)), args.convention, args.min_confidence):
        print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
