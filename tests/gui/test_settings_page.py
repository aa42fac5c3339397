"""Settings and the first start, over the real core."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFileDialog, QPushButton, QRadioButton

from askforit_desktop import settings
from askforit_desktop.gui.app import Start
from askforit_desktop.gui.welcome import WelcomePage
from askforit_desktop.gui.widgets.limits_section import PAIRS
from askforit_desktop.paths import Home
from askforit_desktop.takes import moving
from tests.gui.conftest import OPEN_WITHIN
from tests.making import add_take, judgement
from tests.speaking import SAMPLES


@pytest.fixture
def page(program, qtbot):
    program.go("settings")
    page = program.page("settings")
    qtbot.waitUntil(lambda: combo(page, "Microphone").findText("VirtualMic") >= 0, timeout=OPEN_WITHIN)
    return page


def combo(page, name):
    return next(c for c in page.findChildren(QComboBox) if c.accessibleName() == name)


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())


def downloads(page):
    return [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Download:")]


def kept(program):
    return settings.load(program.studio.home.settings)


def choose(box, text):
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_a_chosen_microphone_and_speaker_are_kept(program, page):
    choose(combo(page, "Microphone"), "VirtualMic2")
    choose(combo(page, "Speakers"), "VirtualSpeaker")
    assert (kept(program).microphone, kept(program).speaker) == ("VirtualMic2", "VirtualSpeaker")


def test_the_level_moves_when_somebody_speaks(program, page, qtbot, sound):
    with sound.speaking(SAMPLES / "01_slt_direct_ask.wav"):
        qtbot.waitUntil(lambda: page.meter.accessibleDescription() == "sound", timeout=OPEN_WITHIN)


def test_the_level_is_that_of_the_microphone_just_chosen(program, page, qtbot, sound):
    choose(combo(page, "Microphone"), "VirtualMic2")
    with sound.speaking(SAMPLES / "01_slt_direct_ask.wav", "vmic2in"):
        qtbot.waitUntil(lambda: page.meter.accessibleDescription() == "sound", timeout=OPEN_WITHIN)


def test_the_test_sound_is_heard(page, sound):
    with sound.heard() as listen:
        button(page, "Play a test sound").click()
        assert max(abs(listen(3.0))) > 0.05


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_limits_of_ones_own_are_kept_in_order_and_judged_by(program, page, pair):
    boxes = {b.accessibleName(): b for b in page.findChildren(QDoubleSpinBox)}
    least, greatest = (boxes[f"{pair.title}, {end}"] for end in ("from", "to"))
    number = greatest.value() + 2
    least.setValue(number)
    least.editingFinished.emit()
    own = (getattr(kept(program), pair.least), getattr(kept(program), pair.greatest))
    assert own == (number, number), "the other one gives way"
    assert getattr(program.studio.rubric.limits, pair.least) == number
    usual = f"{pair.title}: as the rubric has it"
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == usual).click()
    assert getattr(kept(program), pair.least) is None
    assert greatest.value() == getattr(program.studio.whole_rubric.limits, pair.greatest)


def test_to_go_through_the_limits_without_a_change_pins_none(program, page, qtbot):
    for box in page.findChildren(QDoubleSpinBox):
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert kept(program).length_min is None
    assert kept(program) == program.studio.settings


def test_the_look_changes_at_once(program, page):
    next(r for r in page.findChildren(QRadioButton) if r.text() == "Dark").click()
    assert kept(program).theme == "dark"
    assert program.window.palette().window().color().lightness() < 64
    next(r for r in page.findChildren(QRadioButton) if r.text() == "Light").click()


def test_the_folder_of_takes_opens(program, page, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    button(page, "Open the folder").click()
    assert opened == [QUrl.fromLocalFile(str(program.studio.library.folder))]


def test_the_takes_move_to_another_folder(program, page, qtbot, monkeypatch, tmp_path):
    take = add_take(program.studio.library, judgement())
    old = program.studio.library.folder
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "disk"))
    button(page, "Move it…").click()
    qtbot.waitUntil(lambda: "new folder" in page.notice.text, timeout=OPEN_WITHIN)
    assert program.studio.library.folder == tmp_path / "disk" / moving.FOLDER
    assert program.studio.library.get(take.id).title == take.title
    assert not old.exists()


def test_a_move_to_a_place_that_is_taken_is_told_in_place(program, page, qtbot, monkeypatch, tmp_path):
    (tmp_path / moving.FOLDER).mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    button(page, "Move it…").click()
    qtbot.waitUntil(lambda: "already a folder" in page.notice.text, timeout=OPEN_WITHIN)


def test_everything_is_deleted_only_after_asking(program, page, qtbot):
    add_take(program.studio.library, judgement())
    button(page, "Delete everything…").click()
    assert program.studio.library.count() == 1
    button(page, "Delete everything").click()
    qtbot.waitUntil(lambda: isinstance(program.window.page, WelcomePage), timeout=OPEN_WITHIN)
    assert program.studio.library.count() == 0
    assert not kept(program).welcomed


def test_the_usual_key_takes_the_question_back_and_deletes_nothing(program, page, qtbot):
    button(page, "Delete everything…").setFocus()
    with qtbot.assertNotEmitted(page.delete_everything_requested):
        for _ in range(2):
            qtbot.keyClick(program.window.focusWidget(), Qt.Key.Key_Space)
    assert not page._question.isVisible()


def test_after_everything_was_deleted_the_welcome_is_whole_and_begins_anew(program, page, qtbot):
    for _ in range(2):
        page.delete_everything_requested.emit()
        qtbot.waitUntil(lambda: isinstance(program.window.page, WelcomePage), timeout=OPEN_WITHIN)
        welcome = program.window.page
        assert combo(welcome, "Microphone").findText("VirtualMic") >= 0
        button(welcome, "Go on").click()
        qtbot.waitUntil(lambda: any(b.isVisible() for b in downloads(program.window.page)), timeout=OPEN_WITHIN)
        button(welcome, "Start rehearsing").click()


# First start


@pytest.fixture
def first(qapp, home, sound, qtbot):
    start = Start(qapp, Home.at(home))
    with qtbot.waitSignal(start.ready, timeout=OPEN_WITHIN):
        pass
    yield start.program
    start.close()


def test_the_first_step_hears_the_microphone(first, qtbot, sound):
    with sound.speaking(SAMPLES / "01_slt_direct_ask.wav"):
        qtbot.waitUntil(lambda: first.window.page._heard.text() == "The microphone hears you.", timeout=OPEN_WITHIN)


def test_both_steps_can_be_skipped_and_are_not_shown_again(first, qtbot):
    page = first.window.page
    button(page, "Skip").click()
    qtbot.waitUntil(lambda: bool(downloads(page)))
    button(page, "Skip").click()
    assert first.window.page is first.rehearse
    assert kept(first).welcomed


def test_the_sample_does_the_whole_main_job(first, qtbot):
    button(first.window.page, "Try the sample").click()
    qtbot.waitUntil(lambda: first.window.page is first._pages.get("take"), timeout=60_000)
    assert first.page("take").head.headline.text() == "You asked for the job."
    assert first.studio.library.count() == 1
    assert Path(first.page("take").take.recording.wav).exists()
    qtbot.keyClick(first.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
