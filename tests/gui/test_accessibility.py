"""Every page by keyboard and by ear: names and roles in the accessible tree, focus, what is announced, what fits."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from askforit_desktop.gui.shortcuts import KEYS, ShortcutsDialog
from askforit_desktop.gui.stylesheet import BODY
from askforit_desktop.gui.widgets import announce as announcing
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.frames import Column, Notice
from tests.gui.conftest import OPEN_WITHIN
from tests.making import add_take, judgement

PLACES = ("rehearse", "welcome", "takes", "take", "compare", "progress", "close", "settings")
LONG = "interview_closing_practice_northwind_operations_manager_2026-11-03_final_v2"
CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Slider,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.Table,
    QAccessible.Role.List,
    QAccessible.Role.Tree,
    QAccessible.Role.Graphic,
    QAccessible.Role.Chart,
    QAccessible.Role.ButtonMenu,
}
# What Qt makes inside its own controls.
INSIDE = ("qt_spinbox_lineedit", "qt_scrollarea")


def interfaces(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield root
    for index in range(root.childCount()):
        child = root.child(index)
        if child is not None and child.isValid():
            yield from interfaces(child)


def shown(page: QWidget) -> list[QAccessibleInterface]:
    every = interfaces(QAccessible.queryAccessibleInterface(page))
    return [i for i in every if not i.state().invisible and not (i.object() and _is_inside(i.object()))]


def _is_inside(thing) -> bool:
    return thing.objectName().startswith(INSIDE) or isinstance(thing.parent(), QAbstractButton)


@pytest.fixture
def full(program, qtbot):
    """The program with a few takes to show."""
    for number in range(3):
        add_take(program.studio.library, judgement(), hours=number)
    return program


def visit(program, place, qtbot):
    if place == "take":
        program.open_take(program.studio.library.list()[0].id)
        qtbot.waitUntil(lambda: program.page("take").take is not None, timeout=OPEN_WITHIN)
    elif place == "compare":
        program.compare(*[take.id for take in program.studio.library.list()[:2]])
        qtbot.waitUntil(lambda: program.page("compare").sides[1].take is not None, timeout=OPEN_WITHIN)
    else:
        program.go(place)
    qtbot.waitUntil(lambda: program.model is not None, timeout=OPEN_WITHIN)
    QApplication.processEvents()
    return program.window.page


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name(full, qtbot, place):
    page = visit(full, place, qtbot)
    qtbot.waitUntil(lambda: any(i.role() in CONTROLS for i in shown(page)))
    controls = [i for i in shown(page) if i.role() in CONTROLS]
    nameless = [(i.role(), i.object()) for i in controls if not i.text(QAccessible.Text.Name).strip()]
    assert not nameless


@pytest.mark.parametrize("place", PLACES)
def test_tab_reaches_every_control_and_comes_round(full, qtbot, place):
    page = visit(full, place, qtbot)
    full.window.activateWindow()
    wanted = {
        w
        for w in page.findChildren(QWidget)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    }
    reached: set[QWidget] = set()
    for _ in range(300):
        focused = full.window.focusWidget()
        if focused in reached:
            break
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    missed = {w for w in wanted - reached if not _in_a_group(w, reached)}
    assert not missed


def _in_a_group(widget: QWidget, reached: set[QWidget]) -> bool:
    """Tab goes to one of a group of radio buttons; the arrow keys go to the others."""
    group = getattr(widget, "group", lambda: None)()
    return group is not None and any(button in reached for button in group.buttons())


@pytest.fixture(params=(1, 2), ids=("usual text", "text twice as large"))
def text_size(request, qapp, look) -> Iterator[int]:
    """How large the text is that the system asks for, before the program starts; 1 is usual."""
    usual = qapp.font()
    large = QFont(usual)
    large.setPixelSize(request.param * BODY)
    qapp.setFont(large)
    yield request.param
    qapp.setFont(usual)
    look.choose("dark")
    look.choose("light")


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_cut_off_in_the_smallest_window(text_size, full, qtbot, place):
    add_take(full.studio.library, judgement(), hours=9, title=LONG)
    page = visit(full, place, qtbot)
    for notice in page.findChildren(Notice):
        notice.tell(f"“{LONG}” was imported.", "Open")
    full.window.resize(900, 600)
    QApplication.processEvents()
    for area in page.findChildren(QScrollArea):
        if area.isVisible() and area.widget() and area.widgetResizable():
            fits = area.widget().minimumSizeHint().width() <= area.viewport().width()
            assert fits or (text_size > 1 and area.horizontalScrollBar().isVisible()), area


def test_what_changes_elsewhere_is_spoken(qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(announcing.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(announcing.QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Recording. Speak now.")
    announce(widget, "")
    assert told == ["Recording. Speak now."]


def test_the_keys_are_listed_on_f1(program, qtbot):
    qtbot.keyClick(program.window, Qt.Key.Key_F1)
    dialog = program.window.findChild(ShortcutsDialog)
    told = " ".join(i.text(QAccessible.Text.Name) for i in interfaces(QAccessible.queryAccessibleInterface(dialog)))
    assert all(deed in told for _, keys in KEYS for _, deed in keys)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_list_of_keys_is_no_higher_than_the_screen_and_scrolls(text_size, program, qtbot):
    program.window.show_shortcuts()
    dialog = program.window.findChild(ShortcutsDialog)
    QApplication.processEvents()
    assert dialog.height() <= dialog.screen().availableSize().height()
    keys = dialog.findChild(Column)
    assert keys.verticalScrollBar().isVisible() == (text_size > 1)
