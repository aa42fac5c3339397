"""Carries out what is wished on the settings page."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from askforit_desktop import paths
from askforit_desktop.audio import devices
from askforit_desktop.audio.player import Event, PlaybackFailed, Player
from askforit_desktop.gui.bridge import Lane
from askforit_desktop.gui.models_panel import ModelsPanel
from askforit_desktop.gui.settings_page import SettingsPage

if TYPE_CHECKING:
    from askforit_desktop.gui.program import Program

# The shortest of the recordings that come with the program.
_TEST_SOUND = "05_ked_short.wav"


class SettingsDesk(QObject):
    """Lives as long as its page."""

    def __init__(self, program: "Program", models: ModelsPanel) -> None:
        self.page = SettingsPage(models)
        super().__init__(self.page)
        self._studio, self._bridge, self._program = program.studio, program.bridge, program
        self._player: Player | None = None
        page = self.page
        page.changed.connect(self._change)
        page.sound_test_requested.connect(self._test_sound)
        page.folder_open_requested.connect(self._open_folder)
        page.folder_move_requested.connect(self._move)
        page.delete_everything_requested.connect(self._delete_everything)
        page.refreshed.connect(self._refresh)
        program.ending.connect(self._shut_down)
        program.booth.level_heard.connect(page.meter.show_level)

    def _refresh(self) -> None:
        page = self.page
        page.show_settings(self._studio.settings, self._studio.rubric.limits)
        page.show_folder(self._studio.library.folder)
        self._bridge.run(_device_names, lambda names: page.show_devices(*names), page.notice.show_problem)

    def _change(self, fields: dict[str, Any]) -> None:
        self._program.change(**fields)
        if "microphone" in fields:
            self._program.booth.watch(self._studio.settings.microphone)
        self.page.show_settings(self._studio.settings, self._studio.rubric.limits)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._studio.library.folder)))

    def _move(self, place: str) -> None:
        self.page.notice.tell("Moving your takes…")
        move = partial(self._studio.move_takes, Path(place))
        self._bridge.run(move, self._tell_moved, self.page.notice.show_problem, Lane.LONG)

    def _tell_moved(self, _: None) -> None:
        self.page.show_folder(self._studio.library.folder)
        self.page.notice.tell("Your takes are in their new folder.")

    def _delete_everything(self) -> None:
        begin_anew, tell = self._program.begin_anew, self.page.notice.show_problem
        self._bridge.run(self._studio.delete_everything, lambda _: begin_anew(), tell, Lane.LONG)

    def _test_sound(self) -> None:
        speaker = self._studio.settings.speaker
        self._bridge.run(partial(self._play, speaker), lambda _: None, self.page.notice.show_problem)

    def _play(self, speaker: str) -> None:
        if self._player:
            self._player.close()
        self._player = Player(paths.resources() / "samples" / _TEST_SOUND, self._tell_failure, speaker)
        self._player.play()

    def _tell_failure(self, event: Event) -> None:
        if isinstance(event, PlaybackFailed):
            self._bridge.post(lambda: self.page.notice.show_problem(event.problem))

    def _shut_down(self) -> None:
        if self._player:
            self._player.close()


def _device_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(d.name for d in devices.microphones()), tuple(d.name for d in devices.speakers())
