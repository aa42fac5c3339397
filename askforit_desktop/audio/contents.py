"""A file's bytes as the decoders get them: opened once for all, with a WAV header that lies put right in passing.

And a file's text, for those who have their words written down already.
"""

import io
import os
import stat
import struct
from pathlib import Path
from typing import BinaryIO

from askforit_desktop.audio.wav import find_extent
from askforit_desktop.problems import UnreadableFile

_LONGEST_TEXT = 200_000  # bytes, three hours of talk; a close has under a thousand words


class Contents(io.RawIOBase):
    """A readable file without a name, so that no library can judge it by its ending or take it for an address.

    Where a WAV states another length than it has (the recorder died, the copy was cut), the true one is read instead:
    libsndfile believes a stated 0 and any number below the truth.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        extent = find_extent(file)
        lies = extent is not None and extent.stated != extent.actual
        self._mended = (extent.size_at, struct.pack("<I", extent.actual)) if extent and lies else (0, b"")
        file.seek(0)

    def head(self) -> bytes:
        """The first bytes, by which formats are told apart."""
        self._file.seek(0)
        return self._file.read(16)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, in bytes."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place, in bytes."""
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the file goes, with the header put right."""
        at = self._file.tell()
        count = self._file.readinto(buffer)  # type: ignore[attr-defined]
        place, truth = self._mended
        for index, value in enumerate(truth, place - at):
            if 0 <= index < count:
                memoryview(buffer).cast("B")[index] = value
        return int(count)

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()


def open_contents(path: Path) -> Contents:
    """Open a file to be decoded; UnreadableFile where it is missing, empty, no plain file or not permitted."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(f"“{path.name}” is a folder.", "Name the recordings in it, for example with “/*.wav”.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"“{path.name}” is not a file.")
        if status.st_size == 0:
            raise UnreadableFile(f"“{path.name}” is empty.", "It may not have been copied or saved to the end.")
        return Contents(path.open("rb"))
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
    with open_contents(file) as contents:
        data = contents.read(_LONGEST_TEXT + 1)
    if len(data) > _LONGEST_TEXT:
        raise UnreadableFile(f"“{file.name}” is too large to be the text of a close.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"“{file.name}” is not a text in UTF-8.", "Save it as UTF-8.") from error
