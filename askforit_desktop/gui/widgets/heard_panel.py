"""The right column of the Rehearse page: the list that ticks, or in real mode its absence."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.gui.widgets.checklist import Checklist
from askforit_desktop.gui.widgets.texts import Body, Heading, Pill

# Recognition that is this many seconds behind is worth a sign: below it, words still seem to follow the voice.
_LAG_SHOWN = 3.0


class HeardPanel(QWidget):
    """`real_chosen` when the user turns real mode on or off: the list is hidden while a take is recorded."""

    real_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recording = False
        self.checklist, self._hidden = Checklist(), QWidget()
        self._real, self._lag = QCheckBox("Hide the list while I speak"), Pill(warn=True)
        self._real.setToolTip("As in a real interview: the list comes back when you stop.")
        self._real.toggled.connect(self._choose)
        instead = QVBoxLayout(self._hidden)
        instead.setContentsMargins(0, 0, 0, 0)
        instead.addWidget(Heading("Real mode"))
        instead.addWidget(Body("Nothing is ticked while you speak, as in a real interview. All of it comes after."))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        for widget in (self.checklist, self._hidden, self._lag):
            down.addWidget(widget)
        down.addSpacing(8)
        down.addWidget(self._real)
        self.show_idle()

    @property
    def real(self) -> bool:
        """Whether the list is hidden while a take is recorded."""
        return self._real.isChecked()

    def show_rubric(self, rubric: Rubric) -> None:
        """List the elements to be heard."""
        self.checklist.show_rubric(rubric)

    def show_real(self, real: bool) -> None:
        """Show what was chosen earlier."""
        self._real.setChecked(real)

    def show_idle(self) -> None:
        """No take is made: the list is there to be read."""
        self._recording = False
        self._lag.hide()
        self.checklist.clear()
        self._show_list()

    def show_start(self) -> None:
        """A take begins."""
        self._recording = True
        self.checklist.clear()
        self._show_list()

    def show_findings(self, transcript: Transcript, assessment: Assessment) -> None:
        """Tick what was heard so far."""
        self.checklist.show_findings(transcript, assessment)

    def show_lag(self, seconds: float) -> None:
        """Say how far the words are behind the voice, where that can be noticed."""
        self._lag.setText(f"Words are {seconds:.0f} s behind; nothing is lost")
        self._lag.setVisible(seconds >= _LAG_SHOWN)

    def _choose(self, real: bool) -> None:
        self.real_chosen.emit(real)
        self._show_list()

    def _show_list(self) -> None:
        hidden = self._recording and self.real
        self.checklist.setVisible(not hidden)
        self._hidden.setVisible(hidden)
