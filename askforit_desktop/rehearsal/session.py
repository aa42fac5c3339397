"""The making of one take, from the wish to record to the saved take."""

import logging
import queue
import threading

from askforit_desktop.audio.capture import Capture
from askforit_desktop.audio.recorder import Began, Ended, LevelHeard, Recorded, Recorder, SilenceNoticed
from askforit_desktop.closing.take import Judgement, Recording, Take
from askforit_desktop.problems import AudioProblem, LibraryProblem, Problem
from askforit_desktop.rehearsal.events import (
    Event,
    Failed,
    Listener,
    State,
    StateChanged,
    TakeDiscarded,
    TakeSaved,
    Warned,
)
from askforit_desktop.rehearsal.live import Desk, Live

_log = logging.getLogger(__name__)
_STOP = object()
_FAULT = LibraryProblem(
    "A fault in the program ended the take.", "What was recorded until then is kept, and is taken in at the next start."
)


class Rehearsal:
    """One take. `start`, `stop` and `discard` return at once; what comes of them is told to the listener.

    The listener is called on the take's own thread and must not wait.
    """

    def __init__(self, desk: Desk, listener: Listener, device: str = "", role: str = "", company: str = "") -> None:
        self._desk = desk
        self._listener = listener
        self._device = device
        self._role = role
        self._company = company
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._discarded = False
        self._thread = threading.Thread(target=self._run, name="rehearsal")
        self.state = State.IDLE

    def start(self) -> None:
        """Begin to record."""
        self._thread.start()

    def stop(self) -> None:
        """End the take and save it."""
        self._inbox.put(_STOP)

    def discard(self) -> None:
        """End the take and put it into the trash."""
        self._discarded = True
        self._inbox.put(_STOP)

    def join(self) -> None:
        """Wait until the take is saved."""
        if self._thread.ident:
            self._thread.join()

    def _run(self) -> None:
        self._become(State.PREPARING)
        try:
            self._tell(self._take())
        except Problem as problem:
            self._tell(Failed(problem))
        except Exception:
            _log.exception("a bug ended the take")
            self._tell(Failed(_FAULT))
        finally:
            self._become(State.IDLE)

    def _take(self) -> TakeSaved | TakeDiscarded:
        begun = self._desk.now()
        wav = self._desk.library.reserve(begun)
        microphone = Recorder(wav, Capture(self._device), self._inbox.put)
        live = Live(self._desk, wav, self._inbox.put, self._tell)
        microphone.start()
        try:
            recorded = self._follow(microphone, live)
        except Exception:
            live.cancel()
            microphone.stop()
            microphone.join()
            raise
        if not recorded.seconds:
            self._desk.library.discard(wav)
            live.cancel()
            raise recorded.problem or AudioProblem("Nothing was recorded.", "Try again, and wait until it is ready.")
        recording = Recording(wav, begun, recorded.seconds, recorded.device, recorded.lost_blocks)
        return self._put_away(recording, live) if self._discarded else self._save(recording, recorded, live)

    def _follow(self, microphone: Recorder, live: Live) -> Recorded:
        """Pass on what happens until the microphone is closed."""
        while True:
            event = live.next_event(self._inbox)
            match event:
                case Began() if self.state is State.PREPARING:
                    self._become(State.RECORDING)
                case LevelHeard():
                    self._tell(event)
                case SilenceNoticed():
                    self._tell(Warned(event.problem))
                case Ended():
                    return event.recorded
                case _ if event is _STOP:
                    self._become(State.FINISHING)
                    microphone.stop()
                    live.catch_up()  # while the last sound still comes
                case _:
                    live.take_in(event)

    def _save(self, recording: Recording, recorded: Recorded, live: Live) -> TakeSaved:
        self._become(State.FINISHING)
        problem = recorded.problem
        judgement = None
        try:
            judgement = live.judgement()
        except Problem as unheard:
            problem = problem or unheard
        except Exception:
            _log.exception("a bug in judging; the take is saved without a judgement")
        return TakeSaved(self._add(recording, judgement), problem)

    def _put_away(self, recording: Recording, live: Live) -> TakeDiscarded:
        live.cancel()
        take = self._add(recording, None)
        self._desk.library.delete([take.id], self._desk.now())
        return TakeDiscarded(take)

    def _add(self, recording: Recording, judgement: Judgement | None) -> Take:
        try:
            return self._desk.library.add(recording, judgement, role=self._role, company=self._company)
        except LibraryProblem as problem:
            raise LibraryProblem(
                problem.sentence,
                f"{problem.hint} The recording is safe in {recording.wav}, and is taken in at the next start.".strip(),
            ) from problem

    def _become(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self._tell(StateChanged(state))

    def _tell(self, event: Event) -> None:
        """A listener that fails is a bug, and no reason to lose the take."""
        try:
            self._listener(event)
        except Exception:
            _log.exception("a listener failed at %s", type(event).__name__)
