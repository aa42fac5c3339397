"""The judge's first half: how strongly each word belongs to each element, and how the close ends.

A fine-tuned encoder reads overlapping windows of a fixed number of words; every word takes its scores from the window
in which it stands furthest inside. So the cost grows with the number of words, and while somebody speaks only the
last window is judged again: the others are remembered from the call before. What was tried besides, and how it
fared, is in models/judge/README.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from askforit_desktop.closing.encoder import Arrays, Encoder, Matrix, read_arrays

if TYPE_CHECKING:
    from mmap import mmap

OVERLAP = 16  # words that two neighbouring windows share
_AT_ONCE = 8  # windows multiplied in one go: enough for speed, and memory stays bounded for long takes


@dataclass(frozen=True, slots=True)
class Tags:
    """What the encoder says about some words.

    `scores` holds a probability for each word and channel, `ends_on` one for each ending, `undercut` one.
    `thresholds` and `bands` say for each channel from where on it counts as found, and how far above that it may
    still have been misheard.
    """

    words: tuple[str, ...]
    channels: tuple[str, ...]
    scores: Matrix
    endings: tuple[str, ...]
    ends_on: Matrix
    undercut: float
    thresholds: Matrix
    bands: Matrix

    def column(self, channel: str) -> Matrix:
        """One channel's probability for each word; ValueError for an unknown channel."""
        column: Matrix = self.scores[:, self.channels.index(channel)]
        return column


@dataclass(frozen=True, slots=True)
class _Judged:
    """A window's inner rows and the probabilities read from them."""

    rows: Matrix
    scores: Matrix


class Tagger:
    """The trained judge; keeps the windows of its last call, so give each thread its own or take turns."""

    def __init__(self, data: "bytes | mmap") -> None:
        """Read a shipped file, which a map must keep open; ValueError where it is not one."""
        arrays = read_arrays(data)
        self._encoder = Encoder(arrays)
        self._weight, self._bias = _matrix(arrays, "tags"), _matrix(arrays, "tags.bias")
        self._tail = _Tail(arrays)
        self._thresholds, self._bands = _matrix(arrays, "thresholds"), _matrix(arrays, "bands")
        self.channels = _names(arrays, "channels")
        self.endings = _names(arrays, "endings")
        self._remembered: dict[tuple[str, ...], _Judged] = {}

    def tag(self, words: Sequence[str]) -> Tags:
        """Judge the words of a close, or of the part heard so far."""
        said = tuple(words)
        edges = window_edges(len(said), self._encoder.window)
        windows = [said[first:last] for first, last in edges]
        self._remembered = self._judge(windows)
        judged = [self._remembered[window] for window in windows]
        rows = _join([window.rows for window in judged], edges)
        scores = _join([window.scores for window in judged], edges)
        if not said:
            scores = np.zeros((0, len(self.channels)), np.float32)
        ends_on, undercut = self._tail(rows) if said else (np.zeros(len(self.endings), np.float32), 0.0)
        return Tags(said, self.channels, scores, self.endings, ends_on, undercut, self._thresholds, self._bands)

    def _judge(self, windows: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], _Judged]:
        known = {window: self._remembered[window] for window in windows if window in self._remembered}
        new = [window for window in dict.fromkeys(windows) if window not in known]
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            for window, rows in zip(some, self._encoder.encode(some), strict=True):
                known[window] = _Judged(rows, _sigmoid(rows @ self._weight.T + self._bias))
        return known


class _Tail:
    """Reads the ending from the last words' rows: two weighted means of them, and the very last."""

    def __init__(self, arrays: Arrays) -> None:
        self._attend, self._attend_bias = _matrix(arrays, "tail.attend"), _matrix(arrays, "tail.attend.bias")
        self._position = _matrix(arrays, "tail.position")
        self._mix, self._mix_bias = _matrix(arrays, "tail.mix"), _matrix(arrays, "tail.mix.bias")
        self._end, self._end_bias = _matrix(arrays, "tail.end"), _matrix(arrays, "tail.end.bias")

    def __call__(self, rows: Matrix) -> tuple[Matrix, float]:
        last = rows[-len(self._position) :]
        pull = last @ self._attend.T + self._attend_bias + self._position[: len(last)][::-1]
        shares = np.exp(pull - pull.max(axis=0))
        shares /= shares.sum(axis=0)
        seen = np.concatenate([*(shares.T @ last), last[-1]])
        out = np.tanh(self._mix @ seen + self._mix_bias) @ self._end.T + self._end_bias
        likely = np.exp(out[:-1] - out[:-1].max())
        return likely / likely.sum(), float(_sigmoid(out[-1:])[0])


def window_edges(words: int, size: int) -> list[tuple[int, int]]:
    """First word and end of each window over so many words; all windows but the last are full."""
    step = size - OVERLAP
    starts = range(0, max(words - OVERLAP, 1), step) if words else ()
    return [(start, min(start + size, words)) for start in starts]


def _join(parts: Sequence[Matrix], edges: Sequence[tuple[int, int]]) -> Matrix:
    # Of the words that two windows share, each window gives the half that stands further inside.
    half = OVERLAP // 2
    kept = [
        part[half if number else 0 : None if number == len(parts) - 1 else last - first - half]
        for number, (part, (first, last)) in enumerate(zip(parts, edges, strict=True))
    ]
    return np.concatenate(kept) if kept else np.zeros((0, 0), np.float32)


def _matrix(arrays: Arrays, name: str) -> Matrix:
    return np.asarray(arrays[name], np.float32)


def _names(arrays: Arrays, name: str) -> tuple[str, ...]:
    return tuple(str(arrays[name]).split())


def _sigmoid(values: NDArray[np.float32]) -> Matrix:
    odds: Matrix = np.exp(np.clip(values, -30, 30))
    return odds / (1 + odds)
