"""What goes on between the pages while a take is recorded, with the real microphone and a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from askforit_desktop.problems import AudioProblem
from askforit_desktop.rehearsal import Failed, State
from tests.gui.conftest import OPEN_WITHIN, put_in
from tests.speaking import SAMPLES


@pytest.fixture
def recording(program, qtbot):
    """The program with a take being recorded."""
    record(program, qtbot)
    yield program
    program.booth.stop()
    until(program, State.IDLE, qtbot)


def record(program, qtbot):
    qtbot.keyClick(program.rehearse.bar.button, Qt.Key.Key_Space)
    until(program, State.RECORDING, qtbot)


def until(program, state, qtbot):
    qtbot.waitUntil(lambda: program.rehearse.state is state, timeout=OPEN_WITHIN)


def place(program, title):
    """The name of a place in the sidebar, with what is said besides it."""
    buttons = program.window.sidebar.findChildren(QAbstractButton)
    return next(button.accessibleName() for button in buttons if button.accessibleName().startswith(title))


def in_trash(program, heard_samples):
    take = put_in(program.studio, heard_samples[0])
    program.studio.library.delete((take.id,), take.recording.recorded_at)
    return take.id


def test_a_take_that_comes_back_does_not_take_a_recording_out_of_sight(recording, heard_samples, qtbot):
    recording.restore(in_trash(recording, heard_samples))
    qtbot.waitUntil(lambda: place(recording, "Takes") == "Takes, 1", timeout=OPEN_WITHIN)
    assert recording.window.page is recording.rehearse


def test_a_sample_that_was_heard_does_not_take_a_recording_out_of_sight(program, qtbot):
    program.try_sample()
    qtbot.waitUntil(lambda: bool(program.studio.recogniser._under_way), timeout=OPEN_WITHIN)
    record(program, qtbot)
    qtbot.waitUntil(lambda: place(program, "Takes") == "Takes, 1", timeout=60_000)
    assert program.window.page is program.rehearse
    assert program.rehearse.state is State.RECORDING
    program.rehearse.toggle()
    until(program, State.IDLE, qtbot)


def test_a_sample_that_was_heard_leaves_somebody_who_went_elsewhere_there(program, qtbot):
    program.try_sample()
    program.go("close")
    told = program.page("close").notice
    qtbot.waitUntil(lambda: told.text == "The sample is among your takes.", timeout=60_000)
    qtbot.waitUntil(lambda: place(program, "Takes") == "Takes, 1", timeout=OPEN_WITHIN)


def test_an_earlier_discard_can_not_be_undone_in_the_midst_of_a_take(program, qtbot):
    record(program, qtbot)
    program.rehearse.discard_requested.emit()
    qtbot.waitUntil(lambda: program.rehearse._undo.isVisible(), timeout=OPEN_WITHIN)
    until(program, State.IDLE, qtbot)
    record(program, qtbot)
    assert not program.rehearse._undo.isVisible()
    program.rehearse.toggle()
    until(program, State.IDLE, qtbot)


def test_elsewhere_the_sidebar_says_that_a_take_is_recorded(program, qtbot):
    record(program, qtbot)
    program.go("close")
    assert place(program, "Rehearse") == "Rehearse, Recording"
    program.booth.stop()
    until(program, State.IDLE, qtbot)
    assert place(program, "Rehearse") == "Rehearse"


def test_a_microphone_that_went_is_told_on_the_page_in_sight(program):
    program.go("close")
    program.bridge.listen(Failed(AudioProblem("The microphone is gone.", "Plug it in.")))
    assert program.page("close").notice.text == "The microphone is gone. Plug it in."
    assert program.rehearse.notice._sentence.text() == "The microphone is gone.", "and again where one starts anew"


def test_settings_that_can_not_be_saved_are_told_on_the_page_in_sight(program):
    program.go("settings")
    program.studio.home.settings.unlink()
    program.studio.home.settings.mkdir()
    program.change(role="Nurse")
    assert "could not be saved" in program.page("settings").notice.text


def test_a_setting_that_is_kept_leaves_the_ticks_of_a_take_alone(program):
    rows = program.rehearse.heard.checklist.rows
    program.change(theme="dark")
    assert program.rehearse.heard.checklist.rows == rows
    program.change(elements_off=("thanks",))
    assert "thanks" not in program.rehearse.heard.checklist.rows
    program.change(theme="light")


def test_the_number_of_takes_is_right_after_a_take_came_back(program, heard_samples, qtbot):
    take = in_trash(program, heard_samples)
    for _ in range(3):
        program.restore(take)
        qtbot.waitUntil(lambda: place(program, "Takes") == "Takes, 1", timeout=OPEN_WITHIN)
        program.studio.library.delete((take,), program.studio._now())
        program.count_takes()
        qtbot.waitUntil(lambda: place(program, "Takes") == "Takes", timeout=OPEN_WITHIN)


def test_the_level_is_followed_again_after_a_take_was_discarded(program, sound, qtbot):
    record(program, qtbot)
    program.rehearse.discard_requested.emit()
    until(program, State.IDLE, qtbot)
    hears(program, sound, qtbot)


def test_the_level_is_followed_again_after_a_take_was_cancelled(program, sound, qtbot):
    for _ in range(2):
        qtbot.keyClick(program.rehearse.bar.button, Qt.Key.Key_Space)
    until(program, State.IDLE, qtbot)
    hears(program, sound, qtbot)


def hears(program, sound, qtbot):
    """The level meter of the page moves when somebody speaks."""
    meter = program.rehearse._setup.meter
    with sound.speaking(SAMPLES / "01_slt_direct_ask.wav"):
        qtbot.waitUntil(lambda: meter.accessibleDescription() == "sound", timeout=OPEN_WITHIN)
