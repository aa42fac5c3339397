"""How the pages grow with the library: the same visits in a window with 10,000 takes and in one with 100, in turns."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.main_window import MainWindow
from askforit_desktop.gui.review_page import ReviewPage
from askforit_desktop.gui.takes_page import TakesPage
from askforit_desktop.gui.theme import Theme
from askforit_desktop.paths import Home
from askforit_desktop.studio import Studio
from tests.bench.figure import Figure, best_ratio
from tests.bench.stop import turn
from tests.bench.takes import COMMON, FEW, MANY, RARE, filled
from tests.making import write_wav

_ROUNDS = 25
_MOST = 1.5


def pages(folder: Path, many: int = MANY, rounds: int = _ROUNDS) -> tuple[Figure, ...]:
    """From the wish to the painted page: the list, what a search finds, a take with all that surrounds it."""
    app = QApplication(sys.argv[:1])
    Theme(app, "light")
    small, large = Desk(folder / "few", FEW), Desk(folder / "many", many)

    def grown(name: str, visit: Callable[[Desk], float]) -> Figure:
        pairs = [(visit(large), visit(small)) for _ in range(rounds)]
        return best_ratio(f"{name} on screen, {many} takes / {FEW}", pairs, "ms", _MOST)

    try:
        return (
            grown("the takes", Desk.open_takes),
            grown("search, rare word", lambda desk: desk.search(RARE)),
            grown("search, common word", lambda desk: desk.search(COMMON)),
            grown("open a take", Desk.open_take),
        )
    finally:
        for desk in (small, large):
            desk.close()


class Desk:
    """A window with the pages that show takes."""

    def __init__(self, home: Path, count: int) -> None:
        self._studio = Studio(Home.at(home))
        filled(self._studio.library.folder, count).count()
        write_wav(self._studio.library.folder / f"{self._take}.wav", 60)
        self._bridge, self._window = Bridge(), MainWindow()
        self._takes, self._review = TakesPage(self._studio, self._bridge), ReviewPage(self._studio, self._bridge)
        self._takes._typing.setInterval(0)  # the pause that shows that a word is written is no work
        self._loaded = 0
        self._takes.model.loaded.connect(self._note)
        for page in (self._takes, self._review):
            self._window.add_page(page)
        self._window.show()

    @property
    def _take(self) -> str:
        return "take-00050"

    def open_takes(self) -> float:
        """Milliseconds from the click on Takes."""
        self._window.show_page(self._review, "takes")
        self._settle()

        def show() -> None:
            self._window.show_page(self._takes, "takes")
            self._takes.refresh()

        return self._until_loaded(show)

    def search(self, word: str) -> float:
        """Milliseconds from the last letter of a word, the pause after it left out."""
        self._window.show_page(self._takes, "takes")
        self._until_loaded(lambda: self._takes.search.setText("x"))
        self._settle()
        return self._until_loaded(lambda: self._takes.search.setText(word))

    def open_take(self) -> float:
        """Milliseconds from the wish to see a take until it is there with its sound and those to compare with."""
        self._window.show_page(self._takes, "takes")
        self._settle()
        begun = time.perf_counter()
        self._review.show_take(self._take)
        self._window.show_page(self._review, "takes")
        turn(lambda: bool(self._review.player.waveform.levels))
        self._window.repaint()
        spent = time.perf_counter() - begun
        self._review.player.waveform.show_levels(())
        return 1000 * spent

    def close(self) -> None:
        """End it."""
        self._window.hide()
        self._review.shut_down()
        self._bridge.close()
        self._studio.close()

    def _until_loaded(self, act: Callable[[], None]) -> float:
        before, begun = self._loaded, time.perf_counter()
        act()
        turn(lambda: self._loaded > before)
        self._window.repaint()
        return 1000 * (time.perf_counter() - begun)

    def _settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def _note(self, _count: int) -> None:
        self._loaded += 1
