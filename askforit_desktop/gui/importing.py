"""Recordings from elsewhere, taken in one after the other."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from askforit_desktop.closing.take import Take
from askforit_desktop.gui.bridge import Bridge, Lane
from askforit_desktop.gui.task import Task
from askforit_desktop.problems import GivenUp, Problem
from askforit_desktop.studio import Studio


class Importer(QObject):
    """`began` says what is being taken in, `progressed` how far it is; `ended` has the takes and the Problems, once."""

    began = Signal(str)
    progressed = Signal(float, object)
    ended = Signal(tuple, tuple)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._bridge = studio, bridge
        self._task: Task | None = None
        self._waiting: list[Path] = []
        self._count = 0
        self._takes: list[Take] = []
        self._problems: list[Problem] = []

    def take_in(self, files: tuple[Path, ...]) -> None:
        """Take in recordings; more may be added while others are being taken in."""
        self._waiting += files
        self._count += len(files)
        if self._task is None and self._waiting:
            self._next()

    def cancel(self) -> None:
        """Stop after what has been taken in whole."""
        self._waiting.clear()
        if self._task:
            self._task.cancel()

    def _next(self) -> None:
        file = self._waiting.pop(0)
        task = self._task = Task(self._bridge, self)
        task.progressed.connect(self.progressed)
        place = f" ({self._count - len(self._waiting)} of {self._count})" if self._count > 1 else ""
        self.began.emit(f"Importing “{file.name}”{place}…")
        work = partial(self._studio.take_in, file, task.report)
        self._bridge.run(work, self._done, self._failed, Lane.LONG)

    def _done(self, take: Take) -> None:
        self._takes.append(take)
        self._go_on()

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, GivenUp):
            self._problems.append(problem)
        self._go_on()

    def _go_on(self) -> None:
        if self._task:
            self._task.deleteLater()
            self._task = None
        if self._waiting:
            self._next()
            return
        takes, problems = tuple(self._takes), tuple(self._problems)
        self._takes, self._problems, self._count = [], [], 0
        self.ended.emit(takes, problems)
