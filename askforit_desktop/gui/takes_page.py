"""All takes: sorted, searched, imported, exported, deleted with a way back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QWidget

from askforit_desktop.closing.finding import Headline
from askforit_desktop.closing.take import Take
from askforit_desktop.gui import file_dialogs
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.importing import Importer
from askforit_desktop.gui.take_deeds import TakeDeeds
from askforit_desktop.gui.takes_model import COLUMNS, ELEMENTS, TakesModel
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Notice, Page
from askforit_desktop.gui.widgets.no_takes import NoTakes
from askforit_desktop.gui.widgets.take_head import EXPORTS
from askforit_desktop.gui.widgets.takes_table import TakesTable
from askforit_desktop.gui.widgets.texts import Heading, Muted
from askforit_desktop.gui.widgets.working import Working
from askforit_desktop.problems import Problem
from askforit_desktop.studio import Studio
from askforit_desktop.takes import Query

# The least and the usual width of each column, in design pixels; the name has what the others leave.
_WIDTHS = ((0, 0), (116, 132), (60, 68), (108, 150), (170, 178))
_TYPING = 150  # milliseconds without a key before a search begins
# What the list beside the search offers, and the query of each.
_CHOICES = (
    ("All takes", Query()),
    ("Starred", Query(starred=True)),
    ("Asked for the job", Query(headline=Headline.ASKED)),
    ("Closed, did not ask", Query(headline=Headline.CLOSED)),
    ("Did not ask", Query(headline=Headline.NOT_ASKED)),
    ("Trash", Query(in_trash=True)),
)


class TakesPage(Page):
    """Emits `open_requested` with a take's id, `compare_requested` with two, `takes_changed` when there are others."""

    open_requested = Signal(str)
    compare_requested = Signal(str, str)
    rehearse_requested = Signal()
    sample_requested = Signal()
    takes_changed = Signal()

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Takes", parent, panel=False)
        self._acted: Callable[[], None] | None = None
        self._query = Query()
        self._last = ""
        self.model = TakesModel(studio, bridge, self)
        self.table = TakesTable(self.model, _WIDTHS, ELEMENTS)
        self.deeds, self.importer = TakeDeeds(studio, bridge, self), Importer(studio, bridge, self)
        self.notice, self.working, self.nothing = Notice(), Working(), Muted()
        self.search, self.which, self.empty = QLineEdit(), QComboBox(), NoTakes()
        self.take_in = Button("Import…", hint="Or drop recordings onto this page")
        self.compare = Button("Compare", hint="Two takes side by side: select them first")
        self.export, self.delete = Button("Export…"), Button("Delete")
        self.restore, self.empty_trash = Button("Put back"), Button("Empty the trash", "danger")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._focus_wanted = False
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect_wishes()
        self._connect_deeds()

    def refresh(self) -> None:
        """Look up the takes anew."""
        self.model.show(self._query)

    def take_focus(self) -> None:
        """Once the takes are looked up, put the keys to work on them, or on what stands in their place."""
        self._focus_wanted = True

    def shut_down(self) -> None:
        """The program ends: what is being imported is given up."""
        self.importer.cancel()

    def tell_deleted(self, ids: tuple[str, ...]) -> None:
        """Say that takes were put into the trash, and offer to have them back."""
        words = "The take is in the trash." if len(ids) == 1 else f"{len(ids)} takes are in the trash."
        self._offer(words, "Undo", lambda: self.deeds.restore(ids))

    def _offer(self, words: str, button: str, deed: Callable[[], None]) -> None:
        self._acted = deed
        self.notice.tell(words, button)

    # What is shown

    def _ask(self) -> None:
        chosen = _CHOICES[self.which.currentIndex()][1]
        self._query = replace(chosen, text=self.search.text(), sort=self._query.sort, descending=self._query.descending)
        self.refresh()

    def _sort(self, column: int, descending: bool) -> None:
        self._query = replace(self._query, sort=COLUMNS[column][1], descending=descending)
        self.refresh()

    def _on_loaded(self, count: int) -> None:
        narrowed = bool(self._query.text) or self.which.currentIndex() > 0
        self.empty.setVisible(count == 0 and not narrowed)
        self.nothing.setVisible(count == 0 and narrowed)
        self.nothing.setText("The trash is empty." if self._query.in_trash else "No take fits this search.")
        self.table.setVisible(count > 0)
        if self._query.text:
            announce(self, f"{count} takes found")
        if count:
            self.table.look_at(self.model.index(self.model.row_of(self._last) or 0, 0))
        if self._focus_wanted:
            place = self.table if count else self.search if narrowed else self.empty
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.mark()  # which a table that has had the focus all along does not do by itself
        self._focus_wanted = False
        self._show_buttons()

    def _show_buttons(self) -> None:
        some, trash = bool(self.table.selected()) and self.table.isVisibleTo(self), self._query.in_trash
        for button, shown in ((self.export, True), (self.delete, not trash), (self.restore, trash)):
            button.setEnabled(some and shown)
            button.setVisible(shown)
        self.compare.setEnabled(some and self.table.selected_rows() == 2)
        self.compare.setVisible(not trash)
        self.empty_trash.setVisible(trash)
        self.empty_trash.setEnabled(self.model.rowCount() > 0)

    # What is done

    def _with_selected(self, deed: Callable[[tuple[str, ...]], None], _checked: bool = False) -> None:
        if ranges := self.table.selected():
            self.model.find_ids(ranges, deed)

    def _take_away(self, deed: Callable[[tuple[str, ...]], None], _checked: bool = False) -> None:
        """Nothing stays selected: a key that is pressed twice is not to take the next ones too."""
        self._with_selected(deed)
        self.table.clearSelection()

    def _compare(self, ids: tuple[str, ...]) -> None:
        if len(ids) == 2:  # one that was not fetched may be gone by now
            self.compare_requested.emit(*ids)

    def _open(self, row: int) -> None:
        take = self.model.take_at(row)
        if take and not self._query.in_trash:
            self._last = take.id
            self.open_requested.emit(take.id)

    def _ask_for_files(self) -> None:
        self.importer.take_in(file_dialogs.recordings(self))

    def _on_imported(self, takes: tuple[Take, ...], problems: tuple[Problem, ...]) -> None:
        self.working.hide()
        if problems:
            more = f" ({len(problems)} recordings could not be imported)" if len(problems) > 1 else ""
            self.notice.show_problem(Problem(problems[0].sentence, problems[0].hint + more))
        elif len(takes) == 1:
            self._offer(f"“{takes[0].title}” was imported.", "Open", lambda: self.open_requested.emit(takes[0].id))
        elif takes:
            self.notice.tell(f"{len(takes)} recordings were imported.")
        self._on_changed()

    def _on_changed(self) -> None:
        self.refresh()
        self.takes_changed.emit()

    def _on_deleted(self, ids: tuple[str, ...]) -> None:
        self.tell_deleted(ids)
        self._on_changed()

    def _act(self) -> None:
        deed, self._acted = self._acted, None
        if deed:
            deed()

    def _ask_to_empty(self) -> None:
        self._acted = self.deeds.empty_trash
        self.notice.ask("Remove everything in the trash for good, with its recordings?", "Remove")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.importer.take_in(tuple(Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()))

    # Putting it together

    def _lay_out(self) -> None:
        head, tools, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(Heading("Takes", 1), 1)
        head.addWidget(self.take_in)
        self.search.setPlaceholderText("Search titles, notes and words")
        self.search.setAccessibleName("Search takes")
        self.search.setClearButtonEnabled(True)
        self.which.setAccessibleName("Which takes")
        self.which.addItems([words for words, _ in _CHOICES])
        tools.setSpacing(10)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.which)
        below.setSpacing(10)
        for button in (self.compare, self.export, self.delete, self.restore, self.empty_trash):
            below.addWidget(button)
        below.addStretch(1)
        self._add_exports()
        box = self.column.box
        box.addLayout(head)
        box.addLayout(tools)
        for widget in (self.notice, self.working, self.empty, self.nothing):
            box.addWidget(widget)
        box.addWidget(self.table, 1)
        box.addStretch(0)  # keeps the buttons at the bottom while there is no table
        box.addLayout(below)
        self.table.show_sorting(1, True)
        self.table.hide()
        self.nothing.hide()
        self.empty.hide()
        self._show_buttons()

    def _add_exports(self) -> None:
        menu = QMenu(self)
        for words, form, sound in EXPORTS:
            deed = partial(self.deeds.export_all, form=form, with_audio=sound)
            menu.addAction(f"{words}…").triggered.connect(partial(self._with_selected, deed))
        self.export.setMenu(menu)

    def _connect_wishes(self) -> None:
        self.take_in.clicked.connect(self._ask_for_files)
        self._typing.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda: self._typing.start())
        self.which.currentIndexChanged.connect(lambda: self._ask())
        self.table.sort_requested.connect(self._sort)
        self.table.open_requested.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda: self._show_buttons())
        self.empty.rehearse_requested.connect(self.rehearse_requested)
        self.empty.sample_requested.connect(self.sample_requested)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    def _connect_deeds(self) -> None:
        self.compare.clicked.connect(partial(self._with_selected, self._compare))
        self.delete.clicked.connect(partial(self._take_away, self.deeds.delete))
        self.table.delete_requested.connect(self.delete.click)
        self.restore.clicked.connect(partial(self._take_away, self.deeds.restore))
        self.empty_trash.clicked.connect(self._ask_to_empty)
        self.notice.acted.connect(self._act)
        self.deeds.deleted.connect(self._on_deleted)
        self.deeds.restored.connect(lambda _: self._on_changed())
        self.deeds.told.connect(self.notice.tell)
        self.deeds.failed.connect(self.notice.show_problem)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.notice.show_problem)
        self.working.cancelled.connect(self.importer.cancel)
        self.working.cancelled.connect(self.working.show_stopping)
        self.importer.began.connect(self.working.show_work)
        self.importer.progressed.connect(self.working.show_progress)
        self.importer.ended.connect(self._on_imported)
