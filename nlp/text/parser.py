"""The spaCy model, run for what this reader needs and no more.

Three things make it faster than ``nlp.pipe`` with the same results token by token: only sentences
that can hold or source a number are tagged and parsed; the sentences of several articles are one
batch, small enough for the processor's cache; and the transition systems are stepped from Python,
which holds the interpreter's lock once instead of taking it for every candidate action (a third of
the time of spaCy 3.8's own loop).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from nlp.text.casing import WORD, Casing, is_shouted, is_titled
from nlp.text.lemmas import Lemmas
from nlp.text.sentences import Span

LONGEST_WORD = 120
"""Characters of the longest run without a blank that is tokenised as language."""


BATCH_TOKENS = 1800
"""Tokens of a batch of sentences: what the processor's cache holds."""

Annotated = tuple[str, Sequence[Span], Sequence[bool]]
"""A text, its sentences, and which of them are to be parsed."""

_SYNTAX = [TAG, HEAD, DEP, SENT_START]
_ANNOTATION = [*_SYNTAX, ENT_IOB, ENT_TYPE]
_FIRM_NAMES = frozenset({"PERSON", "GPE", "NORP", "LOC"})
"""Entities that are names in a headline too; it is the other labels that it misleads to."""
_LEAST_LETTERS = 0.3
"""Share of letters in words below which a long line is a list of numbers, not a sentence."""


class Parser:
    """A loaded model that annotates texts, one or several at a time.

    ``version`` is the model's; ``lemmas`` its lemmatizer as a function of word and tag.
    """

    def __init__(self, model: str) -> None:
        self._nlp: Language = spacy.load(model)
        self._split_dashes()
        self.version = str(self._nlp.meta["version"])
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
        return self.annotate_many([(text, sentences, parsed)])[0]

    def annotate_many(self, texts: Sequence[Annotated]) -> list[Doc]:
        """The same of several texts (each with its sentences and which of them to parse).

        A sentence has the same annotations alone and beside any others; together they take a
        third of the time, since each step of the model costs much and a sentence in it little.
        """
        cut = [self._tokenise(*one) for one in texts]
        for batch in _batches(piece for _, language, _ in cut for piece in language):
            self._ner.set_annotations(batch, _decode(self._ner, batch))
        chosen = [piece for _, _, wanted in cut for piece in wanted]
        spoken = [
            piece
            for (text, *_), (_, _, wanted) in zip(texts, cut, strict=True)
            for piece in self._spoken(text, wanted)
        ]
        for batch in _batches(spoken):
            self._tok2vec.set_annotations(batch, self._tok2vec.predict(batch))
            self._tagger.set_annotations(batch, self._tagger.predict(batch))
            self._parser.set_annotations(batch, _decode(self._parser, batch))
        for piece, said in zip(chosen, spoken, strict=True):
            if said is not piece:
                rows: Any = said.to_array(_SYNTAX)
                piece.from_array(_SYNTAX, rows)
        return [self._join(pieces) for pieces, _, _ in cut]

    def _tokenise(
        self, text: str, sentences: Sequence[Span], parsed: Sequence[bool]
    ) -> tuple[list[Doc], list[Doc], list[Doc]]:
        """Pieces that make up the whole text (sentences with one blank, and the space between).

        Also those of them that are language, and those of these that are to be parsed.
        """
        pieces: list[Doc] = []
        language: list[Doc] = []
        chosen: list[Doc] = []
        at = 0
        for (start, end), wanted in zip(sentences, parsed, strict=True):
            if start > at:
                pieces.append(self._plain([text[at:start]]))
            at = end + 1 if text[end : end + 1] == " " else end
            words = text[start:at]
            if not _is_language(words):
                pieces.append(self._plain(words.split(" ")))
                continue
            pieces.append(self._nlp.tokenizer(words))
            language.append(pieces[-1])
            if wanted:
                chosen.append(pieces[-1])
        if at < len(text):
            pieces.append(self._plain([text[at:]]))
        return pieces, language, chosen

    def _plain(self, chunks: Sequence[str]) -> Doc:
        """Chunks parted by blanks as tokens: for runs that no tokenizer should chew on."""
        followed = [*((chunk, True) for chunk in chunks[:-1]), (chunks[-1], False)]
        tokens = [
            (chunk or " ", blank and chunk != "") for chunk, blank in followed if chunk or blank
        ]
        words, spaces = [word for word, _ in tokens], [blank for _, blank in tokens]
        return Doc(self._nlp.vocab, words=words, spaces=spaces)

    def _spoken(self, text: str, pieces: Sequence[Doc]) -> Iterator[Doc]:
        """The pieces as they are to be parsed: what is in capitals or title case as running text,
        since the tagger takes all that opens with a capital for names."""
        casing: Casing | None = None
        for piece in pieces:
            if is_shouted(piece.text):
                words = [token.text.lower() for token in piece]
            elif is_titled(piece.text):
                casing = casing or Casing(text, self.lemmas.is_common)
                words = casing.sentence(
                    [(token.text, token.ent_type_ in _FIRM_NAMES) for token in piece]
                )
            else:
                yield piece
                continue
            yield Doc(self._nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in piece])

    def _join(self, pieces: list[Doc]) -> Doc:
        """One document from the pieces, with tags, arcs and entities carried over."""
        tokens = [token for piece in pieces for token in piece]
        spaces = [bool(token.whitespace_) for token in tokens]
        whole = Doc(self._nlp.vocab, words=[token.text for token in tokens], spaces=spaces)
        if not pieces:
            return whole
        rows: Any = np.concatenate([piece.to_array(_ANNOTATION) for piece in pieces])
        opening = np.cumsum([0, *map(len, pieces[:-1])])  # a piece opens a sentence, parsed or not
        rows[opening, _ANNOTATION.index(SENT_START)] = 1
        return whole.from_array(_ANNOTATION, rows)


def _batches(pieces: Iterable[Doc]) -> Iterator[list[Doc]]:
    """The pieces in batches of at most ``BATCH_TOKENS`` (one piece at the least), the short ones
    together: a batch takes as many steps as its longest piece has words.
    """
    batch: list[Doc] = []
    size = 0
    for piece in sorted(pieces, key=len):
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


def _is_language(words: str) -> bool:
    """Whether a sentence is worth a tokenizer: no endless word, not all digits and marks."""
    if len(words) <= LONGEST_WORD:
        return True
    if any(len(word) > LONGEST_WORD for word in words.split(" ")):
        return False
    return sum(map(len, WORD.findall(words))) >= _LEAST_LETTERS * len(words)
