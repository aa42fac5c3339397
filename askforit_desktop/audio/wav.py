"""The app's own recordings, 16-bit mono WAV: written so that a crash leaves a readable file, read, mended and drawn."""

import errno
import os
import struct
import wave
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from askforit_desktop.problems import UnreadableFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK_SECONDS = 0.25
_SAMPLE = 2
_LARGEST = 2**32 - 1 - 1024  # a RIFF size has 32 bits: 12.4 hours at 48 kHz


class WavWriter:
    """A new WAV whose header is valid after each block; the standard library's `writeframes` patches it every time.

    FileExistsError if the path is taken, OSError where the disk refuses: all blocks before stay readable.
    """

    def __init__(self, path: Path, rate: int) -> None:
        self._rate = rate
        self._bytes = 0
        self._file = path.open("xb")
        self._wave = wave.Wave_write(self._file)
        self._wave.setnchannels(1)
        self._wave.setsampwidth(_SAMPLE)
        self._wave.setframerate(rate)
        self.write(b"")
        self._file.flush()

    def write(self, pcm: bytes) -> None:
        """Append 16-bit little-endian samples and bring the header up to date."""
        if self._bytes + len(pcm) > _LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        self._wave.writeframes(pcm)
        self._bytes += len(pcm)

    @property
    def seconds(self) -> float:
        """How much has been written."""
        return self._bytes / (_SAMPLE * self._rate)

    def close(self) -> None:
        """Close the file; a disk that refuses the last bytes has said so in `write` already."""
        with suppress(OSError):
            self._wave.close()
        with suppress(OSError):
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a RIFF file's samples lie, in bytes: what the header states and what is really there."""

    size_at: int
    start: int
    stated: int
    actual: int


def find_extent(file: BinaryIO) -> Extent | None:
    """Walk a RIFF file's chunks to its samples; None where the file is not a WAVE or has no such chunk."""
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    at = 12
    while (chunk := _chunk(file, at)) is not None:
        name, size = chunk
        if name == b"data":
            return Extent(at + 4, at + 8, size, _actual_size(file, at + 8, size, length))
        at += 8 + size + size % 2
    return None


def _chunk(file: BinaryIO, at: int) -> tuple[bytes, int] | None:
    file.seek(at)
    head = file.read(8)
    return (head[:4], struct.unpack("<I", head[4:])[0]) if len(head) == 8 else None


def _actual_size(file: BinaryIO, start: int, stated: int, length: int) -> int:
    """The samples end where the header says if well-formed chunks follow up to the end, else where the file ends."""
    at = start + stated + stated % 2
    while at < length and (chunk := _chunk(file, at)) is not None and chunk[0].isascii() and chunk[0].strip().isalnum():
        at += 8 + chunk[1] + chunk[1] % 2
    whole = start + stated <= length <= at <= length + 1
    return stated if whole else length - start


def repair(path: Path) -> float:
    """Make the header of a recording that was cut off tell the truth; returns its seconds, 0.0 if it holds no sound.

    A trailing odd byte is cut. UnreadableFile where it is no 16-bit mono WAV, too large for one, or cannot be changed.
    """
    try:
        with path.open("r+b") as file:
            extent = find_extent(file)
            if extent is not None and extent.stated != extent.actual:
                _state(file, extent)
            elif extent is None and file.seek(0, os.SEEK_END) == 0:
                return 0.0
    except OSError as error:
        raise UnreadableFile(f"“{path.name}” could not be repaired: {error.strerror}.") from error
    return seconds(path)


def _state(file: BinaryIO, extent: Extent) -> None:
    size = extent.actual - extent.actual % _SAMPLE
    if extent.start + size >= 2**32:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    file.truncate(extent.start + size)
    for at, value in ((4, extent.start + size - 8), (extent.size_at, size)):
        file.seek(at)
        file.write(struct.pack("<I", value))


class _Reader(wave.Wave_read):
    """A recording read to its last whole sample, wherever the file was cut."""

    def readframes(self, nframes: int) -> bytes:
        """At most so many samples, none at the end."""
        pcm = super().readframes(nframes)
        return pcm[: len(pcm) - len(pcm) % _SAMPLE]


def open_wav(path: Path) -> wave.Wave_read:
    """Open a recording to be read by the standard library; UnreadableFile where it cannot be."""
    try:
        opened = _Reader(str(path))
    except (OSError, EOFError, RuntimeError, wave.Error) as error:  # RuntimeError: cut inside a chunk before the sound
        raise _damaged(path) from error
    if opened.getframerate() == 0:
        opened.close()
        raise _damaged(path)
    if (opened.getnchannels(), opened.getsampwidth()) != (1, _SAMPLE):
        opened.close()
        raise UnreadableFile(f"“{path.name}” is not a 16-bit mono WAV.")
    return opened


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(f"“{path.name}” is not a recording made here, or is damaged.")


def seconds(path: Path) -> float:
    """How long a recording is; UnreadableFile where it cannot be read."""
    with open_wav(path) as opened:
        return opened.getnframes() / opened.getframerate()


def rate(path: Path) -> int:
    """A recording's samples a second; UnreadableFile where it cannot be read."""
    with open_wav(path) as opened:
        return opened.getframerate()


def read_blocks(path: Path, block_seconds: float = BLOCK_SECONDS) -> Iterator[bytes]:
    """A recording's samples from the start, in blocks; UnreadableFile where it cannot be read."""
    with open_wav(path) as opened:
        frames = max(1, round(opened.getframerate() * block_seconds))
        while pcm := opened.readframes(frames):
            yield pcm


@dataclass(frozen=True, slots=True)
class Peaks:
    """The lowest and highest sample of each stretch of `bin_seconds`, to draw a recording."""

    low: "NDArray[np.int16]"
    high: "NDArray[np.int16]"
    bin_seconds: float


def peaks(path: Path, bins: int) -> Peaks:
    """A recording's outline in at most `bins` stretches, read in pieces of about a megabyte."""
    import numpy as np

    with open_wav(path) as opened:
        width = max(1, -(-opened.getnframes() // bins))
        together = max(1, 2**19 // width) * width
        low, high = [], []
        while pcm := opened.readframes(together):
            samples = np.frombuffer(pcm, "<i2")
            edges = np.arange(0, len(samples), width)
            low.append(np.minimum.reduceat(samples, edges))
            high.append(np.maximum.reduceat(samples, edges))
        none = np.zeros(0, np.int16)
        return Peaks(np.concatenate([none, *low]), np.concatenate([none, *high]), width / opened.getframerate())
