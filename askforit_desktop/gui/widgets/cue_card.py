"""What the interviewer says to hand over the last word."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from askforit_desktop.gui.widgets.buttons import Button, IconButton
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body, Caption, Lead


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
        self._try = QWidget()
        across = QHBoxLayout(self._try)
        across.setContentsMargins(0, 6, 0, 0)
        self._line = Body()
        done = IconButton("close", "Take this line away")
        done.clicked.connect(self._try.hide)
        across.addWidget(self._line, 1)
        across.addWidget(done)
        self.box.addWidget(self._try)
        self._try.hide()
        self.show_cue(cues[0])

    def show_cue(self, cue: str) -> None:
        """Show a cue of someone else's choice."""
        self._cue.setText(f"“{cue}”")

    def show_line(self, line: str) -> None:
        """Show a line to try, below the cue."""
        self._line.setText(f"Try to say: “{line}”")
        self._try.show()

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._cues)
        self.show_cue(self._cues[self._at])
