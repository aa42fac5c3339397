"""What SQLite and the disk say when they fail, in words for the user."""

import errno
import shutil
import sqlite3
from pathlib import Path

from askforit_desktop.problems import LibraryProblem

FULL = (errno.ENOSPC, errno.EDQUOT)
"""How the system says that a disk is full."""

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_REFUSED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_TOO_LITTLE = 64 * 1024  # bytes; below this SQLite cannot make the two files it needs beside the database
_SAFE = "The recordings are safe."


class Damaged(Exception):
    """The database is there, but what it holds cannot be what was written."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the database's content is wrong, rather than its surroundings."""
    text = str(error)
    return _code(error) in _DAMAGE or text.startswith(("no such table", "no such column", "Could not decode to UTF-8"))


def is_refusal(error: sqlite3.Error) -> bool:
    """Whether SQLite lacked the right or the room to make its files, so that a frozen look may still work."""
    return _code(error) in (*_REFUSED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)


def explain(error: sqlite3.Error | OSError, folder: Path) -> LibraryProblem:
    """The same failure as a sentence and a hint."""
    if isinstance(error, sqlite3.Error) and _code(error) in _BUSY:
        return LibraryProblem("The library of takes is in use by another program.", f"Try again in a moment. {_SAFE}")
    if _is_full(error, folder):
        return LibraryProblem(
            "The disk that holds the takes is full.", f"Free some space (emptying the trash helps), then retry. {_SAFE}"
        )
    if isinstance(error, OSError) or _code(error) in _REFUSED:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return LibraryProblem(
            f"The library in {folder} cannot be opened or written: {why.lower()}.",
            "Check the permissions of that folder, or choose another one for the takes.",
        )
    return LibraryProblem(f"The library in {folder} cannot be used: {error}.", _SAFE)


def _is_full(error: sqlite3.Error | OSError, folder: Path) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    if _code(error) == sqlite3.SQLITE_FULL:
        return True
    return _code(error) == sqlite3.SQLITE_IOERR and shutil.disk_usage(folder).free < _TOO_LITTLE


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary code; errors that Python's module raises by itself have none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
