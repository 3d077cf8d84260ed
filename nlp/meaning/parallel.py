"""What a share says that stands beside another one of its sentence.

"61% of Orla's voters back the levy, compared with *25% of Lorn's*": the second leaves out what both
do. "54% of voters would stay, while *41% said they would go*": it leaves out whose share it is.
"""

from dataclasses import replace

from nlp.lexicon import pattern, rule, words
from nlp.meaning.printing import MeasurePhrase
from nlp.meaning.wording import LONGEST

_COMPARED = pattern("carry.shares-compared")
_OPPOSED = pattern("carry.shares-opposed")
_LOOSE = words("measures", "loose") | {"a", "an", "the", "of", "in", "on", "to", "for"}
_SHARE = "share"


@rule("measure.parallel-share", otherwise=None)
def parallel_share(
    measure: MeasurePhrase, before: MeasurePhrase, between: str
) -> MeasurePhrase | None:
    """A share's measure with what that of the share before says and its own leaves out.

    ``between`` are the words from the end of that number to this one; ``None`` where nothing of the
    other one belongs here.
    """
    head, other = measure.head or "", before.head or ""
    if not other.startswith(f"{_SHARE} of ") or not head.startswith(_SHARE):
        return None
    bare = head != _SHARE and not (measure.predicate or measure.argument)
    if bare and before.predicate and _COMPARED.search(between.lower()):
        return _joined(replace(measure, predicate=before.predicate, argument=before.argument))
    if (
        head == _SHARE
        and measure.predicate
        and not measure.whole
        and _OPPOSED.search(between.lower())
    ):
        told = measure.predicate.split()
        if told[0] == "that" and (before.predicate or "").startswith("who "):
            told[0] = "who"
        return _joined(replace(measure, head=other, predicate=" ".join(told)))
    return None


def _joined(measure: MeasurePhrase) -> MeasurePhrase:
    """The phrase with the text of its parts, its argument as far as there is room for it."""
    parts = [measure.head, measure.whole, measure.predicate]
    room = LONGEST - len(" ".join(filter(None, parts)).split())
    argument = (measure.argument or "").split()
    if len(argument) > room:
        argument = argument[: max(0, room)]
        while argument and argument[-1] in _LOOSE:
            argument.pop()
    told = " ".join(argument) or None
    return replace(measure, text=" ".join(filter(None, (*parts, told))), argument=told)
