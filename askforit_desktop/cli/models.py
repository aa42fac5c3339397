"""`askforit models`: what was found where, which is used and why."""

import click
from rich.console import Console
from rich.table import Table

from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech.models import Choice, Model
from askforit_desktop.studio import Studio

DEMO_ADVICE = (
    "This is the demo model: it knows synthetic voices and 7,400 words, and will mishear yours. "
    "Get a real one with `askforit models install`."
)


@click.group("models", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the speech models that were found, and which is used."""
    if context.invoked_subcommand is None:
        context.invoke(list_models)


@command.command("list")
def list_models() -> None:
    """Show the speech models that were found, and which is used."""
    console = Console(highlight=False)
    with Studio.open() as studio:
        choice = _choice(studio)
        console.print(_table(studio.models(), choice))
        if choice is None:
            return
        console.print(f"Used: {choice.model.name}, {choice.why}.")
        if choice.model.is_demo:
            console.print(DEMO_ADVICE)


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
        table.add_row(used, model.name, f"{model.bytes / 1e6:.0f} MB", f"{model.found}: {model.path}", state)
    return table
