"""How days, measures and commitments are written on screen; English, whatever the system's language."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from askforit_desktop.closing.finding import Commitment, Finding, Verdict
from askforit_desktop.closing.wording import clock, promise

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def day(when: date) -> str:
    """A day with its weekday: "Friday 27 November"."""
    return _formatted(when, "dddd d MMMM")


def moment(when: datetime, now: datetime) -> str:
    """When something happened, as one says it: "today 14:05", "yesterday 9:30", "20 Nov 14:05", "3 Jan 2025"."""
    local = when.astimezone()
    time = f"{local.hour}:{local.minute:02}"
    days = (now.astimezone().date() - local.date()).days
    if days in (0, 1):
        return f"{('today', 'yesterday')[days]} {time}"
    if timedelta(0) < now - when < timedelta(days=180):
        return f"{_formatted(local.date(), 'd MMM')} {time}"
    return _formatted(local.date(), "d MMM yyyy")


def dated(commitment: Commitment, company: str = "") -> str:
    """A commitment with its day: "Call them on Friday 27 November"; no day where none was named."""
    what = promise(commitment, company)
    return f"{what} on {day(commitment.date)}" if commitment.date else what


def figure(finding: Finding) -> str:
    """What a delivery check measured, in the check's own unit; a check that is not known here shows its bare number."""
    if finding.verdict is Verdict.NOT_MEASURED:
        return "Not measured"
    if finding.value is None:
        return finding.detail[:1].upper() + finding.detail[1:] or finding.verdict.value
    return _FIGURES.get(finding.check, "{:g}".format)(finding.value)


def remark(finding: Finding) -> str:
    """The few words beside the figure, without saying the same twice."""
    detail = finding.detail.removeprefix("not measured: ")
    return "" if detail.lower() == figure(finding).lower() else detail


def _phrases(count: float) -> str:
    return "1 phrase" if count == 1 else f"{count:g} phrases" if count else "0"


_FIGURES: dict[str, Callable[[float], str]] = {
    "length": clock,
    "pace": "{:.0f} wpm".format,
    "hedging": _phrases,
    "pushy": _phrases,
    "ask_then_stop": lambda stopped: "Yes" if stopped else "No",
}


def _formatted(when: date, pattern: str) -> str:
    return _ENGLISH.toString(QDate(when.year, when.month, when.day), pattern)
