"""Which speech models are on this machine, and which of them is used.

A model that was asked for by name or path is used or refused, never silently replaced; in the folders that are only
searched, what cannot be used is listed with the reason and passed over.
"""

import math
import mmap
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech import soundness

DEMO = "vosk-model-askforit-demo-en-us"
"""The model that comes with the program: synthetic voices and 7389 words."""

MEMORY_A_BYTE = 2.5
"""Bytes of memory that a model takes for each of its bytes on disk, at most: measured 1.9 to 2.5 on official ones."""

_LANGUAGE = re.compile(r"vosk-model-(?:small-|big-)?([a-z]{2,3})(?:-|$)")
_HINT = "Install one, or choose one that is here (Settings, or `askforit models`)."


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that is a model or holds some, and how to call it."""

    folder: Path
    name: str


@dataclass(frozen=True, slots=True)
class Model:
    """A speech model that was found: where, its size in bytes, and why it can't be used (empty: it can)."""

    name: str
    path: Path
    found: str
    bytes: int
    fault: str = ""
    english: bool = True

    @property
    def is_demo(self) -> bool:
        """Whether it is the model that comes with the program and knows synthetic voices only."""
        return self.name == DEMO

    @property
    def usable(self) -> bool:
        """Whether it may be chosen without having been asked for."""
        return not self.fault and self.english


@dataclass(frozen=True, slots=True)
class Choice:
    """The model that is used, and why it is this one."""

    model: Model
    why: str


def search_places(
    own: Path, vosk_model_path: str | None, vosk_folders: Iterable[Path], home: Path, bundled: Path
) -> tuple[Place, ...]:
    """Where models are looked for, in order of preference.

    `own` is this program's folder for models, `home` the user's, `bundled` the one that came with the program. The
    other programs' folders are those that elograf and nerd-dictation use.
    """
    return (
        *((Place(Path(vosk_model_path), "$VOSK_MODEL_PATH"),) if vosk_model_path else ()),
        Place(own, "Ask For It's own folder"),
        *(Place(folder, "Vosk's folder") for folder in vosk_folders),
        Place(home / ".config" / "vosk-models", "elograf's folder"),
        Place(Path("/usr/share/vosk-models"), "elograf's folder"),
        Place(home / ".config" / "nerd-dictation" / "model", "nerd-dictation's folder"),
        Place(bundled, "came with Ask For It"),
    )


def find(places: Iterable[Place]) -> tuple[Model, ...]:
    """All models in some places, in their order; each folder once."""
    models: dict[Path, Model] = {}
    for place in places:
        for folder in _candidates(place.folder):
            models.setdefault(folder.resolve(), look_at(folder, place.name))
    return tuple(models.values())


def look_at(folder: Path, found: str) -> Model:
    """The model in a folder, usable or not."""
    fault = soundness.fault(folder)
    return Model(folder.name, folder, found, _size(folder), fault, bool(fault) or _english(folder))


def choose(models: Iterable[Model], wanted: str | None, setting: str, free_memory: float = math.inf) -> Choice:
    """The model to use: the one wanted (a name or path), else the one in the settings, else the first usable one.

    One that would not fit into `free_memory` bytes must be asked for. ModelProblem if the one that was asked for is
    missing or broken, or if there is none at all.
    """
    models = tuple(models)
    if wanted is not None:
        return Choice(_asked_for(models, wanted), "asked for with --model")
    if setting:
        return Choice(_asked_for(models, setting), "chosen in the settings")
    for model in models:
        if model.usable and (model.bytes * MEMORY_A_BYTE <= free_memory or model.is_demo):
            return Choice(model, "the only one here" if model.is_demo else f"the first one found: {model.found}")
    raise ModelProblem("No speech model that works was found.", _HINT)


def _asked_for(models: tuple[Model, ...], asked: str) -> Model:
    if not asked.strip():
        raise ModelProblem("The name of the speech model is empty.", _HINT)
    named = [model for model in models if model.name == asked]
    model = next((m for m in named if not m.fault), None) or next(iter(named), None)
    if model is None:
        # Not `expanduser`, which raises for a user who does not exist.
        folder = Path(os.path.expanduser(asked)).absolute()  # noqa: PTH111
        if Path(asked).name == asked and not folder.exists():
            raise ModelProblem(f"There is no speech model called “{asked}”.", _HINT)
        model = look_at(folder, "asked for")
    if model.fault:
        raise ModelProblem(f"The speech model “{asked}” cannot be used: {model.fault}.", _HINT)
    return model


def _candidates(folder: Path) -> Iterator[Path]:
    """The folder if it is a model, else those in it; none where it can't be read."""
    try:
        if soundness.looks_like_a_model(folder):
            yield folder
            return
        inside = sorted(folder.iterdir())
    except OSError:
        return
    # A dot: an installation that is under way. Not `Path.is_dir`, which raises where it may not look.
    yield from (
        path
        for path in inside
        if os.path.isdir(path)  # noqa: PTH112
        and not path.name.startswith(".")
        and (path.name.startswith("vosk-model-") or soundness.looks_like_a_model(path))
    )


def _size(folder: Path) -> int:
    """The bytes of all files in a folder, 0 where they may not be looked at."""
    try:
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    except OSError:
        return 0


def _english(folder: Path) -> bool:
    """Whether a model hears English: by its name, else by whether its vocabulary holds "thank"."""
    named = _LANGUAGE.match(folder.name)
    if named:
        return named[1] == "en"
    words = folder / "graph" / "words.txt"
    vocabulary = words if words.exists() else folder / "graph" / "Gr.fst"
    with vocabulary.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b"thank") >= 0
