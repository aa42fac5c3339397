"""Put models into the program's own folder, whole or not at all; check them and take them away again.

A model is fetched to a `.part` file, unpacked into a folder whose name begins with a dot, looked over, tried once in a
worker, described by a manifest, and only then renamed to its place. What a crash leaves is hidden and cleared away by
the next installation; a `.part` stays, so that the next one goes on from there.
"""

import contextlib
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from askforit_desktop.problems import ModelProblem, RecogniserDied
from askforit_desktop.speech import archive, soundness
from askforit_desktop.speech.catalogue import Catalogue, Entry, free_memory, memory_doubt
from askforit_desktop.speech.job import Job, Progress, Step
from askforit_desktop.speech.models import Model, look_at
from askforit_desktop.speech.part import SPARE_BYTES, UNHURRIED, Expected, Timing, drop, no_room, size_of
from askforit_desktop.speech.recogniser import Recogniser

OWN = "Ask For It's own folder"

_STAGING = ".staging-"
_NAME = re.compile(r"\w[\w.+ -]{0,99}")
_DEEPEST = 3
"""How many folders inside each other a zip may have around the model."""


class LacksMemory(ModelProblem):
    """A model needs more memory than is free; ask the user, then install it with `even_if_large`."""


@dataclass(frozen=True, slots=True)
class Installer:
    """Installs into `own`; `try_model` raises a Problem if a folder's model does not work."""

    own: Path
    catalogue: Catalogue
    timing: Timing = UNHURRIED
    try_model: Callable[[Path, Job], None] = lambda folder, job: trial(folder, job)
    free_memory: Callable[[], int] = free_memory

    def install(self, source: str, job: Job, even_if_large: bool = False) -> Model:
        """Install a model by its name in the catalogue, from a zip or folder, or from a web address.

        DownloadProblem, ModelProblem, LacksMemory, or Cancelled; then everything is as before, but for a `.part`.
        """
        with self._alone():
            entry = self.catalogue.get(source)
            if entry is None and not _is_address(source):
                # Not `expanduser`, which raises for a user who does not exist.
                path = Path(os.path.expanduser(source))  # noqa: PTH111
                return self._from_disk(path, job, even_if_large)
            if entry and not soundness.fault(self.own / entry.name):
                return look_at(self.own / entry.name, OWN)
            if entry:
                self._mind_memory(entry.memory, even_if_large)
            return self._from_web(source, entry, job, even_if_large)

    def remove(self, model: Model) -> None:
        """Take a model away; ModelProblem if it is not in the program's own folder, or in use."""
        if model.path.parent != self.own:
            raise ModelProblem(
                f"“{model.name}” is not Ask For It's to remove: {model.found}.", f"It is in {model.path.parent}."
            )
        with self._alone():
            try:
                self._discard(model.path)
            except OSError as error:
                raise ModelProblem(
                    f"“{model.name}” cannot be removed: {error.strerror}.", "Close what is using it, then try again."
                ) from error

    def verify(self, model: Model, job: Job) -> None:
        """Look at every file of a model and try it once; ModelProblem if something is wrong with it."""
        fault = soundness.fault(model.path, thorough=True)
        if fault:
            raise ModelProblem(f"“{model.name}” is damaged: {fault}.", "Install it again.")
        self.try_model(model.path, job)

    def pending(self, source: str) -> int:
        """How many bytes of a download are already here, from an attempt that was broken off."""
        return size_of(self._part(source, self.catalogue.get(source)))

    def _from_web(self, source: str, entry: Entry | None, job: Job, even_if_large: bool) -> Model:
        part = self._part(source, entry)
        expected = Expected(entry.bytes, entry.sha256, entry.md5) if entry else Expected()
        if entry:
            self._mind_room(entry, part)
        # Late, because it takes a while and most runs of the program fetch nothing.
        from askforit_desktop.speech import download

        download.fetch(entry.urls if entry else (source,), part, expected, job, self.timing)
        try:
            model = self._from_zip(part, entry.name if entry else _stem(source), source, job, even_if_large)
        except LacksMemory:
            raise  # the user is asked, and may want it all the same
        except ModelProblem:
            if not expected.certain:
                drop(part)  # else every further attempt would end here too
            raise
        drop(part)
        return model

    def _from_disk(self, path: Path, job: Job, even_if_large: bool) -> Model:
        if path.is_dir():
            return self._from_folder(path, job, even_if_large)
        if path.is_file():
            return self._from_zip(path, path.stem, path.name, job, even_if_large)
        raise ModelProblem(
            f"“{path}” is not the name of a model, a zip file, a folder or a web address.",
            f"Names: {', '.join(entry.name for entry in self.catalogue.entries)}.",
        )

    def _from_zip(self, path: Path, name: str, source: str, job: Job, even_if_large: bool) -> Model:
        with self._staging() as staging:
            archive.unpack(path, staging, job)
            root = _root(staging, path.name)
            own_name = root.name if root != staging and not self.catalogue.get(name) else name
            return self._settle(root, own_name, source, job, even_if_large)

    def _from_folder(self, path: Path, job: Job, even_if_large: bool) -> Model:
        fault = soundness.fault(path)
        if fault:
            raise ModelProblem(f"“{path.name}” is not a speech model: {fault}.", "Take the folder that holds “am”.")
        with self._staging() as staging:
            root = staging / "model"
            missing = look_at(path, OWN).bytes + SPARE_BYTES - shutil.disk_usage(staging).free
            if missing > 0:
                raise no_room(staging, missing)
            try:
                # Links are copied as what they point to: the model must stand by itself.
                shutil.copytree(path, root, ignore=shutil.ignore_patterns(".*"))
            except OSError as error:
                raise ModelProblem(f"“{path.name}” cannot be copied: {_reason(error)}.") from error
            return self._settle(root, path.resolve().name, str(path), job, even_if_large)

    def _settle(self, root: Path, name: str, source: str, job: Job, even_if_large: bool) -> Model:
        """Look a staged model over, try it, and move it to its place."""
        fault = soundness.fault(root, thorough=True)
        if fault:
            raise ModelProblem(f"“{name}” is not a whole speech model: {fault}.", "Download it again, or take another.")
        manifest = soundness.describe(root, name, source)
        self._mind_memory(self.catalogue.memory(name, manifest.bytes), even_if_large)
        job.tell(Progress(Step.TRYING))
        self.try_model(root, job)
        job.check()
        soundness.write_manifest(root, manifest)
        target = self.own / (name if _NAME.fullmatch(name) else "imported-model")
        if target.exists():
            self._discard(target)
        root.replace(target)
        return look_at(target, OWN)

    def _mind_memory(self, needed: int, even_if_large: bool) -> None:
        doubt = "" if even_if_large else memory_doubt(needed, self.free_memory())
        if doubt:
            raise LacksMemory(doubt, "Close other programs, or take a smaller model.")

    def _mind_room(self, entry: Entry, part: Path) -> None:
        """Zip and unpacked model must fit at once; better said before a long download than after it."""
        needed = entry.bytes - size_of(part) + entry.unpacked + SPARE_BYTES
        missing = needed - shutil.disk_usage(self.own).free
        if missing > 0:
            raise no_room(part, missing)

    def _part(self, source: str, entry: Entry | None) -> Path:
        return self.own / f".{entry.name if entry else _stem(source)}.zip.part"

    def _discard(self, folder: Path) -> None:
        """Make a folder vanish in one step, then take the time to delete it."""
        grave = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self.own))
        folder.replace(grave / "gone")
        shutil.rmtree(grave, ignore_errors=True)

    @contextlib.contextmanager
    def _staging(self) -> Iterator[Path]:
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self.own))
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else installs or removes at the same time, in this or another process."""
        # Late, because it brings asyncio.
        import filelock

        try:
            self.own.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self.own / ".lock", timeout=0):
                for leftover in self.own.glob(f"{_STAGING}*"):
                    shutil.rmtree(leftover, ignore_errors=True)
                yield
        except filelock.Timeout as error:
            raise ModelProblem("Another installation is under way.", "Wait until it has ended.") from error
        except OSError as error:
            raise ModelProblem(
                f"The folder for speech models cannot be used: {error.strerror or error}.", f"It is {self.own}."
            ) from error


def trial(folder: Path, job: Job) -> None:
    """Let a worker load a model and hear a second of noise; ModelProblem if it dies of that."""
    recogniser = Recogniser(folder)
    noise = random.Random(1).randbytes(32_000)  # noqa: S311 any noise will do
    try:
        with job.interrupting(recogniser.close):
            recogniser.transcribe(16_000, lambda: (noise,))
    except RecogniserDied as error:
        raise ModelProblem("The model does not work: " + error.sentence, "Take another one.") from error
    finally:
        recogniser.close()


def _reason(error: OSError) -> str:
    """Why a folder was not copied; of many reasons, a file each, the first."""
    return str(error.args[0][0][2]) if isinstance(error, shutil.Error) else error.strerror or str(error)


def _root(staging: Path, name: str) -> Path:
    """The folder in an unpacked zip that is the model: the top, or the only folder that looks like one."""
    level = [staging]
    for _ in range(_DEEPEST + 1):
        found = [folder for folder in level if soundness.looks_like_a_model(folder)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ModelProblem(f"“{name}” holds more than one speech model.", "Unpack it, and take one of the folders.")
        level = [folder for parent in level for folder in sorted(parent.iterdir()) if folder.is_dir()]
    raise ModelProblem(f"“{name.removesuffix('.part').lstrip('.')}” holds no speech model.", "Take a Vosk model's zip.")


def _is_address(source: str) -> bool:
    try:
        return urlsplit(source).scheme in ("http", "https")
    except ValueError:
        return False


def _stem(url: str) -> str:
    """A name for what an address holds: its last part, without what no file name may have."""
    stem = Path(unquote(urlsplit(url).path)).name.removesuffix(".zip")
    return stem if _NAME.fullmatch(stem) else "model"
