"""Any number of articles out of some: told again with other names, and days apart."""

import calendar
import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

INVENTED = Path(__file__).parent / "gold" / "newsrooms"
"""Newsrooms of our own, whose articles tell stories between them."""
DAYS = 5
SYLLABLES = "ba ke li mo nu pra sto ver wen dal fis gor hul jin tam rok sel vik zor ond".split()
_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_TIMES = {*calendar.month_name, *calendar.day_name, *calendar.month_abbr, *calendar.day_abbr}

Article = dict[str, str]


def read(paths: Sequence[Path]) -> list[Article]:
    """The articles of JSONL files; of the invented newsrooms without any."""
    chosen = paths or sorted(INVENTED.glob("*/articles.jsonl"))
    lines = [line for path in chosen for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines if line]


def renamed(articles: Sequence[Article], count: int) -> Iterator[Article]:
    """So many articles: the given ones, then the same stories of other names, days before.

    A name is a capitalised word inside a sentence that is never written small. Each telling has
    names of its own, so its articles make stories with each other alone.
    """
    texts = [f"{row.get('title') or ''}\n{row['text']}" for row in articles]
    small = {word for text in texts for word in _LOWER.findall(text)}
    inside = {word for text in texts for word in _INSIDE.findall(text)}
    names = {word for word in inside if word.lower() not in small} - _TIMES
    for number in range(count):
        telling, at = divmod(number, len(articles))
        yield _told(articles[at], names, telling) if telling else articles[at]


def _told(row: Article, names: set[str], telling: int) -> Article:
    def other(found: re.Match[str]) -> str:
        word = found.group()
        return _name(word, telling) if word in names else word

    told = dict(row, url=f"{row['url']}-{telling}", text=_WORD.sub(other, row["text"]))
    if row.get("title"):
        told["title"] = _WORD.sub(other, row["title"])
    if row.get("published"):
        at = datetime.fromisoformat(row["published"]) - timedelta(days=DAYS * telling)
        told["published"] = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    return told


def _name(word: str, telling: int) -> str:
    """Three syllables that word and telling decide."""
    chosen = sha256(f"{telling} {word}".encode()).digest()[:3]
    return "".join(SYLLABLES[byte % len(SYLLABLES)] for byte in chosen).capitalize()
