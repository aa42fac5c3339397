"""Work that takes a while: what is being done, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body

_STEPS = 1000


class Working(Card):
    """Hidden until something is done; emits `cancelled`."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._bar = Body(), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._cancel = Button("Cancel", "small")
        self._cancel.clicked.connect(self.cancelled)
        across, down = QHBoxLayout(), QVBoxLayout()
        down.addWidget(self._words)
        down.addWidget(self._bar)
        across.setSpacing(14)
        across.addLayout(down, 1)
        across.addWidget(self._cancel)
        self.box.addLayout(across)
        self.hide()

    @property
    def text(self) -> str:
        """What is being done."""
        return self._words.text()

    def show_work(self, words: str) -> None:
        """Say what is being done."""
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleDescription(words)
        self._cancel.setEnabled(True)
        self.show()
        announce(self, words)

    def show_progress(self, done: float, whole: float | None, words: str = "") -> None:
        """Show how much is done of how much (None where that is not known), and in what words, if others."""
        if words:
            self._words.setText(words)
        if whole:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(_STEPS * min(1.0, done / whole)))

    def show_stopping(self) -> None:
        """Say that the wish to stop was heard."""
        self._words.setText("Stopping…")
        self._cancel.setEnabled(False)
