"""Where recordings are cut: in pauses, else with an overlap, and without a sample lost."""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from askforit_desktop.closing.transcript import Word
from askforit_desktop.speech.stretches import LONGEST, OVERLAP, SHORTEST, Stretch, stretches

RATE = 16_000
DICE = np.random.default_rng(7)


def noise(seconds: float, swing: int = 8_000, rate: int = RATE) -> bytes:
    return DICE.integers(-swing, swing, round(seconds * rate), np.int16).tobytes()


def blocks(pcm: bytes, size: int = 7_000) -> Iterator[bytes]:
    return (pcm[at : at + size] for at in range(0, len(pcm), size))


def own_sound(stretch: Stretch, rate: int) -> bytes:
    first = round((stretch.first - stretch.start) * rate) * 2
    last = None if math.isinf(stretch.last) else round((stretch.last - stretch.start) * rate) * 2
    return stretch.pcm[first:last]


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100])
@pytest.mark.parametrize("pauses", [True, False])
def test_the_stretches_own_parts_are_the_whole_take(rate, pauses):
    quiet = noise(0.5, 10, rate) if pauses else b""
    pcm = b"".join(noise(12.3, 8_000, rate) + quiet for _ in range(6)) + b"\1\0"
    cut = list(stretches(blocks(pcm), rate))
    assert b"".join(own_sound(stretch, rate) for stretch in cut) == pcm
    assert [before.last for before in cut[:-1]] == [after.first for after in cut[1:]]
    assert all(SHORTEST <= stretch.last - stretch.first <= LONGEST for stretch in cut[:-1])


def test_a_cut_lies_in_a_pause_and_nothing_is_heard_twice():
    first, second = stretches(blocks(noise(13) + noise(0.3, 40) + noise(15)), RATE)
    assert 13 < first.last < 13.3
    assert (first.start, second.start) == (0, first.last)
    assert len(first.pcm) / 2 / RATE == pytest.approx(first.last)


def test_where_nobody_pauses_both_sides_hear_the_words_at_the_cut():
    first, second = stretches(blocks(noise(13) + noise(0.06, 4_000) + noise(15)), RATE)
    assert 13 <= first.last <= 13.06
    assert second.start == pytest.approx(first.last - OVERLAP, abs=0.02)
    assert len(first.pcm) / 2 / RATE == pytest.approx(first.last + OVERLAP, abs=0.02)


def test_a_constant_offset_is_no_loudness():
    pcm = (np.frombuffer(noise(13) + noise(0.3, 40) + noise(15), np.int16) + np.int16(9_000)).tobytes()
    first, _ = stretches(blocks(pcm), RATE)
    assert 13 < first.last < 13.3


@pytest.mark.parametrize(("seconds", "count"), [(0, 0), (0.001, 1), (19, 1), (LONGEST + OVERLAP + 1, 2)])
def test_what_is_short_is_not_cut(seconds, count):
    assert len(list(stretches(blocks(noise(seconds)), RATE))) == count


def test_cuts_lie_between_the_steps_in_which_times_are_told():
    cuts = [stretch.last for stretch in stretches(blocks(noise(70)), RATE)][:-1]
    assert [cut / 0.03 for cut in cuts] == pytest.approx([round(cut / 0.03) for cut in cuts])


def test_no_more_is_read_than_a_stretch_needs():
    taken = 0.0

    def endless():
        nonlocal taken
        while True:
            taken += 0.5
            yield noise(0.5)

    cut = stretches(endless(), RATE)
    for _ in range(5):
        before = next(cut)
        assert taken <= before.first + LONGEST + OVERLAP + 0.5
        assert len(before.pcm) / 2 / RATE <= LONGEST + 2 * OVERLAP


def test_a_word_at_a_cut_is_told_by_one_side():
    sides = Stretch(b"", 0, 0, 12), Stretch(b"", 11, 12, math.inf)
    words = (Word("you", 11.3, 11.6), Word("have", 11.8, 12.1), Word("any", 11.9, 12.1), Word("doubts", 12.2, 12.8))
    assert [[word.text for word in side.own(words)] for side in sides] == [["you", "have"], ["any", "doubts"]]


def test_shares_add_up_to_the_take():
    cut = list(stretches(blocks(noise(70)), RATE))
    assert any(after.start < before.last for before, after in pairwise(cut))
    heard = [stretch.share(stretch.start + len(stretch.pcm) / 2 / RATE) for stretch in cut]
    assert sum(heard) == pytest.approx(70)
    assert all(stretch.share(stretch.start) == 0 for stretch in cut)
