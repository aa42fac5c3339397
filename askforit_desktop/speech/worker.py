"""The worker: a process of its own in which libvosk hears one take after the other; the only importer of vosk.

libvosk ends its process on what it does not expect (`KALDI_ASSERT` aborts, a damaged graph segfaults), so it never
runs where a take could be lost with it. See `protocol` for what goes in and out.
"""

import functools
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from askforit_desktop.speech.crew import Crew, Say
from askforit_desktop.speech.ear import Ear
from askforit_desktop.speech.protocol import (
    LOWEST_RATE,
    REPORT_SECONDS,
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

_OK, _USAGE, _REFUSED = 0, 2, 3


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
    say = functools.partial(_say, out, threading.Lock())
    # Late, because fd 1 must be safe before any native code runs.
    import vosk

    vosk.SetLogLevel(-1)
    try:
        # libvosk opens files by narrow paths, which on Windows cannot name a folder like "José Ñandú" (vosk-api issue
        # 1072). From within the folder they need not: the process is the worker's own, so it may move there.
        os.chdir(path)
        model = vosk.Model(os.curdir)
    except OSError as error:
        return _refuse(say, f"its folder cannot be opened ({error.strerror})")
    except Exception as error:
        return _refuse(say, str(error))

    def ear(rate: int) -> Ear:
        return Ear(vosk.KaldiRecognizer(model, float(rate)), rate)

    try:
        ear(LOWEST_RATE)  # some damage only shows here
    except Exception as error:
        return _refuse(say, str(error))
    say(Ready(tuple(words for words in fillers if _knows(model, words))))
    with open(0, "rb", closefd=False) as stdin, Crew(ear, say) as crew:
        while opening := read_opening(stdin):
            if opening.ears > 1:
                crew.hear(opening, read_frames(stdin))
            else:
                _hear(ear(opening.rate), opening, read_frames(stdin), say)
    return _OK


def _refuse(say: Say, reason: str) -> int:
    say(Refused(reason))
    return _REFUSED


def _knows(model: Any, words: str) -> bool:
    return all(model.vosk_model_find_word(word) >= 0 for word in words.split())


def _say(out: BinaryIO, turn: threading.Lock, message: Message) -> None:
    """Tell the parent; from any thread."""
    line = line_bytes(message)
    with turn:
        out.write(line)
        out.flush()


def _hear(ear: Ear, opening: Opening, sound: Iterable[bytes], say: Say) -> None:
    """Hear one take out as it comes, or up to where it is not wanted any more."""
    try:
        for message in _messages(ear, opening, sound):
            say(message)
    except Forgotten:
        pass
    else:
        say(Text(opening.take, ear.finish()))
    say(Finished(opening.take))


def _messages(ear: Ear, opening: Opening, sound: Iterable[bytes]) -> Iterator[Message]:
    reported = 0.0
    for pcm in sound:
        words = ear.hear(pcm)
        if words is not None:
            yield Text(opening.take, words)
        elif opening.partials and (emerging := ear.emerging()) is not None:
            yield Partial(opening.take, emerging)
        if ear.moment >= reported + REPORT_SECONDS:
            reported = ear.moment
            yield Heard(opening.take, reported)
