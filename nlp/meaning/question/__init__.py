"""The question that a claim answers: all that its sentence says beside the value."""

from nlp.meaning.question.asking import with_questions

__all__ = ["with_questions"]
