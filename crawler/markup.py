"""What markup says of words, put into words before the words are taken out of the page.

One pass over the tree: what is struck out goes, superscripts become what they stand for, numbers
that a script draws get their value. ``crawler.borders`` then marks where lines end.
"""

import re
from collections.abc import Iterator

from lxml import html as lxml_html

from crawler.borders import part_around
from crawler.class_names import known, naming
from crawler.cleaning import one_line

Element = lxml_html.HtmlElement

_NO_TEXT = ("style", "svg", "template", "canvas", "iframe", "nav", "footer", "select", "map")
"""Elements that extraction leaves out as a whole; without them each pass is faster."""

_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_STRUCK_CLASS = naming(
    r"line-?through|strike|strike-?through|striked|struck|struck-?out|strikeout|deleted|deletion"
)
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_by_style, _by_class = known(_STRUCK_STYLE), known(_STRUCK_CLASS)
_STYLE_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS_SELECTOR = re.compile(r"(?:[a-z]+\d?)?\.([\w-]+)\Z", re.I)
_MOST_STRUCK = 0.5
"""Share of a page's words beyond which a strike is the page's manner and no correction."""

_UNIT = re.compile(
    r"(?:^|[\s\d(/·⋅])(?:[kcdmµn]?m|ft|in|yd|mi|s|sec|metres?|meters?|kilomet(?:re|er)s?|miles?|"
    r"feet|foot|inch(?:es)?|yards?)\.?\Z",
    re.I,
)
_LETTER = re.compile(r"(?:^|[\s(=+*/·×-])(?:mc|[b-hj-zB-HJ-Zπσχ])\Z")
_FORMULA = re.compile(r"(?:^|[\s(\d])(?:CO|NO|SO|CH|NH|PM|H|N|O)\Z")
_MONEY_BEFORE = re.compile(r"[$€£¥₹][\s\xa0]?\d[\d,]*\Z")
_MONEY_AFTER = re.compile(r"[\s\xa0]?(?:[$€£¥₹]|(?:euros?|dollars?|EUR|USD|CHF)\b)")
_PRICED = re.compile(r"\d\Z")
_POWER = re.compile(r"(?:^|\D)10\Z")
_TIMES = re.compile(r"[×x·⋅*][\s\xa0]?\d+\Z")
_ORDINAL = re.compile(r"st|nd|rd|th|o|a|er|re|e|ère|ème|d", re.I)
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789-−–+", f"{_DIGITS}⁻⁻⁻⁺")
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.I)
_RAISED_CLASS = naming("sup|super|superscript")
_NOTE_CLASS = re.compile(r"foot-?note|(?:^|[-_ ])(?:fn|noteref|reference|cite-?ref)", re.I)
_NOTE_ATTRIBUTES = ("class", "role", "rel", "epub:type", "data-type")
_NOTE_TARGET = re.compile(
    r"#_?(?:foot-?|end-?)?(?:fn|ftn|edn|notes?|refs?|cite|sources?)[-_:\d]", re.I
)
_NOTE_MARK = re.compile(
    r"[,;]?\s?[\[(]?(?:\d{1,3}|[a-z]|[ivx]+|\*+|[†‡§¶#]+)[\])]?(?:\s?[,;–-]\s?(?:\d{1,3}|[a-z]))*"
)
_NOTE_WORD = re.compile(r"[\[(]?(?:foot)?(?:notes?|refs?|sources?|citation)\b", re.I)
_FRACTION_SLASH = re.compile(r"\A\s*[/⁄]")

_DRAWN = re.compile(
    r"(?:data-|:)?(?:[\w-]*(?:target|count(?:er)?(?:-?(?:to|up|end))?|to|end(?:-?val(?:ue)?)?|"
    r"val(?:ue)?|num(?:ber)?|final|stop|total|odometer|amount))\Z",
    re.I,
)
_NUMBER = re.compile(r"[+-]?\d[\d,. ]*\Z")
_NO_FIGURE_YET = re.compile(r"\s*[0.,%+$€£ ]{0,8}\s*\Z")
_COUNTER = naming(r"count(?:er|-?up|-?to)?|odometer|number-?ticker")


def interpret(tree: Element) -> None:
    """Change a page's tree so that its text says what its markup says."""
    drop_struck(tree)
    drop_unseen(tree)
    for element in list(tree.iter(*_NO_TEXT)):
        if element.getparent() is not None:
            part_around(element)
            element.drop_tree()
    read_superscripts(tree)
    fill_counters(tree)


def drop_struck(tree: Element) -> None:
    """Take out what is struck through: it is not stated any more."""
    struck = _struck(tree)
    if struck and sum(map(_length, struck)) > _MOST_STRUCK * _length(tree):
        return
    for element in struck:
        if element.getparent() is not None:
            element.drop_tree()


def drop_unseen(tree: Element) -> None:
    """Join what a place for a line break parts, and take hidden words out of their line."""
    for element in list(tree.iter("wbr", "span", "b", "i", "em", "strong", "small", "rt", "rp")):
        if element.tag == "wbr":
            element.drop_tag()
        elif element.tag in ("rt", "rp") or _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: Element) -> bool:
    hidden = element.get("hidden")
    return (hidden is not None and hidden.lower() != "until-found") or bool(
        _HIDDEN_STYLE.search(element.get("style") or "")
    )


def _length(element: Element) -> int:
    return len(element.text_content())


def _struck(tree: Element) -> list[Element]:
    """What is struck through by its tag, its role, its style or its class, in the page's order."""
    ours = _struck_classes(tree)
    return [one for one in tree.iter("*") if _is_struck(one, ours)]


def _is_struck(element: Element, ours: frozenset[str]) -> bool:
    if element.tag in ("html", "body"):
        return False
    if element.tag in ("del", "s", "strike") or element.get("role") == "deletion":
        return True
    style, names = element.get("style"), element.get("class")
    return bool(
        (style and _by_style(style))
        or (names and (_by_class(names) or (ours and not ours.isdisjoint(names.split()))))
    )


def _struck_classes(tree: Element) -> frozenset[str]:
    """Classes that the page's own style sheets strike through."""
    found: set[str] = set()
    for style in tree.iter("style"):
        sheet = style.text or ""
        if "through" not in sheet and "THROUGH" not in sheet:
            continue
        for selectors, rules in _STYLE_RULE.findall(sheet):
            if _STRUCK_STYLE.search(rules):
                names = (_CLASS_SELECTOR.match(one.strip()) for one in selectors.split(","))
                found.update(name[1] for name in names if name is not None)
    return frozenset(found)


# --- superscripts ---


def read_superscripts(tree: Element) -> None:
    """Make of each superscript an exponent, cents, a fraction or an ordinal; else it is a note."""
    for element in [one for one in tree.iter() if _is_raised(one)]:
        if element.getparent() is None:
            continue
        words = one_line(element.text_content())
        before, after = _before(element), element.tail or ""
        _replace(element, _meaning(words, before, after, linked=_is_linked(element)))
    for element in list(tree.iter("sub")):
        words, before = one_line(element.text_content()), _before(element)
        if words.isdigit() and re.search(r"\d\Z", before):
            _replace(element, "")


def _is_raised(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag == "sup":
        return True
    if element.tag not in ("a", "span", "small", "i", "em", "b"):
        return False
    marks = " ".join(filter(None, map(element.get, _NOTE_ATTRIBUTES)))
    if _NOTE_CLASS.search(marks) or (element.tag == "a" and _leads_to_note(element)):
        return _is_note(element)
    if element.tag == "a":
        return False
    raised = _RAISED_STYLE.search(element.get("style") or "")
    return bool(raised or _RAISED_CLASS.search(element.get("class") or "")) and (
        len(element.text_content()) <= 12
    )


def _leads_to_note(link: Element) -> bool:
    """Whether a link goes to a note of its own page: by its name, or by a mark in brackets."""
    target = link.get("href") or ""
    in_brackets = one_line(link.text_content())[:1] in ("[", "(")
    return target.startswith("#") and (in_brackets or bool(_NOTE_TARGET.match(target)))


def _is_note(element: Element) -> bool:
    return bool(_NOTE_MARK.fullmatch(one_line(element.text_content())))


def _is_linked(element: Element) -> bool:
    """Whether a superscript leads to a note: it is a link, holds one or stands in one."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any((link.get("href") or "").strip() for link in links)


def _before(element: Element) -> str:
    """The words of the same line right before an element."""
    pieces: list[str] = []
    node: Element | None = element
    while node is not None and sum(map(len, pieces)) < 24:
        previous = node.getprevious()
        parent = node.getparent()
        if previous is not None:
            pieces.insert(
                0,
                (previous.text_content() if isinstance(previous.tag, str) else "")
                + (previous.tail or ""),
            )
            node = previous
        elif parent is None or parent.tag in ("p", "div", "li", "td", "th", "h1", "h2", "h3"):
            pieces.insert(0, (parent.text or "") if parent is not None else "")
            node = None
        else:
            pieces.insert(0, parent.text or "")
            node = parent
    return "".join(pieces)[-24:]


def _meaning(words: str, before: str, after: str, *, linked: bool) -> str:
    """What a superscript stands for after some words: the text that takes its place."""
    if not words:
        return ""
    if not linked:
        kept = _kept(words, before, after)
        if kept is not None:
            return kept
    if _NOTE_WORD.match(words):
        return ""
    tight = bool(before) and not before[-1].isspace()
    if linked or _NOTE_MARK.fullmatch(words) or (words.isdigit() and tight) or not before.strip():
        return "" if _NOTE_MARK.fullmatch(words) or linked else words
    return words


def _kept(words: str, before: str, after: str) -> str | None:
    """A superscript that is part of the number, unit or word before it."""
    if re.fullmatch(r"\d{1,2}", words) and _FRACTION_SLASH.match(after):
        return f" {words}" if _PRICED.search(before) else words
    if re.fullmatch(r"[-−–+]\d{1,2}", words):
        return words.translate(_RAISED)
    if re.fullmatch(r"\d{2}", words) and (
        _MONEY_BEFORE.search(before) or (_PRICED.search(before) and _MONEY_AFTER.match(after))
    ):
        return f".{words}"
    if words.isdigit() and len(words) <= 2:
        if _POWER.search(before) or (_PRICED.search(before) and _TIMES.search(before)):
            return "^" + words
        raises = _UNIT.search(before) and words in ("2", "3")
        if raises or _FORMULA.search(before) or (_LETTER.search(before) and words in "234n"):
            return words
    if _ORDINAL.fullmatch(words) and _PRICED.search(before) and words not in ("a", "e", "o", "d"):
        return words
    return None


def _replace(element: Element, words: str) -> None:
    """Put words in an element's place; its tail stays."""
    for child in list(element):
        element.remove(child)
    element.text = words
    element.drop_tag()


# --- numbers drawn by scripts ---


def fill_counters(tree: Element) -> None:
    """Give a number that a script counts up from 0 the value at which it ends, or none."""
    for element in tree.iter("*"):
        if not _NO_FIGURE_YET.match(element.text or "") or len(element):
            continue
        printed = (element.text or "").strip()
        counts = _COUNTER.search(f"{element.get('class') or ''} {element.tag!s}")
        if "0" not in printed and not counts:
            continue
        values = set(_drawn(element))
        around = element.getparent()
        if not values and around is not None and _is_alone(element, around):
            values = set(_drawn(around))
        if "0" not in printed and not values:
            continue
        if len(values) == 1:
            (value,) = values
            if float(value.replace(",", "").replace(" ", "")):
                prefix, suffix = (_affix(element, name) for name in ("prefix", "suffix"))
                element.text = f"{prefix}{_grouped(value)}{suffix}"
        elif values or counts:
            element.text = ""


def _is_alone(element: Element, around: Element) -> bool:
    """Whether no other part of what stands around an element has a figure."""
    own = element.text or ""
    rest = str(around.text_content()).replace(own, "", 1) if own else around.text_content()
    return not any(char.isdigit() for char in rest)


def _drawn(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if _DRAWN.match(str(name)) and _NUMBER.match(str(value).strip()):
            yield str(value).strip()


def _affix(element: Element, name: str) -> str:
    return str(element.get(f"data-{name}") or "")


def _grouped(value: str) -> str:
    return f"{int(value):,}" if value.isdigit() else value
