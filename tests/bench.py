"""How fast the program is: ratios against named yardsticks, each pair of runs side by side in one go.

    make bench                                 all rows, about ten minutes
    python -m tests.bench bench_judge          one of them

A ratio is the median over pairs, so that a machine that slows down in between does not count. Nothing here is a test.
"""

import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from tests.bench_judge import bench_judge
from tests.bench_recording import bench_recording
from tests.bench_takes import bench_takes
from tests.bench_window import bench_start, bench_stop
from tests.conftest import ROOT

MODEL = ROOT / "models" / "vosk-model-askforit-demo-en-us"
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.wav"))


def main() -> None:
    """Measure the rows that are named, or all: each in a process of its own, so that none is warm from another."""
    named = sys.argv[1:]
    for row in ROWS:
        if not named:
            subprocess.run([sys.executable, "-m", "tests.bench", row.__name__], cwd=ROOT, check=False)
        elif row.__name__ in named:
            with tempfile.TemporaryDirectory() as folder:
                print(row(Path(folder)), flush=True)


def check_against_bare_libvosk(folder: Path) -> str:
    """`askforit check` on ten minutes of speech, against a loop of nothing but libvosk on the same file."""
    long = _repeated(folder / "long.wav", 600)
    ours = [sys.executable, "-m", "askforit_desktop", "check", "--json", "--model", str(MODEL), str(long)]
    bare = [sys.executable, str(ROOT / "tests" / "yardsticks" / "bare_vosk.py"), str(MODEL), str(long)]
    pairs = [(_seconds(ours), _seconds(bare)) for _ in range(5)]
    return _row("askforit check, 10 min of speech / bare libvosk loop", pairs, "at most 1.10")


ROWS: tuple[Callable[[Path], str], ...] = (
    check_against_bare_libvosk,
    bench_judge,
    bench_recording,
    bench_takes,
    bench_start,
    bench_stop,
)


def _row(name: str, pairs: Sequence[tuple[float, float]], aim: str) -> str:
    ratio = median(ours / yardstick for ours, yardstick in pairs)
    ours, yardstick = (median(side) for side in zip(*pairs, strict=True))
    return f"{name}: {ratio:.2f} ({ours:.2f} s / {yardstick:.2f} s, {len(pairs)} pairs; aim: {aim})"


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _repeated(path: Path, seconds: float) -> Path:
    """The samples, one after another, until they last so long."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 16_000, 0, "NONE", ""))
        while out.getnframes() < seconds * 16_000:
            for sample in SAMPLES:
                with wave.open(str(sample)) as file:
                    out.writeframes(file.readframes(file.getnframes()))
    return path


if __name__ == "__main__":
    main()
