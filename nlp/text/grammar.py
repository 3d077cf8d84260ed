"""Walks over the parse of one document: lemmas, noun phrases, subjects and the verbs above.

The parser errs most around numbers, so the words beside one are believed before its arcs where both
can tell. A token is its index in the document, ``None`` is no token.
"""

from nlp.lexicon import words
from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.text.lemmas import Lemmas
from nlp.text.syntax import Syntax
from nlp.text.tags import NOUN_TAGS, VERB_TAGS

_NO_ANCHOR = frozenset({"punct", "aux", "auxpass"})
"""Labels of what heads no number: the "m" of "$34m had been paid" is no auxiliary."""
_SKIPPED_BEFORE_NOUN = frozenset(
    {"JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "RB", "RBR", "POS", "``", "''", "AFX", "PRP$"}
)
_OPENS_SUBJECT = frozenset({"DT", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "PRP$", "NNP"})
_PREPOSITIONAL = words("levels", "verb.preposition")
DETERMINERS = words("noun_phrases", "determiner")
_SPANS_OF_TIME = words("noun_phrases", "time")
_POINTING = words("noun_phrases", "which-time")
_CALENDAR_NAMES = (frozenset(MONTHS) | frozenset(WEEKDAYS)) - {"may", "march", "sun"} | words(
    "noun_phrases", "day"
)


class Grammar:
    """The syntax of one document with the lemmas of its words."""

    def __init__(self, syntax: Syntax, lemmas: Lemmas) -> None:
        self.syntax = syntax
        self._lemmas = lemmas

    def word(self, token: int | None) -> str:
        """A token in lower case; "" for none or one past the end."""
        return "" if token is None or token >= len(self.syntax.words) else self.syntax.words[token]

    def lemma(self, token: int | None) -> str:
        """The lemma of a token in lower case; "" for none."""
        if token is None:
            return ""
        return self._lemmas(self.syntax.words[token], self.syntax.tags[token])

    def is_known(self, token: int) -> bool:
        """Whether a token is a word of the language, not a name that no table knows."""
        return self._lemmas.is_known(self.syntax.words[token])

    def lemma_of(self, word: str, tag: str) -> str:
        """The lemma of a word that is no token of the text."""
        return self._lemmas(word, tag)

    def is_noun(self, token: int | None) -> bool:
        """Whether a token is tagged as a noun or name; none is not."""
        if token is None or self.syntax.tags[token] not in NOUN_TAGS:
            return False
        word = self.syntax.words[token]
        return word[0].isalnum() or word[-1].isalnum()  # no emoji, no stray marks

    def is_verb(self, token: int | None) -> bool:
        """Whether a token is tagged as a verb form; none is not."""
        return token is not None and self.syntax.tags[token] in VERB_TAGS

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb is an infinitive with "to"."""
        syntax = self.syntax
        kids = syntax.kids[verb]
        return syntax.tags[verb] == "VB" and any(syntax.tags[kid] == "TO" for kid in kids)

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
        heads, tags = self.syntax.heads, self.syntax.tags
        found = last - 1
        for token in range(first, last):
            outside = not first <= heads[token] < last or heads[token] == token
            scale = self.is_verb(token) and "CD" in tags[first:token]  # the "m" of "£9m to …"
            if outside and not scale and self.syntax.deps[token] not in _NO_ANCHOR:
                found = token
        return found

    def noun_from(self, token: int) -> int | None:
        """The head of the noun phrase that starts at a token.

        Adjectives and participles are stepped over, "of" and "of the" too; the last noun of an
        unbroken row is the head ("27 nursing *homes*", "hundreds of *demonstrators*").
        """
        syntax = self.syntax
        if token >= len(syntax.words):
            return None
        _, stop = syntax.bounds(token - 1 if token else 0)
        if token + 1 < stop and syntax.tags[token] == "HYPH" and self.is_noun(token + 1):
            return token + 1  # "a 48-*page* report"
        at = self._past_of(token, stop)
        while at < stop and self._is_before_noun(at, stop, inside=at > token):
            if syntax.tags[at] in ("VBG", "VBN") and not self._modifies_next(at, stop):
                return None
            at += 1
        return self._last_noun(at, stop)

    def _past_of(self, token: int, stop: int) -> int:
        """Past an "of" with its determiner, price or number: "hundreds *of $5* tickets"."""
        syntax = self.syntax
        if token >= stop or syntax.words[token] != "of":
            return token
        at = token + 1
        while at < stop and syntax.words[at] in DETERMINERS:
            at += 1
        if at + 2 < stop and syntax.tags[at : at + 2] == ["$", "CD"] and self.is_noun(at + 2):
            at += 2
        while at < stop and syntax.words[at - 1] != "of" and syntax.tags[at] == "CD":
            at += 1  # "21 of the 200 hostages": what the whole counts, the part does too
        return at

    def _is_before_noun(self, at: int, stop: int, *, inside: bool) -> bool:
        """Whether a token stands before the noun of its phrase: an adjective, or their comma."""
        tags = self.syntax.tags
        if tags[at] in _SKIPPED_BEFORE_NOUN:
            return True
        comma = inside and self.syntax.words[at] == "," and at + 1 < stop
        return comma and tags[at + 1] == "JJ"

    def _last_noun(self, at: int, stop: int) -> int | None:
        """The last of the unbroken row of nouns at a token, or the noun near behind it."""
        syntax = self.syntax
        found = None
        while at < stop and self.is_noun(at) and not self.is_other_name(at):
            common = found is not None and syntax.tags[found] in ("NN", "NNS")
            if common and syntax.tags[at] == "NNP":
                break  # "the $5m figure | Moss cited"
            found = at
            at += 1
            if at + 1 < stop and syntax.tags[at] == "HYPH":
                at += 1 if self.is_noun(at + 1) else 2
            elif at + 1 < stop and syntax.tags[at] == "POS":
                at += 1  # "the town's pupils"
        if found is None:
            return None
        head = syntax.heads[found]
        is_part = syntax.deps[found] in ("compound", "nmod", "amod") and head < stop
        if is_part and found < head <= found + 4 and self.is_noun(head):
            return head  # "hundreds of government and private *buildings*"
        return found

    def is_other_name(self, token: int) -> bool:
        """Whether a token names a day or a person: nothing that a number beside it counts."""
        syntax = self.syntax
        if syntax.words[token] in _CALENDAR_NAMES:
            return True
        if token and syntax.words[token] in _SPANS_OF_TIME and syntax.words[token - 1] in _POINTING:
            return True
        entity = syntax.entity(token)
        if entity is None or entity[2] != "PERSON":
            return False
        return all(syntax.tags[t] not in ("NNS", "NNPS") for t in range(*entity[:2]))

    def _modifies_next(self, token: int, stop: int) -> bool:
        """Whether a participle stands before a noun that it modifies ("12 injured people")."""
        syntax = self.syntax
        if token + 1 >= stop:
            return False
        label = syntax.deps[token]
        if label in ("amod", "compound", "nmod"):
            return syntax.heads[token] > token
        plural = syntax.tags[token + 1] in ("NNS", "NNPS")
        return plural and label not in ("ROOT", "acl", "conj", "ccomp")

    def verb_over(self, token: int | None) -> int | None:
        """The nearest verb at or above a token, within eight steps."""
        syntax = self.syntax
        for _ in range(8):
            if token is None:
                return None
            if self.is_verb(token) and not self._is_preposition(token):
                return token
            head = syntax.heads[token]
            token = None if head == token else head
        return None

    def verbs_over(self, token: int) -> tuple[int, ...]:
        """The verbs at or above a token, nearest first, within fourteen steps."""
        verbs: list[int] = []
        for _ in range(14):
            if self.is_verb(token):
                verbs.append(token)
            head = self.syntax.heads[token]
            if head == token:
                break
            token = head
        return tuple(dict.fromkeys(verbs))

    def _is_preposition(self, token: int) -> bool:
        """Whether a participle works as a preposition: "compared with", "including"."""
        syntax = self.syntax
        return (
            syntax.tags[token] in ("VBN", "VBG")
            and self.lemma(token) in _PREPOSITIONAL
            and syntax.deps[token] in ("prep", "pcomp", "advcl", "acl")
        )

    def subject(self, verb: int | None) -> int | None:
        """The subject of a verb; verbs that share or lack one look to the verb above."""
        syntax = self.syntax
        for _ in range(5):
            if verb is None:
                return None
            found = syntax.subject(verb)
            label, head = syntax.deps[verb], syntax.heads[verb]
            if found is not None:
                return head if syntax.tags[found] in ("WDT", "WP") and label == "relcl" else found
            if head == verb:
                return self._beside_verb(verb)
            if label in ("acl", "relcl"):
                return head if self.is_noun(head) or label == "acl" else None
            shares = label in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep")
            verb = head if shares or self.is_verb(head) else None
        return None

    def _beside_verb(self, verb: int) -> int | None:
        """The noun that opens the stretch before a finite verb whose subject the parser lost.

        "According to the Bank, the net *worth* of families reached": taken for an aside.
        """
        syntax = self.syntax
        low, _ = syntax.bounds(verb)
        if syntax.tags[verb] not in ("VBD", "VBZ", "VBP"):
            return None
        start = verb
        while start > low and syntax.words[start - 1] not in (",", ";", ":", "—", "–", ")"):
            start -= 1
        while start < verb and not self.is_noun(start):
            if syntax.tags[start] not in _OPENS_SUBJECT:
                return None
            start += 1
        while start + 1 < verb and self.is_noun(start + 1):
            start += 1
        return start if start < verb else None
