"""Somebody's file, opened: a recording for the decoders, or the words of a close that are written down already."""

import stat
from pathlib import Path
from typing import BinaryIO

from askforit_desktop.problems import UnreadableFile

_LONGEST_TEXT = 200_000  # bytes, three hours of talk; a close has under a thousand words


def open_plain(path: Path) -> BinaryIO:
    """Open a file to be read; UnreadableFile where it is missing, empty, no plain file or not permitted."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(f"“{path.name}” is a folder.", "Name the recordings in it, for example with “/*.wav”.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"“{path.name}” is not a file.")
        if status.st_size == 0:
            raise UnreadableFile(f"“{path.name}” is empty.", "It may not have been copied or saved to the end.")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableFile(f"There is no file “{path}”.", "Check its name and folder.") from error
    except PermissionError as error:
        raise UnreadableFile(
            f"“{path.name}” may not be read.", "Change its permissions or copy it elsewhere."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"“{path.name}” could not be opened: {error}.") from error


def read_text(file: Path) -> str:
    """The text of a transcript in UTF-8; UnreadableFile."""
    with open_plain(file) as contents:
        data = contents.read(_LONGEST_TEXT + 1)
    if len(data) > _LONGEST_TEXT:
        raise UnreadableFile(f"“{file.name}” is too large to be the text of a close.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"“{file.name}” is not a text in UTF-8.", "Save it as UTF-8.") from error
