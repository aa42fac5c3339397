"""The elements of a close by act, ticked as they are heard."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from askforit_desktop.closing.finding import Assessment, Finding, Kind, Verdict
from askforit_desktop.closing.rubric import Act, Element, Rubric
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui import theme
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading
from askforit_desktop.gui.widgets.tick import Tick

_SPOKEN = {Sign.NOT_YET: "not yet heard", Sign.SAID: "heard", Sign.PERHAPS: "perhaps heard", Sign.MISSED: "not heard"}


class ActLabel(QWidget):
    """An act's name with its colour as a small square."""

    def __init__(self, act: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 10, 0, 2)
        across.setSpacing(8)
        across.addWidget(_Swatch(act))
        name = Caption(act.label)
        across.addWidget(name, 1)


class _Swatch(QWidget):
    def __init__(self, act: Act) -> None:
        super().__init__()
        self._act = act
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.size(8), theme.size(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(theme.colours().act(self._act).strong))
        painter.drawRoundedRect(self.rect(), 2, 2)


class ElementRow(QWidget):
    """One element: its sign, its title, and when it was heard."""

    def __init__(self, element: Element, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = Sign.NOT_YET
        self._title = element.title
        self._tick, self._time = Tick(element.act), Caption(wrap=False)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(9)
        across.addWidget(self._tick)
        across.addWidget(Body(element.title), 1)
        across.addWidget(self._time)
        self.setToolTip(element.why)
        self.show_sign(Sign.NOT_YET, "")

    def show_sign(self, sign: Sign, time: str) -> None:
        """Show how it stands, and the time of the words."""
        self.sign = sign
        self._tick.show_sign(sign)
        self._time.setText(time)
        self.setAccessibleName(f"{self._title}: {_SPOKEN[sign]}{' at ' + time if time else ''}")


class Checklist(QWidget):
    """All elements of a rubric; `show_findings` ticks them and announces what is new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Elements of a strong close")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self.heading = Heading()
        self._down.addWidget(self.heading)
        self._body: QWidget | None = None
        self.rows: dict[str, ElementRow] = {}

    def show_rubric(self, rubric: Rubric) -> None:
        """List the elements of a rubric, none ticked."""
        if self._body is not None:
            self._body.setParent(None)
            self._body.deleteLater()
        self._body = QWidget()
        down = QVBoxLayout(self._body)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.rows = {}
        for act in Act:
            here = [element for element in rubric.elements if element.act is act]
            if here:
                down.addWidget(ActLabel(act))
            for element in here:
                self.rows[element.id] = ElementRow(element)
                down.addWidget(self.rows[element.id])
        self._down.addWidget(self._body)
        self.clear()

    def clear(self) -> None:
        """Take all ticks off."""
        self.heading.setText("What a strong close contains")
        for row in self.rows.values():
            row.show_sign(Sign.NOT_YET, "")

    def show_findings(self, transcript: Transcript, assessment: Assessment) -> None:
        """Tick what was heard so far."""
        findings = [f for f in assessment.of_kind(Kind.ELEMENT) if f.check in self.rows]
        for finding in findings:
            row, sign = self.rows[finding.check], Sign.of(finding.verdict, done=False)
            if sign is Sign.SAID and row.sign is not Sign.SAID:
                announce(self, f"Heard: {finding.title}")
            row.show_sign(sign, _heard_at(transcript, finding))
        said = sum(finding.verdict is Verdict.MET for finding in findings)
        self.heading.setText(f"Heard so far · {said} of {len(self.rows)}")


def _heard_at(transcript: Transcript, finding: Finding) -> str:
    if not finding.evidence or not transcript.timed:
        return ""
    return clock(transcript.words[finding.evidence[0].first].start)
