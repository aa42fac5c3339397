"""The level between takes: told while it lasts, and gone without a trace."""

import threading

import pytest

from askforit_desktop.audio.capture import Capture
from askforit_desktop.audio.monitor import Monitor
from tests.speaking import SAMPLES


class Levels:
    """What a monitor told, to wait on."""

    def __init__(self, name: str = "") -> None:
        self.told: list[float] = []
        self._more = threading.Condition()
        self.monitor = Monitor(Capture(name), self._hear)
        self.monitor.start()

    def _hear(self, level: float) -> None:
        with self._more:
            self.told.append(level)
            self._more.notify_all()

    def wait(self, count: int) -> None:
        with self._more:
            assert self._more.wait_for(lambda: len(self.told) >= count, 10)

    def end(self) -> list[float]:
        self.monitor.stop()
        self.monitor.join()
        return self.told


def test_a_voice_moves_the_level(sound):
    levels = Levels()
    with sound.speaking(SAMPLES / "03_rms_heldout_close.wav"):
        levels.wait(15)
    told = levels.end()
    assert max(told) > 0.05
    assert told[-1] == 0.0


@pytest.mark.usefixtures("sound")
def test_a_silent_microphone_has_no_level():
    levels = Levels("VirtualMic2")
    levels.wait(3)
    assert set(levels.end()) == {0.0}


@pytest.mark.usefixtures("sound")
def test_a_microphone_that_is_not_there_just_ends_it():
    levels = Levels("Kazoo")
    levels.wait(1)
    assert levels.end() == [0.0]


def test_a_microphone_that_goes_ends_it(own_sound):
    levels = Levels()
    levels.wait(3)
    own_sound.kill()
    levels.monitor.join()
    assert levels.told[-1] == 0.0
    levels.end()
