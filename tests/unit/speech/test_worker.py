"""The worker, run as the program runs it, and its ear for silence."""

import json
import os
import shutil
import subprocess
import sys
import wave
from statistics import median

import pytest

from askforit_desktop.closing.transcript import Word
from askforit_desktop.speech import protocol
from askforit_desktop.speech.ear import Silence
from tests.conftest import ROOT
from tests.speaking import SAMPLES

DEMO = ROOT / "models" / "vosk-model-askforit-demo-en-us"
ZEROS, SOUND = bytes(6_400), b"\x01\x02" * 3_200


def silence(*chunks: bytes) -> Silence:
    silence = Silence(16_000)
    for chunk in chunks:
        silence.note(chunk)
    return silence


def run(stdin: bytes, *argv: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-P", "-m", "askforit_desktop", "recogniser", *argv]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60)


def test_a_word_in_nothing_but_zeros_was_never_spoken():
    words = (Word("the", 0.3, 0.5, 0.4), Word("thank", 1.0, 1.3, 0.9))
    assert silence(*[ZEROS] * 5, *[SOUND] * 5).without_phantoms(words) == words[1:]


@pytest.mark.parametrize("word", [Word("huh", 0.0, 0.2), Word("huh", 0.7, 1.0)])
def test_the_edges_of_a_take_count_as_silent(word):
    assert silence(*[ZEROS] * 5).without_phantoms((word,)) == ()


@pytest.mark.parametrize("start", [0.9, 1.0, 1.2])
def test_a_word_beside_sound_stays_because_word_times_are_not_exact(start):
    word = Word("the", start, start + 0.1)
    assert silence(*[SOUND] * 5, *[ZEROS] * 5).without_phantoms((word,)) == ((word,) if start < 1.2 else ())


def test_a_pause_with_any_sound_in_it_is_not_silence():
    word = Word("the", 0.3, 0.5)
    assert silence(ZEROS, ZEROS[:-1] + b"\x01", ZEROS).without_phantoms((word,)) == (word,)


def test_the_demo_model_hears_nothing_in_silence():
    take = protocol.opening_bytes(protocol.Opening(1, 16_000, False)) + protocol.frame_bytes(ZEROS) * 15 + protocol.END
    lines = [json.loads(line) for line in run(take, str(DEMO), "um").stdout.splitlines()]
    assert [line["type"] for line in lines] == ["ready", "heard", "heard", "heard", "text", "finished"]
    assert lines[4]["words"] == []


def test_most_words_are_told_within_half_a_second_of_being_spoken():
    with wave.open(str(SAMPLES / "01_slt_direct_ask.wav")) as file:
        rate, pcm = file.getframerate(), file.readframes(file.getnframes())
    size = int(rate * protocol.CHUNK_SECONDS) * 2
    frames = [protocol.frame_bytes(pcm[start : start + size]) for start in range(0, len(pcm), size)]
    take = protocol.opening_bytes(protocol.Opening(1, rate, True)) + b"".join(frames) + protocol.END
    told = [json.loads(line) for line in run(take, str(DEMO)).stdout.splitlines()]
    (final,) = [line["words"] for line in told if line["type"] == "text"]
    coming = [line["words"] for line in told if line["type"] == "partial"][-1]
    # A coming word's time is that of the sound in which it was first heard.
    waits = [came[1] - word[2] for came, word in zip(coming, final, strict=False) if came[0] == word[0]]
    assert len(waits) >= 0.8 * len(final)
    assert median(waits) < 0.5


def test_a_worker_without_takes_says_that_it_is_ready_and_leaves_quietly():
    done = run(b"", str(DEMO), "um", "zzyzx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert protocol.parse(done.stdout) == protocol.Ready(("um",))


@pytest.mark.parametrize("path", ["", "/nowhere", str(ROOT / "README.md")])
def test_a_model_that_cannot_be_loaded_is_refused_in_words(path):
    done = run(b"", path)
    assert isinstance(protocol.parse(done.stdout), protocol.Refused)
    assert done.returncode == 3


@pytest.mark.parametrize("name", ["José Ñandú", "日本語", "with space", os.fsdecode(b"not utf-8 \xff")])
def test_a_model_is_loaded_from_any_folder(name, tmp_path):
    shutil.copytree(DEMO, tmp_path / name)
    assert isinstance(protocol.parse(run(b"", str(tmp_path / name)).stdout), protocol.Ready)


@pytest.mark.parametrize("stdin", [b"\0" * 9, b"hello"])
def test_a_worker_that_is_told_nonsense_leaves_with_status_2(stdin):
    assert run(stdin, str(DEMO)).returncode == 2


def test_a_worker_without_a_model_leaves_with_status_2():
    assert run(b"").returncode == 2
