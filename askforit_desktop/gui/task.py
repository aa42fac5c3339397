"""One piece of long work: its progress arrives on the window's thread, and it can be cancelled."""

import threading
import time

from PySide6.QtCore import QObject, Signal

from askforit_desktop.gui.bridge import Bridge

_SECONDS_BETWEEN = 0.05  # two reports of progress; more often than this, nobody sees


class Task(QObject):
    """`report` is what the core calls, on any thread; `progressed` has the seconds done and of how many (or None)."""

    progressed = Signal(float, object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stop = threading.Event()
        self._last = 0.0

    def report(self, done: float, whole: float | None) -> bool:
        """Pass on how far it is; False asks the work to end."""
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN:
            self._last = now
            self._bridge.post(lambda: self.progressed.emit(done, whole))
        return not self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to end."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()
