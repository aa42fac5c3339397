"""A take on a real sound server: what is spoken is on the disk, whatever happens while it is recorded."""

import errno
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from askforit_desktop.audio import wav
from askforit_desktop.audio.capture import Block, Capture, Setup
from askforit_desktop.audio.devices import Device
from askforit_desktop.audio.recorder import (
    TAIL_SECONDS,
    Began,
    BlockHeard,
    Ended,
    Event,
    LevelHeard,
    Opened,
    Recorder,
    SilenceNoticed,
    SoundReturned,
)
from askforit_desktop.problems import AudioProblem, LibraryProblem
from tests.speaking import RATE, SAMPLES
from tests.unit.audio.recording import Take

LONG = SAMPLES / "03_rms_heldout_close.wav"


@pytest.fixture
def clip(tmp_path) -> Path:
    """Two seconds of speech."""
    samples, rate = soundfile.read(SAMPLES / "05_ked_short.wav", stop=32_000)
    soundfile.write(tmp_path / "clip.wav", samples, rate)
    return tmp_path / "clip.wav"


def spoken_part(path: Path, spoken: Path) -> tuple[float, float]:
    """How alike the recording and what was spoken are where they fit best, and at which second that begins."""
    heard, rate = soundfile.read(path)
    said, its_rate = soundfile.read(spoken)
    said = soxr.resample(said, its_rate, rate)
    size = 2 ** int(np.ceil(np.log2(len(heard) + len(said))))
    fit = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size)))
    at = int(fit[: len(heard)].argmax())
    part = heard[at : at + len(said)]
    return float(np.corrcoef(part, said[: len(part)])[0, 1]), at / rate


def test_what_is_spoken_is_on_the_disk_from_its_first_word_to_its_last(sound, tmp_path, clip):
    take = Take(tmp_path / "a.wav")
    take.wait(BlockHeard)
    sound.speak(clip)
    recorded = take.end()
    like, at = spoken_part(tmp_path / "a.wav", clip)
    assert like > 0.99
    assert at + 2.0 < recorded.seconds
    assert (recorded.problem, recorded.lost_blocks, recorded.device) == (None, 0, "VirtualMic")
    assert recorded.seconds == pytest.approx(wav.seconds(tmp_path / "a.wav"))
    assert b"".join(event.pcm for event in take.of(BlockHeard)) == b"".join(wav.read_blocks(tmp_path / "a.wav"))


def test_events_come_in_order_and_levels_not_too_often(sound, tmp_path, clip):
    take = Take(tmp_path / "a.wav")
    take.wait(BlockHeard)
    with sound.speaking(clip):
        take.wait(LevelHeard, 15)
    recorded = take.end()
    kinds = [type(event) for _, event in take.events]
    assert (kinds[0], kinds[1], kinds[-1], kinds.count(Ended)) == (Opened, BlockHeard, Ended, 1)
    assert take.of(Began) == [Began(silent=False)]
    assert len(take.of(LevelHeard)) <= 20 * recorded.seconds + 1
    assert max(event.level for event in take.of(LevelHeard)) > 0.05


def test_the_wav_grows_block_by_block_and_is_whole_at_each(sound, tmp_path):
    take = Take(tmp_path / "a.wav")
    for count in (1, 20, 40):
        take.wait(BlockHeard, count)
        assert wav.seconds(tmp_path / "a.wav") >= count * 0.02
    take.end()
    del sound


@pytest.mark.usefixtures("sound")
def test_recording_starts_within_150_ms_of_the_wish(tmp_path):
    waits = []
    for number in range(7):
        take = Take(tmp_path / f"{number}.wav")
        waits.append(take.wait(Opened))
        take.wait(BlockHeard)
        take.recorder.stop()
        take.recorder.join(5)
    assert sorted(waits)[3] < 0.150, waits


def test_after_stop_a_short_tail_is_kept(sound, tmp_path):
    take = Take(tmp_path / "a.wav")
    take.wait(BlockHeard)
    with sound.speaking(LONG):
        take.wait(LevelHeard, 10)
        before = wav.seconds(take.path)
        recorded = take.end()
    # The last block of before stop may still be on its way, so that more than a tail comes.
    assert TAIL_SECONDS - 0.05 < recorded.seconds - before < 1.0


class Given(Capture):
    """A microphone that has some blocks at once, and then nothing more."""

    def __init__(self, *pieces: bytes) -> None:
        super().__init__()
        self._pieces = pieces

    def find(self) -> Setup:
        return Setup(Device("Given", 0, 16_000, 1, default=True), 16_000, 1)

    def open(self, _setup: Setup) -> None:
        for pcm in self._pieces:
            self.blocks.put(Block(pcm, time.monotonic()))


def test_blocks_that_arrive_together_are_one_piece_of_work(tmp_path):
    take = Take(tmp_path / "a.wav", capture=Given(b"\1\2" * 320, b"\3\4" * 320, b"\5\6" * 320))
    take.wait(BlockHeard)
    take.end()
    assert [len(event.pcm) for event in take.of(BlockHeard)] == [3 * 640]
    assert wav.seconds(tmp_path / "a.wav") == pytest.approx(0.06)


def test_the_tail_is_over_in_time_although_nothing_more_comes(tmp_path):
    take = Take(tmp_path / "a.wav", capture=Given(b"\1\2\3\4" * 160))
    take.wait(BlockHeard)
    stopped = time.monotonic()
    assert take.end().problem is None
    assert 0.2 <= time.monotonic() - stopped < 0.4


def test_a_disk_that_is_slow_for_seconds_ends_no_take_and_costs_nothing_that_waited(tmp_path):
    capture = Given()
    waiting = [b"\1\2\3\4" * 160, b"\5\6\7\x08" * 160, b"\1\3\5\7" * 160]
    spoken = b"".join(waiting)
    told: list[Event] = []

    def hear(event: Event) -> None:
        """Whenever a block is dealt with, the next one has waited for two seconds."""
        told.append(event)
        if isinstance(event, Opened | BlockHeard):
            capture.blocks.put(Block(waiting.pop(0), time.monotonic() - 2.0)) if waiting else recorder.stop()

    recorder = Recorder(tmp_path / "a.wav", capture, hear)
    recorder.start()
    assert recorder.join(5)
    assert told[-1].recorded.problem is None
    assert b"".join(wav.read_blocks(tmp_path / "a.wav")) == spoken


def test_a_microphone_that_only_stops_to_deliver_has_gone(tmp_path):
    take = Take(tmp_path / "a.wav", capture=Given(b"\1\2\3\4" * 160))
    assert take.wait(Ended) < 2.0
    assert "went away" in take.end().problem.sentence


def test_a_silent_microphone_is_said_within_two_seconds_and_so_is_its_return(sound, tmp_path, clip):
    take = Take(tmp_path / "a.wav", "VirtualMic2")
    noticed = take.wait(SilenceNoticed) - take.wait(Opened)
    take.wait(Began)
    assert noticed < 2.0
    assert "Nothing but silence" in take.of(SilenceNoticed)[0].problem.sentence
    with sound.speaking(clip, "vmic2in"):
        take.wait(SoundReturned)
    recorded = take.end()
    assert take.of(Began) == [Began(silent=True)]
    assert recorded.problem is None


def test_a_microphone_muted_in_mid_take_is_said_within_two_seconds(sound, tmp_path):
    take = Take(tmp_path / "a.wav")
    take.wait(BlockHeard)
    with sound.speaking(LONG):
        take.wait(Began)
        sound.mute("vmic", True)
        muted = time.monotonic() - take.started
        assert take.wait(SilenceNoticed) - muted < 2.0
        sound.mute("vmic", False)
        take.wait(SoundReturned)
    assert take.end().problem is None


@pytest.mark.usefixtures("sound")
def test_a_take_of_nothing_but_silence_is_kept_and_says_so(tmp_path):
    take = Take(tmp_path / "a.wav", "headset")
    take.wait(BlockHeard, 5)
    recorded = take.end()
    assert "Nothing but silence" in recorded.problem.sentence
    assert wav.seconds(tmp_path / "a.wav") == recorded.seconds > 0


def test_a_listener_that_fails_does_not_cost_the_take(sound, tmp_path, caplog, clip):
    def fail(event: Event) -> None:
        if isinstance(event, BlockHeard):
            told.set()
        raise RuntimeError("a bug elsewhere")

    told = threading.Event()
    recorder = Recorder(tmp_path / "a.wav", Capture(), fail)
    recorder.start()
    assert told.wait(5)
    sound.speak(clip)
    recorder.stop()
    assert recorder.join(5)
    assert spoken_part(tmp_path / "a.wav", clip)[0] > 0.99
    assert len(caplog.records) == 1


@pytest.mark.parametrize(("where", "kept"), [("find", 0.0), ("open", 0.0), ("close", 0.02)])
def test_a_bug_at_the_microphone_ends_the_take_keeps_what_was_heard_and_is_logged(tmp_path, caplog, where, kept):
    def fail(*_: object) -> None:
        raise RuntimeError("a bug elsewhere")

    capture = Given(b"\1\2\3\4" * 160)
    setattr(capture, where, fail)
    take = Take(tmp_path / "a.wav", capture=capture)
    take.wait(BlockHeard if kept else Ended)
    recorded = take.end()
    assert isinstance(take.events[-1][1], Ended)
    assert "fault in the program" in recorded.problem.sentence
    assert recorded.seconds == kept
    assert (tmp_path / "a.wav").exists() == bool(kept)
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError]


@pytest.mark.usefixtures("sound")
def test_stopping_at_once_is_no_error(tmp_path):
    take = Take(tmp_path / "a.wav")
    take.recorder.stop()
    take.recorder.stop()
    recorded = take.end()
    assert (tmp_path / "a.wav").exists() == (recorded.seconds > 0)


def test_an_unknown_microphone_leaves_no_file(sound, tmp_path):
    take = Take(tmp_path / "a.wav", "Kazoo")
    recorded = take.end()
    assert isinstance(recorded.problem, AudioProblem)
    assert "Kazoo" in recorded.problem.sentence
    assert (recorded.seconds, list(tmp_path.glob("a*"))) == (0.0, [])
    del sound


@pytest.mark.usefixtures("sound")
def test_an_existing_recording_is_left_alone(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"an old take")
    recorded = Take(tmp_path / "a.wav").end()
    assert isinstance(recorded.problem, LibraryProblem)
    assert (tmp_path / "a.wav").read_bytes() == b"an old take"


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize("folder", ["/proc/nowhere", "/sys/kernel"])
def test_a_folder_that_cannot_be_written_is_said(folder):
    recorded = Take(Path(folder) / "a.wav").end()
    assert isinstance(recorded.problem, LibraryProblem)
    assert recorded.problem.sentence.startswith("The recording could not be written")


CHILD = """
import sys, threading, time
from pathlib import Path
from askforit_desktop.audio.capture import Block, Capture, Setup
from askforit_desktop.audio.devices import Device
from askforit_desktop.audio.recorder import BlockHeard, Opened, Recorder
heard = threading.Event()
def hear(event):
    global opened
    if isinstance(event, Opened):
        opened = time.monotonic()
    if isinstance(event, BlockHeard):
        heard.set()
recorder = Recorder(Path(sys.argv[1]), Capture(), hear)
recorder.start()
heard.wait(10)
print(opened, flush=True)
sys.stdin.read()
recorder.stop()
recorder.join()
"""


def child(path: Path) -> tuple[subprocess.Popen[str], float]:
    """A program that records until its input ends, and when its microphone was open, on the monotonic clock."""
    started = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    return started, float(started.stdout.readline())


def descriptors(pid: int) -> Iterator[str]:
    """What the descriptors of a process lead to, but for those that it closes in this moment."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(link.readlink())


def sockets(pid: int) -> dict[str, str]:
    """What each socket of a process is: its inode, and its line in the kernel's tables."""
    own = {match[1] for target in descriptors(pid) if (match := re.match(r"socket:\[(\d+)\]", target))}
    found = {}
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "packet", "netlink", "unix"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            found |= dict.fromkeys(own & set(line.split()), f"{table} {line}")
    return {inode: found.get(inode, "unknown") for inode in own}


@pytest.mark.skipif(not Path("/proc/self/net").exists(), reason="needs Linux's /proc")
def test_recording_opens_no_socket_but_to_the_local_sound_server(sound, tmp_path):
    process, _ = child(tmp_path / "a.wav")
    with process:
        opened = sockets(process.pid)
        process.stdin.close()
        process.wait(10)
    assert opened
    assert {line.split()[0] for line in opened.values()} == {"unix"}
    del sound


def test_a_killed_program_leaves_all_but_the_last_moment(sound, tmp_path, clip):
    process, _ = child(tmp_path / "a.wav")
    with process:
        sound.speak(clip)
        process.kill()
    kept = wav.repair(tmp_path / "a.wav")
    like, at = spoken_part(tmp_path / "a.wav", clip)
    assert like > 0.98
    assert kept > at + 2.0 - 0.5


def test_a_full_disk_ends_the_take_and_keeps_what_was_written(sound, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        take = Take(disk / "a.wav")
        take.wait(Ended)
        recorded = take.end()
        kept = wav.repair(disk / "a.wav")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert isinstance(recorded.problem, LibraryProblem)
    assert os.strerror(errno.ENOSPC) in recorded.problem.sentence
    assert 1.2 < recorded.seconds <= kept < 128 * 1024 / 2 / RATE
    del sound
