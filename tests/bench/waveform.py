"""How soon the picture of an hour is there."""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtWidgets import QApplication

from askforit_desktop.audio.wav import WavWriter
from askforit_desktop.closing.rubric import Act
from askforit_desktop.gui.standing import Stretch
from askforit_desktop.gui.surroundings import levels
from askforit_desktop.gui.theme import Theme
from askforit_desktop.gui.widgets.waveform import Waveform
from tests.bench.figure import Figure, plain

_HOUR, _RATE = 3600, 48_000  # the rate that most microphones have
_RUNS, _REDRAWS = 7, 100
_ACTS = tuple(Act)


def waveform(folder: Path, seconds: int = _HOUR, runs: int = _RUNS) -> tuple[Figure, ...]:
    """From the file to the painted picture, and the picture once more with its playhead moved, as while playing."""
    app = QApplication(sys.argv[:1])
    Theme(app, "light")
    wav = folder / "hour.wav"
    _record(wav, seconds)
    first = [_draw(wav, seconds) for _ in range(runs + 1)][1:]
    return (
        plain(f"first draw of {seconds / 60:g} min at 48 kHz, from the file", [took for took, _ in first], "ms", 150),
        plain("redraw with the playhead moved", [_redraw(shown) for _, shown in first], "ms", 8),
    )


def _draw(wav: Path, seconds: int) -> tuple[float, Waveform]:
    shown = Waveform()
    shown.resize(900, 88)
    shown.show()
    QApplication.processEvents()
    begun = time.perf_counter()
    said = tuple(Stretch(at, at + 4.0, _ACTS[at // 60 % len(_ACTS)], "said") for at in range(0, seconds, 60))
    shown.show_take(seconds, said)
    shown.show_levels(levels(wav))
    shown.repaint()
    return 1000 * (time.perf_counter() - begun), shown


def _redraw(shown: Waveform) -> float:
    """Milliseconds for one of many steps of the playhead."""
    begun = time.perf_counter()
    for step in range(_REDRAWS):
        shown.set_position(step * 0.05)
        shown.repaint()
    return 1000 * (time.perf_counter() - begun) / _REDRAWS


def _record(path: Path, seconds: int) -> None:
    """Noise that swells and ebbs, as talk does."""
    minute = np.random.default_rng(7).normal(0, 3000, 60 * _RATE) * np.abs(np.sin(np.arange(60 * _RATE) / _RATE))
    pcm = minute.astype("<i2").tobytes()
    with WavWriter(path, _RATE) as out:
        for _ in range(seconds // 60):
            out.write(pcm)
