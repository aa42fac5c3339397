"""The page of all takes, over the real library."""

import shutil
from dataclasses import replace
from datetime import timedelta

import PySide6
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton

from askforit_desktop.export import Form
from askforit_desktop.gui import file_dialogs
from askforit_desktop.gui.takes_model import ELEMENTS, HEADLINE, LENGTH, PAGE, TITLE
from askforit_desktop.gui.takes_page import TakesPage
from askforit_desktop.paths import resources
from askforit_desktop.takes import Query, rows
from tests.gui.conftest import NOW, OPEN_WITHIN, put_in
from tests.gui.watching import LONGEST, longest_wait
from tests.making import judgement

MANY = 10_000
SAMPLE = resources() / "samples" / "05_ked_short.wav"


@pytest.fixture
def page(studio, bridge, qtbot):
    page = TakesPage(studio, bridge)
    page.resize(1084, 800)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def filled(page, takes, qtbot):
    with qtbot.waitSignal(page.model.loaded):
        page.refresh()
    return page


def titles(page):
    model = page.model
    return [model.data(model.index(row, TITLE)) for row in range(model.rowCount())]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def after_loading(qtbot, page, act):
    with qtbot.waitSignal(page.model.loaded):
        act()


def select(page, *wanted):
    page.table.clearSelection()
    for row in wanted:
        index = page.model.index(row, 0)
        flags = page.table.selectionModel().SelectionFlag
        page.table.selectionModel().select(index, flags.Select | flags.Rows)


def in_trash(studio):
    return {take.id for take in studio.library.list(Query(in_trash=True))}


def fill(studio, take, count):
    """So many takes, one a minute."""
    first = replace(put_in(studio, take), judgements=(judgement("thank you i want this job"),))

    def work(db):
        for number in range(1, count):
            recording = replace(first.recording, recorded_at=NOW + timedelta(minutes=number))
            rows.insert(db, replace(first, id=f"many-{number}", title=f"Take {number}", recording=recording))

    studio.library._database.write(work)


def drop(page, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPoint(50, 50) if PySide6.__version_info__ < (6, 12) else QPointF(50, 50)
    entering = QDragEnterEvent(place, copy, data, left, plain)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, plain))


def test_an_empty_library_invites_the_first_take_or_the_sample(page, qtbot):
    after_loading(qtbot, page, page.refresh)
    assert page.empty.isVisible()
    assert page.table.isHidden()
    first, sample = page.empty.findChildren(QPushButton)
    with qtbot.waitSignal(page.rehearse_requested):
        click(qtbot, first)
    with qtbot.waitSignal(page.sample_requested):
        click(qtbot, sample)


def test_takes_stand_newest_first_with_length_headline_and_elements(filled):
    model = filled.model
    assert titles(filled) == ["03_rms_heldout_close", "02_awb_next_steps", "01_slt_direct_ask"]
    cells = [model.data(model.index(2, column)) for column in range(LENGTH, ELEMENTS)]
    assert cells == ["0:10", "Asked"]
    spoken = model.data(model.index(2, ELEMENTS), Qt.ItemDataRole.AccessibleTextRole)
    assert " of 12 elements; missed: " in spoken
    assert "Ask what the next step is" in spoken


def test_a_click_on_a_heading_sorts_and_another_one_turns_it_round(filled, qtbot):
    header = filled.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(TITLE) + 20, header.height() // 2)

    def press():
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    after_loading(qtbot, filled, press)
    once = titles(filled)
    after_loading(qtbot, filled, press)
    assert sorted(once) == sorted(titles(filled))
    assert titles(filled) == once[::-1]
    assert once in (sorted(once), sorted(once)[::-1])


def test_a_search_finds_words_that_were_said(filled, qtbot):
    after_loading(qtbot, filled, lambda: qtbot.keyClicks(filled.search, "migration"))
    assert titles(filled) == ["03_rms_heldout_close"]
    after_loading(qtbot, filled, lambda: qtbot.keyClicks(filled.search, "x"))
    assert filled.nothing.isVisible()
    assert not filled.empty.isVisible()


def test_the_list_beside_the_search_narrows_the_takes(filled, studio, takes, qtbot):
    studio.library.set_star(takes[1].id, True)
    after_loading(qtbot, filled, lambda: filled.which.setCurrentText("Starred"))
    assert titles(filled) == ["02_awb_next_steps"]
    after_loading(qtbot, filled, lambda: filled.which.setCurrentText("Asked for the job"))
    assert titles(filled) == ["03_rms_heldout_close", "01_slt_direct_ask"]


def test_the_candidates_own_word_on_the_ask_goes_first_in_the_table_and_its_choices(filled, studio, takes, qtbot):
    studio.library.set_said(takes[0].id, "ask_for_job", False)
    studio.library.set_said(takes[1].id, "thanks", False)
    studio.library.set_said(takes[1].id, "ask_for_job", True)
    after_loading(qtbot, filled, filled.refresh)
    model = filled.model
    assert [model.data(model.index(row, HEADLINE)) for row in range(3)] == ["Asked", "Asked", "Not asked"]
    spoken = [model.data(model.index(row, HEADLINE), Qt.ItemDataRole.ToolTipRole) for row in (1, 2)]
    assert spoken == ["By your word, you asked for the job.", "By your word, you did not ask for the job."]
    after_loading(qtbot, filled, lambda: filled.which.setCurrentText("Asked for the job"))
    assert titles(filled) == ["03_rms_heldout_close", "02_awb_next_steps"]
    after_loading(qtbot, filled, lambda: filled.which.setCurrentText("Did not ask"))
    assert titles(filled) == ["01_slt_direct_ask"]


def test_enter_opens_the_take_under_the_cursor(filled, takes, qtbot):
    filled.table.setFocus()
    qtbot.keyClick(filled.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(filled.open_requested) as wish:
        qtbot.keyClick(filled.table, Qt.Key.Key_Return)
    assert wish.args == [takes[1].id]


def test_coming_back_from_a_take_finds_it_under_the_cursor(filled, takes, qtbot):
    filled.table.open_requested.emit(2)
    after_loading(qtbot, filled, filled.refresh)
    assert filled.table.currentIndex().row() == 2
    filled.search.setFocus()
    filled.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert filled.table.selected() == ((2, 2),)


def test_a_search_keeps_the_keys_that_an_empty_table_was_to_get(page, studio, heard_samples, qtbot):
    page.take_focus()
    after_loading(qtbot, page, page.refresh)
    put_in(studio, heard_samples[0])
    page.search.setFocus()
    after_loading(qtbot, page, lambda: qtbot.keyClicks(page.search, "j"))
    assert page.table.isVisible()
    assert page.search.hasFocus()


def test_an_import_is_given_up_when_the_program_ends(page, studio, bridge, qtbot):
    drop(page, *[SAMPLE] * 20)
    page.shut_down()
    bridge.close()
    assert studio.library.count() == 0


def test_several_takes_are_deleted_at_once_and_come_back_with_undo(filled, qtbot):
    select(filled, 0, 2)
    qtbot.keyClick(filled.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(filled) == ["02_awb_next_steps"])
    assert "2 takes are in the trash." in filled.notice.text
    filled.notice.acted.emit()
    qtbot.waitUntil(lambda: len(titles(filled)) == 3)


def test_delete_takes_what_was_selected_though_a_newer_take_came_in_meanwhile(filled, studio, takes, qtbot):
    select(filled, 0)
    put_in(studio, takes[0], NOW + timedelta(days=1))
    with qtbot.waitSignal(filled.deeds.deleted):
        click(qtbot, filled.delete)
    assert in_trash(studio) == {takes[2].id}


def test_a_second_delete_key_takes_nothing_more(filled, studio, takes, qtbot):
    filled.deeds.deleted.connect(lambda _: qtbot.keyClick(filled.table, Qt.Key.Key_Delete))
    select(filled, 0)
    with qtbot.waitSignal(filled.deeds.deleted):
        qtbot.keyClick(filled.table, Qt.Key.Key_Delete)
        assert not filled.delete.isEnabled()
    qtbot.waitUntil(lambda: len(titles(filled)) == 2)
    assert in_trash(studio) == {takes[2].id}


def test_rows_that_were_never_looked_at_are_found_too_and_no_take_that_came_in_since(
    page, studio, heard_samples, qtbot
):
    fill(studio, heard_samples[0], 3 * PAGE)
    after_loading(qtbot, page, page.refresh)
    shown, found = [summary.id for summary in studio.library.list(Query(limit=None))], []
    put_in(studio, heard_samples[0], NOW + timedelta(days=1))
    page.model.find_ids(((0, 3 * PAGE - 1),), found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert found == shown[:-1]  # the last one is a row further down by now


def test_the_trash_gives_takes_back_and_is_emptied_only_after_asking(filled, studio, takes, qtbot):
    studio.library.delete([take.id for take in takes], NOW)
    after_loading(qtbot, filled, lambda: filled.which.setCurrentText("Trash"))
    select(filled, 0)
    after_loading(qtbot, filled, lambda: click(qtbot, filled.restore))
    assert studio.library.count() == 1
    click(qtbot, filled.empty_trash)
    assert "for good" in filled.notice.text
    assert studio.library.count(Query(in_trash=True)) == 2
    after_loading(qtbot, filled, filled.notice.acted.emit)
    assert studio.library.count(Query(in_trash=True)) == 0
    assert filled.nothing.text() == "The trash is empty."


def test_several_takes_are_exported_into_a_folder_and_none_is_overwritten(filled, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(file_dialogs, "folder", lambda *_: tmp_path)
    (markdown,) = [a for a in filled.export.menu().actions() if a.text().startswith("Markdown")]
    for count in (3, 6):
        filled.table.selectAll()
        markdown.trigger()
        qtbot.waitUntil(lambda count=count: len(list(tmp_path.glob(f"*.{Form.MARKDOWN.value}"))) == count)
    qtbot.waitUntil(lambda: "3 takes were saved" in filled.notice.text)


def test_dropped_recordings_are_taken_in_and_one_that_is_none_is_said(page, tmp_path, qtbot):
    broken, again = tmp_path / "broken.wav", tmp_path / "again.wav"
    broken.write_text("no sound")
    shutil.copy(SAMPLE, again)
    with qtbot.waitSignal(page.importer.ended, timeout=OPEN_WITHIN):
        drop(page, broken, SAMPLE, again)
        assert page.working.isVisible()
        assert "broken.wav" in page.working.text
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    assert "broken.wav" in page.notice.text
    assert page.working.isHidden()


def test_an_import_chosen_in_the_dialog_can_be_opened_from_the_notice(page, monkeypatch, qtbot):
    monkeypatch.setattr(file_dialogs, "recordings", lambda _: (SAMPLE,))
    with qtbot.waitSignal(page.importer.ended, timeout=OPEN_WITHIN):
        click(qtbot, page.take_in)
    assert "“05_ked_short” was imported." in page.notice.text
    with qtbot.waitSignal(page.open_requested):
        page.notice.acted.emit()


def test_an_import_that_is_cancelled_leaves_nothing(page, studio, qtbot):
    with qtbot.waitSignal(page.importer.ended, timeout=OPEN_WITHIN):
        drop(page, SAMPLE, SAMPLE, SAMPLE)
        page.working.cancelled.emit()
    assert studio.library.count() == 0
    assert list(studio.library.folder.glob("*.wav")) == []
    assert page.notice.text == ""


def test_ten_thousand_takes_never_keep_the_window_waiting(studio, heard_samples, page, qtbot):
    fill(studio, heard_samples[0], MANY)
    assert longest_wait(lambda: look_through(page, qtbot)) <= LONGEST


def look_through(page, qtbot):
    after_loading(qtbot, page, page.search.clear if page.search.text() else page.refresh)
    assert page.model.rowCount() == MANY
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.take_at(MANY - 1) is not None)
    assert page.model.take_at(MANY // 2) is None, "only the pages that are looked at are fetched"
    for row in range(0, MANY, 7 * PAGE):
        page.table.scrollTo(page.model.index(row, 0))
        qtbot.waitUntil(lambda row=row: page.model.take_at(row) is not None)
    after_loading(qtbot, page, lambda: page.table.sort_requested.emit(TITLE, False))
    after_loading(qtbot, page, lambda: qtbot.keyClicks(page.search, "job"))
    assert page.model.rowCount() == MANY
    page.table.selectAll()
    page.table.clearSelection()
