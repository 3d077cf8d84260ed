"""What a parse says about one number: the noun it counts, the verb it hangs on, its phrase.

``Grammar`` is the syntax of a document with lemmas; ``bind`` walks from a number's words to its
``Binding``. The parser errs most around numbers, so the words beside a number are believed before
its arcs where both can tell.
"""

from dataclasses import dataclass

from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.lexicon.vocabulary import (
    HUMAN_STATES,
    HUMAN_VERBS,
    LEVEL_VERBS,
    MOTION_VERBS,
    PREPOSITIONAL,
)
from nlp.text.lemmas import Lemmas
from nlp.text.syntax import Syntax

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_MODIFIES = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "npadvmod", "poss", "det"})
_SKIPPED_BEFORE_NOUN = frozenset(
    {"JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "RB", "RBR", "POS", "``", "''", "AFX", "PRP$"}
)
_CONTAINERS = frozenset("total number majority array lot handful host multitude".split())
_HEDGES = frozenset(
    """
    about around nearly almost some up to as many much at least more than over just only a an
    roughly
    """.split()
)
_SPANS_OF_TIME = frozenset(
    """
    year month week day night weekend decade century morning afternoon evening summer quarter
    season
    """.split()
)
_POINTING = frozenset("last this next each every that past previous".split())
_DETERMINERS = frozenset("the these those its their his her our my your all both a an".split())
_CALENDAR_NAMES = (frozenset(MONTHS) | frozenset(WEEKDAYS)) - {"may", "march", "sun"} | frozenset(
    {"yesterday", "today", "tonight", "tomorrow", "a.m.", "p.m."}
)


@dataclass(frozen=True, slots=True)
class Binding:
    """How a number stands in its sentence; tokens are indexes, -1 is none.

    ``first``/``last`` the number's own tokens, ``anchor`` their head, ``noun`` what is counted or
    measured right beside it ("17 *cases*", "hundreds of *people*", "a $3m *fine*"), ``verb`` the
    verb that governs the phrase, ``role`` the dependency label under it, ``prep`` the preposition
    between phrase and governor ("rose *to* 40"), ``governor`` the token above phrase and
    preposition, ``subject`` the subject of ``verb``.
    """

    first: int
    last: int
    anchor: int
    noun: int
    verb: int
    role: str
    prep: int
    governor: int
    subject: int


class Grammar:
    """The syntax of one document with the lemmas of its words."""

    def __init__(self, syntax: Syntax, lemmas: Lemmas) -> None:
        self.syntax = syntax
        self._lemmas = lemmas

    def lemma(self, token: int | None) -> str:
        """The lemma of a token in lower case; "" for none."""
        if token is None or token < 0:
            return ""
        return self._lemmas(self.syntax.words[token], self.syntax.tags[token])

    def lemma_of(self, word: str, tag: str) -> str:
        """The lemma of a word that is no token of the text."""
        return self._lemmas(word, tag)

    def is_parsed(self, binding: Binding) -> bool:
        """Whether the sentence of a number was parsed."""
        return self.syntax.tags[binding.anchor] != ""

    def has_verb(self, binding: Binding) -> bool:
        """Whether the sentence of a number has a verb (a word that names a state will do)."""
        syntax = self.syntax
        low, high = syntax.bounds(binding.first)
        return any(
            syntax.tags[token] in VERB_TAGS or syntax.words[token] in HUMAN_STATES
            for token in range(low, high)
        )

    def is_noun(self, token: int | None) -> bool:
        """Whether a token is tagged as a noun or name; none is not."""
        if token is None or token < 0 or self.syntax.tags[token] not in NOUN_TAGS:
            return False
        word = self.syntax.words[token]
        return word[0].isalnum() or word[-1].isalnum()  # no emoji, no stray marks

    def is_verb(self, token: int | None) -> bool:
        """Whether a token is tagged as a verb form; none is not."""
        return token is not None and token >= 0 and self.syntax.tags[token] in VERB_TAGS

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """First token and past the last of those that touch a character span."""
        syntax = self.syntax
        first = syntax.token_at(start)
        if syntax.ends[first] <= start and first + 1 < len(syntax.starts):
            first += 1
        last = first + 1
        while last < len(syntax.starts) and syntax.starts[last] < end:
            last += 1
        return first, last

    def anchor(self, first: int, last: int) -> int:
        """The token of a span whose head lies outside it; the last of several."""
        heads = self.syntax.heads
        found = last - 1
        for token in range(first, last):
            head = heads[token]
            if (head < first or head >= last or head == token) and self.syntax.deps[
                token
            ] != "punct":
                found = token
        return found

    def bind(self, start: int, end: int) -> Binding:
        """The binding of the number at a character span of a parsed sentence."""
        first, last = self.tokens(start, end)
        anchor = self.anchor(first, last)
        noun = self._noun_of(first, last, anchor)
        top = self._top(anchor, noun, first, last)
        prep, governor, role = self._climb(top)
        verb = self._verb_over(governor)
        beside = self._verb_before(first)
        if beside >= 0 and beside != verb:
            verb, governor, prep, role = beside, beside, -1, "dobj"
        return Binding(first, last, anchor, noun, verb, role, prep, governor, self.subject(verb))

    def _verb_before(self, first: int) -> int:
        """A verb of level or movement right before the number ("reached about 12"), or -1."""
        syntax = self.syntax
        low, _ = syntax.bounds(first)
        at = first - 1
        while at >= low and (
            syntax.words[at] in _HEDGES or syntax.tags[at] in ("$", "JJR", "JJS", "RBR")
        ):
            at -= 1
        if at >= low and syntax.tags[at] in ("VBD", "VBZ", "VBP", "VBG", "VB"):
            lemma = self.lemma(at)
            return at if lemma in LEVEL_VERBS or lemma in MOTION_VERBS else -1
        if at >= low and syntax.tags[at] == "NNS":  # "Fire kills 7, *wounds* 30"
            return at if self._lemmas(syntax.words[at], "VBZ") in HUMAN_VERBS else -1
        return -1

    def preposition_before(self, first: int) -> str:
        """The word before a number, hedges aside: "from *around* 12"."""
        syntax = self.syntax
        low, _ = syntax.bounds(first)
        at = first - 1
        while at >= low and (syntax.words[at] in _HEDGES - {"to", "up"} or syntax.tags[at] == "$"):
            at -= 1
        return syntax.words[at] if at >= low else ""

    def verbs_over(self, binding: Binding) -> list[int]:
        """The verbs above a number, nearest first."""
        syntax = self.syntax
        token = binding.verb if binding.verb >= 0 else binding.anchor
        verbs: list[int] = []
        for _ in range(14):
            if self.is_verb(token) and token not in verbs:
                verbs.append(token)
            head = syntax.heads[token]
            if head == token:
                return verbs
            token = head
        return verbs

    def _noun_of(self, first: int, last: int, anchor: int) -> int:
        """The noun right of the number or under its "of"; else the noun it modifies."""
        noun = self.noun_after(last)
        if noun >= 0:
            return noun
        head = self.syntax.heads[anchor]
        if self.syntax.deps[anchor] in _MODIFIES and self.is_noun(head) and head >= last:
            if self._is_other_name(head):
                return -1
            low, high = self.syntax.bounds(anchor)
            if low <= head < high and head - last <= 6:
                return head
        return -1

    def noun_after(self, token: int) -> int:
        """The head of the noun phrase that starts at a token, or -1.

        Adjectives and participles are stepped over, "of" and "of the" too; the last noun of an
        unbroken row is the head ("27 nursing *homes*", "hundreds of *demonstrators*").
        """
        syntax = self.syntax
        if token >= len(syntax.words):
            return -1
        _, stop = syntax.bounds(token - 1 if token else 0)
        at = token
        if at + 1 < stop and syntax.tags[at] == "HYPH" and self.is_noun(at + 1):
            return at + 1  # "a 48-*page* report"
        if at < stop and syntax.words[at] == "of":
            at += 1
            while at < stop and syntax.words[at] in _DETERMINERS:
                at += 1
        priced = at > token and at + 2 < stop and syntax.tags[at : at + 2] == ["$", "CD"]
        if priced and self.is_noun(at + 2):
            at += 2  # "hundreds of $5 *tickets*"
        if at > token and syntax.words[at - 1] in _DETERMINERS:
            # "21 of the more than 200 hostages": what the whole counts, the part does too.
            while at < stop and (syntax.words[at] in _HEDGES or syntax.tags[at] == "CD"):
                at += 1
        while at < stop and (
            syntax.tags[at] in _SKIPPED_BEFORE_NOUN
            or (
                syntax.words[at] == ","
                and at + 1 < stop
                and syntax.tags[at + 1] == "JJ"
                and at > token
            )
        ):
            if syntax.tags[at] in ("VBG", "VBN") and not self._modifies_next(at, stop):
                return -1
            at += 1
        found = -1
        while at < stop and self.is_noun(at) and not self._is_other_name(at):
            if found >= 0 and syntax.tags[found] in ("NN", "NNS") and syntax.tags[at] == "NNP":
                break  # "the $5m figure | Moss cited"
            found = at
            at += 1
            if at + 1 < stop and syntax.tags[at] == "HYPH":
                at += 1 if self.is_noun(at + 1) else 2
            elif at + 1 < stop and syntax.tags[at] == "POS":
                at += 1  # "the town's pupils"
        head = syntax.heads[found] if found >= 0 else -1
        is_part = found >= 0 and syntax.deps[found] in ("compound", "nmod", "amod")
        if is_part and found < head <= found + 4 and head < stop and self.is_noun(head):
            found = head  # "hundreds of government and private *buildings*"
        holds = found >= 0 and self.lemma(found) in _CONTAINERS
        if holds and found + 1 < stop and syntax.words[found + 1] == "of":
            inner = self.noun_after(found + 1)
            return inner if inner >= 0 else found
        return found

    def _is_other_name(self, token: int) -> bool:
        """Whether a token names a day or a person: nothing that a number beside it counts."""
        syntax = self.syntax
        if syntax.words[token] in _CALENDAR_NAMES:
            return True
        if token and syntax.words[token] in _SPANS_OF_TIME and syntax.words[token - 1] in _POINTING:
            return True
        place = syntax.entity_at[token]
        if place < 0 or syntax.entities[place][2] != "PERSON":
            return False
        return all(
            syntax.tags[t] not in ("NNS", "NNPS") for t in range(*syntax.entities[place][:2])
        )

    def _modifies_next(self, token: int, stop: int) -> bool:
        """Whether a participle stands before a noun that it modifies ("12 injured people")."""
        syntax = self.syntax
        if token + 1 >= stop:
            return False
        if syntax.deps[token] in ("amod", "compound", "nmod"):
            return syntax.heads[token] > token
        return syntax.tags[token + 1] in ("NNS", "NNPS") and syntax.deps[token] not in (
            "ROOT",
            "acl",
            "conj",
            "ccomp",
        )

    def _top(self, anchor: int, noun: int, first: int, last: int) -> int:
        """The head of the whole phrase that holds the number."""
        syntax = self.syntax
        top = anchor
        for _ in range(6):
            head = syntax.heads[top]
            if head == top:
                break
            label = syntax.deps[top]
            if label in _MODIFIES and (
                self.is_noun(head) or syntax.tags[head] in ("CD", "$", "JJ")
            ):
                top = head
            elif label == "conj" and self.is_noun(head) and self.is_noun(top):
                break
            else:
                break
        return top

    def _climb(self, top: int) -> tuple[int, int, str]:
        """From a phrase's head to what governs it: preposition (or -1), governor, label."""
        syntax = self.syntax
        at = top
        for _ in range(4):
            if syntax.deps[at] in ("conj", "appos") and syntax.heads[at] != at:
                at = syntax.heads[at]
            else:
                break
        head, label = syntax.heads[at], syntax.deps[at]
        if head == at:
            return -1, -1, label
        if label in ("pobj", "pcomp") or (syntax.tags[head] in ("IN", "TO") and label != "advcl"):
            prep = head
            while syntax.deps[head] in ("prep", "pcomp") and syntax.heads[head] != head:
                inner = head
                head = syntax.heads[head]
                if syntax.tags[head] not in ("IN", "TO", "RP"):
                    break
                prep = inner
            return prep, (-1 if head == prep else head), "pobj"
        return -1, head, label

    def _verb_over(self, token: int) -> int:
        """The nearest verb at or above a token, within eight steps."""
        syntax = self.syntax
        for _ in range(8):
            if token < 0:
                return -1
            if syntax.tags[token] in VERB_TAGS and not self._is_preposition(token):
                return token
            head = syntax.heads[token]
            if head == token:
                return -1
            token = head
        return -1

    def _is_preposition(self, token: int) -> bool:
        """Whether a participle works as a preposition: "compared with", "including"."""
        syntax = self.syntax
        return (
            syntax.tags[token] in ("VBN", "VBG")
            and self.lemma(token) in PREPOSITIONAL
            and syntax.deps[token] in ("prep", "pcomp", "advcl", "acl")
        )

    def subject(self, verb: int) -> int:
        """The subject of a verb; verbs that share or lack one look to the verb above."""
        syntax = self.syntax
        for _ in range(5):
            if verb < 0:
                return -1
            found = syntax.child(verb, *_SUBJECTS)
            if found >= 0:
                if syntax.tags[found] in ("WDT", "WP") and syntax.deps[verb] == "relcl":
                    return syntax.heads[verb]
                return found
            label, head = syntax.deps[verb], syntax.heads[verb]
            if head == verb:
                return self._beside_verb(verb)
            if label in ("acl", "relcl"):
                return head if self.is_noun(head) or label == "acl" else -1
            if label in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep") or self.is_verb(head):
                verb = head
            else:
                return -1
        return -1

    def subject_of(self, verb: int | None) -> int | None:
        """The subject of a verb; verbs that share or lack one look to the verb above."""
        found = -1 if verb is None else self.subject(verb)
        return found if found >= 0 else None

    def noun_from(self, token: int) -> int | None:
        """The head of the noun phrase that starts at a token (see ``noun_after``)."""
        found = self.noun_after(token)
        return found if found >= 0 else None

    def _beside_verb(self, verb: int) -> int:
        """The noun that opens the stretch before a finite verb whose subject the parser lost.

        "According to the Bank, the net *worth* of families reached": taken for an aside.
        """
        syntax = self.syntax
        low, _ = syntax.bounds(verb)
        if syntax.tags[verb] not in ("VBD", "VBZ", "VBP"):
            return -1
        start = verb
        while start > low and syntax.words[start - 1] not in (",", ";", ":", "—", "–", ")"):
            start -= 1
        while start < verb and not self.is_noun(start):
            if syntax.tags[start] not in (
                "DT",
                "JJ",
                "JJR",
                "JJS",
                "VBN",
                "VBG",
                "CD",
                "PRP$",
                "NNP",
            ):
                return -1
            start += 1
        while start + 1 < verb and self.is_noun(start + 1):
            start += 1
        return start if start < verb else -1

    def phrase(self, token: int) -> tuple[int, int]:
        """First token and past the last of a noun phrase, without relative clauses and commas."""
        syntax = self.syntax
        low, _ = syntax.bounds(token)
        first = token
        for kid in syntax.kids[token]:
            if low <= kid < token and syntax.deps[kid] not in ("punct", "cc", "preconj", "conj"):
                first = min(first, self._left_edge(kid))
        return first, self.right_edge(token) + 1

    def _left_edge(self, token: int) -> int:
        edge = token
        for _ in range(20):
            kids = [kid for kid in self.syntax.kids[edge] if kid < edge]
            if not kids:
                return edge
            edge = min(kids)
        return edge

    def right_edge(self, token: int) -> int:
        """The last token of a noun's own complements: prepositions, participles, infinitives."""
        syntax = self.syntax
        _, high = syntax.bounds(token)
        edge = token
        for kid in syntax.kids[token]:
            if kid <= edge or kid >= high:
                continue
            if any(
                syntax.words[between] in (",", ";", "—", "–", "(") for between in range(edge, kid)
            ):
                break
            if syntax.deps[kid] in (
                "prep",
                "acl",
                "nummod",
                "poss",
                "amod",
                "pobj",
                "nmod",
                "compound",
            ):
                edge = max(edge, self._far(kid, high))
            elif syntax.deps[kid] not in ("case", "punct"):
                break
        return edge

    def _far(self, token: int, high: int) -> int:
        """The last token of a subtree up to the next comma."""
        _, last = self.syntax.edges(token)
        for at in range(token, min(last, high)):
            if self.syntax.words[at] in (",", ";", "—", "–", "("):
                return at - 1
        return min(last, high) - 1
