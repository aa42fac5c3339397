"""A file's bytes as the decoders get them: opened once for all, with a WAV header that lies put right in passing."""

import io
import os
import struct
from pathlib import Path
from typing import BinaryIO

from askforit_desktop.audio.opening import open_plain
from askforit_desktop.audio.wav import Extent, find_extent
from askforit_desktop.problems import UnreadableFile


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
        self._mended = (extent.size_at, _size(extent)) if extent and lies else (0, b"")
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


def _size(extent: Extent) -> bytes:
    """What a header can say of the samples' true length: no more than 32 bits."""
    return struct.pack("<I", min(extent.actual, 2**32 - 1))


def open_contents(path: Path) -> Contents:
    """Open a file to be decoded; UnreadableFile where it is missing, empty, no plain file or not permitted."""
    file = open_plain(path)
    try:
        return Contents(file)
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"“{path.name}” could not be opened: {error}.") from error
