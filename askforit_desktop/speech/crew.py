"""Several recognisers on the one model, which hear the stretches of recordings side by side.

libvosk asks for a recogniser of its own in each thread and shares the model (vosk-api issues 1066 and 1395); it lets
the interpreter go on while it works. What is read ahead is bounded by whoever sends, see `attempt`.
"""

import os
import queue
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from askforit_desktop.speech.ear import Ear
from askforit_desktop.speech.protocol import (
    CHUNK_SECONDS,
    REPORT_SECONDS,
    Finished,
    Forgotten,
    Heard,
    Message,
    Opening,
    Text,
)
from askforit_desktop.speech.stretches import Stretch, stretches

Say = Callable[[Message], None]
NewEar = Callable[[int], Ear]
"""An ear for sound of so many samples a second."""

_BYTES_A_SAMPLE = 2
_FAILED = 1


class Crew:
    """Hears takes and tells of them in the order in which they came. Leaving it ends it, after an error at once."""

    def __init__(self, new_ear: NewEar, say: Say) -> None:
        self._new_ear = new_ear
        self._say = say
        self._pool: ThreadPoolExecutor | None = None
        self._idle: dict[int, list[Ear]] = defaultdict(list)
        self._order: queue.SimpleQueue[Future[tuple[Message, ...]] | None] = queue.SimpleQueue()
        self._teller = threading.Thread(target=self._tell, name="teller", daemon=True)
        self._wanted = True
        self._teller.start()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hear out what was begun, or after an error, which says that nobody wants it any more, give it up."""
        self._wanted = kind is None
        if self._pool:
            self._pool.shutdown(cancel_futures=not self._wanted)
        self._order.put(None)
        self._teller.join()

    def hear(self, opening: Opening, sound: Iterable[bytes]) -> None:
        """Read a take to its end, or up to where it is not wanted any more; it may still be heard when this returns."""
        pool = self._pool = self._pool or ThreadPoolExecutor(opening.ears, "ear")
        share = Share(opening, self._say)
        try:
            for stretch in stretches(sound, opening.rate):
                self._order.put(pool.submit(self._hear, stretch, share))
        except Forgotten:
            share.wanted = False
        end: Future[tuple[Message, ...]] = Future()
        end.set_result((Finished(opening.take),))
        self._order.put(end)

    def _hear(self, stretch: Stretch, share: "Share") -> tuple[Message, ...]:
        idle = self._idle[share.opening.rate]
        ear = idle.pop() if idle else self._new_ear(share.opening.rate)
        ear.begin(stretch.start)
        sentences = []
        for pcm in _pieces(stretch.pcm, share.opening.rate):
            if not (self._wanted and share.wanted):
                return ()
            before = stretch.share(ear.moment)
            sentences.append(ear.hear(pcm) or ())
            share.add(stretch.share(ear.moment) - before)
        sentences.append(ear.finish())
        idle.append(ear)
        return tuple(Text(share.opening.take, own) for words in sentences if (own := stretch.own(words)))

    def _tell(self) -> None:
        try:
            while told := self._order.get():
                for message in told.result():
                    self._say(message)
        except CancelledError:
            return
        except BaseException:
            # An ear failed, or the parent is gone. To wait for more sound would be to hang; the parent starts anew.
            traceback.print_exc()
            os._exit(_FAILED)


class Share:
    """How much of a take all ears together have heard, told every REPORT_SECONDS."""

    def __init__(self, opening: Opening, say: Say) -> None:
        self.opening = opening
        self.wanted = True
        self._say = say
        self._heard = 0.0
        self._told = 0.0
        self._adding = threading.Lock()

    def add(self, seconds: float) -> None:
        """Count sound that was heard; from any thread."""
        with self._adding:
            self._heard += seconds
            if self._heard >= self._told + REPORT_SECONDS:
                self._told = self._heard
                self._say(Heard(self.opening.take, self._heard))


def _pieces(pcm: bytes, rate: int) -> Iterator[bytes]:
    size = int(rate * CHUNK_SECONDS) * _BYTES_A_SAMPLE
    return (pcm[at : at + size] for at in range(0, len(pcm), size))
