"""How soon the window is there, and how much memory it holds."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.bench.command import PYTHON, YARDSTICKS, Cost, alternated, processor, run, wall
from tests.bench.figure import Figure, plain, ratio

SETTLED = "3"  # seconds after everything is loaded, or for the bare window after it is painted
_PAIRS = 15


def window(folder: Path, pairs: int = _PAIRS) -> tuple[Figure, ...]:
    """Process start to first painted window, against a bare one with the same imports of Qt; no real screen."""
    show = Shown(folder)
    return _compared(
        "first painted window / bare QMainWindow with the same imports of Qt", show.alike, show, pairs, 1.5
    )


def bare_window(folder: Path, pairs: int = _PAIRS) -> tuple[Figure, ...]:
    """Against a window that imports nothing of Qt besides."""
    show = Shown(folder)
    return _compared("first painted window / bare QMainWindow that imports nothing else", show.bare, show, pairs, None)


def _compared(
    what: str, yardstick: Callable[[], Cost], show: "Shown", pairs: int, target: float | None
) -> tuple[Figure, ...]:
    costs = alternated(show.ours, yardstick, pairs)
    return ratio(what, wall(costs), "s", target), ratio("the same, processor time", processor(costs), "s", target)


def memory(folder: Path, runs: int = 5) -> tuple[Figure, ...]:
    """Megabytes of the window's process at its first picture, and after it has loaded all it needs for a take."""
    show = Shown(folder)
    painted = [(show.held(show.ours), show.held(show.bare)) for _ in range(runs)]
    settled = [(show.held(show.ours_settled), show.held(show.bare_settled)) for _ in range(runs)]
    workers = [ours["workers_pss"] for ours, _ in settled]
    return (
        *_held("first painted window / bare QMainWindow", painted),
        *_held("settled / bare QMainWindow", settled),
        plain("and its recogniser's process with the demo model, proportional share", workers, "MB"),
    )


Held = dict[str, float]


def _held(what: str, pairs: list[tuple[Held, Held]]) -> tuple[Figure, ...]:
    resident, share = ([(ours[kind], bare[kind]) for ours, bare in pairs] for kind in ("rss", "pss"))
    return (
        ratio(f"{what}, resident memory", resident, "MB", 1.5),
        ratio(f"{what}, proportional share", share, "MB"),
    )


class Shown:
    """Windows, shown on a screen that nobody sees; each leaves a line about its memory."""

    def __init__(self, folder: Path) -> None:
        self._said = folder / "said.json"
        home = str(folder / "home")
        self._environment = {"QT_QPA_PLATFORM": "offscreen", "ASKFORIT_HOME": home, "OPENBLAS_NUM_THREADS": "1"}

    def ours(self) -> Cost:
        """The program's, gone when painted."""
        return self._show("our_window.py")

    def alike(self) -> Cost:
        """A bare one with the same imports of Qt."""
        return self._show("bare_window.py", "alike")

    def bare(self) -> Cost:
        """A bare one."""
        return self._show("bare_window.py", "bare")

    def ours_settled(self) -> Cost:
        """The program's, after some time."""
        return self._show("our_window.py", SETTLED)

    def bare_settled(self) -> Cost:
        """A bare one, after some time."""
        return self._show("bare_window.py", "bare", SETTLED)

    def held(self, show: Callable[[], Cost]) -> Held:
        """The memory of a window."""
        show()
        held: Held = json.loads(self._said.read_text())
        return held

    def _show(self, script: str, *words: str) -> Cost:
        return run((*PYTHON[:1], YARDSTICKS / script, *words), self._said, PYTHONPATH=".", **self._environment)
