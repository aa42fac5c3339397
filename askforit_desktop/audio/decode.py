"""Other people's recordings as mono 16-bit samples: one door for every format, chosen by content and not by name.

soundfile reads WAV, AIFF, FLAC, Ogg Vorbis, Opus and MP3; PyAV, the extra `media`, reads M4A, WebM and the like.
What is damaged or cut short is read as far as it goes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from askforit_desktop.audio.contents import Contents, open_contents
from askforit_desktop.problems import UnreadableFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

# libvosk takes 8 to 48 kHz as they are: at 22.05, 44.1 and 48 kHz six samples gave the words of 16 kHz to the letter,
# at 8 kHz two thirds of the errors that clean resampling to 16 kHz gives; at 191,999 Hz it silently hears nothing.
LOWEST_RATE, HIGHEST_RATE = 8_000, 48_000
_BELIEVABLE = range(1_000, 1_000_001)
_CARRIES_SOUND = 1e-3
_READABLE = "Readable are WAV, AIFF, FLAC, Ogg, Opus and MP3, and with the extra “media” M4A and WebM."


class Source(Protocol):
    """A recording opened by one library: its own rate, its length in seconds if known, its samples by channel."""

    @property
    def rate(self) -> int:
        """Samples a second."""

    @property
    def duration(self) -> float | None:
        """Seconds, None where only reading to the end would tell."""

    def samples(self) -> Iterator["Samples"]:
        """Arrays of shape (samples, channels), 1.0 is full scale, from the start."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A recording that can be read: `rate` in samples a second (8 to 48 kHz), `duration` in seconds or None."""

    path: Path
    rate: int
    duration: float | None
    _source: Source

    def blocks(self) -> Iterator[bytes]:
        """16-bit little-endian mono samples from the start, in blocks of about a quarter of a second."""
        mono = _mixed(self._source.samples())
        for block in mono if self.rate == self._source.rate else _resampled(mono, self._source.rate, self.rate):
            if len(block):
                yield _sixteen_bit(block)


def open_recording(path: Path) -> Decoded:
    """Open a recording of any format, rate and number of channels; UnreadableFile says why it cannot be read."""
    with open_contents(path) as contents:
        source = _source(path, contents)
    if source.rate not in _BELIEVABLE:
        raise UnreadableFile(f"“{path.name}” claims {source.rate} samples a second, which no recording has.", _READABLE)
    decoded = Decoded(path, min(max(source.rate, LOWEST_RATE), HIGHEST_RATE), source.duration, source)
    if next(decoded.blocks(), None) is None:
        raise UnreadableFile(f"“{path.name}” holds no sound.", "It may have been cut off; record or export it again.")
    return decoded


def _source(path: Path, contents: Contents) -> Source:
    """Ask soundfile first, as it is always there, and PyAV about the rest."""
    from askforit_desktop.audio.sound_source import open_sound

    sound = open_sound(path, contents)
    if sound is not None:
        return sound
    head = contents.head()
    try:
        from askforit_desktop.audio.media_source import open_media
    except ImportError as error:
        raise _without_media(path, head) from error
    media = open_media(path, contents)
    if media is not None:
        return media
    if _is_media(head):
        raise UnreadableFile(f"“{path.name}” is damaged or was cut short.", "Export or copy it again.")
    raise _not_a_recording(path)


def _is_media(head: bytes) -> bool:
    """Whether a file begins as MP4, Matroska, AAC, AMR, ASF or Core Audio do."""
    return (
        head[4:8] == b"ftyp"
        or head[:2] in (b"\xff\xf1", b"\xff\xf9")
        or head.startswith((b"\x1aE\xdf\xa3", b"#!AMR", b"0&\xb2u\x8ef\xcf\x11", b"caff"))
    )


def _without_media(path: Path, head: bytes) -> UnreadableFile:
    if not _is_media(head):
        return _not_a_recording(path)
    return UnreadableFile(
        f"“{path.name}” is of a kind (M4A, WebM or the like) that needs the extra “media”.",
        "Install it with: pip install 'askforit-desktop[media]', or save the recording as WAV or MP3.",
    )


def _not_a_recording(path: Path) -> UnreadableFile:
    return UnreadableFile(f"“{path.name}” is not a recording, or is too damaged to read.", _READABLE)


def _mixed(pieces: Iterable["Samples"]) -> Iterator["Samples"]:
    """One channel: the mean of the channels that have carried sound so far.

    So nothing can clip, and a voice in one channel of two, or in the centre of 5.1, keeps its level whatever the order.
    """
    import numpy as np

    carrying = np.zeros(1, np.bool_)
    for piece in pieces:
        clean = piece if np.isfinite(piece).all() else np.nan_to_num(piece, posinf=1.0, neginf=-1.0)
        if clean.shape[1] == 1:
            yield clean[:, 0]
            continue
        carrying = carrying | (np.abs(clean) > _CARRIES_SOUND).any(axis=0)
        yield clean[:, carrying].mean(axis=1) if carrying.any() else clean.mean(axis=1)


def _resampled(pieces: Iterable["Samples"], rate: int, wanted: int) -> Iterator["Samples"]:
    import numpy as np
    import soxr

    stream = soxr.ResampleStream(rate, wanted, 1, dtype="float32")
    for piece in pieces:
        yield stream.resample_chunk(piece)
    yield stream.resample_chunk(np.zeros(0, np.float32), last=True)


def _sixteen_bit(block: "Samples") -> bytes:
    import numpy as np

    whole: NDArray[np.int16] = np.clip(np.rint(block * 32768.0), -32768, 32767).astype("<i2")
    return whole.tobytes()
