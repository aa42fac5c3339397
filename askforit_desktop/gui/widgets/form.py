"""Cards of labelled controls, as on the settings page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading

_LABEL = 118


class Section(Card):
    """A card with a title, and under it rows of a label and its controls."""

    def __init__(self, title: str, explanation: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.box.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Heading(title, 3))
        if explanation:
            head.addWidget(Caption(explanation))
        self.box.addLayout(head)

    def add_row(self, label: str, *controls: QWidget) -> None:
        """Add controls behind a label; the first takes the room there is."""
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(label_of(label))
        for index, control in enumerate(controls):
            across.addWidget(control, 1 if index == 0 else 0)
            if not control.accessibleName():
                control.setAccessibleName(label)
        self.box.addLayout(across)

    def add_line(self, *controls: QWidget) -> None:
        """Add controls in a row without a label, from the left."""
        across = QHBoxLayout()
        across.setSpacing(10)
        for control in controls:
            across.addWidget(control)
        across.addStretch(1)
        self.box.addLayout(across)


def label_of(text: str) -> Body:
    """The words before a row's controls, as wide as those of the other rows."""
    words = Body(text)
    words.setFixedWidth(theme.size(_LABEL))
    words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return words
