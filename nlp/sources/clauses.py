"""Rules for reporting verbs with a clause or a quotation: said that, "…" he said, …, police say."""

from nlp.sources.cues import ALWAYS_VERB, VERBS, Governs, Verb
from nlp.sources.objects import (
    OUTLOOK,
    read_aim,
    read_object,
    read_passive,
    read_put_at,
    read_stance,
)
from nlp.sources.phrasing import label_at
from nlp.sources.relays import outlets_told, read_as_saying, reporter_for
from nlp.sources.scene import Scene
from nlp.sources.scopes import (
    BREAKS,
    clause_stop,
    compares,
    joined_clause,
    left_start,
    quote_left,
    quote_right,
    resumes,
    right_scope,
    tail,
)
from nlp.sources.subjects import find_subject, is_speaker
from nlp.text.syntax import Span, Syntax

_OTHER_WAYS = (
    (Governs.AIM, read_aim),
    (Governs.OBJECT, read_object),
    (Governs.STANCE, read_stance),
)
_PUT_IT = Verb("put", Governs.TRAIL)
PUT_AT = frozenset({"put", "puts", "putting"})


def read_verb(scene: Scene, i: int) -> None:
    """All frames that the verb at token ``i`` opens."""
    s = scene.syntax
    word = s.words[i]
    if not s.deps[i] or not (s.is_verb(i) or word in ALWAYS_VERB):
        return
    if word in ("saying", "telling") and read_as_saying(scene, i):
        return
    if word in PUT_AT and s.words[i + 1 : i + 2] != ["it"]:
        read_put_at(scene, i)
        return
    verb = VERBS.get(word, _PUT_IT)
    participle = s.tags[i] == "VBN" and s.child(i, "aux", "nsubj") < 0 and not _stated(s, i)
    if s.child(i, "auxpass") >= 0 or participle:
        read_passive(scene, i, verb)
        return
    subject = find_subject(s, i)
    if not is_speaker(s, subject) or word in ("saw", "seen", "seeing"):
        return
    if _reported(scene, i, subject, verb):
        return
    for kind, read in _OTHER_WAYS:
        if kind in verb.governs and read(scene, i, subject, verb):
            return


def _stated(s: Syntax, verb: int) -> bool:
    """Whether a past tense was taken for a participle: "The vet, Roe, estimated that 40 …"."""
    noun = s.heads[verb]
    if s.deps[verb] != "acl" or s.raw[verb - 1] != "," or s.child(noun, "appos") < 0:
        return False
    return any(s.deps[k] == "ccomp" and s.words[s.edges(k)[0]] == "that" for k in s.kids[verb])


def _reported(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """A clause to the right, a quotation on either side, or the words around a trailing cue."""
    s = scene.syntax
    first, last = scene.bounds(i)
    span = scene.speakers.span(subject)
    start, end = min(i, span[0]), max(i + 1, span[1])
    contents: list[Span] = []
    rule = "said-that"
    clause = _clause(scene, i, subject, verb)
    if clause:
        contents.append(s.chars(*clause))
    quotes = (
        [quote_left(scene, i, start), None if clause else quote_right(scene, i, end)]
        if Governs.QUOTE in verb.governs or Governs.STANCE in verb.governs
        else []
    )
    found_quotes = [quote for quote in quotes if quote]
    if found_quotes and Governs.QUOTE not in verb.governs and not quotes[1]:
        found_quotes = []
    if found_quotes:
        rule = "quotation"
        contents.extend(found_quotes)
        if quotes[0] and Governs.TRAIL in verb.governs and start > first:
            contents.append((s.starts[first], s.ends[start - 1]))
    governs = verb.governs
    cited = Governs.QUOTE in governs or Governs.OBJECT in governs or verb.base in OUTLOOK
    if cited and (relative := _relative(scene, i, subject)):
        rule, contents = "relative", contents + relative
    if not contents and Governs.TRAIL in verb.governs:
        contents = _trailing(scene, i, subject)
        rule = "trailing"
        end = clause_stop(scene, end, last)
    if not contents:
        return False
    found = scene.speakers.read(subject)
    if found is None:
        return False
    source, relays = found
    source = reporter_for(scene, i, source)
    confidence = 0.9 if scene.speakers.speaks(subject) else 0.7
    loose = rule == "quotation" and Governs.QUOTE not in verb.governs
    if rule == "relative":
        confidence = 0.75
    if loose or not verb.governs & (Governs.QUOTE | Governs.OBJECT):
        confidence -= 0.2
    relays = relays + outlets_told(scene, i, subject)
    if scene.speakers.studies(subject) and (sample := _sample(scene, subject)):
        contents = [*contents, sample]
    scene.add(source, relays, s.chars(i, i + 1), contents, rule, confidence)
    joined = joined_clause(scene, end, last) if rule == "trailing" else None
    if joined and len(contents) == 1:
        scene.add(source, relays, s.chars(i, i + 1), [s.chars(*joined)], "and-continues", 0.65)
    return True


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


def _clause(scene: Scene, i: int, subject: int, verb: Verb) -> Span | None:
    """The tokens of a finite clause that the verb reports to its right."""
    s = scene.syntax
    comp = next((k for k in s.kids[i] if s.deps[k] == "ccomp" and k > i), -1)
    if comp < 0 and verb.base == "say":
        comp = next((k for k in s.kids[i] if k > i and k != subject and _figure(s, k)), -1)
    if comp < 0:
        return None
    that = s.words[s.edges(comp)[0]] == "that"
    if Governs.CLAUSE not in verb.governs and not (that and scene.speakers.speaks(subject)):
        return None
    low = _opening(scene, i, max(s.edges(comp)[0], i + 1))
    if subject > i and low <= subject:
        low = scene.speakers.span(subject)[1]
    high = right_scope(scene, i, low)
    if scene.speakers.studies(subject):
        high = _shares(scene, i, high)
    return (low, high) if low < high else None


def _shares(scene: Scene, i: int, high: int) -> int:
    """Where a poll's findings end that go on with the rest of the answers: ", with 31% against"."""
    s = scene.syntax
    last = scene.bounds(i)[1]
    if s.words[high : high + 2] != [",", "with"] or not scene.numeric(high + 2, last):
        return high
    end = high + 2
    while end < last and s.raw[end] not in (",", ";", "—", "–", "."):
        end += 1
    return tail(scene, i, end)


def _opening(scene: Scene, i: int, low: int) -> int:
    """Where a reported clause opens whose subject the parser hung on the verb: "said up to 120
    boats had sunk". Only words with a number, no aside and no time, come in between."""
    s = scene.syntax
    between = range(i + 1, low)
    apart = any(s.raw[k] == "," or label_at(s, k) in ("DATE", "TIME") for k in between)
    return i + 1 if not apart and scene.numeric(i + 1, low) else low


def _relative(scene: Scene, i: int, subject: int) -> list[Span]:
    """the 12 cases police reported; the $4m the firm says it lost: what a relative clause cites."""
    s = scene.syntax
    noun = s.heads[i]
    if s.deps[i] != "relcl" or not noun < subject < i or s.tags[subject] in ("WP", "WDT"):
        return []
    low, first = s.edges(noun)[0], scene.speakers.span(subject)[0]
    if any(s.deps[k] == "dobj" and k > i for k in s.kids[i]) or not scene.numeric(low, first):
        return []
    if s.child(i, "neg") >= 0:
        return []
    return [s.chars(low, first)] if scene.speakers.speaks(subject) else []


def _figure(s: Syntax, token: int) -> bool:
    """Whether what is said is an object or a bare number: "said 60"."""
    return s.deps[token] == "dobj" or (s.deps[token] == "npadvmod" and s.tags[token] == "CD")


def _trailing(scene: Scene, i: int, subject: int) -> list[Span]:
    """12 …, police said; said Kim; The number, the regulator said, doubled; As Kim reports, …"""
    s = scene.syntax
    first, last = scene.bounds(i)
    span = scene.speakers.span(subject)
    start = min(i, span[0])
    if s.tags[subject] in ("WP", "WDT"):
        return []
    if start < first or s.deps[subject] == "nsubjpass":
        return []
    while start > first and s.tags[start - 1] == "RB" and s.words[start - 1] != "not":
        start -= 1
    by_as = start > first and s.words[start - 1] == "as"
    start -= by_as
    end = clause_stop(scene, max(i + 1, span[1]), last)
    if start == first:
        return [s.chars(end, last)] if by_as and end < last else []
    if s.raw[start - 1] not in BREAKS or _ends_phrase(scene, start - 1):
        return []
    target = s.child(i, "dobj")
    told = s.words[i] in ("told", "tells", "tell") or (by_as and s.words[target] == "it")
    if i < target < end and target != subject and not told:
        return []
    main = s.child(i, "ccomp")
    if main < 0 and not by_as and _subordinate(scene, i):
        return []
    if main < 0 and s.deps[i] in ("parataxis", "ccomp", "advcl", "conj", "dep", "relcl"):
        main = s.heads[i]
    contents = [s.chars(left_start(scene, first, start, main), start)]
    if end < last and (resumes(scene, main, end, last) or compares(scene, end, last)):
        contents.append(s.chars(end, last))
    return contents


def _ends_phrase(scene: Scene, mark: int) -> bool:
    """Whether a mark closes a quoted word or two inside a sentence: say “honest” describes her."""
    s, number = scene.syntax, scene.quote_of[mark]
    if number < 0:
        return False
    quote = scene.quotes[number]
    if s.tags[mark + 1] == "NNP" and s.tags[s.token_at(quote.start) - 1] == "NNP":
        return False  # a name with a nickname in it
    low, high = quote.inner
    inner = s.text[low:high]
    return len(inner.split()) < 4 and inner[-1:] not in ",.?!…"


def _subordinate(scene: Scene, i: int) -> bool:
    """Whether a verb without complement only looks like an aside: it opens a clause of its own
    ("after Kim, a lawyer, complained") or follows one ("When it fell, the mayor said enough")."""
    s = scene.syntax
    if s.deps[i] in ("advcl", "relcl") and s.child(i, "mark") >= 0:
        return True
    return any(
        s.deps[k] == "advcl" and k < i and s.child(k, "mark", "advmod") >= 0 for k in s.kids[i]
    )
