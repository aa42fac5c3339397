"""Text in the few sizes of the design."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LONG = 16  # letters; a word of more than these, as the name of a file, may be broken where it does not fit
_BREAK = "\u200b"  # where a line may be broken unseen


class _Text(QLabel):
    """Plain text that wraps unless told not to."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str) -> None:
        """What can be selected stays as it is: what is copied from it must hold no more than is seen."""
        self._text = text
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse in self.textInteractionFlags()
        whole = selectable or not self.wordWrap()
        super().setText(text if whole else re.sub(rf"\S{{{_LONG + 1},}}", _break, text))

    def text(self) -> str:
        """The text as it was given, without the places to break."""
        return self._text


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


def _break(word: re.Match[str]) -> str:
    """A long word with places to break, after each sign and in what is long even so."""
    return re.sub(rf"[\W_]+|[^\W_]{{{_LONG}}}", rf"\g<0>{_BREAK}", word[0])
