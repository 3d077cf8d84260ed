"""People, bodies and places: mentions merged within an article, names joined across articles."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nlp.lexicon.canonical import PERSON_TITLES, POSSESSIVE, canonical_key
from nlp.lexicon.gazetteer import country_of
from nlp.sources.names import SMALL
from nlp.text import Syntax
from terms.enums import SourceClass
from terms.model import Claim, Entity, Mention

_KINDS = {"PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place", "FAC": "place"}
_RANKED = ("person", "body", "place")  # the first of those named equally often
_IN_BRACKETS = re.compile(r"\s?\(([A-Z][A-Za-z&.\-]{1,9})\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Z&.\-]{1,9}s?$")
_LONGEST_NAME = 100
_SHORTEST_NAME = 4
_MOST_NAMES = 300
"""Names looked for again in a text; more are a list, not an article."""


@dataclass
class _Group:
    """The mentions of one entity while they are gathered."""

    name: str
    kind: str
    rule: str = "same name"
    mentions: list[Mention] = field(default_factory=list)


def find_entities(syntax: Syntax) -> list[Entity]:
    """The people, bodies and places of a parsed document, each with all its mentions.

    Merged within the article: the same name; a surname after the full name; an abbreviation that
    stands in brackets behind a name or spells its initials; a body's short name that opens its
    full one. Where two entities could be meant, nothing is merged.
    """
    named = [
        found
        for first, last, label in syntax.entities
        if (found := _mention(syntax, first, last, label))
    ]
    kinds = _settled(named)
    groups: dict[tuple[str, str], _Group] = {}
    for given, name, mention in named:
        kind = kinds[canonical_key(name, "")[0]]
        key = canonical_key(name, kind)[0]
        group = groups.setdefault((kind, key), _Group(name, kind))
        group.mentions.append(mention)
        group.rule = group.rule if given == kind else "same name, other kind"
        if len(name) > len(group.name):
            group.name = name
    merged = _merge(list(groups.values()), syntax.text)
    _add_missed(merged, syntax.text)
    return [_entity(group) for group in merged]


def _settled(named: Sequence[tuple[str, str, Mention]]) -> dict[str, str]:
    """One kind for each name: a country, once read as a place, is one; else the commonest."""
    votes: dict[str, Counter[str]] = {}
    for kind, name, _ in named:
        votes.setdefault(canonical_key(name, "")[0], Counter())[kind] += 1
    return {
        key: "place"
        if counts["place"] and country_of(key)
        else max(_RANKED, key=lambda kind: counts[kind])
        for key, counts in votes.items()
    }


def _add_missed(groups: list[_Group], text: str) -> None:
    """Mentions that the recogniser passed over: a known name, or a known person's surname."""
    owners: dict[str, _Group | None] = {}
    for group in groups:
        names = {mention.quote for mention in group.mentions}
        if group.kind == "person" and len(group.name.split()) > 1:
            names.add(group.name.split()[-1])
        for name in names:
            if len(name) >= _SHORTEST_NAME and name[0].isupper() and "\n" not in name:
                owners[name] = group if name not in owners or owners[name] is group else None
    kept = sorted((name for name, owner in owners.items() if owner), key=len, reverse=True)
    if not kept:
        return
    taken = {(m.start, m.end) for group in groups for m in group.mentions}
    covered = sorted(taken)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, kept[:_MOST_NAMES])) + r")(?!\w)")
    for found in pattern.finditer(text):
        owner = owners[found.group()]
        place = bisect_right(covered, (found.start(), len(text)))
        before = covered[place - 1] if place else (0, 0)
        after = covered[place] if place < len(covered) else (len(text), len(text))
        if owner is not None and before[1] <= found.start() and found.end() <= after[0]:
            owner.mentions.append(Mention(*found.span(), found.group()))


_KIND_OF_CLASS = {SourceClass.BODY: "body", SourceClass.PERSON: "person"}


def linked(claims: Sequence[Claim], entities: Sequence[Entity]) -> list[Claim]:
    """The claims with the entity of each named source, where the article has one of that name."""
    index: dict[tuple[str, str], int] = {}
    for number, entity in enumerate(entities):
        for name in (entity.name, *(mention.quote for mention in entity.mentions)):
            index.setdefault((entity.kind, canonical_key(name, entity.kind)[0]), number)
    return [_with_entities(claim, index) for claim in claims]


def _with_entities(claim: Claim, index: Mapping[tuple[str, str], int]) -> Claim:
    chain = []
    for hop in claim.chain:
        kind = _KIND_OF_CLASS.get(hop.source_class)
        if kind is not None and hop.entity is None:
            place = index.get((kind, canonical_key(hop.name, kind)[0]))
            hop = hop if place is None else replace(hop, entity=place)
        chain.append(hop)
    return replace(claim, chain=tuple(chain))


def _mention(syntax: Syntax, first: int, last: int, label: str) -> tuple[str, str, Mention] | None:
    kind = _KINDS.get(label)
    if kind is None:
        return None
    start, end = syntax.chars(first, last)
    text = syntax.text
    if text[start:end].lower().startswith("the "):
        start += 4
    while start < end and not text[start].isalnum():
        start += 1
    name = text[start:end]
    if found := POSSESSIVE.search(name):
        end -= len(found.group())
    if "(" in text[start:end] and ")" not in text[start:end]:
        end = text.index("(", start)
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    name = " ".join(text[start:end].split())
    if len(name) < 2 or len(name) > _LONGEST_NAME or "\n" in text[start:end]:
        return None
    if not name[0].isupper() and not any(letter.isupper() for letter in name):
        return None
    return kind, name, Mention(start, end, text[start:end])


def _merge(groups: list[_Group], text: str) -> list[_Group]:
    """Join short names to the one longer name that they can stand for."""
    groups.sort(key=lambda group: (group.mentions[0].start, group.name))
    targets: dict[int, tuple[int, str]] = {}
    for at, group in enumerate(groups):
        found = [
            (place, rule)
            for place, other in enumerate(groups)
            if place != at and (rule := _stands_for(group, other, text))
        ]
        if len(found) == 1:
            targets[at] = found[0]
    for at, (place, rule) in targets.items():
        for _ in range(len(groups)):
            if place not in targets:
                break
            place = targets[place][0]
        if place == at:
            continue
        groups[place].mentions += groups[at].mentions
        groups[place].rule = rule
    return [group for at, group in enumerate(groups) if at not in targets]


def _stands_for(short: _Group, full: _Group, text: str) -> str | None:
    """The rule by which one name is a short form of another, or ``None``."""
    few, many = short.name.split(), full.name.split()
    if len(few) >= len(many) or len(short.name) >= len(full.name):
        return None
    if short.kind == "person" and full.kind == "person":
        while len(few) > 1 and few[0].lower().rstrip(".") in PERSON_TITLES:
            few = few[1:]
        return "surname" if len(few) == 1 and few[0].lower() == many[-1].lower() else None
    if full.kind != "body":
        return None
    if _ABBREVIATION.match(short.name) and len(few) == 1:
        if any(_bracketed(text, mention) == short.name for mention in full.mentions):
            return "abbreviation in brackets"
        initials = "".join(word[0] for word in many if word.lower() not in SMALL)
        letters = short.name.replace(".", "").replace("-", "")
        return "initials" if len(letters) > 2 and letters.upper() == initials.upper() else None
    if short.kind == "body" and full.mentions[0].start <= short.mentions[0].start:
        plain = [word for word in few if word.lower() != "the"]
        begins = [word for word in many if word.lower() != "the"][: len(plain)]
        if plain and [w.lower() for w in plain] == [w.lower() for w in begins]:
            return "short name"
    return None


def _bracketed(text: str, mention: Mention) -> str | None:
    found = _IN_BRACKETS.match(text, mention.end, mention.end + 14)
    return found[1] if found else None


def _entity(group: _Group) -> Entity:
    mentions = sorted(group.mentions, key=lambda mention: mention.start)
    country = country_of(group.name) if group.kind == "place" else None
    return Entity(group.name, group.kind, country, tuple(mentions), group.rule)
