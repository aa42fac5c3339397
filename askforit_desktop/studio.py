"""Opens the parts and hands them out: the only place where they are wired together.

Each part is imported when it is opened: a text is judged in half the time that it would take to load them all.
"""

import mmap
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from askforit_desktop import paths, settings
from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.rubric import Limits, Rubric
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.paths import Home
from askforit_desktop.problems import NoSpeech, RubricProblem
from askforit_desktop.settings import Settings
from askforit_desktop.speech.lending import Lending

if TYPE_CHECKING:
    from askforit_desktop.audio import player
    from askforit_desktop.audio.player import Player
    from askforit_desktop.closing.tagger import Tagger
    from askforit_desktop.closing.take import Judgement, Take
    from askforit_desktop.rehearsal import Listener, Rehearsal
    from askforit_desktop.rehearsal.files import Progress
    from askforit_desktop.speech.install import Installer
    from askforit_desktop.speech.models import Choice, Model
    from askforit_desktop.speech.recogniser import Recogniser
    from askforit_desktop.takes import Library, Recovery

IMPORTED = "imported"
"""The device of a take that was not recorded here."""


class Studio:
    """All parts for one user; each is opened when it is first needed. Close it, or use it with `with`."""

    def __init__(
        self,
        home: Home,
        model: str | None = None,
        rubric_file: Path | None = None,
        all_elements: bool = False,
        jobs: int | None = None,
    ) -> None:
        self.home = home
        self.jobs = jobs or usable_cores()
        self._wanted_model = model
        self._rubric_file = rubric_file
        self._all_elements = all_elements
        self._judging = threading.Lock()
        self._recognisers = Lending(lambda: self._recogniser_of(self.model))
        self.settings = settings.load(home.settings)

    @classmethod
    def open(
        cls,
        model: str | None = None,
        rubric_file: Path | None = None,
        all_elements: bool = False,
        jobs: int | None = None,
    ) -> Self:
        """The studio of the user who runs the program; what is given counts before the settings."""
        return cls(Home.default(), model, rubric_file, all_elements, jobs)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End what runs; nothing is left behind."""
        self._recognisers.close()

    def change(self, **fields: Any) -> Settings:
        """Save some settings, then put them into force; a model counts from the next take on."""
        changed = replace(self.settings, **fields)
        settings.save(changed, self.home.settings)
        self.settings = changed
        self.__dict__.pop("rubric", None)
        if "model" in fields:  # also the same again: it may have been installed since
            self.models_changed()
        return self.settings

    def models_changed(self) -> None:
        """Choose the model anew, after one was installed, removed or chosen; a take that runs keeps its own."""
        self._recognisers.retire()
        self.__dict__.pop("choice", None)

    @cached_property
    def whole_rubric(self) -> Rubric:
        """The rubric as it is written, with the elements that the user has switched off."""
        return Rubric.from_toml(self._rubric_text())

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric, tailored to the user's settings."""
        rubric, chosen = self.whole_rubric, self.settings
        off = () if self._all_elements else chosen.elements_off
        return rubric.tailored(off, chosen.own_lines, _limits(rubric.limits, chosen))

    @cached_property
    def tagger(self) -> "Tagger":
        """The trained judge; its file is mapped, because of the largest table a close needs a few rows only."""
        from askforit_desktop.closing.tagger import Tagger

        with (paths.bundled_models() / "judge" / "judge.npz").open("rb") as file:
            return Tagger(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def models(self) -> "tuple[Model, ...]":
        """All speech models that were found, in order of preference."""
        from askforit_desktop.speech import models

        home = paths.user_home() or self.home.data
        places = models.search_places(
            self.home.models, os.environ.get("VOSK_MODEL_PATH"), paths.vosk_folders(home), home, paths.bundled_models()
        )
        return models.find(places)

    @cached_property
    def installer(self) -> "Installer":
        """Who fetches, checks and removes models."""
        from askforit_desktop.speech.catalogue import Catalogue
        from askforit_desktop.speech.install import Installer

        return Installer(self.home.models, Catalogue.read(paths.bundled_models() / "catalogue.toml"))

    @cached_property
    def choice(self) -> "Choice":
        """The speech model in use, and why it is this one; ModelProblem if there is none."""
        from askforit_desktop.speech import models
        from askforit_desktop.speech.catalogue import free_memory

        return models.choose(self.models(), self._wanted_model, self.settings.model, free_memory())

    @property
    def model(self) -> "Model":
        """The speech model in use."""
        return self.choice.model

    @property
    def recogniser(self) -> "Recogniser":
        """The recogniser with the model in use."""
        return self._recognisers.in_use

    def read(self, file: Path) -> Transcript:
        """The words of a text file; UnreadableFile or NoSpeech."""
        from askforit_desktop.audio.opening import read_text

        transcript = Transcript.from_text(read_text(file))
        if not transcript.words:
            raise NoSpeech(f"“{file.name}” holds no words.")
        return transcript

    def transcribe(self, file: Path, progress: "Progress | None" = None) -> Transcript:
        """The words of a recording; UnreadableFile, NoSpeech, ModelProblem, RecogniserDied or GivenUp."""
        from askforit_desktop.rehearsal.files import transcribe, unwatched

        with self._recognisers.borrowed() as recogniser:
            return transcribe(recogniser, file, progress or unwatched)

    def assess(self, transcript: Transcript, rehearsed_on: date) -> Assessment:
        """Judge a transcript; may be called from any thread."""
        from askforit_desktop.closing import assessment

        with self._judging:
            return assessment.assess(transcript, self.rubric, rehearsed_on, self.tagger)

    @cached_property
    def library(self) -> "Library":
        """The takes."""
        from askforit_desktop.takes import Library

        chosen = self.settings.takes_folder
        return Library(Path(chosen) if chosen else self.home.takes)

    def move_takes(self, place: Path) -> None:
        """Keep the takes in a new folder in some place; LibraryProblem, and then they stay where they are."""
        from askforit_desktop.takes import moving

        before, after = self.library.folder, place / moving.FOLDER
        moving.copy(before, after)
        self.change(takes_folder=str(after))
        self.__dict__.pop("library", None)
        moving.remove(before)

    def delete_everything(self) -> None:
        """Remove all takes, the models that were installed and the settings; LibraryProblem if something stays."""
        from askforit_desktop.takes import moving

        moving.remove(self.library.folder)
        self.__dict__.pop("library", None)
        self._recognisers.close()
        shutil.rmtree(self.home.models, ignore_errors=True)
        self.change(**asdict(Settings()))

    def recover(self) -> "Recovery":
        """Take in the recordings that a crash left."""
        from askforit_desktop.audio import wav

        return self.library.recover(wav.repair)

    def warm(self) -> None:
        """Start what a take needs, so that it begins at once; a Problem where the model cannot be used."""
        self.recogniser.warm()
        self.assess(Transcript((), None), self._now().date())

    def rehearse(self, listener: "Listener", device: str = "", role: str = "", company: str = "") -> "Rehearsal":
        """A new take, not yet begun; `device` is a microphone's name, "" the default one."""
        from askforit_desktop.rehearsal import Desk, Rehearsal

        self._recognisers.close_idle()
        today = self._now().date()
        desk = Desk(self.library, lambda: self.recogniser, lambda heard: self.assess(heard, today), self._now)
        return Rehearsal(desk, listener, device, role, company)

    def player(self, take: "Take", listener: "player.Listener") -> "Player":
        """A player for a take, on the speaker that the user chose."""
        from askforit_desktop.audio.player import Player

        return Player(take.recording.wav, listener, self.settings.speaker)

    def take_in(self, file: Path, progress: "Progress | None" = None) -> "Take":
        """Make a take of somebody's recording; what `transcribe` raises, or LibraryProblem: then nothing is kept."""
        from askforit_desktop.audio.decode import open_recording
        from askforit_desktop.closing.take import Recording
        from askforit_desktop.rehearsal.files import copy

        recording = open_recording(file)
        made = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        path = self.library.reserve(self._now())
        try:
            seconds = copy(recording, path)
            with self._recognisers.borrowed() as recogniser:
                judgement = self._judgement(recogniser, path, made, progress)
            return self.library.add(Recording(path, made, seconds, IMPORTED), judgement, title=file.stem)
        except NoSpeech as silent:
            self.library.discard(path)
            raise NoSpeech(f"No speech was heard in “{file.name}”.", silent.hint) from silent
        except BaseException:
            self.library.discard(path)
            raise

    def hear_again(self, take_id: str, progress: "Progress | None" = None, model: str = "") -> "Take":
        """Transcribe and judge a take once more, by the named model or the one in use; earlier judgements are kept."""
        take = self.library.get(take_id)
        with self._recogniser_for(model) as recogniser:
            made = take.recording.recorded_at
            judgement = self._judgement(recogniser, take.recording.wav, made, progress)
        return self.library.add_judgement(take_id, judgement)

    def judge_again(self, take_id: str) -> "Take":
        """Judge what was heard in a take by the rubric as it is now; the judgement before is kept."""
        take = self.library.get(take_id)
        if not take.judgements:
            raise NoSpeech("There are no words to judge.", "Transcribe the take first.")
        last = take.judgements[0]
        assessment = self.assess(last.transcript, take.recording.recorded_at.date())
        return self.library.add_judgement(take_id, replace(last, judged_at=self._now(), assessment=assessment))

    def _judgement(
        self, recogniser: "Recogniser", file: Path, made: datetime, progress: "Progress | None"
    ) -> "Judgement":
        from askforit_desktop.closing.take import Judgement
        from askforit_desktop.rehearsal.files import transcribe, unwatched

        transcript = transcribe(recogniser, file, progress or unwatched)
        return Judgement(recogniser.model.name, self._now(), transcript, self.assess(transcript, made.date()))

    @contextmanager
    def _recogniser_for(self, model: str) -> "Iterator[Recogniser]":
        """The recogniser in use, or one for another model that ends with the work."""
        from askforit_desktop.speech import models

        chosen = models.choose(self.models(), model, "").model if model else self.model
        opened = self._recognisers.opened
        if not model or (opened and opened.model == chosen.path):
            with self._recognisers.borrowed() as recogniser:
                yield recogniser
            return
        other = self._recogniser_of(chosen)
        try:
            yield other
        finally:
            other.close()

    def _recogniser_of(self, model: "Model") -> "Recogniser":
        from askforit_desktop.speech.recogniser import Recogniser

        return Recogniser(model.path, self.rubric.limits.fillers, jobs=self.jobs)

    @staticmethod
    def _now() -> datetime:
        return datetime.now().astimezone()

    def _rubric_text(self) -> str:
        file = self._rubric_file or paths.resources() / "rubric.toml"
        try:
            return file.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise RubricProblem(f"The rubric “{file}” cannot be read: {error.strerror}.", "Check its name.") from error
        except UnicodeDecodeError as error:
            raise RubricProblem(f"The rubric “{file}” is not a text in UTF-8.", "Save it as UTF-8.") from error


def _limits(limits: Limits, chosen: Settings) -> Limits:
    """The rubric's limits, but those that the user has set."""
    own = {field.name: getattr(chosen, field.name, None) for field in fields(limits)}
    return replace(limits, **{name: limit for name, limit in own.items() if limit is not None})


def usable_cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
