"""Copies: articles, or paragraphs of articles, whose text is another's.

Near-copies of whole articles are found with MinHash over word shingles; inside candidate pairs and
stories each paragraph is compared exactly. Wire bylines name the voice behind a text whose original
is not in the ledger. A copy adds no independent weight.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosscheck.model import CheckArticle, CopyRow, LedgerClaim
from nlp.lexicon import rows
from nlp.lexicon.stems import words_of

_SHINGLE = 5
_PERMUTATIONS = 64
_BANDS, _ROWS = 21, 3
"""What of a signature must agree for texts to be compared: best for a Jaccard similarity of .3 with
64 permutations. Given, for datasketch integrates 560 curves to find it."""
_PARAGRAPH_WORDS = 12
_PARAGRAPH_SHARE = 0.8
_ARTICLE_SHARE = 0.15
_WHOLE = 0.6
_HEAD = 400
_TAIL = 250

# Agencies that are in no list go by what they call themselves: "Northern News Agency".
_AGENCY_NAME = re.compile(
    r"(?:[A-Z][\w.’'-]+ ){1,3}(?:(?:Press|News|Wire) (?:Agency|Association|Service|Wire)|Newswire)"
)
_WIRE_SERVICES = {row.cells["name"]: row.words for row in rows("wire_services")}
_BLOCK = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?][\"”’'])\s+|(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Copy:
    """``article`` has ``share`` of its words from ``of``, in these spans of its text."""

    article: str
    of: str
    share: float
    spans: tuple[tuple[int, int], ...]


def wire_of(article: CheckArticle) -> str | None:
    """The news agency that a byline, dateline or credit line names, if any.

    Short names count only in brackets, before a dash, or as the whole byline: "(AP) -", "AFP -".
    """
    byline = (article.byline or "").casefold()
    head, tail = article.text[:_HEAD], article.text[-_TAIL:]
    all_three = f"{byline}\n{head}\n{tail}".casefold()
    for agency, names in _WIRE_SERVICES.items():
        for name in names:
            if name not in all_three:
                continue
            in_byline, in_head, in_tail = _credits(name)
            if in_byline.search(byline) or in_head.search(head) or in_tail.search(tail):
                return agency
    named = _AGENCY_NAME.search(article.byline or "")
    return named.group() if named else agency_outlet(article)


@cache
def _credits(name: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How an agency's name stands in a folded byline, at a text's head, and at its end."""
    exact = re.escape(name.upper() if len(name) <= 4 else name)
    flags = 0 if len(name) <= 4 else re.IGNORECASE
    return (
        re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"),
        re.compile(rf"\((?:{exact})\)|(?<!\w){exact}\s+[-–—]\s", flags),
        re.compile(rf"[(\[]\s*(?:{exact})\s*[)\]]\s*$|(?<!\w)©\s*{exact}", flags),
    )


def agency_outlet(article: CheckArticle) -> str | None:
    """The agency that the outlet itself is, if any."""
    outlet = article.outlet.casefold()
    for agency, names in _WIRE_SERVICES.items():
        if outlet == agency.casefold() or outlet in names:
            return agency
    return article.outlet if _AGENCY_NAME.fullmatch(article.outlet) else None


def _shingles(words: Sequence[str]) -> set[int]:
    return {hash_of(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}


def hash_of(words: Sequence[str]) -> int:
    """A hash of a run of words that is the same in every process."""
    value = 1469598103934665603
    for char in "\x1f".join(words).encode():
        value = ((value ^ char) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value


@dataclass(frozen=True, slots=True)
class _Text:
    article: CheckArticle
    shingles: frozenset[int]
    blocks: tuple[tuple[int, int, int, frozenset[int]], ...]
    length: int


def _surface(text: str) -> list[tuple[int, int, str]]:
    return [(w.start, w.end, text[w.start : w.end].casefold()) for w in words_of(text)]


def _blocks(text: str) -> list[tuple[int, int]]:
    """Paragraphs; a paragraph of more than 80 words is cut into its sentences."""
    found = []
    for match in _BLOCK.finditer(text):
        start, end = match.span()
        if len(match.group()) < 500:
            found.append((start, end))
            continue
        at = start
        for cut in _SENTENCE_END.finditer(match.group()):
            found.append((at, start + cut.start()))
            at = start + cut.end()
        found.append((at, end))
    return found


def _read(article: CheckArticle) -> _Text:
    words = _surface(article.text)
    blocks = []
    for start, end in _blocks(article.text):
        inside = [w for s, e, w in words if s >= start and e <= end]
        if len(inside) >= _PARAGRAPH_WORDS:
            blocks.append((start, end, len(inside), frozenset(_shingles(inside))))
    return _Text(
        article,
        frozenset(_shingles([w for _, _, w in words])),
        tuple(blocks),
        max(1, len(words)),
    )


def _candidates(texts: Sequence[_Text]) -> set[tuple[int, int]]:
    # It loads SciPy, which nothing should wait for that compares no texts.
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _ROWS))
    pairs: set[tuple[int, int]] = set()
    for i, text in enumerate(texts):
        if not text.shingles:
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch([s.to_bytes(8, "big") for s in sorted(text.shingles)])
        pairs.update((int(other), i) for other in index.query(sketch))
        index.insert(str(i), sketch)
    return pairs


def find_copies(
    articles: Sequence[CheckArticle], stories: Sequence[Sequence[CheckArticle]]
) -> list[Copy]:
    """Every (partial) copy among ``articles``, sorted; each article copies from earlier ones only.

    The agency's own article counts as the original, else the earliest; ties go by id.
    """
    if len(articles) < 2:
        return []
    ordered = sorted(articles, key=_precedence)
    texts = [_read(article) for article in ordered]
    index = {text.article.id: i for i, text in enumerate(texts)}
    pairs = _candidates(texts)
    for story in stories:
        places = sorted(index[a.id] for a in story)
        pairs.update((x, y) for n, x in enumerate(places) for y in places[n + 1 :])
    found = []
    for first, second in sorted(tuple(sorted(pair)) for pair in pairs):
        copy = _compare(texts[second], texts[first])
        if copy is not None:
            found.append(copy)
    return sorted(found, key=lambda c: (c.article, c.of))


def _precedence(article: CheckArticle) -> tuple[bool, str, str, str, str]:
    """Agencies first, then by time; a bare date stands after the hours of its day."""
    day, hour = article.at[:10], article.at[10:] or "~"
    return (agency_outlet(article) is None, day, hour, article.first_seen_at, article.id)


def _compare(later: _Text, earlier: _Text) -> Copy | None:
    if len(later.shingles & earlier.shingles) < _SHINGLE:
        return None
    spans, copied = [], 0
    for start, end, length, shingles in later.blocks:
        shared = len(shingles & earlier.shingles)
        if shingles and shared >= _PARAGRAPH_SHARE * len(shingles):
            spans.append((start, end))
            copied += length
    share = min(1.0, copied / later.length)
    if share < _ARTICLE_SHARE and len(spans) < 2:
        return None
    return Copy(later.article.id, earlier.article.id, round(share, 4), tuple(spans))


def copy_rows(copies: Iterable[Copy]) -> tuple[CopyRow, ...]:
    """The rows of ``copies``."""
    return tuple(
        CopyRow(c.article, c.of, c.share, json.dumps([list(s) for s in c.spans])) for c in copies
    )


def house_voices(articles: Iterable[CheckArticle]) -> dict[str, str]:
    """By article id the voice of its own words: the agency that it credits, else its family."""
    return {article.id: wire_of(article) or article.family for article in articles}


def voice_of(
    claim: LedgerClaim, houses: Mapping[str, str], copies: Mapping[str, Sequence[Copy]]
) -> tuple[str, bool]:
    """The voice that a claim speaks with, and whether its text is a copy.

    ``houses`` are the articles' own voices. A claim inside a copied paragraph speaks with the
    voice of the article it was copied from.
    """
    key, copied = claim.article_id, False
    seen = {key}
    while True:
        for copy in copies.get(key, ()):
            inside = any(s <= claim.start and claim.end <= e for s, e in copy.spans)
            if copy.of in seen or copy.of not in houses or not (copy.share >= _WHOLE or inside):
                continue
            if copy.share < _WHOLE:
                return houses[copy.of], True
            key, copied = copy.of, True
            seen.add(key)
            break
        else:
            return houses[key], copied
