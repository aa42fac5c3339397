"""The close: the rubric to read, to switch elements off, and to add one's own lines."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from askforit_desktop.closing.rubric import Act, Element
from askforit_desktop.gui import theme
from askforit_desktop.gui.articles import ARTICLES
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.widgets.checklist import ActLabel
from askforit_desktop.gui.widgets.element_guide import ElementGuide, Guide
from askforit_desktop.gui.widgets.frames import Notice, Page
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading, Muted
from askforit_desktop.problems import Problem
from askforit_desktop.settings import Settings
from askforit_desktop.studio import Studio

_LEAST = 160  # design pixels that a line of the list may shrink to


class ElementButton(QPushButton):
    """One line of the list: what it is called and why it matters; checked while it is read."""

    def __init__(self, title: str, why: str, off: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{title}{', switched off' if off else ''}")
        self.setAccessibleDescription(why)
        words = QVBoxLayout(self)
        words.setContentsMargins(12, 7, 12, 7)
        words.setSpacing(1)
        words.addWidget((Muted if off else Body)(f"{title} (off)" if off else title))
        words.addWidget(Caption(why))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """That of what it holds."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(_LEAST), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)


class ClosePage(Page):
    """Emits `rubric_changed` when the user tailored it, `practise_requested` with a line to say."""

    practise_requested = Signal(str)
    rubric_changed = Signal()

    def __init__(self, studio: Studio, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("The close", parent)
        self._studio, self._bridge = studio, bridge
        self._read = ""
        self._shown: Settings | None = None
        self.buttons: dict[str, ElementButton] = {}
        self.guide: ElementGuide | Guide | None = None
        self._list: QWidget | None = None
        self.notice = Notice()
        box = self.column.box
        box.addWidget(Heading("The close", 1))
        box.addWidget(Body("What a strong close contains, in four acts and in your own words."))
        box.addWidget(self.notice)
        box.setSpacing(8)
        self._place = QVBoxLayout()
        box.addLayout(self._place)
        box.addStretch(1)

    def refresh(self) -> None:
        """Read the rubric and the settings anew."""
        self._bridge.run(lambda: self._studio.whole_rubric, lambda _: self._update(), self.notice.show_problem)

    def _update(self) -> None:
        """Show what changed since the last visit, the guide a turn of the event loop after the list."""
        if self._shown != self._studio.settings:
            self._show_list()
            QTimer.singleShot(0, self, self._read_on)

    def _show(self) -> None:
        self._show_list()
        self._read_on()

    def _read_on(self) -> None:
        self.read(self._read or next(iter(self.buttons)))

    def _show_list(self) -> None:
        rubric, off = self._studio.whole_rubric, self._studio.settings.elements_off
        self._shown = self._studio.settings
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list, self.buttons = QWidget(), {}
        self._group = QButtonGroup(self._list)
        down = QVBoxLayout(self._list)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(2)
        for act in Act:
            down.addWidget(ActLabel(act))
            for element in rubric.elements:
                if element.act is act:
                    self._add(down, element.id, ElementButton(element.title, element.why, element.id in off))
        down.addSpacing(12)
        down.addWidget(Heading("How it is said", 3))
        for check in rubric.checks:
            self._add(down, check.id, ElementButton(check.title, check.why))
        self._add_articles(down)
        self._place.addWidget(self._list)

    def _add(self, down: QVBoxLayout, name: str, button: ElementButton) -> None:
        self.buttons[name] = button
        self._group.addButton(button)
        button.clicked.connect(lambda: self.read(name))
        down.addWidget(button)

    def _add_articles(self, down: QVBoxLayout) -> None:
        down.addSpacing(12)
        down.addWidget(Heading("The articles", 3))
        for number, title in enumerate(ARTICLES):
            down.addWidget(Caption(f"{number}  {title}"))

    def read(self, name: str) -> None:
        """Show one element or check at the right."""
        self._read = name
        self.buttons[name].setChecked(True)
        if self.guide is not None:
            self.guide.hide()
            self.guide.deleteLater()
        rubric = self._studio.whole_rubric
        check = next((check for check in rubric.checks if check.id == name), None)
        self.guide = Guide(check) if check else self._guide_to(rubric.element(name))
        self.panel.box.addWidget(self.guide)

    def _guide_to(self, element: Element) -> ElementGuide:
        chosen = self._studio.settings
        own, on = chosen.own_lines.get(element.id, ()), element.id not in chosen.elements_off
        guide = ElementGuide(element, own, on, (chosen.role, chosen.company))
        guide.looked_for.connect(lambda wanted: self._look_for(element.id, wanted))
        guide.lines_changed.connect(lambda lines: self._keep_lines(element.id, lines))
        guide.practise_requested.connect(self.practise_requested)
        return guide

    # What the user changes

    def _look_for(self, name: str, wanted: bool) -> None:
        others = tuple(other for other in self._studio.settings.elements_off if other != name)
        self._change("elements_off", others if wanted else (*others, name))

    def _keep_lines(self, name: str, lines: tuple[str, ...]) -> None:
        others = {other: own for other, own in self._studio.settings.own_lines.items() if other != name}
        self._change("own_lines", others | ({name: lines} if lines else {}))

    def _change(self, field: str, value: object) -> None:
        try:
            self._studio.change(**{field: value})
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self._show()
        if isinstance(self.guide, ElementGuide):
            (self.guide.own_line if field == "own_lines" else self.guide.switch).setFocus()
        self.rubric_changed.emit()
