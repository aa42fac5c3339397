"""Watches the event loop: how long the window's thread was kept from its events by work of our own.

Times are counted as on the machine that the limit was set on. One and the same machine, lent to others besides, was
seen at three fifths of its pace an hour later, so each try is measured against the same small page drawn beside it.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

TICK = 0.005  # seconds
PAGE_SECONDS = 0.02  # that `_drawing` takes there, in the program's own style: two cores, nothing else at work
LONGEST = 0.05  # seconds that anything may keep the window's thread


class Watch:
    """Within `with`, `longest` grows to the longest time in seconds between two turns of the event loop.

    What the system gave to other programs meanwhile is not ours and is taken off, so that a busy machine fails no test.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.setInterval(round(TICK * 1000))
        self._timer.timeout.connect(self._tick)
        self._last = self.now()

    def __enter__(self) -> Self:
        self._last = self.now()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = self.now()
        self.longest = max(self.longest, now - self._last - TICK)
        self._last = now

    @staticmethod
    def now() -> float:
        """The monotonic clock, less the time that this thread was ready to run and did not get a processor."""
        try:
            waited = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text().split()[1]
        except (OSError, IndexError):
            waited = "0"
        return time.monotonic() - int(waited) / 1e9


def longest_wait(act: Callable[[], None], tries: int = 3) -> float:
    """The longest that doing something kept the window's thread, in seconds: the best of a few tries.

    Our own threads that hold Python's lock while another program has the processor make a try worse, never better.
    """
    best = float("inf")
    for _ in range(tries):
        with Watch() as watch:
            act()
        best = min(best, watch.longest / _slowness())
        if best <= LONGEST:
            break
    return best


def _slowness() -> float:
    """How many times slower than the machine that the limit was set on this one is just now; at least 1."""
    return max(1.0, min(_drawing() for _ in range(3)) / PAGE_SECONDS)


def _drawing() -> float:
    """How long it takes to make and draw a page of a hundred lines, in seconds."""
    start = Watch.now()
    page = QWidget()
    lines = QVBoxLayout(page)
    for number in range(100):
        line = QLabel(f"line {number} of what was said")
        line.setWordWrap(True)
        lines.addWidget(line)
    page.resize(600, 2000)
    page.grab()
    page.deleteLater()
    return Watch.now() - start
