"""The table of takes, fetched from the library page by page as it is looked at, never all at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from askforit_desktop.closing.finding import Headline
from askforit_desktop.closing.own_word import headline, own_headline
from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.icons import icon
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.standing import signs
from askforit_desktop.gui.widgets.element_marks import MARKS_ROLE
from askforit_desktop.gui.wording import moment
from askforit_desktop.studio import Studio
from askforit_desktop.takes import Query, Sort, Summary

PAGE = 100  # takes fetched at once: more than a screen shows
COLUMNS = (
    ("Take", Sort.TITLE),
    ("When", Sort.DATE),
    ("Length", Sort.LENGTH),
    ("Headline", Sort.HEADLINE),
    ("Elements", Sort.ELEMENTS),
)
TITLE, WHEN, LENGTH, HEADLINE, ELEMENTS = range(len(COLUMNS))

_HEADLINES = {Headline.ASKED: "Asked", Headline.CLOSED: "Closed, not asked", Headline.NOT_ASKED: "Not asked"}
Index = QModelIndex | QPersistentModelIndex


class TakesModel(QAbstractTableModel):
    """Shows what a query finds. `loaded` has how many takes there are; `failed` the Problem."""

    loaded = Signal(int)
    failed = Signal(object)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._bridge = studio, bridge
        self._acts: dict[str, Act] = {}
        self._now = datetime.now(UTC)
        self._count = 0
        self._rows: dict[int, Summary] = {}
        self._asked: set[int] = set()
        self._turn = 0
        self.query = Query(limit=PAGE)

    def show(self, query: Query) -> None:
        """Look up another query; the rows before stay until its first page is there."""
        self._turn += 1
        wanted = replace(query, first=0, limit=PAGE)
        self._bridge.run(partial(self._look_up, wanted), partial(self._start, self._turn, wanted), self.failed.emit)

    def find_ids(self, ranges: tuple[tuple[int, int], ...], then: Callable[[tuple[str, ...]], None]) -> None:
        """Hand over the ids of the takes in ranges of rows, both ends included.

        Those fetched are the ones that are seen, whatever came into the library since; the others are looked up.
        """
        wanted = [row for first, last in ranges for row in range(first, last + 1)]
        seen = tuple(self._rows[row].id for row in wanted if row in self._rows)
        unseen = [row for row in wanted if row not in self._rows]
        if not unseen:
            then(seen)
            return
        fetched = frozenset(summary.id for summary in self._rows.values())
        work = partial(self._find_unseen, self.query, unseen, fetched)
        self._bridge.run(work, lambda others: then(seen + others), self.failed.emit)

    def take_at(self, row: int) -> Summary | None:
        """The take in a row, None while it is not fetched."""
        return self._rows.get(row)

    def row_of(self, take: str) -> int | None:
        """The row of a take, None where it is not among those fetched."""
        return next((row for row, summary in self._rows.items() if summary.id == take), None)

    # Fetching

    def _find_unseen(self, query: Query, rows: list[int], fetched: frozenset[str]) -> tuple[str, ...]:
        """The ids in rows that were not fetched, less those fetched that have moved into them since."""
        first, last = rows[0], rows[-1]
        found = self._studio.library.list(replace(query, first=first, limit=last - first + 1))
        ids = (found[row - first].id for row in rows if row - first < len(found))
        return tuple(take for take in ids if take not in fetched)

    def _look_up(self, query: Query) -> tuple[int, tuple[Summary, ...], Rubric]:
        library = self._studio.library
        return library.count(query), library.list(query), self._studio.whole_rubric

    def _start(self, turn: int, query: Query, found: tuple[int, tuple[Summary, ...], Rubric]) -> None:
        if turn != self._turn:  # another query was asked for since
            return
        count, rows, rubric = found
        self.beginResetModel()
        self.query, self._count, self._now = query, count, datetime.now(UTC)
        self._acts = {element.id: element.act for element in rubric.elements}
        self._rows, self._asked = dict(enumerate(rows)), {0}
        self.endResetModel()
        self.loaded.emit(count)

    def _fetch(self, row: int) -> None:
        page = row // PAGE
        if page in self._asked:
            return
        self._asked.add(page)
        wanted = replace(self.query, first=page * PAGE, limit=PAGE)
        work = partial(self._studio.library.list, wanted)
        self._bridge.run(work, partial(self._fill, self._turn, page * PAGE), self.failed.emit)

    def _fill(self, turn: int, first: int, rows: tuple[Summary, ...]) -> None:
        if turn != self._turn or not rows:
            return
        self._rows |= dict(enumerate(rows, first))
        last = min(first + len(rows), self._count) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    # What the view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        take = self._rows.get(index.row())
        if take is None:
            self._fetch(index.row())
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == TITLE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(take, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == TITLE and take.starred:
            return icon("star-filled", "warn")
        if index.column() == ELEMENTS:
            return self._elements(take, role)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(take, index.column())
        return None

    def _text(self, take: Summary, column: int) -> str:
        if column == TITLE:
            return take.title
        if column == WHEN:
            return moment(take.recorded_at, self._now)
        if column == LENGTH:
            return clock(take.duration)
        if column == HEADLINE:
            return _HEADLINES[own_headline(take.headline, take.said)] if take.headline else "No transcript"
        return ""

    def _spoken(self, take: Summary, column: int) -> str:
        if column == TITLE:
            return f"{take.title}{', starred' if take.starred else ''}{', recovered' if take.recovered else ''}"
        if column == HEADLINE and take.headline:
            return headline(take.headline, take.said)
        return self._text(take, column)

    def _elements(self, take: Summary, role: int) -> object:
        shown = signs(take)
        if role == MARKS_ROLE:
            return tuple((self._acts.get(name), sign) for name, sign in shown.items())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            titles = {element.id: element.title for element in self._studio.whole_rubric.elements}
            missed = [titles.get(name, name) for name, sign in shown.items() if sign is Sign.MISSED]
            rest = f"; missed: {', '.join(missed)}" if missed else ""
            return f"{take.elements_said} of {len(shown)} elements{rest}" if shown else "No transcript"
        return None
