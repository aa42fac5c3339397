"""One worker's go at one take: what is sent, what comes back, and who is told."""

import contextlib
import threading
from collections.abc import Iterable, Iterator

from askforit_desktop.closing.transcript import Word
from askforit_desktop.speech import protocol
from askforit_desktop.speech.hearing import BYTES_A_SAMPLE, Event, HeardUpTo, Listener, PartialHeard, Source, WordsHeard
from askforit_desktop.speech.process import WorkerGone, WorkerProcess
from askforit_desktop.speech.protocol import Opening

UNREPORTED_SECONDS = 2.0
"""Sound that may be unanswered without anything being wrong: more than a worker gathers before it reports."""


class Attempt:
    """One worker's go at one take. A second one, after a death, tells nothing that the first has told."""

    def __init__(self, worker: WorkerProcess, opening: Opening, listener: Listener, told_up_to: float) -> None:
        self.words: tuple[Word, ...] = ()
        self.told_up_to = told_up_to
        self._known_up_to = told_up_to
        self._worker = worker
        self._opening = opening
        self._listener = listener
        self._bytes_sent = 0
        self._seconds_heard = 0.0
        self._all_sent = False
        self._finished = False
        self._bug: Exception | None = None
        self._changed = threading.Condition()

    @property
    def seconds_sent(self) -> float:
        """How much sound the worker was given."""
        return self._bytes_sent / BYTES_A_SAMPLE / self._opening.rate

    def hear_out(self, source: Source) -> None:
        """Send a whole take and wait for its last word; WorkerGone if the worker ended before that.

        What the source raises comes out of here, and the worker stays warm.
        """
        try:
            self._send(source)
            self._wait()
        except WorkerGone:
            raise
        except Exception:
            self._forget()
            raise
        except BaseException:
            # Ctrl+C, perhaps in the middle of a message: nothing more can be said to this worker.
            self._worker.kill("the take was broken off")
            raise

    def receive(self, message: protocol.Message) -> None:
        """Take in what the worker says about this take; on the reader's thread."""
        match message:
            case protocol.Text():
                self.words += message.words
                self._tell(WordsHeard(self._fresh(message.words)))
            case protocol.Partial():
                self._tell(PartialHeard(self._fresh(message.words)))
            case protocol.Heard():
                self._account(heard=message.seconds)
                self._tell(HeardUpTo(message.seconds))
            case protocol.Finished():
                self._tell(HeardUpTo(self.seconds_sent))
                self._account(finished=True)

    def look(self) -> None:
        """Look at once whether the worker ended."""
        with self._changed:
            self._changed.notify_all()

    def about(self, message: protocol.Message) -> bool:
        """Whether a message is about this take, and not about one before it that was given up."""
        return getattr(message, "take", None) == self._opening.take

    def _send(self, source: Source) -> None:
        self._worker.send(protocol.opening_bytes(self._opening))
        for chunk in chunks(source(lambda: self._worker.ended is not None), self._opening.rate):
            self._worker.send(protocol.frame_bytes(chunk))
            self._account(sent=len(chunk))
        self._all_sent = True
        self._worker.send(protocol.END)
        self._account()

    def _wait(self) -> None:
        with self._changed:
            # In steps, because Ctrl+C does not reach an endless wait on Windows.
            while not self._changed.wait_for(lambda: self._finished or self._worker.ended, timeout=0.5):
                pass
        if not self._finished:
            raise WorkerGone
        if self._bug:
            raise self._bug

    def _forget(self) -> None:
        if not self._all_sent:
            with contextlib.suppress(WorkerGone):
                self._worker.send(protocol.FORGET)
        self._worker.owes(False)

    def _fresh(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(word for word in words if word.start >= self._known_up_to)

    def _tell(self, event: Event) -> None:
        if isinstance(event, PartialHeard | WordsHeard) and not event.words:
            return
        if isinstance(event, WordsHeard):
            self.told_up_to = event.words[-1].end
        try:
            self._listener(event)
        except Exception as bug:  # a listener's must not end the reader; it comes out at the end
            self._bug = self._bug or bug

    def _account(self, sent: int = 0, heard: float | None = None, finished: bool = False) -> None:
        """Keep the count, and have the worker watched while it owes an answer."""
        with self._changed:
            self._bytes_sent += sent
            self._seconds_heard = self._seconds_heard if heard is None else heard
            self._finished = self._finished or finished
            unanswered = self.seconds_sent - self._seconds_heard
            self._worker.owes(not self._finished and (self._all_sent or unanswered > UNREPORTED_SECONDS))
            self._changed.notify_all()


def chunks(blocks: Iterable[bytes], rate: int) -> Iterator[bytes]:
    """The same sound in pieces of CHUNK_SECONDS, the last one shorter; an odd byte at the end is dropped."""
    size = int(rate * protocol.CHUNK_SECONDS) * BYTES_A_SAMPLE
    gathered = bytearray()
    for block in blocks:
        gathered += block
        whole = len(gathered) - len(gathered) % size
        for start in range(0, whole, size):
            yield bytes(gathered[start : start + size])
        del gathered[:whole]
    rest = len(gathered) - len(gathered) % BYTES_A_SAMPLE
    if rest:
        yield bytes(gathered[:rest])
