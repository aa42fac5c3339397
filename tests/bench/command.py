"""Runs commands and tells what they cost, in pairs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

YARDSTICKS = Path(__file__).parent / "yardsticks"
PYTHON = (sys.executable, "-P")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, and of all processors, of a process and the children it waited for."""

    wall: float
    processor: float


Command = Sequence[str | Path]


def run(command: Command, output: Path | None = None, **environment: str) -> Cost:
    """Run a command to its end; CalledProcessError where it fails."""
    begun = time.perf_counter()
    worked = _wait(_start(command, output, environment))
    return Cost(time.perf_counter() - begun, worked)


def together(*commands: Command) -> Cost:
    """Run commands at the same time, to the end of the last; CalledProcessError where one fails."""
    begun = time.perf_counter()
    worked = sum([_wait(process) for process in [_start(command, None, {}) for command in commands]])
    return Cost(time.perf_counter() - begun, worked)


def _start(command: Command, output: Path | None, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    with (output or Path(os.devnull)).open("wb") as out:
        return subprocess.Popen(
            list(map(str, command)), stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT, env=usual(environment)
        )


def _wait(process: "subprocess.Popen[bytes]") -> float:
    """The processor seconds of a process and the children it waited for."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return usage.ru_utime + usage.ru_stime


def usual(more: Mapping[str, str]) -> dict[str, str]:
    """The environment as a user has it: above all, Python keeps what it compiled."""
    strange = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "VOSK_MODEL_PATH")
    return {name: value for name, value in os.environ.items() if name not in strange} | more


def alternated(
    ours: Callable[[], Cost], yardstick: Callable[[], Cost], pairs: int, warm: bool = True
) -> list[tuple[Cost, Cost]]:
    """A B A B, after one of each that does not count: it fills the disk's cache and compiles, which is a short work."""
    if warm:
        ours()
        yardstick()
    return [(ours(), yardstick()) for _ in range(pairs)]


def wall(pairs: Sequence[tuple[Cost, Cost]]) -> list[tuple[float, float]]:
    """Seconds on the clock."""
    return [(a.wall, b.wall) for a, b in pairs]


def processor(pairs: Sequence[tuple[Cost, Cost]]) -> list[tuple[float, float]]:
    """Seconds of processors."""
    return [(a.processor, b.processor) for a, b in pairs]
