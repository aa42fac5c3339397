"""The keys of the takes, in the real window: they work on what is seen to be marked, and on nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from askforit_desktop.takes import Query
from tests.gui.conftest import NOW
from tests.making import add_take, judgement

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(program, qtbot):
    """The page of three takes, where Ctrl+2 led to."""
    for number in range(3):
        add_take(program.studio.library, judgement(), hours=number)
    go(program, qtbot)
    return program.page("takes")


def go(program, qtbot):
    page = program.page("takes")
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    with qtbot.waitSignal(page.model.loaded):
        qtbot.keyClick(program.window, "2", CTRL)
    return page


def newest_first(program):
    return [take.id for take in program.studio.library.list()]


def in_trash(program):
    return {take.id for take in program.studio.library.list(Query(in_trash=True))}


def press(program, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(program.window.focusWidget(), key, modifier)


def test_who_comes_by_a_key_sees_which_take_the_keys_work_on(page, program, qtbot):
    assert page.table.hasFocus()
    assert page.table.selected() == ((0, 0),)
    press(program, qtbot, Qt.Key.Key_Down)
    assert page.table.selected() == ((1, 1),)
    with qtbot.waitSignal(page.open_requested) as wish:
        press(program, qtbot, Qt.Key.Key_Return)
    assert wish.args == [newest_first(program)[1]]


def test_who_asks_for_the_takes_again_from_among_them_still_sees_it(page, program, qtbot):
    go(program, qtbot)
    assert page.table.selected() == ((0, 0),)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return])
def test_where_no_row_is_marked_a_key_marks_one_before_it_does_anything(page, program, qtbot, key):
    page.table.clearSelection()
    with qtbot.assertNotEmitted(page.open_requested):
        press(program, qtbot, key)
    assert page.table.selected() == ((0, 0),)


@pytest.mark.parametrize("by", ["key", "mouse"])
def test_a_second_delete_after_the_rows_moved_up_takes_nothing_more(page, program, qtbot, by):
    first = newest_first(program)[0]

    def delete():
        if by == "key":
            qtbot.keyClick(page.table, Qt.Key.Key_Delete)
        else:
            qtbot.mouseClick(page.delete, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(page.model.loaded):
        delete()
    delete()
    assert page.table.selected() == ()
    assert in_trash(program) == {first}


def test_two_takes_selected_by_keys_are_compared(page, program, qtbot):
    assert page.compare.isVisible()
    assert not page.compare.isEnabled()
    press(program, qtbot, Qt.Key.Key_Down, SHIFT)
    assert page.compare.isEnabled()
    qtbot.keyClick(page.compare, Qt.Key.Key_Space)
    compared = program.page("compare")
    assert program.window.page is compared
    qtbot.waitUntil(lambda: compared.sides[1].take is not None)
    assert [side.take.id for side in compared.sides] == newest_first(program)[1::-1]


def test_neither_three_takes_nor_two_in_the_trash_can_be_compared(page, program, qtbot):
    page.table.selectAll()
    assert not page.compare.isEnabled()
    program.studio.library.delete(newest_first(program)[:2], NOW)
    with qtbot.waitSignal(page.model.loaded):
        page.which.setCurrentText("Trash")
    page.table.selectAll()
    assert not page.compare.isVisible()


def test_ctrl_z_undoes_a_deletion_while_that_is_offered(page, program, qtbot):
    before = newest_first(program)
    with qtbot.waitSignal(page.model.loaded):
        press(program, qtbot, Qt.Key.Key_Delete)
    assert newest_first(program) == before[1:]
    with qtbot.waitSignal(page.model.loaded):
        press(program, qtbot, Qt.Key.Key_Z, CTRL)
    assert newest_first(program) == before
    assert page.notice.text == ""


def test_ctrl_z_answers_no_other_question(page, program, qtbot):
    page._ask_to_empty()
    with qtbot.assertNotEmitted(page.notice.acted):
        press(program, qtbot, Qt.Key.Key_Z, CTRL)
    assert "for good" in page.notice.text


def test_without_takes_the_keys_work_on_the_invitation(program, qtbot):
    page = go(program, qtbot)
    assert isinstance(program.window.focusWidget(), QPushButton)
    assert program.window.focusWidget().text() == "Make your first take"
    with qtbot.waitSignal(page.rehearse_requested):
        press(program, qtbot, Qt.Key.Key_Space)


def test_where_a_search_finds_nothing_the_keys_work_on_the_search(page, program, qtbot):
    with qtbot.waitSignal(page.model.loaded):
        page.search.setText("nothing like it")
    program.go("close")
    go(program, qtbot)
    assert page.search.hasFocus()
