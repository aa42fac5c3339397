"""The system's dialogs for files: the one edge of the window that tests replace."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_RECORDINGS = "Recordings (*.wav *.aif *.aiff *.flac *.ogg *.opus *.mp3 *.m4a *.webm);;All files (*)"


def save_as(parent: QWidget, title: str, name: str) -> Path | None:
    """Where to save a file; None if the user does not want to. The dialog asks before a file is replaced."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name))
    return Path(chosen) if chosen else None


def recordings(parent: QWidget) -> tuple[Path, ...]:
    """Which recordings to import; empty if the user does not want to."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, "Import recordings", str(Path.home()), _RECORDINGS)
    return tuple(Path(name) for name in chosen)


def folder(parent: QWidget, title: str) -> Path | None:
    """Which folder; None if the user does not want to."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(chosen) if chosen else None
