"""All keys of the program, listed for the user (F1 or ?)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Column
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading, KeyHint

KEYS = (
    (
        "Anywhere",
        (
            ("Ctrl+1", "Rehearse"),
            ("Ctrl+2", "Takes"),
            ("Ctrl+3", "Progress"),
            ("Ctrl+4", "The close"),
            ("Ctrl+,", "Settings"),
            ("Ctrl+Z", "Undo, while that is offered"),
            ("F1 or ?", "This list"),
            ("Ctrl+Q", "Close the program"),
        ),
    ),
    ("Rehearse", (("Space", "Record, and stop"), ("Esc", "Discard the take, after asking"))),
    (
        "A take",
        (
            ("Space", "Play, and pause"),
            ("Left, Right", "Back and on, 3 seconds"),
            ("Enter", "Hear the word at the cursor"),
            ("F2", "Rename"),
        ),
    ),
    (
        "Takes",
        (
            ("Ctrl+F", "Search"),
            ("Enter", "Open the take"),
            ("Shift+Up, Shift+Down", "Select more of them"),
            ("Delete", "Delete, with undo"),
        ),
    ),
)


class ShortcutsDialog(QDialog):
    """The list; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        down, self._keys = QVBoxLayout(self), Column()
        down.setContentsMargins(26, 22, 26, 20)
        down.setSpacing(8)
        down.addWidget(Heading("Keys"))
        self._keys.box.setContentsMargins(0, 0, 12, 0)
        self._keys.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll it
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for place, keys in KEYS:
            grid.addWidget(Caption(place), grid.rowCount(), 0, 1, 2)
            for key, deed in keys:
                row = grid.rowCount()
                grid.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Body(deed, wrap=False), row, 1)
        self._keys.box.addLayout(grid)
        hint = "Tab moves on from control to control; Space or Enter presses the one that is framed."
        self._keys.box.addWidget(Caption(hint))
        down.addWidget(self._keys, 1)
        close = Button("Close")
        close.clicked.connect(self.close)
        down.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as the whole list needs, and no larger than the screen: in large text the list scrolls."""
        wanted = self.sizeHint() + self._keys.box.sizeHint() - self._keys.sizeHint()
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        super().showEvent(event)
