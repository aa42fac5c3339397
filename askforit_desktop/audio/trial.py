"""A short test of a microphone: whether it is the right one, and how loud."""

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty
from time import monotonic

from askforit_desktop.audio.capture import Capture
from askforit_desktop.audio.signal import Signal, mono
from askforit_desktop.problems import AudioProblem

TRIAL_SECONDS = 3.0
_PATIENCE_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Trial:
    """What a microphone gave: its full name, the loudest sample (0 to 1), and whether it was digital silence only."""

    device: str
    loudest: float
    silent: bool


def try_microphone(capture: Capture, seconds: float, on_level: Callable[[float], None]) -> Trial:
    """Listen for so many seconds, telling the level at most 20 times a second. AudioProblem where that fails."""
    setup, signal, loudest = capture.find(), Signal(), 0.0
    try:
        capture.open(setup)
        end = monotonic() + seconds
        while monotonic() < end:
            signal.add(mono(_next(capture), setup.channels), setup.rate)
            level = signal.level()
            if level is not None:
                loudest = max(loudest, level)
                on_level(level)
    finally:
        capture.close()
    return Trial(setup.device.name, loudest, signal.never_heard)


def _next(capture: Capture) -> bytes:
    try:
        block = capture.blocks.get(timeout=_PATIENCE_SECONDS)
    except Empty:
        block = None
    if block is None:
        raise AudioProblem("The microphone stopped delivering.", "Plug it in again, or choose another one.")
    return block.pcm
