"""Language is data: no list of more than eight words stands in Python outside ``lexicon``.

The names of a table of functions are no such list. Counted are collections of words, words parted by blanks that are split, and alternatives of a
regular expression.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
MOST = 8
_WORD = re.compile(r"[A-Za-z][a-z'’-]*\.?$")
_ALTERNATIVES = re.compile(r"\(?(?:\?[:!<=]+)?((?:[a-z][a-z' ]*\??(?:\([^()]*\)\??)?\|){8,})", re.I)


def _calls(values: list[ast.expr]) -> bool:
    """Whether these are functions, some of them written in place."""
    kinds = {type(one) for one in values}
    return ast.Lambda in kinds and kinds <= {ast.Lambda, ast.Name}


def _strings(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Dict) and _calls(node.values):
        return []
    elements = getattr(node, "elts", None) or getattr(node, "keys", None) or []
    return [
        one.value
        for one in elements
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and _WORD.match(one.value)
    ]


def lists_in(source: str) -> Iterator[int]:
    """The lines on which a list of words begins; what a module exports is none."""
    tree = ast.parse(source)
    exported = {
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    }
    for node in ast.walk(tree):
        if node in exported:
            continue
        if isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict):
            if len(_strings(node)) > MOST:
                yield node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            alternatives = _ALTERNATIVES.search(node.value)
            if alternatives is not None:
                yield node.lineno
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "split"
            and isinstance(node.func.value, ast.Constant)
            and isinstance(node.func.value.value, str)
            and len(node.func.value.value.split()) > MOST
        ):
            yield node.lineno


def found() -> dict[str, int]:
    """How many lists each module of the reader and the crosscheck holds."""
    counted: dict[str, int] = {}
    for folder in ("nlp", "crosscheck"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            lines = set(lists_in(path.read_text(encoding="utf-8")))
            if lines:
                counted[str(path.relative_to(ROOT))] = len(lines)
    return counted


def test_no_list_of_words_stands_in_python() -> None:
    assert not found(), "word lists outside nlp/lexicon"


def test_a_list_is_seen() -> None:
    assert list(lists_in('A = "a b c d e f g h i".split()')) == [1]
    assert list(lists_in('A = re.compile("(?:ab|cd|ef|gh|ij|kl|mn|op|qr)")')) == [1]
    table = ", ".join(f'"{word}": N' for word in "abcdefghi")
    assert list(lists_in(f"A = {{{table}}}")) == [1]
    assert not list(lists_in(f'A = {{{table}, "j": lambda: 1}}'))
    assert not list(lists_in('A = "a b c".split(); B = ("a", "b"); C = "one or two words"'))
