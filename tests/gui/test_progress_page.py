"""Progress over the real library, and what is counted in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from askforit_desktop.closing.finding import Headline, Verdict
from askforit_desktop.closing.replies import read_replies
from askforit_desktop.gui.progress_page import ProgressPage
from askforit_desktop.gui.progress_words import measure
from askforit_desktop.gui.widgets.line_chart import LineChart, Point
from askforit_desktop.paths import resources
from askforit_desktop.takes import Summary
from tests.gui.conftest import NOW, put_in
from tests.gui.watching import LONGEST, longest_wait


def summary(number, headline=Headline.ASKED, missed=(), said=(), **values):
    elements = ("thanks", "ask_for_job", "next_step", "timeline")
    verdicts = tuple((name, Verdict.MISSING if name in missed else Verdict.MET) for name in elements)
    usual = {"hedging": 1, "pace": 150.0, "fillers": None}
    return Summary(
        id=f"take-{number}",
        title=f"Take {number}",
        recorded_at=NOW + timedelta(hours=number),
        duration=40.0,
        headline=headline,
        verdicts=verdicts,
        said=said,
        elements_said=len(elements) - len(missed),
        starred=False,
        recovered=False,
        model="demo",
        deleted_at=None,
        **(usual | values),
    )


def figures(progress):
    return {caption: (value, words) for caption, value, words in progress.figures}


def test_the_asked_rate_compares_the_last_ten_with_those_before(rubric):
    asked = [summary(n) for n in range(14, 4, -1)]
    before = [summary(n, Headline.CLOSED, missed=("ask_for_job",)) for n in range(4, 0, -1)]
    found = figures(measure((*asked, *before), 14, rubric, NOW))
    assert found["Asked for the job"] == ("10 of last 10", "0 of the 4 before")
    assert found["Takes"][0] == "14"


def test_two_takes_before_are_too_few_to_compare_with(rubric):
    found = figures(measure(tuple(summary(n) for n in range(12, 0, -1)), 12, rubric, NOW))
    assert found["Asked for the job"] == ("10 of last 10", "")
    assert found["Hedging"] == ("1.0 a take", "")


def test_the_candidates_own_word_counts_in_the_asked_rate(rubric):
    takes = (summary(2, Headline.CLOSED, said=(("ask_for_job", True),)), summary(1, said=(("ask_for_job", False),)))
    assert figures(measure(takes, 2, rubric, NOW))["Asked for the job"][0] == "1 of 2"


def test_what_was_missed_most_is_practised_next_and_the_most_telling_goes_first(rubric):
    takes = (
        summary(3, missed=("timeline", "next_step", "thanks")),
        summary(2, missed=("timeline", "next_step")),
        summary(1),
    )
    progress = measure(takes, 3, rubric, NOW)
    assert [element.id for element in progress.practise] == ["next_step", "timeline", "thanks"]
    assert figures(progress)["Most missed"] == ("Ask what the next step is", "in 2 of the last 3")


def test_takes_and_days_are_counted_from_the_same_takes(rubric):
    daily = tuple(summary(24 * n) for n in range(60, 0, -1))
    assert figures(measure(daily, 60, rubric, NOW))["Takes"] == ("60", "on 60 days")
    assert figures(measure(daily, 70, rubric, NOW))["Takes"] == ("70", "the last 60 on 60 days")
    unheard = summary(72, headline=None)
    assert figures(measure((unheard, summary(0)), 2, rubric, NOW))["Takes"] == ("2", "on 2 days")


def test_takes_without_words_say_nothing_and_hedging_may_be_unmeasured(rubric):
    takes = (summary(2, headline=None), summary(1, hedging=None))
    progress = measure(takes, 2, rubric, NOW)
    assert [column.take for column in progress.columns] == ["take-1"]
    assert figures(progress)["Hedging"][0] == "Not measured"


@pytest.fixture
def page(studio, bridge, qtbot):
    page = ProgressPage(studio, bridge)
    page.resize(1084, 800)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def filled(page, takes, qtbot):
    page.refresh()
    qtbot.waitUntil(lambda: page.grid.model().columnCount() == 3)
    return page


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_without_takes_the_page_says_what_will_stand_there(page, qtbot):
    page.refresh()
    qtbot.waitUntil(lambda: "will stand here" in " ".join(words.text() for words in page.next.findChildren(QLabel)))
    assert page.nothing.isVisible()
    assert page.reply.isVisible()


def test_the_grid_says_of_each_square_what_it_means_and_opens_its_take(filled, takes, qtbot):
    model, grid = filled.grid.model(), filled.grid
    assert model.data(model.index(5, 0), Qt.ItemDataRole.ToolTipRole).startswith("Ask for the job: said in 01_slt")
    assert model.data(model.index(5, 1), Qt.ItemDataRole.AccessibleTextRole).startswith(
        "Ask for the job: not said in 02"
    )
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    with qtbot.waitSignal(filled.open_requested) as wish:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert wish.args == [takes[1].id]


def test_a_line_to_practise_next_is_handed_over(filled, qtbot):
    practise = filled.next.findChildren(QPushButton)[0]
    with qtbot.waitSignal(filled.practise_requested) as wish:
        click(qtbot, practise)
    assert wish.args[0] in practise.accessibleName()


def test_a_hard_reply_is_practised_with_the_answer_hidden_until_asked_for(page, qtbot):
    reply = page.reply
    assert reply.answer.isHidden()
    click(qtbot, reply.show_answer)
    assert reply.answer.text().startswith("For example: “")
    first = reply.said.text()
    buttons = {button.text(): button for button in reply.findChildren(QPushButton)}
    click(qtbot, buttons["Another"])
    assert reply.said.text() != first
    assert reply.answer.isHidden()
    with qtbot.waitSignal(page.answer_requested) as wish:
        click(qtbot, buttons["Practise the answer"])
    assert reply.said.text() == f"“{wish.args[0]}”"


def test_an_answer_speaks_of_the_role_that_is_rehearsed_for(page, studio, qtbot):
    studio.change(role="Baker")
    another = next(b for b in page.reply.findChildren(QPushButton) if b.text() == "Another")
    while "{role}" not in page.reply.reply.answer:
        click(qtbot, another)
    click(qtbot, page.reply.show_answer)
    assert "I want this role because" in page.reply.answer.text()
    page.refresh()
    qtbot.waitUntil(lambda: "I want the Baker role because" in page.reply.answer.text())


def test_every_reply_has_a_meaning_an_answer_and_a_source():
    for reply in read_replies((resources() / "replies.toml").read_text(encoding="utf-8")):
        assert all((reply.said, reply.means, reply.answer, reply.source))


def test_a_chart_explains_its_points_to_keys_and_pointer(qtbot):
    chart = LineChart("Pace", "{:.0f} wpm".format)
    qtbot.addWidget(chart)
    chart.resize(200, 104)
    chart.show_points((Point(150, "Take 1"), Point(None, "Take 2"), Point(120, "Take 3")), (110, 190))
    chart.show()
    assert chart.accessibleName() == "Pace: 120 wpm last, between 120 wpm and 150 wpm in 2 takes"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.explained == "Take 3: 120 wpm"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.explained == "Take 1: 150 wpm"
    qtbot.mouseMove(chart, QPoint(195, 50))
    assert chart.explained == "Take 3: 120 wpm"


def test_progress_never_keeps_the_window_waiting(page, studio, heard_samples, qtbot):
    take = heard_samples[0]
    for number in range(60):
        put_in(studio, replace(take, title=f"Take {number}"), NOW + timedelta(hours=number))

    def look():
        with qtbot.waitSignal(page.grid.model().modelReset):
            page.refresh()
        qtbot.waitUntil(lambda: page.grid.model().columnCount() == 60)

    QApplication.processEvents()
    assert longest_wait(look) <= LONGEST
