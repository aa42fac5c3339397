"""The commitments of a take: who does what and when, to be put into a calendar or copied."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from askforit_desktop.closing.finding import Commitment
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Caption, Heading
from askforit_desktop.gui.wording import dated


class PromiseCard(Card):
    """One commitment; a calendar needs a day, so the button is there only where one was named."""

    calendar_requested = Signal(object)
    copy_requested = Signal(object)

    def __init__(self, commitment: Commitment, quote: str, company: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, outlined=True)
        said = dated(commitment, company)
        self.setAccessibleName(said)
        self.box.addWidget(Heading(said, 3))
        self.box.addWidget(Caption(f"“{quote}”"))
        if commitment.date is None:
            self.box.addWidget(Caption("No single day was named."))
        across = QHBoxLayout()
        across.setSpacing(8)
        if commitment.date is not None:
            add = Button("Add to calendar…", "small", name=f"Add to calendar: {said}")
            add.clicked.connect(lambda: self.calendar_requested.emit(commitment))
            across.addWidget(add)
        copy = Button("Copy", "small", name=f"Copy: {said}")
        copy.clicked.connect(lambda: self.copy_requested.emit(commitment))
        across.addWidget(copy)
        across.addStretch(1)
        self.box.addLayout(across)


class Promises(QWidget):
    """All commitments of a take; emits `calendar_requested` and `copy_requested` with a Commitment."""

    calendar_requested = Signal(object)
    copy_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Commitments")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(8)
        self.cards: list[PromiseCard] = []

    def show_commitments(self, quoted: tuple[tuple[Commitment, str], ...], company: str = "") -> None:
        """Show commitments, each with the words that made it."""
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [PromiseCard(commitment, quote, company) for commitment, quote in quoted]
        for card in self.cards:
            card.calendar_requested.connect(self.calendar_requested)
            card.copy_requested.connect(self.copy_requested)
            self._down.addWidget(card)
        self.setVisible(bool(self.cards))
