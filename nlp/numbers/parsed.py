"""A second look with the parse: what only grammar tells of a number.

Numbers in names and ages go, a rate whose nouns hold a verb is a plain count. What capitals and
neighbours tell without a parse, ``looks`` has told.
"""

from collections.abc import Sequence
from dataclasses import replace

from nlp.lexicon import pattern, rule, words
from nlp.lexicon.classes import is_person_noun
from nlp.numbers.gapped import gaps_of
from nlp.numbers.numerals import numeral_at
from nlp.numbers.sentence import Context
from nlp.numbers.units import unit_named
from nlp.numbers.years import Years
from nlp.text import Grammar, fold, tidy
from terms.enums import Kind
from terms.model import Quantity

_GAPPED = pattern("no_claim.name.gapped")
_GAP_ENDS = pattern("no_claim.name.gap-ends")
_NAMING = frozenset({"PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "FAC", "ORG", "LOC"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_LONGEST_NAME = 4
_LARGEST = 10_000
_OLDEST, _YOUNGEST_AT = 115, 10
_SINGULAR = frozenset({"NNP", "NN"})
_REDUCED = frozenset({"amod", "acl", "compound"})
"""What a past tense is that only looks like one: "80 *burned* children a month"."""
_AS_PRINTED = words("countable", "as-printed")
_COUNTING = frozenset({"number", "top", "counts"})
"""Verbs of a count that are nouns as well: as nouns they name numbers that ``looks`` drops."""
_DAYS = words("weekdays") | {"today", "yesterday", "tomorrow", "tonight"}


def refine(
    quantities: Sequence[Quantity], grammar: Grammar, published: int | None = None
) -> list[Quantity]:
    """The quantities of a sentence that its parse leaves standing, ``converts`` counted anew.

    Offsets are those of the grammar's text. What the model has not annotated (no entities, no
    parse) is not held against a number. ``published`` is the year of publication.
    """
    counted = [_counted(quantity, grammar) for quantity in quantities]
    gaps = gaps_of(counted, grammar)
    stands = [
        not one.doubtful and (gap is not None or not _idle(one, grammar))
        for one, gap in zip(counted, gaps, strict=True)
    ]
    doubtful = [one for one in counted if one.doubtful]
    if doubtful:
        sure = [one for one, is_sure in zip(counted, stands, strict=True) if is_sure]
        years = Years(grammar, published, sure).judge(doubtful)
        stands = [one in years or is_sure for one, is_sure in zip(counted, stands, strict=True)]
    return kept(counted, stands)


def kept(quantities: Sequence[Quantity], wanted: Sequence[bool]) -> list[Quantity]:
    """Those that are wanted, with ``converts`` counted among them."""
    left = [at for at, wants in enumerate(wanted) if wants]
    place: dict[int | None, int] = {old: new for new, old in enumerate(left)}
    return [replace(quantities[at], converts=place.get(quantities[at].converts)) for at in left]


def _idle(quantity: Quantity, grammar: Grammar) -> bool:
    value = quantity.value
    if quantity.kind is not Kind.COUNT or quantity.unit is not None or value is None:
        return False
    if not 2 <= value < _LARGEST or quantity.scaled or "," in quantity.quote:
        return False
    first, last = grammar.tokens(quantity.start, quantity.end)
    return (
        _looks_gapped(first, grammar)
        or _ends_name(first, grammar)
        or _opens_name(first, last, grammar)
        or _behind_noun(quantity, first, grammar)
        or _before_singular(first, last, grammar)
        or _is_age(quantity, first, grammar)
    )


@rule("no-claim.verb-before-time")
def _has_verb(first: int, last: int, grammar: Grammar) -> bool:
    """A verb stands between what is counted and "a day": "40 pupils *lost* a day of school"."""
    syntax = grammar.syntax
    verbs = (at for at in range(first + 1, last) if grammar.is_verb(at) or syntax.tags[at] == "MD")
    return any(syntax.deps[at] not in _REDUCED for at in verbs)


def _counted(quantity: Quantity, grammar: Grammar) -> Quantity:
    """The plain count, where a rate of so many things a day is none."""
    if quantity.kind is not Kind.RATE or quantity.value is None or " per " in quantity.quote:
        return quantity
    top = (quantity.unit or "").partition("/")[0]
    if top.isupper() or unit_named(top) is not None:
        return quantity
    numeral = numeral_at(fold(quantity.quote), 0)
    if numeral is None or not _has_verb(*grammar.tokens(quantity.start, quantity.end), grammar):
        return quantity
    end, quote = quantity.start + numeral.end, quantity.quote[: numeral.end]
    return replace(quantity, kind=Kind.COUNT, unit=None, end=end, quote=quote)


@rule("no-claim.behind-noun", otherwise=False)
def _behind_noun(quantity: Quantity, token: int, grammar: Grammar) -> bool:
    """A number behind the singular noun that it names: "Lornhold 2", "a season 4 win"."""
    syntax, noun = grammar.syntax, token - 1
    raw, tags, head = syntax.raw, syntax.tags, syntax.heads[token]
    if raw[token] == "1" or syntax.deps[token] != "nummod" or not raw[token][0].isdigit():
        return False
    if noun < 0 or not raw[noun][0].isalpha() or tags[noun] not in _SINGULAR:
        return False
    if syntax.words[noun] in _DAYS | _COUNTING or syntax.label(noun) == "DATE":
        return False
    beside = syntax.heads[noun] == head and noun < head and tags[head] in _SINGULAR
    low, high = syntax.bounds(token)
    if not (head == noun or beside) or not any(map(grammar.is_verb, range(low, high))):
        return False
    if quantity.places and head == noun:
        return False
    said = syntax.quote(low, high)
    return syntax.entity(noun) is not None or not Context.of(fold(said), tidy(said)).titled


def _looks_gapped(token: int, grammar: Grammar) -> bool:
    """A number behind a name that only looked like a clause: "sold 40 cars and the *Lorner 9*"."""
    syntax = grammar.syntax
    low, high = syntax.bounds(token)
    before = syntax.text[syntax.starts[low] : syntax.starts[token]]
    after = syntax.text[syntax.ends[token] : syntax.ends[high - 1]]
    named = syntax.raw[token].isdigit() and _GAPPED.search(before) is not None
    return named and _GAP_ENDS.match(after) is not None


@rule("no-claim.before-singular", otherwise=False)
def _before_singular(first: int, last: int, grammar: Grammar) -> bool:
    """A number behind an article, before the one thing that it names: "the 805 freeway"."""
    syntax = grammar.syntax
    tags, head = syntax.tags, syntax.heads[last - 1]
    if not first or tags[first - 1] not in _DETERMINERS or not syntax.raw[first][0].isdigit():
        return False
    if tags[head] != "NN" or head != last or head + 1 >= len(tags):
        return False
    many = syntax.words[head] in _AS_PRINTED or is_person_noun(grammar.lemma(head))
    alone = syntax.deps[last - 1] == "nummod" and tags[head + 1] not in ("NN", "NNS", "HYPH", "JJ")
    return alone and not many


@rule("no-claim.age-in-parse", otherwise=False)
def _is_age(quantity: Quantity, token: int, grammar: Grammar) -> bool:
    """A bare number beside a person: "the victims, *19* and *23*, were", "At *34*, Okafor owns"."""
    syntax, value = grammar.syntax, quantity.value or 0
    words, deps, heads = syntax.words, syntax.deps, syntax.heads
    if not words[token][0].isdigit() or value >= _OLDEST or not 0 < token < len(words) - 2:
        return False
    before, after = words[token - 1], words[token + 1]
    opens = token - 1 == syntax.bounds(token)[0]
    if before == "at" and opens and after == "," and value >= _YOUNGEST_AT:
        return syntax.tags[token + 2] in ("NNP", "PRP")
    appositive = heads[token] if deps[token] == "conj" else token
    named = heads[appositive]
    if syntax.tags[named] == "CD":  # "two of the *men*, 25 and 17,"
        named = next((one for part in syntax.kids[named] for one in syntax.kids[part]), named)
    if deps[appositive] != "appos" or not is_person_noun(grammar.lemma(named)):
        return False
    numbers = [
        one for one in syntax.kids[named] if deps[one] == "appos" and _is_number(one, grammar)
    ]
    joined = [one for one in syntax.kids[appositive] if deps[one] == "conj"]
    several = appositive != token or joined or numbers != [token]
    alone = before in (",", "and") and after in (",", "and")
    return alone and (bool(several) or syntax.tags[named] == "NN")


def _is_number(token: int, grammar: Grammar) -> bool:
    return grammar.syntax.tags[token] == "CD"


def _ends_name(token: int, grammar: Grammar) -> bool:
    """A number inside an entity that begins with other words: "Operation Plumbob 7"."""
    syntax = grammar.syntax
    entity = syntax.entity(token)
    if entity is None or entity[2] not in _NAMING or entity[0] == token:
        return False
    if syntax.raw[token - 1] in ("-", "–"):
        return True
    counts = token + 1 < len(syntax.raw) and (
        syntax.tags[token + 1] in ("NNS", "JJ") and syntax.raw[token + 1].islower()
    )
    return syntax.raw[token - 1][0].isupper() and not counts


def _is_name(token: int, grammar: Grammar) -> bool:
    """Whether a token is a singular name, or a noun that is printed like one."""
    tag = grammar.syntax.tags[token]
    return tag == "NNP" or (tag == "NN" and grammar.syntax.raw[token][0].isupper())


def _opens_name(first: int, last: int, grammar: Grammar) -> bool:
    """A number before singular names that nothing plural follows: it counts none of them.

    "Five Star Movement agreed", "180 Kent is let", "on the 11 Pro Max"; but not "two Lorn ferries",
    nor the headline "Six Dead".
    """
    syntax = grammar.syntax
    raw, tags, at = syntax.raw, syntax.tags, last
    word = raw[first][0].isalpha()
    if word and not raw[first][0].isupper():
        return False
    while at < len(raw) and at - last < _LONGEST_NAME and _is_name(at, grammar):
        at += 1
    if at == last or at >= len(raw) or not raw[at - 1][0].isupper():
        return False
    if raw[at][0].isupper() or tags[at][:1] in ("N", "J", "C") or tags[at] in ("HYPH", "POS"):
        return False
    if raw[at - 1].endswith("s") or raw[at - 1].isupper():
        return False
    determined = first > 0 and tags[first - 1] in _DETERMINERS
    return word or determined or tags[at] == "VBZ" or syntax.words[at] == "was"
