"""Where: the place that a number refers to, and the countries that names stand for."""

import re
from collections import Counter
from functools import lru_cache

from babel import Locale

from nlp.grammar import Binding, Grammar
from nlp.model import Document

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_MORE_NAMES = {
    "us": "US", "u.s.": "US", "u.s": "US", "usa": "US", "america": "US", "united states of america": "US",
    "uk": "GB", "u.k.": "GB", "u.k": "GB", "britain": "GB", "great britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "northern ireland": "GB", "uae": "AE", "u.a.e.": "AE",
    "south korea": "KR", "north korea": "KP", "s.korea": "KR", "s. korea": "KR", "korea": "KR",
    "russia": "RU", "burma": "MM", "myanmar": "MM", "ivory coast": "CI", "holland": "NL",
    "czech republic": "CZ", "turkey": "TR", "dr congo": "CD", "drc": "CD",
    "democratic republic of congo": "CD", "the democratic republic of the congo": "CD",
    "republic of ireland": "IE", "swaziland": "SZ", "macedonia": "MK", "cape verde": "CV",
    "east timor": "TL", "vatican": "VA", "palestine": "PS", "gaza": "PS", "west bank": "PS",
    "hong kong": "HK", "macau": "MO", "taiwan": "TW", "syria": "SY", "iran": "IR", "laos": "LA",
    "vietnam": "VN", "moldova": "MD", "tanzania": "TZ", "venezuela": "VE", "bolivia": "BO",
    "brunei": "BN", "bosnia": "BA", "trinidad": "TT",
}  # fmt: skip
# Adjectives of countries that no rule forms from the name.
_DEMONYMS = {
    "american": "US", "british": "GB", "english": "GB", "scottish": "GB", "welsh": "GB", "french": "FR",
    "german": "DE", "dutch": "NL", "spanish": "ES", "greek": "GR", "swiss": "CH", "danish": "DK",
    "swedish": "SE", "finnish": "FI", "polish": "PL", "turkish": "TR", "irish": "IE", "czech": "CZ",
    "slovak": "SK", "thai": "TH", "filipino": "PH", "philippine": "PH", "chinese": "CN", "japanese": "JP",
    "portuguese": "PT", "norwegian": "NO", "icelandic": "IS", "belgian": "BE", "welshman": "GB",
    "afghan": "AF", "argentine": "AR", "argentinian": "AR", "cypriot": "CY", "croat": "HR", "serb": "RS",
    "kazakh": "KZ", "uzbek": "UZ", "kyrgyz": "KG", "tajik": "TJ", "turkmen": "TM", "lao": "LA",
    "burmese": "MM", "lebanese": "LB", "maltese": "MT", "nepali": "NP", "nepalese": "NP", "new zealander": "NZ",
    "peruvian": "PE", "saudi": "SA", "emirati": "AE", "qatari": "QA", "kuwaiti": "KW", "omani": "OM",
    "yemeni": "YE", "israeli": "IL", "iraqi": "IQ", "pakistani": "PK", "bangladeshi": "BD", "azerbaijani": "AZ",
    "sudanese": "SD", "congolese": "CD", "senegalese": "SN", "togolese": "TG", "gabonese": "GA",
    "vietnamese": "VN", "taiwanese": "TW", "south korean": "KR", "north korean": "KP", "korean": "KR",
    "sri lankan": "LK", "palestinian": "PS", "monegasque": "MC", "luxembourgish": "LU", "scot": "GB",
    "malagasy": "MG", "mozambican": "MZ", "monacan": "MC", "hungarian": "HU", "slovene": "SI",
    "slovenian": "SI", "lithuanian": "LT", "swazi": "SZ", "basotho": "LS", "guatemalan": "GT",
    "honduran": "HN", "salvadoran": "SV", "panamanian": "PA", "ecuadorean": "EC", "ecuadorian": "EC",
    "canadian": "CA", "mexican": "MX", "brazilian": "BR", "indonesian": "ID", "egyptian": "EG",
    "ukrainian": "UA", "romanian": "RO", "italian": "IT", "hong konger": "HK", "syrian": "SY",
}  # fmt: skip
_ENDINGS = ("an", "ian", "n", "ese", "i", "ish")
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_WORLD = re.compile(
    r"\b(?:worldwide|globally|around the world|across the world|in the world|global)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Country names in English, in lower case, to ISO 3166-1 alpha-2."""
    names: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if (
            len(code) == 2
            and code.isalpha()
            and code not in ("EU", "UN", "EZ", "XA", "XB", "QO", "ZZ")
        ):
            names[name.lower().replace("&", "and")] = code
    return {**names, **_MORE_NAMES}


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Adjectives of countries, those that a rule forms and those that none does."""
    formed: dict[str, str] = {}
    for name, code in _countries().items():
        if " " in name and not name.startswith(
            ("south ", "north ", "new ", "sri ", "el ", "costa ")
        ):
            continue
        for ending in _ENDINGS:
            stem = (
                name[:-1]
                if name[-1] in "aeoy" and ending in ("an", "ian", "ese", "i", "ish")
                else name
            )
            formed.setdefault(stem + ending, code)
    return {**formed, **_DEMONYMS}


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country by its English name or adjective, or ``None``.

    >>> country_of("South Korean"), country_of("the Netherlands"), country_of("Springfield")
    ('KR', 'NL', None)
    """
    plain = _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip())).lower().replace("&", "and")
    countries = _countries()
    return (
        countries.get(plain)
        or countries.get(plain.rstrip("."))
        or _adjectives().get(plain)
        or (_adjectives().get(plain[:-1]) if plain.endswith("s") else None)
    )


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English name of a country."""
    return str(Locale("en").territories.get(code, code))


class Places:
    """The places that one document names, by token."""

    def __init__(self, grammar: Grammar, document: Document) -> None:
        self._grammar = grammar
        syntax = grammar.syntax
        self._spans: list[tuple[int, int, str]] = []
        for first, last, label in syntax.entities:
            if label in PLACE_LABELS:
                start, end = syntax.chars(first, last)
                self._spans.append((first, last, _name(syntax.text[start:end])))
            elif label == "NORP":
                start, end = syntax.chars(first, last)
                code = country_of(syntax.text[start:end])
                if code:
                    self._spans.append((first, last, country_name(code)))
        self._story = self._of_story(document)

    def _of_story(self, document: Document) -> str | None:
        """The place that the headline and the first paragraphs name most."""
        syntax = self._grammar.syntax
        counts: Counter[str] = Counter()
        order: dict[str, int] = {}
        for first, _, name in self._spans:
            at = syntax.starts[first]
            if at > document.headline_end + 900:
                break
            counts[name] += 2 if at < document.headline_end + 300 else 1
            order.setdefault(name, len(order))
        if not counts:
            return None
        return min(counts, key=lambda name: (-counts[name], order[name]))

    def of(self, binding: Binding) -> str | None:
        """The place of a number: in its clause, its sentence, or else the story's."""
        syntax = self._grammar.syntax
        low, high = syntax.bounds(binding.first)
        best: tuple[float, str] | None = None
        for first, last, name in self._spans:
            if first < low or first >= high or self._in_source(first):
                continue
            cost = self._cost(first, last, binding)
            if best is None or cost < best[0]:
                best = (cost, name)
        if best is not None:
            return best[1]
        start, end = syntax.chars(low, high)
        world = _WORLD.search(syntax.text, start, end)
        return "world" if world else self._story

    def _in_source(self, token: int) -> bool:
        """Whether a place only stands in the name of who speaks ("Seoul police said")."""
        return False

    def _cost(self, first: int, last: int, binding: Binding) -> float:
        syntax = self._grammar.syntax
        gap = first - binding.last if first >= binding.last else binding.first - last
        cost = float(max(gap, 0))
        before = syntax.words[first - 1] if first else ""
        if before in (
            "in",
            "at",
            "across",
            "near",
            "around",
            "throughout",
            "inside",
            "outside",
            "of",
        ):
            cost -= 3.0
        if before == "from":
            cost += 4.0
        return cost


def _name(text: str) -> str:
    return _POSSESSIVE.sub("", _ARTICLE.sub("", text.strip()))
