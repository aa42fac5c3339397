"""The level of a microphone between takes; nothing that is heard is kept."""

import threading
from collections.abc import Callable
from queue import Empty

from askforit_desktop.audio.capture import Block, Capture
from askforit_desktop.audio.signal import Signal, mono
from askforit_desktop.problems import Problem

_TICK_SECONDS = 0.1
_STALLED_TICKS = 13  # as long as a take waits for a microphone that has stopped to deliver


class Monitor:
    """Tells the listener the loudest sample, 0 to 1, at most 20 times a second; a last 0 when it ends.

    The listener is called on the monitor's own thread. A microphone that cannot be opened, or goes, just ends it:
    the take that is asked for next will say why. `problem` is what could not be opened, for those who make no take.
    """

    def __init__(self, capture: Capture, listener: Callable[[float], None]) -> None:
        self.problem: Problem | None = None
        self._capture = capture
        self._listener = listener
        self._stopped = threading.Event()
        self._deciding = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="level")

    def start(self) -> None:
        """Begin to listen, unless it was stopped before: then nobody would wait for it."""
        with self._deciding:
            if not self._stopped.is_set():
                self._thread.start()

    def stop(self) -> None:
        """Stop listening; returns at once."""
        with self._deciding:
            self._stopped.set()
        self._capture.blocks.put(None)

    def join(self) -> None:
        """Wait until the microphone is free again; at once where it was never started."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            setup = self._capture.find()
            if not self._stopped.is_set():
                self._capture.open(setup)
                self._follow(setup.rate, setup.channels)
        except Problem as problem:
            self.problem = problem
        finally:
            self._capture.close()
            self._listener(0.0)

    def _follow(self, rate: int, channels: int) -> None:
        signal, missed = Signal(), 0
        while not self._stopped.is_set() and missed < _STALLED_TICKS:
            try:
                block: Block | None = self._capture.blocks.get(timeout=_TICK_SECONDS)
            except Empty:
                missed += 1
                continue
            if block is None:
                return
            missed = 0
            signal.add(mono(block.pcm, channels), rate)
            level = signal.level()
            if level is not None:
                self._listener(level)
