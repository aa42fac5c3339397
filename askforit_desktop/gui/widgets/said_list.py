"""What was missed and what was said in a take; each element opens to why, lines to try, and one's own word on it."""

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from askforit_desktop.closing.rubric import Act
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui import theme
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.standing import Standing
from askforit_desktop.gui.stylesheet import BODY, SMALL
from askforit_desktop.gui.widgets.element_details import Details
from askforit_desktop.gui.widgets.texts import Heading
from askforit_desktop.gui.widgets.tick import draw_sign

_SIGN, _TIME, _PAD, _LEAST_WIDTH, _USUAL_WIDTH = 20, 44, 4, 120, 326  # design pixels
_APART = 12  # pixels between what was missed and what was said


class RowButton(QPushButton):
    """The line of one element: its sign, its title and when it was said. Checked while its details are open.

    It is drawn by hand: a dozen rows of labels took 30 ms to be styled whenever a take was shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.standing: Standing | None = None
        self._act, self._sign, self._title, self._when = Act.CONNECT, Sign.MISSED, "", ""
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_standing(self, standing: Standing) -> None:
        """Be the line of this element, closed."""
        self.standing = standing
        self._act, self._sign, self._title = standing.act or Act.CONNECT, sign_of(standing), standing.finding.title
        self._when = clock(standing.starts) if standing.said and standing.starts is not None else ""
        self.setAccessibleName(f"{self._title}: {describe(standing)}{', at ' + self._when if self._when else ''}")
        self._heights = {}
        with QSignalBlocker(self):
            self.setChecked(False)
        self.updateGeometry()
        self.update()

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
        self._down.setSpacing(2)
        self._missed, self._said = Heading("Missed"), Heading("Said")
        self._down.addWidget(self._missed)
        self._down.addWidget(self._said)
        self._lines: list[tuple[RowButton, QVBoxLayout]] = []
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

        `opened` stands open, the first missed one if it is empty; it gets the focus where the list had it.
        """
        focused = self.window().focusWidget()  # it may be in details that are forgotten now
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._quotes, self._job = quotes, job
        self._forget_details()
        self.make_lines(len(missed) + len(said))
        self.rows = {}
        for (row, _), standing in zip(self._lines, missed + said, strict=False):
            row.show_standing(standing)
            self.rows[standing.finding.check] = row
        for at, (row, _) in enumerate(self._lines):
            row.setVisible(at < len(self.rows))
        self._place_headings(len(missed), len(said))
        first = opened or (missed[0].finding.check if missed else "")
        if first in self.rows:
            self.rows[first].setChecked(True)
            if had_focus:
                self.rows[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def make_lines(self, count: int) -> None:
        """So many lines at least. They are kept from take to take: to make and style them anew took 10 ms."""
        while len(self._lines) < count:
            row, place = RowButton(), QVBoxLayout()
            row.toggled.connect(partial(self._open, row, place))
            row.clicked.connect(partial(self._hear, row))
            self._down.addWidget(row)
            self._down.addLayout(place)
            self._lines.append((row, place))

    def _place_headings(self, missed: int, said: int) -> None:
        self._missed.setVisible(bool(missed))
        self._said.setVisible(bool(said))
        self._said.setContentsMargins(0, _APART if missed else 0, 0, 0)
        self._down.removeWidget(self._said)
        self._down.insertWidget(1 + 2 * missed, self._said)

    def _forget_details(self) -> None:
        for details in self._details.values():
            details.hide()
            details.deleteLater()
        self._details = {}

    def _hear(self, row: RowButton, _checked: bool = False) -> None:
        if row.standing and row.standing.said and row.standing.starts is not None:
            self.hear_requested.emit(row.standing.starts)

    def _open(self, row: RowButton, place: QVBoxLayout, opened: bool) -> None:
        """Open or close the details, which are made when they are first wanted."""
        if row.standing is None:
            return
        name = row.standing.finding.check
        if opened and name not in self._details:
            self._details[name] = self._make(row.standing)
            place.addWidget(self._details[name])
        self._details[name].setVisible(opened)
        if opened:
            for other in self.rows.values():
                if other is not row:
                    other.setChecked(False)

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
