"""Two takes side by side: headline, elements, delivery, and either of them to be heard."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from askforit_desktop.closing.finding import Finding, Kind
from askforit_desktop.closing.rubric import Act
from askforit_desktop.closing.take import Take
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.playback import Playback
from askforit_desktop.gui.review_words import facts, headline_of
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.standing import Standing, standings
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card, Notice, Page
from askforit_desktop.gui.widgets.said_list import describe, sign_of
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading
from askforit_desktop.gui.widgets.tick import Tick
from askforit_desktop.gui.wording import figure, remark
from askforit_desktop.studio import Studio

_BETWEEN = 14  # pixels between the elements and the delivery


class Side(Card):
    """One of the takes: what it is, what came of it, and a button to hear it."""

    open_requested = Signal(str)
    started = Signal()
    failed = Signal(object)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.playback = Playback(studio, bridge, self)
        self.take: Take | None = None
        self.title, self.headline, self._facts = Caption(), Heading(""), Caption()
        self.play, opens, self._time = Button("Play", "small"), Button("Open", "small"), Caption("", wrap=False)
        for words in (self.title, self.headline, self._facts):
            self.box.addWidget(words)
        self.box.addStretch(1)
        across = QHBoxLayout()
        for button in (self.play, opens):
            across.addWidget(button)
        across.addWidget(self._time)
        across.addStretch(1)
        self.box.addLayout(across)
        self.play.clicked.connect(self.playback.toggle)
        opens.clicked.connect(self._open)
        self._opens = opens
        self.playback.changed.connect(self._show_playing)
        self.playback.moved.connect(lambda seconds: self._time.setText(clock(seconds)))
        self.playback.failed.connect(self.failed)

    def show_take(self, take: Take, found: tuple[Standing, ...]) -> None:
        """Show a take."""
        self.take = take
        self.title.setText(take.title)
        self.headline.setText(headline_of(take))
        self._facts.setText(facts(take, found, datetime.now(UTC)))
        self._opens.setAccessibleName(f"Open {take.title}")
        self._show_playing(False)
        self._time.setText("")
        self.playback.load(take)

    def _open(self) -> None:
        if self.take:
            self.open_requested.emit(self.take.id)

    def _show_playing(self, playing: bool) -> None:
        self.play.setText("Pause" if playing else "Play")
        self.play.setAccessibleName(f"{self.play.text()} {self.take.title if self.take else ''}".strip())
        if playing:
            self.started.emit()


@dataclass(frozen=True, slots=True)
class _Judged:
    take: Take
    elements: dict[str, Standing]
    checks: dict[str, Finding]


class ComparePage(Page):
    """Emits `open_requested` with a take's id, `rehearse_requested` for another one."""

    open_requested = Signal(str)
    rehearse_requested = Signal()

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Two takes", parent, panel=False)
        self._studio, self._bridge = studio, bridge
        self.notice = Notice()
        self.sides = (Side(studio, bridge), Side(studio, bridge))
        self._table: QWidget | None = None
        across = QHBoxLayout()
        across.setSpacing(16)
        for side, other in (self.sides, reversed(self.sides)):
            across.addWidget(side, 1)
            side.open_requested.connect(self.open_requested)
            side.failed.connect(self.notice.show_problem)
            side.started.connect(other.playback.pause)
        head, again = QHBoxLayout(), Button("Rehearse again", "primary")
        again.clicked.connect(self.rehearse_requested)
        head.addWidget(Heading("Two takes", 1), 1)
        head.addWidget(again)
        self.column.box.addLayout(head)
        self.column.box.addWidget(self.notice)
        self.column.box.addLayout(across)
        self.column.box.addStretch(1)

    def show_takes(self, one: str, other: str) -> None:
        """Show two takes by their ids, the earlier one at the left."""

        def work() -> tuple[Take, ...]:
            takes = (self._studio.library.get(one), self._studio.library.get(other))
            return tuple(sorted(takes, key=lambda take: take.recording.recorded_at))

        self._bridge.run(work, self._show, self.notice.show_problem)

    def shut_down(self) -> None:
        """The program ends: be silent at once."""
        for side in self.sides:
            side.playback.shut_down()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for side in self.sides:
            side.playback.pause()

    def _show(self, takes: tuple[Take, ...]) -> None:
        judged = tuple(self._judged(take) for take in takes)
        for side, one in zip(self.sides, judged, strict=True):
            side.show_take(one.take, tuple(one.elements.values()))
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
        self._table = _table(judged)
        self.column.box.insertWidget(self.column.box.count() - 1, self._table)

    def _judged(self, take: Take) -> _Judged:
        if take.assessment is None or take.transcript is None:
            return _Judged(take, {}, {})
        found = standings(take.transcript, take.assessment, self._studio.whole_rubric, take.said)
        checks = {finding.check: finding for finding in take.assessment.of_kind(Kind.DELIVERY)}
        return _Judged(take, {standing.finding.check: standing for standing in found}, checks)


def _table(judged: tuple[_Judged, ...]) -> QWidget:
    """A card with a row for each element and each delivery check of either take."""
    card, grid = Card(), QGridLayout()
    grid.setVerticalSpacing(8)
    for column, stretch in enumerate((3, 2, 2)):
        grid.setColumnStretch(column, stretch)
    for column, one in enumerate(judged, 1):
        grid.addWidget(Caption(one.take.title), 0, column)
    names = dict.fromkeys(name for one in judged for name in one.elements)
    for name in names:
        _add_row(grid, [_said(one.elements.get(name)) for one in judged], _title(judged, name))
    grid.setRowMinimumHeight(grid.rowCount(), _BETWEEN)
    for check in dict.fromkeys(name for one in judged for name in one.checks):
        cells = [_measured(one.checks.get(check)) for one in judged]
        title = next(one.checks[check].title for one in judged if check in one.checks)
        _add_row(grid, cells, title)
    card.box.addLayout(grid)
    return card


def _title(judged: tuple[_Judged, ...], name: str) -> str:
    return next(one.elements[name].finding.title for one in judged if name in one.elements)


def _add_row(grid: QGridLayout, cells: list[QWidget], title: str) -> None:
    row = grid.rowCount()
    grid.addWidget(Body(title), row, 0)
    for column, cell in enumerate(cells, 1):
        cell.setAccessibleName(f"{title}: {cell.accessibleName()}")
        grid.addWidget(cell, row, column)


def _said(standing: Standing | None) -> QWidget:
    cell = QWidget()
    across = QHBoxLayout(cell)
    across.setContentsMargins(0, 0, 0, 0)
    tick = Tick((standing.act if standing else None) or Act.CONNECT)
    tick.show_sign(sign_of(standing) if standing else Sign.NOT_YET)
    words = describe(standing) if standing else "not judged"
    across.addWidget(tick)
    across.addWidget(Caption(words), 1)
    cell.setAccessibleName(words)
    return cell


def _measured(finding: Finding | None) -> QWidget:
    if finding is None:
        return Caption("not measured")
    cell = Body(figure(finding))
    cell.setToolTip(remark(finding))
    cell.setAccessibleName(f"{figure(finding)} {remark(finding)}".strip())
    cell.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return cell
