"""The worker: a process of its own in which libvosk hears one take after the other; the only importer of vosk.

libvosk ends its process on what it does not expect (`KALDI_ASSERT` aborts, a damaged graph segfaults), so it never
runs where a take could be lost with it. See `protocol` for what goes in and out.
"""

import json
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from askforit_desktop.closing.transcript import Word
from askforit_desktop.speech.protocol import (
    CHUNK_SECONDS,
    Finished,
    Forgotten,
    Garbled,
    Heard,
    Message,
    Opening,
    Partial,
    Ready,
    Refused,
    Text,
    line_bytes,
    read_frames,
    read_opening,
)

REPORT_SECONDS = 1.0
"""How often, in seconds of sound, the worker says how far it is."""

_OK, _USAGE, _REFUSED = 0, 2, 3
_BYTES_A_SAMPLE = 2


def main(argv: Sequence[str]) -> int:
    """Load the model in `argv[0]`, say which words of the rest it knows, and hear takes until stdin ends."""
    out = _private_stdout()
    # Ctrl+C goes to the whole foreground group; the parent decides what becomes of the take.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not argv:
        return _USAGE
    try:
        return _work(argv[0], argv[1:], out)
    except (EOFError, BrokenPipeError):
        return _OK  # the parent is gone: nobody is left to hear for
    except Garbled:
        return _USAGE


def _private_stdout() -> BinaryIO:
    """A stream to the parent that native code which prints cannot reach: fd 1 becomes stderr."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb")


def _work(path: str, fillers: Iterable[str], out: BinaryIO) -> int:
    # Late, because fd 1 must be safe before any native code runs.
    import vosk

    vosk.SetLogLevel(-1)
    try:
        # libvosk opens files by narrow paths, which on Windows cannot name a folder like "José Ñandú" (vosk-api issue
        # 1072). From within the folder they need not: the process is the worker's own, so it may move there.
        os.chdir(path)
        model = vosk.Model(os.curdir)
    except OSError as error:
        return _refuse(out, f"its folder cannot be opened ({error.strerror})")
    except Exception as error:
        return _refuse(out, str(error))
    _say(out, Ready(tuple(words for words in fillers if _knows(model, words))))
    with open(0, "rb", closefd=False) as stdin:
        while opening := read_opening(stdin):
            try:
                recogniser = vosk.KaldiRecognizer(model, float(opening.rate))
            except Exception as error:
                return _refuse(out, str(error))
            _hear(recogniser, opening, stdin, out)
            # Before the interpreter takes the library apart: vosk's own clean-up at exit fails noisily.
            del recogniser
    del model
    return _OK


def _refuse(out: BinaryIO, reason: str) -> int:
    _say(out, Refused(reason))
    return _REFUSED


def _knows(model: Any, words: str) -> bool:
    return all(model.vosk_model_find_word(word) >= 0 for word in words.split())


def _say(out: BinaryIO, message: Message) -> None:
    out.write(line_bytes(message))
    out.flush()


def _hear(recogniser: Any, opening: Opening, stdin: BinaryIO, out: BinaryIO) -> None:
    """Hear one take out, or up to where it is not wanted any more."""
    recogniser.SetWords(True)
    silence = Silence(opening.rate)
    try:
        for message in _messages(recogniser, opening, silence, read_frames(stdin)):
            _say(out, message)
    except Forgotten:
        pass
    else:
        words = _words(json.loads(recogniser.FinalResult()).get("result", ()))
        _say(out, Text(opening.take, silence.without_phantoms(words)))
    _say(out, Finished(opening.take))


def _messages(recogniser: Any, opening: Opening, silence: "Silence", frames: Iterator[bytes]) -> Iterator[Message]:
    told: tuple[Word, ...] = ()
    reported = 0.0
    for pcm in frames:
        silence.note(pcm)
        if recogniser.AcceptWaveform(pcm):
            words = _words(json.loads(recogniser.Result()).get("result", ()))
            yield Text(opening.take, silence.without_phantoms(words))
            told = ()
        elif opening.partials:
            words = _emerging(json.loads(recogniser.PartialResult())["partial"].split(), told, silence.seconds)
            if words != told:
                yield Partial(opening.take, words)
                told = words
        if silence.seconds >= reported + REPORT_SECONDS:
            reported = silence.seconds
            yield Heard(opening.take, reported)


def _emerging(texts: Sequence[str], before: tuple[Word, ...], now: float) -> tuple[Word, ...]:
    """The words of the sentence that is being spoken; the time of each is that of the sound in which it came up.

    libvosk could tell their times, but only once it has worked out its lattice: measured on the samples, words would
    come 1.6 seconds after they were spoken instead of 0.35, and cost more processor time.
    """
    times = [(word.start, word.end) for word in before[: len(texts)]]
    times += [(now, now)] * (len(texts) - len(times))
    return tuple(Word(text, start, end) for text, (start, end) in zip(texts, times, strict=True))


def _words(result: Iterable[dict[str, Any]]) -> tuple[Word, ...]:
    """Libvosk's words; it rounds, so that a confidence can come out a little over 1."""
    return tuple(Word(r["word"], r["start"], max(r["start"], r["end"]), min(1.0, max(0.0, r["conf"]))) for r in result)


class Silence:
    """Where a take is digitally silent, and which words were therefore never spoken.

    Some models hear "the" or "huh" in a stretch of zeros, as a muted microphone or a waking headset gives it
    (vosk-api issues 1139, 797 and 1101). A word with nothing but zeros under it, and a chunk of them on either side
    because word times are not exact, is a phantom.
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
        first = max(0.0, word.start - CHUNK_SECONDS)
        last = min(self.seconds, word.end + CHUNK_SECONDS)
        return any(start <= first and last <= end for start, end in self._stretches)
