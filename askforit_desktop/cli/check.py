"""`askforit check`: files in, judged closes out."""

import json
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from askforit_desktop.cli import complain
from askforit_desktop.cli.report import Report, show
from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.plain import to_plain
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.problems import Problem
from askforit_desktop.studio import Studio

if TYPE_CHECKING:
    from askforit_desktop.cli.ahead import HeardAhead


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, and nothing else.")
@click.option("--model", metavar="NAME|FOLDER", help="The speech model to use.")
@click.option("--rubric", "rubric_file", metavar="FILE", type=click.Path(path_type=Path), help="Judge by this rubric.")
@click.option(
    "--rehearsed-on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that dates count from, as YYYY-MM-DD; today if not given.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 255),
    help="Recognisers at work at the same time; if not given, one for each processor core.",
)
def command(
    files: tuple[str, ...],
    as_json: bool,
    model: str | None,
    rubric_file: Path | None,
    rehearsed_on: datetime | None,
    jobs: int | None,
) -> int:
    """Judge recordings (wav, flac, ogg, opus, mp3, m4a, webm) or .txt transcripts of closes."""
    day = (rehearsed_on or datetime.now()).date()
    with Studio.open(model=model, rubric_file=rubric_file, all_elements=True, jobs=jobs) as studio:
        return check(studio, [Path(file) for file in files], day, as_json)


def check(studio: Studio, files: Sequence[Path], day: date, as_json: bool = False) -> int:
    """Judge each file and print it; one that fails is told and the others go on. Returns the exit code.

    RubricProblem where no file could be judged.
    """
    rubric = studio.rubric  # first, because it is no fault of any file
    code = 0
    with closing(_heard(studio, [file for file in files if not _is_text(file)])) as heard:
        for file in files:
            try:
                transcript = studio.read(file) if _is_text(file) else _awaited(next(heard))
                assessment = studio.assess(transcript, day)
                if as_json:
                    _print_json(_entry(studio, file, transcript, assessment))
                else:
                    show(Report(_shown(file), transcript, assessment, rubric))
            except Problem as problem:
                code = 1
                _tell_failed(file, problem, as_json)
    return code


def _heard(studio: Studio, recordings: Sequence[Path]) -> "Generator[HeardAhead, None, None]":
    from askforit_desktop.cli.ahead import heard_ahead  # late: no text needs it

    yield from heard_ahead(studio, recordings)


def _is_text(file: Path) -> bool:
    return file.suffix.lower() == ".txt"


def _shown(file: Path) -> str:
    """The file's path as it was given; from the current folder on where it lies in there."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # it has been removed meanwhile
        return str(file)
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _entry(studio: Studio, file: Path, transcript: Transcript, assessment: Assessment) -> dict[str, Any]:
    model = None if _is_text(file) else studio.model.name
    return {"file": str(file), "model": model} | to_plain(transcript, assessment)


def _tell_failed(file: Path, problem: Problem, as_json: bool) -> None:
    if as_json:
        _print_json({"file": str(file), "error": str(problem)})
    complain(problem, str(file))


def _print_json(entry: dict[str, Any]) -> None:
    """One line on stdout; ASCII, so that no encoding and no odd file name can break it."""
    click.echo(json.dumps(entry))


def _awaited(hearing: "HeardAhead") -> Transcript:
    """Wait for a recording's words; on a terminal with a bar on stderr, which goes away when done."""
    if sys.stderr.isatty():
        _show_progress(hearing)
    while not hearing.done_within(0.5):
        pass
    return hearing.transcript()


def _show_progress(hearing: "HeardAhead") -> None:
    from rich import progress  # late: no text needs it

    columns = (
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(hearing.file.name, total=None)
        while not hearing.done_within(0.1):
            bar.update(task, completed=hearing.seconds, total=hearing.whole)
