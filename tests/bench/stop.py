"""A take of a minute in the real window: what the screen shows, and when."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from askforit_desktop import settings
from askforit_desktop.gui.app import Start
from askforit_desktop.gui.program import Program
from askforit_desktop.paths import Home
from askforit_desktop.rehearsal import PartialHeard, State
from askforit_desktop.settings import Settings
from tests.bench.figure import Figure, plain
from tests.bench.material import joined
from tests.speaking import SoundServer, using

_TAKES, _SECONDS = 5, 60.0
_LOOK = 2  # milliseconds
_PATIENCE = 60.0  # seconds, besides the take's own


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds: stop to the painted checklist, the last block to it, and from words told to words painted."""

    from_stop: float
    from_last_block: float
    words: float


def stop(folder: Path, seconds: float = _SECONDS, takes: int = _TAKES) -> tuple[Figure, ...]:
    """Stop to full checklist on screen, on takes with the demo model, recorded from a virtual microphone."""
    server, speech = SoundServer(folder / "sound"), folder / "speech.wav"
    joined(speech, seconds + 20)
    server.start()
    try:
        with using(server):
            seen = _takes(folder, server, speech, seconds, takes)
    finally:
        server.stop()
    return (
        plain(f"stop to checklist on screen, {seconds:g} s takes", [take.from_stop for take in seen], "ms", 300),
        plain("last block to checklist on screen", [take.from_last_block for take in seen], "ms", 150),
        plain("words told to words on screen", [take.words for take in seen], "ms", 60),
    )


def _takes(folder: Path, server: SoundServer, speech: Path, seconds: float, takes: int) -> list[Seen]:
    home = Home.at(folder / "desk")
    settings.save(Settings(welcomed=True), home.settings)
    app = QApplication(sys.argv[:1])
    start = Start(app, home)
    try:
        turn(lambda: start.program is not None)
        start.program.studio.recogniser.wait_ready()
        return [Take(start.program, server, speech).make(seconds) for _ in range(takes)]
    finally:
        start.close()


class Take:
    """One take in the window."""

    def __init__(self, program: Program, server: SoundServer, speech: Path) -> None:
        self._program, self._server, self._speech = program, server, speech
        self._painted: list[float] = []

    def make(self, seconds: float) -> Seen:
        """Record it and stop."""
        program, page = self._program, self._program.rehearse
        program.go("rehearse")
        turn(lambda: page.state is State.IDLE)  # the take before is shown a moment before its end is told
        page.toggle()
        turn(lambda: page.state is State.RECORDING)
        program.bridge.heard.connect(self._paint)
        with self._server.speaking(self._speech):
            until = time.monotonic() + seconds
            turn(lambda: time.monotonic() > until)
            program.bridge.heard.disconnect(self._paint)
            stopped = time.time()
            page.toggle()
            turn(lambda: program.window.page is program.page("take"))
            program.window.repaint()
        shown = time.time()
        last = program.page("take").take.recording.wav.stat().st_mtime
        delays = sorted(self._painted)
        return Seen(1000 * (shown - stopped), 1000 * (shown - last), 1000 * delays[len(delays) // 2])

    def _paint(self, event: object) -> None:
        """Called after the page has taken the event in: how long does it take to paint it?"""
        if isinstance(event, PartialHeard):
            begun = time.time()
            self._program.window.repaint()
            self._painted.append(time.time() - begun)


def turn(true: Callable[[], bool], patience: float = _PATIENCE + _SECONDS) -> None:
    """Let the window work until something is true, asked whenever it has worked and every few milliseconds."""
    end = time.monotonic() + patience
    waker = QTimer(interval=_LOOK)
    waker.start()
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError("the window did not answer")
    waker.stop()
