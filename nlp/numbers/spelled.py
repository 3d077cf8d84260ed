"""Whole numbers in words, of any length: "twenty-eight thousand six hundred forty-two"."""

import re

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
} | {"fourty": 40}
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "lac": 10**5,
    "crore": 10**7,
}
PLURAL_SCALES = {"lakhs": 10**5, "lacs": 10**5, "crores": 10**7}
_STEP = re.compile(r"(,? and |-and-| - |, | |-)([a-z]{2,12})(?![a-z])")


def spelled(folded: str, position: int) -> tuple[int, int, int] | None:
    """A whole number in words: (value, end, product of its scale words), or ``None``."""
    total, group, group_scale = 0, -1, 1
    lowest = 10**18
    last = ""
    end = position
    word_at = re.compile(r"[a-z]{2,12}").match(folded, position)
    separator = ""
    for _ in range(40):
        if word_at is None:
            break
        word = word_at.group(2) if separator else word_at.group()
        if separator in (", ", " - ") and (last != "scale" or separator == " - "):
            break
        if "and" in separator and last not in ("hundred", "scale"):
            break
        if word in ONES or word in TENS:
            value = ONES.get(word, TENS.get(word, 0))
            kind = "ten" if word in TENS else "one"
            follows = (
                group < 0
                or last == "hundred"
                or (last == "ten" and kind == "one" and 0 < value < 10 and "and" not in separator)
            )
            if not follows or (separator == ", " and not _goes_on(folded, word_at.end())):
                break
            group = max(group, 0) + value
            last = kind
        elif word == "hundred" and group > 0 and last in ("one", "ten") and group < 100:
            group *= 100
            last = "hundred"
        elif word == "dozen" and group > 0 and last in ("one", "ten", "hundred"):
            return (group * 12, word_at.end(), 12) if total == 0 else None
        elif (word in SCALES or word in PLURAL_SCALES) and last and separator in (" ", "-"):
            scale = SCALES.get(word) or PLURAL_SCALES[word]
            if group >= 0:
                if scale >= lowest or group == 0:
                    break
                total += group * scale
                group, lowest, group_scale = -1, scale, scale
            elif last == "scale" and scale >= lowest:
                total *= scale
                group_scale *= scale
                lowest = lowest * scale
            else:
                break
            last = "scale"
        else:
            break
        end = word_at.end()
        word_at = _STEP.match(folded, end)
        separator = word_at.group(1) if word_at else ""
    if not last:
        return None
    return total + max(group, 0), end, group_scale


def _goes_on(folded: str, position: int) -> bool:
    """Whether a group of words after a comma belongs to the number: "one million, two hundred"."""
    step = _STEP.match(folded, position)
    if step is None:
        return False
    word = step.group(2)
    if word in ONES or word in TENS:
        step = _STEP.match(folded, step.end())
        word = step.group(2) if step else ""
    return word in ("hundred", "thousand")
