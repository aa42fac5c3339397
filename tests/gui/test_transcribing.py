"""A take without words, and takes that are transcribed once more, on the page of a take."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from askforit_desktop.closing.take import Recording
from askforit_desktop.problems import GivenUp, NoSpeech
from tests.gui.conftest import NOW, OPEN_WITHIN, put_in
from tests.gui.reviewing import button, click, review_page, shown_page  # noqa: F401
from tests.making import write_wav


def test_a_take_without_words_offers_to_transcribe_it(page, studio, heard_samples, qtbot):
    unheard = put_in(studio, replace(heard_samples[0], judgements=()), NOW)
    page.show_take(unheard)
    assert page.head.headline.text() == "There is no transcript yet."
    assert page.words.isHidden()
    assert page.tiles.isHidden()
    click(qtbot, button(page, "Transcribe it now"))
    assert page.transcribing.isVisible()
    qtbot.waitUntil(lambda: page.head.headline.text() == "You asked for the job.", timeout=OPEN_WITHIN)
    assert page.words.isVisible()
    assert page.transcribing.isHidden()
    assert studio.library.get(unheard.id).transcript is not None
    assert page.notice.text.startswith("Transcribed with ")
    assert "earlier" not in page.notice.text


def test_transcribing_can_be_given_up_and_leaves_the_take_as_it_was(page, studio, heard_samples, qtbot):
    unheard = put_in(studio, replace(heard_samples[0], judgements=()), NOW)
    page.show_take(unheard)
    click(qtbot, button(page, "Transcribe it now"))
    click(qtbot, button(page.transcribing, "Cancel"))
    qtbot.waitUntil(lambda: page.transcribing.isHidden(), timeout=OPEN_WITHIN)
    assert page.notice.text == ""
    assert studio.library.get(unheard.id).transcript is None
    assert page.unheard.transcribe.isEnabled()


@pytest.fixture
def silent(studio):
    """A take of three seconds of nothing."""
    wav = studio.library.reserve(NOW)
    write_wav(wav, seconds=3.0)
    return studio.library.add(Recording(wav, NOW, 3.0, "microphone"), None, title="Take 4")


def test_a_take_in_which_nothing_was_heard_says_so_and_what_to_do(page, silent, qtbot):
    page.show_take(silent)
    assert page.head.headline.text() == "There is no transcript yet."
    click(qtbot, button(page, "Transcribe it now"))
    qtbot.waitUntil(lambda: page.head.headline.text() == "Nothing was heard in this take.", timeout=OPEN_WITHIN)
    texts = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "the microphone may be muted" in texts
    assert "yet" not in texts
    assert silent.recording.wav.name not in texts
    first = [b.text() for b in page.findChildren(QPushButton) if b.property("kind") == "primary" and b.isVisible()]
    assert first == ["Rehearse again"]
    assert button(page, "Try to transcribe it again").isEnabled()


def test_the_keys_go_from_the_button_to_the_sound_to_be_played(page, silent, qtbot):
    page.show_take(silent)
    wanted = button(page, "Transcribe it now")
    wanted.setFocus()
    with qtbot.waitSignal(page.transcribing.failed, timeout=OPEN_WITHIN):
        qtbot.keyClick(wanted, Qt.Key.Key_Space)
    assert page.window().focusWidget() is page.player.waveform


def test_that_nothing_was_heard_is_remembered_when_it_is_shown_again(page, silent, takes, qtbot):
    page.show_take(silent)
    with qtbot.waitSignal(page.transcribing.failed, timeout=OPEN_WITHIN):
        click(qtbot, button(page, "Transcribe it now"))
    page.show_take(takes[0])
    page.show_take(silent)
    assert page.head.headline.text() == "Nothing was heard in this take."


def test_a_take_that_was_recorded_in_silence_says_so_at_once(page, silent):
    page.show_take(silent)
    page.show_problem(silent, NoSpeech("No speech was heard."))
    assert page.head.headline.text() == "Nothing was heard in this take."
    assert page.notice.text == ""


def test_the_button_stands_right_below_the_sentence_about_it(page, silent):
    page.resize(1084, 1000)
    page.show_take(silent)
    wanted = button(page, "Transcribe it now")
    (sentence,) = page.unheard.findChildren(QLabel)
    assert wanted.geometry().top() - sentence.geometry().bottom() < 20
    assert sentence.height() < 40


def test_a_silent_take_is_named_by_its_title_on_another(page, silent, takes, slow, qtbot):
    page.show_take(silent)
    click(qtbot, button(page, "Transcribe it now"))
    page.show_take(takes[1])
    with qtbot.waitSignal(page.transcribing.failed, timeout=OPEN_WITHIN):
        slow.set()
    assert page.notice.text.startswith("“Take 4” was not transcribed. No speech was heard in the recording.")


@pytest.fixture
def slow(studio, monkeypatch):
    """Transcribing lasts until this is set, or until it is given up."""
    ready, hear = threading.Event(), studio.hear_again

    def hear_slowly(take, progress, model=""):
        while not ready.wait(0.01):
            if not progress(1.0, 10.0):
                raise GivenUp("Transcribing was given up.")
        return hear(take, model=model)

    monkeypatch.setattr(studio, "hear_again", hear_slowly)
    yield ready
    ready.set()


def test_a_failure_of_something_else_leaves_transcribing_in_sight_and_to_be_given_up(shown, studio, slow, qtbot):
    shown.head.hear_again_requested.emit("")
    shown.deeds.rename(shown.take, " ")
    qtbot.waitUntil(lambda: "A take needs a title." in shown.notice.text)
    assert shown.transcribing.isVisible()
    click(qtbot, button(shown.transcribing, "Cancel"))
    qtbot.waitUntil(shown.transcribing.isHidden)
    assert len(studio.library.get(shown.take.id).judgements) == 1


def test_what_comes_of_one_take_is_not_said_on_another(shown, studio, takes, slow, qtbot):
    shown.head.hear_again_requested.emit("")
    shown.show_take(takes[1])
    assert shown.transcribing.isHidden()
    shown.show_take(takes[0])
    assert shown.transcribing.isVisible()
    shown.show_take(takes[1])
    with qtbot.waitSignal(shown.transcribing.heard, timeout=OPEN_WITHIN):
        slow.set()
    assert shown.notice.text == ""
    shown.show_take(takes[0].id)
    qtbot.waitUntil(lambda: len(shown.take.judgements) == 2)
    assert shown.transcribing.isHidden()


def test_a_take_that_could_not_be_transcribed_is_named_on_another(shown, takes, slow, qtbot):
    shown.head.hear_again_requested.emit("no-such-model")
    shown.show_take(takes[1])
    slow.set()
    qtbot.waitUntil(lambda: "“01_slt_direct_ask” was not transcribed." in shown.notice.text)


def test_takes_that_are_being_transcribed_hold_up_no_other_work(page, takes, slow, qtbot):
    for take in takes:
        page.show_take(take)
        page.head.hear_again_requested.emit("")
    page.show_take(takes[0].id)
    qtbot.waitUntil(lambda: page.take.id == takes[0].id)


def test_an_end_of_the_program_gives_up_what_is_transcribed_for_any_take(shown, studio, bridge, takes, slow):
    shown.head.hear_again_requested.emit("")
    shown.show_take(takes[1])
    shown.shut_down()
    bridge.close()
    assert len(studio.library.get(takes[0].id).judgements) == 1
