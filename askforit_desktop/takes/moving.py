"""The library carried to another folder, or removed: all of it, or nothing."""

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
        _copy_files(folder, part)
        if _sizes(folder) != _sizes(part):
            raise LibraryProblem("The takes changed while they were copied.", "Try again.")
        part.replace(target)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise _not_copied(error, target.parent) from error
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


def _copy_files(folder: Path, part: Path) -> None:
    """Copy all files, up to the first that cannot be: `shutil.copytree` goes on and tells only words of each."""
    for path in sorted(folder.rglob("*")):
        copied = part / path.relative_to(folder)
        if path.is_dir():
            copied.mkdir()
        else:
            shutil.copy2(path, copied)


def _not_copied(error: OSError, place: Path) -> LibraryProblem:
    if error.errno in faults.FULL:
        return LibraryProblem(
            f"The disk of {place} is full.", "The takes stay where they are. Choose another place, or free some space."
        )
    return faults.explain(error, place)


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
