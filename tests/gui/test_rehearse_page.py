"""The Rehearse page as the user sees it, told by the core's own events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from askforit_desktop.closing.finding import Assessment, Ending, Finding, Headline, Kind, Verdict
from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.closing.transcript import Span, Transcript, Word
from askforit_desktop.gui.rehearse_page import RehearsePage
from askforit_desktop.gui.widgets.setup_row import Setup
from askforit_desktop.problems import AudioProblem
from askforit_desktop.rehearsal import (
    AssessmentChanged,
    Failed,
    LagChanged,
    LevelHeard,
    PartialHeard,
    State,
    StateChanged,
    TakeDiscarded,
    Warned,
    WordsHeard,
)
from askforit_desktop.settings import Settings
from tests.gui.conftest import OPEN_WITHIN
from tests.making import NOON


def words(text, start=0.0):
    return tuple(Word(word, start + 0.4 * i, start + 0.4 * i + 0.3) for i, word in enumerate(text.split()))


SAID = words("thank you for your time i want this job")
SPANS = {"thanks": Span(0, 4), "ask_for_job": Span(5, 8)}


def judged(rubric, met=("thanks", "ask_for_job"), weak=()):
    def finding(element):
        verdict = Verdict.MET if element.id in met else Verdict.WEAK if element.id in weak else Verdict.MISSING
        spans = (SPANS[element.id],) if verdict is not Verdict.MISSING else ()
        return Finding(element.id, Kind.ELEMENT, element.title, verdict, spans)

    found = tuple(finding(element) for element in rubric.elements)
    return AssessmentChanged(Transcript(SAID, 9.0), Assessment(1, Headline.ASKED, found, (), Ending.ASK, False))


@pytest.fixture
def page(qtbot, rubric):
    page = RehearsePage()
    page.show_rubric(rubric)
    page.resize(1084, 800)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def recording_page(page):
    page.hear(StateChanged(State.PREPARING))
    page.hear(StateChanged(State.RECORDING))
    return page


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def row(page, element):
    return page.heard.checklist.rows[element].accessibleName()


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())


# Recording


def test_space_asks_to_record_with_what_was_chosen(page, qtbot):
    page.show_settings(Settings(role="Nurse", company="Northwind"))
    with qtbot.waitSignal(page.record_requested) as asked:
        qtbot.keyClick(page, Qt.Key.Key_Space)
    assert asked.args == [Setup("", "Nurse", "Northwind")]


def test_preparing_is_not_called_recording_until_the_microphone_delivers(page):
    page.hear(StateChanged(State.PREPARING))
    assert "Preparing…" in texts(page.bar)
    page.hear(StateChanged(State.RECORDING))
    assert "Recording" in texts(page.bar)


def test_space_stops_a_take_that_is_recorded(recording_page, qtbot):
    with qtbot.waitSignal(recording_page.stop_requested):
        qtbot.keyClick(recording_page, Qt.Key.Key_Space)


def test_a_click_on_the_button_does_the_same_as_space(page, qtbot):
    with qtbot.waitSignal(page.record_requested):
        qtbot.mouseClick(page.bar.button, Qt.MouseButton.LeftButton)


def test_nothing_can_be_pressed_while_a_take_is_finished(recording_page):
    recording_page.hear(StateChanged(State.FINISHING))
    assert not recording_page.bar.button.isEnabled()


def test_a_space_in_the_role_is_a_space(page, qtbot):
    role = next(field for field in page.findChildren(type(page._setup._role)) if field.accessibleName() == "Role")
    role.setFocus()
    with qtbot.assertNotEmitted(page.record_requested):
        qtbot.keyClicks(role, "Head nurse")
    assert page.setup.role == "Head nurse"


# Where the keys go


class Window(QWidget):
    """The page below a control that Tab reaches, as a place of the sidebar."""

    def __init__(self, page):
        super().__init__()
        self.elsewhere = QPushButton("Takes")
        down = QVBoxLayout(self)
        down.addWidget(self.elsewhere)
        down.addWidget(page)


@pytest.fixture
def window(page, qtbot):
    window = Window(page)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    page.take_focus()
    return window


def finish_then(page, act=lambda: None):
    for state in (State.PREPARING, State.RECORDING, State.FINISHING):
        page.hear(StateChanged(state))
    act()
    page.hear(StateChanged(State.IDLE))


def test_space_records_again_after_a_take_was_finished(page, window, qtbot):
    finish_then(page)
    with qtbot.waitSignal(page.record_requested):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)


def test_space_goes_nowhere_else_while_a_take_is_finished(page, window, qtbot):
    with qtbot.assertNotEmitted(window.elsewhere.clicked), qtbot.assertNotEmitted(page.record_requested):
        finish_then(page, lambda: qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space))


def test_who_comes_back_while_a_take_is_finished_records_with_space(page, window):
    def go_and_come_back():
        window.elsewhere.setFocus()
        page.take_focus()

    finish_then(page, go_and_come_back)
    assert window.focusWidget() is page.bar.button


def test_the_end_of_a_take_leaves_the_focus_with_who_went_elsewhere(page, window):
    finish_then(page, window.elsewhere.setFocus)
    assert window.focusWidget() is window.elsewhere


def test_space_records_again_after_a_take_that_the_microphone_made_was_discarded(program, qtbot):
    page = program.rehearse
    qtbot.keyClick(page.bar.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.state is State.RECORDING, timeout=OPEN_WITHIN)
    page.discard_requested.emit()
    qtbot.waitUntil(lambda: page.state is State.IDLE, timeout=OPEN_WITHIN)
    assert page._undo.text
    assert program.window.focusWidget() is page.bar.button


@pytest.mark.parametrize("name", ["Role", "Company"])
def test_enter_in_a_field_keeps_it_and_makes_space_record(page, window, qtbot, name):
    field = next(field for field in page.findChildren(QLineEdit) if field.accessibleName() == name)
    field.setFocus()
    qtbot.keyClicks(field, "Bakery")
    kept = QSignalSpy(page.setup_changed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept.count() == 1
    with qtbot.waitSignal(page.record_requested):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert field.text() == "Bakery"


def test_the_examples_of_role_and_company_can_be_read_in_the_window_as_it_opens(program):
    for field in program.rehearse._setup.findChildren(QLineEdit):
        frame = QStyleOptionFrame()
        field.initStyleOption(frame)
        inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, field).width()
        gaps = 4  # pixels: Qt keeps two free at either end
        example = field.fontMetrics().horizontalAdvance(field.placeholderText())
        assert inside - gaps >= example, field.accessibleName()


# What is heard


def test_words_appear_as_they_are_heard_and_those_that_may_change_are_replaced(recording_page):
    recording_page.hear(PartialHeard(words("thank two")))
    recording_page.hear(PartialHeard(words("thank you for")))
    recording_page.hear(WordsHeard(SAID))
    recording_page.hear(PartialHeard(words("so", 9)))
    assert recording_page._live._words.toPlainText() == "thank you for your time i want this job so"


def test_the_list_ticks_what_was_heard_with_its_time(recording_page, rubric):
    recording_page.hear(WordsHeard(SAID))
    recording_page.hear(judged(rubric))
    assert row(recording_page, "ask_for_job") == "Ask for the job: heard at 0:02"
    assert row(recording_page, "next_step") == "Ask what the next step is: not yet heard"
    assert "Heard so far · 2 of 12" in texts(recording_page.heard)


def test_a_tick_that_is_not_sure_says_so(recording_page, rubric):
    recording_page.hear(judged(rubric, met=(), weak=("thanks",)))
    assert row(recording_page, "thanks") == "Thank them for their time: perhaps heard at 0:00"
    assert "Heard so far · 0 of 12" in texts(recording_page.heard)


def test_a_tick_can_be_taken_back(recording_page, rubric):
    recording_page.hear(judged(rubric))
    recording_page.hear(judged(rubric, met=("thanks",)))
    assert "not yet heard" in row(recording_page, "ask_for_job")


def test_marks_of_words_that_were_taken_back_do_no_harm(recording_page, rubric):
    recording_page.hear(PartialHeard(SAID))
    recording_page.hear(judged(rubric))
    recording_page.hear(PartialHeard(SAID[:2]))
    assert recording_page._live._words.toPlainText() == "thank you"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "30 s to go"), (3, "27 s to go"), (40, "in range"), (90.1, "too long")]
)
def test_the_time_is_told_against_the_length_to_aim_for(recording_page, seconds, said):
    recording_page.hear(LevelHeard(0.3, seconds))
    assert said in texts(recording_page._live)


def test_a_lag_is_told_and_goes_away(recording_page):
    recording_page.hear(LagChanged(4.4))
    assert "Words are 4 s behind; nothing is lost" in texts(recording_page.heard)
    recording_page.hear(LagChanged(0.0))
    assert not any("behind" in text for text in texts(recording_page.heard))


def test_a_failure_is_told_in_place_in_a_sentence_and_a_hint(page):
    page.hear(Failed(AudioProblem("No microphone was found.", "Plug one in.")))
    assert page.notice.text == "No microphone was found. Plug one in."


def test_a_warning_is_over_when_words_are_heard(recording_page):
    recording_page.hear(Warned(AudioProblem("Nothing but silence comes from “VirtualMic”.")))
    assert recording_page._warning.text
    recording_page.hear(PartialHeard(words("thank you")))
    assert not recording_page._warning.text


def test_a_warning_is_over_when_the_take_is(recording_page):
    silence = "Nothing but silence comes from “VirtualMic”."
    recording_page.hear(Warned(AudioProblem(silence)))
    assert silence in texts(recording_page)
    recording_page.hear(StateChanged(State.IDLE))
    assert silence not in texts(recording_page)


def test_why_a_take_failed_stays_when_its_warning_goes(recording_page):
    recording_page.hear(Warned(AudioProblem("Nothing but silence comes from “VirtualMic”.")))
    recording_page.hear(Failed(AudioProblem("The microphone is gone.")))
    recording_page.hear(StateChanged(State.IDLE))
    assert recording_page.notice.text == "The microphone is gone."
    assert not recording_page._warning.text


def test_words_do_not_take_away_what_was_told_after_a_warning(recording_page):
    recording_page.hear(Warned(AudioProblem("Nothing but silence comes from “VirtualMic”.")))
    recording_page.notice.show_problem(AudioProblem("The settings could not be saved."))
    recording_page.hear(PartialHeard(words("thank you")))
    assert recording_page.notice.text == "The settings could not be saved."


# Study mode and real mode


def test_in_real_mode_the_list_is_hidden_until_the_end(page, qtbot, rubric):
    with qtbot.waitSignal(page.checklist_wanted) as asked:
        page.findChild(QCheckBox).click()
    assert asked.args == [False]
    page.hear(StateChanged(State.PREPARING))
    page.hear(StateChanged(State.RECORDING))
    page.hear(judged(rubric))
    assert not page.heard.checklist.isVisible()
    page.hear(StateChanged(State.IDLE))
    assert page.heard.checklist.isVisible()


# Escape


def test_escape_asks_before_it_discards(recording_page, qtbot):
    with qtbot.assertNotEmitted(recording_page.discard_requested):
        qtbot.keyClick(recording_page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(recording_page.discard_requested):
        button(recording_page, "Discard").click()


def test_space_stops_and_saves_while_escape_asks_as_the_bar_says(recording_page, qtbot):
    qtbot.keyClick(recording_page.bar.button, Qt.Key.Key_Escape)
    assert recording_page.focusWidget() is recording_page.bar.button
    with qtbot.waitSignal(recording_page.stop_requested), qtbot.assertNotEmitted(recording_page.discard_requested):
        qtbot.keyClick(recording_page.focusWidget(), Qt.Key.Key_Space)
    assert not recording_page._question.isVisible()


def test_a_second_escape_keeps_the_take(recording_page, qtbot):
    qtbot.keyClick(recording_page, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(recording_page.discard_requested):
        qtbot.keyClick(recording_page, Qt.Key.Key_Escape)
    assert recording_page.focusWidget() is recording_page.bar.button


def test_a_discarded_take_can_be_had_back(recording_page, qtbot, tmp_path):
    take = Take("2026-11-20_12-00-00", "Take 1", Recording(tmp_path / "a.wav", NOON, 3.0, "VirtualMic"))
    recording_page.hear(TakeDiscarded(take))
    recording_page.hear(StateChanged(State.IDLE))
    with qtbot.waitSignal(recording_page.undo_requested) as asked:
        button(recording_page, "Undo").click()
    assert asked.args == [take.id]


def test_escape_does_nothing_while_nothing_is_recorded(page, qtbot):
    with qtbot.assertNotEmitted(page.discard_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


# Cues, lines, model


def test_another_cue_comes_at_will(page):
    before = texts(page.cue)
    button(page, "Another cue").click()
    assert texts(page.cue) != before


def test_a_line_to_practise_stays_in_sight_until_it_is_taken_away(page):
    page.show_line("What is the next step?")
    assert "Try to say: “What is the next step?”" in texts(page.cue)
    next(b for b in page.cue.findChildren(QPushButton) if b.accessibleName() == "Take this line away").click()
    assert not any("Try to say" in text for text in texts(page.cue))


def test_the_page_says_when_only_the_demo_model_is_here_with_the_way_out(page, qtbot):
    page.show_demo_only(True)
    with qtbot.waitSignal(page.model_requested):
        button(page, "Get a model for real voices").click()
    page.show_demo_only(False)
    assert not any("demo model" in text for text in texts(page))


def test_a_microphone_that_is_gone_stays_chosen(page):
    page.show_settings(Settings(microphone="Headset"))
    page.show_microphones(("Built-in",))
    assert page.setup.microphone == "Headset"
    page.show_microphones(("Built-in", "Headset"))
    assert page.setup.microphone == "Headset"
