"""A live take of a minute, from a virtual microphone, against a bare loop that is fed the same sound in real time."""

import json
import queue
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from askforit_desktop.closing.take import Take
from askforit_desktop.paths import Home
from askforit_desktop.rehearsal import Event, LevelHeard, PartialHeard, TakeSaved, WordsHeard
from askforit_desktop.studio import Studio
from tests.bench.command import PYTHON, YARDSTICKS, usual
from tests.bench.figure import Figure, best_ratio, highest, more, plain
from tests.bench.material import MODEL, joined
from tests.speaking import SoundServer, using

MINUTE = 60.0
_TAKES = 5
_PATIENCE = 30.0  # seconds without any event after which something is broken

Heard = tuple[float, Event]
"""An event and the clock's time (time.time) at which it was told."""


@dataclass(frozen=True, slots=True)
class Made:
    """A take, what was told of it, the clock when it was saved, and the processor seconds of all our processes."""

    take: Take
    events: tuple[Heard, ...]
    saved: float
    processor: float

    @property
    def last_block(self) -> float:
        """The clock when the last block of sound was on the disk: the recorder writes each as it comes."""
        return self.take.recording.wav.stat().st_mtime

    @property
    def words(self) -> list[float]:
        """For each word, how many seconds of sound had been spoken when it was first told."""
        begun = self.last_block - self.take.recording.duration
        final, seen = 0, list[float]()
        for when, event in self.events:
            if isinstance(event, WordsHeard):
                final += len(event.words)
            count = final + (len(event.words) if isinstance(event, PartialHeard) else 0)
            seen += [when - begun] * (count - len(seen))
        return seen


def live(folder: Path, seconds: float = MINUTE, takes: int = _TAKES) -> tuple[Figure, ...]:
    """Last block to full checklist; words told after being spoken; the work of all our processes."""
    speech, server = folder / "speech.wav", SoundServer(folder / "sound")
    joined(speech, seconds + 20)
    server.start()
    try:
        with using(server), Studio(Home.at(folder / "home"), model=str(MODEL)) as studio:
            studio.warm()
            studio.recogniser.wait_ready()
            pairs = [_pair(studio, server, speech, seconds) for _ in range(takes)]
    finally:
        server.stop()
    waits = [1000 * (made.saved - made.last_block) for made, _ in pairs]
    return (
        plain("last block to full checklist, saved", waits, "ms", 150),
        highest("the same, 95 % of takes", waits, "ms", 300),
        more("words told after being spoken, more than by a bare loop", _delays(pairs), "ms", 60, "median over words"),
        best_ratio("processor time of all processes / bare loop", _work(pairs), "s", 1.25, "the least of each"),
    )


Bare = dict[str, list[float] | float]


def _pair(studio: Studio, server: SoundServer, speech: Path, seconds: float) -> tuple[Made, Bare]:
    made = _make(studio, server, speech, seconds)
    return made, _hear_bare(made.take.recording.wav)


def _make(studio: Studio, server: SoundServer, speech: Path, seconds: float) -> Made:
    told: queue.SimpleQueue[Heard] = queue.SimpleQueue()
    events: list[Heard] = []
    rehearsal = studio.rehearse(lambda event: told.put((time.time(), event)))

    def wait_for(kind: type, until: float = float("inf")) -> Heard:
        while True:
            events.append(told.get(timeout=_PATIENCE))
            if isinstance(events[-1][1], kind) and (until == float("inf") or events[-1][0] >= until):
                return events[-1]

    worked = _worked()
    rehearsal.start()
    begun, _ = wait_for(LevelHeard)
    with server.unhurried(), server.speaking(speech):
        wait_for(LevelHeard, begun + seconds)
        rehearsal.stop()
        saved, event = wait_for(TakeSaved)
    rehearsal.join()
    return Made(event.take, tuple(events), saved, _worked() - worked)


def _worked() -> float:
    """Processor seconds of this process and of its recogniser so far; the sound server's are not ours."""
    workers = [child for child in psutil.Process().children() if "recogniser" in child.cmdline()]
    times = [worker.cpu_times() for worker in workers]
    return time.process_time() + sum(spent.user + spent.system for spent in times)


def _hear_bare(wav: Path) -> Bare:
    command = (*PYTHON, YARDSTICKS / "live_vosk.py", MODEL, wav)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=usual({}))
    return json.loads(done.stdout)


def _delays(pairs: list[tuple[Made, Bare]]) -> list[tuple[float, float]]:
    """For each take the median over words of when they showed, in milliseconds, as a pair whose difference counts."""
    medians = [median(a - b for a, b in zip(made.words, bare["words"], strict=False)) for made, bare in pairs]
    return [(1000 * delay, 0.0) for delay in medians]


def _work(pairs: list[tuple[Made, Bare]]) -> list[tuple[float, float]]:
    return [(made.processor, bare["processor"]) for made, bare in pairs]
