"""Which recordings are being made right now: a lock file beside each, held by its program until the take is in.

The system drops the lock when the program ends in any way, so a crash frees it. The file says who holds it; that is why
it is not one of the lock libraries, whose files stay unreadable or empty while they are held.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from askforit_desktop.problems import LibraryProblem

SUFFIX = ".lock"
_POLL = 0.02  # seconds

if sys.platform == "win32":
    import msvcrt

    _FAR = 2**20  # Windows locks bytes against readers too: lock one behind the text

    def _lock(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Running:
    """A recording that a program is making: where, since when, and the program's process id (None: not known yet)."""

    wav: Path
    since: datetime | None
    pid: int | None

    @property
    def own(self) -> bool:
        """Whether this very program makes it."""
        return self.pid == os.getpid()


class Hold:
    """A lock that is held; `release` lets go of it and removes its file."""

    def __init__(self, path: Path, file: int) -> None:
        self._path = path
        self._file = file

    def write(self, since: datetime) -> None:
        """Say who holds it."""
        text = json.dumps({"pid": os.getpid(), "since": since.isoformat()})
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, text.encode())

    def release(self) -> None:
        """Let go; removed first where the system allows it, so that nobody locks a file about to vanish."""
        with suppress(OSError):
            self._path.unlink()
        with suppress(OSError):
            os.close(self._file)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def path_of(wav: Path) -> Path:
    """Where the lock of a recording lies."""
    return wav.with_name(f"{wav.stem}{SUFFIX}")


def hold(path: Path, *, new: bool = False) -> Hold | None:
    """Take the lock at a path; None if it is held, or, where it must be `new`, if its file is there already."""
    flags = os.O_RDWR | os.O_CREAT | (os.O_EXCL if new else 0)
    try:
        file = os.open(path, flags, 0o644)
    except FileExistsError:
        return None
    try:
        _lock(file)
        if os.path.samestat(os.fstat(file), path.stat()):
            return Hold(path, file)
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    except OSError:
        os.close(file)
        raise
    os.close(file)
    return None


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock at a path, waiting up to `patience` seconds for another program to let go of it."""
    deadline = time.monotonic() + patience
    while (held := hold(path)) is None:
        if time.monotonic() > deadline:
            raise LibraryProblem("Another program is mending the library of takes.", "Try again in a moment.")
        time.sleep(_POLL)
    try:
        yield
    finally:
        held.release()


def running(folder: Path) -> tuple[Running, ...]:
    """The recordings that programs, this one included, are making in a folder."""
    return tuple(_read(path) for path in sorted(folder.glob(f"*{SUFFIX}")) if _is_held(path))


def since(path: Path) -> datetime | None:
    """When the recording of a lock file, held or left by a crash, began; None where it does not say."""
    return _read(path).since


def _is_held(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:
        return False
    finally:
        os.close(file)
    return False


def _read(path: Path) -> Running:
    wav = path.with_name(f"{path.stem}.wav")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Running(wav, datetime.fromisoformat(data["since"]), int(data["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Running(wav, None, None)
