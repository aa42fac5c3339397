"""The take that is being recorded: its words, its length and its sound."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.rubric import Limits, Rubric
from askforit_desktop.closing.transcript import Transcript, Word
from askforit_desktop.gui import theme
from askforit_desktop.gui.standing import Mark, marks, standings
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.level_meter import LevelStrip
from askforit_desktop.gui.widgets.texts import Lead
from askforit_desktop.gui.widgets.time_bar import TimeBar
from askforit_desktop.gui.widgets.transcript_view import TranscriptView

_INVITATION = "Press the button and close the interview in your own words. Your words appear here as you speak."


class LiveCard(Card):
    """Shows what the core tells while a take is made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roomy = True
        self._settled: tuple[Word, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._partial: tuple[Word, ...] = ()
        self._words, self._time, self._strip = _Words(), TimeBar(), LevelStrip()
        self._words.setAccessibleName("Words as they are heard")
        self._invitation = Lead(_INVITATION)
        self._invitation.setProperty("muted", True)
        self._invitation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(self._invitation, 1)
        self.box.addWidget(self._words, 1)
        self.box.addWidget(self._time)
        self.box.addWidget(self._strip)
        self.show_idle()

    def show_idle(self) -> None:
        """Put the invitation in place of the words."""
        self._forget()
        for widget in (self._words, self._time, self._strip):
            widget.hide()
        self._invitation.show()

    def show_start(self, limits: Limits) -> None:
        """Be ready for a new take."""
        self._forget()
        self._time.aim(limits.length_min, limits.length_max)
        self._time.show_seconds(0)
        self._strip.clear()
        self._invitation.hide()
        self._words.show()
        self._time.show()
        self._strip.setVisible(self._roomy)

    def set_roomy(self, roomy: bool) -> None:
        """Whether there is room for the picture of the sound besides the words and the time."""
        self._roomy = roomy
        self._strip.setVisible(roomy and not self._time.isHidden())

    def show_level(self, level: float, seconds: float) -> None:
        """Show how loud it is and how long the take is by now."""
        self._time.show_seconds(seconds)
        self._strip.add_level(level)

    def show_partial(self, words: tuple[Word, ...]) -> None:
        """Show words that the recogniser may still change, in place of the last such."""
        self._partial = words
        self._show_words()

    def show_words(self, words: tuple[Word, ...]) -> None:
        """Add words that are settled."""
        self._settled += words
        self._partial = ()
        self._show_words()

    def show_assessment(self, transcript: Transcript, assessment: Assessment, rubric: Rubric) -> None:
        """Mark what was heard so far; the transcript is the words up to some moment ago."""
        self._marks = marks(standings(transcript, assessment, rubric))
        self._show_words()

    def _forget(self) -> None:
        self._settled, self._partial, self._marks = (), (), ()
        self._show_words()

    def _show_words(self) -> None:
        words = self._settled + self._partial
        # The marks may be of words that the recogniser has taken back since.
        fitting = tuple(mark for mark in self._marks if mark.span.last < len(words))
        self._words.show_words(Transcript(words, None), fitting, settled=len(self._settled))


class _Words(TranscriptView):
    """Asks for little height and takes what there is, so that a low window need not scroll."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(200), theme.size(72))
