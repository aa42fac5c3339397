"""A real window on a screen that nobody sees: what each test of the window gets."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from askforit_desktop import settings
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.take import Take
from askforit_desktop.gui.app import Start
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.program import Program
from askforit_desktop.gui.theme import Theme
from askforit_desktop.paths import Home, bundled_models, resources
from askforit_desktop.settings import Settings
from askforit_desktop.studio import Studio
from tests.speaking import SoundServer

SAMPLES = ("01_slt_direct_ask", "02_awb_next_steps", "03_rms_heldout_close")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OPEN_WITHIN = 30_000  # milliseconds; a second and a half on two idle cores


@pytest.fixture(autouse=True, scope="session")
def look(qapp: QApplication) -> Theme:
    """The light theme."""
    return Theme(qapp, "light")


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    made.close()


@pytest.fixture
def studio(home: Path) -> Iterator[Studio]:
    with Studio(Home.at(home)) as made:
        yield made


@pytest.fixture
def rubric() -> Rubric:
    return Rubric.from_toml((resources() / "rubric.toml").read_text())


@pytest.fixture
def starting(qapp: QApplication, home: Path, sound: SoundServer) -> Iterator[Start]:
    """The program of somebody who has been here before, as its window appears."""
    settings.save(Settings(welcomed=True, theme="light"), home / "settings.json")
    start = Start(qapp, Home.at(home))
    yield start
    start.close()
    start.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def program(starting: Start, qtbot) -> Program:
    """The same, open."""
    with qtbot.waitSignal(starting.ready, timeout=OPEN_WITHIN):
        pass
    assert starting.program is not None
    return starting.program


@pytest.fixture(scope="session")
def heard_samples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Take, ...]:
    """Takes of three samples, as the demo model heard them and the judge judged them; heard once a session."""
    demo = bundled_models() / "vosk-model-askforit-demo-en-us"
    with Studio(Home.at(tmp_path_factory.mktemp("samples")), model=str(demo)) as studio:
        return tuple(studio.take_in(resources() / "samples" / f"{name}.wav") for name in SAMPLES)


@pytest.fixture
def takes(studio: Studio, heard_samples: tuple[Take, ...]) -> tuple[Take, ...]:
    """The same takes in this test's library: the first asked for the job, the second closed without asking."""
    return tuple(put_in(studio, take, NOW + timedelta(hours=n)) for n, take in enumerate(heard_samples))


def put_in(studio: Studio, take: Take, when: datetime = NOW, **about: str) -> Take:
    """Add a copy of a take to a library, with its recording."""
    wav = studio.library.reserve(when)
    shutil.copy(take.recording.wav, wav)
    judgement = take.judgements[0] if take.judgements else None
    return studio.library.add(replace(take.recording, wav=wav, recorded_at=when), judgement, title=take.title, **about)
