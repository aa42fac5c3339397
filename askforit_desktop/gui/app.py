"""Starts the program: the window at once, then on another thread all that takes long to load, then the pages."""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from askforit_desktop import settings
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.main_window import MainWindow
from askforit_desktop.gui.theme import Theme
from askforit_desktop.paths import Home

if TYPE_CHECKING:
    from askforit_desktop.gui.program import Program
    from askforit_desktop.studio import Studio


SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What tells Qt on Linux where its screen is."""


def run() -> int:
    """Open the window and stay until it is closed; the exit status."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in SCREENS):
        # Qt would end the process with a core dump.
        print("There is no screen here. Rehearse in the terminal: askforit record", file=sys.stderr)
        return 1
    app = QApplication(sys.argv)
    app.setApplicationName("Ask For It")
    app.setDesktopFileName("askforit")
    start = Start(app, Home.default())
    status = app.exec()
    start.close()
    return status


class Start(QObject):
    """From the first picture to the running program and its end; `ready` when `program` is there."""

    ready = Signal()

    def __init__(self, app: QApplication, home: Home) -> None:
        super().__init__()
        self._home = home
        self.program: Program | None = None
        self._look = Theme(app, settings.load(home.settings).theme)
        self.bridge = Bridge(self)
        self.window = MainWindow()
        self.window.painted.connect(self._load)
        self.window.show()

    def close(self) -> None:
        """End everything that runs."""
        self.window.hide()
        if self.program:
            self.program.close()
        self.bridge.close()
        if self.program:
            self.program.studio.close()  # work that was ending meanwhile may have started something anew

    def _load(self) -> None:
        self.bridge.run(self._open_studio, self._begin, self.window.show_problem)

    def _open_studio(self) -> "Studio":
        from askforit_desktop.gui import program
        from askforit_desktop.studio import Studio

        studio = Studio(self._home)
        program.prepare(studio)
        return studio

    def _begin(self, studio: "Studio") -> None:
        from askforit_desktop.gui.program import Program

        self.program = Program(studio, self.bridge, self.window, self._look)
        self.ready.emit()
