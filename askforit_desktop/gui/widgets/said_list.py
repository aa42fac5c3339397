"""What was missed and what was said in a take; each element opens to why, lines to try, and one's own word on it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from askforit_desktop.closing.finding import Verdict
from askforit_desktop.closing.rubric import Act
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui import theme
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.standing import Standing
from askforit_desktop.gui.stylesheet import BODY, SMALL
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading
from askforit_desktop.gui.widgets.tick import draw_sign

_SIGN, _TIME, _PAD, _LEAST_WIDTH, _USUAL_WIDTH = 20, 44, 4, 120, 326  # design pixels

_MACHINE = {Verdict.MET: "heard", Verdict.WEAK: "perhaps heard", Verdict.MISSING: "not heard"}


class RowButton(QPushButton):
    """The line of one element: its sign, its title and when it was said. Checked while its details are open.

    It is drawn by hand: a dozen rows of labels took 30 ms to be styled whenever a take was shown.
    """

    def __init__(self, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._act, self._sign, self._title = standing.act or Act.CONNECT, sign_of(standing), standing.finding.title
        self._heights: dict[int, int] = {}
        self._when = clock(standing.starts) if standing.said and standing.starts is not None else ""
        self.setAccessibleName(f"{self._title}: {describe(standing)}{', at ' + self._when if self._when else ''}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.heightForWidth(_USUAL_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.heightForWidth(_USUAL_WIDTH))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the title needs; kept, because layouts ask a dozen times whenever a take is shown."""
        if width not in self._heights:
            room = self._title_box(width, 1000)
            needed = QFontMetrics(theme.font(BODY)).boundingRect(room, Qt.TextFlag.TextWordWrap, self._title)
            self._heights[width] = max(needed.height(), theme.size(_SIGN)) + 2 * _PAD
        return self._heights[width]

    def _title_box(self, width: int, height: int) -> QRect:
        left, right = theme.size(_SIGN) + 11, theme.size(_TIME) if self._when else 2
        return QRect(left, 0, width - left - right, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over the button's usual surface."""
        super().paintEvent(event)
        painter, palette, side = QPainter(self), theme.colours(), theme.size(_SIGN)
        draw_sign(
            painter, QRectF(3, (self.height() - side) / 2 + 1, side - 2, side - 2), self._sign, self._act, palette
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(palette.text))
        painter.setFont(theme.font(BODY))
        wrapped = middle | Qt.TextFlag.TextWordWrap
        painter.drawText(self._title_box(self.width(), self.height()), wrapped, self._title)
        painter.setPen(QColor(palette.muted))
        painter.setFont(theme.font(SMALL))
        painter.drawText(self.rect().adjusted(0, 0, -4, 0), middle | Qt.AlignmentFlag.AlignRight, self._when)


class Details(Card):
    """Why an element matters, lines to try, what was heard, and the candidate's own word on it."""

    hear_requested = Signal(float)
    practise_requested = Signal(str)
    said_changed = Signal(str, object)

    def __init__(self, standing: Standing, quote: str, job: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent, inset=True)
        self._standing = standing
        self.box.setContentsMargins(12, 10, 12, 10)
        if standing.said:
            self._add_evidence(quote)
        else:
            self._add_line(job)
        if standing.element:
            self.box.addWidget(Caption(standing.element.why))
            self.box.addWidget(Caption(f"Source: {standing.element.source}"))
        self._add_own_word()

    def _add_evidence(self, quote: str) -> None:
        self.box.addWidget(Body(f"“{quote}”" if quote else "Not heard; counted by your word."))
        if self._standing.doubtful:
            self.box.addWidget(Caption("Perhaps: the words may have been misheard."))
        starts = self._standing.starts
        if starts is not None:
            title = self._standing.finding.title
            hear = Button("Hear it", "small", name=f"Hear it: {title}")
            hear.clicked.connect(lambda: self.hear_requested.emit(starts))
            self.box.addWidget(hear, alignment=Qt.AlignmentFlag.AlignLeft)

    def _add_line(self, job: tuple[str, str]) -> None:
        element = self._standing.element
        lines = [line.spoken(*job) for line in element.lines] if element else [self._standing.finding.advice]
        if not lines or not lines[0]:
            return
        self.box.addWidget(Body(f"Try “{lines[0]}”"))
        practise = Button("Practise this line", "small", name=f"Practise this line: {lines[0]}")
        practise.clicked.connect(lambda: self.practise_requested.emit(lines[0]))
        self.box.addWidget(practise, alignment=Qt.AlignmentFlag.AlignLeft)
        for line in lines[1:]:
            self.box.addWidget(Caption(f"or “{line}”"))

    def _add_own_word(self) -> None:
        standing = self._standing
        name, title = standing.finding.check, standing.finding.title
        if standing.word is not None:
            machine = _MACHINE.get(standing.finding.verdict, "not measured")
            self.box.addWidget(Caption(f"By your word. The machine's: {machine}."))
            text, word = "Take my word back", None
        elif standing.said:
            text, word = "I didn't say it", False
        else:
            text, word = "I did say it", True
        change = Button(text, "link", name=f"{text}: {title}")
        change.clicked.connect(lambda: self.said_changed.emit(name, word))
        self.box.addWidget(change, alignment=Qt.AlignmentFlag.AlignLeft)
        if standing.doubtful:
            sure = Button("I did say it", "link", name=f"I did say it: {title}")
            sure.clicked.connect(lambda: self.said_changed.emit(name, True))
            self.box.addWidget(sure, alignment=Qt.AlignmentFlag.AlignLeft)


class SaidList(QWidget):
    """The elements of a take, missed ones first; one stands open at a time.

    Emits `hear_requested` (seconds), `practise_requested` (a line) and `said_changed` (element, True, False or None).
    """

    hear_requested = Signal(float)
    practise_requested = Signal(str)
    said_changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Missed and said")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self.rows: dict[str, RowButton] = {}
        self._details: dict[str, Details] = {}
        self._quotes: dict[str, str] = {}
        self._job = ("", "")

    def show_standings(
        self,
        missed: tuple[Standing, ...],
        said: tuple[Standing, ...],
        quotes: dict[str, str],
        job: tuple[str, str] = ("", ""),
        opened: str = "",
    ) -> None:
        """List a take's elements; `quotes` are the words heard for each, `job` the role and company for the lines.

        `opened` stands open, the first missed one if it is empty.
        """
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body, self._quotes, self._job = QWidget(), quotes, job
        self.rows, self._details = {}, {}
        down = QVBoxLayout(self._body)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(2)
        for heading, group in (("Missed", missed), ("Said", said)):
            if group:
                down.addWidget(Heading(heading))
                for standing in group:
                    self._add(down, standing)
                down.addSpacing(12)
        first = opened or (missed[0].finding.check if missed else "")
        if first in self.rows:
            self.rows[first].setChecked(True)
        self._down.addWidget(self._body)

    def _add(self, down: QVBoxLayout, standing: Standing) -> None:
        row, place = RowButton(standing), QVBoxLayout()
        self.rows[standing.finding.check] = row
        row.toggled.connect(lambda opened: self._open(standing, place, opened))
        if standing.said and standing.starts is not None:
            starts = standing.starts
            row.clicked.connect(lambda: self.hear_requested.emit(starts))
        down.addWidget(row)
        down.addLayout(place)

    def _open(self, standing: Standing, place: QVBoxLayout, opened: bool) -> None:
        """Open or close the details, which are made when they are first wanted."""
        name = standing.finding.check
        if opened and name not in self._details:
            self._details[name] = self._make(standing)
            place.addWidget(self._details[name])
        self._details[name].setVisible(opened)
        if opened:
            for other, row in self.rows.items():
                if other != name:
                    row.setChecked(False)

    def _make(self, standing: Standing) -> Details:
        details = Details(standing, self._quotes.get(standing.finding.check, ""), self._job)
        details.hear_requested.connect(self.hear_requested)
        details.practise_requested.connect(self.practise_requested)
        details.said_changed.connect(self.said_changed)
        return details


def sign_of(standing: Standing) -> Sign:
    """The sign before an element of a take that is done."""
    if not standing.said:
        return Sign.MISSED
    return Sign.PERHAPS if standing.doubtful else Sign.SAID


def describe(standing: Standing) -> str:
    """How an element stands, for those who do not see its sign."""
    if standing.word is not None:
        return "said, by your word" if standing.word else "not said, by your word"
    return {Sign.MISSED: "missed", Sign.PERHAPS: "perhaps said", Sign.SAID: "said"}[sign_of(standing)]
