"""The top of a take."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.take_head import TakeHead

LONG = "The close for Northwind where I wanted to ask early and did " * 3


@pytest.fixture
def head(qtbot):
    head = TakeHead()
    head.resize(720, 100)
    qtbot.addWidget(head)
    head.show()
    return head


@pytest.mark.parametrize(("offer", "menu"), [("others", "_compare"), ("models", "_again")])
def test_a_name_in_a_menu_keeps_its_ampersand_and_its_two_ends_within_the_window(head, offer, menu):
    menu, names = getattr(head, menu), ("Smith & Sons · today 14:05", f"{LONG}· today 14:05")
    getattr(head, f"show_{offer}")(tuple(zip("ab", names, strict=True)) if offer == "others" else names)
    short, long = (action.text() for action in menu.actions())
    assert short == "Smith && Sons · today 14:05"
    assert long.startswith("The close for North")
    assert "…" in long
    assert long.endswith("today 14:05")
    assert menu.sizeHint().width() < theme.size(400)


TAKE = Take("1", "Take 4", Recording(Path("take.wav"), datetime(2026, 11, 20, tzinfo=UTC), 3.0, "microphone"))


def test_a_long_name_is_seen_by_its_beginning_and_an_ellipsis_once_it_is_not_edited(head, qtbot):
    head.show_take(TAKE, "", "")
    field = head.title
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, LONG)
    with qtbot.waitSignal(head.renamed) as wish:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert wish.args == [LONG.strip()]
    assert field.cursorPosition() == 0
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert not field.hasFocus()
    assert field.text() == LONG
    assert field.seen.startswith("The close for Northwind")
    assert field.seen.endswith("…")


def test_a_long_name_that_is_opened_is_drawn_with_the_ellipsis_and_edited_whole(head):
    head.show_take(replace(TAKE, title=LONG), "", "")
    QApplication.processEvents()
    field = head.title
    assert not field.hasFocus()
    elided = field.grab().toImage()
    seen = field.seen
    field.setText(seen)
    assert field.seen == seen
    assert field.grab().toImage() == elided
    assert field.width() == theme.size(240)


def test_a_short_name_is_seen_whole_and_takes_no_more_room_than_it_needs(head):
    head.show_take(TAKE, "", "")
    QApplication.processEvents()
    assert head.title.seen == "Take 4"
    assert head.title.width() < theme.size(120)
