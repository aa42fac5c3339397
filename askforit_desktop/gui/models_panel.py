"""The speech models: which are here, which can be had, and the way from one to the other."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.gui.installing import Installing
from askforit_desktop.gui.widgets.address_row import AddressRow
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.form import Section
from askforit_desktop.gui.widgets.frames import Notice
from askforit_desktop.gui.widgets.model_row import ModelRow
from askforit_desktop.gui.widgets.working import Working
from askforit_desktop.problems import Problem
from askforit_desktop.speech.catalogue import Entry, in_words, unfetched
from askforit_desktop.speech.install import LacksMemory
from askforit_desktop.speech.job import Progress, Step
from askforit_desktop.speech.models import Model

_OFFERED_FIRST = 2
_DOING = {
    Step.FETCHING: "Downloading",
    Step.CHECKING: "Checking",
    Step.UNPACKING: "Unpacking",
    Step.TRYING: "Trying it out",
}


class ModelsPanel(Section):
    """Lists, installs, chooses and removes models. `chosen` has the name of one that is to be used from now on.

    `wanted` is the first button that fetches a model, while there is none for one's own voice; `address` stands last.
    """

    chosen = Signal(str)

    def __init__(
        self,
        installing: Installing,
        find: Callable[[], tuple[Model, ...]],
        bridge: Bridge,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Speech model", "Turns your voice into words, on this computer.", parent)
        self._installing, self._installer, self._find, self._bridge = installing, installing.installer, find, bridge
        self._used = ""
        self._all_offered = False
        self.wanted: Button | None = None
        self.notice, self._question = Notice(), Notice()
        self._rows, self._work = QVBoxLayout(), Working()
        self._rows.setSpacing(0)
        self._question.acted.connect(lambda: installing.install(installing.source, even_if_large=True))
        self._work.cancelled.connect(self.cancel)
        for widget in (self.notice, self._question, self._work):
            self.box.addWidget(widget)
        self.box.addLayout(self._rows)
        self._more, from_zip, from_folder, from_address = (
            Button("Show all models", "small"),
            Button("I have a zip…", "small", name="Install a model from a zip file"),
            Button("I have a folder…", "small", name="Install a model from a folder"),
            Button("I have an address…", "small", name="Install a model from an address on the web"),
        )
        self.address = AddressRow()
        self.address.hide()
        self._more.clicked.connect(self._offer_all)
        from_zip.clicked.connect(self._choose_zip)
        from_folder.clicked.connect(self._choose_folder)
        from_address.clicked.connect(self.address.ask)
        self.address.given.connect(self.install)
        self._own = (from_zip, from_folder, from_address, self.address)
        self.add_line(self._more, from_zip, from_folder, from_address)
        self.box.addWidget(self.address)
        self._follow(installing)

    def refresh(self, used: str | None = None) -> None:
        """Look again at what is here; `used` is the name of the model that listens."""
        self._used = self._used if used is None else used
        self._bridge.run(self._find, self._show, self.notice.show_problem)

    # Installing

    def install(self, source: str) -> None:
        """Install from the catalogue by name, or from a zip, a folder or an address; takes go on meanwhile."""
        self._installing.install(source)

    def cancel(self) -> None:
        """Break the installation off; what was downloaded stays for the next time."""
        self._installing.cancel()
        self._work.show_stopping()

    def _follow(self, installing: Installing) -> None:
        """Show the installation, also one that another list of models began."""
        installing.began.connect(self._show_begun)
        installing.progressed.connect(self._show_progress)
        installing.ended.connect(self._installed)
        installing.failed.connect(self._failed)
        if installing.under_way:
            self._show_begun()

    def _show_begun(self) -> None:
        self.notice.hide()
        self._question.hide()
        self._work.show_work(f"{self._title(self._installing.source)}: starting…")
        self._allow()

    def _installed(self, model: Model | None) -> None:
        if model is None:
            self.notice.tell("The download was stopped. What is here already is kept; you can go on later.")
        else:
            self.notice.tell(f"{self._title(model.name)} is ready, from your next take on.")
            self._used = model.name
        self._end()

    def _failed(self, problem: Problem) -> None:
        if isinstance(problem, LacksMemory):
            self._question.ask(f"{problem.sentence} {problem.hint}", "Install it all the same")
        else:
            self.notice.show_problem(problem)
        self._end()

    def _end(self) -> None:
        self._work.hide()
        self._allow()
        self.refresh()

    def _show_progress(self, progress: Progress) -> None:
        words = f"{_DOING[progress.step]} {self._title(self._installing.source)}{_figures(progress)}"
        self._work.show_progress(progress.done, progress.total, words)

    # Showing

    def _show(self, models: tuple[Model, ...]) -> None:
        while item := self._rows.takeAt(0):
            row = item.widget()
            if row:
                row.deleteLater()
        usable = [model for model in models if model.usable]
        here = [self._add(self._here(model), model.name, model) for model in usable]
        offers = unfetched(self._installer.catalogue, models)
        shown = offers if self._all_offered else offers[:_OFFERED_FIRST]
        there = [self._add(self._offer(entry), entry.name, None) for entry in shown]
        self.wanted = there[0].buttons["get"] if there and all(model.is_demo for model in usable) else None
        self._order_keys([button for row in (*here, *there) for button in row.buttons.values()])
        self._more.setVisible(not self._all_offered and len(offers) > _OFFERED_FIRST)
        self._allow()

    def _allow(self) -> None:
        """One model is installed at a time: until then no other can be asked for."""
        free = not self._installing.under_way
        for widget in self._own:
            widget.setEnabled(free)
        for row in self.findChildren(ModelRow):
            row.allow("get", free)

    def _order_keys(self, buttons: Iterable[Button]) -> None:
        """Tab goes through new rows as they are read: first they come behind what stands below them, then that goes."""
        for before, after in pairwise((self._more, *buttons, self._more)):
            QWidget.setTabOrder(before, after)

    def _add(self, row: ModelRow, name: str, model: Model | None) -> ModelRow:
        row.acted.connect(lambda deed: self._act(deed, name, model))
        self._rows.addWidget(row)
        return row

    def _here(self, model: Model) -> ModelRow:
        own = model.path.parent == self._installer.own
        use = ("", "In use") if model.name == self._used else ("use", "Use")
        deeds = (*((("remove", "Remove"),) if own and model.name != self._used else ()), use)
        figures = f"{in_words(model.bytes)} on disk · {model.found}"
        return ModelRow(self._title(model.name), self._installer.catalogue.advice(model), figures, deeds)

    def _offer(self, entry: Entry) -> ModelRow:
        here = self._installer.pending(entry.name)
        label = "Go on downloading" if here else "Download"
        left = f"{in_words(here)} of {in_words(entry.bytes)} here" if here else f"{in_words(entry.bytes)} to download"
        figures = f"{left} · {in_words(entry.memory)} of memory · {entry.licence} · {entry.proof}"
        return ModelRow(entry.title, entry.advice, figures, (("get", label),))

    def _title(self, name: str) -> str:
        entry = self._installer.catalogue.get(name)
        return entry.title if entry else "Demo model" if "askforit-demo" in name else Path(name).name

    # What the user does

    def _act(self, deed: str, name: str, model: Model | None) -> None:
        if deed == "get":
            self.install(name)
        elif deed == "use":
            self._used = name
            self.chosen.emit(name)
            self.refresh()
        elif model is not None:
            self._bridge.run(lambda: self._installer.remove(model), lambda _: self.refresh(), self.notice.show_problem)

    def _offer_all(self) -> None:
        self._all_offered = True
        self.refresh()

    def _choose_zip(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "A Vosk model's zip", "", "Zip files (*.zip);;All files (*)")
        if chosen:
            self.install(chosen)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "A Vosk model's folder")
        if chosen:
            self.install(chosen)


def _figures(progress: Progress) -> str:
    parts: Iterable[str] = (
        f"{in_words(progress.done)} of {in_words(progress.total)}" if progress.total else "",
        f"{in_words(round(progress.speed))}/s" if progress.speed else "",
        progress.note,
    )
    told = " · ".join(part for part in parts if part)
    return f": {told}" if told else ""
