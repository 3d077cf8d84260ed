"""The two numbers of a vote: what the first is for and the second against.

"Senators voted 48-40 to open the debate": votes to open the debate, votes against opening it. A
verb of refusal turns them round where the larger number has won: "rejected the tax by 55 to 44".
"""

import re

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.lexicon.number_words import numbers
from nlp.meaning.around import Around
from nlp.meaning.clauses import NO_CLAUSE, PALE_VERBS, Clause
from nlp.meaning.printing import Part
from nlp.text.tags import TIME_LABELS
from terms.enums import Kind

_LINK = r"(?:-to-| votes? to | to |[-–])"
_SECOND = re.compile(rf"(\d{{1,4}}|[a-z]+){_LINK}$")
_FIRST = re.compile(rf"^{_LINK}(\d{{1,4}}|[a-z]+)\b")
_SPELLED = numbers("ones", "teens", "tens")
_VOTES = words("ballots", "noun")
_CHAMBERS = words("ballots", "chamber")
_VOTING, _PASSING = words("ballots", "verb.vote"), words("ballots", "verb.pass")
_BACKING, _REFUSING = words("ballots", "verb.back"), words("ballots", "verb.refuse")
_WINNING, _LOSING = words("ballots", "verb.win"), words("ballots", "verb.lose")
_RULING, _RULED = words("ballots", "verb.rule"), frozenset({"ccomp"})
_SHORT = 7
"""Tokens of a ruling that is told in a measure, at most."""
_ABOUT = frozenset({"on", "for", "against", "down", "in"})
_STEPS_UP = 6
"""Tokens from a number up to the noun of its vote, at most."""


class Ballots(Around):
    """Reads one number of a vote."""

    def side(self) -> tuple[Part, Clause] | None:
        """The head and clause of a side; ``None`` of a number that is none of two."""
        frame, lemma = self._frame, self._grammar.lemma
        second = _SECOND.search(frame.before)
        link = second or _FIRST.search(frame.after)
        noun = self._noun()
        spelled = link is not None and not link[1].isdigit() and link[1] not in _SPELLED
        counts = frame.quantity.kind is Kind.COUNT and not spelled
        if link is None or not counts or (noun is None and frame.unit != "vote"):
            return None
        if noun is not None and lemma(noun) == "tie":
            aim = self._aim(noun) or self._aim(frame.verb)
            told = Clause(("to", aim), self._wording.complements(aim)) if aim else NO_CLAUSE
            return ("votes", "in", *self._wording.noun(noun)), told
        in_favour = second is None
        refused, issue = self._issue(noun)
        if refused and link[1].isdigit():  # the larger number has refused it
            in_favour = (frame.quantity.value or 0) < int(link[1])
        return ("votes",), self._told(issue, in_favour=in_favour)

    def _told(self, issue: Part, *, in_favour: bool) -> Clause:
        """ "for the plan", "to open the debate", "against opening the debate"."""
        first = issue[0] if issue else None
        if first is None:
            return Clause(("in", "favour") if in_favour else ("against",))
        if isinstance(first, int) and self._grammar.is_verb(first):
            lemma = self._grammar.lemma(first)
            lead: Part = ("to", lemma) if in_favour else ("against", verb_forms(lemma)[3])
            return Clause(lead, issue[1:])
        return Clause(("for" if in_favour else "against",), issue)

    def _noun(self) -> int | None:
        """The vote or tie that a number belongs to: "a 9-4 *vote*", "the *vote* was 7 to 2"."""
        frame, lemma = self._frame, self._grammar.lemma
        at = frame.anchor
        for _ in range(_STEPS_UP):
            if self._grammar.is_noun(at) and lemma(at) in _VOTES:
                return at
            at = self._syntax.heads[at]
        subject = frame.subject
        return subject if self._grammar.is_noun(subject) and lemma(subject) in _VOTES else None

    def _aim(self, at: int | None) -> int | None:
        """The infinitive that a vote is for: "voted *to open* the debate"."""
        if at is None:
            return None
        syntax = self._syntax
        return next(
            (
                kid
                for kid in syntax.kids[at]
                if kid > at and syntax.deps[kid] in ("xcomp", "acl", "relcl", "advcl")
                and self._grammar.is_infinitive(kid)
            ),
            None,
        )  # fmt: skip

    def _issue(self, noun: int | None) -> tuple[bool, Part]:
        """Whether a verb refuses, and what is voted on: a noun phrase or a verb with its object."""
        verb = self._frame.verb
        for at in (noun, verb):
            if at is None:
                continue
            if at == noun or self._grammar.lemma(at) in _VOTING:
                aim = self._aim(at)
                if aim is not None:
                    return False, (aim, *self._wording.complements(aim))
                refused, issue = self._behind_preposition(at)
                if issue:
                    return refused, issue
        return (False, ()) if verb is None else self._of_verb(verb)

    def _behind_preposition(self, at: int) -> tuple[bool, Part]:
        """What is behind "on", "for" or "against": "voted 48-40 *against the nominee*"."""
        syntax = self._syntax
        for kid in syntax.kids[at]:
            if kid < at or syntax.words[kid] not in _ABOUT:
                continue
            noun, doing = syntax.find(kid, "pobj"), syntax.find(kid, "pcomp")
            if syntax.words[kid] == "in":  # "in favour of the plan"
                noun = None if noun is None else next(syntax.objects(noun, "of"), None)
            issue: Part = self._clauses.subject(noun)
            if doing is not None and syntax.tags[doing] == "VBG":
                issue = (doing, *self._wording.complements(doing))
            if issue and not (noun is not None and syntax.label(noun) in TIME_LABELS):
                return syntax.words[kid] in ("against", "down"), issue
        return False, ()

    def _of_verb(self, verb: int) -> tuple[bool, Part]:
        """What a verb passes or refuses: its object, or its subject where that is no chamber."""
        syntax, lemma = self._syntax, self._grammar.lemma(verb)
        thing = syntax.find(verb, "dobj", "nsubjpass")
        if lemma in _WINNING | _LOSING:  # "won in a 134-46 vote": the loser has the fewer
            return lemma in _LOSING, self._clauses.subject(self._frame.subject)
        if lemma in _RULING and syntax.find(verb, "ccomp") is not None:
            said = self._wording.complements(verb, _RULED)
            return False, (verb, *said) if len(said) <= _SHORT else ("ruling",)
        if lemma not in _VOTING | _PASSING | _BACKING | _REFUSING:
            issue = self._clauses.subject(thing) if lemma not in PALE_VERBS else ()
            return False, (verb, *issue) if issue else ()
        refused = lemma in _REFUSING
        if thing is None or self._is_chamber(thing):
            subject = self._frame.subject
            thing = None if subject is None or self._is_chamber(subject) else subject
            if lemma in _VOTING:
                thing = None
        return refused, self._clauses.subject(thing)

    def _is_chamber(self, noun: int) -> bool:
        return self._grammar.lemma(noun) in _CHAMBERS
