"""What the readable exports say of a take, before they escape it and lay it out."""

from dataclasses import dataclass

from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.sheet import Sheet, sheet
from askforit_desktop.closing.take import Take
from askforit_desktop.closing.wording import clock, long_date

UNHEARD = "No words have been recognised in this take yet."
FOOTER = "Ask For It tells what was heard, by a recogniser that can mishear. It does not judge the person."


@dataclass(frozen=True, slots=True)
class Paper:
    """A take as it is told, `judged` None where nothing was recognised. All texts are as they came, to be escaped."""

    title: str
    headline: str
    facts: tuple[str, ...]
    note: str
    judged: Sheet | None


def paper(take: Take, rubric: Rubric) -> Paper:
    """Put together what is told of a take."""
    judged = None
    if take.transcript and take.assessment:
        judged = sheet(take.transcript, take.assessment, rubric, take.said, take.company)
    return Paper(take.title, judged.headline if judged else UNHEARD, _facts(take), take.note, judged)


def _facts(take: Take) -> tuple[str, ...]:
    recording, when = take.recording, take.recording.recorded_at
    meant = " at ".join(text for text in (take.role, take.company) if text)
    facts = (
        f"{long_date(when.date())}, {when:%H:%M}",
        clock(recording.duration),
        f"for {meant}" if meant else "",
        f"recognised with {take.model}" if take.model else "",
        "recovered after a crash" if take.recovered else "",
        f"{recording.lost_blocks} blocks of sound were lost" if recording.lost_blocks else "",
    )
    return tuple(fact for fact in facts if fact)
