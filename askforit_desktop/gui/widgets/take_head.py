"""The top of a take: its headline and facts, its name and star, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from askforit_desktop.closing.take import Take
from askforit_desktop.export import Form
from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.buttons import Button, IconButton
from askforit_desktop.gui.widgets.name_field import NameField
from askforit_desktop.gui.widgets.texts import Caption, Heading

_LEAST = 240
_WIDEST = 320  # design pixels for a name in a menu
_NARROW = 560  # design pixels; below it the buttons stand under the headline, the facts under the name
EXPORTS = (
    ("Web page", Form.HTML, False),
    ("Web page with the sound", Form.HTML, True),
    ("Markdown", Form.MARKDOWN, False),
    ("Subtitles (SRT)", Form.SRT, False),
    ("JSON", Form.JSON, False),
)


class TakeHead(QWidget):
    """Shows a take's name and star, and emits what is wished."""

    renamed = Signal(str)
    starred = Signal(bool)
    export_requested = Signal(Form, bool)
    rehearse_requested = Signal()
    compare_requested = Signal(str)
    hear_again_requested = Signal(str)
    judge_again_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline, self._facts = Heading("", 1), Caption()
        self.star, self.title = IconButton("star", "Star this take"), NameField("Name of this take")
        self.export, self.more = Button("Export…"), IconButton("more", "More")
        self._rehearse = Button("Rehearse again", "primary")
        self._compare, self._again = QMenu("Compare with", self), QMenu("Transcribe again with", self)
        self._is_starred = False
        self.setMinimumWidth(theme.size(_LEAST))
        self._shown = self._name = ""
        self._lay_out()
        self._fill_menus()
        self.star.clicked.connect(lambda: self.starred.emit(not self._is_starred))
        self.title.editingFinished.connect(self._rename)
        self._rehearse.clicked.connect(self.rehearse_requested)

    def show_take(self, take: Take, headline: str, facts: str) -> None:
        """Show a take's name, star, headline and facts."""
        self.headline.setText(headline)
        self._facts.setText(facts)
        if take.id != self._shown or not self.title.hasFocus():  # what is being typed is left alone
            self.title.setText(take.title)
            self.title.setCursorPosition(0)
        self._shown, self._name, self._is_starred = take.id, take.title, take.starred
        icon, name = ("star-filled", "Take the star off") if take.starred else ("star", "Star this take")
        self.star.show_icon(icon, name)

    def show_others(self, others: tuple[tuple[str, str], ...]) -> None:
        """Offer takes to compare with: ids and names."""
        self._compare.clear()
        for take, name in others:
            action = self._compare.addAction(_entry(self._compare, name))
            action.triggered.connect(lambda _=False, id=take: self.compare_requested.emit(id))  # noqa: A006
        self._compare.setEnabled(bool(others))

    def show_models(self, names: tuple[str, ...]) -> None:
        """Offer models to transcribe with again."""
        self._again.clear()
        for name in names:
            action = self._again.addAction(_entry(self._again, name))
            action.triggered.connect(lambda _=False, n=name: self.hear_again_requested.emit(n))
        self._again.setEnabled(bool(names))

    def _lay_out(self) -> None:
        down, name, buttons = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        name.setSpacing(4)
        name.addWidget(self.star)
        name.addWidget(self.title)
        name.addStretch(1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(4)
        self._below.addLayout(name)
        self._below.addWidget(self._facts, 1)
        self.star.setProperty("kind", "link")
        buttons.setSpacing(10)
        for button in (self.export, self._rehearse, self.more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(12)
        self._across.addWidget(self.headline, 1)
        self._across.addLayout(buttons)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addLayout(self._across)
        down.addLayout(self._below)

    def _fill_menus(self) -> None:
        export, more = QMenu(self), QMenu(self)
        for words, form, sound in EXPORTS:
            action = export.addAction(f"{words}…")
            action.triggered.connect(lambda _=False, f=form, s=sound: self.export_requested.emit(f, s))
        self.export.setMenu(export)
        judge, delete = QAction("Judge again by today's rubric", self), QAction("Delete", self)
        judge.triggered.connect(self.judge_again_requested)
        delete.triggered.connect(self.delete_requested)
        more.addMenu(self._compare)
        more.addMenu(self._again)
        more.addAction(judge)
        more.addSeparator()
        more.addAction(delete)
        self.more.setMenu(more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons go under the headline, and the facts under the name, where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.size(_NARROW)
        directions = QBoxLayout.Direction
        for line in (self._across, self._below):
            line.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _rename(self) -> None:
        wished = self.title.text().strip()
        if wished and wished != self._name:
            self._name = wished
            self.renamed.emit(wished)
        else:
            self.title.setText(self._name)


def _entry(menu: QMenu, name: str) -> str:
    """A name as the text of a menu's action: shortened in the middle, where it says least, and "&" is no shortcut."""
    shown = menu.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, theme.size(_WIDEST))
    return shown.replace("&", "&&")
