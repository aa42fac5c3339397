"""A commitment as a calendar file (RFC 5545): an all-day event with a reminder at nine that morning."""

import unicodedata
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from askforit_desktop.closing.finding import Commitment
from askforit_desktop.closing.take import Take
from askforit_desktop.closing.wording import promise
from askforit_desktop.problems import ExportProblem

if TYPE_CHECKING:
    from icalendar import Alarm

# An all-day event begins at midnight wherever its reader is, so that nine hours later is nine there too.
_MORNING = timedelta(hours=9)


def reminder(take: Take, commitment: Commitment, stamp: datetime) -> bytes:
    """The calendar file for one commitment of a take; `stamp`, with a time zone, is when the file is made.

    The same commitment of the same take gets the same UID, so that adding it again changes the event instead of
    doubling it. ExportProblem where the commitment names no single day.
    """
    from icalendar import Calendar, Event  # here, because it takes 70 ms to load and few takes need it

    if commitment.date is None:
        raise ExportProblem("This promise names no single day.", "Put it into your calendar on a day you choose.")
    summary = _line(promise(commitment, take.company))
    words = take.transcript.quote(commitment.span) if take.transcript else ""
    event = Event()
    event.add("uid", _uid(take, commitment))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", commitment.date)
    event.add("dtend", commitment.date + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", f"“{_line(words)}”\nFrom your rehearsal “{_line(take.title)}”.")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(summary))
    calendar = Calendar()
    calendar.add("prodid", "-//Ask For It//Ask For It Desktop//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(summary: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", _MORNING)
    return alarm


def _line(text: str) -> str:
    """Text without line breaks and control characters, which calendars must not hold."""
    return " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())


def _uid(take: Take, commitment: Commitment) -> str:
    what = f"{take.id}\n{commitment.who}\n{commitment.what}\n{commitment.date}"
    return f"{sha256(what.encode()).hexdigest()[:32]}@askforit.invalid"
