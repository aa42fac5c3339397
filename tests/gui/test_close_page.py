"""The rubric to read, and what the user makes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from askforit_desktop.closing.finding import Verdict
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.gui.close_page import ClosePage
from tests.gui.conftest import NOW


@pytest.fixture
def page(studio, bridge, qtbot):
    page = ClosePage(studio, bridge)
    page.resize(1084, 800)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.guide is not None)
    return page


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_every_element_and_check_can_be_read_with_why_lines_and_source(page, rubric, qtbot):
    for element in rubric.elements:
        page.buttons[element.id].click()
        read = texts(page.guide)
        assert element.title in read
        assert element.why in read
        assert f"Source: {element.source}." in read
    for check in rubric.checks:
        page.buttons[check.id].click()
        assert f"Source: {check.source}." in texts(page.guide)


def test_an_element_that_is_switched_off_is_not_looked_for_and_can_come_back(page, studio, qtbot):
    page.read("thanks")
    with qtbot.waitSignal(page.rubric_changed):
        page.guide.switch.click()
    assert "thanks" not in [element.id for element in studio.rubric.elements]
    assert page.buttons["thanks"].accessibleName().endswith("switched off")
    with qtbot.waitSignal(page.rubric_changed):
        page.guide.switch.click()
    assert "thanks" in [element.id for element in studio.rubric.elements]


def test_an_own_line_counts_in_judging_and_can_be_removed(page, studio, qtbot):
    line = "my hat is already on your hook"
    page.read("ask_for_job")
    qtbot.keyClicks(page.guide.own_line, line)
    with qtbot.waitSignal(page.rubric_changed):
        qtbot.keyClick(page.guide.own_line, Qt.Key.Key_Return)
    judged = studio.assess(Transcript.from_text(f"thank you and {line}"), NOW.date())
    assert judged.finding("ask_for_job").verdict is Verdict.MET
    (remove,) = [b for b in page.guide.findChildren(QPushButton) if b.accessibleName().startswith("Remove your line")]
    with qtbot.waitSignal(page.rubric_changed):
        click(qtbot, remove)
    assert studio.settings.own_lines == {}


@pytest.mark.parametrize("written", ["   ", "???", "- !"])
def test_an_own_line_without_a_word_is_refused_in_a_sentence_beside_the_field(page, studio, qtbot, written):
    page.read("ask_for_job")
    write(page, written, qtbot)
    assert studio.settings.own_lines == {}
    (refusal,) = [label for label in page.guide.findChildren(QLabel) if "at least one word" in label.text()]
    qtbot.waitUntil(refusal.isVisible)
    qtbot.keyClicks(page.guide.own_line, "x")
    assert not refusal.isVisible()


def test_of_own_lines_that_are_the_same_words_one_is_kept(page, studio, qtbot):
    page.read("ask_for_job")
    with qtbot.waitSignal(page.rubric_changed):
        write(page, "My hat is in", qtbot)
    write(page, "my hat is IN!", qtbot)
    assert studio.settings.own_lines == {"ask_for_job": ("My hat is in",)}
    assert "You have this line already." in texts(page.guide)


def write(page, line, qtbot):
    qtbot.keyClicks(page.guide.own_line, line)
    qtbot.keyClick(page.guide.own_line, Qt.Key.Key_Return)


def test_lines_are_practised_with_role_and_company_filled_in(page, studio, qtbot):
    studio.change(company="Northwind")
    page.read("ask_for_job")
    practise = [b for b in page.guide.findChildren(QPushButton) if "Northwind" in b.accessibleName()]
    with qtbot.waitSignal(page.practise_requested) as wish:
        click(qtbot, practise[0])
    assert wish.args == ["I'd love to join Northwind."]


def test_settings_that_cannot_be_saved_are_said_in_place(page, home, qtbot):
    home.mkdir(exist_ok=True)
    (home / "settings.json").mkdir()
    page.read("thanks")
    page.guide.switch.click()
    assert "settings could not be saved" in page.notice.text
