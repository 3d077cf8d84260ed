"""Provisions and results: plans of a known author that provide, companies that print earnings."""

from nlp.lexicon.nouns import DOCUMENT_NOUNS, ISSUING
from nlp.sources.frames import Source
from nlp.sources.phrasing import label_at
from nlp.sources.scene import Scene
from nlp.sources.scopes import right_scope
from nlp.sources.subjects import find_subject
from nlp.text.syntax import Syntax
from terms.enums import SourceClass

# Documents that provide rather than say.
PLANS = frozenset(
    [
        *("plan", "plans", "roadmap", "strategy", "bill", "budget", "proposal", "proposals"),
        *("legislation", "draft", "manifesto", "guidelines", "guidance", "programme", "program"),
        *("scheme", "package", "policy", "initiative", "agreement", "deal", "blueprint"),
    ]
)
_PROVIDE = frozenset(
    [
        *("include", "contain", "call", "aim", "seek", "set", "envisage", "propose", "require"),
        *("cut", "raise", "provide", "allocate", "cover", "foresee", "impose", "cap", "limit"),
        *("increase", "reduce", "ban", "offer", "promise", "earmark", "target", "allow", "give"),
        *("lower", "double", "triple", "halve", "introduce", "commit", "extend", "expand", "spend"),
    ]
)
_FORMS = frozenset(
    form for base in _PROVIDE for form in (base, base + "s", base + "es", base + "d", base + "ed")
)
RELEASES = ISSUING | frozenset(
    [
        *("unveil", "unveils", "unveiled", "announce", "announces", "announced", "publish"),
        *("publishes", "release", "releases", "present", "presents", "launched", "launches"),
        *("proposed", "proposes", "outlined", "outlines", "drafted", "introduced"),
    ]
)
EARN = frozenset({"earned", "posted", "booked", "netted", "earns", "posts", "books", "nets"})
_RESULTS = frozenset(
    ["profit", "profits", "loss", "losses", "revenue", "revenues", "sales", "income", "earnings"]
)


def note_release(scene: Scene, i: int) -> None:
    """Remember whose a document is: "the ministry unveiled a plan", "a plan drafted by X"."""
    s = scene.syntax
    noun = s.child(i, "dobj")
    if noun > i and _is_document(s, noun):
        owner = find_subject(s, i)
    elif s.deps[i] == "acl" and _is_document(s, s.heads[i]):
        noun = s.heads[i]
        owner = next((s.child(k, "pobj") for k in s.kids[i] if s.words[k] == "by"), -1)
    else:
        return
    if owner < 0 or not scene.speakers.speaks(owner):
        return
    found = scene.speakers.read(owner)
    if found:
        start, end = s.chars(noun, noun + 1)
        name, kind = found[0].name, found[0].source_class
        scene.speakers.antecedents.remember(Source(start, end, s.raw[noun], name, kind))


def _is_document(s: Syntax, noun: int) -> bool:
    return s.words[noun] in DOCUMENT_NOUNS or s.words[noun] in PLANS


def read_provision(scene: Scene, i: int) -> None:
    """The plan includes 40 parks: what a plan of a known author provides is its author's."""
    s = scene.syntax
    verb = s.heads[i]
    if s.deps[i] != "nsubj" or verb <= i or not s.is_verb(verb):
        return
    if s.words[verb] not in _FORMS:
        return
    low, high = verb + 1, right_scope(scene, verb, verb + 1)
    if low >= high or not scene.numeric(low, high):
        return
    found = scene.speakers.issued(i)
    if found is not None and found.source_class is not SourceClass.DOCUMENT:
        scene.add(
            found, (), s.chars(verb, verb + 1), [s.chars(low, high)], "document-provides", 0.6
        )


def read_under(scene: Scene, i: int) -> None:
    """Under the ministry's plan, rents would be capped at 40: a plan that opens a sentence."""
    s = scene.syntax
    first, last = scene.bounds(i)
    noun = s.child(i, "pobj")
    if i != first or noun < 0 or s.words[noun] not in PLANS:
        return
    end = next((k for k in range(noun + 1, last) if s.raw[k] == ","), -1)
    found = scene.speakers.issued(noun) if end > 0 else None
    if found is not None and found.source_class is not SourceClass.DOCUMENT:
        cue = s.chars(i, i + 1)
        scene.add(found, (), cue, [s.chars(end, last)], "document-provides", 0.6)


def read_results(scene: Scene, i: int) -> None:
    """The retailer earned $2.8 billion: a company's results are its own word."""
    s = scene.syntax
    if s.words[i] not in EARN or not s.is_verb(i):
        return
    subject, target = s.child(i, "nsubj"), s.child(i, "dobj")
    if subject < 0 or target < i or not scene.speakers.is_company(subject):
        return
    last = scene.bounds(i)[1]
    low, high = s.edges(target)
    money = any(s.raw[t] in "$€£¥" or label_at(s, t) == "MONEY" for t in range(low, high))
    if not money and not any(s.words[t] in _RESULTS for t in range(low, high)):
        return
    found = scene.speakers.read(subject)
    if found:
        scene.add(*found, s.chars(i, i + 1), [s.chars(i + 1, last)], "own-results", 0.6)
