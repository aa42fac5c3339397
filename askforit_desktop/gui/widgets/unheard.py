"""What stands in the place of a take's words where there are none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.texts import Muted


class Unheard(QWidget):
    """Says what can be done, with a button to transcribe the take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self.transcribe = Muted(), Button("")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(10)
        down.addWidget(self._words)
        down.addWidget(self.transcribe, alignment=Qt.AlignmentFlag.AlignLeft)
        down.addStretch(1)

    def show_untried(self) -> None:
        """There is only the recording."""
        self._show("The recording is safe. There is no transcript of it yet.", "Transcribe it now", "primary")

    def show_silent(self) -> None:
        """It was tried, and nothing was heard: to rehearse again helps more often than to try again."""
        why = "If it is silent, the microphone may be muted; if it is faint, it may be too far away."
        self._show(f"Play it. {why} Then rehearse again.", "Try to transcribe it again", "plain")

    def _show(self, words: str, button: str, kind: str) -> None:
        self._words.setText(words)
        self.transcribe.setText(button)
        self.transcribe.setAccessibleName(button)
        self.transcribe.setProperty("kind", kind)
        self.transcribe.style().unpolish(self.transcribe)
        self.transcribe.style().polish(self.transcribe)
