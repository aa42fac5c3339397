"""What stands under an element of a take once it is opened."""

import pytest
from PySide6.QtWidgets import QLabel

from askforit_desktop.closing.finding import Finding, Kind, Verdict
from askforit_desktop.gui.standing import Standing
from askforit_desktop.gui.widgets.element_details import Details


@pytest.fixture
def texts(rubric, qtbot):
    """What is read in the details of an element that was not heard, given the candidate's own word on it."""

    def show(name, word=None):
        element = rubric.element(name)
        finding = Finding(name, Kind.ELEMENT, element.title, Verdict.MISSING)
        details = Details(Standing(finding, element, word, None), "", ("", ""))
        details.resize(300, 400)
        qtbot.addWidget(details)
        details.show()
        return [label.text() for label in details.findChildren(QLabel) if label.isVisible()]

    return show


def test_whose_word_counts_is_said_once(texts):
    told = [text for text in texts("next_step", True) if "your word" in text or "not heard" in text.lower()]
    assert told == ["By your word. The machine's: not heard."]
