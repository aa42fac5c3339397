"""The times in spoken words and the days they name."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askforit_desktop.closing.dates import find_times
from askforit_desktop.closing.timerules import GROUPS

FRIDAY = date(2026, 11, 20)


def day(text: str, rehearsed_on: date = FRIDAY) -> str | None:
    """The day named last in the text as MM-DD (with the year where it is another), or None."""
    times = find_times(text.split(), rehearsed_on)
    found = times[-1].date if times else None
    if found is None:
        return None
    return found.strftime("%m-%d") if found.year == rehearsed_on.year else found.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("may i call you today", "11-20"),
        ("i will text you tonight", "11-20"),
        ("by five this afternoon", "11-20"),
        ("let me know by end of day", "11-20"),
        ("by close of business", "11-20"),
        ("tomorrow around noon", "11-21"),
        ("first thing tomorrow", "11-21"),
        ("the day after tomorrow", "11-22"),
        ("can i call you monday", "11-23"),
        ("can i call you thursday", "11-26"),
        ("can i call you friday", "11-27"),
        ("saturday evening", "11-21"),
        ("by sunday", "11-22"),
        ("monday first thing", "11-23"),
        ("first thing monday", "11-23"),
        ("by monday at noon", "11-23"),
        ("eight a m on monday", "11-23"),
        ("wednesday nine o'clock", "11-25"),
        ("four on the first of december", "12-01"),
        ("this coming tuesday", "11-24"),
        ("next tuesday", "11-24"),
        ("next friday", "11-27"),
        ("friday next", "11-27"),
        ("tuesday next week", "11-24"),
        ("tuesday of next week", "11-24"),
        ("next week on tuesday", "11-24"),
        ("early next week", "11-23"),
        ("the beginning of next week", "11-23"),
        ("in the middle of next week", "11-25"),
        ("at the end of next week", "11-27"),
        ("late next week", "11-27"),
        ("midweek", "11-25"),
        ("the end of the week after next", "12-04"),
        ("the friday after next", "12-04"),
        ("a week on tuesday", "12-01"),
        ("a week from monday", "11-30"),
        ("monday week", "11-30"),
        ("friday week", "12-04"),
        ("tuesday fortnight", "12-08"),
        ("in a couple of days", "11-23"),
        ("in a few days", "11-23"),
        ("in one week", "11-27"),
        ("in a week", "11-27"),
        ("a week from today", "11-27"),
        ("a week today", "11-27"),
        ("in two weeks", "12-04"),
        ("two weeks from today", "12-04"),
        ("in a fortnight", "12-04"),
        ("within ten days", "11-30"),
        ("in ten days time", "11-30"),
        ("within three business days", "11-25"),
        ("in forty eight hours", "11-22"),
        ("in a month", "12-21"),
        ("by the end of the month", "11-30"),
        ("the end of november", "11-30"),
        ("the end of next month", "12-31"),
        ("by the end of the year", "12-31"),
        ("the first of the month", "12-01"),
        ("first week of december", "12-04"),
        ("call me on the first", "12-01"),
        ("i will call on the third", "12-03"),
        ("by the twenty seventh", "11-27"),
        ("by the 27th", "11-27"),
        ("on thirtieth", "11-30"),
        ("monday the thirtieth", "11-30"),
        ("friday the eleventh", "12-11"),
        ("second of december", "12-02"),
        ("the second of december", "12-02"),
        ("december second", "12-02"),
        ("december 2", "12-02"),
        ("nov 30", "11-30"),
        ("wednesday december the second", "12-02"),
        ("the tenth of february", "2027-02-10"),
        ("by thanksgiving", "11-26"),
        ("before thanksgiving", "11-25"),
        ("the wednesday before thanksgiving", "11-25"),
        ("the day before thanksgiving", "11-25"),
        ("tuesday after thanksgiving", "12-01"),
        ("the monday after thanksgiving", "11-30"),
        ("two o'clock on black friday", "11-27"),
        ("on christmas eve", "12-24"),
        ("before thursday", "11-26"),
        ("before the tenth", "12-10"),
        ("until wednesday noon", "11-25"),
        ("any time wednesday", "11-25"),
        ("any time after four today", "11-20"),
        ("every morning from monday", "11-23"),
        ("i'm free from the third", "12-03"),
        ("on the first that's a tuesday", "12-01"),
        ("before the month's out", "11-30"),
        ("this side of christmas", "12-25"),
        ("by the second lovely", "12-02"),
        ("the fifteenth's the day", "12-15"),
        ("you ring me on the second and i come in on the friday", "12-04"),
        ("you decide on the second and i will call that same day", "12-02"),
        ("after thanksgiving on thursday maybe the monday after", "11-30"),
        ("you decide thursday so may i call the day after", "11-27"),
    ],
)
def test_a_time_names_its_day(text: str, expected: str) -> None:
    assert day(text) == expected


def test_a_deadline_by_the_clock_is_on_the_day_that_is_spoken_of() -> None:
    assert day("by five o'clock") == "11-20"
    assert [time.date for time in find_times("ring me on tuesday or by noon text me".split(), FRIDAY)] == [
        date(2026, 11, 24),
        date(2026, 11, 24),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "next week",
        "sometime next month",
        "any time next week",
        "any evening next week",
        "mid december",
        "toward the middle of december",
        "over the weekend",
        "after the weekend",
        "after the second",
        "the week after thanksgiving",
        "the week of the seventh",
        "monday or tuesday",
        "monday to thursday",
        "tuesday and thursday",
        "any afternoon but tuesday",
        "any day from the thirtieth",
        "any day the week after thanksgiving",
        "monday tuesday whenever",
        "before the christmas party",
        "before i leave the building",
        "after that",
        "in a week or two",
        "in two or three weeks",
        "every day",
        "on fridays",
        "the monday after",
        "that same day",
        "monday the third",
        "february thirtieth",
        "before nine",
        "soon",
        "when you know",
        "this friday",
    ],
)
def test_a_time_that_names_no_single_day_has_none(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "last friday",
        "at the end of last week we shipped",
        "yesterday",
        "two weeks ago",
        "not monday",
        "the second round",
        "the first thing i learned",
        "one last thing",
        "i may march in there",
        "give me a second",
        "the feedback from today",
    ],
)
def test_what_is_past_or_no_time_at_all_is_left_out(text: str) -> None:
    assert find_times(text.split(), FRIDAY) == ()


@pytest.mark.parametrize(
    ("text", "rehearsed_on", "expected"),
    [
        ("by the end of the month", date(2028, 2, 10), date(2028, 2, 29)),
        ("by the end of the month", date(2027, 2, 10), date(2027, 2, 28)),
        ("the end of next month", date(2028, 1, 31), date(2028, 2, 29)),
        ("in a month", date(2027, 1, 31), date(2027, 3, 1)),
        ("tomorrow", date(2026, 12, 31), date(2027, 1, 1)),
        ("tomorrow", date(2028, 2, 28), date(2028, 2, 29)),
        ("monday", date(2026, 12, 31), date(2027, 1, 4)),
        ("end of next week", date(2026, 12, 31), date(2027, 1, 8)),
        ("the thirty first", date(2026, 11, 20), date(2026, 12, 31)),
        ("on the thirtieth", date(2027, 1, 31), date(2027, 3, 30)),
        ("the twenty ninth of february", date(2028, 1, 3), date(2028, 2, 29)),
        ("the twenty ninth of february", date(2026, 11, 20), None),
        ("the second of january", date(2026, 12, 30), date(2027, 1, 2)),
        ("on the first", date(2026, 12, 30), date(2027, 1, 1)),
        ("in two weeks", date(2026, 12, 21), date(2027, 1, 4)),
        ("in two weeks", date(2026, 12, 19), date(2027, 1, 4)),
        ("before christmas", date(2026, 12, 25), None),
        ("by christmas", date(2026, 12, 26), date(2027, 12, 25)),
        ("by thanksgiving", date(2026, 11, 27), date(2027, 11, 25)),
        ("easter sunday", date(2027, 3, 1), date(2027, 3, 28)),
        ("labor day", date(2027, 6, 1), date(2027, 9, 6)),
        ("memorial day", date(2027, 3, 1), date(2027, 5, 31)),
        ("the end of the week", date(2026, 11, 21), None),
        ("next tuesday", date(2026, 11, 23), date(2026, 12, 1)),
        ("tuesday", date(2026, 11, 22), date(2026, 11, 24)),
    ],
)
def test_days_are_right_over_the_ends_of_months_and_years(text: str, rehearsed_on: date, expected: date | None) -> None:
    times = find_times(text.split(), rehearsed_on)
    assert (times[-1].date if times else None) == expected


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("can i call you on tuesday afternoon then", "tuesday afternoon"),
        ("by the end of next week", "end of next week"),
        ("i will call on the third then", "the third"),
        ("let me know in two weeks please", "in two weeks"),
        ("tell me before thursday if you can", "before thursday"),
        ("within ten days", "within ten days"),
        ("at noon on thursday", "noon on thursday"),
    ],
)
def test_when_is_told_in_the_words_spoken_without_a_leading_preposition(text: str, when: str) -> None:
    (time,) = find_times(text.split(), FRIDAY)
    assert time.when == when
    assert " ".join(text.split()[time.span.first : time.span.last + 1]) == when


VOCABULARY = sorted(
    {word for rules in GROUPS.values() for steps, _ in rules for step in steps for word in step.choices}
    | set("monday friday sunday february december may second thirty first ninth 31st 29th 30 48 couple few".split())
    | set("week weeks days hours month thanksgiving easter o'clock two ten fifty um please".split())
)


def test_a_time_beyond_the_end_of_the_calendar_names_no_day() -> None:
    assert day("i will call you tomorrow", date.max) is None
    assert day("in three months", date(9999, 11, 20)) is None


@given(
    st.lists(st.sampled_from(VOCABULARY) | st.text(max_size=6), max_size=12),
    st.dates(),
)
def test_no_words_crash_it_or_name_a_day_before_the_rehearsal(words: list[str], rehearsed_on: date) -> None:
    times = find_times(words, rehearsed_on)
    assert all(t.date is None or t.date >= rehearsed_on for t in times)
    assert all(0 <= t.span.first <= t.span.last < len(words) for t in times)
    assert all(one.span.last < two.span.first for one, two in pairwise(times))
