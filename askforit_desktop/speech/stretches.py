"""Where a long recording is cut, so that several recognisers can hear it side by side.

A cut lies in the middle of the quietest moment within reach. Where that is a pause, nothing is lost: libvosk begins a
new sentence there too. Where people talk on, or a room is noisy, the two stretches overlap, so that each hears whole
words around the cut, and every word is told by the stretch in whose own part its middle lies.

Measured on ten minutes of the samples: with pauses, the words and times of one recogniser; without any, 2.9 % of words
wrong against its 4.5 %, as libvosk by itself ends a sentence after 20 seconds wherever it is.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from askforit_desktop.closing.transcript import Word

SHORTEST, LONGEST = 10.0, 20.0
"""Seconds between two cuts: no more than libvosk hears as one sentence, and enough for a model to get used to a voice.
Stretches of 20 to 30 seconds had up to 0.9 points more words wrong, and kept one core waiting at the end for longer."""

OVERLAP = 1.0
"""Seconds that a stretch reaches beyond a cut without a pause: 1, 1.5 and 2 gave the same words."""

WINDOW = 0.03
"""Seconds; libvosk tells a word's times in these steps, so that cuts between them leave all times as they were."""

_PAUSE, _DIP = 5, 2  # windows: 0.15 s of quiet are a pause, and the closure of a consonant is a dip in between
_QUIET = 0.1  # of the loud moments around, that is 20 dB below them
_LOUD = 0.9  # of the windows are quieter than the loud moments
_ENOUGH = 4_000  # samples a second that tell how loud it is
_BYTES_A_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a take: its 16-bit sound, where that starts, and from where to where its words count; in seconds."""

    pcm: bytes
    start: float
    first: float
    last: float

    def own(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """Those words that no other stretch tells."""
        return tuple(word for word in words if self.first <= (word.start + word.end) / 2 < self.last)

    def share(self, moment: float) -> float:
        """How much of its own part lies before a moment; seconds."""
        return max(0.0, min(moment, self.last) - self.first)


def stretches(sound: Iterable[bytes], rate: int) -> Iterator[Stretch]:
    """The stretches of a take; each as soon as there is enough sound, of which no more than that is kept."""
    window = round(rate * WINDOW)
    shortest, longest, overlap = (round(seconds * rate / window) for seconds in (SHORTEST, LONGEST, OVERLAP))
    size, seconds = window * _BYTES_A_SAMPLE, window / rate
    gathered = bytearray()
    start = first = 0  # windows
    for pcm in sound:
        gathered += pcm
        while len(gathered) >= (first - start + longest + overlap) * size:
            begin, end = first - start + shortest, first - start + longest
            at, clean = _cut(_loudness(gathered[begin * size : end * size], window, rate))
            cut, reach = first + shortest + at, 0 if clean else overlap
            pcm = bytes(gathered[: (cut + reach - start) * size])
            yield Stretch(pcm, start * seconds, first * seconds, cut * seconds)
            del gathered[: (cut - reach - start) * size]
            start, first = cut - reach, cut
    if gathered:
        yield Stretch(bytes(gathered), start * seconds, first * seconds, math.inf)


def _loudness(pcm: bytes | bytearray, window: int, rate: int) -> Sequence[int]:
    """How far the sound swings in each window of so many samples."""
    samples = array("h", pcm)
    step = max(1, rate // _ENOUGH)
    pieces = (samples[at : at + window : step] for at in range(0, len(samples), window))
    return [max(piece) - min(piece) for piece in pieces]


def _cut(loudness: Sequence[int]) -> tuple[int, bool]:
    """The window before which to cut, and whether that lies in a pause."""
    pause = min(range(len(loudness) - _PAUSE), key=lambda at: max(loudness[at : at + _PAUSE]))
    if max(loudness[pause : pause + _PAUSE]) <= _QUIET * sorted(loudness)[int(_LOUD * len(loudness))]:
        return pause + _PAUSE // 2, True
    dip = min(range(len(loudness) - _DIP), key=lambda at: sum(loudness[at : at + _DIP]))
    return dip + _DIP // 2, False
