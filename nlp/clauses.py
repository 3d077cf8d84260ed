"""Rules for reporting verbs: who is the subject, and which words are the reported ones."""

from dataclasses import dataclass, field

from nlp.cues import ALWAYS_VERB, NOT_RELAYS, VERBS, Governs, Verb
from nlp.frames import Frame, Source, trim
from nlp.quotations import Quotation
from nlp.speakers import Speakers, is_outlet
from nlp.syntax import Span, Syntax
from nlp.vocabulary import SourceClass

_BREAKS = frozenset(
    {",", '"', "“", "”", "''", "``", "—", "–", "--", "-", ")", "…", ":", ";", "’", "‘", "?", "!"}
)
_NUMBERISH = frozenset(
    """two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds
    thousand thousands million millions billion billions trillion half quarter third twice double
    triple none""".split()
)
_SKIPPED_SUBJECTS = frozenset(
    {"i", "we", "you", "this", "that", "there", "what", "these", "those", "one"}
)
_PHYSICAL = frozenset(
    {"find", "discover", "hear", "learn", "list", "describe", "rank", "publish", "prove", "outline"}
)
_PUT_AT = frozenset({"put", "puts", "putting"})


@dataclass
class Scene:
    """One document on the table: its syntax, speakers, quotations and the frames found so far."""

    syntax: Syntax
    speakers: Speakers
    quotes: list[Quotation]
    quote_of: list[int]
    frames: list[Frame] = field(default_factory=list)

    def add(
        self,
        origin: Source | None,
        relays: tuple[Source, ...],
        cue: Span | None,
        contents: list[Span],
        rule: str,
        confidence: float,
    ) -> None:
        """Keep a frame whose content spans are not empty, trimmed and in order."""
        text = self.syntax.text
        spans = sorted({trim(text, *span) for span in contents})
        kept = tuple(span for span in spans if span[0] < span[1])
        if kept:
            self.frames.append(Frame(origin, relays, cue, kept, rule, confidence))

    def bounds(self, token: int) -> Span:
        """The sentence of a token, within the token's quotation if it stands in one."""
        first, last = self.syntax.bounds(token)
        number = self.quote_of[token]
        if number >= 0:
            while first < token and self.quote_of[first] != number:
                first += 1
            while last - 1 > token and self.quote_of[last - 1] != number:
                last -= 1
        return first, last

    def numeric(self, first: int, last: int) -> bool:
        """Whether a number stands among the tokens."""
        s = self.syntax
        return any(
            s.tags[i] == "CD" or s.words[i] in _NUMBERISH or s.raw[i][:1].isdigit()
            for i in range(first, last)
        )


def read_verb(scene: Scene, i: int) -> None:
    """All frames that the verb at token ``i`` opens."""
    s = scene.syntax
    word = s.words[i]
    if not s.deps[i] or not (s.is_verb(i) or word in ALWAYS_VERB):
        return
    if word in _PUT_AT:
        _put_at(scene, i)
        return
    verb = VERBS[word]
    if s.child(i, "auxpass") >= 0 or (s.tags[i] == "VBN" and s.child(i, "aux") < 0):
        _passive(scene, i, verb)
        return
    subject = find_subject(s, i)
    if subject < 0 or s.words[subject] in _SKIPPED_SUBJECTS:
        return
    if Governs.CLAUSE in verb.governs and _clause(scene, i, subject, verb):
        return
    if Governs.QUOTE in verb.governs | Governs.STANCE and _quoted(scene, i, subject, verb):
        return
    if Governs.TRAIL in verb.governs and _trailing(scene, i, subject, verb):
        return
    if Governs.AIM in verb.governs and _aim(scene, i, subject, verb):
        return
    if Governs.OBJECT in verb.governs and _object(scene, i, subject, verb):
        return


# -- subjects ------------------------------------------------------------------------------------


def find_subject(s: Syntax, verb: int) -> int:
    """The subject's head token: the verb's own, an inherited one, or a name after it; else -1.

    Coordinated verbs, participles and infinitives take the subject of the verb they lean on; a
    participle that modifies a noun takes the noun.
    """
    own = s.child(verb, "nsubj")
    if own >= 0:
        return own
    first, last = s.bounds(verb)
    if verb + 1 < last and s.tags[verb + 1] in ("NNP", "NNPS") and s.tags[verb] in ("VBD", "VBZ"):
        for kid in s.kids[verb]:
            if kid > verb and s.deps[kid] in ("dobj", "attr", "oprd", "npadvmod", "appos", "dep"):
                return kid
    token = verb
    for _ in range(5):
        label, head = s.deps[token], s.heads[token]
        if head == token or not first <= head < last:
            return -1
        if label in ("acl", "relcl") and s.tags[head][:2] in ("NN", "PR"):
            outer = _clause_subject(s, head)
            comma = any(s.words[k] == "," for k in range(head + 1, verb))
            return outer if comma and outer >= 0 else head
        if label not in (
            "conj",
            "advcl",
            "xcomp",
            "ccomp",
            "pcomp",
            "prep",
            "parataxis",
            "dep",
            "acl",
        ):
            return -1
        token = head
        found = s.child(token, "nsubj", "nsubjpass")
        if found >= 0 and found != verb:
            return found
    return -1


def _clause_subject(s: Syntax, noun: int) -> int:
    """The subject of the clause that a noun stands in, or -1."""
    token = noun
    for _ in range(6):
        head = s.heads[token]
        if head == token:
            return -1
        if s.deps[token] in ("nsubj", "nsubjpass"):
            return token
        token = head
        found = s.child(token, "nsubj", "nsubjpass")
        if found >= 0:
            return found
    return -1


# -- constructions -------------------------------------------------------------------------------


def _source(scene: Scene, subject: int, verb: int) -> tuple[Source, tuple[Source, ...]] | None:
    """The subject as a source, with the outlets that the verb names as relays."""
    found = scene.speakers.read(subject)
    if found is None:
        return None
    source, relays = found
    return source, relays + _told(scene, verb, subject)


def _told(scene: Scene, verb: int, subject: int) -> tuple[Source, ...]:
    """The outlet that was told, interviewed or handed a statement, under a reporting verb."""
    s = scene.syntax
    found: list[Source] = []
    for kid in s.kids[verb]:
        if kid == subject or kid < verb:
            continue
        if s.words[verb] in ("told", "tell", "tells", "telling") and s.deps[kid] in (
            "dobj",
            "dative",
            "iobj",
        ):
            relay = _relay(scene, kid)
            if relay:
                found.append(relay)
        elif s.deps[kid] == "prep":
            found.extend(_through(scene, kid))
    return tuple(found)


def _through(scene: Scene, preposition: int) -> list[Source]:
    """Relays in "in an interview with X", "in a statement to X", "in a report seen by X"."""
    s = scene.syntax
    noun = s.child(preposition, "pobj")
    if noun < 0:
        return []
    if s.words[preposition] == "to" and s.words[noun] not in NOT_RELAYS:
        relay = (
            _relay(scene, noun)
            if is_outlet(scene.speakers.text(*scene.speakers.span(noun)))
            else None
        )
        return [relay] if relay else []
    found: list[Source] = []
    if s.words[noun] in ("interview", "statement", "email", "letter", "conversation", "briefing"):
        for kid in s.kids[noun]:
            if s.deps[kid] == "prep" and s.words[kid] in ("with", "to", "by"):
                target = s.child(kid, "pobj")
                relay = _relay(scene, target) if target >= 0 else None
                if relay:
                    found.append(relay)
    for kid in s.kids[noun]:
        if s.deps[kid] == "acl" and s.words[kid] in ("seen", "obtained", "reviewed", "viewed"):
            agent = s.child(kid, "agent")
            target = s.child(agent, "pobj") if agent >= 0 else -1
            relay = _relay(scene, target) if target >= 0 else None
            if relay:
                found.append(relay)
    return found


def _relay(scene: Scene, noun: int) -> Source | None:
    """A noun as the outlet that passed something on; people and assemblies are none."""
    s = scene.syntax
    if s.words[noun] in NOT_RELAYS or s.tags[noun] in ("PRP", "NN", "NNS"):
        return None
    entity = s.entity_at[noun]
    label = s.entities[entity][2] if entity >= 0 else ""
    span = scene.speakers.span(noun)
    surface = scene.speakers.text(*span)
    if label == "PERSON" and " " in surface and not is_outlet(surface):
        found = scene.speakers.noun(noun)
        return found[0] if found and found[0].source_class is SourceClass.OUTLET else None
    if label in ("NORP", "DATE", "TIME") or any(s.words[i] in NOT_RELAYS for i in range(*span)):
        return None
    found = scene.speakers.noun(noun)
    if found is None:
        return None
    source = found[0]
    return Source(source.start, source.end, source.text, source.name, SourceClass.OUTLET)


def _cue(scene: Scene, verb: int) -> Span:
    return scene.syntax.chars(verb, verb + 1)


def _clause(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """said (that) …: a finite clause to the right."""
    s = scene.syntax
    first, last = scene.bounds(i)
    comp = next((k for k in s.kids[i] if s.deps[k] == "ccomp" and k > i), -1)
    if comp < 0:
        return False
    low, high = s.edges(comp)
    low, high = max(low, i + 1), min(high, last)
    if subject > i and low <= subject < high:
        low = scene.speakers.span(subject)[1]
    if low >= high or (subject > i and subject >= high):
        return False
    found = _source(scene, subject, i)
    if found is None:
        return False
    contents = [s.chars(low, high)]
    sure = 0.9 if _speaks(scene, subject) else 0.7
    if Governs.QUOTE not in verb.governs and Governs.OBJECT not in verb.governs:
        sure -= 0.2
    scene.add(*found, _cue(scene, i), contents, "said-that", sure)
    return True


def _quoted(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """A quotation beside the cue's clause, left or right."""
    s = scene.syntax
    first, last = s.bounds(i)
    inside = scene.quote_of[i]
    span = scene.speakers.span(subject)
    start, end = min(i, span[0]), max(i + 1, span[1])
    contents: list[Span] = []
    token = start - 1
    while token >= first and (
        s.tags[token] in (",", "_SP", "RB", ":", "IN") or s.raw[token] in ",."
    ):
        token -= 1
    if token >= 0 and scene.quote_of[token] not in (-1, inside):
        quote = scene.quotes[scene.quote_of[token]]
        contents.append((quote.start, quote.end))
    token = end
    while token < len(s.raw) and token < end + 12:
        if scene.quote_of[token] not in (-1, inside):
            quote = scene.quotes[scene.quote_of[token]]
            contents.append((quote.start, quote.end))
            break
        if s.tags[token] in ("VBD", "VBZ", "VBP", "MD") or s.raw[token] in ".;":
            break
        token += 1
    if not contents:
        return False
    found = _source(scene, subject, i)
    if found is None:
        return False
    left = [c for c in contents if c[1] <= s.starts[start]]
    if left and Governs.TRAIL in verb.governs and start > first:
        contents.append((s.starts[first], s.ends[start - 1]))
    scene.add(*found, _cue(scene, i), contents, "quotation", 0.9)
    return True


def _trailing(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """12 …, police said; said Kim; The number, the regulator said, doubled; As Kim reports, …"""
    s = scene.syntax
    first, last = scene.bounds(i)
    span = scene.speakers.span(subject)
    start = min(i, span[0])
    if not first <= start or s.deps[subject] == "nsubjpass":
        return False
    while start > first and s.tags[start - 1] in ("RB",) and s.words[start - 1] != "not":
        start -= 1
    opened_by_as = start > first and s.words[start - 1] == "as"
    if opened_by_as:
        start -= 1
    end = max(i + 1, span[1])
    while end < last and s.raw[end] not in (",", '"', "“", "``", ":", "—", "–", "--", ";"):
        end += 1
    main = s.child(i, "ccomp")
    if main < 0 and s.deps[i] in ("parataxis", "ccomp", "advcl", "conj", "dep", "relcl"):
        main = s.heads[i]
    if start == first:
        if not opened_by_as or end >= last:
            return False
        contents = [s.chars(end, last)]
    else:
        if s.raw[start - 1] not in _BREAKS:
            return False
        if (
            i + 1 < end
            and s.child(i, "dobj") > i
            and s.words[i] not in ("told", "tells", "tell")
            and s.child(i, "dobj") != subject
        ):
            return False
        contents = [s.chars(_left_start(scene, first, start, main), start)]
        if main > end:
            contents.append(s.chars(end, last))
    found = _source(scene, subject, i)
    if found is None:
        return False
    scene.add(*found, _cue(scene, i), contents, "trailing", 0.9 if _speaks(scene, subject) else 0.7)
    return True


def _left_start(scene: Scene, first: int, stop: int, main: int) -> int:
    """Where the words before a trailing cue begin: the sentence, or the last clause of it."""
    s = scene.syntax
    if not first <= main < stop:
        return first
    low = s.edges(main)[0]
    for token in range(first, min(low, stop)):
        if s.words[token] in VERBS and s.is_verb(token) and s.child(token, "nsubj") >= 0:
            return low
    return first


def _aim(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """plans to hire 40; expects growth of 3 percent; called for a cut to 28 percent."""
    s = scene.syntax
    _, last = scene.bounds(i)
    if not _speaks(scene, subject):
        return False
    contents: list[Span] = []
    for kid in s.kids[i]:
        if kid < i:
            continue
        if s.deps[kid] in ("xcomp", "ccomp") or (s.deps[kid] == "prep" and s.words[kid] == "for"):
            low, high = s.edges(kid)
            contents.append(s.chars(max(low, i + 1), min(high, last)))
        elif s.deps[kid] == "dobj" and scene.numeric(*s.edges(kid)):
            contents.append(s.chars(i + 1, min(s.edges(kid)[1], last)))
    if not contents:
        return False
    found = _source(scene, subject, i)
    if found is None:
        return False
    scene.add(*found, _cue(scene, i), contents, "aim", 0.65)
    return True


def _object(scene: Scene, i: int, subject: int, verb: Verb) -> bool:
    """reported 35 deaths; shows a 14% rise; estimates the damage at $40m."""
    s = scene.syntax
    _, last = scene.bounds(i)
    target = next((k for k in s.kids[i] if s.deps[k] in ("dobj", "attr", "oprd") and k > i), -1)
    if target < 0 or not _speaks(scene, subject):
        return False
    if verb.base == "claim" and s.words[target] in ("life", "lives", "victim", "victims"):
        return False
    if verb.base in _PHYSICAL and not _documents(scene, subject):
        return False
    low, high = s.edges(target)
    high = _object_end(scene, i, high)
    if not scene.numeric(low, high):
        return False
    found = _source(scene, subject, i)
    if found is None:
        return False
    scene.add(*found, _cue(scene, i), [s.chars(max(low, i + 1), min(high, last))], "object", 0.8)
    return True


def _object_end(scene: Scene, verb: int, high: int) -> int:
    """The end of an object with the prepositions after it that carry a number."""
    s = scene.syntax
    for kid in s.kids[verb]:
        if kid >= high and s.deps[kid] == "prep" and scene.numeric(*s.edges(kid)):
            high = s.edges(kid)[1]
    return high


def _put_at(scene: Scene, i: int) -> None:
    """put the toll at 112."""
    s = scene.syntax
    subject = find_subject(s, i)
    target = next((k for k in s.kids[i] if s.deps[k] == "dobj" and k > i), -1)
    if subject < 0 or target < 0 or s.words[subject] in _SKIPPED_SUBJECTS:
        return
    at = next(
        (
            k
            for k in [*s.kids[i], *s.kids[target]]
            if s.words[k] == "at" and k > target and scene.numeric(*s.edges(k))
        ),
        -1,
    )
    found = _source(scene, subject, i) if at >= 0 else None
    if found:
        low, high = min(i + 1, s.edges(target)[0]), s.edges(at)[1]
        scene.add(*found, _cue(scene, i), [s.chars(max(low, i + 1), high)], "put-at", 0.9)


def _passive(scene: Scene, i: int, verb: Verb) -> None:
    """were reported by the institute; cases recorded by police; was quoted by X as saying."""
    s = scene.syntax
    first, last = scene.bounds(i)
    agent = next((s.child(k, "pobj") for k in s.kids[i] if s.words[k] == "by"), -1)
    if verb.base in ("quote", "cite"):
        return
    if agent < 0 or Governs.AGENT not in verb.governs and Governs.QUOTE not in verb.governs:
        return
    subject = s.child(i, "nsubjpass")
    contents: list[Span] = []
    if subject >= 0:
        low, high = s.edges(subject)
        contents.append(s.chars(low, min(high, i)))
        for kid in s.kids[i]:
            if kid > agent and s.deps[kid] in ("xcomp", "ccomp"):
                contents.append(s.chars(*s.edges(kid)))
            elif agent > kid > i and s.deps[kid] in ("prep", "xcomp", "oprd"):
                contents.append(s.chars(*s.edges(kid)))
    elif s.deps[i] == "acl":
        noun = s.heads[i]
        low = s.edges(noun)[0]
        if not scene.numeric(low, i):
            return
        contents.append(s.chars(low, i))
    if not contents or not _speaks(scene, agent):
        return
    found = scene.speakers.read(agent)
    if found:
        scene.add(*found, s.chars(i, i + 1), contents, "passive", 0.85)


def _speaks(scene: Scene, noun: int) -> bool:
    """Whether a noun is of a kind that can speak: people, bodies, names, documents, pronouns."""
    return scene.speakers.speaks(noun)


def _documents(scene: Scene, noun: int) -> bool:
    """Whether a noun is a document or those who make studies."""
    return scene.speakers.studies(noun)
