"""Recordings that are heard in parts by two recognisers of the real worker, against one that hears them whole."""

import os
import signal
import sys
import threading
import wave
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher

import numpy as np
import pytest

from askforit_desktop.problems import RecogniserDied
from askforit_desktop.speech.hearing import HeardUpTo, WordsHeard
from askforit_desktop.speech.recogniser import Recogniser
from askforit_desktop.speech.stretches import LONGEST, OVERLAP
from tests.conftest import ROOT

DEMO = ROOT / "models" / "vosk-model-askforit-demo-en-us"
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.wav"))[:4]  # 46 seconds
RATE = 16_000


def spoken(pause: float, noise: int = 0) -> tuple[bytes, ...]:
    """The samples, with pauses in seconds after each, and noise in all; in blocks of half a second."""
    dice = np.random.default_rng(7)
    parts = []
    for sample in SAMPLES:
        with wave.open(str(sample)) as file:
            parts.append(np.frombuffer(file.readframes(file.getnframes()), np.int16))
        parts.append(np.zeros(round(pause * RATE), np.int16))
    sound = np.concatenate(parts) // 2
    pcm = (sound + dice.integers(-noise, noise + 1, len(sound))).astype("<i2").tobytes()
    return tuple(pcm[at : at + RATE] for at in range(0, len(pcm), RATE))


@pytest.fixture
def one():
    recogniser = Recogniser(DEMO)
    yield recogniser
    recogniser.close()


@pytest.fixture
def two():
    recogniser = Recogniser(DEMO, ("um",), jobs=2)
    yield recogniser
    recogniser.close()


def test_two_hear_the_words_and_times_of_one_where_there_are_pauses(one, two):
    pcm = spoken(1.0)
    ours, whole = two.transcribe(RATE, lambda: pcm), one.transcribe(RATE, lambda: pcm)
    assert ours.text == whole.text
    assert ours.duration == whole.duration
    assert max(abs(a.start - b.start) for a, b in zip(ours.words, whole.words, strict=True)) <= 0.05


def test_two_hear_no_worse_than_one_where_there_is_no_pause(one, two):
    pcm = spoken(0.0, noise=800)
    said = " ".join(sample.with_suffix(".txt").read_text() for sample in SAMPLES).lower()
    said = "".join(sign for sign in said if sign.isalpha() or sign in "' ").split()
    right = [
        sum(block.size for block in SequenceMatcher(None, said, heard.text.split()).get_matching_blocks())
        for heard in (two.transcribe(RATE, lambda: pcm), one.transcribe(RATE, lambda: pcm))
    ]
    assert right[0] >= right[1] - 1


def test_each_word_is_told_once_and_in_order(two):
    told, pcm = [], spoken(0.0)
    transcript = two.transcribe(RATE, lambda: pcm, told.append)
    assert sum((e.words for e in told if isinstance(e, WordsHeard)), ()) == transcript.words
    assert list(transcript.words) == sorted(transcript.words, key=lambda word: word.start)
    seconds = [e.seconds for e in told if isinstance(e, HeardUpTo)]
    assert seconds == sorted(seconds)
    assert seconds[-1] == pytest.approx(transcript.duration)


@pytest.mark.parametrize("seconds", [0, 0.01, 1, 65])
def test_silence_of_any_length_has_no_words(seconds, two):
    transcript = two.transcribe(RATE, lambda: [bytes(round(seconds * RATE) * 2)])
    assert (transcript.words, transcript.duration) == ((), seconds)


def test_a_worker_killed_in_mid_file_costs_no_word(two):
    pcm, told = spoken(0.5)[:70], []
    whole = two.transcribe(RATE, lambda: pcm)
    victims = [two._worker.pid]

    def listen(event):
        told.append(event)
        if isinstance(event, WordsHeard) and victims:
            os.kill(victims.pop(), signal.SIGKILL)

    assert two.transcribe(RATE, lambda: pcm, listen) == whole
    assert sum((e.words for e in told if isinstance(e, WordsHeard)), ()) == whole.words
    assert not victims


def test_no_more_is_read_than_the_two_need(two):
    read, ahead = [], []

    def blocks():
        for _ in range(150):
            read.append(1)
            yield bytes(RATE * 2)

    two.transcribe(RATE, blocks, lambda e: ahead.append(len(read) - e.seconds) if isinstance(e, HeardUpTo) else None)
    assert len(read) == 150
    assert max(ahead) <= 3 * (LONGEST + 2 * OVERLAP) + 3


def test_a_take_that_is_given_up_leaves_the_worker_warm(two):
    two.wait_ready()
    worker = two._worker.pid

    def given_up():
        yield from spoken(0.5)
        raise OSError("the disk went")

    with pytest.raises(OSError, match="the disk went"):
        two.transcribe(RATE, given_up)
    assert two.transcribe(RATE, lambda: spoken(0.5)[:12]).words
    assert two._worker.pid == worker


def test_takes_from_several_threads_get_their_own_words(two):
    takes = [spoken(0.5)[start : start + 24] for start in (0, 24, 48, 72)]
    apart = [two.transcribe(RATE, lambda take=take: take) for take in takes]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(lambda take: two.transcribe(RATE, lambda: take), takes)) == apart


def test_closing_ends_a_file_that_two_hear():
    recogniser, begun = Recogniser(DEMO, jobs=2), threading.Event()
    outcome = []

    def endless():
        while True:
            yield bytes(RATE)

    def transcribe():
        with pytest.raises(RecogniserDied) as caught:
            recogniser.transcribe(RATE, endless, lambda _: begun.set())
        outcome.append(caught.value)

    thread = threading.Thread(target=transcribe)
    thread.start()
    assert begun.wait(30)
    recogniser.close()
    thread.join(10)
    assert outcome


def test_a_take_that_kills_the_worker_twice_takes_no_other_with_it(tmp_path):
    command = (sys.executable, str(ROOT / "tests" / "fake_worker.py"), "poisoned", str(tmp_path))
    recogniser, sent = Recogniser(DEMO, (), command, jobs=2), threading.Event()

    def innocent():
        yield bytes(RATE * 4)
        sent.set()

    with ThreadPoolExecutor(1) as other:
        words = other.submit(recogniser.transcribe, RATE, innocent)
        assert sent.wait(30)
        with pytest.raises(RecogniserDied, match="SIGABRT"):
            recogniser.transcribe(8_000, lambda: [bytes(16_000)])
        assert words.result(30).text == "one two"
    recogniser.close()
