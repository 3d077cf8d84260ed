"""Whether a number is a level, the size of a movement, or one end of it.

The movement is a verb ("rose", "cut"), a noun ("growth", "a drop"), or "up"/"down"; the part the
number plays in it is told by the preposition before it: by, to, from. A number without either that
is coordinated with one before plays the same part ("3% in May and 4% in June").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.lexicon import words
from nlp.lexicon.vocabulary import GENERIC_NOUNS, HUMAN_VERBS, PEOPLE
from nlp.meaning.movements import DOWN, DOWN_NOUNS, UP, UP_NOUNS, moved_by, mover_of
from nlp.text.grammar import Binding, Grammar
from terms.enums import Change, Kind
from terms.model import Quantity

_LENGTHS = frozenset("m km mile foot ft feet metre meter yard cm mm inch".split())
_LEVELS = words("levels", "noun.holding-level")
# What a count can be the level of although another noun counts it: "staff fell to 40 people".
_STOCKS = words("levels", "noun.stock")
# What is brought to a number when more is counted: "bringing the total to 14".
_TALLIES = words("levels", "noun.tally")
# Units whose value is reached as a peak, not as the end of a movement: "winds reached 90 mph".
_PEAKS = frozenset("mph km/h m/s knot degC degF °C °F celsius fahrenheit kelvin magnitude".split())
# Verbs whose counted object is the size of a movement, and nouns that measure any movement.
_COUNT_VERBS = words("movement", "counted.verb")
_STEPS = words("levels", "noun.step")
_SPEED_VERBS = words("movement", "speed.verb")
_FILLER = (
    r"(?: (?:a|an|the|its|their|his|her|about|around|some|nearly|almost|roughly|just|only|as|more"
    r"|less|fewer|than"
    r"|at|least|most|high|low|record|peak|of|levels?|current|previous|total|initial|original"
    r"|initially|well|over"
    r"|approximately|estimated|previously|planned|new|all-time|similar|revised|under|up|another"
    r"|further))"
)
_TO_FROM = re.compile(rf"\b(from|to|by|into|past|toward|towards){_FILLER}{{0,5}} ?[$£€¥]?$")
_FROM_OF = re.compile(rf"\bfrom(?: [\w'’-]{{1,30}}){{1,5}}? of{_FILLER}{{0,3}} ?[$£€¥]?$")
_UP_FROM = re.compile(
    r"\b(?:(?:up|down|higher|lower|increase|decrease|rise|drop|decline)(?: sharply| slightly)? from"
    r"|(?:up|down) on)\b"
    r"(?P<rest>(?:[^.;:]|\.(?=\d)){0,90})$"
)
_UP_BY = re.compile(
    rf"(?:\b(up|down|higher by|lower by)(?: by)?{_FILLER}{{0,3}} ?[$£€¥]?|(?:^|[\s(])([+\-−]"
    rf"|(?<!, )(?:minus |plus )))$"
)
_MOVED_AFTER = re.compile(
    r"^(?:[^.;:,()]{0,40}?(?:, | ?\((?:or )?)(?:which (?:was|is|were) |that (?:was|is) )?"
    r"|(?: \w+)? (?=(?:up|down) from\b))"
    r"(?P<word>up|down|an? (?:\w+ )?(?:increase|rise|jump|gain|drop|fall|decrease|decline"
    r"|reduction))\b(?! to\b)"
)
# What a figure is set against: a time, or the figure of another time.
_THEN = (
    r"(?:a (?:year|month|week|decade|quarter)|last|(?:the|its|their) (?:previous|same|prior"
    r"|year|month"
    r"|pre-)|in (?:the|\d{4}|january|february|march|april|may|june|july|august|september|october"
    r"|november|december)|at (?:the same|this|that)|\d{4}|(?:two|three|five|ten) years|it was"
    r"|they were|before|previously|(?:the|its|their) ?(?:[\w-]+ ){0,2}?[$£€¥]?\d)"
)
_MORE = r"(?P<word>higher|lower|more|less|fewer)"
_HIGHER = re.compile(
    rf"^(?: \w+){{0,2}}? {_MORE}(?: [\w-]+){{0,3}}? than (?:{_THEN})"
    r"|^ (?:points? )?(?P<ended>higher|lower)(?=$|[.,;:)\n—–]| (?:at|on|in|by|for|and|as|after"
    r"|this|last"
    r"|overnight|by|early|late|while|before)\b)"
    r"|^ (?P<side>above|below) (?:its|their|the|last|a|pre-)(?: ?[\w'’-]+){0,2}? ?(?:levels?"
    r"|peak|high"
    r"|record|year['’]s|year (?:ago|earlier))\b"
)
_THAN = re.compile(
    rf"\b(?:more|less|fewer|higher|lower|bigger|smaller|larger) than{_FILLER}{{0,3}}"
    r"(?: last (?:year|month|week|season|quarter)['’]s)? ?[$£€¥]?$"
)
_TIMES = re.compile(
    r"\b(?:double|twice|triple|treble|quadruple|times|half)"
    r"(?P<whose> (?:last (?:year|month|week|season|quarter)['’]s|the (?:previous"
    r"|prior) year['’]s))?"
    rf"{_FILLER}{{0,3}} ?[$£€¥]?$"
)
_SIZE = re.compile(r"\d\S*(?: per ?cent| percent| million| billion)? $")
_NEAR = 160
"""Characters before a number in which its comparison stands."""
_HOPED = re.compile(r"^ ?(?:\w+ ){0,3}?(?:expected|forecast|predicted|hoped|needed|required)\b")
_WORTH = re.compile(
    r"\b(?P<noun>[a-z]+)(?: (?:in|to) (?:[\w'’-]+ ){0,3}?[\w'’-]+)? (?:of|worth|averaging|totalling"
    rf"|totaling|amounting to){_FILLER}{{0,3}} ?[$£€¥]?$"
)
_ENDED_AT = re.compile(
    rf"^(?: (?:higher|lower|points?|per cent|percent))?,? (?:at|to){_FILLER}{{0,3}} ?[$£€¥]?$"
)
_AGAINST_IT = re.compile(rf"^[^.;:()]{{0,40}}?,{_FILLER}{{0,3}} ?[$£€¥]?$")
_GUIDANCE = re.compile(r"\bof (?:up|down)\b(?:[^.;:]|\.(?=\d)){0,40}$")
_COMPARED = re.compile(
    rf"\b(?:compared (?:with|to)|against|versus|vs\.?){_FILLER}{{0,4}} ?[$£€¥]?$"
)
_EARLIER = re.compile(
    r"^[^.;]{0,25}\b(?:earlier|before|ago|last|previous|prior|in (?:1\d|20)\d\d|in (?:january"
    r"|february|march|april"
    r"|may|june|july|august|september|october|november|december))\b"
)
_COORDINATED = re.compile(
    r"^[^.;:()]{0,60}?(?:,|\band|\bor|, and|, or) $|^[^.;:()]{0,60}?\b(?:and|or) (?:up|down) $"
)
_ABOVE = frozenset({"above", "below", "past", "beyond", "under", "beneath"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The words of the sentence on both sides of a number, hedge left out, in lower case."""

    before: str
    after: str
    hedge: str


def change_of(
    quantity: Quantity,
    binding: Binding,
    grammar: Grammar,
    others: Sequence[Quantity],
    previous: tuple[Quantity, Change | None] | None = None,
) -> Change | None:
    """The part of a number in a movement, or ``None`` for a plain level.

    ``others`` are the quantities of the same sentence, this one among them; ``previous`` the one
    before it there with its own change.
    """
    if quantity.change is not None:
        return quantity.change
    if quantity.kind is Kind.RANK:
        return None
    low, sides = _sides(quantity, binding, grammar)
    return (
        _up_from(sides.before, quantity, others, low)
        or _up_by(sides.before)
        or _set_off(sides, quantity)
        or _higher(sides.after, quantity)
        or _coordinated(quantity, binding, grammar, previous)
        or _ended_at(quantity, previous, grammar)
        or _by_noun(binding, grammar)
        or _worth(sides.before, quantity)
        or _by_preposition(sides, quantity, binding, grammar)
        or _compared(sides)
        or _by_verb(quantity, binding, grammar)
        or _moved_after(sides.after, quantity, others)
        or _set_against(quantity, others, grammar)
    )


def _sides(quantity: Quantity, binding: Binding, grammar: Grammar) -> tuple[int, Sides]:
    syntax = grammar.syntax
    low, high = syntax.chars(*syntax.bounds(binding.first))
    edge, hedge = quantity.start, ""
    if quantity.hedge is not None and quantity.hedge[0] < quantity.start:
        edge = max(low, quantity.hedge[0])
        hedge = syntax.text[quantity.hedge[0] : quantity.hedge[1]].lower()
    before, after = syntax.text[low:edge].lower(), syntax.text[quantity.end : high].lower()
    return low, Sides(before.replace("\n", " "), after, hedge.strip())


def _up_from(
    before: str, quantity: Quantity, others: Sequence[Quantity], low: int
) -> Change | None:
    """ "up from 180", "down from a high of 4%": the old level."""
    found = _UP_FROM.search(before)
    if found is None:
        return None
    at = low + found.start("rest")
    if not any(at <= other.start < quantity.start for other in others):
        moved = re.search(r"\bto\b(?! (?:a|the)\b)|,", found["rest"])
        return None if moved else Change.FROM_LEVEL
    if _GUIDANCE.search(before) or re.search(r"\band(?: from)?(?: \w+){0,2} ?[$£€]?$", before):
        return Change.FROM_LEVEL
    return None


def _up_by(before: str) -> Change | None:
    """ "up 180", "down by about 4%", "+12"."""
    found = _UP_BY.search(before)
    if found is None:
        return None
    word = (found[1] or found[2]).strip()
    return Change.INCREASE_BY if word in ("up", "higher by", "+", "plus") else Change.DECREASE_BY


def _set_off(sides: Sides, quantity: Quantity) -> Change | None:
    """ "12% more than the £34m agreed", "double last year's £44m": the figure of another time."""
    if _HOPED.match(sides.after):
        return None
    near = sides.before[-_NEAR:]
    than = _THAN.search(near)
    if than is not None:
        known = near[than.start() :].rstrip(" $£€¥").endswith(("the", "its", "their", "s"))
        measured = _SIZE.search(near[: than.start()])
        return Change.FROM_LEVEL if known and measured else None
    times = _TIMES.search(near)
    if times is None or quantity.kind is Kind.DURATION:
        return None
    return Change.FROM_LEVEL if times["whose"] or _EARLIER.match(sides.after) else None


def _higher(after: str, quantity: Quantity) -> Change | None:
    """ "3% higher than in May", "closed 2% lower", "12% above its 2019 level"."""
    found = _HIGHER.match(after)
    if found is None or quantity.kind is Kind.DURATION:
        return None
    word = found["word"] or found["ended"] or found["side"]
    return Change.INCREASE_BY if word in ("higher", "more", "above") else Change.DECREASE_BY


def _ended_at(
    quantity: Quantity, previous: tuple[Quantity, Change | None] | None, grammar: Grammar
) -> Change | None:
    """ "up 8% at £42m", "closed 2% lower at 410p": the level that a movement ended at."""
    if previous is None or previous[1] not in (Change.INCREASE_BY, Change.DECREASE_BY):
        return None
    edge = quantity.hedge[0] if quantity.hedge else quantity.start
    between = grammar.syntax.text[previous[0].end : max(previous[0].end, edge)].lower()
    if _ENDED_AT.match(between) is None or previous[0].kind is Kind.DURATION:
        return None
    grew = previous[1] is Change.INCREASE_BY
    return Change.INCREASE_TO if grew else Change.DECREASE_TO


def _set_against(quantity: Quantity, others: Sequence[Quantity], grammar: Grammar) -> Change | None:
    """ "averaged $133, 23% higher than in 2020": $133 is the new level."""
    text = grammar.syntax.text
    after = [other for other in others if other.start >= quantity.end]
    if not after or quantity.kind is Kind.DURATION:
        return None
    size = min(after, key=lambda other: other.start)
    edge = min(size.start, size.hedge[0]) if size.hedge else size.start
    if _AGAINST_IT.match(text[quantity.end : edge].lower()) is None:
        return None
    higher = _HIGHER.match(text[size.end : size.end + 90].lower())
    if higher is None or higher["word"] is None:
        return None
    return Change.INCREASE_TO if higher["word"] in ("higher", "more") else Change.DECREASE_TO


def _worth(before: str, quantity: Quantity) -> Change | None:
    """ "a pay rise worth 5%", "increases averaging 4%", "a rise in rents of 6%"."""
    found = _WORTH.search(before[-_NEAR:])
    if found is None or quantity.kind in (Kind.DURATION, Kind.RANK):
        return None
    noun = found["noun"].removesuffix("s")
    if noun in UP_NOUNS:
        return Change.INCREASE_BY
    return Change.DECREASE_BY if noun in DOWN_NOUNS else None


def _coordinated(
    quantity: Quantity,
    binding: Binding,
    grammar: Grammar,
    previous: tuple[Quantity, Change | None] | None,
) -> Change | None:
    """The part of the number before, when "and" or a comma alone ties this one to it."""
    if previous is None or previous[1] is Change.MULTIPLE_OF:
        return None
    return previous[1] if is_coordinated(quantity, binding, grammar, previous[0]) else None


def is_coordinated(quantity: Quantity, binding: Binding, grammar: Grammar, other: Quantity) -> bool:
    """Whether only "and" or a comma stands between two numbers of one kind and unit.

    So it is in "3% in May and 4% in June", not in "26 fires and 11 floods".
    """
    if other.kind is not quantity.kind or other.unit != quantity.unit:
        return False
    edge = quantity.hedge[0] if quantity.hedge else quantity.start
    between = grammar.syntax.text[other.end : max(other.end, min(edge, quantity.start))].lower()
    if _COORDINATED.search(between) is None:
        return False
    first, last = grammar.tokens(other.end, quantity.start)
    if any(grammar.is_verb(token) for token in range(first, min(last, binding.first))):
        return False
    return quantity.kind is not Kind.COUNT or binding.noun < 0


def _by_noun(binding: Binding, grammar: Grammar) -> Change | None:
    """ "a 3% cut", "growth of 3%", "growth was 3%"; "a cut to 4%" is left to the preposition."""
    syntax = grammar.syntax
    noun = binding.noun
    if noun >= binding.last and (change := _noun_way(noun, grammar)):
        return change
    if noun >= binding.last and syntax.heads[noun] > noun and grammar.lemma(noun) in _STEPS:
        return _noun_way(syntax.heads[noun], grammar)  # "a 0.3-point *drop*"
    of = binding.prep >= 0 and syntax.words[binding.prep] == "of"
    if of and grammar.is_noun(binding.governor):
        return _noun_way(binding.governor, grammar)
    is_said = grammar.lemma(binding.verb) == "be" and binding.role in ("attr", "dep")
    share = syntax.words[binding.last - 1] in ("%", "percent", "cent", "points")
    return _noun_way(binding.subject, grammar) if is_said and share else None


def _noun_way(noun: int, grammar: Grammar) -> Change | None:
    if not grammar.is_noun(noun):
        return None
    lemma = grammar.lemma(noun)
    if lemma in UP_NOUNS:
        return Change.INCREASE_BY
    return Change.DECREASE_BY if lemma in DOWN_NOUNS else None


def _by_preposition(
    sides: Sides, quantity: Quantity, binding: Binding, grammar: Grammar
) -> Change | None:
    if found := _TO_FROM.search(sides.before):
        word = str(found[1])
    elif _FROM_OF.search(sides.before):
        word = "from"
    elif sides.hedge in _ABOVE:
        word = "to"
    else:
        return None
    modifies = binding.noun >= binding.last or sides.after.startswith("-")
    if quantity.kind in (Kind.MEASUREMENT, Kind.DURATION) and modifies:
        return None  # "lowered into a 20-foot-deep well"
    mover, way = mover_of(binding, grammar)
    if mover < 0 or (word != "by" and not _moves_count(quantity, binding, mover, grammar)):
        return None
    if word == "from":
        return Change.FROM_LEVEL
    if not way and grammar.lemma(mover) == "bring" and word == "to":
        way = 1 if grammar.lemma(moved_by(mover, grammar)) in _TALLIES else 0
    if not way:
        return None
    if word == "by":
        return Change.INCREASE_BY if way > 0 else Change.DECREASE_BY
    return Change.INCREASE_TO if way > 0 else Change.DECREASE_TO


def _moves_count(quantity: Quantity, binding: Binding, mover: int, grammar: Grammar) -> bool:
    """Whether what moves can be counted by this number: not "boost aid to 12 countries"."""
    if quantity.kind is not Kind.COUNT or binding.noun < binding.last:
        return True
    syntax = grammar.syntax
    noun = grammar.lemma(binding.noun)
    if syntax.words[binding.noun] in PEOPLE and grammar.is_verb(mover):
        return True
    moved = syntax.child(mover, "dobj")
    if moved < 0:
        moved = syntax.child(mover, "nsubj", "nsubjpass")
    if moved < 0:
        moved = grammar.subject(mover) if grammar.is_verb(mover) else mover
    if moved < 0:
        return True
    lemma = grammar.lemma(moved)
    return lemma in GENERIC_NOUNS or lemma in _STOCKS or lemma == noun or moved == binding.noun


def _compared(sides: Sides) -> Change | None:
    """ "against 156 two years earlier": the level that another is compared with."""
    if _COMPARED.search(sides.before) and _EARLIER.match(sides.after):
        return Change.FROM_LEVEL
    return None


def _by_verb(quantity: Quantity, binding: Binding, grammar: Grammar) -> Change | None:
    """ "rose 3.5 percent", "cut 5,000 jobs", "grew at 3%", "capacity reached 12 GW"."""
    verb = binding.verb
    if binding.role.startswith("nsubj") or verb < 0 or verb > binding.first:
        return None
    lemma = grammar.lemma(verb)
    prep = grammar.syntax.words[binding.prep] if binding.prep >= 0 else ""
    share = quantity.kind in (Kind.PERCENT, Kind.PERCENTAGE_POINTS)
    speed = share or quantity.kind is Kind.RATE
    if prep and not (prep in ("at", "of") and speed and lemma in _SPEED_VERBS):
        return None
    modifies = binding.noun >= binding.last
    if lemma == "reach" and binding.role == "dobj" and quantity.kind is not Kind.DURATION:
        if modifies and quantity.kind is not Kind.COUNT:
            return None  # "reached a $3m agreement"
        if quantity.unit in _PEAKS or _is_supposed(verb, grammar):
            return None
        return Change.INCREASE_TO if _is_level(binding, grammar) else None
    if quantity.unit in _LENGTHS and grammar.lemma(binding.subject) not in _LEVELS:
        return None
    if quantity.kind is Kind.DURATION or lemma in HUMAN_VERBS:
        return None
    counts = modifies and quantity.kind is Kind.COUNT and lemma not in _COUNT_VERBS
    if counts and grammar.lemma(binding.noun) not in _STEPS:
        return None  # "dropped eight bombs" moves no level
    if lemma in ("lose", "shed", "gain", "shave", "raise") and quantity.kind is Kind.MONEY:
        return None
    if lemma in UP:
        return Change.INCREASE_BY
    return Change.DECREASE_BY if lemma in DOWN else None


def _is_supposed(verb: int, grammar: Grammar) -> bool:
    """Whether a verb stands in a condition: "if warming reaches 2C"."""
    syntax = grammar.syntax
    return any(syntax.words[kid] in ("if", "unless") for kid in syntax.kids[verb] if kid < verb)


def _is_level(binding: Binding, grammar: Grammar) -> bool:
    """Whether the subject can have a level: no name, no person."""
    syntax = grammar.syntax
    subject = binding.subject
    return subject >= 0 and syntax.tags[subject] in ("NN", "NNS", "PRP", "DT", "VBG")


def _moved_after(after: str, quantity: Quantity, others: Sequence[Quantity]) -> Change | None:
    """ "X, up from Y", "X, an increase of 3%": X is the new level."""
    found = _MOVED_AFTER.match(after)
    if found is None:
        return None
    at = quantity.end + found.start("word")
    between = [other for other in others if quantity.end <= other.start < at]
    if any(other.kind is not Kind.DURATION for other in between):
        return None
    if quantity.kind is Kind.DURATION and len(others) > 1:
        return None
    word = found["word"].split()[-1]
    return Change.INCREASE_TO if word == "up" or word in UP_NOUNS else Change.DECREASE_TO
