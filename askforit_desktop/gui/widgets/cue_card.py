"""What the interviewer says to hand over the last word."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Caption, Lead


class CueCard(Card):
    """One cue at a time, another at will; goes round in the given order."""

    def __init__(self, cues: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cues = cues
        self._at = 0
        self._cue = Lead()
        another = Button("Another cue", "link")
        another.clicked.connect(self._next)
        self.box.addWidget(Caption("Your interviewer"))
        self.box.addWidget(self._cue)
        self.box.addWidget(another, alignment=Qt.AlignmentFlag.AlignLeft)
        self._show()

    @property
    def cue(self) -> str:
        """The cue on screen."""
        return self._cues[self._at]

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._cues)
        self._show()

    def _show(self) -> None:
        self._cue.setText(f"“{self.cue}”")
