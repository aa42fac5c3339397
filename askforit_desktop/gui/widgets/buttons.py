"""Buttons in the few manners of the design."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.icons import icon


class Button(QPushButton):
    """A button; `kind` is "plain", "primary", "danger", "small" or "link".

    `name` is for screen readers where the text alone says too little.
    """

    def __init__(
        self, text: str, kind: str = "plain", parent: QWidget | None = None, *, name: str = "", hint: str = ""
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAccessibleName(name or text)
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)


class IconButton(Button):
    """A button that shows only an icon; its name is its tool tip too."""

    def __init__(self, picture: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", "icon", parent, name=name, hint=name)
        self.show_icon(picture, name)

    def show_icon(self, picture: str, name: str) -> None:
        """Change the icon and with it the name."""
        self.setIcon(icon(picture))
        self.setIconSize(QSize(theme.size(20), theme.size(20)))
        self.setAccessibleName(name)
        self.setToolTip(name)
