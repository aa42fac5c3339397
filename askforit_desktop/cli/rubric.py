"""`askforit rubric`: the rubric that closes are judged by, as a file to start from."""

import click

from askforit_desktop.paths import resources


@click.command("rubric")
def command() -> int:
    """Print the rubric, to be copied and changed for `check --rubric`."""
    click.echo((resources() / "rubric.toml").read_bytes(), nl=False)  # bytes: it stays UTF-8 in any terminal
    return 0
