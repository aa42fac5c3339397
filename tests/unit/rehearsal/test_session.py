"""A take through the real microphone when something in the program fails that nobody expected."""

import queue
from datetime import UTC, datetime

import pytest

from askforit_desktop.audio import wav
from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.problems import ModelProblem
from askforit_desktop.rehearsal import Desk, Failed, LevelHeard, Rehearsal, State, StateChanged, TakeSaved, Warned
from askforit_desktop.rehearsal.live import Live
from askforit_desktop.takes import Library
from tests.speaking import SAMPLES

PATIENCE = 10
SHORT = SAMPLES / "05_ked_short.wav"


def unreadable():
    raise PermissionError(13, "Permission denied", "/a/folder/of/models")


def missing():
    raise ModelProblem("There is no model.", "Get one.")


def assessed(_: Transcript) -> Assessment:
    raise AssertionError("nothing was heard that could be judged")


class Session:
    """A rehearsal, and what it tells, to wait on."""

    def __init__(self, library: Library, recogniser) -> None:
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        desk = Desk(library, recogniser, assessed, lambda: datetime.now(UTC))
        self.rehearsal = Rehearsal(desk, self._inbox.put, "VirtualMic")
        self.rehearsal.start()

    def wait_for(self, wanted: type | object):
        while True:
            event = self._inbox.get(timeout=PATIENCE)
            if event == wanted or (isinstance(wanted, type) and isinstance(event, wanted)):
                return event


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "takes")


def test_a_recording_goes_on_and_is_saved_when_a_bug_ends_live_hearing(sound, library, caplog):
    session = Session(library, unreadable)
    warned = session.wait_for(Warned)
    session.wait_for(StateChanged(State.RECORDING))
    sound.speak(SHORT)
    session.rehearsal.stop()
    saved = session.wait_for(TakeSaved)
    session.wait_for(StateChanged(State.IDLE))
    session.rehearsal.join()
    assert "fault in the program" in warned.problem.sentence
    assert saved.problem == warned.problem
    assert wav.seconds(saved.take.recording.wav) == saved.take.recording.duration > 3
    assert library.get(saved.take.id) == saved.take
    assert [record.exc_info[0] for record in caplog.records] == [PermissionError]


def test_a_take_that_cannot_be_followed_lets_go_of_the_microphone_and_says_so(sound, library, caplog, monkeypatch):
    monkeypatch.setattr(Live, "catch_up", lambda _: 1 / 0)
    session = Session(library, missing)
    session.wait_for(StateChanged(State.RECORDING))
    session.wait_for(LevelHeard)
    session.rehearsal.stop()
    failed = session.wait_for(Failed)
    session.wait_for(StateChanged(State.IDLE))
    session.rehearsal.join()
    (recording,) = library.folder.glob("*.wav")
    assert "fault in the program" in failed.problem.sentence
    assert wav.seconds(recording) > 0
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]
    del sound


def test_a_folder_of_takes_that_fails_in_a_new_way_is_told_as_the_end(library, monkeypatch, caplog):
    monkeypatch.setattr(Library, "reserve", lambda *_: 1 / 0)
    session = Session(library, missing)
    assert "fault in the program" in session.wait_for(Failed).problem.sentence
    session.wait_for(StateChanged(State.IDLE))
    session.rehearsal.join()
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]
