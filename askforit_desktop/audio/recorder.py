"""Records one take: microphone to WAV first, then to whoever listens.

    recorder = Recorder(path, Capture(name), listener)
    recorder.start()           # Opened, BlockHeard, LevelHeard, Began, (SilenceNoticed, SoundReturned) ...
    recorder.stop()            # ... a short tail, Ended
    recorder.join()

The listener is called on the take's own thread. Whatever happens to the microphone, the disk or the listener, what was
heard until then stays in the WAV, and `Ended` says what happened; it always comes, once, as the last event.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from time import monotonic

from askforit_desktop.audio.capture import Block, Capture, Setup
from askforit_desktop.audio.signal import Signal, mono
from askforit_desktop.audio.wav import WavWriter
from askforit_desktop.problems import AudioProblem, LibraryProblem, Problem

# People press stop on their last syllable (EnviousWispr 1441, TypeWhisper 938 report lost ends); yet the checklist is
# to be there 0.3 s after stop. The take ends with the first block that comes so long after stop, or without it.
TAIL_SECONDS = 0.08
_LONGEST_TAIL_SECONDS = 0.2
PREPARING_SECONDS = 2.0  # Bluetooth microphones begin with 0.6 to 0.7 s of digital silence (EnviousWispr 1482)
# Blocks come every 0.1 s, so that a look in vain is rare; a hung server reports nothing, they just stop. Such looks are
# counted, not the time since the last block: a slow disk or a program that was stopped for a while says nothing about
# the microphone.
_TICK_SECONDS = 0.15
_STALLED_TICKS = 8

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """The microphone is open and blocks will follow: its full name, its samples a second."""

    device: str
    rate: int


@dataclass(frozen=True, slots=True)
class BlockHeard:
    """Mono 16-bit samples that are on the disk already."""

    pcm: bytes


@dataclass(frozen=True, slots=True)
class Began:
    """The microphone delivers sound, or the time to wait for it is over (`silent`)."""

    silent: bool


@dataclass(frozen=True, slots=True)
class LevelHeard:
    """The loudest sample since the last one, 0 to 1, at most 20 times a second, and the seconds recorded."""

    level: float
    seconds: float


@dataclass(frozen=True, slots=True)
class SilenceNoticed:
    """Nothing but a flat line has come for a while; the take goes on."""

    problem: AudioProblem


@dataclass(frozen=True, slots=True)
class SoundReturned:
    """After a flat line, sound comes again."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a take: its WAV (absent if `seconds` is 0), the overflows counted, what ended or marred it."""

    wav: Path
    device: str
    rate: int
    seconds: float
    lost_blocks: int
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Ended:
    """The take is over and its WAV closed."""

    recorded: Recorded


Event = Opened | BlockHeard | Began | LevelHeard | SilenceNoticed | SoundReturned | Ended
Listener = Callable[[Event], None]


class Recorder:
    """One take. `start` and `stop` return at once."""

    def __init__(self, path: Path, capture: Capture, listener: Listener) -> None:
        self._path = path
        self._capture = capture
        self._listener = listener
        self._stopped: float | None = None
        self._signal = Signal()
        self._listener_failed = False
        self._thread = threading.Thread(target=self._run, name="take")

    def start(self) -> None:
        """Begin to record."""
        self._thread.start()

    def stop(self) -> None:
        """End the take after a short tail; a second call changes nothing."""
        if self._stopped is None:
            self._stopped = monotonic()

    def join(self, seconds: float | None = None) -> bool:
        """Wait until the take is over; False if it still isn't."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._tell(Ended(self._recorded()))

    def _recorded(self) -> Recorded:
        try:
            setup = self._capture.find()
            with WavWriter(self._path, setup.rate) as wav:
                recorded = self._record(setup, wav)
            if recorded.seconds == 0:
                self._path.unlink(missing_ok=True)
        except Exception as error:
            return Recorded(self._path, "", 0, 0.0, 0, _as_problem(error))
        return recorded

    def _record(self, setup: Setup, wav: WavWriter) -> Recorded:
        problem: Problem | None = None
        try:
            with closing(self._capture):
                self._capture.open(setup)
                self._tell(Opened(setup.device.name, setup.rate))
                self._take(setup, wav)
        except Exception as error:
            problem = _as_problem(error)
        if problem is None and self._signal.never_heard:
            problem = _silent(setup.device.name)
        return Recorded(self._path, setup.device.name, setup.rate, wav.seconds, self._capture.lost, problem)

    def _take(self, setup: Setup, wav: WavWriter) -> None:
        """Write and tell block after block, until the tail is over or the microphone is."""
        last, missed = monotonic(), 0
        while not self._over(last):
            blocks, ended = self._arrived()
            missed = 0 if blocks else missed + 1
            if blocks:
                last = blocks[-1].at
                self._keep(b"".join(block.pcm for block in blocks), setup, wav)
            if ended or missed >= _STALLED_TICKS:
                raise _went(setup.device.name)

    def _over(self, last: float) -> bool:
        if self._stopped is None or not self._capture.blocks.empty():
            return False
        return last >= self._stopped + TAIL_SECONDS or monotonic() >= self._stopped + _LONGEST_TAIL_SECONDS

    def _arrived(self) -> tuple[list[Block], bool]:
        """The blocks that are there, waiting for the first; and whether the stream ended after them.

        A busy machine delivers several at once: together they are one piece of work.
        """
        blocks: list[Block] = []
        try:
            block = self._capture.blocks.get(timeout=_TICK_SECONDS)
            while block is not None:
                blocks.append(block)
                block = self._capture.blocks.get_nowait()
        except Empty:
            return blocks, False
        return blocks, True

    def _keep(self, samples: bytes, setup: Setup, wav: WavWriter) -> None:
        pcm = mono(samples, setup.channels)
        wav.write(pcm)
        self._tell(BlockHeard(pcm))
        self._notice(pcm, setup, wav.seconds)

    def _notice(self, pcm: bytes, setup: Setup, seconds: float) -> None:
        signal = self._signal
        was_flat, had_begun = signal.is_flat, signal.begun(PREPARING_SECONDS)
        signal.add(pcm, setup.rate)
        if not had_begun and signal.begun(PREPARING_SECONDS):
            self._tell(Began(silent=signal.never_heard))
        if signal.is_flat and not was_flat:
            self._tell(SilenceNoticed(_silent(setup.device.name)))
        if was_flat and not signal.is_flat:
            self._tell(SoundReturned())
        level = signal.level()
        if level is not None:
            self._tell(LevelHeard(level, seconds))

    def _tell(self, event: Event) -> None:
        """A listener that fails is a bug, and no reason to lose the take; it is logged once."""
        try:
            self._listener(event)
        except Exception:
            if not self._listener_failed:
                _log.exception("the listener failed at %s", type(event).__name__)
            self._listener_failed = True


def _went(device: str) -> AudioProblem:
    return AudioProblem(
        f"The microphone “{device}” went away.",
        "What was heard until then is kept. Plug it in again, or choose another one.",
    )


def _silent(device: str) -> AudioProblem:
    return AudioProblem(
        f"Nothing but silence comes from “{device}”.",
        "Is it muted, is the program allowed to use it, and is it the right one?",
    )


def _as_problem(error: Exception) -> Problem:
    """What ended a take, in a sentence; what is no Problem and not the disk is a bug, and logged."""
    if isinstance(error, Problem):
        return error
    if not isinstance(error, OSError):
        _log.error("a bug ended the take", exc_info=error)
        return AudioProblem(
            "A fault in the program ended the recording.", "What was heard until then is kept. Try it again."
        )
    if isinstance(error, FileExistsError):
        return LibraryProblem(f"There is already a recording “{error.filename}”.", "It was left as it is.")
    return LibraryProblem(
        f"The recording could not be written: {error.strerror}.",
        "Free some space, or choose a folder that can be written.",
    )
