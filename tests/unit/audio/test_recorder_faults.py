"""What a take survives: microphones that go, servers that die or hang, hours of sound, a busy machine."""

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from askforit_desktop.audio import devices, wav
from askforit_desktop.audio.capture import Block, Capture, Setup
from askforit_desktop.audio.devices import Device
from askforit_desktop.audio.recorder import Began, BlockHeard, Ended, LevelHeard, Recorder
from askforit_desktop.problems import AudioProblem
from tests.speaking import SAMPLES, SoundServer
from tests.unit.audio.recording import Take
from tests.unit.audio.test_recorder import child

FED_RATE = 16_000
LONG = SAMPLES / "03_rms_heldout_close.wav"


def unplug(server: SoundServer) -> None:
    server.unplug("vmic")


def unplug_the_last(server: SoundServer) -> None:
    server.unplug("vmic", "vmic2", "vmicin", "vmic2in", "vspk")


FAULTS = {
    "unplugged while another microphone exists": unplug,
    "the last one unplugged": unplug_the_last,
    "server killed": SoundServer.kill,
    "server hung": SoundServer.freeze,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_microphone_that_goes_ends_the_take_within_two_seconds_and_keeps_it(own_sound, tmp_path, fault):
    take = Take(tmp_path / "a.wav")
    take.wait(BlockHeard)
    with own_sound.speaking(LONG):
        take.wait(LevelHeard, 20)
        written = wav.seconds(take.path)
        FAULTS[fault](own_sound)
        done = time.monotonic() - take.started
        ended = take.wait(Ended) - done
    recorded = take.end()
    print(f"\n{fault}: take ended {ended:.2f} s later, {recorded.seconds:.2f} s kept")
    assert ended < 2.0
    assert isinstance(recorded.problem, AudioProblem)
    assert "VirtualMic” went away" in recorded.problem.sentence
    assert wav.seconds(take.path) == recorded.seconds >= written
    own_sound.restore()
    next_take_works(tmp_path / "b.wav", own_sound)


def next_take_works(path: Path, server: SoundServer) -> None:
    take = Take(path)
    take.wait(BlockHeard)
    with server.speaking(LONG):
        take.wait(Began)
    assert take.of(Began) == [Began(silent=False)]
    assert take.end().problem is None


def test_without_a_microphone_a_take_says_so_and_leaves_no_file(own_sound, tmp_path):
    own_sound.kill()
    recorded = Take(tmp_path / "a.wav").end()
    assert "No microphone" in recorded.problem.sentence
    assert not (tmp_path / "a.wav").exists()


def test_a_hung_server_is_said_when_a_take_begins(sound, tmp_path):
    devices.microphones()
    sound.freeze()
    take = Take(tmp_path / "a.wav")
    waited = take.wait(Ended)
    sound.thaw()
    recorded = take.end()
    assert waited < 6.0
    assert "does not answer" in recorded.problem.sentence
    assert not (tmp_path / "a.wav").exists()


def test_a_take_that_the_user_moves_to_another_microphone_goes_on(own_sound, tmp_path):
    # On a server of its own: what keeps the microphones awake is moved as well.
    take = Take(tmp_path / "a.wav")
    take.wait(BlockHeard)
    own_sound.move_recordings("vmic2")
    with own_sound.speaking(LONG, "vmic2in"):
        take.wait(Began)
        take.wait(LevelHeard, len(take.of(LevelHeard)) + 30)
    assert take.of(Began) == [Began(silent=False)]
    assert take.end().problem is None


class FedCapture(Capture):
    """A microphone that delivers as fast as it is drunk: numbered samples, half a second a block."""

    def __init__(self, blocks: int) -> None:
        super().__init__()
        self._count = blocks
        self._room = threading.Semaphore(100)
        self._thread = threading.Thread(target=self._feed, name="fed")

    def find(self) -> Setup:
        return Setup(Device("fed", 0, FED_RATE, 1, True), FED_RATE, 1)

    def open(self, setup: Setup) -> None:  # noqa: ARG002
        self._thread.start()

    def _feed(self) -> None:
        ramp = np.arange(FED_RATE // 2)
        for number in range(self._count):
            self._room.acquire()
            pcm = ((ramp + number * len(ramp)) % 65_521 - 32_768).astype("<i2").tobytes()
            self.blocks.put(Block(pcm, time.monotonic()))
        self.blocks.put(None)

    def drunk(self) -> None:
        self._room.release()

    def close(self) -> bool:
        self._thread.join()
        return True


def resident_kilobytes() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise AssertionError("no VmRSS")


def test_two_hours_lose_no_block_and_need_no_more_memory_than_ten_minutes(tmp_path):
    hours, per_block = 2, 0.5
    capture = FedCapture(round(hours * 3600 / per_block))
    curve: list[int] = []
    ended = threading.Event()
    recorded = []

    def hear(event):
        if isinstance(event, BlockHeard):
            capture.drunk()
        if isinstance(event, LevelHeard) and event.seconds % 600 == 0:
            curve.append(resident_kilobytes())
        if isinstance(event, Ended):
            recorded.append(event.recorded)
            ended.set()

    recorder = Recorder(tmp_path / "a.wav", capture, hear)
    recorder.start()
    assert ended.wait(100)
    assert recorder.join(5)
    print(f"\nresident kB every ten minutes: {curve}")
    assert recorded[0].seconds == wav.seconds(tmp_path / "a.wav") == hours * 3600
    samples = np.memmap(tmp_path / "a.wav", "<i2", "r", 44)
    for at in range(0, len(samples), 2**22):
        part = samples[at : at + 2**22]
        assert (part == ((np.arange(at, at + len(part)) % 65_521) - 32_768)).all()
    assert len(curve) == 12
    assert max(curve) - curve[0] < 4_096, curve


@pytest.mark.faults
@pytest.mark.parametrize("load", ["idle", "busy"])
@pytest.mark.timeout(200)
def test_a_minute_on_an_idle_or_busy_machine_counts_what_is_lost(sound, tmp_path, load):
    hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)] if load == "busy" else []
    try:
        take = Take(tmp_path / "a.wav")
        take.wait(BlockHeard)
        began = time.monotonic()
        take.wait(LevelHeard, 600, 90)
        lasted = time.monotonic() - began
        recorded = take.end()
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
    print(f"\n{load}: {recorded.seconds:.2f} s recorded, {recorded.lost_blocks} overflows")
    assert recorded.seconds == pytest.approx(lasted, abs=1.0)
    if load == "idle":
        assert recorded.lost_blocks == 0
    del sound


@pytest.mark.faults
@pytest.mark.timeout(300)
def test_fifty_kills_at_random_moments_lose_at_most_the_last_half_second(sound, tmp_path):
    lost = []
    chance = random.Random(7)
    with sound.speaking(LONG):
        for number in range(50):
            path = tmp_path / f"{number}.wav"
            process, opened = child(path)
            with process:
                threading.Event().wait(chance.uniform(0.0, 1.5))
                process.kill()
                lasted = time.monotonic() - opened
            lost.append(lasted - wav.repair(path))
    print(f"\nlost, seconds: median {sorted(lost)[25]:.3f}, most {max(lost):.3f}")
    assert max(lost) < 0.5
