"""`askforit models`: what was found where, which is used and why; install, remove, verify, use."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich import progress
from rich.console import Console
from rich.table import Table

from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech import models
from askforit_desktop.speech.catalogue import Entry, in_words, unfetched
from askforit_desktop.speech.install import LacksMemory
from askforit_desktop.speech.job import Job, Progress, Step
from askforit_desktop.speech.models import Choice, Model
from askforit_desktop.studio import Studio

DEMO_ADVICE = (
    "This is the demo model: it knows synthetic voices and 7,400 words, and will mishear yours. "
    "Get a real one with `askforit models install`."
)
_STEPS = {Step.FETCHING: "Fetching", Step.CHECKING: "Checking", Step.UNPACKING: "Unpacking", Step.TRYING: "Trying"}


@click.group("models", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show, install, check, choose and remove speech models."""
    if context.invoked_subcommand is None:
        context.invoke(list_models)


@command.command("list")
def list_models() -> None:
    """Show the models that were found, which is used and why, and those that can be fetched."""
    console = Console(highlight=False)
    with Studio.open() as studio:
        found = studio.models()
        choice = _choice(studio)
        console.print(_table(found, choice))
        if choice:
            console.print(f"\nUsed: {choice.model.name}, {choice.why}.")
            if choice.model.is_demo:
                console.print(DEMO_ADVICE)
        console.print("\nTo be had with `askforit models install NAME`:")
        console.print(_offers(unfetched(studio.installer.catalogue, found)))


@command.command("install")
@click.argument("source", required=False, metavar="[NAME|ZIP|FOLDER|URL]")
@click.option("--even-if-large", is_flag=True, help="Also where it needs more memory than is free.")
def install(source: str | None, even_if_large: bool) -> None:
    """Fetch a model, or take in a zip or folder you have; without a name, the one for most people.

    Ctrl+C breaks it off; the same command goes on from there.
    """
    if source == "":  # as of a variable that was never set; no reason to download anything
        raise click.BadParameter("is empty.", param_hint="NAME")
    with Studio.open() as studio:
        wanted = source or studio.installer.catalogue.default.name
        try:
            with _bar() as job:
                model = _installed(studio, wanted, job, even_if_large)
        except KeyboardInterrupt:
            click.echo("Broken off. The same command goes on from there.", err=True)
            raise
        click.echo(f"Installed {model.name} ({in_words(model.bytes)}).")
        click.echo(f"Used from now on: {studio.choice.model.name}, {studio.choice.why}.")


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Remove a model from the program's own folder."""
    with Studio.open() as studio:
        studio.installer.remove(_named(studio, name))
    click.echo(f"Removed {name}.")


@command.command("verify")
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    """Look at every file of a model, and try it; without a name, the one in use."""
    with Studio.open() as studio:
        model = _named(studio, name) if name else studio.model
        with _bar() as job:
            studio.installer.verify(model, job)
    click.echo(f"{model.name} is whole and works.")


@command.command("use")
@click.argument("name", metavar="NAME|FOLDER|auto")
def use(name: str) -> None:
    """Choose the model; `auto` goes back to the first one found."""
    with Studio.open() as studio:
        studio.change(model="" if name == "auto" else _setting(studio, name))
        click.echo(f"Used from now on: {studio.choice.model.name}, {studio.choice.why}.")


def _installed(studio: Studio, wanted: str, job: Job, even_if_large: bool) -> Model:
    try:
        return studio.installer.install(wanted, job, even_if_large)
    except LacksMemory as problem:
        raise ModelProblem(problem.sentence, "Add --even-if-large to install it all the same.") from problem


def _setting(studio: Studio, name: str) -> str:
    """How a model is remembered: by its name, or by its path where it lies elsewhere. ModelProblem if unusable."""
    model = models.choose(studio.models(), name, "").model
    return model.name if model.name == name else str(model.path)


def _named(studio: Studio, name: str) -> Model:
    """A model by its name, usable or not."""
    for model in studio.models():
        if model.name == name:
            return model
    raise ModelProblem(f"There is no speech model called “{name}”.", "See `askforit models`.")


def _choice(studio: Studio) -> Choice | None:
    try:
        return studio.choice
    except ModelProblem as problem:
        click.echo(f"askforit: {problem}", err=True)
        return None


def _table(found: tuple[Model, ...], choice: Choice | None) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("", "model", "size", "where", "state"):
        table.add_column(column, justify="right" if column == "size" else "left", overflow="fold")
    for model in found:
        used = "→" if choice and choice.model.path == model.path else ""
        state = model.fault or ("usable" if model.english else "not English")
        table.add_row(used, model.name, in_words(model.bytes), f"{model.found}: {model.path}", state)
    return table


def _offers(entries: tuple[Entry, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("model", "download", "memory", "good for"):
        table.add_column(column, justify="right" if column in ("download", "memory") else "left", overflow="fold")
    for entry in entries:
        table.add_row(entry.name, in_words(entry.bytes), in_words(entry.memory), entry.advice)
    return table


@contextmanager
def _bar() -> Iterator[Job]:
    """A job whose progress is drawn on stderr, where that is a terminal."""
    console = Console(stderr=True)
    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def tell(now: Progress) -> None:
            title = f"{_STEPS[now.step]} {now.note}".strip()
            bar.update(task, description=title, completed=now.done, total=now.total)

        yield Job(tell)
