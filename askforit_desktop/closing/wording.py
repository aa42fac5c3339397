"""How days, times and promises are written, in English whatever the system's language."""

from datetime import date

from askforit_desktop.closing.finding import Commitment, Deed, Party

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YOU = {
    Deed.CALL: "Call {them}",
    Deed.EMAIL: "Write {them} an email",
    Deed.MESSAGE: "Check in with {them}",
    Deed.MEET: "Meet {them}",
    Deed.HEAR_BACK: "Let {them} hear from you",
    Deed.DECIDE: "Decide and tell {them}",
}
_THEY = {
    Deed.CALL: "A call from {them}",
    Deed.EMAIL: "An email from {them}",
    Deed.MESSAGE: "A message from {them}",
    Deed.MEET: "Meet {them}",
    Deed.HEAR_BACK: "Hear back from {them}",
    Deed.DECIDE: "A decision from {them}",
}


def long_date(day: date) -> str:
    """A day in full: "Friday 27 November 2026"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock(seconds: float) -> str:
    """A length or a place in a take: "0:07", "12:30", "1:02:30"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def promise(commitment: Commitment, them: str = "them") -> str:
    """A commitment as a reminder, without its day: "Call them", "Hear back from Acme"."""
    return (_YOU if commitment.who is Party.CANDIDATE else _THEY)[commitment.what].format(them=them or "them")
