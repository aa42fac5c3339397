"""The command line: for a coach with a folder of recordings, and for a candidate without a screen.

Commands load what they need when they run, so that `askforit --help` loads neither Qt, vosk nor PortAudio.
Exit codes: 0 done, 1 something could not be done (a line on stderr says what), 2 wrong usage, 130 interrupted.
"""

import codecs
import errno
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import click

from askforit_desktop import __version__
from askforit_desktop.problems import Problem

# Command -> (module, its one-line help), in the order of the help page.
_COMMANDS = {
    "demo": "Judge the sample recordings that come with the program.",
    "check": "Judge recordings or texts of closes.",
    "record": "Record a take, tick off what is heard, and save it.",
    "takes": "List, show, play, export, delete, restore and recover takes.",
    "rubric": "Print the rubric, to be copied and changed for `check --rubric`.",
    "devices": "List the microphones and speakers; with --test, listen to one.",
    "models": "Show, install, check, choose and remove speech models.",
}

_SPELLED = {"✓": "+", "✗": "x", "–": "-", "“": '"', "”": '"', "’": "'", "…": "...", "→": ">", "█": "#", "·": "."}


class _LateCommands(click.Group):
    """Commands from modules that are imported only when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"askforit_desktop.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_LateCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="askforit")
def cli() -> None:
    """Rehearse the close of a job interview, and see what you left unsaid. Everything stays on this computer."""


def main() -> int:
    """Run the command line and return its exit code."""
    _write_anything()
    try:
        result = cli.main(prog_name="askforit", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except Problem as problem:
        complain(problem)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    except OSError as error:
        return _not_written(error)


def complain(problem: Problem, about: str = "") -> None:
    """Say on stderr, in one line, what happened and what to do."""
    click.echo(f"askforit: {about + ': ' if about else ''}{problem}", err=True)


def tell_rebuilt(kept: Iterable[Path], *, err: bool = True) -> None:
    """Say which damaged libraries have been rebuilt meanwhile, and are kept; on stderr, unless that was asked for."""
    for path in kept:
        click.echo(f"The library was damaged and has been rebuilt. The damaged one is kept: {path}", err=err)


def _write_anything() -> None:
    """Let no character of a transcript or a path break an old terminal's encoding, nor a file's on Windows."""
    codecs.register_error("askforit", _spelled)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="askforit")


def _spelled(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that an encoding lacks; the marks must still tell "said" from "not heard"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_SPELLED.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def _not_written(error: OSError) -> int:
    """Be quiet where the reader of our output left, as `head` does, tell of a full disk, and let a bug be one."""
    if error.errno not in (errno.EPIPE, errno.ENOSPC, errno.EDQUOT):
        raise error
    if error.errno != errno.EPIPE:
        complain(Problem(f"The output cannot be written: {error.strerror}.", "Free some space on the disk."))
    # What is still unwritten must not be flushed when Python exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
