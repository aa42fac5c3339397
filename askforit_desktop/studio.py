"""Opens the parts and hands them out: the only place where they are wired together."""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from askforit_desktop import paths, settings
from askforit_desktop.audio.decode import Decoded, open_recording
from askforit_desktop.closing.assessment import assess
from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.rubric import Limits, Rubric
from askforit_desktop.closing.tagger import Tagger
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.paths import Home
from askforit_desktop.problems import NoSpeech, RubricProblem, UnreadableFile
from askforit_desktop.settings import Settings
from askforit_desktop.speech import models
from askforit_desktop.speech.hearing import Event, HeardUpTo
from askforit_desktop.speech.models import Choice, Model
from askforit_desktop.speech.recogniser import Recogniser

Progress = Callable[[float, float | None], None]
"""Told how many seconds of a recording are done, and of how many (None: not known)."""


def unwatched(_done: float, _total: float | None) -> None:
    """The progress that nobody follows."""


_LONGEST_TEXT = 1_000_000  # bytes; a close has under a thousand words, so more is another kind of file


class Studio:
    """All parts for one user; each is opened when it is first needed. Close it, or use it with `with`."""

    def __init__(self, home: Home, model: str | None = None, rubric_file: Path | None = None) -> None:
        self.home = home
        self._wanted_model = model
        self._rubric_file = rubric_file
        self._judging = threading.Lock()
        self.settings = settings.load(home.settings)

    @classmethod
    def open(cls, model: str | None = None, rubric_file: Path | None = None) -> Self:
        """The studio of the user who runs the program; `model` and `rubric_file` count before the settings."""
        return cls(Home.default(), model, rubric_file)

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
        if "recogniser" in self.__dict__:
            self.recogniser.close()

    def change(self, **fields: Any) -> Settings:
        """Change and save some settings."""
        self.settings = replace(self.settings, **fields)
        settings.save(self.settings, self.home.settings)
        self.__dict__.pop("rubric", None)
        return self.settings

    @cached_property
    def whole_rubric(self) -> Rubric:
        """The rubric as it is written, with the elements that the user has switched off."""
        return Rubric.from_toml(self._rubric_text())

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric, tailored to the user's settings."""
        rubric, chosen = self.whole_rubric, self.settings
        return rubric.tailored(chosen.elements_off, chosen.own_lines, _limits(rubric.limits, chosen))

    @cached_property
    def tagger(self) -> Tagger:
        """The trained judge."""
        return Tagger((paths.bundled_models() / "judge" / "judge.npz").read_bytes())

    def models(self) -> tuple[Model, ...]:
        """All speech models that were found, in order of preference."""
        places = models.search_places(
            self.home.models,
            os.environ.get("VOSK_MODEL_PATH"),
            paths.vosk_folders(),
            Path.home(),
            paths.bundled_models(),
        )
        return models.find(places)

    @cached_property
    def choice(self) -> Choice:
        """The speech model in use, and why it is this one; ModelProblem if there is none."""
        return models.choose(self.models(), self._wanted_model, self.settings.model)

    @property
    def model(self) -> Model:
        """The speech model in use."""
        return self.choice.model

    @cached_property
    def recogniser(self) -> Recogniser:
        """The recogniser with the model in use."""
        return Recogniser(self.model.path, self.rubric.limits.fillers)

    def read(self, file: Path) -> Transcript:
        """The words of a text file; UnreadableFile or NoSpeech."""
        transcript = Transcript.from_text(_text(file))
        if not transcript.words:
            raise NoSpeech(f"“{file.name}” holds no words.")
        return transcript

    def transcribe(self, file: Path, progress: Progress = unwatched) -> Transcript:
        """The words of a recording; UnreadableFile, NoSpeech, ModelProblem or RecogniserDied."""
        recording = open_recording(file)
        transcript = self.recogniser.transcribe(recording.rate, recording.blocks, _reporter(recording, progress))
        if not transcript.words:
            raise NoSpeech(
                f"No speech was heard in “{file.name}”.", "Play it: is it silent, very faint, or in another language?"
            )
        return transcript

    def assess(self, transcript: Transcript, rehearsed_on: date) -> Assessment:
        """Judge a transcript; may be called from any thread."""
        with self._judging:
            return assess(transcript, self.rubric, rehearsed_on, self.tagger)

    def _rubric_text(self) -> str:
        file = self._rubric_file or paths.resources() / "rubric.toml"
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RubricProblem(
                f"The rubric “{file}” cannot be read.", "Check its name; it is a UTF-8 text."
            ) from error


def _reporter(recording: Decoded, progress: Progress) -> Callable[[Event], None]:
    def report(event: Event) -> None:
        if isinstance(event, HeardUpTo):
            progress(event.seconds, recording.duration)

    return report


def _limits(limits: Limits, chosen: Settings) -> Limits:
    """The rubric's limits, but the length that the user aims at."""
    return replace(
        limits,
        length_min=limits.length_min if chosen.length_min is None else chosen.length_min,
        length_max=limits.length_max if chosen.length_max is None else chosen.length_max,
    )


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LONGEST_TEXT:
            raise UnreadableFile(f"“{file.name}” is too large to be the text of a close.")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"“{file.name}” is not a text in UTF-8.", "Save it as UTF-8.") from error
    except OSError as error:
        raise UnreadableFile(
            f"“{file.name}” cannot be read: {error.strerror}.", "Check its name and folder."
        ) from error
