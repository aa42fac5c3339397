"""First start: two calm steps, each of which can be skipped, or the sample at once."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.form import Section
from askforit_desktop.gui.widgets.frames import Card, Notice, Page
from askforit_desktop.gui.widgets.level_meter import LevelMeter, height
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading, Muted

if TYPE_CHECKING:
    from askforit_desktop.gui.models_panel import ModelsPanel

_WIDEST = 820
# A meter that fills this far hears a voice, not the room.
_VOICE = 0.45
_HEARD, _WAITING = "The microphone hears you.", "Say a few words: the bar should move."


class WelcomePage(Page):
    """`microphone_chosen` in the first step, `done` at the end; `sample_requested` at any time."""

    microphone_chosen = Signal(str)
    sample_requested = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Welcome", parent, panel=False)
        self.notice = Notice()
        self._microphone, self._meter, self._heard = QComboBox(), LevelMeter(), Body(_WAITING)
        self._models = QVBoxLayout()
        self._panel: ModelsPanel | None = None
        self._finish, self._try = Button("Start rehearsing", "primary"), Button("Try the sample")
        self._skip = Button("Skip", name="Skip the choice of a model")
        self._steps = (self._first(), self._second())
        self._steps[1].hide()
        box = self.column.box
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.limit(_WIDEST)
        box.addWidget(Heading("Practise the last minute of the interview", 1))
        box.addWidget(Muted(_PROMISE))
        box.addWidget(self.notice)
        for step in self._steps:
            box.addWidget(step)
        box.addWidget(self._sample())

    def refresh(self) -> None:
        """Begin at the first step."""
        self._heard.setText(_WAITING)
        self._steps[1].hide()
        self._steps[0].show()

    def show_microphones(self, names: tuple[str, ...]) -> None:
        """List the microphones that are here."""
        self._microphone.clear()
        self._microphone.addItem("System default", "")
        for name in names:
            self._microphone.addItem(name, name)

    def show_level(self, level: float) -> None:
        """Show what the microphone hears, and say so when it is a voice."""
        self._meter.show_level(level)
        if height(level) > _VOICE and self._heard.text() != _HEARD:
            self._heard.setText(_HEARD)
            announce(self, _HEARD)

    def show_models(self, panel: "ModelsPanel") -> None:
        """Put the list of models into the second step, for Tab too."""
        self._panel = panel
        self._models.addWidget(panel)
        for before, after in pairwise((panel.address.fetch, self._finish, self._skip, self._try)):
            QWidget.setTabOrder(before, after)

    def _first(self) -> QWidget:
        step = Section("1 of 2 · Your microphone", "Nothing is recorded yet.")
        self._microphone.addItem("System default", "")
        self._microphone.activated.connect(self._choose)
        step.add_row("Microphone", self._microphone, self._meter)
        step.box.addWidget(self._heard)
        go_on, skip = Button("Go on", "primary"), Button("Skip", name="Skip the microphone test")
        go_on.clicked.connect(self._go_on)
        skip.clicked.connect(self._go_on)
        step.add_line(go_on, skip)
        return step

    def _second(self) -> QWidget:
        step = QWidget()
        down = QVBoxLayout(step)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(Heading("2 of 2 · What turns your voice into words", 3))
        down.addWidget(Caption(_MODELS))
        down.addLayout(self._models)
        buttons = QHBoxLayout()
        for button in (self._finish, self._skip):
            button.clicked.connect(self.done)
            buttons.addWidget(button)
        buttons.addStretch(1)
        down.addLayout(buttons)
        return step

    def _sample(self) -> Card:
        card = Card()
        card.box.addWidget(Heading("Only want to look?", 3))
        card.box.addWidget(Caption("See what comes of a recording, with a sample that is already here."))
        self._try.clicked.connect(self.sample_requested)
        card.box.addWidget(self._try, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _choose(self) -> None:
        self._heard.setText(_WAITING)
        self.microphone_chosen.emit(self._microphone.currentData())

    def _go_on(self) -> None:
        self._steps[1].show()
        wanted = self._panel.wanted if self._panel else None
        (wanted or self._finish).setFocus(Qt.FocusReason.OtherFocusReason)
        self._steps[0].hide()


_PROMISE = (
    "You speak your close out loud; the program writes it down, ticks off what you said, and shows what you left out. "
    "Everything stays on this computer."
)
_MODELS = (
    "The demo model that is here knows synthetic voices only. For your own voice get one of these; it downloads while "
    "you look around."
)
