"""What the user chose, kept as JSON; shared by both faces."""

import json
from dataclasses import asdict, dataclass, field, fields
from math import inf
from pathlib import Path
from typing import Any

from askforit_desktop.problems import LibraryProblem


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices; empty strings mean "the default"."""

    model: str = ""
    microphone: str = ""
    speaker: str = ""
    theme: str = "system"
    role: str = ""
    company: str = ""
    length_min: float | None = None
    length_max: float | None = None
    pace_min: float | None = None
    pace_max: float | None = None
    pause_long: float | None = None
    pause_too_long: float | None = None
    fillers_quiet: float | None = None
    fillers_many: float | None = None
    elements_off: tuple[str, ...] = ()
    own_lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    show_checklist: bool = True
    takes_folder: str = ""
    welcomed: bool = False


def load(path: Path) -> Settings:
    """Read the settings; what is missing, damaged or of the wrong kind falls back to its default."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    default = Settings()
    kept = {f.name: _fitting(data[f.name], getattr(default, f.name)) for f in fields(Settings) if f.name in data}
    return Settings(**kept)


def save(settings: Settings, path: Path) -> None:
    """Write the settings in one step, so that a crash leaves the old or the new file; LibraryProblem if it can't."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(json.dumps(asdict(settings), indent=2, ensure_ascii=False), path)
    except OSError as error:
        raise LibraryProblem(
            f"The settings could not be saved: {error.strerror}.", f"Check the folder {path.parent}."
        ) from error


def _write(text: str, path: Path) -> None:
    import tempfile  # late, because reading the settings is part of every start

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        try:
            file.write(text)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            file.close()
            Path(file.name).unlink()
            raise


def _fitting(value: Any, default: Any) -> Any:
    """The value if it is of its default's kind, else the default."""
    if isinstance(default, tuple):
        return tuple(str(v) for v in value) if isinstance(value, list) else default
    if isinstance(default, dict):
        lists = value.items() if isinstance(value, dict) else ()
        return {str(key): tuple(map(str, texts)) for key, texts in lists if isinstance(texts, list)}
    if default is None:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number and 0 <= value < inf else None
    return value if isinstance(value, type(default)) else default
