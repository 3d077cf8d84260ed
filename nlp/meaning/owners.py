"""Whose a bail or bond is: of the person that the sentence or those before it speak of.

And what deaths are from that stand beside the cases of a disease.
"""

from nlp.lexicon import words
from nlp.meaning.printing import Part
from nlp.meaning.record import NumberFrame
from nlp.text import Grammar
from nlp.text.tags import NAME_TAGS

_OF_PERSON = words("measures", "of-person")
_HARM = words("events", "harm")
_SUBJECTS = ("nsubjpass", "nsubj")
_PERSONAL = frozenset({"he", "she", "his", "her"})
_ACCUSED = words("measures", "accused")
_NEAR = 3
"""Sentences before a number's in which the person is looked for."""


def owner_of(noun: int, frame: NumberFrame, grammar: Grammar) -> Part:
    """Whose a bail is, behind "of"; empty where the noun needs no owner or none is sure.

    The clause's subject, if it does nothing to the bail ("a judge set"), or the person who was
    charged or held before, where the clause says "he" or "she": "Ivo Marr was charged. He is
    held on a $5,000 *bond*".
    """
    syntax = grammar.syntax
    if grammar.lemma(noun) not in _OF_PERSON or frame.verb is None:
        return ()
    subject = syntax.find(frame.verb, *_SUBJECTS)
    if subject is None or frame.holds(subject):
        return ()
    found = {syntax.words[at]: at for at in (syntax.find(noun, "poss"), subject) if at is not None}
    points = next((at for word, at in found.items() if word in _PERSONAL), None)
    held = syntax.deps[noun] == "pobj" or grammar.lemma(frame.verb) == "have"
    if points is not None and (points != subject or held):
        return _accused(points, grammar)
    return _named(subject, grammar) if held and syntax.find(noun, "poss") is None else ()


def _accused(pronoun: int, grammar: Grammar) -> Part:
    """The last name before a pronoun of whom it is said that he was charged or held."""
    syntax = grammar.syntax
    last = syntax.sentence_of[pronoun]
    for at in range(pronoun - 1, -1, -1):
        if last - syntax.sentence_of[at] > _NEAR:
            break
        if _suffers(at, grammar):
            return _named(at, grammar)
    return ()


def _suffers(token: int, grammar: Grammar) -> bool:
    """Whether a name was charged or held; of a sentence without a parse by its next words."""
    syntax = grammar.syntax
    if syntax.deps[token]:
        done = syntax.words[syntax.heads[token]] in _ACCUSED
        return done and syntax.deps[token] == "nsubjpass" and syntax.tags[token] in NAME_TAGS
    last = syntax.label(token) == "PERSON" and syntax.label(token + 1) != "PERSON"
    return last and syntax.words[token + 1] in ("was", "is") and grammar.word(token + 2) in _ACCUSED


def _named(token: int, grammar: Grammar) -> Part:
    syntax = grammar.syntax
    entity = syntax.entity(token)
    if entity is None and syntax.tags[token] not in NAME_TAGS:
        return ()
    first = token
    while entity is None and first and syntax.tags[first - 1] in NAME_TAGS:
        first -= 1
    return ("of", *(range(first, token + 1) if entity is None else range(*entity[:2])))


def cause_of(noun: int, grammar: Grammar) -> int | None:
    """What deaths beside cases are from: "40 cases of *cholera* and 12 deaths"."""
    syntax, first = grammar.syntax, grammar.syntax.heads[noun]
    harm = grammar.lemma(noun) in _HARM and syntax.deps[noun] == "conj"
    if not harm or not grammar.is_noun(first) or next(syntax.objects(noun, "of"), None):
        return None
    inner = syntax.deps[first] == "pobj" and grammar.word(syntax.heads[first]) == "of"
    cause = first if inner else next(syntax.objects(first, "of"), None)
    return cause if grammar.is_noun(cause) else None
