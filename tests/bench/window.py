"""How soon the window is there, and how soon after stop the checklist is."""

import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.speaking import SAMPLES, SoundServer, using

if TYPE_CHECKING:
    from askforit_desktop.gui.program import Program

_PAIRS, _TAKES, _SECONDS = 15, 3, 60
_OPEN_WITHIN = 60_000


def bench_start(folder: Path) -> str:
    """Process start to first painted window, against a bare window with the same imports of Qt; no real screen."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ASKFORIT_HOME": str(folder / "home")}

    def seconds(script: str) -> float:
        start = time.perf_counter()
        command = (sys.executable, str(ROOT / "tests" / "yardsticks" / script))
        subprocess.run(command, env=environment, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start

    pairs = [(seconds("our_window.py"), seconds("bare_window.py")) for _ in range(_PAIRS)]
    ours, bare = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(ours / bare for ours, bare in pairs)
    name = "first painted window / bare QMainWindow"
    return f"{name}: {ratio:.2f} ({1000 * ours:.0f} ms / {1000 * bare:.0f} ms, {_PAIRS} pairs; aim: at most 1.50)"


def bench_stop(folder: Path) -> str:
    """Stop to full checklist on screen, on takes of 60 s with the demo model, recorded from a virtual microphone."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    server = SoundServer(folder / "sound")
    server.start()
    try:
        with using(server):
            waits = _takes(folder, server)
    finally:
        server.stop()
    times = ", ".join(f"{1000 * wait:.0f}" for wait in waits)
    return f"stop to checklist on screen, 60 s takes: {1000 * median(waits):.0f} ms (of {times}; aim: at most 300 ms)"


def _takes(folder: Path, server: SoundServer) -> list[float]:
    from PySide6.QtWidgets import QApplication

    from askforit_desktop import settings
    from askforit_desktop.gui.app import Start
    from askforit_desktop.paths import Home
    from askforit_desktop.settings import Settings

    home = Home.at(folder / "desk")
    settings.save(Settings(welcomed=True), home.settings)
    speech = _speech(folder / "speech.wav")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    start = Start(app, home)
    try:
        _turn(lambda: start.program is not None)
        start.program.studio.warm()
        return [_take(start.program, server, speech) for _ in range(_TAKES)]
    finally:
        start.close()


def _take(program: "Program", server: SoundServer, speech: Path) -> float:
    """Seconds from the wish to stop to the painted checklist."""
    from askforit_desktop.rehearsal import State

    page = program.rehearse
    program.go("rehearse")
    page.toggle()
    _turn(lambda: page.state is State.RECORDING)
    with server.speaking(speech):
        until = time.monotonic() + _SECONDS
        _turn(lambda: time.monotonic() > until)
        stopped = time.perf_counter()
        page.toggle()
        _turn(lambda: program.window.page is program.page("take"))
        program.window.repaint()
        return time.perf_counter() - stopped


def _turn(true: Callable[[], bool]) -> None:
    """Let the window work until something is true."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + _OPEN_WITHIN / 1000 + _SECONDS
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        if time.monotonic() > end:
            sys.exit("the window did not answer")


def _speech(path: Path) -> Path:
    """The samples, one after another, for a little longer than a take."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 16_000, 0, "NONE", ""))
        while out.tell() < 16_000 * (_SECONDS + 15):
            for sample in sorted(SAMPLES.glob("*.wav")):
                with wave.open(str(sample)) as file:
                    out.writeframes(file.readframes(file.getnframes()))
    return path
