"""The rubric's own sentences are judged as it says: `heard` and the lines to try are found, `not_heard` is not."""

from datetime import date

import pytest

from askforit_desktop.closing.assessment import assess
from askforit_desktop.closing.transcript import Transcript
from tests import evaluate
from tests.unit.closing.making import RUBRIC


@pytest.fixture(scope="module")
def tagger():
    return evaluate.parts()[1]


@pytest.mark.parametrize("element", RUBRIC.elements, ids=lambda element: element.id)
def test_the_examples_of_an_element_are_judged_as_the_rubric_says(element, tagger):
    def is_found(sentence: str) -> bool:
        said = assess(Transcript.from_text(sentence), RUBRIC, date(2026, 11, 20), tagger)
        return bool(said.finding(element.id).evidence)

    said = (*element.heard, *(line.spoken() for line in element.lines))
    assert [sentence for sentence in said if not is_found(sentence)] == []
    assert [sentence for sentence in element.not_heard if is_found(sentence)] == []
