"""Who does what, and when, in the words of a close."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askforit_desktop.closing.commitments import commitments
from askforit_desktop.closing.heard import Found
from askforit_desktop.closing.transcript import Span, spoken_words
from tests.labelled import CLOSES, REHEARSED_ON, Labelled, Promise, load, misheard

HANDS = tuple(f"train-{hand}" for hand in "abcdefghijklnopqrstuxy")
DATA = CLOSES.parent
PROMISED = (DATA / "promised.txt").read_text("utf-8").splitlines()
NOT_PROMISED = (DATA / "not_promised.txt").read_text("utf-8").splitlines()


def promises(text: str, elements: str = "timeline channel") -> list[str]:
    """The commitments in a text all of which says when and how, each in one line."""
    words = spoken_words(text)
    found = dict.fromkeys(elements.split(), (Found(Span(0, len(words) - 1)),))
    said = commitments(words, found, REHEARSED_ON)
    return [" ".join((c.who, c.what, c.date.strftime("%m-%d") if c.date else "-")) for c in said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can I call you on Tuesday?", "candidate call 11-24"),
        ("I'll give Ms. Ortega a ring on Monday", "candidate call 11-23"),
        ("Could I drop you an email at the end of next week?", "candidate email 11-27"),
        ("Shall I send you an email in two weeks", "candidate email 12-04"),
        ("I'm gonna shoot you a text tomorrow", "candidate message 11-21"),
        ("Is it okay if I message you on LinkedIn on Wednesday?", "candidate message 11-25"),
        ("I'll check in by email on Monday", "candidate email 11-23"),
        ("I'll come by the office on Thursday", "candidate meet 11-26"),
        ("Would a phone call on the third be all right?", "candidate call 12-03"),
        ("If the phone hasn't rung by the fourth I'm calling you", "candidate call 12-04"),
        ("You'll phone me Monday afternoon then", "employer call 11-23"),
        ("Could you text me by Wednesday", "employer message 11-25"),
        ("Give us a bell Tuesday", "employer call 11-24"),
        ("Just email me, by the thirtieth if you can", "employer email 11-30"),
        ("Ms. Doyle calls me on Wednesday", "employer call 11-25"),
        ("Please have your assistant call my cell", "employer call -"),
        ("Ring me, don't write", "employer call -"),
        ("I'd take a text over a call", "employer message -"),
        ("Text's best", "employer message -"),
        ("I'll be expecting your call by six tonight", "employer call 11-20"),
        ("My figures will be in your inbox by Tuesday", "candidate email 11-24"),
        ("I could call or email you on Friday", "candidate call 11-27"),
        ("Can I ring you next week?", "candidate call -"),
    ],
)
def test_a_proposal_tells_who_does_what_and_when(text: str, expected: str) -> None:
    assert promises(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("could you let me know by Thursday", "employer hear_back 11-26"),
        ("and may I hear by Friday", "employer hear_back 11-27"),
        ("would I know by Thanksgiving", "employer hear_back 11-26"),
        ("I need to hear from you by Monday noon", "employer hear_back 11-23"),
        ("you're deciding by the fourth of December is that still right", "employer decide 12-04"),
        ("you've got till Wednesday", "employer decide 11-25"),
        ("I'll circle back on the second of December", "candidate message 12-02"),
        ("would it be alright to check back in two weeks", "candidate message 12-04"),
        ("Thursday the third it is", "candidate meet 12-03"),
        ("would the second of December suit", "candidate meet 12-02"),
    ],
)
def test_a_time_alone_tells_what_it_is_for(text: str, expected: str) -> None:
    assert promises(text, "timeline") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "when will you decide",
        "how soon would you let people know",
        "what day are you fixing to settle on somebody",
        "do you have a sense of when you'll be making the call",
        "is it this side of christmas that you pick someone",
    ],
)
def test_an_open_question_about_time_commits_nobody(text: str) -> None:
    assert promises(text, "timeline") == []


@pytest.mark.parametrize(
    "text",
    [
        "what's the best way to reach you",
        "should I go through Dwight or just call you direct",
        "do you email or do you just call my mom's phone",
        "is it you I'd email or does everything go through Marcus",
        "which is surer with you the desk phone or that number on the poster",
        "who should I write to",
    ],
)
def test_an_open_question_about_means_commits_nobody(text: str) -> None:
    assert promises(text, "channel") == []


@pytest.mark.parametrize("line", PROMISED)
def test_each_wording_of_a_promise_is_told(line: str) -> None:
    text, expected = line.split(" | ")
    assert "; ".join(promises(text)) == expected


@pytest.mark.parametrize("text", NOT_PROMISED)
def test_questions_and_others_dates_are_no_promises(text: str) -> None:
    assert promises(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll ring my brother on Tuesday and tell him", []),
        ("you can ring my brother on Tuesday", ["employer call 11-24"]),
        ("I'll email my passport scan on Tuesday", ["candidate email 11-24"]),
        ("you'll be phoning my last manager on Tuesday", []),
    ],
)
def test_a_candidates_people_may_be_rung_by_the_employer(text: str, expected: list[str]) -> None:
    assert promises(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ring me I'm useless on email", ["employer call -"]),
        ("the landline's no good so a text is easier", ["employer message -"]),
        ("I never look at my inbox but the mobile's your quickest bet", ["employer call -"]),
    ],
)
def test_a_means_that_is_complained_of_is_none(text: str, expected: list[str]) -> None:
    assert promises(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("do you think you'd know by Thursday", "employer decide 11-26"),
        ("might the whole thing be concluded by the tenth", "employer decide 12-10"),
        ("you've got Tuesday", "employer decide 11-24"),
        ("you and I speak again on Wednesday", "candidate meet 11-25"),
        ("then I'm in on Thursday for the stock count", "candidate meet 11-26"),
        ("it's Zoom on Tuesday at three", "candidate meet 11-24"),
        ("I could run the Saturday stall tomorrow", "candidate meet 11-21"),
        ("any Tuesday is good the first of December say", "candidate meet 12-01"),
    ],
)
def test_a_day_tells_what_is_done_on_it(text: str, expected: str) -> None:
    assert promises(text, "timeline") == [expected]


def test_a_day_that_is_offered_belongs_to_no_deed_of_theirs() -> None:
    words = spoken_words("would Thursday suit you can text me the postcode")
    found = {"timeline": (Found(Span(0, 2)),), "channel": (Found(Span(3, 8)),)}
    said = [(c.who, c.what, c.date) for c in commitments(words, found, REHEARSED_ON)]
    assert said == [("employer", "message", None), ("candidate", "meet", date(2026, 11, 26))]


@pytest.mark.parametrize("text", ["is it done by the tenth", "samples by Tuesday", "this side of the thirtieth"])
def test_what_is_done_by_a_day_is_no_meeting(text: str) -> None:
    assert promises(text, "timeline") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "then it's a morning in the kitchen on Tuesday and you'll text me the code tonight",
            ["employer message 11-20", "candidate meet 11-24"],
        ),
        (
            "half past nine on Wednesday with Mr. Osei and I'll email the slides tonight",
            ["candidate email 11-20", "candidate meet 11-25"],
        ),
        ("I'm at my brother's till Tuesday so text me tomorrow", ["employer message 11-21"]),
    ],
)
def test_a_day_in_a_clause_of_its_own_is_an_appointment_where_its_hour_or_company_is_named(
    text: str, expected: list[str]
) -> None:
    assert promises(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if the faculty's meeting is on Tuesday I could ring you on Wednesday", ["candidate call 11-25"]),
        ("you see him on Tuesday and then you'll call me on Wednesday", ["employer call 11-25"]),
        ("could you see me on Tuesday", ["candidate meet 11-24"]),
    ],
)
def test_a_meeting_of_theirs_is_none_of_the_candidates(text: str, expected: list[str]) -> None:
    assert promises(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("could we fix a quick call for Tuesday", ["candidate call 11-24"]),
        ("I'll write to Dr. Osei on Tuesday", ["candidate email 11-24"]),
        ("I'll write to the admissions office on Tuesday", ["candidate email 11-24"]),
        ("I'll have the forms back to you on Tuesday", ["candidate message 11-24"]),
        ("your coordinator sends me the joining link tomorrow", ["employer message 11-21"]),
        ("the easiest way to reach me is the mobile", ["employer call -"]),
        ("you've got my email that's the one to use", ["employer email -"]),
        ("I should have heard by Tuesday", ["employer hear_back 11-24"]),
        (
            "the contract comes by email on Monday and you'll text me on Tuesday",
            ["employer email 11-23", "employer message 11-24"],
        ),
    ],
)
def test_other_wordings_of_who_gets_in_touch_and_how(text: str, expected: list[str]) -> None:
    assert promises(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is it settled or will it be settled by Thursday", ["employer decide 11-26"]),
        ("I'd want your decision before the term starts on Wednesday", ["employer decide 11-25"]),
        ("I'm going to need a figure from you by Tuesday", ["employer hear_back 11-24"]),
        ("let me know by Tuesday you've my brother's mobile", ["employer hear_back 11-24"]),
        ("send the forms to the Hotmail one", ["employer email -"]),
        ("will it be a person that rings me", []),
        ("could I have your answer by Thursday", ["employer hear_back 11-26"]),
        ("as I heard it Ms. Adair mails the results on Tuesday", ["employer email 11-24"]),
    ],
)
def test_a_decision_or_an_answer_is_told_beside_what_else_is_named(text: str, expected: list[str]) -> None:
    assert promises(text) == expected


def test_the_question_after_a_stretch_does_not_make_it_one() -> None:
    words = spoken_words("would I know by Tuesday and what is the best number for you")
    found = {"timeline": (Found(Span(0, 4)),), "channel": (Found(Span(5, 12)),)}
    assert [(c.what, c.date) for c in commitments(words, found, REHEARSED_ON)] == [("hear_back", date(2026, 11, 24))]


def test_a_time_belongs_to_the_deed_it_stands_with() -> None:
    assert promises("you'll text me the address and I turn up on Monday at six") == [
        "employer message -",
        "candidate meet 11-23",
    ]


def test_a_day_misheard_as_a_like_word_is_still_that_day() -> None:
    assert promises("I'll email you buy money noon") == ["candidate email 11-23"]


def test_two_parties_in_one_sentence_are_two_commitments() -> None:
    assert promises("I'll email you the plan on Monday and you'll ring me by Wednesday") == [
        "candidate email 11-23",
        "employer call 11-25",
    ]


def test_a_time_of_something_else_belongs_to_no_deed() -> None:
    assert promises("text me I'm on shift till Monday") == ["employer message -"]
    assert promises("the board sits on the second so may I ring you on the third") == ["candidate call 12-03"]


def test_getting_in_touch_is_a_message_from_the_candidate_and_an_answer_from_them() -> None:
    assert promises("I'll be in touch on Tuesday") == ["candidate message 11-24"]
    assert promises("someone will be in touch on Tuesday") == ["employer hear_back 11-24"]


def test_the_candidates_own_people_act_for_the_candidate() -> None:
    assert promises("shall I have my office call yours on Tuesday") == ["candidate call 11-24"]
    assert promises("shall your office call mine on Tuesday") == ["employer call 11-24"]


def test_hearing_by_a_day_and_how_to_ring_are_two_commitments() -> None:
    assert promises("I should know by Friday and ring the house not the mobile") == [
        "employer hear_back 11-27",
        "employer call -",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll call you Monday, no, hang on, I'm away then, I'll call Wednesday", "candidate call 11-25"),
        ("Can I ring on Monday, or is it better I ring on Tuesday", "candidate call 11-24"),
    ],
)
def test_a_time_that_is_put_right_counts_instead_of_the_one_before(text: str, expected: str) -> None:
    assert promises(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We decide on Tuesday and on Wednesday I get a call", ["employer decide 11-24", "employer call 11-25"]),
        ("I'll check in with Carol in ten days if nothing's come by then", ["candidate message 11-30"]),
        ("Somebody in HR's getting back to me by December the fourteenth", ["employer hear_back 12-14"]),
        ("On the first I shall come to the office", ["candidate meet 12-01"]),
        ("I'll send my records to your email tonight", ["candidate email 11-20"]),
        ("It is the head's having a think and he decides by the eighth", ["employer decide 12-08"]),
    ],
)
def test_what_other_people_said_at_the_end_is_told(text: str, expected: list[str]) -> None:
    assert promises(text) == expected


def test_what_is_said_twice_is_agreed_once() -> None:
    words = "i'll call you on tuesday right so tuesday i'll call".split()
    found = {"timeline": (Found(Span(0, 4)), Found(Span(7, 9))), "channel": (Found(Span(0, 4)), Found(Span(7, 9)))}
    assert [c.date for c in commitments(words, found, REHEARSED_ON)] == [date(2026, 11, 24)]


def test_a_means_and_its_time_said_apart_are_one_commitment() -> None:
    words = "drop me an email obviously by thursday if that works".split()
    found = {"channel": (Found(Span(0, 3)),), "timeline": (Found(Span(5, 6)),)}
    (promise,) = commitments(words, found, REHEARSED_ON)
    assert (promise.who, promise.what, promise.when) == ("employer", "email", "thursday")
    assert promise.span == Span(0, 6)


def test_without_a_time_or_a_means_in_the_words_nothing_is_committed() -> None:
    assert commitments("i'll call you on tuesday".split(), {}, REHEARSED_ON) == ()


WORDS = st.sampled_from(
    "i you me can will call email text let know by or if when not would a the monday week is".split()
)


@given(st.lists(WORDS, min_size=1, max_size=20), st.data())
def test_no_words_or_stretches_crash_it(words: list[str], data: st.DataObject) -> None:
    edge = st.integers(0, len(words) - 1)
    stretches = st.lists(st.tuples(edge, edge).map(lambda e: Found(Span(min(e), max(e)))), max_size=3)
    found = {"timeline": data.draw(stretches), "channel": data.draw(stretches)}
    for promise in commitments(words, found, REHEARSED_ON):
        assert 0 <= promise.span.first <= promise.span.last < len(words)
        assert promise.date is None or promise.date >= REHEARSED_ON


def f1(closes: Iterable[Labelled]) -> float:
    """How well who, what and date are told where the labelled stretches are given."""
    right = wrong = 0
    for close in closes:
        found = {name: tuple(map(Found, spans)) for name, spans in close.spans.items()}
        said = Counter(_plain(close, found))
        labelled = Counter(close.commitments)
        right += (said & labelled).total()
        wrong += (said - labelled).total() + (labelled - said).total()
    return 2 * right / (2 * right + wrong)


def _plain(close: Labelled, found: dict[str, tuple[Found, ...]]) -> Iterable[Promise]:
    for c in commitments(close.words, found, REHEARSED_ON):
        yield c.who.value, c.what.value, c.date.isoformat() if c.date else None


def test_who_what_and_date_are_right_in_most_labelled_closes() -> None:
    assert f1(close for hand in HANDS for close in load(hand)) >= 0.80


def test_a_tenth_of_the_words_misheard_costs_little() -> None:
    closes = [close for hand in ("train-c", "train-h", "train-k") for close in load(hand)]
    assert f1(misheard(close, 0.1, seed=1) for close in closes) >= 0.64
