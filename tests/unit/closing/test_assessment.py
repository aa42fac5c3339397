from dataclasses import replace
from datetime import date

import pytest

from askforit_desktop.closing.assessment import assess
from askforit_desktop.closing.finding import Headline
from askforit_desktop.closing.rubric import Act, Element
from askforit_desktop.closing.transcript import Transcript
from tests import evaluate
from tests.unit.closing.making import RUBRIC

DAY = date(2026, 11, 20)
PAY = Element("pay", Act.CASE, "Ask about pay", "", "", (), heard=("could you tell me about the pay range",))


@pytest.fixture(scope="module")
def tagger():
    return evaluate.parts()[1]


def test_the_headline_stays_true_when_the_ask_is_switched_off(tagger):
    rubric = RUBRIC.tailored(["ask_for_job"], {}, RUBRIC.limits)
    close = Transcript.from_text("I really want this position, and I would love to join your team.")
    said = assess(close, rubric, DAY, tagger)
    assert said.headline is Headline.ASKED
    assert "ask_for_job" not in [finding.check for finding in said.findings]


def test_an_element_of_ones_own_is_found_by_its_examples_though_a_word_was_misheard(tagger):
    rubric = replace(RUBRIC, elements=(*RUBRIC.elements, PAY))
    transcript = Transcript.from_text("Thank you. Could you tell me about the pay ranger?")
    (span,) = assess(transcript, rubric, DAY, tagger).finding("pay").evidence
    assert transcript.quote(span) == "could you tell me about the pay ranger"
