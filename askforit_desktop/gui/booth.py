"""The recording booth: one take at a time, and the level of the microphone between takes."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from askforit_desktop.audio import devices
from askforit_desktop.audio.capture import Capture
from askforit_desktop.audio.monitor import Monitor
from askforit_desktop.gui.bridge import Bridge, Lane
from askforit_desktop.gui.widgets.setup_row import Setup
from askforit_desktop.problems import Problem
from askforit_desktop.rehearsal import Failed, Rehearsal, State, StateChanged
from askforit_desktop.studio import Studio

T = TypeVar("T")


class Booth(QObject):
    """Turns wishes into calls of the core, none of which blocks; what comes of a take arrives through the bridge.

    `level_heard` has the microphone's peak, 0 to 1, while `watch` is on and no take is made; `microphones_found` names,
    which `microphones` has from then on.
    """

    level_heard = Signal(float)
    microphones_found = Signal(tuple)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._bridge = studio, bridge
        self._rehearsal: Rehearsal | None = None
        self._monitor: Monitor | None = None
        self._busy = False
        self._turn = 0
        self.microphones: tuple[str, ...] = ()
        bridge.heard.connect(self._follow_state)

    def look_for_microphones(self, failed: Callable[[Problem], None]) -> None:
        """Find the names of the microphones that are here."""
        self._bridge.run(lambda: tuple(d.name for d in devices.microphones()), self._tell_microphones, failed)

    def _tell_microphones(self, names: tuple[str, ...]) -> None:
        self.microphones = names
        self.microphones_found.emit(names)

    # A take

    def record(self, setup: Setup) -> None:
        """Begin a take."""
        self._turn += 1
        begin, fail = partial(self._begin, self._turn), partial(self._tell_failure, self._turn)
        self._bridge.listen(StateChanged(State.PREPARING))
        # Some systems give a microphone to one stream only: the take waits until the level meter has let go of it.
        self._bridge.run(self._silence_then(partial(self._make, setup)), begin, fail, Lane.MICROPHONE)

    def stop(self) -> None:
        """End the take and keep it."""
        if self._rehearsal:
            self._rehearsal.stop()

    def discard(self) -> None:
        """End the take and put it into the trash."""
        if self._rehearsal:
            self._rehearsal.discard()
        else:
            self._turn += 1  # what is being made has missed its turn
            self._bridge.listen(StateChanged(State.IDLE))

    def _make(self, setup: Setup) -> Rehearsal:
        return self._studio.rehearse(self._bridge.listen, setup.microphone, setup.role, setup.company)

    def _begin(self, turn: int, rehearsal: Rehearsal) -> None:
        if turn == self._turn:
            self._rehearsal = rehearsal
            rehearsal.start()

    def _tell_failure(self, turn: int, problem: Problem) -> None:
        if turn == self._turn:
            self._bridge.listen(Failed(problem))
            self._bridge.listen(StateChanged(State.IDLE))

    def _follow_state(self, event: object) -> None:
        if isinstance(event, StateChanged):
            self._busy = event.state is not State.IDLE
            if not self._busy:
                self._rehearsal = None

    # The level between takes

    def watch(self, microphone: str) -> None:
        """Follow the level of a microphone, in place of another; not while a take is made."""
        if self._busy:
            return
        before, self._monitor = self._monitor, Monitor(Capture(microphone), self._tell_level)
        self._bridge.run(_after(before, self._monitor.start), _nothing, lane=Lane.MICROPHONE)

    def unwatch(self) -> None:
        """Let go of the microphone."""
        self._bridge.run(self._silence_then(_no_work), _nothing, lane=Lane.MICROPHONE)

    def close(self) -> None:
        """End the take that is being made, keep it, and let go of the microphone; waits for both."""
        if self._rehearsal:
            self._rehearsal.stop()
            self._rehearsal.join()
        self._silence_then(_no_work)()

    def _silence_then(self, work: Callable[[], T]) -> Callable[[], T]:
        before, self._monitor = self._monitor, None
        return _after(before, work)

    def _tell_level(self, level: float) -> None:
        self._bridge.post(lambda: self.level_heard.emit(level))


def _after(before: Monitor | None, work: Callable[[], T]) -> Callable[[], T]:
    def wait_and_work() -> T:
        if before:
            before.stop()
            before.join()
        return work()

    return wait_and_work


def _no_work() -> None:
    """Only the microphone is let go of."""


def _nothing(_: object) -> None:
    """What comes of it arrives as events."""
