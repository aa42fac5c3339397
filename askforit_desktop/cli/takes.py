"""`askforit takes`: list, show, play, export, delete, restore and recover takes."""

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from askforit_desktop import export
from askforit_desktop.audio.player import Event, PlaybackFailed
from askforit_desktop.cli import report, tell_rebuilt
from askforit_desktop.cli.report import Report
from askforit_desktop.closing.own_word import headline
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.take import Take
from askforit_desktop.closing.wording import clock
from askforit_desktop.export import Form
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.studio import Studio
from askforit_desktop.takes import Query, Summary

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, and nothing else.")


@click.group("takes")
def command() -> None:
    """List, show, play, export, delete, restore and recover takes."""


@command.command("list")
@_JSON
@click.option("--trash", is_flag=True, help="The takes in the trash.")
@click.option("--search", default="", metavar="TEXT", help="Only takes with these words in title, note or transcript.")
def list_takes(as_json: bool, trash: bool, search: str) -> None:
    """List the takes, the newest first."""
    with _opened() as studio:
        found = studio.library.list(Query(text=search, in_trash=trash, limit=None))
        if waiting := len(studio.library.waiting()):
            click.echo(f"Recordings left by a crash: {waiting}. `askforit takes recover` takes them in.", err=True)
        if as_json:
            _print_json(studio.library.get(summary.id) for summary in found)
        elif found:
            Console(highlight=False).print(_table(found))
        else:
            click.echo("No takes." if trash or search else "No takes yet. Make one with `askforit record`.")


@command.command("show")
@click.argument("take_id", metavar="ID")
@_JSON
def show(take_id: str, as_json: bool) -> None:
    """Show a take: what was said, and what was not."""
    with _opened() as studio:
        take = studio.library.get(take_id)
        if as_json:
            _print_json([take])
        elif not _print_report(take, studio.whole_rubric):
            click.echo(f"{take.title}: not transcribed yet. `askforit takes hear {take.id}` does it.")


@command.command("hear")
@click.argument("take_id", metavar="ID")
@click.option("--model", default="", metavar="NAME|FOLDER", help="The speech model to use.")
@_JSON
def hear(take_id: str, model: str, as_json: bool) -> None:
    """Transcribe and judge a take once more; what was heard before is kept."""
    with _opened() as studio:
        take = studio.hear_again(take_id, model=model)
        if as_json:
            _print_json([take])
        else:
            _print_report(take, studio.rubric)


@command.command("play")
@click.argument("take_id", metavar="ID")
def play(take_id: str) -> None:
    """Play a take; Ctrl+C stops it."""
    over, events = threading.Event(), []

    def listen(event: Event) -> None:
        events.append(event)
        over.set()

    with _opened() as studio:
        player = studio.player(studio.library.get(take_id), listen)
        player.play()
        try:
            while not over.wait(0.5):  # in steps, because Ctrl+C does not reach an endless wait on Windows
                pass
        finally:
            player.close()
    if isinstance(events[0], PlaybackFailed):
        raise events[0].problem


@command.command("export")
@click.argument("take_id", metavar="ID")
@click.option("--as", "form", type=click.Choice([form.value for form in Form]), default="md", show_default=True)
@click.option("--audio", is_flag=True, help="Put the recording into the web page.")
@click.option("--to", metavar="FILE", type=click.Path(path_type=Path), help="The file; the take's title if not given.")
@click.option("--replace", is_flag=True, help="Replace an existing file.")
def export_take(take_id: str, form: str, audio: bool, to: Path | None, replace: bool) -> None:
    """Write a take as Markdown, a web page, JSON or subtitles."""
    if audio and form != Form.HTML:
        raise click.BadParameter("only a web page (--as html) can hold the recording.", param_hint="--audio")
    with _opened() as studio:
        take = studio.library.get(take_id)
        path = to or Path(export.file_name(take, form))
        text = export.render(take, Form(form), studio.whole_rubric, with_audio=audio)
        export.write(text, path, overwrite=replace)
    click.echo(path)


@command.command("remind")
@click.argument("take_id", metavar="ID")
@click.option("--to", metavar="FOLDER", type=click.Path(path_type=Path), default=Path(), help="Where to put them.")
@click.option("--replace", is_flag=True, help="Replace existing files.")
def remind(take_id: str, to: Path, replace: bool) -> None:
    """Write a calendar entry (.ics) for each commitment of a take that names a day."""
    with _opened() as studio:
        take = studio.library.get(take_id)
        dated = [c for c in take.assessment.commitments if c.date] if take.assessment else []
        if not dated:
            raise LibraryProblem("No commitment of this take names a day.", "Next time ask for a day.")
        for commitment in dated:
            deed = f"{commitment.who}-{commitment.what}-{commitment.date}"
            path = to / export.file_name(take, f"{deed}.ics")
            export.write(export.reminder(take, commitment, datetime.now().astimezone()), path, overwrite=replace)
            click.echo(path)


@command.command("delete")
@click.argument("take_ids", nargs=-1, required=True, metavar="ID...")
def delete(take_ids: tuple[str, ...]) -> None:
    """Put takes into the trash; `restore` takes them out again."""
    with _opened() as studio:
        studio.library.delete(take_ids, datetime.now().astimezone())


@command.command("restore")
@click.argument("take_ids", nargs=-1, required=True, metavar="ID...")
def restore(take_ids: tuple[str, ...]) -> None:
    """Take takes out of the trash."""
    with _opened() as studio:
        studio.library.restore(take_ids)


@command.command("empty-trash")
@click.confirmation_option(prompt="Remove the takes in the trash for good, with their recordings?")
def empty_trash() -> None:
    """Remove the takes in the trash for good, with their recordings."""
    with _opened() as studio:
        click.echo(f"{studio.library.empty_trash()} removed.")


@command.command("recover")
def recover() -> None:
    """Take in the recordings that a crash left, and say what was found."""
    with Studio.open() as studio:
        running = studio.library.running()
        found = studio.recover()
        rebuilt = studio.library.set_aside
        tell_rebuilt(rebuilt, err=False)
        for take in found.takes:
            click.echo(f"Recovered {take.id}: {take.recording.duration:.1f} s. `askforit takes hear {take.id}`")
        for left in found.left:
            click.echo(f"Left alone: {left.reason}")
        for recording in running:
            click.echo(f"Left alone: {recording.wav} is being recorded.")
        if not (rebuilt or found.takes or found.left or running):
            click.echo("Nothing to recover.")


@contextmanager
def _opened() -> Iterator[Studio]:
    """The user's studio; a library that had to be rebuilt meanwhile is told of."""
    with Studio.open() as studio:
        try:
            yield studio
        finally:
            tell_rebuilt(studio.library.set_aside)


def _print_json(takes: Iterable[Take]) -> None:
    for take in takes:
        click.echo(json.dumps(export.plain_take(take)))


def _print_report(take: Take, rubric: Rubric) -> bool:
    """Print what was said and what was not; False where the take is not transcribed."""
    if not (take.transcript and take.assessment):
        return False
    report.show(Report(take.title, take.transcript, take.assessment, rubric, take.said))
    return True


def _table(found: tuple[Summary, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("id", "title", "length", "headline", "said"):
        table.add_column(column, justify="right" if column == "length" else "left", overflow="fold")
    for summary in found:
        heard = headline(summary.headline, summary.said) if summary.headline else "Not transcribed yet."
        said = f"{summary.elements_said} of {len(summary.verdicts)}" if summary.verdicts else ""
        title = f"{'★ ' if summary.starred else ''}{summary.title}{' (recovered)' if summary.recovered else ''}"
        table.add_row(summary.id, title, clock(summary.duration), heard, said)
    return table
