"""`askforit demo`: the sample recordings through the whole path."""

from datetime import datetime

import click

from askforit_desktop.cli.check import check
from askforit_desktop.cli.models import DEMO_ADVICE
from askforit_desktop.paths import resources
from askforit_desktop.speech.models import DEMO
from askforit_desktop.studio import Studio


@click.command("demo")
def command() -> int:
    """Judge the sample recordings that come with the program."""
    samples = sorted((resources() / "samples").glob("*.wav"))
    with Studio.open(model=DEMO, all_elements=True) as studio:
        click.echo(f"{len(samples)} sample recordings by synthetic voices, heard by {studio.model.name}.")
        click.echo(f"{DEMO_ADVICE}\n")
        return check(studio, samples, datetime.now().date())
