"""A second look with a parsed sentence: what only grammar tells of a number.

Numbers in names and ages go, a rate whose nouns hold a verb is a plain count. What capitals and
neighbours tell without a parse, ``spans`` and ``neighbours`` have told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.lexicon import rule, words
from nlp.lexicon.classes import is_person_noun
from nlp.numbers.numerals import numeral_at
from nlp.numbers.sentence import Context
from nlp.text.folding import fold, tidy
from terms.enums import Kind
from terms.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NAMING = frozenset({"PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "FAC", "ORG", "LOC"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_LONGEST_NAME = 4
_LARGEST = 10_000
_OLDEST, _YOUNGEST_AT = 115, 10
_SINGULAR = frozenset({"NNP", "NN"})
_VERBS = frozenset({"VERB", "AUX"})
_REDUCED = frozenset({"amod", "acl", "compound"})
"""What a past tense is that only looks like one: "80 *burned* children a month"."""
_AS_PRINTED = words("countable", "as-printed")
_DAYS = words("weekdays") | {"today", "yesterday", "tomorrow", "tonight"}


def refine(quantities: Sequence[Quantity], span: Span | Doc) -> list[Quantity]:
    """The quantities that a parse leaves standing, with ``converts`` counted anew.

    ``span`` is the parsed sentence (or document) that holds them; offsets are those of its
    document. Quantities outside it are returned unseen. What the model has not annotated (no
    entities, no parse) is not held against a number.
    """
    quantities = [_counted(quantity, span) for quantity in quantities]
    return kept(quantities, [not _idle(quantity, span) for quantity in quantities])


def kept(quantities: Sequence[Quantity], wanted: Sequence[bool]) -> list[Quantity]:
    """Those that are wanted, with ``converts`` counted among them."""
    left = [at for at, wants in enumerate(wanted) if wants]
    place: dict[int | None, int] = {old: new for new, old in enumerate(left)}
    return [replace(quantities[at], converts=place.get(quantities[at].converts)) for at in left]


def _idle(quantity: Quantity, span: Span | Doc) -> bool:
    if quantity.kind is not Kind.COUNT or quantity.unit is not None or quantity.value is None:
        return False
    if quantity.value >= _LARGEST or quantity.value < 2 or quantity.scaled:
        return False
    found = span.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if found is None or not len(found) or not _holds(span, found[0]):
        return False
    first, last = found[0], found[-1]
    return (
        _ends_name(first)
        or _opens_name(first, last)
        or _behind_noun(quantity, first)
        or _before_singular(first, last)
        or _is_age(quantity, first)
    )


@rule("no-claim.verb-before-time")
def _has_verb(found: Span) -> bool:
    """A verb stands between what is counted and "a day": "40 pupils *lost* a day of school"."""
    return any(token.pos_ in _VERBS and token.dep_ not in _REDUCED for token in found[1:])


def _counted(quantity: Quantity, span: Span | Doc) -> Quantity:
    """The plain count, where a rate of so many things a day is none."""
    if quantity.kind is not Kind.RATE or quantity.value is None:
        return quantity
    found = span.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if found is None or not _holds(span, found[0]) or "per" in quantity.quote.split():
        return quantity
    if not _has_verb(found):
        return quantity
    numeral = numeral_at(fold(quantity.quote), 0)
    if numeral is None:
        return quantity
    end, quote = quantity.start + numeral.end, quantity.quote[: numeral.end]
    return replace(quantity, kind=Kind.COUNT, unit=None, end=end, quote=quote)


@rule("no-claim.behind-noun", otherwise=False)
def _behind_noun(quantity: Quantity, token: Token) -> bool:
    """A number behind the singular noun that it names: "Lornhold 2", "a season 4 win"."""
    if token.text == "1" or token.dep_ != "nummod" or token.i == 0 or not token.text[:1].isdigit():
        return False
    noun, head = token.nbor(-1), token.head
    if (
        not noun.text[:1].isalpha()
        or noun.tag_ not in _SINGULAR
        or noun.lower_ in _DAYS
        or noun.ent_type_ == "DATE"
    ):
        return False
    named = head == noun or (noun.head == head and noun.i < head.i and head.tag_ in _SINGULAR)
    said = token.sent.text
    if not named or not any(one.pos_ in _VERBS for one in token.sent):
        return False
    if quantity.places and head == noun:
        return False
    return noun.ent_iob_ != "O" or not Context.of(fold(said), tidy(said)).titled


@rule("no-claim.before-singular", otherwise=False)
def _before_singular(first: Token, last: Token) -> bool:
    """A number behind an article, before the one thing that it names: "the 805 freeway"."""
    head = last.head
    if first.i == 0 or first.nbor(-1).tag_ not in _DETERMINERS or not first.text[:1].isdigit():
        return False
    if (
        head.tag_ != "NN"
        or head.i != last.i + 1
        or last.dep_ != "nummod"
        or head.i + 1 >= len(head.doc)
    ):
        return False
    many = head.lower_ in _AS_PRINTED or is_person_noun(head.lemma_)
    return not many and head.nbor(1).tag_ not in ("NN", "NNS", "HYPH", "JJ")


@rule("no-claim.age-in-parse", otherwise=False)
def _is_age(quantity: Quantity, token: Token) -> bool:
    """A bare number beside a person: "the victims, *19* and *23*, were", "At *34*, Okafor owns"."""
    value, doc = quantity.value or 0, token.doc
    if not token.text[:1].isdigit() or not value < _OLDEST or token.i == 0:
        return False
    if token.i + 2 >= len(doc):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    opens = token.i - 2 < 0 or doc[token.i - 1].is_sent_start
    if before.lower_ == "at" and opens and after.text == "," and value >= _YOUNGEST_AT:
        return token.nbor(2).tag_ in ("NNP", "PRP")
    appositive = token.head if token.dep_ == "conj" else token
    named = appositive.head
    if named.tag_ == "CD":  # "two of the *men*, 25 and 17,"
        named = next((one for part in named.children for one in part.children), named)
    if appositive.dep_ != "appos" or not is_person_noun(named.lemma_):
        return False
    beside = [one for one in named.children if one.dep_ == "appos" and one.tag_ == "CD"]
    several = any(one != token for one in (*beside, appositive, *token.conjuncts))
    alone = before.text in (",", "and") and after.text in (",", "and")
    return alone and (several or named.tag_ == "NN")


def _holds(span: Span | Doc, token: Token) -> bool:
    start = span[0].i if len(span) else 0
    return start <= token.i < start + len(span)


def _ends_name(token: Token) -> bool:
    """A number inside an entity that begins with other words: "Operation Plumbob 7"."""
    if token.ent_type_ not in _NAMING or token.ent_iob_ != "I":
        return False
    before = token.nbor(-1)
    if before.text in ("-", "–"):
        return True
    return before.text[:1].isupper() and before.ent_iob_ != "O" and not _counts(token)


def _counts(token: Token) -> bool:
    """Whether a number stands before a plural noun that it can count."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.tag_ in ("NNS", "JJ") and following.text.islower()


def _is_name(token: Token) -> bool:
    """Whether a token is a singular name, or a noun that is printed like one."""
    return token.tag_ == "NNP" or (token.tag_ == "NN" and token.text[:1].isupper())


def _opens_name(first: Token, last: Token) -> bool:
    """A number before singular names that nothing plural follows: it counts none of them.

    "Five Star Movement agreed", "180 Kent is let", "on the 11 Pro Max"; but not "two Lorn ferries",
    nor the headline "Six Dead".
    """
    doc = first.doc
    word = first.text[:1].isalpha()
    if word and not first.text[:1].isupper():
        return False
    at = last.i + 1
    while at < len(doc) and at - last.i <= _LONGEST_NAME and _is_name(doc[at]):
        at += 1
    if at == last.i + 1 or at >= len(doc) or not doc[at - 1].text[:1].isupper():
        return False
    after = doc[at]
    if (
        after.text[:1].isupper()
        or after.tag_[:1] in ("N", "J", "C")
        or after.tag_ in ("HYPH", "POS")
    ):
        return False
    if doc[at - 1].text.endswith("s") or doc[at - 1].text.isupper():
        return False
    determined = first.i > 0 and first.nbor(-1).tag_ in _DETERMINERS
    return word or determined or after.tag_ == "VBZ" or after.lower_ == "was"
