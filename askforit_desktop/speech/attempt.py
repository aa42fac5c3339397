"""One worker's go at one take: what is sent, what comes back, and who is told."""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator

from askforit_desktop.closing.transcript import Word
from askforit_desktop.speech import protocol
from askforit_desktop.speech.hearing import BYTES_A_SAMPLE, Event, HeardUpTo, Listener, PartialHeard, Source, WordsHeard
from askforit_desktop.speech.process import WorkerGone, WorkerProcess
from askforit_desktop.speech.protocol import Opening
from askforit_desktop.speech.stretches import LONGEST, OVERLAP

_LONGEST_PART = LONGEST + 2 * OVERLAP  # seconds of sound that one of several ears hears at a time
_UNREPORTED = 2.0  # seconds of sound: more than an ear hears before it is reported


class Attempt:
    """One worker's go at one take. A second one, after a death, tells nothing that the first has told."""

    def __init__(
        self,
        worker: WorkerProcess,
        opening: Opening,
        listener: Listener,
        told_up_to: float,
        under_way: "UnderWay",
    ) -> None:
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
        # With several ears, a whole part is gathered before one of them begins with it.
        self._unanswered_at_most = _UNREPORTED + (_LONGEST_PART if opening.ears > 1 else 0.0)
        self._under_way = under_way
        self._changed = under_way.changed

    @property
    def seconds_sent(self) -> float:
        """How much sound the worker was given."""
        return self._bytes_sent / BYTES_A_SAMPLE / self._opening.rate

    def send(self, source: Source) -> None:
        """Send a whole take, only as fast as it is heard; WorkerGone if the worker ended before that.

        What the source raises comes out of here, and the worker stays warm.
        """
        try:
            self._send(source)
        except WorkerGone:
            raise
        except Exception:
            self._forget()
            raise
        except BaseException:
            self._break_off()
            raise

    def wait(self) -> None:
        """Wait for the last word of what was sent; WorkerGone if the worker ended before that."""
        try:
            self._until(lambda: self._finished)
        except KeyboardInterrupt:
            self._break_off()
            raise
        if self._bug:
            raise self._bug

    @property
    def unanswered(self) -> float:
        """How much of it the worker has not yet heard; seconds."""
        return self.seconds_sent - self._seconds_heard

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

    def _send(self, source: Source) -> None:
        self._worker.send(protocol.opening_bytes(self._opening))
        seconds = protocol.CHUNK_SECONDS if self._opening.ears == 1 else 1.0
        for chunk in chunks(source(lambda: self._worker.ended is not None), round(seconds * self._opening.rate)):
            self._until(self._under_way.room)
            self._worker.send(protocol.frame_bytes(chunk))
            self._account(sent=len(chunk))
        self._all_sent = True
        self._worker.send(protocol.END)
        self._account()

    def _until(self, true: Callable[[], bool]) -> None:
        with self._changed:
            # In steps, because Ctrl+C does not reach an endless wait on Windows.
            while not self._changed.wait_for(lambda: true() or self._worker.ended, timeout=0.5):
                pass
            if not true():
                raise WorkerGone

    def _break_off(self) -> None:
        """After Ctrl+C, perhaps in the middle of a message: nothing more can be said to this worker."""
        self._worker.kill("the take was broken off")

    def _forget(self) -> None:
        if not self._all_sent:
            with contextlib.suppress(WorkerGone):
                self._worker.send(protocol.FORGET)
        self._worker.owes(self._opening.take, False)

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
            due = self._all_sent or self.unanswered > self._unanswered_at_most
            self._worker.owes(self._opening.take, due and not self._finished)
            self._changed.notify_all()


class UnderWay:
    """The takes that a recogniser has in its hands, and their threads' bell: `changed` is rung at any news.

    There is room for one part of a take more than there are ears, so that none ever waits for sound. Beyond that
    nothing is sent, so that memory stays bounded however long and however many the takes are.
    """

    def __init__(self, ears: int) -> None:
        self.changed = threading.Condition()
        self._attempts: dict[int, Attempt] = {}
        self._most = _LONGEST_PART * (ears + 1)

    def __len__(self) -> int:
        """How many they are."""
        return len(self._attempts)

    def __getitem__(self, take: int) -> Attempt | None:
        """The attempt at a take, None if it was given up."""
        return self._attempts.get(take)

    @contextlib.contextmanager
    def entered(self, take: int, attempt: Attempt) -> Iterator[Attempt]:
        """Count an attempt in while it lasts."""
        with self.changed:
            self._attempts[take] = attempt
        try:
            yield attempt
        finally:
            with self.changed:
                del self._attempts[take]
                self.changed.notify_all()

    def room(self) -> bool:
        """Whether more sound may be sent; to be asked with `changed` held."""
        return sum(attempt.unanswered for attempt in self._attempts.values()) <= self._most

    def until_alone(self) -> None:
        """Wait until all have ended."""
        with self.changed:
            while not self.changed.wait_for(lambda: not self._attempts, timeout=0.5):
                pass


def chunks(blocks: Iterable[bytes], samples: int) -> Iterator[bytes]:
    """The same sound in pieces of so many samples, the last one shorter; an odd byte at the end is dropped."""
    size = samples * BYTES_A_SAMPLE
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
