"""The spaCy model, run for what this reader needs and no more.

Three things make it faster than ``nlp.pipe`` with the same results token by token: only sentences
that can hold or source a number are tagged and parsed; an article is one batch of sentences, small
enough for the processor's cache and independent of its neighbours; and the transition systems are
stepped from Python, which holds the interpreter's lock once instead of taking it for every
candidate action (a third of the time of spaCy 3.8's own loop).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from nlp.text.lemmas import Lemmas
from nlp.text.sentences import Span

LONGEST_WORD = 120
"""Characters of the longest run without a blank that is tokenised as language."""


BATCH_TOKENS = 2500
"""Tokens of a batch of sentences: what the processor's cache holds. A text is cut the same way
whatever stands beside it, so that its result is its own."""

_SYNTAX = [TAG, HEAD, DEP, SENT_START]
_FEWEST_SHOUTED = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_LETTERS = 0.3
"""Share of letters in words below which a long line is a list of numbers, not a sentence."""
_MOST_KNOWN = 200_000
_POS = {
    tag: kind
    for kind, tags in {
        "NOUN": "NN NNS",
        "PROPN": "NNP NNPS",
        "VERB": "VB VBD VBG VBN VBP VBZ",
        "AUX": "MD",
        "ADJ": "JJ JJR JJS AFX",
        "ADV": "RB RBR RBS",
        "NUM": "CD",
        "ADP": "IN RP",
        "DET": "DT PDT WDT",
        "PRON": "PRP PRP$ WP WP$ EX",
        "SCONJ": "WRB",
        "CCONJ": "CC",
        "PART": "TO POS",
        "SYM": "$ # SYM",
        "INTJ": "UH",
        "PUNCT": ". , -LRB- -RRB- `` '' : HYPH NFP",
        "SPACE": "_SP",
    }.items()
    for tag in tags.split()
}


class Parser:
    """A loaded model that annotates one text at a time.

    ``name`` is the model's package and version; ``lemmas`` its lemmatizer as a function of word
    and tag.
    """

    def __init__(self, model: str) -> None:
        self._nlp: Language = spacy.load(model)
        self._split_dashes()
        self._known: dict[tuple[str, int], tuple[int, int]] = {}
        meta = self._nlp.meta
        self.name = f"{model} {meta['version']}"
        self._tok2vec: Any = self._nlp.get_pipe("tok2vec")
        self._tagger: Any = self._nlp.get_pipe("tagger")
        self._parser: Any = self._nlp.get_pipe("parser")
        self._ner: Any = self._nlp.get_pipe("ner")
        tables = getattr(self._nlp.get_pipe("lemmatizer"), "lookups")  # noqa: B009  (untyped)
        self.lemmas = Lemmas(
            tables.get_table("lemma_index"),
            tables.get_table("lemma_exc"),
            tables.get_table("lemma_rules"),
        )

    def _split_dashes(self) -> None:
        """Cut words at a dash that the model's tokenizer leaves in ("years—26", "May–12")."""
        tokenizer: Any = self._nlp.tokenizer
        infixes = [*(self._nlp.Defaults.infixes or ()), r"(?<=\w)—(?=\w)", r"(?<=[^\W\d])–(?=\d)"]
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer

    def annotate(self, text: str, sentences: Sequence[Span], parsed: Sequence[bool]) -> Doc:
        """The text as one ``Doc`` whose characters are the text's, entities on all sentences.

        ``sentences`` are disjoint spans in order; those with ``parsed`` get tags and a parse,
        the others are tokenised only (no label, head is the token itself). What lies between
        sentences must be white space.
        """
        pieces, is_language, is_parsed = self._tokenise(text, sentences, parsed)
        language = [p for p, wanted in zip(pieces, is_language, strict=True) if wanted]
        for batch in _batches(language):
            self._recognise(batch)
        chosen = [p for p, wanted in zip(pieces, is_parsed, strict=True) if wanted]
        spoken = [self._lowered(piece) if _shouts(piece.text) else piece for piece in chosen]
        for batch in _batches(spoken):
            self._parse(batch)
        for piece, said in zip(chosen, spoken, strict=True):
            if said is not piece:
                rows: Any = said.to_array(_SYNTAX)
                piece.from_array(_SYNTAX, rows)
        return self._join(pieces)

    def _tokenise(
        self, text: str, sentences: Sequence[Span], parsed: Sequence[bool]
    ) -> tuple[list[Doc], list[bool], list[bool]]:
        """Pieces that make up the whole text: sentences with one blank, and the space between."""
        pieces: list[Doc] = []
        is_language: list[bool] = []
        is_parsed: list[bool] = []
        at = 0
        for (start, end), wanted in zip(sentences, parsed, strict=True):
            if start > at:
                pieces.append(self._blank(text[at:start]))
                is_language.append(False)
                is_parsed.append(False)
            stop = end + 1 if text[end : end + 1] == " " else end
            at = stop
            words = text[start:stop]
            if not _is_language(words):
                pieces.append(self._plain(words))
                is_language.append(False)
                is_parsed.append(False)
                continue
            pieces.append(self._nlp.tokenizer(words))
            is_language.append(True)
            is_parsed.append(wanted)
        if at < len(text):
            pieces.append(self._blank(text[at:]))
            is_language.append(False)
            is_parsed.append(False)
        return pieces, is_language, is_parsed

    def _blank(self, space: str) -> Doc:
        return Doc(self._nlp.vocab, words=[space], spaces=[False])

    def _plain(self, words: str) -> Doc:
        """Blank-separated chunks as tokens: for runs that no tokenizer should chew on."""
        chunks = words.split(" ")
        kept = [(chunk, True) for chunk in chunks[:-1]] + [(chunks[-1], False)]
        tokens: list[tuple[str, bool]] = []
        for chunk, blank in kept:
            if chunk:
                tokens.append((chunk, blank))
            elif blank:
                tokens.append((" ", False))
        return Doc(
            self._nlp.vocab, words=[word for word, _ in tokens], spaces=[b for _, b in tokens]
        )

    def _lowered(self, piece: Doc) -> Doc:
        """The same tokens in lower case: the tagger takes all that is in capitals for names."""
        words = [token.text.lower() for token in piece]
        return Doc(self._nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in piece])

    def _recognise(self, pieces: list[Doc]) -> None:
        states = _decode(self._ner, pieces)
        self._ner.set_annotations(pieces, states)

    def _parse(self, pieces: list[Doc]) -> None:
        self._tok2vec.set_annotations(pieces, self._tok2vec.predict(pieces))
        self._tagger.set_annotations(pieces, self._tagger.predict(pieces))
        self._parser.set_annotations(pieces, _decode(self._parser, pieces))

    def _join(self, pieces: list[Doc]) -> Doc:
        """One document from the pieces, with tags, arcs and entities carried over."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in pieces:
            words += [token.text for token in piece]
            spaces += [bool(token.whitespace_) for token in piece]
        whole = Doc(self._nlp.vocab, words=words, spaces=spaces)
        if not pieces:
            return whole
        attributes = [TAG, HEAD, DEP, SENT_START, ENT_IOB, ENT_TYPE]
        rows: Any = np.concatenate([piece.to_array(attributes) for piece in pieces])
        # A piece always opens a sentence, parsed or not.
        at = 0
        column = attributes.index(SENT_START)
        for piece in pieces:
            rows[at, column] = 1
            at += len(piece)
        whole.from_array(attributes, rows)
        classes = self._classes(words, rows[:, 0].tolist())
        return whole.from_array([POS, LEMMA], classes)

    def _classes(self, words: list[str], tags: list[int]) -> Any:
        """Part of speech and lemma of every tagged token, as a table of hashes."""
        table = np.zeros((len(words), 2), dtype="uint64")
        known = self._known
        for at, (word, tag) in enumerate(zip(words, tags, strict=True)):
            if tag:
                pair = known.get((word, tag))
                table[at] = pair if pair is not None else self._learn(word, tag)
        return table

    def _learn(self, word: str, tag: int) -> tuple[int, int]:
        """Part of speech and lemma of a word with a tag, kept for the next time."""
        strings = self._nlp.vocab.strings
        name = strings[tag]
        lemma = self.lemmas(word, name)
        kind = (
            "AUX"
            if name.startswith("VB") and lemma in ("be", "have", "do")
            else _POS.get(name, "X")
        )
        pair = (strings.add(kind), strings.add(lemma))
        if len(self._known) < _MOST_KNOWN:
            self._known[word, tag] = pair
        return pair


def _batches(pieces: list[Doc]) -> Iterator[list[Doc]]:
    """The pieces in order, in batches of at most ``BATCH_TOKENS`` (one piece at the least)."""
    batch: list[Doc] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece) > BATCH_TOKENS:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece)
    if batch:
        yield batch


def _decode(pipe: Any, docs: list[Doc]) -> list[Any]:
    """Greedy transitions of a parser or entity recogniser over a batch, stepped from Python."""
    states: list[Any] = pipe.moves.init_batch(docs)
    step = pipe.model.predict(docs)
    open_states = [state for state in states if not state.is_final()]
    while open_states:
        open_states = pipe.transition_states(open_states, step.predict(open_states))
    step.clear_memory()
    return states


def _shouts(words: str) -> bool:
    """Whether a sentence is printed in capitals throughout."""
    return words.isupper() and len(_WORD.findall(words)) >= _FEWEST_SHOUTED


def _is_language(words: str) -> bool:
    """Whether a sentence is worth a tokenizer: no endless word, not all digits and marks."""
    if len(words) <= LONGEST_WORD:
        return True
    if any(len(word) > LONGEST_WORD for word in words.split(" ")):
        return False
    return sum(map(len, _WORD.findall(words))) >= _LEAST_LETTERS * len(words)
