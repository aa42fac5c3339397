"""The right side of a take: what was missed and said, what was promised, and a note."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.take import Take
from askforit_desktop.gui import theme
from askforit_desktop.gui.review_words import Job, quotes
from askforit_desktop.gui.standing import Standing, missed_first
from askforit_desktop.gui.widgets.promises import Promises
from askforit_desktop.gui.widgets.said_list import SaidList
from askforit_desktop.gui.widgets.texts import Heading


class TakePanel(QWidget):
    """Shows a judged take's elements and commitments; emits what is wished of them."""

    hear_requested = Signal(float)
    practise_requested = Signal(str)
    said_changed = Signal(str, object)
    calendar_requested = Signal(object)
    copy_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said, self.promises, self.note = SaidList(), Promises(), QPlainTextEdit()
        self.note.setAccessibleName("Note")
        self.note.setPlaceholderText("A note on this take")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.size(84))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(10)
        for widget in (self.said, self.promises, Heading("Note", 3), self.note):
            down.addWidget(widget)
        self.said.hear_requested.connect(self.hear_requested)
        self.said.practise_requested.connect(self.practise_requested)
        self.said.said_changed.connect(self.said_changed)
        self.promises.calendar_requested.connect(self.calendar_requested)
        self.promises.copy_requested.connect(self.copy_requested)

    def show_take(
        self, take: Take, standings: tuple[Standing, ...], rubric: Rubric, job: Job, opened: str = ""
    ) -> None:
        """Show how the elements of a take stand, the one called `opened` in full; the note is left as it is.

        `job` is the role and the company that the lines to try speak of.
        """
        transcript, assessment = take.transcript, take.assessment
        said = tuple(standing for standing in standings if standing.said)
        heard = quotes(transcript, standings) if transcript else {}
        self.said.show_standings(missed_first(standings, rubric), said, heard, job, opened)
        promised = assessment.commitments if assessment else ()
        quoted = tuple((c, transcript.quote(c.span)) for c in promised) if transcript else ()
        self.promises.show_commitments(quoted, take.company)
