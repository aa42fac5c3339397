"""One run of the worker process: bytes to it, messages from it, and how it ended."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

from askforit_desktop.speech.protocol import LONGEST_LINE, Garbled, Message, Ready, Refused, parse

GRACE_SECONDS = (1.0, 0.5)
"""How long a closed worker may take to leave by itself, and then to leave when told to; after that it is killed."""

WATCHES = 8
"""How often the watch looks in the time that a worker is allowed."""

_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, a worker of the window's program would open a console of its own."""

LAST_WORDS_BYTES = 2_000


class WorkerGone(Exception):
    """The worker process has ended."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a worker may be silent while it loads its model, and while it has sound to work on.

    The largest official model (6.8 GB in memory) takes most of a minute from a slow disk. A worker reports every second
    of sound, for which the slowest model needs a few seconds on an old machine.
    """

    start: float = 120.0
    answer: float = 30.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a worker ended: its exit status (negative: the signal), why it was ended if it was, and its last words."""

    status: int | None
    reason: str
    last_words: str

    def __str__(self) -> str:
        return self.reason or _cause(self.status)


class WorkerProcess:
    """A running worker; `ended` is set once it is over and everything it said was passed on.

    Threads: whoever sends; a reader, which calls `on_message` for each message and `on_end` once; and a watch, which
    kills a worker that owes an answer for too long. OSError if the process cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        patience: Patience,
        on_message: Callable[[Message], None],
        on_end: Callable[[], None],
    ) -> None:
        self._on_message = on_message
        self._on_end = on_end
        self.ended: Ended | None = None
        self._reason = ""
        self._patience = patience
        self._last_sign = time.monotonic()
        self._due_since: dict[int, float] = {}
        self._writing_since: float | None = None
        self._greeting: Message | None = None
        self._over = threading.Event()
        self._sending = threading.Lock()
        # Not a pipe: nobody would have to read it, and it can't fill up.
        self._chatter = tempfile.TemporaryFile()  # noqa: SIM115 closed by the reader
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._chatter,
                creationflags=_NO_CONSOLE,
            )
        except OSError:
            self._chatter.close()
            raise
        self._threads = tuple(
            threading.Thread(target=work, name=f"recogniser-{work.__name__.strip('_')}", daemon=True)
            for work in (self._read, self._watch)
        )
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return isinstance(self._greeting, Ready)

    @property
    def hears(self) -> frozenset[str]:
        """Those of the asked-for words that the model knows; none before it is loaded."""
        return frozenset(self._greeting.hears if isinstance(self._greeting, Ready) else ())

    @property
    def refused(self) -> str:
        """Why libvosk will not work with the model, "" if it does."""
        return self._greeting.reason if isinstance(self._greeting, Refused) else ""

    def send(self, data: bytes) -> None:
        """Write all bytes, waiting while the worker is busy; WorkerGone if it ended."""
        with self._sending:
            rest = memoryview(data)
            self._writing_since = time.monotonic()
            try:
                while rest:
                    rest = rest[os.write(self._pipe(), rest) :]
            except (OSError, ValueError) as error:
                raise WorkerGone from error
            finally:
                self._writing_since = None

    def owes(self, take: int, answer: bool) -> None:
        """Say whether an answer about a take is due; then the worker's silence is counted against it."""
        if answer:
            self._due_since.setdefault(take, time.monotonic())
        else:
            self._due_since.pop(take, None)

    def kill(self, reason: str) -> None:
        """End the worker at once, and remember why."""
        self._reason = self._reason or reason
        self._process.kill()

    def close(self) -> None:
        """End the worker in at most two seconds; nothing is left afterwards."""
        # Somebody who is sending waits for a busy worker, and only its end would wake them.
        if self._sending.acquire(timeout=GRACE_SECONDS[0] / 2):
            self._hang_up()
            self._sending.release()
        else:
            self.kill("closed")
        for grace, insist in zip(GRACE_SECONDS, (self._process.terminate, self._process.kill), strict=True):
            try:
                self._process.wait(grace)
                break
            except subprocess.TimeoutExpired:
                insist()
        for thread in self._threads:
            thread.join()

    def _pipe(self) -> int:
        if self._process.stdin is None:
            raise WorkerGone
        return self._process.stdin.fileno()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def _read(self) -> None:
        try:
            self._pass_on()
        except Garbled as garbled:
            self.kill(f"it said something that cannot be understood: {garbled}")
        status = self._process.wait()
        with self._sending:
            self._hang_up()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self.ended = Ended(status, self._reason, _last_words(self._chatter))
        self._chatter.close()
        self._over.set()
        self._on_end()

    def _pass_on(self) -> None:
        stdout = self._process.stdout
        while stdout is not None and (line := stdout.readline(LONGEST_LINE)):
            if not line.endswith(b"\n") and len(line) < LONGEST_LINE:
                return  # it ended in the middle of a line
            self._last_sign = time.monotonic()
            message = parse(line)
            self._greeting = self._greeting or message
            self._on_message(message)

    def _watch(self) -> None:
        while not self._over.wait(min(self._patience.start, self._patience.answer) / WATCHES):
            allowed = self._patience.answer if self._greeting else self._patience.start
            if self._silent_seconds() > allowed:
                self.kill(f"it did not answer for {allowed:g} seconds")

    def _silent_seconds(self) -> float:
        """How long the worker has been silent while it should load, answer, or take what is being written."""
        waits = [*self._due_since.copy().values()]
        writing_since = self._writing_since
        if writing_since is not None:
            waits.append(writing_since)
        if self._greeting and not waits:
            return 0.0
        return time.monotonic() - max(self._last_sign, min(waits, default=0.0))


def _last_words(chatter: IO[bytes]) -> str:
    """The end of what the worker, or the native code in it, printed."""
    size = chatter.seek(0, os.SEEK_END)
    chatter.seek(max(0, size - LAST_WORDS_BYTES))
    return chatter.read().decode("utf-8", "replace").strip()


def _cause(status: int | None) -> str:
    if status is None:
        return "it ended"
    if status >= 0:
        return f"it ended with status {status}"
    try:
        return f"it was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"it was ended by signal {-status}"
