"""What can be done with a take besides looking at it: each runs off the window's thread and reports back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from askforit_desktop import export
from askforit_desktop.closing.finding import Commitment
from askforit_desktop.closing.take import Take
from askforit_desktop.export import Form
from askforit_desktop.gui import file_dialogs
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.task import Task
from askforit_desktop.problems import Problem
from askforit_desktop.studio import Studio

T = TypeVar("T")


class TakeDeeds(QObject):
    """Works on the library and the disk.

    `changed` has the take as it is now, `told` one sentence about what was done, `failed` the Problem; `started` has
    the Task of something long, `ended` comes when it is over.
    """

    changed = Signal(object)
    deleted = Signal(object)
    told = Signal(str)
    failed = Signal(object)
    started = Signal(object)
    ended = Signal()

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._studio, self._bridge, self._window = studio, bridge, parent

    def rename(self, take: Take, title: str) -> None:
        """Give a take another name."""
        self._change(lambda: self._studio.library.rename(take.id, title))

    def star(self, take: Take, starred: bool) -> None:
        """Star a take, or not."""
        self._change(lambda: self._studio.library.set_star(take.id, starred))

    def note(self, take: Take, note: str) -> None:
        """Keep a note with a take."""
        if note != take.note:
            self._change(lambda: self._studio.library.set_note(take.id, note))

    def say(self, take: Take, element: str, said: bool | None) -> None:
        """Keep the candidate's own word on an element."""
        self._change(lambda: self._studio.library.set_said(take.id, element, said))

    def delete(self, ids: tuple[str, ...]) -> None:
        """Put takes into the trash."""
        now = datetime.now(UTC)
        self._run(lambda: self._studio.library.delete(ids, now), lambda _: self.deleted.emit(ids))

    def hear_again(self, take: Take, model: str = "") -> None:
        """Transcribe a take again; what was heard before is kept."""
        task = Task(self._bridge, self)
        self.started.emit(task)

        def done(heard: Take) -> None:
            self.ended.emit()
            self.changed.emit(heard)
            self.told.emit(f"Transcribed with {heard.model}. The earlier judgement is kept.")

        self._run(lambda: self._studio.hear_again(take.id, task.report, model), done)

    def export(self, take: Take, form: Form, with_audio: bool) -> None:
        """Write a take to a file that the user chooses."""
        path = file_dialogs.save_as(self._window, "Export this take", export.file_name(take, form.value))
        if path is None:
            return
        rubric = self._studio.whole_rubric
        self._write(path, lambda: export.render(take, form, rubric, with_audio=with_audio))

    def remind(self, take: Take, commitment: Commitment) -> None:
        """Write a commitment to a calendar file that the user chooses."""
        path = file_dialogs.save_as(self._window, "Add to calendar", export.file_name(take, "ics"))
        if path is not None:
            now = datetime.now(UTC)
            hint = " Open it to add it to your calendar."
            self._write(path, lambda: export.reminder(take, commitment, now), hint)

    def _write(self, path: Path, make: Callable[[], str | bytes], hint: str = "") -> None:
        self._run(
            lambda: export.write(make(), path, overwrite=True), lambda _: self.told.emit(f"Saved as {path.name}.{hint}")
        )

    def _change(self, work: Callable[[], Take]) -> None:
        self._run(work, self.changed.emit)

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._bridge.run(work, then, self._fail)

    def _fail(self, problem: Problem) -> None:
        self.ended.emit()
        self.failed.emit(problem)
