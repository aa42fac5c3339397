"""What judging costs on one thread of numpy, and how it grows with the words."""

import json
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from askforit_desktop.closing.assessment import assess
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.tagger import Tagger
from askforit_desktop.closing.transcript import Transcript, Word
from tests.bench.figure import Figure, plain, ratio
from tests.conftest import ROOT

DAY = date(2026, 11, 20)
WORDS = 200  # in a close of a minute and a half


def judge(_folder: Path, runs: int = 5, longest: int = 20_000, takes: int = 5) -> tuple[Figure, ...]:
    """Reading the judge; judging 200, 2,000 and 20,000 words, in turns; and every third word of live takes."""
    data = (ROOT / "models" / "judge" / "judge.npz").read_bytes()
    bench = Bench(Tagger(data))
    lengths = [WORDS * 10**power for power in range(5) if WORDS * 10**power <= longest]
    turns = [[bench.judge(run * WORDS, length) for length in lengths] for run in range(runs + 1)][1:]
    short = [turn[0] for turn in turns]
    live = [bench.judge_again(start, end) for start in range(0, takes * WORDS, WORDS) for end in range(30, WORDS, 3)]
    return (
        *(
            ratio(f"judging {length} words / {WORDS}", [(turn[place], turn[0]) for turn in turns], "ms", _most(length))
            for place, length in enumerate(lengths)
            if place
        ),
        plain(f"judging {WORDS} words", short, "ms", 60),
        plain("judging once more after three more words, as in a live take", live, "ms", 25),
        plain("reading the judge", [_milliseconds(lambda: Tagger(data)) for _ in range(runs)], "ms", 150),
    )


def _most(length: int) -> float:
    """Linear, and a tenth on top."""
    return 1.1 * length / WORDS


class Bench:
    """Judges stretches of the labelled closes, said one after another and, where they end, once more."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._rubric = Rubric.from_toml((ROOT / "resources" / "rubric.toml").read_text(encoding="utf-8"))
        lines = (ROOT / "tests/data/closes/dev.jsonl").read_text(encoding="utf-8").splitlines()
        self._closes = Transcript.from_text(" ".join(json.loads(line)["text"] for line in lines)).words

    def judge(self, first: int, count: int) -> float:
        """Milliseconds to judge so many words that the judge has not seen before."""
        self._tagger.tag(())  # it remembers the words of its last call
        return self._assess(tuple(islice(cycle(self._closes), first, first + count)))

    def judge_again(self, first: int, count: int) -> float:
        """Milliseconds to judge so many words after it has judged those before the last three."""
        words = tuple(islice(cycle(self._closes), first, first + count))
        self._assess(words[:-3])
        return self._assess(words)

    def _assess(self, words: tuple[Word, ...]) -> float:
        heard = Transcript(words, None)
        return _milliseconds(lambda: assess(heard, self._rubric, DAY, self._tagger))


def _milliseconds(work: Callable[[], object]) -> float:
    """Of the processor: one thread does it all, and on a busy machine the rest is waiting."""
    start = time.thread_time()
    work()
    return 1000 * (time.thread_time() - start)
