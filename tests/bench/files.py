"""How soon recordings are words: a long one, and a folder of short ones."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from tests.bench.command import PYTHON, YARDSTICKS, alternated, processor, run, together, wall
from tests.bench.figure import Figure, highest, more, plain, ratio
from tests.bench.material import MODEL, joined, many

LONG = 600.0  # seconds
_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word that was heard, and when, in seconds."""

    text: str
    start: float
    end: float


def transcribe(folder: Path, seconds: float = LONG, pairs: int = _PAIRS) -> tuple[Figure, ...]:
    """`askforit check` on a long recording, against one bare recogniser, and against the vosk package's own command."""
    long = folder / "long.wav"
    joined(long, seconds)
    check, bare = _check(long), _bare(long)
    command = Path(sys.executable).with_name("vosk-transcriber")
    theirs = (command, "--model", MODEL, "--input", long, "--output", folder / "theirs.txt")
    costs = alternated(lambda: run(check), lambda: run(bare), pairs, warm=False)
    others = alternated(lambda: run(check), lambda: run(theirs), pairs, warm=False)
    what = f"{seconds / 60:g} min of speech: askforit check"
    return (
        ratio(f"{what} / bare libvosk loop", wall(costs), "s", 0.60),
        ratio(f"{what} / vosk-transcriber", wall(others), "s", 0.55),
        ratio("the same as the first, processor time", processor(costs), "s", None),
    )


def both_cores(folder: Path, seconds: float = LONG, pairs: int = _PAIRS) -> tuple[Figure, ...]:
    """Against what two processors can do at best: two bare loops at the same time, on a half each."""
    long, half = folder / "long.wav", folder / "half.wav"
    joined(long, seconds)
    joined(half, seconds / 2)
    costs = alternated(lambda: run(_check(long)), lambda: together(_bare(half), _bare(half)), pairs, warm=False)
    return (
        ratio(f"{seconds / 60:g} min of speech: askforit check / two bare loops at once", wall(costs), "s", 1.2),
        ratio("the same, processor time", processor(costs), "s", 1.2),
        plain("processors that the two bare loops got", [bare.processor / bare.wall for _, bare in costs], "of 2"),
    )


def accuracy(folder: Path, seconds: float = LONG) -> tuple[Figure, ...]:
    """What is lost by hearing a long recording in parts: words, and their times."""
    long = folder / "long.wav"
    said = _words(joined(long, seconds))
    run(_check(long), folder / "ours.json")
    run(_bare(long), folder / "bare.json")
    ours, bare = _ours(folder / "ours.json"), _theirs(folder / "bare.json")
    rates = [100 * error_rate([word.text for word in heard], said) for heard in (ours, bare)]
    apart = _apart(ours, bare)
    near = f"{100 * sum(gap <= 50 for gap in apart) / len(apart):.1f} % of them within 50 ms"
    return (
        more(f"errors in {len(said)} words, more than by one recogniser", [tuple(rates)], "%", 0.3),
        highest("the words' times, apart from one recogniser's, 95 % of words", apart, "ms", 50, near),
    )


def folder_of_files(folder: Path, count: int = 40, pairs: int = _PAIRS) -> tuple[Figure, ...]:
    """`askforit check` on many short recordings, against bare loops one after another, the model loaded once."""
    files = many(folder / "takes", count)
    check, bare = _check(*files), _bare(*files)
    costs = alternated(lambda: run(check), lambda: run(bare), pairs, warm=False)
    return (
        ratio(f"{count} recordings: askforit check / bare libvosk loops", wall(costs), "s", 0.60),
        ratio("the same, processor time", processor(costs), "s", None),
    )


def _check(*files: Path) -> tuple[str | Path, ...]:
    return (*PYTHON, "-m", "askforit_desktop", "check", "--json", "--model", MODEL, *files)


def _bare(*files: Path) -> tuple[str | Path, ...]:
    return (*PYTHON, YARDSTICKS / "bare_vosk.py", MODEL, *files)


def _ours(file: Path) -> tuple[Spoken, ...]:
    words = json.loads(file.read_text())["transcript"]["words"]
    return tuple(Spoken(word["text"], word["start"], word["end"]) for word in words)


def _theirs(file: Path) -> tuple[Spoken, ...]:
    return tuple(Spoken(word["word"], word["start"], word["end"]) for word in json.loads(file.read_text()))


def _apart(ours: Sequence[Spoken], bare: Sequence[Spoken]) -> list[float]:
    """How far apart the starts and ends of the same words are, in milliseconds."""
    alike = SequenceMatcher(None, [word.text for word in ours], [word.text for word in bare], autojunk=False)
    pairs = [(ours[a + i], bare[b + i]) for a, b, size in alike.get_matching_blocks() for i in range(size)]
    return [1000 * max(abs(one.start - other.start), abs(one.end - other.end)) for one, other in pairs]


def error_rate(heard: Sequence[str], said: Sequence[str]) -> float:
    """Words wrong, missing and too many, as a share of the words said."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(heard, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1] / len(said)


def _words(text: str) -> list[str]:
    return "".join(sign for sign in text.lower() if sign.isalpha() or sign in "' ").split()
