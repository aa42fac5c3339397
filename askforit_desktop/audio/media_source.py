"""Recordings that FFmpeg reads, through PyAV, the extra `media`; imported when one is opened."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby
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
    return av.open(contents, "r", options=_OPTIONS, metadata_errors="replace")


def _pieces(container: "InputContainer") -> Iterator["NDArray[np.float32]"]:
    """The samples, with the channels of the first frame; a resampler takes frames of one kind, which may change."""
    rate = container.streams.audio[0].rate
    layout: av.AudioLayout | None = None
    for (_, found, _), frames in groupby(_frames(container), _kind):
        layout = layout or found
        resampler = av.AudioResampler("flt", layout, rate)
        for flat in chain.from_iterable(map(resampler.resample, frames)):
            yield flat.to_ndarray().reshape(-1, flat.layout.nb_channels).astype(np.float32, copy=False)


def _kind(frame: av.AudioFrame) -> tuple[str, av.AudioLayout, int]:
    return frame.format.name, frame.layout, frame.sample_rate


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
    """Open a recording; None where FFmpeg does not know the format, or finds no sound in it that it can decode."""
    try:
        with _open(contents) as container:
            if not container.streams.audio or not container.streams.audio[0].codec_context:
                return None
            duration = None if container.duration is None else container.duration / av.time_base
            return MediaSource(path, container.streams.audio[0].rate, duration)
    except av.FFmpegError:
        return None
