"""A worker process without libvosk, which behaves as it is told: `fake_worker.py MANNER FOLDER MODEL FILLER...`.

It hears one word a second of sound: "one", "two", "three" ... FOLDER remembers whether it died before.
"""

import os
import signal
import sys
import time
from pathlib import Path

from askforit_desktop.closing.transcript import Word
from askforit_desktop.speech.protocol import (
    Finished,
    Forgotten,
    Heard,
    Opening,
    Partial,
    Ready,
    Refused,
    Text,
    line_bytes,
    read_frames,
    read_opening,
)

NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DIES_AT = 3
"""Seconds of sound after which something happens, in the manners where something does."""


def say(message) -> None:
    sys.stdout.buffer.write(line_bytes(message))
    sys.stdout.buffer.flush()


def die(manner: str) -> None:
    match manner:
        case "garbled":
            sys.stdout.buffer.write(b'{"type": "text", "take": 1, "words": [["one", NaN, 1, 1]]}\n')
            sys.stdout.buffer.flush()
        case "aborting":
            os.abort()
        case "leaving":
            os._exit(7)
        case "cut off":
            os.write(1, b'{"type": "text", "ta')
            os._exit(0)
        case "silent":
            signal.pause()


def hear(opening: Opening, manner: str, memory: Path) -> None:
    samples = 0
    for pcm in read_frames(sys.stdin.buffer):
        before, samples = samples, samples + len(pcm) // 2
        for second in range(before // opening.rate, samples // opening.rate):
            word = (Word(NAMES[second % len(NAMES)], second + 0.25, second + 0.75, 0.9),)
            if opening.partials:
                say(Partial(opening.take, word))
            say(Text(opening.take, word))
            say(Heard(opening.take, second + 1))
            if manner == "slow":
                time.sleep(0.005)
            if second + 1 == DIES_AT and manner.removeprefix("once ") not in ("good", "slow"):
                if not manner.startswith("once "):
                    die(manner)
                elif not memory.exists():
                    memory.touch()
                    die(manner.removeprefix("once "))


def wait_for_poison(opening: Opening, memory: Path) -> None:
    """Die of a take at 8 kHz; the first time, with another take that was sent before and not yet answered."""
    if not memory.exists():
        memory.touch()
        list(read_frames(sys.stdin.buffer))
        opening = read_opening(sys.stdin.buffer)
    if opening.rate == 8_000:
        os.abort()


def main() -> None:
    manner, folder, model, *fillers = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    print("native chatter", file=sys.stderr)
    if manner == "refusing":
        say(Refused(f"Failed to create {Path(model).name}"))
        sys.exit(3)
    if manner == "never ready":
        signal.pause()
    say(Ready(tuple(filler for filler in fillers if filler != "huh")))
    while opening := read_opening(sys.stdin.buffer):
        if manner == "poisoned":
            wait_for_poison(opening, Path(folder) / "died")
        try:
            hear(opening, manner, Path(folder) / "died")
        except Forgotten:
            pass
        except EOFError:
            return
        say(Finished(opening.take))


if __name__ == "__main__":
    main()
