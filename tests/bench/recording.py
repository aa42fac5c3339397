"""How soon a recording begins after the wish, with the model still to be loaded, from a virtual microphone."""

import queue
import time
from pathlib import Path

from askforit_desktop.audio.recorder import TAIL_SECONDS
from askforit_desktop.paths import Home
from askforit_desktop.rehearsal import Failed, LevelHeard, TakeSaved
from askforit_desktop.studio import Studio
from tests.bench.figure import Figure, plain
from tests.speaking import SAMPLES, SoundServer, using

_TAKES = 7


def recording(folder: Path) -> tuple[Figure, ...]:
    """From the wish to record to the first sound on the disk; and from the wish to stop to the saved, judged take."""
    server = SoundServer(folder / "sound")
    server.start()
    try:
        with using(server):
            takes = [_take(server, folder / f"home{number}") for number in range(_TAKES)]
    finally:
        server.stop()
    begins, ends = zip(*takes, strict=True)
    tail = f"of which {1000 * TAIL_SECONDS:.0f} are the tail that is still recorded"
    return (
        plain("wish to record to first sound on the disk", begins, "ms", 150),
        plain("wish to stop to the saved, judged take of 6 s", ends, "ms", None, tail),
    )


def _take(server: SoundServer, home: Path) -> tuple[float, float]:
    events: queue.SimpleQueue[object] = queue.SimpleQueue()
    with Studio(Home.at(home)) as studio:
        take = studio.rehearse(events.put)
        wished = time.perf_counter()
        take.start()
        begun = _when(events, LevelHeard) - wished
        server.speak(SAMPLES / "05_ked_short.wav")
        stopped = time.perf_counter()
        take.stop()
        saved = _when(events, TakeSaved, Failed) - stopped
        take.join()
    return 1000 * begun, 1000 * saved


def _when(events: "queue.SimpleQueue[object]", *kinds: type) -> float:
    while not isinstance(events.get(timeout=30), kinds):
        pass
    return time.perf_counter()
