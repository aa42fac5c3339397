"""Takes that are transcribed once more, and how far the one on screen is with it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from askforit_desktop.closing.take import Take
from askforit_desktop.gui.bridge import Bridge, Lane
from askforit_desktop.gui.task import Task
from askforit_desktop.gui.widgets.working import Working
from askforit_desktop.problems import GivenUp, Problem
from askforit_desktop.studio import Studio


class Transcribing(Working):
    """Shows the work on the take on screen, and is hidden where there is none; what was begun before goes on unseen.

    `heard` has the take as it is now, `failed` the take and the Problem, `busy` whether the one on screen is at work.
    """

    heard = Signal(object)
    failed = Signal(object, object)
    busy = Signal(bool)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._bridge = studio, bridge
        self._tasks: dict[str, Task] = {}
        self._shown = ""
        self.cancelled.connect(self._give_up)

    def show_take(self, take: str) -> None:
        """Another take, by its id, is on screen."""
        self._shown = take
        task = self._tasks.get(take)
        self.busy.emit(task is not None)
        if task is None:
            self.hide()
            return
        self.show_work("Transcribing…")
        if task.cancelled:
            self.show_stopping()

    def transcribe(self, take: Take, model: str = "") -> None:
        """Transcribe the take on screen, unless that is being done; what was heard before is kept."""
        if take.id in self._tasks:
            return
        task = self._tasks[take.id] = Task(self._bridge, self)
        task.progressed.connect(partial(self._show_progress, take.id))
        self.show_take(take.id)
        work = partial(self._studio.hear_again, take.id, task.report, model)
        self._bridge.run(work, self._on_heard, partial(self._on_failed, take), Lane.LONG)

    def shut_down(self) -> None:
        """The program ends: give up everything."""
        for task in self._tasks.values():
            task.cancel()

    def _give_up(self) -> None:
        self._tasks[self._shown].cancel()
        self.show_stopping()

    def _show_progress(self, take: str, done: float, whole: float | None) -> None:
        if take == self._shown:
            self.show_progress(done, whole)

    def _on_heard(self, take: Take) -> None:
        self._end(take.id)
        self.heard.emit(take)

    def _on_failed(self, take: Take, problem: Problem) -> None:
        self._end(take.id)
        if not isinstance(problem, GivenUp):
            self.failed.emit(take, problem)

    def _end(self, take: str) -> None:
        self._tasks.pop(take).deleteLater()
        if take == self._shown:
            self.show_take(take)
