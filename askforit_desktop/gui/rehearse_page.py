"""Rehearse: the interviewer's cue, the record button, and what is heard while one speaks."""

import tomllib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from askforit_desktop import paths
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.cue_card import CueCard
from askforit_desktop.gui.widgets.frames import MARGIN, Notice, Page
from askforit_desktop.gui.widgets.heard_panel import HeardPanel
from askforit_desktop.gui.widgets.live_card import LiveCard
from askforit_desktop.gui.widgets.record_bar import RecordBar
from askforit_desktop.gui.widgets.setup_row import Setup, SetupRow
from askforit_desktop.gui.widgets.texts import Caption, Heading
from askforit_desktop.rehearsal import (
    AssessmentChanged,
    Event,
    Failed,
    LagChanged,
    LevelHeard,
    PartialHeard,
    State,
    StateChanged,
    TakeDiscarded,
    Warned,
    WordsHeard,
)
from askforit_desktop.settings import Settings

# A page lower than this, in pixels, has no room for the picture of the sound.
_ROOMY = 700


class RehearsePage(Page):
    """Emits wishes; `hear` is told what the core reports."""

    record_requested = Signal(object)
    stop_requested = Signal()
    discard_requested = Signal()
    undo_requested = Signal(str)
    setup_changed = Signal(object)
    checklist_wanted = Signal(bool)
    model_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Rehearse", parent)
        self._state = State.IDLE
        self._rubric: Rubric | None = None
        self._discarded = ""
        self.notice, self._warning, self._question, self._undo = Notice(), Notice(), Notice(), Notice()
        self.cue, self._live = CueCard(_cues()), LiveCard()
        self.bar, self._setup = RecordBar(), SetupRow()
        self.heard, self._model_line = HeardPanel(), _ModelLine()
        self.panel.box.addWidget(self.heard)
        self._fill_column()
        self._connect()

    def show_rubric(self, rubric: Rubric) -> None:
        """List the elements to be heard; ticks stay where the list is the same."""
        if rubric != self._rubric:
            self._rubric = rubric
            self.heard.show_rubric(rubric)

    def show_settings(self, settings: Settings) -> None:
        """Fill in what was chosen earlier."""
        self._setup.show_setup(Setup(settings.microphone, settings.role, settings.company))
        self.heard.show_real(not settings.show_checklist)

    def show_demo_only(self, demo: bool) -> None:
        """Say whether only the demo model is here."""
        self._model_line.setVisible(demo)

    def show_microphones(self, names: tuple[str, ...]) -> None:
        """List the microphones that are here."""
        self._setup.show_microphones(names)

    def take_focus(self) -> None:
        """Make Space record; while the button can not be pressed the page waits for it with the focus."""
        waiting = self.bar.button if self.bar.button.isEnabled() else self
        waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line: str) -> None:
        """Keep a line to try in sight."""
        self.cue.show_line(line)

    def show_level(self, level: float) -> None:
        """Show what the microphone hears before recording, a peak of 0 to 1."""
        self._setup.meter.show_level(level)

    @property
    def setup(self) -> Setup:
        """The microphone, role and company that are chosen."""
        return self._setup.setup

    @property
    def state(self) -> State:
        """What the core last said it does."""
        return self._state

    def toggle(self) -> None:
        """Record, or stop."""
        self._question.hide()
        if self._state is State.IDLE:
            self.record_requested.emit(self.setup)
        elif self._state is State.PREPARING:
            self.discard_requested.emit()
        elif self._state is State.RECORDING:
            self.stop_requested.emit()

    def hear(self, event: Event) -> None:
        """Show what the core reports."""
        handler = self._handlers.get(type(event))
        if handler:
            handler(event)

    # What the core reports

    def _on_state(self, event: StateChanged) -> None:
        before, self._state = self._state, event.state
        show = {
            State.IDLE: self._show_idle,
            State.PREPARING: self._show_preparing,
            State.RECORDING: self._show_recording,
            State.FINISHING: self._show_finishing,
        }
        if before is not event.state:
            show[event.state]()

    def _show_idle(self) -> None:
        self.bar.show_ready()
        self._live.show_idle()
        self.heard.show_idle()
        self._setup.show()
        self._question.hide()
        self._warning.hide()
        if self.window().focusWidget() is self:
            self.take_focus()

    def _show_preparing(self) -> None:
        self.notice.hide()
        self._undo.hide()
        self.bar.show_preparing()
        self._setup.hide()
        self.heard.show_start()
        if self._rubric:
            self._live.show_start(self._rubric.limits)
        self.take_focus()
        announce(self, "Preparing the microphone")

    def _show_recording(self) -> None:
        self.bar.show_recording()
        announce(self, "Recording. Speak now.")

    def _show_finishing(self) -> None:
        if self.window().focusWidget() is self.bar.button:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # or Qt hands it on to the sidebar
        self.bar.show_finishing()
        self._question.hide()
        announce(self, "Recording stopped. Finishing.")

    def _on_level(self, event: LevelHeard) -> None:
        if self._state is State.RECORDING:
            self._live.show_level(event.level, event.seconds)
            self.bar.show_level(event.level, event.seconds)

    def _on_partial(self, event: PartialHeard) -> None:
        self._warning.hide()  # words are heard, so what was warned of is over
        self._live.show_partial(event.words)

    def _on_words(self, event: WordsHeard) -> None:
        self._warning.hide()
        self._live.show_words(event.words)

    def _on_assessment(self, event: AssessmentChanged) -> None:
        if self._rubric and not self.heard.real:
            self._live.show_assessment(event.transcript, event.assessment, self._rubric)
            self.heard.show_findings(event.transcript, event.assessment)

    def _on_lag(self, event: LagChanged) -> None:
        self.heard.show_lag(event.seconds)

    def _on_discarded(self, event: TakeDiscarded) -> None:
        self._discarded = event.take.id
        self._undo.tell("The take was discarded.", "Undo")

    def _on_warned(self, event: Warned) -> None:
        self._warning.show_problem(event.problem)

    def _on_failed(self, event: Failed) -> None:
        self.notice.show_problem(event.problem)

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space records and stops, Escape asks whether to discard; a control with the focus keeps its own keys."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() == Qt.Key.Key_Escape:
            self._ask_to_discard()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._live.set_roomy(event.size().height() >= theme.size(_ROOMY))

    def _ask_to_discard(self) -> None:
        if not self._question.isHidden():
            self._question.hide()
            self.take_focus()
        elif self._state is State.PREPARING:
            self.discard_requested.emit()
        elif self._state is State.RECORDING:
            self._question.ask("Discard this take? It is still being recorded.", "Discard")
            self.take_focus()  # Space goes on to stop and save, as the bar says

    def _discard(self) -> None:
        self.discard_requested.emit()
        self.take_focus()

    # Putting it together

    def _fill_column(self) -> None:
        box = self.column.box
        notices = (self._question, self._undo, self._warning, self.notice)
        for widget in (Heading("Rehearse your close", 1), self._model_line, *notices):
            box.addWidget(widget)
        box.addWidget(self.cue)
        box.addWidget(self._live, 1)
        self.foot.setContentsMargins(MARGIN, 0, MARGIN, 18)
        self.foot.setSpacing(10)
        self.foot.addWidget(self.bar)
        self.foot.addWidget(self._setup)

    def _connect(self) -> None:
        self.bar.pressed.connect(self.toggle)
        self._question.acted.connect(self._discard)
        self._undo.acted.connect(lambda: self.undo_requested.emit(self._discarded))
        self.heard.real_chosen.connect(lambda real: self.checklist_wanted.emit(not real))
        self._setup.changed.connect(lambda: self.setup_changed.emit(self.setup))
        self._setup.entered.connect(self.take_focus)
        self._model_line.pressed.connect(self.model_requested)
        self._handlers: dict[type, Callable[[Any], None]] = {
            StateChanged: self._on_state,
            LevelHeard: self._on_level,
            PartialHeard: self._on_partial,
            WordsHeard: self._on_words,
            AssessmentChanged: self._on_assessment,
            LagChanged: self._on_lag,
            Warned: self._on_warned,
            Failed: self._on_failed,
            TakeDiscarded: self._on_discarded,
        }


class _ModelLine(QWidget):
    """One line, with the way out, while only the demo model is here."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Caption("Only the demo model is here: it hears synthetic voices, hardly people."), 1)
        get = Button("Get a model for real voices", "small")
        get.clicked.connect(self.pressed)
        across.addWidget(get)
        self.hide()


def _cues() -> tuple[str, ...]:
    text = (paths.resources() / "cues.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["cues"])
