"""`askforit devices`: the microphones, and whether one hears anything."""

import threading

import click
from rich.console import Console
from rich.table import Table

from askforit_desktop.audio import devices
from askforit_desktop.audio.capture import Capture
from askforit_desktop.audio.monitor import Monitor
from askforit_desktop.problems import AudioProblem

_TEST_SECONDS = 3.0
_AUDIBLE = 0.01  # of full scale: 40 dB below it, under which a voice at a desk does not come


@click.command("devices")
@click.option("--test", is_flag=True, help="Listen for three seconds and show the level.")
@click.option("--device", default="", metavar="NAME", help="The microphone to test; the default one if not given.")
def command(test: bool, device: str) -> int:
    """List the microphones and speakers; with --test, listen to one."""
    if test:
        return _test(device)
    table = Table(box=None, pad_edge=False)
    for column in ("", "kind", "name", "rate"):
        table.add_column(column, overflow="fold")
    found = [("microphone", d) for d in devices.microphones()] + [("speaker", d) for d in devices.speakers()]
    for kind, item in found:
        table.add_row("→" if item.default else "", kind, item.name, f"{item.rate} Hz")
    Console(highlight=False).print(table)
    return 0 if any(kind == "microphone" for kind, _ in found) else _none()


def _none() -> int:
    raise AudioProblem("No microphone was found.", "Plug one in, or allow the program to use it.")


def _test(name: str) -> int:
    microphone = devices.microphone(name)
    click.echo(f"Say something into “{microphone.name}”.")
    levels: list[float] = []
    monitor = Monitor(Capture(microphone.name), levels.append)
    monitor.start()
    try:
        threading.Event().wait(_TEST_SECONDS)  # Ctrl+C in `join` would have Python take the thread for ended
    finally:
        monitor.stop()
        monitor.join()
    if monitor.problem:
        raise monitor.problem
    loudest = max(levels, default=0.0)
    click.echo(f"The loudest sound was {loudest:.0%} of the most it can take.")
    if loudest < _AUDIBLE:
        raise AudioProblem("Nothing was heard.", "Is it muted, may the program use it, is it the right one?")
    return 0
