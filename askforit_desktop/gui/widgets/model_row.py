"""One speech model: what it is good for, how large it is, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.texts import Body, Caption, Pill


class ModelRow(QWidget):
    """`deeds` are (name, label) of its buttons, a label without a name is a sign; `acted` has the name pressed."""

    acted = Signal(str)

    def __init__(
        self, title: str, advice: str, figures: str, deeds: tuple[tuple[str, str], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title}. {advice} {figures}")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Body(title))
        for text in (advice, figures):
            if text:
                words.addWidget(Caption(text))
        across.addLayout(words, 1)
        self.buttons = {deed: self._button(title, deed, label) for deed, label in deeds if deed}
        for deed, label in deeds:
            across.addWidget(self.buttons[deed] if deed else Pill(label))

    def allow(self, deed: str, allowed: bool) -> None:
        """Let a deed be done for now, or not; one that the row does not have is passed over."""
        if deed in self.buttons:
            self.buttons[deed].setEnabled(allowed)

    def _button(self, title: str, deed: str, label: str) -> Button:
        button = Button(label, "small", name=f"{label}: {title}")
        button.clicked.connect(lambda: self.acted.emit(deed))
        return button
