"""How common words are, counted anew from a list of words and how often each stands in a corpus.

    python -m benchmarks.frequencies WORDS.txt > crosscheck/articles/frequencies.tsv

``WORDS.txt`` holds a word and its count on each line: the English list of SymSpell, whose counts
are those of Google Books. A word that makes the share p of all words stands in an article of n
words with the chance 1 - exp(-p n); the table holds that chance by powers of two.
"""

import argparse
import math
from collections import Counter
from pathlib import Path

from crosscheck.articles.frequencies import UNLISTED
from nlp.lexicon.stems import stem

WORDS_OF_ARTICLE = 250
"""Words of an article that are told apart: of 250, 400 and 800 the one that finds stories best."""


def steps(text: str) -> dict[str, int]:
    """By stem, k where more than one in 2 ** (k + 1) articles is to be expected to hold it."""
    counts: Counter[str] = Counter()
    for line in text.splitlines():
        word, count = line.split()
        counts[stem(word)] += int(count)
    total = sum(counts.values())
    found = {}
    for word, count in counts.items():
        share = 1.0 - math.exp(-count / total * WORDS_OF_ARTICLE)
        step = int(-math.log2(share)) if share < 1.0 else 0
        if step < UNLISTED:
            found[word] = step
    return found


def main() -> None:
    """Print the table, the commonest words first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("words", type=Path)
    given = parser.parse_args()
    found = steps(given.words.read_text(encoding="utf-8-sig"))
    print("stem\tstep")
    for word, step in sorted(found.items(), key=lambda pair: (pair[1], pair[0])):
        print(f"{word}\t{step}")


if __name__ == "__main__":
    main()
