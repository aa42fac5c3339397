"""The one crossing between threads: what happens on others arrives here as Qt signals on the window's thread.

The core's listener is `Bridge.listen`, called on core threads. Work that may last longer than a frame goes through
`Bridge.run`; its result comes back to the window's thread.
"""

import logging
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from askforit_desktop.problems import Problem

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Lane(Enum):
    """Work waits only for work in its own lane."""

    SHORT = auto()
    """A list, a picture: nobody wants to wait for it."""
    LONG = auto()
    """What has its progress shown: an import, a download."""
    MICROPHONE = auto()
    """The beginning of takes and the level between them: one after the other, because there is one microphone."""


_AT_ONCE = {Lane.SHORT: 3, Lane.LONG: 3, Lane.MICROPHONE: 1}


class Bridge(QObject):
    """Carries the core's events and the results of work to the window's thread.

    `heard` passes on each event that `listen` was called with, in order.
    """

    heard = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def listen(self, event: object) -> None:
        """Pass on an event from any thread."""
        self.heard.emit(event)

    def post(self, action: Callable[[], None]) -> None:
        """Have something done on the window's thread; called from any, as by a progress report."""
        self._arrived.emit(action)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Problem], None] | None = None,
        lane: Lane = Lane.SHORT,
    ) -> None:
        """Do the work on another thread, then hand its result, or the Problem it met, over on this one.

        Any other exception is a bug: it is logged, and handed over as a Problem too, so that nobody goes on waiting.
        Where there is no `failed`, it is raised here. Once it is closed nothing is begun any more.
        """
        if not self._open:
            return
        future = self._pool(lane).submit(work)
        future.add_done_callback(lambda done: self.post(lambda: _settle(done, then, failed)))

    def close(self) -> None:
        """Wait for work that runs, drop what waits, deliver nothing more."""
        self._open = False
        for wait in (False, True):  # what waits in one lane must not begin while another is waited for
            for pool in self._pools.values():
                pool.shutdown(wait, cancel_futures=True)

    def _pool(self, lane: Lane) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # late: the first picture comes sooner

        if lane not in self._pools:
            self._pools[lane] = ThreadPoolExecutor(_AT_ONCE[lane], thread_name_prefix=f"window-{lane.name.lower()}")
        return self._pools[lane]

    def _deliver(self, action: Callable[[], None]) -> None:
        if self._open:
            action()


def _settle(done: "Future[T]", then: Callable[[T], None], failed: Callable[[Problem], None] | None) -> None:
    if done.cancelled():
        return
    error = done.exception()
    if error is None:
        then(done.result())
    elif failed is None:
        raise error
    else:
        failed(error if isinstance(error, Problem) else _bug(error))


def _bug(error: BaseException) -> Problem:
    _log.error("a bug in work for the window", exc_info=error)
    return Problem(
        "Something went wrong in Ask For It itself.",
        f"Try again. If it comes back, report it with these words: {type(error).__name__}: {error}",
    )
