"""The page of a take as tests use it: over the real core, and found by the words on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from askforit_desktop.gui.review_page import ReviewPage


@pytest.fixture(name="page")
def review_page(studio, bridge, qtbot):
    page = ReviewPage(studio, bridge)
    page.resize(1084, 800)
    qtbot.addWidget(page)
    page.show()
    yield page
    page.shut_down()


@pytest.fixture(name="shown")
def shown_page(page, takes, qtbot):
    """The page with the take that asked for the job."""
    page.show_take(takes[0])
    qtbot.waitUntil(lambda: bool(page.player.waveform.levels))
    return page


def button(widget, words):
    """The button on screen with these words; what was just made appears with the next turn of the event loop."""
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if words in (b.text(), b.accessibleName()) and b.isVisible()]
    assert found, f"no button “{words}”"
    return found[0]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
