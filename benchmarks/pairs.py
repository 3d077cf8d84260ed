"""How good a language model is at the question that ``claimledger review`` asks it.

    python -m benchmarks.pairs --model NAME [PAIRS.jsonl …] [--limit N] [--kept FILE.db]

Asks a model that the library ``llm`` knows about labelled pairs (``benchmarks.training.pairs`` says
what a line holds; ``benchmarks.training.labelled`` and ``claimledger decisions export`` write such
files), as a review would, controls and all. ``--limit`` takes so many pairs of each label, always
the same ones. Answers are kept in a ledger, so that a measure that is broken off goes on. A model
whose "one question" is right less often than the judge's own is no second reader.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.loading import lines
from benchmarks.training.pairs import UNCLEAR
from claimledger import asking
from claimledger.asking import Side, Void
from claimledger.clock import now
from claimledger.config import Review
from claimledger.language_model import LanguageModel, ModelFailed, installed
from claimledger.reviewing import SecondReader
from crosscheck.answered import ANSWERS, UNSURE
from db.connection import connect

SHARED = Path(__file__).parents[2] / "shared" / "data" / "pairs_dev.jsonl"
CUTS = (0.0, 0.5, 0.7, 0.9)


@dataclass(frozen=True, slots=True)
class Said:
    """What gold says of a pair and what the model does; ``answer`` is ``None`` for a void one."""

    label: str
    verdict: str | None
    answer: str | None
    sure: float

    @property
    def told(self) -> tuple[str, str | None] | None:
        """Label and verdict of the answer; ``None`` where it settles nothing."""
        return None if self.answer in (None, UNSURE) else ANSWERS[self.answer or UNSURE]


def drawn(pairs: Iterable[Any], limit: int | None) -> list[Any]:
    """So many pairs of each label, in the order of a hash of their ids; the unclear left out."""
    by_label: dict[str, list[Any]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: sha256(str(pair["id"]).encode()).digest()):
        if pair["label"] != UNCLEAR:
            by_label[pair["label"]].append(pair)
    return [pair for label in sorted(by_label) for pair in by_label[label][:limit]]


def ask(pairs: Sequence[Any], model: LanguageModel, ledger: Path) -> list[Said]:
    """What a model makes of pairs; one that it does not answer at all ends the measure."""
    found = []
    db = connect(ledger)
    try:
        reader = SecondReader(db, model, Review(max_calls=10 * len(pairs) + 10, sure=0.0), now)
        for pair in pairs:
            sides = asking.pair_of(Side.of(pair["a"]), Side.of(pair["b"]))
            answer, sure = None, 0.0
            try:
                said = reader.verdict(sides)
                answer, sure = said.answer, said.sure
            except Void:
                pass
            found.append(Said(pair["label"], pair["verdict"], answer, sure))
    finally:
        db.close()
    return found


def report(found: Sequence[Said]) -> list[str]:
    """The measures as lines of text, by how sure the model must be to be heard."""
    void = sum(said.answer is None for said in found)
    told = sum(said.told is not None for said in found)
    table = [
        f"{len(found)} pairs: {told} answered, {void} void, {len(found) - told - void} unsure",
        "               one question          conflict",
        " sure  told     P     R    F1       P     R    F1   label",
    ]
    for cut in CUTS:
        heard = [(s.told if s.sure >= cut else None, (s.label, s.verdict)) for s in found]
        count = sum(said is not None for said, _ in heard)
        same = _prf((said is not None and said[0] == "S", gold[0] == "S") for said, gold in heard)
        clash = _prf((said == ("S", "C"), gold == ("S", "C")) for said, gold in heard)
        right = sum(said is not None and said[0] == gold[0] for said, gold in heard)
        label = right / count if count else 0.0
        cells = "   ".join(" ".join(f"{x:5.3f}" for x in part) for part in (same, clash))
        table.append(f"{cut:5.2f} {count:5d} {cells}   {label:5.3f}")
    return table


def _prf(cases: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (said, is so)."""
    tally = Counter(cases)
    hit = tally[True, True]
    p = hit / (hit + tally[True, False]) if hit else 0.0
    r = hit / (hit + tally[False, True]) if hit else 0.0
    return p, r, 2 * p * r / (p + r) if hit else 0.0


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="*", default=[SHARED], metavar="PAIRS.jsonl")
    parser.add_argument("--model", required=True, help="as `llm models` lists it")
    parser.add_argument("--limit", type=int, help="pairs of each label")
    parser.add_argument("--kept", type=Path, default=Path("pairs-asked.db"), metavar="FILE.db")
    options = parser.parse_args()
    model = installed(options.model)
    where = model.remote or "this machine"
    print(f"{model.name}: the text of the pairs goes to {where}", flush=True)
    pairs = drawn((row for path in options.files for row in lines(path)), options.limit)
    try:
        print("\n".join(report(ask(pairs, model, options.kept))))
    except ModelFailed as error:
        parser.exit(1, f"{model.name} did not answer: {error}; what it answered is kept\n")


if __name__ == "__main__":
    main()
