"""What a number's clause ties it to, walked up the parse: whose it is, in what event, told aside.

The subject is who has or does what is counted ("the *guild* lost 40 boats", "*Orlo's* 40 boats"),
the event the verb over the number and what its prepositions name ("killed in the *quake*"). A
number is background where its clause only describes something else or lies before the telling.
"""

from dataclasses import dataclass

from nlp.lexicon import words
from nlp.lexicon.classes import class_of_stem
from nlp.lexicon.stems import content_stems, words_of
from nlp.meaning.level import COPULAS
from nlp.meaning.predicate import LIGHT_VERBS
from nlp.meaning.question.classes import kind_of
from nlp.meaning.record import NumberFrame
from nlp.text import Border, Grammar, noun_phrase
from terms.question import Question

_PALE = LIGHT_VERBS | COPULAS | words("saying")


@dataclass(frozen=True, slots=True)
class Ties:
    """``subject`` and ``event`` as stems; ``points`` where the subject is a pronoun."""

    subject: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()
    background: bool = False
    points: bool = False


NO_TIES = Ties()


def ties_of(frame: NumberFrame, grammar: Grammar) -> Ties:
    """What the parse ties a number to."""
    if not grammar.syntax.deps[frame.anchor]:
        return NO_TIES
    token = _subject(frame, grammar)
    pronoun = token is not None and grammar.syntax.tags[token].startswith("PRP")
    return Ties(
        frozenset() if token is None or pronoun else _stems(token, grammar),
        _event(frame, grammar),
        _is_background(frame, grammar),
        pronoun,
    )


def _subject(frame: NumberFrame, grammar: Grammar) -> int | None:
    """Whose number it is: the owner of its noun, what that is of, or the subject of its verb."""
    syntax = grammar.syntax
    for noun in (frame.level, frame.noun, frame.base, frame.head):
        if noun is None:
            continue
        owner = syntax.find(noun, "poss")
        if owner is not None:
            return owner
        named = (at for at in syntax.objects(noun, "of", "in", "at", "for") if syntax.label(at))
        owner = next(named, None)
        if owner is not None:
            return owner
    if frame.subject is not None and not frame.is_subject and not frame.holds(frame.subject):
        return frame.subject
    return None if frame.verb is None or not frame.is_subject else syntax.agent(frame.verb)


def _event(frame: NumberFrame, grammar: Grammar) -> frozenset[str]:
    """The stems of what happened: the verb over the number, and where and in what it did."""
    syntax, found = grammar.syntax, set[str]()
    for token in {frame.verb, frame.state} - {None}:
        assert token is not None
        if grammar.lemma(token) not in _PALE and not frame.holds(token):
            found |= content_stems(grammar.lemma(token))
        for kid in syntax.kids[token]:
            noun = syntax.find(kid, "pobj") if syntax.tags[kid] == "IN" else None
            if noun is not None and grammar.is_noun(noun) and not frame.holds(noun):
                found |= content_stems(syntax.words[noun])
        subject = syntax.subject(token)
        if subject is not None and subject != frame.noun and grammar.is_noun(subject):
            found |= content_stems(syntax.words[subject])
    return frozenset(found)


def _is_background(frame: NumberFrame, grammar: Grammar) -> bool:
    """Whether a clause only describes another noun, or lies before what is told (past perfect)."""
    syntax, counted = grammar.syntax, (frame.noun, frame.head, frame.anchor, frame.level)
    for verb in frame.verbs:
        head = syntax.heads[verb]
        if syntax.deps[verb] == "relcl" and head not in counted:
            return True
        if syntax.tags[verb] == "VBN" and any(syntax.words[k] == "had" for k in syntax.kids[verb]):
            return True
    return False


def _stems(token: int, grammar: Grammar) -> frozenset[str]:
    first, last = noun_phrase(grammar.syntax, token, Border.COMPLEMENTS)
    return content_stems(grammar.syntax.quote(first, max(last, token + 1)))


def class_of(question: Question, sentence: str) -> str | None:
    """The class that the measure's own words have: its predicate before its noun.

    Words that the sentence does not print ("price of", "speed of") have none.
    """
    printed = {word.stem for word in words_of(sentence)}
    table = class_of_stem(kind_of(question.dimension, question.counted))
    for part in (question.measure_predicate, question.measure_head, question.measure_argument):
        for word in words_of(part or ""):
            if word.stem in table and word.stem in printed:
                return table[word.stem]
    return None
