"""A long piece of work: how far it is, and how somebody else stops it."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

TELL_SECONDS = 0.1
"""Progress is told no more often than this; more could not be seen."""


class Step(StrEnum):
    """What an installation is doing."""

    FETCHING = "fetching"
    CHECKING = "checking"
    UNPACKING = "unpacking"
    TRYING = "trying"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many bytes of how many (None: not known) a step has done, at how many bytes a second, and what hinders it."""

    step: Step
    done: int = 0
    total: int | None = None
    speed: float = 0.0
    note: str = ""


class Cancelled(Exception):
    """The work was stopped, because somebody asked for that."""


class Job:
    """What a long piece of work is given: where to tell its progress, and whether to go on. One job, one work."""

    def __init__(self, tell: Callable[[Progress], None] = lambda _: None) -> None:
        self._tell = tell
        self._told = 0.0
        self._cancelled = threading.Event()
        self._interrupts: list[Callable[[], object]] = []
        self._lock = threading.Lock()

    def cancel(self) -> None:
        """Stop the work, from any thread; what it waits for is interrupted."""
        self._cancelled.set()
        with self._lock:
            for interrupt in self._interrupts:
                # It may have come to an end by itself in this very moment.
                with contextlib.suppress(OSError, ValueError, RuntimeError):
                    interrupt()

    def check(self) -> None:
        """Raise Cancelled if the work was stopped."""
        if self._cancelled.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Wait; Cancelled as soon as the work is stopped."""
        self._cancelled.wait(seconds)
        self.check()

    def tell(self, progress: Progress) -> None:
        """Tell progress, unless some was told a moment ago; Cancelled if the work was stopped."""
        self.check()
        now = time.monotonic()
        if now - self._told >= TELL_SECONDS or progress.note or progress.done in (0, progress.total):
            self._told = now
            self._tell(progress)

    @contextlib.contextmanager
    def interrupting(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Something to be called on `cancel`, because it ends a wait; Cancelled comes out, whatever that raised."""
        with self._lock:
            self._interrupts.append(interrupt)
        try:
            self.check()
            yield
        except Exception:
            self.check()
            raise
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)
        self.check()
