"""How much of its question a claim leaves open: shares of shown claims where a part is unknown.

    python -m benchmarks.questions [--shared FOLDER] [ARTICLES.jsonl ...]

Reads the articles named (import format), or the real pages of ``benchmarks/gold/pages`` whose texts
lie in FOLDER. A part that is unknown is compatible with everything: the crosscheck cannot use it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.real_pages import LEAST_SALIENCE, pages
from nlp.reader import Reader
from terms.enums import Region
from terms.model import Claim, Document


def unknown(claim: Claim) -> Mapping[str, bool]:
    """Which parts of a claim's question the text does not tell."""
    asked = claim.question
    return {
        "measure": claim.measure is None,
        "class": asked.word_class is None,
        "subject": not asked.subject,
        "event": not asked.event,
        "time": not (asked.times or claim.period_text),
        "place": not (claim.place or asked.area),
        "counted noun of a count": asked.dimension == "count" and asked.counted is None,
    }


def documents(shared: Path, files: Sequence[Path]) -> Iterator[Document]:
    """The articles of the files, or the annotated pages."""
    if not files:
        yield from (document for _, document in pages(shared, "both"))
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            title = row.get("title") or ""
            text = f"{title}\n\n{row['text']}"
            yield Document(text=text, headline_end=len(title), published_at=row.get("published"))


def main() -> None:
    """Print the share of unknown parts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    reader, count, open_parts = Reader(), 0, Counter[str]()
    for document in documents(options.shared, options.files):
        for claim in reader.read(document).claims:
            if claim.salience >= LEAST_SALIENCE and claim.region is not Region.TABLE:
                count += 1
                open_parts.update(part for part, is_open in unknown(claim).items() if is_open)
    print(f"{'claims':24} {count}")
    for part in unknown(claim) if count else ():
        print(f"{part + ' unknown':24} {open_parts[part] / count:.3f}")


if __name__ == "__main__":
    main()
