"""What numbers are told of, as vectors; see the README."""

from crosscheck.meaning.claims import known_meaning, meaning_rows, with_meanings
from crosscheck.meaning.encoder import STEPS, Encoder, disputed, encoder, read, vectors

__all__ = [
    "STEPS",
    "Encoder",
    "disputed",
    "encoder",
    "known_meaning",
    "meaning_rows",
    "read",
    "vectors",
    "with_meanings",
]
