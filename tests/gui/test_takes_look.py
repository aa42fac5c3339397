"""How the page of all takes is drawn: its frame, its columns, and what stays in its place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from askforit_desktop.gui import theme
from askforit_desktop.gui.takes_model import COLUMNS, ELEMENTS, TITLE
from askforit_desktop.gui.takes_page import TakesPage
from tests.making import add_take, judgement

NARROW, WIDE = 704, 1084  # what the smallest window and the usual one leave to the page


@pytest.fixture
def page(studio, bridge, qtbot):
    for number in range(3):
        add_take(studio.library, judgement(), hours=number)
    page = TakesPage(studio, bridge)
    page.resize(WIDE, 600)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    with qtbot.waitSignal(page.model.loaded):
        page.refresh()
    return page


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_frame_of_the_table_is_whole_around_heading_corners_and_a_marked_row(page, look, qtbot, choice):
    look.choose(choice)
    qtbot.waitUntil(page.table.hasFocus)
    drawn, accent = page.table.grab().toImage(), QColor(theme.colours().accent)
    look.choose("light")
    right, low, corner = drawn.width() - 1, drawn.height() - 1, 3  # the frame is an arc of 10 pixels there
    row = page.table.viewport().y() + page.table.rowViewportPosition(0) + 10
    edges = [(x, row) for x in (0, 1, right - 1, right)] + [(right // 2, y) for y in (0, 1, low - 1, low)]
    corners = [(x, y) for x in (corner, right - corner) for y in (corner, low - corner)]
    assert [place for place in edges + corners if drawn.pixelColor(*place) != accent] == []


def test_in_a_narrow_window_the_name_gives_way_last(page, qtbot):
    usual = widths(page)
    page.resize(NARROW, 600)
    qtbot.waitUntil(lambda: widths(page)[TITLE] < usual[TITLE])
    narrow = widths(page)
    assert max(narrow) == narrow[TITLE]
    assert sum(narrow) <= page.table.viewport().width()
    assert narrow[ELEMENTS] >= theme.size(170), "all twelve marks"
    page.resize(WIDE, 600)
    qtbot.waitUntil(lambda: widths(page) == usual)


def widths(page):
    return [page.table.columnWidth(column) for column in range(len(COLUMNS))]


def test_the_buttons_stay_where_they_are_when_a_search_finds_nothing(page, qtbot):
    buttons = (page.export, page.delete)
    qtbot.waitUntil(lambda: page.table.height() > page.height() / 2)
    before = [button.pos() for button in buttons]
    with qtbot.waitSignal(page.model.loaded):
        qtbot.keyClicks(page.search, "nothing like it")
    qtbot.waitUntil(page.nothing.isVisible)
    page.column.box.activate()  # lays out at once
    assert [button.pos() for button in buttons] == before
    assert page.nothing.y() < page.height() / 3


def test_a_button_reached_by_tab_has_one_ring(page, qtbot):
    page.take_in.setFocus()
    qtbot.keyClick(page.take_in, Qt.Key.Key_Tab)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Backtab)
    assert page.take_in.hasFocus()
    reached = page.take_in.grab().toImage()
    page.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    assert page.take_in.grab().toImage() == reached
