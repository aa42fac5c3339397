"""What stands in place of takes before there are any."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body, Heading, Muted


class NoTakes(Card):
    """Invites the first take, or the sample."""

    rehearse_requested = Signal()
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        record, sample = Button("Make your first take", "primary"), Button("Try the sample")
        record.clicked.connect(self.rehearse_requested)
        sample.clicked.connect(self.sample_requested)
        self.setFocusProxy(record)
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(record)
        across.addWidget(sample)
        across.addStretch(1)
        self.box.setContentsMargins(24, 22, 24, 22)
        self.box.setSpacing(10)
        self.box.addWidget(Heading("No takes yet"))
        self.box.addWidget(Body("Say your close out loud once. You will see what you said, and what you left unsaid."))
        self.box.addWidget(Muted("You can also drop recordings onto this page. Everything stays on this computer."))
        self.box.addLayout(across)
