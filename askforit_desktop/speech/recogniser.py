"""The recogniser: starts the worker, feeds it takes, starts it again when it dies, and ends it.

    recogniser = Recogniser(model.path, fillers=("um", "uh"))
    transcript = recogniser.transcribe(16_000, blocks)             # a file
    hearing = recogniser.listen(48_000, listener, replay)          # live: hearing.hear(pcm) ... hearing.finish()
    recogniser.close()

A worker that dies in mid-take is started once more and gets the take again from its beginning; words are told once.
Files are heard by as many ears as there are jobs, and from several threads several files, one sent after the other.
Listeners are called on the recogniser's own threads and must not wait.
"""

import functools
import itertools
import logging
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.problems import ModelProblem, Problem, RecogniserDied
from askforit_desktop.speech import protocol
from askforit_desktop.speech.attempt import Attempt, UnderWay
from askforit_desktop.speech.hearing import Blocks, Event, Hearing, Listener, Source
from askforit_desktop.speech.process import Ended, Patience, WorkerGone, WorkerProcess

_log = logging.getLogger(__name__)


def worker_command() -> tuple[str, ...]:
    """How this program starts itself as a worker; the model's path and the fillers follow."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "recogniser")
    # -P: not with the current folder on the path, where a stray json.py would be imported.
    return (sys.executable, "-P", "-m", "askforit_desktop", "recogniser")


def nobody(_: Event) -> None:
    """The listener who does not."""


class Recogniser:
    """One model's recogniser. One take at a time is sent to it; others wait their turn."""

    def __init__(
        self,
        model: Path,
        fillers: Sequence[str] = (),
        command: Sequence[str] | None = None,
        patience: Patience = Patience(),  # noqa: B008 frozen
        jobs: int = 1,
    ) -> None:
        self._model = model
        self._command = (*(command or worker_command()), str(model), *fillers)
        self._patience = patience
        self._jobs = min(jobs, protocol.MOST_EARS)
        self._takes = itertools.count(1)
        self._turn = threading.Lock()
        self._state = threading.Condition(threading.RLock())
        self._worker: WorkerProcess | None = None
        self._under_way = UnderWay(self._jobs)
        self._hearings: tuple[Hearing, ...] = ()
        self._closed = False

    @property
    def model(self) -> Path:
        """The folder of the model that it hears with."""
        return self._model

    def warm(self) -> None:
        """Start the worker if none is running, and do not wait for it."""
        self._running()

    def wait_ready(self) -> frozenset[str]:
        """Wait until the model is loaded; the fillers that it can hear. ModelProblem or RecogniserDied."""
        worker = self._running()
        with self._state:
            while not self._state.wait_for(lambda: worker.ready or worker.ended, timeout=0.5):
                pass
        if not worker.ready:
            raise self._problem(worker)
        return worker.hears

    def listen(self, rate: int, listener: Listener, replay: Blocks) -> Hearing:
        """Begin a live take at `rate` Hz; `replay` gives all sound so far again, if the worker must be started anew."""
        hearing = Hearing(rate, listener, replay, functools.partial(self._hear_out, 1, True))
        self._hearings = (*(earlier for earlier in self._hearings if earlier.running), hearing)
        return hearing

    def transcribe(self, rate: int, blocks: Blocks, listener: Listener = nobody) -> Transcript:
        """The words of a recording; reads it only as fast as the worker hears, and waits for the last word.

        `blocks` is asked again after a death of the worker. RecogniserDied, ModelProblem, or whatever `blocks` raises.
        """
        return self._hear_out(self._jobs, False, rate, lambda _: blocks(), listener)

    def close(self) -> None:
        """End everything in at most two seconds; takes that are not finished end with RecogniserDied."""
        with self._state:
            self._closed = True
        if self._worker:
            if self._under_way:
                self._worker.kill("closed")  # nobody waits for the words of a take any more
            self._worker.close()
        for hearing in self._hearings:
            hearing.join()

    def _hear_out(self, ears: int, partials: bool, rate: int, source: Source, listener: Listener) -> Transcript:
        told_up_to = 0.0
        for again in (False, True):
            opening = protocol.Opening(next(self._takes), rate, partials, ears)
            with ExitStack() as turn:
                turn.enter_context(self._turn)
                if again:
                    self._under_way.until_alone()  # no take is lost twice by the fault of another
                worker = self._running()
                attempt = Attempt(worker, opening, listener, told_up_to, self._under_way)
                with self._under_way.entered(opening.take, attempt):
                    try:
                        attempt.send(source)
                        if not again:
                            turn.close()  # the next take may be sent while this one is heard out
                        attempt.wait()
                    except WorkerGone:
                        worker.close()
                        told_up_to = attempt.told_up_to
                    else:
                        return Transcript(attempt.words, attempt.seconds_sent, worker.hears)
            if worker.refused:
                break
        raise self._problem(worker)

    def _running(self) -> WorkerProcess:
        with self._state:
            if self._closed:
                raise RecogniserDied("The recogniser was closed.")
            if self._worker is None or self._worker.ended:
                try:
                    self._worker = WorkerProcess(self._command, self._patience, self._receive, self._look)
                except OSError as error:
                    raise RecogniserDied(
                        f"The recogniser could not be started: {error.strerror}.", "Install the program again."
                    ) from error
            return self._worker

    def _receive(self, message: protocol.Message) -> None:
        """On the reader's thread."""
        if isinstance(message, protocol.Ready | protocol.Refused):
            with self._state:
                self._state.notify_all()
        elif attempt := self._under_way[message.take]:
            attempt.receive(message)

    def _look(self) -> None:
        """On the reader's thread, when the worker has ended."""
        with self._state:
            self._state.notify_all()
        with self._under_way.changed:
            self._under_way.changed.notify_all()

    def _problem(self, worker: WorkerProcess) -> Problem:
        if worker.refused:
            return ModelProblem(
                f"The speech model “{self._model.name}” cannot be used: {worker.refused}.",
                "It may be damaged. Install it again, or choose another one (Settings, or `askforit models`).",
            )
        ended = worker.ended or Ended(None, "", "")
        _log.info("The worker ended: %s. %s", ended, ended.last_words)
        return RecogniserDied(
            f"The recogniser stopped before it was done: {ended}.",
            "The recording is not harmed. Try again, or with another speech model (Settings, or `askforit models`).",
            ended.status,
        )
