"""Where a text quotes: curly, straight and single marks, paragraph by paragraph."""

import pytest

from nlp.sources.quotations import find_quotations, paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” twice.", ["“yes”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said ''yes'' and left.", ["''yes''"]),
        ("‘We lost 14 boats,’ said Pell.", ["‘We lost 14 boats,’"]),
        ("Pell's boat and the Vosses' dock.", []),
        ('It was 6\'3" tall and 15" wide.', []),
        ("„Ja“ and «oui».", ["„Ja“", "«oui»"]),
        ("“She said ‘no’ to me.”", ["“She said ‘no’ to me.”"]),
        ('"She said “no” to me."', ['"She said “no” to me."']),
        ("A stray ” mark.", []),
        ("“Open to the end", ["“Open to the end"]),
        ('One " mark.\n\n"Two" marks.', ['"Two"']),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


def test_a_quotation_that_runs_on_is_linked() -> None:
    first, second, third = find_quotations("He said: “One.\n\n“Two.\n\n“Three.” He left.")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (False, True)
    assert (third.closed, third.continues) == (True, True)
    assert [first.paragraph, second.paragraph, third.paragraph] == [0, 1, 2]


def test_the_inner_span_is_without_the_marks() -> None:
    text = "He said “yes”."
    (quote,) = find_quotations(text)
    assert text[slice(*quote.inner)] == "yes"


def test_one_stray_mark_spoils_one_paragraph() -> None:
    text = 'A "b c.\n\nHe said "yes" today.'
    assert [text[q.start : q.end] for q in find_quotations(text)] == ['"b c.', '"yes"']


def test_paragraphs_are_the_lines_that_hold_something() -> None:
    text = "One.\n\n  \nTwo.\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One.", "Two."]
