"""Hear a take: its picture, play and pause, three seconds back, and the time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from askforit_desktop.closing.wording import clock
from askforit_desktop.gui.standing import Stretch
from askforit_desktop.gui.widgets.buttons import IconButton
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Caption
from askforit_desktop.gui.widgets.waveform import Waveform


class PlayerCard(Card):
    """Emits wishes: `toggle_requested`, `back_requested`, `seek_requested` (seconds)."""

    toggle_requested = Signal()
    back_requested = Signal()
    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waveform = Waveform()
        self.waveform.seek_requested.connect(self.seek_requested)
        self.play, self.back = IconButton("play", "Play"), IconButton("back", "Back three seconds")
        self.play.clicked.connect(self.toggle_requested)
        self.back.clicked.connect(self.back_requested)
        self._time = Caption("", wrap=False)
        self._duration = 0.0
        across = QHBoxLayout()
        across.setSpacing(8)
        for widget in (self.play, self.back, self._time):
            across.addWidget(widget)
        across.addStretch(1)
        self.box.addWidget(self.waveform)
        self.box.addSpacing(4)
        self.box.addLayout(across)

    def show_take(self, duration: float, stretches: tuple[Stretch, ...]) -> None:
        """Start anew with a take of so many seconds."""
        self._duration = duration
        self.waveform.show_take(duration, stretches)
        self.show_playing(False)
        self.show_position(0.0)

    def show_position(self, seconds: float) -> None:
        """Show where it is."""
        self.waveform.set_position(seconds)
        self._time.setText(f"{clock(seconds)} / {clock(self._duration)}")

    def show_playing(self, playing: bool) -> None:
        """Show what the button would do."""
        self.play.show_icon(*(("pause", "Pause") if playing else ("play", "Play")))
