"""The days that spoken times name, counted from the day of the rehearsal and from the day named just before.

Every method gives the day, or None where the words name no single one; a day before the rehearsal is never given.
The rules are those of the rubric's "Decided cases": a bare weekday is the next such day, "next Tuesday" that day of
the next calendar week (Monday to Sunday), a counted day that falls on a weekend moves to Monday.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY, WEDNESDAY, THURSDAY, FRIDAY = 0, 2, 3, 4
_DAY = timedelta(days=1)
_FIXED = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "boxing": (12, 26),
    "new year's eve": (12, 31),
    "hogmanay": (12, 31),
    "new year's": (1, 1),
    "valentine's": (2, 14),
    "patrick's": (3, 17),
    "july fourth": (7, 4),
    "halloween": (10, 31),
    "andrew's": (11, 30),
    "nicholas's": (12, 6),
}
# Month, weekday, which one of them (-1: the last), days after it.
_FLOATING = {
    "thanksgiving": (11, THURSDAY, 4, 0),
    "black friday": (11, THURSDAY, 4, 1),
    "labor": (9, MONDAY, 1, 0),
    "memorial": (5, MONDAY, -1, 0),
    "martin luther king": (1, MONDAY, 3, 0),
}


@dataclass(frozen=True, slots=True)
class Almanac:
    """The calendar seen from the rehearsal: `anchor` is the day that was named last before these words."""

    today: date
    anchor: date | None = None

    def days_on(self, days: int) -> date:
        """That many days after today, whatever the weekday."""
        return self.today + days * _DAY

    def counted(self, number: int, unit: str) -> date | None:
        """A number of hours, days, working days, weeks, fortnights or months from today."""
        if unit == "hour":
            return self.days_on(number // 24) if number % 24 == 0 else None
        if unit == "working day":
            return self._working(number)
        if unit == "month":
            return off_weekend(_months_on(self.today, number))
        return off_weekend(self.days_on(number * {"day": 1, "week": 7, "fortnight": 14}[unit]))

    def weekday(self, weekday: int, weeks: int = 0) -> date:
        """The first such weekday after today, and so many weeks later."""
        return after(self.today, weekday) + weeks * 7 * _DAY

    def this_weekday(self, weekday: int) -> date | None:
        """The coming such day; none on that very weekday, when it may mean today."""
        return None if self.today.weekday() == weekday else self.weekday(weekday)

    def in_week(self, weeks: int, weekday: int) -> date | None:
        """A weekday of this calendar week (0), the next (1) and so on; none if it is past."""
        return self._ahead(self._monday + (weeks * 7 + weekday) * _DAY)

    def day_of_month(self, day: int, weekday: int | None = None) -> date | None:
        """The next day with this number; none if it is today's, or if it does not fall on the weekday named."""
        found = next((d for d in map(self.days_on, range(1, 62)) if d.day == day), None)
        return None if day == self.today.day else on_weekday(found, weekday)

    def day_in_month(self, day: int, month: int, weekday: int | None = None) -> date | None:
        """The next such day of the year within a year, if it falls on the weekday named."""
        days = (_day(self.today.year + years, month, day) for years in (0, 1))
        found = next((d for d in days if d and d >= self.today), None)
        return on_weekday(found, weekday)

    def day_of_next_month(self, day: int) -> date | None:
        """That day of next month; none if the month is too short."""
        first = _months_on(self.today.replace(day=1), 1)
        return _day(first.year, first.month, day)

    def first_of(self, months: int) -> date:
        """The first day of the month that many months on."""
        return _months_on(self.today.replace(day=1), months)

    def first_friday(self, month: int) -> date | None:
        """The Friday on which the first week of the named month ends."""
        days = (after(date(self.today.year + years, month, 1) - _DAY, FRIDAY) for years in (0, 1))
        return next((d for d in days if d >= self.today), None)

    def nth_weekday(self, number: int, weekday: int, month: int) -> date | None:
        """That one of the Mondays, Tuesdays ... of the named month when it comes next; none if it has not as many."""
        firsts = (date(self.today.year + years, month, 1) for years in (0, 1))
        days = (after(first - _DAY, weekday) + (number - 1) * 7 * _DAY for first in firsts)
        return next((day for day in days if day.month == month and day >= self.today), None)

    def end_of_month(self, months: int = 0) -> date:
        """The last day of this month or of one that many months on."""
        return _months_on(self.today.replace(day=1), months + 1) - _DAY

    def end_of(self, month: int) -> date:
        """The last day of the named month that ends next."""
        return self.end_of_month((month - self.today.month) % 12)

    def holiday(self, name: str) -> date | None:
        """The next such holiday, today included; none for a name that is not known."""
        days = (_holiday(name, self.today.year + years) for years in (0, 1))
        return next((d for d in days if d and d >= self.today), None)

    def _working(self, number: int) -> date:
        day = self.today
        for _ in range(number):
            day = off_weekend(day + _DAY)
        return day

    def _ahead(self, day: date) -> date | None:
        return day if day >= self.today else None

    @property
    def _monday(self) -> date:
        return self.today - self.today.weekday() * _DAY


def after(day: date, weekday: int | None = None) -> date:
    """The day after a day, or the first such weekday after it."""
    return day + (1 if weekday is None else (weekday - day.weekday() - 1) % 7 + 1) * _DAY


def before(day: date, weekday: int | None = None) -> date:
    """The day before a day, or the last such weekday before it."""
    return day - (1 if weekday is None else (day.weekday() - weekday - 1) % 7 + 1) * _DAY


def on_weekday(day: date | None, weekday: int | None) -> date | None:
    """The day if it falls on the weekday named with it; two names that disagree name no day."""
    return day if day and weekday in (None, day.weekday()) else None


def off_weekend(day: date) -> date:
    """The day, or the Monday after it if it falls on a weekend."""
    return day + max(0, 7 - day.weekday()) * _DAY if day.weekday() > FRIDAY else day


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _holiday(name: str, year: int) -> date | None:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "easter":
        return _easter(year)
    if name not in _FLOATING:
        return None
    month, weekday, which, later = _FLOATING[name]
    if which < 0:
        return before(_months_on(date(year, month, 1), 1), weekday)
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + (which - 1) * 7 + later) * _DAY


def _easter(year: int) -> date:
    # Anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991, ch. 8).
    century, rest = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
