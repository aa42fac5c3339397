"""One libvosk recogniser and a run of sound after the other: what it hears, without what was never spoken."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from askforit_desktop.closing.transcript import Word

_BYTES_A_SAMPLE = 2
_BESIDE = 0.2  # seconds; word times are not exact


class Ear:
    """Hears runs of sound, each from `begin` to `finish`; times of words are those of the take.

    To be used again, because a recogniser works out its graph as it meets new words: with a new one for each stretch
    of 15 seconds, two minutes of speech took 1.4 times the processor time.
    """

    def __init__(self, recogniser: Any, rate: int) -> None:
        recogniser.SetWords(True)
        self._recogniser = recogniser
        self._rate = rate
        self._seconds_before = 0.0
        self.begin()

    def begin(self, start: float = 0.0) -> None:
        """Hear a run of sound next that begins `start` seconds into its take."""
        self._start = start
        self._silence = Silence(self._rate)
        self._told: tuple[Word, ...] = ()

    @property
    def moment(self) -> float:
        """Up to which second of the take it has heard."""
        return self._start + self._silence.seconds

    def hear(self, pcm: bytes) -> tuple[Word, ...] | None:
        """Take in the next piece of sound; the words of a sentence if it ended one, else None."""
        self._silence.note(pcm)
        if not self._recogniser.AcceptWaveform(pcm):
            return None
        self._told = ()
        return self._words(self._recogniser.Result())

    def emerging(self) -> tuple[Word, ...] | None:
        """The words of the sentence that is being spoken, None while they are as before.

        The time of each is that of the sound in which it came up. libvosk could tell their times, but only once it has
        worked out its lattice: measured on the samples, words would come 1.6 seconds after they were spoken instead of
        0.35, and cost more processor time.
        """
        words = _timed(json.loads(self._recogniser.PartialResult())["partial"].split(), self._told, self.moment)
        if words == self._told:
            return None
        self._told = words
        return words

    def finish(self) -> tuple[Word, ...]:
        """The words that are left at the end of the sound."""
        words = self._words(self._recogniser.FinalResult())
        self._seconds_before += self._silence.seconds
        return words

    def _words(self, result: str) -> tuple[Word, ...]:
        # libvosk counts on from one run to the next.
        words = (_at(word, -self._seconds_before) for word in _spoken(json.loads(result).get("result", ())))
        return tuple(_at(word, self._start) for word in self._silence.without_phantoms(tuple(words)))


def _at(word: Word, moved: float) -> Word:
    # Its sums are 32-bit numbers: a time can come out a little early, and has no more than milliseconds.
    return replace(word, start=round(max(0.0, word.start + moved), 3), end=round(max(0.0, word.end + moved), 3))


def _timed(texts: Sequence[str], before: tuple[Word, ...], now: float) -> tuple[Word, ...]:
    times = [(word.start, word.end) for word in before[: len(texts)]]
    times += [(now, now)] * (len(texts) - len(times))
    return tuple(Word(text, start, end) for text, (start, end) in zip(texts, times, strict=True))


def _spoken(result: Iterable[dict[str, Any]]) -> tuple[Word, ...]:
    """Libvosk's words; it rounds, so that a confidence can come out a little over 1."""
    return tuple(Word(r["word"], r["start"], max(r["start"], r["end"]), min(1.0, max(0.0, r["conf"]))) for r in result)


class Silence:
    """Where a take is digitally silent, and which words were therefore never spoken.

    Some models hear "the" or "huh" in a stretch of zeros, as a muted microphone or a waking headset gives it
    (vosk-api issues 1139, 797 and 1101). A word with nothing but zeros under it and right beside it is a phantom.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._samples = 0
        self._stretches: list[tuple[float, float]] = []

    @property
    def seconds(self) -> float:
        """How much sound has been noted."""
        return self._samples / self._rate

    def note(self, pcm: bytes) -> None:
        """Take in the next piece of sound."""
        start = self.seconds
        self._samples += len(pcm) // _BYTES_A_SAMPLE
        if any(pcm):
            return
        if self._stretches and self._stretches[-1][1] == start:
            start = self._stretches.pop()[0]
        self._stretches.append((start, self.seconds))

    def without_phantoms(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words that have sound under or beside them."""
        if not self._stretches:
            return words
        return tuple(word for word in words if not self._covers(word))

    def _covers(self, word: Word) -> bool:
        first = max(0.0, word.start - _BESIDE)
        last = min(self.seconds, word.end + _BESIDE)
        return any(start <= first and last <= end for start, end in self._stretches)
