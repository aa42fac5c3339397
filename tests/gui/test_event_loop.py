"""The main job with the window's thread watched: nothing keeps it from its events for longer than a blink."""

import pytest

from askforit_desktop.gui.rehearse_page import RehearsePage
from askforit_desktop.rehearsal import State
from tests.gui.conftest import OPEN_WITHIN
from tests.gui.watching import LONGEST, longest_wait
from tests.speaking import SAMPLES


@pytest.fixture
def warm(program, qtbot):
    """The program, settled: its model is loaded and its pages can be made."""
    qtbot.waitUntil(lambda: program.model is not None and "take" in program._pages, timeout=OPEN_WITHIN)
    program.studio.warm()
    return program


def make_take(program, sound, qtbot):
    page: RehearsePage = program.rehearse
    program.go("rehearse")
    page.toggle()
    qtbot.waitUntil(lambda: page.state is State.RECORDING, timeout=OPEN_WITHIN)
    with sound.speaking(SAMPLES / "05_ked_short.wav"):
        qtbot.waitUntil(lambda: bool(page._live._words.toPlainText()), timeout=OPEN_WITHIN)
    page.toggle()
    qtbot.waitUntil(lambda: page.state is State.IDLE, timeout=OPEN_WITHIN)
    assert program.window.page is program.page("take")


def test_recording_stopping_and_seeing_a_take_never_stop_the_window(warm, sound, qtbot):
    assert longest_wait(lambda: make_take(warm, sound, qtbot), tries=4) <= LONGEST


def test_going_from_place_to_place_never_stops_the_window(warm, qtbot):
    make = ("takes", "progress", "close", "settings", "rehearse")

    def visit() -> None:
        for place in make:
            warm.go(place)
            qtbot.wait(1)

    assert longest_wait(visit) <= LONGEST
