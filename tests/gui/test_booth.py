"""One take at a time, whatever is pressed while the microphone is not there yet."""

import threading

import pytest
from PySide6.QtTest import QSignalSpy

from askforit_desktop.gui.booth import Booth
from askforit_desktop.gui.bridge import Lane
from askforit_desktop.gui.widgets.setup_row import Setup
from askforit_desktop.paths import Home
from askforit_desktop.problems import AudioProblem
from askforit_desktop.rehearsal import Failed, State, StateChanged
from askforit_desktop.studio import Studio
from tests.gui.conftest import OPEN_WITHIN

SETUP = Setup("", "", "")


class Hesitant(Studio):
    """Makes a take only once `let_go` is set, as where the microphone is slow to be free; the first may fail."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.let_go = threading.Event()
        self.fails_first = False
        self.made = 0

    def rehearse(self, *about):
        self.let_go.wait(OPEN_WITHIN / 1000)
        self.made += 1
        if self.fails_first and self.made == 1:
            raise AudioProblem("No microphone was found.")
        return super().rehearse(*about)


@pytest.fixture
def studio(home):
    with Hesitant(Home.at(home)) as made:
        yield made


@pytest.fixture
def booth(studio, bridge, sound):
    made = Booth(studio, bridge)
    yield made
    studio.let_go.set()
    made.close()


def events(spy):
    return [spy.at(index)[0] for index in range(spy.count())]


def press_thrice(booth):
    """Record, cancel, record: as fast as a nervous hand does it."""
    booth.record(SETUP)
    booth.discard()
    booth.record(SETUP)


def until(qtbot, spy, state):
    qtbot.waitUntil(lambda: StateChanged(state) in events(spy), timeout=OPEN_WITHIN)


def running():
    return [thread for thread in threading.enumerate() if thread.name == "rehearsal"]


def test_a_take_that_was_cancelled_before_it_began_never_begins(booth, studio, bridge, qtbot):
    states = QSignalSpy(bridge.heard)
    press_thrice(booth)
    studio.let_go.set()
    until(qtbot, states, State.RECORDING)
    assert studio.made == 2
    assert len(running()) == 1
    booth.stop()
    qtbot.waitUntil(lambda: not running(), timeout=OPEN_WITHIN)


def test_why_a_cancelled_take_could_not_begin_is_told_to_nobody(booth, studio, bridge, qtbot):
    states = QSignalSpy(bridge.heard)
    studio.fails_first = True
    press_thrice(booth)
    studio.let_go.set()
    until(qtbot, states, State.RECORDING)
    assert not [event for event in events(states) if isinstance(event, Failed)]
    booth.stop()
    qtbot.waitUntil(lambda: not running(), timeout=OPEN_WITHIN)


def test_a_take_begins_while_long_work_is_done(booth, studio, bridge, qtbot):
    states, held = QSignalSpy(bridge.heard), threading.Event()
    for lane in (Lane.LONG, Lane.SHORT) * 9:
        bridge.run(held.wait, lambda _: None, lane=lane)
    studio.let_go.set()
    booth.record(SETUP)
    until(qtbot, states, State.RECORDING)
    held.set()
    booth.stop()
    until(qtbot, states, State.IDLE)
