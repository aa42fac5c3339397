"""A take: what was said, what was missed, and every moment of it to be heard."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from askforit_desktop.closing.finding import Commitment, Kind
from askforit_desktop.closing.take import Take
from askforit_desktop.gui import theme
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.playback import Playback
from askforit_desktop.gui.review_words import advice, facts, headline_of, job_of, stretches
from askforit_desktop.gui.standing import Standing, marks, remarks, standings
from askforit_desktop.gui.surroundings import Surroundings, look_around
from askforit_desktop.gui.take_deeds import TakeDeeds
from askforit_desktop.gui.transcribing import Transcribing
from askforit_desktop.gui.widgets.advice import Advice
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.frames import Card, Notice, Page
from askforit_desktop.gui.widgets.player_card import PlayerCard
from askforit_desktop.gui.widgets.take_head import TakeHead
from askforit_desktop.gui.widgets.take_panel import TakePanel
from askforit_desktop.gui.widgets.tiles import Tiles
from askforit_desktop.gui.widgets.transcript_view import TranscriptView
from askforit_desktop.gui.widgets.unheard import Unheard
from askforit_desktop.gui.wording import dated
from askforit_desktop.problems import NoSpeech, Problem
from askforit_desktop.studio import Studio

_BACK = 3.0  # seconds
_WRITING = 800  # milliseconds without a key after which the note is kept


class ReviewPage(Page):
    """Shows one take. Emits `takes_changed` when the library changed, `deleted` with the ids put into the trash."""

    rehearse_requested = Signal()
    practise_requested = Signal(str)
    compare_requested = Signal(str, str)
    takes_changed = Signal()
    deleted = Signal(object)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Take", parent)
        self._studio, self._bridge = studio, bridge
        self._take: Take | None = None
        self._first: int | None = None
        self._silent: set[str] = set()  # takes in which nothing was heard when it was tried
        self._writing = QTimer(self, singleShot=True, interval=_WRITING)
        # Work on other threads would hold up the painting of the page: it waits for one turn of the event loop.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._go_on)
        self._standings: tuple[Standing, ...] = ()
        self.playback, self.deeds = Playback(studio, bridge, self), TakeDeeds(studio, bridge, self)
        self.notice, self.transcribing, self.head = Notice(), Transcribing(studio, bridge), TakeHead()
        self.advice, self.player, self.words = Advice(), PlayerCard(), TranscriptView()
        self.tiles, self.taken = Tiles("Delivery"), TakePanel()
        self.unheard = Unheard()
        self._lay_out()
        self._connect_wishes()
        self._connect_deeds()

    # Showing

    @property
    def take(self) -> Take | None:
        """The take on screen."""
        return self._take

    def make_ready(self) -> None:
        """Make what each take is shown in, so that the first one is there as soon as the later ones."""
        rubric = self._studio.whole_rubric
        self.tiles.make(len(rubric.checks))
        self.taken.said.make_lines(len(rubric.elements))

    def show_take(self, take: Take | str) -> None:
        """Show a take, or look up the one of this id and show it."""
        self._keep_note()
        self.playback.unload()
        if isinstance(take, str):
            self._bridge.run(partial(self._studio.library.get, take), self.show_take, self.notice.show_problem)
            return
        self.notice.hide()
        self._first = None
        self.transcribing.show_take(take.id)
        self._show(take)
        self.taken.note.setPlainText(take.note)
        self.player.waveform.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.head.headline.text())
        self._painted.start()

    def show_problem(self, take: Take, problem: Problem) -> None:
        """Say what kept a take from being transcribed; where nothing was heard, the page itself says so."""
        if isinstance(problem, NoSpeech):
            self._silent.add(take.id)
        if self._take is None or self._take.id != take.id:
            sentence = f"“{take.title}” was not transcribed. {problem.sentence}"
            self.notice.show_problem(Problem(sentence, problem.hint))
        elif isinstance(problem, NoSpeech) and self._take.transcript is None:
            self._show_head(self._take)
            self._show_unheard(self._take)
            announce(self, self.head.headline.text())
        else:
            self.notice.show_problem(problem)

    def _go_on(self) -> None:
        """The take is on screen: get its sound, and what is around it."""
        if take := self._take:
            self.playback.load(take)
            self._bridge.run(partial(look_around, self._studio, take, _now()), partial(self._show_around, take))

    def _show(self, take: Take, opened: str = "") -> None:
        self._take = take
        rubric, assessment, transcript = self._studio.whole_rubric, take.assessment, take.transcript
        self._standings, job = (), job_of(take, self._studio.settings)
        if assessment and transcript:
            self._standings = standings(transcript, assessment, rubric, take.said)
            self.advice.show_advice(*advice(take, assessment, rubric, job))
            self.tiles.show_findings(assessment.of_kind(Kind.DELIVERY), rubric.checks)
            self.words.show_words(transcript, marks(self._standings), remarks(assessment))
        else:
            self.advice.hide()
        self._show_head(take)
        self._show_unheard(take)
        self.player.show_take(take.recording.duration, stretches(transcript, self._standings))
        self.tiles.setVisible(bool(self._standings))
        self.words.setVisible(bool(transcript and transcript.words))
        self.unheard.setVisible(self.words.isHidden())
        self.taken.show_take(take, self._standings, rubric, job, opened)

    def _show_head(self, take: Take) -> None:
        sentence = headline_of(take, silent=take.id in self._silent)
        self.head.show_take(take, sentence, facts(take, self._standings, _now(), self._first))

    def _show_unheard(self, take: Take) -> None:
        if take.transcript or take.id in self._silent:
            self.unheard.show_silent()
        else:
            self.unheard.show_untried()

    def _show_around(self, take: Take, found: Surroundings) -> None:
        if self._take is None or self._take.id != take.id:
            return
        self._first = found.first
        self.player.waveform.show_levels(found.levels)
        self.head.show_others(found.others)
        self.head.show_models(found.models)
        self._show_head(self._take)

    def _show_position(self, seconds: float) -> None:
        self.player.show_position(seconds)
        self.words.set_position(seconds)

    # What was done

    def _on_changed(self, take: Take) -> None:
        if self._take is None or self._take.id != take.id:
            return
        if take.judgements == self._take.judgements and take.said == self._take.said:
            self._take = take
            self._show_head(take)
        else:
            changed = next((name for name, word in take.said if (name, word) not in self._take.said), "")
            position, levels = self.playback.position, self.player.waveform.levels
            self._show(take, changed)
            self.player.waveform.show_levels(levels)
            self._show_position(position)
            self.player.show_playing(self.playback.is_playing)
        self.takes_changed.emit()

    def _on_judged(self, how: str, take: Take) -> None:
        self._on_changed(take)
        if self._take and self._take.id == take.id:
            self.notice.tell(f"{how} The earlier judgement is kept." if len(take.judgements) > 1 else how)

    def _transcribe(self) -> None:
        if self._take:
            self.player.waveform.setFocus(Qt.FocusReason.OtherFocusReason)  # the button is disabled meanwhile
            self.notice.hide()
            self.transcribing.transcribe(self._take)

    def _on_failed(self, problem: Problem) -> None:
        self.notice.show_problem(problem)
        if self._take:
            self._show_head(self._take)

    def _on_deleted(self, ids: tuple[str, ...]) -> None:
        self.playback.unload()
        self.takes_changed.emit()
        self.deleted.emit(ids)

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses, F2 renames; a control with the focus keeps its own keys."""
        if event.key() == Qt.Key.Key_Space:
            self.playback.toggle()
        elif event.key() == Qt.Key.Key_F2:
            self.head.title.setFocus()
            self.head.title.selectAll()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is heard of a take that is not on screen; what was noted is kept."""
        super().hideEvent(event)
        self.playback.pause()
        self._keep_note()

    def shut_down(self) -> None:
        """The program ends: be silent at once, and give up what is being transcribed."""
        self.playback.shut_down()
        self.transcribing.shut_down()

    def _keep_note(self) -> None:
        self._writing.stop()
        if self._take:
            self.deeds.note(self._take, self.taken.note.toPlainText())

    def _copy(self, commitment: Commitment) -> None:
        company = self._take.company if self._take else ""
        QGuiApplication.clipboard().setText(dated(commitment, company))
        self.notice.tell("Copied.")

    def _mine(self, deed: Callable[..., None]) -> Callable[..., None]:
        """A deed on the take that is on screen by then."""

        def act(*values: object) -> None:
            if self._take:
                deed(self._take, *values)

        return act

    # Putting it together

    def _lay_out(self) -> None:
        self.words.setMinimumHeight(theme.size(120))
        heard = Card()
        heard.box.addWidget(self.words, 1)
        heard.box.addWidget(self.unheard)
        for widget in (self.head, self.notice, self.transcribing, self.advice, self.player):
            self.column.box.addWidget(widget)
        self.column.box.addWidget(heard, 1)
        self.column.box.addWidget(self.tiles)
        self.panel.box.addWidget(self.taken)

    def _connect_wishes(self) -> None:
        head, player, taken = self.head, self.player, self.taken
        head.rehearse_requested.connect(self.rehearse_requested)
        head.compare_requested.connect(self._mine(lambda take, other: self.compare_requested.emit(take.id, other)))
        self.advice.practise_requested.connect(self.practise_requested)
        taken.practise_requested.connect(self.practise_requested)
        player.toggle_requested.connect(self.playback.toggle)
        player.back_requested.connect(lambda: self.playback.step(-_BACK))
        player.seek_requested.connect(self.playback.seek)
        self.words.seek_requested.connect(self.playback.play_from)
        taken.hear_requested.connect(self.playback.play_from)
        self.playback.moved.connect(self._show_position)
        self.playback.changed.connect(player.show_playing)
        self.playback.failed.connect(self.notice.show_problem)
        taken.copy_requested.connect(self._copy)
        taken.note.textChanged.connect(self._writing.start)
        self._writing.timeout.connect(self._keep_note)

    def _connect_deeds(self) -> None:
        head, deeds, mine = self.head, self.deeds, self._mine
        head.renamed.connect(mine(deeds.rename))
        head.starred.connect(mine(deeds.star))
        head.export_requested.connect(mine(deeds.export))
        head.hear_again_requested.connect(mine(self.transcribing.transcribe))
        head.judge_again_requested.connect(mine(deeds.judge_again))
        head.delete_requested.connect(mine(lambda take: deeds.delete((take.id,))))
        self.unheard.transcribe.clicked.connect(self._transcribe)
        self.taken.said_changed.connect(mine(deeds.say))
        self.taken.calendar_requested.connect(mine(deeds.remind))
        deeds.changed.connect(self._on_changed)
        deeds.deleted.connect(self._on_deleted)
        deeds.told.connect(self.notice.tell)
        deeds.failed.connect(self._on_failed)
        deeds.judged.connect(partial(self._on_judged, "Judged by today's rubric."))
        self.transcribing.heard.connect(lambda take: self._on_judged(f"Transcribed with {take.model}.", take))
        self.transcribing.failed.connect(self.show_problem)
        self.transcribing.busy.connect(self.unheard.transcribe.setDisabled)


def _now() -> datetime:
    return datetime.now(UTC)
