"""Light and dark: applies the palette, fonts and the one stylesheet to the program, following the system or a choice.

Widgets that paint by hand ask `colours()` each time they paint; Qt repaints them when the style changes.
"""

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from askforit_desktop import paths
from askforit_desktop.gui.palette import DARK, LIGHT, Palette
from askforit_desktop.gui.stylesheet import BODY, stylesheet

_now = LIGHT


def colours() -> Palette:
    """The palette on screen at this moment."""
    return _now


def size(pixels: int) -> int:
    """A size from the design in pixels, grown where the system's text is larger than usual."""
    return round(pixels * _scale())


def _scale() -> float:
    return _scale_of(QGuiApplication.font().key())


@cache
def _scale_of(_font: str) -> float:
    # Kept for each font: Qt looks for the fitting one each time, and a page asks two hundred times while it is shown.
    return max(1.0, QFontInfo(QGuiApplication.font()).pixelSize() / BODY)


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font at a design size, for widgets that paint text by hand."""
    return QFont(_font_of(QGuiApplication.font().key(), size(pixels), weight))


@cache
def _font_of(_font: str, pixels: int, weight: QFont.Weight) -> QFont:
    made = QFont(QGuiApplication.font())
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def prefers_less_motion() -> bool:
    """Whether the system asks for less motion; Qt passes that on as switched-off widget animation."""
    style = QApplication.style()
    return style is not None and style.styleHint(style.StyleHint.SH_Widget_Animation_Duration) == 0


class Theme(QObject):
    """The look of the program; `changed` tells those who keep something drawn."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        family = app.font()
        family.setFamilies(["Inter", *family.families()])
        app.setStyle("Fusion")
        app.setFont(family)
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, choice: str) -> None:
        """Take "light" or "dark", or follow the "system"."""
        self._choice = choice
        if colours() is not self._palette():
            self._apply()

    def _apply(self) -> None:
        global _now
        _now = self._palette()
        self._app.setPalette(_native(_now))
        self._app.setStyleSheet(stylesheet(_now, size, (paths.resources() / "icons").as_posix()))
        self.changed.emit()

    def _palette(self) -> Palette:
        if self._choice == "system":
            return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT


def _native(palette: Palette) -> QPalette:
    """The palette for what the stylesheet does not reach: file dialogs, check marks, arrows."""
    role = QPalette.ColorRole
    native = QPalette(QColor(palette.card), QColor(palette.window))
    for where, colour in (
        (role.Base, palette.card),
        (role.AlternateBase, palette.window),
        (role.Text, palette.text),
        (role.WindowText, palette.text),
        (role.ButtonText, palette.text),
        (role.PlaceholderText, palette.muted),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.Link, palette.accent),
        (role.Accent, palette.accent),
        (role.ToolTipBase, palette.card),
        (role.ToolTipText, palette.text),
    ):
        native.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        native.setColor(QPalette.ColorGroup.Disabled, where, QColor(palette.muted))
    return native
