"""What judging costs on one thread of numpy, in milliseconds, and how it grows with the words."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from askforit_desktop.closing.assessment import assess
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.tagger import Tagger
from askforit_desktop.closing.transcript import Transcript
from tests.conftest import ROOT

DAY = date(2026, 11, 20)
WORDS = 200


def bench_judge(_folder: Path) -> str:
    """Reading the judge, judging 200 words at once, and once more after each three further words, as in a live take."""
    data = (ROOT / "models" / "judge" / "judge.npz").read_bytes()
    rubric = Rubric.from_toml((ROOT / "resources" / "rubric.toml").read_text(encoding="utf-8"))
    reading = [_milliseconds(lambda: Tagger(data)) for _ in range(5)]
    closes = (json.loads(line)["text"] for line in (ROOT / "tests/data/closes/dev.jsonl").open(encoding="utf-8"))
    words = Transcript.from_text(" ".join(closes)).words
    tagger = Tagger(data)

    def judge(first: int, end: int) -> float:
        heard = Transcript(words[first:end], None)
        return _milliseconds(lambda: assess(heard, rubric, DAY, tagger))

    whole = [judge(start, start + WORDS) for start in range(0, 20 * WORDS, WORDS)]
    thousands = [judge(start, start + 10 * WORDS) for start in range(0, 3 * WORDS, WORDS)]
    live = [judge(start, end) for start in range(0, 5 * WORDS, WORDS) for end in range(start + 30, start + WORDS, 3)]
    return (
        f"judging on one thread: {median(whole):.0f} ms for {WORDS} words (aim: 60), "
        f"{median(live):.0f} ms for a live update (aim: 25), reading the judge {median(reading):.0f} ms (aim: 150); "
        f"ten times the words take {median(thousands) / median(whole):.1f} times as long"
    )


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)
