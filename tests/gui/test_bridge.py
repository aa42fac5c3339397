"""The crossing between the threads: what waits for what, and what becomes of a bug."""

import logging
import threading

import pytest

from askforit_desktop.gui.bridge import Lane
from tests.gui.conftest import OPEN_WITHIN


@pytest.fixture
def held(bridge):
    """An event for work to wait for; it comes at the end of the test at the latest."""
    event = threading.Event()
    yield event
    event.set()


def nothing(_):
    pass


def test_short_work_does_not_wait_for_any_number_of_long_ones(bridge, held, qtbot):
    done = []
    for _ in range(9):
        bridge.run(held.wait, nothing, lane=Lane.LONG)
    bridge.run(lambda: "a list", done.append)
    qtbot.waitUntil(lambda: done == ["a list"], timeout=OPEN_WITHIN)


def test_work_with_the_microphone_is_done_in_order_one_after_the_other(bridge, held, qtbot):
    done = []
    bridge.run(lambda: held.wait() and "first", done.append, lane=Lane.MICROPHONE)
    bridge.run(lambda: "second", done.append, lane=Lane.MICROPHONE)
    bridge.run(held.set, nothing)
    qtbot.waitUntil(lambda: done == ["first", "second"], timeout=OPEN_WITHIN)


def test_a_bug_in_some_work_is_told_where_its_problems_are_and_logged(bridge, qtbot, caplog):
    problems = []
    with caplog.at_level(logging.ERROR):
        bridge.run(lambda: {}["nothing"], nothing, problems.append)
        qtbot.waitUntil(lambda: len(problems) == 1, timeout=OPEN_WITHIN)
    assert problems[0].sentence == "Something went wrong in Ask For It itself."
    assert "KeyError: 'nothing'" in problems[0].hint
    assert "Traceback" in caplog.text
