"""The recogniser's contract, over the scripted one, a fake worker process and the real one; then its failures."""

import os
import select
import signal
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from askforit_desktop.problems import ModelProblem, RecogniserDied
from askforit_desktop.speech.hearing import Event, HeardUpTo, PartialHeard, WordsHeard
from askforit_desktop.speech.process import Patience
from askforit_desktop.speech.recogniser import Recogniser, nobody
from tests.conftest import ROOT

DEMO = ROOT / "models" / "vosk-model-askforit-demo-en-us"
SAMPLE = ROOT / "resources" / "samples" / "05_ked_short.wav"
FAKE = ROOT / "tests" / "fake_worker.py"
FILLERS = ("um", "you know", "huh", "zzyzx")
IMPATIENT = Patience(start=1.0, answer=0.5)
PATIENT = Patience()
WAIT = 30
SECOND = bytes(2 * 16_000)


def fake(manner: str, folder: Path, patience: Patience = PATIENT) -> Recogniser:
    return Recogniser(DEMO, FILLERS, (sys.executable, str(FAKE), manner, str(folder)), patience)


def sample(size: int = 4096) -> Iterator[bytes]:
    with wave.open(str(SAMPLE)) as file:
        while pcm := file.readframes(size):
            yield pcm


def seconds(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield SECOND


def set_from(seconds: int, event: Event, heard: threading.Event) -> None:
    """Where a take is heard so far, what is not heard yet fits into the pipe to the worker."""
    if isinstance(event, HeardUpTo) and event.seconds >= seconds:
        heard.set()


def own_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("recogniser-")]


class Contract:
    """What every recogniser does with the sample, which is 6.4 s long."""

    @pytest.fixture
    def recogniser(self, tmp_path):
        recogniser = self.make(tmp_path)
        yield recogniser
        recogniser.close()
        assert not own_threads()

    def make(self, _folder):
        raise NotImplementedError

    def test_a_recording_gives_its_words_in_time_order(self, recogniser):
        transcript = recogniser.transcribe(16_000, sample)
        assert transcript.words
        assert all(a.end <= b.start for a, b in pairwise(transcript.words))
        assert all(0 <= word.start < word.end <= transcript.duration for word in transcript.words)

    def test_the_duration_is_what_was_fed(self, recogniser):
        assert recogniser.transcribe(16_000, sample).duration == pytest.approx(102_083 / 16_000)

    def test_a_listener_is_told_every_word_once_and_how_far_it_is(self, recogniser):
        told = []
        transcript = recogniser.transcribe(16_000, sample, told.append)
        assert sum((e.words for e in told if isinstance(e, WordsHeard)), ()) == transcript.words
        assert [e.seconds for e in told if isinstance(e, HeardUpTo)][-1] == transcript.duration

    def test_a_live_take_gives_the_same_words_as_the_file(self, recogniser):
        hearing = recogniser.listen(16_000, nobody, sample)
        for pcm in sample(700):
            hearing.hear(pcm)
        transcript = hearing.finish(WAIT)
        assert transcript == recogniser.transcribe(16_000, sample)
        assert hearing.words == transcript.words
        assert hearing.lag == 0

    def test_one_recogniser_hears_many_takes_at_different_rates(self, recogniser):
        first = recogniser.transcribe(16_000, sample)
        assert recogniser.transcribe(44_100, lambda: [bytes(88_200)]).duration == 1
        assert recogniser.transcribe(16_000, sample) == first

    def test_a_take_without_sound_has_no_words(self, recogniser):
        transcript = recogniser.listen(16_000, nobody, lambda: ()).finish(WAIT)
        assert (transcript.words, transcript.duration) == ((), 0)

    def test_a_cancelled_take_tells_nothing_more_and_the_next_is_heard(self, recogniser):
        told = []
        hearing = recogniser.listen(16_000, told.append, sample)
        hearing.cancel()
        for pcm in sample():
            hearing.hear(pcm)
        assert recogniser.transcribe(16_000, sample).words
        assert told == []

    def test_it_says_which_fillers_it_can_hear(self, recogniser):
        assert recogniser.transcribe(16_000, sample).hears == {"um", "you know"}


class TestAWorkerProcess(Contract):
    def make(self, folder):
        return Recogniser(DEMO, ("um", "you know", "huh"), (sys.executable, str(FAKE), "good", str(folder)))


class TestTheRealWorker(Contract):
    def make(self, _folder):
        return Recogniser(DEMO, ("um", "you know", "zzyzx"))

    def test_a_live_take_is_told_in_part_before_a_sentence_is_over(self, recogniser):
        partial, listened = threading.Event(), []

        def listen(event):
            listened.append(event)
            if isinstance(event, PartialHeard):
                partial.set()

        hearing = recogniser.listen(16_000, listen, sample)
        for pcm in sample():
            hearing.hear(pcm)
        assert partial.wait(WAIT)
        hearing.finish(WAIT)
        first = next(e for e in listened if isinstance(e, PartialHeard))
        assert first.text.split() == [word.text for word in first.words]

    def test_a_worker_killed_in_mid_file_costs_no_word(self, recogniser):
        whole = recogniser.transcribe(16_000, sample)
        victims = iter([recogniser._worker.pid])

        def blocks():
            for number, pcm in enumerate(sample()):
                if number == 12 and (victim := next(victims, None)):
                    os.kill(victim, signal.SIGKILL)
                yield pcm

        told = []
        assert recogniser.transcribe(16_000, blocks, told.append) == whole
        assert sum((e.words for e in told if isinstance(e, WordsHeard)), ()) == whole.words
        assert next(victims, "killed") == "killed"

    def test_a_worker_killed_in_mid_take_costs_no_word(self, recogniser):
        whole = recogniser.transcribe(16_000, sample)
        started, so_far, told = threading.Event(), [], []

        def listen(event):
            told.append(event)
            started.set()

        hearing = recogniser.listen(16_000, listen, lambda: iter(so_far))
        for number, pcm in enumerate(sample()):
            so_far.append(pcm)
            hearing.hear(pcm)
            if number == 12:
                assert started.wait(WAIT)
                os.kill(recogniser._worker.pid, signal.SIGKILL)
        assert hearing.finish(WAIT) == whole
        assert sum((e.words for e in told if isinstance(e, WordsHeard)), ()) == whole.words

    def test_a_worker_that_is_gone_before_the_next_piece_of_a_live_take_costs_none_of_it(self, recogniser):
        whole = recogniser.transcribe(16_000, sample)
        blocks, heard = list(sample()), threading.Event()
        hearing = recogniser.listen(16_000, lambda event: set_from(2, event, heard), lambda: iter(blocks))
        for pcm in blocks[:12]:
            hearing.hear(pcm)
        assert heard.wait(WAIT)
        worker = recogniser._worker
        os.kill(worker.pid, signal.SIGKILL)
        with recogniser._state:
            assert recogniser._state.wait_for(lambda: worker.ended, WAIT)
        for pcm in blocks[12:]:
            hearing.hear(pcm)
        assert hearing.finish(WAIT) == whole

    def test_a_worker_killed_while_a_live_take_is_finished_costs_no_word(self, recogniser):
        whole = recogniser.transcribe(16_000, sample)
        blocks, heard = list(sample()), threading.Event()
        hearing = recogniser.listen(16_000, lambda event: set_from(5, event, heard), lambda: iter(blocks))
        for pcm in blocks[:22]:
            hearing.hear(pcm)
        assert heard.wait(WAIT)
        os.kill(recogniser._worker.pid, signal.SIGSTOP)
        for pcm in blocks[22:]:
            hearing.hear(pcm)
        with ThreadPoolExecutor(1) as another:
            finished = another.submit(hearing.finish, WAIT)
            under_way = recogniser._under_way
            with under_way.changed:
                assert under_way.changed.wait_for(lambda: all(a._all_sent for a in under_way._attempts.values()), WAIT)
            os.kill(recogniser._worker.pid, signal.SIGKILL)
            assert finished.result() == whole

    def test_a_damaged_model_is_a_model_problem(self, tmp_path):
        recogniser = Recogniser(tmp_path)
        with pytest.raises(ModelProblem, match="Failed to create a model"):
            recogniser.wait_ready()
        with pytest.raises(ModelProblem):
            recogniser.transcribe(16_000, sample)
        recogniser.close()


@pytest.mark.parametrize("manner", ["garbled", "aborting", "leaving", "cut off"])
def test_a_worker_that_dies_once_is_started_again_and_tells_each_word_once(manner, tmp_path):
    recogniser, told = fake(f"once {manner}", tmp_path), []
    transcript = recogniser.transcribe(16_000, lambda: seconds(6), told.append)
    recogniser.close()
    assert transcript.text == "one two three four five six"
    assert sum((e.words for e in told if isinstance(e, WordsHeard)), ()) == transcript.words


@pytest.mark.parametrize(
    ("manner", "status", "cause"),
    [
        ("garbled", -9, "said something that cannot be understood"),
        ("aborting", -6, "ended by SIGABRT"),
        ("leaving", 7, "ended with status 7"),
        ("cut off", 0, "ended with status 0"),
        ("silent", -9, "did not answer for 0.5 seconds"),
        ("never ready", -9, "did not answer for 1 seconds"),
    ],
)
def test_a_worker_that_dies_twice_is_a_problem_with_its_status(manner, status, cause, tmp_path):
    recogniser = fake(manner, tmp_path, IMPATIENT)
    with pytest.raises(RecogniserDied, match=cause) as caught:
        recogniser.transcribe(16_000, lambda: seconds(6))
    recogniser.close()
    assert caught.value.status == status
    assert caught.value.hint


def test_the_words_so_far_stay_when_a_live_take_dies_twice(tmp_path):
    recogniser = fake("aborting", tmp_path)
    hearing = recogniser.listen(16_000, nobody, lambda: seconds(6))
    for pcm in seconds(6):
        hearing.hear(pcm)
    with pytest.raises(RecogniserDied):
        hearing.finish(WAIT)
    assert [word.text for word in hearing.words] == ["one", "two", "three"]
    recogniser.close()


def test_the_next_take_after_a_death_has_a_new_worker(tmp_path):
    recogniser = fake("aborting", tmp_path)
    with pytest.raises(RecogniserDied):
        recogniser.transcribe(16_000, lambda: seconds(6))
    assert recogniser.transcribe(16_000, lambda: seconds(2)).text == "one two"
    recogniser.close()


def test_a_model_that_libvosk_refuses_is_tried_once_only(tmp_path):
    recogniser = fake("refusing", tmp_path)
    with pytest.raises(ModelProblem, match="Failed to create") as caught:
        recogniser.transcribe(16_000, lambda: seconds(6))
    assert "askforit models" in caught.value.hint
    recogniser.close()


def test_a_program_that_cannot_be_started_is_a_problem(tmp_path):
    recogniser = Recogniser(DEMO, (), (str(tmp_path / "nothing"),))
    with pytest.raises(RecogniserDied, match="could not be started"):
        recogniser.warm()
    recogniser.close()


def test_a_long_recording_is_read_only_as_fast_as_it_is_heard(tmp_path):
    recogniser, read, ahead = fake("slow", tmp_path), [], []

    def blocks():
        for pcm in seconds(120):
            read.append(pcm)
            yield pcm

    recogniser.transcribe(
        16_000, blocks, lambda e: ahead.append(len(read) - e.seconds) if isinstance(e, HeardUpTo) else None
    )
    recogniser.close()
    assert len(read) == 120
    assert max(ahead) < 30


def test_finish_can_be_asked_again_after_its_time_ran_out(tmp_path):
    recogniser = fake("slow", tmp_path)
    hearing = recogniser.listen(16_000, nobody, lambda: seconds(60))
    for pcm in seconds(60):
        hearing.hear(pcm)
    assert hearing.lag > 0
    with pytest.raises(TimeoutError):
        hearing.finish(0.01)
    assert len(hearing.finish(WAIT).words) == 60
    recogniser.close()


def test_a_source_that_fails_ends_the_take_and_not_the_worker(tmp_path):
    recogniser = fake("good", tmp_path)

    def broken():
        yield SECOND
        raise OSError("the disk went")

    recogniser.wait_ready()
    worker = recogniser._worker.pid
    with pytest.raises(OSError, match="the disk went"):
        recogniser.transcribe(16_000, broken)
    assert recogniser.transcribe(16_000, lambda: seconds(2)).text == "one two"
    assert recogniser._worker.pid == worker
    recogniser.close()


def test_an_interrupt_ends_the_worker_in_the_middle_of_a_message(tmp_path):
    recogniser = fake("good", tmp_path)

    def interrupted():
        yield SECOND
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recogniser.transcribe(16_000, interrupted)
    assert recogniser.transcribe(16_000, lambda: seconds(2)).text == "one two"
    recogniser.close()


def test_a_listener_that_fails_is_a_bug_that_comes_out_at_the_end(tmp_path):
    recogniser = fake("good", tmp_path)
    with pytest.raises(ZeroDivisionError):
        recogniser.transcribe(16_000, lambda: seconds(4), lambda _: 1 / 0)
    assert recogniser.transcribe(16_000, lambda: seconds(2)).text == "one two"
    recogniser.close()


@pytest.mark.parametrize("manner", ["good", "silent", "never ready"])
def test_closing_ends_a_running_take_and_leaves_nothing(manner, tmp_path):
    recogniser = fake(manner, tmp_path)
    hearing = recogniser.listen(16_000, nobody, lambda: seconds(500))
    for pcm in seconds(500):
        hearing.hear(pcm)
    recogniser.close()
    assert not own_threads()
    if manner != "good":
        with pytest.raises(RecogniserDied):
            hearing.finish(WAIT)
    with pytest.raises(RecogniserDied, match="was closed"):
        recogniser.warm()


@pytest.mark.parametrize("rate", [0, -1, 7_999, 192_001])
def test_a_sample_rate_that_hangs_libvosk_is_never_sent(rate, tmp_path):
    recogniser = fake("good", tmp_path)
    with pytest.raises(ValueError, match="sample rate"):
        recogniser.transcribe(rate, lambda: seconds(1))
    recogniser.close()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_worker_outlives_its_parent(end):
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(DEMO)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    worker = os.pidfd_open(int(parent.stdout.readline()))
    parent.send_signal(end)
    parent.communicate()
    ended, _, _ = select.select([worker], [], [], WAIT)
    os.close(worker)
    assert ended


_PARENT = """
import sys
from pathlib import Path
from askforit_desktop.speech.recogniser import Recogniser
recogniser = Recogniser(Path(sys.argv[1]))
recogniser.wait_ready()
print(recogniser._worker.pid, flush=True)
def endless():
    while True:
        yield bytes(32_000)
recogniser.transcribe(16_000, endless)
"""
