"""From nothing to the window, and from the window to nothing."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from askforit_desktop import settings
from askforit_desktop.gui import app
from askforit_desktop.gui.app import Start
from askforit_desktop.gui.welcome import WelcomePage
from askforit_desktop.paths import Home
from askforit_desktop.settings import Settings
from askforit_desktop.takes import Library
from tests.gui.conftest import OPEN_WITHIN
from tests.making import add_take, judgement
from tests.speaking import wait_until


def test_qt_does_not_lose_count_of_none(qtbot):
    """PySide6 6.12 does on Python 3.11, and a program that paints crashes after some seconds."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert sys.getrefcount(None) > before - 250


def test_the_window_is_painted_before_the_core_is_loaded(starting, qtbot):
    with qtbot.waitSignal(starting.window.painted):
        assert starting.program is None
    qtbot.waitSignal(starting.ready, timeout=OPEN_WITHIN).wait()
    assert starting.program is not None


def test_the_program_opens_on_the_rehearse_page_with_the_record_button_under_space(program):
    assert program.window.page is program.rehearse
    assert program.window.focusWidget() is program.rehearse.bar.button


def test_somebody_new_is_welcomed(qapp, home, sound, qtbot):
    start = Start(qapp, Home.at(home))
    with qtbot.waitSignal(start.ready, timeout=OPEN_WITHIN):
        pass
    assert isinstance(start.window.page, WelcomePage)
    start.close()


def test_the_program_says_which_model_listens(program, qtbot):
    qtbot.waitUntil(lambda: program.model is not None, timeout=OPEN_WITHIN)
    assert program.model.is_demo


def test_a_window_closed_at_once_leaves_nothing(qapp, home, sound):
    start = Start(qapp, Home.at(home))
    start.close()


def test_another_program_that_is_recording_is_told_of_and_left_alone(qapp, home, sound, qtbot):
    settings.save(Settings(welcomed=True, theme="light"), home / "settings.json")
    command = [sys.executable, "-m", "askforit_desktop", "record"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as other:
        wait_until(lambda: list((home / "takes").glob("*.wav")), 30)
        start = Start(qapp, Home.at(home))
        with qtbot.waitSignal(start.ready, timeout=OPEN_WITHIN):
            pass
        qtbot.waitUntil(lambda: "Another Ask For It is recording" in start.program.rehearse.notice.text, timeout=10_000)
        start.close()
        assert other.poll() is None
        other.kill()


def test_a_damaged_list_of_takes_is_told_of_with_what_was_kept(qapp, home, sound, qtbot):
    settings.save(Settings(welcomed=True, theme="light"), home / "settings.json")
    add_take(Library(home / "takes"), judgement())
    (home / "takes" / "takes.sqlite").write_bytes(b"x" * 9000)
    start = Start(qapp, Home.at(home))
    with qtbot.waitSignal(start.ready, timeout=OPEN_WITHIN):
        pass
    notice = start.program.rehearse.notice
    qtbot.waitUntil(lambda: "The damaged one is kept: “takes.damaged-1.sqlite”" in notice.text, timeout=OPEN_WITHIN)
    qtbot.waitUntil(lambda: "Takes, 1" in names(start.window.sidebar), timeout=OPEN_WITHIN)
    start.close()


def test_a_recording_that_cannot_be_taken_in_is_told_of_with_the_reason(qapp, home, sound, qtbot):
    settings.save(Settings(welcomed=True, theme="light"), home / "settings.json")
    (home / "takes").mkdir()
    (home / "takes" / "odd.wav").write_bytes(b"not a recording")
    start = Start(qapp, Home.at(home))
    with qtbot.waitSignal(start.ready, timeout=OPEN_WITHIN):
        pass
    notice = start.program.rehearse.notice
    qtbot.waitUntil(lambda: "could not be taken in: “odd.wav” " in notice.text, timeout=OPEN_WITHIN)
    start.close()
    assert (home / "takes" / "odd.wav").read_bytes() == b"not a recording"


def names(sidebar):
    return [button.accessibleName() for button in sidebar.findChildren(QAbstractButton)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
def test_without_a_screen_the_window_says_what_to_do_instead():
    without = {name: value for name, value in os.environ.items() if name not in app.SCREENS}
    command = [sys.executable, "-c", "import sys; from askforit_desktop.__main__ import main_gui; sys.exit(main_gui())"]
    done = subprocess.run(command, env=without, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "There is no screen here. Rehearse in the terminal: askforit record\n")


def test_a_damaged_settings_file_opens_with_the_usual_settings(qapp, home, sound, qtbot):
    home.mkdir()
    (home / "settings.json").write_text("{" + json.dumps(Settings().theme))
    start = Start(qapp, Home.at(home))
    with qtbot.waitSignal(start.ready, timeout=OPEN_WITHIN):
        pass
    start.close()


def test_each_place_is_reached_by_its_keys(program, qtbot):
    for keys, place in (("1", "rehearse"), (",", "settings"), ("1", "rehearse")):
        qtbot.keyClick(program.window, keys, Qt.KeyboardModifier.ControlModifier)
        assert program.window.page is program.page(place)


def test_the_theme_follows_the_setting(program):
    program.change(theme="dark")
    assert settings.load(program.studio.home.settings).theme == "dark"
    assert program.window.palette().window().color().lightness() < 64
    program.change(theme="light")
    assert program.window.palette().window().color().lightness() > 192
