"""Stories of real news from public corpora, as articles, to draw pairs of claims from.

    python -m benchmarks.training.corpora --violence GIT --coreference GIT --headlines GIT
        [--leave-out KEPT_BACK.json] --out ARTICLES.jsonl

``GIT`` are git directories of the repositories ``cltl/LongTailQATask`` (reports of violent
incidents, SemEval-2018 task 5), ``shanybar/event_entity_coref_ecb_plus`` (ECB+, tokens) and
``HLTCHKUST/framing-bias-metric`` (openings of three outlets' reports of one political story).
The texts belong to their publishers: they stay outside this repository, where only labels and
offsets are kept (``benchmarks/gold/pairs``). One row an article: ``doc``, ``story``, ``set``,
``outlet``, ``published``, ``title``, ``text`` (headline, blank line, body) and its SHA-256.
"""

import argparse
import io
import json
import pickle
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

Row = dict[str, str | None]

VIOLENCE = "EventRegistries/GunViolenceArchive/the_violent_corpus"
COREFERENCE = tuple(
    f"data/interim/cybulska_setup/ECB_{part}_corpus.txt" for part in ("Train", "Dev", "Test")
)
TRIPLETS = "data/naacl2022_lrc_roundup_random_order_probe/train.source"
TRIPLET = re.compile(r"TITLE=> (.*?)\.? ARTICLE=> (.*)", re.DOTALL)
HEADLINES = "data/raw_crawled/headline_11_2021-10-19_crawled_all.jsonl"
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+/(?=https?://)")
MOST_OUTLETS = 8
"""Articles of one incident that are taken: some have hundreds."""


def git(folder: Path, *words: str, check: bool = True) -> bytes:
    """What git prints of a repository."""
    return subprocess.run(
        ["git", "-C", str(folder), *words], check=check, capture_output=True
    ).stdout


def kept_for_scoring(path: Path | None, what: str) -> frozenset[str]:
    """What a file keeps for scoring of one corpus; nothing where there is no file."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path else {}
    return frozenset(map(str, kept.get(what, ())))


class _Item:
    """A pickled report: title, date, address, content."""


class _Plain(pickle.Unpickler):
    """Reads reports and dates only: a pickle can name any class."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) == ("classes", "NewsItem"):
            return _Item
        if (module, name) == ("datetime", "date"):
            return date
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a report")


def _row(corpus: str, story: str, doc: str, title: str, body: str, **more: str | None) -> Row:
    text = f"{title.strip()}\n\n{body.strip()}"
    digest = sha256(text.encode()).hexdigest()
    return {"doc": doc, "story": story, "set": corpus, "title": title.strip(), "text": text,
            "sha256": digest, **more}  # fmt: skip


def violence(folder: Path, left_out: frozenset[str]) -> Iterator[Row]:
    """Reports of one incident each; ``left_out`` are ids of incidents."""
    names = git(folder, "ls-tree", "-r", "--name-only", "HEAD", VIOLENCE).decode().splitlines()
    taken: dict[str, set[str]] = {}
    for name in names:
        incident = Path(name).parent.name
        outlets = taken.setdefault(incident, set())
        if incident in left_out or len(outlets) >= MOST_OUTLETS:
            continue
        item = vars(_Plain(io.BytesIO(git(folder, "show", f"HEAD:{name}"))).load())
        outlet = urlsplit(ARCHIVED.sub("", item["uri"])).netloc.removeprefix("www.")
        if outlet in outlets or not item["content"]:
            continue
        outlets.add(outlet)
        day = item["dct"].isoformat() if isinstance(item["dct"], date) else None
        yield _row("violence", f"gva_{incident}", f"gva_{Path(name).stem}", item["title"] or "",
                   item["content"], outlet=outlet, published=day)  # fmt: skip


def coreference(folder: Path, left_out: frozenset[str]) -> Iterator[Row]:
    """Reports of ECB+; ``left_out`` are numbers of topics. Undated, of unnamed outlets."""
    documents: dict[str, list[list[str]]] = {}
    for path in COREFERENCE:
        sentence: tuple[str, str] | None = None
        for line in git(folder, "show", f"HEAD:{path}").decode().splitlines():
            cells = line.split("\t")
            if len(cells) < 4:
                continue
            lines = documents.setdefault(cells[0], [])
            if (cells[0], cells[1]) != sentence:
                sentence = (cells[0], cells[1])
                lines.append([])
            lines[-1].append(cells[3])
    for name, lines in sorted(documents.items()):
        topic = re.match(r"(\d+)_\d+(ecb\w*)", name)
        if topic is None or topic[1] in left_out:
            continue
        part = "plus" if topic[2] == "ecbplus" else "ecb"
        body = " ".join(map(_joined, lines[1:]))
        yield _row("coreference", f"ecb_{topic[1]}_{part}", f"ecb_{name}", _joined(lines[0]), body,
                   outlet=f"{name}.example", published=None)  # fmt: skip


def _joined(tokens: list[str]) -> str:
    text = " ".join(tokens)
    text = re.sub(r" ([,.;:!?%)\]]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)", r"\1", text)
    return re.sub(r"([(\[$£€]) ", r"\1", text)


def headlines(folder: Path) -> Iterator[Row]:
    """Openings of a left, a centre and a right outlet's report of one story."""
    for line in git(folder, "show", f"HEAD:{HEADLINES}").decode().splitlines():
        story = json.loads(line)
        for side, report in sorted(story["news"].items()):
            body = report.get("newBody")
            body = "\n\n".join(body) if isinstance(body, list) else body
            if body:
                yield _row("headlines", f"all_{story['id']}", f"all_{story['id']}_{side}",
                           report["newsTitle"], body, outlet=report["newsSource"],
                           published=story["date"][:10])  # fmt: skip


def triplets(folder: Path) -> Iterator[Row]:
    """Older openings of three reports each, undated and of unnamed outlets."""
    lines = git(folder, "show", f"HEAD:{TRIPLETS}").decode().splitlines()
    for number, line in enumerate(lines):
        for side, part in enumerate(line.split("[SEP]")):
            if found := TRIPLET.search(part):
                doc = f"tri_{number}_{side}"
                yield _row("triplets", f"tri_{number}", doc, found[1], found[2],
                           outlet=f"{doc}.example", published=None)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for corpus in ("violence", "coreference", "headlines"):
        parser.add_argument(f"--{corpus}", type=Path, required=True)
    parser.add_argument("--leave-out", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    incidents = kept_for_scoring(options.leave_out, "LongTailQATask incidents")
    topics = kept_for_scoring(options.leave_out, "ECB+ topics")
    with options.out.open("w", encoding="utf-8") as out:
        for row in chain(
            violence(options.violence, incidents),
            headlines(options.headlines),
            triplets(options.headlines),
            coreference(options.coreference, topics),
        ):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
