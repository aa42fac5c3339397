"""The library carried to another folder, or removed: all of it, or nothing."""

import os
import shutil
from pathlib import Path

from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import faults, running

FOLDER = "Ask For It takes"
"""The name of a library in a folder of the user's choice."""


def copy(folder: Path, target: Path) -> None:
    """Copy a library to a folder that is not there yet; LibraryProblem, and then nothing new is left.

    The copy gets its name last, so that one that was broken off is never taken for a library.
    """
    _mind(folder, target)
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        if folder.is_dir():
            shutil.copytree(folder, part, dirs_exist_ok=True)
        if _sizes(folder) != _sizes(part):
            raise LibraryProblem("The takes changed while they were copied.", "Try again.")
        part.replace(target)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise faults.explain(_cause(error), target.parent) from error
    except LibraryProblem:
        shutil.rmtree(part, ignore_errors=True)
        raise


def remove(folder: Path) -> None:
    """Remove a library with all its recordings; LibraryProblem if some of it stays."""
    if running.running(folder):
        raise _busy()
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise faults.explain(error, folder) from error


def _mind(folder: Path, target: Path) -> None:
    if running.running(folder):
        raise _busy()
    if target.exists():
        raise LibraryProblem(f"There is already a folder “{target}”.", "Choose another place.")
    if folder.resolve() in target.resolve().parents:
        raise LibraryProblem("The takes cannot be moved into their own folder.", "Choose another place.")


def _busy() -> LibraryProblem:
    return LibraryProblem("A take is being recorded.", "Stop it first.")


def _sizes(folder: Path) -> dict[Path, int]:
    """All files of a folder with their sizes; SQLite's own notes come and go."""
    notes = ("-wal", "-shm", "-journal")
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(notes))
    return {path.relative_to(folder): path.stat().st_size for path in files}


def _cause(error: OSError) -> OSError:
    """What went wrong with the first of several files."""
    if isinstance(error, shutil.Error) and error.args and error.args[0]:
        return OSError(0, str(error.args[0][0][2]))
    return error if error.strerror else OSError(error.errno or 0, os.strerror(error.errno or 0))
