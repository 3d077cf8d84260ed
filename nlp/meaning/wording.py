"""The words of a measure phrase: which tokens of a noun or verb belong to it."""

import re
from collections.abc import Sequence

from nlp.lexicon import words
from nlp.meaning.level import COPULAS, GENERIC_NOUNS
from nlp.meaning.printing import Part, Printer
from nlp.meaning.record import NumberFrame
from nlp.text import TOTALS, Border, Grammar, Span, noun_phrase
from nlp.text.dateline import behind_dateline
from nlp.text.tags import FINITE_TAGS, TIME_LABELS
from terms.enums import Kind

LONGEST = 12
"""Words of the longest measure phrase."""

_LEADING = frozenset({"DT", "PRP$", "CD", "RB", "PDT", "WDT", "WP$", "EX", "CC", "IN"}) | {
    *("``", "''", ",", ":", "-LRB-", "-RRB-", "HYPH", "POS", "$", "_SP", "NFP")
}
_INNER = frozenset({"``", "''", "-LRB-", "-RRB-", "_SP", "$", "NFP"})
STOPS = frozenset({",", ";", ":", "(", ")", "—", "–", ".", "?", "!"}) | words("measures", "stop")
"""Marks and words that end a part of a phrase."""
_ARTICLES = frozenset({"the", "a", "an"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_OBJECTS = frozenset({"dobj", "prt", "acomp", "oprd", "attr", "dative"})
_ARGUMENTS = _OBJECTS | {"xcomp", "prep", "agent", "pcomp"}
_NO_ARGUMENT = words("measures", "adjunct")
_PLACES = frozenset({"GPE", "LOC", "FAC", "ORG"})
_NUMBERS = frozenset({"", "CARDINAL", "MONEY", "QUANTITY", "PERCENT"})
_THEM = words("people", "pointer")
_NAMING = frozenset({"NNP", "NN"})
_PARTICLES = frozenset({"out", "off", "up", "down", "away", "back", "over"})
_BRACKETS = frozenset({"[", "]", "{", "}", "|", "*", "•", "%"})
_LEADING_WORDS = words("measures", "leading")
_WITHIN = frozenset({"poss", "compound", "nmod", "amod", "npadvmod"})
_BRACKETED = 8
"""Tokens of the longest bracket that is looked past."""
_SUBJECT = 6
"""Tokens of a named subject that are kept."""
_ARGUMENT = 8
"""Tokens of a verb's arguments that are kept."""
_DECIDING = words("measures", "adverb")
"""Adverbs without which a verb says something else: "*critically* injured"."""
_SEVERAL = words("measures", "several")
_SITE = re.compile(r"\w\.(?:com|org|net|tv)\b", re.IGNORECASE)
_DASHES = frozenset({"-", "--", "|", "«", "»", ">", ">>"})
_JOINED = 4
"""Tokens from "and" to the noun that it joins, at most."""
_MANY = frozenset({"NNS", "NNPS"})
_QUALITIES = frozenset({"JJ", "JJR", "NN", "NNP", "VBN", "VBG", "HYPH"})
_NEAR_CLAUSE = 4
"""Tokens behind a noun within which its relative clause begins."""


class Wording:
    """The tokens around one number that a phrase may use."""

    def __init__(
        self,
        frame: NumberFrame,
        left_out: Sequence[Span],
        grammar: Grammar,
        criteria: Sequence[Span] = (),
    ) -> None:
        """``criteria`` are spans of numbers that only say which ones are meant."""
        self._grammar, self._syntax = grammar, grammar.syntax
        self.printer = Printer(grammar)
        self._out = set(range(frame.first, frame.last))
        self.opens = frame.first
        """The first token of the number and its hedge."""
        if frame.quantity.hedge is not None:
            hedge = grammar.tokens(*frame.quantity.hedge)
            self.opens = min(hedge[0], frame.first)
            self._out |= set(range(*hedge))
        for span in left_out:
            self._leave_out(*grammar.tokens(*span))
        if grammar.word(frame.first - 1) == "of" and grammar.lemma(frame.first - 2) in TOTALS:
            self._leave_out(frame.first - 2, frame.first)
        inside = (at for span in criteria for at in range(*grammar.tokens(*span)))
        self._criteria = frozenset(inside) - self._out
        self._first = frame.first
        low, high = self._syntax.bounds(frame.first)
        self._out |= set(range(low, min(behind_dateline(low, high, self._syntax), frame.first)))

    def _leave_out(self, first: int, last: int) -> None:
        """Leave out a span, with the preposition before it where no noun is left behind it."""
        low, _ = self._syntax.bounds(first)
        alone = not any(
            self._syntax.heads[at] >= last and self._syntax.deps[at] != "punct"
            for at in range(first, last)
        )
        while alone and first > low and self._syntax.tags[first - 1] in ("IN", "DT"):
            first -= 1
        self._out |= set(range(first, last))

    def is_person(self, token: int) -> bool:
        """Whether a token is a name that was taken for a person's."""
        entity = self._syntax.entity(token)
        if entity is None or entity[2] != "PERSON" or self._syntax.tags[token] != "NNP":
            return False
        opens = entity[0] == self._syntax.bounds(token)[0]  # "Turnout was 61%"
        return not (opens and entity[1] - entity[0] == 1)

    def leave_out(self, token: int) -> None:
        """Leave a word out of every phrase."""
        self._out.add(token)

    def is_out(self, token: int) -> bool:
        """Whether a token is no part of any measure."""
        return token in self._out

    # --- nouns ----------------------------------------------------------------------------------

    def top(self, token: int) -> int:
        """The noun that a noun stands before and belongs to: "a 48-page *report*"."""
        syntax = self._syntax
        if syntax.words[token] == "ex" and self._grammar.word(token + 1) == "-":
            token += 2  # "five *ex*-ministers"
        for _ in range(3):
            head = syntax.heads[token]
            inside = syntax.deps[token] in _WITHIN and token < head <= token + 5
            if not inside or not self._grammar.is_noun(head) or head in self._out:
                break
            token = head
        return token

    def behind_number(self, frame: NumberFrame, openers: frozenset[str]) -> Part:
        """What a preposition right behind a number says: "$3m *for a bridge*"."""
        syntax, at = self._syntax, frame.last
        if at >= syntax.bounds(frame.first)[1] or syntax.words[at] not in openers:
            return ()
        if syntax.tags[at] not in ("IN", "TO"):
            return ()
        owner = syntax.heads[at] if syntax.deps[at] == "aux" else at  # "to settle claims"
        return self._trimmed(range(at, min(syntax.edges(owner)[1], at + _ARGUMENT)))

    def trimmed_at(self, at: int, openers: frozenset[str]) -> Part:
        """What a word at a token opens, if it is one of these: "*for* stealing from a school"."""
        syntax = self._syntax
        _, high = syntax.bounds(self._first)
        if at >= high or syntax.words[at] not in openers:
            return ()
        return self._trimmed(range(at, min(max(syntax.edges(at)[1], at + 1), at + _ARGUMENT)))

    def sum_in(self, frame: NumberFrame) -> int | None:
        """The noun of a sum: "$3m *in loans*"."""
        syntax, at = self._syntax, frame.last
        if self._grammar.word(at) != "in":
            return None
        noun = syntax.find(at, "pobj")
        if noun is None or noun in self._out or not self._grammar.is_noun(noun):
            return None
        return None if syntax.label(noun) or syntax.find(noun, "det") is not None else noun

    def label_before(self, frame: NumberFrame) -> tuple[int, ...]:
        """The few words before a colon that a number follows, if a noun is among them."""
        syntax, first = self._syntax, frame.first
        if self._grammar.word(first - 1) != ":":
            return ()
        low, _ = syntax.bounds(first)
        label = [
            at
            for at in range(low, first - 1)
            if at not in self._out and syntax.tags[at] not in _INNER | {":", "NFP", "."}
        ]
        while label and syntax.tags[label[0]] in _LEADING:
            label.pop(0)
        named = any(self._grammar.is_noun(at) and not syntax.raw[at].isupper() for at in label)
        told = any(syntax.tags[at] in ("VBZ", "VBP", "MD") for at in label)
        return tuple(label) if named and not told and len(label) <= _SUBJECT else ()

    def past_brackets(self, at: int) -> int:
        """The first token behind what stands in brackets there: a sum in another unit."""
        while self._grammar.word(at) == "(" and ")" in self._syntax.words[at : at + _BRACKETED]:
            at = self._syntax.words.index(")", at) + 1
        return at

    def said_of(self, frame: NumberFrame) -> Part:
        """What stands right behind a share that names no whole: "58% *opposed to the deal*"."""
        syntax, at = self._syntax, frame.last
        _, high = syntax.bounds(frame.first)
        if frame.quantity.kind is not Kind.PERCENT or at + 1 >= high or frame.level is not None:
            return ()
        if syntax.tags[at : at + 2] == ["RB", "VBN"]:  # "40% *fully vaccinated*"
            return (at, at + 1)
        noun = syntax.find(at, "pobj") if syntax.words[at] == "in" else None
        apart = noun is not None and not syntax.label(noun) and syntax.find(noun, "det") is None
        if syntax.tags[at] != "VBN" and not apart:
            return ()
        return self._trimmed(range(at, min(high, at + _ARGUMENT)))

    def of_them(self, frame: NumberFrame) -> Part:
        """Where a part is: "two of them *in intensive care*"."""
        at, grammar = frame.last, self._grammar
        if grammar.word(at) != "of" or grammar.word(at + 1) not in _THEM:
            return ()
        _, high = self._syntax.bounds(frame.first)
        if at + 2 >= high or self._syntax.tags[at + 2] != "IN":
            return ()
        return self._trimmed(range(at + 2, min(high, at + 2 + _ARGUMENT)))

    def noun(self, token: int) -> Part:
        """A noun with what stands before it, from its first modifier on."""
        first, _ = noun_phrase(self._syntax, token, Border.COMPLEMENTS)
        if first < self._first < token and self._syntax.tags[self._first - 1] == "CC":
            first = self._first  # "a 16-year-old and two *children*"
        if self._syntax.words[max(0, first - 2) : first] == ["ex", "-"]:
            first -= 2
        inside = [at for at in range(first, token + 1) if at not in self._out]
        pointing = [at for at in inside if self._syntax.words[at] in _THEM]
        inside = [at for at in inside if at > max(pointing, default=-1)]  # "14 of *them* children"
        while inside and inside[0] != token and self._leads(inside[0]):
            inside.pop(0)
        return tuple(
            at
            for place, at in enumerate(inside)
            if self._is_word(at)
            and not self._counts_other(at)
            and not self._is_broken(inside, place)
        )

    def alike(self, token: int) -> Part:
        """A plural joined to the plural that a number counts: "40 men *and young women*".

        Nothing but qualities may stand before it, and behind it no "of".
        """
        syntax, at = self._syntax, token + 1
        if syntax.deps[token] == "conj":  # "his wife, two children and other relatives"
            return ()
        other = syntax.find(token, "conj")
        if (
            other is None
            or self._grammar.word(at) not in ("and", "or")
            or syntax.heads[at] != token
        ):
            return ()
        if not at < other <= at + _JOINED or not {syntax.tags[token], syntax.tags[other]} <= _MANY:
            return ()
        inner, _ = syntax.edges(other)
        first = inner + (syntax.words[inner] == "their")  # "interpreters *and their families*"
        qualities = (
            syntax.tags[k] in _QUALITIES and k not in self._out for k in range(first, other)
        )
        behind = (kid for kid in syntax.kids[other] if kid > other)
        own = any(syntax.deps[kid] != "prep" or syntax.words[kid] == "of" for kid in behind)
        own = own or syntax.words[first] in _SEVERAL
        alone = inner == at + 1 and not own and all(qualities)
        return tuple(range(at, other + 1)) if alone else ()

    def _leads(self, at: int) -> bool:
        """Whether a word stands before a noun phrase and says nothing of what it counts."""
        syntax = self._syntax
        if self._grammar.word(at + 1) == "-" and syntax.ends[at] == syntax.starts[at + 1]:
            return False  # "hard-boiled", "in-house"
        degree = syntax.words[at] in _LEADING_WORDS and not syntax.tags[at + 1].startswith("JJ")
        return syntax.tags[at] in _LEADING or degree

    def _is_word(self, at: int) -> bool:
        """Whether a token is a word and not a mark; hyphens and apostrophes are words."""
        syntax = self._syntax
        if at in self._criteria and syntax.tags[at] == "$":
            return True
        return syntax.tags[at] not in _INNER and syntax.words[at] not in _BRACKETS

    def _is_broken(self, inside: Sequence[int], place: int) -> bool:
        """Whether a hyphen has lost what stood before it, or a word that hangs on one."""
        at = inside[place]
        if self._syntax.tags[at] == "HYPH":
            return not place or inside[place - 1] != at - 1 or self._counts_other(at - 1)
        syntax = self._syntax
        tied = (
            at >= 2 and syntax.tags[at - 1] == "HYPH" and syntax.ends[at - 1] == syntax.starts[at]
        )
        hangs = tied and place < len(inside) - 1
        return hangs and (at - 2 in self._out or self._counts_other(at - 2))

    def behind(self, token: int) -> Part:
        """What a noun is of, for or in, and participles and infinitives right behind it."""
        syntax = self._syntax
        _, last = noun_phrase(syntax, token, Border.COMPLEMENTS)
        if self._grammar.word(token + 2) == "which" and syntax.words[token + 1] == "of":
            above = syntax.heads[syntax.heads[token]]  # "coal, the price of which rose"
            clause = syntax.deps[syntax.heads[token]] == "relcl" and self._grammar.is_noun(above)
            return (token + 1, *self.noun(above)) if clause else ()
        number = syntax.heads[syntax.heads[token]]
        of_number = syntax.deps[token] == "pobj" and self._grammar.lemma(number) in GENERIC_NOUNS
        told = syntax.find(number, "acl", "relcl") if of_number else None
        if told is not None and syntax.edges(told)[0] == last == token + 1:
            last = syntax.edges(told)[1]  # tied to "the *number* of patients waiting"
        return self._trimmed(range(token + 1, last))

    def aims(self, part: Part) -> bool:
        """Whether a part begins with an infinitive."""
        return bool(part) and isinstance(part[0], int) and self._syntax.tags[part[0]] == "TO"

    def named(self, token: int) -> Part:
        """A subject, shortened."""
        noun = self.noun(token)
        whole = (*noun, *self.behind(token))
        joined = self._joined(token)
        if noun and joined:
            whole = (*noun, *joined)
        whole = whole if len(whole) <= _SUBJECT else self._shortened(noun)
        before = whole[0] - 1 if whole and isinstance(whole[0], int) else -1
        article = before >= 0 and self._syntax.words[before] in _ARTICLES
        return (before, *whole) if article and before not in self._out else whole

    def _shortened(self, noun: Part) -> Part:
        """The last words of a noun, none of them without what a hyphen ties it to."""
        tags, kept = self._syntax.tags, noun[-_SUBJECT:]
        while kept and isinstance(kept[0], int) and "HYPH" in tags[kept[0] - 1 : kept[0] + 1]:
            kept = kept[1:]
        return kept

    def _joined(self, token: int) -> Part:
        """What is joined to a noun right behind it: "the mayor *and the clerk*"."""
        syntax, at = self._syntax, token + 1
        if self._grammar.word(at) != "and" or syntax.heads[at] != token:
            return ()
        other = syntax.find(token, "conj")
        if other is None or not at < other <= at + 3 or not self._grammar.is_noun(other):
            return ()
        return self._trimmed(range(at, other + 1))

    def relative(self, token: int, *, apart: bool = False) -> tuple[Part, Part]:
        """The relative clause right behind a noun, up to its first stop: to its verb, and on.

        ``apart``: also one behind a comma or dash.
        """
        syntax = self._syntax
        for kid in syntax.kids[token]:
            if syntax.deps[kid] != "relcl" or not token < kid:
                continue
            low, high = syntax.edges(kid)
            if low - token > _NEAR_CLAUSE or low <= token:
                continue
            inside = range(low, min(high, kid + _ARGUMENT))
            counts = any(at in self._out and syntax.tags[at] == "CD" for at in inside)
            if counts or not (apart or STOPS.isdisjoint(syntax.words[token + 1 : low])):
                continue  # "an engine that's 20% stronger" is another number's clause
            told = self._trimmed(inside)
            cut = next((i for i, at in enumerate(told) if type(at) is int and at > kid), len(told))
            return told[:cut], told[cut:]
        return (), ()

    # --- verbs ----------------------------------------------------------------------------------

    def verb(self, verb: int) -> tuple[int, ...]:
        """A verb with its auxiliaries and a deciding adverb: "would lose", "were fatally shot"."""
        kids = self._syntax.kids[verb]
        before = [k for k in kids if k < verb and self._syntax.deps[k] in _AUXILIARIES]
        if not before and self._syntax.tags[verb] == "VB" and self._syntax.deps[verb] == "conj":
            above = self._syntax.kids[self._syntax.heads[verb]]
            before = [k for k in above if self._syntax.tags[k] == "MD"]  # "will stay and *save*"
        return (*before, *self.degree(verb))

    def is_finite(self, verb: int) -> bool:
        """Whether a verb with its auxiliaries stands in a tense: "lost", "would lose"."""
        return self._syntax.tags[min(self.verb(verb))] in FINITE_TAGS

    def degree(self, verb: int) -> tuple[int, ...]:
        """A verb with the deciding adverb right before it: "*fatally* shot"."""
        told = verb - 1 in self._syntax.kids[verb] and self._syntax.words[verb - 1] in _DECIDING
        return (verb - 1, verb) if told else (verb,)

    def joined_verb(self, verb: int) -> tuple[int, ...]:
        """A like participle that is joined to a verb right behind it: "shot *and wounded*"."""
        syntax = self._syntax
        other = syntax.find(verb, "conj")
        if self._grammar.word(verb + 1) != "and" or other is None or not verb < other <= verb + 3:
            return ()
        alike = syntax.tags[other] == syntax.tags[verb] and other not in self._out
        return tuple(range(verb + 1, other + 1)) if alike else ()

    def has_perfect(self, verb: int) -> bool:
        """Whether "have" stands before a participle: "had fled" is no passive."""
        return any(self._grammar.lemma(k) == "have" for k in self.verb(verb)[:-1])

    def is_denied(self, verb: int) -> bool:
        """Whether a verb is negated."""
        return self._syntax.find(verb, "neg") is not None

    def complements(self, verb: int, labels: frozenset[str] = _ARGUMENTS) -> Part:
        """The arguments behind a verb: particle, object, complement, prepositions."""
        syntax = self._syntax
        _, high = syntax.bounds(verb)
        found: list[int | str] = []
        copula = self._grammar.lemma(verb) in COPULAS
        qualities = ("JJ", "RB", "RP") if copula else ("JJ",)
        edge = verb + 1
        for kid in sorted(syntax.kids[verb]):
            quality = syntax.deps[kid] == "advmod" and syntax.tags[kid] in qualities
            fits = syntax.deps[kid] in labels or (quality and "acomp" in labels)
            fits |= kid in self._criteria  # "have waited *more than a year*"
            if "prt" in labels and not copula and kid == verb + 1:
                fits |= syntax.words[kid] in _PARTICLES  # "walk *out*"
            if not verb < kid < high or not fits or kid in self._out:
                continue
            if not STOPS.isdisjoint(syntax.words[edge:kid]):
                break
            if syntax.words[kid] in _NO_ARGUMENT or self._dates(kid) or self._addresses(kid):
                continue
            low, last = syntax.edges(kid)
            start = max(low, edge)
            part = self._trimmed(range(start, last))
            if len(found) + len(part) > _ARGUMENT and found:
                short = self._trimmed(range(start, start + max(0, _ARGUMENT - len(found))))
                if len(short) > 1 and self._ends_noun(short[-1]):
                    found += short  # "dead *in a double shooting* | that happened overnight"
                break
            found += self._trimmed(range(start, max(part[:_ARGUMENT], default=start - 1) + 1))
            edge = last
        return tuple(found)

    def _ends_noun(self, at: int) -> bool:
        """Whether a noun phrase ends at a token: not at the "power" of "power plant rules"."""
        syntax = self._syntax
        inner = syntax.deps[at] in (*_WITHIN, "conj") and syntax.heads[at] > at
        return (
            self._grammar.is_noun(at) and not inner and syntax.tags[at + 1] not in ("HYPH", "POS")
        )

    def _dates(self, prep: int) -> bool:
        """Whether a preposition opens an expression of time."""
        syntax = self._syntax
        if syntax.deps[prep] not in ("prep", "agent"):
            return False
        noun = syntax.find(prep, "pobj")
        return noun is not None and (syntax.label(noun) in TIME_LABELS or noun in self._out)

    def _addresses(self, prep: int) -> bool:
        """Whether a preposition opens a street address: "in the 800 *block* of Alder Street"."""
        noun = self._syntax.find(prep, "pobj")
        return noun is not None and self._syntax.words[noun] == "block"

    # --- print ----------------------------------------------------------------------------------

    def _trimmed(self, tokens: range) -> tuple[int, ...]:
        """Tokens up to the first stop, without what is left out and without loose ends."""
        syntax = self._syntax
        kept: list[int] = []
        for at in tokens:
            if syntax.words[at] in STOPS or self._ends_title(at):
                break
            joined = bool(kept) and syntax.tags[kept[-1]] == "CC"
            if joined and at in self._out:
                break  # "412 cases of cholera *and 19 deaths*"
            if at in self._out or not self._is_word(at) or self._counts_other(at):
                while kept and kept[-1] == at - 1 and syntax.tags[at - 1] in ("DT", "IN"):
                    if syntax.tags[at - 1] == "IN" and not syntax.within(at, at - 1):
                        break
                    if syntax.tags[at - 1] == "IN" and syntax.deps[at] != "pobj":
                        break
                    kept.pop()
                continue
            if syntax.tags[at] == "HYPH" and kept[-1:] != [at - 1]:
                continue
            if self._lost_number(at) and at - 1 not in kept:
                continue  # "on the four-*member* board"
            kept.append(at)
        while kept and (named := syntax.entity(kept[-1])) and named[1] > tokens.stop:
            kept.pop()  # "power back on in *Puerto* | Rico"
        whole = self.printer.without_loose_end(kept)
        while whole and self._lost_object(whole[-1]):
            whole = self.printer.without_loose_end(whole[:-1])  # "jail terms *totaling* | 24 years"
        return whole

    def _ends_title(self, at: int) -> bool:
        """Whether a site's name follows a headline: "killed in Orlo *- Orlo.com*"."""
        syntax = self._syntax
        if _SITE.search(syntax.raw[at]) is not None:
            return True
        parted = 0 < at < len(syntax.words) - 1 and syntax.words[at] in _DASHES
        return (
            parted
            and syntax.ends[at - 1] < syntax.starts[at]
            and syntax.ends[at] < syntax.starts[at + 1]
        )

    def _lost_object(self, at: int) -> bool:
        """Whether a last word is a verb whose object is cut off: "a man *killing* | his son"."""
        verb = self._syntax.tags[at] in ("VB", "VBG", "VBZ", "VBP")
        thing = self._syntax.find(at, "dobj", "attr") if verb else None
        return thing is not None and thing > at

    def _lost_number(self, at: int) -> bool:
        """Whether a hyphen ties a word before a noun to a number that is left out."""
        syntax = self._syntax
        tied = (
            at >= 2 and syntax.tags[at - 1] == "HYPH" and syntax.ends[at - 1] == syntax.starts[at]
        )
        return tied and syntax.heads[at] > at and self._counts_other(at - 2)

    def _counts_other(self, at: int) -> bool:
        """Whether a token is a number that is no part of a name."""
        if at in self._criteria:
            return False
        if self._syntax.words[at] == "%":
            return True
        counts = self._syntax.tags[at] == "CD" and self._syntax.label(at) in _NUMBERS
        return counts and not self._names(at)

    def _names(self, at: int) -> bool:
        """Whether a number belongs to the name before it: "the *Line 4* extension"."""
        syntax, before = self._syntax, at - 1
        named = before >= 0 and syntax.tags[before] in _NAMING and syntax.raw[before][:1].isupper()
        return named and at not in self._out and syntax.raw[at].isdigit()
