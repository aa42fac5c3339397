"""The running program: ties what the pages wish to the core, and what the core tells to the pages."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from askforit_desktop import paths
from askforit_desktop.closing.take import Take
from askforit_desktop.gui import left_over, pages
from askforit_desktop.gui.booth import Booth
from askforit_desktop.gui.bridge import Bridge, Lane
from askforit_desktop.gui.main_window import MainWindow
from askforit_desktop.gui.rehearse_page import RehearsePage
from askforit_desktop.gui.theme import Theme
from askforit_desktop.problems import Problem
from askforit_desktop.rehearsal import Event, Failed, State, StateChanged, TakeDiscarded, TakeSaved
from askforit_desktop.speech.models import Model
from askforit_desktop.studio import Studio

if TYPE_CHECKING:
    from askforit_desktop.gui.installing import Installing

_SAMPLE = "01_slt_direct_ask.wav"
_MADE_AHEAD = ("takes", "progress", "close", "settings")
_BETWEEN = 200  # milliseconds between two pages, for the window's other work
_WITH_LEVEL = ("rehearse", "settings", "welcome")


class Program(QObject):
    """Lives from the moment the core is open until the window is closed.

    `model_found` has the model that listens, `loaded` comes when all pages can be made at once, `ending` when players
    and such must go.
    """

    model_found = Signal(object)
    loaded = Signal()
    ending = Signal()

    def __init__(self, studio: Studio, bridge: Bridge, window: MainWindow, look: Theme) -> None:
        super().__init__()
        self.studio, self.bridge, self.window, self._look = studio, bridge, window, look
        self.model: Model | None = None
        self._pages: dict[str, QWidget] = {}
        self._ahead: Iterator[Callable[[], object]] = iter(())
        self._idle = QTimer(self, interval=_BETWEEN)
        self._idle.timeout.connect(self._make_ahead)
        self.ending.connect(self._idle.stop)
        self.booth = Booth(studio, bridge, self)
        self.rehearse = RehearsePage()
        self.rehearse.show_settings(studio.settings)
        self.show_rubric()
        pages.wire_rehearse(self.rehearse, self)
        self._add("rehearse", self.rehearse)
        window.chosen.connect(self.go)
        bridge.heard.connect(self._hear)
        self.go("rehearse" if studio.settings.welcomed else "welcome")
        self._look_around()

    def _look_around(self) -> None:
        """Find out what takes time to find out."""
        self.count_takes()
        self.look_for_model()
        self.booth.look_for_microphones(self.tell)
        self.bridge.run(pages.load, self._on_loaded)
        self.bridge.run(self.studio.warm, lambda _: None, self._tell_no_model)
        self.bridge.run(partial(left_over.find, self.studio), self._tell_left_over, self.tell)

    def _on_loaded(self, _: None) -> None:
        take = self.page("take")  # so that it is there when a take ends
        self._ahead = iter((take.make_ready, *(partial(self.page, name) for name in _MADE_AHEAD)))
        self.loaded.emit()
        self._idle.start()

    def _make_ahead(self) -> None:
        """Make one page more: to make and show it in one go would stop the window when it is first wanted."""
        make = next(self._ahead, self._idle.stop)
        make()

    def begin_anew(self) -> None:
        """Everything was deleted: go on as at the first start."""
        self.change(welcomed=False)
        self.count_takes()
        self.look_for_model()
        self.go("welcome")

    def close(self) -> None:
        """End what runs; a take that is being recorded is kept."""
        self.ending.emit()
        self.booth.close()
        self.studio.close()

    # The core

    def change(self, **fields: Any) -> None:
        """Keep some settings, and put them into force."""
        try:
            kept = self.studio.change(**fields)
        except Problem as problem:
            self.tell(problem)
            return
        self._look.choose(kept.theme)
        self.rehearse.show_settings(kept)
        self.show_rubric()

    def show_rubric(self) -> None:
        """Take in what the settings made of the rubric."""
        self.rehearse.show_rubric(self.studio.rubric)

    def count_takes(self) -> None:
        """Bring the number of takes in the sidebar up to date."""
        self.bridge.run(self.studio.library.count, partial(self.window.sidebar.show_count, "takes"), self.tell)

    def tell(self, problem: Problem) -> None:
        """Say what went wrong, on the page in sight."""
        self._notice.show_problem(problem)

    @property
    def _notice(self) -> Any:
        return getattr(self.window.page, "notice", self.rehearse.notice)

    def _tell_left_over(self, sentences: tuple[str, ...]) -> None:
        if sentences:
            self.rehearse.notice.tell(" ".join(sentences))
            self.count_takes()

    # Models

    @cached_property
    def installing(self) -> "Installing":
        """The installation that all lists of models show; what is installed is used."""
        from askforit_desktop.gui.installing import Installing

        installing = Installing(self.studio.installer, self.bridge, self)
        installing.ended.connect(lambda model: self.choose_model(model.name) if model else None)
        self.ending.connect(installing.cancel)
        return installing

    def look_for_model(self) -> None:
        """Find out which model listens; without one a take is recorded all the same."""
        self.bridge.run(lambda: self.studio.model, self._show_model, self._tell_no_model)

    def choose_model(self, name: str) -> None:
        """Let another model listen, from the next take on."""
        self.change(model=name)
        self.look_for_model()

    def _show_model(self, model: Model) -> None:
        self.model = model
        self.window.sidebar.show_model(_spoken(model))
        self.rehearse.show_demo_only(model.is_demo)
        self.model_found.emit(model)

    def _tell_no_model(self, problem: Problem) -> None:
        self.window.sidebar.show_model("No speech model")
        self.tell(problem)

    # Going from page to page

    def go(self, name: str) -> None:
        """Show one of the places."""
        self._show(name, name)

    def open_take(self, take: Take | str) -> None:
        """Show one take."""
        self.page("take").show_take(take)
        self._show("take", "takes")

    def compare(self, one: str, other: str) -> None:
        """Show two takes side by side."""
        self.page("compare").show_takes(one, other)
        self._show("compare", "takes")

    def practise(self, line: str) -> None:
        """Rehearse with a line to say in sight."""
        self.rehearse.show_line(line)
        self.go("rehearse")

    def answer(self, cue: str) -> None:
        """Rehearse an answer to what an interviewer says."""
        self.rehearse.cue.show_cue(cue)
        self.go("rehearse")

    def show_deleted(self, takes: tuple[str, ...]) -> None:
        """Go back to the takes and say which are gone, with undo."""
        self.go("takes")
        self.page("takes").tell_deleted(takes)
        self.count_takes()

    def page(self, name: str) -> Any:
        """A page by its name, made when it is first wanted."""
        if name not in self._pages:
            self._add(name, pages.make(name, self))
        return self._pages[name]

    def _add(self, name: str, page: QWidget) -> None:
        self._pages[name] = page
        self.window.add_page(page)

    def _show(self, name: str, place: str) -> None:
        page = self.page(name)
        self.window.show_page(page, place)
        for wish in ("take_focus", "refresh"):
            if carry_out := getattr(page, wish, None):
                carry_out()
        self._listen()

    def _listen(self) -> None:
        """Follow the microphone's level where it is shown, and only there."""
        if self.window.page in [self._pages.get(name) for name in _WITH_LEVEL]:
            self.booth.watch(self.rehearse.setup.microphone)
        else:
            self.booth.unwatch()

    # Takes

    def _hear(self, event: Event) -> None:
        self.rehearse.hear(event)
        if isinstance(event, StateChanged):
            self._follow_state(event.state)
        elif isinstance(event, Failed) and self.window.page is not self.rehearse:
            self.tell(event.problem)
        elif isinstance(event, TakeSaved):
            self.open_take(event.take)
            if event.problem:
                self.page("take").show_problem(event.take, event.problem)
        if isinstance(event, TakeSaved | TakeDiscarded):
            QTimer.singleShot(0, self.count_takes)  # once the page is painted, which the library would hold up

    def _follow_state(self, state: State) -> None:
        """Say wherever one is that a take is recorded, and follow the level again when none is."""
        self.window.sidebar.show_remark("rehearse", "Recording" if state is State.RECORDING else "")
        if state is State.IDLE:
            self._listen()

    def restore(self, take: str) -> None:
        """Take a take out of the trash and show it."""
        restore = partial(self.studio.library.restore, (take,))
        self.bridge.run(restore, lambda _: self._show_new(take, "The take is back among your takes."), self.tell)

    def try_sample(self) -> None:
        """Take in the sample as if it had been recorded, and show what comes of it."""
        self.go("rehearse")
        self.rehearse.notice.tell("Listening to the sample…")
        sample = paths.resources() / "samples" / _SAMPLE
        self.bridge.run(lambda: self.studio.take_in(sample), self._show_sample, self.tell, Lane.LONG)

    def _show_sample(self, take: Take) -> None:
        self.rehearse.notice.hide()
        self._show_new(take, "The sample is among your takes.")

    def _show_new(self, take: Take | str, where: str) -> None:
        """Show a take to somebody who waits for it; to others say where it is, above all while they are recorded."""
        if self.rehearse.state is State.IDLE and self.window.page is self.rehearse:
            self.open_take(take)
        else:
            self._notice.tell(where)
        self.count_takes()


def prepare(studio: Studio) -> None:
    """Do what can be done for the first page on another thread."""
    _ = studio.rubric


def _spoken(model: Model) -> str:
    """Which model listens, in a few words."""
    return "Demo model" if model.is_demo else model.name.removeprefix("vosk-model-")
