"""The installation of a speech model: it goes on whichever page is on screen, and each list of models shows it."""

from PySide6.QtCore import QObject, Signal

from askforit_desktop.gui.bridge import Bridge, Lane
from askforit_desktop.problems import Problem
from askforit_desktop.speech.install import Installer
from askforit_desktop.speech.job import Cancelled, Job
from askforit_desktop.speech.models import Model


class Installing(QObject):
    """One installation at a time.

    `began` comes first, then `progressed` with each Progress, then `ended` with the Model, None where it was stopped,
    or `failed` with the Problem.
    """

    began = Signal()
    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, installer: Installer, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.installer, self._bridge = installer, bridge
        self._job: Job | None = None
        self.source = ""

    @property
    def under_way(self) -> bool:
        """Whether `source` is being installed; otherwise it was the last that was."""
        return self._job is not None

    def install(self, source: str, even_if_large: bool = False) -> None:
        """Install from the catalogue by name, or from a zip, a folder or an address; takes go on meanwhile."""
        if self._job:
            return
        job = Job(lambda progress: self._bridge.post(lambda: self.progressed.emit(progress)))
        self._job, self.source = job, source
        self.began.emit()
        self._bridge.run(lambda: self._try(source, job, even_if_large), self._end, self._fail, Lane.LONG)

    def cancel(self) -> None:
        """Break the installation off; what was downloaded stays for the next time."""
        if self._job:
            self._job.cancel()

    def _try(self, source: str, job: Job, even_if_large: bool) -> Model | None:
        try:
            return self.installer.install(source, job, even_if_large)
        except Cancelled:
            return None

    def _end(self, model: Model | None) -> None:
        self._job = None
        self.ended.emit(model)

    def _fail(self, problem: Problem) -> None:
        self._job = None
        self.failed.emit(problem)
