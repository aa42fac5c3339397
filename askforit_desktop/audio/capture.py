"""An open microphone: its blocks arrive in a queue, copied by PortAudio's thread, which does nothing else."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from time import monotonic
from typing import Any, TypeVar

from askforit_desktop.audio import pulse
from askforit_desktop.audio.devices import Device, microphone
from askforit_desktop.audio.portaudio import close, portaudio, refresh, settings_for, steady, stream_counted, within
from askforit_desktop.problems import AudioProblem

Answer = TypeVar("Answer")

# As much as recognition takes at a time: smaller blocks bring no word sooner, and cost as much as an eighth of it.
BLOCK_SECONDS = 0.1
_LATENCY_SECONDS = 0.3  # raw ALSA drops what is not fetched in this time; a sound server waits longer
_LOWEST_RATE = 16_000
_OPEN_SECONDS = 4.0
_CLOSE_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Block:
    """16-bit samples of all channels, and when they arrived on the monotonic clock."""

    pcm: bytes
    at: float


@dataclass(frozen=True, slots=True)
class Setup:
    """A microphone and how it is to be opened: samples a second and channels."""

    device: Device
    rate: int
    channels: int


class Capture:
    """One microphone for one take. `blocks` ends with None when the stream has ended by itself.

    Nothing here blocks for long: opening and closing run in a helper thread with a deadline.
    """

    def __init__(self, name: str = "") -> None:
        """Choose the microphone by its name, "" for the default one; nothing is opened yet."""
        self.blocks: SimpleQueue[Block | None] = SimpleQueue()
        self.lost = 0
        self.gone = threading.Event()
        self._name = name
        self._closed = threading.Event()
        self._stream: Any = None

    def find(self) -> Setup:
        """Find the microphone and what it can do; AudioProblem if there is none or the system does not answer."""
        return self._answered(self._find)

    def open(self, setup: Setup) -> None:
        """Start the stream; AudioProblem where the system refuses or does not answer."""
        self._answered(lambda: self._open(setup))
        pulse.watch(setup.device.key, self._closed, self._went)

    def close(self) -> bool:
        """End the stream; False if the sound system did not answer, which costs nothing but the open device."""
        self._closed.set()
        stream, self._stream = self._stream, None
        return stream is None or close(stream, _CLOSE_SECONDS)

    def _answered(self, call: Callable[[], Answer]) -> Answer:
        try:
            return within(_OPEN_SECONDS, call)
        except TimeoutError as error:
            self._closed.set()
            raise AudioProblem("The sound system does not answer.", "Restart it, or log out and in again.") from error

    def _find(self) -> Setup:
        try:
            return _setup(microphone(self._name))
        except AudioProblem:
            if not refresh():
                raise
            return _setup(microphone(self._name))

    def _open(self, setup: Setup) -> None:
        module = portaudio()
        with stream_counted(), pulse.aimed_at("input", setup.device.key):
            try:
                stream = module.RawInputStream(
                    device=setup.device.index,
                    channels=setup.channels,
                    samplerate=setup.rate,
                    dtype="int16",
                    blocksize=round(setup.rate * BLOCK_SECONDS),
                    latency=_LATENCY_SECONDS,
                    extra_settings=settings_for(setup.device.host_api),
                    callback=self._heard,
                    finished_callback=self._finished,
                )
                stream.start()
            except module.PortAudioError as error:
                raise _cannot_open(setup.device) from error
        if self._closed.is_set():  # the deadline passed meanwhile
            close(stream, _CLOSE_SECONDS)
        else:
            self._stream = stream

    def _heard(self, pcm: Any, _frames: int, _times: Any, status: Any) -> None:
        if status.input_overflow:
            self.lost += 1
        self.blocks.put(Block(bytes(pcm), monotonic()))

    def _finished(self) -> None:
        self.blocks.put(None)

    def _went(self) -> None:
        self.gone.set()
        self.blocks.put(None)


def _setup(device: Device) -> Setup:
    """The device's own rate if it is high enough, and mono if it has that."""
    for rate in (device.rate,) if device.rate >= _LOWEST_RATE else (_LOWEST_RATE, device.rate):
        for channels in (1, 2):
            with steady() as module, pulse.aimed_at("input", device.key):
                try:
                    extra = settings_for(device.host_api)
                    module.check_input_settings(device.index, channels, "int16", extra, rate)
                except (module.PortAudioError, ValueError):
                    continue
            return Setup(device, rate, channels)
    raise _cannot_open(device)


def _cannot_open(device: Device) -> AudioProblem:
    return AudioProblem(
        f"The microphone “{device.name}” could not be opened.",
        "Another program may hold it, or the system's privacy settings may not allow it.",
    )
