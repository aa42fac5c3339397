"""The file that an export becomes: its name, and how it is written."""

import os
import re
import secrets
import unicodedata
from contextlib import suppress
from pathlib import Path

from askforit_desktop.closing.take import Take
from askforit_desktop.problems import ExportProblem

_LONGEST = 160  # bytes; file systems allow 255, and the day and the suffix need some too
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')  # Windows' list, which holds all the others'


def file_name(take: Take, suffix: str) -> str:
    """A name for a take's file that every system accepts: its day, its title and the suffix."""
    plain = "".join(c for c in take.title if unicodedata.category(c)[0] != "C")
    words = " ".join(_FORBIDDEN.sub(" ", plain).split())
    title = words.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return f"{take.recording.recorded_at:%Y-%m-%d} {title}".strip() + f".{suffix}"


def write(content: str | bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all; an existing one is replaced only when told. ExportProblem otherwise."""
    if path.is_dir():
        raise ExportProblem(f"“{path}” is a folder.", "Name a file in it.")
    if overwrite and path.exists() and not path.is_file():
        raise ExportProblem(f"“{path}” is not a file that can be replaced.", "Choose another name.")
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        _write(data, path, overwrite)
    except FileExistsError as error:
        raise ExportProblem(
            f"There is a file “{path.name}” already.", "Choose another name, or allow it to be replaced."
        ) from error
    except OSError as error:
        raise ExportProblem(
            f"“{path.name}” could not be written: {error.strerror or error}.", f"Check the folder {path.parent}."
        ) from error


def _write(data: bytes, place: Path, overwrite: bool) -> None:
    path = place.resolve()  # a link stays one
    claimed = not overwrite
    if claimed:
        path.open("xb").close()  # takes the name, so that nobody else's file can come under ours
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        for left in (part, path) if claimed else (part,):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise
