"""What stands under an element of a take once it is opened."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from askforit_desktop.closing.finding import Finding, Kind, Verdict
from askforit_desktop.gui.articles import ARTICLES, cited
from askforit_desktop.gui.close_page import ClosePage
from askforit_desktop.gui.standing import Standing
from askforit_desktop.gui.widgets.element_details import Details


@pytest.fixture
def show(qtbot):
    """What is read in the details of an element that was not heard, given the candidate's own word on it."""

    def show(element, word=None):
        finding = Finding(element.id, Kind.ELEMENT, element.title, Verdict.MISSING)
        details = Details(Standing(finding, element, word, None), "", ("", ""))
        details.resize(300, 400)
        qtbot.addWidget(details)
        details.show()
        return {label.text(): label for label in details.findChildren(QLabel) if label.isVisible()}

    return show


def test_whose_word_counts_is_said_once(show, rubric):
    texts = show(rubric.element("next_step"), True)
    told = [text for text in texts if "your word" in text or "not heard" in text.lower()]
    assert told == ["By your word. The machine's: not heard."]


def test_the_articles_that_advise_an_element_are_named_by_their_titles(show, rubric):
    several = show(rubric.element("next_step"))["Source: 3 articles"]
    titles = [ARTICLES[number] for number in (0, 3, 4)]
    assert several.toolTip().splitlines() == titles
    assert several.accessibleDescription() == ", ".join(titles)
    assert "Source: Those Who Ask, Get" in show(rubric.element("timeline"))


def test_every_source_of_the_rubric_is_known_by_its_titles(rubric):
    assert all(cited(element.source) for element in rubric.elements)


def test_a_source_that_is_no_article_of_ours_is_shown_as_it_is(show, rubric):
    for source in ("my coach", "article 12", "chapter 3"):
        assert f"Source: {source}" in show(replace(rubric.element("timeline"), source=source))


def test_the_titles_are_those_that_the_page_of_the_close_lists(studio, bridge, qtbot):
    page = ClosePage(studio, bridge)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.buttons))
    listed = [label.text() for label in page.findChildren(QLabel)]
    assert {f"{number}  {title}" for number, title in enumerate(ARTICLES)} <= set(listed)
