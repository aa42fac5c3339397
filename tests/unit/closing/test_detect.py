import numpy as np
import pytest

from askforit_desktop.closing.detect import find, smoothed, stretches_of
from askforit_desktop.closing.heard import Found
from askforit_desktop.closing.tagger import Tags
from askforit_desktop.closing.transcript import Span


def tags(*columns: list[float], threshold: float = 0.5, band: float = 0.1) -> Tags:
    scores = np.array(columns, np.float32).T
    many = len(columns)
    return Tags(
        words=tuple("w" * len(scores)),
        channels=tuple("ab"[:many]),
        scores=scores,
        endings=("ask",),
        ends_on=np.ones(1, np.float32),
        undercut=0.0,
        thresholds=np.full(many, threshold, np.float32),
        bands=np.full(many, band, np.float32),
    )


def test_a_stretch_reaches_as_far_as_its_words_belong_to_it():
    assert find(tags([0.0, 0.3, 0.9, 0.9, 0.9, 0.2, 0.0])) == {"a": (Found(Span(1, 5)),)}


def test_channels_without_a_find_are_left_out():
    assert set(find(tags([0.9] * 4, [0.1] * 4))) == {"a"}


def test_just_above_the_threshold_is_not_sure():
    (found,) = find(tags([0.0, 0.55, 0.55, 0.55, 0.0]))["a"]
    assert not found.sure


def test_one_loud_word_among_silent_ones_is_no_find():
    assert find(tags([0.0, 0.0, 0.99, 0.0, 0.0])) == {}


def test_a_misheard_word_does_not_part_a_stretch():
    assert [span for span, _ in stretches_of(np.array([0.9, 0.9, 0.0, 0.0, 0.9, 0.9], np.float32), 0.2)] == [Span(0, 5)]


def test_two_stretches_far_apart_are_two():
    scores = np.array([0.9, 0.9, 0, 0, 0, 0, 0.9, 0.9], np.float32)
    assert [span for span, _ in stretches_of(scores, 0.2)] == [Span(0, 1), Span(6, 7)]


@pytest.mark.parametrize("many", [1, 2, 3, 10])
def test_smoothing_keeps_the_number_of_words_and_steady_scores(many):
    assert smoothed(np.full(many, 0.7, np.float32)) == pytest.approx(np.full(many, 0.7), abs=1e-6)


def test_no_words_no_finds():
    empty = tags([0.0])
    bare = Tags(
        (),
        empty.channels,
        np.zeros((0, 1), np.float32),
        empty.endings,
        empty.ends_on,
        0.0,
        empty.thresholds,
        empty.bands,
    )
    assert find(bare) == {}


def test_an_element_all_alone_among_many_words_has_to_be_clearer():
    doubtful, clear = [0.7] * 4 + [0.0] * 30, [0.9] * 4 + [0.0] * 30
    assert find(tags(doubtful)) == {}
    assert set(find(tags(clear))) == {"a"}
    assert set(find(tags(doubtful, clear))) == {"a", "b"}
    assert set(find(tags(doubtful[:8]))) == {"a"}
