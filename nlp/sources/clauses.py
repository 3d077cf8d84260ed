"""Rules for reporting verbs with a clause or a quotation: said that, "…" he said, …, police say."""

from nlp.lexicon import verbs
from nlp.lexicon.nouns import DOCUMENT_NOUNS
from nlp.sources.cues import ALWAYS_VERB, NOUN_LIKE, VERBS, Governs, Verb
from nlp.sources.frames import Source
from nlp.sources.names import clean
from nlp.sources.objects import read_complements, read_passive
from nlp.sources.relays import outlets_told, read_as_saying, reporter_for
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import AnyRule, Scene, set_off_by
from nlp.sources.scopes import (
    BREAKS,
    clause_stop,
    compares,
    find_speaker,
    has_cue,
    joined_clause,
    left_start,
    quote_left,
    quote_right,
    resumes,
    right_scope,
    tail,
)
from nlp.text import Span, Syntax
from terms.enums import SourceClass

_SEEING = frozenset({"saw", "seen", "seeing"})
_TELLING = verbs("document_verbs", "told") - {"telling"}
_ANSWERS = (["with"], ["while"], ["and"], ["but"])
_SURE_VERBS = frozenset({"report", "note", "argue", "announce", "reveal", "estimate"})
_LONG = 160  # characters of a report in which much is not the speaker's
_TALKS = Trait.SPEECH | Trait.RESULTS


@set_off_by(VERBS.keys())
def read_verb(scene: Scene, i: int) -> None:
    """All frames that the verb at token ``i`` opens."""
    s = scene.syntax
    word = s.words[i]
    if s.deps[i] in ("", "aux", "auxpass") or not (s.is_verb(i) or word in ALWAYS_VERB):
        return
    if word in ("saying", "telling") and read_as_saying(scene, i):
        return
    verb = VERBS[word]
    if _is_passive(s, i, verb):
        read_passive(scene, i, verb)
        return
    subject = find_speaker(s, i)
    if subject is None or word in _SEEING:
        return
    talks = bool(verb.governs & Governs.QUOTE) and scene.speakers.may_talk(subject)
    if not talks and not scene.speakers.speaks(subject):
        return
    if not _report(scene, i, subject, verb):
        read_complements(scene, i, subject, verb)


def _is_passive(s: Syntax, verb: int, cue: Verb) -> bool:
    """Whether a verb is a passive or a participle, and no past tense taken for one: "The vet,
    Roe, estimated that 40 …"."""
    if s.find(verb, "auxpass") is not None:
        return True
    past = s.tags[verb] != "VBN" or (cue.governs & Governs.PUTS and s.agent(verb) is None)
    if past or s.find(verb, "aux", "nsubj") is not None:
        return False
    kids = s.kids[verb]
    return not any(s.deps[k] == "ccomp" and s.words[s.edges(k)[0]] == "that" for k in kids)


def _report(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """A clause to the right, a quotation on either side, or the words around a trailing cue."""
    s = scene.syntax
    rule, contents = _reported(scene, i, subject, verb)
    found = scene.speakers.read(subject) if contents else None
    if found is None:
        return False
    source, relays = found
    source = reporter_for(scene, i, source)
    speaker = source, relays + outlets_told(scene, i, subject)
    if scene.speakers.studies(subject) and (sample := _sample(scene, subject)):
        contents = [*contents, sample]
    cue = s.chars(i, i + 1)
    scene.add(speaker, cue, contents, rule, _sureness(scene, subject, verb, rule, contents))
    if rule is trailing and len(contents) == 1:
        end = clause_stop(s, max(i + 1, scene.speakers.span(subject)[1]), scene.bounds(i)[1])
        joined = joined_clause(scene, end, scene.bounds(i)[1])
        if joined:
            scene.add(speaker, cue, [joined], joined_clause)
    return True


def _reported(scene: Scene, i: int, subject: int, verb: Verb) -> tuple[AnyRule, list[Span]]:
    """What a verb reports, and the rule that says so."""
    governs = verb.governs
    clause = said_that(scene, i, subject, verb)
    quoted = quotation(scene, i, subject, verb, clause=clause is not None)
    rule: AnyRule = quotation if quoted else said_that
    contents = [*([clause] if clause else []), *quoted]
    if clause and not quoted and (fronted := _fronted(scene, i, subject)):
        contents.append(fronted)
    cited = bool(governs & (Governs.QUOTE | Governs.OBJECT | Governs.OUTLOOK))
    if cited and (given := relative(scene, i, subject)):
        rule, contents = relative, contents + given
    if not contents and Governs.TRAIL in governs:
        rule, contents = trailing, trailing(scene, i, subject)
    return rule, contents


def _fronted(scene: Scene, i: int, subject: int) -> Span | None:
    """What stands before a cue that is set off in front of its clause: "After the flood six
    years ago, Osei said, most …"."""
    s = scene.syntax
    first, start = scene.bounds(i)[0], scene.speakers.span(subject)[0]
    apart = s.raw[i + 1 : i + 2] == [","] and start > first + 1 and s.raw[start - 1] == ","
    return s.chars(first, start - 1) if apart and subject < i else None


def _sureness(scene: Scene, subject: int, verb: Verb, rule: AnyRule, contents: list[Span]) -> float:
    """How sure a frame is: less for verbs that also mean something else, for odd speakers and for
    long reports, as measured."""
    if rule is relative:
        return relative.confidence
    sure = rule.confidence
    plain = verb.governs & (Governs.SPEECH | Governs.FINDS) or verb.base in _SURE_VERBS
    if not plain and rule is not quotation:
        sure -= 0.15 if rule is said_that else 0.3
    if not scene.speakers.speaks(subject) or (
        rule is quotation and not verb.governs & Governs.QUOTE
    ):
        sure -= 0.2
    elif rule is not quotation and max(high - low for low, high in contents) > _LONG:
        sure -= 0.15
    return sure


@source_rule("said-that", _TALKS)
def said_that(scene: Scene, i: int, subject: int, verb: Verb) -> Span | None:
    """A reporting verb with a clause to its right; coordinated verbs, participles and infinitives
    inherit the subject; the clause ends before a new main clause, a clause with a speaker of its
    own and the narrator's participles."""
    s = scene.syntax
    kids = [k for k in s.kids[i] if k > i]
    comp = next((k for k in kids if s.deps[k] == "ccomp"), None)
    if comp is None and verb.governs & Governs.QUOTE:
        comp = next((k for k in kids if k != subject and _is_figure(s, k, verb)), None)
    if comp is None:
        return None
    that = s.words[s.edges(comp)[0]] == "that"
    if Governs.CLAUSE not in verb.governs and not (that and scene.speakers.speaks(subject)):
        return None
    low = _opening(scene, i, max(s.edges(comp)[0], i + 1))
    if subject > i and low <= subject:
        low = scene.speakers.span(subject)[1]
    high = right_scope(scene, i, low)
    if scene.speakers.studies(subject):
        high = _answers_end(scene, i, high)
    return s.chars(low, high) if low < high else None


def _is_figure(s: Syntax, token: int, verb: Verb) -> bool:
    """Whether what is said is a bare number ("replied 60"), or any object of "say"."""
    if s.deps[token] == "dobj" and verb.base == "say":
        return True
    after = s.words[token + 1 : token + 2] or ["."]
    beside = s.edges(token)[0] == s.heads[token] + 1 and after[0] in BREAKS | {".", "and", "while"}
    return beside and s.tags[token] == "CD" and s.deps[token] in ("dobj", "npadvmod")


def _opening(scene: Scene, i: int, low: int) -> int:
    """Where a reported clause opens whose subject the parser hung on the verb: "said up to 120
    boats had sunk". Only words with a number, no aside and no time, come in between."""
    s = scene.syntax
    between = range(i + 1, low)
    apart = any(s.raw[k] == "," or s.label(k) in ("DATE", "TIME") for k in between)
    return i + 1 if not apart and scene.numeric(i + 1, low) else low


def _answers_end(scene: Scene, i: int, high: int) -> int:
    """Where a study's findings end that go on with the rest of the answers: ", with 31% against",
    ", while 9% were unsure"."""
    s, last = scene.syntax, scene.bounds(i)[1]
    goes_on = s.raw[high : high + 1] == [","] and s.words[high + 1 : high + 2] in _ANSWERS
    if not goes_on or has_cue(s, high + 2, last) or not scene.numeric(high + 2, last):
        return high
    end = next((k for k in range(high + 2, last) if s.raw[k] in (";", "—", "–", ".")), last)
    return tail(scene, i, end)


def _sample(scene: Scene, subject: int) -> Span | None:
    """How many a study asked, named with it: "a poll *of 812 voters* by X found …"."""
    s = scene.syntax
    for kid in s.kids[subject]:
        if kid > subject and s.words[kid] in ("of", "among", "in") and s.deps[kid] == "prep":
            low, high = s.edges(kid)
            by = next((k for k in range(low, high) if s.words[k] in ("by", "for")), high)
            if scene.numeric(low + 1, by):
                return s.chars(low + 1, by)
    return None


@source_rule("quotation", Trait.SPEECH, otherwise=())
def quotation(scene: Scene, i: int, subject: int, verb: Verb, *, clause: bool) -> list[Span]:
    """A reporting verb beside a quotation, before, after or in the middle of it."""
    s = scene.syntax
    if not verb.governs & (Governs.QUOTE | Governs.STANCE):
        return []
    low, high = scene.speakers.span(subject)
    first, start = scene.bounds(i)[0], min(i, low)
    left = quote_left(scene, i, start)
    right = None if clause else quote_right(scene, i, max(i + 1, high))
    if Governs.QUOTE not in verb.governs and right is None:
        return []
    found = [quote for quote in (left, right) if quote]
    if left and Governs.TRAIL in verb.governs and start > first:
        found.append((s.starts[first], s.ends[start - 1]))
    return found


@source_rule("relative", otherwise=())
def relative(scene: Scene, i: int, subject: int) -> list[Span]:
    """A relative clause that says who gave a figure."""
    s = scene.syntax
    noun = s.heads[i]
    if s.deps[i] != "relcl" or not noun < subject < i or s.tags[subject] in ("WP", "WDT"):
        return []
    low, first = s.edges(noun)[0], scene.speakers.span(subject)[0]
    if any(s.deps[k] == "dobj" and k > i for k in s.kids[i]) or not scene.numeric(low, first):
        return []
    return [s.chars(low, first)]


@source_rule("trailing", _TALKS | Trait.ASIDE, otherwise=())
def trailing(scene: Scene, i: int, subject: int) -> list[Span]:
    """A reporting clause after, inside or (with “as”) before what it reports."""
    s = scene.syntax
    first, last = scene.bounds(i)
    low, high = scene.speakers.span(subject)
    start = min(i, low)
    if s.tags[subject] in ("WP", "WDT") or start < first or s.deps[subject] == "nsubjpass":
        return []
    while start > first and s.tags[start - 1] == "RB" and s.words[start - 1] != "not":
        start -= 1
    by_as = start > first and s.words[start - 1] == "as"
    start -= by_as
    end = clause_stop(s, max(i + 1, high), last)
    if start == first:
        return [s.chars(end, last)] if by_as and end < last else []
    if not _set_off(scene, i, subject, (start, end), by_as=by_as):
        return []
    main = s.find(i, "ccomp")
    if main is None and s.deps[i] in ("parataxis", "ccomp", "advcl", "conj", "dep", "relcl"):
        main = s.heads[i]
    contents = [s.chars(left_start(s, first, start, main), start)]
    if end < last and (resumes(s, main, end, last) or compares(scene, end, last)):
        contents.append(s.chars(end, last))
    return contents


def _set_off(scene: Scene, i: int, subject: int, clause: Span, *, by_as: bool) -> bool:
    """Whether a mark parts a cue's clause from the words before it, and it has no object."""
    s = scene.syntax
    start, end = clause
    if s.raw[start - 1] not in BREAKS or _ends_phrase(scene, start - 1):
        return False
    target = s.find(i, "dobj")
    named = target is not None and i < target < end and target != subject
    told = s.words[i] in _TELLING or (by_as and target is not None and s.words[target] == "it")
    if named and not told:
        return False
    return by_as or s.find(i, "ccomp") is not None or not _is_subordinate(s, i)


def _ends_phrase(scene: Scene, mark: int) -> bool:
    """Whether a mark closes a quoted word or two inside a sentence: say “honest” describes her."""
    s, quote = scene.syntax, scene.quote_at(mark)
    if quote is None:
        return False
    if s.tags[mark + 1] == "NNP" and s.tags[s.token_at(quote.start) - 1] == "NNP":
        return False  # a name with a nickname in it
    low, high = quote.inner
    inner = s.text[low:high]
    return len(inner.split()) < 4 and inner[-1:] not in ",.?!…"


def _is_subordinate(s: Syntax, i: int) -> bool:
    """Whether a verb without complement only looks like an aside: it opens a clause of its own
    ("after Kim, a lawyer, complained") or follows one ("When it fell, the mayor said enough")."""
    if s.deps[i] in ("advcl", "relcl") and s.find(i, "mark") is not None:
        return True
    return any(
        s.deps[k] == "advcl" and k < i and s.find(k, "mark", "advmod") is not None
        for k in s.kids[i]
    )


# -- cues that the parser took for nouns ---------------------------------------------------------

_LONGEST = 12  # tokens from the comma to the cue
_SUBJECTS = [["that"], ["he"], ["she"], ["they"], ["it"], ["there"]]
_NAME_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "IN", "HYPH"})
_BY = frozenset({"from", "by", "of", "at", "with", "in", "for"})


@set_off_by(NOUN_LIKE)
def read_mistagged(scene: Scene, i: int) -> None:
    """The frame of a cue at token ``i`` that has no subject in the parse.

    "12 …, figures from the Lake Board show": in the plural, "show" looks like a noun. The form
    gives it away: a comma, a plural that can be a source, maybe its preposition, the cue, a mark.
    """
    s = scene.syntax
    first, last = scene.bounds(i)
    ends = i + 1 < last and (s.raw[i + 1] in BREAKS | {"."} or s.tags[i + 1] == "IN")
    if s.find(i, "nsubj") is not None or not ends:
        return
    before = range(i - 1, max(first, i - _LONGEST), -1)
    comma = next((k for k in before if s.raw[k] == ","), first)
    noun = _plural(scene, comma + 1, i) if comma > first + 1 else None
    if noun is None:
        return
    source = _plural_source(s, comma + 1, noun, i)
    scene.speakers.antecedents.remember(source)
    cue = s.chars(i, i + 1)
    contents = [s.chars(first, comma)]
    if compares(scene, i + 1, last) or resumes(s, None, i + 1, last) or not scene.numeric(first, i):
        contents.append(s.chars(i + 1, last))
    scene.add((source, ()), cue, contents, trailing, 0.75)
    joined = joined_clause(scene, i + 1, last)
    if joined:
        scene.add((source, ()), cue, [joined], joined_clause)


@set_off_by(NOUN_LIKE)
def read_mistagged_clause(scene: Scene, i: int) -> None:
    """A cue taken for a noun before its clause: "The Osei campaign projects that …"."""
    s = scene.syntax
    first, last = scene.bounds(i)
    follows = s.words[i + 1 : i + 2] in _SUBJECTS and s.tags[i][:2] == "NN"
    begin = i
    while begin > first and s.tags[begin - 1] in _NAME_TAGS:
        begin -= 1
    opens = begin == first or s.raw[begin - 1] == "," or s.tags[begin - 1] in ("CC", "``")
    if not follows or not opens or begin == i or not scene.speakers.speaks(i - 1):
        return
    if s.words[begin] in ("his", "her", "their", "its", "no") or s.words[i - 1] == "'s":
        return
    low, high = s.chars(begin, i)
    name, kind = clean(s.text[low:high]), SourceClass.BODY
    person = scene.speakers.antecedents.people.at(i - 1)
    if person:
        name, kind = scene.speakers.naming.full_name(person)
    source = Source(low, high, s.text[low:high], name, kind)
    scene.add((source, ()), s.chars(i, i + 1), [s.chars(i + 1, last)], said_that, 0.75)


def _plural(scene: Scene, start: int, stop: int) -> int | None:
    """The plural noun of a span that can be a source, if a preposition or the cue follows."""
    s = scene.syntax
    for token in range(start, stop):
        plural = s.tags[token] == "NNS" or s.words[token] == "data"
        follows = token + 1 == stop or (s.words[token + 1] in _BY and token + 2 < stop)
        if plural and follows and (scene.speakers.speaks(token) or scene.speakers.studies(token)):
            return token
    return None


def _plural_source(s: Syntax, start: int, noun: int, cue: int) -> Source:
    """People keep their words; a document gives way to the body that it is from."""
    low, high = s.chars(start, cue)
    surface = s.text[low:high]
    if s.words[noun] not in DOCUMENT_NOUNS:
        return Source(low, high, surface, clean(surface), SourceClass.ANONYMOUS)
    first, last = noun + 2, cue
    named = next((e for k in range(cue - 1, noun + 1, -1) if (e := s.entity(k))), None)
    if named:
        first, last = max(first, named[0]), min(cue, named[1])
    if noun + 1 == cue:
        return Source(low, high, surface, clean(surface), SourceClass.DOCUMENT)
    return Source(low, high, surface, clean(s.quote(first, last)), SourceClass.BODY)
