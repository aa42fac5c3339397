"""The grammar of spoken times: patterns in the notation of `grammar`, each with the day it means.

A meaning takes the almanac and then the values of the pattern's slots, in order. The rules are those of the rubric's
"Decided cases" and of the table of dates beside the labelled closes.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from askforit_desktop.closing.almanac import FRIDAY, MONDAY, WEDNESDAY, after, before, on_weekday
from askforit_desktop.closing.grammar import Pattern, pattern

Meaning = Callable[..., date | None]
Rule = tuple[Pattern, Meaning]


def _rules(*table: tuple[str, Meaning]) -> tuple[Rule, ...]:
    return tuple((pattern(text), meaning) for text, meaning in table)


def _after(day: date | None, weekday: int | None = None) -> date | None:
    return day and after(day, weekday)


def _before(day: date | None, weekday: int | None = None) -> date | None:
    return day and before(day, weekday)


def _no_day(*_: Any) -> None:
    return None


# Days that one time names. `a` is the almanac; the other values are those of the slots, in order.
DAYS = _rules(
    ("later? today|tonight", lambda a: a.today),
    ("this morning|afternoon|evening|arvo|lunchtime", lambda a: a.today),
    ("by? the? end|close of the? day|business|play", lambda a: a.today),
    ("tomorrow", lambda a: a.days_on(1)),
    ("the? day after tomorrow", lambda a: a.days_on(2)),
    ("<weekday>", lambda a, d: a.weekday(d)),
    ("the <weekday>", lambda a, d: _after(a.anchor, d) or a.weekday(d)),
    ("this <weekday>", lambda a, d: a.this_weekday(d)),
    ("this? the? coming <weekday>", lambda a, d: a.weekday(d)),
    ("<weekday> coming", lambda a, d: a.weekday(d)),
    ("next <weekday>", lambda a, d: a.in_week(1, d)),
    ("<weekday> next", lambda a, d: a.in_week(1, d)),
    ("<weekday> of? next week", lambda a, d: a.in_week(1, d)),
    ("next week on? <weekday>", lambda a, d: a.in_week(1, d)),
    ("the? <weekday> after next", lambda a, d: a.in_week(2, d)),
    ("<weekday> week", lambda a, d: a.weekday(d, 1)),
    ("a? week on|from|come? <weekday>", lambda a, d: a.weekday(d, 1)),
    ("<weekday> fortnight", lambda a, d: a.weekday(d, 2)),
    ("a fortnight|two weeks? on|from? <weekday>", lambda a, d: a.weekday(d, 2)),
    ("two weeks on|from <weekday>", lambda a, d: a.weekday(d, 2)),
    ("a? week from? today", lambda a: a.counted(1, "week")),
    ("a? week from? tomorrow", lambda a: a.days_on(8)),
    # Days of the month.
    ("the <plain_ordinal>", lambda a, n: a.day_of_month(n)),
    ("on|by|before|till|until the? <bare_ordinal>", lambda a, n: a.day_of_month(n)),
    ("<weekday> the? <ordinal>", lambda a, d, n: a.day_of_month(n, d)),
    ("<weekday>? the? <ordinal> of? <month>", lambda a, d, n, m: a.day_in_month(n, m, d)),
    ("<weekday>? <month> the? <ordinal>", lambda a, d, m, n: a.day_in_month(n, m, d)),
    ("<weekday>? <month> <day_number>", lambda a, d, m, n: a.day_in_month(n, m, d)),
    ("<weekday>? the? <day_number> of? <month>", lambda a, d, n, m: a.day_in_month(n, m, d)),
    ("the? first of the|next month", lambda a: a.first_of(1)),
    ("the? <ordinal> of the|this month", lambda a, n: a.day_of_month(n)),
    ("the? <ordinal> of next month", lambda a, n: a.day_of_next_month(n)),
    ("the? <holiday>", lambda a, h: a.holiday(h)),
    # Parts of a week or month.
    ("the? early|start|beginning of? in? next week", lambda a: a.in_week(1, MONDAY)),
    ("first thing next week", lambda a: a.in_week(1, MONDAY)),
    ("in? the? mid|middle|midweek of? in? next week", lambda a: a.in_week(1, WEDNESDAY)),
    ("the? back? end|late|later of? in? next week", lambda a: a.in_week(1, FRIDAY)),
    ("the? start|beginning of? the? week after next", lambda a: a.in_week(2, MONDAY)),
    ("in? the? mid|middle of? the? week after next", lambda a: a.in_week(2, WEDNESDAY)),
    ("the? end|late of? the? week after next", lambda a: a.in_week(2, FRIDAY)),
    ("early in the week", lambda a: a.weekday(MONDAY)),
    ("midweek", lambda a: a.weekday(WEDNESDAY)),
    ("in? the? middle of the|this? week", lambda a: a.weekday(WEDNESDAY)),
    ("the? end of the|this? week", lambda a: a.in_week(0, FRIDAY)),
    ("this|same time next week", lambda a: a.counted(1, "week")),
    ("the? last day of <month>", lambda a, m: a.end_of(m)),
    ("the? <ordinal> <weekday> of|in <month>", lambda a, n, d, m: a.nth_weekday(n, d, m)),
    ("the? end of the|this month", lambda a: a.end_of_month()),
    ("the month's|month|month'll is|be? out|over", lambda a: a.end_of_month()),
    ("the? end of next month", lambda a: a.end_of_month(1)),
    ("month end", lambda a: a.end_of_month()),
    ("in? the? first week of|in <month>", lambda a, m: a.first_friday(m)),
    ("the? end of <month>", lambda a, m: a.end_of(m)),
    ("the? end of the|this year", lambda a: a.end_of(12)),
    # Counted from today.
    ("in|within|inside about|roughly|maybe? the? next? <count> <unit> time?", lambda a, n, u: a.counted(n, u)),
    ("within|inside the <unit>", lambda a, u: a.counted(1, u)),
    ("<count> <unit> or so", lambda a, n, u: a.counted(n, u)),
    ("leave|give|wait it|you? <count> <unit>", lambda a, n, u: a.counted(n, u)),
    ("<count> <unit> from now|today", lambda a, n, u: a.counted(n, u)),
    ("<count> <unit> time", lambda a, n, u: a.counted(n, u)),
    ("forty eight hours", lambda a: a.counted(48, "hour")),
    ("twenty four hours", lambda a: a.counted(24, "hour")),
    ("in|within a few days time?", lambda a: a.counted(3, "day")),
    ("a few days from now|today", lambda a: a.counted(3, "day")),
    # From a day that is named.
    ("the? <some_day> after|following <day>", lambda _, w, d: _after(d, w)),
    ("the? <some_day> before <day>", lambda _, w, d: _before(d, w)),
    ("before the? <holiday>", lambda a, h: _before(a.holiday(h))),
    ("that same? day|morning|afternoon|evening|night", lambda a: a.anchor),
    ("the same day|afternoon|evening", lambda a: a.anchor),
    ("that same? <weekday>", lambda a, w: on_weekday(a.anchor, w) or a.weekday(w)),
    ("by|before|until then", lambda a: a.anchor),
    ("the <weekday> after|following", lambda a, w: _after(a.anchor, w)),
    ("the following <weekday>", lambda a, w: _after(a.anchor, w) or a.in_week(1, w)),
    ("the day after", lambda a: _after(a.anchor)),
    ("the next|following day", lambda a: _after(a.anchor)),
    ("the <weekday> before", lambda a, w: _before(a.anchor, w)),
    ("the day before", lambda a: _before(a.anchor)),
)

# A day with a time of day about it.
TIMED = _rules(
    ("<day>", lambda _, d: d),
    ("<day> that's|which's a|the <weekday>", lambda _, d, w: on_weekday(d, w)),
    ("any|some? time|anytime|sometime on? <day>", lambda _, d: d),
    ("every <stretch> from <day>", lambda _, _s, d: d),
    ("any|some? time|anytime|sometime after|from|before|around <hour> on? <day>", lambda _, _h, d: d),
    ("<day> <clock>", lambda _, d, _c: d),
    ("<day> <clock> <clock>", lambda _, d, _c, _k: d),
    ("<clock> on? <day>", lambda _, _c, d: d),
    ("<hour> on? <day>", lambda _, _h, d: d),
)

# The whole: a day that is agreed on, or the last day of a time that is given.
TIMES = _rules(
    ("<timed>", lambda _, d: d),
    ("this side of <timed>", lambda _, d: d),
    # A deadline by the clock is on the day that is spoken of.
    ("by|till|until <hour> o'clock?", lambda a, _: a.anchor or a.today),
    ("by|before|till|until noon|midday|midnight|lunch|lunchtime|teatime", lambda a: a.anchor or a.today),
    ("on|by|before|till|until|past|from|within|around|about|toward|towards|say <timed>", lambda _, d: d),
)

# Times to come that name no single day.
VAGUE = _rules(
    ("on|by? the? <ordinal> and|or the? <ordinal>", _no_day),
    ("on|by|before|around|about|from|say? <timed> or|to|through|till|until on? <timed>", _no_day),
    ("<weekday> and? on? <weekday>", _no_day),
    ("any|some <stretch> the week of|after|before <timed>", _no_day),
    ("between <timed> and <timed>", _no_day),
    ("after|following <timed>", _no_day),
    ("any|some? time|sometime|anytime after|from|past|following <timed>", _no_day),
    ("after that|then|this", _no_day),
    ("before|until|till i|i've|we|you|they", _no_day),
    ("by the time", _no_day),
    ("any|some|every|each|most|which|one <stretch> but|except|after|before|from|until? <timed>", _no_day),
    ("any|some|every|each|most|one <stretch> this|next|the? <stretch>?", _no_day),
    ("any of those|these days", _no_day),
    ("some|any time|day? over|later|during|after|before|by|until|till|in? <period>", _no_day),
    ("sometime|anytime|over|later|during|after|before|by|until|till <period>", _no_day),
    ("the week after|following", _no_day),
    ("early|mid|late|middle of? in? <month>", _no_day),
    ("toward|towards|around|about|by|in? the? start|beginning|middle of <month>", _no_day),
    ("the? second|third|last week of|in <month>", _no_day),
    ("the? week of|after|before|commencing|following ... <timed>", _no_day),
    ("in|within|inside|over the? next? a? few|several|couple of? <unit>", _no_day),
    ("in|within|inside <count> or|to <count> <unit>", _no_day),
    ("in|within a <unit> or two|so|three", _no_day),
    ("before|after|by|at|around|till|until <clock>", _no_day),
    ("before|after|by|at|around|till|until <hour>", _no_day),
    ("<hour> o'clock", _no_day),
    ("<weekdays>", _no_day),
)

# Times that are past, or said not to be meant.
PAST = _rules(
    ("last <weekday>", _no_day),
    ("last|past|since <stretch>", _no_day),
    ("this|these past <stretch>", _no_day),
    ("<weekday> last", _no_day),
    ("from today", _no_day),
    ("yesterday", _no_day),
    ("<count> <unit> ago|back|earlier", _no_day),
    ("the last|past <count>? <unit>", _no_day),
    ("not|since|last|every on|by? <timed>", _no_day),
)

# Times of day; alone they name no day.
CLOCK = _rules(
    (
        "at|by|around|about|before|after|from? the|your|my? noon|midday|midnight|lunch|lunchtime|teatime|dinnertime",
        _no_day,
    ),
    ("in|by? the? morning|afternoon|evening|night|arvo", _no_day),
    ("first|last thing", _no_day),
    ("at|by|around|about|before|after? half|quarter past|to <hour>", _no_day),
    ("<hour> o'clock", _no_day),
    ("by|before? the? end|close of? the? day|business|play|work", _no_day),
    ("at|by|around|about|before|after? <hour> o'clock|am|pm|a.m|p.m|sharp", _no_day),
    ("at|by|around|about|before|after? <hour> thirty|fifteen|forty? a|p m", _no_day),
    ("at|by|around|about|before|after? half <hour>", _no_day),
    ("at|by|around|about|before|after <hour>", _no_day),
)

# Longer than a day.
PERIOD = _rules(
    ("the|this|next|coming week|weekend|month|year|quarter|holidays|holiday", _no_day),
    ("this|the coming|following|new week|weekend|month|year", _no_day),
    ("this|the week|weekend coming", _no_day),
    ("the week|month|weekend after next?", _no_day),
)

GROUPS = {"day": DAYS, "timed": TIMED, "time": TIMES, "vague": VAGUE, "past": PAST, "clock": CLOCK, "period": PERIOD}
