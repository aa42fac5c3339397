"""What the page of a take says and shows, made from the take, without a widget."""

from datetime import datetime

from askforit_desktop.closing.coaching import done_well, to_change
from askforit_desktop.closing.finding import Assessment, Kind
from askforit_desktop.closing.own_word import headline, in_own_words
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.take import Take
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui.standing import Standing, Stretch
from askforit_desktop.gui.wording import moment
from askforit_desktop.settings import Settings


def headline_of(take: Take, *, silent: bool = False) -> str:
    """The one true sentence about a take; `silent` where it was tried to transcribe it and nothing was heard."""
    if take.assessment:
        return headline(take.assessment.headline, take.said)
    return "Nothing was heard in this take." if silent else "There is no transcript yet."


def facts(take: Take, standings: tuple[Standing, ...], now: datetime, first: int | None = None) -> str:
    """When, how long, how much: "today 14:05 · 1:04 · 9 of 12 elements, 6 more than your first take"."""
    parts = [moment(take.recording.recorded_at, now), clock(take.recording.duration)]
    if standings:
        said = sum(standing.said for standing in standings)
        parts.append(f"{said} of {len(standings)} elements{_since_first(said, first)}")
    if take.recovered:
        parts.append("recovered")
    if take.recording.lost_blocks:
        parts.append("the sound system dropped some of it")
    return " · ".join(parts)


def _since_first(said: int, first: int | None) -> str:
    if first is None:
        return ""
    if said == first:
        return ", as many as in your first take"
    return f", {abs(said - first)} {'more' if said > first else 'fewer'} than in your first take"


Job = tuple[str, str]
"""The role and the company that lines to try speak of; either may be empty."""


def job_of(take: Take, chosen: Settings) -> Job:
    """The job that a take was rehearsed for; where it does not say, the one that is rehearsed for now."""
    return take.role or chosen.role, take.company or chosen.company


def advice(take: Take, assessment: Assessment, rubric: Rubric, job: Job) -> tuple[str, str, str]:
    """One thing done well, one to change, and a line to say, each empty where there is none."""
    own = in_own_words(assessment, take.said)
    well, change = done_well(own, rubric), to_change(own, rubric)
    praise = f"Done well: {_small(well.title)}." if well else ""
    if change is None:
        return praise, "", ""
    if change.kind is Kind.DELIVERY:
        return praise, f"To change: {_small(change.title)}. {change.advice}", ""
    line = next((e.lines[0].spoken(*job) for e in rubric.elements if e.id == change.check and e.lines), "")
    return praise, f"To change: {_small(change.title)}. " + (f"Try “{line}”" if line else ""), line


def quotes(transcript: Transcript, standings: tuple[Standing, ...]) -> dict[str, str]:
    """The words heard for each element; different places are joined by an ellipsis."""
    return {
        standing.finding.check: " … ".join(dict.fromkeys(transcript.quote(span) for span in standing.finding.evidence))
        for standing in standings
    }


def stretches(transcript: Transcript | None, standings: tuple[Standing, ...]) -> tuple[Stretch, ...]:
    """Where in the recording each element was said."""
    if transcript is None or not transcript.timed:
        return ()
    words = transcript.words
    return tuple(
        Stretch(words[span.first].start, words[span.last].end, standing.act, standing.finding.title)
        for standing in standings
        if standing.said
        for span in standing.finding.evidence
    )


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]
