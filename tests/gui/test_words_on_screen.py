"""What pages say and mark, before any widget draws it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from askforit_desktop.closing.finding import (
    Assessment,
    Commitment,
    Deed,
    Ending,
    Finding,
    Headline,
    Kind,
    Party,
    Verdict,
)
from askforit_desktop.closing.own_word import headline
from askforit_desktop.closing.rubric import Act
from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.closing.transcript import Span
from askforit_desktop.gui.review_words import advice, facts, job_of, quotes, stretches
from askforit_desktop.gui.standing import marks, missed_first, remarks, standings
from askforit_desktop.gui.widgets.texts import Body
from askforit_desktop.gui.wording import dated, figure, moment, remark
from askforit_desktop.settings import Settings
from tests.making import transcript

WORDS = "can i call you at the end of next week i was just wondering thanks"
HEARD = transcript(WORDS)
NOON = datetime(2026, 11, 20, 12, 0).astimezone()


def element(name, *spans, verdict=Verdict.MET):
    return Finding(name, Kind.ELEMENT, name, verdict if spans else Verdict.MISSING, spans)


def assessment(*findings, said=Headline.CLOSED):
    return Assessment(1, said, findings, (), Ending.ASK, undercut=False)


def test_the_shorter_evidence_owns_a_shared_word_and_the_tip_names_both(rubric):
    judged = assessment(element("timeline", Span(0, 9)), element("channel", Span(0, 3)))
    found = marks(standings(HEARD, judged, rubric))
    assert [(mark.span, mark.tip) for mark in found] == [
        (Span(0, 3), "timeline, channel"),
        (Span(4, 9), "timeline"),
    ]
    assert {mark.act for mark in found} == {Act.SECURE}


def test_what_the_candidate_did_not_say_is_not_marked_and_what_they_said_is_not_doubted(rubric):
    judged = assessment(element("timeline", Span(0, 9), verdict=Verdict.WEAK), element("thanks", Span(14, 14)))
    found = standings(HEARD, judged, rubric, (("timeline", True), ("thanks", False)))
    assert [(mark.span, mark.doubtful) for mark in marks(found)] == [(Span(0, 9), False)]
    assert [standing.said for standing in found] == [True, False]


def test_perhaps_said_counts_as_said_and_is_marked_as_doubtful(rubric):
    (found,) = standings(HEARD, assessment(element("timeline", Span(0, 9), verdict=Verdict.WEAK)), rubric)
    assert found.said
    assert found.doubtful
    assert found.starts == 0.0


def test_the_most_telling_miss_comes_first(rubric):
    judged = assessment(element("enjoyed"), element("thanks"), element("ask_for_job"), element("next_step"))
    found = missed_first(standings(HEARD, judged, rubric), rubric)
    assert [standing.finding.check for standing in found] == ["ask_for_job", "next_step", "thanks", "enjoyed"]


def test_the_candidates_own_word_changes_the_headline_and_says_whose_word_it_is():
    judged = assessment(said=Headline.CLOSED)
    assert headline(judged.headline, ()) == "You closed, but you did not ask for the job."
    assert headline(judged.headline, (("ask_for_job", True),)) == "By your word, you asked for the job."
    asked = replace(judged, headline=Headline.ASKED)
    assert headline(asked.headline, (("ask_for_job", True),)) == "You asked for the job."
    assert headline(asked.headline, (("ask_for_job", False),)) == "By your word, you did not ask for the job."


def test_only_what_delivery_remarks_on_is_underlined():
    fine = Finding("pauses", Kind.DELIVERY, "Pauses", Verdict.MET, (Span(0, 1),))
    soft = Finding("hedging", Kind.DELIVERY, "Hedging", Verdict.MISSING, (Span(10, 13),), 1, "takes the ask back")
    assert remarks(assessment(fine, soft)) == ((Span(10, 13), "Hedging: takes the ask back"),)


def test_stretches_of_the_recording_follow_the_words_and_a_text_has_none(rubric):
    found = standings(HEARD, assessment(element("timeline", Span(0, 9)), element("thanks")), rubric)
    (stretch,) = stretches(HEARD, found)
    assert (stretch.start, stretch.end) == (HEARD.words[0].start, HEARD.words[9].end)
    assert stretches(replace(HEARD, duration=None), found) == ()
    assert stretches(None, ()) == ()


def test_evidence_from_several_places_is_quoted_once_each(rubric):
    found = standings(HEARD, assessment(element("timeline", Span(0, 1), Span(4, 5), Span(0, 1))), rubric)
    assert quotes(HEARD, found) == {"timeline": "can i … at the"}


def take(**about):
    return Take("t", "Take 1", Recording("t.wav", NOON, 64.0, "Desk"), **about)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (None, "1 of 2 elements"),
        (1, "1 of 2 elements, as many as in your first take"),
        (0, "1 of 2 elements, 1 more than in your first take"),
        (2, "1 of 2 elements, 1 fewer than in your first take"),
    ],
)
def test_the_facts_compare_with_the_first_take(rubric, first, words):
    found = standings(HEARD, assessment(element("timeline", Span(0, 9)), element("thanks")), rubric)
    assert facts(take(), found, NOON, first) == f"today 12:00 · 1:04 · {words}"


def test_the_facts_of_a_take_that_was_rescued_say_so():
    rescued = replace(take(recovered=True), recording=replace(take().recording, lost_blocks=2))
    assert facts(rescued, (), NOON) == "today 12:00 · 1:04 · recovered · the sound system dropped some of it"


def test_advice_does_not_ask_for_what_the_candidate_says_they_said(rubric):
    judged = assessment(element("ask_for_job"), element("next_step"), element("thanks", Span(14, 14)))
    well, change, line = advice(take(said=(("ask_for_job", True),)), judged, rubric, ("", ""))
    assert (well, line) == ("Done well: ask_for_job.", "What's the next step?")
    assert change == "To change: next_step. Try “What's the next step?”"


def test_lines_speak_of_the_takes_job_or_else_of_the_one_rehearsed_for_now(rubric):
    now = Settings(role="Baker", company="Northwind")
    assert job_of(take(), now) == ("Baker", "Northwind")
    assert job_of(take(role="Clerk", company="Acme"), now) == ("Clerk", "Acme")


def test_a_long_name_may_be_broken_where_it_is_shown_and_is_kept_as_it_is(qtbot):
    name = "closing_practice-northwind.wav"
    shown, copied, letters = Body(f"{name} was imported."), Body(), Body("n" * 40)
    copied.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    copied.setText(name)
    for words in (shown, copied, letters):
        qtbot.addWidget(words)
    assert shown.text() == f"{name} was imported."
    assert QLabel.text(shown).split("\u200b") == ["closing_", "practice-", "northwind.", "wav was imported."]
    assert QLabel.text(copied) == name
    assert [len(part) for part in QLabel.text(letters).split("\u200b")] == [16, 16, 8]


def test_days_are_named_as_one_says_them():
    assert moment(NOON, NOON + timedelta(hours=3)) == "today 12:00"
    assert moment(NOON, NOON + timedelta(days=1)) == "yesterday 12:00"
    assert moment(NOON, NOON + timedelta(days=30)) == "20 Nov 12:00"
    assert moment(NOON, NOON + timedelta(days=400)) == "20 Nov 2026"
    assert moment(NOON.astimezone(UTC), NOON) == "today 12:00"


def test_a_commitment_is_a_reminder_with_its_day_and_the_company():
    call = Commitment(Party.CANDIDATE, Deed.CALL, "on friday", date(2026, 11, 27), Span(0, 1))
    assert dated(call) == "Call them on Friday 27 November"
    assert dated(replace(call, date=None, who=Party.EMPLOYER, what=Deed.HEAR_BACK), "Acme") == "Hear back from Acme"


def test_delivery_is_written_in_its_own_units_and_an_unknown_check_as_it_comes():
    def measured(check, value, detail="", verdict=Verdict.MET):
        finding = Finding(check, Kind.DELIVERY, check, verdict, (), value, detail)
        return figure(finding), remark(finding)

    assert measured("length", 64.2, "in range") == ("1:04", "in range")
    assert measured("pace", 148.0, "steady") == ("148 wpm", "steady")
    assert measured("hedging", 1.0, "takes the ask back") == ("1 phrase", "takes the ask back")
    assert measured("pushy", 0.0, "none heard") == ("0", "none heard")
    assert measured("ask_then_stop", 0.0, "you talked on after the ask")[0] == "No"
    assert measured("ending", None, "on an ask") == ("On an ask", "")
    assert measured("loudness", 71.5, "too loud") == ("71.5", "too loud")
    silent = measured("fillers", None, "not measured: this model does not know um or uh", Verdict.NOT_MEASURED)
    assert silent == ("Not measured", "this model does not know um or uh")
