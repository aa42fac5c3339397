"""The top of a take."""

import pytest

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.take_head import TakeHead

LONG = "The close for Northwind where I wanted to ask early and did " * 3


@pytest.fixture
def head(qtbot):
    head = TakeHead()
    head.resize(720, 100)
    qtbot.addWidget(head)
    head.show()
    return head


@pytest.mark.parametrize(("offer", "menu"), [("others", "_compare"), ("models", "_again")])
def test_a_name_in_a_menu_keeps_its_ampersand_and_its_two_ends_within_the_window(head, offer, menu):
    menu, names = getattr(head, menu), ("Smith & Sons · today 14:05", f"{LONG}· today 14:05")
    getattr(head, f"show_{offer}")(tuple(zip("ab", names, strict=True)) if offer == "others" else names)
    short, long = (action.text() for action in menu.actions())
    assert short == "Smith && Sons · today 14:05"
    assert long.startswith("The close for North")
    assert "…" in long
    assert long.endswith("today 14:05")
    assert menu.sizeHint().width() < theme.size(400)
