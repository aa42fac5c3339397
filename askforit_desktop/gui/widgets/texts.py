"""Text in the few sizes of the design."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class _Text(QLabel):
    """Plain text that wraps unless told not to."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)


class Body(_Text):
    """Ordinary text."""


class Muted(_Text):
    """Ordinary text that stands back."""


class Caption(_Text):
    """Small text that stands back."""


class Figure(_Text):
    """A measured value in a tile."""

    def set_tone(self, tone: str) -> None:
        """Colour it: "warn", "quiet", or empty for neither."""
        if tone != (self.property("tone") or ""):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class Lead(_Text):
    """Large reading text: the interviewer's cue."""


class Heading(_Text):
    """A heading: level 1 a page's title, 2 a section, 3 a small one."""

    def __init__(self, text: str = "", level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("level", str(level))


class KeyHint(_Text):
    """The name of a key, drawn like one."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Pill(_Text):
    """A few words in a rounded frame; `warn` where they ask for attention."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, warn: bool = False) -> None:
        super().__init__(text, parent, wrap=False)
        self.setProperty("warn", warn)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
