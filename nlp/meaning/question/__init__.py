"""The question that a claim answers: all that its sentence says beside the value."""

from nlp.meaning.question.asking import with_questions
from nlp.meaning.question.ties import class_of, ties_of

__all__ = ["class_of", "ties_of", "with_questions"]
