"""The first start by keyboard, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from askforit_desktop.gui.models_panel import ModelsPanel
from tests.gui.conftest import OPEN_WITHIN

WAYS = [
    "Show all models",
    "Install a model from a zip file",
    "Install a model from a folder",
    "Install a model from an address on the web",
]


@pytest.fixture
def window(program, qtbot):
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    qtbot.waitUntil(lambda: program.model is not None, timeout=OPEN_WITHIN)
    return program.window


def downloads(page):
    return [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Download:") and b.isEnabled()]


def walk(window, count, qtbot):
    """The names of so many controls, from the one with the focus on, as Tab goes."""
    names = []
    for _ in range(count):
        names.append(window.focusWidget().accessibleName())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    return names


def test_the_second_step_begins_at_the_first_download_and_tab_goes_on_as_it_is_read(program, window, qtbot):
    program.go("welcome")
    page = program.page("welcome")
    qtbot.waitUntil(lambda: len(downloads(page)) == 2, timeout=OPEN_WITHIN)
    go_on = next(b for b in page.findChildren(QPushButton) if b.text() == "Go on")
    go_on.setFocus()
    qtbot.keyClick(go_on, Qt.Key.Key_Space)
    offers = [b.accessibleName() for b in sorted(downloads(page), key=lambda b: b.mapTo(page, b.rect().topLeft()).y())]
    after = ["Start rehearsing", "Skip the choice of a model", "Try the sample"]
    assert walk(window, 9, qtbot) == [*offers, *WAYS, *after]


def test_in_the_settings_too_tab_goes_through_the_models_before_what_stands_below_them(program, window, qtbot):
    program.go("settings")
    panel = program.page("settings").findChild(ModelsPanel)
    qtbot.waitUntil(lambda: sum(b.isVisible() for b in downloads(panel)) == 2, timeout=OPEN_WITHIN)
    panel.wanted.setFocus()
    names = walk(window, 6, qtbot)
    assert [name.split(":")[0] for name in names[:2]] == ["Download", "Download"]
    assert names[2:] == WAYS
