"""Progress: what was said take by take, how the delivery went, and what to practise next."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from askforit_desktop import paths
from askforit_desktop.closing.replies import Reply, read_replies
from askforit_desktop.closing.rubric import Limits, Rubric
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui import theme
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.progress_words import Progress, measure
from askforit_desktop.gui.widgets.element_grid import ElementGrid
from askforit_desktop.gui.widgets.frames import Card, Notice, Page
from askforit_desktop.gui.widgets.line_chart import LineChart
from askforit_desktop.gui.widgets.practise_next import PractiseNext
from askforit_desktop.gui.widgets.reply_card import ReplyCard
from askforit_desktop.gui.widgets.texts import Caption, Heading, Muted
from askforit_desktop.gui.widgets.tiles import Tiles
from askforit_desktop.studio import Studio
from askforit_desktop.takes import Query

# The newest takes that the pictures show: more columns than this nobody looks through.
_SHOWN = 60
_NARROW = 500  # design pixels; below it the charts stand under each other


class ProgressPage(Page):
    """Emits `open_requested` with a take's id, `practise_requested` with a line, `answer_requested` with a cue."""

    open_requested = Signal(str)
    practise_requested = Signal(str)
    answer_requested = Signal(str)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Progress", parent)
        self._studio, self._bridge = studio, bridge
        self.notice, self.grid, self.tiles = Notice(), ElementGrid(), Tiles("So far")
        self.charts = (
            LineChart("Pace", "{:.0f} wpm".format),
            LineChart("Length", clock),
            LineChart("Hedging", "{:.0f}".format),
        )
        self.nothing = Muted(
            "After your first take you will see here, take by take, what you said and what you left out."
        )
        self.next, self.reply = PractiseNext(), ReplyCard(_replies())
        self._pictures = QWidget()
        self._lay_out()
        self.grid.open_requested.connect(self.open_requested)
        self.next.practise_requested.connect(self.practise_requested)
        self.reply.practise_requested.connect(self.answer_requested)

    def refresh(self) -> None:
        """Count the takes anew."""
        self._bridge.run(self._measure, self._show, self.notice.show_problem)

    def _measure(self) -> tuple[Progress, Rubric]:
        library, rubric = self._studio.library, self._studio.rubric
        return measure(library.list(Query(limit=_SHOWN)), library.count(), rubric, datetime.now(UTC)), rubric

    def _show(self, found: tuple[Progress, Rubric]) -> None:
        progress, rubric = found
        first = self._pictures.isHidden() and bool(progress.columns)
        self._pictures.setVisible(bool(progress.columns))
        self.nothing.setVisible(not progress.columns)
        self.grid.show_takes(progress.rows, progress.columns)
        for tile, figures in zip(self.tiles.make(len(progress.figures)), progress.figures, strict=True):
            tile.show_figure(*figures)
        self._show_charts(progress, rubric.limits)
        if first:  # the focus went past the grid while that was hidden
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        settings = self._studio.settings
        nothing = (
            "Nothing was missed lately." if progress.columns else "Make a take first: what you missed will stand here."
        )
        self.next.show_elements(progress.practise, (settings.role, settings.company), nothing)
        self.reply.show_job(settings.role, settings.company)

    def _show_charts(self, progress: Progress, limits: Limits) -> None:
        bands = ((limits.pace_min, limits.pace_max), (limits.length_min, limits.length_max), None)
        measured = (progress.pace, progress.length, progress.hedging)
        for chart, points, band in zip(self.charts, measured, bands, strict=True):
            chart.show_points(points, band)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.column.width() < theme.size(_NARROW)
        directions = QBoxLayout.Direction
        self._across.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _lay_out(self) -> None:
        said, head = Card(), QHBoxLayout()
        head.addWidget(Heading("What you said, take by take", 3), 1)
        head.addWidget(Caption("oldest to newest", wrap=False))
        said.box.addLayout(head)
        said.box.addWidget(self.grid)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(10)
        for chart, title in zip(self.charts, ("Pace", "Length", "Hedging, phrases a take"), strict=True):
            card = Card()
            card.box.setContentsMargins(12, 10, 8, 8)
            card.box.addWidget(Caption(title))
            card.box.addWidget(chart)
            self._across.addWidget(card, 1)
        pictures = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._pictures)
        pictures.setContentsMargins(0, 0, 0, 0)
        pictures.setSpacing(16)
        pictures.addWidget(said)
        pictures.addWidget(self.tiles)
        pictures.addLayout(self._across)
        for widget in (Heading("Progress", 1), self.notice, self.nothing, self._pictures):
            self.column.box.addWidget(widget)
        self.column.box.addStretch(1)
        self._pictures.hide()
        self.panel.box.addWidget(Heading("Next, practise"))
        self.panel.box.addWidget(self.next)
        self.panel.box.addSpacing(14)
        self.panel.box.addWidget(self.reply)


def _replies() -> tuple[Reply, ...]:
    return read_replies((paths.resources() / "replies.toml").read_text(encoding="utf-8"))
