"""Recordings that FFmpeg reads, through PyAV, the extra `media`; imported when one is opened."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from askforit_desktop.audio.contents import Contents, open_contents
from askforit_desktop.audio.wav import BLOCK_SECONDS

if TYPE_CHECKING:
    from av.container import InputContainer
    from numpy.typing import NDArray

# Only plain containers: a playlist or a concatenation would make FFmpeg open other files, or addresses.
_OPTIONS = {"format_whitelist": "mov,matroska,webm,aac,amr,asf,caf,flac,ogg,mp3,wav,aiff,mpegts,flv,avi"}


@dataclass(frozen=True, slots=True)
class MediaSource:
    """A recording that FFmpeg reads."""

    path: Path
    rate: int
    duration: float | None

    def samples(self) -> Iterator["NDArray[np.float32]"]:
        """The samples by channel, in pieces of a quarter of a second; damaged packets are left out."""
        with open_contents(self.path) as contents, _open(contents) as container:
            waiting: list[NDArray[np.float32]] = []
            for piece in _pieces(container):
                waiting.append(piece)
                if sum(map(len, waiting)) >= self.rate * BLOCK_SECONDS:
                    yield np.concatenate(waiting)
                    waiting = []
            if waiting:
                yield np.concatenate(waiting)


def _open(contents: Contents) -> "InputContainer":
    contents.seek(0)
    return av.open(contents, "r", options=_OPTIONS)


def _pieces(container: "InputContainer") -> Iterator["NDArray[np.float32]"]:
    resampler = av.AudioResampler(format="flt", rate=container.streams.audio[0].rate)
    for frame in _frames(container):
        for flat in resampler.resample(frame):
            yield flat.to_ndarray().reshape(-1, flat.layout.nb_channels).astype(np.float32, copy=False)


def _frames(container: "InputContainer") -> Iterator[av.AudioFrame]:
    packets = container.demux(audio=0)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.FFmpegError):
            return
        with suppress(av.FFmpegError):
            yield from packet.decode()


def open_media(path: Path, contents: Contents) -> MediaSource | None:
    """Open a recording; None where FFmpeg does not know the format or finds no sound in it."""
    try:
        with _open(contents) as container:
            if not container.streams.audio:
                return None
            duration = None if container.duration is None else container.duration / av.time_base
            return MediaSource(path, container.streams.audio[0].rate, duration)
    except av.FFmpegError:
        return None
