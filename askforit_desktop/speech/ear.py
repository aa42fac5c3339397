"""One libvosk recogniser with one run of sound: what it hears, without what was never spoken."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from askforit_desktop.closing.transcript import Word

_BYTES_A_SAMPLE = 2
_BESIDE = 0.2  # seconds; word times are not exact


class Ear:
    """Hears a run of sound that begins `start` seconds into a take; times of words are the take's."""

    def __init__(self, recogniser: Any, rate: int, start: float = 0.0) -> None:
        recogniser.SetWords(True)
        self._recogniser = recogniser
        self._start = start
        self._silence = Silence(rate)
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
        return self._words(self._recogniser.FinalResult())

    def _words(self, result: str) -> tuple[Word, ...]:
        words = self._silence.without_phantoms(_spoken(json.loads(result).get("result", ())))
        return tuple(replace(word, start=self._when(word.start), end=self._when(word.end)) for word in words)

    def _when(self, seconds: float) -> float:
        return round(self._start + seconds, 3)


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
