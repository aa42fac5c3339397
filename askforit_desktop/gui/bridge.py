"""The one crossing between threads: what happens on others arrives here as Qt signals on the window's thread.

The core's listener is `Bridge.listen`, called on core threads. Work that may last longer than a frame goes through
`Bridge.run`; its result comes back to the window's thread.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from askforit_desktop.problems import Problem

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
# One long task (an import), another (a download), and a short one (a list, a picture) that need not wait for them.
_WORKERS = 3


class Bridge(QObject):
    """Carries the core's events and the results of work to the window's thread.

    `heard` passes on each event that `listen` was called with, in order.
    """

    heard = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # late: the first picture comes sooner

        return ThreadPoolExecutor(_WORKERS, thread_name_prefix="window")

    def listen(self, event: object) -> None:
        """Pass on an event from any thread."""
        self.heard.emit(event)

    def post(self, action: Callable[[], None]) -> None:
        """Have something done on the window's thread; called from any, as by a progress report."""
        self._arrived.emit(action)

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None
    ) -> None:
        """Do the work on another thread, then hand its result, or the Problem it met, over on this one.

        Any other exception is a bug and is raised here, where the program's hook for bugs sees it. Once it is closed
        nothing is begun any more.
        """
        if not self._open:
            return
        future = self._pool.submit(work)
        future.add_done_callback(lambda done: self.post(lambda: _settle(done, then, failed)))

    def close(self) -> None:
        """Wait for work that runs, drop what waits, deliver nothing more."""
        self._open = False
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, action: Callable[[], None]) -> None:
        if self._open:
            action()


def _settle(done: "Future[T]", then: Callable[[T], None], failed: Callable[[Problem], None] | None) -> None:
    if done.cancelled():
        return
    error = done.exception()
    if error is None:
        then(done.result())
    elif isinstance(error, Problem) and failed is not None:
        failed(error)
    else:
        raise error
