"""The shipped judge is held to what it reached on the closes kept aside, a small margin below (make eval prints it)."""

import pytest

from tests import evaluate
from tests.labelled import load, misheard


@pytest.fixture(scope="module")
def parts():
    return evaluate.parts()


@pytest.fixture(scope="module")
def judged(parts):
    return evaluate.judge(load("dev"), *parts)


def test_elements_are_found(judged):
    scores = {name: evaluate.score(judged, name).f1 for name in judged[0].elements}
    assert evaluate.macro(judged) >= 0.945
    assert min(scores.values()) >= 0.85, scores


def test_the_headline_is_true(judged):
    asked = evaluate.headline(judged)
    assert asked.precision >= 0.95
    assert asked.recall >= 0.9


def test_the_words_shown_are_the_ones_that_say_it(judged):
    assert evaluate.overlap(judged) >= 0.97


def test_hedging_and_pushiness_are_noticed(judged):
    assert evaluate.score(judged, "hedging").f1 >= 0.92
    assert evaluate.score(judged, "pushy").f1 >= 0.78


def test_the_end_is_read_rightly(judged):
    assert evaluate.share(judged, evaluate.ending_right) >= 0.9
    assert evaluate.share(judged, evaluate.undercut_right) >= 0.96


def test_closes_without_elements_raise_few_alarms(judged):
    assert evaluate.false_alarms(judged) <= 0.2


def test_one_word_in_ten_misheard_costs_little(parts, judged):
    noisy = evaluate.judge([misheard(close, 0.1, 1) for close in load("dev")], *parts)
    assert evaluate.macro(judged) - evaluate.macro(noisy) <= 0.05
