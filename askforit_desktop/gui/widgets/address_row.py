"""A line for an address on the web, with a button that goes there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from askforit_desktop.gui.widgets.buttons import Button


class AddressRow(QWidget):
    """`given` has the address that was typed; an empty one is not given."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self._line.setPlaceholderText("https://… of a Vosk model's zip file")
        self._line.setAccessibleName("Address of a model's zip file")
        self.fetch = Button("Download", "small", name="Download the model from this address")
        self.fetch.clicked.connect(self._give)
        self._line.returnPressed.connect(self._give)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(self._line, 1)
        across.addWidget(self.fetch)

    def ask(self) -> None:
        """Show the line and wait for an address in it."""
        self.show()
        self._line.setFocus()

    def _give(self) -> None:
        address = self._line.text().strip()
        if address:
            self.given.emit(address)
