from dataclasses import replace

import pytest

from askforit_desktop.closing.delivery import CHECKS, Delivery, check_delivery
from askforit_desktop.closing.finding import Ending, Verdict
from askforit_desktop.closing.transcript import Span, Transcript
from askforit_desktop.problems import RubricProblem
from tests.unit.closing.making import RUBRIC, heard, spoken


def findings(transcript, noticed=None):
    return {f.check: f for f in check_delivery(Delivery(transcript, noticed or heard(), RUBRIC))}


def test_every_check_of_the_rubric_has_its_function_in_the_same_order():
    assert [name for name, _ in CHECKS] == [text.id for text in RUBRIC.checks]


@pytest.mark.parametrize(
    ("words", "seconds", "verdict", "detail"),
    [
        (50, 0.5, Verdict.MISSING, "under 30 s"),
        (100, 0.4, Verdict.MET, "in range"),
        (200, 0.4, Verdict.MET, "in range"),
        (300, 0.4, Verdict.MISSING, "over 90 s"),
    ],
)
def test_the_length_counts_from_the_first_word_to_the_last(words, seconds, verdict, detail):
    found = findings(spoken("word " * words, seconds, gaps=[(0, 20.0)]))["length"]
    assert (found.verdict, found.detail, found.value) == (verdict, detail, pytest.approx(words * seconds))


@pytest.mark.parametrize(("seconds", "detail"), [(0.6, "slow"), (0.4, "steady"), (0.3, "fast")])
def test_the_pace_is_remarked_on_only_outside_its_band(seconds, detail):
    found = findings(spoken("word " * 40, seconds))["pace"]
    assert found.detail == detail
    assert found.value == pytest.approx(60 / seconds, abs=1)


def test_too_few_words_give_no_pace():
    assert findings(spoken("thank you"))["pace"].verdict is Verdict.NOT_MEASURED


def test_two_short_pauses_pass_without_remark():
    found = findings(spoken("one two three four", gaps=[(1, 2.6), (3, 2.6)]))["pauses"]
    assert (found.verdict, found.value, found.evidence) == (Verdict.MET, 2.0, (Span(0, 1), Span(2, 3)))


@pytest.mark.parametrize("gaps", [[(1, 5.5)], [(1, 2.6), (2, 2.6), (3, 2.6)]])
def test_one_very_long_pause_or_many_long_ones_are_told(gaps):
    assert findings(spoken("one two three four", gaps=gaps))["pauses"].verdict is Verdict.MISSING


def test_fillers_are_not_counted_where_the_model_cannot_hear_them():
    found = findings(spoken("um so um thank you", hears=frozenset()))["fillers"]
    assert (found.verdict, found.value) == (Verdict.NOT_MEASURED, None)
    assert "not measured" in found.detail


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("um thank you uh so much", 2),
        ("i was you know hoping to hear", 1),
        ("do you know the team", 0),
        ("i'll let you know on friday", 0),
        ("i like this job and kids like to meet", 0),
        ("it was um like um difficult", 3),
        ("it was like like so good", 2),
        ("as you know i have done this before", 0),
        ("i would like um to ask you", 1),
        ("it sounds like uh a fine team", 1),
    ],
)
def test_fillers_are_told_from_their_context(text, fillers):
    assert findings(spoken(text))["fillers"].value == fillers


@pytest.mark.parametrize(("count", "verdict"), [(2, Verdict.MET), (8, Verdict.WEAK), (30, Verdict.MISSING)])
def test_a_few_fillers_are_fine(count, verdict):
    text = "um " * count + "word " * (150 - count)
    assert findings(spoken(text, 0.4))["fillers"].verdict is verdict


def test_hedging_and_pushiness_show_the_words():
    found = findings(spoken("i was just wondering if maybe i could start"), heard(hedging=(0, 5)))
    assert (found["hedging"].verdict, found["hedging"].value) == (Verdict.MISSING, 1.0)
    assert found["hedging"].evidence == (Span(0, 5),)
    assert found["hedging"].advice
    assert (found["pushy"].verdict, found["pushy"].advice) == (Verdict.MET, "")


def test_talking_on_after_the_ask_shows_the_words_after_it():
    transcript = spoken("do you have any concerns about me no pressure though")
    found = findings(transcript, heard(undercut=True, concerns=(0, 6)))["ask_then_stop"]
    assert found.verdict is Verdict.MISSING
    assert transcript.quote(found.evidence[0]) == "no pressure though"


def test_an_answer_is_not_claimed_to_be_waited_for_when_many_words_follow_the_ask():
    transcript = spoken("do you have any concerns about me " + "i led a team " * 10)
    found = findings(transcript, heard(concerns=(0, 6)))["ask_then_stop"]
    assert (found.verdict, found.detail) == (Verdict.WEAK, "40 words follow the last ask")
    assert found.evidence == (Span(7, 46),)


def test_a_short_sign_off_after_the_ask_is_fine():
    found = findings(spoken("what is the next step thank you so much"), heard(next_step=(0, 4)))["ask_then_stop"]
    assert (found.verdict, found.evidence) == (Verdict.MET, (Span(0, 4),))


def test_without_an_ask_there_is_nothing_to_stop_after():
    assert findings(spoken("thank you"), heard(thanks=(0, 1)))["ask_then_stop"].verdict is Verdict.NOT_MEASURED


@pytest.mark.parametrize("ends_on", list(Ending))
def test_every_ending_has_its_words(ends_on):
    found = findings(spoken("thank you"), heard(ends_on=ends_on))["ending"]
    assert found.detail
    assert (found.verdict is Verdict.MET) == (ends_on in (Ending.ASK, Ending.SETTLED))


def test_a_text_has_no_times_and_says_so():
    found = findings(Transcript.from_text("Thank you. What's the next step?"))
    assert {name for name, f in found.items() if f.verdict is Verdict.NOT_MEASURED} >= {"length", "pace", "pauses"}


def test_a_rubric_without_a_check_is_refused():
    lame = replace(RUBRIC, checks=RUBRIC.checks[1:])
    with pytest.raises(RubricProblem, match="length"):
        check_delivery(Delivery(spoken("thank you"), heard(), lame))


def test_no_words_at_all_are_judged_without_a_fall():
    for found in findings(Transcript((), 3.0), heard(Ending.OTHER)).values():
        assert found.detail
