"""Rules for reporting verbs with a clause or a quotation: said that, "…" he said, …, police say."""

from nlp.lexicon import verbs
from nlp.lexicon.nouns import DOCUMENT_NOUNS, ISSUING, PASSING
from nlp.sources.cues import ALWAYS_VERB, NOUN_LIKE, VERBS, Governs, Verb
from nlp.sources.frames import Reading, Source
from nlp.sources.names import clean
from nlp.sources.objects import read_complements, read_passive
from nlp.sources.relays import outlets_told, read_as_saying
from nlp.sources.rules import Trait, source_rule
from nlp.sources.scene import AnyRule, Scene, set_off_by
from nlp.sources.scopes import (
    BREAKS,
    NAME_TAGS,
    clause_stop,
    compares,
    find_speaker,
    joined_clause,
    quote_left,
    quote_right,
    resumes,
    right_scope,
)
from nlp.text import Span, Syntax
from nlp.text.tags import FINITE_TAGS, TIME_LABELS
from terms.enums import SourceClass

_SEEING = frozenset({"saw", "seen", "seeing"})
_TELLING = verbs("document_verbs", "told") - {"telling"}
_SURE_VERBS = frozenset({"report", "note", "argue", "announce", "reveal", "estimate"})
_MAKERS = frozenset({"by", "from", "for"})
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
    speaker = found[0], found[1] + outlets_told(scene, i, subject)
    if scene.speakers.studies(subject):
        contents = [*contents, *_sample(scene, subject)]
    cue = s.chars(i, i + 1)
    scene.add(speaker, cue, contents, rule, _sureness(scene, subject, verb, rule, contents))
    if rule is trailing and len(contents) == 1:
        end = clause_stop(s, max(i + 1, scene.speakers.span(subject)[1]), scene.bounds(i)[1])
        joined = joined_clause(scene, end, scene.bounds(i)[1])
        if joined:
            scene.add(speaker, cue, [joined], joined_clause)
    return True


def _sample(scene: Scene, subject: int) -> list[Span]:
    """How many a study asked, named with it: "a poll *of 812 voters* by X found …", "the poll,
    *taken among 907 adults*, found …"."""
    s = scene.syntax
    made = next((k for k in s.kids[subject] if k > subject and s.deps[k] == "acl"), None)
    if made is not None and s.words[made] in ISSUING and scene.numeric(*s.edges(made)):
        return [s.chars(*s.edges(made))]
    asked = (kid for kid in s.kids[subject] if s.words[kid] in ("of", "among", "in"))
    for low, high in (s.edges(kid) for kid in asked if kid > subject):
        by = next((k for k in range(low, high) if s.words[k] in ("by", "for")), high)
        if scene.numeric(low + 1, by):
            return [s.chars(low + 1, by)]
    return []


def _reported(scene: Scene, i: int, subject: int, verb: Verb) -> tuple[AnyRule, list[Span]]:
    """What a verb reports, and the rule that says so."""
    governs = verb.governs
    clause = said_that(scene, i, subject, verb)
    quoted = quotation(scene, i, subject, verb, clause=clause is not None)
    rule: AnyRule = quotation if quoted else said_that
    contents = [*([clause] if clause else []), *quoted]
    cited = bool(governs & (Governs.QUOTE | Governs.OBJECT | Governs.OUTLOOK))
    if cited and (given := relative(scene, i, subject)):
        rule, contents = relative, contents + given
    if not contents and Governs.TRAIL in governs:
        rule, contents = trailing, trailing(scene, i, subject)
    return rule, contents


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
    return s.chars(low, high) if low < high else None


def _is_figure(s: Syntax, token: int, verb: Verb) -> bool:
    """Whether what is said is a bare number ("replied 60"), or any object of "say"."""
    if s.deps[token] == "dobj" and verb.base == "say":
        return "," not in s.raw[s.heads[token] : s.edges(token)[0]]  # "…, X said, its highest"
    if verb.base == "add" or s.tags[token + 1 : token + 2] == ["SYM"]:
        return False  # "ruled 5-4"
    after = s.words[token + 1 : token + 2] or ["."]
    beside = s.edges(token)[0] == s.heads[token] + 1 and after[0] in BREAKS | {".", "and", "while"}
    return beside and s.tags[token] == "CD" and s.deps[token] in ("dobj", "npadvmod")


def _opening(scene: Scene, i: int, low: int) -> int:
    """Where a reported clause opens whose subject the parser hung on the verb: "said up to 120
    boats had sunk". Only words with a number, no aside and no time, come in between."""
    s = scene.syntax
    apart = any(s.raw[k] == "," or s.label(k) in TIME_LABELS for k in range(i + 1, low))
    apart = apart or s.tags[i + 1 : i + 3] == ["CD", "SYM"]
    target = s.find(i, "dobj") if s.words[i] in ("say", "says", "said") else None
    if target is not None and s.edges(target)[0] == i + 1:
        return i + 1  # "Says Goal Of 200 Homes Has Been Met"
    return i + 1 if not apart and scene.numeric(i + 1, low) else low


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
    judged = s.find(i, "ccomp")  # "three laws that officials say interfere": not their number
    if judged is not None and _is_that(s, noun, i):
        return []
    return [s.chars(low, first)]


def _is_that(s: Syntax, noun: int, verb: int) -> bool:
    """Whether a relative clause opens with "that" or "which"."""
    return any(s.words[k] in ("that", "which") for k in range(noun + 1, verb))


@source_rule("trailing", _TALKS | Trait.ASIDE, otherwise=())
def trailing(scene: Scene, i: int, subject: int) -> list[Span]:
    """A reporting clause after, inside or (with “as”) before what it reports."""
    s = scene.syntax
    first, last = scene.bounds(i)
    low, high = scene.speakers.span(subject)
    start = min(i, low)
    if s.tags[subject] in ("WP", "WDT") or start < first or s.deps[subject] == "nsubjpass":
        return []
    while start > first and s.tags[start - 1] in ("RB", "DT") and s.words[start - 1] != "not":
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
    contents = [s.chars(first, start)]
    if end < last and (resumes(s, main, end, last) or compares(scene, end, last)):
        contents.append(s.chars(end, last))
    return contents


def _set_off(scene: Scene, i: int, subject: int, clause: Span, *, by_as: bool) -> bool:
    """Whether a mark parts a cue's clause from the words before it, and it has no object and is no
    clause under them ("When it fell, the mayor said enough")."""
    s = scene.syntax
    start, end = clause
    if s.raw[start - 1] not in BREAKS or _ends_phrase(scene, start - 1):
        return False
    target = s.find(i, "dobj")
    named = target is not None and i < target < end and target != subject
    told = s.words[i] in _TELLING or (by_as and target is not None and s.words[target] == "it")
    if by_as or s.find(i, "ccomp") is not None:
        return told or not named
    before = (k for k in s.kids[i] if k < i and s.deps[k] == "advcl")
    # "Rents rose 3%, while sales fell 4%, the board said": its clause is that of the first
    joined = s.deps[i] == "conj" and s.find(s.heads[i], "cc") is None
    under = s.deps[i] in ("advcl", "relcl") and s.find(i, "mark") is not None
    under = under or any(s.find(k, "mark", "advmod") is not None for k in before if not joined)
    return (told or not named) and not under


def _ends_phrase(scene: Scene, mark: int) -> bool:
    """Whether a mark closes a quoted word or two inside a sentence: say “honest” describes her."""
    quote = scene.quote_at(mark)
    inner = scene.syntax.text[slice(*quote.inner)] if quote else ""
    return quote is not None and len(inner.split()) < 4 and inner[-1:] not in ",.?!…"


# -- cues that the parser took for nouns ---------------------------------------------------------

_SUBJECTS = [["that"], ["he"], ["she"], ["they"], ["it"], ["there"]]


@set_off_by(NOUN_LIKE)
def read_mistagged(scene: Scene, i: int) -> None:
    """The frame of a cue at token ``i`` that the parser took for a noun: "12 …, figures from the
    Lake Board show", "The Osei campaign projects that …". Its subject is all words before it that
    can be a name."""
    s = scene.syntax
    first, last = scene.bounds(i)
    begin = _name_before(s, i, first)
    opens = begin == first or s.raw[begin - 1] == "," or s.tags[begin - 1] in ("CC", "``")
    hung = s.deps[i] == "npadvmod"  # "Prosecutors allege he took …"
    spoken = s.find(i, "nsubj") is not None and s.is_verb(i) and not hung
    if spoken or begin == i or not opens or i + 1 == last:
        return
    if s.words[i] == "states" and s.words[i - 1] not in DOCUMENT_NOUNS:
        return
    found, plural = _subject_of_noun(scene, begin, i)
    scene.speakers.antecedents.remember(found[0])
    cue = s.chars(i, i + 1)
    if s.words[i + 1 : i + 2] in _SUBJECTS:
        named = s.tags[begin] != "PRP$" and scene.speakers.speaks(i - 1)
        if named and (hung or s.tags[i][:2] == "NN"):
            scene.add(found, cue, [s.chars(i + 1, last)], said_that, 0.75)
        return
    rule = _of_ending(scene, begin, i, plural=plural) if begin > first + 1 else None
    if rule is not None:
        contents = [s.chars(first, begin - 1)]
        if compares(scene, i + 1, last) or not scene.numeric(first, i):
            contents.append(s.chars(i + 1, last))
        elif joined := joined_clause(scene, i + 1, last):
            scene.add(found, cue, [joined], joined_clause)
        scene.add(found, cue, contents, rule, 0.75)


def _of_ending(scene: Scene, begin: int, cue: int, *, plural: bool) -> AnyRule | None:
    """The rule for a cue with its subject behind what it reports."""
    s = scene.syntax
    ends = s.raw[cue + 1] in BREAKS | {"."}
    if plural:
        return trailing if ends or s.tags[cue + 1] == "IN" else None
    return told_by_one if ends and told_by_one(scene, begin, cue) else None


def _name_before(s: Syntax, cue: int, first: int) -> int:
    """Where the words before a cue begin that can be a name, with who passed a document on and how
    many were asked: "figures *published by* X show", "a poll of *900* parents by X shows"."""
    begin = cue
    while begin > first:
        passed = s.words[begin - 1] in PASSING | ISSUING and s.words[begin] == "by"
        asked = s.tags[begin - 1] == "CD" and s.words[begin - 2] in ("of", "among")
        if not (passed or asked or s.tags[begin - 1] in NAME_TAGS):
            break
        begin -= 1
    return begin


@source_rule("told-by-one", _TALKS | Trait.ASIDE, otherwise=False)
def told_by_one(scene: Scene, begin: int, cue: int) -> bool:
    """Whether one speaker stands between a comma and a cue at the end that the parser took for a
    plural: "…, the federation estimates"."""
    s = scene.syntax
    first, _ = scene.bounds(cue)
    alone = s.raw[begin - 1] == "," and s.words[begin] == "the" and s.deps[cue] != "conj"
    told = any(s.tags[k] in FINITE_TAGS for k in range(first, begin))
    return alone and told and s.tags[cue] == "NNS" and scene.speakers.speaks(cue - 1)


def _is_study(s: Syntax, noun: int) -> bool:
    """Whether a noun is data, or one document with its maker: "a *survey* by the trust shows"."""
    if s.tags[noun] != "NN" or s.words[noun] not in DOCUMENT_NOUNS:
        return s.words[noun] == "data"
    asked = s.words[noun + 1] in ("of", "among") and "by" in s.words[noun + 2 : noun + 6]
    return asked or s.words[noun + 1] in _MAKERS


def _subject_of_noun(scene: Scene, begin: int, cue: int) -> tuple[Reading, bool]:
    """The words before a cue as a source, and whether they can be one, of a plural or of one
    document ("the filing shows"): people keep their words, a document gives way to the body that
    it is from."""
    s, speakers = scene.syntax, scene.speakers
    if s.tags[cue] == "NNS" and s.words[cue - 1] in DOCUMENT_NOUNS:
        issuer = speakers.naming.named_before(cue - 2) if cue - 2 >= begin else None
        own = s.quote(begin, cue)
        paper = Source(*s.chars(begin, cue), own, clean(own), SourceClass.DOCUMENT)
        return (issuer or paper, ()), True
    nouns = (k for k in range(begin, cue) if s.tags[k] == "NNS" or _is_study(s, k))
    noun = next((k for k in nouns if speakers.speaks(k) or speakers.studies(k)), None)
    owned = noun is not None and s.tags[noun - 1] == "POS" and s.words[noun] in DOCUMENT_NOUNS
    if noun is not None and owned and (owner := speakers.read(noun - 2)):
        return owner, True  # "the agency's data show"
    passing = noun + 1 if noun is not None and s.words[noun + 1] in PASSING else cue
    relays: tuple[Source, ...] = ()
    if passing < cue - 2:
        outlet = s.quote(passing + 2, cue)
        read = speakers.read(cue - 1)
        of_kind = read[0].source_class if read is not None else SourceClass.OUTLET
        relays = (Source(*s.chars(passing + 2, cue), outlet, clean(outlet), of_kind),)
        cue = passing
    span = low, high = s.chars(begin, cue)
    surface = s.text[low:high]
    name, kind = clean(surface), SourceClass.BODY
    if person := speakers.antecedents.people.at(cue - 1):
        name, kind = speakers.naming.full_name(person)
    elif noun is not None and s.words[noun] not in DOCUMENT_NOUNS:
        kind = SourceClass.ANONYMOUS
    elif noun is not None and noun + 2 < cue:
        maker = max((k for k in range(noun, cue) if s.words[k] in _MAKERS), default=noun + 1) + 1
        entities = (e for k in range(cue - 1, maker - 1, -1) if (e := s.entity(k)))
        named = next(entities, (maker, cue, ""))
        name = clean(s.quote(max(maker, named[0]), min(cue, named[1])))
    elif noun is not None:
        kind = SourceClass.DOCUMENT
    return (Source(*span, surface, name, kind), relays), noun is not None
