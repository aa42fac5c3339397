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


def vosk_folders() -> tuple[Path, ...]:
    """Where Vosk itself keeps models, besides `$VOSK_MODEL_PATH`."""
    home = Path.home()
    return (home / ".cache" / "vosk", Path("/usr/share/vosk"), home / "AppData" / "Local" / "vosk")


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
        """The folder that `ASKFORIT_HOME` names, else this platform's usual ones."""
        moved = os.environ.get("ASKFORIT_HOME")
        if moved:
            return cls.at(Path(moved).expanduser().absolute())
        dirs = platformdirs.PlatformDirs("askforit", appauthor=False)
        data = Path(dirs.user_data_dir)
        return cls(Path(dirs.user_config_dir) / "settings.json", data, data / "models", Path(dirs.user_log_dir))
