"""A take being recorded, with the events it told, to wait on."""

import threading
import time
from pathlib import Path

from askforit_desktop.audio.capture import Capture
from askforit_desktop.audio.recorder import Ended, Event, Recorded, Recorder


class Take:
    """A recorder and what it told; times are seconds since the wish."""

    def __init__(self, path: Path, name: str = "", capture: Capture | None = None) -> None:
        self.events: list[tuple[float, Event]] = []
        self._told = threading.Condition()
        self.path = path
        self.recorder = Recorder(path, capture or Capture(name), self._hear)
        self.started = time.monotonic()
        self.recorder.start()

    def _hear(self, event: Event) -> None:
        with self._told:
            self.events.append((time.monotonic() - self.started, event))
            self._told.notify_all()

    def of(self, kind: type) -> list:
        return [event for _, event in self.events if isinstance(event, kind)]

    def wait(self, kind: type, count: int = 1, seconds: float = 10.0) -> float:
        """When the event came, in seconds since the wish."""
        with self._told:
            assert self._told.wait_for(lambda: len(self.of(kind)) >= count, seconds), f"no {kind.__name__}"
            return [at for at, event in self.events if isinstance(event, kind)][count - 1]

    def end(self) -> Recorded:
        self.recorder.stop()
        self.wait(Ended)
        assert self.recorder.join(5)
        return self.of(Ended)[0].recorded
