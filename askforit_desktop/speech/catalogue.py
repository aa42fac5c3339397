"""The speech models that can be fetched, and what each of them asks of a computer."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech.models import MEMORY_A_BYTE, Model

DEMO_ADVICE = "Knows synthetic voices and few words: good for a look around, not for your own voice."


@dataclass(frozen=True, slots=True)
class Entry:
    """One model that can be fetched. `sha256` may be empty, then `md5` counts, and that may be empty too."""

    name: str
    title: str
    advice: str
    bytes: int
    unpacked: int
    memory: int
    licence: str
    urls: tuple[str, ...]
    sha256: str = ""
    md5: str = ""

    @property
    def proof(self) -> str:
        """How a download is known to be whole, in words."""
        if self.sha256:
            return "checked by sha256"
        return "checked by md5 only, which is weaker" if self.md5 else "checked by size and a trial only"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All models that can be fetched; the first one is the default."""

    entries: tuple[Entry, ...]

    @classmethod
    def read(cls, path: Path) -> "Catalogue":
        """Read a catalogue; ModelProblem if that is not possible."""
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))["model"]
            return cls(tuple(Entry(**{**table, "urls": tuple(table["urls"])}) for table in tables))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelProblem(
                "The list of speech models cannot be read.", f"Install the program again ({error})."
            ) from error

    @property
    def default(self) -> Entry:
        """The model to recommend to somebody who has none."""
        return self.entries[0]

    def get(self, name: str) -> Entry | None:
        """The entry of that name."""
        return next((entry for entry in self.entries if entry.name == name), None)

    def advice(self, model: Model) -> str:
        """One line on what a model is good for; empty if nothing is known about it."""
        if model.is_demo:
            return DEMO_ADVICE
        entry = self.get(model.name)
        return entry.advice if entry else ""

    def memory(self, name: str, unpacked: int) -> int:
        """Bytes of memory that a model of this name and size on disk takes while it hears, as far as one knows."""
        entry = self.get(name)
        return entry.memory if entry else round(unpacked * MEMORY_A_BYTE)


def free_memory() -> int:
    """Bytes of memory that programs could have at this moment."""
    return int(psutil.virtual_memory().available)


def memory_doubt(needed: int, free: int) -> str:
    """A sentence if a model needs more memory than is free, else nothing."""
    if needed <= free:
        return ""
    return f"This model needs about {in_words(needed)} of memory, and {in_words(free)} are free."


def in_words(size: int) -> str:
    """A number of bytes for people: "41 MB"."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= scale:
            return f"{size / scale:.1f} {unit}" if size < 10 * scale else f"{size / scale:.0f} {unit}"
    return f"{size} bytes"


def unfetched(catalogue: Catalogue, models: Iterable[Model]) -> tuple[Entry, ...]:
    """The entries whose model is not on this machine, or not whole."""
    here = {model.name for model in models if not model.fault}
    return tuple(entry for entry in catalogue.entries if entry.name not in here)
