"""Pictures of every page, light and dark, at 100 and 200 %, of takes made from the sample recordings.

    python packaging/screenshots.py [FOLDER]      # FOLDER/PAGE-light-100.png and so on; build/screenshots by default

Each theme and scale is a process of its own, because Qt takes its scale when it starts.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from askforit_desktop import settings
from askforit_desktop.paths import Home, resources
from askforit_desktop.settings import Settings
from askforit_desktop.studio import Studio

if TYPE_CHECKING:
    from askforit_desktop.closing.take import Take
    from askforit_desktop.gui.program import Program

ORDER = ("05_ked_short", "03_rms_heldout_close", "06_hts_concerns", "02_awb_next_steps", "09_espeak_heldout_f4")
LAST = "01_slt_direct_ask"
SIZE = (1280, 800)
ANSWER_WITHIN = 60_000  # milliseconds


def main() -> int:
    """Make the takes, then all pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        make_takes(Home.at(Path(place)), Path(place) / "copies")
        for theme in ("light", "dark"):
            for scale in (100, 200):
                environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale / 100)}
                command = (sys.executable, __file__, str(folder), place, theme, str(scale))
                subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def make_takes(home: Home, copies: Path) -> None:
    """The samples as takes of six days, the last one of today."""
    copies.mkdir()
    now = datetime.now().astimezone()
    names = [*ORDER, *ORDER, LAST]
    with Studio(home) as studio:
        studio.change(welcomed=True, role="Operations Manager", company="Northwind")
        for number, name in enumerate(names, start=1):
            copy = shutil.copy(resources() / "samples" / f"{name}.wav", copies / f"Take {number}.wav")
            made = (now - timedelta(hours=13 * (len(names) - number))).timestamp()
            os.utime(copy, (made, made))
            studio.take_in(Path(copy))


def picture_all(folder: Path, home: Home, theme: str, scale: str) -> None:
    """All pages in one theme at one scale."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from askforit_desktop.gui.app import Start
    from askforit_desktop.gui.shortcuts import ShortcutsDialog

    settings.save(Settings(welcomed=True, theme=theme, role="Operations Manager", company="Northwind"), home.settings)
    app = QApplication(sys.argv[:1])
    start = Start(app, home)
    start.window.resize(*SIZE)

    def wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def picture(page: str) -> None:
        wait(1200)
        start.window.grab().save(str(folder / f"{page}-{theme}-{scale}.png"))

    loop = QEventLoop()
    start.ready.connect(loop.quit)
    QTimer.singleShot(ANSWER_WITHIN, loop.quit)
    loop.exec()
    program = start.program
    if program is None:
        sys.exit("the program did not open")
    wait(1500)
    picture("rehearse")
    takes = program.studio.library.list()
    speak(program, program.studio.library.get(takes[0].id))
    picture("recording")
    program.open_take(takes[0].id)
    picture("take")
    program.compare(takes[0].id, takes[-1].id)
    picture("compare")
    for place in ("takes", "progress", "close", "settings", "welcome"):
        program.go(place)
        picture(place)
    program.window.show_shortcuts()
    wait(300)
    dialog = program.window.findChild(ShortcutsDialog)
    dialog.grab().save(str(folder / f"keys-{theme}-{scale}.png"))
    dialog.close()
    start.close()


def speak(program: "Program", take: "Take") -> None:
    """Tell the Rehearse page a take as it was told while it was spoken, up to two thirds."""
    import numpy as np

    from askforit_desktop import rehearsal
    from askforit_desktop.audio.wav import peaks
    from askforit_desktop.closing.transcript import Transcript

    heard = take.transcript
    if heard is None:
        sys.exit("the sample was not heard")
    cut = 2 * len(heard.words) // 3
    words, partial, until = heard.words[:cut], heard.words[cut : cut + 4], heard.words[cut + 3].end
    page = program.rehearse
    page.hear(rehearsal.StateChanged(rehearsal.State.PREPARING))
    page.hear(rehearsal.StateChanged(rehearsal.State.RECORDING))
    outline = peaks(take.recording.wav, round(20 * take.recording.duration))
    loud = np.maximum(np.abs(outline.low.astype(float)), np.abs(outline.high.astype(float))) / 32768
    for index, level in enumerate(loud[: round(20 * until)]):
        page.hear(rehearsal.LevelHeard(float(level), index / 20))
    page.hear(rehearsal.WordsHeard(words))
    page.hear(rehearsal.PartialHeard(partial))
    so_far = Transcript(words, until)
    page.hear(rehearsal.AssessmentChanged(so_far, program.studio.assess(so_far, take.recording.recorded_at.date())))


if __name__ == "__main__":
    if len(sys.argv) == 5:
        picture_all(Path(sys.argv[1]), Home.at(Path(sys.argv[2])), sys.argv[3], sys.argv[4])
    else:
        sys.exit(main())
