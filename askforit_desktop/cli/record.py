"""`askforit record`: one take in the terminal, with live words and ticks."""

import math
import queue
import sys
import threading

import click
from rich.console import Console
from rich.live import Live
from rich.text import Text

from askforit_desktop.cli import complain, tell_rebuilt
from askforit_desktop.cli.report import Report, show
from askforit_desktop.closing.finding import Assessment, Kind
from askforit_desktop.problems import Problem
from askforit_desktop.rehearsal import (
    AssessmentChanged,
    Failed,
    LevelHeard,
    PartialHeard,
    Rehearsal,
    State,
    StateChanged,
    TakeSaved,
    Warned,
    WordsHeard,
)
from askforit_desktop.studio import Studio

_STATES = {
    State.IDLE: "",
    State.PREPARING: "Preparing the microphone…",
    State.RECORDING: "Recording. Press Enter or Ctrl+C to end the take.",
    State.FINISHING: "Finishing…",
}
_BARS = 20
_ENTER = object()


@click.command("record")
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), help="End the take after so many seconds.")
@click.option("--device", default=None, metavar="NAME", help="The microphone; the one in the settings if not given.")
@click.option("--model", metavar="NAME|FOLDER", help="The speech model to use.")
def command(seconds: float | None, device: str | None, model: str | None) -> int:
    """Record a take, tick off what is heard, and save it. Enter or Ctrl+C ends the take."""
    if seconds is not None and not math.isfinite(seconds):
        raise click.BadParameter(f"{seconds} is no number of seconds.", param_hint="--seconds")
    with Studio.open(model=model) as studio:
        inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        _tell_others(studio)
        microphone = studio.settings.microphone if device is None else device
        take = studio.rehearse(inbox.put, microphone, studio.settings.role, studio.settings.company)
        _wait_for_enter(inbox)
        take.start()
        page = _Page()
        try:
            ended = _follow(take, inbox, page, seconds)
        finally:
            take.stop()
            take.join()
        return _tell(studio, ended)


def _tell_others(studio: Studio) -> None:
    """Say that another program records into the same folder; its take is not touched, nor is ours by it."""
    for other in studio.library.running():
        click.echo(f"Another Ask For It is recording {other.wav.name}; it is left alone.", err=True)


def _follow(
    take: Rehearsal, inbox: "queue.SimpleQueue[object]", page: "_Page", seconds: float | None
) -> TakeSaved | Failed:
    """Show what happens until the take is saved."""
    with Live(page, console=Console(stderr=True, highlight=False), refresh_per_second=10, transient=True):
        while True:
            try:
                event = inbox.get()
            except KeyboardInterrupt:
                event = _ENTER
            if isinstance(event, TakeSaved | Failed):
                return event
            if event is _ENTER or _is_long_enough(event, seconds):
                take.stop()
            page.take_in(event)


def _is_long_enough(event: object, seconds: float | None) -> bool:
    return seconds is not None and isinstance(event, LevelHeard) and event.seconds >= seconds


def _tell(studio: Studio, ended: TakeSaved | Failed) -> int:
    tell_rebuilt(studio.library.set_aside)
    if ended.problem:
        complain(ended.problem)
    if isinstance(ended, Failed):
        return 1
    take = ended.take
    if take.transcript and take.assessment:
        show(Report(take.title, take.transcript, take.assessment, studio.rubric))
    click.echo(f"Saved as {take.id} ({take.recording.duration:.1f} s): {take.recording.wav}")
    return 1 if ended.problem else 0


def _wait_for_enter(inbox: "queue.SimpleQueue[object]") -> None:
    """End the take at Enter, where there is a keyboard; the thread ends with the program."""
    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=_read_line, args=(inbox,), daemon=True).start()


def _read_line(inbox: "queue.SimpleQueue[object]") -> None:
    sys.stdin.readline()
    inbox.put(_ENTER)


class _Page:
    """The terminal while a take is recorded: state, level, words, and the titles of what is ticked."""

    def __init__(self) -> None:
        self._state = ""
        self._level = 0.0
        self._seconds = 0.0
        self._words = ""
        self._partial = ""
        self._said: tuple[str, ...] = ()
        self._warning: Problem | None = None

    def take_in(self, event: object) -> None:
        """Remember what an event says."""
        match event:
            case StateChanged():
                self._state = _STATES[event.state]
            case LevelHeard():
                self._level, self._seconds = event.level, event.seconds
            case WordsHeard():
                self._words, self._partial = f"{self._words} {' '.join(w.text for w in event.words)}".strip(), ""
            case PartialHeard():
                self._partial = " ".join(w.text for w in event.words)
            case AssessmentChanged():
                self._said = _said(event.assessment)
            case Warned():
                self._warning = event.problem
            case _:
                pass

    def __rich__(self) -> Text:
        """Draw the page."""
        filled = round(self._level * _BARS)
        text = Text(f"{self._state}\n", style="bold")
        text.append(f"{int(self._seconds) // 60}:{int(self._seconds) % 60:02} ", style="not bold")
        text.append("█" * filled + "·" * (_BARS - filled) + "\n", style="green not bold")
        text.append(self._words, style="not bold")
        text.append(f" {self._partial}\n", style="dim not bold")
        text.append("".join(f"✓ {title}\n" for title in self._said), style="green not bold")
        if self._warning:
            text.append(f"{self._warning}\n", style="yellow not bold")
        return text


def _said(assessment: Assessment) -> tuple[str, ...]:
    return tuple(finding.title for finding in assessment.of_kind(Kind.ELEMENT) if finding.evidence)
