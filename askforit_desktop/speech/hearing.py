"""A live take on its way through the recogniser, and what listeners are told of any take."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

from askforit_desktop.closing.transcript import Transcript, Word
from askforit_desktop.speech.process import WorkerGone

BYTES_A_SAMPLE = 2

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

Source = Callable[[Callable[[], bool]], Iterable[bytes]]
"""Blocks for somebody who can be asked whether the worker is gone."""

HearOut = Callable[[int, Source, Listener], Transcript]


class Hearing:
    """A live take: give it sound with `hear`, then `finish` or `cancel` it; from any thread.

    The work is done on a thread of its own, by `hear_out`: it sends what `source` gives and tells the listener.
    """

    def __init__(self, rate: int, listener: Listener, replay: Blocks, hear_out: HearOut) -> None:
        self._rate = rate
        self._listener = listener
        self._replay = replay
        self._hear_out = hear_out
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._bytes_given = 0
        self._bytes_taken = 0
        self._ended = False  # remembered, because a second attempt finds no end mark in the outbox
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

    def _source(self, worker_gone: Callable[[], bool]) -> Iterator[bytes]:
        """The sound from the take's beginning: what was taken before from the replay, the rest as it comes."""
        yield from _first(self._bytes_taken, self._replay())
        while not self._ended:
            # Before anything is taken, because what is taken and not counted would be missing from the replay.
            if worker_gone():
                raise WorkerGone
            try:
                pcm = self._outbox.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                pcm = b""
            if self._cancelled:
                raise CancelledError
            if pcm is None:
                self._ended = True
            else:
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


def _first(size: int, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The first `size` bytes; where there are fewer, silence for the rest, so that later words keep their times."""
    for block in blocks if size else ():
        yield block[:size]
        size -= min(size, len(block))
        if not size:
            return
    if size:
        yield bytes(size)
