"""One stretch of playing, from a place in a recording to where it is stopped, ends or fails.

Its thread reads ahead and opens and closes the stream; PortAudio's thread only takes the next block from a queue.
"""

import logging
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from askforit_desktop.audio import pulse
from askforit_desktop.audio.devices import Device, speaker
from askforit_desktop.audio.portaudio import close, portaudio, settings_for, stream_counted, within
from askforit_desktop.audio.wav import open_wav
from askforit_desktop.problems import AudioProblem, Problem

BLOCK_SECONDS = 0.02
_AHEAD = 50  # blocks, a second
_LATENCY_SECONDS = 0.2  # with 0.03 a busy machine ran dry now and then; the position is as good with either
_OPEN_SECONDS = 4.0
_CLOSE_SECONDS = 0.4
_STALLED_SECONDS = 1.25
_TICK_SECONDS = 0.02

_log = logging.getLogger(__name__)


class Playback:
    """Plays from the second `start` at once; `ended` is called with None at the recording's end, or with a Problem."""

    def __init__(
        self,
        path: Path,
        speaker_name: str,
        start: float,
        ended: Callable[["Playback", Problem | None], None],
        after: "Playback | None" = None,
    ) -> None:
        self._path = path
        self._speaker = speaker_name
        self._ended = ended
        self._after = after
        self._start = start
        self._rate = 1
        self._channels = 1
        self._blocks: SimpleQueue[bytes] = SimpleQueue()
        self._stopping = threading.Event()
        self._gone = threading.Event()
        self._played = 0  # frames handed to PortAudio
        self._sounding: tuple[float, int] | None = None  # when, on the monotonic clock, which frame sounds
        self._called = 0.0
        self._thread = threading.Thread(target=self._run, name="playback")
        self._thread.start()

    @property
    def position(self) -> float:
        """The second that can be heard now."""
        if self._sounding is None:
            return self._start
        at, frame = self._sounding
        heard = frame + (monotonic() - at) * self._rate
        return self._start + min(max(heard, 0.0), self._played) / self._rate

    def stop(self) -> None:
        """End it; returns at once."""
        self._stopping.set()

    def join(self) -> None:
        """Wait until the device is free again."""
        self._thread.join()

    def _run(self) -> None:
        if self._after is not None:
            self._after.join()
            self._after = None
        problem: Problem | None = None
        try:
            with open_wav(self._path) as opened:
                self._play(opened)
        except Problem as error:
            problem = error
        except Exception:
            _log.exception("a bug ended playing")
            problem = AudioProblem("A fault in the program ended playing.", "Try it again.")
        if not self._stopping.is_set():
            self._ended(self, problem)

    def _play(self, opened: wave.Wave_read) -> None:
        self._rate = opened.getframerate()
        opened.setpos(min(round(self._start * self._rate), opened.getnframes()))
        left = opened.getnframes() - opened.tell()
        if not left:
            return
        stream: Any = None
        try:
            device = self._answered(lambda: speaker(self._speaker))
            self._channels = min(device.channels, 2)
            self._read_ahead(opened)
            stream = self._answered(lambda: self._open(device))
            pulse.watch(device.key, self._gone, self._gone.set)
            self._attend(opened, left, device)
        finally:
            if stream is not None:
                self._gone.set()
                close(stream, _CLOSE_SECONDS)

    def _attend(self, opened: wave.Wave_read, left: int, device: Device) -> None:
        """Keep the queue filled until the last sample has sounded, the wish is to stop, or the speaker is gone."""
        self._called = monotonic()
        while not self._stopping.wait(_TICK_SECONDS):
            self._read_ahead(opened)
            if self._gone.is_set() or monotonic() - self._called > _STALLED_SECONDS:
                raise AudioProblem(
                    f"The speaker “{device.name}” went away.", "Plug it in again, or choose another one."
                )
            if self._sounding and self._sounding[1] + (monotonic() - self._sounding[0]) * self._rate >= left:
                return

    def _read_ahead(self, opened: wave.Wave_read) -> None:
        frames = round(self._rate * BLOCK_SECONDS)
        while self._blocks.qsize() < _AHEAD and (pcm := opened.readframes(frames)):
            self._blocks.put(_spread(pcm, self._channels).ljust(2 * frames * self._channels, b"\0"))

    def _answered(self, call: Callable[[], Any]) -> Any:
        try:
            return within(_OPEN_SECONDS, call)
        except TimeoutError as error:
            self._gone.set()
            raise AudioProblem("The sound system does not answer.", "Restart it, or log out and in again.") from error

    def _open(self, device: Device) -> Any:
        module = portaudio()
        with stream_counted(), pulse.aimed_at("output", device.key):
            try:
                stream = module.RawOutputStream(
                    device=device.index,
                    channels=self._channels,
                    samplerate=self._rate,
                    dtype="int16",
                    blocksize=round(self._rate * BLOCK_SECONDS),
                    latency=_LATENCY_SECONDS,
                    extra_settings=settings_for(device.host_api),
                    callback=self._fill,
                    finished_callback=self._gone.set,
                )
                stream.start()
            except module.PortAudioError as error:
                raise AudioProblem(
                    f"The speaker “{device.name}” could not be opened.",
                    "Another program may hold it; choose another one.",
                ) from error
        if self._gone.is_set():  # the deadline passed meanwhile
            close(stream, _CLOSE_SECONDS)
        return stream

    def _fill(self, out: Any, frames: int, times: Any, _status: Any) -> None:
        self._called = monotonic()
        try:
            block = self._blocks.get_nowait()
        except Empty:
            out[:] = bytes(len(out))
            return
        out[:] = block
        self._sounding = (self._called + times.outputBufferDacTime - times.currentTime, self._played)
        self._played += frames


def _spread(pcm: bytes, channels: int) -> bytes:
    """Mono samples for one or two channels: hardware without a server may take two only."""
    if channels == 1:
        return pcm
    import numpy as np

    return np.repeat(np.frombuffer(pcm, "<i2"), channels).tobytes()
