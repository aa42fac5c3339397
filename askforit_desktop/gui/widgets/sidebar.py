"""The left column: the places to go, the model in one line, and the promise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.texts import Caption, Heading

_WIDTH = 196


class NavButton(QPushButton):
    """One place to go, with a word about it: how many things are there, or what goes on there."""

    def __init__(self, title: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._title = title
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setToolTip(keys)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 10, 0)
        self._remark = Caption(wrap=False)
        self._remark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addStretch(1)
        inside.addWidget(self._remark)

    def show_remark(self, remark: str) -> None:
        """Show a word besides the title; none where it is empty."""
        self._remark.setText(remark)
        self.setAccessibleName(f"{self._title}, {remark}" if remark else self._title)


class Sidebar(QFrame):
    """Emits `chosen` with a place's name; `places` are (name, title, shortcut), the last stands at the bottom."""

    chosen = Signal(str)

    def __init__(self, places: tuple[tuple[str, str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.size(_WIDTH))
        self.setAccessibleName("Places")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        down = QVBoxLayout(self)
        down.setContentsMargins(11, 22, 11, 18)
        down.setSpacing(2)
        name = Heading("Ask For It")
        name.setContentsMargins(11, 0, 0, 16)
        down.addWidget(name)
        for place in places[:-1]:
            down.addWidget(self._button(*place))
        down.addStretch(1)
        down.addWidget(self._button(*places[-1]))
        self._model = Caption()
        promise = Caption("Everything stays on this computer")
        for words in (self._model, promise):
            words.setContentsMargins(11, 3, 0, 0)
            down.addWidget(words)

    def select(self, name: str) -> None:
        """Mark a place as the one on screen; one that is not listed leaves none marked."""
        self._group.setExclusive(False)
        for place, button in self._buttons.items():
            button.setChecked(place == name)
        self._group.setExclusive(True)

    def show_count(self, name: str, count: int) -> None:
        """Show how many things are in a place, nothing for none."""
        self.show_remark(name, str(count) if count else "")

    def show_remark(self, name: str, remark: str) -> None:
        """Show a word besides a place's title; none where it is empty."""
        self._buttons[name].show_remark(remark)

    def show_model(self, line: str) -> None:
        """Say which model listens."""
        self._model.setText(line)

    def _button(self, name: str, title: str, keys: str) -> NavButton:
        button = NavButton(title, keys)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        return button
