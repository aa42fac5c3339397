"""The record button with what it does now on either side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from askforit_desktop.closing.wording import clock
from askforit_desktop.gui.widgets.record_button import RecordButton
from askforit_desktop.gui.widgets.texts import KeyHint, Muted


class RecordBar(QWidget):
    """`pressed` when the user wants to record or to stop; `show_...` says which it is."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = RecordButton()
        self.button.clicked.connect(self.pressed)
        self._now = Muted("Ready", wrap=False)
        self._now.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._key, self._what = KeyHint("Space"), Muted("to record", wrap=False)
        self._other_key, self._other = KeyHint("Esc"), Muted("to discard", wrap=False)
        keys = QGridLayout()
        keys.setSpacing(6)
        for index, word in enumerate((self._key, self._what, self._other_key, self._other)):
            keys.addWidget(word, 1 + index // 2, index % 2)
        for edge in (0, 3):
            keys.setRowStretch(edge, 1)
        keys.setColumnStretch(1, 1)
        across = QGridLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setHorizontalSpacing(10)
        across.addWidget(self._now, 0, 0)
        across.addWidget(self.button, 0, 1)
        across.addLayout(keys, 0, 2)
        across.setColumnStretch(0, 1)
        across.setColumnStretch(2, 1)
        self.show_ready()

    def show_ready(self) -> None:
        """Nothing is recorded."""
        self._show("Ready", "to record", recording=False)

    def show_preparing(self) -> None:
        """The microphone does not deliver yet."""
        self._show("Preparing…", "to cancel", recording=True)

    def show_recording(self) -> None:
        """A take is being recorded."""
        self._show("Recording", "to stop", recording=True, discard=True)

    def show_finishing(self) -> None:
        """The last words are being heard; nothing can be pressed."""
        self._show("Finishing…", "", recording=False, enabled=False)

    def show_level(self, level: float, seconds: float) -> None:
        """Follow the voice, and say how long the take is by now."""
        self.button.show_level(level)
        self._now.setText(clock(seconds))

    def _show(self, now: str, what: str, *, recording: bool, discard: bool = False, enabled: bool = True) -> None:
        self._now.setText(now)
        self._what.setText(what)
        self._key.setVisible(bool(what))
        self._other_key.setVisible(discard)
        self._other.setVisible(discard)
        self.button.show_recording(recording)
        self.button.setEnabled(enabled)
