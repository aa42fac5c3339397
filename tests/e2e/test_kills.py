"""kill -9 at random moments, of the program and of its worker; by `make faults`."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from askforit_desktop.audio import wav
from askforit_desktop.audio.wav import read_blocks
from askforit_desktop.paths import Home
from askforit_desktop.speech.recogniser import Recogniser
from askforit_desktop.studio import Studio
from tests.conftest import ROOT, children
from tests.speaking import SAMPLES, wait_until

MODEL = ROOT / "models" / "vosk-model-askforit-demo-en-us"
CLOSE = SAMPLES / "03_rms_heldout_close.wav"
TIMES = 50


@pytest.mark.faults
def test_a_program_killed_at_any_moment_loses_at_most_half_a_second(home, sound, capsys):
    moments, lost = random.Random(1), []
    for _ in range(TIMES):
        known = set((home / "takes").glob("*.wav"))
        command = [sys.executable, "-m", "askforit_desktop", "record"]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
            recording = begun(home, known)
            with sound.speaking(CLOSE):
                first_heard = time.monotonic() - wav.seconds(recording)
                with pytest.raises(subprocess.TimeoutExpired):
                    program.wait(moments.uniform(0.2, 8.0))
                program.kill()
                lost.append(time.monotonic() - first_heard - wav.seconds(recording))
    with Studio(Home.at(home)) as studio:
        recovered = studio.recover().takes
        assert len(recovered) == TIMES
        heard = [studio.recogniser.transcribe(wav.rate(t.recording.wav), blocks_of(t.recording.wav)) for t in recovered]
    with capsys.disabled():
        print(f"\n{TIMES} kills: all takes back, at most {max(lost):.2f} s lost, {sum(map(bool, heard))} transcribed")
    assert max(lost) <= 0.5


@pytest.mark.faults
def test_a_worker_killed_at_any_moment_changes_no_word(capsys):
    moments, same = random.Random(2), 0
    recogniser = Recogniser(MODEL)
    try:
        undisturbed = heard_live(recogniser, None)
        for _ in range(TIMES):
            same += heard_live(recogniser, moments.random()) == undisturbed
    finally:
        recogniser.close()
    with capsys.disabled():
        print(f"\n{TIMES} kills of the worker: {same} transcripts equal to the undisturbed one")
    assert same == TIMES


def heard_live(recogniser: Recogniser, kill_at: float | None) -> tuple[str, ...]:
    """The words of a take fed as a microphone would; the worker is killed after a share of it."""
    blocks = list(read_blocks(CLOSE, 0.1))
    fed: list[bytes] = []
    hearing = recogniser.listen(wav.rate(CLOSE), lambda _: None, lambda: list(fed))
    for number, block in enumerate(blocks):
        fed.append(block)
        hearing.hear(block)
        if kill_at is not None and number == int(kill_at * len(blocks)):
            recogniser.wait_ready()
            os.kill(next(iter(workers())), signal.SIGKILL)
    return tuple(word.text for word in hearing.finish(30).words)


def workers() -> list[int]:
    return [pid for pid in children() if b"recogniser" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def begun(home: Path, known: set[Path]) -> Path:
    """The new recording, once its first sound is on the disk."""
    found: list[Path] = []

    def look() -> bool:
        found[:] = [path for path in (home / "takes").glob("*.wav") if path not in known]
        return bool(found) and found[0].stat().st_size > 1_000

    wait_until(look, 30)
    return found[0]


def blocks_of(path: Path):
    return lambda: read_blocks(path)
