"""Where everything lies: what the program brings with it, and what it keeps for the user.

The only module that knows whether the program runs from source, from an installed wheel or from a frozen bundle.
`ASKFORIT_HOME` moves all that is kept to one folder.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import platformdirs

from askforit_desktop.problems import LibraryProblem

_PACKAGE = Path(__file__).resolve().parent


def _brought(name: str) -> Path:
    """A folder that travels with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / name
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """The folder with the rubric, cues, icons and samples."""
    return _brought("resources")


def bundled_models() -> Path:
    """The folder with the demo model, the judge and the catalogue."""
    return _brought("models")


def vosk_folders(home: Path) -> tuple[Path, ...]:
    """Where Vosk itself keeps models, besides `$VOSK_MODEL_PATH`; `home` is the user's folder."""
    return (home / ".cache" / "vosk", Path("/usr/share/vosk"), home / "AppData" / "Local" / "vosk")


def user_home() -> Path | None:
    """The user's folder, in which other programs may keep models; None where the system knows none."""
    try:
        return Path.home()
    except RuntimeError:
        return None


@dataclass(frozen=True, slots=True)
class Home:
    """The folders that the program keeps for one user; nothing is made until it is needed."""

    settings: Path
    data: Path
    models: Path
    logs: Path

    @property
    def takes(self) -> Path:
        """The library: a database and one WAV a take."""
        return self.data / "takes"

    @classmethod
    def at(cls, folder: Path) -> Self:
        """Everything in one folder."""
        return cls(folder / "settings.json", folder, folder / "models", folder / "logs")

    @classmethod
    def default(cls) -> Self:
        """The folder that `ASKFORIT_HOME` names, else this platform's usual ones; LibraryProblem without a home."""
        moved = os.environ.get("ASKFORIT_HOME")
        try:
            if moved:
                return cls.at(Path(moved).expanduser().absolute())
            dirs = platformdirs.PlatformDirs("askforit", appauthor=False)
            data = Path(dirs.user_data_dir)
            return cls(Path(dirs.user_config_dir) / "settings.json", data, data / "models", Path(dirs.user_log_dir))
        except RuntimeError as error:  # a container's user that the system does not know has no home
            raise LibraryProblem(
                "Your home folder is not known.", "Set ASKFORIT_HOME to a folder that is yours."
            ) from error
