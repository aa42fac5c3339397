"""Two takes side by side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from askforit_desktop.gui.compare_page import ComparePage


@pytest.fixture
def page(studio, bridge, takes, qtbot):
    page = ComparePage(studio, bridge)
    page.resize(1084, 800)
    qtbot.addWidget(page)
    page.show()
    page.show_takes(takes[1].id, takes[0].id)
    qtbot.waitUntil(lambda: page.sides[1].take is not None)
    yield page
    page.shut_down()


def test_the_earlier_take_stands_at_the_left_with_its_headline(page, takes):
    assert [side.take.id for side in page.sides] == [takes[0].id, takes[1].id]
    assert page.sides[0].headline.text() == "You asked for the job."
    assert page.sides[1].headline.text() == "You closed, but you did not ask for the job."


def test_each_element_and_each_check_is_compared(page):
    names = {widget.accessibleName() for widget in page.findChildren(QWidget)}
    assert {"Ask for the job: said", "Ask for the job: missed"} <= names
    assert sum(name.startswith("Pace: ") for name in names) == 2
    assert "Pace" in [label.text() for label in page.findChildren(QLabel)]


def test_playing_one_take_stops_the_other(page, sound, qtbot):
    one, other = page.sides
    qtbot.mouseClick(one.play, Qt.MouseButton.LeftButton)
    assert one.playback.is_playing
    qtbot.mouseClick(other.play, Qt.MouseButton.LeftButton)
    assert other.playback.is_playing
    assert not one.playback.is_playing
    assert one.play.accessibleName() == "Play 01_slt_direct_ask"


def test_either_take_can_be_opened(page, takes, qtbot):
    (opens,) = [b for b in page.sides[1].findChildren(QPushButton) if b.accessibleName() == "Open 02_awb_next_steps"]
    with qtbot.waitSignal(page.open_requested) as wish:
        qtbot.mouseClick(opens, Qt.MouseButton.LeftButton)
    assert wish.args == [takes[1].id]


def test_a_take_that_is_gone_is_said_in_place(page, takes, qtbot):
    page.show_takes(takes[0].id, "nonsense")
    qtbot.waitUntil(lambda: "There is no take" in page.notice.text)
