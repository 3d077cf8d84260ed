"""What a number says: what it counts, how it moved, how firm it is, where and of what whole.

The door of the wing: ``frame_of`` makes the record of a number, the other functions ask it. See
README.md.
"""

from nlp.meaning.carry import (
    Before,
    carried_measure,
    carried_timing,
    continued,
    goes_on,
    happened_then,
    is_apart,
    is_harmed,
    is_of_vote,
    main_of,
    predecessor,
    trails,
)
from nlp.meaning.change import change_of, is_coordinated
from nlp.meaning.confidence import confidence_of
from nlp.meaning.criteria import criteria_in
from nlp.meaning.frame import alone, cell_frame, frame_of, restated, unit_of_word
from nlp.meaning.frequency import with_frequency
from nlp.meaning.gapping import gapped, swap_of
from nlp.meaning.measure import measure_of
from nlp.meaning.modality import status_ahead
from nlp.meaning.parallel import parallel_share
from nlp.meaning.places import Places
from nlp.meaning.predicate import happens
from nlp.meaning.printing import MeasurePhrase
from nlp.meaning.question import class_of, ties_of, with_questions
from nlp.meaning.record import NumberFrame
from nlp.meaning.salience import features_of, salience_of
from nlp.meaning.standing import accumulation_of, is_denied, is_withdrawn, status_of
from nlp.meaning.wholes import IN_EARLIER_SENTENCE, like_its_whole, population_of, whole_of

__all__ = [
    "IN_EARLIER_SENTENCE",
    "Before",
    "MeasurePhrase",
    "NumberFrame",
    "Places",
    "accumulation_of",
    "alone",
    "carried_measure",
    "carried_timing",
    "cell_frame",
    "change_of",
    "class_of",
    "confidence_of",
    "continued",
    "criteria_in",
    "features_of",
    "frame_of",
    "gapped",
    "goes_on",
    "happened_then",
    "happens",
    "is_apart",
    "is_coordinated",
    "is_denied",
    "is_harmed",
    "is_of_vote",
    "is_withdrawn",
    "like_its_whole",
    "main_of",
    "measure_of",
    "parallel_share",
    "population_of",
    "predecessor",
    "restated",
    "salience_of",
    "status_ahead",
    "status_of",
    "swap_of",
    "ties_of",
    "trails",
    "unit_of_word",
    "whole_of",
    "with_frequency",
    "with_questions",
]
