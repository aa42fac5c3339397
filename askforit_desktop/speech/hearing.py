"""One take on its way through the recogniser: what is sent, what comes back, and who is told."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

from askforit_desktop.closing.transcript import Transcript, Word
from askforit_desktop.speech import protocol
from askforit_desktop.speech.process import WorkerGone, WorkerProcess
from askforit_desktop.speech.protocol import Opening

BYTES_A_SAMPLE = 2

UNREPORTED_SECONDS = 2.0
"""Sound that may be unanswered without anything being wrong: more than a worker gathers before it reports."""

LOOK_SECONDS = 0.5
"""How often a live take without sound looks whether it was given up or the worker is gone."""


@dataclass(frozen=True, slots=True)
class PartialHeard:
    """The words of the sentence that is being spoken; they may still change."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class WordsHeard:
    """More words of the take; they stay."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class HeardUpTo:
    """How many seconds of the take have been worked through; told about once a second of sound."""

    seconds: float


Event = PartialHeard | WordsHeard | HeardUpTo
Listener = Callable[[Event], None]
Blocks = Callable[[], Iterable[bytes]]
"""16-bit mono PCM from the take's beginning, in blocks of any size."""


class Attempt:
    """One worker's go at one take. A second one, after a death, tells nothing that the first has told."""

    def __init__(self, worker: WorkerProcess, opening: Opening, listener: Listener, told_up_to: float) -> None:
        self.opening = opening
        self.words: tuple[Word, ...] = ()
        self._bytes_sent = 0
        self.seconds_heard = 0.0
        self.finished = False
        self._worker = worker
        self._listener = listener
        self.told_up_to = told_up_to
        self._known_up_to = told_up_to
        self._bug: Exception | None = None
        self._all_sent = False
        self._changed = threading.Condition()

    @property
    def seconds_sent(self) -> float:
        """How much sound the worker was given."""
        return self._bytes_sent / BYTES_A_SAMPLE / self.opening.rate

    @property
    def worker_gone(self) -> bool:
        """Whether the worker has ended."""
        return self._worker.ended is not None

    def send(self, source: "Source") -> None:
        """Send a whole take; WorkerGone if the worker ended before it was done."""
        self._worker.send(protocol.opening_bytes(self.opening))
        for chunk in chunks(source(self), self.opening.rate):
            self._worker.send(protocol.frame_bytes(chunk))
            self._account(sent=len(chunk))
        self._all_sent = True
        self._worker.send(protocol.END)
        self._account()

    def wait(self) -> None:
        """Wait for the last words; WorkerGone if the worker ended before it told them."""
        with self._changed:
            # In steps, because Ctrl+C does not reach an endless wait on Windows.
            while not self._changed.wait_for(lambda: self.finished or self.worker_gone, timeout=0.5):
                pass
        if not self.finished:
            raise WorkerGone
        if self._bug:
            raise self._bug

    def forget(self) -> None:
        """Leave the take as it is; the worker stays warm."""
        if not self._all_sent:
            with contextlib.suppress(WorkerGone):
                self._worker.send(protocol.FORGET)
        self._worker.owes(False)

    def break_off(self) -> None:
        """End the worker, where a message to it may have stopped in the middle."""
        self._worker.kill("the take was broken off")

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
                self.finished = True
                self._tell(HeardUpTo(self.seconds_sent))
                self._account(heard=self.seconds_sent)

    def look(self) -> None:
        """Look at once whether the worker ended."""
        with self._changed:
            self._changed.notify_all()

    def about(self, message: protocol.Message) -> bool:
        """Whether a message is about this take, and not about one before it that was given up."""
        return getattr(message, "take", None) == self.opening.take

    def _fresh(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(word for word in words if word.start >= self._known_up_to)

    def _tell(self, event: Event) -> None:
        if isinstance(event, PartialHeard | WordsHeard) and not event.words:
            return
        if isinstance(event, WordsHeard):
            self.told_up_to = event.words[-1].end
        try:
            self._listener(event)
        except Exception as bug:
            self._bug = self._bug or bug

    def _account(self, sent: int = 0, heard: float | None = None) -> None:
        with self._changed:
            self._bytes_sent += sent
            self.seconds_heard = self.seconds_heard if heard is None else heard
            unanswered = self.seconds_sent - self.seconds_heard
            owing = not self.finished and (self._all_sent or unanswered > UNREPORTED_SECONDS)
            self._worker.owes(owing)
            self._changed.notify_all()


class Hearing:
    """A live take: give it sound with `hear`, then `finish` or `cancel` it; from any thread.

    The work is done on a thread of its own, by `hear_out`: it sends what `source` gives and tells the listener.
    """

    def __init__(self, rate: int, listener: Listener, replay: Blocks, hear_out: "HearOut") -> None:
        self._rate = rate
        self._listener = listener
        self._replay = replay
        self._hear_out = hear_out
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._bytes_given = 0
        self._bytes_taken = 0
        self._heard = 0.0
        self._words: tuple[Word, ...] = ()
        self._outcome: Future[Transcript] = Future()
        self._cancelled = False
        self._thread = threading.Thread(target=self._run, name="recogniser-feeder", daemon=True)
        self._thread.start()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words so far, without those that may still change."""
        return self._words

    @property
    def lag(self) -> float:
        """How many seconds recognition is behind; up to one when it keeps pace."""
        return max(0.0, self._bytes_given / BYTES_A_SAMPLE / self._rate - self._heard)

    def hear(self, pcm: bytes) -> None:
        """Take in the next piece of sound, of any size."""
        self._bytes_given += len(pcm)
        self._outbox.put(pcm)

    def finish(self, timeout: float | None = None) -> Transcript:
        """Hear the take out; TimeoutError if that takes longer than `timeout` seconds (then ask again, or cancel).

        RecogniserDied if the worker died twice, ModelProblem if libvosk refused the model; a listener that raised
        was a bug, and its exception comes out here.
        """
        self._outbox.put(None)
        return self._outcome.result(timeout)

    def cancel(self) -> None:
        """Give the take up; nothing more is told."""
        self._cancelled = True
        self._outbox.put(None)

    @property
    def running(self) -> bool:
        """Whether the take's thread is still at work."""
        return self._thread.is_alive()

    def join(self) -> None:
        """Wait until the take's thread has ended, after `finish`, `cancel` or the recogniser's end."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._outcome.set_result(self._hear_out(self._rate, self._source, self._note))
        except Exception as error:
            self._outcome.set_exception(error)

    def _source(self, attempt: Attempt) -> Iterator[bytes]:
        """The sound from the take's beginning: what was taken before from the replay, the rest as it comes."""
        yield from _first(self._bytes_taken, self._replay())
        while True:
            try:
                pcm = self._outbox.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                pcm = b""
            if self._cancelled:
                raise CancelledError
            if attempt.worker_gone:
                raise WorkerGone
            if pcm is None:
                return
            self._bytes_taken += len(pcm)
            yield pcm

    def _note(self, event: Event) -> None:
        match event:
            case WordsHeard():
                self._words += event.words
            case HeardUpTo():
                self._heard = event.seconds
        if not self._cancelled:
            self._listener(event)


Source = Callable[[Attempt], Iterable[bytes]]
HearOut = Callable[[int, Source, Listener], Transcript]


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


def _first(size: int, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The first `size` bytes; where there are fewer, silence for the rest, so that later words keep their times."""
    for block in blocks if size else ():
        yield block[:size]
        size -= min(size, len(block))
        if not size:
            return
    if size:
        yield bytes(size)
