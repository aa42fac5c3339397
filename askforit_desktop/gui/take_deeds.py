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
from askforit_desktop.studio import Studio

T = TypeVar("T")


class TakeDeeds(QObject):
    """Works on the library and the disk.

    `changed` and `judged` have the take as it is now, `told` one sentence about what was done, `failed` the Problem.
    """

    changed = Signal(object)
    judged = Signal(object)
    deleted = Signal(object)
    restored = Signal(object)
    told = Signal(str)
    failed = Signal(object)

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

    def judge_again(self, take: Take) -> None:
        """Judge what was heard in a take by the rubric as it is now; the judgement before is kept."""
        self._run(lambda: self._studio.judge_again(take.id), self.judged.emit)

    def restore(self, ids: tuple[str, ...]) -> None:
        """Take takes out of the trash."""
        self._run(lambda: self._studio.library.restore(ids), lambda _: self.restored.emit(ids))

    def empty_trash(self) -> None:
        """Remove what is in the trash for good."""
        self._run(self._studio.library.empty_trash, lambda _: self.restored.emit(()))

    def export_all(self, ids: tuple[str, ...], form: Form, with_audio: bool) -> None:
        """Write takes into a folder that the user chooses, each to a file of its own."""
        folder = file_dialogs.folder(self._window, "Export takes into a folder")
        if folder is None:
            return
        library, rubric = self._studio.library, self._studio.whole_rubric

        def work() -> None:
            for take in map(library.get, ids):
                text = export.render(take, form, rubric, with_audio=with_audio)
                export.write(text, _free(folder / export.file_name(take, form.value)))

        many = f"{len(ids)} takes were" if len(ids) != 1 else "One take was"
        self._run(work, lambda _: self.told.emit(f"{many} saved in {folder.name}."))

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
        self._bridge.run(work, then, self.failed.emit)


def _free(path: Path) -> Path:
    """The path itself, or the first with a number that no file has yet."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return free
